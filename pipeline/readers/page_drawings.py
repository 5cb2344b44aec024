"""Strokes and images of a page → drawn lines, ruled tables, seals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..model import Block, Box, Line, Picture, is_red
from .page_content import PageContent, Stroke

THIN_MM = 1.6
LONG_MM = 20.0
DOUBLE_MM = 2.6
"""The two lines of a 信函 double line are closer than this."""
_WALL_MM = 1.2
"""A stroke so near an edge of the grid is a piece of it."""
HEADER_MM = 8.0
"""A line further below a running header is not the header's."""


@dataclass(frozen=True)
class Grid:
    """A ruled table: the edges of its rows and columns in mm.

    ``merged`` has for a field without a wall to its left or above the row and column at which its cell begins.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column at which the cell that holds a point begins; None outside."""
        row = next((i for i in range(len(self.ys) - 1) if self.ys[i] <= y < self.ys[i + 1]), None)
        column = next((i for i in range(len(self.xs) - 1) if self.xs[i] <= x < self.xs[i + 1]), None)
        return None if row is None or column is None else self.merged.get((row, column), (row, column))


def _edges(content: PageContent) -> tuple[list[Stroke], list[Stroke]]:
    flat, upright = [], []
    for stroke in content.strokes:
        width, height = stroke.x1 - stroke.x0, stroke.y1 - stroke.y0
        if stroke.shape == "rect" and stroke.stroked and not stroke.filled and width > 4 and height > 4:
            flat += [replace(stroke, y1=stroke.y0), replace(stroke, y0=stroke.y1)]
            upright += [replace(stroke, x1=stroke.x0), replace(stroke, x0=stroke.x1)]
        elif height < THIN_MM and width > height:
            flat.append(stroke)
        elif width < THIN_MM:
            upright.append(stroke)
    return flat, upright


def grids(content: PageContent) -> list[Grid]:
    """Tables of at least two rows and two columns that are ruled on all sides."""
    flat, upright = _edges(content)
    tall = [s for s in upright if s.y1 - s.y0 > 4]
    groups: list[list[Stroke]] = []
    for stroke in sorted(tall, key=lambda s: s.y0):
        group = next((g for g in groups if stroke.y0 < max(s.y1 for s in g) + 0.8), None)
        if group is None:
            groups.append([stroke])
        else:
            group.append(stroke)
    found = []
    for group in groups:
        xs = _distinct([(s.x0 + s.x1) / 2 for s in group])
        top, bottom = min(s.y0 for s in group), max(s.y1 for s in group)
        rows = [s for s in flat if top - 1 <= s.y0 <= bottom + 1 and s.x1 > xs[0] and s.x0 < xs[-1]]
        ys = _distinct([(s.y0 + s.y1) / 2 for s in rows])
        if len(xs) >= 3 and len(ys) >= 3:
            found.append(Grid(tuple(xs), tuple(ys), _merged(xs, ys, upright, rows)))
    return found


def _merged(xs: list[float], ys: list[float], upright: list[Stroke], flat: list[Stroke]) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the cells of merged fields begin: a stroke that passes the middle of a field's side is a wall of it."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        middle = (top + bottom) / 2
        walls = [(s.x0 + s.x1) / 2 for s in upright if s.y0 <= middle <= s.y1]
        for column, (left, right) in enumerate(pairwise(xs)):
            centre = (left + right) / 2
            if column and not any(abs(wall - left) < _WALL_MM for wall in walls):
                found[row, column] = found.get((row, column - 1), (row, column - 1))
            elif row and not any(s.x0 <= centre <= s.x1 and abs((s.y0 + s.y1) / 2 - top) < _WALL_MM for s in flat):
                found[row, column] = found.get((row - 1, column), (row - 1, column))
    return found


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _WALL_MM:
            found.append(value)
    return found


