"""The end of a document: 附件说明, 署名, 成文日期, 附注, 附件, 版记, and the lists of a 纪要.

GB/T 9704-2012 7.3.4 to 7.3.7, 7.4, 10.3. The date line is the anchor: what stands above it is the signature, what
follows is note, attachments and colophon.
"""

from __future__ import annotations

import re

from .draft import Draft, centred, plain
from .model import Block, Span
from .patterns import (
    ARTICLE,
    ATTACHMENT_ITEM,
    ATTACHMENT_LABEL,
    ATTACHMENT_NOTE,
    ATTENDANCE,
    DATE_LINE,
    DOC_TYPE_END,
    LEVELS,
    NOTE,
    NOTE_WORDS,
    OTHER_TYPE_END,
    SIGNED_DATE,
    SPACES,
    SUBJECT_WORDS,
    looks_like_organ,
)
from .structure_colophon import find_colophon

SIGNATURES_MAX = 12
"""How many lines above the date may be signatures: joint issues of that many organs exist."""

_POST = re.compile(
    rf"(?:[\u4e00-\u9fa5]{{0,6}}[{SPACES}]*)?(?:总[{SPACES}]*理|主[{SPACES}]*席|[省市县区州部局厅署院]{{1}}[{SPACES}]*长|主[{SPACES}]*任)"
    rf"(?:[{SPACES}]{{1,}}\S.{{0,12}})?"
)


def find_tail(draft: Draft) -> None:
    """Claim every element below the body; sets where the body ends."""
    first = draft.body[0]
    colophon = find_colophon(draft, first)
    limit = colophon if colophon is not None else len(draft.rows)
    date = None if draft.has("成文日期") else _find_date(draft, first, limit)
    if date is None:
        end = _without_date(draft, first, limit)
    else:
        end = _find_signature(draft, first, date)
        after = _find_note(draft, date + 1, limit)
        _find_attachments(draft, after, len(draft.rows))
    end = _find_attendance(draft, first, end)
    end = _find_attachment_note(draft, first, end)
    draft.body = (first, end)
    if not draft.has("附注"):
        _late_note(draft, first, end)


def _late_note(draft: Draft, first: int, end: int) -> None:
    for block in draft.rows[max(first, end - 3) : end]:
        text = block.text.strip()
        if draft.free(block) and _enclosed(text) and NOTE_WORDS.search(text) and len(text) < 80:
            draft.claim_block("附注", block)


def _find_date(draft: Draft, first: int, limit: int) -> int | None:
    """Claim 成文日期: the first date line that a signature stands above (or a date set at the right)."""
    fallback: int | None = None
    for i in range(first, limit):
        block = draft.rows[i]
        if not draft.free(block) or (block.cell is not None and block.cell.columns > 1):
            continue
        text = block.text.strip()
        if ATTACHMENT_LABEL.fullmatch(text) and fallback is not None:
            break
        if (match := SIGNED_DATE.fullmatch(text)) and looks_like_organ(match["name"]) and i > first:
            return i
        if not DATE_LINE.fullmatch(text) or i == first:
            continue
        if _signature_above(draft, i, first):
            return i
        fallback = i if fallback is None and block.paragraph.alignment != "center" else fallback
    return fallback


def _signature_above(draft: Draft, row: int, first: int) -> bool:
    above = draft.rows[row - 1]
    return row - 1 >= first and (_signature_like(above) or bool(_POST.fullmatch(above.text.strip())))


def _signature_like(block: Block) -> bool:
    text = block.text.strip()
    if LEVELS[0].match(text) or ARTICLE.match(text) or ATTACHMENT_ITEM.match(text) or ATTACHMENT_NOTE.match(text):
        return False
    if block.cell is not None and block.cell.columns > 2:
        return False
    pieces = re.split(rf"[{SPACES}]{{2,}}|　", text)
    return (
        looks_like_organ(text)
        or (len(text) <= 60 and all(looks_like_organ(p) for p in pieces if p))
        or _right_set(block)
    )


def _right_set(block: Block) -> bool:
    text = plain(block.text)
    return block.paragraph.alignment == "right" and 2 <= len(text) <= 40 and not re.search(r"[。；：，]", text)


