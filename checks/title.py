"""标题（GB/T 9704-2012 7.3.1）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language
from ..pipeline.layout import (
    blank_lines_problem,
    free_standing,
    gap,
    masthead_lines,
    measured,
    text_width,
    type_area,
)
from ..pipeline.lettering import TITLE_2, Want, lettering
from ..pipeline.model import Block, Document, Line, Span
from ..pipeline.patterns import ORGAN_END
from ..pipeline.review import Fix

_TITLE = "某市人民政府关于做好防汛工作的通知"
_HEAD = {"发文字号": "某政发〔2024〕8号"}
_BELOW_LINE_MM = (17.0, 29.5)
"""The model pages leave 20 mm between the red line and the title, two empty paragraphs about 25 (7.3.1)."""


@check("HT3001", "标题字体字号", on="标题", severity="warning", basis="GB/T 9704-2012 7.3.1", needs=("font", "size"),
       examples=[Bad(f"⟦{_TITLE}⟧", run={"font": "黑体", "size_pt": 18.0}),
                 Bad(f"⟦{_TITLE}⟧", run={"font": "宋体", "bold": True, "size_pt": 22.0}),
                 Good(_TITLE, run={"font": "方正小标宋_GBK", "size_pt": 22.0})])
def title_lettering(title: Element, document: Document, options: Options) -> Iterator[Problem]:
    """标题一般用 2 号小标宋体字。

    宋体加粗冒充小标宋的要报；华文中宋、方正大标宋形近，只作提示。号制二号是 21 磅、Word 二号是 22 磅，20.5 至 23 磅都认。副标题、题注不查。
    依据：GB/T 9704-2012 7.3.1。
    """
    want = Want(tuple(options.title_fonts), TITLE_2.low, TITLE_2.high, TITLE_2.face, TITLE_2.size, TITLE_2.word)
    alike = replace(want, roles=(*want.roles, "近似小标宋"))
    wrong = [*lettering(document, title.spans, alike, "标题")]
    yield from wrong
    if not wrong:
        for problem in lettering(document, title.spans, want, "标题"):
            yield replace(problem, severity="info")


@check("HT3002", "标题未居中", on="标题", severity="error", basis="GB/T 9704-2012 7.3.1", needs=("alignment",), folds=True,
       examples=[Bad(f"⟦{_TITLE}⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Bad(f"⟦{_TITLE}⟧", paragraph={"alignment": "center", "first_line_chars": 2.0}),
                 Good(_TITLE, paragraph={"alignment": "center", "first_line_chars": 0.0})])
def title_centred(title: Element, document: Document) -> Iterator[Problem]:
    """标题分一行或多行居中排布，不带缩进。

    居中段落残留“首行缩进 2 字符”时，标题会偏右一个字，是最常见的毛病。PDF 以各行的中线量，容差 3 毫米。
    依据：GB/T 9704-2012 7.3.1。
    """
    for block in title.blocks:
        message = _off_centre(document, block)
        if message:
            yield Problem(block, message)


def _off_centre(document: Document, block: Block) -> str:
    if measured(block):
        low, high = type_area(document, block)
        off = [c for line in block.anchor.lines if (c := (line.x0 + line.x1) / 2 - (low + high) / 2) and abs(c) > 3.0]
        return f"标题中心偏{'右' if off[0] > 0 else '左'}约 {abs(off[0]):.0f} 毫米，应当居中。" if off else ""
    if not free_standing(block):
        return ""
    form = block.paragraph
    if form.alignment in ("left", "right", "both"):
        return "" if (block.indent_chars or 0) > 2.5 else "标题没有居中。选中后设为“居中”，并去掉缩进。"
    lead = block.indent_chars
    trail = block.trailing_chars or 0.0
    if form.alignment == "center" and lead is not None and abs(lead - trail) >= 0.9:
        return f"标题居中但左边留有约 {lead:.1f} 字的缩进或空格，偏离了中线。在“段落—缩进”中把首行缩进改为“无”。"
    return ""


@check("HT3003", "标题末用了标点", on="标题", severity="warning", basis="GB/T 15834-2011 附录 B.4", official=False,
       examples=[Bad("某市人民政府关于做好防汛工作的通知⟦。⟧", fix=_TITLE), Good(_TITLE), Good("某市供水条例（草案）")])
def title_stop(title: Element) -> Iterator[Problem]:
    """标题末尾不加标点符号。

    书名号、括号除外；必要时可以用问号、叹号、省略号，不报。依据：GB/T 15834-2011 附录 B.4。
    """
    text = title.text.rstrip()
    if (found := re.search(r"[。，；：、,;:.]+$", text)) and not text.endswith(("...", "……")):
        yield Problem(title.at(*found.span()), "标题末尾不加标点。", (Fix(""),))


_INNER_SPACE = re.compile(r"(?<=[\u4e00-\u9fff\d》”）])[ \u3000\xa0\t]+(?=[\u4e00-\u9fff《“（])")


@check("HT3008", "标题中间夹了空格", on="标题", severity="warning", basis="GB/T 9704-2012 7.3.1",
       examples=[Bad("关于做好2026年⟦ ⟧防汛工作的通知", fix="关于做好2026年防汛工作的通知"),
                 Bad("关于做好防汛工作的通⟦　　⟧知", fix="关于做好防汛工作的通知"),
                 Good("　　关于做好防汛工作的通知　　"), Good("通　　告"), Good("国家市场监督管理总局\n公　　告"), Good("粮 食 应 急 预 案 的 函"),
                 Good("云岭市教育局　云岭市公安局关于开展校园安全检查的通知"), Good("关于推广 BIM 技术的通知")])
def title_space(title: Element) -> Iterator[Problem]:
    """标题一行之内不夹空格，回行用换行，不用空格顶。

    空格会随字体、页宽变化，转成 PDF 或复制后错位。两三个字的标题为醒目拉开字距（通　告）的、并列的发文机关名称之间的不报。
    何时可以忽略：标题由两个并列的部分组成、有意隔开的。
    依据：GB/T 9704-2012 7.3.1（推导）。
    """
    for span, _ in _lines(title):
        text = title.document.text(span)
        if len("".join(text.split())) <= 4:
            continue
        if len(text.split()) > 2 and all(len(piece) <= 2 for piece in text.split()):
            continue  # letter-spaced throughout, as old captures print a short title
        for match in _INNER_SPACE.finditer(text):
            if ORGAN_END.search(text[: match.start()]) and "关于" not in text[: match.start()]:
                continue
            yield Problem(Span(span.block, span.start + match.start(), span.start + match.end()),
                          "标题中间有空格，应当删去；要回行就换行。", (Fix(""),))


@check("HT3005", "标题与分隔线未空二行", severity="warning", basis="GB/T 9704-2012 7.3.1、10.1", layouts=("普通", "信函"),
       needs=("lines", "blank_lines", "placement"),
       examples=[Bad("", elements={**_HEAD, "标题": _TITLE},
                     document={"lines": (Line("paragraph", color="FF0000", block=0, edge="below"),)}),
                 Good("", elements={"发文字号": "某政发〔2024〕8号\n\n", "标题": _TITLE},
                      document={"lines": (Line("paragraph", color="FF0000", block=0, edge="below"),)})])
def title_below_line(document: Document, structure: Structure) -> Iterator[Problem]:
    """标题编排于红色分隔线下空二行位置；信函的标题与其上最后一个要素相距二行。

    式样图为 20 毫米，两个空段约 25 毫米，LibreOffice 导出的可到 28.5 毫米，17 至 29.5 毫米都放行；独立的直线锚在空段里的，多一个空段也放行。
    没有红线（套打、文稿）的不查。依据：GB/T 9704-2012 7.3.1、10.1。
    """
    title = structure.get("标题")
    above = [e for n in ("发文字号", "签发人", "紧急程度", "密级和保密期限", "份号") if (e := structure.get(n))]
    if title is None or not above:
        return
    upper = max((b for e in above for b in e.blocks), key=lambda b: b.index)
    if structure.kind.layout == "信函":
        yield from blank_lines_problem(document, upper, title.block, 2, "标题与上面的要素之间现{now}，应当空二行。")
        return
    line = next((ln for ln in reversed(masthead_lines(structure)) if ln.red), None)
    if line is None:
        return
    if line.block is not None and upper.index < line.block < title.block.index and line.edge == "below":
        upper = document.blocks[line.block]
    if measured(title.block) and line.y is not None:
        space = title.block.anchor.lines[0].y0 - line.y
        if title.block.anchor.lines[0].page == line.page and not _BELOW_LINE_MM[0] <= space <= _BELOW_LINE_MM[1]:
            yield Problem(title, f"标题距红色分隔线约 {space:.0f} 毫米，应当空二行（约 20 至 25 毫米）。")
        return
    found = gap(document, upper, title.block, below_table=line.origin == "table")
    anchored = line.block is not None and upper.index < line.block < title.block.index
    if found and found.lines is not None and not found.fits(2) and not (anchored and 1.4 <= found.lines - 1 <= 2.6):
        yield Problem(title, f"标题与红色分隔线之间现{found.said}，应当空二行。")


def _lines(title: Element) -> list[tuple[Span, str]]:
    """The printed lines of the title: each block's, and in PDF each that the layout made."""
    found: list[tuple[Span, str]] = []
    for span in title.spans:
        block = title.document.blocks[span.block]
        cuts = [(max(ln.start, span.start), min(ln.end, span.end)) for ln in block.anchor.lines] or [(span.start, span.end)]
        found += [(Span(span.block, low, high), block.text[low:high].strip()) for low, high in cuts if low < high]
    return found


