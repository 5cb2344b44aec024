"""What several commands share: options, the job of each file, one document or many reviewed, exit codes."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from ..pipeline.console import Number, say, screen
from ..pipeline.limits import TIMEOUT_S

if TYPE_CHECKING:
    from ..pipeline.config import Config
    from ..pipeline.house import HouseRule
    from ..pipeline.reports.terminal import Line
    from ..pipeline.review import Review
    from ..pipeline.review_file import Job

profile_option = click.option("--profile", metavar="方案", help="检查方案的名称或 .toml 文件，见 hongtou profiles。")
config_option = click.option("--config", metavar="文件",
                             help="配置文件；不写时从文件所在的文件夹逐级向上找 hongtou.toml。")
timeout_option = click.option("--timeout", metavar="秒", type=Number(float, 1, 3600), default=TIMEOUT_S,
                              help=f"每个文件最多检查多少秒（默认 {TIMEOUT_S:g}）。")
_WIDEST = 100
"""Columns of a report on the screen at most."""
file_argument = click.argument("file", metavar="文件")


def settings_for(file: str, *, profile: str | None, config: str | None) -> Config:
    """The configuration that applies to ``file``: as told, or the nearest one above it."""
    from ..pipeline.config import find, load

    return load(Path(config) if config is not None else find(Path(os.path.dirname(file))), profile)


def written_as(form: str | None, output: str | None, default: str, ends: Mapping[str, str]) -> str:
    """The form of a result: as told, else by the extension of ``output``, else ``default``. Word needs a file."""
    chosen = form or ends.get(Path(output).suffix.lower() if output else "", default)
    if chosen == "docx" and output is None:
        raise click.UsageError("docx 不能显示在屏幕上，请用 --output 写明文件名。")
    return chosen


def jobs_for(files: Sequence[str], *, profile: str | None, config: str | None, select: tuple[str, ...],
             ignore: tuple[str, ...], info: bool, final: bool) -> Callable[[str], Job]:
    """The job of each file. All configurations are read at once: a wrong one is told before any work is done."""
    from ..pipeline.config import find, load
    from ..pipeline.review_file import Job

    folders = {os.path.dirname(file) for file in files} or {""}
    nearest = {folder: Path(config) if config is not None else find(Path(folder)) for folder in folders}
    settings = {file: load(file, profile) for file in set(nearest.values())}
    rules = [rule for made in settings.values() for rule in made.rules]
    chosen, ignored = _names("--select", select, rules), _names("--ignore", ignore, rules)
    jobs = {file: Job(options=made.options, selection=made.selection(chosen, ignored, info=info, final=final),
                      rules=made.rules, standard=made.standard) for file, made in settings.items()}
    return lambda path: jobs[nearest[os.path.dirname(path)]]


def _names(option: str, given: Sequence[str], rules: Sequence[HouseRule]) -> tuple[str, ...]:
    """The checks that an option names, separated by commas of any kind."""
    from ..pipeline.config import UnknownName, resolve

    try:
        return resolve([word for word in re.split("[,，、]", ",".join(given)) if word.strip()], rules)
    except UnknownName as error:
        raise click.UsageError(f"{option}：{error}") from None


def reviewed(files: Sequence[str], job_for: Callable[[str], Job], jobs: int | None,
             timeout: float, *, ordered: bool = True) -> Iterator[Review]:
    """The reviews of ``files``, in their order or as they finish, in ``jobs`` processes (default: as many as processors).

    ``timeout`` in seconds, per file.
    """
    from ..pipeline.pool import review_many

    wanted = jobs or max(1, os.cpu_count() or 1)
    return review_many(files, job_for, jobs=min(wanted, max(1, len(files))), timeout_s=timeout,
                       ordered=ordered)


def read_all(files: Sequence[str], timeout: float, *, keep: bool = False) -> Iterator[Review]:
    """The documents read and recognised in isolated processes, without any check; ``keep`` keeps what was read."""
    from ..pipeline.engine import Selection
    from ..pipeline.review_file import Job

    job = Job(selection=Selection(ignore=("",)), keep=keep)  # the empty prefix is every check's
    return reviewed(files, lambda path: job, None, timeout)


def read_one(file: str, timeout: float) -> Review:
    """One document read and recognised, without any check."""
    return next(read_all([file], timeout))


def exit_code(reviews: Iterable[Review], fail_on: str = "error") -> int:
    """0 clean, 1 findings, 3 something could not be read, 4 our own error; the first that holds of 4, 3, 1."""
    from ..pipeline.review import SEVERITIES

    failures = [f for r in reviews for f in r.failures]
    if any(f.category == "crash" and f.stage in ("recognise", "check", "report") for f in failures):
        return 4
    if failures or any(r.status == "failed" for r in reviews):
        return 3
    loud = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(f.severity in loud and not f.experimental for r in reviews for f in r.findings))


def told(review: Review) -> int:
    """Say what went wrong with a document, and the exit code for it."""
    from ..pipeline.reports import wording

    for failure in review.failures:
        say(f"{wording.clean(review.path)}：{wording.failure(failure)}")
    return exit_code([review], "never")


class Lines(Protocol):
    """What makes the lines of a report, in colours or not."""

    def __call__(self, *, color: bool) -> Iterable[Line]: ...


def show_lines(made: Lines) -> None:
    """Print laid-out lines on the screen."""
    from ..pipeline.reports import terminal

    console = screen(sys.stdout)
    color = console.is_terminal and not console.no_color
    terminal.show(console, made(color=color), min(console.width, _WIDEST) if console.is_terminal else None)


def today() -> str:
    """The date as reports write it."""
    now = time.localtime()
    return f"{now.tm_year}年{now.tm_mon}月{now.tm_mday}日"
