"""The console in Chinese: click's help and complaints, exit codes of errors, and what is written where.

click has no Chinese of its own, and its translations go through the system's catalogues, which lack them.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from rich.console import Console

    _ParamType = click.ParamType[Any]
else:
    _ParamType = click.ParamType


class _Formatter(click.HelpFormatter):
    """Help pages in Chinese: click translates its headings through the system's catalogue only, which it lacks."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{ {'Options': '选项', 'Commands': '命令'}.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Two columns; click counts a Chinese character as one column and cannot break Chinese text."""
        from rich.cells import cell_len, set_cell_size

        from .reports.wording import breaks

        rows = [(term, text.replace("[required]", "（必须写）")) for term, text in rows]
        first = max(cell_len(term) for term, _ in rows) + col_spacing
        for term, text in rows:
            ends = [0, *breaks(text, max(20, self.width - self.current_indent - first)), len(text)]
            for start, end in itertools.pairwise(ends):
                label = set_cell_size("" if start else term, first)
                self.write(f"{'':{self.current_indent}}{label}{text[start:end]}\n")


class _Context(click.Context):
    formatter_class = _Formatter


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这页帮助。"
    return option


class Command(click.Command):
    """A command whose help is Chinese; commands outside of a :class:`Group` name it as ``cls``."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """The group and, since it is the entry point, the place where every error becomes a sentence and an exit code."""

    context_class = _Context
    command_class = Command

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
    from .files import OutputError
    from .settings import ConfigError

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
        say("已中断。")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # a traceback tells a clerk nothing, and may quote the document
        if os.environ.get("HONGTOU_DEBUG"):
            raise
        return _internal(error)


def _complain(message: str) -> int:
    say(message)
    return 2


def _internal(error: Exception) -> int:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    say(f"hongtou 内部出错（{type(error).__name__} {where}）。这不是文件的问题，请把这一行报告给维护者。")
    return 4


def _usage(error: click.UsageError) -> str:
    """click's own complaints in Chinese; ours are Chinese already."""
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
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
        return _no_command(command[1], error.ctx)
    return error.message


def _no_command(word: str, context: click.Context | None) -> str:
    from .settings import suggestion

    if os.path.exists(word):
        return f"“{word}”前面少了命令。要检查它，请写：hongtou check {word}"
    commands = context.command.commands if context and isinstance(context.command, click.Group) else {}
    near = suggestion(word, commands)
    return f"没有 {word} 这个命令。" + (f"是不是 {near}？" if near else "") + f"可以用的有：{'、'.join(commands)}。"


class OneOf(_ParamType):
    """A choice among words, with a Chinese complaint."""

    name = "choice"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            self.fail(f"不能是“{value}”，可以用的有：{'、'.join(self.words)}。", param, ctx)
        return str(value)


class Number(_ParamType):
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


def screen(stream: IO[str]) -> Console:
    """A rich console that prints what it is given and nothing it made of it."""
    from rich.console import Console

    return Console(file=stream, highlight=False, markup=False, emoji=False)


def emit(text: str, machine: bool = False) -> None:
    """Print to stdout. What programs read is UTF-8 whatever the console's encoding; people get their console's."""
    buffer = getattr(sys.stdout, "buffer", None)
    if machine and buffer is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        buffer.write(encoded(text))
        buffer.flush()
    else:
        sys.stdout.write(text)


def encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate (an undecodable file name) becomes an escape, which in JSON means just that."""
    return text.encode("utf-8", "backslashreplace")


def say(message: str) -> None:
    """Print a message to stderr."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
