"""错别字：成语里写错一个字。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpora.idioms import near_idioms, places
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix
from .spelling import listed_places, overlaps
from .spelling_model import language_model

_HAN = re.compile("[\u4e00-\u9fff]{4,}")


@check("HT7052", "成语误字", severity="warning", group="错别字", basis="《党政机关公文处理工作条例》第十九条（三）；成语词典", official=False,
       examples=[
           Bad("签订防火承诺书，做到⟦家预户晓⟧。", fix="签订防火承诺书，做到家喻户晓。"),
           Bad("各地要⟦举一返三⟧，全面整改。", fix="各地要举一反三，全面整改。"),
           Good("签订防火承诺书，做到家喻户晓，因矿制宜，举一反三。"),
           Good("各项任务于2026年底前完成。"),
           Good("把《家预户晓》列入“举一返三”专栏。"),
       ])
def idiom_slip(document: Document, language: Language, options: Options) -> Iterator[Problem]:
    """四个字与一个成语只差一个字，这个字与成语里的字音近或形近，而且读来反常。

    本身是词的、分得成两个词的（身份不明）、跨着词的、音形都不近的（因矿制宜）、书名号和短引号里的不报；词表已经指出的不再报。
    何时可以忽略：有意的仿词。
    依据：条例第十九条（三）；成语取自通行分词词典所标的成语。
    """
    found = [p for block in language.prose() for p in _slips(block, language, options)]
    if not found:
        return
    listed = listed_places(document, language, options)
    for span, right in found:
        if not overlaps(span, listed):
            wrong = document.text(span)
            yield Problem(span, f"“{wrong}”疑为“{right}”。", (Fix(right, safe=False),))


def _slips(block: Block, language: Language, options: Options) -> Iterator[tuple[Span, str]]:
    """Places of the block and the idiom meant there."""
    text = language.own_words(block)
    near = [(run.start() + at, meant) for run in _HAN.finditer(text) for at in places(run[0])
            if (meant := near_idioms(run[0][at: at + 4])) and run[0][at: at + 4] not in options.accept]
    if not near:
        return
    model = language_model()
    strange: set[int] | None = None
    for at, meant in near:
        word = text[at: at + 4]
        right = next((m for m in meant if not _of_words(word, m, language) and model.alike(*_differing(word, m))), None)
        if right is None:
            continue
        if strange is None:  # the dearest question last
            strange = {offset for _, offset in model.strange([text])}
        if strange.intersection(range(at - 1, at + 4)) and not language.cuts(block, at, at + 4):
            yield Span(block.index, at, at + 4), right


def _of_words(word: str, idiom: str, language: Language) -> bool:
    """Whether the half that differs is a word of its own (身份不明, 认真听取): then nothing is wrong with it."""
    return any(language.known(word[i: i + 2]) for i in (0, 2) if word[i: i + 2] != idiom[i: i + 2])


def _differing(word: str, idiom: str) -> tuple[str, str]:
    """The character that differs, as written and as in the idiom."""
    return next((a, b) for a, b in zip(word, idiom, strict=True) if a != b)
