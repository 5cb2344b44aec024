"""``w:sym``: a character of a symbol font, given by its code."""

from __future__ import annotations

from .docx_xml import Element, w

_KNOWN = {
    ("Wingdings", 0x6C): "●", ("Wingdings", 0x6E): "■", ("Wingdings", 0x75): "◆", ("Wingdings", 0xA7): "▪",
    ("Wingdings", 0xA8): "□", ("Wingdings", 0xAB): "★", ("Wingdings", 0xB6): "☆", ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xFE): "☑", ("Wingdings 2", 0x52): "☑", ("Wingdings 2", 0xA3): "□", ("Symbol", 0xB7): "•",
    ("Symbol", 0xB0): "°", ("Symbol", 0xB1): "±", ("Symbol", 0xB4): "×", ("Symbol", 0xB8): "÷",
}


def symbol(node: Element) -> tuple[str | None, str]:
    """Font and character of a ``w:sym``; “□” for a symbol that has no counterpart in Unicode here."""
    font = node.get(w("font"))
    try:
        code = int(node.get(w("char")) or "", 16)
    except ValueError:
        return font, ""
    if 0xF000 <= code <= 0xF0FF:
        return font, _KNOWN.get((font or "", code - 0xF000), "□")
    known = _KNOWN.get((font or "", code))
    return font, known or (chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF else "")
