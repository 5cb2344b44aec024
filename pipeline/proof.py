"""三校对两审核 of one document: its ledger, how it stands, adding an entry. No click, no printing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from . import proof_ledger
from .proof_entry import Entry, Person, Verdict
from .proof_ledger import SUFFIX, Ledger, LedgerError
from .proof_procedure import REVIEW, Procedure
from .proof_rules import Judgment, judge, may_add
from .proof_seal import Key, load
from .proof_text import Change, Snapshot, changes, line_hashes, marked_secret, packed, take, text_digest, unpacked
from .review import Review

KEY_VARIABLE = "HONGTOU_PROOF_KEY"
MOST_NEIGHBOURS = 500
"""How many other ledgers of a folder are looked through for one that belongs to a renamed document."""


class Refused(ValueError):
    """An entry is not in good order and was not added; the message says why, in Chinese."""


@dataclass(frozen=True)
class Difference:
    """What was changed since ``entry``; None where its text was not kept."""

    entry: Entry
    changes: tuple[Change, ...] | None


@dataclass(frozen=True)
class State:
    """How a document stands. ``ledger`` is None where there is none; ``now`` is the document itself."""

    review: Review
    path: str
    ledger: Ledger | None
    judgment: Judgment
    now: Snapshot
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What keeps the document from printing, in Chinese."""
        if self.ledger is None:
            return (f"没有校对登记“{os.path.basename(self.path)}”。",)
        broken = [p.message for p in self.ledger.problems]
        if self.ledger.torn != "no":
            broken.append("登记的末行不完整（登记时中断了），用 hongtou proof repair 修好。")
        return (*broken, *self.judgment.obstacles)

    @property
    def cleared(self) -> bool:
        """Whether the document may be printed."""
        return not self.obstacles


def keys(given: Sequence[str], procedure: Procedure, environment: Mapping[str, str]) -> tuple[Key, ...]:
    """The office's keys, the one to seal with first: of the command line, else of ``HONGTOU_PROOF_KEY``, else of the
    configuration. Raises :class:`~.proof_seal.KeyProblem`."""
    named = environment.get(KEY_VARIABLE)
    return tuple(load(path) for path in given or ([named] if named else procedure.keys))


def state(review: Review, procedure: Procedure, keys: Sequence[Key] = (), ledger: str | None = None) -> State:
    """How the document of ``review`` (which was read) stands. Raises :class:`LedgerError`."""
    path = ledger or proof_ledger.beside(review.path)
    now = take(review, procedure.filled_later)
    found = proof_ledger.read(path, keys)
    if found is None:
        other = _elsewhere(review, path)
        hint = f"同一文件夹里的“{other}”登记的就是这份文字：文件可能改过名。用 --ledger 指明，或把登记改成同样的名字。"
        return State(review, path, None, judge((), now, procedure), now, (), (hint,) if other else ())
    judgment = judge(found.entries, now, procedure)
    return State(review, path, found, judgment, now, tuple(_differences(judgment, found.entries, now)),
                 tuple(_notes(found, judgment, now)))


def add(review: Review, procedure: Procedure, keys: Sequence[Key], entry: Entry, *, ledger: str | None = None,
        force: bool = False) -> Entry:
    """Add ``entry`` (see :func:`entry_for`) to the ledger of the document of ``review``.

    Raises :class:`Refused` where it is not in good order, unless ``force``; :class:`LedgerError` where the ledger cannot
    be written.
    """
    now = take(review, procedure.filled_later)

    def made(found: Ledger) -> Entry:
        reason = None if force else may_add(found.entries, now, procedure, entry)
        if reason is not None:
            raise Refused(reason)
        return _keeping(entry, now, found, procedure, secret=marked_secret(review))

    return proof_ledger.append(ledger or proof_ledger.beside(review.path), made, next((k for k in keys), None), keys)


def unsealed_before(added: Entry, path: str, keys: Sequence[Key]) -> int:
    """How many entries before ``added``, which is sealed, have no seal: they are covered from now on, for what they are."""
    found = proof_ledger.read(path, keys) if added.key else None
    first = next((e.number for e in found.entries if e.key), 0) if found else 0
    return added.number - 1 if first == added.number else 0


def entry_for(review: Review, procedure: Procedure, round: str, people: Sequence[Person], *, verdict: Verdict = "通过",
              remark: str = "", time: str) -> Entry:
    """The entry for a round of the document as it is now; place in the chain, seal and kept text are added later.

    Raises :class:`Refused` as :func:`check_people` does.
    """
    check_people(procedure, round, people)
    found = procedure.find(round)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Entry(0, "", time or now, now, found.name if found else REVIEW, tuple(people), verdict, remark,
                 _name(review.path), take(review, procedure.filled_later), "same")


