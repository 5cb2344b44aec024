"""版记 (7.4) at the bottom of the last page, and page numbers (7.5)."""

from __future__ import annotations

from . import pdf_1999 as old
from .content import Content
from .pdf_draw import line_ops, rule_at
from .pdf_flow import Flow
from .pdf_style import MM, Format
from .pdf_text import Line, Span, one_line, set_paragraph

_PAD = 0.5  # mm between a line of the 版记 and the line boxes


def _prints(content: Content) -> bool:
    return content.layout != "信函" and bool(content.printing_office or content.printing_date)


def colophon_height(flow: Flow, content: Content) -> float:
    """Height of the 版记 from the upper edge of its first line to the lower edge of the type area; 0 without one."""
    if content.edition == "1999":
        return old.colophon_height(flow, content)
    style = flow.style
    copy = len(_copy_lines(flow, content))
    if not copy and not _prints(content):
        return 0.0
    copy_pitch, print_pitch = (style.elements[key].line / MM for key in ("抄送机关", "印发机关"))
    height = copy * copy_pitch + (2 * _PAD if copy else 0) + (print_pitch + 2 * _PAD if _prints(content) else 0)
    return height + (2 * style.rules["版记粗线"].width_mm if content.layout != "信函" else 0)


def colophon(flow: Flow, content: Content) -> None:
    """7.4: at the bottom of the last page, the last line on the lower edge of the type area; letters have no lines."""
    if content.edition == "1999":
        old.colophon(flow, content)
        return
    style = flow.style
    height = colophon_height(flow, content)
    if not height:
        return
    flow.reserve = height + 3.0
    flow.keep(0.0)
    flow.reserve = 0.0
    copy = _copy_lines(flow, content)
    thick, thin = style.rules["版记粗线"], style.rules["版记细线"]
    copy_pitch, print_pitch = (style.elements[key].line / MM for key in ("抄送机关", "印发机关"))
    y = style.page.lower_mm - height
    ruled = content.layout != "信函"
    tail = flow.page.tail
    if ruled:
        tail += rule_at(style, thick, y + thick.gap_mm)
        y += thick.width_mm
    y += _PAD if copy else 0
    for line in copy:
        tail += line_ops(line, style.page.left_mm, y + (copy_pitch - line.size_mm) / 2)
        y += copy_pitch
    if _prints(content):
        if copy:
            tail += rule_at(style, thin, y + _PAD - thin.width_mm / 2)
            y += _PAD
        _printing(flow, content, y + _PAD, print_pitch)
    if ruled:
        tail += rule_at(style, thick, style.page.lower_mm - thick.width_mm + thick.gap_mm)


def _copy_lines(flow: Flow, content: Content) -> list[Line]:
    fmt = flow.style.elements["抄送机关"]
    if not content.copy_to or fmt.missing:
        return []
    return set_paragraph(flow.style, [Span("抄送：" + content.copy_to, fmt)], fmt)


def _printing(flow: Flow, content: Content, top: float, pitch: float) -> None:
    """7.4.3: office one character from the left, date and 印发 one from the right."""
    style = flow.style
    office, date = style.elements["印发机关"], style.elements["印发日期"]
    left = one_line(style, content.printing_office, office)
    left.left, left.last = office.left * style.cell(office) + office.dx_mm, False
    right = one_line(style, content.printing_date + "印发" if content.printing_date else "", date)
    right.left = style.page.area_mm - (date.right or 0) * style.cell(date) - right.width + date.dx_mm
    for line, fmt in ((left, office), (right, date)):
        if line.chars and not fmt.missing:
            flow.page.tail += line_ops(line, style.page.left_mm, top + (pitch - line.size_mm) / 2)


_NUMBERS = {"dash": "— {} —", "hyphen": "- {} -", "bare": "{}"}


def page_numbers(flow: Flow) -> None:
    """7.5: the dashes 7 mm below the type area, odd pages at the right, even pages at the left, one character in."""
    style, fmt = flow.style, flow.style.number
    text_format = Format(font=fmt.font, size=fmt.size, colour=fmt.colour)
    size = fmt.size / MM
    for number, page in enumerate(flow.pages, start=1):
        if not page.numbered or fmt.missing:
            continue
        line = one_line(style, _NUMBERS[fmt.style].format(number), text_format)
        outside = "right" if number % 2 else "left"
        room = style.page.area_mm - line.width
        side = outside if fmt.align == "outside" else fmt.align
        line.left = {"right": room - fmt.free * size, "left": fmt.free * size, "center": room / 2}[side]
        top = style.page.lower_mm + fmt.below_mm - size / 2
        page.tail += line_ops(line, style.page.left_mm, top)
