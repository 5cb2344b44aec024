"""One writer at a time, across processes: a lock beside a file that the system gives back when a process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Somebody else holds the lock."""


class NoFolder(Exception):
    """The folder that the file would be in does not exist; the message is its path."""


class Unwritable(Exception):
    """The lock cannot be made there; the message is the system's reason."""


@contextmanager
def locked(path: str, wait_s: float) -> Iterator[None]:
    """Hold the lock of ``path``, waiting at most ``wait_s`` seconds for it.

    The lock file stays: taking it away would be a race of its own. Raises :class:`Busy`, :class:`NoFolder` and
    :class:`Unwritable`.
    """
    from filelock import FileLock, SoftFileLock, Timeout

    name = Path(path)
    if not name.parent.is_dir():  # the lock would make it
        raise NoFolder(name.parent)
    lock_path = str(name.with_name(f".{name.name}.lock"))
    try:
        try:
            lock: FileLock | SoftFileLock = FileLock(lock_path, timeout=wait_s)
            lock.acquire()
        except NotImplementedError:  # network drives that know no locks
            lock = SoftFileLock(lock_path, timeout=wait_s)
            lock.acquire()
    except Timeout:
        raise Busy from None
    except OSError as error:
        raise Unwritable(error.strerror or "未知原因") from None
    try:
        yield
    finally:
        lock.release()
