"""页码的高低、边距和连续（GB/T 9704-2012 7.5、6.2）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.layout import BOTTOM_MM, PageText, measured, page_texts, type_area, upright_a4
from ..pipeline.model import Anchor, Block, Document, Page, Section, VisualLine
from .page_number import page_numbers

_FOOT = {"part": "footer", "kind": "page_number", "page_field": True}
_DOC = {"正文": "通知如下。"}
_SHEETS = {"pages": (Page(1, 210.0, 297.0), Page(2, 210.0, 297.0))}
ONE_CHAR_MM = (1.0, 11.5)
"""7.5: one character free; the figures leave 5 to 8.3 mm, with the side bearing of the dash."""
_COLOPHON = ("主送（版记）", "抄送机关", "印发机关", "印发日期", "印数")
DASH_MM, LINE_MM = 269.0, 6.4
"""7.5: the dashes are 7 mm below the type area; a single-spaced line of 四号 is 6.4 mm high."""


def _at(y: float, page: int = 1, x: float = 150.0) -> dict[str, object]:
    line = VisualLine(0, 5, page, y, y + 5, tuple((x + 5 * i, x + 5 + 5 * i) for i in range(5)))
    return {**_FOOT, "anchor": Anchor(lines=(line,))}


def _pair(first: tuple[float, int], second: tuple[float, int]) -> dict[str, object]:
    """Page numbers on two pages, each with its height: one block with a line on either."""
    edges = tuple((150.0 + 5 * i, 155.0 + 5 * i) for i in range(5))
    lines = (VisualLine(5 * i, 5 * i + 5, page, y, y + 5, edges) for i, (y, page) in enumerate((first, second)))
    return {**_FOOT, "anchor": Anchor(lines=tuple(lines))}


def _printed(document: Document) -> list[tuple[VisualLine, int, Block]]:
    """Every printed page number: its line, its value, its block, page by page."""
    found = []
    for block in page_numbers(document):
        for line in block.anchor.lines:
            match = re.search(r"\d+", block.text[line.start:line.end])
            if match:
                found.append((line, int(match.group()), block))
    return sorted(found, key=lambda x: x[0].page)


@check("HT4035", "页码没有空一字", severity="warning", basis="GB/T 9704-2012 7.5", needs=("alignment",), folds=True,
       examples=[Bad("⟦— 1 —⟧", block=_at(266.5, x=159.0), elements=_DOC), Good("— 1 —", block=_at(266.5, x=153.0), elements=_DOC),
                 Bad("⟦— 1 —⟧", block=_FOOT, paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 0.0}, elements=_DOC,
                     section={"footers": {"default": (0,)}, "even_odd": True}),
                 Good("— 1 —　", block=_FOOT, paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 0.0}, elements=_DOC,
                      section={"footers": {"default": (0,)}, "even_odd": True})])
def one_character(document: Document, structure: Structure) -> Iterator[Problem]:
    """单页码居右空一字，双页码居左空一字。

    版式文件量一字线外端到版心边，1 至 11.5 毫米放行（式样图为 5 至 8 毫米，页边距差 2 至 3 毫米的通行做法也在内）；
    Word 看页脚段落的缩进和空格，不足 0.3 字才报，
    文本框、图文框里的看不出，不查。左右排反、居中的由 HT4023 报。依据：GB/T 9704-2012 7.5。
    """
    for line, number, block in _printed(document):
        low, high = type_area(document, block)
        free = high - line.x1 if number % 2 else line.x0 - low
        if upright_a4(document, line.page) and -2 <= free <= 12 and not ONE_CHAR_MM[0] <= free <= ONE_CHAR_MM[1]:
            yield Problem(block, f"页码距版心边约 {max(free, 0):.0f} 毫米，应当空一字（约 5 毫米）。", element="页码", folding="free")
    for section in document.sections:
        for kind, indexes in section.footers.items():
            for block in (document.blocks[i] for i in indexes):
                if section.even_odd and _flush(kind, block):
                    yield Problem(block, "页码紧贴版心边，应当空一字：单页右缩进 1 字符，双页左缩进 1 字符。", element="页码", folding="free")


def _flush(kind: str, block: Block) -> bool:
    if block.kind != "page_number" or block.part != "footer" or block.paragraph.framed or block.cell or measured(block):
        return False
    if kind == "default" and block.paragraph.alignment == "right":
        return block.trailing_chars is not None and block.trailing_chars < 0.3
    return kind == "even" and block.paragraph.alignment in ("left", "both") and block.indent_chars is not None and block.indent_chars < 0.3


@check("HT4032", "页脚高度", severity="warning", basis="GB/T 9704-2012 7.5", needs=("footers",), folds=True,
       examples=[Bad("⟦— 1 —⟧", block=_FOOT, elements=_DOC,
                     section={"footers": {"default": (0,)}, "footer_mm": 15.0, "height_mm": 297.0, "width_mm": 210.0}),
                 Good("— 1 —", block=_FOOT, elements=_DOC,
                      section={"footers": {"default": (0,)}, "footer_mm": 25.0, "height_mm": 297.0, "width_mm": 210.0})])
def footer_height(document: Document, structure: Structure) -> Iterator[Problem]:
    """页码的一字线上距版心下边缘 7 毫米：Word 里页脚距下边界设为 2.4 至 2.7 厘米。

    由页脚距离和页脚里的行推算一字线的高度，偏差超过 6 毫米才报（Word 默认的 1.75 厘米会低 7 毫米）；页码在文本框、图文框、
    表格里的看不出，不查。版式文件由 HT4024 量。依据：GB/T 9704-2012 7.5。
    """
    for section in document.sections:
        for indexes in section.footers.values():
            number = next((document.blocks[i] for i in indexes if document.blocks[i].kind == "page_number"), None)
            at = _dash_height(document, section, indexes, number) if number is not None else None
            if at is not None and number is not None and abs(at - DASH_MM) > 6.0:
                now = f"页脚距下边界 {(section.footer_mm or 0) / 10:.2f} 厘米"
                yield Problem(number, f"{now}，页码一字线约在版心下边缘之下 {at - BOTTOM_MM:.0f} 毫米，应为 7 毫米。"
                                      "在“页面设置—版式”中把页脚距边界设为 2.5 厘米。", element="页码", folding="footer")


def _dash_height(document: Document, section: Section, indexes: tuple[int, ...], number: Block) -> float | None:
    """Height of the dashes in mm from the page's top, from the footer's distance and the lines below the number."""
    upright = section.height_mm is not None and abs(section.height_mm - 297) <= 2 and (section.width_mm or 210) < 250
    if section.footer_mm is None or not upright or number.paragraph.framed or number.part != "footer" or number.cell:
        return None
    below = [document.blocks[i] for i in indexes if i > number.index and document.blocks[i].part == "footer"]
    heights = [_line_mm(b) for b in (number, *below)]
    return 297.0 - section.footer_mm - sum(heights[1:]) - heights[0] / 2


def _line_mm(block: Block) -> float:
    form = block.paragraph
    fixed = form.line_rule in ("exact", "atLeast") and form.line_pt
    return form.line_pt * 25.4 / 72 if fixed and form.line_pt else LINE_MM * (form.line_multiple or 1.0)


@check("HT4027", "各页页码高低不一", severity="info", basis="GB/T 9704-2012 6.2", needs=("geometry",),
       examples=[Bad("— 1 —— 2 —", block=_pair((264.0, 1), (268.0, 2)), document=_SHEETS, elements=_DOC),
                 Good("— 1 —— 2 —", block=_pair((266.0, 1), (267.0, 2)), document=_SHEETS, elements=_DOC)])
def level_numbers(document: Document, structure: Structure) -> Iterator[Problem]:
    """双面印刷页码套正，两面误差不超过 2 毫米。

    量各页页码一字线的高度，最高与最低相差 2 毫米以上的提示一次；横排页不量。依据：GB/T 9704-2012 6.2。
    """
    heights = {line.page: (line.y0 + line.y1) / 2 for line, _, _ in _printed(document) if upright_a4(document, line.page)}
    if heights and max(heights.values()) - min(heights.values()) > 2.0:
        low, high = max(heights, key=lambda p: heights[p]), min(heights, key=lambda p: heights[p])
        yield Problem(None, f"第 {low} 页与第 {high} 页的页码高低相差约 {heights[low] - heights[high]:.0f} 毫米，两面应当套正（误差不超过 2 毫米）。",
                      element="页码", page=low)


@check("HT4033", "空白页标了页码", severity="warning", basis="GB/T 9704-2012 7.5", needs=("geometry",), layouts=("普通",),
       examples=[Bad("⟦— 1 —⟧", block=_at(266.5), elements={"印发日期": "2026年5月8日印发"}, document=_SHEETS),
                 Good("— 1 —", block=_at(266.5), elements={"印发日期": "2026年5月8日印发"}, document={"pages": ()})])
def blank_page(document: Document, structure: Structure) -> Iterator[Problem]:
    """公文的版记页前有空白页的，空白页和版记页均不编排页码。

    空白页是除页码外什么也没有印的页；版记页是紧接空白页、只印有版记的一面。依据：GB/T 9704-2012 7.5。
    """
    if structure.get("印发日期") is None or not document.pages:
        return
    drawn = {line.page for line in document.lines} | {p.page for p in document.pictures}
    texts = page_texts(document)
    blank = {page.number for page in texts if not page.lines} - drawn
    last = {page.number for page in texts if page.number - 1 in blank and _colophon_alone(structure, page)}
    for block in page_numbers(document):
        page = block.anchor.lines[0].page if measured(block) else None
        if page in blank or page in last:
            yield Problem(block, f"这一页是{'空白页' if page in blank else '空白页之后的版记页'}，空白页和版记页不编排页码。", element="页码")
            return


def _colophon_alone(structure: Structure, page: PageText) -> bool:
    """Whether nothing but the 版记 is printed on the page."""
    return bool(page.lines) and all(structure.roles[block.index] in _COLOPHON for _, block in page.lines)


@check("HT4034", "页码不连续", severity="warning", basis="GB/T 9704-2012 7.5（推导）", needs=("geometry",),
       examples=[Bad("— 1 —— 3 —", block=_pair((266.5, 1), (266.5, 2)), elements=_DOC),
                 Good("— 1 —— 2 —", block=_pair((266.5, 1), (266.5, 2)), elements=_DOC),
                 Good("— 1 —— 3 —", block=_pair((266.5, 1), (266.5, 3)), elements=_DOC)])
def consecutive(document: Document, structure: Structure) -> Iterator[Problem]:
    """页码从 1 起连续编排，附件与正文一起装订时也不另起。

    比较前后两个页码之差与所在页数之差；空白页、版记页不编页码的也算得对。只在版式文件上看。依据：GB/T 9704-2012 7.5。
    """
    for (above, number, _), (here, now, block) in pairwise(_printed(document)):
        if here.page > above.page and now - number != here.page - above.page:
            yield Problem(block, f"第 {here.page} 页的页码是 {now}，前面第 {above.page} 页是 {number}，页码应当连续编排。", element="页码")
            return
