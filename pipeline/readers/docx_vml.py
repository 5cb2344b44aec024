"""The same things drawn in VML (``w:pict``, ``w:object``), as Word up to 2007 and WPS write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .docx_sections import PageSetup
from .docx_shapes import FLIPPED, THIN_MM, Compound, Drawn, has_text, place
from .docx_theme import hex_color
from .docx_xml import MM_PER_PT, Element, O, V, elements, number, w

_DEEPEST = 16
_YES, _NO = ("t", "true"), ("f", "false")
_LENGTH = re.compile(r"\s*(-?\d{0,9}\.?\d{1,9})\s*(mm|cm|in|pt|px|pc|emu)?\s*")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": MM_PER_PT, "px": MM_PER_PT * 0.75, "pc": 25.4 / 6, "emu": 1 / 36000}
_SHAPES = {f"{{{V}}}{n}" for n in ("shape", "rect", "line", "group", "roundrect", "oval", "polyline", "image", "arc",
                                   "curve")}
_COMPOUND: dict[str, Compound] = {"thinThin": "double", "thickThin": "thickThin", "thinThick": "thinThick",
                                  "thickBetweenThin": "triple"}
_AREAS = {"left-margin-area": "leftMargin", "right-margin-area": "rightMargin", "top-margin-area": "topMargin",
          "bottom-margin-area": "bottomMargin", "page": "page", "margin": "margin"}


@dataclass(frozen=True, slots=True)
class _Units:
    """What a bare number means: CSS pixels on the page, or the units of a group (``coordsize``)."""

    x: float | None = None
    y: float | None = None
    left: float = 0.0
    top: float = 0.0
    sx: float = _MM["px"]
    sy: float = _MM["px"]
    grouped: bool = False


def length(text: str | None, scale: float) -> float | None:
    """A VML length in mm; ``scale`` is the worth of a bare number."""
    match = _LENGTH.fullmatch(text or "")
    if not match or match.group(1) in ("", "."):
        return None
    return float(match.group(1)) * (_MM[match.group(2)] if match.group(2) else scale)


def picture(node: Element, page: PageSetup) -> Iterator[Drawn]:
    """Everything in a ``w:pict`` or ``w:object``, in its order."""
    for child in elements(node):
        if child.tag in _SHAPES:
            yield from _shape(child, page, _Units(), 0)


def word_art(node: Element) -> bool:
    """Whether text is drawn as a shape (``v:textpath``); a watermark, which Word names so, is no text of the document."""
    return any(path.get("string") and "watermark" not in (shape.get("id") or "").lower()
               for shape in node.iter(*_SHAPES) for path in shape.findall(f"{{{V}}}textpath"))


def _shape(node: Element, page: PageSetup, units: _Units, depth: int) -> Iterator[Drawn]:
    style = _style(node.get("style"))
    here = _place(node, style, page, units)
    if node.tag == f"{{{V}}}group":
        if depth < _DEEPEST:
            inner = _group(node, here)
            for child in elements(node):
                if child.tag in _SHAPES:
                    yield from _shape(child, page, inner, depth + 1)
        return
    content = node.find(f"{{{V}}}textbox/{w('txbxContent')}")
    if content is not None and (has_text(content) or (here.height or THIN_MM) >= THIN_MM):
        yield replace(here, kind="box", content=content)
        return
    line = _rule(node, style, page) if node.get(f"{{{O}}}hr") in _YES else _line(node, style, here, units)
    if line is not None:
        yield line
    elif node.find(f"{{{V}}}imagedata") is not None or node.tag == f"{{{V}}}image":
        yield here


def _style(text: str | None) -> dict[str, str]:
    pairs = (p.split(":", 1) for p in (text or "").split(";") if ":" in p)
    return {k.strip().lower(): v.strip() for k, v in pairs}


def _place(node: Element, style: dict[str, str], page: PageSetup, units: _Units) -> Drawn:
    width, height = length(style.get("width"), units.sx), length(style.get("height"), units.sy)
    if units.grouped:
        left, top = length(style.get("left"), 1.0) or 0.0, length(style.get("top"), 1.0) or 0.0
        return Drawn("picture", x=None if units.x is None else units.x + (left - units.left) * units.sx,
                     y=None if units.y is None else units.y + (top - units.top) * units.sy, width=width, height=height)
    if style.get("position") != "absolute":
        return Drawn("picture", width=width, height=height)
    base = _AREAS.get(style.get("mso-position-horizontal-relative", ""), "column")
    rule = style.get("mso-position-horizontal")
    x = place(base, rule if rule in ("left", "center", "right") else None,
              length(style.get("margin-left"), units.sx) or 0.0, width, page, "H") if rule in (
                  None, "absolute", "left", "center", "right") else None
    base = _AREAS.get(style.get("mso-position-vertical-relative", ""), "")
    rule = style.get("mso-position-vertical")
    y = place(base, rule if rule in ("top", "center", "bottom") else None,
              length(style.get("margin-top"), units.sy) or 0.0, height, page, "V") if rule in (
                  None, "absolute", "top", "center", "bottom") else None
    return Drawn("picture", x=x, y=y, width=width, height=height)


def _group(node: Element, here: Drawn) -> _Units:
    size, origin = _pair(node.get("coordsize")) or (1000.0, 1000.0), _pair(node.get("coordorigin")) or (0.0, 0.0)
    return _Units(here.x, here.y, origin[0], origin[1], (here.width or 0.0) / (size[0] or 1000.0),
                  (here.height or 0.0) / (size[1] or 1000.0), True)


def _pair(text: str | None, x_scale: float = 1.0, y_scale: float = 1.0) -> tuple[float, float] | None:
    first, _, second = (text or "").partition(",")
    x, y = length(first or "0", x_scale), length(second or "0", y_scale)
    return None if text is None or x is None or y is None else (x, y)


def _rule(node: Element, style: dict[str, str], page: PageSetup) -> Drawn:
    """A horizontal rule (横线, ``o:hr``): as wide as the text, or a share of it in tenths of a percent."""
    share = number(node.get(f"{{{O}}}hrpct"))
    width = length(style.get("width"), _MM["px"])
    if not width:
        width = None if page.text_width is None else page.text_width * (share or 1000.0) / 1000
    weight = length(style.get("height"), _MM["px"])
    return Drawn("line", width=width, height=weight, color=hex_color(node.get("fillcolor")) or "808080",
                 weight=None if weight is None else round(weight, 3))


def _line(node: Element, style: dict[str, str], here: Drawn, units: _Units) -> Drawn | None:
    """A horizontal ``v:line``, straight connector or thin rectangle with its pen; None for anything else."""
    ends = None
    if node.tag == f"{{{V}}}line":
        start = _pair(node.get("from", "0,0"), units.sx, units.sy)
        end = _pair(node.get("to", "10,10"), units.sx, units.sy)
        if start is None or end is None:
            return None
        ends = (min(start[0], end[0]), min(start[1], end[1]))
        here = replace(here, width=abs(end[0] - start[0]), height=abs(end[1] - start[1]))
        here = _shifted(here, ends, units, style)
    straight = ends is not None or bool(re.search(r"_t(20|32)$", node.get("type") or "")) or (
        node.get(f"{{{O}}}connectortype") == "straight")
    width, height = here.width or 0.0, here.height or 0.0
    if width <= height or height > (max(THIN_MM, width * 0.02) if straight else THIN_MM):
        return None
    if not straight and (node.tag != f"{{{V}}}rect" or node.find(f"{{{V}}}imagedata") is not None):
        image = node.find(f"{{{V}}}imagedata") is not None and width > 10 * height
        return replace(here, kind="line", origin="picture", weight=height) if image else None
    pen = node.find(f"{{{V}}}stroke")
    stroke = {} if pen is None else {str(name): str(value) for name, value in pen.attrib.items()}
    stroked = stroke.get("on", node.get("stroked")) not in _NO
    fill = hex_color(node.get("fillcolor")) or "FFFFFF"
    if not straight and node.get("filled") not in _NO and height and not (stroked and fill == "FFFFFF"):
        return replace(here, kind="line", color=fill, weight=height)
    if not stroked:
        return None
    compound = _COMPOUND.get(stroke.get("linestyle", ""), "single")
    if "y" in style.get("flip", ""):
        compound = FLIPPED.get(compound, compound)
    weight = length(stroke.get("weight") or node.get("strokeweight"), _MM["pt"])
    return replace(here, kind="line", color=hex_color(stroke.get("color") or node.get("strokecolor")) or "000000",
                   weight=round(0.75 * MM_PER_PT if weight is None else weight, 3), compound=compound)


def _shifted(here: Drawn, start: tuple[float, float], units: _Units, style: dict[str, str]) -> Drawn:
    """``from`` is counted from where the shape is put (in a group: from the group's origin)."""
    if units.grouped:
        return replace(here, x=None if units.x is None else units.x + start[0] - units.left * units.sx,
                       y=None if units.y is None else units.y + start[1] - units.top * units.sy)
    aligned = style.get("mso-position-horizontal") in ("left", "center", "right")
    return replace(here, x=here.x if here.x is None or aligned else here.x + start[0],
                   y=None if here.y is None else here.y + start[1])
