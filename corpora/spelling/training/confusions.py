"""What can be taken for what: characters by sound and by shape, words by sound, characters that stand between two others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from ..alphabet import FIRST, LM_BITS, LM_SIZE, Alphabet
from ..candidates import NEAR_SOUND, SAME_SOUND, SAME_TONE, SHAPE_BITS
from ..hashing import HashTable
from ..packing import Array
from .kneser_ney import Counts
from .shapes import Alike, Shapes

_MOST_SHAPES, _MOST_SHAPES_OF_RARE = 60, 16
"""Likest characters that are kept: of one that the language model knows, and of one that it does not."""
_NEAR_INITIALS = (("z", "zh"), ("c", "ch"), ("s", "sh"), ("n", "l"), ("f", "h"), ("l", "r"))
_NEAR_FINALS = (("an", "ang"), ("en", "eng"), ("in", "ing"), ("ian", "iang"), ("uan", "uang"), ("un", "ong"))


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """Pinyin with tone digits, the commonest first; empty for what is no character."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True, errors="ignore")
    return tuple(found[0][:4]) if found else ()


def toneless(syllable: str) -> str:
    """``syllable`` without its tone digit."""
    return syllable.rstrip("12345")


def _split(syllable: str) -> tuple[str, str]:
    for length in (2, 1):
        if syllable[:length] in {"zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw"}:
            return syllable[:length], syllable[length:]
    return "", syllable


def fuzzy(syllable: str) -> str:
    """The class of syllables that are often confused: zh z, ch c, sh s, l n, an ang, en eng, in ing."""
    initial, final = _split(toneless(syllable))
    initial = {"zh": "z", "ch": "c", "sh": "s", "n": "l"}.get(initial, initial)
    return initial + {"ang": "an", "eng": "en", "ing": "in", "iang": "ian", "uang": "uan"}.get(final, final)


def near_sounds(syllable: str) -> set[str]:
    """Toneless syllables one common confusion away."""
    initial, final = _split(toneless(syllable))
    initials = {b for pair in _NEAR_INITIALS if initial in pair for b in pair if b != initial}
    finals = {b for pair in _NEAR_FINALS if final in pair for b in pair if b != final}
    return {i + final for i in initials} | {initial + f for f in finals}


def characters(alphabet: Alphabet, frequency: Array, shapes: Shapes, least: int) -> dict[str, Array]:
    """For each id, the ids it may stand for, and how (``confused.starts``, ``.ids``, ``.kinds``).

    Only characters seen ``least`` times in the training text are proposed.
    """
    every = [chr(int(c)) for c in alphabet.characters]
    ids = {c: FIRST + i for i, c in enumerate(every)}
    target = [c for c in every if ids[c] < LM_SIZE and frequency[ids[c]] >= least and readings(c)]
    by_tone: dict[str, list[str]] = defaultdict(list)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for c in target:
        for reading in readings(c):
            by_tone[reading].append(c)
            if c not in by_sound[toneless(reading)]:
                by_sound[toneless(reading)].append(c)
    starts = [0] * FIRST
    found: list[int] = []
    kinds: list[int] = []
    looks = Alike(shapes, target)
    for c in every:
        starts.append(len(found))
        merged: dict[str, int] = defaultdict(int)
        for reading in readings(c):
            for other in by_tone[reading]:
                merged[other] |= SAME_TONE | SAME_SOUND
            for other in by_sound[toneless(reading)]:
                merged[other] |= SAME_SOUND
            for near in near_sounds(reading):
                for other in by_sound[near]:
                    merged[other] |= NEAR_SOUND
        for other, likeness in looks.likest(c, _MOST_SHAPES_OF_RARE if ids[c] >= LM_SIZE else _MOST_SHAPES):
            merged[other] |= likeness << SHAPE_BITS
        for other in sorted(merged, key=lambda o: ids[o]):
            if other != c:
                found.append(ids[other])
                kinds.append(merged[other])
    starts.append(len(found))
    return {"confused.starts": np.array(starts, np.uint32), "confused.ids": np.array(found, np.uint16),
            "confused.kinds": np.array(kinds, np.uint8)}


def lexicon_words(folder: Path) -> dict[str, int]:
    """Words of two to four characters and their general frequency: jieba's dictionary and the word lists."""
    import jieba

    words: dict[str, int] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if 2 <= len(word) <= 4:
            words[word] = int(count)
    for name in ("公文写作", "法律", "财经", "成语", "vocab_公文写作"):
        for line in (folder / f"ecspell_{name}.txt").read_text("utf-8").splitlines():
            word = line.split("\t")[0].strip("\ufeff ")
            if 2 <= len(word) <= 4:
                words.setdefault(word, 3)
    return words


