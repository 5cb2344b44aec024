"""唱校稿 as Word: what to say, a box for each reader, room for remarks."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading import Line, Reading
from ..reports import read_aloud as words
from .docx_sheet import Column, Sheet


def build(reading: Reading, readers: Sequence[str] = ()) -> bytes:
    """The sheet as a .docx file."""
    hands = words.hands(readers)
    sheet = Sheet(words.TITLE)
    sheet.pairs([*words.facts(reading), ("唱校人", "　　　".join(hands))])
    for sentence in words.legend(reading):
        sheet.note(sentence)
    boxes = [Column(hand[0], 0.8, "center") for hand in hands]
    rows = [[line.number, _cell(line), *((words.BOX if line.pieces else "") for _ in hands), ""] for line in reading.lines]
    sheet.table([Column("行", 1.7, "center"), Column("读法", 8.6), *boxes, Column("备注", 2)], rows, size=14, divisible=True)
    sheet.signatures([f"唱校人{hand}" for hand in hands])
    return sheet.render()


def _cell(line: Line) -> str:
    remarks = f"\n辨字：{words.told_apart(line)}" if line.remarks else ""
    return words.announced(line) + words.shown(line) + remarks
