"""校对审核流转单: the sheet of a document in 三校对两审核, filled from its ledger."""

from __future__ import annotations

import os

from ..proof import State
from ..proof_entry import Entry
from ..proof_procedure import Procedure
from ..reports import proof as words
from .docx_sheet import Column, Sheet

TITLE = "公文校对审核流转单"
_COLUMNS = (Column("环节", 1.6, "center"), Column("人员（职务）", 2.25), Column("时间", 2.45, "center"),
            Column("结论", 0.85, "center"), Column("意见", 1.5), Column("签名", 1.55))
_HEADINGS = ("标题", "发文字号", "密级和保密期限", "紧急程度", "主送机关")


def build(state: State, procedure: Procedure, *, issuer: str = "") -> bytes:
    """The sheet as a .docx file. Rounds without an entry stay empty, to be filled in by hand."""
    sheet = Sheet(TITLE, issuer=issuer)
    sheet.pairs(_document(state), size=10.5)
    sheet.heading("校对审核")
    sheet.table(_COLUMNS, [*_rounds(state), *_reviews(state)], size=10.5, row_mm=11)
    sheet.line(words.verdict(state), size=12)
    for note in state.notes:
        sheet.line(f"说明：{note}", size=10.5)
    for line in (*_returned(state), *(line for d in state.differences for line in words.changed(d))):
        sheet.line(line, size=10.5)
    sheet.heading("校验码")
    sheet.pairs(_codes(state), label_mm=30, size=9)
    basis = f"依据：{procedure.basis}。" if procedure.basis else ""
    sheet.note(f"用 hongtou proof verify --head 核对末条校验码，可知本单打印以前的登记没有被改动、删去。{basis}本单与公文定稿一并存档。")
    return sheet.render()


def _document(state: State) -> list[tuple[str, str]]:
    found = {name: "".join(e.text for e in state.review.elements if e.name == name) for name in _HEADINGS}
    rows = [("公文标题" if name == "标题" else name, found[name].strip().rstrip("：:")) for name in _HEADINGS
            if found[name].strip() or name in ("标题", "发文字号")]
    return [*rows, ("文件名", os.path.basename(state.review.path))]


def _rounds(state: State) -> list[list[str]]:
    return [[found.round.title, *_cells(found.entry, "" if found.holds else found.status)] for found in state.judgment.rounds]


def _reviews(state: State) -> list[list[str]]:
    review = state.judgment.review
    return [] if review is None else [["复审", *_cells(review, "")]]


def _returned(state: State) -> list[str]:
    """Who sent the document back and why: the table shows only how each round ended."""
    entries = state.ledger.entries if state.ledger is not None else ()
    return [f"退改：{words.when(e)}，{e.round}，{words.people(e)}" + (f"，{e.remark}" if e.remark else "")
            for e in entries if e.verdict == "退改"]


def _cells(entry: Entry | None, status: str) -> list[str]:
    """People, time, verdict, remark, room to sign; ``status`` says that a round does not hold."""
    if entry is None:
        return ["", "", "", "", ""]
    verdict = entry.verdict if status in ("", entry.verdict) else f"{entry.verdict}\n（{status}）"
    return [words.people(entry), words.when(entry).replace("日", "日\n", 1), verdict, entry.remark, ""]


def _codes(state: State) -> list[tuple[str, str]]:
    rows = [("文字校验码", _split(state.now.text)), ("文件校验码", _split(state.now.file))]
    if state.ledger is not None:
        rows += [("末条校验码", _split(state.ledger.head)), ("封印", words.seal(state.ledger))]
    return rows


def _split(code: str) -> str:
    """The digits in groups of eight: for comparing by eye."""
    return " ".join(code[i:i + 8] for i in range(0, len(code), 8))
