"""一句话里的乘和比：每年的、每户的乘得出总数，占比、完成率除得出来，已落实的和缺口加得起来。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document
from ..pipeline.patterns import number_of
from .sums import SCALES, plain, value_of

_V = r"\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?"
_MONEY = r"(?:亿|万|千)?元"
_VAGUE = re.compile(r"[约近余多逾超]|平均|不[低少高超]于|以[上下内]|左右|递增|递减|最[高低多少]|上限|至少|起步|首年|第一年")


def _amount(value: str, unit: str) -> Decimal:
    return value_of(value) * SCALES.get(unit[0], 1)


def _quantum(value: str, unit: str) -> Decimal:
    """One unit in the last place written."""
    return Decimal(10) ** -len(value.partition(".")[2]) * SCALES.get(unit[0], 1)


def _shown(value: Decimal, unit: str) -> str:
    return f"{plain(value / SCALES.get(unit[0], 1))}{unit}"


_YEARS = (
    re.compile(rf"(?<![\d年])(?P<n>[两二三四五六七八九十]|\d)年(?:[内间来]|共|累计|总计|合计|期)?[^，。；：\d年]{{0,14}}(?P<said>(?P<v>{_V})(?P<u>{_MONEY}))"
               rf"[，,（(；](?:其中)?每年(?:度)?[^，。；：\d]{{0,8}}(?P<v1>{_V})(?P<u1>{_MONEY})(?=[，。；）)]|$)"),
    re.compile(rf"每年(?:度)?[^，。；：\d]{{0,8}}(?P<v1>{_V})(?P<u1>{_MONEY})[，,（(；](?P<n>[两二三四五六七八九十]|\d)年(?:[内间])?"
               rf"(?:共|累计|总计|合计)[^，。；：\d]{{0,10}}(?P<said>(?P<v>{_V})(?P<u>{_MONEY}))(?=[，。；）)]|$)"),
)
_THING = "户|人|名|个|家|台|辆|套|处|所|座|件|亩|次|村|公里"
_EACH = (
    re.compile(rf"(?<![\d.])(?P<n>\d{{1,6}})(?P<thing>{_THING})[^，。；：\d]{{0,16}}[，,（(]每(?:一)?(?P=thing)[^，。；：\d]{{0,12}}(?P<v1>{_V})(?P<u1>{_MONEY})"
               rf"[，,；](?:共|合计|共计|总计|计)[^，。；：\d]{{0,12}}(?P<said>(?P<v>{_V})(?P<u>{_MONEY}))(?=[，。；）)]|$)"),
    re.compile(rf"每(?P<thing>{_THING})[^，。；：\d]{{0,8}}(?P<v1>{_V})(?P<u1>{_MONEY})[^，。；：\d]{{0,8}}[，,](?P<n>\d{{1,6}})(?P=thing)[^，。；：\d]{{0,8}}"
               rf"(?:共|合计|共计|总计|计)[^，。；：\d]{{0,12}}(?P<said>(?P<v>{_V})(?P<u>{_MONEY}))(?=[，。；）)]|$)"),
)


@check("HT9116", "每年、每户的数乘不出总数", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("市财政三年安排专项经费⟦960万元⟧，每年300万元。"),
           Bad("市财政每年安排300万元，三年共⟦960万元⟧。"),
           Bad("改造危房12户，每户补助3万元，共计⟦46万元⟧。"),
           Good("市财政三年安排专项经费900万元，每年300万元。改造危房12户，每户补助3万元，共计36万元。"),
           Good("市财政三年安排专项经费960万元，平均每年约300万元。"),
       ])
def products(document: Document, language: Language) -> Iterator[Problem]:
    """“三年900万元，每年300万元”“12户，每户3万元，共36万元”，乘起来要等于总数。

    有“约”“不少于”“平均”之类留有余地的话不算；按所写位数四舍五入。
    何时可以忽略：总数里还有别的。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose():
        text = language.plain(block)
        if "每" not in text:
            continue
        for match in (m for pattern in (*_YEARS, *_EACH) for m in pattern.finditer(text)):
            times, each, whole = number_of(match["n"]), _amount(match["v1"], match["u1"]), _amount(match["v"], match["u"])
            slack = (_quantum(match["v"], match["u"]) + (times or 0) * _quantum(match["v1"], match["u1"])) / 2 if "." in match[0] else Decimal()
            if times and not _VAGUE.search(match[0]) and abs(each * times - whole) > slack:
                yield Problem(span_of(block, match, "said"), f"{match['v1']}{match['u1']}乘以{times}是{_shown(each * times, match['u'])}，"
                              f"这里写{match['said']}，请核对。")


