"""The guard before every reader: what is this file really, and is it safe to open.

Magic bytes decide the type, never the extension. A supported document under a wrong extension is read by its content
and a note says so (WPS and old office systems save a ``.docx`` as ``.doc``); unsupported content is ``fake_type``
when the extension promises a document, and ``unsupported`` when it tells the truth. Macros are never run, so a
document that carries them is read, with a note.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .guard_zip import MACROS, inspect_package
from .limits import MAX_FILE_BYTES, MAX_TEXT_BYTES, MIB
from .model import Format, Source
from .readers.errors import ReadError

Kind = Literal["docx", "pdf", "ofd", "text", "office"]
"""Which reader a file goes to; ``office`` is binary ``.doc`` and ``.wps``, by way of LibreOffice."""

_HEAD_BYTES = 4096
_RESAVE = "请用 Word 或 WPS 打开，另存为 .docx 后再检查。"
_WORD = {".doc", ".dot", ".wps", ".wpt"}
_CLAIMS: dict[str, frozenset[str]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), frozenset({"docx"})),
    **dict.fromkeys(sorted(_WORD), frozenset({"office", "rtf", "wordml", "html", "mhtml", "uof", "oldword"})),
    ".pdf": frozenset({"pdf"}),
    ".ofd": frozenset({"ofd"}),
    **dict.fromkeys((".txt", ".md", ".markdown", ".text"), frozenset({"text"})),
}
"""What an extension promises. ``.doc`` has always stood for RTF, HTML, WordML and early Word too: no fakes."""

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "rtf", "RTF 文件"),
    (b"MIME-Version:", "mhtml", "单个文件网页（MHTML）"),
    (b"\x89PNG", "image", "PNG 图片"),
    (b"\xff\xd8\xff", "image", "JPEG 图片"),
    (b"GIF8", "image", "GIF 图片"),
    (b"II*\x00", "image", "TIFF 图片"),
    (b"MM\x00*", "image", "TIFF 图片"),
    (b"MZ", "program", "Windows 程序"),
    (b"\x7fELF", "program", "Linux 程序"),
    (b"Rar!", "archive", "RAR 压缩包"),
    (b"7z\xbc\xaf", "archive", "7-Zip 压缩包"),
    (b"\x1f\x8b", "archive", "gzip 压缩包"),
    (b"\xdb\xa5-\x00", "oldword", "Word 2.0 文件"),
    (b"1\xbe\x00\x00", "oldword", "DOS 版 Word 文件"),
)
_PDF_INSIDE = re.compile(rb"\d+ \d+ obj\b|\btrailer\b")
_MARKUP: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"<w:wordDocument|mso-application progid=.Word|<pkg:package"), "wordml", "Word XML 文件"),
    (re.compile(r"<uof:UOF", re.IGNORECASE), "uof", "标文通（UOF）文件"),
    (re.compile(r"^\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|meta|body)\b", re.IGNORECASE | re.DOTALL),
     "html", "网页（HTML）"),
    (re.compile(r"^\s*<\?xml"), "xml", "XML 文件"),
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be read: by which reader, where it comes from, and remarks for the report."""

    kind: Kind
    source: Source
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    """What the bytes are: ``kind`` is a :data:`Kind`, or another key with its Chinese ``name`` when unsupported."""

    kind: str
    name: str
    notes: tuple[str, ...] = ()


_SUPPORTED: dict[str, Format] = {"docx": "docx", "pdf": "pdf", "ofd": "ofd", "text": "text", "office": "docx"}


def inspect(path: Path, given: str | None = None) -> Inspected:
    """Decide what ``path`` is and whether it may be opened. ``given`` is the path as the user wrote it.

    Raises :class:`ReadError`: not_found, empty, too_large, unsupported, fake_type, encrypted, damaged, bomb.
    """
    size = _size(path)
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    content = _content(path, head, size)
    extension = path.suffix.lower()
    if content.kind not in _SUPPORTED:
        raise _refusal(content, extension)
    if content.kind == "text" and extension not in {*_CLAIMS, ""}:
        raise ReadError("unsupported", f"不支持 {extension} 文件；可以检查 .docx、.pdf、.ofd、.doc、.wps、.txt 和 .md。")
    claimed = _CLAIMS.get(extension, frozenset())
    notes = content.notes
    if content.kind not in claimed:
        if content.kind == "text" and claimed:
            raise _refusal(content, extension)
        shown = f"扩展名是 {extension}" if extension else "文件没有扩展名"
        notes = (f"{shown}，内容是{_spaced(content.name)}，已按内容读取。", *notes)
    source = Source(given or str(path), _SUPPORTED[content.kind], digest, size)
    return Inspected(content.kind, source, notes)  # type: ignore[arg-type]


