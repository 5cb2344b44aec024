"""Whether what has to be underlined is, and nothing else: each fault as exactly the characters to (un)underline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .compare_names import in_force_from
from .compare_text import LABEL, PUNCTUATION
from .comparison import LOCAL, Comparison, Kind, Place, Stretch, must_underline, to_underline

_NEIGHBOURS = 2
"""So many characters beside a difference may be underlined with it: the rest of a word, 个 before 工作日."""
_UNIT = re.compile(r"(?:个?(?:工作日|自然日|日|天|周|个?月|年|小时|学时|平方米|立方米|公里|千米|百分点|万?元|人次?|名|户|次|所|[%％]))?"
                   r"(?:以?[上下内前后])?|(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:月?[底初末]|[上中下]旬)?(?:以?[前后内])?")


@dataclass(frozen=True)
class Marking:
    """A comparison under the office's rule; ``strict`` and ``agenda`` as in :func:`~.comparison.must_underline`.

    ``unknown`` says in Chinese why nothing is known of underlines, where that is so.
    """

    comparison: Comparison
    strict: bool = False
    agenda: bool = False
    unknown: str = "这种文件认不出下划线"

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All faults in reading order of their lines; none where underlines are unknown.

        White space and punctuation count for neither side, and the ordinal of a new provision may be left as it is.
        """
        return tuple(_faults(self)) if self.known else ()

    @property
    def known(self) -> bool:
        """Whether the reader could tell what is underlined."""
        return any(s.underlined is not None for s in self.comparison.stretches)


@dataclass(frozen=True, slots=True)
class Fault:
    """Characters that lack the underline (``missing``: all of a stretch, ``partial``: a part of it) or have it in vain.

    ``whole`` is the stretch that they belong to; ``kinds`` what its words are; ``counterparts`` where they come from.
    """

    fault: Literal["missing", "partial", "superfluous"]
    place: Place
    whole: Place
    kinds: frozenset[Kind]
    counterparts: tuple[Place, ...]


def _faults(marking: Marking) -> Iterator[Fault]:
    comparison = marking.comparison
    by_line: dict[int, list[Stretch]] = {}
    for stretch in comparison.stretches:
        by_line.setdefault(stretch.local.paragraph, []).append(stretch)
    wanted: dict[int, list[Place]] = {}
    for place in to_underline(comparison, strict=marking.strict, agenda=marking.agenda):
        wanted.setdefault(place.paragraph, []).append(place)
    for paragraph, stretches in by_line.items():
        line = _Line(marking, paragraph, stretches, wanted.get(paragraph, []))
        yield from sorted((*line.lacking(), *line.superfluous()), key=lambda f: f.place.start)


class _Line:
    """One local line: for each character whether it is, must be and must not be underlined."""

    def __init__(self, marking: Marking, paragraph: int, stretches: list[Stretch], wanted: list[Place]) -> None:
        self.text = marking.comparison.local.lines[paragraph - 1]
        self.paragraph, self.stretches, self.wanted = paragraph, stretches, wanted
        size = len(self.text)
        self.has, self.never = bytearray(size), bytearray(size)
        for stretch in stretches:
            span = slice(stretch.local.start, stretch.local.end)
            length = stretch.local.end - stretch.local.start
            if stretch.underlined:
                self.has[span] = b"\x01" * length
            if not stretch.formal and not must_underline(stretch, strict=marking.strict, agenda=marking.agenda):
                self.never[span] = b"\x01" * length
        label = LABEL.match(self.text)
        self.label = label.end("label") if label else 0

    def _counts(self, at: int) -> bool:
        return not self.text[at].isspace() and self.text[at] not in PUNCTUATION

    def _fault(self, fault: Literal["missing", "partial", "superfluous"], start: int, end: int, whole: Place) -> Fault:
        inside = [s for s in self.stretches if s.local.start < end and s.local.end > start]
        counterparts = tuple(dict.fromkeys(s.counterpart for s in inside if s.counterpart is not None))
        return Fault(fault, Place(LOCAL, self.paragraph, start, end, self.text[start:end]), whole,
                     frozenset(s.kind for s in inside), counterparts)

    def lacking(self) -> Iterator[Fault]:
        """What must be underlined and is not."""
        grown = self._grown() if self.wanted else set()
        for place in self.wanted:
            counted = [i for i in range(place.start, place.end) if self._counts(i)]
            bare = [i for i in counted if not self.has[i]]
            if not counted or not bare:
                continue
            if len(bare) == len(counted):
                yield self._fault("missing", place.start, place.end, place)
                continue
            bare = [i for i in bare if i not in grown]
            open_ = {i for i in range(max(place.start, self.label), place.end) if not self.has[i]}
            for start, end in self._groups([i for i in bare if i >= self.label], open_):
                yield self._fault("partial", start, end, place)

    def _grown(self) -> set[int]:
        """Characters that a changed word has in common with what it was: marked with it or not, both read well."""
        found: set[int] = set()
        words: dict[Place, tuple[int, int]] = {}
        for stretch in self.stretches:
            if stretch.kind == "changed" and stretch.counterpart is not None:
                start, end = words.get(stretch.counterpart, (stretch.local.start, 0))
                words[stretch.counterpart] = (start, max(end, stretch.local.end))
        for was, (start, end) in words.items():
            now = self.text[start:end]
            before = _alike(now, was.text)
            after = _alike(now[before:][::-1], was.text[before:][::-1])
            found.update(range(start, start + before), range(end - after, end))
        return found

    def superfluous(self) -> Iterator[Fault]:
        """What must not be underlined and is, but for the rest of a word or a unit beside a difference."""
        in_vain = {i for i in range(len(self.text)) if self.has[i] and self.never[i]}
        edges = {p.start for p in self.wanted} | {p.end for p in self.wanted}
        for start, end in self._groups([i for i in sorted(in_vain) if self._counts(i)], in_vain):
            text = self.text[start:end]
            if (start in edges or end in edges) and (end - start <= _NEIGHBOURS or _UNIT.fullmatch(text)):
                continue
            if any(first <= start and end <= last for first, last in in_force_from(self.text)):
                continue  # whether it is a date of issue the rule leaves open
            yield self._fault("superfluous", start, end, Place(LOCAL, self.paragraph, start, end, text))

    def _groups(self, counted: list[int], members: set[int]) -> Iterator[tuple[int, int]]:
        """Runs of ``counted`` characters with the marks and spaces among ``members`` between and the marks around them."""
        at = 0
        while at < len(counted):
            first = last = counted[at]
            while last + 1 in members:
                last += 1
            while first - 1 in members and not self._counts(first - 1) and (at == 0 or first - 1 > counted[at - 1]):
                first -= 1
            while at < len(counted) and counted[at] <= last:
                at += 1
            while self.text[first].isspace():
                first += 1
            while self.text[last].isspace():
                last -= 1
            yield first, last + 1


def _alike(first: str, second: str) -> int:
    """How many characters two texts start with in common."""
    return next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
