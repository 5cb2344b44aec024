"""Running headers and footers of a paginated file: lines that come back at the same height of page after page."""

from __future__ import annotations

import re
from collections import Counter

from .page_blocks import Paragraph, is_number
from .page_printed import Printed

HEAD_MM, FOOT_MM = 34.0, 30.0
"""Only what stands above the type area (天头 37 mm, GB/T 9704-2012 5.2.1) or in the lowest 30 mm can be running."""
EDGE_MM = 12.0
"""Nothing of a 公文 stands so near an edge: a letter's mark is 30 mm from the top, the page number 26 mm from the foot (10.1, 7.5)."""
SMALL_PT, A4_MM = 10.5, 297.0
_LEAST = 3
"""On how many pages a line must come back: two equal lines may be two titles."""


def take_marginal(lines: list[Printed], height: float) -> list[Paragraph]:
    """Remove small lines at the very edge of an A4 page, where browsers print title, address and date; returned as running."""
    if abs(height - A4_MM) > 2:
        return []
    found = [x for x in lines if x.size <= SMALL_PT and not is_number(x) and (x.y1 < EDGE_MM or x.y0 > height - EDGE_MM)]
    for line in found:
        lines.remove(line)
    return [Paragraph([x], "header" if x.y1 < EDGE_MM else "footer") for x in found]


def take_running(pages: list[list[Printed]], height: float) -> list[Paragraph]:
    """Remove running lines from ``pages`` (each in reading order) and return them as headers and footers."""
    heights = Counter(key for lines in pages for key in {_key(x) for x in lines if _part(x, height)})
    running = {key for key, count in heights.items() if count >= max(_LEAST, len(pages) // 3)}
    found: list[Paragraph] = []
    for lines in pages:
        for line in [x for x in lines if _part(x, height) and _key(x) in running]:
            lines.remove(line)
            found.append(Paragraph([line], "header" if line.base < HEAD_MM else "footer"))
    return found


def _part(line: Printed, height: float) -> bool:
    return line.base < HEAD_MM or line.base > height - FOOT_MM


def _key(line: Printed) -> tuple[str, int]:
    """What makes two lines the same: the words without figures, and the height to two millimetres."""
    return re.sub(r"[\d\s]+", "", line.text), round(line.base / 2)