@check("HT3006", "标题排列形状", on="标题", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.1", needs=("alignment",),
       examples=[Bad("某市人民政府办公室关于转发市应急局\n防汛抗旱工作\n若干意见和今年重点任务分工的通知"),
                 Bad("某市人民政府关于做好防汛\n工作和今年抗旱准备的通知"),
                 Good("某市人民政府关于\n印发防汛抗旱工作实施方案的通知"),
                 Good(_TITLE)])
def title_shape(title: Element) -> Iterator[Problem]:
    """多行标题排列应当使用梯形或菱形，不排成长方形或中间短的沙漏形。

    行长按字的宽度算（标点、汉字为一字，数字字母为半字）。相邻行差不到半个字才算等长；三行以上、中间一行比上下两行都短一个字
    以上才算沙漏。自动换行的 Word 标题看不到换行位置，不查。依据：GB/T 9704-2012 7.3.1。
    """
    lines = _lines(title)
    widths = [text_width(text) for _, text in lines]
    if len(widths) < 2:
        return
    if max(widths) - min(widths) < 0.5:
        yield Problem(title, f"标题{len(widths)}行一样长，排成了长方形，应当排成梯形或菱形。")
    elif any(widths[i] + 1 <= min(widths[i - 1], widths[i + 1]) for i in range(1, len(widths) - 1)):
        yield Problem(title, "标题中间一行短、上下两行长，排成了沙漏形，应当排成梯形或菱形。")


