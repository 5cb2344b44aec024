"""Which font slot a character takes (ECMA-376-1 17.3.2.26, with Microsoft's notes on it, MS-OI29500 2.1.87)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .docx_props import Props

_SLOTS = re.compile(
    "(?P<ascii>[\x00-\x7f]+)"
    "|(?P<eastAsia>[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef"
    "\U00010000-\U0010ffff]+)"
    "|(?P<hint>[\xa1\xa4\xa7\xa8\xaa\xad\xaf-\xb4\xb6-\xba\xbc-\xbf\xd7\xf7\u02b0-\u04ff"
    "\u1e00-\u1eff\u2000-\u2102\u2104-\u215f\u2190-\u245f\u2500-\u2604\u2607-\u2bff\ue000-\uf8ff\ufb00-\ufb1c]+)"
    "|(?P<borrowed>[\u2103\u2160-\u218f\u2460-\u24ff\u2605\u2606]+)"
    "|(?P<hAnsi>.)", re.DOTALL)

_LATIN = re.compile(r"[\x00-\x7f]+")


def pieces(text: str, look: Props) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and font of each stretch of ``text`` that takes one slot.

    “ ” ‘ ’ — … · × are set in the *hAnsi* font unless the run carries ``w:hint="eastAsia"``. ① ℃ ★ Ⅱ have no glyph in
    the usual Latin fonts, and Word then borrows the East Asian one: they are reported in it with or without the hint
    (as long as the hAnsi font is named in Latin letters, that is, is a Latin font).
    """
    east, ascii_, other = look.get("eastAsia"), look.get("ascii"), look.get("hAnsi")
    if look.get("rtl") or look.get("complex"):
        yield 0, len(text), look.get("cs")
        return
    hinted = look.get("hint") == "eastAsia"
    for match in _SLOTS.finditer(text):
        slot = match.lastgroup
        if slot == "ascii":
            font = ascii_
        elif slot == "eastAsia" or (hinted and slot in ("hint", "borrowed")) or (
                slot == "borrowed" and east and (not other or _LATIN.fullmatch(other))):
            font = east
        else:
            font = other
        yield match.start(), match.end(), font
