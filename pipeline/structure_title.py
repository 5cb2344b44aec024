"""What stands between the head and the body: 标题, notes under it, 主送机关.

GB/T 9704-2012 7.3.1, 7.3.2.
"""

from __future__ import annotations

import re

from .draft import Draft, centred, plain
from .model import Block
from .patterns import (
    ADDRESSEE_START,
    ARTICLE,
    DATE_LINE,
    DOC_TYPE_END,
    DOCUMENT_NUMBER,
    LEVELS,
    NOTE,
    OTHER_TYPE_END,
    SIGNED_DATE,
    looks_like_addressee,
    looks_like_organ,
)

_INTRODUCES = re.compile(r"如下|现将|为了|根据|按照|特此|请于|有关事项")
"""Words of a sentence that leads on to a list: no addressee, though it ends in a colon too."""


def find_title(draft: Draft, rows: tuple[Block, ...], start: int) -> int | None:
    """Claim 标题 among the lines from ``start``; returns the row after it."""
    run: list[Block] = []
    for block in rows[start : start + 9]:
        if not run and not draft.free(block):
            continue
        if not draft.free(block) or not _title_like(draft, block, run):
            break
        run.append(block)
    run = _trim(run)
    if not run:
        return None
    for block in run:
        draft.claim_block("标题", block)
    return rows.index(run[-1]) + 1


def _title_like(draft: Draft, block: Block, run: list[Block]) -> bool:
    text = block.text.strip()
    bare = plain(text)
    if len(bare) > 60 or re.search(r"[。；;！!](?!$)", bare) or ARTICLE.match(bare) or LEVELS[0].match(bare):
        return False
    if block.cell is not None and block.cell.columns > 1:
        return False
    if DATE_LINE.fullmatch(text) or SIGNED_DATE.fullmatch(text) or DOCUMENT_NUMBER.fullmatch(text):
        return False
    if run and _title_over(run, block):
        return False
    ends_well = bool(DOC_TYPE_END.search(bare)) and "关于" in plain("".join(b.text for b in (*run, block)))
    if re.search(r"[：:]$", bare) and not ends_well:
        return False
    return not (looks_like_addressee(text) and run and DOC_TYPE_END.search(plain("".join(b.text for b in run))))


def _title_over(run: list[Block], block: Block) -> bool:
    """Whether ``block`` differs so from the title above it that it must be something else."""
    joined = plain("".join(b.text for b in run))
    complete = bool(DOC_TYPE_END.search(joined))
    if joined.count("《") > joined.count("》"):
        return False  # 《…办法（征求意见稿）》 broken within its brackets
    if NOTE.fullmatch(block.text.strip()):
        return True
    bare = plain(block.text)
    if not complete and not OTHER_TYPE_END.search(joined) and ("关于" in bare or DOC_TYPE_END.search(bare)):
        return False
    above, here = run[-1].size_pt, block.size_pt
    if above is not None and here is not None and abs(above - here) >= 2:
        return complete or bool(OTHER_TYPE_END.search(joined)) or here < above
    if centred(run[-1]) and centred(block) is False:
        return True
    indented = (block.paragraph.first_line_chars or 0) >= 1.5 and not centred(block)
    return (complete or bool(OTHER_TYPE_END.search(joined))) and (
        indented or (not DOC_TYPE_END.search(plain(block.text)) and centred(block) is not True)
    )


def _trim(run: list[Block]) -> list[Block]:
    """Cut what follows the last line that ends in a 文种; keep centred or 关于 titles without one."""
    if not run:
        return run
    for i in range(len(run), 0, -1):
        if DOC_TYPE_END.search(plain("".join(b.text for b in run[:i]))):
            return run[:i]
    centred_run = [b for b in run if centred(b)]
    if centred_run:
        first = run.index(centred_run[0])
        kept = []
        for block in run[first:]:
            if not centred(block):
                break
            kept.append(block)
        return kept
    if all(centred(b) is None for b in run):
        joined = plain("".join(b.text for b in run))
        if "关于" in joined or OTHER_TYPE_END.search(plain(run[0].text)):
            for i in range(1, len(run) + 1):
                if OTHER_TYPE_END.search(plain("".join(b.text for b in run[:i]))):
                    return run[:i]
            return run[:2] if "关于" in joined and len(run) > 1 and "关于" not in run[0].text else run[:1]
    if (run[0].size_pt or 0) >= 18 or "关于" in run[0].text:
        return run[:1]
    return []


