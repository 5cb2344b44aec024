"""The corrector: text in, proposals out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from .alphabet import FIRST, LM_SIZE, Alphabet, last, packed
from .candidates import FILL, PADDING, Candidates, Proposer, surprising
from .features import Describer
from .gate import Gate
from .ngrams import LanguageModel
from .packing import Array, read

MODEL = Path(__file__).with_name("model.bin")
_BATCH = 60_000
_KEPT_A_PLACE = 3
_WORTH_NAMING = 0.02
"""Least probability of a correction that is named after the likeliest of a place."""
_UNLIKE = 0.6
"""What the probability of a character that only fits counts for beside one that also sounds or looks alike."""


@dataclass(frozen=True)
class Proposal:
    """``text[start:end]`` of paragraph ``paragraph`` is probably a slip for ``right``; ``others`` are less likely.

    ``start == end`` where a character is missing, ``right`` is empty where one is too many.
    """

    paragraph: int
    start: int
    end: int
    right: str
    probability: float
    others: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def corrector() -> Corrector:
    """The shipped model, opened once. Raises ``FileNotFoundError`` and :class:`~.packing.TableError`."""
    return Corrector(MODEL)


class Corrector:
    """A model file at work."""

    def __init__(self, path: Path) -> None:
        arrays, self.facts = read(path)
        self.alphabet = Alphabet(arrays["alphabet"].astype(np.int64))
        self.model = LanguageModel.of(arrays)
        self._proposer = Proposer(arrays, self.model)
        self._describer = Describer(arrays, self.model)
        self._gate = Gate(arrays) if "gate.roots" in arrays else None

    @property
    def sure(self) -> float:
        """The probability from which a proposal is worth a warning."""
        return float(self.facts["sure"])

    @property
    def likely(self) -> float:
        """The probability from which a proposal is worth a hint."""
        return float(self.facts["likely"])

    def propose(self, paragraphs: Sequence[str], least: float,
                allowed: Callable[[int, int, int], bool] | None = None) -> list[Proposal]:
        """Proposals of at least that probability, in reading order, none overlapping or touching another.

        ``paragraphs`` are one document's; ``allowed`` says of a paragraph, a start and an end whether the
        characters there may be questioned.
        """
        if self._gate is None:
            raise ValueError("the model has no gate yet")
        found: list[Proposal] = []
        for first, ids, offsets in self._batches(paragraphs):
            candidates, features = self.candidates(ids)
            if len(candidates):
                probability = self._gate.probability(features)
                found += self._chosen(candidates, probability, ids, offsets, first, paragraphs, least, allowed)
        return found

    def knows(self, word: str) -> bool:
        """Whether ``word`` (two to four characters) is in the model's lexicon."""
        ids = np.array(self.alphabet.ids(word), np.uint16)
        if not 2 <= len(ids) <= 4 or (ids >= LM_SIZE).any():
            return False
        return bool(self._describer.lexicon.values(last(packed(ids), len(ids))[-1:], len(ids))[0, 0] > 0)

    def alike(self, wrong: str, right: str) -> bool:
        """Whether a character is written for another that it sounds or looks like; False for what the model does not know."""
        one, other = self.alphabet.ids(wrong + right)
        return one >= FIRST and other >= FIRST and self._proposer.alike(one, other)

    def strange(self, paragraphs: Sequence[str]) -> list[tuple[int, int]]:
        """Paragraph and offset of every character that surprises the language model."""
        made: list[tuple[int, int]] = []
        for first, ids, offsets in self._batches(paragraphs):
            lengths = np.cumsum([1, *(len(p) + 1 for p in paragraphs[first:])])
            for at in surprising(self._cost(ids), ids):
                number = int(np.searchsorted(lengths, offsets[at], "right")) - 1
                made.append((first + number, int(offsets[at] - lengths[number])))
        return made

    def _cost(self, ids: Array) -> Array:
        log_p, _ = self.model.score(np.r_[ids, np.zeros(PADDING, ids.dtype)])
        return -log_p.astype(np.float64)

    def candidates(self, ids: Array) -> tuple[Candidates, Array]:
        """The best candidates at every surprising place, and their features."""
        cost = self._cost(ids)
        found = self._proposer.candidates(ids, cost)
        found = found.take(_best(found))
        return found, self._describer.describe(ids, cost, found)

    def _batches(self, paragraphs: Sequence[str]) -> list[tuple[int, Array, Array]]:
        """Number of the first paragraph, ids between boundaries, and offsets, for batches of whole paragraphs."""
        made: list[tuple[int, Array, Array]] = []
        at = 0
        while at < len(paragraphs):
            first, size = at, 0
            while at < len(paragraphs) and (at == first or size + len(paragraphs[at]) < _BATCH):
                size += len(paragraphs[at])
                at += 1
            text = "\n" + "\n".join(p.replace("\n", " ") for p in paragraphs[first:at]) + "\n"
            encoded = self.alphabet.encode(text)
            made.append((first, encoded.ids, encoded.offsets))
        return made

    def _chosen(self, found: Candidates, probability: Array, ids: Array, offsets: Array, first: int,
                paragraphs: Sequence[str], least: float,
                allowed: Callable[[int, int, int], bool] | None) -> list[Proposal]:
        """The likeliest candidates apart from each other, as proposals: a doubled character gives one, not two.

        A proposal has the probability of the likeliest correction of its place, whichever is put first.
        """
        lengths = np.cumsum([1, *(len(p) + 1 for p in paragraphs[first:])])
        chosen: list[tuple[int, int, Proposal]] = []
        rank = np.where(found.kind == FILL, _UNLIKE * probability, probability)
        order = [int(r) for r in np.argsort(-rank, kind="stable") if probability[r] >= min(least, _WORTH_NAMING)]
        place_of = found.start * 64 + (found.end - found.start)
        sure = np.array([probability[place_of == place_of[r]].max() for r in order])
        for row, certainty in zip(order, sure, strict=True):
            start, end = int(found.start[row]), int(found.end[row])
            begin, stop = start - (start == end), max(end, start + 1)
            right = self.alphabet.text([int(i) for i in found.new[row, : found.size[row]]])
            clash = [n for n, (s, e, _) in enumerate(chosen) if s <= stop and begin <= e]
            if clash:
                s, e, old = chosen[clash[0]]
                if (start, end) == (s, e) and len(old.others) < 3 and right:
                    chosen[clash[0]] = (s, e, replace(old, others=(*old.others, right)))
                continue
            if certainty < least:
                continue
            place = int(offsets[start])
            number = int(np.searchsorted(lengths, place, "right")) - 1
            base = int(lengths[number])
            last = int(offsets[end - 1]) + 1 if end > start else place
            if allowed is None or allowed(first + number, place - base, last - base):
                chosen.append((start, end, Proposal(first + number, place - base, last - base, right, float(certainty))))
        return [p for _, _, p in sorted(chosen, key=lambda c: c[0])]


def _best(found: Candidates) -> Array:
    """The rows of the candidates that gain most at their start, none twice: three of each number of characters replaced,
    those that only fit between the neighbours apart, since they are many and would crowd out what sounds or looks alike."""
    replaced = (found.end - found.start) * 8 + found.size
    shape = (found.start * 64 + replaced) * 2 + (found.kind == FILL)
    new = (found.new.astype(np.uint64) << (np.arange(found.new.shape[1], dtype=np.uint64) * np.uint64(16))).sum(axis=1)
    order = np.lexsort((found.kind == FILL, new, replaced, found.start))
    key = np.stack([found.start, replaced, new.astype(np.int64)])[:, order]
    again = np.r_[False, (key[:, 1:] == key[:, :-1]).all(axis=0)][: len(order)]
    order = order[~again]
    order = order[np.lexsort((new[order], -found.gain[order], shape[order]))]
    same = shape[order]
    begins = np.flatnonzero(np.r_[True, same[1:] != same[:-1]]) if len(same) else np.zeros(0, np.int64)
    rank = np.arange(len(same)) - np.repeat(begins, np.diff(np.r_[begins, len(same)]))
    return np.sort(order[rank < _KEPT_A_PLACE])
