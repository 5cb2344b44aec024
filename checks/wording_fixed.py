"""固定表述：成员和次序、常见误写、该加的引号。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ..corpora.expressions import ALWAYS_QUOTED, OFTEN_QUOTED, SetExpression, set_expressions, slips
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.prefilter import Patterns
from ..pipeline.review import Fix, Severity

_NEAR = 14
"""How far the name may stand from the list: “四个意识”（政治意识…）."""
_CONCEPT = {
    "新发展理念": (re.compile(r"新发展理念[：:，（—“]*$"), re.compile(r"^[”’]?的?(?:新|五大)?发展理念")),
    "核心价值观": (re.compile("核心价值观"), re.compile("核心价值观")),
}
_BEFORE_2021 = {"全面建成小康社会": "全面建设社会主义现代化国家"}
"""The first of 四个全面 until the fifth plenum of 2020; never reported, old documents are quoted."""


@check("HT7201", "固定表述成员或次序不对", severity="warning", group="用语", basis="党章、党的代表大会报告和中央全会文件的提法", official=False,
       examples=[
           Bad("增强“四个意识”（⟦大局意识、政治意识、核心意识、看齐意识⟧）。", fix="增强“四个意识”（政治意识、大局意识、核心意识、看齐意识）。"),
           Bad("增强⟦政治意识、大局意识、核心意识、责任意识⟧。", fix="增强政治意识、大局意识、核心意识、看齐意识。"),
           Bad("坚定“四个自信”，即⟦道路自信、理论自信、制度自信⟧。", fix="坚定“四个自信”，即道路自信、理论自信、制度自信、文化自信。"),
           Bad("贯彻⟦创新、绿色、协调、开放、共享⟧的新发展理念。", fix="贯彻创新、协调、绿色、开放、共享的新发展理念。"),
           Bad("弘扬社会主义核心价值观：⟦自由、平等、公平、法治⟧。", fix="弘扬社会主义核心价值观：自由、平等、公正、法治。"),
           Bad("整治⟦官僚主义、形式主义、享乐主义和奢靡之风⟧。", fix="整治形式主义、官僚主义、享乐主义和奢靡之风。"),
           Bad("坚持以⟦毛泽东思想、马克思列宁主义⟧为指导。", fix="坚持以马克思列宁主义、毛泽东思想为指导。"),
           Good("坚持以马克思列宁主义、毛泽东思想、邓小平理论、“三个代表”重要思想、科学发展观、习近平新时代中国特色社会主义思想为指导。"),
           Good("学习马克思列宁主义和习近平新时代中国特色社会主义思想。"),
           Good("增强“四个意识”（政治意识、大局意识、核心意识、看齐意识）。"),
           Good("增强政治意识、大局意识、责任意识、服务意识。"),
           Good("不断增强道路自信、理论自信、制度自信；坚定文化自信。"),
           Good("统筹推进经济建设、政治建设、文化建设、社会建设、生态文明建设和党的建设。"),
           Good("整治形式主义、官僚主义，推动绿色、开放发展。"),
           Good("协调推进全面建成小康社会、全面深化改革、全面依法治国、全面从严治党战略布局。"),
       ])
def members(document: Document, language: Language) -> Iterator[Problem]:
    """成组的固定表述，成员、数目和次序都不能变：“四个意识”“四个自信”“五位一体”“四个全面”、新发展理念等。

    旁边写明了名称（“四个意识”），或者只错一个成员、只颠倒次序的才报；只列举其中几个、另有所指的不报。
    何时可以忽略：引用旧文件的提法；列举本来就不是指这一组。
    依据：见词表 set_expressions.tsv 各行。
    """
    for block in language.prose(_GUIDE, _members()):
        text = language.plain(block)
        yield from _guides(text, block.index)
        for row in set_expressions():
            if not any(member in text for member in row.members):
                continue
            for match in row.run.finditer(text):
                problem = _judge(row, match, text, block.index)
                if problem is not None:
                    yield problem


@lru_cache(maxsize=1)
def _members() -> re.Pattern[str]:
    return re.compile("|".join(member for row in set_expressions() for member in row.members))


_GUIDES = ("马克思列宁主义", "毛泽东思想", "邓小平理论", "“三个代表”重要思想", "科学发展观", "习近平新时代中国特色社会主义思想")
_GUIDE = re.compile(r"(?P<a>马克思列宁主义|马列主义)|(?P<b>毛泽东思想)|(?P<c>邓小平理论)|(?P<d>[“‘]?三个代表[”’]?重要思想)|(?P<e>科学发展观)|"
                    r"(?P<f>习近平新时代中国特色社会主义思想)")
_BETWEEN = re.compile(r"[、，,]?(?:和|与|以及)?")


def _guides(text: str, block: int) -> Iterator[Problem]:
    """The guiding ideas named one after another: in their order, none left out where three or more are named."""
    run: list[re.Match[str]] = []
    for match in (*_GUIDE.finditer(text), None):
        if match and run and _BETWEEN.fullmatch(text, run[-1].end(), match.start()):
            run.append(match)
            continue
        order = ["abcdef".index(m.lastgroup or "a") for m in run]
        backwards, gap = any(b < a for a, b in pairwise(order)), any(b > a + 1 for a, b in pairwise(order))
        if backwards or (gap and len(run) > 2):
            written = "、".join(_GUIDES[min(order): max(order) + 1])
            yield Problem(Span(block, run[0].start(), run[-1].end()), f"指导思想的表述和次序应为“{written}”。", (Fix(written, safe=False),))
        run = [match] if match else []


def _judge(row: SetExpression, match: re.Match[str], text: str, block: int) -> Problem | None:
    if sum(member in match[0] for member in (*row.members, *_BEFORE_2021)) < 2:
        return None  # whatever they are, no two members are among them
    items = [(m.start(), m[0]) for m in row.item.finditer(match[0])]
    found = [_member(row, item) for _, item in items]
    right = [f for f in found if f is not None]
    count, known = len(row.members), len(set(right))
    order = right == sorted(right)
    if (known == count and order) or known < 2:
        return None
    named = _named(row, text, match.start(), match.end())
    swapped = known == count == len(found) and not order
    one_off = count >= 4 and known == count - 1 and len(found) == count and order and None in found
    if not (named and count - 1 <= len(found) <= count + 1) and not ((swapped or one_off) and row.name not in _CONCEPT):
        return None
    if row.name == "四个全面" and not swapped and not (one_off and named):
        return None  # 全面… is any number of things
    last = next((m for m in row.members if items[-1][1].startswith(m)), items[-1][1])
    end = match.start() + items[-1][0] + len(last)
    written = "、".join(row.members[:-1]) + ("和" if row.name == "四风" else "、") + row.members[-1]
    return Problem(Span(block, match.start(), end), f"“{row.name}”应为“{written}”。", (Fix(written, safe=False),),
                   severity="error" if named else None)


def _member(row: SetExpression, item: str) -> int | None:
    item = next((new + item[len(old):] for old, new in _BEFORE_2021.items() if item.startswith(old)), item)
    exact = next((i for i, member in enumerate(row.members) if item == member), None)
    return exact if exact is not None else next((i for i, m in enumerate(row.members) if len(m) > 4 and item.startswith(m)), None)


def _named(row: SetExpression, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _NEAR): start], text[end: end + _NEAR]
    if row.name == "核心价值观":
        return row.name in text[max(0, start - 60): end + 40]
    if row.name in _CONCEPT:
        head, tail = _CONCEPT[row.name]
        return bool(head.search(before) or tail.search(after))
    return bool(re.search(rf"{row.name}[”’]?[^。；]{{0,6}}$", before) or re.match(rf"[^。；，]{{0,4}}[“‘]?{row.name}", after))


@check("HT7204", "固定用语误写", severity="error", group="用语", basis="党章、中央文件和国家名称的固定写法", official=False,
       examples=[
           Bad("统筹推进⟦“五位一体”战略布局⟧。", fix="统筹推进“五位一体”总体布局。"),
           Bad("深入学习贯彻⟦党的20大⟧精神。", fix="深入学习贯彻党的二十大精神。"),
           Bad("严格落实⟦中央八条规定⟧精神。", fix="严格落实中央八项规定精神。"),
           Bad("编制⟦“十四五”计划⟧。", fix="编制“十四五”规划。"),
           Bad("参与⟦“一带一路”战略⟧。"),
           Good("统筹推进“五位一体”总体布局，编制“十四五”规划，参与共建“一带一路”。"),
           Good("深入学习总书记重要讲话和中国特色社会主义理论体系。"),
           Good("推动发展战略与“一带一路”战略对接。"),
       ])
def slip(document: Document, language: Language) -> Iterator[Problem]:
    """党和国家的重大提法、会议、国名有固定写法，不增字、不减字、不改字。

    何时可以忽略：引用原文；批评、纠正误写时的举例（加引号的一两个词不查）。
    依据：见词表 slips.tsv 各行。
    """
    for block in language.prose(_slips()):
        text = language.plain(block)
        taken = 0
        found = sorted(((m.start(), -m.end(), n) for n, m in language.matches_of(_slips(), block, text)))
        for start, negative, number in found:
            if start < taken:
                continue
            taken, row = -negative, slips()[number]
            match = row.wrong.match(text, start)
            assert match is not None
            right = match.expand(row.right) if row.right else ""
            said = f"，应为“{_inner(right)}”" if right else ""
            severity: Severity = row.loud
            yield Problem(span_of(block, match), f"“{_inner(match[0])}”写法不对{said}（{row.note}）。",
                          (Fix(right, safe=False),) if right and row.loud != "info" else (), severity=severity)


@lru_cache(maxsize=1)
def _slips() -> Patterns:
    return Patterns(row.wrong for row in slips())


def _inner(words: str) -> str:
    """``words`` as they stand within quotation marks: their own marks become single ones."""
    return words.translate(str.maketrans("“”", "‘’"))


_NAMES = "|".join((*ALWAYS_QUOTED, *OFTEN_QUOTED))
_BARE = re.compile(rf"(?<![“‘《〈\w])(?P<noun>{_NAMES})(?![”’》〉])"
                   r"(?=问题|工作|政策|改革|精神|奋斗目标|目标|总体布局|战略布局|建设|倡议|制度|事项|，|。|、|；|的)"
                   rf"|(?<=[增强坚定做到拥护树立深化推进服务贯彻落实共建])(?<![“‘《〈])(?P<verb>{_NAMES})(?![”’》〉])"
                   r"|(?<![“‘《〈\w])(?P<plan>十[一二三四五六]五)(?=规划|时期|期间|末)"
                   r"|(?<=[\u4e00-\u9fff])(?<![“‘年第数二三四五六七八九])(?P<later>十[二三四五]五)(?=规划)")


@check("HT7205", "固定简称缺引号", severity="warning", group="用语", basis="GB/T 15834-2011 4.8；党政公文通行写法", official=False,
       examples=[
           Bad("增强⟦四个意识⟧，坚定“四个自信”。", fix="增强“四个意识”，坚定“四个自信”。"),
           Bad("推进⟦放管服⟧改革。", fix="推进“放管服”改革。"),
           Bad("编制⟦十四五⟧规划。", fix="编制“十四五”规划。"),
           Bad("⟦十四五⟧期间，完成投资3亿元。", fix="“十四五”期间，完成投资3亿元。"),
           Good("增强“四个意识”，坚持“‘三农’优先”。"),
           Good("“十四五”规划，‘十四五’期间，二十五期间隔。"),
           Good("村里办了三农书屋。"),
       ])
def bare_name(document: Document, language: Language) -> Iterator[Problem]:
    """有特定含义的数字缩略语加引号：“四个意识”“两个维护”“三农”“放管服”。

    引号表示它是专门的说法，不是字面意思。“三农”“放管服”等各地也有不加的，只作提示。
    何时可以忽略：已在引号里面；机构、活动的名称。
    依据：GB/T 15834-2011 4.8，具有特殊含义而需要特别指出的成分用引号。
    """
    for block in language.prose(_BARE):
        for match in _BARE.finditer(language.own_words(block)):
            group = match.lastgroup or "noun"
            name = match[group]
            yield Problem(span_of(block, match, group), f"“{name}”是专门的说法，宜加引号。", (Fix(f"“{name}”"),),
                          severity="info" if name in OFTEN_QUOTED else None)
