"""全文一致：会议的次数，没有定义过的简称，只差一个字的单位名称，连着数的“一是、二是”。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.patterns import number_of
from ..pipeline.review import Fix
from .consistency_names import definitions

_ORDINAL = r"(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})"
_SESSION = re.compile(rf"第{_ORDINAL}次(?P<what>(?:全体|常务|党组|常委会?|主任|主席|书记|局长|院长|校长|专题|办公)?(?:\(?扩大\)?)?会议)")


@check("HT9044", "标题的会议次数与正文不一致", on="标题", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("云岭市人民政府第71次常务会议纪要", elements={"正文": "9月10日，市长主持召开市政府第72次常务会议。"}),
           Bad("云岭市人民代表大会第六次会议关于政府工作报告的决议", elements={"正文": "云岭市第五届人民代表大会第五次会议听取了工作报告。"}),
           Good("云岭市人民政府第72次常务会议纪要", elements={"正文": "市长主持召开市政府第72次常务会议，听取第71次常务会议议定事项的落实情况。"}),
           Good("关于贯彻市政府第72次常务会议精神的通知", elements={"正文": "各单位要抓好落实。"}),
       ])
def session(title: Element, structure: Structure, document: Document) -> Iterator[Problem]:
    """标题里是第几次会议，正文里说的就是第几次。

    同一种会议（常务会议、全体会议），正文写了次数、却没有一处与标题相同时才报。何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    named = {m["what"]: number_of(m["n"]) for m in _SESSION.finditer(title.text)}
    if len(named) != 1:
        return
    what, number = named.popitem()
    found = [(block, m) for block in structure.body_blocks() for m in _SESSION.finditer(block.text) if m["what"] == what]
    if found and number not in [number_of(m["n"]) for _, m in found]:
        block, match = found[0]
        yield Problem(span_of(block, match), f"标题写的次数与这里的“{match[0]}”不同，请核对。", related=title.spans[:1], element="正文")


_SHORT_TITLE = re.compile(r"《(?P<base>(?P<kind>[\u4e00-\u9fff]{2,6}?)(?P<mark>[（(]?(?:草案|送审稿|征求意见稿|讨论稿)[）)]?)?)》")
_BEFORE = 40
"""Characters before （以下简称《…》） that name what it stands for, where no 《title》 does."""
_KINDS = "办法|方案|条例|规定|规划|纲要|意见|通知|细则|计划|规程|章程|决定|预案|标准|报告"


@check("HT9043", "文件简称与前面定义的不同", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("", elements={"正文": "现将《云岭市总体规划局部调整方案》（以下简称《调整方案》）印发给你们。\n《方案》不得突破约束性指标。"}),
           Bad("", elements={"正文": "报送《云岭省数据条例（草案）》（以下简称《条例（草案）》）。\n《条例草案》共八章。"}),
           Bad("", elements={"正文": "审查《云岭市“十五五”规划纲要（草案）》（以下简称《纲要（草案）》）。\n会议认为，《规划（草案）》符合实际。"}),
           Good("", elements={"正文": "现将《云岭市总体规划局部调整方案》（以下简称《调整方案》）印发给你们。\n《总体规划》不作修改。"}),
           Good("", elements={"正文": "现将《云岭市调整方案》（以下简称《调整方案》）和《云岭市数据办法》（以下简称《办法》）印发，按《办法》办。"}),
       ])
