"""Opens a docx as a package: parts and relationships. python-docx does it; what it refuses is read leniently."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from docx.opc.pkgreader import PackageReader
from lxml import etree

from .docx_xml import Element, elements, parse, w
from .errors import ReadError

_OFFICE = "officeDocument"
_DAMAGED = "文件已损坏，无法打开；请用 Word 或 WPS 打开并另存为 .docx 后再试。"
_OTHER_ROOTS = {"workbook": "Excel 工作簿", "presentation": "PowerPoint 演示文稿", "VisioDocument": "Visio 绘图"}


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: the last step of its type, and the part it leads to (without the leading slash)."""

    kind: str
    target: str


@dataclass
class Package:
    """The parts of a docx by name, their relationships, and what could not be read of them (``notes``)."""

    blobs: dict[str, bytes]
    relationships: dict[str, dict[str, Relationship]]
    notes: list[str] = field(default_factory=list)
    _roots: dict[str, Element | None] = field(default_factory=dict)

    def main(self) -> str:
        """The name of the main document part."""
        for rel in self.relationships.get("", {}).values():
            if rel.kind == _OFFICE and rel.target in self.blobs:
                return rel.target
        if "word/document.xml" in self.blobs:
            return "word/document.xml"
        raise ReadError("unsupported", "压缩包内没有 Word 正文，不是 .docx 文件；请用 Word 或 WPS 另存为 .docx。")

    def related(self, part: str, kind: str) -> str | None:
        """The name of the part that ``part`` refers to by a relationship of that kind."""
        for rel in self.relationships.get(part, {}).values():
            if rel.kind == kind and rel.target in self.blobs:
                return rel.target
        return None

    def target(self, part: str, rid: str | None) -> str | None:
        """The name of the part behind relationship ``rid`` of ``part``."""
        rel = self.relationships.get(part, {}).get(rid or "")
        return rel.target if rel and rel.target in self.blobs else None

    def root(self, name: str | None) -> Element | None:
        """The parsed part; None where it is absent or damaged (a damaged side part leaves a note, no failure)."""
        if name is None:
            return None
        if name not in self._roots:
            try:
                self._roots[name] = parse(self.blobs[name])
            except (etree.XMLSyntaxError, ValueError):
                self._roots[name] = None
                self.notes.append(f"部件 {posixpath.basename(name)} 已损坏，未读取。")
        return self._roots[name]

    def parsed(self) -> dict[str, Element]:
        """The roots of all parts that were read so far, by name."""
        return {name: root for name, root in self._roots.items() if root is not None}

    def document(self) -> tuple[str, Element]:
        """Name and root of the main part. Raises :class:`ReadError` when it is damaged or no Word text."""
        name = self.main()
        try:
            root = parse(self.blobs[name])
        except etree.XMLSyntaxError as error:
            raise ReadError("damaged", _DAMAGED) from error
        except ValueError as error:
            raise ReadError("damaged", "文件含有 DOCTYPE 声明，正常的 Word 文件没有；为安全起见未读取。") from error
        other = _OTHER_ROOTS.get(etree.QName(root).localname)
        if other:
            raise ReadError("unsupported", f"这是{other}，不是 Word 文件；请提交 .docx 或 .pdf。")
        if root.tag != w("document") or root.find(w("body")) is None:
            raise ReadError("damaged", "文件的正文部件不是 Word 正文，无法读取；请用 Word 或 WPS 另存为 .docx。")
        self._roots[name] = root
        return name, root


def open_package(path: Path) -> Package:
    """Open ``path``; python-docx first, then a reading of the zip that forgives dangling and odd relationships."""
    head = path.open("rb").read(8) if path.is_file() else b""
    if not head:
        raise ReadError("empty" if path.is_file() else "not_found",
                        "文件是空的（0 字节）。" if path.is_file() else "找不到文件。")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("encrypted", "文件已加密，或者是旧版 .doc 格式；请去除密码并另存为 .docx 后再试。")
    if not zipfile.is_zipfile(path):
        raise ReadError("damaged", _DAMAGED)
    try:
        return _by_python_docx(path)
    except Exception:  # noqa: BLE001 - it raises KeyError, ValueError, IndexError, XMLSyntaxError … on odd packages
        return _by_zip(path)


def _by_python_docx(path: Path) -> Package:
    reader = PackageReader.from_file(str(path))  # type: ignore[no-untyped-call]
    blobs = {str(name).lstrip("/"): blob for name, _, _, blob in reader.iter_sparts() if blob is not None}
    relationships: dict[str, dict[str, Relationship]] = {}
    for source, rel in reader.iter_srels():
        if not rel.is_external:
            target = Relationship(rel.reltype.rsplit("/", 1)[-1], str(rel.target_partname).lstrip("/"))
            relationships.setdefault(str(source).lstrip("/"), {})[rel.rId] = target
    package = Package(blobs, relationships)
    package.main()
    return package


def _by_zip(path: Path) -> Package:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.endswith((".xml", ".rels"))]
            blobs = {n.replace("\\", "/").lstrip("/"): _member(archive, n) for n in names}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise ReadError("damaged", _DAMAGED) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise ReadError("encrypted", "压缩包已加密；请去除密码后再试。") from error
    relationships = {}
    written = {name.lower(): name for name in blobs}  # part names are equal but for case (ISO/IEC 29500-2 6.2.2.3)
    for name in [n for n in blobs if n.endswith(".rels")]:
        folder, base = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])
        found = _relationships(blobs[name], posixpath.dirname(folder))
        relationships[written.get(source.lower(), source)] = {
            rid: replace(rel, target=written.get(rel.target.lower(), rel.target)) for rid, rel in found.items()}
    return Package(blobs, relationships)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The member, or nothing where it alone is damaged: a broken side part must not cost the document."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError):
        return b""
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma"):
            return b""
        raise


def _relationships(blob: bytes, folder: str) -> dict[str, Relationship]:
    found: dict[str, Relationship] = {}
    try:
        root = parse(blob)
    except (etree.XMLSyntaxError, ValueError):
        return found
    for rel in elements(root):
        target = unquote(rel.get("Target") or "").replace("\\", "/")
        if rel.get("TargetMode") == "External" or not target:
            continue
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[rel.get("Id") or ""] = Relationship((rel.get("Type") or "").rsplit("/", 1)[-1], name)
    return found
