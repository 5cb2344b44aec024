"""Writes pages as an OFD file the way a given program would. No clock, no chance."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from .ofd_draw import Canvas, number
from .pdf_draw import Op, Page, Run, Shape
from .pdf_faces import role_of
from .pdf_fonts import characters_of, font_file, used_fonts
from .pdf_style import Fonts, Style

_NAMESPACE = "http://www.ofdspec.org/2016"
_FAMILIES = {"fangsong": "仿宋_GB2312", "xiaobiaosong": "方正小标宋简体", "hei": "黑体", "kai": "楷体_GB2312",
             "song": "宋体", "latin": "Times New Roman"}
_KNOWN = {"FangSong_GB2312", "FZXBSJW--GB1-0", "SimHei", "KaiTi_GB2312", "SimSun", "TimesNewRomanPSMT"}
RED_PEN, CMYK = "9001", "9002"
"""Ids of the drawing parameter and the colour space that the resources define."""


class Package:
    """The parts of one file, by their places."""

    def __init__(self, style: Style) -> None:
        self.prefix = "" if style.idiom == "plain" else "ofd:"
        self.rooted = style.idiom == "wps"
        self.parts: dict[str, bytes] = {}

    def tag(self, text: str) -> str:
        """``text`` with ``o:`` before its elements as this writer spells it."""
        return text.replace("<o:", f"<{self.prefix}").replace("</o:", f"</{self.prefix}")

    def add(self, name: str, root: str, inner: str) -> None:
        """An XML part."""
        space = f"xmlns:ofd={quoteattr(_NAMESPACE)}" if self.prefix else f"xmlns={quoteattr(_NAMESPACE)}"
        head, _, rest = root.partition(" ")
        text = f"<o:{head} {space}{' ' + rest if rest else ''}>{inner}</o:{head}>"
        self.parts[name] = ('<?xml version="1.0" encoding="UTF-8"?>\n' + self.tag(text)).encode()

    def place(self, relative: str, folder: str = "Doc_0/") -> str:
        """How a part is named from within ``folder``."""
        return f"/{folder}{relative}" if self.rooted else relative

    def bytes(self) -> bytes:
        """The zip file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def ofd_bytes(style: Style, pages: Sequence[Page], mode: Fonts) -> bytes:
    """The whole file."""
    package = Package(style)
    signed = [(n, box) for n, page in enumerate(pages) if (box := _ring(page.over))] if style.idiom == "wps" else []
    body = f"<o:DocInfo><o:DocID>{'0' * 32}</o:DocID></o:DocInfo><o:DocRoot>Doc_0/Document.xml</o:DocRoot>"
    body += f"<o:Signatures>{package.place('Signs/Signatures.xml')}</o:Signatures>" if signed else ""
    if signed and not package.rooted:
        raise ValueError("signatures are named from the root")
    package.add("OFD.xml", 'OFD Version="1.0" DocType="OFD"', f"<o:DocBody>{body}</o:DocBody>")
    fonts = _resources(package, style, pages, mode)
    templates, entries = "", ""
    for n, page in enumerate(pages):
        canvas = Canvas(style, fonts, mode, 1000 * (n + 1))
        front = ""
        ops = page.ops if style.idiom != "wps" else page.ops[len(page.fixed):]
        if style.idiom == "wps" and page.fixed:
            package.add(f"Doc_0/Tpls/Tpl_{n}/Content.xml", "Page",
                        f'<o:Content><o:Layer ID="{canvas.id()}">{canvas.draw(page.fixed)}</o:Layer></o:Content>')
            templates += f'<o:TemplatePage ID="{800 + n}" BaseLoc="{package.place(f"Tpls/Tpl_{n}/Content.xml")}"/>'
            front = f'<o:Template TemplateID="{800 + n}" ZOrder="Background"/>'
        if signed:
            ops = [op for op in ops if not any(op is other for other in page.over)]
        drawn = canvas.draw(ops)
        if style.idiom == "plain":
            drawn = f'<o:PageBlock ID="{canvas.id()}">{drawn}</o:PageBlock>'
        package.add(f"Doc_0/Pages/Page_{n}/Content.xml", "Page",
                    f'{front}<o:Content><o:Layer ID="{canvas.id()}">{drawn}</o:Layer></o:Content>')
        entries += f'<o:Page ID="{n + 1}" BaseLoc="{package.place(f"Pages/Page_{n}/Content.xml")}"/>'
    size = f"0 0 {number(style.page.width_mm)} {number(style.page.height_mm)}"
    common = (f"<o:PageArea><o:PhysicalBox>{size}</o:PhysicalBox></o:PageArea>"
              f"<o:PublicRes>{package.place('PublicRes.xml')}</o:PublicRes>{templates}")
    package.add("Doc_0/Document.xml", "Document",
                f"<o:CommonData>{common}</o:CommonData><o:Pages>{entries}</o:Pages>")
    _sign(package, signed)
    return package.bytes()


