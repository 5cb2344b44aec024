"""``hongtou vocab``: an office's own words, learnt from its clean documents."""

from __future__ import annotations

import click

from ..pipeline.console import Group, say
from .wiring import read_all, timeout_option, told


@click.group("vocab", cls=Group, help="本机关的用词表：从已经印发的文件学习用语，减少误报。", subcommand_metavar="命令 …",
           options_metavar="[选项]")
def vocab() -> None:
    """The group of commands on an office's words."""


@vocab.command("learn", options_metavar="[选项]",
               help="从没有错字的文件里学习本机关的用语，写成词表；在 hongtou.toml 里用 vocabulary 指明。")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True)
@click.option("--output", metavar="文件", default="本机关词表.txt", help="词表写到哪里（默认 本机关词表.txt）。")
@timeout_option
def learn_command(*, paths: tuple[str, ...], output: str, timeout: float) -> int:
    """Write the words of clean documents that the spelling model does not know."""
    from ..pipeline import vocabulary
    from ..pipeline.files import collect, guard_output, write
    from ..pipeline.review_file import failed

    found = list(collect(paths))
    files = [f.path for f in found if f.problem is None]
    guard_output(output, files)
    reviews = [*(failed(f.path, "read", "not_found", f.problem) for f in found if f.problem),
               *read_all(files, timeout)]
    codes = [told(review) for review in reviews]
    read = [review.lines for review in reviews if review.status != "failed"]
    if not read:
        say("没有读到文件，词表没有写。")
        return max(codes, default=3) or 3
    learnt = vocabulary.learn(read)
    write(output, vocabulary.render(learnt, len(read)).encode())
    say(f"从 {len(read)} 份文件学得 {len(learnt)} 个词，写入 {output}。")
    return max(codes)
