"""From aligned atoms to kinds of words: what a clerk would call the same, adapted, changed or new.

An alignment maps characters; a clerk thinks in words and clauses. Matches that are chance within a rewritten clause are
given up, differences grow to whole words, an insertion slides to where it starts and ends with a clause, and what is
only another name for the same is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from . import language
from .compare_names import (
    atom_adapted,
    is_name,
    of_issue,
    only_levels,
    only_title_words,
    organ_over,
    own_name,
    same_organ,
    unknown_places,
)
from .compare_text import NUMBER, ORDINAL, PLACE, PUNCTUATION, Text
from .comparison import Kind

_REWRITTEN = 0.5
"""A clause less than half of which corresponds was written anew; shorter matches than the next within it are chance."""
_KEPT = 6
_ISLAND = 1
"""Equal words of that many characters between two differences are chance."""
_CLAUSE = re.compile(r"[^，,；;：:。！？!?]*[，,；;：:。！？!?]*")

_HEADS = 3
"""So many first lines may be parts of the title."""
_CITED = re.compile("《[^《》]+》")


@dataclass(slots=True)
class Difference:
    """Local atoms ``start`` to ``end`` that differ from superior atoms ``low`` to ``high`` (empty where nothing stands).

    ``low`` is -1 where no place in the superior text corresponds.
    """

    start: int
    end: int
    low: int
    high: int
    kind: Kind


class Differ:
    """Judges one local paragraph after another."""

    def __init__(self, local: Text, superior: Text, to: list[int], titles: frozenset[int]) -> None:
        self.local, self.superior, self.to, self.titles = local, superior, to, titles
        self.kinds: list[Kind] = ["same"] * len(to)
        self.differences: list[Difference] = []
        shown = [p for i, p in enumerate(local.paragraphs) if i in titles or i < _HEADS]
        self._heads = "".join(local.sides[0].lines[p.line - 1].strip() for p in shown)
        self._title = next(((p.first, p.last) for i, p in enumerate(local.paragraphs) if i in titles), None)

    def run(self) -> None:
        """Fill ``kinds`` and ``differences``; chance matches are taken out of ``to``."""
        for paragraph in self.local.paragraphs:
            self._slide_all(paragraph.first, paragraph.last)
        for sentence in self.local.sentences:
            self._give_up(sentence.start, sentence.end)
            self._give_up_titles(sentence.start, sentence.end)
        for number, paragraph in enumerate(self.local.paragraphs):
            self._judge(number, paragraph.first, paragraph.last)
            self._join(paragraph.first, paragraph.last)

    def _join(self, start: int, end: int) -> None:
        """What has only marks between it is one stretch: the marks inside belong to it."""
        inner = start
        for atom in range(start, end):
            if self.local.key[atom] in PUNCTUATION and self.kinds[atom] == "same":
                continue
            if start < inner < atom and {self.kinds[inner - 1], self.kinds[atom]} <= {"new", "changed"}:
                self.kinds[inner:atom] = [self.kinds[inner - 1]] * (atom - inner)
                before = next((d for d in reversed(self.differences) if d.end == inner), None)
                if before is not None:
                    before.end = atom
            inner = atom + 1

    # --- chance matches --------------------------------------------------------------------------------------------

    def _give_up(self, start: int, end: int) -> None:
        """Unmap what a rewritten sentence or clause has in common with its counterpart by chance."""
        if all(t >= 0 for t in self.to[start:end]):
            return
        for match in _CLAUSE.finditer(self.local.key, start, end):
            if match.end() > match.start():
                self._give_up_clause(match.start(), match.end())
        runs = list(self._runs(start, end))
        for before, island, after in zip(runs, runs[1:], runs[2:], strict=False):
            if island[2] and not before[2] and not after[2] and self._chance(before, island, after):
                self.to[island[0]:island[1]] = [-1] * (island[1] - island[0])

    def _give_up_clause(self, start: int, end: int) -> None:
        words = [a for a in range(start, end) if self.local.key[a] not in PUNCTUATION]
        mapped = sum(self.to[a] >= 0 for a in words)
        few = len(words) - mapped >= 4 and mapped / len(words) < _REWRITTEN
        if not words or not few or self._only_inserted(start, end):
            return
        while end > start and self.local.key[end - 1] in PUNCTUATION:
            end -= 1  # the closing mark stays that of the sentence
        for first, last, equal in self._runs(start, end):
            if equal and last - first < _KEPT:
                self.to[first:last] = [-1] * (last - first)

    def _give_up_titles(self, start: int, end: int) -> None:
        """A cited title that differs by more than names is another document: no word of it is the same."""
        for match in _CITED.finditer(self.local.key, start, end):
            span = self.to[match.start():match.end()]
            mapped = [t for t in span if t >= 0]
            if mapped and (len(mapped) < len(span) - 4 or mapped[-1] - mapped[0] + 1 > len(span) + 4):
                self.to[match.start():match.end()] = [-1] * len(span)

    def _only_inserted(self, start: int, end: int) -> bool:
        """Whether a clause has all words of its counterpart, with one insertion, or a few where there are enough words."""
        others = [t for t in self.to[start:end] if t >= 0]
        runs = sum(not equal and self._has_words(self.local, a, b) for a, b, equal in self._runs(start, end))
        enough = (runs == 1 and len(others) > 2) or (runs <= 3 and len(others) >= _KEPT)
        return enough and others[-1] - others[0] + 1 == len(others)

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Maximal runs of mapped (True) and unmapped atoms."""
        at = start
        for atom in range(start + 1, end + 1):
            if atom == end or (self.to[atom] >= 0) != (self.to[at] >= 0):
                yield at, atom, self.to[at] >= 0
                at = atom

    def _chance(self, before: tuple[int, int, bool], island: tuple[int, int, bool], after: tuple[int, int, bool]) -> bool:
        first, last = island[0], island[1]
        words = sum(c not in PUNCTUATION for c in self.local.key[first:last])
        put_in = (before[0] > 0 and self.to[before[0] - 1] + 1 == self.to[first]
                  and after[1] < len(self.to) and self.to[last - 1] + 1 == self.to[after[1]])
        if words and put_in:
            return False  # nothing of the superior text was replaced on either side
        sides = before[1] - before[0] + after[1] - after[0]
        return words <= _ISLAND or (words == 2 and sides >= 6)

    # --- differences -----------------------------------------------------------------------------------------------

    def _judge(self, number: int, start: int, end: int) -> None:
        at = start
        while at < end:
            if not self._differs(at):
                self._mark_adapted(at)
                at += 1
                continue
            last = at + 1
            while last < end and self._differs(last):
                last += 1
            at = self._difference(number, at, last, start, end)

    def _differs(self, atom: int) -> bool:
        other = self.to[atom]
        return other < 0 or atom_adapted(self.local, atom, self.superior, other) is False

    def _mark_adapted(self, atom: int) -> None:
        if not atom_adapted(self.local, atom, self.superior, self.to[atom]):
            return
        self.kinds[atom] = "adapted"
        date = of_issue(self.local, atom) if self.local.key[atom] == NUMBER else None
        if date is not None:  # all of the date is the adaptation, not its figures alone
            line = self.local.paragraphs[self.local.owner[atom]]
            for step in (-1, 1):
                at = atom + step
                while line.first <= at < line.last and date[0] <= self.local.starts[at] < date[1]:
                    self.kinds[at] = "adapted" if self.kinds[at] == "same" else self.kinds[at]
                    at += step

    def _difference(self, number: int, first: int, last: int, start: int, end: int) -> int:
        """Classify atoms ``first`` to ``last``; returns where to go on."""
        low, high = self._opposite(first, last, start, end)
        figures = all(self.local.key[a] == NUMBER for a in range(first, last))
        if low >= 0 and low == high:
            first, last, low, high = self._slide(first, last, low, start, end)
        if low >= 0 and not figures:
            first, last, low, high = self._whole_words(first, last, low, high, start, end)
        kind: Kind = "changed" if low >= 0 and self._has_words(self.superior, low, high) else "new"
        if not self._has_words(self.local, first, last):
            kind = "same"  # only punctuation differs: provisions that were joined or split
        elif self._in_own_title(first, last) or all(c == ORDINAL or c in PUNCTUATION for c in self.local.key[first:last]):
            kind = "adapted"
        elif low >= 0 and not figures:
            grown = self._adapted(number, first, last, low, high, start, end)
            if grown is not None:
                (first, last, low, high), kind = grown, "adapted"
        self.kinds[first:last] = [kind] * (last - first)
        self.differences.append(Difference(first, last, low, high, kind))
        return max(last, first + 1)

    @staticmethod
    def _has_words(text: Text, first: int, last: int) -> bool:
        return any(c not in PUNCTUATION for c in text.key[first:last])

    def _opposite(self, first: int, last: int, start: int, end: int) -> tuple[int, int]:
        """The superior atoms between the counterparts of the neighbours; (-1, -1) where they are not beside each other."""
        before = self.to[first - 1] if first > start else -1
        after = self.to[last] if last < end else -1
        owner = self.superior.owner
        if before >= 0 and after >= 0:
            near = owner[before] == owner[after] and before < after <= before + 1 + max(20, 3 * (last - first))
            return (before + 1, after) if near else (-1, -1)
        inside = [t for t in self.to[first:last] if t >= 0]
        if before >= 0:
            return before + 1, max(self._end_of_rest(before + 1, owner[before], 1), *inside, before + 1)
        if after >= 0:
            return min(self._end_of_rest(after - 1, owner[after], -1) + 1, *inside, after), after
        return (min(inside), max(inside) + 1) if inside else (-1, -1)

    def _end_of_rest(self, at: int, owner: int, step: int) -> int:
        """How far superior atoms that nothing corresponds to reach from ``at`` on, within the sentence."""
        taken, owners = self.taken, self.superior.owner
        while 0 <= at < len(owners) and owners[at] == owner and not taken[at] and self.superior.key[at] not in "。；;！？":
            at += step
        return at

    @cached_property
    def taken(self) -> bytearray:
        """Which superior atoms something corresponds to once chance matches are given up."""
        made = bytearray(len(self.superior.key))
        for other in self.to:
            if other >= 0:
                made[other] = 1
        return made

    # --- word boundaries -------------------------------------------------------------------------------------------

    def _slide_all(self, start: int, end: int) -> None:
        """Slide insertions before clauses are judged: which of two equal marks is new decides what clause is."""
        for first, last, equal in list(self._runs(start, end)) if end > start else ():
            if not equal and first > start and last < end and self.to[first - 1] + 1 == self.to[last] and self.to[first - 1] >= 0:
                self._slide(first, last, self.to[last], start, end)

    def _slide(self, first: int, last: int, gap: int, start: int, end: int) -> tuple[int, int, int, int]:
        """Move an insertion to where it reads best: after a mark and up to a mark, then between words."""
        options = [(first, last, gap)]
        a, b, g = first, last, gap
        while a > start and self.to[a - 1] == g - 1 and self._same(a - 1, b - 1):
            a, b, g = a - 1, b - 1, g - 1
            options.append((a, b, g))
        a, b, g = first, last, gap
        while b < end and self.to[b] == g and self._same(a, b):
            a, b, g = a + 1, b + 1, g + 1
            options.append((a, b, g))
        best = max(options, key=lambda o: (self._reads(o[0], o[1], start), o == options[0]))
        size = best[1] - best[0]
        if best[0] != first:
            self._remap(first, last, gap, best[0], size)
        return best[0], best[1], best[2], best[2]

    def _same(self, one: int, other: int) -> bool:
        return self.local.words(one, one + 1) == self.local.words(other, other + 1)

    def _remap(self, first: int, last: int, gap: int, target: int, size: int) -> None:
        if target < first:
            moved = [self.to[a] for a in range(target, first)]
            self.to[target:target + size] = [-1] * size
            self.to[target + size:last] = moved
        else:
            moved = [self.to[a] for a in range(last, target + size)]
            self.to[first:first + len(moved)] = moved
            self.to[target:target + size] = [-1] * size

    def _reads(self, first: int, last: int, start: int) -> int:
        key = self.local.key
        after_mark = first == start or key[first - 1] in PUNCTUATION
        score = 0
        if key[last - 1] in PUNCTUATION and after_mark:
            score += 8
        elif key[first] in PUNCTUATION and (last == len(key) or key[last] in PUNCTUATION):
            score += 6
        return score - 2 * (_cuts(self.local, first) + _cuts(self.local, last))

    def _whole_words(self, first: int, last: int, low: int, high: int, start: int,
                     end: int) -> tuple[int, int, int, int]:
        """Let a difference grow to the ends of the words that it cuts in either text."""
        insertion = low == high  # whether it cuts a word the superior text alone can tell
        text, at = (self.local, first) if not insertion and _cuts(self.local, first) else (self.superior, low)
        while _cuts(text, at) and first > start and self.to[first - 1] == low - 1 \
                and self.local.key[first - 1] not in PUNCTUATION:
            first, low, at = first - 1, low - 1, at - 1
        insertion = insertion and low == high
        text, at = (self.local, last) if not insertion and _cuts(self.local, last) else (self.superior, high)
        while _cuts(text, at) and last < end and self.to[last] == high and self.local.key[last] not in PUNCTUATION:
            last, high, at = last + 1, high + 1, at + 1
        return first, last, low, high

    # --- adaptations -----------------------------------------------------------------------------------------------

    def _adapted(self, number: int, first: int, last: int, low: int, high: int, start: int,
                 end: int) -> tuple[int, int, int, int] | None:
        """The difference, grown to the names that it is part of, when it is only another name; else None."""
        mine, theirs = self.local.key[first:last], self.superior.key[low:high]
        if self._levels(mine, theirs, low, high) or (number in self.titles and only_title_words(mine)):
            return first, last, low, high
        title = self.local.words(*self._title) if self._title else ""
        if own_name(title, self.local.words(first, last), self.superior.words(low, high)):
            return first, last, low, high
        if mine.endswith(PLACE) and theirs == PLACE and is_name(self.local.words(first, last - 1)):
            return first, last, low, high  # an unknown name for a known one
        if last < end and self.local.key[last] == PLACE and self.to[last] >= 0:
            words, level = self.local.words(first, last), self.to[last]
            if unknown_places(words, self.superior.words(low, high)):
                return first, last, low, high
            if low == high == level and len(self.superior.words(level, level + 1)) > 2 and is_name(words):
                return first, last + 1, level, level + 1
        bounds = self.superior.paragraphs[self.superior.owner[min(low, len(self.superior.owner) - 1)]]
        organ = organ_over(self.local, first, last, start, end)
        other = organ_over(self.superior, low, high, bounds.first, bounds.last) if organ else None
        if organ and other and same_organ(organ[2], other[2]):
            return organ[0], organ[1], other[0], other[1]
        return None

    def _in_own_title(self, first: int, last: int) -> bool:
        """Whether a difference is inside 《》 that cite this paper itself, or what it brings in."""
        line, start, end = self.local.line_of(first), self.local.starts[first], self.local.ends[last - 1]
        opened, closed = line.rfind("《", 0, start), line.find("》", end)
        name = line[opened + 1:closed]
        return 0 <= opened < closed and "》" not in name and len(name) > 3 and name in self._heads

    def _levels(self, mine: str, theirs: str, low: int, high: int) -> bool:
        """Whether only levels differ; what is put in where there was no level (国家和省的规定) says something new."""
        key = self.superior.key
        beside = any(key[a] == PLACE for a in (low - 1, high) if 0 <= a < len(key))
        return only_levels(mine, theirs) and (bool(theirs) or beside)


def _cuts(text: Text, at: int) -> bool:
    """Whether a boundary before atom ``at`` leaves a single character of a word on one side."""
    if not 0 < at < len(text.key) or text.owner[at - 1] != text.owner[at]:
        return False
    position = text.starts[at]
    if text.ends[at - 1] != position:
        return False
    return position in _inner(text.line_of(at))


@lru_cache(maxsize=4096)
def _inner(line: str) -> frozenset[int]:
    """Positions in a line that are inside a word and leave one character of it on a side."""
    found: set[int] = set()
    at = 0
    for word in language.cut(line):
        if len(word) > 1 and re.fullmatch("[\u4e00-\u9fff]+", word):
            found.update((at + 1, at + len(word) - 1))
        at += len(word)
    return frozenset(found)
