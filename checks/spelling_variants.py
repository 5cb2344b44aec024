"""异形词；截止与截至。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..corpora.expressions import variants
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix
from .spelling import excepted


@lru_cache(maxsize=1)
def _automaton() -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick([row.wrong for row in variants()], matchkind=MatchKind.LeftmostLongest)


@check("HT7006", "异形词", severity="warning", group="错别字", basis="《第一批异形词整理表》（GF 1001-2001）", official=False,
       examples=[
           Bad("⟦百废具兴⟧，⟦车箱⟧整洁。", fix="百废俱兴，车厢整洁。"),
           Bad("主要⟦成份⟧是水。", fix="主要成分是水。"),
           Good("主要成分是水，一式三份，本份合同有效。"),
           Good("各单位要编制方案，案语言简意赅。"),
           Good("主要成份是水。", options={"accept": ("成份",)}),
       ])
def variant(document: Document, language: Language, options: Options) -> Iterator[Problem]:
    """同音同义而写法不同的词，用国家推荐的写法：成分、车厢、百废俱兴。

    “强”的（推荐表正文所列、没有别的意思的）作警告，其余的只作提示。词表里已按错别字报的不再报。
    何时可以忽略：引用原文、人名地名、法律条文的原字。
    依据：《第一批异形词整理表》（GF 1001-2001）；《264组异形词整理表（草案）》所列的只作提示。
    """
    rows = variants()
    for block in language.prose():
        text = language.own_words(block)
        for index, start, end in _automaton().find_matches_as_indexes(text):
            row = rows[index]
            if row.wrong in options.accept or excepted(text, start, row.wrong, row.excepts) or language.cuts(block, start, end):
                continue
            sure = row.strong and row.source.startswith("GF1001")
            yield Problem(Span(block.index, start, end), f"“{row.wrong}”的推荐写法是“{row.right}”。", (Fix(row.right),),
                          severity="warning" if sure else "info")


_TIME = (r"(?:\d{4}年|\d{1,2}月|[〇○零一二三四五六七八九]{4}年|目前|当前|现在|今[年天日]|去年|上年|上月|本月|本周|昨[天日]|年底|月底|年末|月末|此时|"
         r"发稿|[上本]季度)")
_UP_TO = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=据统计)|(?<=[的将经据])|(?<=统计))(?P<word>截止(?:到|至|于)?)(?={_TIME})")
_CLOSING = re.compile(r"(?P<word>截至)(?=日期|时间(?!点|节点)|(?:[。；]|$))")


@check("HT7007", "截止与截至", severity="warning", group="错别字", basis="《现代汉语词典》释义", official=False,
       examples=[
           Bad("⟦截止⟧2026年6月底，完成投资3亿元。", fix="截至2026年6月底，完成投资3亿元。"),
           Bad("⟦截止到⟧目前，已有12家单位报名。", fix="截至目前，已有12家单位报名。"),
           Bad("报名⟦截至⟧时间为6月30日。", fix="报名截止时间为6月30日。"),
           Good("截至2026年6月底，完成投资3亿元。"),
           Good("报名截止2026年6月30日，报名截止日期不变。"),
           Good("报名于6月30日截止。"),
       ])
def up_to(document: Document, language: Language) -> Iterator[Problem]:
    """“截至”后面带时间（截至6月底，已完成…）；“截止”是到期停止，后面不带时间（6月30日截止、截止日期）。

    只看句首、标点后的“截止＋时间”和“截至日期、截至时间”，“报名截止6月30日”不报。
    何时可以忽略：引用原文。
    依据：《现代汉语词典》“截止”“截至”条。
    """
    for block in language.prose(_UP_TO, _CLOSING):
        text = language.own_words(block)
        for match in _UP_TO.finditer(text):
            yield Problem(span_of(block, match, "word"), "带时间的用“截至”。", (Fix("截至"),))
        for match in _CLOSING.finditer(text):
            yield Problem(span_of(block, match, "word"), "到期停止用“截止”。", (Fix("截止"),))
