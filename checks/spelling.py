"""错别字：必错的词、要看上下文的词、存疑的词。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

from ..corpora.words import Confusable, Misspelling, confusables, misspellings
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Block, Document, Span
from ..pipeline.prefilter import Patterns
from ..pipeline.review import Fix

_STOPS = "，。；：！？、（）“”《》 　"
_REACH = 20
"""How many characters each way are weighed with the word."""
_MARGIN_B = 4.0
"""How much likelier (natural logarithm) the corrected clause must be before a word from memory is mentioned.

Of 2230 slips put into clauses of news and policy papers 94 % are found with 4, 86 % with 6, 67 % with 8."""


@lru_cache(maxsize=2)
def _automaton(tier: Literal["A", "B"]) -> tuple[Any, tuple[Misspelling, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    rows = misspellings(tier)
    return AhoCorasick([r.wrong for r in rows], matchkind=MatchKind.LeftmostLongest), rows


def _hits(text: str, tier: Literal["A", "B"]) -> Iterator[tuple[Misspelling, int, int]]:
    automaton, rows = _automaton(tier)
    for index, start, end in automaton.find_matches_as_indexes(text):
        if not excepted(text, start, rows[index].wrong, rows[index].excepts):
            yield rows[index], start, end


def excepted(text: str, start: int, wrong: str, excepts: Sequence[str]) -> bool:
    """Whether the hit lies inside one of the literal ``excepts``."""
    for literal in excepts:
        at = literal.find(wrong)
        while at >= 0:
            if start >= at and text.startswith(literal, start - at):
                return True
            at = literal.find(wrong, at + 1)
    return False


def _gain(language: Language, text: str, start: int, end: int, right: str) -> float:
    """How much likelier the clause around ``start`` to ``end`` gets with ``right`` in that place."""
    low, high = max(0, start - _REACH), end + _REACH
    first = max(max(text.rfind(mark, low, start) for mark in _STOPS) + 1, low)
    last = min((at for mark in _STOPS if (at := text.find(mark, end, high)) >= 0), default=high)
    head, tail = text[first:start], text[end:last]
    return language.plausibility(head + right + tail) - language.plausibility(head + text[start:end] + tail)


@check("HT7001", "错别字", severity="error", group="错别字",
       basis="《党政机关公文处理工作条例》第十九条（三）；《通用规范汉字表》", official=False,
       examples=[
           Bad("各单位要认真⟦布署⟧，抓好落实。", fix="各单位要认真部署，抓好落实。"),
           Bad("要⟦再接再砺⟧，⟦一如继往⟧做好各项工作。", fix="要再接再厉，一如既往做好各项工作。"),
           Bad("有关情况⟦其它⟧部门一并掌握。", fix="有关情况其他部门一并掌握。"),
           Good("市人民政府对下一阶段工作作了部署。"),
           Good("参会人员按排名先后就座。"),
           Good("将公文中的“布署”一律改为“部署”。"),
           Good("认真贯彻资产管理规定，创新消费支付产品。"),
           Good("其它部门一并掌握。", options={"accept": ("其它",)}),
       ])
def misspelling(document: Document, language: Language, options: Options) -> Iterator[Problem]:
    """公文用字应当规范，不写错字、别字。

    词表收的是无论出现在哪里都错的写法（布署、峻工、一如继往），逐条有出处，或是三个字以上不会与别的词相混的。
    异形词和旧写法（其它、帐户）也在内，但只作警告。书名号里的文件名、只引一两个词的引号里的字不查。
    何时可以忽略：照录原件、人名地名恰好如此。
    依据：条例第十九条（三）要求公文表述准确、文字精练；词形见《通用规范汉字表》《第一批异形词整理表》。
    """
    for block in language.prose():
        text = language.own_words(block)
        for row, start, end in _hits(text, "A"):
            if row.wrong in options.accept:
                continue
            if language.cuts(block, start, end) and _gain(language, text, start, end, row.right) <= 0:
                continue
            span = Span(block.index, start, end)
            if row.variant:
                yield Problem(span, f"“{row.wrong}”宜写作“{row.right}”。", (Fix(row.right),), severity="warning")
            else:
                yield Problem(span, f"“{row.wrong}”应为“{row.right}”。", (Fix(row.right),))


@check("HT7002", "易混词", severity="warning", group="错别字",
       basis="《立法技术规范（试行）》；《现代汉语词典》用字", official=False,
       examples=[
           Bad("任何人不得⟦泄漏⟧国家秘密。", fix="任何人不得泄露国家秘密。"),
           Bad("维护公民⟦合法权力⟧。", fix="维护公民合法权益。"),
           Good("防止泄漏，反映问题，作出决定。"),
       ])
def confusable(document: Document, language: Language) -> Iterator[Problem]:
    """两个都对、但用处不同的词，按前后文提示：反映与反应、作出与做出、权利与权力。

    只看左右几个字判断，分不清句子结构，所以不自动改；搭配固定、在近三千万字正确文本中从未误报的（领到小组、权利机关）作警告，其余只作提示。
    何时可以忽略：读一遍句子，原来的词意思就是对的。
    依据：法律用语见《立法技术规范（试行）》（一）（二），其余见《现代汉语词典》释义。
    """
    for block in language.prose(_needs()):
        text = language.own_words(block)
        taken = 0
        for span, row in sorted(_confused(language, block, text), key=lambda f: (f[0].start, -f[0].end)):
            if span.start >= taken:
                taken = span.end
                yield Problem(span, f"“{row.wrong}”是否应为“{row.right}”：{row.note}。", (Fix(row.right, safe=False),),
                              severity=None if row.sure else "info")


@lru_cache(maxsize=1)
def _needs() -> Patterns:
    return Patterns(row.need for row in confusables())


def _confused(language: Language, block: Block, text: str) -> Iterator[tuple[Span, Confusable]]:
    for number, match in language.matches_of(_needs(), block, text):
        row = confusables()[number]
        start = text.find(row.wrong, match.start(), match.end())
        if start >= 0 and not excepted(text, start, row.wrong, row.excepts):
            yield Span(block.index, start, start + len(row.wrong)), row


@check("HT7003", "疑似错字", severity="warning", group="错别字",
       basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("请各单位认真⟦部暑⟧年度工作。", fix="请各单位认真部署年度工作。"),
           Good("请各单位认真部署年度工作。"),
           Good("认真贯彻资产管理规定。"),
           Good("加强交流呈现成果。"),
       ])
def doubtful_word(document: Document, language: Language) -> Iterator[Problem]:
    """两个字的疑似错词：换成常用词后整句明显更通顺的才报。

    这些写法是按音近、形近推想的，没有逐条出处；单独两个字又常是前后两个词碰在一起（贯彻|资产），
    所以要用分词模型比较改前改后的句子。在三千万字法规、政策和新闻里报了12处，7处确是错字，5处是人名地名。
    何时可以忽略：专名、术语、方言词。
    依据：条例第十九条（三）。
    """
    for block in language.prose():
        text = language.own_words(block)
        for row, start, end in _hits(text, "B"):
            if language.cuts(block, start, end):
                continue
            if _gain(language, text, start, end, row.right) > _MARGIN_B:
                yield Problem(Span(block.index, start, end), f"“{row.wrong}”疑为“{row.right}”，请核对。",
                              (Fix(row.right, safe=False),), confidence=0.7)


def listed_places(document: Document, language: Language, options: Options) -> list[Span]:
    """The places that the word lists point at: whoever looks for slips otherwise is silent there."""
    found = (*misspelling(document, language, options), *confusable(document, language), *doubtful_word(document, language))
    return [p.at for p in found if isinstance(p.at, Span)]


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Whether ``span`` shares a character with one of ``others``."""
    return any(o.block == span.block and o.start < span.end and span.start < o.end for o in others)