def _find_signature(draft: Draft, first: int, date: int) -> int:
    """Claim 发文机关署名 above the date; returns the first row that is no longer body."""
    block = draft.rows[date]
    stripped = block.stripped
    match = SIGNED_DATE.fullmatch(block.text[stripped.start : stripped.end])
    if match and looks_like_organ(match["name"]):
        draft.claim("发文机关署名", Span(block.index, stripped.start, stripped.start + match.end("name")))
        draft.claim("成文日期", Span(block.index, stripped.start + match.start("date"), stripped.end))
        return date
    draft.claim("成文日期", stripped)
    end = date
    for i in range(date - 1, max(first, date - SIGNATURES_MAX) - 1, -1):
        above = draft.rows[i]
        if not draft.free(above) or not (_signature_like(above) or _POST.fullmatch(above.text.strip())):
            break
        end = i
    if end == first and date - end > 1 and not looks_like_organ(draft.rows[end].text):
        end += 1
    for above in draft.rows[end:date]:
        draft.claim_block("发文机关署名", above)
    return end


def _without_date(draft: Draft, first: int, limit: int) -> int:
    """No date: the signature may still stand at the end, before the attachments or the colophon."""
    if draft.mark_ends in ("令", "命令"):
        signed = next((i for i in range(first, limit) if _POST.fullmatch(draft.rows[i].text.strip())), None)
        if signed is not None:
            draft.claim_block("发文机关署名", draft.rows[signed])
            _find_attachments(draft, _find_note(draft, signed + 1, limit), len(draft.rows))
            return signed
    label = next((i for i in range(first + 1, limit) if _is_label(draft, i)), limit)
    end = label
    for i in range(label - 1, max(first, label - 6), -1):
        block = draft.rows[i]
        text = block.text.strip()
        if not draft.free(block):
            break
        if _enclosed(text) and NOTE_WORDS.search(text):
            draft.claim_block("附注", block)
        elif (
            (_right_set(block) or looks_like_organ(text))
            and _signature_like(block)
            and len(text) <= 40
            and (block.paragraph.alignment in ("right", "center", None) or (block.indent_chars or 0) > 6)
        ):
            draft.claim_block("发文机关署名", block)
        else:
            break
        end = i
    if label < limit:
        _find_attachments(draft, label, len(draft.rows))
    return end


def _find_note(draft: Draft, at: int, limit: int) -> int:
    """Claim 附注 below the date; returns the row after it."""
    while at < limit:
        block = draft.rows[at]
        text = block.text.strip()
        known = NOTE_WORDS.search(text)
        enclosed = _enclosed(text) and not ATTACHMENT_LABEL.fullmatch(text)
        if not draft.free(block) or len(text) > 120:
            break
        if SUBJECT_WORDS.fullmatch(text):
            draft.claim_block("主题词", block, new=True)
            at += 1
            continue
        if (enclosed and (known or not _date_note(draft, at))) or (known and len(text) < 60 and "。" not in text[:-1]):
            draft.claim_block("附注", block)
            at += 1
            continue
        break
    return at


def _enclosed(text: str) -> bool:
    """Whether the line is in brackets: one that starts with （三） is a heading of the text."""
    return bool(NOTE.fullmatch(text)) and not LEVELS[1].match(text) and not LEVELS[3].match(text)


def _date_note(draft: Draft, row: int) -> bool:
    """（2008年…通过） under the title of what is printed with a 通知 is no 附注."""
    return bool(re.search(r"通过|修订|公布|发布|修正", draft.rows[row].text))


def _is_label(draft: Draft, row: int) -> bool:
    block = draft.rows[row]
    text = block.text.strip()
    return (
        draft.free(block)
        and bool(ATTACHMENT_LABEL.fullmatch(text))
        and len(text) < 40
        and (block.cell is None or block.cell.columns == 1)
    )


