"""Theme fonts and colours (word/theme/theme1.xml) as the document's settings choose them."""

from __future__ import annotations

import colorsys
import re

from .docx_xml import A, Element, elements, number, w

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_SCRIPTS = (("zh-tw", "Hant"), ("zh-hk", "Hant"), ("zh-mo", "Hant"), ("zh-hant", "Hant"), ("zh", "Hans"), ("ja", "Jpan"),
            ("ko", "Hang"))
_MAPPED = {"text1": "dk1", "tx1": "dk1", "dark1": "dk1", "background1": "lt1", "bg1": "lt1", "light1": "lt1",
           "text2": "dk2", "tx2": "dk2", "dark2": "dk2", "background2": "lt2", "bg2": "lt2", "light2": "lt2",
           "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_ALIASES = {"t1": ("text1", "tx1"), "t2": ("text2", "tx2"), "bg1": ("background1", "bg1"), "bg2": ("background2", "bg2")}
_PRESET = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
           "yellow": "FFFF00", "gray": "808080", "grey": "808080", "silver": "C0C0C0", "maroon": "800000",
           "navy": "000080", "fuchsia": "FF00FF", "magenta": "FF00FF", "aqua": "00FFFF", "cyan": "00FFFF",
           "lime": "00FF00", "olive": "808000", "purple": "800080", "teal": "008080", "orange": "FFA500",
           "darkRed": "8B0000", "darkred": "8B0000"}


def hex_color(text: str | None) -> str | None:
    """Six upper-case hex digits from ``FF0000``, ``#f00``, ``#FF0000 [2405]`` or a name; None for auto or nonsense."""
    word = (text or "").strip().split(" ")[0].lstrip("#")
    if _HEX.fullmatch(word):
        return word.upper()
    if re.fullmatch(r"[0-9A-Fa-f]{3}", word):
        return "".join(c * 2 for c in word).upper()
    return _PRESET.get(word) or _PRESET.get(word.lower())


class Theme:
    """The fonts and colours that ``…Theme`` attributes and ``a:schemeClr`` mean in this document."""

    def __init__(self, root: Element | None, settings: Element | None, language: str | None) -> None:
        scheme = None if root is None else root.find(f".//{{{A}}}fontScheme")
        self._fonts = {} if scheme is None else _fonts(scheme, _east_asian(settings) or language)
        colors = None if root is None else root.find(f".//{{{A}}}clrScheme")
        self._colors = {_local(c): _own_color(c) for c in elements(colors)}
        self.line_widths = [] if root is None else [
            (number(ln.get("w")) or 9525) for ln in elements(root.find(f".//{{{A}}}lnStyleLst"))]
        mapping = None if settings is None else settings.find(w("clrSchemeMapping"))
        self._mapping = dict(_MAPPED)
        for name, value in ({} if mapping is None else mapping.attrib).items():
            key = str(name).rsplit("}", 1)[-1]
            for alias in _ALIASES.get(key, (key,)):
                self._mapping[alias] = _MAPPED.get(str(value), str(value))

    def font(self, name: str) -> str | None:
        """The family behind ``minorEastAsia``, ``majorHAnsi`` …; None where the theme leaves it open."""
        return self._fonts.get(name)

    def color(self, name: str | None, tint: float = 0.0, shade: float = 0.0) -> str | None:
        """The colour behind a scheme name; ``tint`` and ``shade`` are the shares kept (0 for none stated)."""
        if name is None:
            return None
        base = self._colors.get(self._mapping.get(name, name)) or self._colors.get(name)
        return _toned(base, tint, shade) if base else None

    def drawing_color(self, fill: Element | None) -> str | None:
        """The colour of an ``a:solidFill`` (or of any element that holds one colour)."""
        for child in elements(fill):
            kind = _local(child)
            if kind == "srgbClr":
                return hex_color(child.get("val"))
            if kind == "sysClr":
                return hex_color(child.get("lastClr")) or ("FFFFFF" if child.get("val") == "window" else "000000")
            if kind == "prstClr":
                return hex_color(child.get("val"))
            if kind == "schemeClr":
                return _modulated(self.color(child.get("val")), child)
        return None


def _local(node: Element) -> str:
    return str(node.tag).rsplit("}", 1)[-1]


def _east_asian(settings: Element | None) -> str | None:
    node = None if settings is None else settings.find(w("themeFontLang"))
    return None if node is None else node.get(w("eastAsia"))


def _fonts(scheme: Element, language: str | None) -> dict[str, str]:
    """``themeFontLang`` picks the script's font (ECMA-376-1 17.15.1.88); ``a:ea`` serves where the script has none."""
    script = next((script for tag, script in _SCRIPTS if (language or "").lower().startswith(tag)), None)
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        group = scheme.find(f"{{{A}}}{kind}Font")
        if group is None:
            continue
        faces = {_local(e): e.get("typeface") or "" for e in elements(group) if _local(e) in ("latin", "ea", "cs")}
        scripts = {e.get("script"): e.get("typeface") or "" for e in elements(group) if _local(e) == "font"}
        names = {"Ascii": faces.get("latin"), "HAnsi": faces.get("latin"), "Bidi": faces.get("cs"),
                 "EastAsia": (scripts.get(script) if script else None) or faces.get("ea")}
        found.update({kind + slot: face for slot, face in names.items() if face})
    return found


def _own_color(node: Element) -> str | None:
    for child in elements(node):
        return hex_color(child.get("lastClr") or child.get("val"))
    return None


def _toned(color: str, tint: float, shade: float) -> str:
    if not 0 < tint < 1 and not 0 < shade < 1:
        return color
    r, g, b = (int(color[i: i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(r, g, b)
    light = light * shade if 0 < shade < 1 else light * tint + (1 - tint)
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, min(light, 1.0), saturation))


def _modulated(color: str | None, node: Element) -> str | None:
    """``a:lumMod``, ``a:lumOff``, ``a:shade`` and ``a:tint`` applied to a scheme colour."""
    if color is None:
        return None
    r, g, b = (int(color[i: i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(r, g, b)
    for change in elements(node):
        share = (number(change.get("val")) or 0) / 100000
        kind = _local(change)
        if kind in ("lumMod", "shade"):
            light *= share
        elif kind == "lumOff":
            light += share
        elif kind == "tint":
            light = light * share + (1 - share)
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation))
