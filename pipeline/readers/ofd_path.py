"""Path objects of an OFD (GB/T 33190-2016 9): lines, rectangles and curves as strokes on the page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .docx_xml import Element
from .ofd_package import content, first, flag, number
from .ofd_resources import BLACK, NOTHING, Ink, Pen, Resources
from .ofd_text import apply
from .page_budget import Budget
from .page_content import Stroke
from .page_directions import Matrix, Point

_TOKEN = re.compile(r"[A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Operators of AbbreviatedData (table 35) and how many numbers follow each."""
_SAMPLES = 8


@dataclass(slots=True)
class Outline:
    """One sub-path: the points it goes through, sampled on curves."""

    points: list[Point] = field(default_factory=list)
    straight: bool = True
    closed: bool = False


def outlines(data: str) -> list[Outline]:
    """The sub-paths of AbbreviatedData; what cannot be understood ends the path, as readers draw it."""
    found: list[Outline] = []
    tokens = _TOKEN.findall(data)
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        count = _TAKES.get(operator)
        values = tokens[at + 1: at + 1 + count] if count is not None else []
        if count is None or len(values) < count or any(v.isalpha() for v in values):
            break
        _draw(found, operator, [float(v) for v in values])
        at += 1 + count
    return [o for o in found if len(o.points) > 1]


def _draw(found: list[Outline], operator: str, v: list[float]) -> None:
    if operator in "SM" or not found:
        found.append(Outline([(v[-2], v[-1])] if v else []))
        return
    if found[-1].closed:  # a path may go on from where it was closed
        found.append(Outline(found[-1].points[:1]))
    path = found[-1]
    if operator == "C":
        path.closed = True
    elif operator == "L" or not path.points:
        path.points.append((v[-2], v[-1]))
    else:
        path.straight = False
        path.points += _arc(path.points[-1], v) if operator == "A" else _bezier(path.points[-1], v)


def _bezier(start: Point, v: list[float]) -> list[Point]:
    """Points on a quadratic or cubic curve."""
    control = [start, *zip(v[::2], v[1::2], strict=True)]
    made = []
    for step in range(1, _SAMPLES + 1):
        t, points = step / _SAMPLES, control
        while len(points) > 1:
            points = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairwise(points)]
        made.append(points[0])
    return made


def _arc(start: Point, v: list[float]) -> list[Point]:
    """Points on an elliptical arc, from its end points to its centre as SVG 1.1 F.6.5 does."""
    rx, ry, turned, large, sweep, x, y = v
    rx, ry, end = abs(rx), abs(ry), (x, y)
    if not rx or not ry or start == end:
        return [end]
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    hx, hy = (start[0] - x) / 2, (start[1] - y) / 2
    px, py = cos * hx + sin * hy, -sin * hx + cos * hy
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (1 if bool(large) != bool(sweep) else -1)
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    from_, to = (math.atan2((s * py - cy) / ry, (s * px - cx) / rx) for s in (1, -1))
    span = (to - from_) % (2 * math.pi)
    span = span if sweep else span - 2 * math.pi
    made = []
    for step in range(1, 4 * _SAMPLES):
        angle = from_ + span * step / (4 * _SAMPLES)
        ex, ey = cx + rx * math.cos(angle), cy + ry * math.sin(angle)
        made.append((cos * ex - sin * ey + (start[0] + x) / 2, sin * ex + cos * ey + (start[1] + y) / 2))
    return [*made, end]


def strokes(node: Element, matrix: Matrix, inherited: Pen, resources: Resources, budget: Budget) -> Iterator[Stroke]:
    """What the PathObject ``node`` draws; ``matrix`` leads from its space to the page."""
    pen = resources.pen(node).over(inherited)
    stroke = (pen.stroke or BLACK) if flag(node.get("Stroke"), True) else NOTHING
    fill = (pen.fill or NOTHING) if flag(node.get("Fill"), False) else NOTHING
    if not (stroke.seen or fill.seen) or not math.isfinite(sum(matrix)):
        return
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    width = number(node.get("LineWidth"), pen.line_width) * scale
    for outline in outlines(content(first(node, "AbbreviatedData"))):
        points = [apply(matrix, *p) for p in outline.points]
        for piece, shape in _pieces(points, outline, fill):
            budget.path()
            yield _stroke(piece, shape, width, stroke, fill)


def _pieces(points: list[Point], outline: Outline, fill: Ink) -> Iterator[tuple[Sequence[Point], str]]:
    """A path as what it is to a reader: a rectangle, single lines, or a curve."""
    corners = points[:-1] if len(points) > 2 and _same(points[0], points[-1]) else points
    if not outline.straight:
        yield points, "curve"
    elif len(corners) == 2:
        yield corners, "line"
    elif len(corners) == 4 and (fill.seen or outline.closed or corners is not points) and _upright(corners):
        yield corners, "rect"
    elif fill.seen:
        yield points, "curve"
    else:
        yield from ((pair, "line") for pair in pairwise([*points, points[0]] if outline.closed else points))


def _same(a: Point, b: Point) -> bool:
    return math.dist(a, b) < 0.01


def _upright(corners: Sequence[Point]) -> bool:
    """Whether four corners make a rectangle whose sides run along the page's."""
    sides = [(abs(a[0] - b[0]) < 0.01, abs(a[1] - b[1]) < 0.01)
             for a, b in pairwise([*corners, corners[0]])]
    return all(any(side) for side in sides) and sides[0][0] == sides[2][0] and sides[1][1] == sides[3][1] \
        and sides[0][0] == sides[1][1]


def _stroke(points: Sequence[Point], shape: str, width: float, stroke: Ink, fill: Ink) -> Stroke:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    ink = stroke if stroke.seen and not fill.seen else fill
    return Stroke(min(xs), min(ys), max(xs), max(ys), width, stroke.seen, fill.seen, ink.hex, len(points), shape)
