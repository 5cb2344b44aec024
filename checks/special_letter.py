"""信函格式首页各要素的位置（GB/T 9704-2012 10.1、图11）。"""

from __future__ import annotations

from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import LONG_MM, letter_lines, line_length, measured, page_texts, same_row, upright_a4
from ..pipeline.model import Anchor, Document, Line, VisualLine
from .masthead_joint import is_full_name

_LETTER = {"layout": "信函", "doc_type": "函", "direction": "平行"}
_MARK = {"发文机关标志": "云岭市人民政府"}
_CORNER = ("份号", "密级和保密期限", "紧急程度")
LOWER_MM, NEAR_MM = 277.0, 4.0
"""The second double line is 20 mm off the page's lower edge; 7/8 of a 三号 character; the first line below the mark (10.1)."""
MIDDLE_MM = 297 / 2
LEFT_MM = (17.5, 23.5)
"""170 mm centred on the paper start at 20 mm, on the type area at 21: both are found, give or take 2.5."""


def _double(y: float, compound: str = "thickThin", x: float = 20.0) -> Line:
    return Line("shape", "FF0000", 1.5, 170.0, compound, page=1, x0=x, x1=x + 170.0, y=y)  # type: ignore[arg-type]


def _at(y: float, high: float = 5.6) -> dict[str, object]:
    return {"anchor": Anchor(lines=(VisualLine(0, 7, 1, y, y + high, tuple((50 + 15 * i, 65 + 15 * i) for i in range(7))),))}


@check("HT2104", "信函用了几个机关的标志", on="发文机关标志", severity="warning", basis="GB/T 9704-2012 10.1", layouts=("信函",),
       examples=[Bad("云岭市教育局\n云岭市公安局", kind=_LETTER), Good("云岭市教育局", kind=_LETTER)])
def single_mark(mark: Element) -> Iterator[Problem]:
    """联合行文的信函，使用主办机关的标志。

    依据：GB/T 9704-2012 10.1。
    """
    names = [block for block in mark.blocks if is_full_name(block.text)]
    if len(names) > 1:
        yield Problem(mark, "信函格式的联合行文只用主办机关的标志，不并列几个机关。")


@check("HT2105", "信函红色双线的位置", severity="warning", basis="GB/T 9704-2012 10.1", needs=("lines", "placement"), layouts=("信函",),
       examples=[Bad("", elements=_MARK, kind=_LETTER, document={"lines": (_double(52.0), _double(265.0, "thinThick"))}),
                 Bad("", elements=_MARK, kind=_LETTER, document={"lines": (_double(52.0, x=28.0), _double(277.0, "thinThick"))}),
                 Good("", elements=_MARK, kind=_LETTER, document={"lines": (_double(52.0, x=21.0), _double(276.5, "thinThick"))})])
def double_lines_place(document: Document, structure: Structure) -> Iterator[Problem]:
    """信函的第一条红色双线在发文机关标志下 4 毫米处，第二条距下页边 20 毫米，均居中排布。

    文件里写明位置或者量得出位置的才查：第二条容差 4 毫米（双线本身有粗细），左边 17.5 至 23.5 毫米放行；标志字框比笔画大，
    第一条离字框 1 至 8 毫米放行。只画了一条的由 HT2102 报。依据：GB/T 9704-2012 10.1、图 11。
    """
    lines = [line for line in letter_lines(structure) if line.page in (None, 1)]
    upper, lower = _halves(structure)
    mark = structure.get("发文机关标志")
    if mark is None or not lines:
        return
    off = next((x for x in lines[:2] if x.x0 is not None and not LEFT_MM[0] <= x.x0 <= LEFT_MM[1] and abs((line_length(x) or 0) - 170) <= 3), None)
    if off is not None:
        yield Problem(None, f"信函双线左边距纸边约 {off.x0:.0f} 毫米，170 毫米的双线居中应为 20 毫米左右。", element="版头分隔线", page=1)
    if upper and lower and all(abs(y - LOWER_MM) > NEAR_MM for y in (lower[0], lower[-1])):
        yield Problem(None, f"信函第二条双线距纸下边约 {297 - lower[-1]:.0f} 毫米，应为 20 毫米。", element="版头分隔线", page=1)
    if measured(mark.block) and upper and lines[0].page == 1:
        space = upper[0] - (lines[0].width_mm or 0) / 2 - max(ln.y1 for b in mark.blocks for ln in b.anchor.lines)
        if not 1.0 <= space <= 8.0:
            yield Problem(None, f"信函第一条双线距发文机关标志约 {space:.0f} 毫米，应为 4 毫米。", element="版头分隔线", page=1)


def _halves(structure: Structure) -> tuple[list[float], list[float]]:
    """Heights in mm of the red lines in the upper and in the lower half of page 1: a double line may be two single ones."""
    heights = sorted(x.y for x in letter_lines(structure) if x.y is not None and x.page in (None, 1))
    return [y for y in heights if y < MIDDLE_MM], [y for y in heights if y >= MIDDLE_MM]


def _under(document: Document, structure: Structure, element: Element) -> float | None:
    """Distance in mm from the first double line to the element's first row; None where it cannot be told."""
    lines = [x for x in letter_lines(structure) if x.y is not None and x.page == 1 and x.y < MIDDLE_MM]
    if not lines or not measured(element.block) or element.block.anchor.lines[0].page != 1 or not upright_a4(document, 1):
        return None
    lowest = max(lines, key=lambda x: x.y or 0.0)
    return element.block.anchor.lines[0].y0 - (lowest.y or 0.0) - (lowest.width_mm or 0.0) / 2


