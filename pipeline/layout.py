"""Measures that checks share whatever the format: where a line stands, blank lines, drawn lines, the text area.

A docx says how things are meant to be set, a PDF or OFD where the glyphs are. Each function takes whichever of the
two the document has and answers in the units of GB/T 9704-2012 (字, 行, 毫米); None means that it cannot tell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from .check import Problem
from .elements import Element, Structure
from .model import Block, Document, Line, Section, VisualLine

CHAR_MM = 156 / 28
"""One 字 of the type area (3.1, 5.2.3): 28 in 156 mm."""
LINE_PT = 29.0
"""One 行 of the grid (5.2.3): 22 in 225 mm."""
LEFT_MM, TOP_MM, RIGHT_MM, BOTTOM_MM = 28.0, 37.0, 184.0, 262.0
"""Edges of the type area on A4 (5.2.1)."""


def text_width(text: str) -> float:
    """Width in characters (3.1): full-width 1, half-width ½."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


# -- where things stand ---------------------------------------------------------------------------------------------


def measured(block: Block) -> bool:
    """Whether the block's glyphs have places on a page (PDF, OFD)."""
    return bool(block.anchor.lines)


def free_standing(block: Block) -> bool:
    """Whether the block stands in the body itself: in cells, frames and text boxes indents mean something else."""
    return block.part == "body" and block.cell is None and not block.paragraph.framed


def type_area(document: Document, block: Block) -> tuple[float, float]:
    """Left and right edge of the text area in mm on the block's page; the standard's where the file says nothing."""
    section = document.section_of(block)
    if section is None or None in (section.left_mm, section.right_mm, section.width_mm):
        return LEFT_MM, RIGHT_MM
    left = section.left_mm or 0.0
    return left, (section.width_mm or 0.0) - (section.right_mm or 0.0)


def area_width(section: Section | None) -> float:
    """Width of the text area in mm as the section has it; the standard's 156 where the file says nothing (5.2.1)."""
    if section is None or section.width_mm is None or section.left_mm is None or section.right_mm is None:
        return RIGHT_MM - LEFT_MM
    return section.width_mm - section.left_mm - section.right_mm


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block's text stands: 字 from the left and the right edge of the type area (typed spaces counted in)."""

    left: float
    right: float


def placed(document: Document, block: Block) -> Placed | None:
    """Where the first line starts and the last one ends; None where only a layout engine could tell."""
    low, high = type_area(document, block)
    if measured(block):
        first, last = block.anchor.lines[0], block.anchor.lines[-1]
        return Placed((first.x0 - low) / CHAR_MM, (high - last.x1) / CHAR_MM)
    form = block.paragraph
    if not free_standing(block) or form.alignment is None or "\t" in block.text.strip():
        return None
    line = _line_chars(document, block, high - low)
    width = text_width(block.text.strip())
    left, right = block.indent_chars or 0.0, block.trailing_chars or 0.0
    if form.alignment == "right":
        return Placed(line - right - width, right)
    if form.alignment == "center":
        free = (line - left - right - width) / 2
        return Placed(left + free, right + free)
    return Placed(left, line - left - width)


def _line_chars(document: Document, block: Block, width_mm: float) -> float:
    section = document.section_of(block)
    if section is not None and section.grid in ("linesAndChars", "snapToChars") and section.char_pitch_pt:
        return width_mm / (section.char_pitch_pt * 25.4 / 72)
    return width_mm / ((block.size_pt or 16.0) * 25.4 / 72)


def left_chars(document: Document, block: Block) -> float | None:
    """Where the first line starts, in 字 of the block's own size from the left edge of the type area."""
    if measured(block):
        low, _ = type_area(document, block)
        return (block.anchor.lines[0].x0 - low) / ((block.size_pt or 16.0) * 25.4 / 72)
    return block.indent_chars if free_standing(block) else None


