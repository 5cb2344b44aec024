"""One entry of a proof ledger: what it says, its one spelling as a line of JSON, its seal.

A line has exactly one spelling (keys sorted, no blanks, UTF-8), so that its hash is the entry's and any other byte in it
is an edit.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, cast

from .proof_seal import Key
from .proof_text import Snapshot

Verdict = Literal["通过", "退改"]
VERDICTS: tuple[Verdict, ...] = ("通过", "退改")
SCHEMA = "hongtou.proof/1"
FIRST = "0" * 64
"""What the first entry has as the hash of the entry before it."""
_HASH = re.compile(r"[0-9a-f]{64}")


class Damaged(ValueError):
    """A line is no entry; the message says why in Chinese and never quotes it (names stay out of logs)."""


@dataclass(frozen=True)
class Person:
    """Who did a round, in which post."""

    name: str
    role: str


@dataclass(frozen=True)
class Entry:
    """One entry. ``time`` is an ISO date or time as it was given, ``recorded`` when it was written down.

    ``kept`` is what was kept of the text: ``text`` (packed lines), ``hashes`` (of lines) or ``same`` (an earlier entry
    has it). ``hash`` is that of the line; ``key`` the id of the key that sealed it, None for an unsealed one.
    """

    number: int
    previous: str
    time: str
    recorded: str
    round: str
    people: tuple[Person, ...]
    verdict: Verdict
    remark: str
    document: str
    snapshot: Snapshot
    kept: Literal["text", "hashes", "same"]
    text: str | tuple[str, ...] = field(default=(), repr=False)
    key: str | None = None
    hash: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once."""
        return tuple(dict.fromkeys(p.name for p in self.people))

    @property
    def moment(self) -> datetime | date:
        """``time`` as a value: a date where no time of day was given."""
        return moment(self.time)

    def earlier_than(self, other: Entry) -> bool:
        """Whether it was done before ``other``; by the day where one of them gives no time of day."""
        mine, others = self.moment, other.moment
        if isinstance(mine, datetime) and isinstance(others, datetime):
            return mine < others
        return _day(mine) < _day(others)


def moment(text: str) -> datetime | date:
    """The time in ``text`` (ISO 8601; with a zone where it has a time of day); raises ``ValueError``."""
    if len(text) <= 10:
        return date.fromisoformat(text)
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("no zone")
    return found


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def canonical(data: Mapping[str, Any]) -> bytes:
    """The one spelling of ``data``, without a line end."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "backslashreplace")


def written(entry: Entry, key: Key | None) -> bytes:
    """The line of ``entry`` without its line end, sealed with ``key``."""
    data = _data(entry)
    if key is not None:
        data["seal"] = {"method": key.method, "key": key.id}
        data["seal"]["value"] = key.seal(canonical(data))
    return canonical(data)


def _data(entry: Entry) -> dict[str, Any]:
    state = entry.snapshot
    document: dict[str, Any] = {"name": entry.document, "text": state.text, "file": state.file, "content": state.content,
                                "filled": dict(state.filled), "kept": entry.kept}
    if entry.kept != "same":
        document["lines"] = entry.text if isinstance(entry.text, str) else list(entry.text)
    return {"schema": SCHEMA, "number": entry.number, "previous": entry.previous, "time": entry.time,
            "recorded": entry.recorded, "round": entry.round, "verdict": entry.verdict, "remark": entry.remark,
            "people": [{"name": p.name, "role": p.role} for p in entry.people], "document": document}


def parsed(line: bytes) -> Entry:
    """The entry that a line holds; raises :class:`Damaged`."""
    try:
        data = json.loads(line)
        same = canonical(data) == line
    except (ValueError, RecursionError, AttributeError, TypeError):
        raise Damaged("不是完整的登记") from None
    if not isinstance(data, dict) or not same:
        raise Damaged("写法被改动过")
    if data.get("schema") != SCHEMA:
        raise Damaged(f"不是 {SCHEMA} 格式的登记")
    try:
        return _entry(data, hashlib.sha256(line).hexdigest())
    except (KeyError, ValueError, TypeError):
        raise Damaged("缺少内容，或者内容不对") from None


def _entry(data: dict[str, Any], hash: str) -> Entry:
    document, seal = data["document"], data.get("seal")
    if set(data) - {"seal"} != set(_data(_EMPTY)) or data["verdict"] not in VERDICTS or type(data["number"]) is not int:
        raise ValueError("fields")
    kept = document["kept"]
    text = document["lines"] if kept != "same" else ()
    if (kept == "text") is not isinstance(text, str) or kept not in ("text", "hashes", "same"):
        raise ValueError("kept")
    filled = {_text(k): _sha(v) for k, v in document["filled"].items()}
    state = Snapshot(_sha(document["text"]), _sha(document["file"]), _sha(document["content"]), filled)
    made = Entry(data["number"], _sha(data["previous"]), _text(data["time"]), _text(data["recorded"]), _text(data["round"]),
                 tuple(Person(_text(p["name"]), _text(p["role"])) for p in data["people"]), data["verdict"],
                 _text(data["remark"]), _text(document["name"]), state, kept,
                 text if isinstance(text, str) else tuple(_text(t) for t in text),
                 None if seal is None else _text(seal["key"]), hash)
    moment(made.time), moment(made.recorded)  # raise for what is no time
    if not made.people:
        raise ValueError("people")
    return made


def verifies(line: bytes, key: Key) -> bool:
    """Whether the seal in ``line`` (an entry) is that of ``key``."""
    data = json.loads(line)
    seal = data["seal"]
    value = seal.pop("value", "") if isinstance(seal, dict) else ""
    return (isinstance(value, str) and seal == {"method": key.method, "key": key.id}
            and key.verifies(canonical(data), value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _sha(value: Any) -> str:
    if not _HASH.fullmatch(_text(value)):
        raise ValueError("hash")
    return cast(str, value)


_EMPTY = Entry(0, FIRST, "", "", "", (), "通过", "", "", Snapshot("", "", "", {}), "same")
