"""Where the language model is surprised, and what could have been meant there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from .alphabet import FIRST, LM_BITS, LM_SIZE, known, packed
from .hashing import HashTable
from .ngrams import UNSEEN, LanguageModel
from .packing import Array

SAME_TONE, SAME_SOUND, NEAR_SOUND = 1, 2, 4
SHAPE_BITS = 4
"""How two characters can be confused, a byte: three bits of sound, and from this bit on their likeness from 1 to 15."""
WORD, INSERT, DELETE, SWAP, FILL, TWICE = (1 << 8 + i for i in range(6))
"""How a candidate differs otherwise: several characters of the same (fuzzy) sound, one more, one less, two exchanged, what
often stands between its neighbours, less of what is written twice."""

SURPRISE_SUM, SURPRISE_MAX = 14.0, 5.5
"""Least cost (−log p) of three characters together, and of the dearer of the first two, where something is looked for:
97 of 100 planted errors lie above both, nine of ten places in clean text below."""
LEAST_GAIN = 2.0
PADDING = 12
"""Boundaries that follow the text when its cost is reckoned, so that a window near the end has a cost throughout."""
_LONGEST = 4
_SHORTLIST = 16
"""Characters of one kind that are weighed at a place by all orders of the model, after a look at pairs alone."""


@dataclass
class Candidates:
    """Replacements of ``ids[start:end]`` by the first ``size`` of ``new``; one row each in all arrays."""

    start: Array
    end: Array
    size: Array
    new: Array
    kind: Array
    gain: Array

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: Array) -> Candidates:
        """The chosen rows."""
        return Candidates(self.start[rows], self.end[rows], self.size[rows], self.new[rows], self.kind[rows], self.gain[rows])


def surprising(cost: Array, ids: Array) -> Array:
    """The places where candidates are sought."""
    here, after, later = (cost[j: j + len(ids)] for j in range(3))
    return np.flatnonzero((here + after + later >= SURPRISE_SUM) & (np.maximum(here, after) >= SURPRISE_MAX) & (ids >= FIRST))


class Proposer:
    """Makes candidates and weighs each by what it gains in log probability."""

    def __init__(self, arrays: Mapping[str, Array], model: LanguageModel) -> None:
        self._model = model
        self._starts, self._ids = arrays["confused.starts"].astype(np.int64), arrays["confused.ids"]
        self._kinds = arrays["confused.kinds"]
        self._sound = arrays["sound.of"].astype(np.uint64)
        self._sounds = {n: (arrays[f"sounds{n}.keys"], arrays[f"sounds{n}.ids"]) for n in (2, 3, 4)}
        self._middles = HashTable.of(arrays, "middles")
        self._follows, self._precedes = arrays["follows"], arrays["precedes"]

    def alike(self, wrong: int, right: int) -> bool:
        """Whether the character of the one id sounds or looks like that of the other."""
        sounds = set(self._sound[wrong]) & set(self._sound[right]) - {0}
        return bool(sounds) or right in self._ids[self._starts[wrong]: self._starts[wrong + 1]]

    def candidates(self, ids: Array, cost: Array) -> Candidates:
        """The candidates that gain at least :data:`LEAST_GAIN`. ``ids`` begin and end with a boundary; ``cost`` is that of
        ``ids`` and :data:`PADDING` boundaries."""
        places = surprising(cost, ids)
        places = places[(places > 0) & (places < len(ids) - 1)]
        padded = np.r_[np.zeros(4, ids.dtype), ids, np.zeros(PADDING, ids.dtype)]
        total = np.r_[0.0, np.cumsum(cost)]
        raw = (part for part in self._raw(ids, padded, places) if len(part[0]))
        alike = (zip(*parts, strict=True) for _, parts in groupby(raw, key=lambda part: part[2].shape[1]))
        parts = [self._weighed(padded, total, *map(np.concatenate, columns)) for columns in alike]
        if not parts:
            empty = np.zeros(0, np.int64)
            return Candidates(empty, empty, empty, np.zeros((0, _LONGEST), np.uint16), empty, np.zeros(0))
        return Candidates(*(np.concatenate([getattr(p, f) for p in parts]) for f in ("start", "end", "size", "new", "kind", "gain")))

    def _raw(self, ids: Array, padded: Array, places: Array) -> Iterator[tuple[Array, Array, Array, Array]]:
        """Start, end, new ids (as many columns as new characters) and kind of all candidates, kind by kind."""
        yield self._characters(ids, places)
        for n in (2, 3, 4):
            yield self._words(ids, places, n)
        yield from self._insertions(ids, places)
        yield from self._fillings(ids, places)
        nothing = np.zeros((len(places), 0), np.uint16)
        doubled = (padded[places + 4] == padded[places + 5]) | (padded[places + 4] == padded[places + 3])
        yield places, places + 1, nothing, np.where(doubled, TWICE, DELETE)
        same = np.flatnonzero((ids[:-2] == ids[2:]) & (ids[:-2] >= FIRST))
        twice = same[:-1][np.diff(same) == 1]
        yield twice, twice + 2, np.zeros((len(twice), 0), np.uint16), np.full(len(twice), TWICE)
        pairs = places[(places + 2 < len(ids)) & (ids[np.minimum(places + 1, len(ids) - 1)] >= FIRST)]
        pairs = pairs[ids[pairs] != ids[pairs + 1]]
        yield pairs, pairs + 2, np.stack([ids[pairs + 1], ids[pairs]], axis=1), np.full(len(pairs), SWAP)

    def _characters(self, ids: Array, places: Array) -> tuple[Array, Array, Array, Array]:
        here = ids[places].astype(np.int64)
        row, at = _ragged(self._starts[here], self._starts[here + 1])
        start, new = places[row], self._ids[at]
        ok = self._fitting(start, ids[start - 1], new, ids[start + 1], 1)
        start, new = start[ok], new[ok]
        return start, start + 1, new[:, None], self._kinds[at[ok]].astype(np.int64)

    def _words(self, ids: Array, places: Array, n: int) -> tuple[Array, Array, Array, Array]:
        """Words of ``n`` characters that sound like those from each place on; two characters also from the one before."""
        from_ = np.unique(np.r_[places, places - 1]) if n == 2 else np.unique(np.r_[places, places - 1, places - 2])
        from_ = from_[(from_ > 0) & (from_ + n < len(ids))]
        window = np.stack([ids[from_ + j] for j in range(n)], axis=1)
        from_, window = from_[(window >= FIRST).all(axis=1)], window[(window >= FIRST).all(axis=1)]
        keys, words = self._sounds[n]
        starts, news = [], []
        for reading in range(4 if n == 2 else 1):
            key = np.zeros(len(from_), np.uint64)
            for j in range(n):
                sounds = self._sound[window[:, j], (reading >> j) & 1]
                key = (key << np.uint64(10)) | sounds
                if reading >> j & 1:
                    key[sounds == 0] = 0
            row, at = _ragged(np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right"))
            starts.append(from_[row])
            news.append(words[at])
        start, new = np.concatenate(starts), np.concatenate(news)
        old = np.stack([ids[start + j] for j in range(n)], axis=1)
        ok = (old != new).sum(axis=1) >= 2
        start, new = start[ok], new[ok]
        ok = self._joins(ids[start - 1], new[:, 0]) | self._joins(new[:, -1], ids[start + n])
        start, new = start[ok], new[ok]
        return start, start + n, new, np.full(len(start), WORD)

    def _insertions(self, ids: Array, places: Array) -> Iterator[tuple[Array, Array, Array, Array]]:
        """A character before each surprising place: what often stands between its neighbours, or makes a word with one."""
        at = np.unique(np.r_[places, places + 1])
        at = at[(at > 0) & (at < len(ids))]
        row = self._between(ids[at - 1], ids[at])
        there = np.flatnonzero(row >= 0)
        found = [(at[there], self._middles.values[row[there]])]
        for table, side in ((self._follows, ids[at - 1]), (self._precedes, ids[at])):
            inner = np.flatnonzero(side < LM_SIZE)
            found.append((at[inner], table[side[inner]]))
        key = np.unique(np.concatenate([(a[:, None] * 0x10000 + new.astype(np.int64))[new > 0] for a, new in found]))
        at, new = key >> 16, (key & 0xFFFF).astype(ids.dtype)
        ok = self._fitting(at, ids[at - 1], new, ids[at], 2)
        yield at[ok], at[ok], new[ok][:, None], np.full(len(ok), INSERT)

    def _fillings(self, ids: Array, places: Array) -> Iterator[tuple[Array, Array, Array, Array]]:
        """For each surprising place what often stands between its neighbours, however it sounds or looks."""
        row = self._between(ids[places - 1], ids[places + 1])
        at, row = places[row >= 0], row[row >= 0]
        for column in range(self._middles.values.shape[1]):
            new = self._middles.values[row, column]
            there = (new > 0) & (new != ids[at])
            yield at[there], at[there] + 1, new[there][:, None], np.full(int(there.sum()), FILL)

    def _between(self, left: Array, right: Array) -> Array:
        """The rows of the table of middles for pairs of neighbours, −1 where there is none."""
        left, right = left.astype(np.uint64), right.astype(np.uint64)
        fits = (left >= FIRST) & (right >= FIRST) & (left < LM_SIZE) & (right < LM_SIZE)
        row = np.full(len(left), -1)
        row[fits] = self._middles.find((left[fits] << np.uint64(LM_BITS)) | right[fits])
        return row

    def _joins(self, left: Array, right: Array) -> Array:
        """Whether the model has seen the two next to each other."""
        made: Array = self._model.pairs(left, right) > UNSEEN
        return made

    def _fitting(self, place: Array, left: Array, new: Array, right: Array, sides: int) -> Array:
        """The rows of the :data:`_SHORTLIST` characters of each place (in ascending order) that fit best between their
        neighbours, of those seen next to one (``sides`` 1) or to both."""
        before, after = self._model.pairs(left, new), self._model.pairs(new, right)
        rows = np.flatnonzero((before > UNSEEN).astype(int) + (after > UNSEEN) >= sides)
        fit, at = (before + after)[rows], place[rows]
        order = np.lexsort((-fit, at))
        sorted_ = at[order]
        begins = np.flatnonzero(np.r_[True, sorted_[1:] != sorted_[:-1]]) if len(rows) else np.zeros(0, np.int64)
        rank = np.arange(len(rows)) - np.repeat(begins, np.diff(np.r_[begins, len(rows)]))
        made: Array = np.sort(rows[order[rank < _SHORTLIST]])
        return made

    def _weighed(self, padded: Array, total: Array, start: Array, end: Array, new: Array, kind: Array) -> Candidates:
        rows = context(padded, start, end, new)
        gain = total[end + 4] - total[start]
        where, again = np.unique(start, return_inverse=True)
        contexts = [bow[again] for bow in self._model.contexts(padded[where[:, None] + np.arange(4)])]
        keys, left = packed(rows[:, :4])[:, -1], np.arange(len(rows))
        for column in range(4, rows.shape[1]):  # character by character: most candidates are out after two
            keys = (keys << np.uint64(LM_BITS)) | known(rows[left, column])
            log_p, contexts = self._model.step(keys, contexts)
            gain = gain + log_p
            ok = gain + self._model.best(contexts, rows.shape[1] - 1 - column) >= LEAST_GAIN
            gain, keys, left, contexts = gain[ok], keys[ok], left[ok], [bow[ok] for bow in contexts]
        wide = np.zeros((len(left), _LONGEST), np.uint16)
        wide[:, : new.shape[1]] = new[left]
        return Candidates(start[left], end[left], np.full(len(wide), new.shape[1]), wide, kind[left], gain)


def context(padded: Array, start: Array, end: Array, new: Array) -> Array:
    """Four ids before, the new ones, four after; ``padded`` has four boundaries in front."""
    before = padded[start[:, None] + np.arange(4)]
    after = padded[end[:, None] + 4 + np.arange(4)]
    return np.concatenate([before, new, after], axis=1)


def _ragged(first: Array, end: Array) -> tuple[Array, Array]:
    """For ranges ``first`` to ``end``: the number of the range and the index, for every index in any of them."""
    sizes = (end - first).astype(np.int64)
    row = np.repeat(np.arange(len(sizes)), sizes)
    offset = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return row, first.astype(np.int64)[row] + offset
