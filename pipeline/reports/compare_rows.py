"""Local and superior provisions side by side: which stand in one row, and what is marked in their words.

A superior paragraph is shown in full beside the local line that takes most of it; beside another that takes some of it,
only that. What no local line takes stands alone after the paragraph before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..comparison import Comparison, Kind, Stretch, must_underline
from ..review import Finding
from . import wording

Mark = Literal["new", "changed", "adapted", "dropped", ""]
_RANK: dict[str, int] = {"dropped": 4, "changed": 3, "adapted": 2, "new": 1, "same": 0}

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
            marks: list[_Mark] = [(s.local.start, s.local.end, "" if s.formal or s.kind == "same" else s.kind,
                                   bool(s.underlined)) for s in stretches]
            segments = _segments(line, marks, faults.get(number, ()))
            differs = number in faults or any(must_underline(s, strict=strict, agenda=agenda) for s in stretches)
            yield Row(number, segments, list(superior.beside(number)), differs)
        yield from superior.alone(number)


class _Superior:
    """Where each superior line is shown."""

    def __init__(self, comparison: Comparison, by_line: dict[int, list[Stretch]]) -> None:
        self._comparison = comparison
        self._taken: dict[Source, list[tuple[int, int, Kind]]] = {}
        self._by_line: dict[int, dict[Source, list[tuple[int, int]]]] = {}
        weight: dict[Source, Counter[int]] = {}
        for number, stretches in by_line.items():
            for stretch in stretches:
                place = stretch.counterpart
                if place is None:
                    continue
                source = (place.document, place.paragraph)
                self._taken.setdefault(source, []).append((place.start, place.end, stretch.kind))
                self._by_line.setdefault(number, {}).setdefault(source, []).append((place.start, place.end))
                weight.setdefault(source, Counter())[number] += place.end - place.start
        self._home = {source: count.most_common(1)[0][0] for source, count in weight.items()}
        self._dropped: dict[Source, list[tuple[int, int]]] = {}
        for dropped in comparison.dropped:
            place = dropped.superior
            self._dropped.setdefault((place.document, place.paragraph), []).append((place.start, place.end))
        self._alone = self._followers()

    def _followers(self) -> dict[int | None, list[Source]]:
        """The lines that no local line takes, by the local line after which they are shown."""
        found: dict[int | None, list[Source]] = {}
        for document, side in enumerate(self._comparison.superiors):
            at: int | None = None
            for paragraph, line in enumerate(side.lines, 1):
                source = (document, paragraph)
                if source in self._home:
                    at = self._home[source]
                elif line.strip():
                    found.setdefault(at, []).append(source)
        return found

    def beside(self, number: int) -> Iterator[Above]:
        """What stands beside local line ``number``, in superior order."""
        for source, spans in sorted(self._by_line.get(number, {}).items()):
            if self._home[source] == number:
                yield Above(source, self._label(source), self._whole(source))
            else:
                start, end = min(s for s, _ in spans), max(e for _, e in spans)
                yield Above(source, self._label(source), self._whole(source, start, end), True)

    def alone(self, after: int | None) -> Iterator[Row]:
        """The rows of superior lines without a local one that follow local line ``after``."""
        for source in self._alone.get(after, ()):
            yield Row(0, (), [Above(source, self._label(source), self._whole(source))], source in self._dropped)

    def _label(self, source: Source) -> str:
        return f"{source[0] + 1}-{source[1]}" if len(self._comparison.superiors) > 1 else str(source[1])

    def _whole(self, source: Source, start: int = 0, end: int | None = None) -> list[Segment]:
        line = self._comparison.superiors[source[0]].lines[source[1] - 1][:end]
        marks: list[_Mark] = [(s, e, "" if kind in ("same", "new") else kind, False)
                              for s, e, kind in self._taken.get(source, ())]
        marks += [(s, e, "dropped", False) for s, e in self._dropped.get(source, ())]
        return _segments(line, marks, (), start)


_Mark = tuple[int, int, str, bool]


def _segments(line: str, marks: Sequence[_Mark], faults: Sequence[tuple[int, int, int]], start: int = 0) -> list[Segment]:
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
        mark: Mark = max((m[2] for m in inside), key=lambda kind: _RANK.get(kind, 0), default="")  # type: ignore[assignment]
        text = line[low:high]
        begins = [n for s, _, n in faults if s == low]
        fault = any(s <= low and high <= e for s, e, _ in faults)
        if not text.strip() and not inside:
            mark = before if high < end else ""
        tag = _TAGS.get(mark, "") if mark != before and not start else ""
        found.append(Segment(wording.clean(text), mark, any(m[3] for m in inside), fault, tag, begins))
        before = mark
    return found


def _upto(ordered: Sequence[_Mark], at: int, low: int) -> Iterator[_Mark]:
    while at < len(ordered) and ordered[at][0] <= low:
        yield ordered[at]
        at += 1