_NEED = re.compile(rf"(?:总投资|总造价|投资概算|概算(?:总投资)?|(?:共需|所需|需要?|总)(?:资金|经费|投资))"
                   rf"[^，。；：\d]{{0,6}}(?P<v>{_V})(?P<u>{_MONEY})")
_GAP = re.compile(rf"(?P<first>落实|到位|筹措|筹集|争取|解决)(?:了|到位)?(?:各类|项目)?(?:资金|经费)?(?P<v1>{_V})(?P<u1>{_MONEY})[^。；：\d]{{0,16}}"
                  rf"(?P<said>(?:缺口|尚缺|还差|仍缺|尚差)(?:资金|经费)?[^，。；：\d]{{0,4}}(?P<v2>{_V})(?P<u2>{_MONEY}))")


@check("HT9117", "已落实的与缺口之和不是总数", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("工程总投资3200万元，其中主体工程2500万元，附属设施700万元。我县已落实1600万元，尚有资金⟦缺口1500万元⟧。"),
           Bad("项目共需资金500万元，已到位资金260万元，⟦尚缺250万元⟧。"),
           Good("工程总投资3200万元，我县已落实1600万元，尚有资金缺口1600万元。"),
           Good("工程总投资约3200万元，我县已落实1600万元，尚有资金缺口1500万元。"),
       ])
def gap_left(document: Document, language: Language) -> Iterator[Problem]:
    """“总投资3200万元，已落实1600万元，缺口1600万元”，已落实的和缺口加起来是总数。

    只看同一段里只有一个总投资、已落实只写一个数的；带“约”的不算。
    何时可以忽略：缺口只是某一部分的。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose():
        text = language.plain(block)
        if not re.search("缺口|缺|差", text):
            continue
        needs = list(_NEED.finditer(text))
        gaps = list(_GAP.finditer(text))
        if len(needs) != 1 or len(gaps) != 1 or needs[0].end() > gaps[0].start() or _VAGUE.search(needs[0][0] + gaps[0][0]):
            continue
        need, gap = needs[0], gaps[0]
        made = _amount(gap["v1"], gap["u1"]) + _amount(gap["v2"], gap["u2"])
        whole = _amount(need["v"], need["u"])
        if abs(made - whole) > max(_quantum(gap["v1"], gap["u1"]), _quantum(need["v"], need["u"])) / 2:
            message = f"已{gap['first']}的和缺口加起来是{_shown(made, need['u'])}，前面总数是{need['v']}{need['u']}，请核对。"
            yield Problem(span_of(block, gap, "said"), message,
                          related=(span_of(block, need),))


_DONE = re.compile(r"(?<![\d.])(?P<said>(?P<n>\d{1,6})(?P<u>件|个|项|起|宗|条|户|家|处|名|人))[，,](?:其中[，,]?)?已(?:经)?"
                   r"[^，。；：\d]{1,8}(?P<a>\d{1,6})(?P=u)"
                   r"(?P<rest>[，、,](?:阶段性|正在|尚未|尚有|还有|仍有|仍在|未|剩余|其余|余下|在办)[^。；]{0,60})")


@check("HT9123", "已办的与未办的之和不是总数", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("交办信访件⟦463件⟧，已办结441件，阶段性办结12件，罚款586.3万元。"),
           Bad("排查隐患⟦120处⟧，其中已整改95处，正在整改20处。"),
           Good("交办信访件463件，已办结451件，阶段性办结12件。排查隐患120处，已整改95处，正在整改20处，未整改5处。"),
           Good("排查隐患120处，已整改95处，未造成人员伤亡，处罚20家。"),
       ])
def done_and_left(document: Document, language: Language) -> Iterator[Problem]:
    """“463件，已办结451件，阶段性办结12件”，已办的和未办的加起来是总数。

    单位相同、后面接着说“正在”“尚未”“其余”的才算；带“约”的不算。何时可以忽略：还有别的办理情形没有列出。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose():
        text = language.plain(block)
        for match in _DONE.finditer(text) if "已" in text else ():
            left = [int(n) for n in re.findall(rf"(\d{{1,6}}){match['u']}", match["rest"])]
            whole, done = int(match["n"]), int(match["a"])
            reached = [done + sum(left[: i + 1]) for i in range(len(left))]
            if left and whole not in reached and not _VAGUE.search(match[0]) and abs(reached[-1] - whole) * 5 <= whole:
                yield Problem(span_of(block, match, "said"), f"已办的和未办的加起来是{reached[-1]}{match['u']}，这里写{match['said']}，请核对。")