HANG_MM, HANG_CHARS = 4.0, 1.2
"""How far a continuation line may start beside the word that it hangs from: measured, or by the indents stated."""


def hangs_off(block: Block, start: int, fits_chars: float) -> bool:
    """Whether the continuation lines do not start under character ``start`` (7.3.4, 7.4.2).

    A docx whose text is no longer than ``fits_chars`` needs no second line and is left alone.
    """
    lines, form = block.anchor.lines, block.paragraph
    if lines:
        return len(lines) > 1 and start < lines[0].end and abs(lines[1].x0 - lines[0].edges[start][0]) > HANG_MM
    if form.left_chars is None or form.first_line_chars is None or not free_standing(block):
        return False
    want = form.first_line_chars + text_width(block.text[:start])
    wraps = form.first_line_chars + text_width(block.text.rstrip()) > fits_chars
    return wraps and abs(form.left_chars - want) > HANG_CHARS


def center_mm(blocks: Sequence[Block]) -> float | None:
    """Horizontal centre of everything printed of ``blocks``; None without places."""
    boxes = [line for block in blocks for line in block.anchor.lines]
    if not boxes:
        return None
    return (min(b.x0 for b in boxes) + max(b.x1 for b in boxes)) / 2


def row_centre(block: Block, last: bool = False) -> tuple[int, float] | None:
    """Page and vertical centre in mm of a block's first (or last) printed line; None without places."""
    if not measured(block):
        return None
    line = block.anchor.lines[-1 if last else 0]
    return line.page, (line.y0 + line.y1) / 2


ROW_MM = 3.0
"""Text on one row may be of two sizes: centres of its boxes are no further apart than half a 三号 character."""


def same_row(one: Block, other: Block) -> bool | None:
    """Whether two blocks are printed on one row; in a docx, whether one paragraph or one table row holds both.

    None where text boxes, frames or drawn places leave it open.
    """
    if one.index == other.index:
        return True
    here, there = row_centre(one, last=True), row_centre(other, last=True)
    if here and there:
        return here[0] == there[0] and abs(here[1] - there[1]) <= ROW_MM
    if one.cell and other.cell:
        return (one.cell.table, one.cell.row) == (other.cell.table, other.cell.row)
    return False if free_standing(one) and free_standing(other) else None


# -- blank lines ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """The blank between two elements: in mm between glyph boxes, or in lines as the file sets them."""

    mm: float | None = None
    lines: float | None = None

    def fits(self, count: int) -> bool:
        """Whether it can pass for ``count`` blank lines.

        The model pages leave 9 to 10.5 mm and 19 to 21 mm for one and two lines, empty paragraphs in Word about
        15 and 25 mm, in what LibreOffice exports up to 19 and 28.5 mm (it sets the text of an exact line at its lower edge): all
        are accepted.
        """
        if self.mm is not None:
            low, high = {0: (-99.0, 9.0), 1: (8.0, 19.5), 2: (18.0, 29.5)}[count]
            return low <= self.mm <= high
        return self.lines is not None and abs(self.lines - count) <= 0.6

    @property
    def said(self) -> str:
        """“空约 25 毫米” or “空 1 行”."""
        if self.mm is not None:
            return f"空约 {max(self.mm, 0):.0f} 毫米"
        lines = round(self.lines or 0.0, 1)
        return f"空 {lines:g} 行" if lines >= 0.3 else "不空行"


