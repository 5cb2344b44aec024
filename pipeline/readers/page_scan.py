"""Scanned pages with a layer of recognised words (双层 PDF): words to check, and nothing to tell of their looks."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Fact
from .page_content import PageContent

NOTE = "这是带识别文字的扫描件，只检查了文字，没有检查版面、字体和颜色；识别本身会有错字，请对照原件。"
REASON = "文字是从扫描件识别来的，看不出原来的字体、颜色和准确的位置"
UNTOLD: tuple[Fact, ...] = ("font", "size", "color", "embedding", "margins", "geometry", "lines", "blank_lines", "indent", "alignment",
                            "placement", "width")
_COVERS = 0.6
"""Share of the page that its picture covers at least."""
_SIZES, _NEAR = (10.5, 12.0, 14.0, 16.0, 22.0), 0.12
"""Recognition guesses a size for each line; within an eighth it is taken for the usual one, so that lines stay together."""


def reveal(contents: Sequence[PageContent]) -> bool:
    """Make the words visible where all of them are hidden under pictures of the pages; whether that is so."""
    pages = [c for c in contents if any(not g.space for g in c.glyphs)]
    if not pages or not all(g.hidden or g.space for c in pages for g in c.glyphs) or not all(map(_covered, pages)):
        return False
    for content in pages:
        for glyph in content.glyphs:
            glyph.hidden, glyph.color, glyph.font, glyph.size = False, None, "", _usual(glyph.size)
    return True


def _covered(content: PageContent) -> bool:
    return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in content.images) >= _COVERS * content.width * content.height


def _usual(size: float) -> float:
    return next((usual for usual in _SIZES if abs(size - usual) <= _NEAR * usual), size)
