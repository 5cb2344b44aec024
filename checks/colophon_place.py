"""版记各要素的排布（GB/T 9704-2012 7.4）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import (
    colophon_lines,
    free_standing,
    left_chars,
    line_between,
    measured,
    placed,
    same_row,
    upright_a4,
)
from ..pipeline.model import Block, Document, Line, Span
from ..pipeline.patterns import COPIES
from ..pipeline.review import Fix

_COLOPHON = {"抄送机关": "抄送：市委办公室。", "印发机关": "云岭市人民政府办公室", "印发日期": "2026年5月8日印发"}
_ABOVE = Line("paragraph", "000000", 0.35, 156.0, block=0, edge="above")
_BELOW = Line("paragraph", "000000", 0.35, 156.0, block=2, edge="below")
_MIDDLE = Line("paragraph", "000000", 0.25, 156.0, block=0, edge="below")
TABLE_MM = 25.0
"""A table's last row and the first of the 版记 may be so far apart with nothing but one stroke between them."""
INDENT = (0.3, 1.9)
"""One 四号 character is 4.9 mm, one of the grid 5.6 (7.4.2, 7.4.3; Figure 5 leaves 5 to 6.6): half of one and double."""


@check("HT4016", "版记分隔线颜色", severity="warning", basis="GB/T 9704-2012 5.2.4、7.4.1", needs=("lines",), layouts=("普通", "命令", "纪要"),
       examples=[Bad("", elements=_COLOPHON, document={"lines": (Line("paragraph", "FF0000", 0.35, 156.0, block=0, edge="above"),)}),
                 Good("", elements=_COLOPHON, document={"lines": (_ABOVE, _BELOW)})])
def lines_color(document: Document, structure: Structure) -> Iterator[Problem]:
    """版记的分隔线是黑色。

    红色只用于发文机关标志、版头分隔线、信函双线和印章。依据：GB/T 9704-2012 5.2.4、7.4.1（推导）。
    """
    if structure.get("印发日期") and colophon_lines(structure, red=True):
        yield Problem(None, "版记的分隔线印成了红色，应当用黑色。", element="版记分隔线")


@check("HT4018", "版记首条、末条分隔线", severity="warning", basis="GB/T 9704-2012 7.4.1", needs=("lines",), layouts=("普通",),
       standards=("2012",),
       examples=[Bad("", elements=_COLOPHON, document={"lines": (_MIDDLE, _BELOW)}),
                 Bad("", elements=_COLOPHON, document={"lines": (_ABOVE, _MIDDLE)}),
                 Good("", elements=_COLOPHON, document={"lines": (_ABOVE, _MIDDLE, _BELOW)})])
def outer_lines(document: Document, structure: Structure) -> Iterator[Problem]:
    """首条分隔线位于版记中第一个要素之上，末条在最后一个要素之下。

    只在各要素下面加线是 1999 年版“反线”的排法。直线图形锚在哪一段看不出上下的、版式文件里紧接在表格下面（首条线与表格底边分不开）的不查；
    一条线也没有、只有一条的由 HT4008 报。
    依据：GB/T 9704-2012 7.4.1。
    """
    first = next((b for b in document.main_blocks if structure.roles[b.index] in ("主送（版记）", "抄送机关", "印发机关")), None)
    last = structure.get("印发日期")
    lines = colophon_lines(structure)
    if first is None or last is None or len(lines) < 2 or _below_table(document, first):
        return
    sides = [_side(line, first, last.block) for line in lines]
    if None in sides:
        return
    if "above" not in sides:
        yield Problem(None, "版记第一个要素之上没有分隔线，首条分隔线应当在抄送机关（没有抄送的在印发机关）之上。", element="版记分隔线")
    elif "below" not in sides:
        yield Problem(None, "版记最后一个要素之下没有分隔线，末条分隔线应当在印发机关和印发日期之下。", element="版记分隔线")


