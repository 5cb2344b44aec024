"""说几个就列几个：括号里的个数与所列名称，正文的“等×名”与附件名单，公布令与所附办法的施行日期，标题的人名与正文。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document
from ..pipeline.patterns import number_of

_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_UNIT = "个|名|人|家|项|位|户|所|件"
_NAMED_COUNT = re.compile(rf"(?:^[\s　]*|(?<=[。；]))[^，。；：（）]{{2,20}}（(?:共|计|共计)?(?P<said>(?P<n>{_N})(?:{_UNIT}))）[：:]"
                          rf"(?P<list>[^。；：]+)(?=[。；]|$)")


@check("HT9119", "括号里的个数与所列不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("良好单位（⟦5个⟧）：东乡县、西乡县、南乡县、北乡县。"),
           Good("良好单位（4个）：东乡县、西乡县、南乡县、北乡县。优秀单位（5个）：东乡县、西乡县等。"),
       ])
def bracketed_count(document: Document, language: Language) -> Iterator[Problem]:
    """“良好单位（4个）：甲、乙、丙、丁”，写几个就列几个。

    只看用顿号（或空格）隔开、没有“等”和别的标点的名单。何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    for block in language.prose():
        for match in _NAMED_COUNT.finditer(re.sub(r"（[^（）]*[^\d（）个名人家项位户所件共计一二三四五六七八九十][^（）]*）",
                                                  lambda m: "注" * len(m[0]), language.plain(block))):
            listed = match["list"].strip()
            if re.search(r"等|，|\d|[和与及]", listed) or "、" not in listed:
                continue
            said, found = number_of(match["n"]), listed.count("、") + 1
            if said and said != found:
                yield Problem(span_of(block, match, "said"), f"这里写{match['said']}，后面列了{found}个，请核对。")


_AND_OTHERS = re.compile(rf"(?P<first>[\u4e00-\u9fff·]{{2,20}})等(?P<said>(?P<n>{_N})(?P<u>{_UNIT}))")
_COUNTED_LINE = re.compile(rf"[\s　]*[（(]?(?:共|共计|计)[\s　]*(?P<n>{_N})[\s　]*(?:{_UNIT})[）)]?[\s　]*")

_LIST = {"附件说明": "附件：先进个人名单"}


@check("HT9120", "正文的数与附件名单不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("", elements={"正文": "授予李海洋等6名同志称号。", **_LIST, "附件": "附件\n（共5名）\n李海洋　市水利局\n王志远　市财政局"}),
           Good("", elements={"正文": "授予李海洋等5名同志称号。", **_LIST, "附件": "附件\n（共5名）\n李海洋　市水利局\n王志远　市财政局"}),
           Good("", elements={"正文": "成立刘大河等6名同志组成的专班。", **_LIST, "附件": "附件\n（共5名）\n李海洋　市水利局"}),
       ])
