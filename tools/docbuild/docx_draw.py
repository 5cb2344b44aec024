"""Drawn lines and text boxes: DrawingML with the VML fallback that Word and WPS write beside it."""

from __future__ import annotations

from .docx_format import MM_EMU

_ANCHOR = (
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{order}" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{horizontal}{vertical}'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{id}" name="{name}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}'
    "</a:graphicData></a:graphic></wp:anchor>"
)
_ALTERNATE = (
    '<w:r>{properties}<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{drawing}</w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict>{vml}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def _offset(axis: str, relative: str, mm: float) -> str:
    offset = f"<wp:posOffset>{round(mm * MM_EMU)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="{relative}">{offset}</wp:position{axis}>'


def _align(axis: str, relative: str, how: str) -> str:
    return f'<wp:position{axis} relativeFrom="{relative}"><wp:align>{how}</wp:align></wp:position{axis}>'


def line(number: int, x_mm: float, y_mm: float, length_mm: float, points: float, colour: str,
         compound: str = "sng") -> str:
    """A run with a straight connector on the page; ``compound`` is thickThin or thinThick for 信函 (10.1)."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    shape = (
        "<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
        f'<a:ext cx="{round(length_mm * MM_EMU)}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(points * 12700)}" cmpd="{compound}">{fill}</a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )
    drawing = _ANCHOR.format(
        order=251658240 + number * 1024, id=number, name=f"直接连接符 {number}", cx=round(length_mm * MM_EMU), cy=0,
        horizontal=_offset("H", "page", x_mm), vertical=_offset("V", "page", y_mm), shape=shape)
    dash = {"sng": "", "thickThin": ' linestyle="thickThin"', "thinThick": ' linestyle="thinThick"'}[compound]
    vml = (
        f'<v:line id="直接连接符 {number}" o:spid="_x0000_s{1024 + number}" '
        'style="position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" '
        f'from="{x_mm * 72 / 25.4:.2f}pt,{y_mm * 72 / 25.4:.2f}pt" '
        f'to="{(x_mm + length_mm) * 72 / 25.4:.2f}pt,{y_mm * 72 / 25.4:.2f}pt" strokecolor="#{colour.lower()}" '
        f'strokeweight="{points:g}pt"><v:stroke{dash}/></v:line>'
    )
    return _ALTERNATE.format(properties="", drawing=drawing, vml=vml)


def text_box(number: int, content: str, *, x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> str:
    """A run with a floating text box on the page, without border, filling or inner margins."""
    horizontal, vertical = _offset("H", "page", x_mm), _offset("V", "page", y_mm)
    place = f"margin-left:{x_mm * 72 / 25.4:.2f}pt;margin-top:{y_mm * 72 / 25.4:.2f}pt"
    relative = "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    return _box(number, content, horizontal, vertical, f"{place};{relative}", width_mm, height_mm, wrap="square")


def footer_box(number: int, content: str, align: str) -> str:
    """The page number as WPS and Word’s “outside” leave it: a text box in the footer, no odd and even footers."""
    horizontal, vertical = _align("H", "margin", align), _offset("V", "paragraph", 0)
    relative = f"mso-position-horizontal:{align};mso-position-horizontal-relative:margin;mso-wrap-style:none"
    return _box(number, content, horizontal, vertical, f"margin-top:0pt;{relative}", 28, 9, wrap="none")


def _box(number: int, content: str, horizontal: str, vertical: str, style: str, width_mm: float, height_mm: float,
         wrap: str) -> str:
    cx, cy = round(width_mm * MM_EMU), round(height_mm * MM_EMU)
    fit = "<a:spAutoFit/>" if wrap == "none" else "<a:noAutofit/>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        "<a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="horz" wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t" anchorCtr="0">'
        f"{fit}</wps:bodyPr></wps:wsp>"
    )
    drawing = _ANCHOR.format(order=251658240 + number * 1024, id=number, name=f"文本框 {number}", cx=cx, cy=cy,
                             horizontal=horizontal, vertical=vertical, shape=shape)
    vml = (
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        f'<v:shape id="文本框 {number}" o:spid="_x0000_s{1024 + number}" type="#_x0000_t202" '
        f'style="position:absolute;width:{width_mm * 72 / 25.4:.2f}pt;height:{height_mm * 72 / 25.4:.2f}pt;{style}" '
        'filled="f" stroked="f"><v:textbox inset="0,0,0,0">'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"
    )
    return _ALTERNATE.format(properties="<w:rPr><w:noProof/></w:rPr>", drawing=drawing, vml=vml)
