"""Idioms of four characters, as jieba's dictionary marks them (tag ``i``; MIT), found by any three of their characters."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

GAP = "\0"
"""Stands for the character that may differ."""


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Idioms by each of their four masks, and every word of four characters."""
    idioms: dict[str, list[tuple[int, str]]] = {}
    words = set()
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        if len(word) == 4:
            words.add(word)
            for mask in masks(word) if tag == "i" and word[-1] not in "的地" else ():
                idioms.setdefault(mask, []).append((-int(count), word))
    return {mask: tuple(word for _, word in sorted(found)) for mask, found in idioms.items()}, frozenset(words)


def masks(word: str) -> tuple[str, ...]:
    """``word`` with each of its characters left open in turn."""
    return tuple(word[:i] + GAP + word[i + 1:] for i in range(len(word)))


def near_idioms(word: str) -> tuple[str, ...]:
    """Idioms that differ from ``word`` (four characters) in one, common ones first; nothing when ``word`` is one of the dictionary's words."""
    idioms, words = _dictionary()
    if word in words:
        return ()
    return tuple(dict.fromkeys(idiom for mask in masks(word) for idiom in idioms.get(mask, ())))
