"""Glyphs of a page → printed lines: text with the spaces that a reader sees, and the box of every character."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..model import VisualLine
from .page_chars import is_cjk, mapped
from .page_content import Glyph

ASCENT, DESCENT = 0.859, 0.141
"""Share of the em above and below the base line in the usual Chinese fonts (hhea of 仿宋_GB2312 and others)."""
WIDE_GAP = 0.9
"""Gap in em from which a reader sees a blank of a whole character: printed as U+3000."""
WORD_GAP = 0.18
"""Gap in em between Latin letters or digits that is a space between words."""
CELL_GAP = 0.5
"""Gap in em that figures may leave beside a 汉字 where each stands in cells of its own (LibreOffice's character grid)."""
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(slots=True)
class Printed:
    """One printed line. ``looks`` holds the glyph whose format each character has."""

    page: int
    text: str
    edges: list[tuple[float, float]]
    looks: list[Glyph]
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Left edge in mm."""
        return self.edges[0][0]

    @property
    def x1(self) -> float:
        """Right edge in mm."""
        return self.edges[-1][1]

    @property
    def em(self) -> float:
        """Width of a full-width character in mm."""
        return self.size * 25.4 / 72

    @property
    def y0(self) -> float:
        """Top of the em box in mm."""
        return self.base - ASCENT * self.em

    @property
    def y1(self) -> float:
        """Bottom of the em box in mm."""
        return self.base + DESCENT * self.em

    def visual(self, start: int) -> VisualLine:
        """The line as an anchor keeps it, its text starting at ``start`` of the block."""
        return VisualLine(start, start + len(self.text), self.page, self.y0, self.y1, tuple(self.edges))


def printed_lines(glyphs: list[Glyph], page: int, spacings: Mapping[float, float]) -> list[Printed]:
    """The lines of one page from top to bottom; hidden and doubled glyphs are dropped.

    ``spacings`` is the letter spacing that the document has (:func:`usual_spacings`), for pages that do not show their own.
    """
    rows, spaces = _rows(glyphs)
    spread = {**spacings, **_letter_spacings(rows, spaces)}
    made = [_line(row, spaces, page, spread) for row in rows]
    return sorted((m for m in made if m is not None), key=lambda m: (m.base, m.x0))


def usual_spacings(glyphs: list[Glyph]) -> dict[float, float]:
    """Letter spacing in em by font size on a page."""
    return _letter_spacings(*_rows(glyphs))


def _rows(glyphs: list[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The visible glyphs by base line, each row from left to right, and the white space."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if not g.space and not g.hidden), key=lambda g: (g.base, g.x0)):
        row = next((r for r in reversed(rows[-3:]) if _same_row(r, glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    spaces = [g for g in glyphs if g.space]
    for row in rows:
        row.sort(key=lambda g: g.x0)
    return rows, spaces


def _same_row(row: list[Glyph], glyph: Glyph) -> bool:
    return abs(row[-1].base - glyph.base) <= 0.25 * min(row[-1].em, glyph.em)


def _line(row: list[Glyph], spaces: list[Glyph], page: int, spacings: dict[float, float]) -> Printed | None:
    made = Printed(page, "", [], [], row[0].base, sorted(g.size for g in row)[len(row) // 2])
    near = [s for s in spaces if abs(s.base - made.base) < 0.3 * made.em]
    spread = _letter_spacing(row, near) or spacings.get(_size_of(row), 0.0)
    beside_latin = max(spread, CELL_GAP) if any(spacings.values()) else spread
    last: Glyph | None = None
    for glyph in row:
        if last is not None and last.text == glyph.text and abs(last.x0 - glyph.x0) < min(0.3 * glyph.em, (glyph.x1 - glyph.x0) / 2):
            continue  # drawn twice, to look bold
        if last is not None:
            mixed = is_cjk(last.text[-1:]) != is_cjk(glyph.text[:1])
            _append(made, _filler(last, glyph, near, beside_latin if mixed else spread), last.x1, glyph.x0, last)
        _append(made, mapped(glyph.text), glyph.x0, glyph.x1, glyph)
        last = glyph
    return made if made.text else None


def _append(line: Printed, text: str, x0: float, x1: float, look: Glyph) -> None:
    """Add ``text``, spread evenly between ``x0`` and ``x1``."""
    step = (x1 - x0) / max(len(text), 1)
    line.edges += [(x0 + i * step, x0 + (i + 1) * step) for i in range(len(text))]
    line.looks += [look] * len(text)
    line.text += text


def _size_of(row: list[Glyph]) -> float:
    return round(median(g.size for g in row))


def _letter_spacings(rows: list[list[Glyph]], spaces: list[Glyph]) -> dict[float, float]:
    """Letter spacing in em by font size, where most lines of that size on the page have it: short lines cannot tell."""
    found: dict[float, list[float]] = {}
    for row in rows:
        if sum(is_cjk(g.text[-1:]) for g in row) > 3:
            near = [s for s in spaces if abs(s.base - row[0].base) < 0.3 * row[0].em]
            found.setdefault(_size_of(row), []).append(_letter_spacing(row, near))
    return {size: median(own) for size, own in found.items() if len(own) > 2}


def _letter_spacing(row: list[Glyph], spaces: list[Glyph]) -> float:
    """Gap in em that all Chinese characters of a line keep and nobody typed; 0 where there is none.

    Names spread to one width (7.2.4, 7.3.5.1) have it, and whole pages of LibreOffice, which lays a character grid out
    wider than Word does.
    """
    pairs = [(a, b) for a, b in pairwise(row) if is_cjk(a.text[-1:]) and is_cjk(b.text[:1])]
    gaps = [(b.x0 - a.x1) / max(a.em, b.em) for a, b in pairs]
    if len(gaps) < 3:
        return 0.0
    usual = median(gaps)
    even = sum(abs(gap - usual) < 0.12 for gap in gaps)
    if usual < 0.25 or even < 0.8 * len(gaps) or any(a.x1 - 0.1 <= s.x0 <= b.x0 for a, b in pairs for s in spaces):
        return 0.0
    return usual


def _filler(left: Glyph, right: Glyph, spaces: list[Glyph], spread: float) -> str:
    """The blank between two glyphs as text: whole characters, one space, or nothing; ``spread`` em are none."""
    em = max(left.em, right.em)
    gap = (right.x0 - left.x1) / em - spread
    if gap >= WIDE_GAP:
        return "　" * max(1, round(gap))
    latin = _LATIN.match(left.text[-1:]) and _LATIN.match(right.text[:1])
    if latin and gap >= WORD_GAP:
        return " "
    typed = gap >= 0.3 and any(left.x1 - 0.1 <= s.x0 <= right.x0 for s in spaces)
    if typed and not (is_cjk(left.text[-1:]) and is_cjk(right.text[:1]) and gap < 0.4):
        return " "
    return ""
