"""Tables: cells in reading order, and the horizontal edges that are drawn (the lines of a 版记 are often such)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Cell
from .docx_draft import Draft, border_line
from .docx_props import Props, borders
from .docx_story import Where
from .docx_styles import TableLook, table_conditions
from .docx_xml import MM_PER_TWIP, Element, elements, integer, number, val, w

if TYPE_CHECKING:
    from .docx_walk import Walker

_THROUGH = {w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_CELL_MARGINS_MM = 3.8
"""Word's default cell margins, 0.19 cm a side."""

Borders = dict[str, Props | None]


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
    rows = [r for r in _members(node, "tr") if r.find(f"{w('trPr')}/{w('del')}") is None]
    cells = [list(_members(r, "tc")) for r in rows]
    columns = max((len(c) for c in cells), default=0)
    index = walker.tables
    walker.tables += 1
    own = _table_borders(walker, properties, style)
    widths = _widths(node, cells)
    previous: tuple[Draft, list[Props | None], list[float | None]] | None = None
    for r, row in enumerate(cells):
        first = len(walker.out)
        for c, cell in enumerate(row):
            if _continues_merge(cell):
                continue
            conditions = table_conditions(look, r, len(cells), c, len(row))
            inner = where.inside("cell", Cell(index, r, c, columns), TableLook(style, conditions),
                                 _inner(widths[r][c]))
            walker.children(cell, inner)
        made = walker.out[first:]
        if not made:
            continue
        tops, bottoms = _row_edges(walker, row, own, r == 0, r == len(cells) - 1)
        if previous is None:
            _draw(walker, made[0], tops, widths[r], "above")
        else:
            _draw(walker, previous[0], _stronger(previous[1], tops), previous[2], "below")
        previous = (made[-1], bottoms, widths[r])
    if previous is not None:
        _draw(walker, previous[0], previous[1], previous[2], "below")


def _inner(width: float | None) -> float | None:
    return max(width - _CELL_MARGINS_MM, 1.0) if width else None


def _continues_merge(cell: Element) -> bool:
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and (val(merge) or "continue") == "continue"


def _table_borders(walker: Walker, properties: Element | None, style: str | None) -> Borders:
    direct = borders(None if properties is None else properties.find(w("tblBorders")), walker.styles.theme)
    return {**walker.styles.table_borders(style), **direct}


def _row_edges(walker: Walker, row: list[Element], own: Borders, first: bool,
               last: bool) -> tuple[list[Props | None], list[Props | None]]:
    """The border above and below each cell of a row: the cell's own, else the table's (17.4.66)."""
    tops: list[Props | None] = []
    bottoms: list[Props | None] = []
    for cell in row:
        stated = borders(cell.find(f"{w('tcPr')}/{w('tcBorders')}"), walker.styles.theme)
        tops.append(stated["top"] if "top" in stated else own.get("top" if first else "insideH"))
        bottoms.append(stated["bottom"] if "bottom" in stated else own.get("bottom" if last else "insideH"))
    return tops, bottoms


def _stronger(above: list[Props | None], below: list[Props | None]) -> list[Props | None]:
    """Of two borders on one edge the wider is printed; rows with different cells keep the upper row's list."""
    if len(above) != len(below):
        return above if any(above) else [next((b for b in below if b), None)] * len(above)
    return [max((b for b in pair if b), key=lambda b: float(b["width_pt"]), default=None)
            for pair in zip(above, below, strict=True)]


def _draw(walker: Walker, draft: Draft, edges: list[Props | None], widths: list[float | None], side: str) -> None:
    drawn = [(e, width) for e, width in zip(edges, widths, strict=False) if e]
    if not drawn:
        return
    lengths = [width for _, width in drawn]
    length = sum(x for x in lengths if x) if all(lengths) else None
    strongest = max((e for e, _ in drawn), key=lambda e: float(e["width_pt"]))
    walker.table_line(draft, border_line(strongest, "table", length, side, False))


def _widths(node: Element, cells: list[list[Element]]) -> list[list[float | None]]:
    """Width of every cell in mm: from the grid where it is stated (it is what Word last drew), else from the cell."""
    grid = [(number(c.get(w("w"))) or 0) * MM_PER_TWIP for c in node.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    found: list[list[float | None]] = []
    for row in cells:
        at = 0
        widths: list[float | None] = []
        for cell in row:
            span = integer(val(cell.find(w("tcPr")), "gridSpan")) or 1
            from_grid = sum(grid[at: at + span])
            at += span
            stated = cell.find(f"{w('tcPr')}/{w('tcW')}")
            own = None
            if stated is not None and (stated.get(w("type")) or "dxa") == "dxa":
                own = (number(stated.get(w("w"))) or 0) * MM_PER_TWIP
            widths.append(own or from_grid or None)
        found.append(widths)
    return found
