"""What follows the body: 附件说明, 署名, 成文日期, 印章, 附注 (7.3.4 to 7.3.6) and the attachments (7.3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .content import Content
from .pdf_draw import line_ops, mm_size, seal
from .pdf_flow import Flow
from .pdf_style import MM, Format
from .pdf_text import Line, Span, align, break_lines, one_line


def attachment_notes(flow: Flow, content: Content) -> None:
    """7.3.4: “附件：” two characters in, numbered when there are several, turned lines under the name."""
    fmt, names = flow.style.elements["附件说明"], content.attachment_notes
    if fmt.missing:
        return
    cell = flow.style.cell(fmt)
    measure = flow.style.page.area_mm - (fmt.right or 0) * cell
    if names:  # no page without text of the body
        flow.keep(_rows_below(flow, len(names)), gap=flow.blank(fmt.gap))
    for index, name in enumerate(names):
        number = f"{index + 1}." if len(names) > 1 else ""
        label = "附件：" if index == 0 else ""
        start = fmt.left + fmt.first + (0 if label else 3)
        rest = one_line(flow.style, "附件：" + number, fmt).width + (fmt.left + fmt.first) * cell
        lines = break_lines(flow.style, [Span(label + number + name, fmt)], start * cell, rest, measure=measure)
        for line in lines:
            align(line, fmt, measure)
        flow.lines(lines, fmt if index == 0 else replace(fmt, gap=0))


def attendance(flow: Flow, content: Content) -> None:
    """10.3: 出席, 请假, 列席 in 黑体, names in 仿宋 with turned lines under the first name."""
    fmt, names_format = flow.style.elements["出席"], flow.style.elements["出席名单"]
    if content.attendance:
        flow.keep(_rows_below(flow, 1), gap=flow.blank(fmt.gap))
    for index, (label, names) in enumerate(content.attendance):
        own = fmt if index == 0 else replace(fmt, gap=0)
        flow.paragraph([Span(label + "：", fmt), Span(names, names_format)], own)


def sign_off(flow: Flow, content: Content, *, lettered: bool) -> None:
    """Signature, date and seal in the way that 7.3.5.1, 7.3.5.2 or 7.3.5.3 asks for, then the note."""
    if content.layout != "纪要":
        if content.signer_name:
            _stamp(flow, content)
        elif content.sealed and content.signatures:
            _sealed(flow, content, lettered=lettered)
        elif content.signatures or content.issue_date:
            _unsealed(flow, content)
    flow.element("附注", content.note)


def _rows_below(flow: Flow, count: int) -> float:
    return count * flow.style.page.pitch / MM


def _left_end(flow: Flow, line: Line, fmt: Format, computed: float) -> float:
    """Left end of a signature or date: ``computed`` as 7.3.5 wants it unless a deviation says otherwise."""
    area, cell = flow.style.page.area_mm, flow.style.cell(fmt)
    if fmt.align == "center":
        computed = (area - line.width) / 2
    elif fmt.align != "right":
        computed = (fmt.left + fmt.first) * cell
    elif fmt.right is not None:
        computed = area - fmt.right * cell - line.width
    return computed + fmt.dx_mm


def _unsealed(flow: Flow, content: Content) -> None:
    """7.3.5.2: signature two characters from the right, the date's first character two to the right of its first."""
    style = flow.style
    fmt, day = style.elements["发文机关署名"], style.elements["成文日期"]
    cell = style.cell(fmt)
    date = one_line(style, content.issue_date, day)
    names = [one_line(style, name, fmt) for name in content.signatures]
    widest = max((line.width for line in names), default=0.0)
    # The date must not come nearer to the edge than two characters; the signature makes way for it.
    left = style.page.area_mm - 2 * cell - max(widest, date.width + 2 * cell if names else date.width)
    flow.keep(_rows_below(flow, len(names) + 1 + bool(content.note)), gap=flow.blank(fmt.gap))
    for index, line in enumerate(names):
        line.left = _left_end(flow, line, fmt, left)
        if not fmt.missing:
            flow.line(line, flow.blank(fmt.gap if index == 0 else 0))
    if not day.missing:
        date.left = _left_end(flow, date, day, left + (2 * cell if names else 0))
        flow.line(date, flow.blank(day.gap if names else fmt.gap))


