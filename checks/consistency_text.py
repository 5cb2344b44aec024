"""全文统一：整段重复、引用公文的写法、同一种数字写法和连接号。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_ORDINAL = re.compile(r"[\s　]*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]{1,2}|"
                      r"第[一二三四五六七八九十百零\d]{1,6}条|[一二三四五六七八九十]是)?[\s　]*")


@check("HT9037", "整段重复", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", folds=True,
       examples=[
           Bad("", elements={"正文": "（一）各单位要明确专人负责，按时报送有关材料，确保数据真实准确。\n"
                                   "（二）各单位要明确专人负责，按时报送有关材料，确保数据真实准确。"}),
           Good("", elements={"正文": "（一）各单位要明确专人负责，按时报送有关材料，确保数据真实准确。\n"
                                    "（二）各单位要明确专人负责，按时报送有关材料，确保数据及时完整。"}),
       ])
def repeated_paragraph(document: Document, structure: Structure) -> Iterator[Problem]:
    """同一段话不在正文里出现两遍。

    序号不计，25个字以上、一字不差才报。表格、附件里的不查；几段都重复的合成一条。
    何时可以忽略：有意重复的格式文字。
    依据：《党政机关公文处理工作条例》第十九条（三），文字精练。
    """
    seen: dict[str, Span] = {}
    for block in structure.body_blocks():
        if block.part != "body" or block.cell is not None:
            continue
        start = _ORDINAL.match(block.text)
        words = re.sub(r"[\s　]", "", block.text[start.end() if start else 0:])
        if len(words) < 25 or "。" not in words:
            continue
        if words in seen:
            yield Problem(block, "这一段与前面一段完全相同，请核对是不是重复粘贴。", related=(seen[words],), folding="重复")
        seen.setdefault(words, block.stripped)


_CITATIONS: tuple[tuple[re.Pattern[str], str | None, str], ...] = (
    (re.compile(r"(?<=〕)\d{1,5}号）(文件)(?=精神|要求|规定|的)"), "", "标题、文号已经写明，“文件”二字多余"),
    (re.compile(r"[（(](下称|下简称|简称(?=[《“]))(?=[《“\u4e00-\u9fff])"), "以下简称", "写作“以下简称”"),
)


@check("HT9038", "引用公文的写法", severity="info", group="一致性", basis="公文处理惯例", official=False, folds=True,
       examples=[
           Bad("按照《关于做好防汛工作的通知》（云政发〔2026〕3号）⟦文件⟧精神抓好落实。",
               fix="按照《关于做好防汛工作的通知》（云政发〔2026〕3号）精神抓好落实。"),
           Bad("《云岭市水利规划》（⟦下称⟧《规划》）", fix="《云岭市水利规划》（以下简称《规划》）"),
           Good("按照《关于做好防汛工作的通知》（云政发〔2026〕3号）精神抓好落实。《云岭市水利规划》（以下简称《规划》）"),
       ])
def citation(document: Document, language: Language) -> Iterator[Problem]:
    """引用公文写标题和文号，不再加“文件”；简称写作“以下简称”。

    何时可以忽略：没有。
    依据：公文处理的惯例；国务院文件均用“以下简称”“以下统称”。
    """
    for block in language.prose(*(pattern for pattern, _, _ in _CITATIONS)):
        for pattern, right, advice in _CITATIONS:
            for match in pattern.finditer(block.text):
                yield Problem(span_of(block, match, 1), f"{advice}。", (Fix(right),) if right is not None else (), folding=advice)


_ALONE = re.compile(r"(?:根据|按照|依据|遵照|贯彻落实?|转发)(?P<number>[\u4e00-\u9fff]{1,10}〔\d{4}〕\d{1,5}号)(?!）)")


@check("HT9039", "首次引用只有文号", severity="info", group="一致性", basis="公文处理惯例", on="正文",
       examples=[
           Bad("按照⟦国办发〔2026〕7号⟧文件要求，抓好落实。"),
           Good("按照《关于做好防汛工作的通知》（云政发〔2026〕3号）要求，抓好落实。按照云政发〔2026〕3号文件要求办理。"),
       ])
def number_alone(body: Element, structure: Structure, document: Document, language: Language) -> Iterator[Problem]:
    """第一次引用公文，标题和文号都要写出；再次引用才可以只用简称。

    何时可以忽略：来文标题涉密或者不便写出的。
    依据：公文处理的惯例（先引标题，后引发文字号）。
    """
    told: set[str] = set()
    for block in body.blocks:
        for match in re.finditer(r"》[（(]([\u4e00-\u9fff]{1,10}〔\d{4}〕\d{1,5}号)", block.text):
            told.add(match[1])
        for match in _ALONE.finditer(language.plain(block)):
            if match["number"] not in told:
                told.add(match["number"])
                yield Problem(span_of(block, match, "number"), "首次引用公文，宜写出标题，文号加圆括号放在标题后面。")


_VALUE = r"(?=\d{1,6}(?:\.\d{1,4})?(?![\d.:：年月日时]))"
_PAIRS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("“公里”与“千米”", re.compile(r"(?<=\d)公里"), re.compile(r"(?<=\d)千米")),
    ("“平方公里”与“平方千米”", re.compile(r"(?<=\d)平方公里"), re.compile(r"(?<=\d)平方千米")),
    ("“公斤”与“千克”", re.compile(r"(?<=\d)公斤"), re.compile(r"(?<=\d)千克")),
    ("“%”与“％”", re.compile(r"(?<=\d)%"), re.compile(r"(?<=\d)％")),
    ("数值起止的“—”与“～”", re.compile(rf"(?<=[\d%])—{_VALUE}"), re.compile(rf"(?<=[\d%])～{_VALUE}")),
)


@check("HT9040", "同一单位、符号有两种写法", severity="info", group="一致性", basis="GB/T 15835-2011 4.3；GB/T 15834-2011 4.13.3.2", official=False,
       examples=[
           Bad("新建公路30公里、农村道路50公里，改建8⟦千米⟧。"),
           Bad("增长5%、6%，下降3⟦％⟧。"),
           Good("新建公路30公里，改建8公里，增长5%、6%，2021—2025年。"),
       ])
def two_forms(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """同一个单位、同一种符号，全文用一种写法：公里或千米，%或％，“—”或“～”。

    报用得少的一种，每种只报一处；年月日的起止号与数值的不必相同。
    何时可以忽略：引用原文。
    依据：GB/T 15835-2011 4.3，同类形式应前后一致；GB/T 15834-2011 4.13.3.2。
    """
    for name, *patterns in _PAIRS:
        found = [[span_of(b, m) for b in language.prose(pattern) for m in pattern.finditer(language.own_words(b))] for pattern in patterns]
        fewer = min(found, key=len)
        if fewer:
            yield Problem(fewer[0], f"{name}混用（{len(found[0])}处、{len(found[1])}处），全文宜用一种。")
