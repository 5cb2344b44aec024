"""Everything from the corpora to the model file."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from .. import office_words, packing
from ..alphabet import FIRST, FULL_WIDTH, UNKNOWN, Alphabet
from ..corrector import Corrector
from ..packing import Array
from . import confusions, kneser_ney
from .corpus import TrainingDocument, documents, ecspell, titles
from .fit import Rows, fit, planted_rows, rows
from .plant import Planter, Slip
from .shapes import Shapes

LEAST_PROPOSED = 30
"""How often a character must occur in the training text to be proposed as a correction."""
ROUNDS = 350
SURE, LIKELY = 0.95, 0.7
"""Probabilities from which a proposal is a warning and a hint: about 0.1 and 0.6 in 10,000 characters of issued text, some of
them right."""
REAL_WEIGHT = np.float32(1.5)
"""Weight of a row of ECSpell, whose errors are not planted by a rule."""
RIGHT_TIMES = 3
"""How often each right sentence of ECSpell counts: three times is kept whatever its length."""
OFFICE_TIMES = 8
"""How often each phrase with an office word counts; only in the model that is shipped."""
FOREIGN = {"xwlb": ("laws", "policy_misc", "govreport"), "laws": ("policy_misc", "govreport", "xwlb")}
"""Texts of the first are also judged by a language model of the others: the words of a strange genre must not be slips."""
SLICES = 4
HELD_EVERY, STRANGE_EVERY = 2, {"xwlb": 6, "laws": 3}
"""Into how many tasks the texts and the sentences are divided, and every which of the texts kept for the gate is used."""


@dataclass
class Material:
    """What does not change between language models."""

    folder: Path
    alphabet: Alphabet
    shapes: Shapes
    words: dict[str, int]


def alphabet_of(listed: Iterable[TrainingDocument], shapes: Shapes) -> Alphabet:
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
    arrays |= confusions.neighbours(words, alphabet, 40)
    arrays["alphabet"] = alphabet.characters.astype(np.uint16)
    occurrences = {chr(int(c)): int(frequency[FIRST + i]) for i, c in enumerate(alphabet.characters)}
    return arrays, words, occurrences


def office_phrases() -> TrainingDocument:
    """Phrases of our own with the words of office work, which laws and news lack (催办 stands in four paragraphs)."""
    lines = tuple(phrase for word in office_words() for phrase in (f"做好{word}工作", f"及时{word}", f"{word}有关事项"))
    return TrainingDocument("office", lines * OFFICE_TIMES, "train")


def right_sentences(folder: Path) -> TrainingDocument:
    """The right sentences of the ECSpell training pairs that are not kept for measuring; only in the model that is shipped,
    because the gate is fitted on the pairs."""
    lines = dict.fromkeys(right for part, _, right in ecspell(folder) if part.startswith("train"))
    return TrainingDocument("ecspell", tuple(lines) * RIGHT_TIMES, "train")


@dataclass
class _Task:
    """Texts that a language model judges, so that the gate learns from it."""

    model: str
    pieces: Sequence[Sequence[str]]
    pairs: Sequence[tuple[str, str]]
    seed: int


def _tasks(listed: Sequence[TrainingDocument], folder: Path) -> list[_Task]:
    """Right text with planted errors, the real errors of ECSpell, and text of a genre that the model has not seen."""
    held = [d for d in listed if d.part == "gate"]
    half = held[::HELD_EVERY]
    real = [(wrong, right) for part, wrong, right in ecspell(folder) if part.startswith("train")]
    made = [_Task("all", [d.paragraphs for d in half[at::SLICES]], (), at) for at in range(SLICES)]
    made += [_Task("all", (), real[at::SLICES], 0) for at in range(SLICES)]
    return made + [_Task(name, [d.paragraphs for d in held if d.source == name][::STRANGE_EVERY[name]], (), SLICES) for name in FOREIGN]


def _work(folder: Path, scratch: Path, what: _Task | str) -> Rows | None:
    """One task, or one language model by name; everything that it needs is read again, so that it can run anywhere."""
    if isinstance(what, str):
        listed, material = _material(folder)
        arrays, words, occurrences = language_arrays(material, _seen(what, listed, folder))
        packing.write(scratch / f"language-{what}.bin", arrays, {"words": words, "occurrences": occurrences} if what != "shipped" else {})
        return None
    corrector = Corrector(scratch / f"language-{what.model}.bin")
    if what.pairs:
        return _real_rows(corrector, what.pairs)
    words = {w: (g, s) for w, (g, s) in corrector.facts["words"].items()}
    planter = Planter(what.seed, words, corrector.facts["occurrences"], Shapes(folder / "confusion"))
    return planted_rows(corrector, planter, what.pieces, what.seed)


def _material(folder: Path) -> tuple[list[TrainingDocument], Material]:
    listed = [titles(folder), *(d for d in documents(folder) if d.part != "measure")]
    shapes = Shapes(folder / "confusion")
    return listed, Material(folder, alphabet_of(listed, shapes), shapes, confusions.lexicon_words(folder / "wordlists"))


def _seen(model: str, listed: Sequence[TrainingDocument], folder: Path) -> list[TrainingDocument]:
    """What the language model of that name is made of."""
    if model == "shipped":
        return [*listed, office_phrases(), right_sentences(folder)]
    return [d for d in listed if d.part == "train" and (model == "all" or d.source in FOREIGN[model])]


def build(folder: Path, out: Path, scratch: Path, say: Callable[[str], None], *, rounds: int = ROUNDS, workers: int | None = None) -> None:
    """Write the model to ``out``; ``scratch`` holds the language models and the rows that the gate is fitted on.

    ``workers`` processes share the work; how many there are does not change the result.
    """
    began = time.monotonic()

    def tell(what: str) -> None:
        say(f"{time.monotonic() - began:6.0f} s  {what}")

    work = partial(_work, folder, scratch)
    listed = [d for d in documents(folder) if d.part != "measure"]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for name, _ in zip(models := ("all", *FOREIGN, "shipped"), pool.map(work, models), strict=True):
            tell(f"language model {name}: {(scratch / f'language-{name}.bin').stat().st_size / 1e6:.1f} MB")
        parts = []
        for task, rows_ in zip(tasks := _tasks(listed, folder), pool.map(work, tasks), strict=True):
            assert rows_ is not None
            parts.append(rows_)
            tell(f"{'real' if task.pairs else 'planted'} errors, model {task.model}: {len(rows_.labels)} rows, {int(rows_.labels.sum())} right")
    data = Rows.joined(parts)
    np.savez(scratch / "rows.npz", features=data.features, labels=data.labels, weights=data.weights)
    gate = fit(data, rounds)
    tell("gate fitted")
    arrays, _ = packing.read(scratch / "language-shipped.bin")
    packing.write(out, arrays | gate, {"sure": SURE, "likely": LIKELY})
    tell(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB")


def _real_rows(corrector: Corrector, pairs: Sequence[tuple[str, str]]) -> Rows:
    """Rows of sentences with the errors that people made."""
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
