"""What is drawn: text boxes, straight lines, thin rectangles and pictures, in DrawingML and in VML, groups included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .docx_sections import PageSetup
from .docx_theme import Theme
from .docx_xml import MC, MM_PER_EMU, PIC, WP, WPC, WPG, WPS, A, Element, choose, elements, emu_mm, number, w

Compound = Literal["single", "double", "thickThin", "thinThick", "triple"]

_DEEPEST = 16
"""Groups within groups."""
THIN_MM = 2.0
"""A rectangle lower than this is a line that somebody drew as a rectangle."""
_COMPOUND: dict[str, Compound] = {"dbl": "double", "thickThin": "thickThin", "thinThick": "thinThick", "tri": "triple"}
FLIPPED: dict[Compound, Compound] = {"thickThin": "thinThick", "thinThick": "thickThin"}
_TURN = 360 * 60000
"""A full turn in the unit of ``a:xfrm/@rot``."""
_STRAIGHT = ("line", "straightConnector1")
_BOXLIKE = ("rect", "roundRect", "flowChartProcess")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn thing. ``x`` and ``y``: its top left corner in mm on the page, None where only layout knows it."""

    kind: Literal["line", "picture", "box"]
    origin: Literal["shape", "picture"] = "shape"
    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    color: str | None = None
    weight: float | None = None
    compound: Compound = "single"
    content: Element | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the coordinates of a group's members are: mm = origin + (value - offset) × scale."""

    x: float | None
    y: float | None
    left: float = 0.0
    top: float = 0.0
    sx: float = MM_PER_EMU
    sy: float = MM_PER_EMU

    def place(self, x: float, y: float) -> tuple[float | None, float | None]:
        """Page coordinates of a point of the group."""
        return (None if self.x is None else self.x + (x - self.left) * self.sx,
                None if self.y is None else self.y + (y - self.top) * self.sy)


def drawing(node: Element, page: PageSetup, theme: Theme) -> Iterator[Drawn]:
    """Everything in a ``w:drawing``, in its order."""
    for place in elements(node):
        if place.tag not in (f"{{{WP}}}anchor", f"{{{WP}}}inline"):
            continue
        extent = place.find(f"{{{WP}}}extent")
        width = emu_mm(None if extent is None else extent.get("cx"))
        height = emu_mm(None if extent is None else extent.get("cy"))
        x, y = position(place, width, page, "H"), position(place, height, page, "V")
        data = place.find(f"{{{A}}}graphic/{{{A}}}graphicData")
        if data is None:
            continue
        outer = Drawn("picture", x=x, y=y, width=width, height=height)
        known = False
        for member in _members(data):
            known = True
            yield from _shape(member, outer, None, theme, 0)
        if not known:  # chart, SmartArt, ink: something is drawn
            yield outer


def _members(node: Element) -> Iterator[Element]:
    for child in elements(node):
        if child.tag == f"{{{MC}}}AlternateContent":
            chosen = choose(child)
            yield from _members(chosen) if chosen is not None else ()
        elif child.tag in (f"{{{WPS}}}wsp", f"{{{WPG}}}wgp", f"{{{WPG}}}grpSp", f"{{{WPC}}}wpc", f"{{{PIC}}}pic"):
            yield child


def _shape(node: Element, outer: Drawn, frame: Frame | None, theme: Theme, depth: int) -> Iterator[Drawn]:
    """One member; ``outer`` is the place that the anchor states, ``frame`` the group that the member is in."""
    kind = str(node.tag).rsplit("}", 1)[-1]
    properties = node.find(f"{{{WPG}}}grpSpPr") if kind in ("wgp", "grpSp") else _properties(node)
    transform = None if properties is None else properties.find(f"{{{A}}}xfrm")
    here = outer if frame is None else _in_group(outer, transform, frame)
    if kind in ("wgp", "grpSp", "wpc"):
        if depth >= _DEEPEST:
            return
        inner = Frame(here.x, here.y) if kind == "wpc" else _group(here, transform)
        for member in _members(node):
            yield from _shape(member, here, inner, theme, depth + 1)
    elif kind == "pic":
        thin = here.height is not None and here.height < THIN_MM and (here.width or 0) > 10 * here.height
        yield replace(here, kind="line", origin="picture", weight=here.height) if thin else here
    else:
        yield from _wsp(node, properties, transform, here, theme)


def _properties(node: Element) -> Element | None:
    for name in (f"{{{WPS}}}spPr", f"{{{PIC}}}spPr"):
        found = node.find(name)
        if found is not None:
            return found
    return None


def _wsp(node: Element, properties: Element | None, transform: Element | None, here: Drawn,
         theme: Theme) -> Iterator[Drawn]:
    content = node.find(f"{{{WPS}}}txbx/{w('txbxContent')}")
    if content is not None and (here.height or THIN_MM) < THIN_MM and not has_text(content):
        content = None
    preset = None if properties is None else properties.find(f"{{{A}}}prstGeom")
    name = "" if preset is None else preset.get("prst") or ""
    extent = None if transform is None else transform.find(f"{{{A}}}ext")
    if extent is not None and frame_is_flat(here):
        here = replace(here, width=here.width or emu_mm(extent.get("cx")), height=here.height or emu_mm(extent.get("cy")))
    if name in _STRAIGHT or (name in _BOXLIKE and content is None and (here.height or 9) < THIN_MM):
        line = _line(node, properties, transform, here, theme, name in _STRAIGHT)
        if line is not None:
            yield line
    elif content is not None:
        yield replace(here, kind="box", content=content)
    elif properties is not None and properties.find(f"{{{A}}}blipFill") is not None:
        yield here


