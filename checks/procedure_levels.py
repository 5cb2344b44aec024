"""Administrative level of an organ as its name tells it; None wherever the name alone does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..corpora.places import divisions
from ..pipeline.elements import Element, Structure

CENTRE, PROVINCE, PREFECTURE, COUNTY, TOWN = 4, 3, 2, 1, 0
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_SHORT = re.compile(r"(?:中共)?(?!市场|市政工程|市政公用|区域|县域|乡村振兴|州际|省际|市际|区块)(?P<unit>省|自治区|市|州|盟|县|旗|区|镇|乡|街道)"
                    r"(?=人民政府|政府|委|人大|政协|纪委|监委|[\u4e00-\u9fff]{1,16}(?:局|厅|委|办|办公室|办公厅|部|院|署|会|中心|办事处)$)")
_NAME = "[^省市县区州盟旗镇乡\\s、，和与]"
_FULL = re.compile(rf"(?:中共|中国共产党)?(?P<province>{_NAME}{{1,6}}(?:省|自治区))?"
                   rf"(?P<prefecture>{_NAME}{{1,10}}(?:市|自治州|州|盟|地区))?"
                   rf"(?P<county>(?!城市|城区|社区|景区|园区|灾区|林区|库区|山区|矿区|市区|地区){_NAME}{{1,10}}"
                   rf"(?:自治县|县|自治旗|旗|市|(?<!发)(?<!城)区))?"
                   rf"(?P<town>{_NAME}{{1,6}}(?:镇|乡|街道)(?=人民政府|政府|党委|党工委|委员会|办事处|人大))?")
_CENTRE = re.compile(r"国务院|党中央|中共中央|中央|全国人大|全国政协|最高人民|国家")
_DEPARTMENT = re.compile(
    r"(?:发展和?改革委(?:员会)?|教育局|科学技术局|科技局|工业和信息化局|民族宗教事务局|公安局|民政局|司法局|财政局|"
    r"人力资源(?:和)?社会保障局|自然资源(?:和规划)?局|生态环境局|住房(?:和)?城乡建设局|交通运输局|水利局|水务局|农业农村局|商务局|"
    r"文化(?:和|广电)?(?:体育)?旅游局|卫生健康(?:委员会|委|局)|退役军人(?:事务)?局|应急管理局|审计局|市场监督管理局|市场监管局|统计局|"
    r"医疗保障局|城市管理(?:综合行政执法)?局|(?:教育|科学技术|科技|工业和信息化|经济和信息化|公安|民政|司法|财政|人力资源(?:和)?社会保障|自然资源|生态环境|"
    r"住房(?:和)?城乡建设|交通运输|水利|农业农村|商务|文化(?:和|广电)?旅游|退役军人事务|应急管理|审计)厅)$")


@dataclass(frozen=True, slots=True)
class Organ:
    """What a name tells: ``level`` 4 (centre) to 0 (town), the place down to it, whether it is a government.

    ``county`` is the county's name where the name gives a prefecture too: only then is a town's 市 the one above.
    """

    name: str
    level: int
    place: str
    government: bool
    department: bool
    nested: bool

    def above(self, other: Organ) -> int:
        """How many levels this organ stands above ``other``; a county-level city's own 市 is not above it."""
        if not self.place and self.level == PREFECTURE and other.level == COUNTY and other.place.endswith("市"):
            return 0
        return self.level - other.level


@lru_cache(maxsize=1)
def _county_cities() -> frozenset[str]:
    names = {d.name for d in divisions() if d.level == "county" and d.name.endswith("市")}
    return frozenset(names - {d.name for d in divisions() if d.level != "county"})


@lru_cache(maxsize=1)
def _counties() -> tuple[str, ...]:
    """Counties whose names hold a word for a level themselves (万州区), which the pattern cannot read."""
    return tuple({d.name for d in divisions() if d.level == "county" and re.search("[省市县区州盟旗镇乡]", d.name[:-1])})


@lru_cache(maxsize=512)
def organ(name: str) -> Organ | None:
    """The organ of that name, a full or a short one; None where no level can be read from it."""
    bare = re.sub(r"[\s　]|（[^（）]{0,40}）|\([^()]{0,40}\)", "", name)
    if len(bare) > 40 or bare.startswith(("各", "国家税务总局", "国家统计局", "中国")):
        return None
    government = bool(re.search(r"(?:人民政府|[省市县区州旗盟]政府)$", bare))
    department = bool(_DEPARTMENT.search(bare))
    if _CENTRE.match(bare):
        return Organ(bare, CENTRE, "", bare == "国务院", False, False)
    if short := _SHORT.match(bare):
        unit = short["unit"]
        level = (PROVINCE if unit in ("省", "自治区") else PREFECTURE if unit in ("市", "州", "盟")
                 else COUNTY if unit in ("县", "旗", "区") else TOWN)
        return Organ(bare, level, "", government, department, False)
    found = _FULL.match(bare)
    if found is None or not found[0] or found[0] == bare:
        return None
    place = _level(found, bare)
    return None if place is None else Organ(bare, place, found[0], government, department,
                                            bool(found["prefecture"] and found["county"]))


def _level(found: re.Match[str], bare: str) -> int | None:
    city = (found["prefecture"] or "").removeprefix("中共")
    if found["town"]:
        return TOWN
    if found["county"] or bare[found.end():].startswith(_counties()):
        return PREFECTURE if city.startswith(_MUNICIPALITIES) else COUNTY
    if city:
        return PROVINCE if city.startswith(_MUNICIPALITIES) else COUNTY if city in _county_cities() else PREFECTURE
    return PROVINCE if found["province"] else None


def issuers(structure: Structure) -> tuple[str, ...]:
    """The issuing organs in the order of the 发文机关标志, else of the signatures."""
    mark = structure.get("发文机关标志")
    return names(mark) if mark else names(structure.get("发文机关署名"))


def names(element: Element | None) -> tuple[str, ...]:
    """The organs that an element lists one a line, without 文件 and white space between characters.

    A line of one character ends the name above, which did not fit its line.
    """
    if element is None:
        return ()
    pieces: list[str] = []
    for span in element.spans:
        text = element.document.text(span).strip()
        if len(text) == 1 and pieces:
            pieces[-1] += text
        else:
            pieces += re.split(r"\s{2,}|　", text)
    found = [re.sub(r"[\s　]|文件$|文\s+件$", "", piece) for piece in pieces]
    return tuple(name for name in found if name and name != "文件")
