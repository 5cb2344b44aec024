"""标点：破折号、间隔号、书名号、引号括号里外的点号、问号叹号，各用在该用的地方。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.review import Fix, Severity

_HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class _Form:
    """A wrong form: group 1 is the place, ``right`` what is right (None: for a person to decide)."""

    pattern: re.Pattern[str]
    right: str | None
    rule: str
    severity: Severity | None


def _form(pattern: str, right: str | None, rule: str, severity: Severity | None = None) -> _Form:
    return _Form(re.compile(pattern), right, rule, severity)


def _forms(language: Language, forms: tuple[_Form, ...]) -> Iterator[Problem]:
    for block in language.prose(*(form.pattern for form in forms)):
        text = language.plain(block)
        for form in forms:
            for match in form.pattern.finditer(text):
                right = () if form.right is None else (Fix(match.expand(form.right)),)
                yield Problem(span_of(block, match, 1), f"{form.rule}。", right, severity=form.severity, folding=form.rule)


_DASHES = (
    _form(rf"(?<=[{_HAN}”》），])\s?(-{{2,}}|－{{2,}}|–{{2,}}|—{{3,}}|—+-+|-+—+)\s?(?=[{_HAN}“《（])", "——", "破折号是“——”，占两个字"),
    _form(rf"^[\s　]*(-{{2,3}}|－{{2}}|—{{3,}})[\s　]*(?=[{_HAN}“《]|\d{{4}}年)", "——", "破折号是“——”，占两个字"),
    _form(r"((?<=——)[，、；：]|[、；](?=——))", "", "破折号前后一般不再用点号", "info"),
)


@check("HT8020", "破折号写法", severity="error", group="标点", basis="GB/T 15834-2011 4.10.2、B.2.3", official=False, folds=True,
       examples=[
           Bad("为民办实事⟦--⟧十件民生工程", fix="为民办实事——十件民生工程"),
           Bad("为民办实事⟦———⟧十件民生工程", fix="为民办实事——十件民生工程"),
           Good("为民办实事——十件民生工程，北京—上海，2021—2025年，编号GB--1。"),
       ])
def dash(document: Document, language: Language) -> Iterator[Problem]:
    """破折号写作“——”，占两个字，不用两个减号，也不用三个以上。

    单独一个“—”可能是连接号（北京—上海），不报。
    何时可以忽略：程序、命令行里的“--”。
    依据：GB/T 15834-2011 4.10.2、5.1.4；前后的点号见 B.2.3。
    """
    yield from _forms(language, _DASHES)


_DOT_RULE = "间隔号是“·”"
_MIDDLE_DOTS = (
    _form(rf"(?<=[{_HAN}])([•‧・‐∙⋅])(?=[{_HAN}])", "·", _DOT_RULE),
    _form(rf"(?:阿不都|阿卜杜|买买提|艾合买提|吐尔逊|古丽)(．)(?=[{_HAN}])", "·", "人名分界用间隔号“·”"),
    _form(r"“((?:0?[1-9]|1[0-2])[.．、/](?:0?[1-9]|[12]\d|3[01]))”(?=特大|重大|较大|系列|国际|国家|全国|防灾|讲话|专项|宣传|"
          rf"[{_HAN}]{{0,4}}(?:日|节|事故|事件|地震|案|火灾|爆炸|惨案|洪灾))", None, "月日之间用间隔号，如“5·12”"),
    _form(r"“((?:[二三四五六七八九]|十)·[一二三四五六七八九十]{1,3})”(?!历史博物馆)", None, "汉字的月日只在一、十一、十二月用间隔号，如“五四”“七一”"),
    _form(r"《[^《》·]{1,30}·[^《》·]{1,20}([和与及])[^《》·]{1,20}》", None, "标题里用了间隔号的，不再用“和”", "info"),
    _form(r"“(一二九|一二一)”(?=运动|惨案)", None, "汉字的一、十一、十二月，月日之间加间隔号，如“一二·九”"),
)


@check("HT8021", "间隔号写法", severity="warning", group="标点", basis="GB/T 15834-2011 4.14.2、4.14.3", official=False, folds=True,
       examples=[
           Bad("开展“⟦5.12⟧”防灾减灾宣传。"),
           Bad("阿依古丽⟦•⟧买买提同志", fix="阿依古丽·买买提同志"),
           Bad("纪念“⟦五·四⟧”运动。"),
           Good("开展“5·12”防灾减灾宣传，纪念“五四”运动和“一二·九”运动，阿依古丽·买买提同志，版本“2.0”。"),
       ])
def middle_dot(document: Document, language: Language) -> Iterator[Problem]:
    """间隔号是“·”：人名分界、“5·12”这类月日，不用圆点、顿号。

    纯文本多是从网页抄来的，圆点“•”可能是抄录时换的，只作提示。
    何时可以忽略：“1.5”这类引号里的小数。
    依据：GB/T 15834-2011 4.14.2、4.14.3.1、4.14.3.5。
    """
    for problem in _forms(language, _MIDDLE_DOTS):
        captured = problem.folding == _DOT_RULE and document.source.format == "text"
        yield replace(problem, severity="info") if captured else problem


_NO_WORK = "会议、活动、机构的名称不用书名号"
_TITLES = (
    _form(r"(《[^《》]{1,30}(?:工作会议|座谈会|推进会|动员会|领导小组)》)(?!决议|纪要|公报|的?(?:通知|文件|讲话|报道))", None, _NO_WORK),
    _form(r"(?:召开|举行|举办|承办|参加|出席)[^，。；《》]{0,8}(《[^《》]{1,30}(?:(?<!工作)会议|大会|论坛|大赛|竞赛|比赛|活动)》)"
          r"(?!研讨|启动|首映|开播|节目|新闻|纪要)", None, _NO_WORK),
    _form(r"(?:授予|命名|评为|获得?|荣获|评选|认定为|授牌|表彰)[^。；《》“”]{0,60}(《[^《》]{2,30}》)(?=(?:荣誉)?称号)",
          None, "称号用引号，不用书名号"),
    _form(r"(《[^《》]{1,20}(?:许可证|营业执照|资格证|证书|登记证|通行证)》)", None, "证照名称不用书名号", "info"),
    _form(r"(》（(试行|暂行)）)", "（\\2）》", "“（试行）”等是名称的一部分，放在书名号里"),
    _form(r"(》（(草案|送审稿|征求意见稿|修订稿)）)", "（\\2）》", "“（草案）”等是名称的一部分的，放在书名号里", "info"),
    _form(r"(《[^《》]{1,20}(?:一书|一文|杂志)》)", None, "“杂志”“一书”不是名称的一部分，放在书名号外", "info"),
    _form(r"(《[^《》]{1,20}(?:丛书|文库|书系)》)", None, "丛书、文库的名称宜用引号", "info"),
    _form(r"(?<=简称)(“《[^《》“”]{1,20}》”)", None, "简称已用书名号，不再加引号", "info"),
    _form(r"(?<=[\u4e00-\u9fff])(〔(?:19|20)\d{2}〕\d{1,5}号《[^《》]{4,80}》)", None, "引用公文先写标题，后写发文字号，字号加圆括号"),
    _form(r"([＜<]{1,2}关于[^<>＜＞《》]{2,50}[＞>]{1,2})", None, "书名号套用时里面用“〈〉”"),
)


@check("HT8022", "书名号用得不当", severity="warning", group="标点", basis="GB/T 15834-2011 4.15、A.13", official=False,
       examples=[
           Bad("召开⟦《全市经济工作会议》⟧。"),
           Bad("授予李明等6名同志⟦《先进工作者》⟧称号。"),
           Bad("印发《专项资金管理办法⟦》（试行）⟧。", fix="印发《专项资金管理办法（试行）》。"),
           Bad("根据云政发⟦〔2024〕3号《关于做好防汛工作的通知》⟧要求。"),
           Good("召开全市经济工作会议，印发《全市经济工作会议纪要》和《专项资金管理办法（试行）》，"
                "根据《关于做好防汛工作的通知》（云政发〔2024〕3号）要求，《求是》杂志。"),
       ])
def title_marks(document: Document, language: Language) -> Iterator[Problem]:
    """书名号只用于文件、作品的名称；“（试行）”在书名号里；引用公文先标题、后文号。

    会议、活动、机构名称不用书名号。证照名称用书名号的很常见，只作提示。
    何时可以忽略：确是作品名（电视栏目、书名）。
    依据：GB/T 15834-2011 4.15.3、A.13.1、A.13.3、A.13.4；引用格式是公文处理的惯例。
    """
    yield from _forms(language, _TITLES)


_STOPS = (
    _form(r"(?<![。！？])（[^（）]{1,200}([，、；。：])）(?=[，、；。：的等和])", "", "句内括号末尾不用点号"),
    _form(r"（[^（）]{1,200}([，、；：])）(?![，、；。：的等和])", "", "句内括号末尾不用点号"),
    _form(r"。（[^（）]{4,200}。）([。；，])", "", "句外括号里已有句号，外面不再用"),
    _form(r"([，。、；])”(?=[的地得等和与及为]"
          r"(?![\u4e00-\u9fff]{0,3}[，。]“))", "", "引文不独立使用，引号里末尾不用点号", "info"),
    _form(r"([，、；])（(?![一二三四五六七八九十\d①-⑳a-z]{1,3}）)(?!以下|下同|见|注)[^（）。；]{1,30}）(?=[，。；、])",
          "", "句内括号紧跟所注的词，前面不用点号", "info"),
)


@check("HT8023", "括号、引号里外的点号", severity="warning", group="标点", basis="GB/T 15834-2011 A.8、B.2.1、B.2.2", official=False,
       examples=[
           Bad("成立领导小组（组长由副市长兼任⟦。⟧），负责统筹协调。", fix="成立领导小组（组长由副市长兼任），负责统筹协调。"),
           Bad("抓好整改。（清单另行印发。）⟦。⟧", fix="抓好整改。（清单另行印发。）"),
           Good("成立领导小组（组长由副市长兼任），负责统筹协调。抓好整改。（清单另行印发。）会议强调：“要抓好落实。”"),
       ])
def stops(document: Document, language: Language) -> Iterator[Problem]:
    """句内括号里面末尾不用点号；句外括号里有了句号，外面不再用；引文是句子一部分的，引号里末尾不用点号。

    何时可以忽略：没有。
    依据：GB/T 15834-2011 A.8、B.2.1、B.2.2。
    """
    yield from _forms(language, _STOPS)


_QUESTIONS = (
    _form(r"([？?]{2,}|[！!]{2,})", None, "问号、叹号不叠用"),
    _form(r"([！!][？?])", "？！", "问号与叹号连用，问号在前", "info"),
    _form(r"(?:研究|明确|说明|了解|掌握|论证)了?[^。？！；，：“]{0,15}(?:如何|怎样|是否|哪些|什么)"
          r"[^。？！；：“”]{0,20}(？)(?!”)", "。", "不表示疑问语气的，句末不用问号", "info"),
)


@check("HT8024", "问号、叹号用得不当", severity="warning", group="标点", basis="GB/T 15834-2011 4.2.3、4.3.3、A.2", official=False,
       examples=[
           Bad("务必高度重视⟦！！！⟧"),
           Bad("会议研究了如何推进改造⟦？⟧", fix="会议研究了如何推进改造。"),
           Good("能否按期完工？会议研究了如何推进改造。难道还不够深刻吗？！"),
       ])
def questions(document: Document, language: Language) -> Iterator[Problem]:
    """公文不叠用问号、叹号；“研究如何推进”不是问句，末尾用句号。

    何时可以忽略：引用原话。
    依据：GB/T 15834-2011 4.2.3.3、4.3.3.3、4.3.3.4、A.2。
    """
    yield from _forms(language, _QUESTIONS)


_ORDINAL_FORMS = (
    _form(rf"^[\s　]*(\d{{1,2}}[)）])(?=[{_HAN}])", None, "序号的括号用整对的，如（1）"),
    _form(rf"^[\s　]*\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}([.．、])(?=\s*[{_HAN}])", "", "“1.1”式的序号末尾不加标点"),
    _form(rf"^[\s　]*第[一二三四五六七八九十百]{{1,5}}[编章节条]([：:、，])(?=\s*(?!第)[{_HAN}])", "　", "第×章、第×条后用空格"),
)


@check("HT8025", "序号的写法", severity="info", group="标点", basis="GB/T 15834-2011 4.9.3.1、B.3.5、B.3.6", official=False, folds=True,
       examples=[
           Bad("⟦1）⟧严格准入"),
           Bad("3.1⟦、⟧部门职责", fix="3.1部门职责"),
           Bad("第八条⟦、⟧本办法自印发之日起施行。", fix="第八条　本办法自印发之日起施行。"),
           Good("（1）严格准入\n3.1 部门职责\n第八条　本办法自印发之日起施行。\n第八条、第九条同时废止。"),
       ])
def ordinal_forms(document: Document, language: Language) -> Iterator[Problem]:
    """序号用整对括号；“1.1”末尾不加标点；“第×章”“第×条”后空一字，不加标点。

    何时可以忽略：科技文书的编号。“一、”“（一）”等层次序数另有检查（HT3026）。
    依据：GB/T 15834-2011 4.9.3.1 c)、B.3.5、B.3.6。
    """
    yield from _forms(language, _ORDINAL_FORMS)


_CODES = (
    _form(r"(?<!\d)0\d{2,3}([—～–－])\d{7,8}(?!\d)", "-", "电话号码里用短横线"),
    _form(r"[表图]\s?\d{1,3}([—～–－])\d{1,3}(?!\d|年)", "-", "图表编号里用短横线"),
)


@check("HT8028", "号码里的连接号", severity="info", group="标点", basis="GB/T 15834-2011 4.13.3.1", official=False, folds=True,
       examples=[
           Bad("电话：0937⟦—⟧6226688", fix="电话：0937-6226688"),
           Bad("见表2⟦—⟧8", fix="见表2-8"),
           Good("电话：0937-6226688，见表2-8，图1—3年对比。"),
       ])
def codes(document: Document, language: Language) -> Iterator[Problem]:
    """电话号码、图表编号里用短横线“-”，不用一字线、浪纹线。

    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.13.3.1 a)、b)。
    """
    yield from _forms(language, _CODES)


_FOREIGN_MARKS = (
    _form(rf"(?<=[{_HAN}])(\\)(?=[{_HAN}])", "/", "分隔号用“/”"),
    _form(r"([，、；。]/(?!/)|(?<!/)/[，、；：。])", None, "分隔号前后不用点号"),
    _form(r"([「『][^「」『』]{1,40}[」』])", None, "横排文稿的引号用“”"),
)


@check("HT8029", "横排文稿不用的符号", severity="info", group="标点", basis="GB/T 15834-2011 4.8.2、5.2.3、A.14", official=False, folds=True,
       examples=[
           Bad("省⟦\\⟧市两级", fix="省/市两级"),
           Bad("落实⟦「双碳」⟧目标"),
           Good("省/市两级，落实“双碳”目标"),
       ])
def foreign_marks(document: Document, language: Language) -> Iterator[Problem]:
    """分隔号是“/”，不是反斜线；直角引号「」用于竖排。

    何时可以忽略：照录原文。
    依据：GB/T 15834-2011 4.8.2、5.2.3、A.14。
    """
    yield from _forms(language, _FOREIGN_MARKS)


_CAPTION = (_form(r"^[\s　]*[图表][ 　]?\d{1,3}(?:[-.]\d{1,3})?[ 　][^。]{2,60}(。)[\s　]*$", "", "图题、表题末尾不用句号"),)


@check("HT8030", "图题、表题末尾的句号", severity="info", group="标点", basis="GB/T 15834-2011 A.1", official=False,
       examples=[Bad("图1　全市产业布局示意图⟦。⟧", fix="图1　全市产业布局示意图"), Good("图1　全市产业布局示意图")])
def caption_stop(document: Document, language: Language) -> Iterator[Problem]:
    """图、表的短语式说明文字末尾不用句号。

    何时可以忽略：成句的说明。依据：GB/T 15834-2011 A.1。
    """
    yield from _forms(language, _CAPTION)


_ELLIPSES = (
    _form(r"(?<!…)(…{5,})(?![…\s\d])", None, "省略号不连用，最多两个，单独占一行", "error"),
    _form(r"(?<=[^…\s])(…{4})(?![…\s\d]|$)", None, "两个省略号连用，要单独占一行", "warning"),
    _form(r"([、；：](?=……))", "", "省略号前一般不用点号"),
)


@check("HT8031", "省略号连用或带点号", severity="info", group="标点", basis="GB/T 15834-2011 4.11.3.7、A.9.1、B.2.4", official=False,
       examples=[
           Bad("略去各章⟦…………………⟧以下从略"),
           Bad("玉米、小麦、油菜⟦、⟧……", fix="玉米、小麦、油菜……"),
           Good("略去各章……\n目录…………………………12"),
       ])
def ellipses(document: Document, language: Language) -> Iterator[Problem]:
    """省略号不连用；前后一般不用点号。

    目录里的连点不在此列。省略号本身的写法另有检查（HT8004）。
    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.11.3.7、A.9.1、B.2.4。
    """
    yield from _forms(language, _ELLIPSES)


_SHORT_DATES = (
    _form(r"(?<![\d.])((?:19|20)\d{2}、(?:0\d|1[0-2])、(?:[0-2]\d|3[01]))(?!\d)", None, "年月日简写用短横线，如2024-03-02", "error"),
    _form(r"(?<![\d./—-])((?:19|20)\d{2}[.．/](?:0?[1-9]|1[0-2])[.．/](?:0?[1-9]|[12]\d|3[01]))(?![\d./])", None, "正文里的日期写全“年月日”"),
    _form(r"(?<=[自于从至，。（])([二一][〇○零九八][〇○零一二三四五六七八九]{2}年"
          r"[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)", None, "正文里的日期用阿拉伯数字"),
)


@check("HT8117", "正文日期的简写", severity="info", group="数字", basis="GB/T 15834-2011 4.13.3.1、A.4.2；GB/T 15835-2011 4.1.2",
       official=False, folds=True,
       examples=[
           Bad("截至⟦2024.3.2⟧，已完成投资3亿元。"),
           Bad("填表日期：⟦2024、03、02⟧"),
           Bad("自⟦二〇一一年八月十八日⟧起施行。"),
           Good("截至2024年3月2日，已完成投资3亿元。填表日期：2024-03-02"),
       ])
def short_date(document: Document, language: Language) -> Iterator[Problem]:
    """正文里的日期写全年、月、日，用阿拉伯数字；表格里简写的用短横线。

    表格里的“2024.3.2”不报。
    何时可以忽略：照录原文；纪念性、仪式性文字。
    依据：GB/T 15834-2011 4.13.3.1 b)、A.4.2；GB/T 15835-2011 4.1.2。
    """
    for problem in _forms(language, _SHORT_DATES):
        block = document.blocks[getattr(problem.at, "block", 0)]
        if problem.severity == "error" or block.cell is None:
            yield problem


_ORDINAL = re.compile(r"第[一二三四五六七八九十百千\d]{1,5}[章条节款项编部]$|[一二三四五六七八九十]、$")
_SPACED = re.compile(rf"(?<=[{_HAN}，、；：]{{2}})( {{1,3}}|\xa0)(?=[{_HAN}]{{2}})")


@check("HT8026", "汉字之间夹了空格", severity="info", group="标点", basis="GB/T 9704-2012 7.3.3（推导）", needs=("font",), folds=True,
       examples=[
           Bad("各单位要高度重视，抓好⟦ ⟧落实工作，按时完成任务。", fix="各单位要高度重视，抓好落实工作，按时完成任务。",
               kind={"official": True}),
           Good("各单位要高度重视，抓好落实工作，按时完成任务。\n第一条 本办法自印发之日起施行，请遵照执行。"),
       ])
def spaced(document: Document, language: Language) -> Iterator[Problem]:
    """成句的话里，汉字之间不夹空格。

    多是从网页粘贴来的。版式文件里的空格可能是排版造成的，不查。
    何时可以忽略：人名、署名之间对齐用的空格。
    依据：GB/T 9704-2012 7.3.3，正文的编排（推导）。
    """
    if document.source.format == "pdf":
        return
    for block in language.prose():
        text = block.text
        if block.part != "body" or block.cell is not None or not re.search(r"[，。；]", text):
            continue
        for match in _SPACED.finditer(text):
            if not _ORDINAL.search(text[max(0, match.start() - 8): match.start()]):
                yield Problem(span_of(block, match, 1), "汉字之间夹了空格。", (Fix("", safe=False),), folding="空格")
