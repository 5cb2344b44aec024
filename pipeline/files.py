"""Which files are meant by the paths a user gives, and writing a result without ever damaging a document."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".docx", ".doc", ".wps", ".pdf", ".ofd", ".txt", ".md")
"""What is looked for in a folder; a file named outright is always tried."""

_PRECIOUS = (".docx", ".doc", ".wps", ".pdf", ".ofd")


class OutputError(ValueError):
    """The result cannot be written where the user asked; the message says why, in Chinese."""


@dataclass(frozen=True)
class Found:
    """A file to review, or (``problem``) a folder that could not be looked into."""

    path: str
    problem: str | None = None


def collect(paths: Sequence[str]) -> Iterator[Found]:
    """The files that ``paths`` stand for, each once, folders walked in the order of names.

    Lock files of Word (``~$…``) and hidden files and folders are left out of folders. Paths keep the form in which
    the user gave them.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk(path) if os.path.isdir(path) else (Found(path),):
            real = os.path.realpath(found.path)
            if real not in seen:
                seen.add(real)
                yield found


def _walk(folder: str) -> Iterator[Found]:
    refused: list[Found] = []

    def refuse(error: OSError) -> None:
        refused.append(Found(str(error.filename or folder), f"打不开文件夹（{_reason(error)}）。"))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(("~$", ".")) and name.lower().endswith(SUFFIXES):
                yield Found(os.path.join(place, name))
    yield from refused


def _reason(error: OSError) -> str:
    return "没有权限" if isinstance(error, PermissionError) else f"系统错误 {error.errno}"


def guard_output(output: str, inputs: Iterable[str], what: str = "报告") -> None:
    """Raise :class:`OutputError` where writing ``what`` to ``output`` would cost the user a document, or cannot work."""
    target = Path(output)
    real = os.path.realpath(output)
    if any(os.path.realpath(i) == real for i in inputs):
        raise OutputError(f"“{output}”是要检查的文件，不能用{what}覆盖它。请换一个文件名。")
    if target.is_dir():
        raise OutputError(f"“{output}”是文件夹，请写上{what}的文件名。")
    if target.exists() and target.suffix.lower() in _PRECIOUS:
        raise OutputError(f"“{output}”是已有的文档，不能用{what}覆盖它。请换一个文件名。")
    if not Path(os.path.abspath(output)).parent.is_dir():
        raise OutputError(f"没有“{target.parent}”这个文件夹，{what}写不进去。")


def write(output: str, data: bytes | Iterable[bytes], what: str = "报告") -> None:
    """Write ``data`` to ``output`` in one step: whoever looks sees the old file or the whole new one.

    ``what`` is its name in messages. Raises :class:`OutputError`; of parts nothing is written when one of them cannot be made.
    """
    folder = os.path.dirname(os.path.abspath(output))
    try:
        handle, temporary = tempfile.mkstemp(prefix=".hongtou-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
            os.chmod(temporary, _mode(output))
            os.replace(temporary, os.path.realpath(output) if os.path.islink(output) else output)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{what}写不进“{output}”（{_reason(error)}）。") from error


def _mode(output: str) -> int:
    """The mode of the file that is replaced; for a new one what an ordinary ``open`` would give it."""
    with suppress(OSError):
        return os.stat(output).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
