"""日期之间的关系：星期、先后、起止、期限。"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_in, date_of, day
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.review import Fix

_DAYS = "一二三四五六日"
_DATED = r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
_DATE_WITH_DAY = re.compile(rf"(?<![\d—～至.-]){_DATED}(?:[\s　]?[（(]?"
                            r"(?P<named>(?:星期|周|礼拜)(?P<w>[一二三四五六日天]))(?![\d一二三四五六日至—～、期报末记年]))?")
_LONG_AGO = 300
"""Days before 成文日期 beyond which a date without a year is not of the past."""
_YEAR_END = 11
"""From this month on, documents arrange the next year."""


def _meant(when: datetime.date, signed: datetime.date) -> bool:
    """Whether a date without a year may be that day: this year's, one not long ago, or next year's where this year's is over."""
    if when.year > signed.year:
        return (when.month, when.day) < (signed.month, signed.day) or signed.month >= _YEAR_END
    return when.year == signed.year or (signed - when).days <= _LONG_AGO


def _signed(structure: Structure) -> datetime.date | None:
    """成文日期; for a 纪要, which has none (10.3), the day it was printed."""
    return date_in(structure, "成文日期", "印发日期")


@check("HT9020", "日期与星期不符", severity="error", group="一致性", basis="公历", official=False,
       examples=[
           Bad("定于2026年5月8日（⟦星期四⟧）召开会议。", fix="定于2026年5月8日（星期五）召开会议。"),
           Bad("定于2026年5月8日（星期五）召开会议，5月9日（⟦星期三⟧）召开座谈会。",
               fix="定于2026年5月8日（星期五）召开会议，5月9日（星期六）召开座谈会。"),
           Bad("", elements={"正文": "定于5月28日（星期日）召开会议。", "成文日期": "2026年5月8日"}),
           Good("定于2026年5月8日（星期五）召开会议，5月9日（星期六）召开座谈会。"),
           Good("定于5月9日（星期三）召开座谈会。"),
           Good("", elements={"正文": "定于5月28日（星期四）召开会议。", "成文日期": "2026年5月8日"}),
       ])
