"""数字的写法：范围、万和亿、混用、单位、世纪年代和时刻。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.prefilter import Patterns
from ..pipeline.review import Fix, Severity

_HAN_DIGIT = "一二三四五六七八九"
_PERCENT = re.compile(r"(?<![\d.%—～-])(?P<a>\d{1,3}(?:\.\d{1,2})?)(?P<mark>[—～~至-])(?P<b>\d{1,3}(?:\.\d{1,2})?)%(?!\d)")
_SCALED = re.compile(r"(?<![\d.万亿—～年月])(?P<a>\d{1,6}(?:\.\d{1,2})?)(?P<mark>[—～~至-])(?P<b>\d{1,6}(?:\.\d{1,2})?)"
                     r"(?P<u>万|亿)(?=[元人亩吨户立平千公美件]|$)")


@check("HT8109", "数值范围前项缺百分号或单位", severity="info", group="数字", basis="GB/T 15835-2011 5.1.3", official=False, folds=True,
       examples=[
           Bad("幅度为⟦5—10%⟧。", fix="幅度为5%—10%。"),
           Bad("投资⟦9～16亿⟧元。", fix="投资9亿～16亿元。"),
           Good("幅度为5%—10%，投资9亿～16亿元，距离5—10公里。"),
       ])
def range_unit(document: Document, language: Language) -> Iterator[Problem]:
    """百分数范围两头都写%，带“万”“亿”的两头都写：5%—10%，9亿～16亿元。

    “9～16亿元”可以读成九元到十六亿元。
    何时可以忽略：不会误解的（GB/T 15834 A.11 允许省略前一个单位）。
    依据：GB/T 15835-2011 5.1.3 的示例。
    """
    for block in language.prose(_PERCENT, _SCALED):
        text = language.plain(block)
        for match in _PERCENT.finditer(text):
            right = f"{match['a']}%{match['mark']}{match['b']}%"
            yield Problem(span_of(block, match), f"范围两头都写百分号：“{right}”。", (Fix(right),), folding="%")
        for match in _SCALED.finditer(text):
            right = f"{match['a']}{match['u']}{match['mark']}{match['b']}{match['u']}"
            yield Problem(span_of(block, match), f"范围两头都写“{match['u']}”：“{right}”。", (Fix(right, safe=False),), folding="万亿")


_COUNTED = "份|批|万|亿|元|人|户|家|个|名|项|次|天|吨|亩|小时|分钟|公里|千米|平方米|公顷|%|％|倍|台|辆|套|件|座|所|处|岁"
_MIXED: tuple[tuple[re.Pattern[str], str, Severity | None], ...] = (
    (re.compile(r"(?<![\d.])\d{1,4}(?:亿\d{1,5}(?:\.\d+)?万|[千百]\d{1,3}[百十])(?![克瓦米帕伏赫卡])"),
     "只用“万”“亿”作单位，写成一个数，如3.45亿元、3500元", None),
    (re.compile(r"(?<![\d.])\d{1,4}万\d{1,4}[千百](?![克瓦米帕伏赫卡])"), "只用“万”“亿”作单位，写成一个数，如1.6万户", "info"),
    (re.compile(rf"[{_HAN_DIGIT}两]?[十百千]\d{{1,3}}(?=多?(?:{_COUNTED}))|(?<![第、])[{_HAN_DIGIT}十百]{{1,5}}点\d{{1,3}}(?=个百分点|{_COUNTED})|"
                rf"(?<![\d.])\d{{1,4}}点[{_HAN_DIGIT}零]{{1,3}}(?=个百分点|{_COUNTED})|(?<![\d.第、（(])\d{{1,3}}十[{_HAN_DIGIT}]?(?=多?(?:{_COUNTED}))|"
                rf"(?<![\d.第、（(年月])\d{{1,3}}[{_HAN_DIGIT}](?=(?:{_COUNTED}))(?!个(?:是|要|方面|工作重|到位|不))"),
     "汉字数字与阿拉伯数字不在一个数里混用", None),
    (re.compile(r"(?<![\d.,])\d{1,4}[百千](?=元|多?人|余人|名|户|家|亩|辆|台|套|件|吨|公里)"), "“百”“千”不作单位，写出全数，如3000元", "info"),
)
_MIXTURES = Patterns(pattern for pattern, _, _ in _MIXED)


@check("HT8110", "数字混用", severity="warning", group="数字", basis="GB/T 15835-2011 4.1.1、5.1.2", official=False,
       examples=[
           Bad("投资⟦3亿4500万⟧元。"),
           Bad("补助⟦3千5百⟧元，惠及⟦2千⟧户。"),
           Bad("一式⟦3三⟧份，⟦二十4⟧小时值守，面积⟦十八点5⟧万亩，增长⟦3点五⟧%。"),
           Good("投资3.45亿元，补助3500元，惠及2000户，装机5千瓦，重3千克，三百二十户，百分之九十八，十九大；一百20号。"),
       ])
def mixed_number(document: Document, language: Language) -> Iterator[Problem]:
    """一个数只用一种写法：3.45亿元，不写3亿4500万元、3千5百元。百分数另有检查（HT8106）。

    “千克”“千米”“千瓦”是单位的词头，不在此列。
    国务院的文稿里也有“1万6千多户”“2千户”，这样的只作提示。
    何时可以忽略：照录原文。
    依据：GB/T 15835-2011 4.1.1；多位数只可用“万”“亿”作单位（5.1.2）。
    """
    for block in language.prose(_MIXTURES):
        text = language.own_words(block)
        taken = 0
        found = ((match, *_MIXED[number][1:]) for number, match in language.matches_of(_MIXTURES, block, text))
        for match, advice, severity in sorted(found, key=lambda f: f[0].start()):
            if match.start() >= taken:
                taken = match.end()
                yield Problem(span_of(block, match), f"{advice}。", severity=severity)


_UNITS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?<=[\d十百千万亿])公分"), "厘米", "法定单位是“厘米”"),
    (re.compile(r"(?<=[\d十百千万亿多余每])平米"), "平方米", "法定单位是“平方米”"),
    (re.compile(r"(?<=[\d十百千万多余])市?斤(?![两顶])"), "", "法定单位是“千克（公斤）”"),
    (re.compile(r"(?<=\d)华里|(?<=\d)里(?=路|地(?!区)|长|外|以外)"), "", "法定单位是“千米（公里）”"),
    (re.compile(r"(?<=\d[万亿])方(?=[，。；、）]|以[上下])"), "立方米", "法定单位是“立方米”"),
    (re.compile(r"(?<=\d)市?[尺丈](?![度寸幅码])"), "", "法定单位是“米”"),
)


@check("HT8111", "非法定计量单位", severity="warning", group="数字", basis="《中华人民共和国计量法》第三条；GB 3100", official=False, folds=True,
       examples=[
           Bad("堤防加高20⟦公分⟧，面积300⟦平米⟧，拦蓄洪水6.8亿⟦方⟧。", fix="堤防加高20厘米，面积300平方米，拦蓄洪水6.8亿立方米。"),
           Good("堤防加高20厘米，面积300平方米，长5公里，重3公斤，耕地200亩，这里、公里、尺度。"),
       ])
def legal_unit(document: Document, language: Language) -> Iterator[Problem]:
    """计量单位用法定的：厘米、平方米、千米（公里）、千克（公斤）、吨。

    “公里”“公斤”“亩”在公文里通行，km、m²等是法定符号，都不报；“斤”只作提示。
    何时可以忽略：引述历史资料、器材规格。
    依据：《中华人民共和国计量法》第三条，《国务院关于在我国统一实行法定计量单位的命令》；GB 3100。
    """
    for block in language.prose(*(pattern for pattern, _, _ in _UNITS)):
        text = language.own_words(block)
        for pattern, right, advice in _UNITS:
            for match in pattern.finditer(text):
                yield Problem(span_of(block, match), f"“{match[0]}”：{advice}。", (Fix(right),) if right else (), folding=match[0],
                              severity="info" if match[0][-1] == "斤" else None)


_ABOVE_AVERAGE = re.compile(r"(?<=[%点，])(?:分别)?(?:高于|低于)全[国省市县区州](?:平均水平|平均增速|平均)?\d{1,2}(?:\.\d{1,2})?%")
_POINTS = re.compile(r"(?:提高|降低|上升|下降|增加|减少|回落|增长|高于|低于)了?(?:约|近)?\d{1,3}(?:\.\d{1,2})?个?百分比")


@check("HT8112", "百分点写成百分比", severity="error", group="数字", basis="统计用语通例", official=False,
       examples=[
           Bad("入学率⟦提高3个百分比⟧。", fix="入学率提高3个百分点。"),
           Bad("工业增加值增长7.9%，⟦高于全省平均水平1.2%⟧。"),
           Good("入学率提高3个百分点，百分比有所提高，增速高于全省平均水平1.2个百分点。"),
       ])
def percentage_point(document: Document, language: Language) -> Iterator[Problem]:
    """百分数之间相差的是“百分点”。

    何时可以忽略：没有。
    依据：统计用语的通例。
    """
    for block in language.prose(_ABOVE_AVERAGE, _POINTS):
        for match in _ABOVE_AVERAGE.finditer(language.plain(block)):
            yield Problem(span_of(block, match), "两个百分数相差的，用“百分点”。", severity="info")
        for match in _POINTS.finditer(language.plain(block)):
            yield Problem(span_of(block, match), "百分数相差的数用“百分点”。", (Fix(match[0][:-1] + "点"),))


_DECADE = re.compile(rf"(?:(?P<ago>[上本])个?世纪|(?P<n>\d{{1,2}})世纪)(?P<han>[{_HAN_DIGIT}]十)年代|(?P<old>[上本])个?世纪(?P<digits>\d0)年代")


@check("HT8113", "世纪、年代的写法", severity="info", group="数字", basis="GB/T 15835-2011 4.1.2", official=False,
       examples=[
           Bad("⟦20世纪九十年代⟧建成。", fix="20世纪90年代建成。"),
           Bad("⟦上世纪八十年代⟧建成。", fix="20世纪80年代建成。"),
           Good("20世纪90年代建成，二十一世纪。"),
       ])
def decade(document: Document, language: Language) -> Iterator[Problem]:
    """世纪、年代用阿拉伯数字，世纪写明第几：20世纪90年代。

    “上世纪”要看写作的时候，过后容易误解；“20世纪九十年代”两种数字混用。
    何时可以忽略：引用原文。
    依据：GB/T 15835-2011 4.1.2（公历世纪、年代、年、月、日）。
    """
    for block in language.prose(_DECADE):
        for match in _DECADE.finditer(language.own_words(block)):
            digits = match["digits"] or f"{_HAN_DIGIT.index(match['han'][0]) + 1}0"
            century = match["n"] or ("20" if (match["ago"] or match["old"]) == "上" else "21")
            right = f"{century}世纪{digits}年代"
            yield Problem(span_of(block, match), f"写作“{right}”。", (Fix(right, safe=False),))


_CLOCK = (
    (re.compile(r"(?:下午|晚上|晚)(?P<h>1[3-9]|2[0-3])(?=[时:：点])"), "24小时制不再写“下午”“晚”"),
    (re.compile(r"(?<![\d.])\d{1,2}点半(?![\u4e00-\u9fff]{0,2}价)"), "写作“时30分”"),
    (re.compile(r"(?<![\d.])(?:2[5-9]|[3-9]\d)时[0-5]?\d分|(?<![\d.])(?:[01]?\d|2[0-3])时[6-9]\d分"), "没有这个时刻"),
)


@check("HT8114", "时刻的写法", severity="warning", group="数字", basis="GB/T 15835-2011 5.1.5", official=False,
       examples=[
           Bad("会议于⟦下午15⟧时召开，⟦9点半⟧签到。"),
           Bad("会议于⟦25时30分⟧结束。"),
           Good("会议于15时30分召开，9:30签到，下午3时结束，比分为13:85。"),
       ])
def clock(document: Document, language: Language) -> Iterator[Problem]:
    """时刻用24小时制：15时30分或15:30，不写“下午15时”“15点半”。

    何时可以忽略：引用原话。
    依据：GB/T 15835-2011 5.1.5。
    """
    for block in language.prose(*(pattern for pattern, _ in _CLOCK)):
        text = language.own_words(block)
        for pattern, advice in _CLOCK:
            for match in pattern.finditer(text):
                yield Problem(span_of(block, match), f"“{match[0]}”：{advice}。")


_BROKEN = re.compile(r"(?<![\d.])\d{1,4}[。．]\d{1,2}(?=[%％倍亿万元吨米]|个百分点|公里|平方|公顷|千米)|"
                     r"(?<![\d，、．。.第])\d{1,3}(?:，\d{3})+(?=[元万亿人户吨亩名家件套辆台余]|平方|立方|公里|公顷)")


@check("HT8115", "小数点、分节号用了别的标点", severity="warning", group="数字", basis="GB/T 15835-2011 5.1.2", official=False, needs=("width",),
       examples=[
           Bad("增长⟦3。5⟧%，投资⟦1，200⟧万元，面积⟦5，600⟧平方米。", fix="增长3.5%，投资1200万元，面积5600平方米。"),
           Good("增长3.5%，投资1,200万元，排名第1，200万元到位，2、3亿元；3个县分别为1、2、3万元。"),
       ])
def decimal_mark(document: Document, language: Language) -> Iterator[Problem]:
    """小数点是“.”，分节号是半角“,”，不用句号、全角逗号。

    何时可以忽略：数字列举（1，2，3）。
    依据：GB/T 15835-2011 5.1.2。
    """
    for block in language.prose(_BROKEN):
        for match in _BROKEN.finditer(language.own_words(block)):
            right = re.sub("[。．]", ".", match[0]).replace("，", "")
            yield Problem(span_of(block, match), f"数中的标点不对，应为“{right}”。", (Fix(right, safe=False),))


_TERMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=党的)\d{1,2}大(?![道楼小于])"), "党的代表大会届次用汉字，如党的二十大"),
    (re.compile(r"\d{1,2}届\s?[\d一二三四五六七]中全会"), "届次用汉字，如二十届三中全会"),
    (re.compile(r"\d{1,2}届全国(?:人大|政协)"), "届次用汉字，如十四届全国人大"),
    (re.compile(r"(?<=[“])[2-9]个(?=(?:意识|自信|维护|确立|全面|一律|最严))"), "固定提法用汉字数字"),
    (re.compile(r"(?<=[“])1[4-9]5(?=[”规时])"), "五年规划用汉字，如“十四五”"),
)


@check("HT8116", "固定词语中的数字用汉字", severity="warning", group="数字", basis="GB/T 15835-2011 4.2.1、4.3", official=False,
       examples=[
           Bad("深入学习党的⟦20大⟧和⟦20届3中全会⟧精神。"),
           Bad("增强“⟦4个⟧意识”。"),
           Good("深入学习党的二十大和二十届三中全会精神，增强“四个意识”。"),
       ])
def fixed_term(document: Document, language: Language) -> Iterator[Problem]:
    """定型的词语、届次用汉字数字：党的二十大、二十届三中全会、“四个意识”。

    何时可以忽略：没有。
    依据：GB/T 15835-2011 4.2.1、4.3。
    """
    for block in language.prose(*(pattern for pattern, _ in _TERMS)):
        text = language.plain(block)
        for pattern, advice in _TERMS:
            for match in pattern.finditer(text):
                yield Problem(span_of(block, match), f"{advice}。")


_SPELLED = re.compile(r"(?<![第几数一二三四五六七八九十百千万两〇零])"
                      r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九][百千](?:[一二三四五六七八九零十百]{1,5})?)"
                      r"(?=(?:多|余)?(?:公里|千米|万元|亿元|万吨|平方米|平方公里|公顷|毫米|厘米|立方米|个百分点))")


@check("HT8118", "计量用了汉字数字", severity="info", group="数字", basis="GB/T 15835-2011 4.1.1", on="正文",
       examples=[
           Bad("新建公路⟦三十⟧公里，投资⟦二百⟧万元。"),
           Good("新建公路30公里，几十万元，处五千元以上一万元以下罚款。"),
       ])
def spelled_quantity(body: Element, document: Document, language: Language) -> Iterator[Problem]:
    """计量、统计的数用阿拉伯数字：30公里。

    条文（第×条）里的不查，法规用汉字数字；概数用汉字。
    何时可以忽略：引述法规条文。
    依据：GB/T 15835-2011 4.1.1。
    """
    for block in body.blocks:
        if not re.match(r"[\s　]*第[一二三四五六七八九十百零\d]{1,6}条", block.text):
            for match in _SPELLED.finditer(language.own_words(block)):
                yield Problem(span_of(block, match), f"计量用阿拉伯数字：“{match[0]}”。")
