"""版头 (7.2) and the upper part of the special formats (10.1 to 10.3)."""

from __future__ import annotations

from dataclasses import replace

from . import pdf_1999 as old
from .content import Content
from .pdf_draw import line_ops, mm_size, rule_at
from .pdf_flow import Flow
from .pdf_style import MARK_TOP_MM, MM, Format
from .pdf_text import Line, Span, align, one_line, set_paragraph, spread

_WIDEST = 0.94  # of the type area, for the mark
SEVEN_EIGHTHS = 16 * 7 / 8 / MM


def masthead(flow: Flow, content: Content) -> None:
    """Everything above the title; leaves ``flow.y`` at the lower edge that the title's blank lines start from."""
    if content.layout == "信函":
        _letter_head(flow, content)
        return
    _corner(flow, content, flow.style.page.top_mm + flow.style.page.lead_mm)
    bottom = _mark(flow, content)
    flow.y = bottom
    if content.layout == "命令":
        flow.element("令号", content.order_number)
        return
    if content.signatories:
        _upward_number(flow, content)
    else:
        flow.element("发文字号", content.document_number)
    if content.layout == "纪要" and content.signatures:
        _minutes_issuer(flow, content)
    _red_line(flow)


def _red_line(flow: Flow) -> None:
    """7.2.7: 4 mm below the number, as wide as the type area."""
    fmt = flow.style.rules["版头分隔线"]
    top = (flow.y or 0.0) + fmt.gap_mm
    flow.page.fixed += rule_at(flow.style, fmt, top)
    flow.y = top + fmt.width_mm


def _corner(flow: Flow, content: Content, top: float) -> float:
    """份号, 密级和保密期限, 紧急程度 line by line at the upper left (7.2.1 to 7.2.3); returns the last lower edge."""
    bottom = top
    if content.edition == "1999":
        return old.corner(flow, content, top)
    parts = (("份号", content.copy_number), ("密级和保密期限", content.classification), ("紧急程度", content.urgency))
    for name, text in parts:
        fmt = flow.style.elements[name]
        if not text or fmt.missing:
            continue
        line = one_line(flow.style, text, fmt)
        align(line, fmt, flow.style.page.area_mm)
        flow.page.fixed += line_ops(line, flow.style.page.left_mm, top)
        bottom = top + line.size_mm
        top += flow.style.page.pitch / MM
    return bottom


def _mark_format(flow: Flow, chars: float, size_limit: float) -> Format:
    """The mark's size so that ``chars`` characters fit: narrowed to three fifths first, then smaller."""
    fmt = flow.style.elements["发文机关标志"]
    room = flow.style.page.area_mm * _WIDEST
    size = min(fmt.size, size_limit)
    hscale = max(0.6, min(1.0, room * MM / (chars * size)))
    size = min(size, room * MM / (chars * hscale))
    return replace(fmt, size=round(size, 1), hscale=round(hscale * fmt.hscale, 2))


def _mark(flow: Flow, content: Content) -> float:
    """7.2.4: centred, 35 mm below the type area's upper edge (20 mm for orders); returns its lower edge."""
    fmt = flow.style.elements["发文机关标志"]
    shift = flow.style.page.top_mm - 37.0
    top = MARK_TOP_MM[content.layout] + shift
    if content.edition == "1999" and content.layout == "普通":
        top = old.mark_top(content) + shift
    if fmt.missing or not content.issuer_mark:
        return top + 52 / MM
    if len(content.issuer_mark) > 1:
        return _joint_mark(flow, content, top)
    text = content.issuer_mark[0] + content.mark_suffix
    fmt = _mark_format(flow, len(text), 60)
    line = one_line(flow.style, text, fmt)
    align(line, fmt, flow.style.page.area_mm)
    flow.page.fixed += line_ops(line, flow.style.page.left_mm, top)
    return top + mm_size(fmt)


