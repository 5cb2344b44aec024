"""How a document stands in 三校对两审核: as text, as JSON data, and the words that its sheet shares."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from ..proof import Difference, State
from ..proof_entry import Entry, moment
from ..proof_ledger import NO_KEY, NOT_CHECKED, Ledger
from ..proof_rules import Judgment, RoundState
from ..proof_text import Change, pieces
from . import wording

MOST_CHANGES = 40
_AROUND = 14
_LONGEST = 120
_SHORTEST_HEAD = 16


def render(state: State) -> str:
    """The state for the screen."""
    return "\n".join(_lines(state)) + "\n"


def _lines(state: State) -> Iterator[str]:
    yield wording.clean(state.review.path)
    if state.ledger is not None:
        yield f"  登记　{wording.clean(os.path.basename(state.path))}，{len(state.ledger.hashes)} 条"
        yield f"  封印　{seal(state.ledger)}"
        yield f"  末条校验码　{state.ledger.head}"
    yield ""
    width = max(cell_len(r.round.title) for r in state.judgment.rounds) + 2
    for found in state.judgment.rounds:
        yield f"  {found.round.title}{' ' * (width - cell_len(found.round.title))}{_standing(found)}"
    if state.judgment.review is not None:
        yield f"  复审{' ' * (width - 4)}{_standing_of(state.judgment.review)}"
    for difference in state.differences:
        yield ""
        yield from (f"  {line}" for line in changed(difference))
    yield ""
    yield from (f"  说明：{wording.clean(note)}" for note in state.notes)
    yield f"  {verdict(state)}"


def verdict(state: State) -> str:
    """One sentence: whether it may be printed, and why not."""
    if state.cleared:
        return "可以付印：各环节齐全，签发以后文字没有改动。" if state.judgment.review is None else "可以付印：各环节齐全，改动已经复审。"
    return "不能付印：" + wording.clean("".join(state.obstacles))


def seal(ledger: Ledger) -> str:
    """Whether the office's key covers the ledger; everywhere the same words."""
    if ledger.trust == "sealed" and ledger.intact:
        return f"密钥 {'、'.join(ledger.keys)}，核对无误"
    if ledger.trust == "sealed":
        return f"密钥 {'、'.join(ledger.keys)}，核对不上"
    return NO_KEY if ledger.trust == "unsealed" else NOT_CHECKED


def people(entry: Entry) -> str:
    """The people of an entry with their posts; a post that all share is named once."""
    roles = list(dict.fromkeys(p.role for p in entry.people))
    if len(roles) == 1:
        return "、".join(entry.names) + (f"（{roles[0]}）" if roles[0] else "")
    return "、".join(f"{p.name}（{p.role}）" if p.role else p.name for p in entry.people)


def when(entry: Entry) -> str:
    """The time of an entry as offices write it; 补记 where it was written down on a later day."""
    value = entry.moment
    day = f"{value.year}年{value.month}月{value.day}日"
    late = "（补记）" if moment(entry.recorded).isoformat()[:10] > value.isoformat()[:10] else ""
    return (f"{day}{value.hour}时{value.minute:02}分" if isinstance(value, datetime) else day) + late


def _standing(state: RoundState) -> str:
    if state.entry is None:
        return "缺"
    if state.holds:
        return _standing_of(state.entry)
    remark = f"（{wording.clean(state.entry.remark)}）" if state.status == "退改" and state.entry.remark else ""
    return f"{state.status}　{_who(state.entry)}：{wording.clean(state.reason)}{remark}"


def _standing_of(entry: Entry) -> str:
    return f"{entry.verdict}　{_who(entry)}" + (f"　{wording.clean(entry.remark)}" if entry.remark else "")


def _who(entry: Entry) -> str:
    return wording.clean(f"{people(entry)}　{when(entry)}")


def verified(ledger: Ledger, head: str | None) -> tuple[str, bool]:
    """What verifying the ledger came to, and whether it is good; ``head`` is the hash from a sheet."""
    lines = [f"{wording.clean(os.path.basename(ledger.path))}：{len(ledger.hashes)} 条，末条校验码 {ledger.head}",
             f"封印　{seal(ledger)}", *(p.message for p in ledger.problems)]
    if ledger.torn != "no":
        lines.append("末行不完整（登记时中断了），用 hongtou proof repair 修好；前面各条不受影响。")
    good = ledger.intact
    if head is not None:
        sentence, found = _against(ledger, "".join(head.split()).lower())
        lines.append(sentence)
        good = good and found
    elif good:
        lines.append("各条首尾相接。末尾有没有被整条删去，要用流转单上的末条校验码核对（--head）。")
    return "\n".join(lines) + "\n", good


