"""标点：半角、全角、省略号、重复的标点、并列、序次语、连接号。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import HIDDEN, Language, span_of
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_HAN = "\u4e00-\u9fff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_HALF = re.compile(rf"(?<=[{_HAN}”》）])[,;:?!](?=\s*(?:[{_HAN}“《（\d]|$))|(?<=[{_HAN}”》）])\.(?=\s*$)")
_DOT = re.compile(rf"(?<=[{_HAN}]{{2}})\.(?=[{_HAN}]{{2}})")
_ORDINAL = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])[.,:]")
"""What HT3026 looks at."""
_INNER = rf"(?:(?![{_HAN}])[^()（）]){{0,80}}[{_HAN}][^()（）]{{0,200}}"
_HALF_BRACKETS = re.compile(rf"\((?={_INNER}[)）])|(?<=[（(]){_INNER}\)")
_HALF_NUMBER = re.compile(rf"(?:^[\s　]*|(?<=[。；：]))(?P<number>\(\d{{1,2}}\))(?=\s?[{_HAN}“《])")
_STRAIGHT = re.compile(rf"(?<![\d.])\"((?:(?![{_HAN}])[^\"]){{0,80}}[{_HAN}][^\"]{{0,200}})\"")


_LABELLED = ("主送机关", "抄送机关", "附件说明", "签发人", "发文字号", "出席", "请假", "列席")
"""Elements whose colon has a rule of its own: one finding, never two."""


@check("HT8002", "中文里用了半角标点", severity="warning", group="标点",
       basis="GB/T 15834-2011 4.1—4.9、5.1.1", official=False,
       needs=("width",), folds=True,
       examples=[
           Bad("坚持统筹推进⟦,⟧压实责任。", fix="坚持统筹推进，压实责任。"),
           Bad("有关事项通知如下⟦:⟧", fix="有关事项通知如下："),
           Bad("加强领导⟦.⟧压实责任。"),
           Bad("办公室⟦(⟧秘书科⟦)⟧负责。", fix="办公室（秘书科）负责。"),
           Bad("⟦(2)⟧改造闲置房产。", fix="（2）改造闲置房产。", kind={"official": True}),
           Bad('落实⟦"双随机、一公开"⟧监管。', fix="落实“双随机、一公开”监管。"),
           Good("三,主要目标"),
           Good("上午10:30开会，投资1,000万元，详见http://www.example.gov.cn/a,b；U.S. Pat. No. 1, 2 (Class A)"),
           Good("坚持统筹推进，压实责任（含开发区）：一是健全机制。"),
       ])
def half_width(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """中文语句里的逗号、分号、冒号、问号、叹号、括号、引号用全角的。

    半角标点多半是输入法没有切换，或从网页、表格粘贴来的。全文反复出现的合成一条。
    何时可以忽略：网址、时刻（10:30）、数字分节（1,000）、外文里的标点，这些本来就不报。
    依据：GB/T 15834-2011 各标点的“形式”条（4.1.2、4.3.2、4.8.2、4.9.2 等）。
    """
    for block in language.prose():
        text = language.plain(block)
        if text.isascii():
            continue
        ordinal = _ORDINAL.match(text)
        labelled = structure.roles[block.index] in _LABELLED
        for match in _HALF.finditer(text, ordinal.end() if ordinal else 0):
            if labelled and match[0] == ":":
                continue
            yield _wide(block.index, match.start(), match[0])
        for match in _DOT.finditer(text, ordinal.end() if ordinal else 0):
            yield Problem(span_of(block, match), "汉字之间是半角“.”：句末用“。”，人名中间用“·”。", folding=".")
        for match in _HALF_BRACKETS.finditer(text) if structure.roles[block.index] != "附注" else ():
            at = match.start() if match[0] == "(" else match.end() - 1
            yield _wide(block.index, at, text[at])
        for match in _HALF_NUMBER.finditer(text) if structure.kind.official else ():
            right = f"（{match['number'][1:-1]}）"
            yield Problem(span_of(block, match, "number"), f"序号用全角括号：“{right}”。", (Fix(right),), folding="括号")
        for match in _STRAIGHT.finditer(text):
            yield Problem(span_of(block, match), "直引号应改为“”。",
                          (Fix(f"“{match[1]}”"),), folding="直引号")


def _wide(block: int, at: int, mark: str) -> Problem:
    right = _WIDE[mark]
    return Problem(Span(block, at, at + 1), f"半角“{mark}”应为“{right}”。", (Fix(right),),
                   folding="括号" if mark in "()" else mark)


_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．]*(?<!．)")


@check("HT8003", "全角数字或字母", severity="warning", group="标点",
       basis="GB/T 15835-2011 5.1.7", official=False, needs=("width",),
       folds=True,
       examples=[
           Bad("⟦２０２４⟧年完成投资⟦３．５⟧亿元。", fix="2024年完成投资3.5亿元。"),
           Good("2024年完成投资3.5亿元，1．各单位要抓好落实，规划期至二０三五年。"),
       ])
def full_width(document: Document, language: Language) -> Iterator[Problem]:
    """阿拉伯数字和拉丁字母用半角的：2024，不写２０２４。

    全角数字占一个汉字的宽度，字距松散，检索时也找不到。
    何时可以忽略：照录的编号、图纸代号。
    依据：GB/T 15835-2011 5.1.7，出版物中的阿拉伯数字一般用半角。
    """
    for block in language.prose(_FULL):
        for match in _FULL.finditer(block.text):
            beside = block.text[max(0, match.start() - 1): match.start()] + block.text[match.end(): match.end() + 1]
            if match[0] == "０" and re.search("[一二三四五六七八九]", beside):
                continue  # 二０二〇年: a 〇 that looks alike (HT8104)
            right = "".join(chr(ord(c) - 0xFEE0) for c in match[0])
            yield Problem(span_of(block, match), f"改为半角“{right}”。", (Fix(right),), folding="全角")


_DOTS = re.compile(rf"(?<=[{_HAN}，。；、”》）])(?:\.{{3}}|\.{{6}}|．{{3,6}}|·{{3,6}}|。{{3,6}})"
                   r"(?![.．·。…]|\s*\d+\s*$)")
_SINGLE_DOTS = re.compile(rf"(?<=[{_HAN}])(?<!…)…(?!…)(?=[{_HAN}，。]|$)")
_DOTS_AND = re.compile(r"……[，、]?(?:等等?|什么的)(?![级待于同价值额效候比高离候第])|(?:等等?|什么的)[，、]?……")


@check("HT8004", "省略号不规范", severity="error", group="标点", basis="GB/T 15834-2011 4.11.2、A.9", official=False,
       examples=[
           Bad("高校、科研院所、企业⟦...⟧都要参与。", fix="高校、科研院所、企业……都要参与。"),
           Bad("高校、科研院所、企业⟦。。。⟧都要参与。", fix="高校、科研院所、企业……都要参与。"),
           Bad("高校、科研院所、企业⟦…⟧都要参与。", fix="高校、科研院所、企业……都要参与。"),
           Bad("玉米、小麦、油菜⟦等……⟧", fix="玉米、小麦、油菜等"),
           Good("高校、科研院所、企业……都要参与。"),
           Good("一、总体要求..............1"),
           Good("第1，2，…，n项"),
       ])
def ellipsis(document: Document, language: Language) -> Iterator[Problem]:
    """省略号是六个连点“……”，占两个字；不与“等”“等等”并用。

    三个下脚点、三个句号都不是省略号。目录里的连点和数列里的“…”不在此列。
    何时可以忽略：照录原文。
    依据：GB/T 15834-2011 4.11.2、A.9.1、A.9.2。
    """
    for block in language.prose(_DOTS, _SINGLE_DOTS, _DOTS_AND):
        text = language.plain(block)
        for match in _DOTS.finditer(text):
            yield Problem(span_of(block, match), "省略号应为“……”。", (Fix("……"),))
        for match in _SINGLE_DOTS.finditer(text):
            yield Problem(span_of(block, match), "省略号占两个字：“……”。", (Fix("……"),),
                          severity="warning")
        for match in _DOTS_AND.finditer(text):
            yield Problem(span_of(block, match), "“等”与省略号只用一个。",
                          (Fix(match[0].strip("…").strip("，、")),))


_DOUBLED = re.compile(r"[，、；：。]{2,}|。”[。，；]|[！？]”。|、[和与及](?=、)")


@check("HT8005", "标点重复或相抵", severity="error", group="标点",
       basis="GB/T 15834-2011 4.1—4.7、B.2", official=False,
       examples=[
           Bad("坚持统筹推进⟦，，⟧压实责任。", fix="坚持统筹推进，压实责任。"),
           Bad("各地要抓好落实⟦。。⟧", fix="各地要抓好落实。"),
           Bad("各地要抓好落实⟦，。⟧", fix="各地要抓好落实。"),
           Bad("要求“按期完成任务⟦。”。⟧", fix="要求“按期完成任务。”"),
           Good("各地要抓好落实……要求“按期完成任务。”"),
           Good("难道还不够深刻吗？！"),
       ])
def doubled_mark(document: Document, language: Language) -> Iterator[Problem]:
    """两个点号不能紧挨着：，，、。。、，。都要删去一个；引号里已有句号的，引号外不再用。

    何时可以忽略：没有。三个以上句号充当省略号的另报（HT8004）。
    依据：GB/T 15834-2011 4.1—4.7 各点号用法，B.2.1 点号与引号。
    """
    for block in language.prose(_DOUBLED):
        for match in _DOUBLED.finditer(language.plain(block)):
            words = match[0]
            if set(words) == {"。"} and len(words) >= 3:
                continue
            right, safe = _one_mark(words)
            yield Problem(span_of(block, match), f"“{words}”应只用一个，如“{right}”。", (Fix(right, safe),))


def _one_mark(words: str) -> tuple[str, bool]:
    if "”" in words:
        return words[:2], True
    if len(set(words)) == 1:
        return words[0], True
    return ("。" if words[-1] == "。" else words[0]), False


@check("HT8006", "引号或书名号之间的顿号", severity="info", standards=("2012",), group="标点",
       basis="GB/T 15834-2011 4.5.3.5", official=False, folds=True,
       examples=[
           Bad("按照《预算法》⟦、⟧《政府采购法》规定执行。", fix="按照《预算法》《政府采购法》规定执行。"),
           Good("按照《预算法》《政府采购法》规定执行。"),
           Good("《预算法》（2018年修正）、《政府采购法》"),
       ])
def comma_between(document: Document, language: Language) -> Iterator[Problem]:
    """标有引号或书名号的并列成分之间，通常不用顿号。

    国务院文件中仍常见顿号，所以只作提示。中间插有其他成分（如括注）的，宜用顿号。
    何时可以忽略：本机关习惯使用顿号，全文一致即可。
    依据：GB/T 15834-2011 4.5.3.5。
    """
    for block in language.prose():
        for match in re.finditer(r"(?<=[”》])、(?=[“《])", block.text):
            yield Problem(span_of(block, match), "并列的引号、书名号之间通常不用顿号。", (Fix(""),), folding="、")


_COUNT = "一二三四五六七八九十"
_ORDINALS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(rf"\s*([{_COUNT}]{{1,3}})([.．,，:：])(?=\s*[{_HAN}“《])"), "、", "汉字序号“一”后用顿号“、”"),
    (re.compile(rf"\s*([（(](?:[{_COUNT}]{{1,3}}|\d{{1,2}})[）)])([、，,.．：:])(?=\s*[{_HAN}“《])"),
     "", "带括号的序号后不加标点"),
    (re.compile(rf"\s*(\d{{1,2}})([、，])(?=\s*[{_HAN}“《])"), ".", "阿拉伯数字序号后用下脚点“.”"),
)


@check("HT3026", "层次序数后的标点", severity="warning", group="主体",
       basis="GB/T 9704-2012 7.3.3；GB/T 15834-2011 4.5.3.3、B.3", folds=True,
       examples=[
           Bad("一⟦.⟧总体要求", fix="一、总体要求", kind={"official": True}),
           Bad("（一）⟦、⟧整合监管职能", fix="（一）整合监管职能", kind={"official": True}),
           Bad("1⟦、⟧督促主办单位按时办结。", fix="1.督促主办单位按时办结。", kind={"official": True}),
           Good("一、总体要求"),
           Good("（一）整合监管职能。"),
           Good("1．督促主办单位按时办结。"),
           Good("3、4季度要加快进度。"),
       ])
def ordinal_mark(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """层次序数写作“一、”“（一）”“1.”“（1）”：第一层用顿号，第三层用下脚点，带括号的后面不加标点。

    同一种错法全文合成一条。表格里的序号不查。
    何时可以忽略：照录原文的编号。
    依据：GB/T 9704-2012 7.3.3；GB/T 15834-2011 4.5.3.3、B.3.3、B.3.4。
    """
    for block in language.prose():
        if block.part != "body" or block.cell is not None:
            continue
        for pattern, right, rule in _ORDINALS:
            match = pattern.match(block.text)
            if match:
                span = span_of(block, match, 2)
                yield Problem(span, f"{rule}。", (Fix(right),), folding=rule)
                break


_NUMERIC = "数值起止用一字线“—”或浪纹线“～”"
_WAVE = "浪纹线用全角“～”"
_RANGES = (
    (re.compile(r"(?:(?<=\d年)|(?<=\d月)|(?<=\d日)|(?<!\d)(?:19|20)\d\d)\s*(-{1,2}|－|–|——)\s*(?=(?:(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日))|"
                r"(?<![\d.-])\d{1,2}(?P<short>-|－)(?=\d{1,2}月(?![\d龄大]))"),
     "—", "时间起止用一字线“—”（也可用“～”）"),
    (re.compile(r"(?<![-\d.])\d+(?:\.\d+)?%?(-|－|–)(?=\d+(?:\.\d+)?(?:%|个(?!号)|人|名|天|万|亿|元|公里|千米|米|岁|家|户|吨|亩|倍|小时|分钟|℃))"),
     "—", _NUMERIC),
    (re.compile(r"(?<=[\d%])\s*([~∼〜])\s*(?=\d)"), "～", _WAVE),
)


@check("HT8008", "起止连接号", severity="info", group="标点",
       basis="GB/T 15834-2011 4.13.3.2、5.1.6", official=False, folds=True,
       examples=[
           Bad("实施期为2021⟦-⟧2025年。", fix="实施期为2021—2025年。"),
           Bad("每批10⟦-⟧20人。", fix="每批10—20人。"),
           Bad("每批10⟦~⟧20人。", fix="每批10～20人。"),
           Bad("集中在5⟦-⟧6月开展。", fix="集中在5—6月开展。"),
           Bad("定于5月18日⟦-⟧20日举行。", fix="定于5月18日—20日举行。"),
           Good("2021—2025年每批10～20人，联系电话：0937-6226688，2024-03-02。"),
       ])
def range_mark(document: Document, language: Language) -> Iterator[Problem]:
    """时间、数值的起止用一字线“—”或浪纹线“～”，不用短横线。

    短横线用于电话号码、编号、日期简写（2024-03-02）。数值之间的短横线可能是负号、型号，书名号里的标题照录原文，都只作提示。
    何时可以忽略：型号、标准号等本来用短横线的。
    依据：GB/T 15834-2011 4.13.3.2、5.1.6。
    """
    for block in language.prose():
        text = language.plain(block)
        if not any(mark in text for mark in "-－–~∼〜—"):
            continue
        own = language.own_words(block)
        for pattern, right, rule in _RANGES if "width" not in document.unknown else _RANGES[:2]:
            for match in pattern.finditer(text):
                mark = match.lastindex or 1
                sure = match[mark] in ("-", "－", "--", "~") and rule is not _NUMERIC and own[match.start(mark)] != HIDDEN
                yield Problem(span_of(block, match, mark), f"{rule}。", (Fix(right),), folding=f"{rule}{sure}",
                              severity="warning" if sure else None)


_SEQUENCE = re.compile(rf"(?:^|(?<=[。；：！？]))[\s　]*(?:[第其][{_COUNT}]+|首先|其次|再次|最后)"
                       rf"(、(?!第?[{_COUNT}])|：)")
_SEQUENCE_IS = re.compile(r"(?:^[\s　]*|(?<=[。；：]))[一二三四五六七八九十]是([，、：])")


@check("HT8009", "序次语后的标点", severity="warning", group="标点",
       basis="GB/T 15834-2011 4.4.3.3、B.3.1、B.3.7", official=False,
       examples=[
           Bad("首先⟦、⟧强化责任落实。", fix="首先，强化责任落实。"),
           Bad("要抓好三项工作。第一⟦、⟧加强组织领导。", fix="要抓好三项工作。第一，加强组织领导。"),
           Bad("工作措施：一是⟦，⟧健全机制。", fix="工作措施：一是健全机制。"),
           Bad("　　二是⟦、⟧台账管理不规范；三是责任落实不够。", fix="　　二是台账管理不规范；三是责任落实不够。"),
           Good("首先，强化责任落实。第一、第二产业占比持续下降。一是健全机制。"),
       ])
def sequence_mark(document: Document, language: Language) -> Iterator[Problem]:
    """“第一”“首先”“其次”后用逗号，“一是”“二是”后不用标点。

    何时可以忽略：“第一、第二产业”是并列，不是序次语，本来就不报。
    依据：GB/T 15834-2011 4.4.3.3、B.3.1、B.3.7。
    """
    for block in language.prose(_SEQUENCE, _SEQUENCE_IS):
        for match in _SEQUENCE.finditer(block.text):
            yield Problem(span_of(block, match, 1), "序次语后用逗号“，”。", (Fix("，"),))
        for match in _SEQUENCE_IS.finditer(block.text):
            yield Problem(span_of(block, match, 1), "“一是”“二是”后不用标点。", (Fix(""),))


@check("HT8011", "括号套用同一种", severity="info", group="标点", basis="GB/T 15834-2011 4.9.3.6", official=False,
       examples=[
           Bad("责任单位（各镇⟦（⟧街道））"),
           Good("责任单位：各镇（街道）"),
           Good("（以下简称《办法（试行）》）"),
       ])
def nested_bracket(document: Document, language: Language) -> Iterator[Problem]:
    """括号里尽量不再用括号；必须套用的，用不同的括号，如［各镇（街道）］。

    何时可以忽略：书名号里自带的“（试行）”、区号、“第（一）项”，本来就不报。
    依据：GB/T 15834-2011 4.9.3.6。
    """
    for block in language.prose():
        text = language.plain(block)
        hidden = re.sub(r"《[^《》]*》", lambda m: HIDDEN * len(m[0]), text)
        for match in re.finditer(r"（[^（）]*(（)(?![\d一二三四五六七八九十]{1,4}）)[^（）]*）[^（）]*）", hidden):
            yield Problem(span_of(block, match, 1), "括号套用括号，里外宜用不同的括号。")
