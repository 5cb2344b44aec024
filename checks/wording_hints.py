"""只作提示的语句毛病和引用写法。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpora.words import redundancies
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix
from .wording import cuts_a_word


@check("HT7102", "语句不够精练", severity="info", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("⟦必须要⟧落实到位。"),
           Bad("⟦可谓是⟧一举多得。"),
           Bad("⟦但是却⟧没有落实。"),
           Good("必须落实到位，必须要求整改。"),
       ])
def wordy(document: Document, language: Language) -> Iterator[Problem]:
    """可以省去的字、可能缺主语的句子：必须要、可谓是、但是却、通过…使。

    这些说法算不上错，讲话、新闻里也常见，所以只作提示。
    何时可以忽略：读起来没有毛病就可以不改。
    依据：条例第十九条（三）要求表述准确、文字精练。
    """
    rows = redundancies("hint")
    for block in language.prose():
        text = language.own_words(block)
        taken = 0
        found = sorted(((m.start(), -m.end(), n) for n, row in enumerate(rows) for m in row.pattern.finditer(text)))
        for start, negative, number in found:
            if start < taken or cuts_a_word(language, block, start, -negative):
                continue
            taken, row = -negative, rows[number]
            better = f"，如“{row.bad}”可写作“{row.good}”" if row.bad and row.good else ""
            yield Problem(Span(block.index, start, taken), f"“{text[start:taken]}”：{row.note}{better}。")


_AFTER_NUMBER = re.compile(r"〔\d{4}〕\d{1,5}号）(?P<word>文件)(?=精神|要求|规定|的)")
_CALLED = re.compile(r"（(?P<word>下称|下简称)(?=[《“\u4e00-\u9fff])")


@check("HT7209", "引用和简称的写法", severity="info", group="用语", basis="公文写作通例", official=False,
       examples=[
           Bad("根据《关于加强防汛工作的通知》（云政发〔2026〕8号）⟦文件⟧精神，现通知如下。",
               fix="根据《关于加强防汛工作的通知》（云政发〔2026〕8号）精神，现通知如下。"),
           Bad("《云岭市防汛管理办法》（⟦下称⟧《办法》）已经印发。", fix="《云岭市防汛管理办法》（以下简称《办法》）已经印发。"),
           Good("《云岭市防汛管理办法》（以下简称《办法》）已经印发。"),
       ])
def citing(document: Document, language: Language) -> Iterator[Problem]:
    """引了标题和文号，后面不再说“文件”；简称写“以下简称”。

    何时可以忽略：不影响意思，可以不改。
    依据：公文写作通例；立法技术规范（试行）（一）6，简称用“以下简称”。
    """
    for block in language.prose():
        text = language.plain(block)
        for match in _AFTER_NUMBER.finditer(text):
            yield Problem(span_of(block, match, "word"), "标题和文号已经写明，“文件”二字可以删去。", (Fix(""),))
        for match in _CALLED.finditer(text):
            yield Problem(span_of(block, match, "word"), "宜写“以下简称”。", (Fix("以下简称"),))
