"""Opens an OFD (GB/T 33190-2016) as a package: parts by name, locations, and the XML by local names.

The standard's namespace is ``http://www.ofdspec.org/2016``; drafts and careless writers use others or none, so
elements are told by their local names alone.
"""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..limits import MAX_XML_BYTES, MIB
from .docx_xml import Element, elements, parse
from .errors import ReadError

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")


class Package:
    """The parts of an OFD."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; the guard has looked at its directory. Raises :class:`ReadError` when it is no zip."""
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise ReadError("damaged", "OFD 文件已损坏，打不开；请重新导出，或重新取得这个文件。") from error
        self._names = {_plain(name): name for name in self._archive.namelist()}

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def locate(self, location: str | None, part: str, folder: str = "") -> str:
        """The name of what ``part`` calls ``location``: from the root, or relative to itself.

        Some writers count from the document's folder (``folder``) or leave the leading slash of an absolute place
        off; such a place is taken where the right one does not exist.
        """
        wanted = (location or "").strip().replace("\\", "/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(part), wanted)).lstrip("/")
        tried = [beside, posixpath.normpath(posixpath.join(folder, wanted)).lstrip("/"), wanted.lstrip("/")]
        return next((name for name in tried if name and name in self), beside)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._names

    def size(self, name: str) -> int:
        """Bytes of a part, inflated."""
        return self._archive.getinfo(self._names[_plain(name)]).file_size

    def root(self, name: str) -> Element:
        """The root of an XML part. Raises :class:`ReadError` when it is missing, damaged, or not to be trusted."""
        member = self._names.get(_plain(name))
        if member is None:
            raise ReadError("damaged", f"OFD 不完整，缺少 {_shown(name)}；请重新导出，或重新取得这个文件。")
        if self.size(name) > MAX_XML_BYTES:
            raise ReadError("too_large", f"OFD 里的 {_shown(name)} 解压后超过 {MAX_XML_BYTES // MIB} MB；请拆分后再检查。")
        try:
            return parse(self._archive.read(member))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError("damaged", f"OFD 里的 {_shown(name)} 不是正确的 XML；请重新导出，或重新取得这个文件。") from error
        except MemoryError:
            raise
        except Exception as error:  # zipfile and zlib raise a dozen types on damaged members
            raise ReadError("damaged", f"OFD 里的 {_shown(name)} 已损坏；请重新导出，或重新取得这个文件。") from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _shown(name: str) -> str:
    """A part's name in a message: short, and nothing but what a name may be made of."""
    return re.sub(r"[^\w./\-]", "?", name)[-80:] or "页面内容"


def local(node: Element) -> str:
    """The name of an element without its namespace."""
    tag = str(node.tag)
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def named(node: Element | None, *names: str) -> Iterator[Element]:
    """The child elements of ``node`` that are called one of ``names``."""
    return (child for child in elements(node) if local(child) in names)


def first(node: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path``, None where a step is missing."""
    for name in path:
        node = next(named(node, name), None)
    return node


def content(node: Element | None) -> str:
    """What stands in an element, stripped; empty when there is none."""
    return "" if node is None else (node.text or "").strip()


def numbers(text: str | None) -> list[float]:
    """The finite numbers of an array such as ``0 0 210 297``."""
    found = (float(m) for m in _NUMBER.findall(text or ""))
    return [n for n in found if math.isfinite(n)]


def number(text: str | None, default: float) -> float:
    """One number, ``default`` when it is missing or senseless."""
    found = numbers(text)
    return found[0] if found else default


def flag(text: str | None, default: bool) -> bool:
    """An ``xs:boolean``."""
    return default if text is None else text.strip().lower() in ("true", "1")


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """A box (ST_Box: x, y, width, height); None when it is missing or incomplete."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) >= 4 else None
