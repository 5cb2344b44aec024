"""印章（GB/T 9704-2012 7.3.5.1）。"""

from __future__ import annotations

from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import measured
from ..pipeline.model import Anchor, Box, Document, Picture, VisualLine

_SIGNED = {"发文机关署名": "云岭市人民政府"}
PRESS_MM, LINE_MM = 6.0, 10.5
"""How far the seal's centre may stand beside the date's (7.3.5.1: 居中下压; Figure 5 is within 3), and one line (3.2)."""


def _at(y: float) -> dict[str, object]:
    return {"anchor": Anchor(lines=(VisualLine(0, 9, 1, y, y + 5.6, tuple((120.0 + 4 * i, 124.0 + 4 * i) for i in range(9))),))}


def _seal(x: float, y: float) -> dict[str, object]:
    return {"pictures": (Picture(1, None, Box(1, x - 21, y - 21, x + 21, y + 21), True),)}


def _single(document: Document) -> Box | None:
    """The only seal; None for none or several, whose order is for the eye."""
    seals = [p.box for p in document.pictures if p.seal and p.box is not None]
    return seals[0] if len(seals) == 1 else None


@check("HT3052", "印章未压署名和日期", on="成文日期", severity="warning", basis="GB/T 9704-2012 7.3.5.1", needs=("geometry",),
       layouts=("普通", "信函"),
       examples=[Bad("⟦2026年5月8日⟧", block=_at(200.0), document=_seal(60.0, 190.0), elements=_SIGNED),
                 Bad("⟦2026年5月8日⟧", block=_at(200.0), document=_seal(138.0, 120.0), elements=_SIGNED),
                 Good("2026年5月8日", block=_at(200.0), document=_seal(138.0, 185.0), elements=_SIGNED)])
def seal_presses(found: Element, document: Document) -> Iterator[Problem]:
    """印章端正、居中下压发文机关署名和成文日期，使二者居印章中心偏下位置，不得出现空白印章。

    只看版式文件里画出来的单枚印章：要与日期上下相交，中心偏离日期中线不超过 6 毫米（式样图在 3 毫米以内）。
    联合行文的多枚印章由人看。依据：GB/T 9704-2012 7.3.5.1。
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
       examples=[Bad("特此通知。现印发给你们。", block=_at(100.0), document=_seal(138.0, 160.0)),
                 Good("特此通知。现印发给你们。", block=_at(100.0), document=_seal(138.0, 133.0))])
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
