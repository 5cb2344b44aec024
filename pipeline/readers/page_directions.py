"""Glyphs as they are drawn, in any direction → the frame in which most of a page is read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .page_content import Glyph, PageContent

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = ax + cy + e, y' = bx + dy + f."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the file: its family's name, what the name or the file says of its style, and whether it is inside."""

    family: str
    bold: bool = False
    italic: bool = False
    embedded: bool = False


@dataclass(slots=True)
class Drawn:
    """A glyph before its page's direction is known: start and end of its base line, y downwards, in mm; size in pt."""

    text: str
    start: Point
    end: Point
    size: float
    face: Face
    color: str | None
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    vertical: bool = False


def leans(matrix: Matrix) -> bool:
    """Whether a text matrix slants upright letters, which is how programs make an italic of a face without one."""
    a, b, c, d, _, _ = matrix
    return abs(a * c + b * d) > 0.1 * (abs(a * d) + abs(b * c)) and abs(b) < 0.01 * abs(a)


def direction(drawn: Drawn) -> int | None:
    """Which way a base line runs: 0, 90, 180 or 270 degrees counter-clockwise; None when it is slanted."""
    dx, dy = drawn.end[0] - drawn.start[0], drawn.start[1] - drawn.end[1]
    if not dx and not dy:
        return 0
    degrees = math.degrees(math.atan2(dy, dx)) % 360
    quarter = round(degrees / 90) % 4
    return quarter * 90 if abs((degrees - quarter * 90 + 180) % 360 - 180) < 2.5 else None


def place_glyphs(content: PageContent, drawn: list[Drawn], fonts: dict[str, bool]) -> int:
    """Put ``drawn`` on the page as most of it is read, the rest aside; returns the angle by which it was turned.

    ``fonts`` collects the families in use and whether their programs are in the file.
    """
    groups: dict[int, list[Drawn]] = {}
    columns: list[Drawn] = []
    for one in drawn:
        if one.vertical:
            columns.append(one)
            continue
        angle = direction(one)
        if angle is not None:
            groups.setdefault(angle, []).append(one)
    width, height = content.width, content.height
    main = max(groups, key=lambda a: (len(groups[a]), a == 0), default=0)
    for angle, members in groups.items():
        glyphs = [g for one in members if (g := _glyph(one, angle, width, height, fonts)) is not None]
        if angle == main:
            content.glyphs = glyphs
        elif glyphs:
            content.aside.append(glyphs)
    if columns:
        content.columns = _columns([_made(one, one.start[0], one.start[0], one.start[1], fonts) for one in columns])
    if main in (90, 270):
        content.width, content.height, content.rotated = height, width, True
    return main


def turn(at: Point, angle: int, width: float, height: float) -> Point:
    """A point of a page of that size, in the frame that is turned by ``angle``."""
    x, y = at
    return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[angle]


def _glyph(one: Drawn, angle: int, width: float, height: float, fonts: dict[str, bool]) -> Glyph | None:
    x0, base = turn(one.start, angle, width, height)
    x1, _ = turn(one.end, angle, width, height)
    across = height if angle in (90, 270) else width
    if x1 < -1 or x0 > across + 1 or one.text == "":
        return None
    return _made(one, min(x0, x1), max(x0, x1), base, fonts)


def _made(one: Drawn, x0: float, x1: float, base: float, fonts: dict[str, bool]) -> Glyph:
    face = one.face
    if face.family not in fonts:
        fonts[face.family] = face.embedded
    return Glyph(one.text, x0, x1, base, one.size, face.family, one.color, one.bold or face.bold,
                 one.italic or face.italic, one.hidden)


def _columns(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Columns of vertical writing, right to left, each from top to bottom."""
    found: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        found.setdefault(round(glyph.x0 / max(glyph.em / 2, 0.5)), []).append(glyph)
    ordered = sorted(found.values(), key=lambda c: -c[0].x0)
    return [sorted(column, key=lambda g: g.base) for column in ordered]
