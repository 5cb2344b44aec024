"""The command line: options, wiring, printing, exit codes. What a command means is in ``hongtou.pipeline``.

Modules that take long to load are imported by the command that needs them, so that ``hongtou --help`` is quick.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from . import __version__
from .pipeline.limits import TIMEOUT_S

if TYPE_CHECKING:
    from rich.console import Console

    from .pipeline.config import Config
    from .pipeline.review import Review
    from .pipeline.review_file import Job

FORMATS = ("terminal", "json", "jsonl", "html")
_WIDEST = 100
_MACHINE = ("json", "jsonl", "html")


# ---- 中文界面 --------------------------------------------------------------------------------------------------

class _Formatter(click.HelpFormatter):
    """Help pages in Chinese: click translates its headings through the system's catalogue only, which it lacks."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{ {'Options': '选项', 'Commands': '命令'}.get(heading, heading)}：\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Two columns; click counts a Chinese character as one column and cannot break Chinese text."""
        from rich.cells import cell_len, set_cell_size

        from .pipeline.reports.wording import breaks

        first = max(cell_len(term) for term, _ in rows) + col_spacing
        for term, text in rows:
            ends = [0, *breaks(text, max(20, self.width - self.current_indent - first)), len(text)]
            for start, end in itertools.pairwise(ends):
                self.write(f"{'':{self.current_indent}}{set_cell_size('' if start else term, first)}{text[start:end]}\n")


class _Context(click.Context):
    formatter_class = _Formatter


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这页帮助。"
    return option


class _Command(click.Command):
    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))


class _Group(click.Group):
    """The group and, since it is the entry point, the place where every error becomes a sentence and an exit code."""

    context_class = _Context
    command_class = _Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None,  # type: ignore[override]
             **extra: Any) -> NoReturn:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        extra["standalone_mode"] = False
        sys.exit(_guarded(partial(super().main, args, prog_name or "hongtou", **extra)))


def _guarded(command: Callable[[], Any]) -> int:
    from .pipeline.files import OutputError
    from .pipeline.settings import ConfigError

    try:
        result = command()
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        return _complain(error.ctx.get_help() if error.ctx else "用法：hongtou 命令")
    except click.UsageError as error:
        return _complain(f"用法不对：{_usage(error)}\n加 --help 看用法，如 hongtou check --help。")
    except (ConfigError, OutputError, click.ClickException) as error:
        return _complain(str(error))
    except (click.Abort, KeyboardInterrupt):
        _say("已中断。")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  a traceback tells a clerk nothing, and may quote the document
        if os.environ.get("HONGTOU_DEBUG"):
            raise
        return _internal(error)


def _complain(message: str) -> int:
    _say(message)
    return 2


def _internal(error: Exception) -> int:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    _say(f"hongtou 内部出错（{type(error).__name__} {where}）。这不是文件的问题，请把这一行报告给维护者。")
    return 4


def _usage(error: click.UsageError) -> str:
    """click's own complaints in Chinese; ours are Chinese already."""
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""  # type: ignore[call-arg]
        return f"没有写{name.strip('[].… ') or '参数'}。"
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{near}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的写法不对：" + (
            "后面不能有值。" if "not take" in error.message else "后面要有值。")
    if isinstance(error, click.BadParameter):
        name = " / ".join(error.param.opts) if error.param else "参数"
        return f"{name}：{error.message}"
    if extra := re.search(r"extra arguments? \((.*)\)", error.message, re.DOTALL):
        return f"多写了：{extra[1]}。"
    if command := re.search(r"^No such command '(.*?)'\.", error.message, re.DOTALL):
        return _no_command(command[1])
    return error.message


def _no_command(word: str) -> str:
    from .pipeline.settings import suggestion

    if os.path.exists(word):
        return f"“{word}”前面少了命令。要检查它，请写：hongtou check {word}"
    near = suggestion(word, cli.commands)
    return f"没有 {word} 这个命令。" + (f"是不是 {near}？" if near else "") + f"可以用的有：{'、'.join(cli.commands)}。"