def _size(path: Path) -> int:
    try:
        state = path.stat()
        if stat.S_ISREG(state.st_mode):
            path.open("rb").close()
    except FileNotFoundError:
        raise ReadError("not_found", "找不到这个文件；请核对路径和文件名。") from None
    except PermissionError:
        raise ReadError("not_found", "没有权限读取这个文件；请检查文件权限，或先关闭正在使用它的程序。") from None
    except (OSError, ValueError):
        raise ReadError("not_found", "打不开这个路径；请核对路径和文件名。") from None
    if stat.S_ISDIR(state.st_mode):
        raise ReadError("unsupported", "这是文件夹，不是文件；请给出其中的文件。")
    if not stat.S_ISREG(state.st_mode):
        raise ReadError("unsupported", "这不是普通文件；请给出 .docx、.pdf 等文件。")
    if path.name.startswith("~$"):
        raise ReadError("unsupported", "这是 Word 或 WPS 打开文件时留下的临时文件；请检查文件名去掉“~$”的那一个。")
    if state.st_size == 0:
        raise ReadError("empty", "文件是空的（0 字节）；请重新取得这个文件。")
    if state.st_size > MAX_FILE_BYTES:
        raise ReadError("too_large", f"文件有 {state.st_size // MIB} MB，超过 {MAX_FILE_BYTES // MIB} MB 的上限；"
                                     "请压缩其中的图片或拆分后再检查。")
    return state.st_size


def _content(path: Path, head: bytes, size: int) -> _Content:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _Content(*inspect_package(path))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(path)
    if b"%PDF" in head[:1024]:
        return _Content("pdf", "PDF")
    for magic, kind, name in _FOREIGN:
        if head.startswith(magic):
            return _Content(kind, name)
    if path.suffix.lower() == ".pdf" and _PDF_INSIDE.search(head):
        raise ReadError("damaged", "PDF 的文件头已损坏，打不开；请重新导出 PDF，或重新取得这个文件。")
    return _plain(path, size)


def _plain(path: Path, size: int) -> _Content:
    """Text, or markup that other programs read, or something unknown."""
    if size > MAX_TEXT_BYTES:
        with path.open("rb") as stream:
            sample = stream.read(_HEAD_BYTES)
        if b"\x00" in sample and not sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return _Content("unknown", "无法识别的二进制数据")
        raise ReadError("too_large", f"文本超过 {MAX_TEXT_BYTES // MIB} MB；公文不会这么长，请核对是不是选错了文件。")
    text = decode(path.read_bytes())
    if text is None:
        return _Content("unknown", "无法识别的数据")
    for pattern, kind, name in _MARKUP:
        if pattern.search(text[:_HEAD_BYTES]):
            return _Content(kind, name)
    return _Content("text", "纯文本")


def decode(data: bytes) -> str | None:
    """``data`` as text, by its byte order mark, else UTF-8, else GB18030; None when it is no text.

    Control characters other than those of plain text, and many private-use characters (what bytes of another
    encoding turn into), mean that it is none.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    text = _decoded(data, "utf-8")
    return text if text is not None else _decoded(data, "gb18030")


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x7f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(text) or len(_PRIVATE.findall(text)) * 50 > len(text):
        return None
    return text


def _ole(path: Path) -> _Content:
    """A compound file: Word's or WPS's binary format, an encrypted package, or another program's."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            if ole.exists("EncryptedPackage") or ole.exists("\tDRMContent") or ole.exists("\x06DataSpaces"):
                raise ReadError("encrypted", "文件设有打开密码或权限保护；请在 Word 或 WPS 中取消密码后另存，再检查。")
            if ole.exists("WordDocument"):
                return _word(ole.openstream("WordDocument").read(12), ole.exists("Macros"))
            for stream, name in (("Workbook", "Excel 表格"), ("Book", "Excel 表格"),
                                 ("PowerPoint Document", "PowerPoint 演示文稿")):
                if ole.exists(stream):
                    return _Content("other_office", name)
    except ReadError:
        raise
    except Exception:  # noqa: BLE001  olefile raises what it likes on fuzzed input
        raise _damaged(".doc") from None
    return _Content("unknown", "别的程序的复合文件")


def _word(fib: bytes, macros: bool) -> _Content:
    """The first bytes of the stream WordDocument: magic number and flags of the FIB ([MS-DOC] 2.5.2)."""
    if len(fib) < 12 or fib[:2] not in (b"\xec\xa5", b"\xdc\xa5"):
        raise _damaged(".doc")
    if int.from_bytes(fib[10:12], "little") & 0x0100:
        raise ReadError("encrypted", "文件设有打开密码；请在 Word 或 WPS 中取消密码后另存，再检查。")
    return _Content("office", "Word 97-2003 格式（.doc/.wps）", (MACROS,) if macros else ())


def _damaged(what: str) -> ReadError:
    return ReadError("damaged", f"{what} 文件已损坏，打不开；请用 Word 或 WPS 修复后另存，或重新取得这个文件。")


def _spaced(name: str) -> str:
    """``name`` as it follows a Chinese character: Latin words stand off by a space."""
    return f" {name}" if name[0].isascii() else name


def _refusal(content: _Content, extension: str) -> ReadError:
    """Why unsupported content is not read, and what to do about it."""
    advice = {
        "image": "请先扫描识别（OCR）为文字，或取得电子原件。",
        "text": f"请把扩展名改为 .txt，或{_RESAVE[1:]}",
        "program": "程序文件不是公文，来路不明时请勿打开。",
        "archive": "请先解压，再检查其中的文件。",
        "zip": "请先解压，再检查其中的文件。",
        "other_office": "这里只检查文字公文，请另存为 .docx 或 .pdf。",
        "unknown": "请核对是不是选错了文件，或重新取得这个文件。",
    }.get(content.kind, _RESAVE)
    claimed = _CLAIMS.get(extension)
    if claimed is not None and content.kind not in claimed:
        return ReadError("fake_type", f"扩展名是 {extension}，内容却是{_spaced(content.name)}；{advice}")
    return ReadError("unsupported", f"不支持{_spaced(content.name)}；{advice}")
