"""A sheet of the office (流转单、确认单、通知单) as .docx: title, lines, tables with borders, page numbers.

Paper, margins and typefaces are those of GB/T 9704-2012 (A4, type area 156 mm × 225 mm, 小标宋 and 仿宋), so that a sheet
can be filed with the document that it belongs to. Words that come from documents and people may hold anything: what XML
cannot hold is replaced. The same calls give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Align = Literal["left", "center", "right"]

FANGSONG, HEITI, XIAOBIAOSONG, SONGTI, LATIN = "仿宋_GB2312", "黑体", "方正小标宋简体", "宋体", "Times New Roman"
WIDTH_MM = 156.0
LANDSCAPE_WIDTH_MM = 225.0
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_DAY = datetime(2012, 7, 1)
"""The date in the file's properties: the day GB/T 9704-2012 came into force, so that equal sheets are equal files."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, how its cells are aligned."""

    heading: str
    share: float = 1.0
    align: Align = "left"


class Sheet:
    """Builds one sheet from top to bottom; :meth:`render` gives the file.

    ``title`` stands centred in 小标宋 2号, ``issuer`` (the office) above it in 仿宋; a table as wide as a register wants
    ``landscape``.
    """

    def __init__(self, title: str, *, issuer: str = "", landscape: bool = False) -> None:
        from docx import Document

        self._document = Document()
        self.width_mm = LANDSCAPE_WIDTH_MM if landscape else WIDTH_MM
        self._prepare(title, landscape)
        if issuer:
            self.line(issuer, align="center")
        self._write(self._document.add_paragraph(), title, XIAOBIAOSONG, 22, "center", after=12)

    def heading(self, text: str) -> None:
        """A heading between parts, in 黑体 4号."""
        paragraph = self._document.add_paragraph()
        self._write(paragraph, text, HEITI, 14, "left", before=4, after=2)
        paragraph.paragraph_format.keep_with_next = True

    def line(self, text: str, *, align: Align = "left", size: float = 14, bold: bool = False) -> None:
        """A line or paragraph in 仿宋; ``size`` in pt (14 = 4号)."""
        self._write(self._document.add_paragraph(), text, FANGSONG, size, align, bold=bold)

    def note(self, text: str) -> None:
        """A remark in small print (小五号 is the smallest that is filed legibly: 10.5 pt)."""
        self._write(self._document.add_paragraph(), text, FANGSONG, 10.5, "left", before=2)

    def pairs(self, rows: Iterable[tuple[str, str]], *, label_mm: float = 34.0, size: float = 12) -> None:
        """A table of labels and values, one pair a row; ``label_mm`` is the width of the labels, ``size`` in pt."""
        rows = list(rows)
        table = self._table(len(rows), [label_mm, self.width_mm - label_mm])
        for row, (label, value) in zip(table.rows, rows, strict=True):
            self._fill(row.cells[0], label, HEITI, "center", size)
            self._fill(row.cells[1], value, FANGSONG, "left", size)
            self._set_row(row, 0)
        self._gap()

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, size: float = 12,
              row_mm: float = 0.0, divisible: bool = False) -> None:
        """A table under a heading row that is repeated on every page.

        ``size`` in pt (12 = 小四号); ``row_mm`` is the least height of a row, for what is filled in by hand. A line end
        in a cell begins a new line there. Rows stay whole at the end of a page unless they are long and ``divisible``.
        """
        rows = [list(row) for row in rows]
        total = sum(column.share for column in columns)
        table = self._table(1 + len(rows), [self.width_mm * column.share / total for column in columns])
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            self._fill(cell, column.heading, HEITI, "center", size)
        self._repeat(table.rows[0])
        for row, words in zip(table.rows[1:], rows, strict=True):
            for cell, column, text in zip(row.cells, columns, words, strict=True):
                self._fill(cell, text, FANGSONG, column.align, size)
            self._set_row(row, row_mm, whole=not divisible)
        self._gap()

    def signatures(self, labels: Iterable[str], *, row_mm: float = 14.0) -> None:
        """Boxes to sign in: label, empty space, 日期, empty space; ``row_mm`` is their height."""
        labels = list(labels)
        shares = [0.24, 0.36, 0.12, 0.28]
        table = self._table(len(labels), [self.width_mm * share for share in shares])
        for row, label in zip(table.rows, labels, strict=True):
            for cell, text in zip(row.cells, (label, "", "日期", ""), strict=True):
                self._fill(cell, text, HEITI, "center")
            self._set_row(row, row_mm)
        self._gap()

    def render(self) -> bytes:
        """The file."""
        raw, packed = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    # ---- paper and typefaces

    def _prepare(self, title: str, landscape: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm, Pt

        section = self._document.sections[0]
        sides = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.page_width, section.page_height = sides
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        # the type area of GB/T 9704-2012 5.1 and 5.2.1: 37 above, 28 left; turned, the binding edge is above
        top, left, bottom, right = (28, 35, 26, 37) if landscape else (37, 28, 35, 26)
        section.top_margin, section.left_margin = Mm(top), Mm(left)
        section.bottom_margin, section.right_margin = Mm(bottom), Mm(right)
        section.footer_distance = Mm(25 if not landscape else 16)
        self._page_number(section)
        self._typeface(self._document.styles["Normal"], FANGSONG)
        self._document.styles["Normal"].font.size = Pt(14)
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = _fit(title), "", ""
        properties.created = properties.modified = _DAY

    @staticmethod
    def _typeface(holder: Any, font: str) -> None:
        """Chinese words in ``font``: python-docx knows the Latin slot alone."""
        from docx.oxml.ns import qn

        holder.font.name = LATIN
        holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)

    def _page_number(self, section: Any) -> None:
        """“— 1 —” in 宋体 4号 (GB/T 9704-2012 7.5), in the middle."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = section.footer.paragraphs[0]
        self._write(paragraph, "— ", SONGTI, 14, "center")
        run = paragraph.add_run()
        self._typeface(run, SONGTI)
        for kind in ("begin", "instrText", "separate", "1", "end"):
            if kind == "1":
                run.add_text("1")
                continue
            part = OxmlElement("w:instrText" if kind == "instrText" else "w:fldChar")
            if kind == "instrText":
                part.text = "PAGE"
            else:
                part.set(qn("w:fldCharType"), kind)
            run._r.append(part)
        self._typeface(paragraph.add_run(" —"), SONGTI)
        for piece in paragraph.runs:
            piece.font.size = paragraph.runs[0].font.size

    # ---- words and tables

    def _write(self, paragraph: Any, text: str, font: str, size: float, align: Align, *, bold: bool = False,
               before: float = 0, after: float = 0) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        layout = paragraph.paragraph_format
        # an exact pitch: typefaces differ in what they call single spacing, and the sheet should fill as many pages anywhere
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), Pt(round(size * 1.35))
        paragraph.alignment = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
                               "right": WD_ALIGN_PARAGRAPH.RIGHT}[align]
        run = paragraph.add_run(_fit(text))
        self._typeface(run, font)
        run.font.size, run.font.bold = Pt(size), bold or None

    def _table(self, rows: int, widths_mm: Sequence[float]) -> Any:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Mm

        table = self._document.add_table(rows=rows, cols=len(widths_mm), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table

    def _fill(self, cell: Any, text: str, font: str, align: Align, size: float = 12) -> None:
        from docx.enum.table import WD_ALIGN_VERTICAL

        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        for i, line in enumerate(text.split("\n")):
            paragraph = cell.add_paragraph() if i else cell.paragraphs[0]
            self._write(paragraph, line, font, size, align, before=1, after=1)

    @staticmethod
    def _repeat(row: Any) -> None:
        from docx.oxml import OxmlElement

        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    @staticmethod
    def _set_row(row: Any, row_mm: float, *, whole: bool = True) -> None:
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        if whole:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if row_mm:
            row.height = Mm(row_mm)

    def _gap(self) -> None:
        """Two tables without a paragraph between them become one."""
        self._write(self._document.add_paragraph(), "", FANGSONG, 6, "left")


def _fit(text: str) -> str:
    """``text`` without what XML cannot hold or what would turn the line around (bidirectional controls)."""
    return _UNFIT.sub("\ufffd", text)
