"""Writes the body of one document with direct formatting; :mod:`docbuild.docx_idioms` derives the other idioms."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from . import docx_draw as draw
from .content import Attachment, Content, Deviation, Paragraph, Table
from .docx_format import AREA_TWIPS, CHARS, LINE, Format, Formats, formats, width
from .docx_package import normal_styles, section
from .docx_xml import GB2312, cell, edge, paragraph_properties, row, run, run_properties, table

Segments = Sequence[tuple[str, Format]]
ColophonLine = tuple[str, list[tuple[str, Format]], Format, str]  # role, runs, format, tab stops
LEVELS = {1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}
_MARK_TOP_MM = {"普通": 35.0, "纪要": 35.0, "命令": 20.0}
RIGHT_TAB = '<w:tab w:val="right" w:pos="{}"/>'
_FRAME = ('<w:framePr w:w="{}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
          'w:xAlign="center" w:yAlign="bottom"/>')


class Writer:
    """Idiom ``direct``: every format on the run and the paragraph, empty paragraphs for blank lines."""

    fonts = GB2312
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
    even_odd = True
    wps = False

    def __init__(self, content: Content, deviations: Iterable[Deviation] = ()) -> None:
        self.content = content
        self.formats: Formats = formats(content, deviations)
        self.out: list[str] = []
        self.drawings = 0
        self.sections = 0
        self.area = self.formats.page.area_twips

    def styles(self) -> str:
        return normal_styles(self.fonts.family("仿宋"), self.fonts.latin or self.fonts.family("仿宋"), 32)

    def title_page(self) -> bool:
        """10.1: the first page of a letter shows no number."""
        return self.content.layout == "信函" and not self.formats.number.first_page

    def section(self, *, first: bool = True) -> str:
        return section(self.formats, self.grid, even=self.even_odd, title_page=first and self.title_page())

    def parts(self) -> dict[str, str]:
        """Further members of ``word/``."""
        return {}

    # -- paragraphs ---------------------------------------------------------------------------------------------

    def runs(self, segments: Segments) -> str:
        return "".join(run(text, run_properties(fmt, self.fonts)) for text, fmt in segments if text)

    def paragraph(self, role: str, segments: Segments, fmt: Format, **options: str) -> str:
        """The XML of one paragraph of ``role``; ``options`` are num, border, tabs, frame and extra runs in front."""
        front = options.pop("front", "")
        properties = paragraph_properties(fmt, page_break=fmt.new_page, **options)  # type: ignore[arg-type]
        return f"<w:p>{properties}{front}{self.runs(segments)}</w:p>"

    def blank(self, points: float = LINE) -> None:
        fmt = Format(line=points)
        mark = f"{run_properties(fmt, self.fonts)}"
        properties = paragraph_properties(fmt).replace("</w:pPr>", f"{mark}</w:pPr>")
        self.out.append(f"<w:p>{properties}</w:p>")

    def space(self, fmt: Format) -> Format:
        """Blank lines above an element: whole lines as empty paragraphs, the rest as space before."""
        for _ in range(int(fmt.gap)):
            self.blank()
        return replace(fmt, before=fmt.before + (fmt.gap - int(fmt.gap)) * LINE, gap=0)

    def put(self, role: str, text: str | Segments, fmt: Format | None = None, **options: str) -> None:
        fmt = self.space(fmt or self.formats.of(role))
        segments: Segments = [(text, fmt)] if isinstance(text, str) else text
        self.out.append(self.paragraph(role, segments, fmt, **options))

    def draw_line(self, x_mm: float, y_mm: float, length_mm: float, points: float, colour: str,
                  kind: str = "sng") -> str:
        self.drawings += 1
        return draw.line(self.drawings, x_mm, y_mm, length_mm, points, colour, kind)

    # -- masthead (7.2, 10.1 to 10.3) ---------------------------------------------------------------------------

    def masthead(self) -> None:
        if self.content.layout == "信函":
            self.letterhead()
            return
        used = 0
        for role, text in (("份号", self.content.copy_number), ("密级和保密期限", self.content.classification),
                           ("紧急程度", self.content.urgency)):
            if text:
                self.put(role, text)
                used += 1
        if self.content.issuer_mark:
            self.mark(self.top_mm() * 72 / 25.4 - used * LINE)
        else:  # paper with the red head on it: the file leaves the place free
            for _ in range(5 - used):
                self.blank()
        if self.content.order_number:
            self.put("令号", self.content.order_number)
        elif self.content.document_number:
            self.number()

    def top_mm(self) -> float:
        return _MARK_TOP_MM[self.content.layout]

    def mark(self, offset: float) -> None:
        """The issuer mark, ``offset`` points below where the text stands (7.2.4: 35 mm below the type area's top)."""
        for _ in range(int(offset / LINE)):
            self.blank()
        rest = offset % LINE
        if len(self.content.issuer_mark) > 1:
            self.blank(rest)
            self.out.append(self.joint_mark())
        else:
            fmt = self.formats.of("发文机关标志")
            self.put("发文机关标志", self.content.issuer_mark[0] + self.content.mark_suffix, replace(fmt, before=rest))

    def joint_mark(self) -> str:
        """Names stretched to one width, “文件” to their right and centred on all of them (7.2.4)."""
        fmt = self.formats.of("发文机关标志")
        names, suffix = self.content.issuer_mark, self.content.mark_suffix
        wide = round(max(width(name) for name in names) * fmt.size * 20 + 60)
        beside = round((width(suffix) * (fmt.size + 8) + 20) * 20) if suffix else 0
        large = replace(fmt, size=fmt.size + 8, line=round((fmt.size + 8) * 1.2, 1))
        rows = []
        for number, name in enumerate(names):
            cells = cell(self.paragraph("发文机关标志", [(name, fmt)], replace(fmt, align="distribute")), wide)
            if suffix:
                text = self.paragraph("发文机关标志", [(suffix, large)] if number == 0 else [], large)
                merge = '<w:vMerge w:val="restart"/>' if number == 0 else "<w:vMerge/>"
                cells += cell(text, beside, merge=merge, middle=True)
            rows.append(row(cells))
        return table(rows, [wide, beside] if suffix else [wide])

    def number_segments(self) -> tuple[str, list[tuple[str, Format]], Format, str]:
        """Role, runs, format and tab stops of the last masthead line, which carries the red line."""
        fmt = self.formats.of("发文字号")
        stop = RIGHT_TAB.format(self.area - round((fmt.right or 1) * 316))
        if self.content.signatories:  # 7.2.6; a first-line indent, since a border would follow a left indent
            sign = self.formats.of("签发人")
            names = "　".join(self.content.signatories)
            kai = replace(self.formats.of("签发人姓名"), line=fmt.line)
            segments = [(self.content.document_number + "\t", fmt), ("签发人：", sign), (names, kai)]
            return "发文字号", segments, replace(fmt, first=fmt.left, left=0, right=0), stop
        if self.content.layout == "纪要":  # 10.3: issuing office and date on a line of their own
            self.put("发文字号", self.content.document_number, fmt)
            office = "、".join(self.content.signatures)
            line = Format(align="left", first=1, line=fmt.line, before=8)
            return "成文日期", [(f"{office}\t{self.content.issue_date}", line)], line, stop
        return "发文字号", [(self.content.document_number, fmt)], fmt, ""

    def number(self) -> None:
        role, segments, fmt, tabs = self.number_segments()
        fmt = self.space(fmt)
        rule = self.formats.rules["版头分隔线"]
        # The exact line ends 1.7 pt below the glyph box; 4 mm are measured from the latter (7.2.7).
        space = max(0.0, min(31.0, rule.gap_mm * 72 / 25.4 - 1.7))
        border = "" if rule.missing else edge("bottom", rule.width_pt, rule.colour, space)
        self.out.append(self.paragraph(role, segments, fmt, border=border, tabs=tabs))

    def letterhead(self) -> None:
        """10.1: mark 30 mm below the page's edge, double line 4 mm under it, the number at the right below that."""
        fmt = self.formats.of("发文机关标志")
        frame = '<w:framePr w:w="9638" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="1701"/>'
        self.put("发文机关标志", self.content.issuer_mark[0], fmt, frame=frame)
        self.letter_number(self.double_lines(fmt))

    def double_lines(self, mark: Format) -> str:
        rule = self.formats.rules["信函双线"]
        if rule.missing:
            return ""
        first = 30 + mark.size / 72 * 25.4 + rule.gap_mm
        upper = self.draw_line(20, first, 170, rule.width_pt, rule.colour, "thickThin")
        return upper + self.draw_line(20, 277, 170, rule.width_pt, rule.colour, "thinThick")

    def letter_number(self, lines: str) -> None:
        """7/8 of a 3号 character (14 pt) below the first line; the exact line begins 9.4 pt above the glyph box."""
        mark = self.formats.roles["发文机关标志"]
        first = 30 + mark.size / 72 * 25.4 + self.formats.rules["信函双线"].gap_mm - self.formats.page.top_mm
        fmt = replace(self.formats.of("发文字号"), before=first * 72 / 25.4 + 2.5 + 14 - 9.4)
        self.put("发文字号", self.content.document_number, fmt, front=lines)

    # -- body (7.3) ---------------------------------------------------------------------------------------------

    def title(self) -> None:
        fmt = self.formats.of("标题")
        for index, line in enumerate(self.content.title):
            self.put("标题", line, fmt if index == 0 else replace(fmt, gap=0))

    def body(self) -> None:
        if self.content.title:
            self.title()
        if self.content.addressee:
            self.put("主送机关", self.content.addressee)
        # 10.2: two lines below the order number; 纪要 has no addressee, so the blank line under the title comes here
        gap = 2.0 if self.content.order_number else 0.0 if self.content.addressee else 1.0
        for index, block in enumerate(self.content.body):
            self.block(block, "正文", gap if index == 0 else 0.0)

    def block(self, block: Paragraph | Table, role: str, gap: float = 0.0) -> None:
        if isinstance(block, Table):
            self.out.append(self.data_table(block))
            return
        if not block.level:
            fmt = self.formats.of(role)
            self.put(role, block.text, replace(fmt, gap=fmt.gap + gap))
            return
        self.heading(block, role)

    def heading(self, block: Paragraph, role: str) -> None:
        level = LEVELS[block.level]
        fmt = self.formats.of(level)
        rest = self.formats.roles[role]
        lead = block.lead or block.text
        self.put(level, [(lead, fmt), (block.text[len(lead):], rest)], fmt)

    def data_table(self, data: Table) -> str:
        columns = list(zip(*data.rows, strict=True))
        wide = [max(width(text) for text in column) * 12 * 20 + 260 for column in columns]
        scale = AREA_TWIPS / sum(wide)
        widths = [round(w * scale) for w in wide]
        rows = []
        for index, texts in enumerate(data.rows):
            role = "表头" if index == 0 else "表格"
            fmt = self.formats.of(role)
            rows.append(row("".join(
                cell(self.paragraph(role, [(text, fmt)], fmt), w, middle=True)
                for text, w in zip(texts, widths, strict=True))))
        edges = "".join(edge(side, 0.5, "auto") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        return table(rows, widths, borders=edges, margin=57)

    def attachment_notes(self) -> None:
        """7.3.4: one line each, wrapped lines flush with the first character of the name."""
        names, fmt = self.content.attachment_notes, self.formats.of("附件说明")
        for index, name in enumerate(names):
            number = f"{index + 1}." if len(names) > 1 else ""
            label = "附件：" if index == 0 else ""
            hanging = (3 if index == 0 else 0) + (1 if number else 0)
            left = 6 if number else 5
            self.put("附件说明", label + number + name,
                     replace(fmt, left=fmt.left + left, hanging=hanging, gap=fmt.gap if index == 0 else 0))

    def closing(self) -> None:
        if self.content.attachment_notes:
            self.attachment_notes()
        if self.content.signer_name:  # 7.3.5.3
            text = f"{self.content.signer_post}　　{self.content.signer_name}"
            self.put("签发人职务", text)
        if self.content.layout == "纪要":
            self.attendance()
        else:
            self.signatures()
            if self.content.issue_date:
                self.put("成文日期", self.content.issue_date)
        if self.content.note:
            self.put("附注", self.content.note)

    def signatures(self) -> None:
        longest = max((width(name) for name in self.content.signatures), default=0)
        for index, name in enumerate(self.content.signatures):
            fmt = self.formats.of("发文机关署名")
            if index:
                fmt = replace(fmt, gap=0)
            if len(self.content.signatures) > 1:  # 7.3.5.1: in order and aligned, short names stretched
                fmt = replace(fmt, align="distribute", left=CHARS - fmt.right - longest - 0.3)
            self.put("发文机关署名", name, fmt)

    def attendance(self) -> None:
        """10.3: 出席, 请假, 列席 in 黑体, the names in 仿宋, wrapped lines flush with the first name."""
        for index, (label, names) in enumerate(self.content.attendance):
            fmt = self.formats.of("出席")
            names_format = self.formats.of("出席名单")
            segments = [(label, fmt), ("：" + names, names_format)]
            self.put("出席", segments, fmt if index == 0 else replace(fmt, gap=0))

    # -- attachments and colophon (7.3.7, 7.4) ------------------------------------------------------------------

    def attachment(self, item: Attachment) -> None:
        if item.label:
            self.put("附件", item.label)
        fmt = self.formats.of("附件标题")
        for index, line in enumerate(item.title):
            first = fmt if item.label else replace(fmt, new_page=True, gap=0)
            self.put("附件标题", line, first if index == 0 else replace(fmt, gap=0))
        self.blank()
        for block in item.body:
            self.block(block, "附件正文")

    def colophon_lines(self) -> list[ColophonLine]:
        lines: list[ColophonLine] = []
        if self.content.copy_to:
            fmt = self.formats.of("抄送机关")
            lines.append(("抄送机关", [(f"抄送：{self.content.copy_to}", fmt)], fmt, ""))
        if self.content.printing_office:
            fmt, date = self.formats.of("印发机关"), self.formats.of("印发日期")
            stop = RIGHT_TAB.format(self.area - round(date.right * 280))
            printed = f"{self.content.printing_date}印发" if self.content.printing_date else ""
            lines.append(("印发机关", [(self.content.printing_office + "\t", fmt), (printed, date)], fmt, stop))
        return lines

    def colophon(self) -> None:
        """A frame at the foot of the type area; the lines are drawn, since borders would follow the indents."""
        lines = self.colophon_lines()
        frame = _FRAME.format(self.area)
        for role, segments, fmt, tabs in lines:
            self.out.append(self.paragraph(role, segments, fmt, frame=frame, tabs=tabs))
        if lines:
            fmt = Format(size=1, line=1, align="left")
            self.out.append(self.paragraph("", [], fmt, front=self.colophon_rules(lines)))

    def colophon_height(self, line: ColophonLine) -> float:
        """Points that one entry takes, wrapped lines included."""
        _, segments, fmt, tabs = line
        room = self.area / 20 / fmt.size - fmt.left - fmt.right
        text = "".join(text for text, _ in segments)
        return fmt.line * (1 if tabs else math.ceil((width(text) - fmt.hanging) / room))

    def colophon_rules(self, lines: list[ColophonLine]) -> str:
        """7.4.1: thick, thin, thick; the last one on the lower edge of the type area."""
        rule, page = self.formats.rules["版记分隔线"], self.formats.page
        if rule.missing or self.content.layout == "信函":  # 10.1: 信函 has none
            return ""
        y = page.height_mm - page.bottom_mm
        length = page.width_mm - page.left_mm - page.right_mm
        out = self.draw_line(page.left_mm, y, length, rule.width_pt, rule.colour)
        for line in reversed(lines):
            y -= self.colophon_height(line) * 25.4 / 72
            points = rule.width_pt if line is lines[0] else rule.width_pt * 0.75
            out += self.draw_line(page.left_mm, y, length, points, rule.colour)
        return out

    # -- the whole ----------------------------------------------------------------------------------------------

    def document(self) -> str:
        """What stands in ``w:body``."""
        self.masthead()
        self.body()
        self.closing()
        if self.formats.after_colophon:
            self.colophon()
        for item in self.content.attachments:
            self.attachment(item)
        if not self.formats.after_colophon:
            self.colophon()
        return "".join(self.out) + self.section(first=not self.sections)