def _below_table(document: Document, first: Block) -> bool:
    """Whether a printed table ends just above: its lower edge and the first line of the 版记 may be one stroke."""
    above = next((b for b in reversed(document.main_blocks) if b.index < first.index and measured(b)), None)
    if above is None or above.cell is None or not measured(first):
        return False
    upper, lower = above.anchor.lines[-1], first.anchor.lines[0]
    return upper.page == lower.page and lower.y0 - upper.y1 < TABLE_MM


def _side(line: Line, first: Block, last: Block) -> str | None:
    """Whether a line is above all of the 版记, below it, or between; None where the file does not say."""
    if line.y is not None and measured(first) and measured(last):
        if line.y <= first.anchor.lines[0].y0 + 1:
            return "above"
        return "below" if line.y >= last.anchor.lines[-1].y1 - 1 else "between"
    if line.origin not in ("paragraph", "table") or line.block is None or line.edge is None:
        return None
    if line.block < first.index or (line.block == first.index and line.edge == "above"):
        return "above"
    return "below" if line.block > last.index or (line.block == last.index and line.edge == "below") else "between"


@check("HT4017", "缺版记", severity="info", basis="《党政机关公文处理工作条例》第九条（十七）", layouts=("普通",), needs=("lines",),
       examples=[Bad("", elements={"发文机关标志": "云岭市人民政府文件", "发文字号": "云政发〔2026〕8号", "标题": "关于防汛的通知",
                                   "成文日期": "2026年5月8日"}),
                 Good("", elements={"发文机关标志": "云岭市人民政府文件", "发文字号": "云政发〔2026〕8号", "标题": "关于防汛的通知",
                                    "成文日期": "2026年5月8日", **_COLOPHON})])
def missing_colophon(document: Document, structure: Structure) -> Iterator[Problem]:
    """公文一般标注印发机关和印发日期。

    版头、文号、日期都有而没有印发栏的，多是送审稿或摘录，所以只作提示。依据：《党政机关公文处理工作条例》第九条（十七）、
    GB/T 9704-2012 7.4.3。
    """
    headed = all(structure.get(name) for name in ("发文机关标志", "发文字号", "标题", "成文日期"))
    if headed and not structure.get("印发日期") and not structure.get("印发机关") and not structure.kind.preprinted:
        yield Problem(None, "没有印发机关和印发日期，正式印发的公文应当在末页版心最下方编排。", element="印发机关")


@check("HT4019", "版记不在偶数页", on="印发日期", severity="info", basis="惯例（GB/T 9704 未规定）", needs=("geometry",), layouts=("普通",),
       examples=[Bad("⟦2026年5月8日印发⟧", document={"page_count": 3}), Good("2026年5月8日印发", document={"page_count": 4}),
                 Good("2026年5月8日印发", document={"page_count": 1})])
def even_page(date: Element, document: Document) -> Iterator[Problem]:
    """双面印刷的公文，版记宜落在偶数页。

    标准没有明写，是对双面印刷的通行解释，所以只作提示；只有一页的不看。依据：惯例。
    """
    if document.page_count and document.page_count > 1 and document.page_count % 2:
        yield Problem(date, f"全文 {document.page_count} 页，版记在单数页；双面印刷时一般排到偶数页（前面的空白页和版记页不编页码）。")


@check("HT4028", "主送机关移入版记的编排", severity="warning", basis="GB/T 9704-2012 7.4.2", layouts=("普通", "信函"), standards=("2012",),
       examples=[Bad("云岭市人民政府关于做好防汛工作的通知\n现将有关事项通知如下。\n云岭市人民政府\n2026年5月8日\n⟦主送:⟧各县（区）人民政府。\n"
                     "抄送：市委办公室。\n云岭市人民政府办公室　　2026年5月8日印发"),
                 Good("云岭市人民政府关于做好防汛工作的通知\n现将有关事项通知如下。\n云岭市人民政府\n2026年5月8日\n主送：各县（区）人民政府。\n"
                      "抄送：市委办公室。\n云岭市人民政府办公室　　2026年5月8日印发")])