def weekday(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """写了星期几的，要与日期对得上。

    会议通知里改了日期忘了改星期，参会的人就不知道信哪一个。没有写年份的，按成文日期的当年（已经过了的还有次年，年初的文件还有上年）推算，都对不上才报；没有成文日期的，用同一段里前面写明的年份；推不出年份的不查。
    何时可以忽略：没有。
    依据：公历。
    """
    signed = _signed(structure)
    for block in language.prose(_DATE_WITH_DAY):
        text = language.plain(block)
        last = None
        for match in _DATE_WITH_DAY.finditer(text):
            month, number = int(match["m"]), int(match["d"])
            last = int(match["y"]) if match["y"] else last
            if not match["w"]:
                continue
            near = None if match["y"] or signed is None else signed
            days = [d for year in (near.year, near.year + 1, near.year - 1) if (d := day(year, month, number)) and _meant(d, near)] \
                if near else [d for d in (day(last, month, number),) if d] if last else []
            written = "日" if match["w"] == "天" else match["w"]
            if days and all(_DAYS[d.weekday()] != written for d in days):
                right = _DAYS[days[0].weekday()]
                yield Problem(span_of(block, match, "named"), f"{days[0].year}年{month}月{number}日是星期{right}。",
                              (Fix(match["named"][:-1] + right, safe=False),))


_PAST = re.compile(
    r"(?<!\d)(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?![之以]?[前后]|起|至|到|[—～])，?(?P<what>[^，。；：\d]{0,30}(?:第\d{1,4}次)?"
    r"[^，。；：\d]{0,16}(?:通过(?=[，。；、）》的]|$)|审议批准|研究同意|主持召开))")
_HELD = re.compile(r"(?<!\d)(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?:(?:至|—|～)(?:\d{1,2}月)?\d{1,2}日)?，?(?:在[^，。；]{2,16})?"
                   r"(?:胜利|顺利|隆重)?(?P<what>召开)"
                   r"(?=[^\n]{0,60}(?:作出了|总结了|审议(?:通过)?了|听取了|选举(?:产生)?了|通过了|传达学习了|回顾了|部署了|全面部署|胜利闭幕|精神通知))")
"""A meeting that the text tells of as held: what it decided follows."""
_PLANNED = re.compile(r"拟|将|定于|计划|预定|预计|准备|力争|确保|争取|请|应当|必须|须|需")


@check("HT9004", "成文日期早于审议通过的日期", severity="error", group="一致性",
       basis="GB/T 9704-2012 7.3.5.4；《党政机关公文处理工作条例》第九条（十二）",
       examples=[
           Bad("", elements={"正文": "《办法》已经2026年5月8日市人民政府第12次常务会议通过，现予公布。", "成文日期": "2026年5月6日"}),
           Good("", elements={"正文": "《办法》已经2026年5月8日市人民政府第12次常务会议通过，现予公布。", "成文日期": "2026年5月9日"}),
           Bad("", elements={"正文": "全市工作会议于2026年6月8日至9日召开，对下半年工作作出了部署。", "成文日期": "2026年5月9日"}),
           Good("", elements={"正文": "全市工作会议将于2026年6月8日召开，请提前做好准备。", "成文日期": "2026年5月9日"}),
           Good("", elements={"正文": "定于2026年5月28日召开会议，由市长主持召开。", "成文日期": "2026年5月9日"}),
           Good("", elements={"正文": "确保2026年6月30日前通过验收，2026年6月1日起通过网上办理。", "成文日期": "2026年5月9日"}),
       ])
def signed_early(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """已经通过、已经召开的，日期不能晚于成文日期。

    成文日期是会议通过或者签发的日期，签发之前不会写到之后的事。只看年月日齐全、明说已经通过或召开的。
    何时可以忽略：没有；必有一个日期写错了。
    依据：《党政机关公文处理工作条例》第九条（十二），成文日期署会议通过或者发文机关负责人签发的日期。
    """
    element = structure.get("成文日期") or structure.get("印发日期")
    signed = _signed(structure)
    if signed is None or element is None:
        return
    adopted = [b for b in document.blocks if structure.roles[b.index] == "题注"]
    for block in (*adopted, *structure.body_blocks()):
        text = language.plain(block)
        for match in (m for pattern in (_PAST, _HELD) for m in pattern.finditer(text)):
            when = date_of(match["date"])
            if when and when > signed and not _PLANNED.search(text, max(0, match.start("date") - 8), match.end()):
                yield Problem(element, f"{element.name}是{signed.year}年{signed.month}月{signed.day}日，文中却说{match['date']}已经"
                              f"{_verb(match['what'])}，请核对。", related=(span_of(block, match, "date"),), element=element.name)
                return


def _verb(words: str) -> str:
    return "召开" if words.endswith("召开") else "同意" if words.endswith("同意") else "批准" if words.endswith("批准") else "通过"


_DEADLINE = (
    re.compile(rf"(?:请|须|务必|要(?=[于在]))[^，。；：\d]{{0,16}}?(?P<words>[于在]{_DATED}(?:[（(][^）)]{{1,6}}[）)])?"
               r"(?:[上下中]午|下班)?(?:\d{1,2}[时:：点][\d分]{0,3})?[之以]?前)"),
    re.compile(rf"(?:报名|申报|报送|提交|投稿|受理|征集|公示|反馈|缴费)(?:材料|工作|意见|稿件)?的?截止(?:时间|日期)?(?:为|是|：)(?P<words>{_DATED})"),
    re.compile(r"(?<=[，；。])(?:并|应当?|需|各[\u4e00-\u9fff（）、]{1,10})?(?P<words>于(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日前)"
               r"(?:将[^，。；]{2,24}(?:报|送|交|反馈)|(?:报送?|完成|提交|反馈|上报))"),
    re.compile(rf"(?<![原曾])(?:兹|拟|现|决)?定于(?P<words>{_DATED})"),
)
_YEARLY = re.compile(r"每年|[上次明来翌]一?年|逐年|年度|季度|[未没]|逾期|超期|截至")
"""Near a deadline: it comes back, or is another year's, or the text tells that it was missed."""


@check("HT9022", "期限或会期早于成文日期", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", on="正文",
       examples=[
           Bad("请各单位⟦于2026年4月30日前⟧报送总结。", elements={"成文日期": "2026年5月8日"}),
           Bad("请各单位⟦于4月30日前⟧报送总结。", elements={"成文日期": "2026年5月8日"}),
           Bad("定于⟦2026年4月20日⟧召开会议，报名截止时间为⟦4月18日⟧，"
               "并⟦于2026年4月15日前⟧将名单报市水利局。", elements={"成文日期": "2026年5月8日"}),
           Bad("各县（区）要⟦于2026年4月30日前⟧报送总结。", elements={"成文日期": "2026年5月8日"}),
           Good("申报人任现职年限的截止时间为2026年3月31日，其中3家已于2026年4月15日前完成。", elements={"成文日期": "2026年5月8日"}),
           Good("请各单位于5月30日前报送总结。", elements={"成文日期": "2026年5月8日"}),
           Good("请各单位于1月10日前报送总结。", elements={"成文日期": "2026年12月8日"}),
           Good("市政府办公室曾请各单位于4月20日前报送，仍有3家没有报送。", elements={"成文日期": "2026年5月8日"}),
       ])
def deadline_passed(body: Element, structure: Structure, language: Language, document: Document) -> Iterator[Problem]:
    """“请于×月×日前”“定于×月×日召开”，期限和会期在成文日期之后。

    期限已过的通知无法执行，多是套用旧文没有改日期。没有写年份的，只在早于成文日期不到半年时报。
    何时可以忽略：文中重申早先的期限。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    signed = date_in(structure)
    if signed is None:
        return
    for block in body.blocks:
        text = language.own_words(block)
        for match in (m for pattern in _DEADLINE for m in pattern.finditer(text)):
            when = day(int(match["y"]) if match["y"] else signed.year, int(match["m"]), int(match["d"]))
            told = _YEARLY.search(text, max(0, match.start() - 60), match.end() + 40)
            if not told and when and when < signed and (match["y"] or (signed - when).days < 182):
                yield Problem(span_of(block, match, "words"),
                              f"早于成文日期（{signed.year}年{signed.month}月{signed.day}日），请核对。")


_RANGE = re.compile(
    r"(?<![\d.])(?:(?P<y1>\d{4})年)?(?:(?P<m1>\d{1,2})月)?(?:(?P<d1>\d{1,2})日)?(?:上午|下午)?[\s　]?(?:至|到|—|～|-|－|–|~)[\s　]?"
    r"(?:(?P<y2>\d{4})年)?(?:(?P<m2>\d{1,2})月)?(?:(?P<d2>\d{1,2})日)?")
_HOURS = re.compile(r"(?<![\d.])(?P<day>\d{1,2}月\d{1,2}日)(?P<h1>\d{1,2})[时:：](?P<n1>\d{2})?分?(?:至|到|—|～|-)"
                    r"(?:(?P=day)|当[日天])?(?P<h2>\d{1,2})[时:：](?P<n2>\d{2})?")
_MONTHS = re.compile(r"(?<![\d.年])(?P<m1>\d{1,2})月?(?:至|到|—|～)(?P<m2>\d{1,2})月(?!\d)")
_OVER_WINTER = re.compile(r"次年|翌年|来年|第二年|下一?年|每年|历年|常年|跨年|供暖|采暖|取暖|冬|上年|去年")
_YEARS = re.compile(r"(?<![\d.—-])(?P<y1>(?:19|20)\d{2})年?(?:—|至|～|-|－)(?P<y2>(?:19|20)\d{2})(?=年(?!\d))")


@check("HT9023", "起止日期颠倒", severity="error", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("培训时间为⟦2026年5月20日至2026年5月18日⟧。"),
           Bad("定于⟦5月20日至18日⟧举行。"),
           Bad("规划期为⟦2026—2021⟧年。"),
           Bad("⟦5月17日20时至5月17日14时⟧禁止停放车辆，⟦5月至3月⟧征求了意见。"),
           Good("5月16日20时至5月17日14时禁止停放车辆，3月至5月征求了意见，11月至3月供暖，每年10月至5月，12月至1月。"),
           Good("定于5月18日至20日举行，假期为12月30日至1月2日，规划期为2021—2026年，2026年5月8日至2027年1月1日。"),
       ])
def reversed_range(document: Document, language: Language) -> Iterator[Problem]:
    """起止日期先早后晚。

    没有写年份、跨年的（12月30日至1月2日）不报。
    何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    for block in language.prose(_RANGE, _YEARS, _HOURS, _MONTHS):
        text = language.plain(block)
        for match in _RANGE.finditer(text):
            if _backward({k: int(v) for k, v in match.groupdict().items() if v}) and not text.startswith("前", match.end()):
                yield Problem(span_of(block, match), "起止日期颠倒，请核对。")
        for match in _HOURS.finditer(text):
            if (int(match["h1"]), int(match["n1"] or 0)) > (int(match["h2"]), int(match["n2"] or 0)):
                yield Problem(span_of(block, match), "起止时间颠倒，请核对。")
        for match in _MONTHS.finditer(text):
            first, last = int(match["m1"]), int(match["m2"])
            winter = (last <= 4 and first >= 9) or _OVER_WINTER.search(text, max(0, match.start() - 12), match.end() + 12)
            if last < first <= 12 and not winter:
                yield Problem(span_of(block, match), "起止月份颠倒，请核对。")
        for match in _YEARS.finditer(text):
            if int(match["y1"]) > int(match["y2"]):
                yield Problem(span_of(block, match), "起止年份颠倒，请核对。")


def _backward(n: dict[str, int]) -> bool:
    """Whether a range runs backward; parts left out at its end (20日至18日) are those of its start."""
    if "y1" in n and "y2" in n and {"m1", "m2"} <= set(n):
        first, last = (n["y1"], n["m1"], n.get("d1", 0)), (n["y2"], n["m2"], n.get("d2", n.get("d1", 99)))
        return first > last
    if "m1" in n and "d1" in n and "d2" in n and "y2" not in n:
        return n.get("m2", n["m1"]) == n["m1"] and n["d1"] > n["d2"]
    return False


_EFFECT = re.compile(r"本(?:办法|规定|条例|细则|规则|规程|制度|意见|通知|方案|决定|命令|公告|通告)[^，。；]{0,6}"
                     r"自(?P<date>\d{4}年\d{1,2}月\d{1,2}日)起(?P<verb>施行|执行|实施|生效)")


@check("HT9024", "施行日期早于成文日期", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第九条（十二）",
       examples=[
           Bad("", elements={"正文": "本办法自2026年1月1日起施行。", "成文日期": "2026年5月8日"}),
           Good("", elements={"正文": "本办法自2026年6月1日起施行。", "成文日期": "2026年5月8日"}),
       ])
def effect_early(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """施行日期一般不早于成文日期。

    追溯的也有：说“执行”“生效”的，转发的，只作提示。何时可以忽略：确定追溯施行的，转发、重印原有文件的。
    依据：《党政机关公文处理工作条例》第九条（十二）（推导）。
    """
    signed = date_in(structure)
    if signed is None:
        return
    title = structure.get("标题")
    forwarded = title is not None and re.search("转发|批转|公布", title.text)
    for block in language.prose(_EFFECT):
        for match in _EFFECT.finditer(language.own_words(block)):
            when = date_of(match["date"])
            if when and when < signed:
                yield Problem(span_of(block, match, "date"), f"施行日期早于成文日期（{signed.year}年{signed.month}月{signed.day}日），请核对。",
                              severity=None if match["verb"] == "施行" and not forwarded else "info")


_YEAR_AND = re.compile(r"(?P<y>(?:19|20)\d{2})年(?:度)?(?P<words>[\u4e00-\u9fff]{5})")


@check("HT9025", "标题的年份与正文不一致", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", on="标题",
       examples=[
           Bad("云岭市水利局关于⟦2026年⟧汛前安全检查情况的报告", elements={"正文": "现将2025年汛前安全检查情况报告如下："}),
           Good("云岭市水利局关于2026年汛前安全检查情况的报告", elements={"正文": "现将2026年汛前安全检查情况报告如下：与2025年汛前安全检查相比。"}),
           Good("云岭市水利局关于2026年汛前安全检查情况的报告", elements={"正文": "2025年完成投资3亿元。"}),
       ])
def title_year(title: Element, structure: Structure, language: Language, document: Document) -> Iterator[Problem]:
    """标题里“××××年”的事，正文里的年份要一样。

    只在正文用同样的话（“现将××××年……”，或者后面五个字相同）、却没有一处年份与标题相同时报。何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    body = structure.get("正文")
    text = title.text
    if body is None:
        return
    for match in _YEAR_AND.finditer(text):
        words = match["words"]
        again = re.compile(rf"((?:19|20)\d\d)年度?{words}|现[将就把][^。\d]{{0,12}}((?:19|20)\d\d)年度?{words[:4]}")
        years = {m[1] or m[2] for block in body.blocks for m in again.finditer(block.text)}
        if years and match["y"] not in years:
            yield Problem(title.at(match.start(), match.end("y") + 1), f"标题写{match['y']}年，正文写{'、'.join(sorted(years))}年，请核对。")