def lines(content: PageContent, tables: list[Grid]) -> list[Line]:
    """Horizontal lines outside tables, pieces joined, double lines as one."""
    flat = [s for s in _edges(content)[0] if not any(_in(s, g) for g in tables)]
    joined: list[Stroke] = []
    for stroke in sorted(flat, key=lambda s: (round(s.y0, 1), s.x0)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.y0 - stroke.y0) < 0.3 and stroke.x0 <= last.x1 + 0.6:
            joined[-1] = replace(last, x1=max(last.x1, stroke.x1), y1=max(last.y1, stroke.y1))
        else:
            joined.append(stroke)
    made = [_line(s, content.number) for s in joined if s.x1 - s.x0 >= LONG_MM]
    return _doubled(sorted(made, key=lambda x: (x.y or 0.0, x.x0 or 0.0)))


def _in(stroke: Stroke, grid: Grid) -> bool:
    return grid.ys[0] - 1 <= stroke.y0 <= grid.ys[-1] + 1 and stroke.x0 < grid.xs[-1] and stroke.x1 > grid.xs[0]


def _line(stroke: Stroke, page: int) -> Line:
    thick = stroke.width if stroke.stroked and stroke.y1 - stroke.y0 < 0.05 else max(stroke.y1 - stroke.y0, 0.05)
    return Line("path" if stroke.stroked else "rect", stroke.color, round(thick, 3), round(stroke.x1 - stroke.x0, 2),
                page=page, x0=round(stroke.x0, 2), x1=round(stroke.x1, 2), y=round((stroke.y0 + stroke.y1) / 2, 2))


def _doubled(found: list[Line]) -> list[Line]:
    made: list[Line] = []
    for line in found:
        last = made[-1] if made else None
        near = last is not None and last.compound == "single" and abs((last.y or 0) - (line.y or 0)) < DOUBLE_MM \
            and abs((last.x0 or 0) - (line.x0 or 0)) < 1.5 and abs((last.x1 or 0) - (line.x1 or 0)) < 1.5
        if near and last is not None and last.red and line.red:
            upper, lower = last.width_mm or 0.0, line.width_mm or 0.0
            kind = "double" if abs(upper - lower) < 0.1 else "thickThin" if upper > lower else "thinThick"
            made[-1] = replace(last, compound=kind, y=round(((last.y or 0) + (line.y or 0)) / 2, 2),  # type: ignore[arg-type]
                               width_mm=round((line.y or 0) - (last.y or 0) + (upper + lower) / 2, 3))
        else:
            made.append(line)
    return made


def attached(line: Line, blocks: list[Block]) -> Line:
    """The line with the block that stands nearest above it on its page, and their distance."""
    best: tuple[float, Block] | None = None
    for block in blocks:
        for printed in block.anchor.lines:
            if block.part == "header" and line.y is not None and line.y - printed.y1 > HEADER_MM:
                continue
            if printed.page == line.page and line.y is not None and printed.y1 <= line.y + 0.8:
                gap = line.y - printed.y1
                if best is None or gap < best[0]:
                    best = (gap, block)
    if best is None:
        return line
    half = (line.width_mm or 0.0) / 2
    return replace(line, block=best[1].index, edge="below", gap_mm=round(best[0] - half, 2))


def seal_sized(width: float, height: float) -> bool:
    """Whether something is as large as a seal and as wide as high (国发〔1999〕25号: 42 to 60 mm)."""
    return 35 <= width <= 65 and 0.9 <= width / max(height, 0.1) <= 1.1


def pictures(content: PageContent) -> list[Picture]:
    """Images with their boxes, and red circles of the size of a seal."""
    found = [Picture(content.number, None, Box(content.number, *box)) for box in content.images]
    for stroke in content.strokes:
        width, height = stroke.x1 - stroke.x0, stroke.y1 - stroke.y0
        if seal_sized(width, height) and stroke.shape == "curve" and stroke.color and is_red(stroke.color):
            box = Box(content.number, stroke.x0, stroke.y0, stroke.x1, stroke.y1)
            found.append(Picture(content.number, None, box, True))
    return found
