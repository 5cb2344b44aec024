"""jieba with the words of official writing: how text is cut into words. jieba is loaded when the first text is cut."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

Label = Literal["地名", "机关", "日期", "文号", "文件名"]

TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d{1,5}号")
_DATE = re.compile(r"(?<![\d.])(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|"
                   r"[〇○零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?)")
_PATTERNED: tuple[tuple[Label, str, re.Pattern[str]], ...] = (("文件名", "《", TITLE), ("文号", "〔", _NUMBER), ("日期", "年月", _DATE))
"""Label, characters of which a match holds at least one, pattern."""
_RUN = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+")
"""What jieba cuts into words, one run apart from the next; all other characters are words of their own."""
_APART = re.compile(r"\r\n|.", re.DOTALL)


def patterned(text: str) -> list[tuple[int, int, Label]]:
    """What regular expressions find, outermost and first only: a date inside a title is part of the title."""
    found: list[tuple[int, int, Label]] = []
    for label, signs, pattern in _PATTERNED:
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), label))
    return sorted(found)


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch that is cut by itself; a boundary stands at both ends of every patterned entity."""
    at = 0
    for start, end, _ in patterned(text):
        yield from (match.span() for match in _RUN.finditer(text, at, start))
        yield from (match.span() for match in _RUN.finditer(text, start, end))
        at = end
    yield from (match.span() for match in _RUN.finditer(text, at))


class Segmenter:
    """jieba with a dictionary of its own: nothing of the global tokenizer or of its cache in /tmp is touched.

    Where rjieba is installed (the extra ``fast``) it cuts, ten times as fast: the same cuts in three million characters of
    laws, news and policy papers. Only exact ties, the same words in another order, can fall the other way.
    """

    def __init__(self) -> None:
        self._rjieba = _rjieba()

    @cached_property
    def _jieba(self) -> Any:
        import jieba

        jieba.setLogLevel(60)
        made = jieba.Tokenizer()
        made.tmp_dir = _cache_directory()
        made.initialize()
        for word in _user_words():
            made.add_word(word, freq=_FREQUENCY)
        return made

    def cut(self, text: str) -> Iterator[str]:
        """Words that join to ``text`` again."""
        at = 0
        for start, end in runs(text):
            yield from _APART.findall(text, at, start)
            yield from self.words(text[start:end])
            at = end
        yield from _APART.findall(text, at)

    def words(self, run: str) -> list[str]:
        """The words of one of :func:`runs`."""
        return list(self._rjieba.cut(run, False) if self._rjieba else self._jieba.cut(run, HMM=False))

    def plausibility(self, text: str) -> float:
        route: dict[int, tuple[float, int]] = {}
        self._jieba.calc(text, self._jieba.get_DAG(text), route)
        return float(route[0][0])

    def known(self, word: str) -> bool:
        return bool(self._rjieba.has_word(word) if self._rjieba else self._jieba.FREQ.get(word))

    def pairs(self) -> Iterator[tuple[str, int]]:
        """The words of two characters, with how often they are used."""
        return ((word, count) for word, count in self._jieba.FREQ.items() if len(word) == 2 and count)


_FREQUENCY = 200
"""How often a word that we add counts as seen."""
_NO_WORD = "\ufffc\ufffc"


def _rjieba() -> Any:
    """rjieba's tokenizer with our words and jieba's count of all words, on which near ties depend; None where it is not installed."""
    try:
        from rjieba import Jieba
    except ImportError:
        return None
    from ahocorasick_rs import AhoCorasick

    made = Jieba()
    there = [word for word in _user_words() if made.has_word(word)]
    for word in _user_words():
        made.add_word(word, _FREQUENCY, "n")
    # jieba adds what a word counts to the whole and leaves in what it counted before
    text = "\n" + (files("jieba") / "dict.txt").read_text("utf-8")
    ends = (end for _, _, end in AhoCorasick([f"\n{word} " for word in there]).find_matches_as_indexes(text))
    made.add_word(_NO_WORD, sum(int(text[end: text.index(" ", end)]) for end in ends), "x")
    return made


def _user_words() -> Iterator[str]:
    from ..corpora.places import place_names
    from ..corpora.words import DOC_TYPE_WORDS

    yield from (name for name in place_names() if len(name) > 2)
    yield from DOC_TYPE_WORDS


def _cache_directory() -> str:
    """A directory that only this user can write to: jieba's cache is code to whoever reads it (``marshal``)."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    path = Path(base) / "hongtou"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = path.stat()
        if os.name == "nt" or (state.st_uid == os.getuid() and not state.st_mode & 0o022):
            return str(path)
    except OSError:
        pass
    return tempfile.mkdtemp(prefix="hongtou-")


@lru_cache(maxsize=1)
def segmenter() -> Segmenter:
    return Segmenter()


def boundaries(text: str) -> frozenset[int]:
    """Where the words of ``text`` begin and end."""
    return frozenset(accumulate((len(word) for word in segmenter().cut(text)), initial=0))


@lru_cache(maxsize=1)
def usual_words() -> Mapping[str, str]:
    """For each character the most used word of two characters that has it (睿 → 睿智); a doubled character is none."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in segmenter().pairs():
        for char in word if word[0] != word[1] else "":
            best[char] = max(best.get(char, (0, "")), (count, word))
    return {char: word for char, (_, word) in best.items()}


def forget_words() -> None:
    """Load the words anew when they are next asked for: with rjieba or without, whichever is there by then."""
    segmenter.cache_clear()
