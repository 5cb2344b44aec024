"""Whether the pages of a PDF or OFD are on the grid at all: a margin or a pitch that is off moves everything below it.

What follows from one wrong setting is told once, where the setting is told (HT1007, HT1017); checks of single distances
ask here first.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from .elements import Structure
from .layout import LINE_PT, TOP_MM, page_texts, upright_a4

TOP_RANGE_MM = (TOP_MM - 4.0, TOP_MM + 7.0)
"""Where the first line of a page may start: fixed line spacing sets its letters some 3 mm lower (5.2.1)."""
PITCH_RANGE_PT = (LINE_PT - 1.5, LINE_PT + 2.0)
"""28 to 30 points and half a point of measurement; a letter's lines may be spread a little more (5.2.3, 10.1)."""


def first_rows(structure: Structure) -> list[tuple[int, float]]:
    """Page and top in mm of the first line of each page after the first that goes on with 正文."""
    document = structure.document
    body = {b.index for b in structure.body_blocks() if b.part == "body"}
    return [(page.number, page.lines[0][0].y0) for page in page_texts(document)[1:]
            if page.lines and page.lines[0][1].index in body and upright_a4(document, page.number)]


def off_grid(structure: Structure) -> bool:
    """Whether measured pages start too high or low, or the text's lines stand too close or too far apart."""
    tops = [top for _, top in first_rows(structure)]
    if tops and not TOP_RANGE_MM[0] <= median(tops) <= TOP_RANGE_MM[1]:
        return True
    pitches = [(low.y1 - up.y1) * 72 / 25.4 for block in structure.body_blocks()
               for up, low in pairwise(block.anchor.lines) if up.page == low.page]
    return len(pitches) >= 3 and not PITCH_RANGE_PT[0] <= median(pitches) <= PITCH_RANGE_PT[1]
