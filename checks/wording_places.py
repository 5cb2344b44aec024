"""地名：不相隶属的区划，别处留下来的地名。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..corpora.places import Division, divisions
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from .procedure_levels import issuers, names, organ


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
def _near(place: str) -> frozenset[str]:
    """The other counties of the same prefecture, the other prefectures of the same province, that a document may be copied from."""
    homes = _homes(place)
    near = {d.name for d in divisions() for home in homes if d.level == home.level != "province"
            and (d.parent == home.parent if home.level == "county" else d.province == home.province)}
    over = {_bare(d.name) for d in divisions() for home in homes if home.code != d.code and _under(home, d.code)}
    return frozenset(name for name in near - {d.name for d in homes} if _bare(name) not in over and _bare(name) not in place)


@lru_cache(maxsize=64)
def _neighbours(place: str) -> re.Pattern[str] | None:
    """Such a place where a document speaks of its own: 宣传蛟河, 我蛟河市, 在蛟河市委…领导下, 在蛟河市范围内, 讲好蛟河故事."""
    near = _near(place)
    if not near:
        return None
    full = "|".join(sorted(map(re.escape, near), key=len, reverse=True))
    short = "|".join(re.escape(s) for s in sorted({_bare(n) for n in near}) if len(s) > 1 and s not in _ALSO_WORDS) or "(?!)"
    led = rf"在(?P<led>{full})委[、和]?[\u4e00-\u9fff]{{0,2}}政府[^，。；]{{0,10}}领导下"
    inside = rf"在(?P<inside>{full})(?:行政区域|辖区|范围|境内|全域)内?"
    itself = rf"(?:^|(?<=[。；]))(?P<itself>{full})(?:地处|位于|属)[^，。；]{{2,16}}(?=[，。])"
    story = rf"(?:讲好|传播|展示|打造|擦亮)[^，。；]{{0,14}}?(?P<story>{short})(?=故事|声音|形象|品牌)"
    praised = rf"宣传(?P<short>{short})(?![\u4e00-\u9fff]{{0,3}}(?:经验|做法|模式|事迹))"
    return re.compile(rf"(?:对外宣传|宣传|[我本])(?P<full>{full})|{led}|{inside}|{itself}|{story}|{praised}")


_PROMULGATED = re.compile(r"《(?P<place>[\u4e00-\u9fff]{2,12}?[市县区州盟旗])[^《》]{2,40}(?:办法|规定|细则|规则)》"
                          r"(?=(?:已经|业经|已于|经)[^。；]{4,60}(?:通过|同意)，现(?:予|将|印发|公布|发布))")


def _issuer(structure: Structure) -> str:
    """The one organ that issues the document, of a 纪要 whose head names it; empty where several do or none is named."""
    found = issuers(structure) or names(structure.get("纪要标志")) or names(structure.get("印发机关"))
    return found[0] if len(found) == 1 else ""


@check("HT7208", "别处的地名", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("做好新闻发布工作，对外宣传⟦蛟河⟧，树立良好形象。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Bad("在⟦蛟河市⟧委、市政府的正确领导下，工作取得进展。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Bad("暂停其在⟦蛟河市⟧范围内承接新项目。\n⟦蛟河市⟧地处长白山区，财政困难。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Bad("讲好中国故事、⟦缙云⟧故事。", elements={"发文机关标志": "青田县人民政府文件"}),
           Bad("《⟦淮南市⟧垃圾分类管理办法》已经市政府常务会议通过，现予公布。", elements={"发文机关标志": "淮北市人民政府令"}),
           Good("做好新闻发布工作，对外宣传磐石，宣传吉林。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Good("学习蛟河市的经验，宣传蛟河经验。", elements={"发文机关标志": "磐石市人民政府文件"}),
           Good("做好新闻发布工作，对外宣传蛟河。", elements={"发文机关标志": "吉林市人民政府文件"}),
           Good("对外宣传南昌、宣传杭州。", elements={"发文机关标志": "西湖区人民政府文件"}),
           Good("做好新闻发布工作，对外宣传蛟河。"),
       ])
def another_place(document: Document, language: Language, structure: Structure, options: Options) -> Iterator[Problem]:
    """说本地的地方不写别处的地名：磐石市的文件写“对外宣传蛟河”，多半是照别处的文件改的，没有改净。

    发文机关是市、县（市、区），正文在“宣传×”“我×”“在×委、×政府领导下”“在×范围内”“讲好×故事”“《×办法》已经……现予公布”里写了
    同一省的另一个市、同一地区的另一个县，才报。
    何时可以忽略：说的确实是那个地方。
    依据：条例第十九条（三），内容准确；区划名称见词表 divisions.tsv。
    """
    place = _issuer(structure) or options.office.place or ""
    pattern = _neighbours(place)
    if pattern is None:
        return
    for block in language.prose():
        for match in pattern.finditer(language.own_words(block)):
            yield _elsewhere(block, match, match.lastgroup or "full")
        for match in _PROMULGATED.finditer(block.text):
            if match["place"] in _near(place):
                yield _elsewhere(block, match, "place")


def _elsewhere(block: Block, match: re.Match[str], group: str) -> Problem:
    return Problem(span_of(block, match, group), f"“{match[group]}”不是发文机关所在的地方，请核对。")


_LIST = re.compile(r"(?:[\u4e00-\u9fff]{2,11}?[县市区旗]、){1,11}[\u4e00-\u9fff]{2,11}?[县市区旗](?=人民政府|政府|要|作为|负责|应当|要按)")
_TOGETHER = re.compile(r"对接|合作|毗邻|接壤|考察|学习|交界|相邻|周边|外地|兄弟|联防|跨")


@lru_cache(maxsize=64)
def _inside(place: str) -> tuple[frozenset[str], frozenset[str]]:
    """The counties of the issuer's prefecture, and all the others that do not share a name with one of them."""
    prefectures = {h.code if h.level == "prefecture" else h.parent for h in _homes(place)}
    own = {d.name for d in divisions() if d.parent in prefectures}
    return frozenset(own), frozenset(d.name for d in divisions() if d.level == "county") - own