class _OneOf(click.ParamType):
    """A choice among words, with a Chinese complaint."""

    name = "choice"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            self.fail(f"不能是“{value}”，可以用的有：{'、'.join(self.words)}。", param, ctx)
        return str(value)


class _Number(click.ParamType):
    """A number from ``low`` to ``high``, with a Chinese complaint."""

    name = "number"

    def __init__(self, kind: type[int] | type[float], low: float, high: float) -> None:
        self.kind, self.low, self.high = kind, low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            number = self.kind(value)
        except ValueError:
            number = self.kind(-1)
        if not self.low <= number <= self.high:
            self.fail(f"应当是 {self.low:g} 到 {self.high:g} 之间的{'整数' if self.kind is int else '数'}，"
                      f"现在是“{value}”。", param, ctx)
        return number


# ---- 命令 ------------------------------------------------------------------------------------------------------

@click.group(cls=_Group, help="红头：检查党政机关公文的格式和文字（GB/T 9704-2012）。", options_metavar="[选项]",
             subcommand_metavar="命令 …", no_args_is_help=True)
@click.version_option(__version__, "--version", prog_name="hongtou", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """The group of all commands."""


_profile = click.option("--profile", metavar="方案", help="检查方案的名称或 .toml 文件，见 hongtou profiles。")
_config = click.option("--config", metavar="文件", help="配置文件；不写时从文件所在的文件夹逐级向上找 hongtou.toml。")
_timeout = click.option("--timeout", metavar="秒", type=_Number(float, 1, 3600), default=TIMEOUT_S,
                        help=f"每个文件最多检查多少秒（默认 {TIMEOUT_S:g}）。")
_file = click.argument("file", metavar="文件")


@cli.command("check", help="检查文件，或文件夹里所有的文件（docx、doc、wps、pdf、ofd、txt、md）。", options_metavar="[选项]")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True)
@click.option("--format", "form", metavar="形式", type=_OneOf(*FORMATS),
              help="报告的形式：terminal（屏幕，默认）、json、jsonl、html。")
@_profile
@_config
@click.option("--select", metavar="检查", multiple=True, help="只做这些检查：编号（HT2014）、编号开头（HT2）或分组名（版头），可用逗号分开。")
@click.option("--ignore", metavar="检查", multiple=True, help="不做这些检查，写法同上。")
@click.option("--fail-on", metavar="程度", type=_OneOf("error", "warning", "info", "never"), default="error",
              help="有多严重的问题时退出码为 1：error（错误，默认）、warning（警告）、info（提示）、never（从不）。")
@click.option("--info", is_flag=True, help="也列出提示（习惯和提醒）。")
@click.option("--final", is_flag=True, help="定稿检查：也查修订、批注等起草痕迹。")
@click.option("--output", metavar="文件", help="报告写入文件，不显示在屏幕上。")
@click.option("--jobs", metavar="个数", type=_Number(int, 1, 256), help="同时检查几个文件（默认按处理器个数）。")
@_timeout
@click.option("--verbose", is_flag=True, help="列出没有做的检查和读文件时的说明。")
def check_command(paths: tuple[str, ...], form: str | None, profile: str | None, config: str | None,
                  select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, info: bool, final: bool,
                  output: str | None, jobs: int | None, timeout: float, verbose: bool) -> int:
    """Review documents and print the report."""
    from .pipeline.files import collect, guard_output
    from .pipeline.review_file import failed

    found = list(collect(paths))
    files = [f.path for f in found if f.problem is None]
    if output is not None:
        guard_output(output, files)
    job_for = _jobs_for(files, profile, config, select, ignore, info or fail_on == "info", final)
    if not found:
        _say("没有找到要检查的文件。")
    refused = [failed(f.path, "read", "not_found", f.problem) for f in found if f.problem]
    reviews = _print(_chained(refused, _reviewed(files, job_for, jobs, timeout)),
                     form or _form_of(output), output, verbose)
    return exit_code(reviews, fail_on)