_SHARE = re.compile(rf"(?<![\d.])(?P<v>{_V})(?P<u>亿元|万元|元)[，,（(]?占(?P<what>[\u4e00-\u9fff]{{2,12}}?)的?"
                    rf"(?P<said>(?P<p>\d{{1,3}}(?:\.\d{{1,2}})?)%)")
_RATE_NAMES = "整改|完成|办结|到位|城镇化|城市化|合格|优良|签约|化解|拨付|支付|兑现|覆盖|达标|结案|开工|竣工|投产"
_RATE = re.compile(rf"(?<![\d.])(?P<v>{_V})(?P<u>亿元|万元|元|万人|人|个|件|家|户|项|名|处|起|宗|座)(?P<mid>[^。；：\d]{{1,24}})(?P<v1>{_V})(?P=u)"
                   rf"[，,][^，。；：\d]{{0,8}}(?:{_RATE_NAMES})率(?:为|达到?|是)?(?P<said>(?P<p>\d{{1,3}}(?:\.\d{{1,2}})?)%)")
_BEFORE = 4
"""How many paragraphs back the whole may stand that a share is taken of."""


@check("HT9118", "占比、比率与前面的数不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("工程概算总投资3.2亿元。\n截至5月底，累计完成投资1.92亿元，占概算总投资的⟦65%⟧。"),
           Bad("排查问题120个，已整改90个，整改率为⟦85%⟧。"),
           Bad("年末常住人口265万人，其中城镇人口159万人，常住人口城镇化率为⟦66%⟧。"),
           Good("工程概算总投资3.2亿元。\n截至5月底，累计完成投资1.92亿元，占概算总投资的60%。"),
           Good("排查问题120个，已整改90个，整改率为75%。抽检产品120件，发现问题30件，合格率为75%。"),
       ])
def ratios(document: Document, language: Language) -> Iterator[Problem]:
    """“完成1.92亿元，占总投资（3.2亿元）的60%”“120个问题，已整改90个，整改率75%”，除得出来。

    所占的总数要在前面几段里写过、只有一个值；按所写位数四舍五入，再放宽千分之五。
    何时可以忽略：比率按别的口径算的。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    blocks = list(language.prose())
    for place, block in enumerate(blocks):
        text = language.plain(block)
        if "%" not in text:
            continue
        for match in _SHARE.finditer(text):
            whole = _whole([language.plain(b) for b in blocks[max(0, place - _BEFORE): place]] + [text[: match.start()]], match["what"])
            if whole is not None:
                yield from _judged(block, match, _amount(match["v"], match["u"]), whole, _quantum(match["v"], match["u"]))
        for match in _RATE.finditer(text):
            if not _VAGUE.search(match["mid"]):
                yield from _judged(block, match, _amount(match["v1"], match["u"]), _amount(match["v"], match["u"]), _quantum(match["v1"], match["u"]),
                                   either=True)


def _whole(texts: list[str], what: str) -> Decimal | None:
    """The one value that the texts give for ``what``; None when they give none, or several, or a vague one."""
    named = re.compile(rf"{re.escape(what)}(?:额|量)?(?:为|是|共|达|约|近|超过?|逾)?(?P<v>{_V})(?P<u>亿元|万元|元)")
    found = {(_amount(m["v"], m["u"]), bool(_VAGUE.search(m[0]))) for text in texts for m in named.finditer(text)}
    value, vague = next(iter(found), (Decimal(), True))
    return value if len(found) == 1 and not vague and value else None


def _judged(block: Block, match: re.Match[str], part: Decimal, whole: Decimal, unit: Decimal, *, either: bool = False) -> Iterator[Problem]:
    """A problem unless ``part`` of ``whole`` is the percentage that the match gives (or, with ``either``, what is left of it)."""
    if not whole or not part:
        return
    said = Decimal(match["p"])
    real = part / whole * 100
    slack = Decimal(10) ** -len(match["p"].partition(".")[2]) + Decimal("0.5") + unit / whole * 100
    candidates = [real, 100 - real, whole / part * 100] if either else [real]
    if real <= 100 and all(abs(one - said) > slack for one in candidates):
        yield Problem(span_of(block, match, "said"), f"按前面的数算是{real:.1f}%，这里写{match['p']}%，请核对。")