def _joint_mark(flow: Flow, content: Content, top: float) -> float:
    """图3, 图4: names spread to one width, 文件 at their right in the middle of their height."""
    style, names, suffix = flow.style, content.issuer_mark, content.mark_suffix
    longest = max(len(name) for name in names)
    fmt = _mark_format(flow, longest + (len(suffix) * 1.3 + 0.5 if suffix else 0), 42)
    large = replace(fmt, size=round(fmt.size * 1.3, 1)) if suffix else fmt
    tail = one_line(style, suffix, large)
    size = mm_size(fmt)
    width = longest * size * fmt.hscale
    gap = 0.5 * size * fmt.hscale if suffix else 0.0
    left = (style.page.area_mm - width - gap - tail.width) / 2 + fmt.dx_mm
    step = size * 1.3
    for index, name in enumerate(names):
        line = one_line(style, name, fmt)
        spread(line, width)
        line.left = left
        flow.page.fixed += line_ops(line, style.page.left_mm, top + index * step)
    height = (len(names) - 1) * step + size
    if suffix:
        tail.left = left + width + gap
        flow.page.fixed += line_ops(tail, style.page.left_mm, top + (height - tail.size_mm) / 2)
    return top + height


def _upward_number(flow: Flow, content: Content) -> None:
    """7.2.5, 7.2.6: number one character from the left on the line of the last signatory, names two a line."""
    style = flow.style
    number, signer, name = (style.elements[key] for key in ("发文字号", "签发人", "签发人姓名"))
    rows = [content.signatories[i:i + 2] for i in range(0, len(content.signatories), 2)]
    cell = style.cell(signer)
    label = one_line(style, "签发人：", signer)
    column = max(one_line(style, text, name).width for text in content.signatories)
    block = label.width + column + (column + cell if len(content.signatories) > 1 else 0)
    start = style.page.area_mm - (signer.right or 0) * cell - block + signer.dx_mm
    for index, row in enumerate(rows):
        top = flow.top_of(flow.blank(number.gap if index == 0 else 0))
        parts: list[Line] = []
        if index == len(rows) - 1 and content.document_number and not number.missing:
            line = one_line(style, content.document_number, number)
            line.left = number.left * cell
            align(line, number, style.page.area_mm)
            parts.append(line)
        if index == 0 and not signer.missing:
            label.left, label.last = start, False
            parts.append(label)
        for position, text in enumerate(row if not signer.missing else ()):
            line = one_line(style, text, name)
            line.left = start + label.width + position * (column + cell)
            line.last = position == len(row) - 1
            parts.append(line)
        ops = [op for line in parts for op in line_ops(line, style.page.left_mm, top)]
        flow.page.fixed += ops
        flow.y = top + mm_size(number)


def _minutes_issuer(flow: Flow, content: Content) -> None:
    """纪要: office at the left and date at the right under the number, one character from each edge (practice)."""
    style = flow.style
    top = flow.top_of(flow.blank(0))
    fmt = replace(style.elements["发文机关署名"], align="left")
    left = one_line(style, content.signatures[0], fmt)
    right = one_line(style, content.issue_date, style.elements["成文日期"])
    left.left = style.page.cell_mm
    right.left = style.page.area_mm - style.page.cell_mm - right.width
    flow.page.fixed += [*line_ops(left, style.page.left_mm, top), *line_ops(right, style.page.left_mm, top)]
    flow.y = top + left.size_mm


def _letter_head(flow: Flow, content: Content) -> None:
    """10.1: mark at 30 mm, double line 4 mm below it, number at the right 7/8 of a 3号 character under the line."""
    style = flow.style
    page = flow.page
    page.numbered = style.number.first_page
    bottom = _mark(flow, content)
    thick, thin = style.rules["信函双线粗线"], style.rules["信函双线细线"]
    top = bottom + thick.gap_mm
    page.fixed += rule_at(style, thick, top, on_paper=True)
    page.fixed += rule_at(style, thin, top + thick.width_mm + thin.gap_mm, on_paper=True)
    edge = style.page.height_mm - 20.0
    page.fixed += rule_at(style, thick, edge - thick.width_mm, on_paper=True)
    last = edge - thick.width_mm - thin.gap_mm - thin.width_mm
    page.fixed += rule_at(style, thin, last, on_paper=True)
    flow.first_bottom = last - SEVEN_EIGHTHS
    start = top + thick.width_mm + thin.gap_mm + thin.width_mm + SEVEN_EIGHTHS
    flow.y = _corner(flow, content, start)
    fmt = style.elements["发文字号"]
    if content.document_number and not fmt.missing:
        line = set_paragraph(style, [Span(content.document_number, fmt)], fmt)[0]
        page.fixed += line_ops(line, style.page.left_mm, start)
        flow.y = max(flow.y, start + line.size_mm)
