"""时间段：起止与天数，施行日期与有效期。"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_of, day
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.patterns import number_of

_DATE = r"\d{4}年\d{1,2}月\d{1,2}日"
_COUNTED = re.compile(
    r"(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日?(?:（[^（）]{1,6}）)?(?:开始|起)?，?(?:至|到|—|～|-|－)"
    r"(?:(?P<y2>\d{4})年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日(?:（[^（）]{1,6}）)?[^，。；（\d]{0,8}"
    r"[，（](?:共|共计|为期|会期|历时|计|时间)(?P<words>(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})天)")


@check("HT9029", "起止日期与天数不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("培训定于5月18日至20日，为期⟦5天⟧。"),
           Bad("公示期为2026年4月28日至2026年5月6日，共⟦7天⟧。"),
           Bad("春运从2026年2月2日开始至3月13日结束，共⟦45天⟧。"),
           Good("培训定于5月18日至20日，为期3天，公示期为2026年4月28日至2026年5月6日，共9天。"),
       ])
def days_counted(document: Document, language: Language) -> Iterator[Problem]:
    """“5月18日至20日，为期3天”：天数首尾两天都算在内。

    差一天的不报（报到、返程不算在内的）。没有写年份的按平年计算，跨二月末的不查。
    何时可以忽略：中间扣除休息日的（写明工作日的本来就不查）。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    for block in language.prose(_COUNTED):
        for match in _COUNTED.finditer(language.plain(block)):
            length = _length(match)
            said = number_of(match["n"])
            if length and said and said not in (length, length - 1):
                yield Problem(span_of(block, match, "words"), f"从起到止是{length}天，这里写{match['words']}，请核对。")


def _length(match: re.Match[str]) -> int | None:
    """Days from first to last, both counted; None where the year is open and the end of February lies between."""
    first_month, last_month = int(match["m1"]), int(match["m2"] or match["m1"])
    year = int(match["y1"] or match["y2"] or 2023)
    after = int(match["y2"] or year) + (not match["y2"] and last_month < first_month)
    if not (match["y1"] or match["y2"]) and (first_month <= 2 < last_month or after > year):
        return None
    first, last = day(year, first_month, int(match["d1"])), day(after, last_month, int(match["d2"]))
    return (last - first).days + 1 if first and last and last >= first else None


_VALID = re.compile(rf"自(?P<from>{_DATE})起(?:施行|执行|实施|生效)[，；。]\s?(?:本\w{{2,6}})?有效期(?:为|限为?)?"
                    rf"(?:(?P<n>\d|[一二两三四五])年[，（]?(?:即|到|至|自[^，。；]{{1,20}}至)?)?至?(?P<words>(?P<to>{_DATE}))")


@check("HT9028", "有效期与施行日期不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("本办法自2026年6月1日起施行，有效期至⟦2025年5月31日⟧。"),
           Bad("本办法自2026年6月1日起施行，有效期5年，至⟦2030年5月31日⟧。"),
           Good("本办法自2026年6月1日起施行，有效期至2031年5月31日。本办法自2026年6月1日起施行，有效期5年，至2031年5月31日。"),
       ])
def validity(document: Document, language: Language) -> Iterator[Problem]:
    """有效期的截止日期在施行日期之后；写了年数的，截止日期要算得上。

    差一两天的不报。何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    for block in language.prose(_VALID):
        for match in _VALID.finditer(language.plain(block)):
            start, end = date_of(match["from"]), date_of(match["to"])
            if not start or not end:
                continue
            years = number_of(match["n"]) if match["n"] else None
            wanted = day(start.year + years, start.month, start.day) if years else None
            if end <= start:
                yield Problem(span_of(block, match, "words"), f"有效期截止在施行日期（{match['from']}）之前，请核对。")
            elif wanted and abs(end - wanted) > datetime.timedelta(days=2):
                yield Problem(span_of(block, match, "words"), f"自{match['from']}起{match['n']}年，不是到{match['to']}，请核对。")
