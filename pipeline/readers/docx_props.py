"""``w:rPr`` and ``w:pPr`` as plain dictionaries: what one element states, in our units.

Only what is stated is a key, so that merging two levels of the hierarchy is ``dict.update``. Theme fonts and colours are
resolved here: within one element the theme attribute wins (ECMA-376-1 17.3.2.26), across levels the later one.
"""

from __future__ import annotations

import re
from typing import Any

from .docx_theme import Theme, hex_color
from .docx_xml import Element, elements, integer, number, switch, twips, val, w

Props = dict[str, Any]

TOGGLES = ("b", "i", "strike", "vanish")
"""The toggle properties (17.7.3) that the model keeps."""

_ALIGNMENT = {"left": "left", "start": "left", "numTab": "left", "right": "right", "end": "right", "center": "center",
              "both": "both", "distribute": "distribute", "thaiDistribute": "distribute", "lowKashida": "both",
              "mediumKashida": "both", "highKashida": "both"}
_FONT_SLOTS = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("eastAsia", "eastAsiaTheme"), ("cs", "cstheme"))
_TOGGLE_TAGS = {w(name): name for name in TOGGLES}
EDGES = ("top", "bottom", "between", "left", "right", "insideH")
BORDER = "border "
"""Before the name of an edge of ``w:pBdr``: each edge is inherited for itself (17.3.1.24)."""
_INVISIBLE = ("nil", "none")


def color_of(node: Element, theme: Theme, name: str = "val") -> str | None:
    """The colour of ``w:color`` or of a border; a theme colour supersedes the value written beside it (17.3.2.6)."""
    themed = theme.color(node.get(w("themeColor")), _share(node.get(w("themeTint"))), _share(node.get(w("themeShade"))))
    return themed or hex_color(node.get(w(name)))


def _share(text: str | None) -> float:
    """A tint or shade, two hex digits, as a share of 1; 0 where none is stated."""
    return int(text, 16) / 255 if text and re.fullmatch(r"[0-9A-Fa-f]{1,2}", text) else 0.0


def fonts(node: Element, theme: Theme) -> Props:
    """``w:rFonts``: the family of each slot, and the hint; None where a theme font is named that the theme leaves open."""
    found: Props = {}
    for slot, themed in _FONT_SLOTS:
        name = node.get(w(themed))
        family = (theme.font(name) if name else None) or node.get(w(slot))
        if family or name:
            found[slot] = family or None
    hint = node.get(w("hint"))
    if hint:
        found["hint"] = hint
    return found


def character(rpr: Element | None, theme: Theme) -> Props:
    """What a ``w:rPr`` states."""
    found: Props = {}
    for node in elements(rpr):
        tag = node.tag
        toggle = _TOGGLE_TAGS.get(str(tag))
        if toggle:
            found[toggle] = switch(node)
            continue
        name = str(tag).rsplit("}", 1)[-1]
        if name == "rFonts":
            found.update(fonts(node, theme))
        elif name == "sz":
            half_points = number(val(node))
            if half_points:
                found["sz"] = half_points / 2
        elif name == "color":
            found["color"] = color_of(node, theme) or "000000"
        elif name == "u":
            found["u"] = (val(node) or "single") != "none"
        elif name == "highlight":
            found["highlight"] = val(node) != "none"
        elif name in ("dstrike", "rtl", "specVanish"):
            found[name] = switch(node)
        elif name == "cs":  # the font slot of that name is another property
            found["complex"] = switch(node)
        elif name == "rStyle":
            found["rStyle"] = val(node)
    return found


def paragraph(ppr: Element | None, theme: Theme) -> Props:
    """What a ``w:pPr`` states; ``first``, ``firstChars``: where the first line starts beyond the others, signed."""
    found: Props = {}
    for node in elements(ppr):
        name = str(node.tag).rsplit("}", 1)[-1]
        if name == "jc":
            found["jc"] = _ALIGNMENT.get(val(node) or "", "left")
        elif name == "ind":
            found.update(_indents(node))
        elif name == "spacing":
            found.update(_spacing(node))
        elif name in ("snapToGrid", "pageBreakBefore", "bidi", "contextualSpacing"):
            found[name] = switch(node)
        elif name == "pBdr":
            found.update({BORDER + edge: border for edge, border in borders(node, theme).items()})
        elif name == "framePr":
            found["framed"] = True
            frame = twips(node.get(w("w")))
            if frame:
                found["frameWidth"] = frame / 20
        elif name == "pStyle":
            found["pStyle"] = val(node)
        elif name == "numPr":
            for key, child in (("numId", "numId"), ("ilvl", "ilvl")):
                value = integer(val(node, child))
                if value is not None:
                    found[key] = value
    return found


def _indents(node: Element) -> Props:
    """``firstLine`` and ``hanging`` are one property with a sign; hanging wins where both stand (17.3.1.12)."""
    found: Props = {}
    for ours, names in (("left", ("start", "left")), ("right", ("end", "right"))):
        for name in names:
            length = twips(node.get(w(name)))
            if length is not None:
                found[ours] = length / 20
            chars = number(node.get(w(name + "Chars")))
            if chars is not None:
                found[ours + "Chars"] = chars / 100
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        length = twips(node.get(w(name)))
        if length is not None:
            found["first"] = sign * length / 20
        chars = number(node.get(w(name + "Chars")))
        if chars is not None:
            found["firstChars"] = sign * chars / 100
    return found


def _spacing(node: Element) -> Props:
    """``…Reckoned`` is the length that the writer worked out for a space stated in lines."""
    found: Props = {}
    for side in ("before", "after"):
        length = twips(node.get(w(side)))
        lines = number(node.get(w(side + "Lines")))
        auto = node.get(w(side + "Autospacing"))
        if length is not None:
            found[side] = length / 20
        if lines is not None:
            found[side + "Lines"] = lines / 100
            found[side + "Reckoned"] = None if length is None else length / 20
        if auto is not None:
            found[side + "Auto"] = auto not in ("0", "false", "off")
    rule = node.get(w("lineRule"))
    raw = node.get(w("line"))
    if raw is not None and number(raw) is None:
        rule = rule if rule in ("exact", "atLeast") else "exact"
    line = twips(raw)
    if line is not None and line != 0:
        found["line"] = abs(line)
        found["lineRule"] = rule if rule in ("exact", "atLeast") else "exact" if line < 0 else "auto"
    elif raw is None and rule is not None:
        found["lineRule"] = rule if rule in ("exact", "atLeast") else "auto"
    return found


def borders(node: Element | None, theme: Theme) -> dict[str, Props | None]:
    """The edges of ``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders``; None for an edge that is switched off."""
    found: dict[str, Props | None] = {}
    for edge in elements(node):
        name = str(edge.tag).rsplit("}", 1)[-1]
        if name not in EDGES:
            continue
        style = val(edge) or "single"
        width = number(edge.get(w("sz")))
        if style in _INVISIBLE or width == 0:
            found[name] = None
            continue
        found[name] = {"style": style, "width_pt": (width if width is not None else 4) / 8,
                       "space_pt": number(edge.get(w("space"))) or 0.0, "color": color_of(edge, theme, "color") or "000000"}
    return found
