"""The head of a document: 份号 to 签发人, and the special heads of 信函, 命令 and 纪要.

GB/T 9704-2012 7.2, 10.1 to 10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .draft import LARGE_PT, Draft, plain, printed_red
from .model import Block, Span
from .patterns import (
    ARTICLE,
    BARE_NUMBER,
    COPY_NUMBER,
    DATE_LINE,
    DOC_TYPE_END,
    DOCUMENT_NUMBER,
    ISSUE_NUMBER,
    LEVELS,
    ORDER_NUMBER,
    SECRECY,
    SHORT_COPY_NUMBER,
    SIGNATORY,
    SIGNED_DATE,
    SPACES,
    URGENCY,
    looks_like_organ,
)
from .structure_title import claim_after_title, find_addressee, find_title

HEAD_ROWS = 30
"""How many lines from the top the head may take: joint issues by ten organs exist, longer heads do not."""

_WIDE_GAP = re.compile(rf"[{SPACES}]{{2,}}|[　\t]")
_SEVERAL_NUMBERS = re.compile(rf"{DOCUMENT_NUMBER.pattern}(?:[{SPACES}、，,；;]*"
                              + re.sub(r"\?P<\w+>", "", DOCUMENT_NUMBER.pattern) + ")+")
"""Two numbers on one line, as joint issues must not have them."""
_MARK_END = re.compile(r"(文[\s　]*件|命[\s　]*令|令|纪[\s　]*要|公[\s　]*报)$")


def find_head(draft: Draft) -> None:
    """Claim every element above the body; sets where the body begins."""
    rows = draft.rows[:HEAD_ROWS]
    number = _find_number(draft, rows)
    top = _claim_corner(draft, rows)
    mark_end = _find_mark(draft, rows, number)
    start = max(top, mark_end, 0 if number is None else number + 1)
    title = find_title(draft, rows, start)
    if title is None and number is not None and mark_end <= top:
        title = find_title(draft, rows[:number], top)
        title = None if title is None else max(title, number + 1)
    at = start if title is None else title
    at = claim_after_title(draft, rows, at)
    draft.body = (find_addressee(draft, at), len(draft.rows))


def _pieces(block: Block) -> Iterator[Span]:
    """The parts of a line that wide gaps keep apart: 发文字号 at the left, 签发人 at the right."""
    start = 0
    for gap in [*_WIDE_GAP.finditer(block.text), None]:
        end = len(block.text) if gap is None else gap.start()
        piece = block.text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            yield Span(block.index, start + lead, start + len(piece.rstrip()))
        start = end if gap is None else gap.end()


def _find_number(draft: Draft, rows: tuple[Block, ...]) -> int | None:
    """Claim 发文字号 and 签发人; returns the row of the last line that belongs to them."""
    last: int | None = None
    for i, block in enumerate(rows):
        if last is not None and i > last + 4:
            break
        if _starts_body(block):
            break
        if _claim_number_line(draft, block):
            last = i
    return last


def _starts_body(block: Block) -> bool:
    text = block.text.strip()
    return ("。" in text and len(text) > 40) or bool(LEVELS[0].match(text) or ARTICLE.match(text))


def _claim_number_line(draft: Draft, block: Block) -> bool:
    text = block.text
    whole = block.stripped
    signer = re.search(rf"签[{SPACES}]*发[{SPACES}]*人|签发[：:]", text)
    if signer is not None and SIGNATORY.match(text[signer.start() :].strip()):
        before = text[: signer.start()]
        if before.strip():
            lead = len(before) - len(before.lstrip())
            draft.claim("发文字号", Span(block.index, lead, len(before.rstrip())))
        draft.claim("签发人", Span(block.index, signer.start(), whole.end))
        return True
    if DOCUMENT_NUMBER.fullmatch(text.strip()) or BARE_NUMBER.fullmatch(text.strip()):
        draft.claim_block("发文字号", block, new=draft.has("发文字号"))
        return True
    if _SEVERAL_NUMBERS.fullmatch(text.strip()):
        draft.claim_block("发文字号", block)
        return True
    pieces = list(_pieces(block))
    number = [s for s in pieces if DOCUMENT_NUMBER.fullmatch(text[s.start : s.end])]
    if number and len(pieces) > 1:
        for span in pieces:
            _claim_piece(draft, block, span)
        return True
    if (
        draft.has("签发人")
        and len(pieces) <= 3
        and all(_name_like(text[s.start : s.end]) for s in pieces)
        and (block.size_pt or 0) < 20  # the last line of a 标题 may be as short
        and block.index - draft.claims[-1][1].block <= 2
        and not block.cell
    ):
        draft.claim("签发人", whole)
        return True
    return False


def _name_like(text: str) -> bool:
    return len(text) <= 4 and not DOC_TYPE_END.search(text)


def _claim_piece(draft: Draft, block: Block, span: Span) -> None:
    text = block.text[span.start : span.end]
    if DOCUMENT_NUMBER.fullmatch(text):
        draft.claim("发文字号", span, new=draft.has("发文字号"))
    elif SECRECY.fullmatch(text):
        draft.claim("密级和保密期限", span)
    elif URGENCY.fullmatch(text):
        draft.claim("紧急程度", span)
    elif COPY_NUMBER.fullmatch(text):
        draft.claim("份号", span)
    elif draft.has("签发人"):
        draft.claim("签发人", span)


def _claim_corner(draft: Draft, rows: tuple[Block, ...]) -> int:
    """Claim 份号, 密级和保密期限 and 紧急程度 among the first lines; returns the row after the last of them."""
    end = 0
    for i, block in enumerate(rows[:10]):
        if not draft.free(block):
            if draft.role[block.index] in ("发文字号", "签发人") and i < 3:
                continue
            break
        text = block.text.strip()
        named = [
            (n, p)
            for n, p in (("密级和保密期限", SECRECY), ("紧急程度", URGENCY), ("份号", COPY_NUMBER))
            if p.fullmatch(text)
        ]
        if not named and i == 0 and SHORT_COPY_NUMBER.fullmatch(text) and len(rows) > 1 \
                and SECRECY.fullmatch(rows[1].text.strip()):
            named = [("份号", SHORT_COPY_NUMBER)]
        if named:
            draft.claim_block(named[0][0], block)
            end = i + 1
            continue
        spans = [
            s
            for s in _pieces(block)
            if any(p.fullmatch(block.text[s.start : s.end]) for p in (SECRECY, URGENCY, COPY_NUMBER))
        ]
        if spans and len(text) <= 40:
            for span in spans:
                _claim_piece(draft, block, span)
            end = i + 1
        elif i >= 3 and not looks_like_organ(text):
            break
    return end


def _find_mark(draft: Draft, rows: tuple[Block, ...], number: int | None) -> int:
    """Claim 发文机关标志 (or 纪要标志, 令号); returns the row after it, 0 when there is none."""
    limit = len(rows) if number is None else number
    limit = min(limit if number is not None else 8, 14)
    found = [i for i, b in enumerate(rows[:limit]) if draft.free(b) and _is_mark(draft, b, i, number)]
    found = _together(draft, rows, found)
    if not found:
        return 0
    while found[0] > 0 and draft.free(rows[found[0] - 1]) and looks_like_organ(rows[found[0] - 1].text):
        found.insert(0, found[0] - 1)
    while found[-1] + 1 < min(limit, len(rows)) and _last_character(rows[found[-1]], rows[found[-1] + 1]):
        found.append(found[-1] + 1)
    texts = plain("".join(rows[i].text for i in found))
    if "关于" in texts:
        return 0
    name = "纪要标志" if texts.endswith("纪要") else "发文机关标志"
    for i in found:
        draft.claim_block(name, rows[i])
    draft.mark_ends = next((w for w in ("文件", "命令", "令", "纪要", "公报") if texts.endswith(w)), "")
    if "文件" in texts and draft.mark_ends == "":
        draft.mark_ends = "文件"
    end = found[-1] + 1
    return _claim_order_number(draft, rows, end)


def _together(draft: Draft, rows: tuple[Block, ...], found: list[int]) -> list[int]:
    """``found`` up to the first sentence between two of them: what is red below the text is no mark."""
    for k, (upper, lower) in enumerate(pairwise(found)):
        if any(draft.free(row) and "。" in row.text for row in rows[upper + 1:lower]):
            return found[:k + 1]
    return found


def _last_character(mark: Block, below: Block) -> bool:
    """Whether a mark that did not fit its line goes on below with one more character (…文/件, …人民政府/令)."""
    return len(below.text.strip()) == 1 and printed_red(below) and below.size_pt == mark.size_pt and below.size_pt is not None


def _is_mark(draft: Draft, block: Block, row: int, number: int | None) -> bool:
    text = plain(block.text)
    if not 2 <= len(text) <= 45 or re.search(r"[。；：，:]|关于", text) or DATE_LINE.fullmatch(block.text.strip()):
        return False
    size = block.size_pt
    ending = _MARK_END.search(text)
    if printed_red(block) and (size is None or size >= 18):
        return True
    if size is not None and size >= LARGE_PT and (ending or text == "文件"):
        return True
    # A large black name alone is a book's cover as often as a mark that lost its colour: the number decides.
    if size is not None and size >= LARGE_PT and number is not None and looks_like_organ(text):
        return True
    plainly_set = size is not None and size < 18 and number is None and not draft.has("密级和保密期限")
    if plainly_set and ending and plain(ending.group(1)) == "文件":
        return False  # a line of text that happens to end so
    if ending and text not in ("命令", "令", "纪要", "公报"):
        return (
            row < 8
            and (ending.group(1) not in ("公报",))
            and (plain(ending.group(1)) == "文件" or number is not None or row == 0 or _minutes_of(draft, text, row))
        )
    before_number = number is not None and row < number and looks_like_organ(text)
    return before_number and not _title_before_number(draft, number)


def _minutes_of(draft: Draft, text: str, row: int) -> bool:
    """会议纪要 on a line of its own right below the organ that heads the page."""
    return row == 1 and text.endswith("会议纪要") and len(text) <= 8 and looks_like_organ(draft.rows[0].text)


def _title_before_number(draft: Draft, number: int | None) -> bool:
    """Whether the lines before the number are the title: websites print it so."""
    joined = plain("".join(b.text for b in draft.rows[:number] if draft.free(b)))
    return bool(("关于" in joined or "对" in joined) and DOC_TYPE_END.search(joined))


def _claim_order_number(draft: Draft, rows: tuple[Block, ...], end: int) -> int:
    """Below the mark: 令号 of a 命令, the issue and the office-and-date line of a 纪要."""
    while end < len(rows):
        text = rows[end].text.strip()
        if not draft.free(rows[end]):
            if draft.role[rows[end].index] != "发文字号":
                break
        elif draft.mark_ends in ("令", "命令") and ORDER_NUMBER.fullmatch(text):
            draft.claim_block("令号", rows[end])
        elif draft.mark_ends == "纪要" and (match := SIGNED_DATE.fullmatch(text)):
            lead = rows[end].stripped.start
            draft.claim("发文机关署名", Span(rows[end].index, lead, lead + match.end("name")))
            draft.claim("成文日期", Span(rows[end].index, lead + match.start("date"), rows[end].stripped.end))
        elif draft.mark_ends == "纪要" and looks_like_organ(text) and end + 1 < len(rows) \
                and DATE_LINE.fullmatch(rows[end + 1].text.strip()):
            draft.claim_block("发文机关署名", rows[end])
            draft.claim_block("成文日期", rows[end + 1])
            end += 1
        elif ISSUE_NUMBER.fullmatch(text) or (draft.mark_ends == "纪要" and DATE_LINE.fullmatch(text)):
            draft.role[rows[end].index] = "期号"
        else:
            break
        end += 1
    return end
