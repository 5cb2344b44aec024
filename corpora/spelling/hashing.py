"""A packed hash table from 60-bit keys to a few bytes: two bytes of key, the values, half a byte of directory.

A key is scrambled to 64 bits; its top bits choose a bucket, the next 16 are kept. Buckets hold four keys on average and
stand one after another, so that a bucket's start is near ``bucket × keys ÷ buckets``: only the difference is stored.
A key that was never put in is taken for another with probability 4 ÷ 65,536.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .packing import Array

_LOAD = 4


def _scrambled(keys: Array) -> Array:
    """splitmix64's finaliser: every bit of the key changes every bit of the result."""
    x = keys.astype(np.uint64, copy=True)
    x ^= x >> np.uint64(30)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(27)
    x *= np.uint64(0x94D049BB133111EB)
    x ^= x >> np.uint64(31)
    return x


class HashTable:
    """The table over three arrays: bucket starts (as differences), rests of keys, values by key (rows of bytes)."""

    def __init__(self, starts: Array, rests: Array, values: Array) -> None:
        self.starts, self.rests, self.values = starts, rests, values
        self._bits = int(len(starts) - 1).bit_length() - 1

    @classmethod
    def build(cls, keys: Array, values: Array) -> HashTable:
        """A table of distinct ``keys`` (``uint64``) and their ``values`` (``uint8``, one row a key)."""
        if not len(keys):  # look-ups index the values before they know that nothing was found
            keys, values = np.full(1, (1 << 60) - 1, np.uint64), np.zeros((1, values.shape[1]), values.dtype)
        bits = max(1, int(np.ceil(np.log2(max(2, len(keys)) / _LOAD))))
        mixed = _scrambled(keys)
        order = np.argsort(mixed, kind="stable")
        mixed = mixed[order]
        buckets = 1 << bits
        exact = np.searchsorted(mixed >> np.uint64(64 - bits), np.arange(buckets + 1, dtype=np.uint64))
        even = np.arange(buckets + 1, dtype=np.int64) * len(keys) // buckets
        starts = (exact - even).astype(np.int16)
        if not np.array_equal(starts + even, exact):
            raise ValueError("the buckets are too uneven for 16 bits")
        rests = ((mixed >> np.uint64(48 - bits)) & np.uint64(0xFFFF)).astype(np.uint16)
        return cls(starts, rests, np.ascontiguousarray(values[order]))

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> HashTable:
        """The table that :meth:`arrays` put into a file under ``name``."""
        return cls(arrays[f"{name}.starts"], arrays[f"{name}.rests"], arrays[f"{name}.values"])

    def arrays(self, name: str) -> dict[str, Array]:
        """What to store."""
        return {f"{name}.starts": self.starts, f"{name}.rests": self.rests, f"{name}.values": self.values}

    def find(self, keys: Array) -> Array:
        """The row of each key, −1 where it is absent."""
        count = len(self.rests)
        mixed = _scrambled(keys.ravel())
        bucket = (mixed >> np.uint64(64 - self._bits)).astype(np.int64)
        rest = ((mixed >> np.uint64(48 - self._bits)) & np.uint64(0xFFFF)).astype(np.uint16)
        at = self.starts[bucket] + (bucket * count >> self._bits)
        end = self.starts[bucket + 1] + ((bucket + 1) * count >> self._bits)
        found = np.full(len(mixed), -1, np.int64)
        left = np.flatnonzero(at < end)
        at, end, rest = at[left], end[left], rest[left]
        while len(left):
            hit = self.rests.take(at) == rest
            found[left[hit]] = at[hit]
            at += 1
            on = np.flatnonzero((at < end) & ~hit)
            left, at, end, rest = left[on], at[on], end[on], rest[on]
        return found.reshape(keys.shape)