def _against(ledger: Ledger, head: str) -> tuple[str, bool]:
    if len(head) < _SHORTEST_HEAD:
        return f"--head 太短，至少写校验码的前 {_SHORTEST_HEAD} 位。", False
    place = next((n for n, known in enumerate(ledger.hashes, 1) if known.startswith(head)), None)
    if place is None:
        return "和流转单上的末条校验码对不上：登记的末尾被删去过，或者前面改动过，或者不是同一份登记。", False
    later = len(ledger.hashes) - place
    return "和流转单上的末条校验码一致。" + (f"打印流转单以后又登记了 {later} 条。" if later else ""), True


# ---- changes

def changed(difference: Difference) -> list[str]:
    """What was changed since an entry, a line for each change."""
    entry = difference.entry
    head = f"{entry.round}（{when(entry)}）以后的改动"
    if difference.changes is None:
        return [f"{head}：登记里没有留存当时的文字，只知道改动过。"]
    real = [c for c in difference.changes if not c.later]
    filled = "、".join(f"第{c.line}段" for c in difference.changes if c.later)
    lines = [f"　{change(c)}" for c in real[:MOST_CHANGES]]
    if len(real) > MOST_CHANGES:
        lines.append(f"　另有 {len(real) - MOST_CHANGES} 处。")
    if filled:
        lines.append(f"　{filled}填写了空白")
    return [f"{head}（{len(real)} 处）：", *lines] if lines else [f"{head}：只有空行。"]


def change(found: Change) -> str:
    """One change in words: 第5段　请于【“3”改为“5”】日前报送。"""
    place = f"第{found.line}段"
    if found.lost:
        return f"{place}处删去了文字（没有留存原文）" if found.after is None else f"{place}改动（没有留存原文），现为　{_short(found.after)}"
    if found.before is None:
        return f"{place}{'填写' if found.later else '增加'}　{_short(found.after or '')}"
    if found.after is None:
        return f"{place}处删去　{_short(found.before)}"
    return f"{place}{'填写' if found.later else ''}　{_inline(found.before, found.after)}"


def _inline(before: str, after: str) -> str:
    parts = pieces(before, after)
    made = ""
    for n, (kind, text) in enumerate(parts):
        following = parts[n + 1] if n + 1 < len(parts) else ("same", "")
        if kind == "same":
            made += _around(text, first=n == 0, last=n == len(parts) - 1)
        elif kind == "old" and following[0] == "new":
            made += f"【“{_short(text)}”改为“{_short(following[1])}”】"
        elif kind == "old":
            made += f"【删“{_short(text)}”】"
        elif n == 0 or parts[n - 1][0] != "old":
            made += f"【增“{_short(text)}”】"
    return made


def _around(text: str, *, first: bool, last: bool) -> str:
    """What stayed the same between two changes, cut to what shows the place."""
    text = wording.clean(text)
    if len(text) <= 2 * _AROUND:
        return text
    return ("" if first else text[:_AROUND]) + "……" + ("" if last else text[-_AROUND:].lstrip("，。；：、？！"))


def _short(text: str) -> str:
    shown = wording.visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST - 30]}……{shown[-20:]}"


# ---- JSON

def data(state: State) -> dict[str, Any]:
    """The state for programs (``hongtou.proof-status/1``)."""
    ledger, judgment = state.ledger, state.judgment
    return {
        "schema": "hongtou.proof-status/1", "path": state.review.path, "cleared": state.cleared,
        "obstacles": list(state.obstacles), "notes": list(state.notes),
        "ledger": None if ledger is None else {
            "path": state.path, "entries": len(ledger.hashes), "head": ledger.head, "seal": ledger.trust,
            "keys": list(ledger.keys), "intact": ledger.intact},
        "rounds": _rounds(judgment),
        "changes": [{"since": d.entry.number, "round": d.entry.round, "kept": d.changes is not None,
                     "places": [{"paragraph": c.line, "before": c.before, "after": c.after, "filled": c.later}
                                for c in d.changes or ()]} for d in state.differences],
    }


def _rounds(judgment: Judgment) -> list[dict[str, Any]]:
    rows = [{"round": r.round.name, "status": r.status, "reason": r.reason, "entry": _entry(r.entry)} for r in judgment.rounds]
    if judgment.review is not None:
        rows.append({"round": "复审", "status": judgment.review.verdict, "reason": "", "entry": _entry(judgment.review)})
    return rows


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"number": entry.number, "time": entry.time, "recorded": entry.recorded, "verdict": entry.verdict,
            "remark": entry.remark, "people": [{"name": p.name, "role": p.role} for p in entry.people],
            "text": entry.snapshot.text, "file": entry.snapshot.file, "hash": entry.hash}
