"""Documents made ready for alignment: every paragraph as a string with one character per *atom*.

What a local office replaces without changing a provision (places, the level of an organ, ordinals, the paper's own
name) and what may differ within an otherwise equal sentence (figures, dates, numbers of documents) each become one
character of their class, so that equal provisions have equal strings. White space and the width of punctuation do not
count. Every atom knows where it stands: positions are never reckoned from the normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ..corpora.places import divisions
from .comparison import Side

PLACE, ORDINAL, OWN_NAME, BUREAU, OFFICE, NUMBER, CITATION = "\ue001\ue002\ue003\ue004\ue005\ue006\ue007"
"""One character for each class: a place or level, 第三条, 本办法, 厅 or 局, 办公厅 or 办公室, 十五, 甘政发〔2023〕5号."""
NAMES = frozenset((PLACE, ORDINAL, OWN_NAME, BUREAU, OFFICE))
"""Classes whose members stand for one another: another wording is an adaptation."""

_DIGITS, _SCALE = "〇零一二三四五六七八九十百千两", "万亿"
_HAN = _DIGITS + _SCALE
_UNIT = (r"个|名|日|天|周|月|年|人|次|倍|元|户|件|份|平方|立方|公里|千米|米|亩|公顷|吨|公斤|千克|级|批|项|种|类|家|所|处|座|台|辆|"
         r"小时|分钟|以上|以下|以内|成|岁|位|学时|届|期|轮|场|套|份|分")
OWN_NAMES = ("实施办法 实施细则 实施方案 实施意见 管理办法 工作方案 行动方案 暂行办法 暂行规定 办法 细则 规定 条例 方案 意见 规划 计划 "
             "预案 制度 规则 标准 规范 指南 措施 通知 决定 规程 章程").split()
"""What a paper calls itself."""
_ORDINAL = rf"第[{_HAN}\d]{{1,7}}[条款项章节编目](?:之[一二三四五])?|[（(][一二三四五六七八九十]{{1,3}}[）)]|[（(]\d{{1,2}}[）)]|[①-⑳]"
LEVELS = "自治区|自治州|自治县|自治旗|设区的市|直辖市|街道|[省市县区州盟旗乡镇]"
_ATOM = re.compile(
    rf"(?P<space>\s+)"
    rf"|(?P<citation>[\u4e00-\u9fff]{{1,8}}[〔\[［(（【]\d{{4}}[〕\]］)）】]第?\d{{1,5}}号)"
    rf"|(?P<ordinal>{_ORDINAL})"
    rf"|(?P<own>本(?:{'|'.join(OWN_NAMES)}))"
    rf"|(?P<number>(?<=分之)[{_HAN}\d.]+|\d+(?:[.．]\d+|,\d{{3}})*|[{_DIGITS}]{{2,}}(?<!千(?=元))|[{_DIGITS}]+(?<!千(?=元))(?=[千{_SCALE}]*(?:{_UNIT})))"
    rf"|(?P<place>[本我](?:{LEVELS})|{LEVELS})"
    rf"|(?P<office>办公[厅室])"
    rf"|(?P<bureau>[厅局])"
    rf"|(?P<char>.)", re.DOTALL)
_CLASS = {"citation": CITATION, "ordinal": ORDINAL, "own": OWN_NAME, "number": NUMBER, "place": PLACE,
          "office": OFFICE, "bureau": BUREAU}
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    ord(c): '"' for c in "“”„‟＂"} | {ord(c): "'" for c in "‘’＇"} | {ord("．"): ".", ord("﹐"): ",", ord("﹔"): ";"}

LABEL = re.compile(rf"[\s　]*(?P<label>第[{_HAN}\d]{{1,7}}[条章节编](?:之[一二三四五])?|[（(][一二三四五六七八九十]{{1,4}}[）)][、.．]?"
                   rf"|[一二三四五六七八九十]{{1,4}}[、.．]|\d{{1,3}}(?:[.．](?!\d)|、)|[（(]\d{{1,3}}[）)]|[①-⑳])[\s　]*")
"""The ordinal that a provision starts with."""
PUNCTUATION = frozenset(",.;:!?，。；：！？、…—-·~()（）[]【】〔〕《》〈〉<>\"'“”‘’/|")
_ENDS = re.compile(r"[。；！？;!?]+[\"')）》]*|$")


@dataclass(slots=True)
class Paragraph:
    """A compared line: atoms ``first`` to ``last`` of its text, ``label`` the span of its ordinal, if it has one."""

    document: int
    line: int
    first: int
    last: int
    label: tuple[int, int] | None = None


@dataclass(slots=True)
class Sentence:
    """Atoms ``start`` to ``end`` of a text; ``match`` is their key without the closing punctuation."""

    paragraph: int
    start: int
    end: int
    match: str


@dataclass
class Text:
    """The atoms of one or several documents in one row: ``key`` has a character for each."""

    sides: tuple[Side, ...]
    key: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def line_of(self, atom: int) -> str:
        """The line that an atom is in."""
        paragraph = self.paragraphs[self.owner[atom]]
        return self.sides[paragraph.document].lines[paragraph.line - 1]

    def words(self, first: int, last: int) -> str:
        """The printed text of atoms ``first`` to ``last`` (exclusive), all in one paragraph."""
        return self.line_of(first)[self.starts[first]:self.ends[last - 1]] if first < last else ""


def prepare(sides: Sequence[Side], chosen: Sequence[Sequence[int]], names: Iterable[str]) -> Text:
    """The text of ``sides``; ``chosen`` has the 1-based lines of each that are compared, ``names`` further places."""
    finder = _finder(tuple(sorted({n for n in names if len(n) > 1})))
    made = Text(tuple(sides))
    keys: list[str] = []
    count = 0
    for document, (side, lines) in enumerate(zip(sides, chosen, strict=True)):
        for line in lines:
            text = side.lines[line - 1]
            label = LABEL.match(text)
            begin = label.end() if label else 0
            key = _atoms(text, begin, finder, made.starts, made.ends)
            if not key and label is None:
                continue
            owner = len(made.paragraphs)
            made.owner.extend([owner] * len(key))
            made.paragraphs.append(Paragraph(document, line, count, count + len(key), label.span("label") if label else None))
            made.sentences.extend(_sentences(key, count, owner))
            keys.append(key)
            count += len(key)
    made.key = "".join(keys)
    return made


def _atoms(text: str, begin: int, finder: AhoCorasick, starts: list[int], ends: list[int]) -> str:
    """The key of ``text`` from ``begin`` on; where each atom starts and ends goes to the lists."""
    places = [(s, e) for _, s, e in finder.find_matches_as_indexes(text) if s >= begin]
    key: list[str] = []
    at = begin
    for start, end in [*places, (len(text), len(text))]:
        if start < at:
            continue
        while at < start:
            match = _ATOM.match(text, at, start)
            assert match is not None  # the last alternative takes any character
            kind = match.lastgroup or "char"
            if kind != "space":
                key.append(_CLASS.get(kind) or folded(match[0]))
                starts.append(match.start())
                ends.append(match.end())
            at = match.end()
        if start < end:
            key.append(PLACE)
            starts.append(start)
            ends.append(end)
        at = end
    return "".join(key)


def _sentences(key: str, base: int, owner: int) -> Iterable[Sentence]:
    at = 0
    for match in _ENDS.finditer(key):
        if match.end() > at:
            body = key[at:match.end()]
            yield Sentence(owner, base + at, base + match.end(), strip(body))
            at = match.end()


def folded(text: str) -> str:
    """``text`` with marks and figures of one width."""
    return text.translate(_FOLD)


def strip(key: str) -> str:
    """``key`` without the punctuation at its ends: a sentence that is split or joined keeps its words."""
    first, last = 0, len(key)
    while first < last and key[first] in PUNCTUATION:
        first += 1
    while last > first and key[last - 1] in PUNCTUATION:
        last -= 1
    return key[first:last]


@lru_cache(maxsize=8)
def _finder(names: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick([*_known(), *names], matchkind=MatchKind.LeftmostLongest)


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    """Full names of all divisions, and the short ones of provinces, which no other word contains."""
    short = {re.sub(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$", "", d.name)
             for d in divisions() if d.level == "province"}
    return tuple(sorted({d.name for d in divisions()} | short))


_TITLE_PLACE = re.compile(r"^[\s　《]*(?:中共)?(?P<name>[\u4e00-\u9fff×]{1,3}?(?:省|自治区|市|自治州|州|盟|自治县|县|区|旗))"
                          r"(?=[\u4e00-\u9fff])")
_NO_PLACE = re.compile(r"[全各本我在为对由向按经关于根据依照市县省区社城地辖跨]|加[强快]|推[进动]|规范|完善|做好|促进|深化|建设|农村|"
                       "智慧|美丽|现代|新型|大力|设")


_GOVERNMENT = re.compile(r"(?:^|(?<=[\s　《，。、；：“（]))(?P<name>[\u4e00-\u9fff×]{2,3}(?:省|自治区|市|自治州|州|盟|自治县|县|区|旗))(?=人民政府)")


def governed_places(lines: Iterable[str]) -> set[str]:
    """Names of places whose 人民政府 is spoken of."""
    return {m["name"] for line in lines for m in _GOVERNMENT.finditer(line) if not _NO_PLACE.match(m["name"])}


def title_places(lines: Iterable[str]) -> set[str]:
    """Names of places that start a title or a masthead: places that no table knows (某市, ××县)."""
    found: set[str] = set()
    for line in lines:
        match = _TITLE_PLACE.match(line)
        if match and not _NO_PLACE.match(line.strip()) and len(line) < 60 and not re.search("[。；]", line):
            found.add(match["name"])
    return found
