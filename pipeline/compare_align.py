"""Which superior atom each local atom corresponds to.

Equal sentences are found by hashing, the others among few candidates: the neighbours of what their own neighbours
correspond to, and the sentences that share the rarest shingles. Only such pairs are aligned character by character, so
the time grows with the length of the documents and not with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from .compare_equal import MANY, SHORT, EqualSentences, Pair, heading
from .compare_text import PUNCTUATION, Sentence, Text, strip

_SHINGLE = 4
_COMMON = 60
"""A shingle that stands in more superior sentences than that tells nothing."""
_CANDIDATES = 5
_TRIED = 3
"""Candidates that are aligned character by character."""
_ENOUGH, _IN_PLACE, _AGAIN = 0.5, 0.34, 0.8
"""What part of a sentence must correspond: anywhere, between its neighbours' counterparts, to words already taken."""
_PHRASE = 20
"""Atoms below which an equal sentence in an otherwise new paragraph is a common phrase (构成犯罪的，依法追究刑事责任)."""
_SIMILAR = 0.75
"""What part of a sentence must correspond in an otherwise new paragraph."""
_PARTS = 6
"""So many parts of a sentence are looked for elsewhere."""
_MOSTLY = 0.6
"""What part of a superior sentence the local one must contain when it is much longer itself."""
_REST = 6
"""Atoms that are left of a sentence and may come from another one (provisions that were merged)."""
_LONGEST = 4000
"""Atoms of a sentence that are looked at: what has no full stop for longer is no sentence."""
_ITEM = re.compile(r"[^、,，;；:：。]{2,}?(?=以及|和|[、,，;；:：。]|$)")
Found = tuple[float, int, list[Pair]]
"""A score, a superior sentence, and the blocks that correspond."""


