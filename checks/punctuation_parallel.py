"""标点：文件名称用书名号，并列的引语、并列的短语之间的点号。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.review import Fix

_INSTRUMENT = "办法|条例|细则|规定|规则|规程|章程|规划|方案|预案|意见|通知|决定|纲要|规范|指引|计划|准则|若干措施|工作要点|提质措施"
_ACTING = "根据|按照|依据|依照|遵照|对照|执行|印发|制定|出台|修订|颁布|发布|公布|违反|符合|废止|落实|贯彻|原则同意|同意|审议通过|审议|审定|讨论"
_QUOTED_NAME = re.compile(rf"(?:{_ACTING})了?(?:修订后?的)?(?P<name>“(?P<words>[^“”‘’《》，。；：、]{{5,50}}(?:{_INSTRUMENT})"
                          rf"(?:（(?:试行|暂行|修订|20\d\d年[^（）]{{1,8}})）)?)”)"
                          r"(?=[（，。；的、和]|第[一二三四五六七八九十百\d]+[条章]|要求|规定|有关|相关|精神|等)")
_SLOGAN = re.compile(r"(?:行动|工程|战略|一[^，。]{1,3}一|\d\+)[^，。]{0,4}计划$|^(?:最|新|好|硬|软|[一二两三四五六七八九十]个)")
"""“…工程”计划 and the like are catchwords, not instruments."""


@check("HT8039", "文件名称用了引号", severity="warning", group="标点", basis="GB/T 15834-2011 4.15.1、4.15.3.1", official=False,
       examples=[
           Bad("根据⟦“云岭市公文处理办法”⟧，制定本方案。", fix="根据《云岭市公文处理办法》，制定本方案。"),
           Bad("按照⟦“云岭市防汛应急预案（试行）”⟧要求抓好落实。", fix="按照《云岭市防汛应急预案（试行）》要求抓好落实。"),
           Bad("会议原则同意⟦“云岭市工业稳增长若干措施”⟧，由市工信局印发。", fix="会议原则同意《云岭市工业稳增长若干措施》，由市工信局印发。"),
           Good("根据《云岭市公文处理办法》，制定“十四五”规划，落实“三定”规定和“一企一策”方案，实施“千人计划”。"),
       ])
def quoted_name(document: Document, language: Language) -> Iterator[Problem]:
    """法规、文件的名称用书名号，不用引号。

    只看“根据”“按照”“印发”等词后面、引号里五个字以上、以“办法”“条例”“规定”“方案”等结尾的。
    何时可以忽略：引号里是提法、口号。
    依据：GB/T 15834-2011 4.15.1、4.15.3.1。
    """
    for block in language.prose(_QUOTED_NAME):
        text = language.plain(block)
        for match in _QUOTED_NAME.finditer(text) if "“" in text else ():
            if not _SLOGAN.search(match["words"]):
                yield Problem(span_of(block, match, "name"), "文件名称用书名号。", (Fix(f"《{match['words']}》"),))


_QUOTED = r"“[^“”，。；：？！]{1,12}”"
_COMMA_QUOTES = re.compile(rf"(?<=[\u4e00-\u9fff、])(?:{_QUOTED}、?)*{_QUOTED}(?P<mark>，)(?={_QUOTED}(?:[、和与及]?{_QUOTED})*等[\u4e00-\u9fff])")


@check("HT8040", "并列的引语之间用了逗号", severity="warning", group="标点", basis="GB/T 15834-2011 4.5.3.1、4.5.3.5", official=False,
       examples=[
           Bad("落实“高峰勤务”⟦，⟧“护学岗”等机制。", fix="落实“高峰勤务”“护学岗”等机制。"),
           Bad("推广“一码通”“一网通办”⟦，⟧“跨省通办”等做法。", fix="推广“一码通”“一网通办”“跨省通办”等做法。"),
           Good("落实“高峰勤务”“护学岗”等机制，推广“一码通”，“一网通办”全面推行。"),
       ])
def comma_between_quotes(document: Document, language: Language) -> Iterator[Problem]:
    """句内并列的几个带引号的词语，一起作“等……”的同位成分，之间不用逗号。

    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.5.3.1（并列词语用顿号）、4.5.3.5（带引号的通常不用）。
    """
    for block in language.prose(_COMMA_QUOTES):
        text = language.plain(block)
        for match in _COMMA_QUOTES.finditer(text) if "”，“" in text else ():
            yield Problem(span_of(block, match, "mark"), "并列的引语之间通常不用点号。", (Fix(""),))


_PHRASE = r"[^，。；：、（）“”《》\d]{4,12}"
"""Short words before the comma are objects of one verb (采取关闭公园、景区，疏散游人等措施), another level."""
_MEANS = "方式|形式|办法|措施|手段|途径|渠道|方法|环节|内容|领域|方面|情形|行为|问题"
_MIXED_LIST = re.compile(rf"(?:通过|采取|采用|运用|利用|借助|围绕|聚焦|涵盖|包括)(?:{_PHRASE}、){{1,4}}{_PHRASE}"
                         rf"(?P<mark>，)(?P<last>{_PHRASE})等(?:多种|各种|多个|几个|[\u4e00-\u9fff]{{0,4}})?"
                         rf"(?:{_MEANS})")
_NEW_CLAUSE = re.compile(r"^(?:通过|采取|采用|运用|利用|借助|围绕|聚焦|涵盖|包括|涉及|对|在|以|将|把|并|及|以及|或|和|从|向|就|按"
                         r"|做好|其中|重点|特别|尤其|确保|实现|解决|突出|切实)")


@check("HT8041", "并列短语里顿号、逗号混用", severity="warning", group="标点", basis="GB/T 15834-2011 4.4.3、4.5.3.1", official=False,
       examples=[
           Bad("通过上缴国库、归还原渠道⟦，⟧规范账务处理等方式完成整改。", fix="通过上缴国库、归还原渠道、规范账务处理等方式完成整改。"),
           Good("通过上缴国库、归还原渠道、规范账务处理等方式完成整改。通过走访、座谈，采取明察暗访等方式了解情况。"),
       ])
def mixed_list(document: Document, language: Language) -> Iterator[Problem]:
    """“通过甲、乙、丙等方式”，同一层的并列短语都用顿号。

    只看各项都短、前面都用顿号、只有“等”前最后一项用了逗号的；后一项另起一个动作（采取、围绕、对……）的不算。
    何时可以忽略：逗号前后不在一个层次。
    依据：GB/T 15834-2011 4.4.3、4.5.3.1。
    """
    for block in language.prose(_MIXED_LIST):
        text = language.plain(block)
        for match in _MIXED_LIST.finditer(text) if "等" in text else ():
            if not _NEW_CLAUSE.match(match["last"]):
                yield Problem(span_of(block, match, "mark"), "同一层的并列短语用顿号。", (Fix("、", safe=False),))


_CUT_OFF = re.compile(r"(?:^|(?<=[，。；\s　]))(?:现|已)?经(?:认真|市政府|市委|县政府|县委|会议|局党组|集体|会商|充分)?"
                      r"(?:研究|审查|审核|讨论|审议|会商|论证)(?P<mark>。)(?=[\u4e00-\u9fff])")


@check("HT8042", "状语后面用了句号", severity="warning", group="标点", basis="GB/T 15834-2011 4.1.1、4.4.3", official=False,
       examples=[
           Bad("你局《关于调整收费标准的请示》收悉，经研究⟦。⟧现批复如下：", fix="你局《关于调整收费标准的请示》收悉，经研究，现批复如下："),
           Bad("经审核⟦。⟧同意该项目立项。", fix="经审核，同意该项目立项。"),
           Bad("来函收悉。经会议讨论⟦。⟧原则同意。", fix="来函收悉。经会议讨论，原则同意。"),
           Good("你局《关于调整收费标准的请示》收悉。经研究，现批复如下："),
           Good("该方案已经市政府常务会议审议。由市发展改革委组织实施。"),
       ])
def cut_off(document: Document, language: Language) -> Iterator[Problem]:
    """“经研究”“经审核”只是句子的开头，话没有说完，后面用逗号。

    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.1.1，句号用于句子末尾；4.4.3，句内停顿用逗号。
    """
    for block in language.prose():
        for match in _CUT_OFF.finditer(block.text) if "。" in block.text else ():
            yield Problem(span_of(block, match, "mark"), "话没有说完，用逗号。", (Fix("，", safe=False),))


_SINGLE = re.compile(r"‘(?P<words>[^‘’“”，。；：]{1,16})’")


@check("HT8043", "单独用了单引号", severity="warning", group="标点", basis="GB/T 15834-2011 4.8.2、4.8.3.4", official=False,
       examples=[
           Bad("落实⟦‘第一议题’⟧制度。", fix="落实“第一议题”制度。"),
           Bad("推进⟦‘一网通办’⟧和“跨省通办”。", fix="推进“一网通办”和“跨省通办”。"),
           Good("文件要求“落实‘第一议题’制度”。"),
           Good("“要落实‘第一议题’制度。"),
           Good("《关于‘第一议题’制度的规定》；5‘20’。"),
       ])
def single_alone(document: Document, language: Language) -> Iterator[Problem]:
    """引号外面用双的，双引号里再用引号才用单的：“第一议题”，不写‘第一议题’。

    双引号不成对的段落、书名号里面的不查。
    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.8.2、4.8.3.4，引号的形式主要有双引号；引号里面又用引号时，外面用双引号，里面用单引号。
    """
    for block in language.prose():
        text = language.plain(block)
        if "‘" not in text or text.count("“") != text.count("”"):
            continue
        for match in _SINGLE.finditer(text):
            inside = any(text.count(opening, 0, match.start()) > text.count(closing, 0, match.start()) for opening, closing in ("“”", "《》"))
            if not inside and re.search("[\u4e00-\u9fff]", match["words"]):
                yield Problem(span_of(block, match), "这里没有外层引号，用双引号。", (Fix(f"“{match['words']}”"),))
