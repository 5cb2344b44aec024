"""What a ledger comes to: which rounds hold for the document as it is now, and whether it may be printed.

A round holds when its last word is 通过, by enough people and by the right ones, for the text as it is, after the round
before it. After 签发 the text must stay as it was signed; if it was changed, the same people have to review it again
(复审: 《党政机关公文处理工作条例》 第二十五条（一）), and their review carries the rounds before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .proof_entry import Entry
from .proof_procedure import REVIEW, Procedure, Round
from .proof_text import Snapshot, unchanged

Status = Literal["通过", "缺", "退改", "失效", "不合规定"]


@dataclass(frozen=True)
class RoundState:
    """How one round stands: ``entry`` is the one that counts (or the last there is), ``reason`` why it does not hold."""

    round: Round
    status: Status
    entry: Entry | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the round is done."""
        return self.status == "通过"


@dataclass(frozen=True)
class Judgment:
    """How a document stands. ``review`` is the 复审 that carries the rounds, where there is one; ``since`` the entry
    whose text is to be compared with the present one; ``obstacles`` are what keeps it from printing, in Chinese."""

    rounds: tuple[RoundState, ...]
    review: Entry | None = None
    since: Entry | None = None
    obstacles: tuple[str, ...] = ()

    @property
    def cleared(self) -> bool:
        """Whether the document may be printed, as far as the rounds say."""
        return not self.obstacles


def judge(entries: Sequence[Entry], now: Snapshot, procedure: Procedure) -> Judgment:
    """Judge the ``entries``, in the order of the ledger, for the document as it is ``now``."""
    present = _rounds(entries, now, procedure)
    passed = [e for e in entries if e.verdict == "通过"]
    approved = _last_approval(passed, procedure)
    signature = _signature(passed, approved, procedure) if approved else None
    if approved is None or signature is None:
        return _unsigned(present)
    signed = _rounds([e for e in entries if e.number <= signature.number], signature.snapshot, procedure)
    if not all(r.holds for r in signed):
        return _unsigned(present)
    review = approved if approved.round == REVIEW else None
    if review is not None and not set(review.names) & set(signature.names):
        return Judgment(signed, review, None, (f"复审的不是原签发人（{_names(signature)}）。",))
    if review is not None and review.earlier_than(signature):
        return Judgment(signed, review, None, ("复审的时间早于签发。",))
    later = [e for e in entries if e.number > approved.number]
    returned = next((e for e in reversed(later) if e.verdict == "退改"), None)
    if returned is not None:
        return Judgment(_with_returned(signed, returned), review, approved, (
            f"签发以后，{_names(returned)}在{returned.round}时要求退改：改后须由原签发人（{_names(signature)}）复审，"
            "或从头重新校对审核。",))
    if not unchanged(approved.snapshot, now):
        begun = any(not unchanged(approved.snapshot, e.snapshot) for e in later)
        last = replace(signed[-1], status="失效", reason="以后文字有改动，须复审")
        done = REVIEW if review else procedure.approval.title
        return Judgment(present if begun else (*signed[:-1], last), review, approved, (
            f"{done}以后文字有改动，须由原签发人（{_names(signature)}）复审，或从头重新校对审核。",))
    return Judgment(signed, review)


def may_add(entries: Sequence[Entry], now: Snapshot, procedure: Procedure, entry: Entry) -> str | None:
    """Why ``entry`` (of the present text) may not be added in good order, None where it may."""
    if entry.verdict == "退改":
        return None
    if entry.round == REVIEW:
        return _may_review(entries, now, procedure, entry)
    names = [r.name for r in procedure.rounds]
    after = replace(entry, number=(entries[-1].number if entries else 0) + 1)
    states = _rounds([*entries, after], now, procedure)
    place = names.index(entry.round)
    for state in states[:place]:
        if not state.holds:
            return f"前面的环节还没有完成：{state.round.title}{state.reason}。"
    mine = states[place]
    return None if mine.holds else f"{mine.round.title}{mine.reason}。"