def another_short_title(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """定义了《调整方案》这个简称，后面就不再叫《方案》。

    只看没有定义过的、由文种（方案、条例、规划……）构成的短名称，字取自已有简称的全称，而且文中没有别的文件可指。
    何时可以忽略：说的是另一个文件。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    known = [replace(d, title=d.title or document.blocks[d.span.block].text[max(0, d.span.start - _BEFORE): d.span.start].partition("（以下")[0])
             for d in definitions(document, structure, language) if d.form.startswith("《")]
    if not known:
        return
    defined = {d.short for d in known}
    first = min(d.span.block for d in known)
    titles = re.findall(r"《([^《》]{7,})》", "\n".join(b.text for b in document.blocks))
    for block in (b for b in language.prose() if b.index >= first and structure.roles[b.index] in ("正文", "附件")):
        for match in _SHORT_TITLE.finditer(block.text):
            if match["base"] in defined or not re.search(f"(?:{_KINDS})$", match["kind"]) or f"称《{match['base']}》" in block.text:
                continue
            meant = [d for d in known if _made_of(match["kind"], d.title) and (d.span.block, d.span.start) < (block.index, match.start())]
            others = {t for t in titles if _made_of(match["kind"], t[-len(match["kind"]):])} - {d.title.strip("《》") for d in known}
            if len(meant) == 1 and not others:
                yield Problem(span_of(block, match), f"前面定义的简称是《{meant[0].short}》，这里写{match[0]}，请核对。",
                              related=(meant[0].span,))


def _made_of(kind: str, title: str) -> bool:
    """Whether 《kind》 may stand for the title: a bare 文种 that is in it, or words that it ends with."""
    return (kind in _KINDS.split("|") and kind in title) or re.sub(r"[（(].{2,6}[）)]》$|》$", "", title).endswith(kind)


_COMPANY = re.compile(r"(?P<name>[\u4e00-\u9fff]{6,12})(?P<kind>(?:股份|集团|集团股份)?有限(?:责任)?公司)")
_NUMBERED = frozenset("一二三四五六七八九十甲乙丙丁东西南北中新大小上下")
_NAME = 8
"""Characters before 有限公司 that are compared: what stands before the name (对, 由) is not known to be outside of it."""


@check("HT9041", "单位名称只差一个字", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("江北中岳建工集团有限公司承建的项目发生事故。江北中岳建工集团有限公司负主要责任。\n对⟦江北中岳建设集团有限公司⟧予以通报批评。"),
           Good("江北中岳建工集团有限公司承建。江北中岳建工集团有限公司负责。\n对江北中岳建工集团有限公司予以通报批评。"),
           Good("由江北第一建筑工程有限公司和江北第二建筑工程有限公司承建，江北第一建筑工程有限公司牵头。"),
       ])
def nearly_the_same(document: Document, language: Language) -> Iterator[Problem]:
    """同一个公司的名称前后一字不差。

    字数相同而只差一个字、有一个只出现一次的才报，两个都只出现一次的只作提示；差在数字、方位上的（一建、二建），在同一段里并列的，是两个公司，不报。
    何时可以忽略：确是两个公司。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    found: dict[str, list[tuple[Block, re.Match[str]]]] = {}
    for block in language.prose():
        for match in _COMPANY.finditer(block.text) if "公司" in block.text else ():
            found.setdefault(match["name"][-_NAME:] + match["kind"], []).append((block, match))
    for name, places in found.items():
        block, match = places[0]
        near = [other for other, often in found.items() if len(places) == 1 and _apart(name, other)
                and all(b.index < block.index if len(often) == 1 else b.index != block.index for b, _ in often)]
        if len(near) == 1:
            start = match.end() - len(name)
            yield Problem(Span(block.index, start, match.end()), f"别处写“{near[0]}”，这里写“{name}”，请核对。",
                          related=(Span(found[near[0]][0][0].index, *_tail(found[near[0]][0][1], len(near[0]))),),
                          severity=None if len(found[near[0]]) > 1 else "info")


def _tail(match: re.Match[str], size: int) -> tuple[int, int]:
    return match.end() - size, match.end()


def _apart(one: str, two: str) -> bool:
    """Whether two names of one length differ in one character that tells no two companies of a family apart."""
    if len(one) != len(two):
        return False
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(differing) == 1 and not set(differing[0]) & _NUMBERED


_IS = re.compile(r"(?:^[\s　]*|(?<=[。；：，、]))(?P<n>[一二三四五六七八九十])是(?!一[个名种]|否)")


@check("HT9042", "“一是、二是”不连续", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("一是健全机制；二是强化督查；三是压实责任；⟦三是⟧严格考核。", fix="一是健全机制；二是强化督查；三是压实责任；四是严格考核。"),
           Bad("一是健全机制；⟦三是⟧强化督查。", fix="一是健全机制；二是强化督查。"),
           Good("一是健全机制；二是强化督查；三是压实责任。一是看进度；二是看质量。"),
           Good("一是健全机制。二是强化督查，既看二是否到位。"),
       ])
def one_two_three(document: Document, language: Language) -> Iterator[Problem]:
    """同一段里的“一是、二是、三是”从一数起，不重不漏。

    一段里只有一处重了、或者跳了一个数的才报。
    何时可以忽略：引用、套用别人的话。
    依据：《党政机关公文处理工作条例》第十九条（三），条理清楚（推导）。
    """
    for block in language.prose():
        text = language.own_words(block)
        found = [(number_of(m["n"]) or 0, m) for m in _IS.finditer(text)] if "是" in text else []
        odd = [(before, here, m) for (before, _), (here, m) in pairwise(found) if here not in (1, before + 1)]
        if len(odd) == 1 and odd[0][1] - odd[0][0] in (0, 2):
            before, _, match = odd[0]
            right = "一二三四五六七八九十"[min(before, 9)]
            yield Problem(span_of(block, match), f"接着应为“{right}是”。", (Fix(f"{right}是", safe=False),))