def _stamp(flow: Flow, content: Content) -> None:
    """7.3.5.3: post, two characters, the signature stamp four from the right; date after one blank line."""
    style = flow.style
    post, stamp, day = (style.elements[key] for key in ("签发人职务", "签发人签名", "成文日期"))
    cell, area = style.page.cell_mm, style.page.area_mm
    name = one_line(style, content.signer_name, stamp)
    name.left = area - (stamp.right or 0) * cell - name.width + stamp.dx_mm
    title = one_line(style, content.signer_post, post)
    title.left, title.last = name.left - 2 * cell - title.width + post.dx_mm, False
    flow.keep(_rows_below(flow, 2 + bool(content.note)) + name.size_mm, gap=flow.blank(post.gap))
    top = flow.top_of(flow.blank(post.gap))
    ops = line_ops(title, style.page.left_mm, top + (name.size_mm - title.size_mm) / 2) if content.signer_post else []
    flow.add([*ops, *line_ops(name, style.page.left_mm, top)], top, top + name.size_mm)
    date = one_line(style, content.issue_date, day)
    date.left = _left_end(flow, date, day, area - 4 * cell - date.width)
    if not day.missing:
        flow.line(date, flow.blank(day.gap or 1))


def _seal_rows(widths: Sequence[float], diameter: float, last: float) -> list[list[float]]:
    """Centres of the seals, row by row; the last seal stands at ``last``, over the date (图7, 图8)."""
    step = max(diameter + 2, *(width + 4 for width in widths))
    room = max(1, min(3, int((last - diameter / 2) / step) + 1))
    rows: list[list[float]] = []
    for start in range(0, len(widths), room):
        count = min(room, len(widths) - start)
        rows.append([last - step * (count - 1 - n) for n in range(count)])
    return rows


def _sealed(flow: Flow, content: Content, *, lettered: bool) -> None:
    """7.3.5.1: date four characters from the right, signature centred over it, seal over both, near the text."""
    style = flow.style
    fmt, day, stamp = style.elements["发文机关署名"], style.elements["成文日期"], style.seal
    area, radius, step = style.page.area_mm, stamp.diameter_mm / 2, stamp.diameter_mm + 2
    date = one_line(style, content.issue_date, day)
    names = [one_line(style, name, fmt) for name in content.signatures]
    computed = min(area - 4 * style.cell(day) - date.width, area - (names[-1].width + date.width) / 2)
    date.left = _left_end(flow, date, day, computed)
    rows = _seal_rows([line.width for line in names], stamp.diameter_mm, date.left + date.width / 2)
    flow.keep(stamp.gap_mm + len(rows) * step + (style.page.pitch / MM if content.note else 0))
    base = flow.y or style.page.top_mm
    centres = [(x, base + stamp.gap_mm + radius + index * step) for index, row in enumerate(rows) for x in row]
    for name, line, (x, y) in zip(content.signatures, names, centres, strict=True):
        top = y + radius * 0.32 - mm_size(fmt) / 2  # both lines a little below the centre (图5)
        line.left = _left_end(flow, line, fmt, x - line.width / 2)
        if not fmt.missing:
            flow.add(line_ops(line, style.page.left_mm, top), top, top + line.size_mm)
        if not stamp.missing:
            middle = style.page.left_mm + x + stamp.dx_mm
            flow.page.over += seal(middle, y + stamp.dy_mm, stamp, name, lettered=lettered)
    if not day.missing:
        flow.line(date, flow.blank(day.gap))


def attachments(flow: Flow, content: Content) -> None:
    """7.3.7: each on its own page, label in the first line, title in the third, body as in the main text."""
    fmt = flow.style.elements["附件标题"]
    pitch = flow.style.page.pitch / MM
    for attachment in content.attachments:
        if flow.style.attachments_new_page:
            flow.new_page()
        if attachment.label:
            flow.element("附件", attachment.label)
            # the title's line box is the third one: one line box stays free
            flow.y = (flow.y or 0.0) + flow.blank(0) + pitch - flow.blank(fmt.gap)
        flow.titles("附件标题", attachment.title)
        flow.y = (flow.y or 0.0) + flow.blank(1) - flow.blank(0)
        flow.body(attachment.body, "附件正文")
