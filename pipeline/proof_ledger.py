"""The ledger beside a document: lines of JSON, each holding the hash of the line before it.

Without a key the chain shows accidents (仅防误改): whoever edits on purpose can make a new chain. With the office's key
every byte is covered by the seal of its own entry and by those after it; that the newest entries were cut off shows only
against a hash that is kept elsewhere, the one on the printed sheet.

Writing: one line appended and forced to the disk, under a lock that the system gives back when a process dies.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from .proof_entry import FIRST, Damaged, Entry, parsed, verifies, written
from .proof_seal import Key

Torn = Literal["no", "whole", "part"]
Trust = Literal["sealed", "unsealed", "unchecked"]

SUFFIX = ".校对.jsonl"
TORN_SUFFIX = ".残行"
LARGEST = 100_000_000
LOCK_SECONDS = 15.0
_BEGINNING = b'{"document":{"content":"'
"""How every entry begins: keys are sorted."""
ONLY_ACCIDENTS = "仅防误改：{}，只能发现无意的改动，有意改动的人可以重做整份登记而看不出来。"
"""What is said wherever the office's key does not cover a ledger; the reason goes in the middle."""
NO_KEY = ONLY_ACCIDENTS.format("没有用本机关的密钥封印")
NOT_CHECKED = ONLY_ACCIDENTS.format("登记是用密钥封的，这次没有用密钥核对")


class LedgerError(ValueError):
    """A ledger cannot be read or written; the message says why and what to do, in Chinese."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with the ledger, and with which line (from 1); ``unsealed``: only that no entry has a seal."""

    line: int
    message: str
    unsealed: bool = False


@dataclass(frozen=True)
class Ledger:
    """A ledger as it was read. ``head`` is the hash of the last whole line, ``hashes`` those of all.

    ``trust``: sealed = every entry is covered by a verified seal; unsealed = no seals; unchecked = seals, but no key.
    """

    path: str
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    torn: Torn = "no"
    hashes: tuple[str, ...] = ()
    trust: Trust = "unsealed"
    keys: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last whole line; zeros where there is none."""
        return self.hashes[-1] if self.hashes else FIRST

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.problems and self.torn == "no"


def beside(document: str) -> str:
    """The path of the ledger of ``document``."""
    return document + SUFFIX


def read(path: str, keys: Sequence[Key] = ()) -> Ledger | None:
    """The ledger at ``path``, verified as far as ``keys`` allow; None where there is none. Raises :class:`LedgerError`."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f"校对登记“{path}”打不开（{error.strerror or '未知原因'}）。") from None
    if len(data) > LARGEST:
        raise LedgerError(f"“{path}”太大了，不像是校对登记。")
    return _verified(path, data, keys)


def _verified(path: str, data: bytes, keys: Sequence[Key]) -> Ledger:
    *lines, rest = data.split(b"\n")
    rows: list[tuple[int, bytes, Entry]] = []
    problems: list[Problem] = []
    hashes: list[str] = []
    for number, line in enumerate(lines, 1):
        before = hashes[-1] if hashes else FIRST
        hashes.append(hashlib.sha256(line).hexdigest())
        try:
            entry = parsed(line)
        except Damaged as error:
            problems.append(Problem(number, f"第 {number} 条{error}。"))
            continue
        rows.append((number, line, entry))
        if entry.previous != before or (entry.number != number and not problems):  # later numbers are wrong for the same cause
            problems.append(Problem(number, f"第 {number} 条和前一条接不上：前面有登记被改动、删去、插入或调换。"))
    problems += _seals(rows, keys)
    entries = tuple(entry for _, _, entry in rows)
    torn: Torn = "no" if not rest else ("whole" if _fits(rest, hashes) else "part")
    trust: Trust = "unsealed" if not any(e.key for e in entries) else "unchecked" if not keys else "sealed"
    return Ledger(path, entries, tuple(sorted(problems, key=lambda p: p.line)), torn, tuple(hashes), trust,
                  tuple(dict.fromkeys(e.key for e in entries if e.key)))


def _fits(rest: bytes, hashes: Sequence[str]) -> bool:
    """Whether a last line that lacks its line end is a whole entry that follows the one before it."""
    with suppress(Damaged):
        entry = parsed(rest)
        return entry.number == len(hashes) + 1 and entry.previous == (hashes[-1] if hashes else FIRST)
    return False


