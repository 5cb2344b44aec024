"""印章（GB/T 9704-2012 7.3.5.1）。"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import hypot

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import LEFT_MM, RIGHT_MM, measured, page_texts, row_centre
from ..pipeline.model import Anchor, Box, Document, Picture, VisualLine

_SIGNED = {"发文机关署名": "云岭市人民政府"}
MOST_SEALS = 40
"""More red circles than any joint issue has seals are a drawing."""
RING_MM = 3.0
"""Centres nearer than this are rings of one seal."""
PRESS_MM, LINE_MM = 6.0, 10.5
"""How far the seal's centre may stand beside the date's (7.3.5.1: 居中下压; Figure 5 is within 3), and one line (3.2)."""


def _at(y: float) -> dict[str, object]:
    return {"anchor": Anchor(lines=(VisualLine(0, 9, 1, y, y + 5.6, tuple((120.0 + 4 * i, 124.0 + 4 * i) for i in range(9))),))}


def _seal(*centres: tuple[float, float]) -> dict[str, object]:
    return {"pictures": tuple(Picture(1, None, Box(1, x - 21, y - 21, x + 21, y + 21), True) for x, y in centres)}


def seals(document: Document) -> list[Box]:
    """The seals with their places; of rings drawn one in the other, the outermost. None where a drawing is all circles."""
    boxes = [p.box for p in document.pictures if p.seal and p.box is not None]
    if len(boxes) > MOST_SEALS:
        return []
    found: list[Box] = []
    for box in sorted(boxes, key=lambda b: -b.width):
        if not any(o.page == box.page and _distance(o, box) < RING_MM for o in found):
            found.append(box)
    return sorted(found, key=lambda b: (b.page, round(b.y0 / 10), b.x0))


def _distance(one: Box, other: Box) -> float:
    return hypot(one.center - other.center, (one.y0 + one.y1 - other.y0 - other.y1) / 2)


def _single(document: Document) -> Box | None:
    """The only seal; None for none or several."""
    found = seals(document)
    return found[0] if len(found) == 1 else None


@check("HT3052", "印章未压署名和日期", on="成文日期", severity="warning", basis="GB/T 9704-2012 7.3.5.1", needs=("geometry",),
       layouts=("普通", "信函"),
       examples=[Bad("⟦2026年5月8日⟧", block=_at(200.0), document=_seal((60.0, 190.0)), elements=_SIGNED),
                 Bad("⟦2026年5月8日⟧", block=_at(200.0), document=_seal((138.0, 120.0)), elements=_SIGNED),
                 Good("2026年5月8日", block=_at(200.0), document=_seal((138.0, 185.0)), elements=_SIGNED)])
def seal_presses(found: Element, document: Document) -> Iterator[Problem]:
    """印章端正、居中下压发文机关署名和成文日期，使二者居印章中心偏下位置，不得出现空白印章。

    只看版式文件里画出来的单枚印章：要与日期上下相交，中心偏离日期中线不超过 6 毫米（式样图在 3 毫米以内）。
    联合行文的多枚印章由 HT3062 看。依据：GB/T 9704-2012 7.3.5.1。
    """
    seal = _single(document)
    if seal is None or not measured(found.block):
        return
    line = found.block.anchor.lines[0]
    place = found.block.anchor.box(found.spans[0].start, found.spans[0].end) or line.box
    if seal.page != line.page or line.y0 > seal.y1 or line.y1 < seal.y0:
        yield Problem(found, "印章没有压在署名和成文日期上，成了空白印章。", severity="error")
    elif abs(seal.center - place.center) > PRESS_MM:
        side = "左" if seal.center < place.center else "右"
        yield Problem(found, f"印章偏{side}约 {abs(seal.center - place.center):.0f} 毫米，应当居中下压署名和成文日期。")


@check("HT3053", "印章与正文的距离", on="正文", severity="warning", basis="GB/T 9704-2012 7.3.5.1", needs=("geometry",),
       layouts=("普通", "信函"),
       examples=[Bad("特此通知。现印发给你们。", block=_at(100.0), document=_seal((138.0, 160.0))),
                 Good("特此通知。现印发给你们。", block=_at(100.0), document=_seal((138.0, 133.0)))])
def seal_near_text(body: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """印章顶端上距正文（或附件说明）一行之内。

    只看版式文件里画出来的单枚印章；超过一行半（15 毫米）才报，压住正文也报，各留 2 毫米误差。依据：GB/T 9704-2012 7.3.5.1。
    """
    seal, note = _single(document), structure.get("附件说明")
    last = (note or body).blocks[-1]
    if seal is None or not measured(last) or last.anchor.lines[-1].page != seal.page:
        return
    space = seal.y0 - last.anchor.lines[-1].y1
    if space > 1.5 * LINE_MM or space < -2.0:
        now = f"相距约 {space:.0f} 毫米" if space > 0 else "压住了文字"
        yield Problem(None, f"印章顶端与正文（附件说明）{now}，应当在一行之内。", element="印章", page=seal.page)


HIGH, LOW, LOWEST = -0.25, 0.0, 1.25
"""Where 署名 and 成文日期 may stand, in radii below the seal's centre: Figure 5 has 0.54 and 0.9 (7.3.5.1: 中心偏下)."""


