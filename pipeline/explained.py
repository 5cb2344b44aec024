"""What is said besides the characters themselves so that listeners know which ones are meant: 截至的至, 睿智的睿."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..corpora.read_aloud import confusable_words, described_characters
from .segmenter import boundaries, usual_words

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")


@dataclass(frozen=True, slots=True)
class Remark:
    """``text`` is told apart by ``says``; ``sound`` is the pinyin of a rare character, empty for words."""

    text: str
    says: str
    sound: str = ""

    def __str__(self) -> str:
        return f"{self.text}：" + "，".join(p for p in (f"读 {self.sound}" if self.sound else "", self.says) if p)


def remarks(line: str) -> tuple[Remark, ...]:
    """The remarks on ``line`` in the order of its words, each once."""
    words = list(_words().finditer(line))
    edges = boundaries(line) if words else frozenset()
    found = {m.start(): Remark(m.group(), confusable_words()[m.group()]) for m in words if _whole(m, edges)}
    for run in _HAN.finditer(line):
        rare = [i for i, char in enumerate(run.group()) if is_rare(char)]
        sounds = _pinyin(run.group()) if rare else []
        for i in rare:
            char = run.group()[i]
            found[run.start() + i] = Remark(char, described_characters().get(char) or _by_word(char), sounds[i])
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def is_rare(char: str) -> bool:
    """Whether ``char`` is outside of the 3755 most used characters (GB/T 2312-1980 level 1), a 汉字 supposed."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return True
    return not 0xB0 <= lead <= 0xD7


def _whole(match: re.Match[str], edges: frozenset[int]) -> bool:
    """Whether the match is whole words or part of one (贯彻 of 贯彻执行), not the end of one and the start of another."""
    return edges.issuperset(match.span()) or edges.isdisjoint(range(match.start() + 1, match.end()))


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(confusable_words(), key=len, reverse=True))))


def _pinyin(run: str) -> list[str]:
    """The sound of each character of a run of 汉字, with its tone; empty where it is not known."""
    from pypinyin import Style, pinyin

    sounds = pinyin(run, style=Style.TONE, errors=lambda unknown: "?" * len(unknown))
    return [choices[0].strip("?") for choices in sounds]


def _by_word(char: str) -> str:
    word = usual_words().get(char)
    return f"{word}的{char}" if word else f"统一码 {ord(char):04X}"

