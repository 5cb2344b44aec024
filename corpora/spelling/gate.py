"""The gate: gradient-boosted trees that turn features into the probability that a candidate is right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .packing import Array

_ROWS = 128
"""Rows that go through all trees together: what they need stays in the processor's cache."""


class Gate:
    """Trees as arrays. A node: feature, threshold, left and right child; a leaf: feature −1, the value as threshold."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._roots = arrays["gate.roots"].astype(np.int64)
        self._feature = arrays["gate.feature"].astype(np.int64)
        self._threshold = arrays["gate.threshold"]
        self._children = arrays["gate.children"].astype(np.int64).ravel()

    def probability(self, features: Array) -> Array:
        """The probability for each row of features."""
        parts = [self._sums(features[at: at + _ROWS]) for at in range(0, len(features), _ROWS)]
        made: Array = 1 / (1 + np.exp(-np.concatenate(parts or [np.zeros(0)])))
        return made

    def _sums(self, features: Array) -> Array:
        flat, node = features.ravel(), np.tile(self._roots, len(features))
        going, base, here = np.arange(len(node)), np.repeat(np.arange(len(features)) * features.shape[1], len(self._roots)), node
        while len(going):  # a level a round, with those that have not come to a leaf
            feature = self._feature.take(here)
            inner = np.flatnonzero(feature >= 0)
            going, base, here, feature = going.take(inner), base.take(inner), here.take(inner), feature.take(inner)
            here = self._children.take(2 * here + (flat.take(base + feature) > self._threshold.take(here)))
            node[going] = here
        sums: Array = self._threshold.take(node).reshape(len(features), -1).sum(axis=1, dtype=np.float64)
        return sums
