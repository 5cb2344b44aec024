"""A batch with a record: a JSON line for each file as it is done; a run that was killed goes on where it stopped.

The record is the output of ``hongtou batch``: lines as ``check --format jsonl`` writes them, each with ``settings`` beside
it, a digest of what it was reviewed by. A line is taken over when its file and its settings are still the same; a line
that was torn by a kill is not. Only what the summary needs is kept in memory, so that it stays flat over any number of files.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .files import OutputError, write
from .lock import Busy, NoFolder, Unwritable, locked
from .reports import json as report
from .reports import jsonl, wording
from .review import Review
from .review_file import Job

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """What the summary tells of one file. ``rules`` are the ids and names of what was found, each once."""

    path: str
    kind: str
    errors: int
    warnings: int
    infos: int
    failure: str | None
    rules: tuple[tuple[str, str], ...]
    code: int
    seconds: float


def row(review: Review, code: int) -> Row:
    """The row of a review; ``code`` is the exit code that it alone would give."""
    failure = "；".join(wording.failure(f) for f in review.failures) or None
    rules = dict.fromkeys((f.rule, f.name) for f in review.findings)
    return Row(review.path, wording.kind(review), review.count("error"), review.count("warning"), review.count("info"),
               failure, tuple(rules), code, review.seconds)


def settings_of(job: Job, version: str) -> str:
    """A digest of all that decides what a review finds, besides the file."""
    said = json.dumps([version, asdict(job)], ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: object) -> object:
    return sorted(value, key=repr) if isinstance(value, (set, frozenset)) else repr(value)


class Record:
    """The file that a batch writes, open for more lines. Close it, or use it as a context manager.

    ``wanted`` gives the settings of each file of this run. Raises :class:`OutputError` where ``path`` holds something
    else, or results of files that are not in this run.
    """

    def __init__(self, path: str, wanted: Mapping[str, str], version: str) -> None:
        self.path, self._version, self._wanted = path, version, wanted
        self.done: set[str] = set()
        self._open = ExitStack()
        with self._open:
            self._lock()
            write(path, self._still_true() if os.path.exists(path) else b"")
            try:
                self._file = self._open.enter_context(Path(path).open("ab"))  # noqa: SIM115  the stack closes it
            except OSError as error:
                raise OutputError(f"结果写不进“{path}”（系统错误 {error.errno}）。") from error
            self._open = self._open.pop_all()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _lock(self) -> None:
        """Two runs on one record would write it twice."""
        try:
            self._open.enter_context(locked(self.path, 0))
        except Busy:
            raise OutputError(f"另一个批量检查正在写“{self.path}”。等它完了再运行，或者用 --output 换一个文件名。") from None
        except (NoFolder, Unwritable) as error:
            raise OutputError(f"结果写不进“{self.path}”（{error}）。") from None

    def add(self, review: Review) -> None:
        """Write the line of one file and have the system put it on the disk."""
        line = json.loads(jsonl.render(review, self._version))
        line["settings"] = self._wanted[review.path]
        if line["sha256"] is None:  # a file that could not be read is known again by its bytes all the same
            line["sha256"] = digest(review.path)
        self._file.write(_line(line))
        self._file.flush()
        os.fsync(self._file.fileno())
        self.done.add(review.path)

    def reviews(self) -> Iterator[Review]:
        """The reviews on record, read from the disk one by one."""
        with open(self.path, "rb") as lines:
            for line in lines:
                yield report.load(json.loads(line))

    def _still_true(self) -> Iterator[bytes]:
        with open(self.path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                found = _parsed(line)
                if found is None:
                    if line.endswith(b"\n"):
                        raise OutputError(f"“{self.path}”不是批量检查的结果（第 {number} 行读不懂）。请换一个文件名，原文件没有动。")
                    continue  # the last line, torn by a kill
                name = found["path"]
                if name not in self._wanted and os.path.exists(name):
                    raise OutputError(f"“{self.path}”里有别的文件的结果（{name}）。请换一个文件名；要重新开始，先把它删掉或改名。")
                same = name in self._wanted and name not in self.done and found["settings"] == self._wanted[name]
                if same and found["sha256"] == digest(name):
                    self.done.add(name)
                    yield line


def _parsed(line: bytes) -> Mapping[str, Any] | None:
    with suppress(ValueError):
        found = json.loads(line)
        if line.endswith(b"\n") and isinstance(found, dict) and {"path", "sha256", "settings"} <= found.keys():
            return found
    return None


def _line(found: Mapping[str, Any]) -> bytes:
    return (json.dumps(found, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def digest(path: str) -> str | None:
    """SHA-256 of the file's bytes; None when it cannot be read."""
    whole = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                whole.update(chunk)
    except OSError:
        return None
    return whole.hexdigest()


def run(files: Iterable[str], record: Record, review_all: Callable[[list[str]], Iterator[Review]]) -> Iterator[Review]:
    """Review what is not on record yet with ``review_all``, each written before it is handed out."""
    for review in review_all([file for file in files if file not in record.done]):
        record.add(review)
        yield review
