"""数字的写法：一个日期里的两种数字，电话号码的位数，货币符号。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_HAN_DAY = "[一二三四五六七八九十]{1,3}"
_MIXED_DATE = re.compile(
    rf"(?<!\d)\d{{4}}年(?:{_HAN_DAY}月(?:{_HAN_DAY}日|\d{{1,2}}日|(?=[份底初]))|\d{{1,2}}月{_HAN_DAY}日)|"
    rf"[二一][〇○零九八][〇○零一二三四五六七八九]{{2}}年(?:\d{{1,2}}月(?:\d{{1,2}}日|{_HAN_DAY}日)?|{_HAN_DAY}月\d{{1,2}}日)")
_LUNAR = re.compile(r"(?:农历|阴历|夏历|旧历)[^，。；]{0,4}$")


@check("HT8119", "一个日期里混用两种数字", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.2、5.1.4", official=False,
       examples=[
           Bad("自⟦2026年五月八日⟧起施行。"),
           Bad("自⟦二〇二六年5月8日⟧起施行。"),
           Good("自2026年5月8日起施行，二〇二六年五月八日，农历2026年八月十五日。"),
       ])
def mixed_date(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """一个日期的年、月、日用同一种数字，公文里用阿拉伯数字。

    成文日期另有检查（HT3041、HT3201）。何时可以忽略：农历的月、日用汉字，本来就不报。
    依据：GB/T 15835-2011 4.1.2、5.1.4。
    """
    for block in language.prose():
        text = language.plain(block) if structure.roles[block.index] != "成文日期" else ""
        for match in _MIXED_DATE.finditer(text):
            if not _LUNAR.search(text, max(0, match.start() - 8), match.start()):
                yield Problem(span_of(block, match), "一个日期里混用了汉字和阿拉伯数字，宜全用阿拉伯数字。")


_PHONE = re.compile(r"(?:电话|手机|手机号码?|联系方式|传真)(?:号码)?[\s　]?[：:][\s　]*(?P<numbers>[\d（(][\d（()）\s　、，,/／；;—－-]{5,120})")
_ONE = re.compile(r"[（(]?0\d{2,3}[）)\s—－-]{1,2}\d{3,12}|\d[\d-]{5,20}")


@check("HT8120", "电话号码位数不对", severity="warning", group="数字", basis="公用电信网编号计划", official=False,
       examples=[
           Bad("（联系人：李明，电话：⟦1391234567⟧）"),
           Bad("联系电话：⟦0937-62266⟧"),
           Bad("传真：⟦010-1234567⟧"),
           Good("（联系人：李明，电话：13912345678、0937-6226688）"),
           Good("电话：（0937）6226688，010-12345678，6226688，12345，400-800-1234"),
       ])
def phone_digits(document: Document, language: Language) -> Iterator[Problem]:
    """手机号码十一位；带区号的固定电话，区号三位的号码八位，区号四位的号码七位或八位。

    只看“电话：”“手机：”“传真：”后面的；打码（139××××5678）的不查。
    何时可以忽略：分机号连写在后面的。
    依据：公用电信网编号计划。
    """
    for block in language.prose(_PHONE):
        for match in _PHONE.finditer(language.plain(block)):
            for one in _ONE.finditer(match["numbers"]):
                if advice := _phone_fault(one[0]):
                    start = match.start("numbers") + one.start()
                    yield Problem(Span(block.index, start, start + len(one[0].rstrip("-"))), f"{advice}，请核对。")


def _phone_fault(written: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    if re.match(r"1[3-9]", written):
        return None if len(digits) == 11 or not re.fullmatch(r"\d{9,13}", written.strip("-")) else f"手机号码应为11位，这里是{len(digits)}位"
    area = re.match(r"[（(]?(0(?:10|2\d|[3-9]\d{2}))[）)\s—－-]{1,2}(\d+)$", written)
    if area is None:
        return None
    wanted = (8,) if len(area[1]) == 3 else (7, 8)
    return None if len(area[2]) in wanted else f"区号后面的号码应为{'或'.join(map(str, wanted))}位，这里是{len(area[2])}位"


_MONEY = re.compile(r"(?P<sign>[￥¥$＄])[\s　]?\d[\d,.]{0,15}(?:万|亿)?(?P<unit>(?:美)?元)")


@check("HT8121", "货币符号与单位重复", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.1", official=False,
       examples=[
           Bad("共计⟦¥⟧3500元。", fix="共计3500元。"),
           Good("共计3500元；合计（小写）：¥3500.00"),
       ])
def money_twice(document: Document, language: Language) -> Iterator[Problem]:
    """金额后面写了“元”，前面不再用货币符号。

    何时可以忽略：票据、合同的固定格式。
    依据：GB/T 15835-2011 4.1.1（推导）。
    """
    for block in language.prose(_MONEY):
        for match in _MONEY.finditer(language.own_words(block)):
            yield Problem(span_of(block, match, "sign"), "已经写了“元”，不再用货币符号。", (Fix(""),))


_SHORTENED = re.compile(r"(?<![、一二三四五六七八九十第至])(?P<pair>二三|三四)(?=产业|季度|等奖)")


@check("HT8122", "缩略列举缺顿号", severity="info", group="数字", basis="GB/T 15834-2011 4.5.3.4", official=False,
       examples=[
           Bad("推动⟦二三⟧产业协调发展。", fix="推动二、三产业协调发展。"),
           Good("推动二、三产业协调发展，一二三产业融合，三四天。"),
       ])
def shortened(document: Document, language: Language) -> Iterator[Problem]:
    """相邻数字是缩略的列举，不是概数的，宜用顿号：二、三产业。

    “一二三产业”已经通行，不报。何时可以忽略：固定名称。
    依据：GB/T 15834-2011 4.5.3.4。
    """
    for block in language.prose(_SHORTENED):
        for match in _SHORTENED.finditer(language.own_words(block)):
            right = "、".join(match["pair"])
            yield Problem(span_of(block, match), f"列举两项宜用顿号：“{right}”。", (Fix(right, safe=False),))
