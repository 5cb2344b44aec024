"""Idioms of four characters, as jieba's dictionary marks them (tag ``i``; MIT), found by any three of their characters."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from operator import add

COMMON = 300
"""Count from which two words of two characters make a phrase (提前完成) and no idiom, whatever the dictionary calls it."""
_TWO = re.compile(r"^(\S\S) (\d{3,}) ", re.MULTILINE)
_FOUR = re.compile(r"^(\S{4}) (\d+) (\S+)$", re.MULTILINE)


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, list[str]], dict[str, list[str]], frozenset[str]]:
    """Idioms by their first and by their second half, common ones first, and every word of four characters."""
    text = (files("jieba") / "dict.txt").read_text("utf-8")
    common = {word for word, count in _TWO.findall(text) if int(count) >= COMMON}
    rows = _FOUR.findall(text)
    idioms = sorted((-int(count), word) for word, count, tag in rows
                    if tag == "i" and word[-1] not in "的地" and not (word[:2] in common and word[2:] in common))
    heads: dict[str, list[str]] = {}
    tails: dict[str, list[str]] = {}
    for _, word in idioms:
        heads.setdefault(word[:2], []).append(word)
        tails.setdefault(word[2:], []).append(word)
    return heads, tails, frozenset(word for word, _, _ in rows)


def near_idioms(word: str) -> tuple[str, ...]:
    """Idioms that differ from ``word`` (four characters) in one, common ones first; nothing when ``word`` is one of the dictionary's words."""
    heads, tails, words = _dictionary()
    if word in words:
        return ()
    near = [i for i in tails.get(word[2:], ()) if (i[0] == word[0]) != (i[1] == word[1])]
    near += [i for i in heads.get(word[:2], ()) if (i[2] == word[2]) != (i[3] == word[3])]
    return tuple(sorted(near, key=lambda idiom: [a == b for a, b in zip(idiom, word, strict=True)]))


def places(text: str) -> list[int]:
    """Where four characters of ``text`` share a half with an idiom, in order."""
    heads, tails, _ = _dictionary()
    pairs = list(map(add, text, text[1:]))
    return [at for at, (first, second) in enumerate(zip(pairs, pairs[2:], strict=False)) if first in heads or second in tails]
