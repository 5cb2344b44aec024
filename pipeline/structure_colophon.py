"""The 版记: 抄送机关, 印发机关 and 印发日期, and what old documents have there (GB/T 9704-2012 7.4)."""

from __future__ import annotations

import re

from .draft import Draft
from .model import Span
from .patterns import (
    COPIES,
    COPY_TO,
    DATE_LINE,
    MAIN_TO,
    PRINTED,
    PRINTED_FIRST,
    SPACES,
    SUBJECT_WORDS,
    looks_like_addressee,
    looks_like_organ,
)

_COPIES_BEHIND = re.compile(rf"(?<=[发印])[{SPACES}]*{COPIES.pattern}$")
"""The number of copies on the same line, behind 印发."""


def find_colophon(draft: Draft, first: int) -> int | None:
    """Claim 抄送机关, 印发机关, 印发日期 (and what else stands there); returns the first row of the 版记."""
    start: int | None = None
    rows = draft.rows
    for i in range(max(first, len(rows) // 2 if len(rows) > 12 else first), len(rows)):
        if draft.free(rows[i]) and _colophon_line(draft, i, start):
            start = i if start is None else start
    # Above a long attachment 抄送 may stand in the first half of the file.
    while start is not None and start > first and draft.free(draft.rows[start - 1]) \
            and COPY_TO.match(draft.rows[start - 1].text.strip()) and _colophon_line(draft, start - 1, start):
        start -= 1
    return start


def _colophon_line(draft: Draft, row: int, start: int | None) -> bool:
    block = draft.rows[row]
    text = block.text.strip()
    if (match := COPY_TO.fullmatch(text)) and (
        match["colon"] or start is not None or looks_like_addressee(match["names"])
    ):
        draft.claim_block("抄送机关", block, new=True)
        return True
    if MAIN_TO.fullmatch(text) and _near_end(draft, row) and not draft.has("抄送机关"):
        draft.role[block.index] = "主送（版记）"
        return True
    if SUBJECT_WORDS.fullmatch(text) and (_near_end(draft, row) or "：" in text):
        draft.claim_block("主题词", block, new=True)
        return True
    if COPIES.fullmatch(text):
        draft.role[block.index] = "印数"
        return start is not None
    if _continues_copy_list(draft, row, start):
        draft.claim_block("抄送机关", block)
        return True
    return _printed_line(draft, row, start)


def _near_end(draft: Draft, row: int) -> bool:
    return row >= len(draft.rows) - 8


def _continues_copy_list(draft: Draft, row: int, start: int | None) -> bool:
    """A 抄送 list broken by hand: the line above is 抄送机关 and does not end in a full stop."""
    if start is None or row == 0:
        return False
    above = draft.rows[row - 1]
    text = draft.rows[row].text.strip()
    return (
        draft.role.get(above.index) == "抄送机关"
        and above.text.strip()[-1] in "，、,；;：:"
        and not DATE_LINE.search(text)
        and looks_like_addressee(text)
    )


def _printed_line(draft: Draft, row: int, start: int | None) -> bool:
    block = draft.rows[row]
    text = block.text.rstrip()
    lead = len(text) - len(text.lstrip())
    turned = PRINTED_FIRST.fullmatch(text[lead:])
    if turned and looks_like_organ(turned["office"]):
        draft.claim("印发日期", Span(block.index, lead, len(text[: lead + turned.start("office")].rstrip())))
        draft.claim("印发机关", Span(block.index, lead + turned.start("office"), len(text)))
        return True
    if copies := _COPIES_BEHIND.search(text):
        text = text[: copies.start()].rstrip()
    match = PRINTED.fullmatch(text[lead:])
    if match is None or not (match["word"] or start is not None):
        return False
    office = match["office"]
    if office is None:
        above = draft.rows[row - 1] if row else None
        if (
            above is not None
            and draft.free(above)
            and looks_like_organ(above.text)
            and (above.cell is not None or start is not None or match["word"])
        ):
            draft.claim_block("印发机关", above)
        elif not match["word"]:
            return False
    elif looks_like_organ(office) or match["word"]:
        draft.claim("印发机关", Span(block.index, lead, lead + match.end("office")))
    else:
        return False
    draft.claim("印发日期", Span(block.index, lead + match.start("date"), len(text)))
    return True