def _name(path: str) -> str:
    return os.path.basename(path).encode("utf-8", "replace").decode()


def check_people(procedure: Procedure, name: str, people: Sequence[Person]) -> None:
    """Raise :class:`Refused` for what needs no look at the document: an unknown round, too few people, a wrong post."""
    round = procedure.find(name)
    if round is None:
        if name != REVIEW:
            raise Refused(f"没有“{name}”这个环节。可以用的有：{'、'.join([*(r.name for r in procedure.rounds), REVIEW])}。")
        return
    names = {p.name for p in people}
    if len(names) < round.people:
        raise Refused(f"{round.title}要有至少 {round.people} 人，只写了 {len(names)} 人。每人写一个 --person。")
    if round.roles and not any(p.role in round.roles for p in people):
        raise Refused(f"{round.title}要由{'或'.join(round.roles)}进行，用 --role 写明职务。")


def _keeping(entry: Entry, now: Snapshot, ledger: Ledger, procedure: Procedure, *, secret: bool) -> Entry:
    """``entry`` with what it keeps of the text: nothing where an earlier entry has it already."""
    if any(e.snapshot.text == now.text and e.kept != "same" for e in ledger.entries):
        return replace(entry, kept="same", text=())
    if procedure.keep == "hashes" or (procedure.keep == "auto" and secret):
        return replace(entry, kept="hashes", text=line_hashes(now.lines))
    return replace(entry, kept="text", text=packed(now.lines))


def _differences(judgment: Judgment, entries: Sequence[Entry], now: Snapshot) -> list[Difference]:
    """What was changed since the entries that no longer hold, each state of the text once, the newest first; where a
    复审 carries them, what it was about."""
    stale = [r.entry for r in judgment.rounds if r.status == "失效" and r.entry is not None]
    if judgment.since is not None:
        stale.append(judgment.since)
    if judgment.review is not None and judgment.cleared and judgment.rounds[-1].entry is not None:
        stale.append(judgment.rounds[-1].entry)
    by_text = {e.snapshot.text: e for e in sorted(stale, key=lambda e: e.number) if e.snapshot.text != now.text}
    newest_first = sorted(by_text.values(), key=lambda e: -e.number)
    return [Difference(e, _changes(e, entries, now)) for e in newest_first]


def _changes(entry: Entry, entries: Sequence[Entry], now: Snapshot) -> tuple[Change, ...] | None:
    """What was changed since ``entry``; None where nobody kept its text, or what was kept is another text."""
    for kept in (e for e in entries if e.snapshot.text == entry.snapshot.text and e.kept != "same"):
        if kept.kept == "hashes" and not isinstance(kept.text, str):
            return changes(kept.text, now, hashed=True)
        lines = unpacked(kept.text) if isinstance(kept.text, str) else None
        if lines is not None and entry.snapshot.text == text_digest(lines):
            return changes(lines, now)
    return None


def _notes(ledger: Ledger, judgment: Judgment, now: Snapshot) -> list[str]:
    """What is worth knowing and keeps nothing from printing."""
    notes: list[str] = []
    last = judgment.review or judgment.rounds[-1].entry
    if judgment.cleared and last is not None and last.snapshot.text != now.text:
        names = [name for name in now.filled if last.snapshot.filled.get(name) != now.filled[name]]
        notes.append(f"{last.round}以后填写了{'、'.join(names) or '空格、空行'}，其余文字没有改动。")
    elif judgment.cleared and last is not None and last.snapshot.file != now.file:
        notes.append(f"{last.round}以后文件保存过，文字没有改动（可能改了格式）。")
    if judgment.review is not None and judgment.cleared:
        notes.append("签发以后有过改动，已经原签发人复审。")
    before = next((e.number for e in ledger.entries if e.key), 1) - 1
    if ledger.trust == "sealed" and before:
        notes.append(f"前 {before} 条登记时没有用密钥，从第 {before + 1} 条起封印；以前是否改动过，看不出来。")
    return notes


def _elsewhere(review: Review, path: str) -> str | None:
    """The name of another ledger in the folder whose last entry is for this very file or text."""
    folder = Path(path).parent
    try:
        others = sorted(p for p in folder.iterdir() if p.name.endswith(SUFFIX) and p.name != Path(path).name)
    except OSError:
        return None
    text = take(review, ()).text
    for other in others[:MOST_NEIGHBOURS]:
        try:
            found = proof_ledger.read(str(other))
        except LedgerError:
            continue
        if found and found.entries and (found.entries[-1].snapshot.file == review.sha256
                                        or found.entries[-1].snapshot.text == text):
            return other.name
    return None