def _find_attachments(draft: Draft, at: int, limit: int) -> None:
    """Claim 附件 (the label) and 附件标题 from row ``at`` on; what is printed with a 通知 has a title but no label."""
    expecting_title = at < limit and draft.free(draft.rows[at]) and not _stray_note(draft, at)
    row = at
    while row < limit:
        block = draft.rows[row]
        if not draft.free(block):
            row += 1
        elif _is_label(draft, row):
            draft.claim_block("附件", block, new=True)
            expecting_title = True
            row += 1
        elif expecting_title:
            row = _attachment_title(draft, row, limit)
            expecting_title = False
        else:
            row += 1


def _stray_note(draft: Draft, row: int) -> bool:
    """附件说明 that was put below the date (an error of order) is no attachment."""
    found = False
    while row < len(draft.rows) and draft.free(draft.rows[row]):
        text = draft.rows[row].text.strip()
        if (ATTACHMENT_NOTE.match(text) and not found) or (found and ATTACHMENT_ITEM.match(text) and len(text) < 60):
            draft.claim_block("附件说明", draft.rows[row])
            found = True
            row += 1
        else:
            break
    return found


def _attachment_title(draft: Draft, row: int, limit: int) -> int:
    """Claim the lines of one title; returns the row after it."""
    taken: list[Block] = []
    while row < limit and len(taken) < 4:
        block = draft.rows[row]
        if not draft.free(block) or not _title_line(block, taken):
            break
        taken.append(block)
        row += 1
    for i, block in enumerate(taken):
        draft.claim_block("附件标题", block, new=i == 0)
    return row if taken else row + 1


def _title_line(block: Block, taken: list[Block]) -> bool:
    text = block.text.strip()
    bare = plain(text)
    if block.cell is not None and block.cell.columns > 1:
        return False
    if len(bare) > 45 or re.search(r"[。；：:]$", bare) or LEVELS[0].match(bare) or ARTICLE.match(bare) or "。" in bare:
        return False
    if NOTE.fullmatch(text) or ATTACHMENT_ITEM.match(text):
        return False
    if not taken:
        return centred(block) is not False or (block.size_pt or 0) >= 18 or len(bare) <= 30
    done = plain("".join(b.text for b in taken))
    above, here = taken[-1].size_pt, block.size_pt
    if above is not None and here is not None:
        return abs(above - here) < 1 and centred(block) is not False
    if DOC_TYPE_END.search(done) or OTHER_TYPE_END.search(done):
        return False
    return centred(block) is True or bool(OTHER_TYPE_END.search(bare))


def _find_attendance(draft: Draft, first: int, end: int) -> int:
    """Claim 出席, 请假 and 列席 at the end of a 纪要; returns the first of their rows."""
    if draft.mark_ends != "纪要" and not plain(draft.text_of("标题")).endswith("纪要"):
        return end
    found = end
    for i in range(first, end):
        block = draft.rows[i]
        match = ATTENDANCE.match(block.text.strip())
        if not draft.free(block) or match is None:
            continue
        name = plain(match["label"])
        if name in ("出席", "请假", "列席") and (i > first + 2 or i >= end - 6):
            draft.claim_block(name, block, new=True)
            found = min(found, i)
    for block in draft.rows[found:end]:
        if draft.free(block):
            draft.role[block.index] = "出席"
    return found


def _find_attachment_note(draft: Draft, first: int, end: int) -> int:
    """Claim 附件说明 at the end of the body; returns the first of its rows."""
    for i in range(end - 1, max(first - 1, end - 25), -1):
        block = draft.rows[i]
        text = block.text.strip()
        if not draft.free(block):
            continue
        if ATTACHMENT_NOTE.match(text) and len(text) < 120:
            stop = i
            while stop + 1 < end and _note_item(draft.rows[stop + 1]):
                stop += 1
            if stop + 1 < end and not draft.has("成文日期") and end - stop > 6:
                continue
            for row in draft.rows[i : stop + 1]:
                draft.claim_block("附件说明", row)
            return i if stop + 1 >= end else end
        if len(text) > 120:
            break
    return end


def _note_item(block: Block) -> bool:
    text = block.text.strip()
    return len(text) < 120 and bool(
        ATTACHMENT_ITEM.match(text)
        or ATTACHMENT_NOTE.match(text)
        or (
            "。" not in text and (block.indent_chars or 0) >= 4 and block.paragraph.alignment not in ("right", "center")
        )
    )
