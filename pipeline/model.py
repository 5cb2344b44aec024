"""The document as checks see it: text, effective format, drawn lines, and where everything is.

Readers build a :class:`Document`; nothing changes it afterwards. Lengths are millimetres (``_mm``), sizes points
(``_pt``), widths in characters of the paragraph's own size (``_chars``), offsets code points. Every format attribute
may be ``None``: *this reader cannot tell*, as distinct from ``False`` or ``0``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Part = Literal["body", "cell", "textbox", "footnote", "header", "footer", "comment"]
Alignment = Literal["left", "center", "right", "both", "distribute"]
Format = Literal["docx", "pdf", "ofd", "text"]
Fact = Literal["font", "size", "color", "margins", "grid", "indent", "alignment", "spacing", "lines", "pages",
               "footers", "width", "revisions", "geometry", "embedding", "blank_lines", "placement"]
"""What a check may need to know of a document; see :attr:`Document.unknown`. ``placement``: whether single objects stand
where their author put them, which another program's layout may have moved."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (1-based), in mm from the page's top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in mm."""
        return self.x1 - self.x0

    @property
    def center(self) -> float:
        """Horizontal centre in mm from the left edge of the page."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Span:
    """The only position type that checks see: code points ``start`` to ``end`` (exclusive) of block ``block``."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class VisualLine:
    """A printed line of a block: characters ``start`` to ``end``, their glyph boxes (em boxes) on ``page``.

    ``edges`` holds left and right edge of each character in mm, in the order of the text.
    """

    start: int
    end: int
    page: int
    y0: float
    y1: float
    edges: tuple[tuple[float, float], ...]

    @property
    def x0(self) -> float:
        """Left edge of the line in mm."""
        return min(left for left, _ in self.edges)

    @property
    def x1(self) -> float:
        """Right edge of the line in mm."""
        return max(right for _, right in self.edges)

    @property
    def box(self) -> Box:
        """The whole line's box."""
        return Box(self.page, self.x0, self.y0, self.x1, self.y1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a block lives in its file; built once by the reader.

    docx: ``part`` is the package part (``word/document.xml``), ``path`` the paragraph's position in document order
    within it, ``offset`` the code points of that paragraph before this block. PDF and OFD: ``lines``.
    """

    part: str | None = None
    path: int | None = None
    offset: int = 0
    lines: tuple[VisualLine, ...] = ()

    def box(self, start: int, end: int) -> Box | None:
        """The page box of the first printed line that holds code points ``start`` to ``end``; None where unknown."""
        for line in self.lines:
            if line.start <= start < line.end or (start == end == line.end):
                first = min(start - line.start, len(line.edges) - 1)
                last = max(first, min(end, line.end) - line.start - 1)
                return Box(line.page, line.edges[first][0], line.y0, line.edges[last][1], line.y1)
        return None


@dataclass(frozen=True, slots=True)
class Run:
    """Code points ``start`` to ``end`` of a block that share one effective character format.

    ``font`` is the font that these very characters are set in (the slot, East Asian or Latin, is already decided),
    as its family is named in the file; ``color`` six hex digits, ``"000000"`` for automatic.
    """

    start: int
    end: int
    font: str | None = None
    size_pt: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    highlight: bool | None = None
    color: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Effective paragraph format. Indents are in characters of the paragraph's own size, without typed spaces.

    ``first_line_chars`` is where the first line starts and ``left_chars`` where the others do, both from the left
    edge of the text area; ``right_chars`` is the distance kept from its right edge. ``line_pt`` is the distance of
    base lines where it is fixed (exact, or measured), ``line_multiple`` the factor where it is relative.
    """

    style: str | None = None
    alignment: Alignment | None = None
    first_line_chars: float | None = None
    left_chars: float | None = None
    right_chars: float | None = None
    space_before_pt: float | None = None
    space_after_pt: float | None = None
    line_rule: Literal["exact", "atLeast", "auto"] | None = None
    line_pt: float | None = None
    line_multiple: float | None = None
    snap_to_grid: bool | None = None
    page_break_before: bool | None = None
    numbered: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Which cell of which table (both 0-based, in reading order) a block is in."""

    table: int
    row: int
    column: int
    columns: int


_SPACE_WIDTH = {"　": 1.0, " ": 0.5, "\xa0": 0.5, "\u2002": 0.5, "\u2003": 1.0, "\t": 2.0}


@dataclass(frozen=True)
class Block:
    """One paragraph (a soft line break starts a new block: ``continues`` is True).

    ``index + 1`` is the line of ``hongtou text FILE``. An empty paragraph is a block with empty text. ``kind`` tells
    page numbers apart from text; ``starts_page`` is True where a page break stands before the block, None unknown.
    """

    index: int
    part: Part
    text: str
    runs: tuple[Run, ...] = ()
    paragraph: ParagraphFormat = ParagraphFormat()
    anchor: Anchor = Anchor()
    kind: Literal["text", "page_number"] = "text"
    page: int | None = None
    section: int | None = None
    cell: Cell | None = None
    continues: bool = False
    starts_page: bool | None = None
    page_field: bool = False

    @property
    def blank(self) -> bool:
        """True when nothing but white space is in it."""
        return not self.text.strip()

    @property
    def stripped(self) -> Span:
        """The span of the text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return Span(self.index, start, max(start, len(self.text.rstrip())))

    @property
    def size_pt(self) -> float | None:
        """The size in pt that most of the block's printed characters have."""
        weights: dict[float, int] = {}
        for run in self.runs:
            if run.size_pt is not None and self.text[run.start:run.end].strip():
                weights[run.size_pt] = weights.get(run.size_pt, 0) + run.end - run.start
        return max(weights, key=lambda size: weights[size]) if weights else None

    @property
    def indent_chars(self) -> float | None:
        """Where the first printed character starts, in characters from the left edge: indent and typed spaces."""
        if self.paragraph.first_line_chars is None:
            return None
        lead = self.text[: len(self.text) - len(self.text.lstrip())]
        return self.paragraph.first_line_chars + sum(_SPACE_WIDTH.get(c, 0.5) for c in lead)

    @property
    def trailing_chars(self) -> float | None:
        """Distance of a right-aligned line's last character from the right edge: indent and typed spaces."""
        if self.paragraph.right_chars is None:
            return None
        trail = self.text[len(self.text.rstrip()):]
        return self.paragraph.right_chars + sum(_SPACE_WIDTH.get(c, 0.5) for c in trail)

    def runs_in(self, start: int, end: int) -> Iterator[Run]:
        """The runs that overlap code points ``start`` to ``end``, clipped to them."""
        for run in self.runs:
            if run.start < end and run.end > start:
                yield Run(max(run.start, start), min(run.end, end), run.font, run.size_pt, run.bold, run.italic,
                          run.underline, run.strike, run.highlight, run.color)


@dataclass(frozen=True, slots=True)
class Section:
    """Page set-up from ``first_block`` on. ``margins``: where text may stand; the grid in points.

    ``footers`` maps ``default``, ``even`` and ``first`` to the blocks of that footer (inherited ones included);
    a kind that is declared (``title_page``, ``even_odd``) but has no footer is absent.
    """

    index: int
    first_block: int
    width_mm: float | None = None
    height_mm: float | None = None
    top_mm: float | None = None
    bottom_mm: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    gutter_mm: float | None = None
    header_mm: float | None = None
    footer_mm: float | None = None
    grid: Literal["none", "lines", "linesAndChars", "snapToChars"] | None = None
    line_pitch_pt: float | None = None
    char_pitch_pt: float | None = None
    title_page: bool | None = None
    even_odd: bool | None = None
    mirrored: bool | None = None
    number_start: int | None = None
    number_format: str | None = None
    footers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    headers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paginated format."""

    number: int
    width_mm: float
    height_mm: float
    rotated: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn horizontal line: a border, a shape, a table edge, a path.

    ``block`` is the block that it belongs to or is anchored at; ``edge`` says whether it stands above or below that
    block's text; ``gap_mm`` is the distance that the file states between them. Coordinates are None where only the
    layout engine knows them. ``compound`` is as in DrawingML, top to bottom.
    """

    origin: Literal["paragraph", "table", "shape", "path", "rect", "picture"]
    color: str | None = None
    width_mm: float | None = None
    length_mm: float | None = None
    compound: Literal["single", "double", "thickThin", "thinThick", "triple"] = "single"
    block: int | None = None
    edge: Literal["above", "below"] | None = None
    gap_mm: float | None = None
    page: int | None = None
    x0: float | None = None
    x1: float | None = None
    y: float | None = None

    @property
    def red(self) -> bool | None:
        """Whether it is printed red (GB/T 9704-2012 7.2.7); None where the colour is unknown."""
        return None if self.color is None else is_red(self.color)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image or vector drawing that is not a line; ``seal`` when it is round and red."""

    page: int | None = None
    block: int | None = None
    box: Box | None = None
    seal: bool | None = None


@dataclass(frozen=True, slots=True)
class Residue:
    """A trace of drafting: a tracked change, a comment, hidden text.

    Of an insertion ``start`` and ``end`` are the code points in its block (None where a mark or a cell was inserted, or
    words that go on in the next block); of a deletion ``start`` is where the words stood and ``text`` what they were.
    """

    kind: Literal["insertion", "deletion", "move", "format", "comment", "hidden"]
    block: int | None
    author: str | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from. ``path`` is as the user gave it."""

    path: str
    format: Format
    sha256: str
    size: int


@dataclass(frozen=True)
class Document:
    """Everything that a reader could tell of a file.

    ``unknown`` maps each fact that this reader cannot tell to the reason, in Chinese: checks that need it are
    skipped with that reason. ``notes`` are remarks of the reader for the report.
    """

    source: Source
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()
    residues: tuple[Residue, ...] = ()
    unembedded_fonts: tuple[str, ...] = ()
    unknown: Mapping[Fact, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    page_count: int | None = None

    def text(self, span: Span) -> str:
        """The words at ``span``."""
        return self.blocks[span.block].text[span.start: span.end]

    @cached_property
    def main_blocks(self) -> tuple[Block, ...]:
        """Blocks of the main flow in reading order: body, cells and text boxes, without headers, footers, notes."""
        return tuple(b for b in self.blocks if b.part in ("body", "cell", "textbox") and b.kind == "text")

    def section_of(self, block: Block) -> Section | None:
        """The section that ``block`` is in, None where the format has none."""
        return self.sections[block.section] if block.section is not None and self.sections else None


def is_red(color: str) -> bool:
    """Whether six hex digits print as the red of 5.2.4 and 7.2.7: hue within 15°, saturated, not dark."""
    r, g, b = (int(color[i: i + 2], 16) / 255 for i in (0, 2, 4))
    high, low = max(r, g, b), min(r, g, b)
    if high < 0.6 or (high - low) / high < 0.6 or r < high:
        return False
    return abs(60 * (g - b) / (high - low)) <= 15