def claim_after_title(draft: Draft, rows: tuple[Block, ...], at: int) -> int:
    """Skip what stands between 标题 and 主送机关: a number printed there by websites, a note on adoption."""
    while at < len(rows):
        block = rows[at]
        text = block.text.strip()
        if not draft.free(block) and draft.role[block.index] in ("发文字号", "签发人"):
            at += 1
        elif draft.has("标题") and draft.free(block) and len(text) < 80 and NOTE.fullmatch(text):
            draft.role[block.index] = "题注"
            at += 1
        elif draft.has("标题") and _signed_on_top(rows, at):
            draft.claim_block("发文机关署名", block)
            draft.claim_block("成文日期", rows[at + 1])
            return at + 2
        else:
            break
    return at


def _signed_on_top(rows: tuple[Block, ...], at: int) -> bool:
    """Issuer and date centred under the title, as a 统计公报 has them."""
    return (at + 2 < len(rows) and looks_like_organ(rows[at].text) and centred(rows[at]) is True
            and DATE_LINE.fullmatch(rows[at + 1].text.strip()) is not None and centred(rows[at + 1]) is True)


def find_addressee(draft: Draft, at: int) -> int:
    """Claim 主送机关 at row ``at`` or shortly after; returns the row where the body begins."""
    rows = draft.rows
    for i in range(at, min(at + 2, len(rows))):
        block = rows[i]
        if not draft.free(block) or (block.cell is not None and block.cell.columns > 1):
            continue
        text = block.text.strip()
        colon = text.endswith(("：", ":"))
        if looks_like_addressee(text) and (colon or _flush(draft, i)) and (colon or i == at):
            draft.claim_block("主送机关", block)
            return i + 1
        if colon and i == at and _addresses(draft, i):
            draft.claim_block("主送机关", block)
            return i + 1
        if not colon and ("。" in text or len(text) > 30):
            break
    return at


def _addresses(draft: Draft, row: int) -> bool:
    """A flush line with a colon right below the title, above indented text: whoever it names (7.3.2)."""
    block = draft.rows[row]
    bare = plain(block.text)
    if not draft.has("标题") or row + 1 >= len(draft.rows) or len(bare) > 200 or re.search(r"[。；！？]", bare):
        return False
    if LEVELS[0].match(bare) or ARTICLE.match(bare) or _INTRODUCES.search(bare):
        return False
    return _start_of(block) < 1 <= _start_of(draft.rows[row + 1])


def _start_of(block: Block) -> float:
    """Where the line starts in characters; in plain text, where nothing is indented otherwise, by its typed spaces."""
    if block.indent_chars is not None:
        return block.indent_chars
    return float(len(block.text) - len(block.text.lstrip("　 ")))


def _flush(draft: Draft, row: int) -> bool:
    """Without its colon, 主送机关 is known by standing flush left under the title, above indented text."""
    if not draft.has("标题") or row + 1 >= len(draft.rows):
        return False
    block, below = draft.rows[row], draft.rows[row + 1]
    indent, under = block.indent_chars, below.indent_chars
    if indent is None or under is None:
        names = re.split(r"[、，,]", block.text.strip().rstrip("。，；,;"))
        return (
            len(block.text.strip()) <= 120
            and "。" in below.text
            and all(looks_like_organ(n) or ADDRESSEE_START.match(n.strip()) for n in names)
        )
    return centred(block) is not True and (indent < 1 <= under or block.text.strip()[-1] in "，。,；;")
