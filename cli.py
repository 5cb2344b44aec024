"""The command line: options, wiring, printing, exit codes. What a command means is in ``hongtou.pipeline``.

Modules that take long to load are imported by the command that needs them, so that ``hongtou --help`` is quick.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import __version__
from .commands.batch import batch
from .commands.compare import compare_command
from .commands.preprint import preprint_command
from .commands.proof import proof
from .commands.read_aloud import read_aloud_command
from .commands.vocab import vocab
from .commands.wiring import (
    config_option,
    exit_code,
    file_argument,
    jobs_for,
    profile_option,
    read_one,
    reviewed,
    show_lines,
    timeout_option,
    today,
    told,
)
from .pipeline.console import Group, Number, OneOf, emit, encoded, say

if TYPE_CHECKING:
    from .pipeline.review import Review

FORMATS = ("terminal", "json", "jsonl", "html")


# ---- 命令 ------------------------------------------------------------------------------------------------------

@click.group(cls=Group, help="红头：检查党政机关公文的格式和文字（GB/T 9704-2012）。", options_metavar="[选项]",
             subcommand_metavar="命令 …", no_args_is_help=True)
@click.version_option(__version__, "--version", prog_name="hongtou", message="%(prog)s %(version)s", help="显示版本。")
def cli() -> None:
    """The group of all commands."""


@cli.command("check", options_metavar="[选项]",
             help="检查文件，或文件夹里所有的文件（docx、doc、wps、pdf、ofd、txt、md）。")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True)
@click.option("--format", "form", metavar="形式", type=OneOf(*FORMATS),
              help="报告的形式：terminal（屏幕，默认）、json、jsonl、html。")
@profile_option
@config_option
@click.option("--select", metavar="检查", multiple=True,
              help="只做这些检查：编号（HT2014）、编号开头（HT2）或分组名（版头），可用逗号分开。")
@click.option("--ignore", metavar="检查", multiple=True, help="不做这些检查，写法同上。")
@click.option("--fail-on", metavar="程度", type=OneOf("error", "warning", "info", "never"), default="error",
              help="有多严重的问题时退出码为 1：error（错误，默认）、warning（警告）、info（提示）、never（从不）。")
@click.option("--info", is_flag=True, help="也列出提示（习惯和提醒）。")
@click.option("--final", is_flag=True, help="定稿检查：也查修订、批注等起草痕迹。")
@click.option("--output", metavar="文件", help="报告写入文件，不显示在屏幕上。")
@click.option("--jobs", metavar="个数", type=Number(int, 1, 256), help="同时检查几个文件（默认按处理器个数）。")
@timeout_option
@click.option("--verbose", is_flag=True, help="列出没有做的检查和读文件时的说明。")
def check_command(*, paths: tuple[str, ...], form: str | None, profile: str | None, config: str | None,
                  select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str, info: bool, final: bool,
                  output: str | None, jobs: int | None, timeout: float, verbose: bool) -> int:
    """Review documents and print the report."""
    from .pipeline.files import collect, guard_output
    from .pipeline.review_file import failed

    found = list(collect(paths))
    files = [f.path for f in found if f.problem is None]
    if output is not None:
        guard_output(output, files)
    job_for = jobs_for(files, profile=profile, config=config, select=select, ignore=ignore,
                        info=info or fail_on == "info", final=final)
    if not found:
        say("没有找到要检查的文件。")
    refused = [failed(f.path, "read", "not_found", f.problem) for f in found if f.problem]
    reviews = _print(itertools.chain(refused, reviewed(files, job_for, jobs, timeout)),
                     form or _form_of(output), output, verbose)
    return exit_code(reviews, fail_on)


@cli.command("text", help="显示文件的文字，一段一行；报告中的段号就是这里的行号。", options_metavar="[选项]")
@file_argument
@timeout_option
def text_command(file: str, timeout: float) -> int:
    """Print a document's text, a paragraph a line."""
    review = read_one(file, timeout)
    # a line end inside a paragraph would shift all lines after it; a blank keeps the offsets
    lines = [re.sub("[\r\n]", " ", line) for line in review.lines]
    if sys.stdout.isatty():
        lines = [re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", line) for line in lines]
    emit("".join(line + "\n" for line in lines), machine=True)
    return told(review)


@cli.command("elements", help="显示在文件里认出了哪些要素（发文字号、标题、主送机关等）。", options_metavar="[选项]")
@file_argument
@timeout_option
def elements_command(file: str, timeout: float) -> int:
    """Print what was recognised."""
    from .pipeline.reports import elements

    review = read_one(file, timeout)
    if review.status != "failed":
        emit(elements.render(review))
    return told(review)


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
    emit(explain.render(checks[wanted]))
    return 0


@cli.command("rules", help="列出全部检查。", options_metavar="[选项]")
@click.option("--format", "form", metavar="形式", type=OneOf("terminal", "markdown", "json"), default="terminal",
              help="terminal（屏幕，默认）、markdown、json。")
@config_option
def rules_command(form: str, config: str | None) -> int:
    """List all checks."""
    from .pipeline.check import collect
    from .pipeline.config import load
    from .pipeline.reports import rules

    house = load(Path(config)).house_checks() if config else ()
    checks = (*collect().values(), *house)
    render = {"terminal": rules.terminal, "markdown": rules.markdown, "json": rules.data}[form]
    emit(render(checks), machine=form != "terminal")
    return 0


@cli.command("profiles", help="列出可用的检查方案。", options_metavar="[选项]")
def profiles_command() -> int:
    """List the built-in profiles."""
    from .corpora import profiles
    from .pipeline.config import load

    for name in profiles.names():
        default = "（默认）" if name == profiles.DEFAULT else ""
        emit(f"{name}  {load(None, name).title}{default}\n")
    return 0


cli.add_command(batch)
cli.add_command(proof)
cli.add_command(read_aloud_command)
cli.add_command(preprint_command)
cli.add_command(vocab)
cli.add_command(compare_command)


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
            emit(jsonl.render(review, __version__), machine=True)
        done.append(review)
    if output is not None:
        from .pipeline.files import write

        write(output, encoded(_rendered(done, form, verbose)))
        say(f"报告已写入 {output}。" + terminal.verdict(done))
    elif form != "jsonl":
        emit(_rendered(done, form, verbose), machine=True)
    return done


def _rendered(reviews: Sequence[Review], form: str, verbose: bool) -> str:
    from .pipeline.reports import json, jsonl, terminal

    if form == "html":
        from .pipeline.reports import html

        return html.render(reviews, __version__, today())
    if form == "json":
        return json.render(reviews, __version__)
    if form == "jsonl":
        return "".join(jsonl.render(r, __version__) for r in reviews)
    return terminal.render(reviews, verbose=verbose)


def _stream(reviews: Iterator[Review], verbose: bool) -> list[Review]:
    from .pipeline.reports import terminal

    done = []
    for review in reviews:
        show_lines(partial(terminal.document, review, verbose=verbose))
        done.append(review)
    show_lines(lambda *, color: terminal.total(done))
    return done


main = cli
