"""Minimal docx packages from raw XML, read with our reader."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hongtou.pipeline.model import Block, Document, Run
from hongtou.pipeline.readers.docx import read

SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}.items())
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SECTION = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" '
           'w:left="1588" w:header="851" w:footer="1417" w:gutter="0"/></w:sectPr>')
_ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "theme": None, "footnotes": "footnotes",
          "endnotes": "endnotes", "comments": "comments", "header": "hdr", "footer": "ftr"}


class Builder:
    """Builds and reads documents; the text of a part is what stands inside its root element."""

    section = SECTION

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def p(*content: str, ppr: str = "", rpr: str = "") -> str:
        """A paragraph; content that is no XML becomes a run of text with ``rpr``."""
        runs = "".join(c if c.startswith("<") else Builder.r(c, rpr) for c in content)
        return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{runs}</w:p>"

    @staticmethod
    def r(text: str, rpr: str = "") -> str:
        """A run of text."""
        return f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'

    @staticmethod
    def field(instruction: str, *result: str) -> str:
        """A complex field; without a result it has no separator either."""
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        shown = mark.format("separate") + "".join(result) if result else ""
        return (f'{mark.format("begin")}<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
                f'{shown}{mark.format("end")}')

    @staticmethod
    def box(content: str) -> str:
        """A run with a text box as Word writes it: DrawingML, and the same in VML for older programs."""
        shape = (f'<w:drawing><wp:anchor><wp:extent cx="1800000" cy="720000"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
                 f'<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>'
                 f"</wp:anchor></w:drawing>")
        return (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{Builder.vml(content)}'
                f"</mc:Fallback></mc:AlternateContent></w:r>")

    @staticmethod
    def vml(content: str) -> str:
        """The same text box in VML alone."""
        return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"

    def build(self, body: str, *, section: str = SECTION, parts: Mapping[str, str] | None = None,
              members: Mapping[str, str] | None = None, strict: bool = False, name: str = "a.docx", **own: str) -> Path:
        """Write the package. ``own``: styles, numbering …; ``parts``: headers and footers by relationship id;
        ``members``: further members, or others in the place of ours."""
        files = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"}
        rels, overrides = [], []
        for key, content, kind in (*((k, v, k) for k, v in own.items()),
                                   *((k, v, k.rstrip("0123456789")) for k, v in (parts or {}).items())):
            root = _ROOTS[kind]
            files[f"word/{key}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>" if root else content
            rels.append(f'<Relationship Id="{key}" Type="{RELATIONSHIP}{kind}" Target="{key}.xml"/>')
            overrides.append(f'<Override PartName="/word/{key}.xml" ContentType="{TYPE}{kind}+xml"/>')
        pack = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
        files["word/_rels/document.xml.rels"] = pack.format("".join(rels))
        files["_rels/.rels"] = pack.format(
            f'<Relationship Id="d" Type="{RELATIONSHIP}officeDocument" Target="word/document.xml"/>')
        files["[Content_Types].xml"] = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/>{"".join(overrides)}</Types>')
        if strict:
            files = {k: _strict(v) for k, v in files.items()}
        path = self._folder / name
        with zipfile.ZipFile(path, "w") as archive:
            for member, text in {**files, **(members or {})}.items():
                archive.writestr(member, text)
        return path

    def read(self, body: str, **more: object) -> Document:
        """Write the package and read it."""
        return read(self.build(body, **more))  # type: ignore[arg-type]

    def block(self, body: str, **more: object) -> Block:
        """The first block of the document."""
        return self.read(body, **more).blocks[0]

    def run(self, body: str, **more: object) -> Run:
        """The first run of the document."""
        return self.block(body, **more).runs[0]

    def texts(self, body: str, **more: object) -> list[str]:
        """The text of every block."""
        return [b.text for b in self.read(body, **more).blocks]


def _strict(text: str) -> str:
    """The namespaces and relationship types of ISO/IEC 29500 strict."""
    for old, new in (("wordprocessingml/2006/main", "wordprocessingml/main"), ("drawingml/2006/", "drawingml/"),
                     ("officeDocument/2006/", "officeDocument/")):
        text = text.replace("http://schemas.openxmlformats.org/" + old, "http://purl.oclc.org/ooxml/" + new)
    return text


@pytest.fixture
def docx(tmp_path: Path) -> Builder:
    """Builds and reads documents from raw XML."""
    return Builder(tmp_path)
