"""版头分隔线（GB/T 9704-2012 7.2.7）。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.layout import area_width, line_length, masthead_lines, measured, same_row, type_area
from ..pipeline.lettering import color_name
from ..pipeline.model import Document, Line

_HEAD = {"发文机关标志": "某市人民政府文件", "发文字号": "某政发〔2024〕8号", "标题": "某市人民政府关于做好防汛工作的通知"}
_RED = Line("paragraph", color="FF0000", width_mm=0.5, length_mm=156.0, block=1, edge="below", gap_mm=3.9)
LENGTH_MM, TOLERANCE_MM, TABLE_MM = 156.0, 1.5, 4.5
"""7.2.7, and how much longer the outer edge of a Word table is by its cell margins."""
CENTRE_MM = 3.0
WEIGHT_MM = (0.3, 1.3)
"""7.2.7 names no weight: offices print 0.35 to 1 mm, Figure 4 about 0.6; a line of 3 points is 1.06."""


def _changed(**changes: object) -> dict[str, object]:
    return {"lines": (replace(_RED, **changes),)}  # type: ignore[arg-type]


@check("HT2025", "缺版头红色分隔线", severity="error", basis="GB/T 9704-2012 7.2.7", layouts=("普通",), needs=("lines",),
       examples=[Bad("", elements=_HEAD), Bad("", elements=_HEAD, document=_changed(color="000000")),
                 Good("", elements=_HEAD, document=_changed()), Good("", elements=_HEAD, kind={"preprinted": True})])
def missing_line(document: Document, structure: Structure) -> Iterator[Problem]:
    """发文字号之下印一条与版心等宽的红色分隔线。

    段落边框、画的直线、表格边框、细长矩形和图片都认。预印红头纸套打的不查；没有发文机关标志的文稿不查。
    依据：GB/T 9704-2012 7.2.7。
    """
    mark = structure.get("发文机关标志")
    if structure.kind.preprinted or mark is None or structure.get("标题") is None:
        return
    if "期号" in structure.roles and not structure.get("发文字号"):
        return  # a ministry's 公告 with its running number has no line below it
    lines = masthead_lines(structure)
    if any(line.red is not False for line in lines) or _drawn(structure):
        return
    if lines:
        yield Problem(None, f"版头分隔线现为{color_name(lines[0].color or '000000')}，应当用红色（FF0000）。",
                      element="版头分隔线", page=1)
    else:
        yield Problem(None, "发文字号之下没有红色分隔线。可以给发文字号所在段落加红色下边框，或插入 15.6 厘米长的红色直线。",
                      element="版头分隔线", page=1)


def _drawn(structure: Structure) -> bool:
    """Whether a picture in the head, or red underlined blanks, may be the line."""
    below = structure.get("标题")
    last = below.block.index if below else 0
    page = 1
    for picture in structure.document.pictures:
        if picture.seal:
            continue
        if (picture.block is not None and picture.block <= last) or (picture.block is None and picture.page == page):
            return True
    return any(run.underline and run.color not in (None, "000000") and block.blank
               for block in structure.document.blocks[:last] for run in block.runs)


def _red_line(structure: Structure) -> Line | None:
    return next((line for line in masthead_lines(structure) if line.red), None)


@check("HT2026", "版头分隔线长度", severity="error", basis="GB/T 9704-2012 7.2.7", layouts=("普通",), needs=("lines",),
       examples=[Bad("", elements=_HEAD, document=_changed(length_mm=140.0)),
                 Bad("", elements=_HEAD, document=_changed(length_mm=156.0, x0=20.0, x1=176.0)),
                 Good("", elements=_HEAD, document=_changed(length_mm=155.5)),
                 Good("", elements=_HEAD, document=_changed(length_mm=156.0, x0=28.0, x1=184.0))])
def line_long(document: Document, structure: Structure) -> Iterator[Problem]:
    """版头分隔线与版心等宽（156 毫米）、居中。

    容差 1.5 毫米；以表格边框作线的，Word 会让外框各出 1.9 毫米，一并放行。版心宽度不合规定的由 HT1004 报，线与实际
    版心等宽就不再报。长短读不出来的不查。知道左右位置的还看是否居中，以版心或纸面的中线为准，容差 3 毫米：
    边框外出 2 毫米，加测量误差。    依据：GB/T 9704-2012 7.2.7。
    """
    line = _red_line(structure)
    length = line_length(line) if line else None
    if line is None or length is None or line.compound in ("thickThin", "thinThick"):
        return
    slack = TABLE_MM if line.origin == "table" else TOLERANCE_MM
    area = area_width(document.sections[0] if document.sections else None)
    if all(not width - TOLERANCE_MM <= length <= width + slack for width in (LENGTH_MM, area)):
        yield Problem(None, f"版头分隔线长约 {length:.0f} 毫米，应与版心等宽，为 156 毫米。", element="版头分隔线",
                      page=line.page or 1)
    elif line.x0 is not None:
        middle = line.x0 + length / 2
        low, high = type_area(document, document.blocks[0])
        if min(abs(middle - (low + high) / 2), abs(middle - 105.0)) > CENTRE_MM:
            yield Problem(None, f"版头分隔线的中点距纸左边约 {middle:.0f} 毫米，没有居中（版心中线在 106 毫米）。", element="版头分隔线",
                          page=line.page or 1)


@check("HT2027", "版头分隔线距发文字号", severity="warning", basis="GB/T 9704-2012 7.2.7", layouts=("普通",),
       needs=("lines", "placement"),
       examples=[Bad("", elements=_HEAD, document=_changed(gap_mm=0.35)),
                 Good("", elements=_HEAD, document=_changed(gap_mm=3.9))])
def line_gap(document: Document, structure: Structure) -> Iterator[Problem]:
    """版头分隔线位于发文字号之下 4 毫米处。

    PDF 量字框下缘到线，2.5 至 6.4 毫米放行（4 毫米加字框的误差，LibreOffice 导出的约 6 毫米）；
    Word 的段落边框按文件所写的距离算，固定行距还会在字下多出 1 毫米左右，放行 1.5 至 5.5 毫米；
    表格下边框只看单元格写明的下边距，超过 5.5 毫米才报。
    依据：GB/T 9704-2012 7.2.7。
    """
    line, number = _red_line(structure), structure.get("发文字号")
    if line is None or number is None:
        return
    block = number.blocks[-1]
    if measured(block) and line.y is not None:
        last = block.anchor.lines[-1]
        gap = line.y - (line.width_mm or 0.0) / 2 - last.y1
        if line.page == last.page and gap > -2 and not 2.5 <= gap <= 6.4:
            yield Problem(number, f"发文字号到红色分隔线约 {gap:.1f} 毫米，应为 4 毫米。")
    elif line.block is not None and line.edge == "below" and same_row(block, document.blocks[line.block]) and line.gap_mm is not None \
            and (line.gap_mm > 5.5 or (line.origin == "paragraph" and line.gap_mm < 1.5)):
        how = "“边框和底纹—选项”中把“下”设为 11 磅" if line.origin == "paragraph" else "“表格属性—单元格—选项”中把“下”设为 0.4 厘米"
        yield Problem(number, f"发文字号到红色分隔线设为 {line.gap_mm:.1f} 毫米，应为 4 毫米。在{how}。")


@check("HT2037", "版头分隔线粗细", severity="info", basis="惯例（GB/T 9704-2012 7.2.7 未规定）", layouts=("普通",), needs=("lines",),
       examples=[Bad("", elements=_HEAD, document=_changed(width_mm=0.1)), Bad("", elements=_HEAD, document=_changed(width_mm=2.0)),
                 Good("", elements=_HEAD, document=_changed(width_mm=1.06))])
def line_weight(document: Document, structure: Structure) -> Iterator[Problem]:
    """版头分隔线用单实线，常用 0.35 至 1 毫米（1 至 3 磅）。

    粗细条文没有规定，只作提示；0.3 至 1.3 毫米放行（线宽换算成磅、像素的误差）。依据：惯例；GB/T 9704-2012 图 4 约 0.6 毫米。
    """
    line = _red_line(structure)
    if line is None or line.width_mm is None or line.compound != "single" or line.origin == "picture":
        return
    if not WEIGHT_MM[0] <= line.width_mm <= WEIGHT_MM[1]:
        yield Problem(None, f"版头分隔线粗 {line.width_mm:.2f} 毫米，常用 0.35 至 1 毫米（1 至 3 磅）。", element="版头分隔线", page=line.page or 1)