def listed_count(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """正文写“张三等6名同志”，附件名单里也是6名。

    “等”前面的名字要在附件名单里；名单的数取“（共×名）”一行，没有这一行的取表中连续的序号。只在只有一个附件时查。
    何时可以忽略：名单之外另有所指。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    date = structure.get("成文日期")
    attached = [b for b in document.main_blocks if structure.roles[b.index] == "附件" and not b.blank]
    count = _count_of(attached)
    if count is None or len(structure.all("附件")) > 1 or (date and any(b.index < date.block.index for b in attached)):
        return
    entries = "\n".join(re.sub(r"[\s　]", " ", b.text) for b in attached)
    for block in structure.body_blocks():
        for match in _AND_OTHERS.finditer(language.plain(block)):
            first = match["first"]
            named = any(re.search(rf"(?:^|[ 、]){re.escape(first[-size:])}(?:$|[ 、])", entries, re.MULTILINE) for size in range(2, len(first) + 1))
            if named and number_of(match["n"]) != count:
                yield Problem(span_of(block, match, "said"), f"这里写{match['said']}，附件名单是{count}，请核对。")


def _count_of(attached: list[Block]) -> int | None:
    """How many entries a list attached has: its own （共×名）, else the serial numbers of its one table; None when neither tells."""
    lines = [m for b in attached if (m := _COUNTED_LINE.fullmatch(b.text))]
    if lines:
        return number_of(lines[0]["n"]) if len(lines) == 1 else None
    cells = [b for b in attached if b.cell is not None and b.cell.column == 0]
    serials = [int(b.text.strip()) for b in cells if b.text.strip().isdigit()]
    tables = {b.cell.table for b in cells if b.cell is not None}
    return len(serials) if len(tables) == 1 and len(serials) >= 2 and serials == list(range(1, len(serials) + 1)) else None


_DATE = r"\d{4}年\d{1,2}月\d{1,2}日"
_OUTER = re.compile(rf"现(?:予|将其)?(?:以)?(?:公布|发布|印发)[^。；]{{0,12}}，?自(?P<date>{_DATE})起(?:施行|实施|执行)")
_INNER = re.compile(rf"(?:本(?:办法|规定|条例|细则|规则|规程|章程|制度))自(?P<date>{_DATE})起(?:施行|实施|执行)")


@check("HT9121", "公布的施行日期与所附文件不一致", severity="error", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("", elements={"正文": "《云岭市供水管理办法》已经审议通过，现予公布，自2026年8月1日起施行。",
                              "附件": "第七条　本办法自2026年9月1日起施行。"}),
           Good("", elements={"正文": "《云岭市供水管理办法》已经审议通过，现予公布，自2026年8月1日起施行。",
                              "附件": "第七条　本办法自2026年8月1日起施行。"}),
       ])
def effect_twice(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """命令、通知公布的施行日期，与所附办法末条写的施行日期是同一天。

    两处各只有一个日期的才查。何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    outer = [(b, m) for b in structure.body_blocks() for m in _OUTER.finditer(language.plain(b))]
    if len(outer) != 1:
        return
    start = outer[0][0].index
    inner = [(b, m) for b in document.main_blocks if b.index > start for m in _INNER.finditer(language.plain(b))]
    if len(inner) == 1 and inner[0][1]["date"] != outer[0][1]["date"]:
        block, match = inner[0]
        yield Problem(span_of(block, match, "date"), f"公布时写自{outer[0][1]['date']}起，这里写{match['date']}，请核对。",
                      related=(span_of(*outer[0], "date"),))


_TITLE_PERSON = re.compile(r"(?:关于|^)(?P<name>[\u4e00-\u9fff]{2,4}?)等?(?:\d{1,3}(?:名|位))?(?:同志)(?:职务)?(?:的?任|免|的?职务|的?处分|的?表彰)")
_BODY_PERSON = re.compile(r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4})(?=同志)|(?:任命|免去|聘任|给予|授予)"
                          r"(?P<other>[\u4e00-\u9fff]{2,4})(?=同志)")


@check("HT9122", "标题的姓名与正文不一致", severity="error", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("", elements={"标题": "关于李海洋等同志职务任免的通知", "正文": "李海阳同志任办公室主任；\n王志远同志任财务科科长。"}),
           Good("", elements={"标题": "关于李海洋等同志职务任免的通知", "正文": "李海洋同志任办公室主任；\n李海阳同志任财务科科长。"}),
       ])
def title_person(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """标题里的姓名，正文里要有；只差一个字的，必有一处写错。

    正文没有这个姓名、却有只差一个字的姓名时才报。何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    title = structure.get("标题")
    match = _TITLE_PERSON.search(re.sub(r"[\s　]", "", title.text)) if title else None
    blocks = structure.body_blocks()
    if title is None or match is None or any(match["name"] in re.sub(r"[\s　]", "", b.text) for b in blocks):
        return
    name = match["name"]
    for block in blocks:
        for person in _BODY_PERSON.finditer(block.text):
            group = "name" if person["name"] else "other"
            if len(person[group]) == len(name) and sum(a != b for a, b in zip(person[group], name, strict=True)) == 1:
                yield Problem(span_of(block, person, group), f"标题写“{name}”，这里写“{person[group]}”，请核对。", related=title.spans[:1])
