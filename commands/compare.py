"""``hongtou compare``: a local document against its superior ones, an earlier version, or its own tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..pipeline.console import Command, OneOf, emit, encoded, say
from .wiring import exit_code, read_all, show_lines, timeout_option, today, told

if TYPE_CHECKING:
    from ..pipeline.compare_documents import Compared
    from ..pipeline.review import Review

_FORMATS = ("terminal", "json", "html")


@click.command("compare", cls=Command, options_metavar="[选项]",
               help="与上级文件对照：新增和改动的内容是否加了下划线，其余是否没有加。上级文件可以有几个，本级文件写在最后。")
@click.argument("paths", metavar="上级文件… 本级文件", nargs=-1, required=True)
@click.option("--since", metavar="旧稿", help="不与上级文件、而与本文件的旧稿对照。")
@click.option("--revisions", is_flag=True, help="以文件自己的修订记录为准：插入的是新增，删去的列出。")
@click.option("--strict", is_flag=True, help="只换了名称、序号、日期的内容也要加下划线。")
@click.option("--agenda", is_flag=True, help="会议议题材料：与上级文件每一处不一致都要加下划线。")
@click.option("--format", "form", metavar="形式", type=OneOf(*_FORMATS),
              help="报告的形式：terminal（屏幕，默认）、json、html（左右对照）。")
@click.option("--output", metavar="文件", help="报告写入文件，不显示在屏幕上。")
@click.option("--mark", metavar="副本.docx", help="另存一份副本，正好把该标的内容加上下划线；原文件不动。只用于 Word 文件。")
@timeout_option
@click.option("--verbose", is_flag=True, help="也列出只换了名称、序号、日期的内容。")
def compare_command(*, paths: tuple[str, ...], since: str | None, revisions: bool, strict: bool, agenda: bool,
                    form: str | None, output: str | None, mark: str | None, timeout: float, verbose: bool) -> int:
    """Compare, report, and on demand write a marked copy."""
    from ..pipeline.files import guard_output

    files = _files(paths, since, revisions)
    if output is not None:
        guard_output(output, files)
    if mark is not None:
        _markable(files[-1])
        guard_output(mark, [*files, *([output] if output else [])])
    *superiors, local = read_all(files, timeout, keep=True)
    form = form or _form_of(output)
    codes = [told(review) for review in (local, *superiors) if review.status == "failed"]
    if codes:
        if form == "json":
            _print([local, *superiors], None, form, output, verbose)
        return max(codes)
    compared = _compared(local, superiors, revisions=revisions, strict=strict, agenda=agenda)
    _print([compared.review, *superiors], compared, form, output, verbose)
    if mark is not None:
        _mark(compared, files[-1], mark)
    return exit_code([compared.review], "info")


def _files(paths: Sequence[str], since: str | None, revisions: bool) -> list[str]:
    """The documents to read, the local one last."""
    if since is not None and revisions:
        raise click.UsageError("--since 和 --revisions 只能用一个。")
    if since is not None or revisions:
        if len(paths) != 1:
            raise click.UsageError(f"用 {'--since' if since is not None else '--revisions'} 时只写一个文件（本级文件），"
                                   f"现在写了 {len(paths)} 个。")
        return [*([since] if since is not None else []), *paths]
    if len(paths) < 2:
        raise click.UsageError("要写上级文件和本级文件，本级文件写在最后，如 hongtou compare 省办法.docx 市办法.docx；"
                               "与旧稿对照用 --since。")
    return list(paths)


def _markable(path: str) -> None:
    """Only a Word file can be marked; a file that cannot be read at all is told later, as such."""
    from ..pipeline.guard import inspect
    from ..pipeline.readers.errors import ReadError

    try:
        kind = inspect(Path(path), path).kind
    except ReadError:
        return
    if kind != "docx":
        names = {"pdf": "PDF", "ofd": "OFD", "text": "纯文本", "office": "旧版 Word（.doc）或 WPS 文件"}
        advice = "请先另存为 .docx" if kind == "office" else "它没有可以改的下划线格式，请对 Word 原稿使用"
        raise click.UsageError(f"--mark 只能标注 .docx 文件，“{path}”是{names[kind]}：{advice}。")


def _compared(local: Review, superiors: Sequence[Review], *, revisions: bool, strict: bool, agenda: bool) -> Compared:
    from ..pipeline.compare_documents import compare_documents, compare_revisions
    from ..pipeline.compare_revisions import tracked

    if not revisions:
        return compare_documents(local, superiors, strict=strict, agenda=agenda)
    document = local.structure.document if local.structure else None
    if document is None or "revisions" in document.unknown:
        reason = document.unknown["revisions"] if document else ""
        raise click.UsageError(f"“{local.path}”里没有修订记录可用：{reason}。请用 Word 文件，或者用 --since 给出旧稿。")
    if not tracked(document):
        raise click.UsageError(f"“{local.path}”里没有修订记录（没有开修订，或者已经全部接受）；请写上级文件，或者用 --since 给出旧稿。")
    return compare_revisions(local, strict=strict, agenda=agenda)


def _form_of(output: str | None) -> str:
    return {".json": "json", ".html": "html", ".htm": "html"}.get(Path(output).suffix.lower(), "terminal") if output else "terminal"


def _print(reviews: Sequence[Review], compared: Compared | None, form: str, output: str | None, verbose: bool) -> None:
    from ..pipeline.reports import compare, terminal, wording

    marking = compared.marking if compared else None
    if form == "terminal" and compared is not None:
        def made(*, color: bool) -> list[terminal.Line]:
            return [*terminal.document(compared.review, color=color, verbose=verbose, brief=True),
                    *compare.lines(compared.marking, compared.review, verbose=verbose)]

        if output is None:
            show_lines(made)
            return
        text = terminal.laid_out(made(color=False))
    elif form == "html" and compared is not None:
        text = import_module("hongtou.pipeline.reports.compare_html").render(compared.marking, compared.review, __version__, today())
    else:
        text = compare.render(reviews, marking, __version__)
    if output is None:
        emit(text, machine=True)
        return
    from ..pipeline.files import write

    write(output, encoded(text))
    say(f"报告已写入 {output}。{wording.counted(wording.counts(reviews))}。")


def _mark(compared: Compared, path: str, output: str) -> None:
    """Write the copy with exactly the right words underlined."""
    from ..pipeline.comparison import to_underline
    marking = compared.marking
    wanted = [(p.paragraph, p.start, p.end)
              for p in to_underline(compared.comparison, strict=marking.strict, agenda=marking.agenda)]
    keep = [(s.local.paragraph, s.local.start, s.local.end) for s in compared.comparison.stretches if s.formal]
    done = import_module("hongtou.pipeline.writers.docx_underline").underline(path, output, wanted, keep=keep, sha256=compared.review.sha256)
    for paragraph, start, end in done.missed:
        words = compared.comparison.local.lines[paragraph - 1][start:end]
        say(f"副本里第 {paragraph} 段的“{words}”没有标成：它是自动编号、公式或域，请在 Word 里核对。")
    say(f"标注好的副本已写入 {output}。")