@check("HT2106", "信函首行距双线", on="发文字号", severity="warning", basis="GB/T 9704-2012 10.1", layouts=("信函",),
       needs=("geometry", "lines", "placement"),
       examples=[Bad("⟦云政函〔2026〕8号⟧", block=_at(70.0), kind=_LETTER, document={"lines": (_double(52.0),)}),
                 Good("云政函〔2026〕8号", block=_at(57.5), kind=_LETTER, document={"lines": (_double(52.0),)})])
def first_row(number: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """信函的发文字号编排在第一条红色双线下，与线的距离为 3 号汉字高度的 7/8（约 4.9 毫米）；份号等与它同行。

    只在版式文件上量，2 至 9 毫米放行：双线本身有粗细，固定行距会把字压低约 3 毫米。依据：GB/T 9704-2012 10.1、图 11。
    """
    space = _under(document, structure, number)
    if space is not None and not 2.0 <= space <= 9.0:
        yield Problem(number, f"发文字号距第一条红色双线约 {space:.0f} 毫米，应为 3 号字高的 7/8（约 5 毫米）。")


@check("HT2107", "信函首行左右不在同一行", severity="info", basis="GB/T 9704-2012 10.1、图11", needs=("alignment",), layouts=("信函",),
       examples=[Bad("", elements={"份号": "000001", "发文字号": "云政函〔2026〕8号"}, kind=_LETTER),
                 Good("", elements={"发文字号": "云政函〔2026〕8号"}, kind=_LETTER)])
def one_row(document: Document, structure: Structure) -> Iterator[Problem]:
    """第一条红色双线下第一行：左边是份号等首个要素（左顶格），右边是发文字号（右顶格），两者同行。

    条文分别规定了各自与线的距离，同行见于式样图 11，只作提示。版式文件上两者的中线相差 3 毫米（半个三号字）以内算同行；
    Word 里分成两段的就不在一行，文本框里的看不出。依据：GB/T 9704-2012 10.1、图 11。
    """
    number = structure.get("发文字号")
    first = next((e for name in _CORNER if (e := structure.get(name))), None)
    if number and first and same_row(number.block, first.block) is False:
        yield Problem(number, "式样图中发文字号与份号（或密级、紧急程度中最上面的一项）在同一行。", element="发文字号")


@check("HT2108", "信函首页末行压线", severity="info", basis="GB/T 9704-2012 10.1", layouts=("信函",),
       needs=("geometry", "lines", "placement"),
       examples=[Bad("⟦函告如下。请函复⟧", block=_at(272.5), elements=_MARK, kind=_LETTER,
                     document={"lines": (_double(52.0), _double(277.0, "thinThick"))}),
                 Good("函告如下。请函复", block=_at(266.0), elements=_MARK, kind=_LETTER,
                      document={"lines": (_double(52.0), _double(277.0, "thinThick"))})])
def last_row(document: Document, structure: Structure) -> Iterator[Problem]:
    """信函第二条红色双线上一行如有文字，与线的距离为 3 号汉字高度的 7/8（约 4.9 毫米）。

    只报离线不到 1.5 毫米、压着线的。依据：GB/T 9704-2012 10.1。
    """
    lines = [x for x in letter_lines(structure) if x.y is not None and x.page == 1]
    upper, lower = _halves(structure)
    page = next((p for p in page_texts(document) if p.number == 1), None)
    if not upper or not lower or page is None:
        return
    edge = lower[0] - max(x.width_mm or 0.0 for x in lines) / 2
    last = max((row for row in page.lines if row[0].y0 < edge), key=lambda row: row[0].y1, default=None)
    if last is not None and edge - last[0].y1 < 1.5:
        yield Problem(last[1], "首页末行压着第二条红色双线，应当空出 3 号字高的 7/8（约 5 毫米）。", page=1)


@check("HT4103", "信函版记加了分隔线", on="抄送机关", severity="error", basis="GB/T 9704-2012 10.1", needs=("lines",), layouts=("信函",),
       examples=[Bad("⟦抄送：市委办公室。⟧", kind=_LETTER, document={"lines": (
                     Line("paragraph", "000000", 0.35, 156.0, block=0, edge="above"),)}),
                 Good("抄送：市委办公室。", kind=_LETTER, document={"lines": (_double(277.0, "thinThick"),)})])
def lines_around(copy_to: Element, document: Document) -> Iterator[Problem]:
    """信函格式的版记不加分隔线。

    只看紧挨抄送机关上下（6 毫米以内，半行）、长 100 毫米以上的黑线。依据：GB/T 9704-2012 10.1。
    """
    first, last = copy_to.blocks[0], copy_to.blocks[-1]
    for line in document.lines:
        length = line_length(line)
        if line.red is not False or length is None or length < LONG_MM:
            continue
        if line.y is not None and measured(first):
            top, bottom = first.anchor.lines[0], last.anchor.lines[-1]
            near = line.page == top.page and top.y0 - 6 < line.y < bottom.y1 + 6
        else:
            near = line.origin in ("paragraph", "table") and line.block is not None and first.index <= line.block <= last.index
        if near:
            yield Problem(copy_to, "信函格式的版记不加分隔线，应当删去抄送机关上下的线。")
            return
