"""Printed lines → paragraphs: across line ends and pages, by where lines start and end."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, multimode

from ..model import Alignment, Anchor, Block, Cell, ParagraphFormat, Part, Run
from .page_content import Glyph
from .page_printed import Printed

AREA = (28.0, 184.0)
"""Left and right edge of the type area of GB/T 9704-2012 5.2.1, in mm."""
_NUMBER = re.compile(r"[\s　—–―\-－~～·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[\s　—–―\-－~～·]*")
_STARTS = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[：:]?$|抄送|主送|附件[：:]")
_ORDINAL = re.compile(r"(?P<n>\d{1,2})[.．](?!\d)")
_HANGING = re.compile(r"[^：:]{2,5}[：:](?:\s*\d{1,2}[.．])?[\s　]*|\d{1,2}[.．][\s　]*")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, in the order of reading."""

    lines: list[Printed]
    part: Part = "body"
    number: bool = False
    cell: Cell | None = None
    first_on_page: bool = False


def text_area(lines: list[Printed], width: float) -> tuple[float, float]:
    """Where lines of running text start and end, in mm; the standard's where the lines fit it."""
    long = [x for x in lines if x.x1 - x.x0 > width * 0.55]
    if not long:
        return AREA
    enough = max(1, len(long) // 12)
    left = min(v for v, n in Counter(round(x.x0) for x in long).items() if n >= enough)
    right = max(multimode(round(x.x1) for x in long))
    beyond = sum(x.x1 > right + 3 for x in long)  # a few marks hang out, but most lines of justified text end at the edge
    ragged = beyond > 0.3 * len(long) or sum(abs(x.x1 - right) < 1.5 for x in long) < 0.3 * len(long)
    if abs(left - AREA[0]) <= 2 and (ragged or abs(right - AREA[1]) <= 5):
        return AREA
    flush = [x.x0 for x in long if abs(x.x0 - left) < 1.5]
    if len(flush) < 5 and AREA[0] < left and right <= AREA[1] + 2:
        return AREA  # a page of short lines: the few long ones are the mark and the 版记, which keep off the edge
    ends = [x.x1 for x in long if abs(x.x1 - right) < 3]
    return median(flush), median(ends)


def is_number(line: Printed) -> bool:
    """Whether a line is written as page numbers are."""
    return _NUMBER.fullmatch(line.text) is not None


def page_number_line(lines: list[Printed], height: float) -> Printed | None:
    """The line at the foot of a page that is its number."""
    below = [x for x in lines if x.y0 > height * 0.86]
    for line in reversed(below):
        if is_number(line) and line is lines[-1]:
            return line
    return None


def paragraphs(pages: list[list[Printed]], area: tuple[float, float]) -> list[Paragraph]:
    """Join the body lines of all pages."""
    made: list[Paragraph] = []
    for lines in pages:
        for i, line in enumerate(lines):
            if made and _continues(made[-1], line, area, i == 0):
                made[-1].lines.append(line)
            else:
                made.append(Paragraph([line], first_on_page=i == 0))
    return made


def _continues(paragraph: Paragraph, line: Printed, area: tuple[float, float], new_page: bool) -> bool:
    last, first = paragraph.lines[-1], paragraph.lines[0]
    flush = abs(line.x0 - area[0]) < 0.7 * line.em
    if abs(last.size - line.size) > 0.6 or last.size >= (20 if flush and _indented(first, area) else 18) or _STARTS.match(line.text):
        return False
    ordinal = _ORDINAL.match(line.text)
    if ordinal and not (flush and _runs_on(paragraph, int(ordinal["n"]), area)):
        return False
    if not new_page and not 0 < line.base - last.base < 2.3 * line.em:
        return False
    if _centred(last, area) and last.x0 - area[0] > 0.5 * last.em:
        return False
    if _list_goes_on(paragraph, line, area):
        return True
    if last.x1 < area[1] - 2.3 * last.em:
        # 抄送机关 keeps a character clear on the right (7.4.2), and a name that does not fit leaves more.
        return len(paragraph.lines) == 1 and last.x1 >= area[1] - 3.6 * last.em and _hangs(first, line)
    if flush:
        return abs(last.x0 - area[0]) < 0.7 * last.em or first.x0 - area[0] < 4.5 * last.em
    if len(paragraph.lines) > 1:
        return abs(line.x0 - last.x0) < 0.6 * line.em and last.x0 - area[0] > 2.5 * last.em
    return _hangs(first, line)


def _list_goes_on(paragraph: Paragraph, line: Printed, area: tuple[float, float]) -> bool:
    """Whether a full line of 抄送 that does not end goes on below it, without the indent that 7.4.2 wants."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    return first.text.startswith("抄送") and last.text[-1] not in "。；" and not line.text.endswith("印发") \
        and last.x1 >= area[1] - 3.6 * last.em and abs(line.x0 - first.x0) < 0.6 * line.em


def _hangs(first: Printed, line: Printed) -> bool:
    """Whether ``line`` stands under a character that follows the label of ``first`` (抄送：, 附件：1.).

    Where characters are spaced out, the indent still counts characters of their own width.
    """
    hang = _HANGING.match(first.text)
    return hang is not None and any(min(abs(first.edges[k][0] - line.x0), abs(first.x0 + k * first.em - line.x0)) < 0.8 * line.em
                                    for k in range(3, min(hang.end() + 1, len(first.edges))))


def _runs_on(paragraph: Paragraph, number: int, area: tuple[float, float]) -> bool:
    """Whether ordinal ``number`` at the left edge goes on with the line above: 1.…；2.… in one indented paragraph."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    indented = _indented(first, area)
    inline = any(f"{number - 1}{stop}" in line.text[1:] for line in paragraph.lines for stop in ".．")
    return indented and last.x1 > area[1] - 2.3 * last.em and (inline or last.text[-1] not in "。；：！？")


def _indented(first: Printed, area: tuple[float, float]) -> bool:
    return 1.2 < (first.x0 - area[0]) / first.em < 3


def _centred(line: Printed, area: tuple[float, float]) -> bool:
    left, right = line.x0 - area[0], area[1] - line.x1
    if abs(left - right) > 2.5:
        return False
    return line.size >= 18 or (left > 1.2 * line.em and abs(left - 2 * line.em) > 0.6 * line.em)


def block_of(index: int, paragraph: Paragraph, area: tuple[float, float]) -> Block:
    """The block of a paragraph, with its format as geometry shows it."""
    text, anchors, runs = "", [], []
    for line in paragraph.lines:
        anchors.append(line.visual(len(text)))
        runs += _runs(line, len(text))
        text += line.text
    kind = "page_number" if paragraph.number else "text"
    form = ParagraphFormat() if paragraph.cell else _format(paragraph.lines, area)
    page = paragraph.lines[0].page
    return Block(index, paragraph.part, text, tuple(_merged(runs)), form, Anchor(lines=tuple(anchors)), kind, page, 0,  # type: ignore[arg-type]
                 paragraph.cell, False, paragraph.first_on_page and page > 1)


def _runs(line: Printed, base: int) -> list[Run]:
    return [Run(base + i, base + i + 1, *_key(g)) for i, g in enumerate(line.looks)]


def _key(glyph: Glyph) -> tuple[str, float, bool, bool, bool | None, bool | None, bool | None, str | None]:
    return glyph.font, round(glyph.size, 2), glyph.bold, glyph.italic, None, None, None, glyph.color


def _merged(runs: list[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if found and _same(found[-1], run):
            found[-1] = Run(found[-1].start, run.end, run.font, run.size_pt, run.bold, run.italic, color=run.color)
        else:
            found.append(run)
    return found


def _same(one: Run, two: Run) -> bool:
    return (one.font, one.size_pt, one.bold, one.italic, one.color) == (two.font, two.size_pt, two.bold, two.italic,
                                                                        two.color)


def _format(lines: list[Printed], area: tuple[float, float]) -> ParagraphFormat:
    first, last = lines[0], lines[-1]
    left = (first.x0 - area[0]) / first.em
    right = (area[1] - last.x1) / last.em
    others = median(x.x0 for x in lines[1:]) if len(lines) > 1 else None
    pitch = [(low.base - up.base) * 72 / 25.4 for up, low in pairwise(lines) if up.page == low.page]
    return ParagraphFormat(
        alignment=_alignment(lines, area, left, right), first_line_chars=round(left, 2),
        left_chars=0.0 if others is None else round((others - area[0]) / first.em, 2), right_chars=round(right, 2),
        line_rule="exact" if pitch else None, line_pt=round(median(pitch), 2) if pitch else None)


def _alignment(lines: list[Printed], area: tuple[float, float], left: float, right: float) -> Alignment:
    if len(lines) > 1:
        return "both"
    if _centred(lines[0], area):
        return "center"
    if left > 7 and right < left - 2:
        return "right"
    return "left"
