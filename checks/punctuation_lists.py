"""标点：并列和列举——等、以及、分号、冒号、序次语。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import HIDDEN, Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix, Severity

_BEFORE_ETC = re.compile(r"(?<=[\u4e00-\u9fff”》）\d])、(?=等(?![级待于同价值额效次候比高边腰温位第外分离距量差速闲身号式压深强份爱着]))")


@check("HT8013", "“等”前用了顿号", severity="warning", group="标点", basis="GB/T 15834-2011 B.1.2", official=False,
       examples=[
           Bad("发展改革、财政、审计⟦、⟧等部门", fix="发展改革、财政、审计等部门"),
           Good("发展改革、财政、审计等部门，分级、等级评价，一等、二等、等外。"),
       ])
def etcetera(document: Document, language: Language) -> Iterator[Problem]:
    """并列成分之间用顿号的，“等”“等等”前面不再用顿号。

    何时可以忽略：“等”是词的一部分（等级、等额），本来就不报。
    依据：GB/T 15834-2011 B.1.2。
    """
    for block in language.prose(_BEFORE_ETC):
        for match in _BEFORE_ETC.finditer(language.own_words(block)):
            yield Problem(span_of(block, match), "“等”前不用顿号。", (Fix(""),))


_BEFORE_AND = re.compile(r"、(?=以及(?!时))|(?<=[\u4e00-\u9fff”》）])、(?=及(?:其他|其它|其所|相关|有关)(?![、，]))")


@check("HT8014", "“以及”前用了顿号", severity="warning", group="标点", basis="GB/T 15834-2011 A.3", official=False,
       examples=[
           Bad("涉及资金拨付、项目审批、要素保障⟦、⟧以及后续监管等事项。", fix="涉及资金拨付、项目审批、要素保障，以及后续监管等事项。"),
           Good("涉及资金拨付、项目审批、要素保障，以及后续监管等事项，做到早发现、早报告、及时处置。"),
       ])
def and_also(document: Document, language: Language) -> Iterator[Problem]:
    """并列成分较长、末项前用“以及”的，“以及”前用逗号，不用顿号。

    何时可以忽略：没有。
    依据：GB/T 15834-2011 A.3。
    """
    for block in language.prose(_BEFORE_AND):
        for match in _BEFORE_AND.finditer(language.own_words(block)):
            yield Problem(span_of(block, match), "“以及”前用逗号。", (Fix("，"),))


_IS = re.compile(r"(?:^|(?<=[。；：，]))(?P<n>[一二三四五六七八九十])是")
_HEADED = re.compile(r"[\s　]*[（(](?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]")
_ITEM = re.compile(r"[\s　]*(?:[（(](?:(?P<second>[一二三四五六七八九十]{1,3})|(?P<fourth>\d{1,2}))[）)]|(?P<third>\d{1,2})[.．])")


@check("HT8015", "分项里已有句号，项末还用分号", severity="warning", group="标点", basis="GB/T 15834-2011 A.5", official=False,
       examples=[
           Bad("一是健全机制。成立工作专班，定期调度⟦；⟧二是强化督查。", fix="一是健全机制。成立工作专班，定期调度。二是强化督查。"),
           Bad("（一）健全工作机制。成立专班⟦；⟧\n（二）强化督查。", fix="（一）健全工作机制。成立专班。\n（二）强化督查。"),
           Good("一是健全机制，成立工作专班；二是强化督查。\n（一）健全机制；\n（二）强化督查。"),
       ])
def semicolon_after_stop(document: Document, language: Language) -> Iterator[Problem]:
    """分项列举的各项有一项或多项已经包含句号的，各项末尾不能再用分号。

    法规条文的（一）（二）项习惯在项末用分号，条文式的文件只作提示。
    何时可以忽略：照录条文。
    依据：GB/T 15834-2011 A.5。
    """
    articles = sum(1 for block in language.prose() if _ARTICLE.match(block.text))
    for block in language.prose():
        text = _ASIDE.sub(lambda m: HIDDEN * len(m[0]), language.plain(block))
        headed = _HEADED.match(text)
        if headed and text.rstrip().endswith("；") and "。" in text[headed.end():] and not _IS.search(text):
            at = len(text.rstrip()) - 1
            yield _full_stop(block, at, "info" if articles >= 2 else None)
        marks = list(_IS.finditer(text))
        for one, two in pairwise(marks):
            if "。" in text[one.end(): two.start() - 1] and text[two.start() - 1] == "；":
                yield _full_stop(block, two.start() - 1, None)


_ARTICLE = re.compile(r"[\s　]*第[一二三四五六七八九十百\d]{1,5}条")
_ASIDE = re.compile(r"《[^《》]*》|“[^“”]*”|（[^（）]{4,}）")


def _full_stop(block: Block, at: int, severity: Severity | None) -> Problem:
    return Problem(Span(block.index, at, at + 1), "项内已有句号，项末用句号。", (Fix("。"),), severity=severity)


_LED = re.compile(r"(?P<lead>[^，。；：]{4,60})(，)一是[^。；：]{1,200}；二是")


@check("HT8016", "用逗号引出分号隔开的几项", severity="warning", group="标点", basis="GB/T 15834-2011 B.1.4", official=False,
       examples=[
           Bad("要重点抓好三项工作⟦，⟧一是稳增长；二是保就业；三是防风险。", fix="要重点抓好三项工作：一是稳增长；二是保就业；三是防风险。"),
           Good("要重点抓好三项工作：一是稳增长；二是保就业；三是防风险。"),
       ])
def led_by_comma(document: Document, language: Language) -> Iterator[Problem]:
    """用分号隔开的并列分句，前面统领的话用冒号，不用逗号。

    前面没有“三项”“几个方面”这类统领的话的，只作提示。
    何时可以忽略：“其目的，一是……”这类主语后的停顿。
    依据：GB/T 15834-2011 B.1.4。
    """
    for block in language.prose(_LED):
        text = language.own_words(block)
        for match in _LED.finditer(text) if "一是" in text else ():
            counted = re.search(r"[二两三四五六七八九十几]大?(?:项|点|个|方面|条|件)", match["lead"])
            yield Problem(span_of(block, match, 2), "后面各项用分号隔开，这里用冒号。", (Fix("："),), severity=None if counted else "info")


@check("HT8017", "分项末尾标点不一", severity="warning", group="标点", basis="GB/T 15834-2011 4.6.3.3", official=False,
       examples=[
           Bad("（一）宣传政策；\n（二）受理申请⟦。⟧\n（三）办理登记；\n（四）其他工作。",
               fix="（一）宣传政策；\n（二）受理申请；\n（三）办理登记；\n（四）其他工作。"),
           Bad("（一）宣传政策；\n（二）受理申请⟦，⟧\n（三）办理登记。", fix="（一）宣传政策；\n（二）受理申请；\n（三）办理登记。"),
           Good("（一）宣传政策；\n（二）受理申请；\n（三）办理登记。"),
           Good("（一）宣传政策。加强宣传。\n（二）受理申请。\n（三）办理登记。"),
       ])
def item_ends(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """分项列举，各项末尾用分号，最后一项用句号。

    只看连着的、每项一段、项内没有句号的（一）（二）（三），而且多数已经用分号的。
    只有一项不同的才是警告；法规条文和几项不同的只作提示。
    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.6.3.3。
    """
    for group in item_runs(language.prose()):
        ends = [b.text.rstrip()[-1] for b in group]
        inner = ends[:-1]
        if len(group) < 3 or inner.count("；") * 2 < len(inner) or any("。" in b.text.rstrip()[:-1] for b in group):
            continue
        odd = [(block, end) for block, end in zip(group, inner, strict=False) if end in "。，、"]
        sure = structure.kind.official and len(odd) == 1 and (len(group) > 3 or ends[-1] == "。")
        for block, _ in odd:
            at = len(block.text.rstrip()) - 1
            yield Problem(Span(block.index, at, at + 1), "各项末尾用分号。", (Fix("；"),), severity=None if sure else "info")


def item_runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Runs of paragraphs that are numbered （一）（二）… or 1.2.… one after the other."""
    group: list[Block] = []
    style = ""
    for block in blocks:
        match = _ITEM.match(block.text)
        own = match.lastgroup or "" if match else ""
        ordinal = match[own] if match else None
        if ordinal in ("一", "1") or (group and (ordinal is None or own != style)):
            yield from [group] if group else []
            group, style = [], own
        if ordinal is not None and (group or ordinal in ("一", "1")):
            group.append(block)
    yield from [group] if group else []