def packed_words(words: Mapping[str, int], alphabet: Alphabet, counted: Mapping[int, Counts]) -> tuple[dict[str, Array], dict[str, tuple[int, int]]]:
    """Hash tables ``word2`` to ``word4`` of log frequencies (general, in the training text), and the same as a dict."""
    arrays: dict[str, Array] = {}
    kept: dict[str, tuple[int, int]] = {}
    for n in (2, 3, 4):
        rows = []
        for word in sorted(w for w in words if len(w) == n):
            ids = alphabet.ids(word)
            if all(FIRST <= i < LM_SIZE for i in ids):
                rows.append((sum(i << LM_BITS * (n - 1 - j) for j, i in enumerate(ids)), word))
        keys = np.array([k for k, _ in rows], np.uint64)
        at = np.minimum(np.searchsorted(counted[n].keys, keys), len(counted[n].keys) - 1)
        seen = np.where(counted[n].keys[at] == keys, counted[n].counts[at], 0)
        general = np.array([words[w] for _, w in rows])
        values = np.stack([log_byte(general), log_byte(seen)], axis=1)
        arrays |= HashTable.build(keys, values).arrays(f"word{n}")
        kept |= {w: (int(g), int(s)) for (_, w), g, s in zip(rows, general, seen, strict=True)}
    return arrays, kept


def log_byte(counts: Array) -> Array:
    """Natural logarithm of ``1 + counts`` in steps of 1/15."""
    made: Array = np.clip(np.rint(np.log1p(counts) * 15), 0, 255).astype(np.uint8)
    return made


def word_sounds(words: Iterable[str], alphabet: Alphabet) -> dict[str, Array]:
    """Words by their fuzzy sound: ``sound.of`` gives up to two syllable classes an id; ``sounds{n}.keys`` are sorted."""
    from pypinyin import Style, lazy_pinyin

    classes: dict[str, int] = {}

    def number(syllable: str) -> int:
        return classes.setdefault(fuzzy(syllable), len(classes) + 1)

    of = np.zeros((len(alphabet), 2), np.uint16)
    for i, point in enumerate(alphabet.characters):
        distinct = list(dict.fromkeys(number(r) for r in readings(chr(int(point)))))[:2]
        of[FIRST + i, : len(distinct)] = distinct
    arrays: dict[str, Array] = {"sound.of": of}
    lists: dict[int, list[tuple[int, list[int]]]] = {2: [], 3: [], 4: []}
    for word in words:
        key = 0
        for syllable in lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True):
            key = key << 10 | number(syllable)
        lists[len(word)].append((key, alphabet.ids(word)))
    for n, rows in lists.items():
        rows.sort()
        arrays[f"sounds{n}.keys"] = np.array([k for k, _ in rows], np.uint64)
        arrays[f"sounds{n}.ids"] = np.array([w for _, w in rows], np.uint16).reshape(len(rows), n)
    return arrays


def middles(counted: Mapping[int, Counts], least: int, most: int) -> dict[str, Array]:
    """What stands between two characters: for each pair the ``most`` commonest, seen ``least`` times together."""
    keys, counts = counted[3].keys, counted[3].counts
    mask = np.uint64(LM_SIZE - 1)
    first, middle, end = keys >> np.uint64(2 * LM_BITS), (keys >> np.uint64(LM_BITS)) & mask, keys & mask
    fits = (counts >= least) & (first >= FIRST) & (middle >= FIRST) & (end >= FIRST)
    pair, middle, counts = (first[fits] << np.uint64(LM_BITS)) | end[fits], middle[fits], counts[fits]
    order = np.lexsort((middle, -counts.astype(np.int64), pair))
    pair, middle = pair[order], middle[order]
    begins = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]]) if len(pair) else np.zeros(0, np.int64)
    rank = np.arange(len(pair)) - np.repeat(begins, np.diff(np.r_[begins, len(pair)]))
    rows = np.zeros((len(begins), most), np.uint16)
    row = np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(pair)]))
    rows[row[rank < most], rank[rank < most]] = middle[rank < most]
    return HashTable.build(pair[begins], rows).arrays("middles")


def neighbours(words: Mapping[str, tuple[int, int]], alphabet: Alphabet, most: int) -> dict[str, Array]:
    """For each id what often follows it, and what often precedes it, within words of two to four characters."""
    follows: dict[int, Counter[int]] = defaultdict(Counter)
    precedes: dict[int, Counter[int]] = defaultdict(Counter)
    for word, (general, seen) in words.items():
        ids = alphabet.ids(word)
        for left, right in pairwise(ids):
            follows[left][right] += general + 10 * seen
            precedes[right][left] += general + 10 * seen
    made = {}
    for name, table in (("follows", follows), ("precedes", precedes)):
        rows = np.zeros((LM_SIZE, most), np.uint16)
        for i, counted in table.items():
            listed = sorted(counted, key=lambda o: (-counted[o], o))[:most]
            rows[i, : len(listed)] = listed
        made[name] = rows
    return made


def by_sound(words: Sequence[str]) -> dict[tuple[str, ...], list[str]]:
    """Words by their toneless pinyin: what an input method offers together."""
    from pypinyin import lazy_pinyin

    made: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for word in words:
        made[tuple(lazy_pinyin(word))].append(word)
    return made
