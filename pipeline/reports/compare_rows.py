"""Local and superior provisions side by side: which stand in one row, and what is marked in their words.

A superior paragraph is shown in full beside the first local line that takes a large part of it; beside another that
takes some of it, only that. What no local line takes stands alone after the paragraph before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..comparison import Comparison, Place, Stretch, must_underline
from ..review import Finding
from . import wording

Mark = Literal["new", "changed", "adapted", "dropped", ""]
_RANK: Sequence[Mark] = ("", "new", "adapted", "changed", "dropped")

Source = tuple[int, int]
"""A superior document (from 0) and a line of it (from 1)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words with one mark. ``tag`` where a difference begins; ``findings`` are the numbers of those that begin here."""

    text: str
    mark: Mark
    underlined: bool = False
    fault: bool = False
    tag: str = ""
    findings: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Above:
    """Superior words in a row: a whole line, or (``part``) what a local line takes of one shown elsewhere."""

    source: Source
    label: str
    segments: Sequence[Segment]
    part: bool = False


@dataclass(slots=True)
class Row:
    """A local line (``number`` 0: none) beside what it comes from."""

    number: int
    segments: Sequence[Segment] = ()
    above: list[Above] = field(default_factory=list)
    differs: bool = False


_TAGS = {"new": "新增", "changed": "改动"}


def rows(comparison: Comparison, findings: Sequence[Finding], *, strict: bool, agenda: bool) -> Iterator[Row]:
    """The rows in the order of the local document; ``findings`` are numbered from 1 in their order."""
    by_line: dict[int, list[Stretch]] = {}
    for stretch in comparison.stretches:
        by_line.setdefault(stretch.local.paragraph, []).append(stretch)
    faults: dict[int, list[tuple[int, int, int]]] = {}
    for number, finding in enumerate(findings, 1):
        place = finding.location
        if place.paragraph is not None and place.start is not None and place.end is not None:
            faults.setdefault(place.paragraph, []).append((place.start, place.end, number))
    superior = _Superior(comparison, by_line)
    yield from superior.alone(None)
    for number, line in enumerate(comparison.local.lines, 1):
        stretches = by_line.get(number, [])
        if line.strip():
            marks = [_marked(s.local, _kind(s), bool(s.underlined)) for s in stretches]
            segments = _segments(line, marks, faults.get(number, ()))
            differs = number in faults or any(must_underline(s, strict=strict, agenda=agenda) for s in stretches)
            yield Row(number, segments, list(superior.beside(number)), differs)
        yield from superior.alone(number)


class _Superior:
    """Where each superior line is shown."""

    def __init__(self, comparison: Comparison, by_line: dict[int, list[Stretch]]) -> None:
        self._comparison = comparison
        self._taken: dict[Source, list[_Mark]] = {}
        self._by_line: dict[int, dict[Source, list[_Mark]]] = {}
        weight: dict[Source, Counter[int]] = {}
        for number, stretches in by_line.items():
            for stretch in stretches:
                place = stretch.counterpart
                if place is None:
                    continue
                source = (place.document, place.paragraph)
                taken = _marked(place, _kind(stretch))
                self._taken.setdefault(source, []).append(taken)
                self._by_line.setdefault(number, {}).setdefault(source, []).append(taken)
                weight.setdefault(source, Counter())[number] += place.end - place.start
        large = {source: [n for n, size in count.items() if 2 * size >= max(count.values())]
                 for source, count in weight.items()}
        self._home = {source: min(numbers) for source, numbers in large.items()}
        self._last = {source: max(numbers) for source, numbers in large.items()}
        self._dropped: dict[Source, list[_Mark]] = {}
        for dropped in comparison.dropped:
            place = dropped.superior
            self._dropped.setdefault((place.document, place.paragraph), []).append(_marked(place, "dropped"))
        self._alone = self._followers()

    def _followers(self) -> dict[int | None, list[Source]]:
        """The lines that no local line takes, by the local line after which they are shown."""
        found: dict[int | None, list[Source]] = {}
        for document, side in enumerate(self._comparison.superiors):
            at: int | None = None
            for paragraph, line in enumerate(side.lines, 1):
                source = (document, paragraph)
                if source in self._home:
                    at = self._last[source]
                elif line.strip():
                    found.setdefault(at, []).append(source)
        return found

    def beside(self, number: int) -> Iterator[Above]:
        """What stands beside local line ``number``, in superior order."""
        for source, taken in sorted(self._by_line.get(number, {}).items()):
            if self._home[source] == number:
                yield Above(source, self._label(source), self._whole(source))
            else:
                yield Above(source, self._label(source), list(self._part(source, taken)), True)

    def alone(self, after: int | None) -> Iterator[Row]:
        """The rows of superior lines without a local one that follow local line ``after``."""
        for source in self._alone.get(after, ()):
            yield Row(0, (), [Above(source, self._label(source), self._whole(source))], source in self._dropped)

    def _label(self, source: Source) -> str:
        return f"{source[0] + 1}-{source[1]}" if len(self._comparison.superiors) > 1 else str(source[1])

    def _line(self, source: Source) -> str:
        return self._comparison.superiors[source[0]].lines[source[1] - 1]

    def _whole(self, source: Source) -> list[Segment]:
        return _segments(self._line(source), [*self._taken.get(source, ()), *self._dropped.get(source, ())])

    def _part(self, source: Source, taken: Sequence[_Mark]) -> Iterator[Segment]:
        """Only what is ``taken``; an ellipsis for words that are left out."""
        line = self._line(source)
        groups: list[tuple[int, int]] = []
        for start, end, *_ in sorted(taken):
            if groups and not line[groups[-1][1]:start].strip(_SLIGHT):
                groups[-1] = (groups[-1][0], max(groups[-1][1], end))
            else:
                groups.append((start, end))
        for start, end in groups:
            if line[:start].strip(_SLIGHT):
                yield Segment("……", "")
            yield from _segments(line[:end], taken, start=start)
        if line[groups[-1][1]:].strip(_SLIGHT):
            yield Segment("……", "")


_Mark = tuple[int, int, Mark, bool]
"""Start and end in a line, what they are, and whether they are underlined."""
_SLIGHT = " \u3000，。；：、“”"
"""What may stand between words that are taken without being missed."""


def _kind(stretch: Stretch) -> Mark:
    return "" if stretch.formal or stretch.kind == "same" else stretch.kind


def _marked(place: Place, mark: Mark, underlined: bool = False) -> _Mark:
    """The place without white space at its ends."""
    start = place.start + len(place.text) - len(place.text.lstrip())
    return start, max(start, place.start + len(place.text.rstrip())), mark, underlined


def _segments(line: str, marks: Sequence[_Mark], faults: Sequence[tuple[int, int, int]] = (), *,
              start: int = 0) -> list[Segment]:
    """``line`` from ``start`` on, cut where a mark or a finding begins or ends; of marks that overlap the weightier counts."""
    end = len(line)
    cuts = sorted({start, end, *(min(max(p, start), end) for spans in (marks, faults) for s in spans for p in s[:2])})
    ordered = sorted(marks)
    found: list[Segment] = []
    at = 0
    before: Mark = ""
    for low, high in pairwise(cuts):
        while at < len(ordered) and ordered[at][1] <= low:
            at += 1
        inside = [m for m in _upto(ordered, at, low) if m[1] >= high]
        text = line[low:high]
        mark: Mark = max((m[2] for m in inside), key=_RANK.index, default="")
        begins = [n for s, _, n in faults if s == low]
        fault = any(s <= low and high <= e for s, e, _ in faults)
        if not text.strip() and mark != "dropped":
            mark = "" if mark == "adapted" or before == "adapted" or high == end else before
        tag = _TAGS.get(mark, "") if mark != before else ""
        found.append(Segment(wording.clean(text), mark, any(m[3] for m in inside), fault, tag, begins))
        before = mark
    return found


def _upto(ordered: Sequence[_Mark], at: int, low: int) -> Iterator[_Mark]:
    while at < len(ordered) and ordered[at][0] <= low:
        yield ordered[at]
        at += 1
