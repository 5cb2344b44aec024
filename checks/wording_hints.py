"""只作提示的语句毛病。"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..corpora.words import redundancies
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Document, Span
from ..pipeline.prefilter import Patterns
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
    for block in language.prose(_wordy()):
        text = language.own_words(block)
        taken = 0
        found = sorted(((m.start(), -m.end(), n) for n, m in language.matches_of(_wordy(), block, text)))
        for start, negative, number in found:
            if start < taken or cuts_a_word(language, block, start, -negative):
                continue
            taken, row = -negative, rows[number]
            better = f"，如“{row.bad}”可写作“{row.good}”" if row.bad and row.good else ""
            yield Problem(Span(block.index, start, taken), f"“{text[start:taken]}”：{row.note}{better}。")


@lru_cache(maxsize=1)
def _wordy() -> Patterns:
    return Patterns(row.pattern for row in redundancies("hint"))
