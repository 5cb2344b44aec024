"""错别字：词表里没有、要看前后文才知道的，由语言模型来找。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..corpora.places import place_names
from ..corpora.spelling import office_words
from ..pipeline.check import Bad, Good, Options, Problem, Unavailable, check
from ..pipeline.language import HIDDEN, Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix
from ..pipeline.second_opinion import SecondOpinion, second_opinion
from ..pipeline.vocabulary import pair
from .spelling import listed_places, overlaps
from .spelling_particles import particles
from .spelling_variants import up_to
from .wording import repeated_word

if TYPE_CHECKING:  # numpy and the model are loaded by whoever runs the check
    from ..corpora.spelling.corrector import Corrector, Proposal

_QUOTED = re.compile(r"[“‘\"][^“”‘’\"。；]{1,24}[”’\"]")
_NAMED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓"
    "单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲家封储靳井段富巫乌焦巴牧山谷车侯班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎"
    "薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻党翟谭贡劳姬申扶堵冉宰雍桑桂牛寿通边燕浦尚农温庄晏柴瞿阎充慕连习艾鱼容向"
    "古易廖终居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂关荆游权盖益桓公肖闫付"
)
_TITLED = re.compile(r"^.{0,2}(?:同志|先生|女士|局长|主任|书记|市长|县长|部长|厅长|处长|科长|主席|常委|委员|（[男女])")
_POST = re.compile(r"(?:同志|局长|主任|书记|市长|县长|部长|厅长|处长|科长|主席|委员|院长|校长|经理|免去|任命)[:：]?$")
_FRAME = re.compile("因[\u4e00-\u9fff]{1,2}(?:制宜|施策)")
"""Words that are made as they are needed: 因矿制宜, 因城施策."""
_BOUND = frozenset("在和与对为由以及等之从向的了")
"""Characters that the next word may well begin with, so that two in a row need not be a repetition."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_LEVELS = frozenset("国省市州盟县区旗镇乡村组厅局委办部处科股室")
"""Levels and kinds of organs: 我县 is not 我省, and the text that the model learnt from has hardly any of the lower ones."""
_SURE_OF_A_WORD = 0.99
"""Where the text has a word of the dictionary (省长责任制) more is asked for than where it has none: the sentence may just
be rare. In 1.5 million characters of issued text no flag of this kind above 0.95 was right."""
_SHORTEST, _SHORTEST_CELL = 5, 12
_AROUND = 30
"""Characters before and after a place that a second opinion is given."""


@check("HT7050", "上下文错字", severity="warning", group="错别字",
       basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("为了做好公共服务体⟦糸⟧建设，现就有关事项通知如下。", fix="为了做好公共服务体系建设，现就有关事项通知如下。"),
           Bad("各部门要积极配⟦和⟧，确保各项工作落到实处。", fix="各部门要积极配合，确保各项工作落到实处。"),
           Bad("坚持依法⟦制⟧国，建设社会主义法治国家。", fix="坚持依法治国，建设社会主义法治国家。"),
           Good("为了做好环境保护工作，现就有关事项通知如下。"),
           Good("各部门要积极配合，确保各项工作落到实处。"),
           Good("加强督查督办，及时催办有关事项，按时呈报办理情况。"),
           Good("请将《服务体糸建设工作方案》报送市政府。"),
           Good("“体糸”二字应改为“体系”。"),
       ])
