"""固定表述写错、写漏、颠倒一两个字：与词表里的说法只差一点的写法。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..corpora.tables import rows
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix
from .wording import cuts_a_word

_SHORTEST = 6
"""Shorter phrases have too many real neighbours."""
_WORD_SHORTEST = 9
"""From this length a whole word of two characters may be another one."""
_END_SHORTEST = 8
"""From this length the last character may be the slip (全面依法治市 is none)."""
_LOOSE = re.compile(r"[^\u4e00-\u9fff]|[的和与及了是在]")
"""What may stand between the words of a phrase without being a slip of it."""
_NO_SLIP = re.compile(r"[^\u4e00-\u9fff]|[的与及了是在]")
_CLAUSE_END = re.compile(r"[，。；、：！”）]|$")


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    first: str
    last: str
    excepts: frozenset[str]
    scrambled: re.Pattern[str] | None

    @property
    def half(self) -> int:
        return len(self.first)


@lru_cache(maxsize=1)
def _phrases() -> tuple[_Phrase, ...]:
    """The longest first, so that a slip is told against the fullest phrase."""
    found = []
    for row in rows("phrases.tsv"):
        text = row["phrase"]
        if len(text) >= _SHORTEST:
            run = re.compile(rf"(?![、，])[{''.join(sorted(set(text)))}，]{{{len(text)}}}(?<![、，])") if "、" in text else None
            found.append(_Phrase(text, text[: len(text) // 2], text[len(text) // 2:], frozenset(row["except"].split("|")), run))
    return tuple(sorted(found, key=lambda p: -len(p.text)))


@check("HT7211", "固定表述写错字", severity="warning", group="用语", basis="党章、宪法和中央文件的提法", official=False,
       examples=[
           Bad("坚持⟦稳中求进工作总其调⟧。", fix="坚持稳中求进工作总基调。"),
           Bad("⟦铸牢中华民族共体意识⟧。", fix="铸牢中华民族共同体意识。"),
           Bad("践行⟦社会主义核心价观值⟧。", fix="践行社会主义核心价值观。"),
           Bad("构建⟦人类命运同体⟧。", fix="构建人类命运共同体。"),
           Bad("坚持⟦有法必依、有法可依、执法必严、违法必究⟧。", fix="坚持有法可依、有法必依、执法必严、违法必究。"),
           Bad("实现⟦中华民族伟大复心⟧。", fix="实现中华民族伟大复兴。"),
           Good("坚持稳中求进工作总基调，铸牢中华民族共同体意识，践行社会主义核心价值观，构建人类命运共同体。"),
           Good("坚持有法可依、有法必依、执法必严、违法必究；严格执法、公正司法。"),
       ])
def near_phrase(document: Document, language: Language) -> Iterator[Problem]:
    """党和国家的固定表述一字不差：与词表里的说法只差一两个字、少一个字、颠倒了次序的，是写错了。

    错在表述中间才报；与它相近而本来就有的说法不报。
    何时可以忽略：引用原文。
    依据：见词表 phrases.tsv 各行。
    """
    for block in language.prose():
        text = language.plain(block)
        taken: list[tuple[int, int]] = []
        for start, end, right in near_misses(text):
            if all(end <= s or e <= start for s, e in taken) and not _inside_a_phrase(text, start, end) \
                    and not cuts_a_word(language, block, start, end):
                taken.append((start, end))
                yield Problem(Span(block.index, start, end), f"“{text[start:end]}”与固定表述“{right}”不一致。", (Fix(right, safe=False),))


def _inside_a_phrase(text: str, start: int, end: int) -> bool:
    """Whether what stands there belongs to another phrase, rightly written."""
    return any(text[start:end] in p.text and p.text in text[max(0, start - len(p.text)): end + len(p.text)] for p in _phrases())


def near_misses(text: str) -> Iterator[tuple[int, int, str]]:
    """Places that are almost a phrase, with the phrase; those of the longest phrases first."""
    places: dict[str, list[int]] = {}
    automaton, halves = _halves()
    for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True):
        places.setdefault(halves[index], []).append(start)
    for phrase in _phrases() if places else _scrambled():
        if phrase.first in places or phrase.last in places:
            yield from _slips(phrase, text, places)
        for match in phrase.scrambled.finditer(text) if phrase.scrambled and phrase.text[0] in text else ():
            written = match[0].replace("，", "、")
            if written not in phrase.excepts and written != phrase.text and sorted(written) == sorted(phrase.text):
                yield match.start(), match.end(), phrase.text


def _slips(phrase: _Phrase, text: str, places: dict[str, list[int]]) -> Iterator[tuple[int, int, str]]:
    """Places where one half of the phrase stands and the other is almost there."""
    first, last = phrase.first, phrase.last
    for at in places.get(first, ()):
        end = at + len(phrase.text)
        length = _edited(last, text[at + phrase.half: end + 1], phrase, bool(_CLAUSE_END.match(text, end)))
        if length and text[at: at + phrase.half + length] not in phrase.excepts:
            yield at, at + phrase.half + length, phrase.text
    for at in places.get(last, ()):
        before = text[max(0, at - phrase.half - 1): at][::-1]
        length = _edited(first[::-1], before, phrase)
        if length and text[at - length: at + len(last)] not in phrase.excepts:
            yield at - length, at + len(last), phrase.text


@lru_cache(maxsize=1)
def _halves() -> tuple[Any, tuple[str, ...]]:
    """An automaton of the halves of all phrases, and the halves: hardly any stands in a paragraph."""
    from ahocorasick_rs import AhoCorasick

    halves = tuple(sorted({half for p in _phrases() for half in (p.first, p.last)}))
    return AhoCorasick(halves), halves


@lru_cache(maxsize=1)
def _scrambled() -> tuple[_Phrase, ...]:
    return tuple(p for p in _phrases() if p.scrambled)


def _edited(right: str, written: str, phrase: _Phrase, ends_here: bool = False) -> int:
    """How many characters of ``written`` stand for ``right`` with one slip inside; 0 if there is none or more than one.

    A slip at the outer end is none, unless the clause ``ends_here``: the text may simply go on with something else there.
    """
    size = len(right)
    if written[:size] == right:
        return 0
    same = len(written[:size]) == size
    differ = [i for i in range(size) if written[i: i + 1] != right[i]]
    if same and not any(_NO_SLIP.match(written[i]) or _LOOSE.match(right[i]) for i in differ):
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1
        exchanged = swapped and written[differ[0]] == right[differ[1]] and written[differ[1]] == right[differ[0]]
        inside = differ[-1] < size - 1
        word = inside and swapped and len(phrase.text) >= _WORD_SHORTEST
        ends = ends_here and len(phrase.text) >= _END_SHORTEST
        if exchanged or word or (len(differ) == 1 and (inside or ends)):
            return size
    at = differ[0]
    if len(phrase.text) >= _WORD_SHORTEST and at < size - 2 and written[: size - 2] == right[:at] + right[at + 2:]:
        return size - 2
    if at < size - 1 and written[: size - 1] == right[:at] + right[at + 1:] and not _LOOSE.match(right[at]):
        return size - 1
    if at < size and written[: size + 1] == right[:at] + written[at: at + 1] + right[at:] and not _LOOSE.match(written[at]):
        return size + 1
    return 0
