"""The gate: gradient-boosted trees that turn features into the probability that a candidate is right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .packing import Array


class Gate:
    """Trees as arrays. A node: feature, threshold, left and right child; a leaf: feature −1, the value as threshold."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._roots = arrays["gate.roots"].astype(np.int64)
        self._feature = arrays["gate.feature"].astype(np.int64)
        self._threshold = arrays["gate.threshold"]
        self._children = arrays["gate.children"].astype(np.int64)

    def probability(self, features: Array) -> Array:
        """The probability for each row of features."""
        node = np.broadcast_to(self._roots, (len(features), len(self._roots))).copy()
        rows = np.arange(len(features))[:, None]
        while True:
            feature = self._feature[node]
            inner = feature >= 0
            if not inner.any():
                break
            right = features[rows, np.maximum(feature, 0)] > self._threshold[node]
            node = np.where(inner, self._children[node, right.astype(np.int64)], node)
        made: Array = 1 / (1 + np.exp(-self._threshold[node].sum(axis=1, dtype=np.float64)))
        return made
