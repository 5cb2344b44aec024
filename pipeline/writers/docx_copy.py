"""A copy of a docx in which some parts are replaced; every other member of the package keeps its bytes and its order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from ..files import OutputError
from ..guard import inspect
from ..readers.docx_package import Package, open_package
from ..readers.docx_xml import w

_MAIN_TYPE = re.compile(rb"(?:wordprocessingml|ms-word)\.(document|template)\.(main\+xml|macroEnabled)")
_SUFFIX = {(b"document", b"main+xml"): ".docx", (b"template", b"main+xml"): ".dotx",
           (b"document", b"macroEnabled"): ".docm", (b"template", b"macroEnabled"): ".dotm"}
_OTHER = {"office": "它是 .doc 或 .wps 格式；请用 Word 或 WPS 另存为 .docx 后再标注。",
          "pdf": "PDF 里的文字不能改；请标注它的 .docx 原稿。", "ofd": "OFD 里的文字不能改；请标注它的 .docx 原稿。",
          "text": "纯文本没有下划线；请标注 .docx 文件。"}


class CopyError(OutputError):
    """A changed copy cannot be made of this document; the message says why and what to do, in Chinese."""


def open_original(path: Path, sha256: str | None = None) -> Package:
    """The package at ``path``. Raises :class:`CopyError` for what must not, or cannot, be changed, ``ReadError`` for
    what cannot be read; ``sha256`` is what the file is expected to be, where that is known."""
    inspected = inspect(path)
    if inspected.kind != "docx":
        raise CopyError(f"“{path}”不能标注：{_OTHER[inspected.kind]}")
    if sha256 is not None and sha256 != inspected.source.sha256:
        raise CopyError(f"“{path}”在比对之后又被改动，没有标注；请重新比对。")
    with zipfile.ZipFile(path) as archive:
        names = [_part_name(name).lower() for name in archive.namelist()]
    if any(name.startswith("_xmlsignatures/") and not name.endswith(("/", ".rels")) for name in names):
        raise CopyError(f"“{path}”有数字签名，改动后签名即失效，没有标注；请用签名之前的文件。")
    package = open_package(path)
    settings = package.root(package.related(package.main(), "settings"))
    protection = None if settings is None else settings.find(w("documentProtection"))
    enforced = False if protection is None else (protection.get(w("enforcement")) or "0") in ("1", "true", "on")
    if protection is not None and enforced and protection.get(w("edit")) != "none":
        raise CopyError(f"“{path}”设有“限制编辑”，没有标注；请在 Word 或 WPS 的“审阅”中停止保护，另存后再标注。")
    return package


def expected_suffix(path: Path) -> str:
    """The extension that a copy must have, or Word refuses to open it: macros and templates have their own."""
    with zipfile.ZipFile(path) as archive:
        types = next((archive.read(n) for n in archive.namelist() if n.lower() == "[content_types].xml"), b"")
    match = _MAIN_TYPE.search(types)
    return ".docx" if match is None else _SUFFIX[match.group(1), match.group(2)]


def copied(path: Path, replaced: Mapping[str, bytes]) -> bytes:
    """The package at ``path`` with the parts ``replaced``, by part name. Raises :class:`CopyError`."""
    if not replaced:
        return path.read_bytes()
    left = {name.lower(): data for name, data in replaced.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w") as copy:
        copy.comment = archive.comment
        for member in archive.infolist():
            made = zipfile.ZipInfo(member.filename, member.date_time)
            made.compress_type, made.external_attr, made.create_system = (
                member.compress_type, member.external_attr, member.create_system)
            data = left.pop(_part_name(member.filename).lower(), None)
            copy.writestr(made, _member(archive, member, path) if data is None else data)
    if left:
        raise CopyError(f"“{path}”的内部结构异常，没有标注；请用 Word 或 WPS 打开，另存后再标注。")
    return target.getvalue()


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> bytes:
    try:
        return archive.read(member)
    except Exception as error:  # zipfile and zlib raise what they like on damaged members
        if isinstance(error, MemoryError):
            raise
        raise CopyError(f"“{path}”里有损坏的部分，不能原样复制；请用 Word 或 WPS 打开，另存后再标注。") from error


def _part_name(member: str) -> str:
    return member.replace("\\", "/").lstrip("/")
