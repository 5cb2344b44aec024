"""What the gate looks at: numbers that describe a candidate and the text around it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .alphabet import DIGITS, FIRST, LM_BITS, LM_SIZE, UNKNOWN, known
from .candidates import SHAPE_BITS, Candidates, context
from .hashing import HashTable
from .ngrams import LanguageModel
from .packing import Array

NAMES = (
    "gain", "gain_per_character", "margin", "rivals", "sound", "shape", "operation", "old_size", "new_size",
    "old_cost", "new_cost", "old_worst", "new_worst", "old_order", "new_order", "old_low", "new_low", "old_least", "new_least",
    "old_rarity", "new_rarity", "cut_gain", "old_cut", "new_cut", "old_word_general", "old_word_seen", "new_word_general",
    "new_word_seen", "old_word_size", "new_word_size", "around_cost", "around_surprises", "around_unknown",
    "here_left", "here_right", "here_new", "from_start", "to_end", "beside_digits", "unknown_old", "left_cost", "right_cost",
    "changed", "length",
)
_SIDE = 4


class Lexicon:
    """Words of two to four characters with two log frequencies: general, and in official text."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._tables = {n: HashTable.of(arrays, f"word{n}") for n in (2, 3, 4)}

    def values(self, keys: Array, size: int) -> Array:
        """Two columns of natural logarithms of ``1 + count``; zero for what is no word."""
        row = self._tables[size].find(keys)
        found = self._tables[size].values[np.maximum(row, 0)].astype(np.float32) / 15
        found[row < 0] = 0
        return found


class Describer:
    """Computes :data:`NAMES` for candidates of one text."""

    def __init__(self, arrays: Mapping[str, Array], model: LanguageModel) -> None:
        self._model, self.lexicon = model, Lexicon(arrays)
        self._single = -arrays["lm1"][:, 0].astype(np.float32) / 16

    def describe(self, ids: Array, cost: Array, found: Candidates) -> Array:
        """One row of features a candidate."""
        if not len(found):
            return np.zeros((0, len(NAMES)), np.float32)
        padded = np.r_[np.zeros(4, ids.dtype), ids, np.zeros(16, ids.dtype)]
        column: dict[str, Array] = {}
        start, end = found.start, found.end
        column["gain"] = found.gain
        column["sound"], column["shape"] = found.kind & 7, (found.kind & 255) >> SHAPE_BITS
        column["operation"] = np.log2(np.maximum(found.kind >> 8, 0.5)) + 1
        column["old_size"], column["new_size"] = end - start, found.size
        column["gain_per_character"] = found.gain / np.maximum(1, np.maximum(end - start, found.size))
        column["margin"], column["rivals"] = _margins(found)
        self._windows(padded, found, column)
        self._neighbourhood(ids, cost, found, column)
        _document(ids, found, column)
        return np.stack([column[name].astype(np.float32) for name in NAMES], axis=1)

    def _windows(self, padded: Array, found: Candidates, column: dict[str, Array]) -> None:
        """Costs, orders and words of the window before and after the change, for each pair of sizes."""
        names = [n for n in NAMES if n.startswith(("old_", "new_")) and n not in ("old_size", "new_size")]
        for name in (*names, "cut_gain", "changed"):
            column[name] = np.zeros(len(found), np.float32)
        sizes = np.stack([found.end - found.start, found.size], axis=1)
        for old_size, new_size in np.unique(sizes, axis=0):
            rows = np.flatnonzero((sizes[:, 0] == old_size) & (sizes[:, 1] == new_size))
            start, end = found.start[rows], found.end[rows]
            old = padded[start[:, None] + 4 + np.arange(old_size)] if old_size else np.zeros((len(rows), 0), padded.dtype)
            new = found.new[rows, :new_size]
            for side, middle in (("old", old), ("new", new)):
                for name, value in self._side(context(padded, start, end, middle), middle.shape[1]).items():
                    column[f"{side}_{name}"][rows] = value
            if old_size == new_size:
                column["changed"][rows] = (old != new).sum(axis=1)
        column["cut_gain"] = column["new_cut"] - column["old_cut"]

    def _side(self, window: Array, size: int) -> dict[str, Array]:
        log_p, order = self._model.score(window)
        touched, orders = -log_p[:, _SIDE:], order[:, _SIDE:]
        words = self._words(window)
        general, seen, length = self._best_word(words, window.shape, size)
        single = self._single[known(window[:, _SIDE: _SIDE + size]).astype(np.int64)]
        return {
            "cost": touched.sum(axis=1), "worst": touched.max(axis=1), "order": orders.sum(axis=1) / orders.shape[1],
            "low": (orders <= 2).sum(axis=1), "least": orders.min(axis=1), "cut": self._cut(window, words),
            "rarity": -single.min(axis=1) if size else np.zeros(len(window)),
            "word_general": general, "word_seen": seen, "word_size": length,
        }

    def _words(self, window: Array) -> dict[int, Array]:
        """The two log frequencies of the word of each size (two to four) from each place of each window on."""
        ids = known(window)
        keys, made = ids, {}
        for size in (2, 3, 4):
            keys = (keys[:, :-1] << np.uint64(LM_BITS)) | ids[:, size - 1:]
            made[size] = self.lexicon.values(keys, size)
        return made

    def _best_word(self, words: Mapping[int, Array], shape: tuple[int, ...], size: int) -> tuple[Array, Array, Array]:
        """The longest, then commonest word that holds the whole middle (or spans the gap where it is empty)."""
        general, seen, best, rank = (np.zeros(shape[0], np.float32) for _ in range(4))
        for length in (2, 3, 4):
            for at in range(max(0, _SIDE + size - length), min(_SIDE, shape[1] - length) + 1):
                if not size and (at >= _SIDE or at + length <= _SIDE):
                    continue
                values = words[length][:, at]
                score = np.where(values[:, 0] > 0, length * 30 + values.sum(axis=1), 0)
                better = score > rank
                rank = np.where(better, score, rank)
                general, seen = np.where(better, values[:, 0], general), np.where(better, values[:, 1], seen)
                best = np.where(better, length, best)
        return general, seen, best

    def _cut(self, window: Array, words: Mapping[int, Array]) -> Array:
        """Log probability of the best way to cut the window into words, by general and official frequency."""
        length = window.shape[1]
        single = np.maximum(self._single[known(window).astype(np.int64)], -12) - 3
        best = [np.zeros(len(window), np.float32)]
        for end in range(1, length + 1):
            value = best[end - 1] + single[:, end - 1]
            for size in (2, 3, 4):
                if size <= end:
                    found = words[size][:, end - size]
                    weight = np.where(found[:, 0] > 0, np.maximum(found[:, 0] - 17.9, found[:, 1] - 16.5), -99)
                    value = np.maximum(value, best[end - size] + weight)
            best.append(value)
        return best[-1]

    def _neighbourhood(self, ids: Array, cost: Array, found: Candidates, column: dict[str, Array]) -> None:
        """How strange the text is around the place: many surprises close together are names or a foreign subject."""
        cost = cost[: len(ids)]
        capped = np.minimum(cost, 12.0)
        totals = [np.r_[0.0, np.cumsum(a)] for a in (capped, (cost > 7).astype(float), (ids == UNKNOWN).astype(float))]
        count = len(ids)

        def between(total: Array, first: Array, last: Array) -> Array:
            sums: Array = total[np.clip(last, 0, count)] - total[np.clip(first, 0, count)]
            return sums

        start, end = found.start, found.end
        for name, total in zip(("around_cost", "around_surprises", "around_unknown"), totals, strict=True):
            sides = between(total, start - 14, start - 2) + between(total, end + 3, end + 15)
            column[name] = sides / 24
        column["left_cost"] = between(totals[0], start - 3, start)
        column["right_cost"] = between(totals[0], end + 2, end + 5)
        column["length"] = np.zeros(len(found))
        edges = np.flatnonzero(ids == 0)
        at = np.searchsorted(edges, start)
        before, after = edges[np.maximum(at - 1, 0)], edges[np.minimum(at, len(edges) - 1)]
        column["from_start"], column["to_end"] = np.minimum(start - before, 30), np.minimum(after - end, 30)
        column["length"] = np.minimum(after - before, 200)
        column["beside_digits"] = (np.isin(ids[np.maximum(start - 1, 0)], (DIGITS, DIGITS + 1)).astype(int)
                                   + np.isin(ids[np.minimum(end, count - 1)], (DIGITS, DIGITS + 1)))
        column["unknown_old"] = (ids[start] >= LM_SIZE).astype(int) + (ids[start] == UNKNOWN)


