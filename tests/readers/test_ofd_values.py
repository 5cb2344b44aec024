"""Arrays and paths of an OFD: what their short notations stand for."""

from __future__ import annotations

import pytest
from hongtou.pipeline.readers.ofd_path import outlines
from hongtou.pipeline.readers.ofd_text import deltas


@pytest.mark.parametrize(("array", "wanted"), [
    ("5 5 5", [5, 5, 5]),
    ("g 3 5", [5, 5, 5]),
    ("g 2 5 6", [5, 5, 6]),
    ("6 g 2 5.5", [6, 5.5, 5.5]),
    ("g 1000000000 5", [5, 5, 5]),
    ("1  2\n3 4 5", [1, 2, 3]),
    ("g -1 5 7", [7]),
    ("g", []),
    ("", []),
])
def test_deltas(array: str, wanted: list[float]) -> None:
    assert deltas(array, 3) == wanted


@pytest.mark.parametrize(("data", "wanted"), [
    ("M 42 21 A 21 21 0 0 1 0 21 A 21 21 0 0 1 42 21 C", (0, 0, 42, 42)),
    ("M 42 21 A 21 21 0 1 0 0 21 A 21 21 0 1 0 42 21", (0, 0, 42, 42)),
    ("M 42 21 B 42 32.6 32.6 42 21 42 B 9.4 42 0 32.6 0 21 B 0 9.4 9.4 0 21 0 B 32.6 0 42 9.4 42 21 C", (0, 0, 42, 42)),
    ("M 0 0 Q 10 20 20 0", (0, 0, 20, 10)),
])
def test_curves_reach_as_far_as_they_bend(data: str, wanted: tuple[float, ...]) -> None:
    points = [p for outline in outlines(data) for p in outline.points]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(wanted, abs=0.3)
