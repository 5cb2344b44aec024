"""``hongtou preprint``: what the office has to confirm before a document is printed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ..pipeline.console import Command, OneOf, emit, encoded, say
from .wiring import (
    config_option,
    file_argument,
    jobs_for,
    profile_option,
    reviewed,
    settings_for,
    timeout_option,
    told,
    written_as,
)

if TYPE_CHECKING:
    from ..pipeline.config import Config
    from ..pipeline.proof import State
    from ..pipeline.review import Review


@click.command("preprint", cls=Command, options_metavar="[选项]",
               help="付印前确认单：各项要素逐项列出，附上没有改的问题和校对审核的情况。")
@file_argument
@click.option("--format", "form", metavar="形式", type=OneOf("terminal", "html", "docx"),
              help="terminal（屏幕，默认）、html（打印用）、docx；不写时看 --output 的扩展名。")
@click.option("--output", metavar="文件", help="写入文件，不显示在屏幕上；docx 必须写。")
@click.option("--require-ledger", is_flag=True, help="没有校对台账也算没有完成。")
@profile_option
@config_option
@timeout_option
def preprint_command(*, file: str, form: str | None, output: str | None, require_ledger: bool, profile: str | None,
                     config: str | None, timeout: float) -> int:
    """Write the sheet to confirm before printing."""
    from ..pipeline.files import guard_output, write
    from ..pipeline.proof_ledger import LedgerError
    from ..pipeline.reports import preprint as report
    from ..pipeline.writers import preprint_sheet

    form = written_as(form, output, "terminal", {".html": "html", ".htm": "html", ".docx": "docx"})
    if output is not None:
        guard_output(output, [file])
    settings = settings_for(file, profile=profile, config=config)
    job_for = jobs_for([file], profile=profile, config=config, select=(), ignore=(), info=False, final=True)
    review = next(reviewed([file], job_for, 1, timeout))
    if review.status == "failed":
        return told(review)
    try:
        proof = _proof(review, settings)
    except LedgerError as error:
        say(str(error))
        return 3
    sheet = report.Confirmation(review, proof, require_ledger)
    office = settings.options.office.name or ""
    renderers: dict[str, Callable[[], bytes]] = {
        "terminal": lambda: encoded(report.terminal(sheet)), "html": lambda: encoded(report.html(sheet, office)),
        "docx": lambda: preprint_sheet.build(sheet, office)}
    if output is not None:
        write(output, renderers[form]())
        say(f"付印前确认单已写入 {output}。{report.verdict(sheet)}")
    else:
        emit(renderers[form]().decode(), machine=form == "html")
    return told(review) or int(not sheet.cleared)


def _proof(review: Review, settings: Config) -> State | None:
    """How 三校对两审核 stands; None where the document has no ledger."""
    from ..pipeline import proof
    from ..pipeline.proof_seal import KeyProblem

    try:
        state = proof.state(review, settings.proof, proof.keys((), settings.proof, os.environ))
    except KeyProblem as error:
        raise click.ClickException(str(error)) from None
    return None if state.ledger is None else state