def _resources(package: Package, style: Style, pages: Iterable[Page], mode: Fonts) -> dict[str, tuple[str, str]]:
    """Writes the resources; returns id and characters (in the order of glyph ids) of each font."""
    runs = [op for page in pages for op in page.ops if isinstance(op, Run)]
    fonts = used_fonts(characters_of((run.font, run.text + " ") for run in runs), mode)
    made, rows = {}, ""
    for n, (name, font) in enumerate(fonts.items()):
        shown = _FAMILIES[role_of(name)] if style.idiom != "word" and name in _KNOWN else name
        inner = ""
        if mode == "embedded":
            package.parts[f"Doc_0/Res/font_{n}.ttf"] = font_file(font, name)
            inner = f"<o:FontFile>font_{n}.ttf</o:FontFile>"
        made[name] = (str(10 + n), font.order)
        rows += f'<o:Font ID="{10 + n}" FontName={quoteattr(shown)} FamilyName={quoteattr(shown)}>{inner}</o:Font>'
    spaces = f'<o:ColorSpaces><o:ColorSpace ID="{CMYK}" Type="CMYK" BitsPerComponent="8"/></o:ColorSpaces>'
    pens = ('<o:DrawParams><o:DrawParam ID="9000"><o:StrokeColor Value="255 0 0"/></o:DrawParam>'
            f'<o:DrawParam ID="{RED_PEN}" Relative="9000" Join="Miter"/></o:DrawParams>')
    package.add("Doc_0/PublicRes.xml", 'Res BaseLoc="Res"', f"{spaces}{pens}<o:Fonts>{rows}</o:Fonts>")
    return made


def _ring(ops: Sequence[Op]) -> tuple[float, float, float] | None:
    """Left and upper edge and diameter of the seal among ``ops``."""
    ring = next((op for op in ops if isinstance(op, Shape) and op.width), None)
    if ring is None:
        return None
    ends = [points[-1] for _, points in ring.path if points]
    left, top = min(x for x, _ in ends) - ring.width / 2, min(y for _, y in ends) - ring.width / 2
    widest = max(abs(a[0] - b[0]) for a, b in pairwise([*ends, ends[0]])) * 2 + ring.width
    return left, top, widest


def _sign(package: Package, signed: Sequence[tuple[int, tuple[float, float, float]]]) -> None:
    """Signatures that stamp a seal; the signed values are empty, since nobody verifies them."""
    if not signed:
        return
    rows = "".join(f'<o:Signature ID="s{n}" Type="Seal" BaseLoc="Sign_{n}/Signature.xml"/>'
                   for n, _ in enumerate(signed))
    package.add("Doc_0/Signs/Signatures.xml", "Signatures", rows)
    for n, (page, (left, top, side)) in enumerate(signed):
        bounds = " ".join(map(number, (left, top, side, side)))
        package.add(f"Doc_0/Signs/Sign_{n}/Signature.xml", "Signature",
                    f'<o:SignedInfo><o:StampAnnot ID="a{n}" PageRef="{page + 1}" Boundary="{bounds}"/></o:SignedInfo>'
                    "<o:SignedValue>SignedValue.dat</o:SignedValue>")
        package.parts[f"Doc_0/Signs/Sign_{n}/SignedValue.dat"] = b""
