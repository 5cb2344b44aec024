"""Names, measures and switches of WordprocessingML, and the one XML parser of the docx reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - its prefix in every file
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

MM_PER_TWIP = 25.4 / 1440
MM_PER_EMU = 1 / 36000
MM_PER_PT = 25.4 / 72

_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M.encode()),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)

_UNDERSTOOD = re.compile(
    r"http://schemas\.microsoft\.com/office/(word|drawing)/20\d\d/\w+|http://schemas\.openxmlformats\.org/.*")
_MEASURE = re.compile(r"\s*([+-]?\d{1,9}(?:\.\d{0,9})?)(mm|cm|in|pt|pc|pi|px|%)?\s*")
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "px": 15.0}


def w(name: str) -> str:
    """The qualified name of ``w:name``."""
    return f"{{{W}}}{name}"


VAL = w("val")


def parse(blob: bytes) -> Element:
    """The root of a part. No entities, no network, libxml2's own limits on depth and size (DESIGN §8).

    Strict files (ISO/IEC 29500-1) differ in their namespaces; they are renamed before parsing, so that the walk knows
    one vocabulary. Raises ``etree.XMLSyntaxError``, or ``ValueError`` for a part with a document type declaration,
    which OPC forbids (ISO/IEC 29500-2 8.2.5) and only an attack has.
    """
    if b"http://purl.oclc.org/ooxml/" in blob:
        for strict, transitional in _STRICT:
            blob = blob.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    root = etree.fromstring(blob, parser)
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise ValueError("document type declaration")
    return root


def serialised(root: Element, blob: bytes) -> bytes:
    """The part with root ``root`` as it is written; ``blob`` is what it was parsed from: a strict one stays strict."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    if _STRICT[2][0] in blob and W.encode() not in blob:
        for strict, transitional in _STRICT:
            data = data.replace(transitional, strict)
    return data


def elements(node: Element | None) -> Iterator[Element]:
    """The child elements, without entity references."""
    if node is not None:
        for child in node:
            if isinstance(child.tag, str):
                yield child


def val(node: Element | None, name: str | None = None) -> str | None:
    """``w:val`` of ``node``, or of its child ``w:name``."""
    if node is not None and name is not None:
        node = node.find(w(name))
    return None if node is None else node.get(VAL)


def switch(node: Element | None) -> bool | None:
    """An on/off property (ST_OnOff): present without a value means on; None when it is absent."""
    if node is None:
        return None
    return (node.get(VAL) or "1") not in ("0", "false", "off", "none")


def number(text: str | None) -> float | None:
    """A plain number, None when it is missing or senseless."""
    match = _MEASURE.fullmatch(text or "")
    return float(match.group(1)) if match and not match.group(2) else None


def integer(text: str | None) -> int | None:
    """A whole number, None when it is missing or senseless."""
    value = number(text)
    return None if value is None else int(value)


def twips(text: str | None) -> float | None:
    """A length in twips; strict files may give it with a unit (ST_TwipsMeasure)."""
    match = _MEASURE.fullmatch(text or "")
    if not match or match.group(2) == "%":
        return None
    return float(match.group(1)) * _TWIPS.get(match.group(2) or "", 1.0)


def twips_mm(text: str | None) -> float | None:
    """A length in millimetres from an attribute in twips."""
    value = twips(text)
    return None if value is None else round(value * MM_PER_TWIP, 3)


def emu_mm(text: str | None) -> float | None:
    """A length in millimetres from an attribute in EMU."""
    value = number(text)
    return None if value is None else round(value * MM_PER_EMU, 3)


def choose(alternate: Element) -> Element | None:
    """The branch of an ``mc:AlternateContent`` to read: the first Choice that we understand, else the Fallback.

    Never both, or every text box would be read twice (ISO/IEC 29500-3 9.3).
    """
    first: Element | None = None
    for child in elements(alternate):
        if child.tag == f"{{{MC}}}Choice":
            first = child if first is None else first
            spaces = [child.nsmap.get(p, "") or "" for p in (child.get("Requires") or "").split()]
            if all(_UNDERSTOOD.fullmatch(s) for s in spaces):
                return child
        elif child.tag == f"{{{MC}}}Fallback":
            return child
    return first
