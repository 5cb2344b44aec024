"""数字：概数、日期、易混字形、倍数，以及正文中引用的发文字号。"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Kind, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.patterns import written_number
from ..pipeline.review import Fix

_HAN_DIGIT = "一二三四五六七八九"
_UNITS = ("成(?![立果员绩为功本套型品熟])|年(?![级度期代轮])|天|名|次|户|家|公里|倍|台|吨|小时|分钟|"
          "个(?:月|人|小时|工作日|百分点|单位|地方|项目)|万|亿|千|百")
_APPROXIMATE = re.compile(
    rf"(?<![\d.、，第—～至到{_HAN_DIGIT}十百千万和或及])(?P<a>\d|[两{_HAN_DIGIT}])、(?P<b>\d|[两{_HAN_DIGIT}])(?=(?P<tens>十?)(?:{_UNITS}))"
)
_WITH_SHU = re.compile(r"(?<![无为人次岁指系参个])数(?P<n>10{1,4})(?=[年天日个名人家户次件项位万亿公余多])")
_WITH_JI = re.compile(r"(?<![\d.年月])\d{1,4}几(?=[天个人名次年月万亿户家项件])")


@check("HT8101", "概数写法", severity="warning", group="数字",
       basis="GB/T 15834-2011 4.5.3.4；GB/T 15835-2011 4.2.2", official=False,
       examples=[
           Bad("办结需要⟦3、4⟧天。", fix="办结需要三四天。"),
           Bad("先后召开⟦五、六⟧次协调会。", fix="先后召开五六次协调会。"),
           Bad("每隔⟦两、三⟧天巡查一遍。", fix="每隔两三天巡查一遍。"),
           Bad("历时⟦30几⟧天。", fix="历时三十几天。"),
           Bad("降水偏多⟦一、两⟧成，⟦数10⟧年如一日。", fix="降水偏多一两成，数十年如一日。"),
           Good("用了三四天时间走访了五六十户群众，三、四季度要加快进度，历时三十几天。"),
           Good("第一、二次会议；分为1、2、3次办理；十几个，几十家。"),
       ])
def approximate(document: Document, language: Language) -> Iterator[Problem]:
    """相邻两个数字连用表示概数的，用汉字数字，中间不加顿号：三四天；带“几”的也用汉字：三十几天。

    加了顿号就成了“三天、四天”两样东西；列举（三、四季度）才用顿号，不在此列。
    何时可以忽略：确是列举而不是概数。
    依据：GB/T 15834-2011 4.5.3.4；GB/T 15835-2011 4.2.2。
    """
    for block in language.prose(_APPROXIMATE, _WITH_JI, _WITH_SHU):
        text = language.plain(block)
        for match in _APPROXIMATE.finditer(text):
            first, second = _digit(match["a"]), _digit(match["b"])
            if second != first + 1 or match["a"].isdigit() != match["b"].isdigit():
                continue
            right = "".join("两" if match[g] == "两" else _HAN_DIGIT[n - 1] for g, n in (("a", first), ("b", second)))
            yield Problem(span_of(block, match), f"概数不加顿号，用汉字数字：“{right}”。",
                          (Fix(right, safe=False),))
        for match in _WITH_SHU.finditer(text):
            right = "数" + {2: "十", 3: "百", 4: "千", 5: "万"}[len(match["n"])]
            yield Problem(span_of(block, match), f"概数用汉字数字：“{right}”。", (Fix(right),))
        for match in _WITH_JI.finditer(text):
            right = written_number(int(match[0][:-1])) + "几" if match[0][-2] == "0" else ""
            yield Problem(span_of(block, match), "带“几”的概数用汉字数字。",
                          (Fix(right),) if right else ())


def _digit(char: str) -> int:
    return int(char) if char.isdigit() else 2 if char == "两" else _HAN_DIGIT.index(char) + 1


_FULL_DATE = re.compile(r"(?<!\d)(?:(?P<y>\d{4})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?|(?<!年)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日)")
_SHORT_YEAR = re.compile(r"(?<![\d.%])(?P<y>[0-4]\d|[89]\d)年(?P<m>1[0-2]|0?[1-9])月"
                         r"(?=(?P<day>\s?\d{1,2}\s?日)|份|底|初|中旬|上旬|下旬|末|以来|起|[，。；、至和）)])")
_SINCE = re.compile(r"(?<=[自从于在至到])(?P<y>[012]\d)年(?=以来|底|初[，。；开]|末|起[，。；施实]|度[，。；]|第?[一二三四]季度|[上下]半年)")
_OLD_YEAR = re.compile(r"(?:(?<![少长大低小高多短晚早迟等限]于)(?<=于)|(?<=[自从]))(?P<y>[5-9]\d)年"
                       r"(?=[，。；、底初末起建开竣投获成]|以来|至今|[上下]半年)(?!成?以[上下内]|开?外)")
_YEAR_RANGE = re.compile(r"(?<![\d.])(?P<y1>(?:19|20)\d{2})年?(?:—|–|－|-|～|~|至)(?P<y2>\d{2})年(?![代级后前内间多]|[以之]|历史|左右)")
_LEADING_YEAR = re.compile(r"(?:^[\s　]*|(?<=。))(?P<y>[12]\d)年(?=[，,]?(?:全|我)[国省市县区州局厅校]|[上下]半年|度，)")
"""25年，全市…: where a sentence begins with it, it is a year and no duration."""
_TERM = re.compile(r"(?:刑|期限?|满|共|近|超过|不足|历时|工龄|年限|余|剩)[^，。；]{0,3}$")
_DATE_ELEMENTS = ("成文日期", "印发日期")


@check("HT8102", "日期写法", severity="warning", group="数字",
       basis="GB/T 9704-2012 7.3.5.4；GB/T 15835-2011 5.1.4", official=False,
       examples=[
           Bad("自⟦2024年07月01日⟧起施行。", fix="自2024年7月1日起施行。"),
           Bad("请于⟦7月01日⟧前报送。", fix="请于7月1日前报送。"),
           Bad("截至⟦24年7月⟧底，已完成投资3亿元。", fix="截至2024年7月底，已完成投资3亿元。"),
           Bad("自⟦18年⟧以来，累计投入3亿元。", fix="自2018年以来，累计投入3亿元。"),
           Bad("大桥建成于⟦98年⟧，全长300米。", fix="大桥建成于1998年，全长300米。"),
           Bad("衔接《总体规划》确定的⟦2021—35年⟧目标。", fix="衔接《总体规划》确定的2021—2035年目标。"),
           Bad("⟦25年⟧，全市各部门扎实推进招商引资。", fix="2025年，全市各部门扎实推进招商引资。"),
           Good("20年来，全市变化很大。使用年限不少于50年，2021—2035年，从60年的历史看。"),
           Good("自2024年7月1日起施行，近20年来，服役10年6个月，有期徒刑12年3月。"),
       ])
def date_form(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """日期的年份写全四位，月、日不编虚位：2024年7月1日。

    “24年7月”容易读成期限，“07月01日”是表格和系统的写法。成文日期、印发日期另有检查。
    何时可以忽略：照录系统编号；“10年6个月”这类期限，本来就不报。
    依据：GB/T 9704-2012 7.3.5.4（成文日期）；GB/T 15835-2011 5.1.4。
    """
    taken = _spans_of(structure, _DATE_ELEMENTS)
    for block in language.prose(_FULL_DATE, _SHORT_YEAR, _SINCE, _LEADING_YEAR, _OLD_YEAR, _YEAR_RANGE):
        text = language.plain(block)
        for match in _FULL_DATE.finditer(text):
            month, day = match["m"] or match["m2"], match["d"] or match["d2"]
            padded = month[0] == "0" or (day is not None and day[0] == "0")
            if padded and int(month) and (day is None or int(day)) and not _inside(taken, block.index, match.start()):
                right = (f"{match['y']}年" if match["y"] else "") + f"{int(month)}月" + (f"{int(day)}日" if day else "")
                yield Problem(span_of(block, match), f"月、日不编虚位：“{right}”。", (Fix(right),))
        for match in _SHORT_YEAR.finditer(text):
            if (not match["day"] and _TERM.search(text, max(0, match.start() - 12), match.start())) or _inside(taken, block.index, match.start()):
                continue
            century = "20" if int(match["y"]) < 50 else "19"
            right = f"{century}{match['y']}年{int(match['m'])}月"
            yield Problem(span_of(block, match), f"年份写全四位：“{right}”。", (Fix(right, safe=False),))
        for match in (m for pattern in (_SINCE, _LEADING_YEAR) for m in pattern.finditer(text)):
            right = f"20{match['y']}年"
            yield Problem(Span(block.index, match.start("y"), match.end()), f"年份写全四位：“{right}”。", (Fix(right, safe=False),))
        for match in _OLD_YEAR.finditer(text):
            right = f"19{match['y']}年"
            yield Problem(span_of(block, match), f"年份写全四位：“{right}”。", (Fix(right, safe=False),))
        for match in _YEAR_RANGE.finditer(text):
            if int(match["y2"]) > int(match["y1"][2:]):
                right = f"{match['y1']}—{match['y1'][:2]}{match['y2']}年"
                yield Problem(span_of(block, match), f"年份写全四位：“{right}”。", (Fix(right, safe=False),))


def _spans_of(structure: Structure, names: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(s for name in names for element in structure.all(name) for s in element.spans)


def _inside(spans: tuple[Span, ...], block: int, at: int) -> bool:
    return any(s.block == block and s.start <= at < s.end for s in spans)


_DAY = re.compile(r"(?<![\d.])(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")


@check("HT8103", "不存在的日期", severity="error", group="数字", basis="GB/T 15835-2011 5.1.4", official=False,
       examples=[
           Bad("请于⟦2024年2月30日⟧前报送。"),
           Bad("自⟦2024年13月⟧起施行。"),
           Bad("请于⟦6月31日⟧前报送。"),
           Bad("请于⟦2023年2月29日⟧前报送。"),
           Good("请于2024年2月29日前报送，期限为13个月；每年2月29日。"),
       ])
def impossible_date(document: Document, language: Language) -> Iterator[Problem]:
    """日期要存在：没有13月，没有2月30日，6月没有31日，平年2月没有29日。

    何时可以忽略：没有。
    依据：公历；GB/T 15835-2011 5.1.4。
    """
    for block in language.prose(_DAY):
        for match in _DAY.finditer(language.plain(block)):
            year, month, day = match["y"], int(match["m"]), match["d"]
            if year is None and day is None:
                continue
            reason = _unreal(int(year) if year else None, month, int(day) if day else None)
            if reason:
                yield Problem(span_of(block, match), f"{reason}，请核对日期。")


def _unreal(year: int | None, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12:
        return f"没有{month}月"
    if day is None:
        return None
    days = 29 if month == 2 and year is None else calendar.monthrange(year or 2024, month)[1] if year != 0 else 31
    if not 1 <= day <= days:
        return f"{f'{year}年' if year and month == 2 else ''}{month}月没有{day}日"
    return None


_LETTERS = re.compile(r"(?<![A-Za-z\d.])(?=[\dOoIl]*\d)(?=[\dOoIl]*[OoIl])[\dOoIl]{2,}"
                      r"(?=[年月日号元万亿人个%名项户家吨])")
_ORDINAL_LETTER = re.compile(r"\s*(?:附件[：:]\s*)?(\d?[lI|]|[lI|]\d)(?=[、.．][\u4e00-\u9fff])")
_CIRCLE = re.compile(r"[一二三四五六七八九〇零○ＯOo0０]{4}(?=年)")
_TO_DIGIT = str.maketrans("OoIl|", "00111")


@check("HT8104", "数字误用字母或符号", severity="error", group="数字", basis="GB/T 15835-2011 5.2.5", official=False,
       examples=[
           Bad("⟦2O24⟧年完成投资3亿元。", fix="2024年完成投资3亿元。"),
           Bad("⟦l⟧.督促主办单位按时办结。", fix="1.督促主办单位按时办结。"),
           Bad("规划期至⟦二○三五⟧年。", fix="规划期至二〇三五年。"),
           Bad("规划期至⟦二０三五⟧年。", fix="规划期至二〇三五年。"),
           Good("2024年完成投资3亿元，规划期至二〇三五年，型号O2、CO2号气瓶，A10年检。"),
       ])
def look_alike(document: Document, structure: Structure, language: Language, kind: Kind) -> Iterator[Problem]:
    """数字里不混入形近的字母和符号：字母O、l、I，圆圈○。

    汉字年份里的“零”是“〇”（U+3007），不是圆圈符号“○”，也不是数字0。看着相像，检索和统计时却找不到。
    圆圈“○”过去通行，只作警告；法律文本里也有写“零”的（二零四七年），只作提示。
    何时可以忽略：型号、代号。
    依据：GB/T 15835-2011 5.2.5，汉字数字“〇”的用法。
    """
    for block in language.prose():
        text = language.plain(block)
        for match in _LETTERS.finditer(text):
            right = match[0].translate(_TO_DIGIT)
            yield Problem(span_of(block, match), f"数字里混有字母，应为“{right}”。", (Fix(right),))
        ordinal = _ORDINAL_LETTER.match(text)
        if ordinal:
            right = ordinal[1].translate(_TO_DIGIT)
            yield Problem(span_of(block, ordinal, 1), f"序号应为数字“{right}”。", (Fix(right),))
        for match in _CIRCLE.finditer(text) if structure.roles[block.index] != "成文日期" else ():  # HT3041, HT3201
            wrong = set(match[0]) & set("○ＯOo0０零")
            if wrong == {"○"} and kind.standard == "1999":
                continue  # that edition itself writes ○ (8.2.5)
            if wrong and set(match[0]) & set(_HAN_DIGIT):
                right = re.sub("[○ＯOo0０零]", "〇", match[0])
                yield Problem(span_of(block, match), f"汉字年份里的零用“〇”：“{right}”。", (Fix(right),),
                              severity="info" if wrong == {"零"} else "warning" if wrong <= {"○", "零"} else None)


_TIMES_LESS = re.compile(r"(?:减少|降低|下降|缩小|缩短|压缩|减轻)(?:了|近|约)?[\d.一二两三四五六七八九十百几数]+多?倍")


@check("HT8105", "减少不用倍数", severity="warning", group="数字",
       basis="GB/T 15835-2011；倍数的通行用法", official=False,
       examples=[
           Bad("事故起数⟦下降了2倍⟧。"),
           Good("事故起数下降三分之二，投资增长2倍，减少到原来的一半。"),
       ])
def times_less(document: Document, language: Language) -> Iterator[Problem]:
    """减少、下降、缩短用百分数或分数，不用倍数。

    减少一倍就是零，减少两倍没有意义。
    何时可以忽略：没有。
    依据：倍数只用于增加，是统计和公文写作的通行规则。
    """
    for block in language.prose(_TIMES_LESS):
        for match in _TIMES_LESS.finditer(language.plain(block)):
            yield Problem(span_of(block, match), "减少不用倍数，改用百分数或几分之几。")


_PERCENT = re.compile(r"百分之(?P<n>\d+(?:\.\d+)?)(?P<sign>[%％]?)|百分之(?P<han>[一二三四五六七八九十百零〇点]+)[%％]")


@check("HT8106", "百分数写法混用", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.1", official=False,
       examples=[
           Bad("按⟦百分之20⟧的比例配套。", fix="按20%的比例配套。"),
           Bad("完成率达到⟦百分之九十五%⟧。", fix="完成率达到百分之九十五。"),
           Good("按20%的比例配套，完成率达到百分之九十五。"),
       ])
def mixed_percent(document: Document, language: Language) -> Iterator[Problem]:
    """百分数要么写“20%”，要么写“百分之二十”，不混着写。

    何时可以忽略：没有。
    依据：GB/T 15835-2011 4.1.1：统计数字用阿拉伯数字，同一形式内不混用两种数字。
    """
    for block in language.prose(_PERCENT):
        for match in _PERCENT.finditer(language.plain(block)):
            right = f"{match['n']}%" if match["n"] else f"百分之{match['han']}"
            yield Problem(span_of(block, match), f"百分数写作“{right}”。", (Fix(right),))


_CITED = re.compile(r"(?<=[\u4e00-\u9fff])"
                    r"(?P<brackets>[\[［【(（﹝〖<〈{｛]\s*(?P<year>(?:19|20)\d{2})\s*[\]］】)）﹞〗>〉}｝])"
                    r"\s*第?\s*\d{1,5}\s*号")
_NO_CODE = re.compile(r"(?:公告|通告|令|标准|第)$")


@check("HT8107", "引用的发文字号括号不对", severity="warning", group="标点",
       basis="GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4",
       official=False,
       examples=[
           Bad("按照《防汛工作通知》（×政发⟦[2024]⟧3号）要求，抓好落实。",
               fix="按照《防汛工作通知》（×政发〔2024〕3号）要求，抓好落实。"),
           Bad("根据国办发⟦（2012）⟧14号文件，制定本办法。", fix="根据国办发〔2012〕14号文件，制定本办法。"),
           Good("根据国办发〔2012〕14号文件和（2017）京01民终1号判决，制定本办法。"),
       ])
def cited_number(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """正文里引用发文字号，年份也用六角括号“〔〕”。

    方括号、圆括号、方头括号都不是。文件自己的发文字号另有检查（HT2014）。
    何时可以忽略：法院案号用圆括号，本来就不报；原件用了别的括号、确需照录的。
    依据：GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4。
    """
    taken = _spans_of(structure, ("发文字号",))
    for block in language.prose(_CITED):
        text = language.plain(block)
        for match in _CITED.finditer(text):
            if _inside(taken, block.index, match.start()) or _NO_CODE.search(text[: match.start()]):
                continue
            right = f"〔{match['year']}〕"
            span = span_of(block, match, "brackets")
            yield Problem(span, f"发文字号的年份用六角括号：“{right}”。", (Fix(right),))