def main_to(document: Document, structure: Structure) -> Iterator[Problem]:
    """主送机关移至版记的，写作“主送：……。”，编排方法同抄送机关，置于抄送机关之上一行，二者之间不加分隔线。

    依据：GB/T 9704-2012 7.4.2、7.3.2。
    """
    block = next((b for b in document.main_blocks if structure.roles[b.index] == "主送（版记）"), None)
    if block is None:
        return
    start, text = block.stripped.start, block.text.strip()
    label = re.match(r"主[\s　]*送(?P<colon>[：:])|[^：:]{1,4}[：:]", text)
    copy_to = structure.get("抄送机关")
    if label and not (label.group() == "主送：" or (label["colon"] == ":" and "width" in document.unknown)):
        at = Span(block.index, start, start + label.end())
        yield Problem(at, "移入版记的主送机关写作“主送：”，用全角冒号。", (Fix("主送："),), element="主送机关")
    elif not text.endswith("。"):
        yield Problem(block, "移入版记的主送机关，最后一个机关名称后标句号。", element="主送机关")
    elif copy_to is not None and copy_to.block.index < block.index:
        yield Problem(block, "移入版记的主送机关应当在抄送机关之上一行。", element="主送机关")
    elif copy_to is not None and "lines" not in document.unknown and line_between(document, block, copy_to.block):
        yield Problem(block, "主送机关与抄送机关之间不加分隔线。", element="主送机关")


@check("HT4029", "抄送机关之间的标点", on="抄送机关", severity="info", basis="GB/T 9704-2012 图5—图8",
       examples=[Bad("抄送：市委办公室⟦；⟧市政协办公室。", fix="抄送：市委办公室，市政协办公室。"),
                 Bad("抄送：市委办公室⟦　⟧市政协办公室。", fix="抄送：市委办公室，市政协办公室。"),
                 Good("抄送：市委、市人大常委会、市政协办公室，市法院。")])
def copy_marks(copy_to: Element) -> Iterator[Problem]:
    """抄送机关之间用逗号，同类的可以用顿号。

    条文没有规定，式样图中一律用逗号；用分号、空格隔开的只作提示。分行排列的不看。依据：GB/T 9704-2012 图 5 至图 8、图 10。
    """
    for span in copy_to.spans:
        text = copy_to.document.text(span)
        body = re.match(r"[\s　]*抄[\s　]*[送报][\s　]*[：:]?[\s　]*", text)
        start = body.end() if body else len(text) - len(text.lstrip())
        for found in re.finditer(r"[；;]|(?<=[\u4e00-\u9fff）])[\s　]+(?=[\u4e00-\u9fff])", text[start:].rstrip()):
            at = Span(span.block, span.start + start + found.start(), span.start + start + found.end())
            yield Problem(at, "抄送机关之间一般用逗号隔开（同类机关用顿号）。", (Fix("，"),))


@check("HT4030", "印发机关和印发日期的位置", severity="warning", basis="GB/T 9704-2012 7.4.3", needs=("indent",), layouts=("普通",),
       examples=[Bad("", elements={"印发机关": "云岭市人民政府办公室", "印发日期": "2026年5月8日印发"}),
                 Bad("云岭市人民政府关于做好防汛工作的通知\n现将有关事项通知如下。\n云岭市人民政府\n2026年5月8日\n抄送：市委办公室。\n"
                     "⟦2026年5月8日印发⟧　　云岭市人民政府办公室"),
                 Good("抄送：市委办公室。\n云岭市人民政府办公室　　　　2026年5月8日印发")])