class Alignment(EqualSentences):
    """Equal sentences, then the similar ones."""

    def similar_sentences(self) -> None:
        """Align what is left with the most similar superior sentences, the surest pairs first."""
        self._index()
        waiting = [n for n, other in enumerate(self._matched) if other < 0 and self.local.sentences[n].match]
        for number in waiting:
            self._put_together(number)
        ranked = []
        for number in (n for n in waiting if self._matched[n] < 0):
            sentence = self.local.sentences[number]
            best = self._best(number, sentence.start, sentence.end)
            if best is not None:
                ranked.append((best[0], number))
        for _, number in sorted(ranked, key=lambda r: (-r[0], r[1])):
            self._align(number)
        # neighbours are known now: what stood between unmatched sentences is tried once more
        for number in waiting:
            if self._matched[number] < 0:
                self._align(number)

    def drop_phrases(self) -> None:
        """Give up what an otherwise new paragraph has in common with the middle of another provision by chance.

        That is a short sentence that stands in several superior provisions, or one that is only similar.
        """
        often = Counter(s.match for s in self.superior.sentences)
        uses = Counter(self._matched)
        for number, other in enumerate(self._matched):
            sentence = self.local.sentences[number]
            if other < 0 or self._supported(number, other):
                continue
            common = len(sentence.match) < _PHRASE and (often[sentence.match] > 1 or uses[other] > 1)
            mapped = sum(self.to[a] >= 0 for a in range(sentence.start, sentence.end))
            if not common and mapped >= _SIMILAR * (sentence.end - sentence.start):
                continue
            theirs = self.superior.paragraphs[self.superior.sentences[other].paragraph]
            mine = self.local.paragraphs[sentence.paragraph]
            whole = theirs.first == self.superior.sentences[other].start and theirs.last == self.superior.sentences[other].end
            outside = [a for a in range(mine.first, mine.last)
                       if not sentence.start <= a < sentence.end and self.local.key[a] not in PUNCTUATION]
            if not whole and len(outside) > _PHRASE and sum(self.to[a] >= 0 for a in outside) < 0.2 * len(outside):
                self._matched[number] = -1
                self.to[sentence.start:sentence.end] = [-1] * (sentence.end - sentence.start)

    def _index(self) -> None:
        for number, sentence in enumerate(self.superior.sentences):
            for shingle in _shingles(self.superior.key[sentence.start:sentence.end]):
                self._postings[shingle].append(number)

    def _candidates(self, number: int, start: int, end: int) -> dict[int, bool]:
        """Superior sentences that may correspond to atoms ``start`` to ``end``; True for those in place."""
        votes = self._votes(start, end)
        made = dict.fromkeys((other for other, _ in votes.most_common(_CANDIDATES)), False)
        for other in self._in_place(number):
            made[other] = True
        return made

    def _votes(self, start: int, end: int) -> Counter[int]:
        """How many rare shingles of atoms ``start`` to ``end`` each superior sentence has, the rarer the heavier."""
        votes: Counter[int] = Counter()
        for shingle in _shingles(self.local.key[start:end]):
            found = self._postings.get(shingle, ())
            if len(found) <= _COMMON:
                for other in found:
                    votes[other] += _COMMON // len(found)
        return votes

    def _in_place(self, number: int) -> Iterator[int]:
        """Free sentences next to the counterparts of the sentences before and after."""
        for step in (-1, 1):
            mine = number + step
            if 0 <= mine < len(self._matched) and self._matched[mine] >= 0:
                near = self._matched[mine]
                for theirs in (near, near - step):
                    if 0 <= theirs < len(self._first) and self._free(self.superior.sentences[theirs]) >= _REST:
                        yield theirs

    def _free(self, sentence: Sentence) -> int:
        return (sentence.end - sentence.start) - sum(self.taken[sentence.start:sentence.end])

    def _best(self, number: int, start: int, end: int) -> Found | None:
        """The superior sentence that covers most of atoms ``start`` to ``end``, if it covers enough of them."""
        best: Found | None = None
        words = sum(c not in PUNCTUATION for c in self.local.key[start:end]) or 1
        for other, in_place in self._promising(number, start, end, words):
            theirs = self.superior.sentences[other]
            pairs = self._blocks(start, end, theirs.start, theirs.end)
            covered = sum(self._words(p) for p in pairs)
            again = sum(sum(self.taken[p.superior:p.superior + p.size]) for p in pairs) * 2 > covered
            share = covered / words
            smaller = covered / max(1, len(theirs.match))  # the local sentence contains the whole superior one
            needed = _AGAIN if again else _IN_PLACE if in_place else _ENOUGH
            score = share - (0.5 if again else 0.0) + (0.1 if in_place else 0.0)
            contains = (smaller >= _AGAIN and covered >= SHORT) or (smaller >= _MOSTLY and covered >= 2 * SHORT)
            fits = share >= needed or (not again and contains)
            if fits and (best is None or score > best[0]):
                best = (score, other, pairs)
        return best or self._several(start, end, words)

    def _several(self, start: int, end: int, words: int) -> Found | None:
        """Several short provisions that follow one another and became one sentence, around the likeliest of them."""
        votes = self._votes(start, end).most_common(1)
        if not votes or words < SHORT:
            return None
        theirs = self.superior.sentences[votes[0][0]]
        document = self.superior.paragraphs[theirs.paragraph].document
        low, high = max(0, theirs.start - (end - start)), min(len(self.superior.key), theirs.end + (end - start))
        while self.superior.paragraphs[self.superior.owner[low]].document != document:
            low += 1
        while self.superior.paragraphs[self.superior.owner[high - 1]].document != document:
            high -= 1
        pairs = [p for p in self._blocks(start, end, low, high) if p.size > 2 and not any(self.taken[p.superior:p.superior + p.size])]
        share = sum(self._words(p) for p in pairs) / words
        return (share - 0.3, self.sentence_at(pairs[0].superior), pairs) if share >= _SIMILAR else None

    def _promising(self, number: int, start: int, end: int, words: int) -> list[tuple[int, bool]]:
        """The candidates that could cover enough, judged by their longest common subsequence, the best of them."""
        alone = heading(self.local, self.local.sentences[number])
        mine = self.local.key[start:end][:_LONGEST]
        found: list[tuple[float, int, bool]] = []
        for other, in_place in self._candidates(number, start, end).items():
            theirs = self.superior.sentences[other]
            if not alone and heading(self.superior, theirs):
                continue  # a title that is cited is not taken over
            common = LCSseq.similarity(mine, self.superior.key[theirs.start:theirs.end][:_LONGEST])
            if common >= (_IN_PLACE if in_place else _ENOUGH) * words or common >= _MOSTLY * len(theirs.match):
                found.append((common / words + (0.1 if in_place else 0.0), other, in_place))
        return [(other, in_place) for _, other, in_place in sorted(found, reverse=True)[:_TRIED]]

    def _words(self, pair: Pair) -> int:
        return sum(c not in PUNCTUATION for c in self.local.key[pair.local:pair.local + pair.size])

    def _blocks(self, start: int, end: int, low: int, high: int) -> list[Pair]:
        """Equal blocks of two atoms and more, in order in both."""
        a, b = self.local.key[start:end][:_LONGEST], self.superior.key[low:high][:_LONGEST]
        found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return [Pair(start + m.a, low + m.b, m.size) for m in found
                if m.size >= 2 or (m.size == 1 and a[m.a] not in PUNCTUATION and _beside(m.a, m.b, len(a), len(b)))]

    def _align(self, number: int) -> None:
        """Map one sentence, from several superior ones where it was put together from them."""
        sentence = self.local.sentences[number]
        best = self._best(number, sentence.start, sentence.end)
        if best is None:
            return
        self._matched[number] = best[1]
        for pair in best[2]:
            self._take(pair)
        self._take_rests(number, sentence)
        self._listed(sentence, self.superior.sentences[best[1]])
        self._closing(sentence, self.superior.sentences[best[1]])

    def _put_together(self, number: int) -> None:
        """Map a sentence that has whole superior sentences in it, with a comma where a full stop was."""
        sentence = self.local.sentences[number]
        key = self.local.key
        cuts = [sentence.start, *(a + 1 for a in range(sentence.start, sentence.end - 1) if key[a] in ",，;；"), sentence.end]
        at = 0
        while at < len(cuts) - 1:
            for last in range(min(len(cuts) - 1, at + _PARTS), at, -1):
                words = strip(key[cuts[at]:cuts[last]])
                other = self._whole(words) if last - at < len(cuts) - 1 and len(words) >= SHORT else None
                if other is not None:
                    self._matched[number] = other
                    theirs = self.superior.sentences[other]
                    self._take(Pair(key.index(words, cuts[at]), self.superior.key.index(words, theirs.start), len(words)))
                    at = last - 1
                    break
            at += 1
        if self._matched[number] >= 0:
            self._take_rests(number, sentence)
            self._closing(sentence, self.superior.sentences[self._matched[number]])

    def _whole(self, words: str) -> int | None:
        """A superior sentence that consists of ``words`` and that nothing corresponds to yet."""
        found = self._equal.get(words, ())[:MANY]
        return next((n for n in found if self._free(self.superior.sentences[n]) >= len(words)), None)

    def _take_rests(self, number: int, sentence: Sentence) -> None:
        """Map the parts of a sentence that come from further superior ones."""
        tried: set[tuple[int, int]] = set()
        while len(tried) < _PARTS:
            rest = next((r for r in self._rests(sentence) if r not in tried), None)
            if rest is None:
                break
            tried.add(rest)
            more = self._best(number, *rest)
            if more is not None and self._joined(more):
                for pair in more[2]:
                    self._take(pair)

    def _listed(self, sentence: Sentence, counterpart: Sentence) -> None:
        """Items of a list that changed places, and short provisions that became items (身份证明、家庭收入证明)."""
        items = {m[0]: m.start() for m in _ITEM.finditer(self.superior.key, counterpart.start, counterpart.end)
                 if not any(self.taken[m.start():m.end()])}
        for first, last in self._rests(sentence, 2):
            for item in _ITEM.finditer(self.local.key, first, last):
                at = items.pop(item[0], None)
                other = self._whole(item[0]) if at is None else None
                if other is not None:
                    at = self.superior.key.index(item[0], self.superior.sentences[other].start)
                if at is not None:
                    self._take(Pair(item.start(), at, len(item[0])))

    def _joined(self, found: Found) -> bool:
        """Whether the rest of a sentence was another provision: most of that, or long enough to be none by chance."""
        covered = sum(self._words(p) for p in found[2])
        return covered >= _ENOUGH * len(self.superior.sentences[found[1]].match) or covered >= 2 * SHORT

    def _rests(self, sentence: Sentence, least: int = _REST) -> list[tuple[int, int]]:
        """The runs of atoms of a sentence that nothing corresponds to and that are long enough, the longest first."""
        found, at = [], sentence.start
        for atom in range(sentence.start, sentence.end + 1):
            if atom == sentence.end or self.to[atom] >= 0:
                if len(strip(self.local.key[at:atom])) >= least:
                    found.append((at, atom))
                at = atom + 1
        return sorted(found, key=lambda r: r[0] - r[1])


def _beside(a: int, b: int, length_a: int, length_b: int) -> bool:
    """A single equal atom counts only where both sentences start or end with it."""
    return (a == 0 and b == 0) or (a == length_a - 1 and b == length_b - 1)


def _shingles(key: str) -> set[str]:
    words = "".join(c for c in key if c not in PUNCTUATION)
    return {words[i:i + _SHINGLE] for i in range(len(words) - _SHINGLE + 1)}


def align(local: Text, superior: Text) -> list[int]:
    """The superior atom of each local atom, -1 where there is none."""
    made = Alignment(local, superior)
    made.equal_sentences()
    made.similar_sentences()
    made.drop_phrases()
    return made.to
