"""数与单位：金额缺“元”、万前面数过大、口语的“号”、同类的数用了两种数字。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_SPOKEN_DAY = re.compile(r"(?<![\d.])(?:\d{1,2}月|(?<=月)(?:\d{1,2}日?)?[至到—～、])\d{1,2}(?P<day>号)"
                         r"(?![楼线文院馆桥井令门路机]|台风|公告|决议|建议|提案|议案|地块|案)")


@check("HT8123", "日期写成“×月×号”", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.2",
       examples=[
           Bad("报名时间为9月2⟦号⟧至9月30⟦号⟧。", fix="报名时间为9月2日至9月30日。", kind={"official": True}),
           Good("报名时间为9月2日至9月30日，2月1号台风，第3号公告。"),
       ])
def spoken_day(document: Document, language: Language) -> Iterator[Problem]:
    """公文里的日期写“日”，“号”是口语。

    何时可以忽略：引用原话。
    依据：GB/T 15835-2011 4.1.2（公历的年、月、日）；公文用书面语。
    """
    for block in language.prose(_SPOKEN_DAY):
        text = language.own_words(block)
        for match in _SPOKEN_DAY.finditer(text) if "号" in text else ():
            yield Problem(span_of(block, match, "day"), "日期写“日”，不写“号”。", (Fix("日"),))


_SUM = "总投资|投资额?|资金|经费|产值|营业收入|税收|收入|支出|贷款|利润|生产总值|增加值|销售额|交易额|造价|概算|预算|金额|债券|补助"
_BARE = re.compile(rf"(?:{_SUM})[^，。；：、\d“”（）]{{0,6}}?(?P<n>\d{{1,6}}(?:,\d{{3}})*(?:\.\d{{1,4}})?[万亿])(?=[，。；、）]|$)")


@check("HT8124", "金额没有写“元”", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.1",
       examples=[
           Bad("工程概算总投资⟦3.2亿⟧，工期24个月。", fix="工程概算总投资3.2亿元，工期24个月。", kind={"official": True}),
           Bad("落实配套资金⟦260万⟧、群众自筹40万元。", fix="落实配套资金260万元、群众自筹40万元。", kind={"official": True}),
           Good("工程概算总投资3.2亿元，常住人口260万，资金惠及群众3.2万。"),
       ])
def bare_amount(document: Document, language: Language) -> Iterator[Problem]:
    """金额写明单位：3.2亿元，不写“3.2亿”。

    只看“投资”“资金”“收入”一类的词直接带的数。
    何时可以忽略：引用原话。
    依据：GB/T 15835-2011 4.1.1，计量的数后面有单位；公文用书面语。
    """
    for block in language.prose(_BARE):
        for match in _BARE.finditer(language.own_words(block)):
            if not re.search(r"惠及|人口|人数|户数|群众|覆盖|人次|数量", match[0]):
                yield Problem(span_of(block, match, "n"), "金额后面缺单位“元”。", (Fix(match["n"] + "元", safe=False),))


_TOO_MANY = re.compile(r"(?<![\d.,])(?P<n>\d{1,12})0000(?P<scale>[万亿])(?P<unit>[元人户亩吨]|平方|公里)")


@check("HT8125", "“万”“亿”前面的数过大", severity="warning", group="数字",
       basis="GB/T 15835-2011 5.1.2；《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("年末全市常住人口⟦2650000万⟧人。"),
           Bad("概算总投资⟦32000000万⟧元。"),
           Good("年末全市常住人口265万人，一般公共预算收入1250000万元，注册资本10000万元。"),
       ])
def too_many(document: Document, language: Language) -> Iterator[Problem]:
    """“2650000万人”是二百六十五亿人：已经写出全数，又加了“万”。

    末尾有四个零、再带“万”“亿”的，人、户、亩满六位，金额满八位才报。
    何时可以忽略：统计表以万元为单位的大数。
    依据：GB/T 15835-2011 5.1.2，数字的书写；《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose(_TOO_MANY):
        text = language.plain(block)
        for match in _TOO_MANY.finditer(text) if "0000" in text else ():
            if len(match["n"]) + 4 >= (8 if match["unit"] == "元" else 6):
                yield Problem(Span(block.index, match.start(), match.end("scale")), f"已有四个以上的零，又带“{match['scale']}”，数可能大了，请核对。")


_KIND = "万元|亿元|元|公里|平方米|公顷|吨|亩|户|名|家|台|辆|套"
_HAN_NUMBER = re.compile(rf"(?<![第几数上近约〇零一二三四五六七八九十百千万亿两])"
                         rf"(?P<n>[一二两三四五六七八九][百千][一二三四五六七八九零百十千]{{0,6}}|[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十)"
                         rf"(?P<u>{_KIND})(?![以左多余])")


@check("HT8126", "同类的数用了两种数字", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.1、4.3",
       examples=[
           Bad("低保标准由每月⟦九百六十元⟧提高到1020元。", kind={"official": True}),
           Bad("发放补助的农户，甲镇⟦三十二户⟧、乙镇45户。", kind={"official": True}),
           Good("低保标准由每月960元提高到1020元。三百余户，处五百元以上一千元以下罚款，几十户、20户。"),
       ])
def two_kinds(document: Document, language: Language) -> Iterator[Problem]:
    """一句话里同一种量，不一处用汉字、一处用阿拉伯数字。

    只看单位相同的；条文（第×条）里的不查，概数不查。
    何时可以忽略：引用原文。
    依据：GB/T 15835-2011 4.1.1（计量用阿拉伯数字）、4.3（同类数字形式一致）。
    """
    for block in language.prose():
        text = language.own_words(block)
        if re.match(r"[\s　]*第[一二三四五六七八九十百零\d]{1,6}条", text):
            continue
        for match in _HAN_NUMBER.finditer(text):
            start = max(text.rfind("。", 0, match.start()), text.rfind("；", 0, match.start())) + 1
            end = min((at for mark in "。；" if (at := text.find(mark, match.end())) >= 0), default=len(text))
            if re.search(rf"\d{match['u']}", text[start:end]):
                yield Problem(Span(block.index, match.start(), match.end()), f"同一句里另有“{match['u']}”前用阿拉伯数字的，宜统一用阿拉伯数字。")
