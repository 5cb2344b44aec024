"""页码（GB/T 9704-2012 7.5、10.1）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpora.fonts import role_of
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import measured, type_area, upright_a4
from ..pipeline.lettering import SONG_4, size_name
from ..pipeline.model import Anchor, Block, Document, Section, VisualLine
from ..pipeline.review import Fix

_GOOD = re.compile(r"[—―][\s　\u2002\u2003]*\d{1,4}[\s　\u2002\u2003]*[—―]")
_FOOT = {"part": "footer", "kind": "page_number", "page_field": True}
_PAGES = {"page_count": 2}
_OTHER_FACES = ("仿宋", "楷体", "黑体")


def _at(y: float) -> Anchor:
    return Anchor(lines=(VisualLine(0, 5, 1, y, y + 5, tuple((150.0 + 5 * i, 155.0 + 5 * i) for i in range(5))),))


def page_numbers(document: Document) -> list[Block]:
    return [b for b in document.blocks if b.kind == "page_number" and not b.blank]


PAGE_CHARS = 22 * 28
"""What a page holds at most (5.2.3): a longer text has a second one, which a docx does not know."""


@check("HT4020", "缺页码", severity="warning", basis="GB/T 9704-2012 7.5",
       examples=[Bad("", elements={"正文": "现通知如下。"}, document=_PAGES),
                 Good("— 1 —", block=_FOOT, document=_PAGES)])
def missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """公文编排页码。

    只有一页的和纯文本不检查；页脚里有没识别出来的文字时不报。Word 文件不知道页数，25 段以上或超过 616 字（一面 22 行、
    每行 28 字）才报，因为页数只能这样估计。依据：GB/T 9704-2012 7.5。
    """
    if (document.source.format == "text" and document.source.sha256) or page_numbers(document):
        return
    if any(b.part == "footer" and not b.blank for b in document.blocks) or document.page_count == 1:
        return
    if any(b.page_field for b in document.blocks):
        return
    if document.page_count is None and len(document.main_blocks) < 25 and sum(len(b.text) for b in document.main_blocks) <= PAGE_CHARS:
        return
    yield Problem(None, "没有页码。用 4 号半角宋体阿拉伯数字，左右各放一条一字线，如“— 1 —”。", element="页码")


@check("HT4021", "页码未用一字线", on="页码", severity="warning", basis="GB/T 9704-2012 7.5",
       examples=[Bad("⟦- 1 -⟧", fix="— 1 —", block=_FOOT),
                 Bad("⟦第1页⟧", fix="— 1 —", block=_FOOT),
                 Good("— 1 —", block=_FOOT)])
def dashes(number: Element) -> Iterator[Problem]:
    """页码数字左右各放一条一字线（U+2014）。

    Word 的页码格式“- 1 -”用的是连字符，不合规定，应当自己打一字线。线与数字间空不空都行（图 1 紧排，其余各图空一字）。
    依据：GB/T 9704-2012 7.5。
    """
    for span in number.spans:
        text = number.document.text(span)
        digits = re.search(r"\d+", text)
        if digits and not _GOOD.fullmatch(text.strip()):
            yield Problem(span, f"页码写作“{text.strip()}”，应当在数字左右各放一条一字线，如“— {digits.group()} —”。",
                          (Fix(f"— {digits.group()} —"),), folding=re.sub(r"\d+", "1", text))
            return


@check("HT4022", "页码字体字号", severity="warning", basis="GB/T 9704-2012 7.5", needs=("font",), folds=True,
       examples=[Bad("⟦— 1 —⟧", block=_FOOT, run={"font": "宋体", "size_pt": 9.0}, elements={"正文": "通知如下。"}),
                 Good("— 1 —", block=_FOOT, run={"font": "宋体", "size_pt": 14.0}, elements={"正文": "通知如下。"})])
def lettering(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """页码一般用 4 号半角宋体阿拉伯数字。

    数字用 Times New Roman 的很普遍，字体只在明显用了其他汉字字体时报；字号容差 0.5 磅。依据：GB/T 9704-2012 7.5。
    """
    for block in page_numbers(document):
        runs = [r for r in block.runs_in(0, len(block.text)) if re.search(r"\d", block.text[r.start:r.end])]
        sizes = {r.size_pt for r in runs if r.size_pt is not None}
        wrong = [s for s in sizes if not SONG_4.low <= s <= SONG_4.high]
        foreign = set(_OTHER_FACES) - set(options.page_number_fonts)
        faces = {r.font for r in runs if role_of(r.font) in foreign}
        if wrong:
            yield Problem(block, f"页码现为{size_name(wrong[0])}，应为四号宋体。", folding="size", element="页码")
        elif faces:
            yield Problem(block, f"页码现为“{next(iter(faces))}”，应为四号宋体。", folding="face", element="页码")


@check("HT4023", "页码左右位置", severity="warning", basis="GB/T 9704-2012 7.5", needs=("alignment", "placement"), folds=True,
       examples=[Bad("⟦— 1 —⟧", block=_FOOT, paragraph={"alignment": "center"}, elements={"正文": "通知如下。"},
                     document={"unknown": {}}, section={"footers": {"default": (0,)}, "even_odd": False}),
                 Good("— 1 —", block=_FOOT, paragraph={"alignment": "right"}, elements={"正文": "通知如下。"})])
def sides(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """单页码居右空一字，双页码居左空一字。

    放在文本框、图文框里设为“外侧”的，文件看不出左右，不检查。居中是单面打印的内部材料常见的排法，公文不用。
    单面印刷的在配置里写 single_sided = true，各页都在右边。版式文件量位置：居中、左右反了的报，是否空一字由 HT4035 量；
    不是 A4 的页和横排页不量。依据：GB/T 9704-2012 7.5。
    """
    for block in page_numbers(document):
        if measured(block) and upright_a4(document, block.anchor.lines[0].page):
            yield from _measured_side(document, block, options.single_sided)
    for section in document.sections:
        yield from _stated_side(document, section, options.single_sided)


def _measured_side(document: Document, block: Block, single: bool) -> Iterator[Problem]:
    line = block.anchor.lines[0]
    number = re.search(r"\d+", block.text)
    if number is None:
        return
    odd = single or int(number.group()) % 2 == 1
    low, high = type_area(document, block)
    right, left = high - line.x1, line.x0 - low
    if abs((line.x0 + line.x1) / 2 - (low + high) / 2) < 6:
        yield Problem(block, "页码居中了，应当单页居右空一字、双页居左空一字。", folding="center", element="页码")
    elif (odd and not -1.5 <= right <= 12) or (not odd and not -1.5 <= left <= 12):
        yield Problem(block, f"页码位置不对：{'单页码居右空一字' if odd else '双页码居左空一字'}。", folding="side", element="页码")


def _stated_side(document: Document, section: Section, single: bool) -> Iterator[Problem]:
    for kind, indexes in section.footers.items():
        for index in indexes:
            block = document.blocks[index]
            if block.kind != "page_number" or block.paragraph.framed or block.part != "footer" or measured(block):
                continue
            if _boxed(block):
                continue
            alignment = block.paragraph.alignment
            if alignment == "center":
                yield Problem(block, "页码居中了，应当单页居右空一字、双页居左空一字。在页脚选“奇偶页不同”，分别右对齐、左对齐。",
                              folding="center", element="页码")
            elif section.even_odd and ((kind == "default" and alignment in ("left", "both") and (block.indent_chars or 0) < 10)
                                       or (kind == "even" and alignment == "right" and not single)):
                yield Problem(block, "页码左右反了，应当单页居右空一字、双页居左空一字。", folding="side", element="页码")
            elif not single and not section.even_odd and kind == "default" and (document.page_count or 2) > 1 \
                    and alignment in ("left", "right", "both"):
                yield Problem(block, "单双页的页码在同一侧，应当单页居右空一字、双页居左空一字。在页脚选“奇偶页不同”。",
                              folding="same", element="页码")


def _boxed(block: Block) -> bool:
    """Page numbers in text boxes are placed by the box, not by the paragraph."""
    return block.cell is not None or block.part == "textbox"


@check("HT4024", "页码上下位置", severity="warning", basis="GB/T 9704-2012 7.5", needs=("geometry", "placement"), folds=True,
       examples=[Bad("⟦— 1 —⟧", block={**_FOOT, "anchor": _at(276.0)}, elements={"正文": "通知如下。"}),
                 Good("— 1 —", block={**_FOOT, "anchor": _at(266.5)}, elements={"正文": "通知如下。"})])
def height(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """页码的一字线上距版心下边缘 7 毫米（距纸上边 269 毫米）。

    只在版式文件上量字框中线，容差 4 毫米：各家页脚设置差别大，标准的印制误差是 2 毫米。下边距 3.1 至 3.3 厘米的通行做法，
    再低 2 毫米也放行（strict_margins = true 时不放）。不是 A4 的页和横排页不量。
    依据：GB/T 9704-2012 7.5。
    """
    for block in page_numbers(document):
        if measured(block) and upright_a4(document, block.anchor.lines[0].page):
            line = block.anchor.lines[0]
            middle = (line.y0 + line.y1) / 2
            if not 265 <= middle <= (273 if options.strict_margins else 275):
                yield Problem(block, f"页码一字线距版心下边缘 {middle - 262:.0f} 毫米，应为 7 毫米。", folding="height", element="页码")


@check("HT4025", "附件页码重新编号", severity="error", basis="GB/T 9704-2012 7.5",
       examples=[Bad("", elements={"正文": "通知如下。"}, section={"number_start": 3}),
                 Good("", elements={"正文": "通知如下。"})])
def restarted(document: Document, structure: Structure) -> Iterator[Problem]:
    """公文的附件与正文一起装订时，页码连续编排，从 1 起。

    依据：GB/T 9704-2012 7.5。
    """
    for section in document.sections:
        if section.number_start is not None and (section.index > 0 or section.number_start > 1):
            yield Problem(None, f"第 {section.index + 1} 节的页码从 {section.number_start} 重新编号，应当与前面连续编排。", element="页码")
            return


@check("HT4026", "手打页码", severity="warning", basis="GB/T 9704-2012 7.5（推导）", needs=("footers",), folds=True,
       examples=[Bad("⟦— 1 —⟧", block={**_FOOT, "page_field": False}, elements={"正文": "通知如下。"}),
                 Good("— 1 —", block=_FOOT, elements={"正文": "通知如下。"})])
def typed_number(document: Document, structure: Structure) -> Iterator[Problem]:
    """页码用页码域，不手工打数字。

    手打的数字每页都一样，增删内容后也不会跟着变。只看 Word 的页脚、页眉。依据：GB/T 9704-2012 7.5（推导）。
    """
    for block in page_numbers(document):
        if block.part in ("footer", "header") and not block.page_field and not measured(block):
            yield Problem(block, "页码是手打的数字，各页都会相同。应当用“插入—页码”。", folding="typed", element="页码")


@check("HT4101", "信函首页有页码", severity="error", standards=("2012",), basis="GB/T 9704-2012 10.1", layouts=("信函",),
       examples=[Bad("⟦— 1 —⟧", block={**_FOOT, "anchor": _at(266.5)}, elements={"正文": "函告如下。"}, kind={"layout": "信函"}),
                 Good("", elements={"正文": "函告如下。"}, kind={"layout": "信函"})])
def letter_first_page(document: Document, structure: Structure) -> Iterator[Problem]:
    """信函格式首页不显示页码。

    Word 里选“首页不同”，首页页脚留空。依据：GB/T 9704-2012 10.1。
    """
    for block in page_numbers(document):
        if measured(block) and block.anchor.lines[0].page == 1:
            yield Problem(block, "信函格式首页不显示页码。", element="页码")
            return
    section = document.sections[0] if document.sections else None
    if section is None or not section.footers:
        return
    shown = section.footers.get("first", ()) if section.title_page else section.footers.get("default", ())
    numbers = [document.blocks[i] for i in shown if document.blocks[i].kind == "page_number"]
    if numbers:
        yield Problem(numbers[0], "信函格式首页不显示页码。在页脚设置中选“首页不同”，首页页脚留空。", element="页码")

