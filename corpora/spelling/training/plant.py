"""Errors planted in right text, in the mix that typing with a pinyin input method makes (mostly words of the same sound)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .confusions import by_sound, near_sounds, readings, toneless
from .shapes import Shapes

MIX = {
    "word": 34, "same": 24, "near": 8, "shape": 20, "pair": 4, "missing": 10, "doubled": 4, "twice": 1, "swapped": 3,
    "extra": 1, "lone": 2,
}
"""Kinds of planted errors and their weights: another word of the same sound, a character of the same or a near sound or
of a like shape, two characters of the same sound that are no word, a character left out, written twice, a word written
twice, characters exchanged, a stray character, a word of one character."""

_SHAPES = 36
"""Among how many that look alike one is chosen; likeness counts more than frequency, so that rare ones occur."""


@dataclass(frozen=True)
class Slip:
    """``wrong`` stands at ``start`` where ``right`` should; either may be empty."""

    start: int
    wrong: str
    right: str
    kind: str


class Planter:
    """Plants errors with a generator of its own: the same seed, the same errors."""

    def __init__(self, seed: int, words: Mapping[str, tuple[int, int]], frequency: Mapping[str, int], shapes: Shapes) -> None:
        self._random = random.Random(seed)
        self._weight = {w: (g + 10 * s) ** 0.7 for w, (g, s) in words.items()}
        self._frequency = frequency
        self._known = {c for c, n in frequency.items() if n >= 300 and readings(c)}
        self._sounds = by_sound([w for w, (g, s) in words.items() if s >= 10 or g >= 200])
        self._looks = shapes.among(sorted(c for c in frequency if "\u3400" <= c <= "\u9fff"))
        self._same: dict[str, list[str]] = {}
        for c in sorted(self._known):
            for reading in readings(c):
                self._same.setdefault(toneless(reading), []).append(c)
        import jieba

        jieba.setLogLevel(60)
        tokenizer = jieba.Tokenizer()  # of our own: the global one belongs to whoever imports jieba
        self._cut: Callable[[str], Sequence[str]] = lambda text: tokenizer.lcut(text, HMM=False)

    def paragraph(self, text: str, rate: float) -> tuple[str, list[Slip]]:
        """``text`` with about ``rate`` errors a character, none next to another; offsets are of the result."""
        words = self._cut(text)
        made: list[str] = []
        slips: list[Slip] = []
        length, free = 0, 0
        for word in words:
            if length >= free and self._random.random() < rate * max(1, len(word)):
                kind = self._random.choices(list(MIX), list(MIX.values()))[0]
                wrong = self.spoil(word, kind)
                if wrong is not None and wrong != word:
                    slips.append(_trimmed(length, wrong, word, kind))
                    free = length + len(wrong) + 8
                    word = wrong
            made.append(word)
            length += len(word)
        return "".join(made), slips

    def spoil(self, word: str, kind: str) -> str | None:
        """``word`` with an error of that kind, None where it does not fit."""
        if not all("\u4e00" <= c <= "\u9fff" for c in word):
            return None
        return {"word": self._word, "same": self._character, "near": self._character, "shape": self._character,
                "pair": self._pair, "missing": self._missing, "doubled": self._doubled, "twice": self._twice,
                "swapped": self._swapped, "extra": self._extra, "lone": self._lone}[kind](word, kind)

    def _pick(self, choices: Sequence[str]) -> str | None:
        weights = [self._weight.get(c) or self._frequency.get(c, 1) ** 0.7 for c in choices]
        return self._random.choices(choices, weights)[0] if choices else None

    def _word(self, word: str, kind: str) -> str | None:
        if len(word) < 2:
            return None
        from pypinyin import lazy_pinyin

        return self._pick([w for w in self._sounds.get(tuple(lazy_pinyin(word)), ()) if w != word])

    def _alike(self, character: str, kind: str) -> str | None:
        if kind == "shape":
            alike = self._looks.likest(character, _SHAPES)
            weights = [likeness**3 * (self._frequency.get(c, 0) + 30) ** 0.35 for c, likeness in alike]
            return self._random.choices(alike, weights)[0][0] if alike else None
        sounds = [toneless(r) for r in readings(character)[:2]]
        if kind == "near":
            sounds = sorted({near for sound in sounds for near in near_sounds(sound)})
        return self._pick([c for sound in sounds for c in self._same.get(sound, ()) if c != character])

    def _character(self, word: str, kind: str) -> str | None:
        if len(word) < 2:
            return None
        at = self._random.randrange(len(word))
        other = self._alike(word[at], kind)
        return word[:at] + other + word[at + 1:] if other else None

    def _pair(self, word: str, kind: str) -> str | None:
        if len(word) != 2:
            return None
        return "".join(self._alike(c, "same") or c for c in word)

    def _missing(self, word: str, kind: str) -> str | None:
        if len(word) < 2:
            return None
        at = self._random.randrange(len(word))
        return word[:at] + word[at + 1:]

    def _doubled(self, word: str, kind: str) -> str | None:
        at = self._random.randrange(len(word))
        return word[:at] + word[at] + word[at:]

    def _twice(self, word: str, kind: str) -> str | None:
        return word * 2 if len(word) == 2 else None

    def _swapped(self, word: str, kind: str) -> str | None:
        if len(word) < 2:
            return None
        at = self._random.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]

    def _extra(self, word: str, kind: str) -> str | None:
        at = self._random.randrange(len(word))
        return word[:at] + self._random.choice("的了是在和") + word[at:] if at else None

    def _lone(self, word: str, kind: str) -> str | None:
        return self._alike(word, "same") if len(word) == 1 else None


def _trimmed(start: int, wrong: str, right: str, kind: str) -> Slip:
    """The slip without what both have in common at the ends."""
    head = 0
    while head < min(len(wrong), len(right)) and wrong[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(wrong), len(right)) - head and wrong[-1 - tail] == right[-1 - tail]:
        tail += 1
    return Slip(start + head, wrong[head: len(wrong) - tail], right[head: len(right) - tail], kind)