def _margins(found: Candidates) -> tuple[Array, Array]:
    """Gain over the best other candidate at the same start, and how many come within two of it."""
    order = np.lexsort((-found.gain, found.start))
    start, gain = found.start[order], found.gain[order]
    first = np.r_[True, start[1:] != start[:-1]]
    group = np.cumsum(first) - 1
    begins = np.flatnonzero(first)
    second_at = np.minimum(begins + 1, len(start) - 1)
    has_second = (begins + 1 < len(start)) & (start[second_at] == start[begins])
    second = np.where(has_second, gain[second_at], 0.0)
    top = gain[begins]
    margin = np.where(np.arange(len(start)) == begins[group], gain - second[group], gain - top[group])
    close = np.zeros(len(begins))
    np.add.at(close, group, gain > top[group] - 2)
    made, rivals = np.empty(len(start)), np.empty(len(start))
    made[order], rivals[order] = margin, close[group]
    return made, rivals


def _document(ids: Array, found: Candidates, column: dict[str, Array]) -> None:
    """How often the pairs at the place, and the pair that would replace them, stand elsewhere in the document."""
    pairs = (ids[:-1].astype(np.uint32) << np.uint32(16)) | ids[1:]
    pairs = np.where((ids[:-1] >= FIRST) & (ids[1:] >= FIRST), pairs, 0)
    distinct, counts = np.unique(pairs, return_counts=True)

    def seen(left: Array, right: Array) -> Array:
        key = (left.astype(np.uint32) << np.uint32(16)) | right.astype(np.uint32)
        at = np.minimum(np.searchsorted(distinct, key), len(distinct) - 1)
        hit = (distinct[at] == key) & (left >= FIRST) & (right >= FIRST)
        return np.where(hit, np.minimum(counts[at], 20), 0)

    here, after, before = ids[found.start], ids[np.minimum(found.start + 1, len(ids) - 1)], ids[found.start - 1]
    column["here_left"], column["here_right"] = seen(before, here), seen(here, after)
    first = np.where(found.size > 0, found.new[:, 0], ids[np.minimum(found.end, len(ids) - 1)])
    last_at = np.maximum(found.size - 1, 0)
    final = np.where(found.size > 0, found.new[np.arange(len(found)), last_at], before)
    follow = ids[np.minimum(found.end, len(ids) - 1)]
    inside = np.where(found.size >= 2, seen(found.new[:, 0], found.new[:, 1]), 0)
    column["here_new"] = np.maximum(np.maximum(seen(before, first), seen(final, follow)), inside)
