"""Sentences that are equal in the local and the superior documents, wherever they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .compare_text import PUNCTUATION, Sentence, Text

SHORT = 8
"""Atoms below which an equal sentence proves nothing without its neighbours (其他情形。)."""
MANY = 12
"""Equal superior sentences beyond which only the likely ones are looked at (a form with the same line on every page)."""


@dataclass(slots=True)
class Pair:
    """A block of equal atoms: ``size`` of them from ``local`` and from ``superior`` on."""

    local: int
    superior: int
    size: int


class EqualSentences:
    """The mapping under construction: ``to`` has the superior atom of each local one, or -1."""

    def __init__(self, local: Text, superior: Text) -> None:
        self.local, self.superior = local, superior
        self.to = [-1] * len(local.key)
        self.taken = bytearray(len(superior.key))
        self._first = [s.start for s in superior.sentences]
        self._matched: list[int] = [-1] * len(local.sentences)
        self._equal: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(superior.sentences):
            if sentence.match:
                self._equal[sentence.match].append(number)
        self._free_from: dict[int, int] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)

    def sentence_at(self, atom: int) -> int:
        """The number of the superior sentence that holds ``atom``."""
        return bisect_right(self._first, atom) - 1

    # --- equal sentences -------------------------------------------------------------------------------------------

    def equal_sentences(self) -> None:
        """Map sentences whose keys are equal: in runs where neighbours agree, then those that stand alone."""
        places = self._equal
        used: set[int] = set()
        order = sorted(range(len(self.local.sentences)), key=lambda i: len(places.get(self.local.sentences[i].match, ())))
        for number in order:
            found = places.get(self.local.sentences[number].match)
            if not found or self._matched[number] >= 0:
                continue
            best = min(self._likely(number, found, used), key=lambda s: self._preference(number, s, used))
            if best in used and not self._supported(number, best):
                continue
            self._matched[number] = best
            used.add(best)
        self._drop_chance_matches()
        for number, other in enumerate(self._matched):
            if other >= 0:
                self._map_equal(self.local.sentences[number], self.superior.sentences[other])

    def _likely(self, number: int, found: list[int], used: set[int]) -> list[int]:
        """``found`` itself, or of very many those beside the neighbours' counterparts and the next free ones."""
        if len(found) <= MANY:
            return found
        near = [self._matched[n] + number - n for n in (number - 1, number + 1) if 0 <= n < len(self._matched)]
        beside = [s for s in near if s >= 0 and found[bisect_left(found, s) % len(found)] == s]
        start = self._free_from.get(found[0], 0)
        while start < len(found) and found[start] in used:
            start += 1
        self._free_from[found[0]] = start
        return [*beside, *found[start:start + MANY]] or found[:1]

    def _preference(self, number: int, other: int, used: set[int]) -> tuple[bool, int, bool, int]:
        """Small for a counterpart that fits: not used, its neighbours match, literally equal, at about the same place."""
        support = sum(self._adjacent(number, other))
        literal = self._literal(self.local, self.local.sentences[number]) == \
            self._literal(self.superior, self.superior.sentences[other])
        share = number / max(1, len(self.local.sentences)) - other / max(1, len(self.superior.sentences))
        return other in used, -support, not literal, int(abs(share) * 1000)

    @staticmethod
    def _literal(text: Text, sentence: Sentence) -> str:
        return text.words(sentence.start, sentence.end)

    def _adjacent(self, number: int, other: int) -> Iterator[bool]:
        """For the sentence before and the one after: whether their counterparts are beside ``other``."""
        for step in (-1, 1):
            mine, theirs = number + step, other + step
            inside = 0 <= mine < len(self._matched) and 0 <= theirs < len(self._first)
            yield inside and (self._matched[mine] == theirs or (
                self._matched[mine] < 0 and bool(self.local.sentences[mine].match)
                and self.local.sentences[mine].match == self.superior.sentences[theirs].match))

    def _supported(self, number: int, other: int) -> bool:
        return any(self._adjacent(number, other))

    def _drop_chance_matches(self) -> None:
        """A few words that also stand elsewhere are no provision taken over when all around them is new."""
        for number, other in enumerate(list(self._matched)):
            sentence = self.local.sentences[number]
            if other < 0 or len(sentence.match) >= SHORT or self._supported(number, other):
                continue
            if heading(self.local, sentence):
                continue  # short by nature
            around = [n for n in (number - 1, number + 1)
                      if 0 <= n < len(self._matched) and self.local.sentences[n].match]
            if around and all(self._matched[n] < 0 for n in around):
                self._matched[number] = -1

    def _map_equal(self, mine: Sentence, theirs: Sentence) -> None:
        a = mine.start + self.local.key[mine.start:mine.end].index(mine.match)
        b = theirs.start + self.superior.key[theirs.start:theirs.end].index(theirs.match)
        self._take(Pair(a, b, len(mine.match)))
        self._closing(mine, theirs)

    def _closing(self, mine: Sentence, theirs: Sentence) -> None:
        """Map the closing punctuation of a sentence onto that of its counterpart as far as it is equal."""
        a, b = mine.end - 1, theirs.end - 1
        while a >= mine.start and self.to[a] < 0 and b >= theirs.start and self.local.key[a] == self.superior.key[b] \
                and self.local.key[a] in PUNCTUATION and not self.taken[b]:
            self._take(Pair(a, b, 1))
            a, b = a - 1, b - 1

    def _take(self, pair: Pair) -> None:
        self.to[pair.local:pair.local + pair.size] = range(pair.superior, pair.superior + pair.size)
        self.taken[pair.superior:pair.superior + pair.size] = b"\x01" * pair.size


def heading(text: Text, sentence: Sentence) -> bool:
    """Whether it is a line of its own without a closing mark."""
    paragraph = text.paragraphs[sentence.paragraph]
    return (paragraph.first == sentence.start and paragraph.last == sentence.end
            and text.key[sentence.end - 1] not in PUNCTUATION and sentence.end - sentence.start <= 60)
