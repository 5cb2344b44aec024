"""Glyphs → printed lines, with the spaces that were typed and none that were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from .pdf_chars import is_cjk, mapped
from .pdf_page import MM, Glyph

ASCENT, DESCENT = 0.859, 0.141
"""Of the em box of Chinese fonts, from their own hhea tables (仿宋_GB2312, 楷体_GB2312: 220 and 36 of 256)."""

_IDEOGRAPHIC = "　"


@dataclass(slots=True)
class PrintedLine:
    """One line as printed: ``chars`` holds one glyph per code point, typed spaces included."""

    page: int
    chars: list[Glyph]
    base: float
    size: float
    broken_at_space: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(c.text for c in self.chars)

    @property
    def em(self) -> float:
        """Width of a full-width character in mm."""
        return self.size * MM

    @property
    def y0(self) -> float:
        """Top of its em box in mm."""
        return self.base - ASCENT * self.em

    @property
    def y1(self) -> float:
        """Bottom of its em box in mm."""
        return self.base + DESCENT * self.em

    @property
    def start(self) -> float:
        """Left edge with typed spaces."""
        return self.chars[0].x0

    @property
    def x0(self) -> float:
        """Left edge of the first printed character."""
        return next((c.x0 for c in self.chars if not c.space), self.chars[0].x0)

    @property
    def x1(self) -> float:
        """Right edge of the last printed character."""
        return next((c.x1 for c in reversed(self.chars) if not c.space), self.chars[-1].x1)


def printed_lines(page: int, glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines that ``glyphs`` form, from top to bottom."""
    spaces = [g for g in glyphs if g.space]
    clusters = _small_ones_joined(_clusters([g for g in glyphs if not g.space]))
    for space in spaces:
        home = _line_of(space, clusters)
        if home is not None:
            home.append(space)
    lines = [line for cluster in clusters if (line := _line(page, cluster)) is not None]
    return sorted(lines, key=lambda line: (line.base, line.x0))


