"""Tables: cells in reading order, and the horizontal edges that are drawn (the lines of a 版记 are often such)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..model import Cell
from .docx_changes import table_changes
from .docx_draft import Draft, border_line
from .docx_props import Props, borders
from .docx_story import Where
from .docx_styles import Borders, TableLook, table_conditions
from .docx_xml import Element, elements, integer, twips_mm, val, w

if TYPE_CHECKING:
    from .docx_walk import Walker

_THROUGH = {w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_CELL_MARGINS_MM = 3.8
"""Word's default cell margins, 0.19 cm a side."""
_MOST_COLUMNS = 63
"""Word's own limit; a hostile ``w:gridSpan`` must cost nothing."""


@dataclass(slots=True)
class _Cell:
    """A ``w:tc`` on the grid: first column, columns, width in mm, and whether it goes on with the merged cell above."""

    node: Element
    column: int
    span: int
    width: float | None
    continued: bool


@dataclass(slots=True)
class _Row:
    """The cells of a ``w:tr``; its upper and lower border and its widths by column of the grid."""

    node: Element
    cells: list[_Cell]
    first: bool = False
    last: bool = False
    top: dict[int, Props | None] = field(default_factory=dict)
    bottom: dict[int, Props | None] = field(default_factory=dict)
    widths: dict[int, float | None] = field(default_factory=dict)


def _members(node: Element, name: str) -> Iterator[Element]:
    for child in elements(node):
        if child.tag == w(name):
            yield child
        elif child.tag in _THROUGH:
            yield from _members(child, name)


def read_table(walker: Walker, node: Element, where: Where) -> None:
    """Read a ``w:tbl`` at its place in the flow."""
    properties = node.find(w("tblPr"))
    style, look = val(properties, "tblStyle"), None if properties is None else properties.find(w("tblLook"))
    rows = _rows(walker, node)
    columns = max((len(row.cells) for row in rows), default=0)
    index = walker.tables
    walker.tables += 1
    start = len(walker.out)
    previous: tuple[Draft, _Row] | None = None
    for r, row in enumerate(rows):
        first = len(walker.out)
        own = _own_borders(walker, properties, row)
        for c, cell in enumerate(row.cells):
            at = TableLook(style, table_conditions(look, r, len(rows), c, len(row.cells)))
            _edges(walker, row, cell, own, at)
            if not cell.continued:
                walker.children(cell.node, where.inside("cell", Cell(index, r, c, columns), at, _inner(cell.width)))
        made = walker.out[first:]
        if not made:
            continue
        _changes(walker, row, made[0])
        if previous is None:
            _draw(walker, made[0], row.top, row.widths, "above")
        else:
            _draw(walker, previous[0], _shared(previous[1], row), {**row.widths, **previous[1].widths}, "below")
        previous = (made[-1], row)
    if previous is not None:
        _draw(walker, previous[0], previous[1].bottom, previous[1].widths, "below", _foot(previous[1]))
    table_changes(walker, properties, walker.out[start] if len(walker.out) > start else None)