def _seals(rows: Sequence[tuple[int, bytes, Entry]], keys: Sequence[Key]) -> Iterator[Problem]:
    """What is wrong with the seals. An entry from before the key was in use is covered by the seals after it."""
    known = {key.id: key for key in keys}
    sealed = False
    for number, line, entry in rows:
        at = f"第 {number} 条"
        if entry.key is None:
            if sealed:
                yield Problem(number, f"{at}没有封印，而前面的有：不是用本机关的密钥登记的。")
            continue
        sealed = True
        if not known:
            continue
        if entry.key not in known:
            yield Problem(number, f"{at}是用别的密钥（{entry.key}）封的，现有的密钥核对不了。可以用几个 --key 写上新旧密钥。")
        elif not verifies(line, known[entry.key]):
            yield Problem(number, f"{at}的封印不对：内容被改动过。")
    if known and rows and not sealed:
        yield Problem(rows[-1][0], "各条都没有封印，用密钥核对不了。可能登记时没有用密钥，也可能整份登记被换过。",
                      unsealed=True)


def append(path: str, make: Callable[[Ledger], Entry], key: Key | None, keys: Sequence[Key] = ()) -> Entry:
    """Add the entry that ``make`` makes of the ledger as it is; number, chain and seal are set here.

    Raises :class:`LedgerError`; then nothing was written. ``make`` may raise too.
    """
    with _locked(path):
        ledger = read(path, keys or ((key,) if key else ())) or Ledger(path)
        _refuse(ledger, key)
        entry = replace(make(ledger), number=len(ledger.hashes) + 1, previous=ledger.head)
        line = written(entry, key)
        _write(path, line + b"\n")
        return parsed(line)


def _refuse(ledger: Ledger, key: Key | None) -> None:
    if ledger.torn != "no":
        raise LedgerError(f"校对登记“{ledger.path}”的末行不完整（上次登记时中断了）。先用 hongtou proof repair 修好，前面各条不受影响。")
    # entries without seals are no obstacle to sealing from now on: the seals to come cover them
    wrong = [p for p in ledger.problems if not (p.unsealed and key)]
    if wrong:
        raise LedgerError(f"校对登记“{ledger.path}”有问题，没有再登记：{wrong[0].message}用 hongtou proof verify 看详情。")
    if key is None and ledger.trust != "unsealed":
        raise LedgerError(f"校对登记“{ledger.path}”是用密钥（{'、'.join(ledger.keys)}）封的，登记也要用密钥：加 --key，"
                          "或在 hongtou.toml 的 [proof] 里写 key。")


def _write(path: str, data: bytes) -> None:
    """Append ``data`` and force it to the disk; what could be written in part only is taken back."""
    new = not os.path.exists(path)
    try:
        with open(path, "ab", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) or 0:]
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(size)
                raise
    except OSError as error:
        raise LedgerError(f"登记写不进“{path}”（{error.strerror or '未知原因'}），没有登记。") from None
    if new:
        _sync_folder(path)


def _sync_folder(path: str) -> None:
    """Force a new file's name to the disk as well; Windows has no such call and does it itself."""
    with suppress(OSError):
        handle = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Nobody else writes the ledger meanwhile. The lock file stays: taking it away would be a race of its own."""
    from filelock import FileLock, SoftFileLock, Timeout

    name = Path(path)
    if not name.parent.is_dir():  # the lock would make it
        raise LedgerError(f"没有“{name.parent}”这个文件夹，没有登记。")
    lock_path = str(name.with_name(f".{name.name}.lock"))
    try:
        try:
            lock: FileLock | SoftFileLock = FileLock(lock_path, timeout=LOCK_SECONDS)
            lock.acquire()
        except NotImplementedError:  # network drives that know no locks
            lock = SoftFileLock(lock_path, timeout=LOCK_SECONDS)
            lock.acquire()
    except Timeout:
        raise LedgerError(f"有人正在登记“{path}”，等了 {LOCK_SECONDS:g} 秒还没有完。请稍后再试。") from None
    except OSError as error:
        raise LedgerError(f"登记写不进“{path}”所在的文件夹（{error.strerror or '未知原因'}），没有登记。") from None
    try:
        yield
    finally:
        lock.release()


def repair(path: str) -> str | None:
    """Mend a torn last line: end it where it is whole, else move it to a file of its own. Says what was done.

    None where there was nothing to mend; raises :class:`LedgerError`. Whole lines are never touched.
    """
    from .files import OutputError, write

    with _locked(path):
        ledger = read(path)
        if ledger is None:
            raise LedgerError(f"没有校对登记“{path}”。")
        if ledger.torn == "no":
            return None
        if ledger.torn == "whole":
            _write(path, b"\n")
            return "末行是完整的，只少一个换行，已经补上。"
        data = Path(path).read_bytes()
        whole = data.rfind(b"\n") + 1
        if not ledger.entries and not data[whole:].startswith(_BEGINNING[:len(data) - whole]):
            raise LedgerError(f"“{path}”不是校对登记，没有动它。")
        try:
            write(path + TORN_SUFFIX, data[whole:])
            write(path, data[:whole])
        except OutputError as error:
            raise LedgerError(str(error)) from None
        return f"末行不完整，已经移到“{path}{TORN_SUFFIX}”；前面 {len(ledger.hashes)} 条没有动。中断的那一条请重新登记。"
