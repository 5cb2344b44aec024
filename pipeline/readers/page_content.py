"""What is drawn on a page, whatever the format (PDF, OFD): glyphs, strokes and images, in mm from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

MM = 25.4 / 72


@dataclass(slots=True)
class Glyph:
    """A character as drawn. Millimetres; ``base`` is the base line's distance from the page's top; ``size`` in pt."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str
    color: str | None
    bold: bool
    italic: bool
    hidden: bool = False
    underline: bool = False

    @property
    def em(self) -> float:
        """Width of a full-width character of this size in mm."""
        return self.size * MM

    @property
    def space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace() or not self.text


@dataclass(slots=True)
class Stroke:
    """A drawn path, by its box; ``width`` is its pen's, ``points`` how many it has."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    stroked: bool
    filled: bool
    color: str | None
    points: int
    shape: str


@dataclass(slots=True)
class PageContent:
    """All that is drawn on a page. ``aside`` are texts that run in another direction than most of the page."""

    number: int
    width: float
    height: float
    rotated: bool = False
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[list[Glyph]] = field(default_factory=list)
    columns: list[list[Glyph]] = field(default_factory=list)
    undefined: int = 0
    strokes: list[Stroke] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