def _rows(walker: Walker, node: Element) -> list[_Row]:
    """The rows that print. A cell that continues a merge where none is open above it starts one (17.4.84)."""
    grid = [twips_mm(c.get(w("w"))) or 0.0 for c in node.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    found: list[_Row] = []
    open_: set[int] = set()
    for tr in _members(node, "tr"):
        properties = tr.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            table_changes(walker, properties, None)
            continue
        at = _columns(properties, "gridBefore", 0)
        cells: list[_Cell] = []
        merged: set[int] = set()
        for tc in _members(tr, "tc"):
            tcpr = tc.find(w("tcPr"))
            if tcpr is not None and tcpr.find(w("cellDel")) is not None:
                table_changes(walker, tcpr, None)
                continue
            span = _columns(tcpr, "gridSpan", 1) or 1
            merge = None if tcpr is None else tcpr.find(w("vMerge"))
            if merge is not None:
                merged.add(at)
            cells.append(_Cell(tc, at, span, _width(tcpr) or sum(grid[at: at + span]) or None,
                               merge is not None and (val(merge) or "continue") == "continue" and at in open_))
            at += span
        open_ = merged
        found.append(_Row(tr, cells))
    if found:
        found[0].first = found[-1].last = True
    return found


def _columns(properties: Element | None, name: str, default: int) -> int:
    stated = integer(val(properties, name))
    return default if stated is None else min(max(stated, 0), _MOST_COLUMNS)


def _width(properties: Element | None) -> float | None:
    stated = None if properties is None else properties.find(w("tcW"))
    if stated is None or (stated.get(w("type")) or "dxa") != "dxa":
        return None
    return twips_mm(stated.get(w("w")))


def _inner(width: float | None) -> float | None:
    return max(width - _CELL_MARGINS_MM, 1.0) if width else None


def _changes(walker: Walker, row: _Row, draft: Draft) -> None:
    table_changes(walker, row.node.find(w("trPr")), draft)
    for cell in row.cells:
        table_changes(walker, cell.node.find(w("tcPr")), draft)


def _own_borders(walker: Walker, properties: Element | None, row: _Row) -> Borders:
    """The borders that table and row state; those of the style are apart, as conditional formats lie between."""
    exception = row.node.find(f"{w('tblPrEx')}/{w('tblBorders')}")
    stated = None if properties is None else properties.find(w("tblBorders"))
    return {**borders(stated, walker.styles.theme), **borders(exception, walker.styles.theme)}


def _edges(walker: Walker, row: _Row, cell: _Cell, own: Borders, at: TableLook) -> None:
    """The border above and below a cell: its own, else the table's, else the table style's (17.4.66)."""
    stated = borders(cell.node.find(f"{w('tcPr')}/{w('tcBorders')}"), walker.styles.theme)
    styled, conditional = walker.styles.table_borders(at.style), walker.styles.cell_borders(at, row.first, row.last)
    for edge, outer, into in (("top", row.first, row.top), ("bottom", row.last, row.bottom)):
        name = edge if outer else "insideH"
        border = next((level[key] for level, key in ((stated, edge), (own, name), (conditional, edge), (styled, name))
                       if key in level), None)
        for column in range(cell.column, cell.column + cell.span):
            into[column] = border
            row.widths[column] = None if cell.width is None else cell.width / cell.span


def _shared(above: _Row, below: _Row) -> dict[int, Props | None]:
    """Of the two borders on an edge the wider is printed, and none inside a merged cell."""
    merged = {column for c in below.cells if c.continued for column in range(c.column, c.column + c.span)}
    found: dict[int, Props | None] = {}
    for column in above.bottom.keys() | below.top.keys():
        pair = [b for b in (above.bottom.get(column), below.top.get(column)) if b and column not in merged]
        found[column] = max(pair, key=lambda b: float(b["width_pt"]), default=None)
    return found


def _draw(walker: Walker, draft: Draft, edges: dict[int, Props | None], widths: dict[int, float | None],
          side: str, gap_mm: float | None = None) -> None:
    drawn = {column: edge for column, edge in sorted(edges.items()) if edge}
    if not drawn:
        return
    lengths = [widths.get(column) for column in drawn]
    length = sum(x for x in lengths if x) if all(lengths) else None
    strongest = max(drawn.values(), key=lambda e: float(e["width_pt"]))
    walker.table_line(draft, replace(border_line(strongest, "table", length, side, False), gap_mm=gap_mm))


def _foot(row: _Row) -> float | None:
    """The margin below the text that the cells of a row state; None where none does, or the row has a height of its own."""
    if row.node.find(f"{w('trPr')}/{w('trHeight')}") is not None:
        return None
    stated = [twips_mm(m.get(w("w"))) for c in row.cells if (m := c.node.find(f"{w('tcPr')}/{w('tcMar')}/{w('bottom')}")) is not None]
    return max((x for x in stated if x is not None), default=None)
