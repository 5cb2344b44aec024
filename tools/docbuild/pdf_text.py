"""Lines of Chinese text: the character grid, line breaking (避头尾) and justification. Positions in mm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .pdf_faces import advance
from .pdf_style import MM, Format, Style

NO_START = set("，。、；：？！）》〉」』】〕”’％℃·—…,.;:?!)]%")
NO_END = set("“‘（《〈「『【〔([")
HANGS = set("，。、；：")           # may stand outside the type area (Word's overflowPunct)
SHRINKS = set("，。、；：？！）》〉」』】〕”’")  # the right half of the square is white
SHRINK = 0.5


@dataclass(frozen=True)
class Span:
    """A stretch of text in one format."""

    text: str
    fmt: Format


@dataclass
class Char:
    """A character with its advance and, once the line is set, its place from the line's left end."""

    char: str
    fmt: Format
    font: str
    advance: float
    x: float = 0.0


@dataclass
class Line:
    """One set line: characters with places, the place of its left end and its largest size."""

    chars: list[Char] = field(default_factory=list)
    left: float = 0.0
    last: bool = False            # last line of its paragraph

    @property
    def width(self) -> float:
        return self.chars[-1].x + self.chars[-1].advance if self.chars else 0.0

    @property
    def size_mm(self) -> float:
        return max((c.fmt.size for c in self.chars), default=16.0) / MM

    @property
    def text(self) -> str:
        return "".join(c.char for c in self.chars)


def characters(style: Style, spans: Iterable[Span]) -> list[Char]:
    """The characters of ``spans`` with their natural advances."""
    out = []
    for span in spans:
        cell = style.cell(span.fmt)
        for char in span.text:
            font = style.font_for(span.fmt.font, char)
            out.append(Char(char, span.fmt, font, advance(font, char) * cell))
    return out


def _is_word(char: str) -> bool:
    return "!" <= char <= "~" and char not in NO_START | NO_END


def clusters(chars: Sequence[Char]) -> list[list[Char]]:
    """Unbreakable groups: numbers, Latin words, opening marks with what follows, closing marks with what precedes."""
    out: list[list[Char]] = []
    for index, char in enumerate(chars):
        before = chars[index - 1].char if index else ""
        after = chars[index + 1].char if index + 1 < len(chars) else ""
        decimal = char.char in ".,:" and before.isdigit() and after.isdigit()
        glued = before in NO_END or char.char in NO_START or decimal
        word = bool(before) and (_is_word(char.char) and (_is_word(before) or before in ".,:-"))
        if out and (glued or word):
            out[-1].append(char)
        else:
            out.append([char])
    return out


def _place(chars: Sequence[Char]) -> None:
    x = 0.0
    for char in chars:
        char.x = x
        x += char.advance


def _width(chars: Iterable[Char]) -> float:
    return sum(char.advance for char in chars)


def _shrinkable(chars: Iterable[Char]) -> float:
    return sum(char.advance * SHRINK for char in chars if char.char in SHRINKS)


def break_lines(style: Style, spans: Iterable[Span], first: float, rest: float, *, measure: float) -> list[Line]:
    """Greedy breaking into lines whose left ends are ``first`` and ``rest``; ``measure`` is the right end."""
    groups = clusters(characters(style, spans))
    lines: list[Line] = []
    current: list[Char] = []
    for group in groups:
        left = rest if lines else first
        room = measure - left - _width(current)
        if not current or _fits(style, current, group, room):
            current += group
            continue
        lines.append(Line(current, left))
        current = list(group)
    lines.append(Line(current, rest if lines else first, last=True))
    for line in lines:
        _place(line.chars)
    return lines


def _fits(style: Style, current: list[Char], group: list[Char], room: float) -> bool:
    over = _width(group) - room
    if over <= 1e-6:
        return True
    if style.overflow == "hang":
        return group[-1].char in HANGS and over <= group[-1].advance + 1e-6
    return group[-1].char in SHRINKS and over <= _shrinkable(current + group)


def justify(style: Style, line: Line, measure: float) -> None:
    """Stretches or squeezes ``line`` so that its last character ends at ``measure`` (撑满版心, 5.2.3)."""
    chars = line.chars
    over = line.left + line.width - measure
    if over > 1e-6 and style.overflow == "squeeze":
        part = over / _shrinkable(chars)
        for char in chars:
            if char.char in SHRINKS:
                char.advance -= char.advance * SHRINK * part
        _place(chars)
        return
    if over > 1e-6:  # a hanging mark: the character before it ends the line
        chars, over = chars[:-1], over - chars[-1].advance
    if line.last or over >= -1e-6:
        return
    gaps = [c for c, after in pairwise(chars) if not (_is_word(c.char) and _is_word(after.char))]
    for char in gaps:
        char.advance -= over / len(gaps)
    _place(line.chars)


def set_paragraph(style: Style, spans: Sequence[Span], fmt: Format) -> list[Line]:
    """The lines of one paragraph in the type area with the indents and the alignment of ``fmt``."""
    page, cell = style.page, style.cell(fmt)
    measure = page.area_mm - (fmt.right or 0) * cell
    first, rest = (fmt.left + fmt.first) * cell, fmt.left * cell
    lines = break_lines(style, spans, first, rest, measure=measure)
    for line in lines:
        if fmt.align == "justify" or line.left + line.width > measure + 1e-6:
            justify(style, line, measure)
        align(line, fmt, measure)
    return lines


def align(line: Line, fmt: Format, measure: float) -> None:
    """Moves the whole line to the side that ``fmt`` asks for; a mark that hangs does so at the right, as in Word."""
    if fmt.align == "center":
        line.left = max(0.0, (measure - line.width) / 2)
    elif fmt.align == "right":
        line.left = max(0.0, measure - line.width)
    line.left += fmt.dx_mm


def one_line(style: Style, text: str, fmt: Format) -> Line:
    """``text`` on a single line, never broken, starting at 0."""
    line = Line(characters(style, [Span(text, fmt)]), last=True)
    _place(line.chars)
    return line


def spread(line: Line, width: float) -> None:
    """Spreads the characters evenly over ``width`` (names of a joint mark, 图3 图4)."""
    if len(line.chars) > 1:
        extra = (width - line.width) / (len(line.chars) - 1)
        for char in line.chars[:-1]:
            char.advance += extra
        _place(line.chars)
