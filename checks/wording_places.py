"""地名：不相隶属的区划，别处留下来的地名。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..corpora.places import Division, divisions
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from .procedure_levels import issuers


@lru_cache(maxsize=1)
def _places() -> tuple[Any, tuple[tuple[str, str], ...], dict[str, list[Division]]]:
    """An automaton of provinces and prefectures, (name, code) in its order, and every division by name."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    upper = tuple((d.name, d.code) for d in divisions() if d.level != "county" and len(d.name) > 2)
    below: dict[str, list[Division]] = {}
    for division in divisions():
        if division.level != "province" and len(division.name) > 2:
            below.setdefault(division.name, []).append(division)
    return AhoCorasick([name for name, _ in upper], matchkind=MatchKind.LeftmostLongest), upper, below


@check("HT7207", "行政区划隶属不对", severity="warning", group="用语", basis="民政部行政区划代码", official=False,
       examples=[
           Bad("赴⟦江西省杭州市⟧考察。"),
           Bad("赴⟦南昌市余杭区⟧考察。"),
           Good("赴浙江省杭州市西湖区、江西省南昌市西湖区考察。"),
           Good("湖北省仙桃市、重庆市万州区、吉林省吉林市。"),
           Good("江西省、杭州市。"),
       ])
def wrong_parent(document: Document, language: Language) -> Iterator[Problem]:
    """连写的两级区划，下一级应当属于上一级：杭州市属浙江省，不属江西省。

    只比较紧挨着的全称，两个都在区划表里；重名的（西湖区）有一处对得上就不报。
    何时可以忽略：区划刚刚调整；叙述历史上的隶属关系。
    依据：行政区划代码（2024年11月的表），见词表 divisions.tsv。
    """
    automaton, upper, below = _places()
    for block in language.prose():
        text = language.own_words(block)
        for index, start, end in automaton.find_matches_as_indexes(text):
            name = next((text[end: end + n] for n in range(15, 2, -1) if text[end: end + n] in below), None)
            if name and not any(_under(d, upper[index][1]) for d in below[name]):
                yield _misplaced(block, start, end, end + len(name), text)


def _under(division: Division, code: str) -> bool:
    """Whether the division lies in the province or prefecture of that code: codes are nested."""
    return division.code.startswith(code)


def _misplaced(block: Block, start: int, end: int, last: int, text: str) -> Problem:
    return Problem(Span(block.index, start, last), f"“{text[end:last]}”不属于“{text[start:end]}”，请核对。")


_ALSO_WORDS = frozenset("和平 新城 新华 长安 平安 太平 安定 兴隆 东方 大同 安康 永安 开发 文峰 城关 丰满 友谊 解放 青年 新建 滨江 东湖 上城".split())
"""Short names that are words: 宣传和平."""


def _bare(name: str) -> str:
    """The name without its kind: 蛟河市 → 蛟河, 前郭尔罗斯蒙古族自治县 stays."""
    return name[:-1] if len(name) > 2 and name[-1] in "市县区旗" and not name.endswith(("自治县", "自治旗", "矿区", "林区")) else name


def _homes(text: str) -> list[Division]:
    """The county or prefecture that an issuer's name begins with; several where two share the name and no parent is named."""
    found = [d for d in divisions() if d.level != "province" and d.name in text]
    longest = max((text.index(d.name) + len(d.name) for d in found), default=0)
    found = [d for d in found if text.index(d.name) + len(d.name) == longest]
    inside = [d for d in found if any(p.code == d.parent and _bare(p.name) in text for p in divisions())]
    return inside or found


@lru_cache(maxsize=64)
def _neighbours(place: str) -> re.Pattern[str] | None:
    """Another county of the same prefecture where a document speaks of its own place: 宣传蛟河, 我蛟河市, 在蛟河市委…领导下."""
    homes = _homes(place)
    own = {d.name for d in homes}
    near = {d.name for d in divisions() for home in homes if d.parent == home.parent and d.level == home.level == "county"} - own
    over = {_bare(d.name) for d in divisions() for home in homes if home.code != d.code and _under(home, d.code)}
    near = {name for name in near if _bare(name) not in over and _bare(name) not in place}
    if not near:
        return None
    full = "|".join(sorted(map(re.escape, near), key=len, reverse=True))
    short = "|".join(re.escape(s) for s in sorted({_bare(n) for n in near}) if len(s) > 1 and s not in _ALSO_WORDS)
    led = rf"在(?P<led>{full})委[、和]?[\u4e00-\u9fff]{{0,2}}政府[^，。；]{{0,10}}领导下"
    return re.compile(rf"(?:对外宣传|宣传|[我本])(?P<full>{full})|{led}"
                      + (rf"|宣传(?P<short>{short})(?![\u4e00-\u9fff]{{0,3}}(?:经验|做法|模式|事迹))" if short else ""))


@check("HT7208", "别处的地名", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("做好新闻发布工作，对外宣传⟦蛟河⟧，树立良好形象。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Bad("在⟦蛟河市⟧委、市政府的正确领导下，工作取得进展。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Good("做好新闻发布工作，对外宣传磐石，宣传吉林。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Good("学习蛟河市的经验，宣传蛟河经验。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Good("做好新闻发布工作，对外宣传蛟河。", elements={"发文机关标志": "吉林市人民政府文件"}),
           Good("对外宣传南昌、宣传杭州。", elements={"发文机关标志": "西湖区人民政府文件"}),
           Good("做好新闻发布工作，对外宣传蛟河。"),
       ])
def another_place(document: Document, language: Language, structure: Structure, options: Options) -> Iterator[Problem]:
    """说本地的地方不写别处的地名：磐石市的文件写“对外宣传蛟河”，多半是照别处的文件改的，没有改净。

    发文机关是县（市、区），正文在“宣传×”“我×”“在×委、×政府领导下”里写了同一地区的另一个县，才报。
    何时可以忽略：说的确实是那个地方。
    依据：条例第十九条（三），内容准确；区划名称见词表 divisions.tsv。
    """
    found = issuers(structure)
    pattern = _neighbours(found[0] if found else options.office.place or "")
    if pattern is None:
        return
    for block in language.prose():
        for match in pattern.finditer(language.own_words(block)):
            group = match.lastgroup or "full"
            yield Problem(span_of(block, match, group), f"“{match[group]}”不是发文机关所在的地方，请核对。")
