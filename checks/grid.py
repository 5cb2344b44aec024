"""版心内的排布：每面行数、两端对齐、版心上下缘，在版式文件上量（GB/T 9704-2012 5.2.1、5.2.3）。"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.layout import BOTTOM_MM, PageText, measured, page_texts, printed_area, text_width, upright_a4
from ..pipeline.model import Anchor, Block, Document, Page, VisualLine
from ..pipeline.page_grid import first_rows

_DOC = {"标题": "某市人民政府关于做好防汛工作的通知"}
_PITCH_MM = 10.22
_BOTTOM_ROW_MM = 250.0
"""A page whose last row stands higher was ended early: the last row of a full one is in the lowest 12 mm (5.2.1)."""
_TEXT = "各地要压实防汛责任。"


def _printed(tops: list[tuple[int, float]]) -> dict[str, object]:
    """A block printed on the given lines (page, top), two characters each, over the width of the type area."""
    edges = ((39.0, 111.5), (111.5, 184.0))
    return {"anchor": Anchor(lines=tuple(
        VisualLine(2 * i, 2 * i + 2, page, y, y + 5.6, edges) for i, (page, y) in enumerate(tops)))}


def _page(number: int, top: float, pitch: float, count: int) -> list[tuple[int, float]]:
    return [(number, top + i * pitch) for i in range(count)]


def _full(top: float, pitch: float, count: int) -> dict[str, object]:
    """A paragraph that fills page 2, coming from page 1 and going on on page 3."""
    return _printed([(1, 250.0), *_page(2, top, pitch, count), (3, top)])


_PAGES = {"pages": tuple(Page(n, 210.0, 297.0) for n in (1, 2, 3))}


def _full_pages(document: Document, structure: Structure) -> Iterator[tuple[PageText, bool]]:
    """Pages of running text alone between others of 正文; whether one paragraph enters and one leaves: then it is full."""
    body = {b.index for b in structure.body_blocks() if b.part == "body"}
    for above, page, below in _neighbours(page_texts(document)):
        rows = (*above.lines[-1:], *page.lines, *below.lines[:1])
        if page.lines and upright_a4(document, page.number) and all(block.index in body for _, block in rows):
            first, last = page.lines[0][1], page.lines[-1][1]
            yield page, first.anchor.lines[0].page < page.number < last.anchor.lines[-1].page


def _neighbours(pages: list[PageText]) -> Iterator[tuple[PageText, PageText, PageText]]:
    """Each page with its neighbours."""
    yield from zip(pages, pages[1:], pages[2:], strict=False)


@check("HT1014", "每面行数不合规定", severity="warning", basis="GB/T 9704-2012 5.2.3", needs=("geometry",), folds=True,
       examples=[Bad("防汛" * 29, elements=_DOC, block=_full(40.0, 8.2, 27), document=_PAGES),
                 Good("防汛" * 24, elements=_DOC, block=_full(40.0, _PITCH_MM, 22), document=_PAGES)])
def lines_on_page(document: Document, structure: Structure) -> Iterator[Problem]:
    """一般每面排 22 行。

    只数版式文件里从上到下都是正文、前后两页也是正文的页；首页、末页、有表格的页不数。增减 1 行是常见的微调，20 至 24 行放行；
    行数偏少的，要同一段从上页接来、又接到下页，并且排到了页底（距纸上边 250 毫米以下）才算整页：为留住印章而提前换页的不算。
    行距逐段由 HT1007 量。依据：GB/T 9704-2012 5.2.3。
    """
    for page, full in _full_pages(document, structure):
        count = len({round(line.y1) for line, _ in page.lines})
        if count > 24 or (full and count < 20 and page.lines[-1][0].y1 >= _BOTTOM_ROW_MM):
            yield Problem(None, f"整页排了 {count} 行，一般每面 22 行（行距固定值 28.95 磅）。", page=page.number, folding=str(count))


@check("HT1015", "正文没有两端对齐", severity="info", basis="GB/T 9704-2012 5.2.3", needs=("alignment",), folds=True,
       examples=[Bad(f"⟦{_TEXT * 4}⟧", elements=_DOC, paragraph={"alignment": "left"}),
                 Good(_TEXT * 4, elements=_DOC, paragraph={"alignment": "both"}), Good(_TEXT, elements=_DOC, paragraph={"alignment": "left"})])
def justified(document: Document, structure: Structure) -> Iterator[Problem]:
    """正文撑满版心，整行左右贴齐版心。

    Word 里把正文设为“两端对齐”。左对齐的段落右边参差不齐；只看排得下两行以上的段落，只作提示。版式文件看各整行右缘是否相差
    1.5 毫米以上：对齐的只有测量误差，行尾标点可以悬出、不计。依据：GB/T 9704-2012 5.2.3。
    """
    blocks = [b for b in structure.body_blocks() if b.part == "body"]
    if any(measured(b) for b in blocks):
        yield from _ragged(structure, blocks)
        return
    for block in blocks:
        if block.paragraph.alignment == "left" and text_width(block.text) > 30 and not block.continues:
            yield Problem(block, "这一段是左对齐，右边会参差不齐。设为“两端对齐”。", element="正文", folding="left")


def _ragged(structure: Structure, blocks: list[Block]) -> Iterator[Problem]:
    area = printed_area(structure)
    if area is None:
        return
    ends = sorted(area.right - line.x1 for b in blocks for line in b.anchor.lines[:-1]
                  if b.text[line.start:line.end].rstrip()[-1:] not in tuple("，。、；：！？”’）》」】"))
    if len(ends) >= 8 and ends[len(ends) * 3 // 4] - ends[len(ends) // 4] > 1.5:
        yield Problem(blocks[0], "正文各整行的右边没有对齐，应当两端对齐、撑满版心。", element="正文", folding="ragged")


@check("HT1017", "版心上下边缘（实测）", severity="warning", basis="GB/T 9704-2012 5.2.1", needs=("geometry",),
       layouts=("普通", "命令", "纪要"),
       examples=[Bad("防汛" * 24, elements=_DOC, block=_full(26.0, _PITCH_MM, 22), document=_PAGES),
                 Bad("防汛" * 25, elements=_DOC, block=_full(38.0, _PITCH_MM, 23), document=_PAGES),
                 Good("防汛" * 24, elements=_DOC, block=_full(40.0, _PITCH_MM, 22), document=_PAGES)])
def type_area_edges(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """天头 37 毫米、版心高 225 毫米：整页正文首行在距纸上边 37 毫米处，末行不低于 262 毫米。

    天头量版式文件里第二页起以正文开头的各页，下缘只量前后两页也是正文的整页，都取中位数。固定行距会让首行字低 3 毫米左右，
    33 至 44 毫米放行；末行字框下缘到 265 毫米放行。依据：GB/T 9704-2012 5.2.1。
    """
    rows = first_rows(structure)
    if rows and not min(options.top_margin_mm) - 4 <= (top := median(y for _, y in rows)) <= max(options.top_margin_mm) + 7:
        yield Problem(None, f"各页正文首行距纸上边约 {top:.0f} 毫米，天头应为 37 毫米（±1 毫米）。", page=rows[0][0])
    pages = [page for page, _ in _full_pages(document, structure)]
    if not pages:
        return
    bottom = median(max(line.y1 for line, _ in page.lines) for page in pages)
    if bottom > BOTTOM_MM + 3 + max(0.0, 35 - min(options.bottom_margin_mm)):
        yield Problem(None, f"整页正文末行低到距纸上边约 {bottom:.0f} 毫米，超出了版心下边缘（262 毫米）。", page=pages[0].number)
