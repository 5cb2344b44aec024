"""The file that holds the model: a JSON header and aligned arrays, read through ``mmap``.

Layout: eight bytes of :data:`MAGIC`, the header's length as a little-endian ``uint32``, the header (JSON, UTF-8), then
the arrays, each at a multiple of 64 bytes. The header names every array with its type, shape and offset, so that
opening the file reads a few kilobytes and the arrays come in page by page, shared between processes.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

MAGIC = b"HTSPELL1"
_ALIGN = 64

Array = np.ndarray[Any, np.dtype[Any]]


class TableError(ValueError):
    """The file is no model of this version, or it is cut short."""


def write(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write ``arrays`` and ``facts`` (anything JSON can hold) to ``path``; the same input gives the same bytes."""
    directory: dict[str, dict[str, Any]] = {}
    at = 0
    for name in sorted(arrays):
        array = arrays[name]
        directory[name] = {"type": array.dtype.newbyteorder("<").str, "shape": list(array.shape), "at": at}
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"arrays": directory, "facts": dict(facts)}, ensure_ascii=False, sort_keys=True).encode()
    start = -(-(len(MAGIC) + 4 + len(header)) // _ALIGN) * _ALIGN
    with path.open("wb") as file:
        file.write((MAGIC + len(header).to_bytes(4, "little") + header).ljust(start, b"\0"))
        for name in sorted(arrays):
            array = arrays[name]
            data = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
            file.write(data.ljust(-(-len(data) // _ALIGN) * _ALIGN, b"\0"))


def read(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays (views of the mapped file, read-only) and the facts. Raises :class:`TableError`, ``OSError``."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise TableError(f"{path.name}: no spelling model of this version")
        length = int.from_bytes(file.read(4), "little")
        try:
            header = json.loads(file.read(length))
        except ValueError as error:
            raise TableError(f"{path.name}: the header is damaged") from error
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = -(-(len(MAGIC) + 4 + length) // _ALIGN) * _ALIGN
    arrays = {}
    for name, entry in header["arrays"].items():
        count = int(np.prod(entry["shape"]))
        kind = np.dtype(entry["type"])
        if start + entry["at"] + count * kind.itemsize > len(mapped):
            raise TableError(f"{path.name}: cut short")
        flat = np.frombuffer(mapped, kind, count, start + entry["at"])
        arrays[name] = flat.reshape(entry["shape"])
    return arrays, header["facts"]
