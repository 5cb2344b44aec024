"""Readers: a file of one format → :class:`hongtou.pipeline.model.Document`."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ..limits import MAX_BLOCK_CHARS, MAX_BLOCKS, MAX_CHARS
from ..model import Document
from .errors import ReadError

__all__ = ["ReadError", "read"]

_MODULES = {"docx": ".docx", "pdf": ".pdf", "ofd": ".ofd", "text": ".text", "office": ".office"}
"""Reader module by what the guard detected. Imported when needed: lxml and pdfplumber cost a quarter of a second."""


def read(path: str | Path) -> Document:
    """Read the file at ``path`` with the reader for what it really is. Raises :class:`ReadError`."""
    from ..guard import inspect

    file = Path(path)
    inspected = inspect(file, str(path))
    module = import_module(_MODULES[inspected.kind], __package__)
    document: Document = module.read(file, inspected.source)
    _check_size(document)
    return replace(document, notes=(*inspected.notes, *document.notes))


def _check_size(document: Document) -> None:
    """Refuse what no check can be run over in time; see :mod:`hongtou.pipeline.limits` for the bounds."""
    if len(document.blocks) > MAX_BLOCKS or sum(len(b.text) for b in document.blocks) > MAX_CHARS:
        raise ReadError("too_large", f"全文超过 {MAX_CHARS // 10000} 万字或 {MAX_BLOCKS // 10000} 万段；"
                                     "请拆分后再检查。")
    if any(len(b.text) > MAX_BLOCK_CHARS for b in document.blocks):
        raise ReadError("too_large", f"有一段超过 {MAX_BLOCK_CHARS // 10000} 万字；请分段后再检查。")
