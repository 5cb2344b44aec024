"""版头左上角：份号的字体字号、三个要素的位置和字距（GB/T 9704-2012 7.2.1—7.2.3、10.1）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpora.fonts import family_name, role_of
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import free_standing, measured, upright_a4
from ..pipeline.lettering import size_name
from ..pipeline.model import Document
from ..pipeline.review import Fix

_CORNER = ("份号", "密级和保密期限", "紧急程度")
_MARK = {"发文机关标志": "某市人民政府文件"}
_LOWEST_MM = 8.0
"""Below the type area's top the first glyph box may start: one 3 mm lower in an exact line, and half a line of slack."""


@check("HT2028", "份号字体字号", on="份号", severity="warning", basis="GB/T 9704-2012 7.2.1、图2", needs=("size",),
       examples=[Bad("⟦000012⟧", run={"font": "黑体", "size_pt": 14.0}), Good("000012", run={"font": "黑体", "size_pt": 16.0}),
                 Good("000012", run={"font": "仿宋_GB2312", "size_pt": 15.75})])
def copy_number_lettering(number: Element, document: Document) -> Iterator[Problem]:
    """份号用 3 号字。

    字体条文没有定，式样图为黑体，仿宋、宋体和西文数字都放行，明显是小标宋、楷体的只作提示。15.5 至 16.5 磅都算三号。
    依据：GB/T 9704-2012 7.2.1、图 2。
    """
    for span in number.spans:
        runs = [r for r in document.blocks[span.block].runs_in(span.start, span.end) if document.blocks[span.block].text[r.start:r.end].strip()]
        sizes = [r.size_pt for r in runs if r.size_pt is not None and not 15.5 <= r.size_pt <= 16.5]
        faces = [r.font for r in runs if role_of(r.font) in ("小标宋", "楷体")]
        if sizes:
            yield Problem(span, f"份号现为{size_name(sizes[0])}，应为三号。选中后把字号设为“三号”。")
        elif faces:
            yield Problem(span, f"份号用了“{family_name(faces[0] or '')}”，式样图为黑体。", severity="info")


@check("HT2029", "份号、密级、紧急程度的位置", severity="warning", basis="GB/T 9704-2012 7.2.1—7.2.3、10.1", standards=("2012",),
       needs=("alignment",),
       examples=[Bad("", elements={**_MARK, "份号": "000012"}), Good("", elements={"份号": "000012", **_MARK}),
                 Bad("", elements={"份号": "000012", "发文机关标志": "某市人民政府"}, kind={"layout": "信函"}),
                 Good("", elements={"发文机关标志": "某市人民政府", "份号": "000012"}, kind={"layout": "信函"})])
def corner_place(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """份号、密级和保密期限、紧急程度编排在版心左上角第一行起，在发文机关标志之上；信函格式在第一条红色双线之下。

    文本框、图文框和表格里的 Word 标志看不出上下，不查。版式文件还量第一个要素的高度：应在版心第一行，距纸上边 45 毫米以内
    （固定行距会把字压低约 3 毫米，再留半行）；上面还有认不出的文字（写错的份号）时不量。
    依据：GB/T 9704-2012 7.2.1、7.2.2、7.2.3、10.1。
    """
    mark = structure.get("发文机关标志") or structure.get("纪要标志")
    found = [e for name in _CORNER if (e := structure.get(name))]
    if mark is None or not found:
        return
    letter = structure.kind.layout == "信函"
    for element in found:
        above = _above(element, mark)
        if above is not None and above is letter:
            where = "在第一条红色双线之下，从左边顶格起" if letter else "在版心左上角，发文机关标志之上"
            yield Problem(element, f"{element.name}排在发文机关标志{'之上' if letter else '之下'}，应当{where}。")
            return
    first = min(found, key=lambda e: e.block.index)
    line = first.block.anchor.lines[0] if measured(first.block) else None
    lowest = max(options.top_margin_mm) + _LOWEST_MM
    first_row = not any(not structure.roles[b.index] for b in document.main_blocks if b.index < first.block.index)
    if line and line.page == 1 and not letter and first_row and line.y0 > lowest and upright_a4(document, 1):
        yield Problem(first, f"{first.name}距纸上边约 {line.y0:.0f} 毫米，应当在版心第一行（约 37 至 42 毫米）。")


def _above(element: Element, mark: Element) -> bool | None:
    """Whether the element stands above the mark; None where frames or tables leave it open."""
    if measured(element.block) and measured(mark.block):
        here, there = element.block.anchor.lines[0], mark.block.anchor.lines[0]
        return (here.page, here.y0) < (there.page, there.y0)
    if not free_standing(element.block) or not free_standing(mark.block):
        return None
    return element.block.index < mark.block.index


@check("HT2030", "密级、紧急程度的字距", on=("密级和保密期限", "紧急程度"), severity="info", basis="GB/T 9704-2012 图2、图3、图4、图11",
       standards=("2012",),
       examples=[Bad("⟦机　密★1年⟧", fix="机密★1年"), Bad("⟦机密⟧", fix="机　密"), Good("机密★1年"), Good("机　密"),
                 Bad("机　密", elements={"紧急程度": "特急"}),
                 Good("机密★1年", elements={"紧急程度": "特急"}), Good("机　密", elements={"紧急程度": "特　急"})])
def corner_spacing(element: Element, structure: Structure) -> Iterator[Problem]:
    """标有保密期限时密级连排（机密★1年），只标密级时两字间空一字（机　密）；紧急程度与密级的字距一致。

    条文没有写，只见于式样图，所以只作提示。没有密级时紧急程度空不空都行。依据：GB/T 9704-2012 图 2、图 3、图 4、图 11。
    """
    text = element.text.strip()
    match = re.match(r"(?P<one>[\u4e00-\u9fff])(?P<space>[\s　]*)(?P<two>[\u4e00-\u9fff])(?P<rest>.*)$", text)
    if match is None:
        return
    secrecy = structure.get("密级和保密期限")
    if element.name == "紧急程度":
        if secrecy is None or match["rest"]:
            return
        spaced = bool(re.match(r".[\s　]+.$", secrecy.text.strip()))
    else:
        spaced = not match["rest"]
    if spaced != bool(match["space"]):
        right = f"{match['one']}{'　' if spaced else ''}{match['two']}{match['rest']}"
        yield Problem(element, f"式样图中写作“{right}”。", (Fix(right),))