def _clusters(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs by base line, within a quarter of the smaller size."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if found and glyph.base - found[-1][0].base <= 0.25 * min(glyph.em, found[-1][0].em):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _line_of(space: Glyph, clusters: list[list[Glyph]]) -> list[Glyph] | None:
    near = [c for c in clusters if abs(c[0].base - space.base) <= 0.25 * max(c[0].em, space.em)]
    return min(near, key=lambda c: abs(c[0].base - space.base), default=None)


def _small_ones_joined(clusters: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put superscripts and subscripts into the line that they stand beside."""
    kept: list[list[Glyph]] = []
    small: list[list[Glyph]] = []
    for n, cluster in enumerate(clusters):
        beside = [c for c in clusters[max(0, n - 2): n + 3] if c is not cluster and _is_script(cluster, c)]
        (small if beside else kept).append(cluster)
    for cluster in small:
        home = next((c for c in kept if _is_script(cluster, c)), None)
        if home is None:
            kept.append(cluster)
        else:
            home.extend(cluster)
    return kept


def _is_script(small: list[Glyph], line: list[Glyph]) -> bool:
    em = line[0].em
    if len(small) > 12 or len(small) >= len(line) or max(g.em for g in small) > 0.76 * em:
        return False
    shift = line[0].base - small[0].base
    return -0.35 * em < shift < 0.75 * em and all(
        any(-0.3 * em < g.x0 - other.x1 < 0.3 * em or -0.3 * em < other.x0 - g.x1 < 0.3 * em for other in (*line, *small)
            if other is not g) and any(abs(g.x0 - o.x1) < 3 * em or abs(o.x0 - g.x1) < 3 * em for o in line)
        for g in small)


def _line(page: int, glyphs: list[Glyph]) -> PrintedLine | None:
    ordered = _struck_once(sorted(glyphs, key=lambda g: (g.x0, g.x1)))
    chars = _with_spaces(ordered)
    ended = bool(ordered) and ordered[-1].space
    while chars and chars[-1].space and (chars[-1].text != _IDEOGRAPHIC):
        chars.pop()
    printed = [c for c in chars if not c.space]
    if not printed:
        return None
    size = Counter(round(c.size * 4) / 4 for c in printed).most_common(1)[0][0]
    exact = [c.size for c in printed if abs(c.size - size) <= 0.25]
    base = median(c.base for c in printed if abs(c.size - size) <= 0.25)
    return PrintedLine(page, chars, base, round(median(exact), 2), ended)


def _struck_once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without the second strike of a fake bold character; a shifted one tells that it is bold."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        twin = next((k for k in kept[-4:] if k.text == glyph.text and abs(k.size - glyph.size) < 0.1
                     and glyph.x0 - k.x0 < min(0.3 * max(k.x1 - k.x0, 0.01), 0.12 * k.em)), None)
        if twin is None or (glyph.space and glyph.x0 - twin.x0 > 0.01):
            kept.append(glyph)
        elif glyph.x0 - twin.x0 > 0.005 * twin.em or abs(glyph.base - twin.base) > 0.005 * twin.em:
            twin.bold = True
    return kept


def _with_spaces(glyphs: list[Glyph]) -> list[Glyph]:
    """One glyph per code point, with spaces where the line has typed ones or unmistakable gaps."""
    printed = [g for g in glyphs if not g.space]
    if not printed:
        return []
    usual, spread = _usual_gap(glyphs)
    chars: list[Glyph] = []
    previous: Glyph | None = None
    between: list[Glyph] = []
    for glyph in glyphs:
        if glyph.space:
            between.append(glyph)
            continue
        if previous is None:
            chars += _leading(between, glyph)
        else:
            chars += _gap(previous, glyph, between, usual, spread)
        chars += _code_points(glyph)
        previous, between = glyph, []
    chars += [replace(s, text=_IDEOGRAPHIC) for s in between if _wide(s, s.x1)]
    return chars


def _wide(space: Glyph, until: float) -> bool:
    """Whether a space that really reaches ``until`` is U+3000: Word writes both kinds as U+0020 of half the width."""
    return space.text == _IDEOGRAPHIC or until - space.x0 >= 0.85 * space.em


def _leading(spaces: list[Glyph], first: Glyph) -> list[Glyph]:
    found = []
    for space, after in zip(spaces, [*spaces[1:], first], strict=False):
        count = max(1, round((after.x0 - space.x0) / space.em)) if _wide(space, after.x0) else 1
        char = _IDEOGRAPHIC if _wide(space, after.x0) else " "
        width = (after.x0 - space.x0) / count
        found += [replace(space, text=char, x0=space.x0 + n * width, x1=space.x0 + (n + 1) * width)
                  for n in range(count)]
    return found


def _usual_gap(glyphs: list[Glyph]) -> tuple[float, bool]:
    """The gap that justification or letter spacing puts between all characters, in em; and whether it is spacing."""
    gaps = []
    for one, two in zip(glyphs, glyphs[1:], strict=False):
        if not one.space and not two.space and is_cjk(one.text[-1:]) and is_cjk(two.text[:1]):
            gaps.append((two.x0 - one.x1) / max(one.em, two.em))
    if len(gaps) < 2:
        return 0.0, False
    middle = median(gaps)
    even = max(gaps) - min(gaps) < 0.15 and middle >= 0.2
    typed = abs(middle - round(middle)) < 0.06 and round(middle) >= 1 and glyphs[0].size < 24
    if even and typed:
        return 0.0, False
    return max(0.0, middle) if len(gaps) >= 4 or even else 0.0, even


def _gap(one: Glyph, two: Glyph, spaces: list[Glyph], usual: float, spread: bool) -> list[Glyph]:
    """The spaces between two printed characters."""
    em = max(one.em, two.em)
    gap = (two.x0 - one.x1) / em
    left, right = is_cjk(one.text[-1:]), is_cjk(two.text[:1])
    if spaces:
        text = _typed(spaces, two, gap, left and right, left or right)
    elif left or right:
        excess = gap - usual
        text = _IDEOGRAPHIC * max(1, round(excess)) if excess >= (0.9 if not spread else 1.4) else ""
    elif gap >= 1.5:
        text = _IDEOGRAPHIC * round(gap)
    else:
        text = " " if gap >= 0.16 else ""
    width = (two.x0 - one.x1) / max(len(text), 1)
    style = next((s for s in spaces if _wide(s, s.x1)), one)
    return [replace(style, text=c, x0=one.x1 + n * width, x1=one.x1 + (n + 1) * width, base=one.base, size=one.size)
            for n, c in enumerate(text)]


def _typed(spaces: list[Glyph], two: Glyph, gap: float, both: bool, either: bool) -> str:
    """What space characters in the file amount to, given how far each really reaches."""
    if gap < (0.4 if both else 0.08 if either else -0.2):
        return ""
    if not either and gap < 1.5:
        return " " * min(len(spaces), max(1, round(gap / 0.25)))
    text = ""
    for space, after in zip(spaces, [*spaces[1:], two], strict=True):
        wide = _wide(space, after.x0)
        text += _IDEOGRAPHIC * max(1, round((after.x0 - space.x0) / space.em)) if wide else " "
    missing = gap - sum(1.0 if c == _IDEOGRAPHIC else 0.5 for c in text)
    return _IDEOGRAPHIC * round(gap) if missing >= 1.2 else text


def _code_points(glyph: Glyph) -> list[Glyph]:
    """A glyph that stands for several code points, divided evenly among them."""
    text = mapped(glyph.text)
    if len(text) == 1:
        return [glyph if text == glyph.text else replace(glyph, text=text)]
    width = (glyph.x1 - glyph.x0) / max(len(text), 1)
    return [replace(glyph, text=c, x0=glyph.x0 + n * width, x1=glyph.x0 + (n + 1) * width) for n, c in enumerate(text)]
