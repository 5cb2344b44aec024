"""Idioms ``table`` (masthead line, colophon in tables) and ``textbox`` (boxes and drawn lines, as WPS leaves them)."""

from __future__ import annotations

from dataclasses import replace

from . import docx_draw as draw
from .content import Attachment
from .docx_format import LINE, Format
from .docx_write import Segments, Writer
from .docx_xml import WINDOWS, WPS, cell, edge, paragraph_properties, row, table

_FLOATING = ('<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="{}" w:horzAnchor="margin" '
             'w:tblpXSpec="center" w:{}/>')


class TableWriter(Writer):
    """The number stands in a table whose lower border is the red line; every attachment is a section."""

    fonts = WINDOWS

    def number(self) -> None:
        role, segments, fmt, tabs = self.number_segments()
        fmt = self.space(fmt)
        rule = self.formats.rules["版头分隔线"]
        border = "" if rule.missing else edge("bottom", rule.width_pt, rule.colour)
        below = rule.gap_mm * 72 / 25.4 - 1.7
        if tabs:  # two cells: number left, signatory (or date) right
            texts = self.halves(role, segments, fmt)
            widths = [self.area // 2, self.area - self.area // 2]
        else:
            texts, widths = [self.paragraph(role, segments, fmt)], [self.area]
        cells = "".join(cell(text, wide, borders=border, below=below) for text, wide in zip(texts, widths, strict=True))
        self.out.append(table([row(cells)], widths))

    def halves(self, role: str, segments: Segments, fmt: Format) -> list[str]:
        parts: list[list[tuple[str, Format]]] = [[]]
        for text, look in segments:
            pieces = text.split("\t")
            parts[-1].append((pieces[0], look))
            parts.extend([(piece, look)] for piece in pieces[1:])
        left = replace(fmt, align="left", first=0, left=fmt.first)
        right = replace(fmt, align="right", first=0, right=1)
        other = "签发人" if role == "发文字号" else role
        return [self.paragraph(role, parts[0], left), self.paragraph(other, parts[1], right)]

    def attachment(self, item: Attachment) -> None:
        """A new section begins a new page; its first paragraph needs no page break."""
        if not item.label or not self.formats.roles["附件"].new_page:
            super().attachment(item)
            return
        fmt = Format(size=1, line=1)
        properties = paragraph_properties(fmt, section=self.section(first=not self.sections))
        self.out.append(f"<w:p>{properties}</w:p>")
        self.sections += 1
        mark = len(self.out)
        super().attachment(item)
        self.out[mark] = self.out[mark].replace("<w:pageBreakBefore/>", "", 1)

    def colophon(self) -> None:
        """A floating table at the foot of the type area; its borders are the lines of 7.4.1."""
        lines, rule = self.colophon_lines(), self.formats.rules["版记分隔线"]
        if self.content.layout == "信函" or rule.missing:
            super().colophon()
            return
        rows = []
        for index, line in enumerate(lines):
            role, segments, fmt, tabs = line
            thin = rule.width_pt * 0.75
            borders = edge("top", rule.width_pt if index == 0 else thin, rule.colour)
            borders += edge("bottom", rule.width_pt if index == len(lines) - 1 else thin, rule.colour)
            text = self.paragraph(role, segments, fmt, tabs=tabs)
            rows.append(row(cell(text, self.area, borders=borders), self.colophon_height(line)))
        if rows:
            self.out.append(table(rows, [self.area], floating=self.floating(sum(map(self.colophon_height, lines)))))
            self.blank(1)

    def floating(self, height: float) -> str:
        """The table's place: measured on the page here, by word (“bottom”) in the other idiom."""
        page = self.formats.page
        top = round((page.height_mm - page.bottom_mm) * 72 / 25.4 * 20 - height * 20)
        return _FLOATING.format("page", f'tblpY="{top}"')


class TextBoxWriter(TableWriter):
    """Issuer mark and page number in text boxes, the red line a drawn connector, full-width spaces at the right."""

    fonts = WPS
    grid = '<w:docGrid w:type="lines" w:linePitch="579" w:charSpace="0"/>'
    even_odd = False
    wps = True
    reached = 0.0  # points from the top of the type area to the end of the mark

    def floating(self, height: float) -> str:
        return _FLOATING.format("margin", 'tblpYSpec="bottom"')

    def mark_box(self, y_mm: float, align_width: float) -> str:
        fmt = self.formats.of("发文机关标志")
        page = self.formats.page
        if len(self.content.issuer_mark) > 1:
            inner = self.joint_mark() + self.paragraph("", [], Format(size=1, line=1))
            height = fmt.line * len(self.content.issuer_mark) + 6
        else:
            text = self.content.issuer_mark[0] + self.content.mark_suffix
            inner, height = self.paragraph("发文机关标志", [(text, fmt)], fmt), fmt.line + 2
        self.drawings += 1
        x = (page.width_mm + page.left_mm - page.right_mm - align_width) / 2
        size = {"width_mm": align_width, "height_mm": height * 25.4 / 72}
        return draw.text_box(self.drawings, inner, x_mm=x, y_mm=y_mm, **size)

    def mark(self, offset: float) -> None:
        page, fmt = self.formats.page, self.formats.roles["发文机关标志"]
        top = self.top_mm()
        box = self.mark_box(page.top_mm + top, 156)
        room = offset + fmt.line * len(self.content.issuer_mark)
        first = Format()
        self.out.append(self.paragraph("", [], first, front=box))
        room -= LINE
        for _ in range(int(room / LINE)):
            self.blank()
        self.blank(max(1.0, room % LINE))
        self.reached = top * 72 / 25.4 + fmt.line * len(self.content.issuer_mark)

    def letterhead(self) -> None:
        fmt = self.formats.roles["发文机关标志"]
        self.letter_number(self.mark_box(30, 170) + self.double_lines(fmt))

    def number(self) -> None:
        """The red line is placed on the page: 4 mm below the glyph box of the number's line (20 pt exact)."""
        gap = self.formats.roles["发文字号"].gap
        role, segments, fmt, tabs = self.number_segments()
        fmt = self.space(fmt)
        y = self.reached + gap * LINE + fmt.before + 18.3
        if role == "成文日期":
            y += fmt.line
        rule, page = self.formats.rules["版头分隔线"], self.formats.page
        length = page.width_mm - page.left_mm - page.right_mm
        front = "" if rule.missing else self.draw_line(
            page.left_mm, page.top_mm + y * 25.4 / 72 + rule.gap_mm, length, rule.width_pt, rule.colour)
        self.out.append(self.paragraph(role, segments, fmt, tabs=tabs, front=front))
        self.blank(9.6)  # the line stands in this space

    def put(self, role: str, text: str | Segments, fmt: Format | None = None, **options: str) -> None:
        """Signature and date are pushed from the right edge with full-width spaces."""
        fmt = fmt or self.formats.of(role)
        if role in ("发文机关署名", "成文日期") and isinstance(text, str) and fmt.align == "right" and fmt.right >= 1:
            text += "　" * int(fmt.right)
            fmt = replace(fmt, right=fmt.right % 1)
        super().put(role, text, fmt, **options)


