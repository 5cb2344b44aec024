"""主送、抄送的名单和联合行文：重复、次序、标点、署名顺序、签发人。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.review import Fix
from .procedure import listed
from .procedure_levels import CENTRE, issuers, organ

_UP = {"doc_type": "请示", "direction": "上行"}
_THREE = "云岭市教育局文件\n云岭市公安局\n云岭市财政局"


_OWN = re.compile(r"有关|其他|相关|单位$|部门$|^各[^、，]{0,3}$")
_SAME_ORGAN = tuple((re.compile(old), new) for old, new in (
    (r"（[^（）]{0,40}）|[\s　]", ""), ("人民政府", "政府"), ("^中共", ""), ("发展和改革|发改", "发展改革"), ("委员会(?=$|办公)", "委"),
    ("市场监督管理", "市场监管"), ("住房和城乡建设", "住房城乡建设"), ("人力资源和社会保障", "人力资源社会保障"), ("人民代表大会", "人大"),
    ("常务委", "常委"), ("^[\u4e00-\u9fff]{2,4}(?=[省市县区州旗][政委人公财教民司卫发交水农商文应审统医住自生市])", "")))
"""Two ways of writing one organ's name in the lists of one document: 云岭市人民政府 and 市政府."""


_UNIT = re.compile(r"^(?:中共|[省市县区州盟旗])")
_COLLECTIVE = re.compile(r"^[省市县区州盟旗][\u4e00-\u9fff]{0,4}各(?:部门|单位|直属(?:机构|单位))$")
"""A collective name that says whose departments they are (市政府各部门): written twice, it is the same ones."""


def _plain_name(name: str) -> str:
    for pattern, new in _SAME_ORGAN:
        name = pattern.sub(new, name)
    return name


def _same_organ(one: str, two: str) -> bool:
    """Whether both name one organ; of two that each name their place, only where it is the same place."""
    bare = [re.sub(r"[\s　]|（[^（）]{0,40}）|人民(?=政府)", "", name) for name in (one, two)]
    return _plain_name(one) == _plain_name(two) and (bare[0] == bare[1] or any(_UNIT.match(name) for name in bare)
                                                     or bare[0].endswith(bare[1]) or bare[1].endswith(bare[0])
                                                     or _place(one) == _place(two))


def _place(name: str) -> str:
    """What a full name says of the place: 云岭 of 云岭市财政局."""
    match = _SAME_ORGAN[-1][0].match(re.sub("^中共", "", name))
    return match[0] if match else ""


@check("HT5120", "抄送与主送重复", on="抄送机关", severity="warning",
       basis="《党政机关公文处理工作条例》第九条（八）（十六）",
       examples=[
           Bad("抄送：市委办公室，⟦市财政局⟧。", elements={"主送机关": "市财政局、市水利局："}),
           Bad("抄送：市财政局，市水利局，⟦市财政局⟧。"),
           Bad("抄送：市委办公室，⟦云岭市人民政府⟧。", elements={"主送机关": "市政府："}),
           Bad("抄送：⟦各县（区）人民政府⟧，市发展改革委。", elements={"主送机关": "各县（区）人民政府，市政府各部门："}),
           Good("抄送：市委办公室，市水利局。", elements={"主送机关": "市财政局："}),
           Bad("抄送：市委办公室，⟦市政府各部门⟧。", elements={"主送机关": "各县（区）人民政府，市政府各部门："}),
           Bad("抄送：⟦市直各单位⟧，省财政厅。", elements={"主送机关": "市直各单位："}),
           Good("抄送：市委各部门，各有关部门。", elements={"主送机关": "各县（区）人民政府，市政府各部门，各有关部门："}),
           Good("抄送：云岭市人民政府，青溪市人民政府。"),
           Good("抄送：云岭市财政局，青溪市财政局。", elements={"主送机关": "石桥市财政局："}),
       ])
def copied_twice(copies: Element, structure: Structure) -> Iterator[Problem]:
    """抄送机关是除主送机关外需要执行或者知晓公文内容的其他机关，不与主送重复，也不写两遍。

    全称和简称（云岭市财政局、市财政局）算同一个机关；地名不同的不算；“各有关单位”一类的统称不算，写明是谁的（市政府各部门）才算。
    何时可以忽略：没有。
    依据：条例第九条（十六）。
    """
    addressee = structure.get("主送机关")
    main = [name for name, _, _ in listed(addressee)] if addressee else []
    seen: list[str] = []
    for name, start, end in listed(copies):
        if not _OWN.search(name) or _COLLECTIVE.match(name):
            if any(_same_organ(name, other) for other in main):
                yield Problem(copies.at(start, end), f"“{name}”已经主送，不再抄送。")
            elif any(_same_organ(name, other) for other in seen):
                yield Problem(copies.at(start, end), f"“{name}”抄送了两遍。")
            seen.append(name)


_KINDS = (
    re.compile(r"(?:党中央|中共|[省市县区州盟旗]委(?:办公[厅室])?$)"), re.compile(r"人大"),
    re.compile(r"国务院|(?:人民)?政府(?:办公[厅室])?$"), re.compile(r"政协"),
    re.compile(r"(?<!检察)法院|高法院"), re.compile(r"检察院|高检院"),
)
"""党委、人大、政府、政协、法院、检察院, the order in which they are listed."""


