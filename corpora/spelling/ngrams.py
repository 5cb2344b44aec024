"""The language model at work: a pruned, interpolated Kneser–Ney 5-gram model of characters in hash tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from .alphabet import LM_BITS, LM_SIZE, known, last, packed
from .hashing import HashTable
from .packing import Array

ORDER = 5
UNSEEN = -17.0
"""Less than any log probability."""
_P_STEP, _BOW_STEP, _BOW_TOP = 16.0, 32.0, 1.0


def quantised(log_p: Array) -> Array:
    """Natural log probabilities as bytes, in steps of 1/16 down to −15.9."""
    return np.clip(np.rint(-log_p * _P_STEP), 0, 255).astype(np.uint8)


def quantised_bow(log_bow: Array) -> Array:
    """Log back-off weights as bytes, in steps of 1/32 from +1 to −6.97."""
    return np.clip(np.rint((_BOW_TOP - log_bow) * _BOW_STEP), 0, 255).astype(np.uint8)


class LanguageModel:
    """Log probability of each character after the four before it."""

    def __init__(self, unigrams: Array, tables: Mapping[int, HashTable]) -> None:
        """``unigrams``: two bytes an id (probability, back-off); ``tables``: by order 2 to 5, the last without back-off."""
        self._p1 = -(unigrams[:, 0].astype(np.float32)) / _P_STEP
        self._b1 = _BOW_TOP - unigrams[:, 1].astype(np.float32) / _BOW_STEP
        self._tables = tables

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> LanguageModel:
        """The model in a file's arrays."""
        return cls(arrays["lm1"], {n: HashTable.of(arrays, f"lm{n}") for n in range(2, ORDER + 1)})

    def score(self, ids: Array) -> tuple[Array, Array]:
        """Natural log probability and the order of the longest n-gram known, at every place along the last axis."""
        keys = packed(ids)
        seen = known(ids).astype(np.int64)
        log_p = self._p1[seen]
        reached = np.ones(ids.shape, np.int8)
        bow = self._b1[seen]
        for n in range(2, ORDER + 1):
            row = self._tables[n].find(last(keys, n))
            hit = row >= 0
            log_p[..., 1:] += bow[..., :-1]
            values = self._tables[n].values[np.maximum(row, 0)]
            log_p = np.where(hit, -(values[..., 0].astype(np.float32)) / _P_STEP, log_p)
            reached[hit] = n
            if n < ORDER:
                bow = np.where(hit, _BOW_TOP - values[..., 1].astype(np.float32) / _BOW_STEP, np.float32(0))
        return log_p, reached

    def contexts(self, ids: Array) -> list[Array]:
        """Back-off weights of the last one, two, three and four ids of each row, for :meth:`step`."""
        keys, seen = packed(ids)[:, -1], known(ids[:, -1]).astype(np.int64)
        return [self._b1[seen], *(self._looked_up(keys, n)[2] for n in range(2, ORDER))]

    def step(self, keys: Array, contexts: list[Array]) -> tuple[Array, list[Array]]:
        """Log probability of the last id of each of the packed ``keys``, as :meth:`score` gives it, and the next contexts."""
        seen = last(keys, 1).astype(np.int64)
        log_p, made = self._p1[seen], [self._b1[seen]]
        for n in range(2, ORDER + 1):
            hit, better, bow = self._looked_up(keys, n)
            log_p = np.where(hit, better, log_p + contexts[n - 2])
            made.append(bow)
        return log_p, made[:-1]

    def _looked_up(self, keys: Array, n: int) -> tuple[Array, Array, Array]:
        """Whether the last ``n`` ids are in the model, and where they are their probability and back-off weight."""
        row = self._tables[n].find(last(keys, n))
        hit, values = row >= 0, self._tables[n].values[np.maximum(row, 0)]
        bow = np.where(hit, _BOW_TOP - values[..., 1].astype(np.float32) / _BOW_STEP, np.float32(0)) if n < ORDER else np.float32(0)
        return hit, -(values[..., 0].astype(np.float32)) / _P_STEP, np.asarray(bow)

    def best(self, contexts: list[Array], steps: int) -> Array | float:
        """What the log probabilities of that many steps from ``contexts`` on cannot exceed together."""
        if not steps:
            return 0.0
        most, added = np.zeros(len(contexts[0])), np.zeros(len(contexts[0]))
        for bow in reversed(contexts):  # an n-gram's own probability is at most 1, what it backs off from comes on top
            added = added + bow
            most = np.maximum(most, added)
        return most + (steps - 1) * self._highest

    @cached_property
    def _highest(self) -> float:
        """What no log probability exceeds."""
        tops = [self._b1.max(), *(_BOW_TOP - self._tables[n].values[:, 1].min() / _BOW_STEP for n in range(2, ORDER))]
        return float(sum(max(0.0, top) for top in tops))

    def pairs(self, left: Array, right: Array) -> Array:
        """Log probability of ``right`` after ``left`` alone, :data:`UNSEEN` where the model has not seen the two together."""
        keys = (left.astype(np.uint64) << np.uint64(LM_BITS)) | right.astype(np.uint64)
        row = self._tables[2].find(keys)
        made: Array = -(self._tables[2].values[np.maximum(row, 0), 0].astype(np.float32)) / _P_STEP
        made[(row < 0) | (left >= LM_SIZE) | (right >= LM_SIZE)] = UNSEEN
        return made
