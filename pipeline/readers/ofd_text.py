"""Text objects of an OFD (GB/T 33190-2016 11): characters at the places that their deltas give."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from pdfminer.fontmetrics import FONT_METRICS

from ...corpora.fonts import role_of
from .docx_xml import Element
from .ofd_package import flag, local, named, number
from .ofd_resources import BLACK, NOTHING, Pen, Resources
from .page_budget import Budget
from .page_chars import is_cjk
from .page_content import MM
from .page_directions import Drawn, Face, Matrix, Point, leans

UNDEFINED = "\ufffd"
_HALF_WIDTH = ("仿宋", "楷体", "黑体", "小标宋", "近似小标宋", "宋体")
"""Faces in which ASCII is half as wide as everything else."""
_BOLD = 600
"""Weight from which a face is bold; 400 is regular, 700 bold."""
_FAINT = 128
"""Opacity (of 255) below which text is a watermark: read among the lines that it crosses, it would tear them apart."""
_SERIF, _SANS = ({str(char): int(units) for char, units in FONT_METRICS[name][1].items()}
                 for name in ("Times-Roman", "Helvetica"))
_SANS_NAME = re.compile("arial|helvet|calibri|sans|yahei|dengxian|雅黑|等线", re.IGNORECASE)
_BROKEN_LINE = re.compile(r"\s*[\r\n]\s*")


def apply(m: Matrix, x: float, y: float) -> Point:
    """A point of object space in the space that ``m`` leads to."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def glyphs(node: Element, matrix: Matrix, inherited: Pen, resources: Resources, budget: Budget) -> Iterator[Drawn]:
    """The glyphs of the TextObject ``node``, hidden where they are faint; ``matrix`` leads from its space to the page."""
    pen = resources.pen(node).over(inherited)
    filled, stroked = flag(node.get("Fill"), True), flag(node.get("Stroke"), False)
    fill, stroke = pen.fill or BLACK, pen.stroke or NOTHING
    ink = fill if filled else stroke if stroked else NOTHING
    size = number(node.get("Size"), 0.0)
    em = size * math.hypot(matrix[2], matrix[3])
    if not ink.seen or em <= 0 or not math.isfinite(em + sum(matrix)):
        return
    face = resources.face(node.get("Font"))
    bold = number(node.get("Weight"), 400) >= _BOLD or (filled and stroked and stroke.seen)
    faint = ink.alpha * number(node.get("Alpha"), 255.0) / 255 < _FAINT
    italic = flag(node.get("Italic"), False) or leans(matrix)
    width = size * (abs(number(node.get("HScale"), 1.0)) or 1.0)
    read, turned = number(node.get("ReadDirection"), 0), math.radians(number(node.get("CharDirection"), 0))
    for units, places in _codes(node, face, width):
        vertical = (read in (90, 270) and not turned) or _runs_down(places, size)
        cell = _squeezed(units, places, width)
        for n, (text, (x, y)) in enumerate(zip(units, places, strict=True)):
            budget.character()
            step = places[n + 1][0] - x if n + 1 < len(places) else None
            reach = _advance(text, face, cell, step)
            end = x + reach * math.cos(turned), y + reach * math.sin(turned)
            yield Drawn(text, apply(matrix, x, y), apply(matrix, *end), em / MM, face, ink.hex, bold, italic, faint, vertical)


def _codes(node: Element, face: Face, width: float) -> Iterator[tuple[list[str], list[Point]]]:
    """Text and place of each glyph, for one TextCode after the other."""
    transforms: list[Element] = []
    x = y = 0.0
    for child in named(node, "CGTransform", "TextCode"):
        if local(child) == "CGTransform":
            transforms.append(child)
            continue
        x, y = number(child.get("X"), x), number(child.get("Y"), y)
        units = _units(child.text or "", transforms)
        transforms = []
        yield units, _places(units, x, y, child, face, width)