def gap(document: Document, upper: Block, lower: Block, *, below_table: bool = False) -> Gap | None:
    """The blank between the last line of ``upper`` and the first of ``lower``; None where it cannot be told.

    ``below_table`` says that ``upper`` is in a table that stands in the text: others may float anywhere.
    """
    if measured(upper) and measured(lower):
        above, below = upper.anchor.lines[-1], lower.anchor.lines[0]
        return Gap(mm=below.y0 - above.y1) if above.page == below.page and below.y0 > above.y0 else None
    if not (_flowing(upper) or (below_table and upper.cell)) or not _flowing(lower) or lower.index <= upper.index or lower.starts_page:
        return None
    between = [b for b in document.blocks[upper.index + 1:lower.index] if b.cell is None or b.cell.table != _table(upper)]
    if any(not b.blank or b.starts_page for b in between):
        return None
    if lower.page is not None and upper.page is not None and lower.page != upper.page:
        return None
    space = (upper.paragraph.space_after_pt or 0.0) + (lower.paragraph.space_before_pt or 0.0)
    lines = sum(_height(b) for b in between if b.part == "body" and b.cell is None) + space / LINE_PT
    return Gap(lines=lines)


def _flowing(block: Block) -> bool:
    return block.part == "body" and not block.paragraph.framed


def _table(block: Block) -> int | None:
    return None if block.cell is None else block.cell.table


def _height(block: Block) -> float:
    form = block.paragraph
    height = form.line_pt / LINE_PT if form.line_rule == "exact" and form.line_pt is not None else 1.0
    return min(height, 1.3) + ((form.space_before_pt or 0.0) + (form.space_after_pt or 0.0)) / LINE_PT


def blank_lines_problem(document: Document, upper: Block, lower: Block, count: int, message: str) -> Iterator[Problem]:
    """A problem at ``lower`` when the blank above it is not ``count`` lines; ``{now}`` in the message says what is."""
    found = gap(document, upper, lower)
    if found is not None and not found.fits(count):
        yield Problem(lower, message.replace("{now}", found.said))


# -- drawn lines ----------------------------------------------------------------------------------------------------

LONG_MM = 100.0
"""Shorter lines are decoration or table edges."""


def line_length(line: Line) -> float | None:
    """Length in mm."""
    if line.length_mm is not None:
        return line.length_mm
    return line.x1 - line.x0 if line.x0 is not None and line.x1 is not None else None


def long_lines(document: Document) -> list[Line]:
    """Lines that may be 分隔线: long, or of a length that only the layout engine knows, outside headers and footers."""
    found = []
    for line in document.lines:
        part = "body" if line.block is None else document.blocks[line.block].part
        length = line_length(line)
        if part not in ("header", "footer", "footnote", "comment") and (length is None or length >= LONG_MM):
            found.append(line)
    return found


def masthead_lines(structure: Structure) -> list[Line]:
    """Lines between the top of the document and its 标题 (or 正文): where the 版头分隔线 has to be."""
    document = structure.document
    below = structure.get("标题") or structure.get("主送机关") or structure.get("正文")
    head = structure.get("发文字号") or structure.get("发文机关标志") or structure.get("纪要标志")
    if below is None:
        return []
    return [line for line in long_lines(document) if _above(line, below.block, head)]


def _above(line: Line, below: Block, head: Element | None) -> bool:
    if line.y is not None and line.page is not None and measured(below):
        return line.page == below.anchor.lines[0].page and line.y < below.anchor.lines[0].y0
    if line.block is None:
        return line.page in (None, 1) and line.red is True
    if line.block > below.index or (line.block == below.index and line.edge == "below"):
        return False
    return head is None or line.block >= head.blocks[0].index or line.red is True


def letter_lines(structure: Structure) -> list[Line]:
    """The red double lines of 信函格式 (10.1), in reading order; the lower one may be anchored at the page number."""
    lengths = [(line, line_length(line)) for line in structure.document.lines]
    return [line for line, length in lengths if line.red and (length is None or length >= LONG_MM)]