@check("HT3007", "标题回行断词", on="标题", severity="info", basis="GB/T 9704-2012 7.3.1",
       examples=[Bad("某市人民政府办公室关于做好防汛⟦工⟧\n作的通知"), Bad("某市人民政府关于做好防汛工作\n⟦的⟧通知"),
                 Good("某市人民政府关于\n做好防汛工作的通知")])
def title_breaks(title: Element, language: Language) -> Iterator[Problem]:
    """标题回行要做到词意完整：不把一个词拆在两行，“的”“和”不排在行首。

    按分词判断，分词可能有误，只作提示。依据：GB/T 9704-2012 7.3.1。
    """
    lines = _lines(title)
    for (upper, above), (lower, below) in pairwise(lines):
        if below[:1] in ("的", "和", "与", "及"):
            yield Problem(Span(lower.block, lower.start, lower.start + 1),
                          f"标题回行后以“{below[0]}”开头，宜把它排在上一行末。")
        elif above and below and (word := _broken(above, below, language)):
            yield Problem(Span(upper.block, upper.end - 1, upper.end), f"标题回行把“{word}”拆在两行，宜在词与词之间回行。",
                          related=(Span(lower.block, lower.start, lower.start + 1),))


def _broken(above: str, below: str, language: Language) -> str:
    """The two-character word that the break splits, when both its neighbours are no word with these."""
    pair = above[-1] + below[0]
    if not re.fullmatch(r"[\u4e00-\u9fff]{2}", pair) or not language.known(pair):
        return ""
    before, after = above[-2:], below[:2]
    return "" if language.known(before) or language.known(after) else pair
