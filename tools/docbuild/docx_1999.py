"""The parts of a document that GB/T 9704-1999 set differently; mixed into the writer of any idiom."""

from __future__ import annotations

from .docx_format import Format
from .docx_write import RIGHT_TAB, ColophonLine, Writer

_MARK_TOP_MM = {"下行": 25.0, "上行": 80.0}


class OldEdition(Writer):
    """密级 and 紧急程度 at the right, the mark 25 (80) mm down, 主题词 in the 版记, a line below each of its elements."""

    def masthead(self) -> None:
        if self.content.layout == "信函":
            self.letterhead()
            return
        rights = [(role, text) for role, text in (("密级和保密期限", self.content.classification),
                                                  ("紧急程度", self.content.urgency)) if text]
        left = self.content.copy_number
        for index in range(max(len(rights), bool(left))):
            self.corner(left if index == 0 else "", rights[index] if index < len(rights) else None)
        if self.content.issuer_mark:
            self.mark(self.top_mm() * 72 / 25.4 - max(len(rights), bool(left)) * self.formats.of("份号").line)
        if self.content.order_number:
            self.put("令号", self.content.order_number)
        elif self.content.document_number:
            self.number()

    def corner(self, left: str, right: tuple[str, str] | None) -> None:
        """份号 flush left, 密级 or 紧急程度 flush right on the same line (8.1.1 to 8.1.3)."""
        fmt = self.formats.of("份号")
        if right is None:
            self.put("份号", left)
            return
        role, text = right
        if not left:
            self.put(role, text, Format("黑体", align="right"))
            return
        segments = [(left + "\t", fmt), (text, Format("黑体"))]
        self.out.append(self.paragraph("份号", segments, fmt, tabs=RIGHT_TAB.format(self.area)))

    def top_mm(self) -> float:
        if self.content.layout == "命令":
            return super().top_mm()
        return _MARK_TOP_MM["上行" if self.content.signatories else "下行"]

    def colophon_lines(self) -> list[ColophonLine]:
        lines: list[ColophonLine] = []
        if self.content.subject_words:
            words = self.formats.of("主题词")
            label = Format("黑体", line=words.line)
            lines.append(("主题词", [("主题词：", label), ("　".join(self.content.subject_words), words)], words, ""))
        for role, segments, fmt, tabs in super().colophon_lines():
            stop = RIGHT_TAB.format(self.area - 320) if tabs else ""
            lines.append((role, segments, fmt, stop))
        if self.content.copies:
            fmt = self.formats.of("印数")
            lines.append(("印数", [(self.content.copies, fmt)], fmt, ""))
        return lines

    def colophon_rules(self, lines: list[ColophonLine]) -> str:
        """8.3.4: a line below each element, none below the number of copies."""
        rule, page = self.formats.rules["版记分隔线"], self.formats.page
        if rule.missing or self.content.layout == "信函":
            return ""
        y, out = page.height_mm - page.bottom_mm, ""
        for line in reversed(lines):
            if line[0] != "印数":
                length = page.width_mm - page.left_mm - page.right_mm
                out += self.draw_line(page.left_mm, y, length, rule.width_pt * 0.75, rule.colour)
            y -= self.colophon_height(line) * 25.4 / 72
        return out