@cli.command("text", help="显示文件的文字，一段一行；报告中的段号就是这里的行号。", options_metavar="[选项]")
@_file
@_timeout
def text_command(file: str, timeout: float) -> int:
    """Print a document's text, a paragraph a line."""
    review = _one(file, timeout)
    # a line end inside a paragraph would shift all lines after it; a blank keeps the offsets
    lines = [re.sub("[\r\n]", " ", line) for line in review.lines]
    if sys.stdout.isatty():
        lines = [re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", line) for line in lines]
    _emit("".join(line + "\n" for line in lines), machine=True)
    return _told(review)


@cli.command("elements", help="显示在文件里认出了哪些要素（发文字号、标题、主送机关等）。", options_metavar="[选项]")
@_file
@_timeout
def elements_command(file: str, timeout: float) -> int:
    """Print what was recognised."""
    from .pipeline.reports import elements

    review = _one(file, timeout)
    if review.status != "failed":
        _emit(elements.render(review))
    return _told(review)


@cli.command("explain", help="解释一项检查：规定、理由、什么时候可以不理、依据和例子。", options_metavar="[选项]")
@click.argument("id", metavar="编号")
def explain_command(id: str) -> int:
    """Explain one check."""
    from .pipeline.check import collect
    from .pipeline.config import for_document
    from .pipeline.reports import explain
    from .pipeline.settings import suggestion

    checks, wanted = dict(collect()), id.strip().upper()
    if wanted not in checks:  # only then: a broken configuration must not keep anyone from reading about a rule
        checks |= {made.id: made for made in for_document(os.getcwd()).house_checks()}
    if wanted not in checks:
        near = suggestion(wanted, checks, at_least=80)
        raise click.UsageError(f"没有编号是“{id}”的检查。" + (f"是不是 {near}？" if near else "")
                               + "全部检查见 hongtou rules。")
    _emit(explain.render(checks[wanted]))
    return 0


@cli.command("rules", help="列出全部检查。", options_metavar="[选项]")
@click.option("--format", "form", metavar="形式", type=_OneOf("terminal", "markdown", "json"), default="terminal",
              help="terminal（屏幕，默认）、markdown、json。")
@_config
def rules_command(form: str, config: str | None) -> int:
    """List all checks."""
    from .pipeline.check import collect
    from .pipeline.config import load
    from .pipeline.reports import rules

    house = load(Path(config)).house_checks() if config else ()
    checks = (*collect().values(), *house)
    render = {"terminal": rules.terminal, "markdown": rules.markdown, "json": rules.data}[form]
    _emit(render(checks), machine=form != "terminal")
    return 0


@cli.command("profiles", help="列出可用的检查方案。", options_metavar="[选项]")
def profiles_command() -> int:
    """List the built-in profiles."""
    from .corpora import profiles
    from .pipeline.config import load

    for name in profiles.names():
        default = "（默认）" if name == profiles.DEFAULT else ""
        _emit(f"{name}  {load(None, name).title}{default}\n")
    return 0


# ---- 接线 ------------------------------------------------------------------------------------------------------

def _jobs_for(files: Sequence[str], profile: str | None, config: str | None, select: tuple[str, ...],
              ignore: tuple[str, ...], info: bool, final: bool) -> Callable[[str], Job]:
    """The job of each file. All configurations are read at once: a wrong one is told before any work is done."""
    from .pipeline.config import UnknownName, find, load, resolve
    from .pipeline.review_file import Job

    def made(settings: Config) -> Job:
        words = {}
        for option, given in (("--select", select), ("--ignore", ignore)):
            try:
                words[option] = resolve(re.split(r"[,，、]", ",".join(given)) if given else (), settings.rules)
            except UnknownName as error:
                raise click.UsageError(f"{option}：{error}") from None
        chosen = settings.selection(words["--select"], words["--ignore"], info=info, final=final)
        return Job(options=settings.options, selection=chosen, rules=settings.rules, standard=settings.standard)

    if config is not None:
        always = made(load(Path(config), profile))
        return lambda path: always
    nearest = {folder: find(Path(folder)) for folder in {os.path.dirname(f) for f in files}}
    jobs = {file: made(load(file, profile)) for file in {*nearest.values(), None}}
    return lambda path: jobs[nearest[os.path.dirname(path)]]


def _reviewed(files: Sequence[str], job_for: Callable[[str], Job], jobs: int | None,
              timeout: float) -> Iterator[Review]:
    from .pipeline.pool import review_many

    wanted = jobs or max(1, os.cpu_count() or 1)
    return review_many(files, job_for, jobs=min(wanted, max(1, len(files))), timeout_s=timeout)


def _chained(*parts: Iterable[Review]) -> Iterator[Review]:
    for part in parts:
        yield from part


def _one(file: str, timeout: float) -> Review:
    """One document read and recognised, without any check."""
    from .pipeline.engine import Selection
    from .pipeline.review_file import Job

    job = Job(selection=Selection(ignore=("",)))  # the empty prefix is every check's
    return next(_reviewed([file], lambda path: job, 1, timeout))


def exit_code(reviews: Iterable[Review], fail_on: str = "error") -> int:
    """0 clean, 1 findings, 3 something could not be read, 4 our own error; the first that holds of 4, 3, 1."""
    from .pipeline.review import SEVERITIES

    failures = [f for r in reviews for f in r.failures]
    if any(f.category == "crash" and f.stage in ("recognise", "check", "report") for f in failures):
        return 4
    if failures or any(r.status == "failed" for r in reviews):
        return 3
    loud = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]  # type: ignore[arg-type]
    return int(any(f.severity in loud and not f.experimental for r in reviews for f in r.findings))


