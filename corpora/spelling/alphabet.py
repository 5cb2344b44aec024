"""Text as numbers: one id a character, runs of digits and of Latin letters as one, white space left out.

Ids: 0 boundary (start and end of a paragraph), 1 unknown, 2 digits, 3 Latin letters, then characters by frequency. The
language model knows the first :data:`LM_SIZE`; rarer characters have ids of their own only as the source of a
correction. Marks are full-width here whatever the document uses, because the model was trained on full-width text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .packing import Array

LM_BITS = 12
LM_SIZE = 1 << LM_BITS
BOUNDARY, UNKNOWN, DIGITS, LATIN, FIRST = 0, 1, 2, 3, 4
_DROPPED = 0xFFFF
FULL_WIDTH = dict(zip(',;:?!()%．–-･•', '，；：？！（）％。－－··', strict=True)) | dict.fromkeys('"”‘’\'', "“")
"""Marks that count as another: half-width ones as full-width, and quotation marks as one."""
_SPACES = " \t\r\u3000\xa0\u200b\u200c\u200d\ufeff\u2060\xad\v\f\u2002\u2003\u2009"


@dataclass(frozen=True)
class Encoded:
    """Ids of a text and, for each, the offset of its character there."""

    ids: Array
    offsets: Array


class Alphabet:
    """Characters and their ids. ``characters`` are code points in the order of their ids, from :data:`FIRST` on."""

    def __init__(self, characters: Array) -> None:
        self.characters = characters
        table = np.full(0x10000, UNKNOWN, np.uint16)
        table[characters] = np.arange(FIRST, FIRST + len(characters), dtype=np.uint16)
        for mark, same in FULL_WIDTH.items():
            table[ord(mark)] = table[ord(same)]
        for first, last in (("0", "9"), ("０", "９")):
            table[ord(first): ord(last) + 1] = DIGITS
        for first, last in (("A", "Z"), ("a", "z"), ("Ａ", "Ｚ"), ("ａ", "ｚ")):
            table[ord(first): ord(last) + 1] = LATIN
        for space in _SPACES:
            table[ord(space)] = _DROPPED
        table[ord("\n")] = BOUNDARY
        self._table = table

    def __len__(self) -> int:
        return FIRST + len(self.characters)

    def encode(self, text: str) -> Encoded:
        """The ids of ``text``; a line end is a boundary."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        ids = np.where(points < 0x10000, self._table[np.minimum(points, 0xFFFF)], UNKNOWN).astype(np.uint16)
        keep = ids != _DROPPED
        offsets = np.flatnonzero(keep)
        ids = ids[keep]
        run = np.zeros(len(ids), bool)
        run[1:] = ((ids[1:] == DIGITS) | (ids[1:] == LATIN)) & (ids[1:] == ids[:-1])
        return Encoded(ids[~run], offsets[~run])

    def ids(self, text: str) -> list[int]:
        """The ids of single characters, nothing joined or dropped."""
        return [int(self._table[ord(c)]) if ord(c) < 0x10000 else UNKNOWN for c in text]

    def text(self, ids: list[int]) -> str:
        """The characters of ``ids``, which must be ids of characters."""
        return "".join(chr(int(self.characters[i - FIRST])) for i in ids)


def known(ids: Array) -> Array:
    """``ids`` as the language model sees them: rare characters are unknown."""
    return np.where(ids < LM_SIZE, ids, UNKNOWN).astype(np.uint64)


def packed(ids: Array) -> Array:
    """Keys of the last five ids at every place along the last axis, the oldest in the highest bits; before it, boundaries."""
    seen = known(ids)
    keys = seen.copy()
    for back in range(1, 5):
        keys[..., back:] |= seen[..., :-back] << np.uint64(LM_BITS * back)
    return keys


def last(keys: Array, count: int) -> Array:
    """The part of :func:`packed` keys that holds the last ``count`` ids."""
    return keys & np.uint64((1 << LM_BITS * count) - 1)