_COLONS = re.compile(r"：(?P<said>[^。；！？：“”（）]{1,60})(：)(?!“|\d)")
_LABEL = re.compile(r"[，\s　][^，]{2,8}$")
_NO_PAUSE = re.compile(r"(?:称为|称作|叫做|叫作|称之为|所谓)(：)(?=“[^”]{1,20}”)")
_BASED = re.compile(r"^[\s　]*(?:根据|按照|依据|遵照)[^，。：；]{2,60}(?:规定|要求|精神|部署|安排)(：)(?!“)(?=[\u4e00-\u9fff])")


@check("HT8018", "冒号用得不当", severity="info", group="标点", basis="GB/T 15834-2011 4.7.3.5、A.6", official=False, folds=True,
       examples=[
           Bad("会议强调：要做到⟦：⟧一是压实责任；二是严格考核。"),
           Bad("这种做法被称为⟦：⟧“家门口服务”。", fix="这种做法被称为“家门口服务”。"),
           Bad("根据市委部署要求⟦：⟧现就有关事项通知如下。", fix="根据市委部署要求，现就有关事项通知如下。"),
           Good("会议强调：一是压实责任；二是严格考核。\n这种做法被称为“家门口服务”。\n根据市委部署要求，现就有关事项通知如下："),
       ])
