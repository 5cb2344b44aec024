"""What a page holds: text runs, drawn lines and filled shapes. Millimetres from the upper left corner of the paper."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal

from . import fonts as system_fonts
from .pdf_faces import metrics, role_of
from .pdf_style import MM, Colour, Format, RuleFormat, SealFormat, Style
from .pdf_text import Line


@dataclass(frozen=True)
class Run:
    """Characters of one font on one baseline; ``xs`` are the left ends."""

    text: str
    xs: tuple[float, ...]
    font: str
    baseline: float
    fmt: Format
    ends_paragraph: bool = False


@dataclass(frozen=True)
class Rule:
    """A straight line from (x0, y0) to (x1, y1), the middle of the stroke."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour


Path = tuple[tuple[str, tuple[tuple[float, float], ...]], ...]  # m l c h with points


@dataclass(frozen=True)
class Shape:
    """A filled or stroked path; ``width`` 0 fills."""

    path: Path
    colour: Colour
    width: float = 0.0


Op = Run | Rule | Shape


@dataclass(frozen=True)
class Group:
    """What was drawn for one line of the flow; it can still be moved down or to the next page."""

    ops: tuple[Op, ...]
    top: float
    bottom: float
    kind: Literal["body", "row", "other"] = "other"

    def moved(self, dy: float) -> Group:
        return Group(tuple(move(op, dy) for op in self.ops), self.top + dy, self.bottom + dy, self.kind)


@dataclass
class Page:
    """One page: what stands above the flow, its lines, what stands below it, and what lies over it (seals)."""

    fixed: list[Op] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    tail: list[Op] = field(default_factory=list)
    over: list[Op] = field(default_factory=list)
    numbered: bool = True

    @property
    def ops(self) -> list[Op]:
        return [*self.fixed, *(op for group in self.groups for op in group.ops), *self.tail, *self.over]


def move(op: Op, dy: float) -> Op:
    if isinstance(op, Run):
        return replace(op, baseline=op.baseline + dy)
    if isinstance(op, Rule):
        return replace(op, y0=op.y0 + dy, y1=op.y1 + dy)
    return replace(op, path=tuple((name, tuple((x, y + dy) for x, y in points)) for name, points in op.path))


def line_ops(line: Line, left: float, top: float, size_mm: float = 0.0) -> list[Op]:
    """Runs of ``line`` whose glyph box starts at ``top``; smaller characters share the baseline of the largest."""
    out: list[Op] = []
    size = size_mm or line.size_mm
    start = left + line.left
    index = 0
    while index < len(line.chars):
        head = line.chars[index]
        stop = index
        while stop < len(line.chars) and (line.chars[stop].font, line.chars[stop].fmt) == (head.font, head.fmt):
            stop += 1
        part = line.chars[index:stop]
        main = metrics(_main_font(line))[0] / 1000
        baseline = top + main * size + head.fmt.dy_mm
        xs = tuple(start + char.x for char in part)
        ends = line.last and stop == len(line.chars)
        out.append(Run("".join(char.char for char in part), xs, head.font, baseline, head.fmt, ends))
        if head.fmt.underline:
            y = baseline + 0.1 * size
            out.append(Rule(xs[0], y, start + part[-1].x + part[-1].advance, y, 0.25, head.fmt.colour))
        index = stop
    return out


def _main_font(line: Line) -> str:
    return next((char.font for char in line.chars if role_of(char.font) != "latin"), line.chars[0].font)


def rule_at(style: Style, fmt: RuleFormat, top: float, *, on_paper: bool = False) -> list[Op]:
    """A horizontal line with its upper edge at ``top``, centred on the type area or on the paper."""
    if fmt.missing:
        return []
    page = style.page
    middle = page.width_mm / 2 if on_paper else page.left_mm + page.area_mm / 2
    y, half = top + fmt.width_mm / 2, fmt.length_mm / 2
    return [Rule(middle - half + fmt.dx_mm, y, middle + half + fmt.dx_mm, y, fmt.width_mm, fmt.colour)]


_KAPPA = 0.5522847498


def circle(x: float, y: float, radius: float) -> Path:
    k = radius * _KAPPA
    return (
        ("m", ((x + radius, y),)),
        ("c", ((x + radius, y + k), (x + k, y + radius), (x, y + radius))),
        ("c", ((x - k, y + radius), (x - radius, y + k), (x - radius, y))),
        ("c", ((x - radius, y - k), (x - k, y - radius), (x, y - radius))),
        ("c", ((x + k, y - radius), (x + radius, y - k), (x + radius, y))),
        ("h", ()),
    )


def star(x: float, y: float, radius: float) -> Path:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return (("m", (points[0],)), *(("l", (point,)) for point in points[1:]), ("h", ()))


def _glyph(char: str, x: float, y: float, size: float, angle: float) -> Path:
    """Outline of ``char`` centred on (x, y), turned by ``angle``; a seal must not add words to the text layer."""
    scale, out = size / system_fonts.EM, []
    cos, sin = math.cos(angle), math.sin(angle)
    for name, points in system_fonts.outline("song", char):
        turned = []
        for px, py in points:
            dx, dy = (px - 500) * scale, -(py - 359) * scale
            turned.append((x + dx * cos - dy * sin, y + dx * sin + dy * cos))
        out.append((name, tuple(turned)))
    return tuple(out)


def seal(x: float, y: float, fmt: SealFormat, name: str, *, lettered: bool) -> list[Op]:
    """A seal centred on (x, y): ring, star and, where outlines are at hand, the name along the ring."""
    diameter, colour = fmt.diameter_mm, fmt.colour
    radius = diameter / 2
    ring = diameter * 0.028
    out: list[Op] = [Shape(circle(x, y, radius - ring / 2), colour, ring), Shape(star(x, y, diameter * 0.14), colour)]
    if not lettered:
        return out
    step = math.radians(min(24.0, 250.0 / max(1, len(name) - 1)))
    reach, size = radius * 0.74, min(diameter * 0.14, diameter * 0.37 * step)
    for index, char in enumerate(name):
        angle = (index - (len(name) - 1) / 2) * step
        place = x + reach * math.sin(angle), y - reach * math.cos(angle)
        out.append(Shape(_glyph(char, *place, size, angle), colour))
    return out


def mm_size(fmt: Format) -> float:
    return fmt.size / MM
