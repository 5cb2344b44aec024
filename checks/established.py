"""固定表述和名称：成组的提法要齐全、按次序，机构和法规用现行的名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..corpora.words import Renamed, renamed
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_of
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_SETS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("四个意识", ("政治意识", "大局意识", "核心意识", "看齐意识"), True),
    ("四个自信", ("道路自信", "理论自信", "制度自信", "文化自信"), True),
    ("新发展理念", ("创新", "协调", "绿色", "开放", "共享"), False),
    ("五位一体", ("经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设"), False),
)
"""Name, members in their order, and whether the members' own words give the set away without its name (自信)."""
_LIST = re.compile(r"[\u4e00-\u9fff]{2,14}(?:、[\u4e00-\u9fff]{2,14}){2,8}")
_NEAR = 24


@check("HT7201", "成组提法不全或次序不对", severity="warning", group="用语", basis="党的十九大、二十大报告和党章的通行表述", official=False,
       examples=[Bad("贯彻⟦创新、协调、绿色、开放、分享⟧的新发展理念。", fix="贯彻创新、协调、绿色、开放、共享的新发展理念。"),
                 Bad("坚定⟦道路自信、理论自信、体制自信、文化自信⟧。", fix="坚定道路自信、理论自信、制度自信、文化自信。"),
                 Bad("增强⟦大局意识、政治意识、核心意识、看齐意识⟧。", fix="增强政治意识、大局意识、核心意识、看齐意识。"),
                 Good("贯彻创新、协调、绿色、开放、共享的新发展理念。"),
                 Good("加强政治建设、文化建设、社会建设、生态文明建设和党的建设。"),
                 Good("推动创新、协调、绿色、安全发展；增强大局意识、服务意识、责任意识。")])
def enumerated_set(document: Document, language: Language) -> Iterator[Problem]:
    """成组的提法（“四个意识”“四个自信”、新发展理念、“五位一体”）成员齐全，次序固定。

    成员全在而次序不同的要报；恰有一个成员不同的，要么整组用字特别（××自信），要么旁边写明了这一组的名称，才报。
    何时可以忽略：有意只列几项。
    依据：党章总纲、党的十九大和二十大报告的表述。
    """
    for block in language.prose():
        text = language.own_words(block)
        for match in _LIST.finditer(text):
            for name, members, telling in _SETS:
                bounds = _departure(match.group().split("、"), members, telling or name in _around(text, match))
                if bounds:
                    start, end = match.start() + bounds[0], match.end() - bounds[1]
                    right = "、".join(members)
                    yield Problem(Span(block.index, start, end), f"“{name}”的表述应为：{right}。", (Fix(right, safe=False),))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR): match.end() + _NEAR]


def _departure(items: list[str], members: Sequence[str], named: bool) -> tuple[int, int] | None:
    """How many characters at both ends of the list are not the set's, when it is the set but for order or one member."""
    if len(items) != len(members):
        return None
    head = next((m for m in members if items[0].endswith(m)), items[0][-len(members[0]):])
    tail = next((m for m in members if items[-1].startswith(m)), items[-1][: len(members[-1])])
    found = [head, *items[1:-1], tail]
    if found == list(members):
        return None
    known = len(set(found) & set(members))
    if known == len(members) or (known == len(members) - 1 and named):
        return len(items[0]) - len(head), len(items[-1]) - len(tail)
    return None


@lru_cache(maxsize=2)
def _old_names(titles: bool) -> tuple[re.Pattern[str], dict[str, Renamed]]:
    """One pattern for all organs (or all laws and regulations), and what each old name is now."""
    table = {r.old: r for r in renamed() if _is_title(r.old) is titles}
    names = "|".join(map(re.escape, table))
    left = r"(?:^|(?<=[，。；：、（(“\s　由向与和及同对按经报请从被给在是据照各]))"
    return re.compile(f"《(?P<name>{names})》" if titles else f"{left}(?P<name>{names})(?![门队])"), table


def _is_title(name: str) -> bool:
    return name.endswith(("法", "办法", "条例", "通则", "总则", "格式"))


def _outdated(document: Document, structure: Structure, language: Language, titles: bool) -> Iterator[tuple[Span, Renamed]]:
    """Old names in a document that was signed after the change, where the text does not speak of earlier years."""
    issued = structure.get("成文日期")
    signed = date_of(issued.text) if issued else None
    if signed is None:
        return
    pattern, table = _old_names(titles)
    for block in language.prose():
        text = language.plain(block) if titles else language.own_words(block)
        for match in pattern.finditer(text):
            row = table[match["name"]]
            if signed.year > row.year and not _historical(text, match, row):
                yield span_of(block, match, "name"), row


def _historical(text: str, match: re.Match[str], row: Renamed) -> bool:
    """原农业部, 农业部令2016年第3号, 1999年《合同法》, 废止: the old name is right there."""
    before, after = text[max(0, match.start() - 30): match.start("name")], text[match.end(): match.end() + 14]
    years = [int(y) for y in re.findall(r"(?:19|20)\d\d", before + after)]
    return bool(re.search(r"[原前旧]$|废止|更名|改为", before[-6:]) or re.match(r"令|公告|文件|〔|（(?:已|现)|(?:同时|已经?)?(?:废止|失效)", after)
                or "废止" in after or any(y <= row.year for y in years))


@check("HT7202", "机构名称已变更", severity="warning", group="用语", basis="历次党和国家机构改革方案", official=False,
       examples=[Bad("请向⟦国家工商总局⟧报告。", elements={"成文日期": "2026年5月8日"}),
                 Good("请向国家工商总局报告。", elements={"成文日期": "2016年5月8日"}),
                 Good("按照原国家工商总局的规定办理。", elements={"成文日期": "2026年5月8日"}),
                 Good("农业部门要加强指导。", elements={"成文日期": "2026年5月8日"})])
def renamed_organ(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """机构用成文时的名称。

    按成文日期判断：改名、撤并以后成文的才报；“原××部”、历史事实、引用旧文号的不报。没有成文日期的不查。
    依据：2003 年以来历次机构改革方案，见 corpora/institutions.tsv 各行。
    """
    for span, row in _outdated(document, structure, language, titles=False):
        yield Problem(span, f"“{row.old}”{row.year}年已改革，现为“{row.new}”；说的是当时的机构，写作“原{row.old}”。")


@check("HT7203", "引用的法规已废止", severity="warning", group="用语", basis="《中华人民共和国民法典》第一千二百六十条等", official=False,
       examples=[Bad("依据《⟦中华人民共和国合同法⟧》签订协议。", elements={"成文日期": "2026年5月8日"}),
                 Good("依据《中华人民共和国合同法》签订协议。", elements={"成文日期": "2019年5月8日"}),
                 Good("《中华人民共和国合同法》同时废止。", elements={"成文日期": "2026年5月8日"})])
def repealed_law(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """不引用已经废止的法律、制度作依据。

    按成文日期判断。依据：各行见 corpora/institutions.tsv。
    """
    for span, row in _outdated(document, structure, language, titles=True):
        title, bracket, part = row.new.partition("（")
        yield Problem(span, f"《{row.old}》{row.year}年起废止，现行的是《{title}》{bracket}{part}。")