def contextual_slip(document: Document, language: Language, options: Options) -> Iterator[Problem]:
    """词表里没有的错字，按前后文用语言模型查找，并给出改法。

    模型由公开的法律法规、政策文件和新闻统计而成，在本机运行，不联网。它只在读起来反常、而且换成读音或字形相近的字（或者
    补一个字、去一个字、前后对调）以后明显通顺的地方提出疑问；把握大的是警告，把握小的是提示，把握写在结果的 confidence 里。
    书名号和短引号里的、人名地名、本机关词表里的词不问；同一处词表已经指出的不再重复。
    何时可以忽略：核对以后没有错，例如专门用语、名称。可以用 hongtou vocab learn 从本机关已经印发的文件学习用语。
    依据：条例第十九条（三）要求公文表述准确。
    """
    blocks = [b for b in language.prose() if len(b.text) >= (_SHORTEST_CELL if b.part == "cell" else _SHORTEST)]
    masked = [_QUOTED.sub(lambda m: HIDDEN * len(m[0]), language.own_words(b)) for b in blocks]
    model = language_model()
    names = (*options.accept, *office_words(), *place_names(), *filter(None, (options.office.name, *options.office.short)))

    def allowed(number: int, start: int, end: int) -> bool:
        text = masked[number]
        return (HIDDEN not in text[max(0, start - 1): end + 1] and not _within(text, start, end, names)
                and not any(m.start() <= start and end <= m.end() for m in _FRAME.finditer(text, max(0, start - 3), end + 4))
                and not _person(text, start, end) and not _unit_and_head(text, start, end))

    found = model.propose([b.text for b in blocks], model.likely, allowed)
    if not found:
        return
    listed = _reported(document, language, options)
    whole = "\n".join(b.text for b in blocks)
    opinion = second_opinion(options.spelling)
    if opinion is not None:
        opinion.begin()
    for likeliest in found:
        block = blocks[likeliest.paragraph]
        if not _concerns_words(block.text, likeliest):
            continue
        proposal = likeliest if opinion is None else _reconsidered(opinion, block.text, likeliest)
        span, fixes = _shown(block, proposal)
        known = model.knows(block.text[span.start: span.end])
        sure = proposal.probability >= (_SURE_OF_A_WORD if known else model.sure) and not _recurs(whole, block.text, span)
        numbers = [e.span for e in language.entities(block, "文号")]
        if overlaps(span, (*listed, *numbers)):
            continue
        yield Problem(span, _message(language, block.text, proposal), tuple(Fix(f, safe=False) for f in fixes),
                      severity=None if sure else "info", confidence=round(proposal.probability, 3))


@check("HT7051", "本机关不用的写法", severity="error", group="错别字", basis="本机关词表", official=False,
       examples=[
           Bad("请各⟦科股室⟧认真落实。", fix="请各科室认真落实。", options={"reject": ("科股室=科室",)}),
           Good("请各科室认真落实。", options={"reject": ("科股室=科室",)}),
           Good("请各科股室认真落实。"),
           Good("社会保险费由税务部门征收。", options={"reject": ("社会保险=社会保险费",)}),
       ])
def office_rejects(document: Document, language: Language, options: Options) -> Iterator[Problem]:
    """配置里写明“错的=对的”的词，见到前者就提示改为后者。

    写在 hongtou.toml 的 [options] reject 里，或者 vocabulary 指明的词表里；没有写就不查。
    何时可以忽略：引用原文。
    依据：本机关自己的词表。
    """
    pairs = [p for p in map(pair, options.reject) if p is not None]
    for block in language.prose() if pairs else ():
        text = language.own_words(block)
        for wrong, right in pairs:
            inside = right.find(wrong)
            for match in re.finditer(re.escape(wrong), text):
                if inside < 0 or not text.startswith(right, max(0, match.start() - inside)):
                    yield Problem(span_of(block, match), f"“{wrong}”应为“{right}”（本机关词表）。", (Fix(right, safe=False),))


def language_model() -> Corrector:
    """The shipped model. Raises :class:`Unavailable` where it is missing or damaged."""
    from ..corpora.spelling.corrector import corrector
    from ..corpora.spelling.packing import TableError

    try:
        return corrector()
    except FileNotFoundError:
        raise Unavailable("没有装错字模型（corpora/spelling/model.bin）") from None
    except TableError:
        raise Unavailable("错字模型文件损坏或版本不符，请重新安装") from None


def _reconsidered(opinion: SecondOpinion, text: str, proposal: Proposal) -> Proposal:
    """The same place with the correction first that the office's own language model prefers."""
    choices = [proposal.right, *proposal.others]
    first = opinion.prefer(text[max(0, proposal.start - _AROUND): proposal.start], choices, text[proposal.end: proposal.end + _AROUND])
    right = choices.pop(first)
    return replace(proposal, right=right, others=tuple(choices))


