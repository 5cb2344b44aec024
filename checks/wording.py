"""用语：重复的词、党政机关并列、赘余的说法。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..corpora.words import Redundancy, redundancies
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.prefilter import Patterns
from ..pipeline.review import Fix

_REPEATED = re.compile(r"([\u4e00-\u9fff]{2,12}?)\1+")
_FUNCTION_WORD = re.compile(r"([的了是和在与对为及将由被把并于以从或应按到也还已该均就未给让使因但且若则须各经至])\1+")
_COUNTED = re.compile(r"^[一逐每个层次步点天年月日件户村项批代片遍回]|[一二两三四五六七八九十百千万几数]$|"
                      r"^[一二三四五六七八九十〇零]+$")
"""一件一件, 一步一步, 逐项逐项: repeated on purpose."""
_SELF = re.compile(r"(?:[本该此]|上述|前述|有关)$")
"""本规定规定的: noun and verb, both meant."""
_NOUN_AND_VERB = frozenset("规定 组织 决定 代表 领导 编辑 报告 通知 要求 计划 指挥 批复 主管".split())
"""集体经济组织组织开展: an organ and what it does."""
_COMPOUND = re.compile(r"[物人者员费金权书单品率量方长额商]")
"""保管保管物, 委托委托人: a verb and the name of its object."""


@check("HT7004", "词语重复", severity="error", group="错别字",
       basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("经审核后对外⟦发布发布⟧政务信息。", fix="经审核后对外发布政务信息。"),
           Bad("做好当前⟦的的⟧各项工作。", fix="做好当前的各项工作。"),
           Bad("⟦经经⟧市政府同意，各单位⟦均均⟧要参加。"),
           Good("未未成年人的，经经营者同意，已经经过审查，就就业问题座谈。"),
           Bad("现将⟦有关事项有关事项⟧通知如下：", fix="现将有关事项通知如下："),
           Good("以提高效率为目的的改革，要一件一件抓落实。"),
           Good("市人民代表大会常务委员会委员会议，涉及及其他部门的，对对方负责，为了了解情况，发布发布会消息。"),
           Good("不符合本规定规定的条件；保管人应当保管保管物；集体经济组织组织开展造林。"),
           Good("属于同一组织的土地的土地承包经营权；集中签约签约额1500亿元；碳达峰碳中和和“1+N”政策体系。"),
           Good("人人参与、个个尽责、常常检查，等等。"),
       ])
def repeated_word(document: Document, language: Language) -> Iterator[Problem]:
    """同一个词不应紧挨着写两遍（发布发布、的的）。

    多是修改、复制时留下的。前后两遍都正好是完整的词才算：“委员会委员会议”“目的的”不是重复，“一件一件”是有意重叠。
    何时可以忽略：确属有意重叠的口语词。
    依据：条例第十九条（三）要求表述准确、文字精练。
    """
    for block in language.prose():
        text = language.own_words(block)
        for pattern in (_REPEATED, _FUNCTION_WORD):
            for match in pattern.finditer(text):
                once = match.group(1)
                meant = pattern is _REPEATED and _meant(once, text[: match.start()], text[match.end():])
                if not meant and _whole_words(language, block, match):
                    yield Problem(span_of(block, match), f"“{once}”重复，删去多余的。",
                                  (Fix(once),))


def _meant(once: str, before: str, after: str) -> bool:
    return bool(len(set(once)) == 1 or once in _NOUN_AND_VERB or once[0] in "的和等与及之"
                or _COUNTED.search(once) or _SELF.search(before) or _COMPOUND.match(after))


def _whole_words(language: Language, block: Block, match: re.Match[str]) -> bool:
    """Whether each repeat consists of whole words, not all of them single characters.

    A single function word must belong to none of its neighbours (碳中和|和, 和|和平).
    """
    once = len(match.group(1))
    words = language.tokens(block)
    edges = {w.start for w in words} | {w.end for w in words} | {len(block.text)}
    if not all(cut in edges for cut in range(match.start(), match.end() + 1, once)):
        return False
    first = [w for w in words if match.start() <= w.start and w.end <= match.start() + once]
    if once > 1:
        return any(w.end - w.start > 1 for w in first)
    text, char = block.text, match.group(1)
    before, after = text[max(0, match.start() - 1): match.start()], text[match.end(): match.end() + 1]
    return not (before and language.known(before + char)) and not (after and language.known(char + after))


_PARTY_STATE = re.compile(
    r"(?P<party>党中央|(?<![中县市省区州旗])(?:省|市|县|区|州|盟|旗|自治区|地)委)"
    r"(?P<state>国务院|(?:省|市|县|区|州|盟|旗|自治区)(?:人民)?政府)"
    r"(?!督查|信访|接待|政策研究|政研|研究室|决策咨询|农村工作|农办|机关)"
)


@check("HT7005", "党政机关并列缺顿号", severity="warning", group="用语",
       basis="GB/T 15834-2011 4.5.3.1；党政公文通行写法", official=False,
       examples=[
           Bad("认真贯彻⟦党中央国务院⟧决策部署。", fix="认真贯彻党中央、国务院决策部署。"),
           Bad("按照⟦市委市政府⟧要求抓好落实。", fix="按照市委、市政府要求抓好落实。"),
           Good("认真贯彻党中央、国务院决策部署，落实市委、市政府要求。"),
           Good("报市委市政府督查室。"),
           Good("《中共××市委市政府关于加强统计工作的意见》"),
       ])
def party_and_state(document: Document, language: Language) -> Iterator[Problem]:
    """党的机关和政府机关并列时，中间用顿号：党中央、国务院，市委、市政府。

    两个机关并列而没有停顿，容易读成一个机关。
    何时可以忽略：是一个机构的名称（市委市政府督查室）。
    依据：GB/T 15834-2011 4.5.3.1，并列词语之间用顿号；党和国家机关公文的通行写法。
    """
    for block in language.prose(_PARTY_STATE):
        for match in _PARTY_STATE.finditer(language.own_words(block)):
            if match["party"] != "党中央" and match["party"][:-1] != match["state"][: len(match["party"]) - 1]:
                continue
            if (match["party"] == "党中央") != (match["state"] == "国务院"):
                continue
            right = f"{match['party']}、{match['state']}"
            yield Problem(span_of(block, match), f"两个机关并列，中间用顿号：“{right}”。", (Fix(right),))


@check("HT7101", "赘余或矛盾的说法", severity="warning", group="用语",
       basis="《党政机关公文处理工作条例》第十九条（三）",
       official=False,
       examples=[
           Bad("该项工作⟦涉及到⟧5个部门。", fix="该项工作涉及5个部门。"),
           Bad("⟦目的是为了⟧规范管理。"),
           Good("涉及5个部门，目的是规范管理。"),
       ])
def redundant(document: Document, language: Language) -> Iterator[Problem]:
    """同一个意思不说两遍，不说自相矛盾的话：目的是为了、涉及到。

    “防止…不再发生”意思正好相反。概数词叠用（约30人左右）另有检查。
    何时可以忽略：引用原文。
    依据：条例第十九条（三）要求表述准确、文字精练。
    """
    rows = redundancies()
    for block in language.prose(_redundant()):
        text = language.own_words(block)
        taken = 0
        found = sorted(((m.start(), m.end(), rows[n]) for n, m in language.matches_of(_redundant(), block, text)), key=lambda f: (f[0], -f[1]))
        for start, end, row in found:
            if start < taken or cuts_a_word(language, block, start, end):
                continue
            taken = end
            fixes = (Fix(row.fix),) if row.fix else ()
            yield Problem(Span(block.index, start, end), _advice(block.text[start:end], row), fixes)


@lru_cache(maxsize=1)
def _redundant() -> Patterns:
    return Patterns(row.pattern for row in redundancies())


def _advice(words: str, row: Redundancy) -> str:
    if row.fix or row.advice == row.good:
        return f"“{words}”：{row.note}，改为“{row.advice}”。"
    better = f"，如“{row.bad}”应为“{row.good}”" if row.bad and row.good else ""
    return f"“{words}”：{row.note}{better}。"


def cuts_a_word(language: Language, block: Block, start: int, end: int) -> bool:
    """Whether a word reaches over an end of the match (最近|30多家 is no 近30多家), or the match is one word twice.

    Words that jieba makes of 多 or 余 and a measure (余家) do not count. The repeated word is for HT7004.
    """
    words = block.text[start:end]
    half = len(words) // 2
    loose = words[-1] in "多余"
    return words[:half] == words[half:] or bool(
        language.word_over(block, start) or (not loose and language.word_over(block, end)))
