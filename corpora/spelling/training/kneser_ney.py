"""Counting n-grams and estimating the pruned Kneser–Ney model that is shipped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..alphabet import BOUNDARY, LM_BITS, LM_SIZE, known
from ..hashing import HashTable
from ..ngrams import ORDER, quantised, quantised_bow
from ..packing import Array

CUTOFFS = {2: 1, 3: 1, 4: 2, 5: 2}
"""How often an n-gram must occur to be kept, by its order."""
DIVERGENCE = {2: 0.0, 3: 0.7, 4: 1.3, 5: 1.6}
"""Least ``count × |log p − log p of the shorter context|`` of an n-gram that is kept."""


@dataclass
class Counts:
    """Distinct n-grams of one order, sorted, and how often each occurs."""

    keys: Array
    counts: Array


def count(ids: Array) -> dict[int, Counts]:
    """N-grams of orders 1 to 5 in ``ids``, none of which spans a boundary (it may begin or end with one)."""
    seen = known(ids)
    found: dict[int, Counts] = {}
    for n in range(1, ORDER + 1):
        keys = np.zeros(len(seen) - n + 1, np.uint64)
        inner = np.ones(len(keys), bool)
        for j in range(n):
            piece = seen[j: len(seen) - n + 1 + j]
            keys |= piece << np.uint64(LM_BITS * (n - 1 - j))
            if 0 < j < n - 1:
                inner &= piece != BOUNDARY
        if n == 2:
            inner &= keys != 0
        distinct, counts = np.unique(keys[inner], return_counts=True)
        found[n] = Counts(distinct, counts.astype(np.int32))
    return found


def _continuations(lower: Counts, upper: Counts, n: int) -> Array:
    """How many different ids precede each n-gram; its plain count where it begins with a boundary."""
    suffixes = upper.keys & np.uint64((1 << LM_BITS * n) - 1)
    at = np.searchsorted(lower.keys, suffixes)
    made = np.bincount(at, minlength=len(lower.keys)).astype(np.int64)
    if n > 1:
        starts = lower.keys >> np.uint64(LM_BITS * (n - 1)) == BOUNDARY
        made[starts] = lower.counts[starts]
    return np.maximum(made, 1)


def _discounts(counts: Array) -> Array:
    n1, n2, n3, n4 = (max(1, int((counts == k).sum())) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    made = np.array([0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3])
    clipped: Array = np.clip(made, [0, 0.1, 0.2, 0.3], [0, 0.95, 1.9, 2.9])
    return clipped


@dataclass
class _Level:
    """One order of the model as it is kept: sorted keys, log p, log back-off weight."""

    keys: Array
    log_p: Array
    log_bow: Array

    def find(self, keys: Array) -> tuple[Array, Array]:
        if not len(self.keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), bool)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return at, self.keys[at] == keys


def _effective(levels: dict[int, _Level], keys: Array, n: int) -> Array:
    """Log p of n-grams in the pruned model of orders up to ``n``."""
    if n == 1:
        return levels[1].log_p[keys.astype(np.int64)]
    at, hit = levels[n].find(keys)
    made = levels[n].log_p[at]
    miss = np.flatnonzero(~hit)
    if len(miss):
        rest = keys[miss]
        made[miss] = _bow(levels, rest >> np.uint64(LM_BITS), n - 1) + _effective(
            levels, rest & np.uint64((1 << LM_BITS * (n - 1)) - 1), n - 1)
    return made


def _bow(levels: dict[int, _Level], contexts: Array, n: int) -> Array:
    if n == 1:
        return levels[1].log_bow[contexts.astype(np.int64)]
    at, hit = levels[n].find(contexts)
    return np.where(hit, levels[n].log_bow[at], 0.0)


def estimate(counted: dict[int, Counts]) -> dict[int, _Level]:
    """The pruned model: modified Kneser–Ney, interpolated over all n-grams, then cut and renormalised."""
    adjusted = {n: _continuations(counted[n], counted[n + 1], n) for n in range(1, ORDER)}
    adjusted[ORDER] = counted[ORDER].counts.astype(np.int64)
    uniform = 1.0 / LM_SIZE
    p1 = np.full(LM_SIZE, 0.0)
    p1[counted[1].keys.astype(np.int64)] = adjusted[1]
    p1 = 0.999 * p1 / p1.sum() + 0.001 * uniform
    full = p1[counted[1].keys.astype(np.int64)]
    levels = {1: _Level(np.arange(LM_SIZE, dtype=np.uint64), np.log(p1), np.zeros(LM_SIZE))}
    probabilities: dict[int, Array] = {1: full}
    for n in range(2, ORDER + 1):
        probabilities[n] = _interpolated(counted, adjusted[n], probabilities[n - 1], n)
    keep = _kept(counted, probabilities)
    for n in range(2, ORDER + 1):
        chosen = keep[n]
        keys, p = counted[n].keys[chosen], probabilities[n][chosen]
        _renormalise(levels, keys, p, n)
        levels[n] = _Level(keys, np.log(p), np.zeros(len(keys)))
    return levels


def _interpolated(counted: dict[int, Counts], adjusted: Array, lower: Array, n: int) -> Array:
    keys = counted[n].keys
    contexts = keys >> np.uint64(LM_BITS)
    first = np.flatnonzero(np.r_[True, contexts[1:] != contexts[:-1]])
    sizes = np.diff(np.r_[first, len(keys)])
    totals = np.add.reduceat(adjusted, first).astype(float)
    discount = _discounts(adjusted)[np.minimum(adjusted, 3)]
    mass = np.add.reduceat(discount, first) / totals
    suffix = np.searchsorted(counted[n - 1].keys, keys & np.uint64((1 << LM_BITS * (n - 1)) - 1))
    made: Array = (adjusted - discount) / np.repeat(totals, sizes) + np.repeat(mass, sizes) * lower[suffix]
    return made


def _kept(counted: dict[int, Counts], probabilities: dict[int, Array]) -> dict[int, Array]:
    """Which n-grams stay: often enough, telling something that the shorter context does not, or prefix of one that does."""
    keep: dict[int, Array] = {}
    prefixes: Array | None = None
    for n in range(ORDER, 1, -1):
        keys, counts = counted[n].keys, counted[n].counts
        lower = probabilities[n - 1][np.searchsorted(counted[n - 1].keys, keys & np.uint64((1 << LM_BITS * (n - 1)) - 1))]
        gain = counts * np.abs(np.log(probabilities[n]) - np.log(lower))
        chosen = (counts >= CUTOFFS[n]) & (gain >= DIVERGENCE[n])
        if prefixes is not None:
            chosen[np.searchsorted(keys, prefixes)] = True
        keep[n] = chosen
        prefixes = np.unique(keys[chosen] >> np.uint64(LM_BITS)) if n > 2 else None
    return keep


def _renormalise(levels: dict[int, _Level], keys: Array, p: Array, n: int) -> None:
    """Set the back-off weights of order ``n − 1`` so that each context's probabilities sum to one."""
    if not len(keys):
        return
    contexts = keys >> np.uint64(LM_BITS)
    first = np.flatnonzero(np.r_[True, contexts[1:] != contexts[:-1]])
    lower = np.exp(_effective(levels, keys & np.uint64((1 << LM_BITS * (n - 1)) - 1), n - 1))
    left = np.clip(1 - np.add.reduceat(p, first), 1e-4, 1)
    lower_left = np.clip(1 - np.add.reduceat(lower, first), 1e-4, 1)
    level = levels[n - 1]
    at, hit = level.find(contexts[first])
    level.log_bow[at[hit]] = np.log(left / lower_left)[hit]


def tables(levels: dict[int, _Level]) -> dict[str, Array]:
    """The arrays that :class:`~..ngrams.LanguageModel` reads."""
    first = levels[1]
    arrays = {"lm1": np.stack([quantised(first.log_p), quantised_bow(first.log_bow)], axis=1)}
    for n in range(2, ORDER + 1):
        level = levels[n]
        columns = [quantised(level.log_p)] + ([quantised_bow(level.log_bow)] if n < ORDER else [])
        arrays |= HashTable.build(level.keys, np.stack(columns, axis=1)).arrays(f"lm{n}")
    return arrays
