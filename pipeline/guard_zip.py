"""The guard's part for zip packages: what package it is, and whether unpacking it is safe.

Only the directory and the XML parts are looked at. Members that are themselves archives (embedded workbooks) are
never opened, here or by a reader, so a nested bomb stays shut.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from .limits import (
    MAX_INFLATED_BYTES,
    MAX_MEMBERS,
    MAX_NAME_CHARS,
    MAX_RATIO,
    MAX_TOTAL_RATIO,
    MAX_XML_BYTES,
    MIB,
    RATIO_FROM_BYTES,
)
from .readers.errors import ReadError

MACROS = "文件含宏（VBA）；宏不会运行，也没有检查。"
"""The note on a document with macros; they are no reason to refuse it, since nothing runs them."""
_EXTERNAL_NOTE = "文件引用了外部资源（远程模板、链接的图片或对象）；没有访问，也没有检查。"

_MAIN_TYPE = re.compile(r"wordprocessingml\.(document|template)\.main\+xml|ms-word\.(document|template)\.macroEnabled")
_OTHER_TYPES = (("spreadsheetml", "Excel 表格"), ("ms-excel", "Excel 表格"), ("presentationml", "PowerPoint 演示文稿"),
                ("ms-powerpoint", "PowerPoint 演示文稿"), ("visio", "Visio 图"))
_RESAVE = {"docx": "请用 Word 或 WPS 打开，核对后另存为新的 .docx。", "ofd": "请从原稿重新导出 OFD。"}
_PROGRAM = {"docx": "Word", "ofd": "OFD"}
_BOMB = "疑为压缩炸弹，已拒绝打开。"
_SEALED = "OFD 设有加密或访问权限；请在 OFD 阅读软件中解除后另存，或改查它的 .docx 原稿。"
_ENCRYPTION = {"encryptions.xml", "decryptseed.dat", "decyptseed.dat", "entriesmap.dat"}
"""Root parts of an encrypted OFD (GM/T 0099-2020); its other parts are no XML then."""

_DOCTYPE = tuple("<!DOCTYPE".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
_ENTITY = tuple("<!ENTITY".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"iso-8859-1", b"windows-1252", b"gb2312",
                    b"gbk", b"gb18030"}
"""Encodings of XML parts in which a DOCTYPE shows itself in its bytes (UTF-7 and EBCDIC would hide it)."""

_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>", re.DOTALL)
_REMOTE = re.compile(r"Target\s*=\s*[\"'](https?:|ftp:|\\\\|file:(?://|/{4,})[^/]|smb:|mhtml:)", re.IGNORECASE)


def inspect_package(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """What the zip at ``path`` is (kind, Chinese name, notes). Raises :class:`ReadError`: damaged, bomb, encrypted."""
    try:
        with zipfile.ZipFile(path) as package:
            return _inspect(package)
    except ReadError:
        raise
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  zipfile raises a dozen types on fuzzed input
        advice = _RESAVE["ofd" if path.suffix.lower() == ".ofd" else "docx"]
        raise ReadError("damaged", f"文件已损坏，不是完整的压缩包；{advice[:-1]}，或重新取得这个文件。") from None


def _inspect(package: zipfile.ZipFile) -> tuple[str, str, tuple[str, ...]]:
    members = package.infolist()
    names = [m.filename for m in members]
    _check_sizes(members)
    if any(m.flag_bits & 0x1 for m in members):
        raise ReadError("encrypted", "压缩包设有密码；请解压或取消密码后再检查。")
    kind, name = _kind(package, names)
    if kind not in ("docx", "ofd"):
        return kind, name, ()
    _check_names(names, kind)
    if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
        raise ReadError("damaged", f"压缩方式不是 {_PROGRAM[kind]} 文件所用的；{_RESAVE[kind]}")
    external = False
    for part, data in _xml_parts(package, members):
        _check_xml(part, data, kind)
        external = external or (part.lower().endswith(".rels") and _has_external(data))
    macros = any(n.lower().endswith("vbaproject.bin") for n in names)
    notes = [note for note, wanted in ((MACROS, macros), (_EXTERNAL_NOTE, external)) if wanted]
    return kind, name, tuple(notes)


def _check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    """Against bombs: by the directory alone, before anything is inflated."""
    if len(members) > MAX_MEMBERS:
        raise ReadError("bomb", f"压缩包里有 {len(members)} 个文件，超过 {MAX_MEMBERS} 个的上限，{_BOMB}")
    inflated, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if inflated > MAX_INFLATED_BYTES:
        raise ReadError("bomb", f"解压后有 {inflated // MIB} MB，超过 {MAX_INFLATED_BYTES // MIB} MB 的上限，{_BOMB}")
    for member in members:
        if member.file_size > RATIO_FROM_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise ReadError("bomb", f"其中一个部分的压缩率超过 {MAX_RATIO} 倍，{_BOMB}")
    if inflated > RATIO_FROM_BYTES and inflated > MAX_TOTAL_RATIO * max(packed, 1):
        raise ReadError("bomb", f"总压缩率超过 {MAX_TOTAL_RATIO} 倍，{_BOMB}")
    xml = sum(m.file_size for m in members if _is_xml(m.filename))
    if xml > MAX_XML_BYTES:
        raise ReadError("too_large", f"正文解压后有 {xml // MIB} MB，超过 {MAX_XML_BYTES // MIB} MB 的上限；"
                                     "请拆分后再检查。")


def _kind(package: zipfile.ZipFile, names: Sequence[str]) -> tuple[str, str]:
    """What the package holds, by its content types, for OFD by its root part."""
    lower = {n.lower(): n for n in names}
    if "[content_types].xml" in lower:
        data = package.read(lower["[content_types].xml"])
        types = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
        if _MAIN_TYPE.search(types) or "word/document.xml" in lower:
            return "docx", ".docx"
        for word, name in _OTHER_TYPES:
            if word in types:
                return "other_office", name
    if _ENCRYPTION & {name.rpartition("/")[2] for name in lower} and ("ofd.xml" in lower or "encryptions.xml" in lower):
        raise ReadError("encrypted", _SEALED)
    if "ofd.xml" in lower:
        return "ofd", "OFD"
    if "doc_0/document.xml" in lower:
        raise ReadError("damaged", f"文件不完整，缺少 OFD.xml；{_RESAVE['ofd']}")
    if "word/document.xml" in lower:
        raise ReadError("damaged", f"文件不完整，缺少 [Content_Types].xml；{_RESAVE['docx']}")
    if "mimetype" in lower:
        return _open_document(package.read(lower["mimetype"])[:200])
    return "zip", "普通压缩包（ZIP）"


def _open_document(mimetype: bytes) -> tuple[str, str]:
    if b"opendocument" in mimetype:
        return "odf", "开放文档（ODF）"
    return "zip", "普通压缩包（ZIP）"


def _tampered(kind: str) -> str:
    return f"正常的 {_PROGRAM[kind]} 文件不会这样，可能被人改造过，已拒绝打开；{_RESAVE[kind]}"


def _check_names(names: Sequence[str], kind: str) -> None:
    """A part twice would let two readers see two texts; paths out of the package have no honest use."""
    lowered = [n.lower() for n in names]
    if len(set(lowered)) < len(lowered):
        raise ReadError("damaged", f"压缩包里有同名的部分，内容有歧义；{_RESAVE[kind]}")
    for name in names:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name) or len(name) > MAX_NAME_CHARS:
            raise ReadError("damaged", f"压缩包里有越界的路径名，{_tampered(kind)}")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _xml_parts(package: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    for member in members:
        if _is_xml(member.filename):
            yield member.filename, package.read(member)


def _check_xml(part: str, data: bytes, kind: str) -> None:
    """No DOCTYPE: OPC forbids it, OFD has no use for it, and entities are how a small file grows or reads other files."""
    if any(word in data for word in _DOCTYPE):
        if any(word in data for word in _ENTITY):
            raise ReadError("bomb", f"{part} 里定义了实体（ENTITY），{_tampered(kind)}")
        raise ReadError("damaged", f"{part} 里有 DOCTYPE 声明，{_tampered(kind)}")
    declared = _DECLARED.match(data[3:] if data[:3] == b"\xef\xbb\xbf" else data)
    if data[:4] == b"\x4c\x6f\xa7\x94" or (declared and declared.group(1).lower() not in _PLAIN_ENCODINGS):
        raise ReadError("damaged", f"{part} 的编码异常，{_tampered(kind)}")


def _has_external(rels: bytes) -> bool:
    """Whether a relationship would fetch something when opened: hyperlinks do not, local templates are common."""
    text = rels.decode("utf-16" if rels[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    for match in _RELATIONSHIP.finditer(text):
        tag = match.group()
        if "External" in tag and "/hyperlink" not in tag and (_REMOTE.search(tag) or "attachedTemplate" not in tag):
            return True
    return False