def printing_place(document: Document, structure: Structure) -> Iterator[Problem]:
    """印发机关和印发日期编排在末条分隔线之上同一行，印发机关左空一字，印发日期右空一字。

    表格、文本框里的按单元格边距设置，只看是否同行。左右空 0.3 至 1.9 字放行：四号一字 4.9 毫米，
    版心一字 5.6 毫米，图 5 为 5 至 6.6 毫米；用制表位隔开的 Word 文件看不出右空几字，不查。
    依据：GB/T 9704-2012 7.4.3。
    """
    office, date = structure.get("印发机关"), structure.get("印发日期")
    if office is None or date is None:
        return
    if office.block.index == date.block.index and office.spans[0].start > date.spans[0].start:
        yield Problem(date, "印发机关在前、印发日期在后：印发机关左空一字，印发日期右空一字。", element="印发日期")
        return
    if same_row(office.block, date.block) is False:
        yield Problem(date, "印发机关和印发日期应当排在同一行：印发机关左空一字，印发日期右空一字。", element="印发日期")
        return
    low, high = INDENT
    stated = free_standing(office.block) and office.block.paragraph.alignment not in ("center", "right")
    left = left_chars(document, office.block) if stated else None
    if left is not None and office.spans[0].start == office.block.stripped.start and not low <= left <= high:
        yield Problem(office, f"印发机关应当左空一字，现左空 {max(left, 0):.1f} 字。", element="印发机关")
        return
    if measured(date.block) and upright_a4(document, date.block.anchor.lines[-1].page):
        at = placed(document, date.block)
        if at is not None and not low - 0.2 <= at.right <= high and date.spans[-1].end >= date.block.stripped.end:
            yield Problem(date, f"印发日期应当右空一字，现右空 {max(at.right, 0):.1f} 字。", element="印发日期")


@check("HT4031", "版记其他要素没有隔开", severity="info", basis="GB/T 9704-2012 7.4.3", needs=("lines",), layouts=("普通",),
       standards=("2012",),
       examples=[Bad("云岭市人民政府关于做好防汛工作的通知\n现将有关事项通知如下。\n云岭市人民政府\n2026年5月8日\n抄送：市委办公室。\n"
                     "云岭市人民政府办公室　　2026年5月8日印发\n⟦共印80份⟧"),
                 Bad("云岭市人民政府关于做好防汛工作的通知\n现将有关事项通知如下。\n云岭市人民政府\n2026年5月8日\n抄送：市委办公室。\n"
                     "云岭市人民政府办公室　　2026年5月8日印发⟦（共印80份）⟧"),
                 Good("云岭市人民政府关于做好防汛工作的通知\n现将有关事项通知如下。\n云岭市人民政府\n2026年5月8日\n抄送：市委办公室。\n"
                      "云岭市人民政府办公室　　2026年5月8日印发")])
def other_elements(document: Document, structure: Structure) -> Iterator[Problem]:
    """版记中如有其他要素（如印数），与印发机关和印发日期之间用一条细分隔线隔开。

    只认得出印数，只作提示；两者的中线相差 3 毫米（半个字）以内算同行，
    写在印发日期同一行里的报警告：2012 年版没有印数这一要素。依据：GB/T 9704-2012 7.4.3。
    """
    date = structure.get("印发日期")
    if date is not None and (behind := COPIES.fullmatch(date.block.text[date.spans[-1].end:].strip())):
        start = date.block.text.index(behind.group(), date.spans[-1].end)
        at = Span(date.block.index, start, start + len(behind.group()))
        yield Problem(at, "印数不写在印发日期之后：需要标注的，另起一行，用一条细分隔线隔开。", severity="warning", element="印发日期")
        return
    copies = next((b for b in document.main_blocks if structure.roles[b.index] == "印数"), None)
    if date is None or copies is None or same_row(copies, date.block):
        return
    upper, lower = sorted((copies, date.block), key=lambda b: b.index)
    if not line_between(document, upper, lower):
        yield Problem(copies, "印数与印发机关、印发日期之间应当用一条细分隔线隔开。", element="印发日期")
