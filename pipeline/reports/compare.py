"""A comparison on the screen and as data: what is new, changed, only localised, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from ..compare_marking import Marking
from ..comparison import Comparison, Kind, Place, Stretch
from ..review import Review
from . import wording
from .json import report
from .terminal import Line

KIND: dict[Kind, str] = {"same": "相同", "adapted": "只换名称、序号、日期", "changed": "改动", "new": "新增"}
_LONGEST = 60


def render(reviews: Sequence[Review], marking: Marking | None, version: str) -> str:
    """The JSON report: the contract of ``check`` (the local document first) and the member ``comparison``."""
    data = report(reviews, version)
    data["comparison"] = None if marking is None else comparison(marking)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def comparison(marking: Marking) -> dict[str, Any]:
    """The comparison as plain data; stretches that are the same are only counted."""
    made = marking.comparison
    return {
        "local": made.local.path,
        "superiors": [s.path for s in made.superiors],
        "strict": marking.strict,
        "agenda": marking.agenda,
        "characters": {kind: sum(_printed(s) for s in made.stretches if s.kind == kind) for kind in KIND},
        "stretches": [_stretch(made, s) for s in made.stretches if s.kind != "same"],
        "dropped": [_place(made, d.superior) for d in made.dropped],
        "notes": list(made.notes),
    }


def _printed(stretch: Stretch) -> int:
    return sum(not c.isspace() for c in stretch.local.text)


def _stretch(made: Comparison, stretch: Stretch) -> dict[str, Any]:
    counterpart = None if stretch.counterpart is None else _place(made, stretch.counterpart)
    return {"kind": stretch.kind, "underlined": stretch.underlined, "formal": stretch.formal,
            "location": _place(made, stretch.local), "counterpart": counterpart}


def _place(made: Comparison, place: Place) -> dict[str, Any]:
    return {"path": made.side(place).path, "paragraph": place.paragraph, "start": place.start, "end": place.end,
            "quote": place.text}


def lines(marking: Marking, review: Review, *, verbose: bool = False) -> Iterator[Line]:
    """What the comparison found, for the screen; what is only localised is listed with ``verbose``.

    ``review`` is the local document's, with its findings on underlines.
    """
    made = marking.comparison
    shown = [s for s in _joined(made.stretches) if not s.formal]
    counts = {kind: sum(s.kind == kind for s in shown) for kind in KIND}
    yield 2, Text.assemble(("对照：", "bold"), f"新增 {counts['new']} 处，改动 {counts['changed']} 处，"
                           f"只换名称、序号、日期 {counts['adapted']} 处，没有采用的上级规定 {len(made.dropped)} 处。")
    if marking.known:
        faults = len(review.findings)
        verdict = f"{faults} 处标得不对，见上。" if faults else "没有发现问题。"
        yield 2, Text.assemble(("下划线：", "bold"), (verdict, "bold red" if faults else "bold green"))
    for note in made.notes:
        yield 2, Text(wording.clean(note), "dim")
    for kind in ("new", "changed", *(("adapted",) if verbose else ())):
        members = [s for s in shown if s.kind == kind]
        if members:
            yield 2, Text(f"{KIND[kind]}：", "bold")
        for stretch in members:
            yield 4, _line(made, stretch)
    if made.dropped:
        yield 2, Text("没有采用的上级规定：", "bold")
    for dropped in made.dropped:
        yield 4, Text(f"{_where(made, dropped.superior, True)}：{_short(dropped.superior.text)}")


def _line(made: Comparison, stretch: Stretch) -> Text:
    source = stretch.counterpart
    was = "" if source is None else f"（{_where(made, source, len(made.superiors) > 1)}是“{_short(source.text)}”）"
    return Text(f"第{stretch.local.paragraph}段：{_short(stretch.local.text)}{was}")


def _where(made: Comparison, place: Place, named: bool) -> str:
    return f"{wording.clean(made.side(place).path) if named else '上级文件'}第{place.paragraph}段"


def _short(text: str) -> str:
    shown = wording.clean(text).strip()
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 20]}……{shown[-15:]}"


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of one kind on one line as one: a label with its provision, parts that differ only in underlining."""
    made: list[Stretch] = []
    for stretch in stretches:
        last = made[-1] if made else None
        if last and last.kind == stretch.kind and last.local.paragraph == stretch.local.paragraph and (
                stretch.kind == "new" or last.counterpart == stretch.counterpart) and stretch.local.start - last.local.end <= 2:
            gap = " " * (stretch.local.start - last.local.end)
            place = Place(last.local.document, last.local.paragraph, last.local.start, stretch.local.end,
                          last.local.text + gap + stretch.local.text)
            made[-1] = Stretch(last.kind, place, last.counterpart, None, last.formal and stretch.formal)
        else:
            made.append(stretch)
    return made