def colon(document: Document, language: Language) -> Iterator[Problem]:
    """一句话里不套用冒号；没有停顿的地方、“根据……”之后不用冒号。

    何时可以忽略：栏目式的排列（牵头单位：…；完成时限：…）。
    依据：GB/T 15834-2011 4.7.3.5、A.6.1、A.6.3。
    """
    for block in language.prose():
        text = language.own_words(block)
        if "：" not in text:
            continue
        for match in _COLONS.finditer(text) if text.count("：") == 2 and block.cell is None and "。" in text else ():
            if not _LABEL.search(match["said"]):
                yield Problem(span_of(block, match, 2), "一句话里套用了冒号。", folding="套用")
        for match in _NO_PAUSE.finditer(language.plain(block)):
            yield Problem(span_of(block, match, 1), "这里没有停顿，不用冒号。", (Fix(""),), folding="停顿")
        for match in _BASED.finditer(text):
            yield Problem(span_of(block, match, 1), "“根据……”之后用逗号。", (Fix("，"),), folding="根据")


_ASIDE_BETWEEN = re.compile(r"[》”]（[^（）]{1,40}）(?=[《“])")


@check("HT8033", "插有括注的并列成分之间缺顿号", severity="info", group="标点", basis="GB/T 15834-2011 4.5.3.5", official=False,
       examples=[
           Bad("《市级预算管理办法》（云政发〔2024〕3号⟦）⟧《专项资金管理办法》同时废止。",
               fix="《市级预算管理办法》（云政发〔2024〕3号）、《专项资金管理办法》同时废止。"),
           Good("《市级预算管理办法》（云政发〔2024〕3号）、《专项资金管理办法》同时废止。"),
       ])
def aside_between(document: Document, language: Language) -> Iterator[Problem]:
    """并列的引号、书名号之间插有括注的，宜用顿号。

    何时可以忽略：没有。依据：GB/T 15834-2011 4.5.3.5。
    """
    for block in language.prose(_ASIDE_BETWEEN):
        for match in _ASIDE_BETWEEN.finditer(language.plain(block)):
            yield Problem(Span(block.index, match.end() - 1, match.end()), "插有括注的，后面宜用顿号。", (Fix("）、"),))


_SERIES = re.compile(r"(?:^|(?<=[。；：]))[\s　]*(?P<word>第[一二三四五]|其[一二三四五]|首先|其次|再次|最后)，")


@check("HT8019", "几套序次语混用", severity="info", group="标点", basis="GB/T 15834-2011 B.3.1", official=False,
       examples=[
           Bad("首先，强化责任。⟦第二⟧，健全机制。⟦第三⟧，严格考核。"),
           Good("首先，强化责任。其次，健全机制。最后，严格考核。\n第一，强化责任。第二，健全机制。"),
       ])
def mixed_series(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """“第一……第二……”“首先……其次……”“其一……其二……”不在一段里混用。

    何时可以忽略：两层列举。
    依据：GB/T 15834-2011 B.3.1 所列的三套序次语（推导）。
    """
    for block in language.prose():
        series = None
        for match in _SERIES.finditer(block.text):
            word = match["word"]
            own = "第" if word[0] == "第" else "首" if word in ("首先", "其次", "再次", "最后") else "其"
            if word in ("第一", "首先", "其一"):
                series = own
            elif series and own != series and word != "最后":
                yield Problem(span_of(block, match, "word"), f"“{word}”与前面的序次语不是一套。")
