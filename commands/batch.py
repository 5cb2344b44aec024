"""``hongtou batch``: hundreds of files, each with its line on record; a run that was stopped goes on where it was."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..pipeline.console import Command, Number, OneOf, emit, say, screen
from .wiring import config_option, exit_code, jobs_for, profile_option, reviewed, timeout_option

if TYPE_CHECKING:
    from ..pipeline.batch import Record, Row
    from ..pipeline.review import Review

RECORD = "批量检查结果.jsonl"


@click.command("batch", cls=Command, options_metavar="[选项]",
               help="批量检查文件夹：边查边把结果写进一个文件，一份一行；中途停了，再运行同一条命令就接着查。")
@click.argument("paths", metavar="文件夹或文件…", nargs=-1, required=True)
@click.option("--output", metavar="文件", default=RECORD, help=f"结果写到哪里（JSON 行，默认 {RECORD}）。")
@profile_option
@config_option
@click.option("--select", metavar="检查", multiple=True, help="只做这些检查，写法同 hongtou check。")
@click.option("--ignore", metavar="检查", multiple=True, help="不做这些检查。")
@click.option("--info", is_flag=True, help="也列出提示。")
@click.option("--final", is_flag=True, help="定稿检查：也查修订、批注等起草痕迹。")
@click.option("--fail-on", metavar="程度", type=OneOf("error", "warning", "info", "never"), default="error",
              help="有多严重的问题时退出码为 1（默认 error）。")
@click.option("--jobs", metavar="个数", type=Number(int, 1, 256), help="同时检查几个文件（默认按处理器个数）。")
@timeout_option
def batch(*, paths: tuple[str, ...], output: str, profile: str | None, config: str | None, select: tuple[str, ...],
          ignore: tuple[str, ...], info: bool, final: bool, fail_on: str, jobs: int | None, timeout: float) -> int:
    """Review many files, resumably, and print the summary."""
    from .. import __version__
    from ..pipeline import batch as machine
    from ..pipeline.files import collect, guard_output
    from ..pipeline.reports import batch as report

    found = [f for f in collect(paths) if f.problem is not None or not _same(f.path, output)]
    files = [f.path for f in found if f.problem is None]
    guard_output(output, files)
    job_for = jobs_for(files, profile=profile, config=config, select=select, ignore=ignore,
                       info=info or fail_on == "info", final=final)
    refused = [f"{f.path}：{f.problem}" for f in found if f.problem]
    for line in refused:
        say(line)
    wanted = {file: machine.settings_of(job_for(file), __version__) for file in files}
    with machine.Record(output, wanted, __version__) as record:
        if record.done:
            say(f"接着上次的结果：{len(record.done)} 份已经查过，还有 {len(files) - len(record.done)} 份。")
        rows = {r.path: machine.row(r, exit_code([r], fail_on)) for r in record.reviews()}

        def review_all(rest: list[str]) -> Iterator[Review]:
            return reviewed(rest, job_for, jobs, timeout, ordered=False)

        rows |= _progress(machine.run(files, record, review_all), record, len(files), fail_on)
    ordered = [rows[file] for file in files]
    emit(report.render(ordered))
    say(f"每份文件的全部结果在 {output}。" if files else "没有找到要检查的文件。")
    return max([*(r.code for r in ordered), 3 if refused else 0])


def _same(path: str, output: str) -> bool:
    import os

    return os.path.realpath(path) == os.path.realpath(output)


def _progress(reviews: Iterator[Review], record: Record, total: int, fail_on: str) -> dict[str, Row]:
    """The rows of the reviews as they come, with a bar on the screen (stderr) where there is one."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from ..pipeline import batch as machine

    rows = {}
    bar = Progress(TextColumn("检查"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=screen(sys.stderr),
                   transient=True, disable=not sys.stderr.isatty())
    with bar:
        task = bar.add_task("", total=total, completed=len(record.done))
        for review in reviews:
            rows[review.path] = machine.row(review, exit_code([review], fail_on))
            bar.advance(task)
    return rows
