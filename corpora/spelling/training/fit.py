"""Fitting the gate: rows from planted and from real errors, boosted trees, and their export as arrays."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..candidates import Candidates
from ..corrector import Corrector
from ..features import NAMES
from ..packing import Array
from .plant import Planter, Slip

RATES = (0.0, 0.0, 1 / 400, 1 / 150, 1 / 70)
"""Errors a character in the pieces of text that the gate is fitted on; as often none as any but the last."""
_PIECE = 3_000
_BESIDE = 6
_PARAMETERS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 47, "min_data_in_leaf": 40, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "seed": 20120701, "verbose": -1, "max_bin": 255,
}


@dataclass
class Rows:
    """Features, labels (1: the candidate is the right correction) and weights."""

    features: Array
    labels: Array
    weights: Array

    @classmethod
    def joined(cls, parts: Iterable[Rows]) -> Rows:
        """All rows of ``parts``."""
        listed = [cls(np.zeros((0, len(NAMES)), np.float32), np.zeros(0, np.int8), np.zeros(0, np.float32)), *parts]
        return cls(*(np.concatenate([getattr(p, name) for p in listed]) for name in ("features", "labels", "weights")))


def planted_rows(corrector: Corrector, planter: Planter, documents: Iterable[Sequence[str]], seed: int) -> Rows:
    """Rows of ``documents`` in pieces of about 3,000 characters, each with errors at one of :data:`RATES`."""
    chooser, parts = random.Random(seed), []
    for paragraphs in documents:
        for piece in _pieces(paragraphs):
            rate = chooser.choice(RATES)
            spoiled = [planter.paragraph(p, rate) if rate else (p, []) for p in piece]
            parts.append(rows(corrector, [text for text, _ in spoiled], [slips for _, slips in spoiled]))
    return Rows.joined(parts)


def _pieces(paragraphs: Sequence[str]) -> Iterable[list[str]]:
    piece: list[str] = []
    size = 0
    for paragraph in paragraphs:
        piece.append(paragraph)
        size += len(paragraph)
        if size >= _PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def rows(corrector: Corrector, paragraphs: Sequence[str], slips: Sequence[Sequence[Slip]]) -> Rows:
    """The candidates in ``paragraphs``, right where one mends a slip exactly; others beside a slip weigh half."""
    text = "\n" + "\n".join(paragraphs) + "\n"
    encoded = corrector.alphabet.encode(text)
    found, features = corrector.candidates(encoded.ids)
    bases = np.cumsum([1, *(len(p) + 1 for p in paragraphs)])
    where = [(int(bases[n]) + s.start, s) for n, listed in enumerate(slips) for s in listed]
    labels, weights = np.zeros(len(found), np.int8), np.ones(len(found), np.float32)
    starts = np.array([at for at, _ in where], np.int64)
    for row in range(len(found)) if where else ():
        begin, end, right = _change(corrector, found, row, encoded.offsets)
        nearest = int(np.searchsorted(starts, begin - _BESIDE))
        while nearest < len(where) and starts[nearest] <= end + _BESIDE:
            at, slip = where[nearest]
            if begin <= at + len(slip.wrong) + 1 and at - 1 <= end:
                labels[row] = _same(text, (begin, end, right), (at, at + len(slip.wrong), slip.right))
                weights[row] = 1.0 if labels[row] else 0.5
                break
            nearest += 1
    return Rows(features, labels, weights)


def _change(corrector: Corrector, found: Candidates, row: int, offsets: Array) -> tuple[int, int, str]:
    """A candidate as offsets into the text and the characters to put there."""
    start, end = int(found.start[row]), int(found.end[row])
    right = corrector.alphabet.text([int(i) for i in found.new[row, : found.size[row]]])
    begin = int(offsets[start])
    return begin, int(offsets[end - 1]) + 1 if end > start else begin, right


def _same(text: str, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether two replacements give the same text."""
    low, high = min(one[0], other[0]), max(one[1], other[1])
    first, second = (text[low:s] + new + text[e:high] for s, e, new in (one, other))
    return first == second


def fit(data: Rows, rounds: int) -> dict[str, Array]:
    """The gate's arrays (see :class:`~..gate.Gate`)."""
    import lightgbm

    table = lightgbm.Dataset(data.features, data.labels, weight=data.weights, feature_name=list(NAMES), free_raw_data=False)
    model = lightgbm.train(_PARAMETERS, table, num_boost_round=rounds)
    return exported(model.dump_model()["tree_info"])


def exported(trees: Sequence[dict[str, Any]]) -> dict[str, Array]:
    """LightGBM's trees as flat arrays."""
    roots: list[int] = []
    nodes: list[tuple[int, float, int, int]] = []

    def add(node: dict[str, Any]) -> int:
        at = len(nodes)
        if "leaf_value" in node:
            nodes.append((-1, node["leaf_value"], 0, 0))
            return at
        nodes.append((node["split_feature"], node["threshold"], 0, 0))
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[at] = (node["split_feature"], node["threshold"], left, right)
        return at

    for tree in trees:
        roots.append(add(tree["tree_structure"]))
    return {
        "gate.roots": np.array(roots, np.uint32), "gate.feature": np.array([n[0] for n in nodes], np.int8),
        "gate.threshold": np.array([n[1] for n in nodes], np.float32),
        "gate.children": np.array([n[2:] for n in nodes], np.uint32),
    }
