"""Idioms of four characters, as jieba's dictionary marks them (tag ``i``; MIT), found by any three of their characters."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

COMMON = 300
"""Count from which two words of two characters make a phrase (提前完成) and no idiom, whatever the dictionary calls it."""
GAP = "\0"
"""Stands for the character that may differ."""


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Idioms by each of their four masks, and every word of four characters."""
    rows = [line.split(" ") for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines()]
    common = {word for word, count, _ in rows if len(word) == 2 and int(count) >= COMMON}
    idioms: dict[str, list[tuple[int, str]]] = {}
    for word, count, tag in rows:
        if len(word) == 4 and tag == "i" and word[-1] not in "的地" and not (word[:2] in common and word[2:] in common):
            for mask in masks(word):
                idioms.setdefault(mask, []).append((-int(count), word))
    words = frozenset(word for word, _, _ in rows if len(word) == 4)
    return {mask: tuple(word for _, word in sorted(found)) for mask, found in idioms.items()}, words


def masks(word: str) -> tuple[str, ...]:
    """``word`` with each of its characters left open in turn."""
    return tuple(word[:i] + GAP + word[i + 1:] for i in range(len(word)))


def near_idioms(word: str) -> tuple[str, ...]:
    """Idioms that differ from ``word`` (four characters) in one, common ones first; nothing when ``word`` is one of the dictionary's words."""
    idioms, words = _dictionary()
    if word in words:
        return ()
    return tuple(dict.fromkeys(idiom for mask in masks(word) for idiom in idioms.get(mask, ())))