def _kind(name: str) -> int | None:
    return next((i for i, pattern in enumerate(_KINDS) if pattern.search(name)), None)


@check("HT5121", "主送、抄送的次序", on=("主送机关", "抄送机关"), severity="info", basis="公文处理通例",
       examples=[
           Bad("抄送：市委办公室，市政协办公室，⟦市人大常委会办公室⟧。"),
           Bad("抄送：市财政局，⟦省财政厅⟧。"),
           Good("抄送：省财政厅，市委办公室，市人大常委会办公室，市政协办公室，市中级人民法院，市人民检察院。"),
           Good("各县（区）人民政府，市政府各部门："),
           Good("各市、县人民政府，省政府各部门、各直属机构："),
       ])
def list_order(organs: Element, kind: Kind) -> Iterator[Problem]:
    """名单先上级、后平级、再下级，同级的按党委、人大、政府、政协、法院、检察院的次序。

    何时可以忽略：按主办、协办的次序排列的；本地另有排列次序的。
    依据：公文处理通例，条例和国家标准没有规定，所以只作提示。
    """
    if organs.name == "主送机关" and kind.direction == "上行":
        return  # several of them are HT5101's
    level: int | None = None
    rank: int | None = None
    for name, start, end in listed(organs):
        one = organ(name)
        if (one is not None and one.level == CENTRE) or re.search("各(?:部门|部委|委办|直属|有关)", name):
            continue  # 各省…人民政府，国务院各部委: by kind, not by level
        if one is not None and level is not None and one.level > level:
            yield Problem(organs.at(start, end), f"“{name}”级别较高，宜排在前面。")
            return
        if one is not None:
            rank = rank if one.level == level else None
            level = one.level
        this = _kind(name)
        if this is not None and rank is not None and this < rank:
            yield Problem(organs.at(start, end), f"“{name}”宜按党委、人大、政府、政协、法院、检察院的次序排列。")
            return
        rank = this if this is not None else rank


_GOVERNMENTS = re.compile(r"各[^、，；]{0,14}?(?:人民政府|政府)(?P<mark>、)(?=[^、，；：]{0,12}各[^、，；：]{0,6}(?:部门|委办局|直属))")


@check("HT5122", "主送、抄送名单的标点", on=("主送机关", "抄送机关"), severity="info", basis="公文处理通例",
       examples=[
           Bad("各县（区）人民政府⟦、⟧市政府各部门、各直属机构：", fix="各县（区）人民政府，市政府各部门、各直属机构："),
           Bad("抄送：市委办公室⟦；⟧市政协办公室。", fix="抄送：市委办公室，市政协办公室。"),
           Good("各县（区）人民政府，市政府各部门、各直属机构："),
           Good("抄送：市委办公室，市人大常委会办公室，市政协办公室。"),
       ])
def list_marks(organs: Element) -> Iterator[Problem]:
    """名单里同一类机关之间用顿号，不同类之间用逗号，不用分号。

    何时可以忽略：本机关历来统一用顿号的。
    依据：公文处理通例；GB/T 9704-2012 的式样也只用逗号、顿号，所以只作提示。
    """
    for match in _GOVERNMENTS.finditer(organs.text):
        yield Problem(organs.at(*match.span("mark")), "下级政府与本级部门不是一类，中间宜用逗号。", (Fix("，"),))
    for match in re.finditer("[；;]", organs.text):
        yield Problem(organs.at(*match.span()), "机关名称之间用逗号或顿号，不用分号。", (Fix("，"),))


@check("HT5124", "联合上行文签发人不全", on="签发人", severity="warning", basis="《党政机关公文处理工作条例》第二十二条；GB/T 9704-2012 7.2.6",
       directions=("上行",),
       examples=[
           Bad("⟦签发人：李明远⟧", kind=_UP, elements={"发文机关标志": _THREE}),
           Good("签发人：李明远　王建国\n　　　　赵思远", kind=_UP, elements={"发文机关标志": _THREE}),
           Good("签发人：李明远　王　建", kind=_UP, elements={"发文机关标志": "云岭市教育局文件\n云岭市公安局"}),
           Good("签发人：李明远", kind=_UP, elements={"发文机关标志": "云岭市教育局文件"}),
       ])
def all_signatories(signatory: Element, structure: Structure) -> Iterator[Problem]:
    """联合发文由所有联署机关的负责人会签，上行文的签发人要写全。

    何时可以忽略：标志用了几个机关的名称而实际只有一个机关签发的（没有这种情形）。
    依据：条例第二十二条；GB/T 9704-2012 7.2.6，有多个签发人的按发文机关的排列顺序编排。
    """
    marks = issuers(structure)
    text = " ".join(signatory.document.text(span) for span in signatory.spans)
    people = _people(re.sub(r"签[\s　]*发[\s　]*人?[\s　]*[：:]?", " ", text))
    if len(marks) > 1 and 0 < people < len(marks):
        yield Problem(signatory, f"联合行文有{len(marks)}个机关，签发人只有{people}个，应当写全。")


def _people(text: str) -> int:
    """How many people the names can be, at most: 林　静 is one, 何志强林静 may be two."""
    pieces = [p for p in re.split(r"[\s　、，,]+", text) if p]
    apart = sum(len(p) == 1 for p in pieces)
    return (apart + 1) // 2 + sum(len(p) // 2 for p in pieces)
