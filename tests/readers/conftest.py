"""A docx from raw XML: each test writes only the construct that it is about, as ECMA-376 spells it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hongtou.pipeline.model import Document
from hongtou.pipeline.readers import read

_NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}.items())
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
A4 = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
      '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"/></w:sectPr>')
"""Page and margins of GB/T 9704-2012 5.2.1 in twips."""

Read = Callable[..., Document]


def _part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_NAMESPACES}>{inner}</w:{root}>'


@pytest.fixture
def read_docx(tmp_path: Path) -> Read:
    """Build and read a docx: ``body`` is what stands in ``w:body``; other parts by their root's name.

    ``theme`` is what stands in ``a:themeElements``; ``header1``, ``footer2`` … are parts of their own, related as
    ``rHeader1`` and so on. Without ``sectPr`` at the end of ``body`` the page is A4 with the standard's margins.
    """
    def build(body: str, *, theme: str | None = None, **parts: str) -> Document:
        body = body if body.rstrip().endswith("</w:sectPr>") else body + A4
        files = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>")}
        related = []
        for name, inner in parts.items():
            kind = name.rstrip("0123456789")
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            files[f"word/{name}.xml"] = _part(root, inner)
            related.append(f'<Relationship Id="r{name.capitalize()}" Type="{_REL}/{kind}" Target="{name}.xml"/>')
        if theme is not None:
            files["word/theme/theme1.xml"] = (
                '<?xml version="1.0" encoding="UTF-8"?><a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
                f' name="t"><a:themeElements>{theme}</a:themeElements></a:theme>')
            related.append(f'<Relationship Id="rTheme" Type="{_REL}/theme" Target="theme/theme1.xml"/>')
        files["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(related)}</Relationships>')
        files["_rels/.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>')
        overrides = "".join(f'<Override PartName="/{n}" ContentType="{_TYPE}.{"document.main" if n.endswith("document.xml") else "x"}+xml"/>'
                            for n in files if n.startswith("word/") and n.endswith(".xml"))
        files["[Content_Types].xml"] = (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')
        path = tmp_path / "made.docx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return read(path)

    return build