def _units(text: str, transforms: Sequence[Element]) -> list[str]:
    """What each glyph stands for: a character, but where a CGTransform sets n characters in m glyphs."""
    if "\n" in text or "\r" in text:  # somebody has indented the XML
        text = _BROKEN_LINE.sub(" ", text.strip())
    units = list(text)
    for item in sorted(transforms, key=lambda t: -number(t.get("CodePosition"), 0)):
        at = max(0, int(number(item.get("CodePosition"), 0)))
        codes, marks = int(number(item.get("CodeCount"), 1)), int(number(item.get("GlyphCount"), 1))
        if not units:
            return [UNDEFINED] * min(max(marks, 1), 10_000)
        if codes != marks and at < len(units) and codes > 0 and 0 < marks <= 10_000:
            units[at: at + codes] = ["".join(units[at: at + codes]), *[""] * (marks - 1)]
    return units


def _places(units: Sequence[str], x: float, y: float, node: Element, face: Face,
            width: float) -> list[Point]:
    across, down = (deltas(node.get(name), len(units) - 1) for name in ("DeltaX", "DeltaY"))
    if not across and not down:  # nothing said: the glyphs follow each other as their widths are
        across = [_advance(unit, face, width, None) for unit in units[:-1]]
    found = [(x, y)]
    for n in range(len(units) - 1):
        x += across[min(n, len(across) - 1)] if across else 0.0
        y += down[min(n, len(down) - 1)] if down else 0.0
        found.append((x, y))
    return found[:len(units)]


def deltas(text: str | None, wanted: int) -> list[float]:
    """An array of distances, at most ``wanted``; ``g n v`` stands for n times v."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(found) >= wanted:
            break
        if word == "g":
            count, value = int(number(next(words, None), 0)), number(next(words, None), 0.0)
            found += [value] * min(max(count, 0), wanted - len(found))
        else:
            found.append(number(word, 0.0))
    return found


def _advance(text: str, face: Face, width: float, step: float | None) -> float:
    """How wide a glyph is. OFD does not say, so it goes by its kind, and for Latin letters by where the next stands."""
    if not text:
        return 0.0
    role = role_of(face.family)
    if _full_width(text[0], role):
        return width
    table = _SANS if _SANS_NAME.search(face.family) else _SERIF
    proportional = width * sum(table.get(c, 500) for c in text) / 1000
    natural = 0.5 * width * len(text) if role in _HALF_WIDTH else proportional
    if step is None or step <= 0 or text.isspace():
        return natural
    slack = 0.0 if role == "西文" else 0.1 if role in _HALF_WIDTH else 0.2
    if natural + 0.15 * width < step <= max(natural, proportional) + slack * width:
        return step  # the letters of some Chinese faces are proportional: W reaches to the next letter
    return min(natural, step)


def _squeezed(units: Sequence[str], places: Sequence[Point], width: float) -> float:
    """Width of the em in a TextCode: 汉字 never overlap, so where all stand closer they are set narrow.

    Some writers put narrow type (字符缩放, the mark of an office with a long name) into the font instead of HScale.
    """
    steps = [b[0] - a[0] for unit, a, b in zip(units, places, places[1:], strict=False) if "\u3400" <= unit < "\ua000"]
    widest = max(steps, default=width)
    return widest if 0.3 * width < widest < 0.9 * width else width


def _full_width(char: str, role: str | None) -> bool:
    """Whether a character fills the em in a face of that role: in a Chinese one everything but ASCII."""
    if role in _HALF_WIDTH:
        return not char.isascii()
    if char in _SERIF and (role == "西文" or not is_cjk(char)):
        return False
    return is_cjk(char) or east_asian_width(char) in "WFA"


def _runs_down(places: Sequence[Point], size: float) -> bool:
    """Whether the characters stand under each other: written by hand in columns, whatever the directions say."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places)]
    return bool(steps) and all(abs(dx) < 0.1 * size and dy > 0.5 * size for dx, dy in steps)