def _may_review(entries: Sequence[Entry], now: Snapshot, procedure: Procedure, entry: Entry) -> str | None:
    passed = [e for e in entries if e.verdict == "通过"]
    approved = _last_approval(passed, procedure)
    signature = _signature(passed, approved, procedure) if approved else None
    if approved is None or signature is None:
        return "复审是签发以后又有改动时用的，这份公文还没有签发。"
    returned = next((e for e in reversed(entries) if e.number > approved.number and e.verdict == "退改"), None)
    if returned is not None and returned.snapshot.file == now.file:
        return "退改以后文件没有改动。"
    if returned is None and unchanged(approved.snapshot, now):
        return "签发以后文字没有改动，不用复审。"
    if not set(entry.names) & set(signature.names):
        return f"复审要由原签发人（{_names(signature)}）进行。"
    return "复审的时间早于签发。" if entry.earlier_than(approved) else None


# ---- rounds

def _rounds(entries: Sequence[Entry], state: Snapshot, procedure: Procedure) -> tuple[RoundState, ...]:
    """How each round stands for the text ``state``: the earliest chain of good entries, one round after the other."""
    made: list[RoundState] = []
    held: dict[str, Entry] = {}
    last: Entry | None = None
    for round in procedure.rounds:
        mine = [e for e in entries if e.round == round.name]
        found = _round(round, mine, state, held, last)
        made.append(found)
        if found.holds and found.entry is not None:
            last = held[round.name] = found.entry
    return tuple(made)


def _round(round: Round, mine: Sequence[Entry], state: Snapshot, held: dict[str, Entry], last: Entry | None) -> RoundState:
    if not mine:
        return RoundState(round, "缺", None, "还没有登记")
    newest = mine[-1]
    if newest.verdict == "退改":
        return RoundState(round, "退改", newest, "要求退改，改后须重做")
    returned = next((e for e in reversed(mine) if e.verdict == "退改"), None)
    since = [e for e in mine if returned is None or e.number > returned.number]
    current = [e for e in since if unchanged(e.snapshot, state)]
    if not current:
        return RoundState(round, "失效", newest, "以后文字有改动，须重做")
    faults = [(e, _fault(round, e, returned, held, last)) for e in current]
    good = next((e for e, fault in faults if fault is None), None)
    if good is not None:
        return RoundState(round, "通过", good)
    return RoundState(round, "不合规定", faults[-1][0], faults[-1][1] or "")


def _fault(round: Round, entry: Entry, returned: Entry | None, held: dict[str, Entry], last: Entry | None) -> str | None:
    """What is wrong with an entry that says 通过 for the present text."""
    if returned is not None and returned.snapshot.file == entry.snapshot.file:
        return "退改以后文件没有改动就通过"
    if len(entry.names) < round.people:
        return f"要有至少 {round.people} 人，只有 {len(entry.names)} 人"
    if round.roles and not any(p.role in round.roles for p in entry.people):
        return f"要由{'或'.join(round.roles)}进行"
    for other in round.apart_from:
        both = [name for name in entry.names if other in held and name in held[other].names]
        if both:
            return f"和{other}不能是同一个人（{'、'.join(both)}）"
    if last is not None and entry.number < last.number:
        return f"要在{last.round}之后进行"
    if last is not None and entry.earlier_than(last):
        return f"的时间早于{last.round}"
    return None


# ---- after 签发

def _last_approval(passed: Sequence[Entry], procedure: Procedure) -> Entry | None:
    return next((e for e in reversed(passed) if e.round in (procedure.approval.name, REVIEW)), None)


def _signature(passed: Sequence[Entry], approved: Entry, procedure: Procedure) -> Entry | None:
    """The 签发 that ``approved`` is or, where it is a 复审, rests on."""
    return next((e for e in reversed(passed) if e.number <= approved.number and e.round == procedure.approval.name), None)


def _unsigned(rounds: tuple[RoundState, ...]) -> Judgment:
    reasons: dict[str, list[str]] = {}
    for state in rounds:
        if not state.holds:
            reasons.setdefault(state.reason, []).append(state.round.title)
    obstacles = tuple(f"{'、'.join(titles)}{reason}。" for reason, titles in reasons.items())
    # every round holds for this text, but the newest 签发 is for another one that did not go through all rounds
    return Judgment(rounds, None, None, obstacles or ("最近一次签发的是另一稿，而且环节不全，须由签发人重新签发。",))


def _with_returned(rounds: tuple[RoundState, ...], returned: Entry) -> tuple[RoundState, ...]:
    return tuple(replace(r, status="退改", entry=returned, reason="签发以后要求退改") if r.round.name == returned.round else r
                 for r in rounds)


def _names(entry: Entry) -> str:
    return "、".join(entry.names)
