"""Ruled tables on a page: fields without a wall between them are one cell."""

from __future__ import annotations

import pytest
from hongtou.pipeline.readers.page_content import PageContent, Stroke
from hongtou.pipeline.readers.page_drawings import Grid, grids

XS, YS = (30.0, 60.0, 90.0, 120.0), (50.0, 60.0, 70.0, 80.0)


def stroke(x0: float, y0: float, x1: float, y1: float) -> Stroke:
    return Stroke(x0, y0, x1, y1, 0.2, True, False, "000000", 2, "line")


def ruled(*gone: tuple[str, int, int]) -> Grid:
    """Three by three fields drawn side by side, without the wall to the "left" or at the "top" of the fields ``gone``."""
    content = PageContent(1, 210.0, 297.0)
    for row in range(4):
        for column in range(4):
            if row < 3 and ("left", row, column) not in gone:
                content.strokes.append(stroke(XS[column], YS[row], XS[column], YS[row + 1]))
            if column < 3 and ("top", row, column) not in gone:
                content.strokes.append(stroke(XS[column], YS[row], XS[column + 1], YS[row]))
    (grid,) = grids(content)
    assert (grid.xs, grid.ys) == (XS, YS)
    return grid


def test_every_field_is_a_cell_where_all_walls_are_drawn() -> None:
    assert [ruled().cell(35 + 30 * c, 55 + 10 * r) for r in range(3) for c in range(3)] == [(r, c) for r in range(3) for c in range(3)]


@pytest.mark.parametrize(("gone", "point", "cell"), [
    ((("left", 2, 1), ("left", 2, 2)), (115, 75), (2, 0)),  # the last row is one cell (备注)
    ((("left", 2, 1), ("left", 2, 2)), (115, 65), (1, 2)),
    ((("top", 1, 0), ("top", 2, 0)), (45, 75), (0, 0)),  # the first column is one cell
    ((("top", 1, 0), ("top", 2, 0)), (75, 75), (2, 1)),
    ((("left", 0, 1), ("top", 1, 0), ("top", 1, 1), ("left", 1, 1)), (85, 65), (0, 0)),  # two by two
])
def test_fields_without_a_wall_between_them_are_one_cell(gone: tuple[tuple[str, int, int], ...], point: tuple[float, float],
                                                         cell: tuple[int, int]) -> None:
    assert ruled(*gone).cell(*point) == cell


def test_a_wall_that_spans_the_table_parts_every_row() -> None:
    content = PageContent(1, 210.0, 297.0)
    content.strokes += [stroke(x, YS[0], x, YS[-1]) for x in XS] + [stroke(XS[0], y, XS[-1], y) for y in YS]
    (grid,) = grids(content)
    assert dict(grid.merged) == {}
