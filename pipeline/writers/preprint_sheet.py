"""付印前确认单 as Word."""

from __future__ import annotations

from ..preprint import Item
from ..reports import preprint as words
from .docx_sheet import Column, Sheet

_ITEMS = (Column("要素", 1.9, "center"), Column("文件里的内容", 4.4), Column("要求", 2.4), Column("确认", 0.8, "center"),
          Column("确认人", 1.3))
_FINDINGS = (Column("程度", 0.9, "center"), Column("位置", 2.2), Column("问题", 6.7), Column("已改", 0.9, "center"))


def build(sheet: words.Confirmation, issuer: str = "") -> bytes:
    """The sheet as a .docx file."""
    made = Sheet(words.TITLE, issuer=issuer)
    made.pairs(words.facts(sheet), size=10.5)
    made.table(_ITEMS, [_row(item) for item in sheet.items], size=10.5)
    rows = [[severity, place, text, "☐"] for severity, place, text in words.finding_rows(sheet)]
    if rows:
        made.heading("未改的问题")
        made.table(_FINDINGS, rows, size=10.5)
    made.signatures(words.SIGNERS, row_mm=11)
    made.note(words.BASIS)
    return made.render()


def _row(item: Item) -> list[str]:
    found = ("！" if item.lacking else "") + words.shown(item) + (f"\n{item.remark}" if item.remark else "")
    return [item.name, found, f"{item.need}。{item.rule}" if item.rule else item.need, "☐", ""]