def colophon_lines(structure: Structure, *, red: bool = False) -> list[Line]:
    """Lines from just above the first element of the 版记 to just below its last (7.4.1), the red ones on demand."""
    first = structure.get("抄送机关") or structure.get("印发机关")
    last = structure.get("印发日期") or structure.get("印发机关") or first
    if first is None or last is None:
        return []
    low, high = first.block, last.blocks[-1]
    start = _first_of_colophon(structure, low.index)
    found = []
    for line in long_lines(structure.document):
        if bool(line.red) is not red:
            continue
        if line.y is not None and measured(low) and measured(high):
            below = high.anchor.lines[-1].y1 + 8 if red else 999.0
            if line.page == high.anchor.lines[-1].page and low.anchor.lines[0].y0 - 12 < line.y < below:
                found.append(line)
        elif line.block is not None and start <= line.block <= high.index + 2:
            bearer = structure.document.blocks[line.block]
            if line.origin != "table" or line.block >= low.index or _same_table(bearer, low):
                found.append(line)
    return found


def _same_table(one: Block, other: Block) -> bool:
    """Whether both are cells of one table: the edges of a table above the 版记 are its own."""
    return one.cell is not None and other.cell is not None and one.cell.table == other.cell.table


def _first_of_colophon(structure: Structure, index: int) -> int:
    """The block from which a line may belong to the 版记: blanks above it, and the paragraph that bears the line."""
    at = index - 1
    while at > 0 and structure.document.blocks[at].blank:
        at -= 1
    return at + 1 if at + 1 < index else index


def line_between(document: Document, upper: Block, lower: Block) -> bool:
    """Whether a long line is drawn between two blocks that follow one another."""
    for line in long_lines(document):
        if line.y is not None and measured(upper) and measured(lower):
            above, below = upper.anchor.lines[-1], lower.anchor.lines[0]
            if line.page == above.page == below.page and above.y1 - 1 < line.y < below.y0 + 1:
                return True
        elif line.block is not None and (
                (upper.index <= line.block < lower.index and line.edge == "below")
                or (upper.index < line.block <= lower.index and line.edge == "above")):
            return True
    return False


# -- page set-up ----------------------------------------------------------------------------------------------------


def portrait(section: Section) -> bool:
    """Whether the section is upright; sideways ones hold tables (8) and have margins of their own."""
    return section.width_mm is None or section.height_mm is None or section.width_mm <= section.height_mm


def upright_a4(document: Document, page: int) -> bool:
    """Whether places on that page can be held against the standard's: A4, upright, not turned (5.1, 8)."""
    return any(p.number == page and not p.rotated and abs(p.width_mm - 210) <= 2 and abs(p.height_mm - 297) <= 2
               for p in document.pages)


@dataclass(frozen=True, slots=True)
class PageText:
    """The printed lines of the main text on one page, with their blocks, from top to bottom."""

    number: int
    lines: tuple[tuple[VisualLine, Block], ...]


def page_texts(document: Document) -> list[PageText]:
    """What is printed on each page besides page numbers; empty pages included; nothing without places."""
    found: dict[int, list[tuple[VisualLine, Block]]] = {page.number: [] for page in document.pages}
    for block in document.main_blocks:
        for line in block.anchor.lines:
            found.setdefault(line.page, []).append((line, block))
    return [PageText(number, tuple(sorted(rows, key=lambda r: r[0].y0))) for number, rows in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class Area:
    """Edges of the printed text in mm, measured over the pages of a PDF or OFD; ``chars``: 字 of a line without figures."""

    left: float
    right: float
    chars: float | None


def printed_area(structure: Structure) -> Area | None:
    """The measured text area of 正文; None without places or with too few full lines to be sure."""
    lefts, rights, counts = [], [], []
    for block in structure.body_blocks():
        lines = block.anchor.lines
        lefts += [line.x0 for line in lines[1:]]
        for line in lines[:-1]:
            text = block.text[line.start:line.end].rstrip()
            if text and text[-1] not in "，。、；：！？”’）》」】":
                rights.append(line.x1)
        whole = (block.text[line.start:line.end] for line in lines[1:-1])
        counts += [width for text in whole if (width := text_width(text)) == len(text)]  # figures have room around them
    if len(lefts) < 5 or len(rights) < 3:
        return None
    return Area(median(lefts), median(rights), median(counts) if len(counts) >= 3 else None)
