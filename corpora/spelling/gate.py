"""The gate: gradient-boosted trees that turn features into the probability that a candidate is right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .packing import Array

_ROUND = 35
"""Trees that are asked before it is looked which rows can still matter."""
_SLACK = 1e-3
"""Far more than sums of a few hundred leaves differ by the order in which they are added."""


class Gate:
    """Trees as arrays. A node: feature, threshold, left and right child; a leaf: feature −1, the value as threshold."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._roots = arrays["gate.roots"].astype(np.int64)
        self._feature = arrays["gate.feature"].astype(np.int64)
        self._threshold = arrays["gate.threshold"]
        self._children = arrays["gate.children"].astype(np.int64).ravel()
        leaves = np.where(self._feature < 0, self._threshold, -np.inf)
        self._most = np.maximum.reduceat(leaves, self._roots).astype(np.float64)

    def probability(self, features: Array, least: float = 0.0) -> Array:
        """The probability for each row of features; rows that certainly stay below ``least`` may get 0."""
        if not len(features):
            return np.zeros(0)
        values = np.zeros((len(features), len(self._roots)), np.float32)
        left, sums = np.arange(len(features)), np.zeros(len(features))
        order = np.argsort(-self._most, kind="stable")  # what can say most for a row first, so that soon little can
        floor = np.log(least / (1 - least)) - _SLACK if least > 0 else -np.inf
        for first in range(0, len(order), _ROUND):
            trees = order[first: first + _ROUND]
            found = self._leaves(features, left, self._roots[trees])
            values[left[:, None], trees] = found
            sums += found.sum(axis=1, dtype=np.float64)
            ok = sums + self._most[order[first + _ROUND:]].sum() >= floor
            left, sums = left[ok], sums[ok]
        made = np.zeros(len(features))
        made[left] = 1 / (1 + np.exp(-values[left].sum(axis=1, dtype=np.float64)))
        return made

    def _leaves(self, features: Array, rows: Array, roots: Array) -> Array:
        """The value of the leaf that each of ``rows`` comes to from each of ``roots``."""
        flat, base = features.ravel(), np.repeat(rows * features.shape[1], len(roots))
        node = np.tile(roots, len(rows))
        going = np.arange(len(node))
        while len(going):
            here = node[going]
            feature = self._feature[here]
            inner = feature >= 0
            if not inner.all():
                going, here, feature = going[inner], here[inner], feature[inner]
            right = flat[base[going] + feature] > self._threshold[here]
            node[going] = self._children[2 * here + right]
        made: Array = self._threshold[node].reshape(len(rows), len(roots))
        return made
