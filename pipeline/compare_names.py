"""Whether two wordings are one and the same, only localised: names of organs and places, levels, dates of issue."""

from __future__ import annotations

import re
from functools import lru_cache

from ..corpora.organs import fields_of_work
from . import language
from .compare_text import BUREAU, CITATION, LEVELS, NAMES, NUMBER, OFFICE, OWN_NAME, OWN_NAMES, PLACE, PUNCTUATION, Text
from .patterns import number_of

_WORD = "\u4e00-\u9fff"
_STOP = "由经向对按的是在应将并或"
_HEAD = rf"(?:国务院|国家|中央|中共|{PLACE}+)(?:人民政府|政府)?"
_TAIL = (rf"行政主管部门|主管部门|行政部门|部门|委员会|{BUREAU}(?![部面势])|{OFFICE}|委(?![托派员书])|办(?![法理事公学好])|部(?![分署队门])"
         "|人民政府|政府")
_ORGAN = re.compile(rf"{_HEAD}(?P<core>(?:(?![{_STOP}])[{_WORD}{PLACE}、]){{0,14}}?)(?P<tail>{_TAIL})")
_FILLING = re.compile(rf"各地|[、，（）()和与及各级以上下本全我的{PLACE}]|国务院|国家|中央|人民政府|政府|国")
_TITLE_WORDS = re.compile(r"实施|细则|办法|方案|意见|暂行|试行|规定|管理|条例|若干|措施|关于|印发|转发|的|通知|[（）()《》]")
_CLASSES = NAMES | {NUMBER, CITATION}
_REACH = 16
"""Atoms before a difference at which the name of an organ may start."""


def same_number(first: str, second: str) -> bool:
    """Whether two figures say the same (15 and 十五)."""
    a, b = number_of(first), number_of(second)
    return a is not None and a == b


def atom_adapted(local: Text, at: int, superior: Text, other: int) -> bool | None:
    """How two atoms of one class compare: None equal, True another name for the same, False a change."""
    kind = local.key[at]
    if kind not in _CLASSES:
        return None
    mine, theirs = local.words(at, at + 1), superior.words(other, other + 1)
    if mine == theirs:
        return None
    if kind in NAMES:
        return True
    if kind == NUMBER:
        return None if same_number(mine, theirs) else of_issue(local, at) is not None
    line = local.line_of(at)
    return _alone(line, local.starts[at], local.ends[at])


_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?")
_AFTER_DATE = re.compile(r"[\s　]*(?:起?(?:施行|实施|执行|生效)|[^。；，]{0,30}(?:公布|发布|印发|通过|批准|修订|修正))")

_SHORT_LINE = 80
_IN_FORCE = re.compile(r"[\s　]*起?(?:施行|实施|执行|生效)")
_SESSION = re.compile(r"第[\d一二三四五六七八九十百]+次(?=[\u4e00-\u9fff]{0,8}会议)")


@lru_cache(maxsize=4096)
def _dates(line: str) -> tuple[tuple[int, int], ...]:
    """The dates in a line that are the paper's own: alone on it, or before 施行, 公布; and the session that passed it."""
    found = [m.span() for m in _DATE.finditer(line) if _alone(line, *m.span()) or _AFTER_DATE.match(line, m.end())]
    return (*found, *(m.span() for m in _SESSION.finditer(line)))


def in_force_from(line: str) -> tuple[tuple[int, int], ...]:
    """The dates in a line from which a paper is in force."""
    return tuple(m.span() for m in _DATE.finditer(line) if _IN_FORCE.match(line, m.end()))


def _alone(line: str, start: int, end: int) -> bool:
    return len(line) <= _SHORT_LINE and len(re.sub(r"[\s　（）()]", "", line[:start] + line[end:])) <= 4


def of_issue(text: Text, at: int) -> tuple[int, int] | None:
    """Where in its line the date of issue is that an atom belongs to, if it does."""
    return next((d for d in _dates(text.line_of(at)) if d[0] <= text.starts[at] < d[1]), None)


def only_levels(mine: str, theirs: str) -> bool:
    """Whether two keys consist of places and levels alone, with what joins them (县级以上, 市、县（区）, 全国)."""
    return (PLACE in mine or PLACE in theirs) and not _FILLING.sub("", mine) and not _FILLING.sub("", theirs)


def says_something(key: str) -> bool:
    """Whether words that were left out are more than marks, levels and what joins them."""
    return any(c not in PUNCTUATION for c in (_FILLING.sub("", key) if PLACE in key else key))


def own_name(title: str, mine: str, theirs: str) -> bool:
    """Whether two words are what this paper and the superior one call themselves (方案, 意见) in running text."""
    return mine in OWN_NAMES and theirs in OWN_NAMES and re.sub(r"[\s（(].*$", "", title.strip()).endswith(mine)


def only_title_words(mine: str) -> bool:
    """Whether a difference in a title is only that of its 文种 (管理办法, 实施细则)."""
    return not _TITLE_WORDS.sub("", mine.replace(PLACE, "").replace(OWN_NAME, ""))


def is_name(words: str) -> bool:
    """Whether ``words`` before a level can be a place's name."""
    return bool(re.fullmatch(rf"[{_WORD}×]{{2,4}}", words))


def unknown_places(mine: str, theirs: str) -> bool:
    """Whether two differing words before a level (云江 | 临溪 市) can be names: no words of the dictionary."""
    return all(is_name(w) and not language.is_word(w) for w in (mine, theirs))


def organ_over(text: Text, first: int, last: int, low: int, high: int) -> tuple[int, int, str, str] | None:
    """The name of an organ that reaches over atoms ``first`` to ``last``: its atoms, its core, its ending.

    ``low`` and ``high`` bound the search, as a rule to the sentence.
    """
    for at in range(max(low, first - _REACH), first + 1):
        match = _ORGAN.match(text.key, at, high)
        if match and match["tail"] and match.start() <= first and match.end() >= last:
            return match.start(), match.end(), match["core"].replace("、", "").replace("和", ""), match["tail"]
    return None


def _field(core: str) -> str | int:
    """The group of names that a field of work belongs to; itself where the table has none."""
    return _fields().get(core, core)


@lru_cache(maxsize=1)
def _fields() -> dict[str, int]:
    """The table's names as they are in keys: a level within a name is a class there, and 和 is left out."""
    return {_key(name): number for name, number in fields_of_work().items()}


def _key(name: str) -> str:
    return re.sub(LEVELS, PLACE, name).replace("和", "")


def same_organ(mine: str, theirs: str) -> bool:
    """Whether two cores name one field of work: equal, or one the short form of the other (住建, 住房城乡建设)."""
    if mine == theirs or _field(mine) == _field(theirs) != mine:
        return True
    short, long = sorted((mine, theirs), key=len)
    if len(short) < 2 or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(char in rest for char in short)
