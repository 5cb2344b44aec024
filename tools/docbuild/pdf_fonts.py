"""Font objects of the PDF: composite fonts with or without a font file, and Word's simple font for Latin text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import fonts as system_fonts
from .pdf_faces import Idiom, advance, metrics, role_of
from .pdf_style import Fonts

if TYPE_CHECKING:
    from .pdf_write import Objects


@dataclass(frozen=True)
class UsedFont:
    """One font of the file with the characters that are set in it; glyph ids follow the order of code points."""

    name: str
    order: str
    simple: bool
    unicode_codes: bool           # UniGB-UCS2-H: the codes are UCS-2, no ToUnicode is needed

    def code(self, text: str) -> str:
        """``text`` as the hexadecimal string of a show operator."""
        if self.simple:
            return text.encode("cp1252").hex().upper()
        if self.unicode_codes:
            return text.encode("utf-16-be").hex().upper()
        return "".join(f"{self.order.index(char) + 1:04X}" for char in text)


def used_fonts(characters: dict[str, set[str]], mode: Fonts) -> dict[str, UsedFont]:
    """The fonts by PostScript name; a Latin font with nothing but ASCII becomes a simple font as in Word's files."""
    out = {}
    for name in sorted(characters):
        order = "".join(sorted(characters[name]))
        simple = role_of(name) == "latin" and order.isascii()
        # without a file only a known character collection lets a reader find glyphs (pdfium needs them, see wps_run)
        unicode_codes = mode == "names" and not simple and all(map(_in_gb1, order))
        out[name] = UsedFont(name, order, simple, unicode_codes)
    return out


def _in_gb1(char: str) -> bool:
    """Whether readers get ``char`` back through UniGB-UCS2-H; its tables have no U+00B7 and fold U+30FB."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char in "—〇"
    return char != "・"


def _tag(font: UsedFont, index: int, idiom: Idiom) -> str:
    """Subset prefix: Word counts (BCDEEE+, BCDFEE+ …), others seem to draw lots."""
    if idiom == "word":
        return f"BCD{chr(ord('E') + index)}EE"
    digest = hashlib.sha256((font.name + font.order).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(font: UsedFont) -> str:
    parts = []
    for number, char in enumerate(font.order, start=1):
        width = round(advance(font.name, char) * 1000)
        if width != 1000:
            parts.append(f"{number} [{width}]")
    return " ".join(parts)


def _to_unicode(font: UsedFont) -> bytes:
    rows = [f"<{n:04X}> <{char.encode('utf-16-be').hex().upper()}>" for n, char in enumerate(font.order, start=1)]
    blocks = []
    for start in range(0, len(rows), 100):
        part = rows[start:start + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "".join(blocks) + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def font_file(font: UsedFont, name: str) -> bytes:
    ascent, descent = metrics(font.name)
    advances = {char: advance(font.name, char) * 1000 for char in font.order}
    return system_fonts.subset(role_of(font.name), name, advances, ascent, descent)


def _escaped(name: str) -> str:
    """A PDF name; a Chinese family name becomes GBK bytes, as Word writes fonts that have no PostScript name."""
    raw = name.encode("gbk")
    return "".join(chr(b) if 33 <= b <= 126 and chr(b) not in "#/()<>[]{}%" else f"#{b:02X}" for b in raw)


def write_font(objects: Objects, font: UsedFont, index: int, idiom: Idiom, mode: Fonts) -> int:
    """Writes the objects of one font and returns the number of the font dictionary."""
    name = f"{_tag(font, index, idiom)}+{font.name}" if mode == "embedded" else font.name
    name = _escaped(name)
    ascent, descent = metrics(font.name)
    file = ""
    if mode == "embedded":
        data = font_file(font, name)
        file = f" /FontFile2 {objects.stream(data, f' /Length1 {len(data)}')} 0 R"
    flags = 32 if font.simple else 4
    descriptor = objects.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [0 {descent} 1000 {ascent}]"
        f" /ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight 700 /StemV 80{file} >>"
    )
    if font.simple:
        widths = " ".join(str(round(advance(font.name, chr(code)) * 1000)) for code in range(32, 127))
        return objects.add(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding"
            f" /FirstChar 32 /LastChar 126 /Widths [{widths}] /FontDescriptor {descriptor} 0 R >>"
        )
    return _composite(objects, font, name, descriptor)


def _composite(objects: Objects, font: UsedFont, name: str, descriptor: int) -> int:
    if font.unicode_codes:  # Adobe-GB1: CIDs 1 to 95 are ASCII, proportional unless /W says half width
        system, widths, encoding, mapped = "GB1) /Supplement 4", "1 95 500", "UniGB-UCS2-H", ""
    else:
        system, widths, encoding = "Identity) /Supplement 0", _widths(font), "Identity-H"
        mapped = f" /ToUnicode {objects.stream(_to_unicode(font))} 0 R"
    descendant = objects.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name}"
        f" /CIDSystemInfo << /Registry (Adobe) /Ordering ({system} >>"
        f" /DW 1000 /W [{widths}] /CIDToGIDMap /Identity /FontDescriptor {descriptor} 0 R >>"
    )
    return objects.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding}"
        f" /DescendantFonts [{descendant} 0 R]{mapped} >>"
    )


def characters_of(runs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Font name → characters, from (font, text) pairs."""
    out: dict[str, set[str]] = {}
    for name, text in runs:
        out.setdefault(name, set()).update(text)
    return out