def _shown(block: Block, proposal: Proposal) -> tuple[Span, tuple[str, ...]]:
    """The characters to mark, and the replacements: a place where something is missing is shown with its neighbours."""
    start, end, text = proposal.start, proposal.end, block.text
    fixes = (proposal.right, *proposal.others)
    if start == end:
        before, after = text[start - 1: start], text[start: start + 1]
        return Span(block.index, start - len(before), end + len(after)), (before + proposal.right + after,)
    return Span(block.index, start, end), fixes


def _message(language: Language, text: str, proposal: Proposal) -> str:
    """The sentence for the reader; a single character is shown with the neighbour that it makes a word with."""
    start, end, right = proposal.start, proposal.end, proposal.right
    sure = f"把握 {min(99, round(100 * proposal.probability))}%"
    if start == end:
        return f"“{text[max(0, start - 1): start + 1]}”之间疑漏“{right}”字（{sure}）。"
    if not right:
        return f"“{text[start:end]}”疑为多余（{sure}）。"
    before, after = text[max(0, start - 1): start], text[end: end + 1]
    if len(right) == 1 and before and language.known(before + right):
        return f"“{before}{text[start:end]}”疑为“{before}{right}”（{sure}）。"
    if len(right) == 1 and after and language.known(right + after):
        return f"“{text[start:end]}{after}”疑为“{right}{after}”（{sure}）。"
    return f"“{text[start:end]}”疑为“{right}”（{sure}）。"


def _within(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether the place lies in one of ``words`` or touches it."""
    for word in words:
        at = text.find(word, max(0, start - len(word)), end + len(word))
        while at >= 0:
            if at < max(end, start + 1) and start < at + len(word):
                return True
            at = text.find(word, at + 1, end + len(word))
    return False


def _person(text: str, start: int, end: int) -> bool:
    """Whether the place lies in what may be a person's name: a surname and one or two characters, alone, before
    or after a post."""
    for match in _NAMED.finditer(text, max(0, start - 4), end + 4):
        if match.start() <= start and end <= match.end() and len(match[0]) <= 3 and match[0][0] in _SURNAMES:
            return True
    for back in (0, 1, 2):
        at = start - back
        named = at >= 0 and text[at: at + 1] in _SURNAMES
        if named and (_TITLED.match(text[at + 1: at + 12]) or _POST.search(text[max(0, at - 4): at])):
            return True
    return False


def _concerns_words(text: str, proposal: Proposal) -> bool:
    """Whether words are at stake: not marks, not which number or level is meant, not 在在建工程, which HT7004 judges by the words."""
    wrong = text[proposal.start: proposal.end]
    touched = wrong + proposal.right
    if _NUMERALS.issuperset(touched) or _LEVELS.issuperset(touched) or not all("\u4e00" <= c <= "\u9fff" for c in touched):
        return False
    return bool(proposal.right) or wrong not in _BOUND


def _unit_and_head(text: str, start: int, end: int) -> bool:
    """Whether the place is one half of 镇镇长, 大队大队长: a unit and its head, not a word written twice."""
    unit, size = text[start:end], end - start
    if text.startswith(unit, end):
        return text[end + size: end + size + 1] == "长"
    return start >= size and text[start - size: start] == unit and text[end: end + 1] == "长"


def _recurs(whole: str, text: str, span: Span) -> bool:
    """Whether the same words with their neighbours stand in the document three times: then it is hardly a slip."""
    around = text[max(0, span.start - 1): span.end + 1]
    return len(around) >= 3 and whole.count(around) >= 3


def _reported(document: Document, language: Language, options: Options) -> list[Span]:
    """The places that the word lists and the office's own point at, and words written twice."""
    others = (*repeated_word(document, language), *office_rejects(document, language, options), *up_to(document, language),
              *particles(document, language))
    return [*listed_places(document, language, options), *(p.at for p in others if isinstance(p.at, Span))]
