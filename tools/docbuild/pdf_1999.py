"""What GB/T 9704-1999 set differently on a page: the corner at the right, the height of the mark, the 版记."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .content import Content
from .pdf_draw import line_ops, rule_at
from .pdf_flow import Flow
from .pdf_style import MM, Style
from .pdf_text import Line, Span, align, one_line, set_paragraph

_PITCH = 29.0 / MM
_PAD = 1.0  # mm between a line of the 版记 and the glyphs below it
_MARK_TOP_MM = {False: 62.0, True: 117.0}


def old_style(style: Style, content: Content) -> None:
    """Formats of that edition: the 版记 in 3号, the date four characters from the right."""
    size = style.elements["正文"].size
    for name in ("抄送机关", "印发机关", "印发日期"):
        style.elements[name] = replace(style.elements[name], size=size, line=29.0)
    style.elements["附件"] = replace(style.elements["附件"], font="fangsong")
    style.elements["成文日期"] = replace(style.elements["成文日期"], right=2 if content.signatures else 4)
    style.elements["发文机关署名"] = replace(style.elements["发文机关署名"], gap=3)
    for name in ("密级和保密期限", "紧急程度"):
        style.elements[name] = replace(style.elements[name], align="right", right=0)


def mark_top(content: Content) -> float:
    """Upper edge of the mark (8.1.4: 25 mm below the type area's, 80 mm in what is reported upward)."""
    return _MARK_TOP_MM[bool(content.signatories)]


def corner(flow: Flow, content: Content, top: float) -> float:
    """份号 at the left, 密级 and 紧急程度 at the right of the first lines (8.1.1 to 8.1.3)."""
    rights = [(n, t) for n, t in (("密级和保密期限", content.classification), ("紧急程度", content.urgency)) if t]
    entries = ([(0, "份号", content.copy_number)] if content.copy_number else []) + [
        (row, name, text) for row, (name, text) in enumerate(rights)]
    bottom = top
    for row, name, text in entries:
        fmt = flow.style.elements[name]
        line = one_line(flow.style, text, fmt)
        align(line, fmt, flow.style.page.area_mm)
        flow.page.fixed += line_ops(line, flow.style.page.left_mm, top + row * _PITCH)
        bottom = max(bottom, top + row * _PITCH + line.size_mm)
    return bottom


@dataclass(frozen=True)
class _Row:
    """One element of the 版记: its lines (one printed line when ``beside``), and whether a 反线 is drawn below it."""

    lines: list[Line]
    beside: bool = False
    ruled: bool = True

    @property
    def height(self) -> float:
        return _PITCH * (1 if self.beside else len(self.lines)) + _PAD


def _rows(flow: Flow, content: Content) -> list[_Row]:
    style, rows = flow.style, []
    fmt = style.elements["抄送机关"]
    if content.subject_words:
        label, words = replace(fmt, font="hei", left=0, first=0), replace(fmt, font="xiaobiaosong", left=0, first=0)
        spans = [Span("主题词：", label), Span("　".join(content.subject_words), words)]
        rows.append(_Row(set_paragraph(style, spans, words)))
    if content.copy_to:
        rows.append(_Row(set_paragraph(style, [Span("抄送：" + content.copy_to, fmt)], fmt)))
    if content.printing_office and content.layout != "信函":
        rows.append(_Row(_printing(style, content), beside=True))
    if content.copies:
        line = one_line(style, content.copies, fmt)
        line.left = style.page.area_mm - style.cell(fmt) - line.width
        rows.append(_Row([line], ruled=False))
    return rows


def _printing(style: Style, content: Content) -> list[Line]:
    office, date = style.elements["印发机关"], style.elements["印发日期"]
    left = one_line(style, content.printing_office, office)
    left.left, left.last = style.cell(office), False
    right = one_line(style, content.printing_date + "印发", date)
    right.left = style.page.area_mm - style.cell(date) - right.width
    return [left, right]


def colophon_height(flow: Flow, content: Content) -> float:
    """Height of the 版记 down to the lower edge of the type area."""
    return sum(row.height for row in _rows(flow, content))


def colophon(flow: Flow, content: Content) -> None:
    """8.3: 主题词, 抄送, 印发 with a line below each, the last element on the last line."""
    rows = _rows(flow, content)
    height = colophon_height(flow, content)
    if not rows:
        return
    flow.reserve = height + 3.0
    flow.keep(0.0)
    flow.reserve = 0.0
    style, y = flow.style, flow.style.page.lower_mm - height
    thin = style.rules["版记细线"]
    for row in rows:
        for index, line in enumerate(row.lines):
            top = y + (0 if row.beside else index * _PITCH) + (_PITCH - line.size_mm) / 2
            flow.page.tail += line_ops(line, style.page.left_mm, top)
        y += row.height
        if row.ruled:
            flow.page.tail += rule_at(style, thin, y - thin.width_mm)