@check("HT3061", "署名和日期不在印章中心偏下", on="成文日期", severity="warning", basis="GB/T 9704-2012 7.3.5.1、图5", needs=("geometry",),
       layouts=("普通", "信函"),
       examples=[Bad("⟦2026年5月8日⟧", block=_at(184.0), document=_seal((138.0, 200.0)), elements=_SIGNED),
                 Good("2026年5月8日", block=_at(200.0), document=_seal((138.0, 185.0)), elements=_SIGNED)])
def seal_height(found: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """发文机关署名和成文日期居印章中心偏下位置。

    式样图 5 中 50 毫米的印章，署名在中心下约 13 毫米、日期在下约 22 毫米。日期高于中心、署名高出中心四分之一半径以上才报；
    只看版式文件里的单枚印章。依据：GB/T 9704-2012 7.3.5.1、图 5。
    """
    seal, at = _single(document), row_centre(found.block)
    signature = structure.get("发文机关署名")
    if seal is None or at is None or at[0] != seal.page:
        return
    radius, middle = seal.width / 2, (seal.y0 + seal.y1) / 2
    signed = row_centre(signature.block) if signature and len(signature.spans) == 1 else None
    if abs(at[1] - middle) > LOWEST * radius:
        return  # the seal is nowhere near: HT3052 says so
    high = signed is not None and signed[0] == seal.page and signed[1] - middle < HIGH * radius
    if at[1] - middle < LOW * radius or high:
        yield Problem(found, "署名和成文日期偏在印章中心之上，应当居印章中心偏下位置。")


@check("HT3062", "多枚印章的排列", severity="warning", basis="GB/T 9704-2012 7.3.5.1、图7、图8", needs=("geometry",), layouts=("普通", "信函"),
       examples=[Bad("", elements=_SIGNED, document=_seal((90.0, 180.0), (120.0, 180.0))),
                 Bad("", elements=_SIGNED, document=_seal((120.0, 180.0), (175.0, 180.0))),
                 Good("", elements=_SIGNED, document=_seal((90.0, 180.0), (134.0, 180.0)))])
def several_seals(document: Document, structure: Structure) -> Iterator[Problem]:
    """联合行文的印章一一对应、排列整齐，互不相交或者相切，每排印章两端不超出版心，每枚都压着署名。

    只看版式文件里与署名同在一面的印章：两章圆心距离小于半径之和、超出版心 2 毫米（测量误差）以上、章下一个字也没有的才报。
    依据：GB/T 9704-2012 7.3.5.1、图 7、图 8。
    """
    signed = {line.page for e in structure.all("发文机关署名") for b in e.blocks for line in b.anchor.lines}
    found = [box for box in seals(document) if box.page in signed or not signed]
    if len(found) < 2:
        return
    for one, other in combinations(found, 2):
        if one.page == other.page and _distance(one, other) < (one.width + other.width) / 2 + 0.1:
            yield Problem(None, "两枚印章相交或相切了，印章之间应当留出空隙。", element="印章", page=one.page)
            break
    out = next((b for b in found if b.x0 < LEFT_MM - 2 or b.x1 > RIGHT_MM + 2), None)
    if out is not None:
        yield Problem(None, f"印章超出了版心（左右边在 {out.x0:.0f} 至 {out.x1:.0f} 毫米，版心为 28 至 184 毫米）。", element="印章", page=out.page)
    rows = [line for page in page_texts(document) for line, _ in page.lines]
    for box in found if signed else ():
        if not any(r.page == box.page and r.y1 > box.y0 and r.y0 < box.y1 and r.x1 > box.x0 and r.x0 < box.x1 for r in rows):
            yield Problem(None, "有一枚印章下面没有文字，成了空白印章。", element="印章", page=box.page, severity="error")
            return


@check("HT3063", "印章直径", severity="info", basis="国发〔1999〕25号", needs=("geometry",),
       examples=[Bad("", elements=_SIGNED, document={"pictures": (Picture(1, None, Box(1, 120.0, 180.0, 153.0, 213.0), True),)}),
                 Good("", elements=_SIGNED, document=_seal((138.0, 185.0)))])
def seal_size(document: Document) -> Iterator[Problem]:
    """印章直径：国务院 60 毫米，省级政府和部委 50 毫米，市、州、县级政府 45 毫米，乡镇政府 42 毫米，其他不大于 45 毫米。

    缩印、拼版会改变大小，所以只作提示，40 至 61 毫米都放行（42 和 60 毫米各留量的误差）。
    依据：《国务院关于国家行政机关和企业事业单位社会团体印章管理的规定》。
    """
    for box in seals(document):
        if not 40.0 <= box.width <= 61.0:
            yield Problem(None, f"印章直径约 {box.width:.0f} 毫米，一般在 42 至 60 毫米之间，请核对是否缩印。", element="印章", page=box.page)
            return
