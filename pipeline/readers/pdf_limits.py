"""What a PDF may cost: a quick look with PDFium, and bounds on what pdfminer is given to work on.

PDFium is fast and survives nearly everything, so it answers first: is it a PDF, is it encrypted, has it any text?
pdfminer, which pdfplumber stands on, is written in Python and believes what a file says: a width table from 0 to
99 999 999 or a nest of forms in a file of 5 KB kept it busy for 43 s and 1.6 GB. Hence the checks before and within.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

from .errors import ReadError

MAX_STREAM_BYTES = 96 * 1024 * 1024
MAX_INFLATED_BYTES = 512 * 1024 * 1024
_MAX_RANGE = 70_000
_PROBE_PAGES = 60

_BOMB = "这个 PDF 展开后大得不正常，可能是压缩炸弹；请从原稿重新导出 PDF。"
_SCAN = "PDF 是扫描件，没有文字层；请先做文字识别（OCR），或改用原稿（docx 或由它直接导出的 PDF）。"
_OUTLINE = "PDF 的文字已转成曲线，没有文字层；请先做文字识别（OCR），或改用原稿（docx 或由它直接导出的 PDF）。"
_BLANK = "PDF 里没有文字；请确认文件是否正确，或改用原稿。"
NO_CODES = "PDF 的字体没有文字编码，取不出文字；请从原稿重新导出 PDF，或直接检查 docx。"
DAMAGED = "PDF 已损坏，打不开；请从原稿重新导出。"
_ENCRYPTED = "PDF 有打开密码，无法检查；请解除密码后再试。"


@dataclass(frozen=True, slots=True)
class QuickLook:
    """What PDFium says: number of pages, and the pages that hold drawings of text."""

    pages: int
    characters: int


def quick_look(path: Path) -> QuickLook:
    """Open with PDFium; raises :class:`ReadError` for what is encrypted, broken, or has no text layer."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadError("encrypted", _ENCRYPTED) from error
        raise ReadError("damaged", DAMAGED) from error
    try:
        pages = len(document)
        if not pages:
            raise ReadError("damaged", DAMAGED)
        return QuickLook(pages, _probe(document, pages))
    finally:
        document.close()


def _probe(document: pdfium.PdfDocument, pages: int) -> int:
    """Count characters on up to 60 pages spread over the document; raises when there is no text to speak of."""
    characters = images = paths = failed = 0
    chosen = range(0, pages, max(1, pages // _PROBE_PAGES))
    for number in chosen:
        try:
            page = document[number]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            failed += 1
            continue
        found = text.count_chars()
        characters += found
        if found < 30:
            drawn = _drawings(page)
            images, paths = images + drawn[0], paths + drawn[1]
        text.close()
        page.close()
    if failed == len(chosen):
        raise ReadError("damaged", DAMAGED)
    if characters < 10 * len(chosen):  # page numbers and a watermark at most
        if images:
            raise ReadError("no_text", _SCAN)
        if paths > 40:
            raise ReadError("no_text", _OUTLINE)
    if not characters:
        raise ReadError("no_text", _BLANK)
    return characters


def _drawings(page: pdfium.PdfPage) -> tuple[int, int]:
    """Images that cover at least a third of the page, and paths (the first few hundred objects are enough)."""
    images = paths = 0
    area = page.get_width() * page.get_height()
    for n, item in enumerate(page.get_objects(max_depth=3)):
        if n > 400:
            break
        if item.type == pdfium.raw.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif item.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            images += (right - left) * (top - bottom) > area / 3
    return images, paths


_STREAM = re.compile(rb"stream\r?\n")


def check_inflation(path: Path) -> None:
    """Inflate every compressed stream that is not an image, within bounds; raises for a bomb.

    Streams are found by the word before them, not through the cross-reference table: a file that hides some from us
    hides them from pdfminer as well. What cannot be inflated (encrypted, damaged) is left to the parser.
    """
    data = path.read_bytes()
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400): match.start()]
        head = head[head.rfind(b"obj") + 1:]
        if b"Flate" not in head and b"/Fl" not in head:
            continue
        image = b"/Image" in head
        size = _inflated_size(data, match.end(), MAX_STREAM_BYTES, twice=head.count(b"/Fl") > 1)
        total += 0 if image else size
        if total > MAX_INFLATED_BYTES or (size >= MAX_STREAM_BYTES and not image):
            raise ReadError("bomb", _BOMB)


def _inflated_size(data: bytes, start: int, limit: int, *, twice: bool) -> int:
    inflater, size, position = zlib.decompressobj(), 0, start
    kept = bytearray()
    pending = b""
    try:
        while size < limit and not inflater.eof and (pending or position < len(data)):
            chunk = pending or data[position: position + 65536]
            position += 0 if pending else len(chunk)
            out = inflater.decompress(chunk, 1 << 20)
            pending = inflater.unconsumed_tail
            size += len(out)
            if twice:
                kept += out
    except zlib.error:
        pass
    if twice and kept[:1] == b"\x78":
        return max(size, _inflated_size(bytes(kept), 0, limit, twice=False))
    return size


class LimitedResources(PDFResourceManager):  # type: ignore[misc, unused-ignore]
    """pdfminer's cache of fonts, refusing tables that only serve to exhaust the machine."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> Any:
        """The font of ``spec``; raises :class:`ReadError` when its tables are absurd."""
        for key in ("W", "W2"):
            _check_widths(resolve1(spec.get(key)))
        for key in ("ToUnicode", "Encoding"):
            _check_map(resolve1(spec.get(key)))
        return super().get_font(objid, spec)


def _check_widths(table: object) -> None:
    if not isinstance(table, list):
        return
    numbers = [v if isinstance(v, int) else None for v in map(resolve1, table)]
    total = 0
    for first, last in pairwise(numbers):
        if first is not None and last is not None and last > first:
            total += last - first if last - first > 4096 else 0
    if total > 20 * _MAX_RANGE:
        raise ReadError("bomb", _BOMB)


_SECTION = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)end(?:bf|cid|notdef)range", re.DOTALL)
_PAIR = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")


def _check_map(table: object) -> None:
    if not isinstance(table, PDFStream):
        return
    data = _quietly(table.get_data) or b""
    if len(data) > 8 * 1024 * 1024:
        raise ReadError("bomb", _BOMB)
    total = 0
    for section in _SECTION.findall(data):
        for first, last in _PAIR.findall(section):
            total += max(0, int(last[-16:], 16) - int(first[-16:], 16))
            if total > 4 * _MAX_RANGE:
                raise ReadError("bomb", _BOMB)


def _quietly(function: Callable[[], Any]) -> Any:
    """The result, or None where pdfminer stumbles: the parser will meet the same fault and deal with it."""
    try:
        return function()
    except Exception:  # noqa: BLE001
        return None
