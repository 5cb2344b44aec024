"""The flow of lines down the pages: blank lines, page breaks, tables. Positions in mm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .content import Block, Paragraph, Table
from .pdf_draw import Group, Op, Page, Rule, line_ops, mm_size
from .pdf_style import MM, Format, Style
from .pdf_text import Line, Span, align, break_lines, set_paragraph

LEVELS = ("", "一级标题", "二级标题", "三级标题", "四级标题")
_EDGE = 0.05  # mm that a line may stand over the type area through rounding


@dataclass
class Flow:
    """``y`` is the lower edge of the last glyph box; None at the top of a page."""

    style: Style
    pages: list[Page] = field(default_factory=lambda: [Page()])
    y: float | None = None
    first_bottom: float = 0.0     # lower limit of page 1 where it differs (信函)
    kind: Literal["body", "row", "other"] = "other"  # of the lines that are being added
    reserve: float = 0.0          # room that the ending must leave for the 版记 on the same page

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def bottom(self) -> float:
        limit = self.first_bottom if len(self.pages) == 1 and self.first_bottom else self.style.page.lower_mm
        return limit + _EDGE

    def new_page(self) -> None:
        self.pages.append(Page())
        self.y = None

    def blank(self, lines: float) -> float:
        """Distance between two glyph boxes with ``lines`` blank lines between them."""
        pitch, size = self.style.page.pitch / MM, mm_size(self.style.elements["正文"])
        if not lines:
            return pitch - size
        return lines * pitch + (pitch - size if self.style.page.empty_paragraphs else 0)

    def top_of(self, gap: float) -> float:
        page = self.style.page
        return page.top_mm + page.lead_mm if self.y is None else self.y + gap

    def add(self, ops: Sequence[Op], top: float, bottom: float) -> None:
        self.page.groups.append(Group(tuple(ops), top, bottom, self.kind))
        self.y = bottom

    def line(self, line: Line, gap: float) -> None:
        """One line below the last one, on the next page when it does not fit."""
        size = line.size_mm
        top = self.top_of(gap)
        if top + size > self.bottom and self.y is not None:
            self.new_page()
            top = self.top_of(gap)
        self.add(line_ops(line, self.style.page.left_mm, top), top, top + size)

    def lines(self, lines: Sequence[Line], fmt: Format) -> None:
        """The lines of one element, ``fmt.gap`` lines below what stands above."""
        own = fmt.line / MM - mm_size(fmt) if fmt.line else self.blank(0)
        for index, line in enumerate(lines):
            self.line(line, self.blank(fmt.gap) if index == 0 else own)

    def paragraph(self, spans: Sequence[Span], fmt: Format) -> None:
        if not fmt.missing:
            self.lines(set_paragraph(self.style, spans, fmt), fmt)

    def element(self, name: str, text: str) -> None:
        fmt = self.style.of(name)
        if text:
            self.paragraph([Span(text, fmt)], fmt)

    def titles(self, name: str, lines: Sequence[str]) -> None:
        """A title broken by hand into ``lines`` (7.3.1)."""
        fmt = self.style.of(name)
        out: list[Line] = []
        for index, text in enumerate(lines):
            for line in set_paragraph(self.style, [Span(text, fmt)], fmt):
                line.last = line.last and index == len(lines) - 1
                out.append(line)
        if not fmt.missing:
            self.lines(out, fmt)

    def body(self, blocks: Sequence[Block], text: str = "正文") -> None:
        """The blocks of the body, or of an attachment with ``text`` as the element of its running text."""
        for block in blocks:
            if isinstance(block, Table):
                self.kind = "row"
                self.table(block)
            else:
                self.kind = "body"
                self.body_paragraph(block, text)
        self.kind = "other"

    def body_paragraph(self, block: Paragraph, text: str) -> None:
        """7.3.3: the words of a heading in its font, text that runs on in that of the body."""
        name = LEVELS[block.level] or text
        fmt, body = self.style.of(name), self.style.elements[text]
        lead = block.lead if block.lead and block.text.startswith(block.lead) else block.text
        spans = [Span(lead, fmt)]
        if block.text[len(lead):]:
            spans.append(Span(block.text[len(lead):], body))
        self.paragraph(spans, fmt)

    def keep(self, height: float, *, gap: float = 0.0) -> None:
        """Starts a page when ``height`` no longer fits, with the last two lines of the text (no “此页无正文”)."""
        if self.y is None or self.y + gap + height + self.reserve <= self.bottom:
            return
        groups = self.page.groups
        places = [index for index, group in enumerate(groups) if group.kind != "other"]
        first = places[-2] if len(places) > 2 else len(groups)
        if groups and groups[-1].bottom - groups[min(first, len(groups) - 1)].top > self.style.page.pitch * 8 / MM:
            first = len(groups)
        pull = groups[first:]
        del groups[first:]
        self.new_page()
        shift = self.top_of(0) - pull[0].top if pull else 0.0
        for group in pull:
            moved = group.moved(shift)
            ops = [*self._table_top(moved.top), *moved.ops] if group.kind == "row" and group is pull[0] else moved.ops
            self.kind = group.kind
            self.add(ops, moved.top, moved.bottom)
        self.kind = "other"

    def _table_top(self, y: float) -> list[Op]:
        fmt, page = self.style.rules["表格线"], self.style.page
        return [] if fmt.missing else [Rule(page.left_mm, y, page.left_mm + page.area_mm, y, fmt.width_mm, fmt.colour)]

    def table(self, table: Table) -> None:
        """A ruled table as wide as the type area; a page break falls between rows."""
        style = self.style
        widths = self._columns(table)
        for index, cells in enumerate(table.rows):
            fmt = style.elements["表头" if index == 0 else "表格"]
            pitch, size = fmt.line / MM, mm_size(fmt)
            texts = [self._cell(text, fmt, width) for text, width in zip(cells, widths, strict=True)]
            height = max(len(lines) for lines in texts) * pitch + 1.6
            top = self.top_of(self.blank(0) if index == 0 else 0.0)
            if top + height > self.bottom and self.y is not None:
                self.new_page()
                top = self.top_of(0.0)
            ops = self._grid(widths, top, height, head=index == 0 or self.y is None)
            x = style.page.left_mm
            for lines, width in zip(texts, widths, strict=True):
                y = top + (height - len(lines) * pitch) / 2 + (pitch - size) / 2
                for number, line in enumerate(lines):
                    ops += line_ops(line, x, y + number * pitch, size) if line.chars else []
                x += width
            self.add(ops, top, top + height)

    def _columns(self, table: Table) -> list[float]:
        count = max(len(row) for row in table.rows)
        longest = [max(len(row[n]) for row in table.rows) for n in range(count)]
        wanted = [max(3, min(length, 16)) + 1.5 for length in longest]
        return [self.style.page.area_mm * part / sum(wanted) for part in wanted]

    def _cell(self, text: str, fmt: Format, width: float) -> list[Line]:
        pad = 1.0
        lines = break_lines(self.style, [Span(text, fmt)], pad, pad, measure=width - pad)
        for line in lines:
            if len(lines) == 1:
                align(line, fmt, width)
        return lines

    def _grid(self, widths: Sequence[float], top: float, height: float, *, head: bool) -> list[Op]:
        fmt, left = self.style.rules["表格线"], self.style.page.left_mm
        right = left + sum(widths)
        ys = [top, top + height] if head else [top + height]
        ops: list[Op] = [Rule(left, y, right, y, fmt.width_mm, fmt.colour) for y in ys]
        x = left
        for width in (0.0, *widths):
            x += width
            ops.append(Rule(x, top, x, top + height, fmt.width_mm, fmt.colour))
        return [] if fmt.missing else ops