@check("HT7212", "并列的县区里有别处的", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("⟦婺城区⟧、衢江区人民政府作为责任主体，负责项目实施。", elements={"发文机关标志": "衢州市人民政府文件"}),
           Good("柯城区、衢江区人民政府作为责任主体，负责项目实施。", elements={"发文机关标志": "衢州市人民政府文件"}),
           Good("加强与金华对接，婺城区、衢江区人民政府要联防联控。", elements={"发文机关标志": "衢州市人民政府文件"}),
           Good("金东区、婺城区人民政府要抓好落实。", elements={"发文机关标志": "衢州市人民政府文件"}),
       ])
def county_elsewhere(document: Document, language: Language, structure: Structure) -> Iterator[Problem]:
    """布置任务时并列的县（市、区），应当都属于发文机关所在的市。

    并列的一串里只有一个不属于本市、其余都属于，而且没有“合作”“毗邻”一类的话才报。何时可以忽略：区划刚刚调整。
    依据：条例第十九条（三），内容准确；区划见词表 divisions.tsv。
    """
    own, others = _inside(_issuer(structure))
    for block in language.prose() if own else ():
        text = language.own_words(block)
        for match in _LIST.finditer(text) if "、" in text else ():
            named = [(name, m.start()) for m in re.finditer(r"[^、]+", match[0])
                     if (name := next((m[0][k:] for k in range(len(m[0]) - 1) if m[0][k:] in own or m[0][k:] in others), ""))]
            foreign = [(name, at) for name, at in named if name in others]
            if len(foreign) == 1 and len(named) - 1 == match[0].count("、") and not _TOGETHER.search(text[max(0, match.start() - 30): match.end()]):
                name = foreign[0][0]
                start = text.index(name, match.start() + foreign[0][1])
                yield Problem(Span(block.index, start, start + len(name)), f"“{name}”不属于发文机关所在的市，请核对。")


_BELOW = {"省": "[市县]", "市": "县", "州": "[市县]", "盟": "[市县]", "区": "县"}
"""A document of a 市 says 我市; 我县 is left over from a county's. Upward (我省) anybody may speak."""


@check("HT7213", "自称的级别与发文机关不合", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）", on="正文",
       examples=[
           Bad("⟦我县⟧将认真贯彻落实，抓好灾后恢复重建。", elements={"发文机关标志": "邵阳市人民政府文件"}),
           Bad("⟦我市⟧将认真贯彻落实。", elements={"发文机关标志": "湖南省水利厅文件"}),
           Good("我市将认真贯彻落实。", elements={"发文机关标志": "赣州市文化广电旅游局文件"}),
           Good("我市将认真贯彻落实，我省、我区也要抓好。", elements={"发文机关标志": "邵阳市人民政府文件"}),
           Good("我县、我市将认真贯彻落实。", elements={"发文机关标志": "邵东县人民政府文件"}),
           Good("有的县反映“我县财力不足”。", elements={"发文机关标志": "邵阳市人民政府文件"}),
       ])
def wrong_self(body: Element, language: Language, structure: Structure) -> Iterator[Problem]:
    """市里的文件自称“我市”，不说“我县”：多是照下级的材料改的，没有改净。

    只看比发文机关低的称呼；引号里的、转述下级的不报；印发的附件不查。何时可以忽略：引用下级的原话。
    依据：条例第十九条（三），表述准确。
    """
    issuer = _issuer(structure)
    homes, named = _homes(issuer), organ(issuer)
    place = homes[0].name if homes else named.place if named else ""
    wrong = "[市县]" if place.endswith("自治区") else _BELOW.get(place[-1:])
    for block in body.blocks if wrong else ():
        for match in re.finditer(rf"我{wrong}(?![一二级城])", language.own_words(block)):
            if not re.search(r"反映|来函|报告称|“|请示称", block.text[max(0, match.start() - 30): match.start()]):
                yield Problem(span_of(block, match), f"发文机关是“{issuer}”，这里自称“{match[0]}”，请核对。")