# ---- 输出 ------------------------------------------------------------------------------------------------------

def _form_of(output: str | None) -> str:
    ends = {".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html"}
    return ends.get(Path(output).suffix.lower(), "terminal") if output else "terminal"


def _print(reviews: Iterator[Review], form: str, output: str | None, verbose: bool) -> list[Review]:
    """Print the report and return the reviews; on the screen and as JSON lines each document as soon as it is done."""
    from .pipeline.reports import jsonl, terminal

    if output is None and form == "terminal":
        return _stream(reviews, verbose)
    done: list[Review] = []
    for review in reviews:
        if output is None and form == "jsonl":
            _emit(jsonl.render(review, __version__), machine=True)
        done.append(review)
    if output is not None:
        from .pipeline.files import write

        write(output, _bytes(_rendered(done, form, verbose)))
        _say(f"报告已写入 {output}。" + terminal.verdict(done))
    elif form != "jsonl":
        _emit(_rendered(done, form, verbose), machine=True)
    return done


def _rendered(reviews: Sequence[Review], form: str, verbose: bool) -> str:
    from .pipeline.reports import json, jsonl, terminal

    if form == "html":
        from .pipeline.reports import html

        return html.render(reviews, __version__, _today())
    if form == "json":
        return json.render(reviews, __version__)
    if form == "jsonl":
        return "".join(jsonl.render(r, __version__) for r in reviews)
    return terminal.render(reviews, verbose=verbose)


def _today() -> str:
    now = time.localtime()
    return f"{now.tm_year}年{now.tm_mon}月{now.tm_mday}日"


def _stream(reviews: Iterator[Review], verbose: bool) -> list[Review]:
    from .pipeline.reports import terminal

    console = _console(sys.stdout)
    color = console.is_terminal and not console.no_color
    width = min(console.width, _WIDEST) if console.is_terminal else None
    done = []
    for review in reviews:
        terminal.show(console, terminal.document(review, color=color, verbose=verbose), width)
        done.append(review)
    terminal.show(console, terminal.total(done), width)
    return done


def _console(stream: IO[str]) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


def _emit(text: str, machine: bool = False) -> None:
    """Print to stdout. What programs read is UTF-8 whatever the console's encoding; people get their console's."""
    buffer = getattr(sys.stdout, "buffer", None)
    if machine and buffer is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        buffer.write(_bytes(text))
        buffer.flush()
    else:
        sys.stdout.write(text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate of a file name: valid JSON this way


def _told(review: Review) -> int:
    """Say what went wrong with a document, and the exit code for it."""
    from .pipeline.reports import wording

    for failure in review.failures:
        _say(f"{wording.clean(review.path)}：{wording.failure(failure)}")
    return exit_code([review], "never")


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


main = cli
