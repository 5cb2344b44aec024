"""Everything from the corpora to the model file."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .. import office_words, packing
from ..alphabet import FIRST, FULL_WIDTH, UNKNOWN, Alphabet
from ..corrector import Corrector
from ..packing import Array
from . import confusions, kneser_ney
from .corpus import TrainingDocument, documents, ecspell
from .fit import Rows, fit, planted_rows, rows
from .plant import Planter, Slip

LEAST_PROPOSED = 30
"""How often a character must occur in the training text to be proposed as a correction."""
ROUNDS = 350
SURE, LIKELY = 0.95, 0.7
"""Probabilities from which a proposal is a warning and a hint: about 0.1 and 0.6 in 10,000 characters of issued text, some of
them right."""
REAL_WEIGHT = np.float32(1.5)
"""Weight of a row of ECSpell, whose errors are not planted by a rule."""
OFFICE_TIMES = 8
"""How often each phrase with an office word counts; only in the model that is shipped."""
FOREIGN = {"xwlb": ("laws", "policy_misc", "govreport"), "laws": ("policy_misc", "govreport", "xwlb")}
"""Texts of the first are also judged by a language model of the others: the words of a strange genre must not be slips."""


@dataclass
class Material:
    """What does not change between language models."""

    folder: Path
    alphabet: Alphabet
    shapes: confusions.Shapes
    words: dict[str, int]


def alphabet_of(listed: Iterable[TrainingDocument], shapes: confusions.Shapes) -> Alphabet:
    """The characters of the documents, the commonest first, then others that can be taken for one of them."""
    counted: Counter[str] = Counter()
    for document in listed:
        for paragraph in document.paragraphs:
            counted.update(paragraph)
    blank = Alphabet(np.zeros(0, np.int64))
    kept = [c for c, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
            if c not in FULL_WIDTH and blank.ids(c) == [UNKNOWN] and ord(c) < 0x10000]
    rare = sorted(c for c in shapes.characters - set(kept) if len(c) == 1 and "\u3400" <= c <= "\u9fff")
    return Alphabet(np.array([ord(c) for c in kept + rare]))


def language_arrays(material: Material, listed: Sequence[TrainingDocument]) -> tuple[dict[str, Array], dict[str, tuple[int, int]], dict[str, int]]:
    """All arrays but the gate's, from ``listed``; the words with their counts; how often each character occurs."""
    alphabet = material.alphabet
    text = "\n".join(["", *(p for d in listed for p in d.paragraphs), ""])
    ids = alphabet.encode(text).ids
    counted = kneser_ney.count(ids)
    frequency = np.bincount(ids, minlength=len(alphabet))
    arrays = kneser_ney.tables(kneser_ney.estimate(counted))
    arrays |= confusions.characters(alphabet, frequency, material.shapes, LEAST_PROPOSED)
    tables, words = confusions.packed_words(material.words, alphabet, counted)
    arrays |= tables
    arrays |= confusions.word_sounds([w for w, (g, s) in words.items() if s >= 3 or g >= 30], alphabet)
    arrays |= confusions.middles(counted, 10, 5)
    arrays["alphabet"] = alphabet.characters.astype(np.uint16)
    occurrences = {chr(int(c)): int(frequency[FIRST + i]) for i, c in enumerate(alphabet.characters)}
    return arrays, words, occurrences


def office_phrases() -> TrainingDocument:
    """Phrases of our own with the words of office work, which laws and news lack (催办 stands in four paragraphs)."""
    lines = tuple(phrase for word in office_words() for phrase in (f"做好{word}工作", f"及时{word}", f"{word}有关事项"))
    return TrainingDocument("office", lines * OFFICE_TIMES, "train")


def build(folder: Path, out: Path, scratch: Path, say: Callable[[str], None], *, rounds: int = ROUNDS) -> None:
    """Write the model to ``out``; ``scratch`` holds the language models that only the gate is fitted with."""
    began = time.monotonic()

    def tell(what: str) -> None:
        say(f"{time.monotonic() - began:6.0f} s  {what}")

    listed = [d for d in documents(folder) if d.part != "measure"]
    train, held = [d for d in listed if d.part == "train"], [d for d in listed if d.part == "gate"]
    shapes = confusions.Shapes(folder / "confusion")
    material = Material(folder, alphabet_of(train, shapes), shapes, confusions.lexicon_words(folder / "wordlists"))
    tell(f"{len(train)} documents, {len(held)} for the gate, {len(material.alphabet)} ids")
    parts: list[Rows] = []
    models = {"": (train, held)} | {
        name: ([d for d in train if d.source in sources], [d for d in held if d.source == name][::2])
        for name, sources in FOREIGN.items()}
    for seed, (name, (seen, judged)) in enumerate(models.items()):
        arrays, words, occurrences = language_arrays(material, seen)
        path = scratch / f"language-{name or 'all'}.bin"
        packing.write(path, arrays, {})
        corrector = Corrector(path)
        planter = Planter(seed, words, occurrences, material.shapes)
        parts.append(planted_rows(corrector, planter, [d.paragraphs for d in judged], seed))
        tell(f"rows {name or 'all'}: {len(parts[-1].labels)}, {int(parts[-1].labels.sum())} right")
        if not name:
            parts.append(_real_rows(corrector, folder))
            tell(f"rows ECSpell: {len(parts[-1].labels)}, {int(parts[-1].labels.sum())} right")
    data = Rows.joined(parts)
    np.savez(scratch / "rows.npz", features=data.features, labels=data.labels, weights=data.weights)
    gate = fit(data, rounds)
    tell("gate fitted")
    arrays, _, _ = language_arrays(material, [*listed, office_phrases()])
    packing.write(out, arrays | gate, {"sure": SURE, "likely": LIKELY})
    tell(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB")


def _real_rows(corrector: Corrector, folder: Path) -> Rows:
    """Rows of the ECSpell training pairs that are not kept for measuring."""
    pairs = [(wrong, right) for part, wrong, right in ecspell(folder) if part in ("train-odw", "train-law")]
    parts = []
    for at in range(0, len(pairs), 10):
        slips = [[Slip(start, wrong[start:end], right[start:end], "real") for start, end in differences(wrong, right)]
                 for wrong, right in pairs[at: at + 10]]
        parts.append(rows(corrector, [wrong for wrong, _ in pairs[at: at + 10]], slips))
    made = Rows.joined(parts)
    return Rows(made.features, made.labels, made.weights * REAL_WEIGHT)


def differences(wrong: str, right: str) -> list[tuple[int, int]]:
    """Runs of unequal characters of two sentences of the same length; nothing where the lengths differ."""
    if len(wrong) != len(right):
        return []
    made: list[tuple[int, int]] = []
    for at, (a, b) in enumerate(zip(wrong, right, strict=True)):
        if a != b:
            if made and made[-1][1] == at:
                made[-1] = (made[-1][0], at + 1)
            else:
                made.append((at, at + 1))
    return made
