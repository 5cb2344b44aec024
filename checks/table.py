"""表格（GB/T 9704-2012 8、5.2.1）。"""

from __future__ import annotations

from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.layout import area_width, line_length, measured, portrait, printed_area, type_area, upright_a4
from ..pipeline.model import Anchor, Block, Cell, Document, Line, Page, Section, VisualLine

_PAGE = {"width_mm": 210.0, "height_mm": 297.0, "left_mm": 28.0, "right_mm": 26.0}
_SIDEWAYS = {"width_mm": 297.0, "height_mm": 210.0}
BORDER_MM = 5.5
"""Word lets the outer edges of a table stand 1.9 mm out on each side, and rounds column widths."""
OUT_MM = 3.0
"""How far printed text may stand out of the type area: a hanging stop and the error of measuring."""
SIDEWAYS_MM = {"上": 28.0, "下": 26.0, "左": 35.0, "右": 37.0}
"""Margins of a sideways page, top to the left: the type area is the upright one's, turned (8)."""


def _at(x0: float, x1: float) -> Anchor:
    return Anchor(lines=(VisualLine(0, 2, 1, 100.0, 104.0, ((x0, x0 + 4), (x1 - 4, x1))),))


@check("HT1018", "表格超出版心", severity="warning", basis="GB/T 9704-2012 8、5.2.1", needs=("lines",), folds=True,
       examples=[Bad("⟦序号⟧", elements={"正文": "见下表。"}, section=_PAGE, block={"part": "cell", "cell": Cell(0, 0, 0, 4)},
                     document={"lines": (Line("table", length_mm=190.0, block=0, edge="above"),)}),
                 Bad("⟦序号⟧", elements={"正文": "见下表。"}, section=_PAGE,
                     block={"part": "cell", "cell": Cell(0, 0, 0, 4), "anchor": _at(20.0, 192.0)}),
                 Good("序号", elements={"正文": "见下表。"}, section=_PAGE, block={"part": "cell", "cell": Cell(0, 0, 0, 4)},
                      document={"lines": (Line("table", length_mm=159.8, block=0, edge="above"),)})])
def table_width(document: Document, structure: Structure) -> Iterator[Problem]:
    """竖排的表格不超出版心（宽 156 毫米），横排的不超出 225 毫米。

    Word 看表格边框的总长，外框各出 1.9 毫米的放行；没有边框或没有写宽度的看不出。版式文件看表中文字是否排到版心之外 3 毫米
    （悬出的标点和测量误差之和）。
    版心宽度不合规定的由 HT1003、HT1004 报，表格与实际版心（版式文件按正文量）等宽就不再报。依据：GB/T 9704-2012 8、5.2.1（推导）。
    """
    seen: set[int] = set()
    printed = printed_area(structure)
    for line in document.lines:
        block = document.blocks[line.block] if line.origin == "table" and line.block is not None else None
        if block is None or block.cell is None or block.cell.table in seen or block.part in ("header", "footer"):
            continue
        length, area = line_length(line), area_width(document.section_of(block))
        if length is not None and length > max(area, _standard_width(document.section_of(block))) + BORDER_MM:
            seen.add(block.cell.table)
            yield _wide(document, block, f"宽约 {length:.0f} 毫米")
    for block in document.main_blocks:
        if block.cell is None or block.cell.table in seen or block.cell.columns < 2 or not measured(block):
            continue
        low, high = type_area(document, block)
        if printed is not None:
            low, high = min(low, printed.left), max(high, printed.right)
        out = max(max(low - line.x0, line.x1 - high) for line in block.anchor.lines)
        if out > OUT_MM and upright_a4(document, block.anchor.lines[0].page):
            seen.add(block.cell.table)
            yield _wide(document, block, f"超出版心约 {out:.0f} 毫米")


def _standard_width(section: Section | None) -> float:
    return 156.0 if section is None or portrait(section) else 225.0


def _wide(document: Document, block: Block, now: str) -> Problem:
    return Problem(block, f"表格{now}，应当不超出版心（竖排 156 毫米、横排 225 毫米）。在“表格属性”中把宽度设为 15.6 厘米以内。",
                   folding=str(block.cell.table if block.cell else 0))


@check("HT1019", "横排页的页边和页码", severity="info", basis="GB/T 9704-2012 8", needs=("margins",), folds=True,
       examples=[Bad("甲", elements={"正文": "见下表。"},
                     section={**_SIDEWAYS, "top_mm": 25.4, "bottom_mm": 25.4, "left_mm": 31.8, "right_mm": 31.8}),
                 Bad("— 2 —", elements={"正文": "见下表。"}, document={"pages": (Page(1, 297.0, 210.0),)},
                     block={"kind": "page_number", "part": "footer", "anchor": _at(240.0, 260.0)}),
                 Good("甲", elements={"正文": "见下表。"},
                      section={**_SIDEWAYS, "top_mm": 28.0, "bottom_mm": 26.0, "left_mm": 35.0, "right_mm": 37.0})])
def sideways(document: Document, structure: Structure) -> Iterator[Problem]:
    """A4 横排表格的页码位置与公文其他页码保持一致，表头单页码在订口一边、双页码在切口一边。

    也就是把竖版页逆时针转过来用：横着看，上 28、下 26、左 35、右 37 毫米，页码仍在竖版的页脚。Word 的横向节会把页码印在
    横页底边，要另用文本框放到竖版页脚处。页边由条文推得，没有明写数值，所以容差 3 毫米、只作提示。依据：GB/T 9704-2012 8。
    """
    for section in document.sections:
        if portrait(section) or section.top_mm is None:
            continue
        now = {"上": section.top_mm, "下": section.bottom_mm, "左": section.left_mm, "右": section.right_mm}
        off = [f"{side} {value:.0f}" for side, value in now.items() if value is not None and abs(value - SIDEWAYS_MM[side]) > 3]
        if off:
            yield Problem(None, f"横排页的页边现为{'、'.join(off)} 毫米，按竖版页转 90 度应为上 28、下 26、左 35、右 37 毫米。", folding="margins")
    wide = {p.number for p in document.pages if p.width_mm > p.height_mm}
    for block in document.blocks:
        if block.kind == "page_number" and measured(block) and block.anchor.lines[0].page in wide:
            yield Problem(block, "横排页的页码印在横页的底边，应当与其他页一致，印在竖版的页脚处。", element="页码", folding="number")
