"""Tracked changes of whole paragraphs and tables, and paragraph marks that do not print (17.13.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .docx_draft import Draft
from .docx_xml import Element, elements, switch, w

if TYPE_CHECKING:
    from .docx_walk import Walker

_MARK = {w("ins"): "insertion", w("del"): "deletion", w("moveFrom"): "move", w("moveTo"): "move",
         w("rPrChange"): "format"}
_FORMATS = {w(n) for n in ("pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
                           "tblPrExChange", "numberingChange")}
_ROWS = {w("ins"): "insertion", w("del"): "deletion", w("cellIns"): "insertion", w("cellDel"): "deletion"}


def mark_deleted(node: Element) -> bool:
    """Whether a ``w:p`` is joined with the next: its mark is deleted or moved away, and a paragraph follows."""
    mark = _mark(node)
    return mark is not None and any(mark.find(w(n)) is not None for n in ("del", "moveFrom"))


def mark_hidden(node: Element) -> bool:
    """Whether the next paragraph prints on the same line: the mark is hidden, as Word's style separator is."""
    mark = _mark(node)
    return mark is not None and bool(switch(mark.find(w("vanish"))))


def _mark(node: Element) -> Element | None:
    """The format of the paragraph mark, where a paragraph follows that could take its place."""
    ppr = node.find(w("pPr"))
    mark = None if ppr is None else ppr.find(w("rPr"))
    if ppr is None or mark is None or ppr.find(w("sectPr")) is not None or _following(node) is None:
        return None
    return mark


def surviving(node: Element) -> Element:
    """The ``w:p`` whose mark, and so whose format, the text of ``node`` has once deleted marks are left out."""
    while mark_deleted(node):
        following = _following(node)
        assert following is not None  # mark_deleted() has seen it
        node = following
    return node


def _following(node: Element) -> Element | None:
    """The paragraph after ``node`` in the same cell, box or part; bookmarks and ranges between them do not count."""
    at = node.getnext()
    while at is not None and at.tag != w("p"):
        if len(at) or at.tag in (w("altChunk"), w("sectPr")):  # the marks of ranges are empty elements
            return None
        at = at.getnext()
    return at


def only_section_break(node: Element) -> bool:
    """Whether a ``w:p`` holds nothing but the break that ends a section: Word gives it no number."""
    return node.find(f"{w('pPr')}/{w('sectPr')}") is not None and node.find(f".//{w('r')}") is None


def paragraph_changes(walker: Walker, ppr: Element | None, draft: Draft) -> None:
    """Record changes of a paragraph's format, number, section and mark."""
    if ppr is None:
        return
    for node in (*elements(ppr), *elements(ppr.find(w("numPr"))), *elements(ppr.find(w("sectPr")))):
        if node.tag in _FORMATS or (node.tag == w("ins") and node.getparent() is not ppr):
            walker.residue("format", draft, node.get(w("author")), once=True)
    for node in elements(ppr.find(w("rPr"))):
        if node.tag in _MARK:
            walker.residue(_MARK[str(node.tag)], draft, node.get(w("author")), once=True)


def table_changes(walker: Walker, properties: Element | None, draft: Draft | None) -> None:
    """Record changes of a table, a row or a cell from its ``…Pr``."""
    for node in elements(properties):
        kind = _ROWS.get(str(node.tag)) or ("format" if node.tag in _FORMATS else None)
        if kind:
            walker.residue(kind, draft, node.get(w("author")))
