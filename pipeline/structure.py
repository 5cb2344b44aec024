"""Recognition: which block is which element (要素), from position, form and context together.

Nothing here relies on one sign alone: a draft in the wrong fonts, a title broken over several lines, paper with the
red head already printed on it (no 发文机关标志) and text without any format are all recognised by what remains.
The parts work outward from the sure signs: the head (:mod:`.structure_head`), then from the first date line down
(:mod:`.structure_tail`); what lies between is 正文.
"""

from __future__ import annotations

from .draft import Draft
from .elements import Element, Heading, Structure
from .model import Block, Document, Span
from .patterns import ARTICLE, LEVELS, han_number
from .structure_head import find_head
from .structure_kind import judge
from .structure_tail import find_tail


def recognise(document: Document) -> Structure:
    """Find the elements of ``document`` and what kind of document it is."""
    draft = Draft(document)
    find_head(draft)
    find_tail(draft)
    _fill_body(draft)
    kind = judge(draft)
    if not kind.official:
        draft = _plain(document)
    elements = _elements(draft)
    roles = draft.roles()
    return Structure(document, kind, elements, roles, headings_of(document, roles))


def _plain(document: Document) -> Draft:
    """A file that is no 公文 has a body and page numbers, nothing else."""
    draft = Draft(document)
    draft.body = (0, len(draft.rows))
    _fill_body(draft)
    return draft


def _fill_body(draft: Draft) -> None:
    first, last = draft.body
    for block in draft.rows[first:last]:
        if draft.role.get(block.index) is None:
            draft.claim("正文", block.stripped)
    for block in draft.rows[last:]:
        if draft.role.get(block.index) is None:
            draft.role[block.index] = "附件"
    for block in draft.document.blocks:
        if block.kind == "page_number" and not block.blank:
            draft.claim("页码", block.stripped)


def _elements(draft: Draft) -> tuple[Element, ...]:
    groups: dict[tuple[str, int], list[Span]] = {}
    for name, span, number in draft.claims:
        groups.setdefault((name, number), []).append(span)
    made = [
        Element(name, draft.document, tuple(sorted(spans, key=lambda s: (s.block, s.start))))
        for (name, _), spans in groups.items()
    ]
    return tuple(sorted(made, key=lambda e: (e.spans[0].block, e.spans[0].start)))


def headings_of(document: Document, roles: tuple[str | None, ...]) -> tuple[Heading, ...]:
    """The 层次序数 at the start of the paragraphs of 正文 and 附件, wrong marks after them included (7.3.3)."""
    return tuple(
        h for block in document.blocks if roles[block.index] in ("正文", "附件") and (h := _heading(block)) is not None
    )


def _heading(block: Block) -> Heading | None:
    start = len(block.text) - len(block.text.lstrip())
    rest = block.text[start:]
    if ARTICLE.match(rest) or (block.cell is not None and block.cell.columns > 1):
        return None
    for level, pattern in enumerate(LEVELS, 1):
        match = pattern.match(rest)
        if match is None:
            continue
        value = int(match["n"]) if match["n"].isdigit() else han_number(match["n"])
        if not value or len(rest) == match.end():
            return None
        label = Span(block.index, start, start + match.end("label"))
        return Heading(block.index, level, value, label, _heading_end(block.text, label.end))
    return None


def _heading_end(text: str, start: int) -> int:
    """Where the heading's own words end: after its first full stop, else with the line."""
    stop = text.find("。", start)
    return stop + 1 if stop >= 0 else len(text.rstrip())
