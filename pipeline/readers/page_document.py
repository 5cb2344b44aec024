"""Pages as they are drawn → the document: one way from glyphs to paragraphs for every paginated format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model import Block, Cell, Document, Format, Line, Page, Picture, Section, Source
from .page_blocks import Paragraph, block_of, page_number_line, paragraphs, text_area
from .page_chars import lookalikes, notes_on
from .page_content import PageContent
from .page_drawings import Grid, attached, grids, lines, pictures
from .page_printed import Printed, printed_lines, usual_spacings
from .page_running import take_marginal, take_running
from .page_unknown import unknown_facts


def document_of(contents: list[PageContent], fonts: dict[str, bool], source: Source, count: int,
                seals: Sequence[Picture] = (), notes: Sequence[str] = (), producer: str = "") -> Document:
    """The document of the pages that were read, of ``count`` in the file.

    ``fonts`` maps families in use to whether their programs are in the file; ``seals`` and ``notes`` are what the
    format tells besides what is drawn; ``producer`` is the program that wrote the pages, where the file names it.
    """
    tables = {c.number: grids(c) for c in contents}
    spacings = usual_spacings(max(contents, key=lambda c: len(c.glyphs)).glyphs)
    flow: list[list[Printed]] = []
    numbers: list[Paragraph] = []
    cells: list[tuple[int, Paragraph]] = []
    edge: list[Paragraph] = []
    for content in contents:
        body = _body(content, tables[content.number], cells, spacings)
        edge += take_marginal(body, content.height)
        number = page_number_line(body, content.height)
        if number is not None:
            body.remove(number)
            numbers.append(Paragraph([number], "footer", True))
        flow.append(body)
    running = [*edge, *take_running(flow, contents[0].height)]
    every = [x for page in flow for x in page]
    area = text_area(every, contents[0].width)
    ordered = _in_order([*((p.lines[0].page, p.lines[0].base, p) for p in paragraphs(flow, area)),
                         *((p.lines[0].page, base, p) for base, p in _rows(cells))])
    blocks = [block_of(i, p, area) for i, p in enumerate([*ordered, *running, *numbers])]
    drawn: list[Line] = [attached(x, blocks) for c in contents for x in lines(c, tables[c.number])]
    drawings: list[Picture] = [*(p for c in contents for p in pictures(c)), *seals]
    first = contents[0]
    return Document(
        source, tuple(blocks), (_section(first, area, every),),
        tuple(Page(c.number, round(c.width, 2), round(c.height, 2), c.rotated) for c in contents), tuple(drawn),
        tuple(drawings), (), tuple(sorted(n for n, inside in fonts.items() if not inside)),
        unknown_facts(blocks, contents, source.format, producer, spacings), (*notes, *_notes(contents, blocks, count, source.format)), count)


def _section(first: PageContent, area: tuple[float, float], every: list[Printed]) -> Section:
    """Page size, and the side margins where enough full lines show them."""
    wide = sum(x.x1 - x.x0 > first.width * 0.55 for x in every)
    left, right = (round(area[0], 2), round(first.width - area[1], 2)) if wide >= 5 else (None, None)
    return Section(0, 0, round(first.width, 2), round(first.height, 2), left_mm=left, right_mm=right)


def _body(content: PageContent, tables: list[Grid], cells: list[tuple[int, Paragraph]],
          spacings: Mapping[float, float]) -> list[Printed]:
    """The lines of a page outside tables; the cells' go to ``cells`` with the number of their table."""
    outside = []
    inside: dict[tuple[int, int, int], list[Any]] = {}
    for glyph in content.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.35 * glyph.em
        where = next(((t, *at) for t, g in enumerate(tables) if (at := g.cell(x, y))), None)
        if where is None:
            outside.append(glyph)
        else:
            inside.setdefault(where, []).append(glyph)
    for (table, row, column), glyphs in sorted(inside.items()):
        printed = printed_lines(glyphs, content.number, spacings)
        if printed:
            number = content.number * 100 + table
            cells.append((number, Paragraph(printed, "cell", cell=Cell(number, row, column, len(tables[table].xs) - 1))))
    return printed_lines(outside, content.number, spacings)


def _rows(cells: list[tuple[int, Paragraph]]) -> list[tuple[float, Paragraph]]:
    """Cells with the height at which their row begins, so that a row stays together in reading order."""
    tops: dict[tuple[int, int], float] = {}
    for table, paragraph in cells:
        row = paragraph.cell.row if paragraph.cell else 0
        tops[table, row] = min(tops.get((table, row), 1e9), paragraph.lines[0].base)
    return [(tops[table, p.cell.row if p.cell else 0] + (p.cell.column if p.cell else 0) * 1e-4, p) for table, p in cells]


def _in_order(found: list[tuple[int, float, Paragraph]]) -> list[Paragraph]:
    return [p for _, _, p in sorted(found, key=lambda item: (item[0], item[1]))]


def _notes(contents: list[PageContent], blocks: list[Block], count: int, format: Format) -> tuple[str, ...]:
    notes = []
    if count > len(contents):
        notes.append(f"共 {count} 页，只检查了前 {len(contents)} 页。")
    if any(c.aside for c in contents):
        notes.append("有横排页或旋转的文字，未检查其版式。")
    replaced = sum(lookalikes(g.text) for c in contents for g in c.glyphs)
    return (*notes, *notes_on("".join(b.text for b in blocks), replaced, format.upper()))
