"""Where a regular expression can match at all, told from the pairs of characters that stand in the text.

Hardly any of the expressions of the checks matches anything, so the time goes into finding that out. Of each is told
which words a text must hold, one of them at least, for a match (as RE2's prefilters are made):
``(?:目的|宗旨)(?:就)?是为了?`` needs 目的是为, 目的就是为, 宗旨是为 or 宗旨就是为. A paragraph without the pairs 目的 and 是为,
目的 and 就是, … is passed over. All digits count as ``0``, so that ``\\d{1,4}点半`` needs 0点半.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import add, or_
from re import _constants as op  # type: ignore[attr-defined]  # the parser has no public name
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Words = frozenset[str]
Keys = tuple[tuple[str, ...], ...]
"""Ways in which an expression can match: pairs (or one character) that must all be there."""
_MOST = 64
"""Words that are told apart for one stretch of an expression; with more it is cut into two stretches."""
_WIDEST = 14
"""Characters of a class that are told apart."""
_BITS = 512
"""Stretches of a document that are told apart, a paragraph each where there are no more."""
_LITTLE = frozenset({""})
_DIGIT = re.compile(r"\d")


class Patterns:
    """Several expressions that are looked for together."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.all = tuple(patterns)


class Places:
    """Where each pair of characters stands: a bit for each text, or for a few neighbours in a long document."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = -(-len(texts) // _BITS) or 1
        self.everywhere = (1 << -(-len(texts) // self._size)) - 1
        self._texts = [_DIGIT.sub("0", text) for text in texts]
        self._bits: dict[str, int] = {}
        for number, text in enumerate(self._texts):
            bit = self.bit(number)
            for pair in set(map(add, text, text[1:])):
                self._bits[pair] = self._bits.get(pair, 0) | bit

    def bit(self, number: int) -> int:
        """The bit of the text with that number."""
        return 1 << number // self._size

    def of(self, wanted: Keys | None) -> int:
        """The bits of all texts in which an expression with these keys may match."""
        if wanted is None:
            return self.everywhere
        found = 0
        for first, *others in wanted:
            bits = self._bits.get(first, 0) if len(first) > 1 else self._with(first)
            for pair in others if bits else ():
                bits &= self._bits.get(pair, 0)
            found |= bits
        return found

    def _with(self, character: str) -> int:
        if character not in self._bits:
            bits = (self.bit(number) for number, text in enumerate(self._texts) if character in text)
            self._bits[character] = reduce(or_, bits, 0)
        return self._bits[character]


@lru_cache(maxsize=2048)
def keys(pattern: re.Pattern[str]) -> Keys | None:
    """The pairs of the words that ``pattern`` needs; None where it can match anywhere."""
    words = needed(pattern)
    if words is None:
        return None
    return tuple(sorted({(w[:2],) if len(w) < 3 else (w[:2], w[1:3]) if len(w) == 3 else (w[:2], w[2:4]) for w in words}))


def needed(pattern: re.Pattern[str]) -> Words | None:
    """Words of which every text that ``pattern`` matches holds at least one, digits as 0; None where nothing can be told."""
    if pattern.flags & re.IGNORECASE:
        return None
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def _of_sequence(items: Iterable[Any]) -> Words | None:
    """The best of what the parts of a sequence need, neighbours taken together as far as they can be spelt out."""
    found: list[Words] = []
    spelt: Words = _LITTLE
    for item in items:
        exact = _spelt(item)
        if exact is not None and len(spelt) * len(exact) <= _MOST:
            spelt = frozenset(a + b for a in spelt for b in exact)
            continue
        once = _repeated(item)
        if once is not None and len(spelt) * len(once) <= _MOST:  # the first time follows what was, the last leads on
            found.append(frozenset(a + b for a in spelt for b in once))
            spelt = once
            continue
        found.append(spelt)
        spelt = exact if exact is not None else _LITTLE
        words = _of_item(item)
        if words is not None:
            found.append(words)
    found.append(spelt)
    useful = [words for words in found if words and "" not in words]
    return max(useful, key=lambda words: (min(4, *map(len, words)), -len(words)), default=None)


def _of_item(item: Any) -> Words | None:
    """What a part needs that cannot be spelt out."""
    kind, value = item
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _of_sequence(value[3])
    if kind is op.ATOMIC_GROUP:
        return _of_sequence(value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] else None
    if kind is op.ASSERT:
        return _of_sequence(value[1])
    if kind is op.BRANCH:
        ways = [_of_sequence(way) for way in value[1]]
        return None if None in ways else frozenset().union(*(way for way in ways if way is not None))
    return None


def _spelt(item: Any) -> Words | None:
    """All strings that a part can match, if they are few; assertions match the empty one."""
    kind, value = item
    if kind is op.LITERAL:
        return frozenset({_DIGIT.sub("0", chr(value))})
    if kind is op.IN:
        return _of_class(value)
    if kind in (op.AT, op.ASSERT_NOT):
        return _LITTLE
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _spelt_sequence(value[3])
    if kind is op.BRANCH:
        ways = [_spelt_sequence(way) for way in value[1]]
        words = frozenset().union(*(way for way in ways if way is not None))
        return words if None not in ways and len(words) <= _MOST else None
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] <= 2:
        once = _spelt_sequence(value[2])
        if once is not None and len(once) ** value[1] <= _MOST:
            times = [_LITTLE, once, frozenset(a + b for a in once for b in once)]
            return frozenset().union(*times[value[0]: value[1] + 1])
    return None


def _spelt_sequence(items: Iterable[Any]) -> Words | None:
    spelt: Words = _LITTLE
    for item in items:
        exact = _spelt(item)
        if exact is None or len(spelt) * len(exact) > _MOST:
            return None
        spelt = frozenset(a + b for a in spelt for b in exact)
    return spelt


def _repeated(item: Any) -> Words | None:
    """What is matched once or more, if it can be spelt out."""
    kind, value = item
    return _spelt_sequence(value[2]) if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] else None


def _of_class(members: Iterable[Any]) -> Words | None:
    characters: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            characters.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _WIDEST:
            characters.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            characters.add("0")
        else:
            return None
    return frozenset(_DIGIT.sub("0", c) for c in characters) if len(characters) <= _WIDEST else None