def has_text(content: Element) -> bool:
    """Whether a text box holds anything: Word and WPS put an empty one into lines, too."""
    return next(content.iter(w("t"), w("drawing"), w("pict"), w("instrText")), None) is not None


def frame_is_flat(here: Drawn) -> bool:
    """Whether a length is missing or nought, as Word writes it for lines in some anchors."""
    return not here.width or here.height is None


def _line(node: Element, properties: Element | None, transform: Element | None, here: Drawn, theme: Theme,
          straight: bool) -> Drawn | None:
    """A horizontal line with its pen; None for a vertical one, or one that is not drawn."""
    width, height = here.width or 0.0, here.height or 0.0
    if width <= height or (straight and height > max(THIN_MM, width * 0.02)):
        return None
    pen = None if properties is None else properties.find(f"{{{A}}}ln")
    fill = None if properties is None else properties.find(f"{{{A}}}solidFill")
    drawn = pen is None or pen.find(f"{{{A}}}noFill") is None
    if not straight and fill is not None:
        filled = theme.drawing_color(fill)
        if filled != "FFFFFF" or not drawn:  # a white one shows its outline
            return replace(here, kind="line", color=filled, weight=height)
    if not drawn:
        return None
    style = node.find(f"{{{WPS}}}style/{{{A}}}lnRef")
    color = theme.drawing_color(None if pen is None else pen.find(f"{{{A}}}solidFill"))
    if color is None:
        color = theme.drawing_color(style)
    weight = number(None if pen is None else pen.get("w"))
    if weight is None:
        index = int(number(None if style is None else style.get("idx")) or 0)
        weight = theme.line_widths[index - 1] if 0 < index <= len(theme.line_widths) else 9525
    compound: Compound = _COMPOUND.get((None if pen is None else pen.get("cmpd")) or "", "single")
    upside_down = abs((number(None if transform is None else transform.get("rot")) or 0.0) % _TURN - _TURN / 2) < _TURN / 8
    if upside_down != (transform is not None and transform.get("flipV") in ("1", "true")):
        compound = FLIPPED.get(compound, compound)
    return replace(here, kind="line", color=color, weight=round(weight * MM_PER_EMU, 3), compound=compound)


def _in_group(outer: Drawn, transform: Element | None, frame: Frame) -> Drawn:
    offset = None if transform is None else transform.find(f"{{{A}}}off")
    extent = None if transform is None else transform.find(f"{{{A}}}ext")
    if offset is None or extent is None:
        return replace(outer, x=None, y=None, width=None, height=None)
    x, y = frame.place(number(offset.get("x")) or 0.0, number(offset.get("y")) or 0.0)
    return replace(outer, x=x, y=y, width=(number(extent.get("cx")) or 0.0) * frame.sx,
                   height=(number(extent.get("cy")) or 0.0) * frame.sy)


def _group(here: Drawn, transform: Element | None) -> Frame:
    offset = None if transform is None else transform.find(f"{{{A}}}chOff")
    extent = None if transform is None else transform.find(f"{{{A}}}chExt")
    if offset is None or extent is None:
        return Frame(here.x, here.y)
    cx, cy = number(extent.get("cx")) or 0.0, number(extent.get("cy")) or 0.0
    return Frame(here.x, here.y, number(offset.get("x")) or 0.0, number(offset.get("y")) or 0.0,
                 here.width / cx if cx and here.width else MM_PER_EMU,
                 here.height / cy if cy and here.height else MM_PER_EMU)


def position(anchor: Element, size: float | None, page: PageSetup, axis: Literal["H", "V"]) -> float | None:
    """Where ``wp:positionH`` or ``wp:positionV`` puts the left or top edge on the page, in mm; None if layout decides.

    Where the position is a share of the page (Word 2010), it stands in a choice, with the length as the fallback.
    """
    simple = anchor.find(f"{{{WP}}}simplePos") if anchor.get("simplePos") in ("1", "true") else None
    if simple is not None:
        return emu_mm(simple.get("x" if axis == "H" else "y"))
    name = f"{{{WP}}}position{axis}"
    node = anchor.find(name)
    if node is None:
        node = anchor.find(f"{{{MC}}}AlternateContent/{{{MC}}}Fallback/{name}")
    if node is None:
        return None
    align, offset = node.findtext(f"{{{WP}}}align"), emu_mm(node.findtext(f"{{{WP}}}posOffset"))
    return place(node.get("relativeFrom") or "", (align or "").strip() or None, offset, size, page, axis)


def place(base: str, align: str | None, offset: float | None, size: float | None, page: PageSetup,
          axis: Literal["H", "V"]) -> float | None:
    """The same from its parts, for VML too. A column is the text area where the section has one column."""
    total, low, high = ((page.width, page.left, page.right) if axis == "H" else (page.height, page.top, page.bottom))
    if base == "column":
        base = "margin" if axis == "H" and page.columns == 1 else ""
    if total is None or low is None or high is None:
        return offset if base == "page" and align is None else None
    areas = {"page": (0.0, total), "margin": (low, total - high), "leftMargin": (0.0, low), "topMargin": (0.0, low),
             "rightMargin": (total - high, total), "bottomMargin": (total - high, total)}
    if base not in areas:
        return None
    start, end = areas[base]
    if align is None:
        return None if offset is None else round(start + offset, 3)
    if size is None:
        return None
    share = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}.get(align)
    return None if share is None else round(start + (end - start - size) * share, 3)
