"""行文语气和要素用错地方：敬称、上行文的“要求”、批复的对象、附注里的抄送、请示夹带别的事项。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Span
from ..pipeline.review import Fix

_UP = {"doc_type": "请示", "direction": "上行"}
_DOWN = {"doc_type": "通知", "direction": "下行"}
_ORGAN_WORD = "局|厅|委|部|办|院|校|行|公司|单位|集团|省|市|县|区|镇|乡|街道|政府|党委|中心"
_HONOURED = re.compile(rf"(?<![珍宝名高可昂权尊富\u4e91])贵(?P<what>{_ORGAN_WORD})(?!域|重|州|阳|港|池|溪|定|德)")


@check("HT5128", "下行文用敬称“贵”", on="正文", severity="warning", basis="公文写作通例", directions=("下行",),
       doc_types=("通知", "通报", "批复", "决定", "命令"),
       examples=[
           Bad("⟦贵县⟧《关于设立产业园的请示》收悉。", fix="你县《关于设立产业园的请示》收悉。", kind={"doc_type": "批复", "direction": "下行"}),
           Bad("请⟦贵单位⟧于5月底前报送。", fix="请你单位于5月底前报送。", kind=_DOWN),
           Good("请你单位于5月底前报送，保管好贵重物品。", kind=_DOWN),
           Good("请贵局予以支持。", kind={"doc_type": "函", "direction": "平行"}),
       ])
def honoured_below(body: Element, language: Language) -> Iterator[Problem]:
    """“贵局”“贵单位”用于不相隶属机关之间的函；对下级机关称“你局”“你们”。

    何时可以忽略：以通知的形式发给不相隶属的单位。
    依据：公文写作通例。
    """
    for block in body.blocks:
        for match in _HONOURED.finditer(language.own_words(block)):
            if not language.cuts(block, *match.span()):
                right = f"你{match['what']}"
                yield Problem(span_of(block, match), f"下行文称“{right}”，“贵”用于不相隶属机关之间。", (Fix(right, safe=False),))


_DEMAND = re.compile(r"(?:^|[。；，：\s　])(?:为此|因此|据此|鉴此|故|现|特|我[局县市区委厅镇乡校]|我公司)*[，]?"
                     r"(?P<word>要求|责成|责令|命令|请务必|请必须)(?:[市省县区州]|上级|国务院|贵|你|各级)[\u4e00-\u9fff]{0,24}?"
                     r"(?:尽快|予以|给予|拨付|批准|批复|解决|支持|安排|同意|核定|核拨|协调|补助|划拨|增加|下达|落实|帮助|答复|审批)(?!了|过|的)")


@check("HT5129", "上行文用“要求”", on="正文", severity="warning", basis="公文写作通例", doc_types=("请示", "报告"),
       examples=[
           Bad("为此，⟦要求⟧市政府拨付资金500万元。", fix="为此，恳请市政府拨付资金500万元。", kind=_UP),
           Bad("资金缺口较大，⟦要求⟧上级尽快解决。", fix="资金缺口较大，恳请上级尽快解决。", kind=_UP),
           Good("为此，恳请市政府拨付资金500万元。按照市政府要求，我局已安排资金。", kind=_UP),
           Good("市政府要求各县给予支持的事项均已办结。我局要求县（区）落实资金。", kind=_UP),
       ])
def demand_above(body: Element, language: Language) -> Iterator[Problem]:
    """对上级机关提出请求用“恳请”“请”，不用“要求”“责成”。

    何时可以忽略：转述别人的要求。
    依据：公文写作通例；条例第八条（十一），请示适用于向上级机关请求指示、批准。
    """
    for block in body.blocks:
        for match in _DEMAND.finditer(language.own_words(block)):
            yield Problem(span_of(block, match, "word"), f"对上级机关不用“{match['word']}”，用“恳请”“请”。", (Fix("恳请", safe=False),))


_REPLIED = re.compile(r"《[^《》]{0,120}?(?P<type>报告|函|通知|意见|汇报|申请|方案)(?:（[^（）]{0,12}）)?》(?:（[^（）]{0,40}）)?[^。；]{0,8}收悉")


@check("HT5130", "批复答复的不是请示", on="正文", severity="warning", basis="《党政机关公文处理工作条例》第八条（十二）", doc_types=("批复",),
       examples=[
           Bad("你局《关于调整收费标准的⟦报告⟧》（云发改〔2026〕3号）收悉。现批复如下：", kind={"doc_type": "批复", "direction": "下行"}),
           Bad("你县《关于划转资产的⟦函⟧》收悉。经研究，同意划转。", kind={"doc_type": "批复", "direction": "下行"}),
           Good("你局《关于调整收费标准的请示》（云发改〔2026〕3号）收悉。现批复如下：", kind={"doc_type": "批复", "direction": "下行"}),
       ])
def reply_to_report(body: Element) -> Iterator[Problem]:
    """批复答复下级机关的请示；报告不需要答复，对函用“复函”。

    何时可以忽略：来文确实用错了文种而又必须答复，应当请来文机关改正。
    依据：条例第八条（十）（十二）（十四）。
    """
    for block in body.blocks[:3]:
        if match := _REPLIED.search(block.text):
            yield Problem(span_of(block, match, "type"), f"批复答复的是请示，引用的来文是“{match['type']}”，请核对。")


_COPIES = re.compile(r"(?P<word>抄[送报发]|主送|主报|分送)[：:]")


@check("HT5131", "附注里写抄送", on="附注", severity="error", basis="《党政机关公文处理工作条例》第九条（十四）（十六）；GB/T 9704-2012 7.3.7、7.4.2",
       examples=[
           Bad("（⟦抄送：⟧市财政局）"),
           Bad("（⟦抄报：⟧省人民政府）"),
           Good("（此件公开发布）"),
           Good("（联系人：李明，电话：0937-6226688）"),
       ])
def copies_in_note(note: Element) -> Iterator[Problem]:
    """附注写印发传达范围、公开属性、联系人等；抄送机关编排在版记，也不分“抄报”“抄送”。

    何时可以忽略：没有。
    依据：条例第九条（十四）（十六）；GB/T 9704-2012 7.4.2，抄送机关编排在印发机关和印发日期之上一行。
    """
    if match := _COPIES.search(note.text):
        yield Problem(note.at(*match.span()), f"附注里不写“{match['word']}”，抄送机关编排在版记。")


_MATTERS = {
    "编制机构": re.compile("编制|增设|内设机构|核增[^，。]{0,6}名|机构设置|领导职数"),
    "用地": re.compile("用地|土地指标|征地|划拨土地|出让"),
    "人员任免": re.compile("任免|任职|任命|提拔|聘任"),
    "表彰": re.compile("表彰|授予[^，。]{0,12}称号|记功"),
}
_RELATED = {"编制机构": re.compile("成立|设立|机构|组建|改制|撤销|更名|加挂"), "用地": re.compile("项目|规划|建设|用地|选址|征收"),
            "人员任免": re.compile("干部|人事|人选|班子"), "表彰": re.compile("先进|表扬|奖励|评选|劳动模范|荣誉|命名")}
"""Words of a title that make the matter part of what is asked for."""
_PLEA = re.compile(r"(?:恳请|请求|敬请|特请|请予?|拟请|申请)(?!示)[^。；？！]{2,60}")


@check("HT5132", "请示夹带别的事项", on="正文", severity="warning", basis="《党政机关公文处理工作条例》第十五条（四）", doc_types=("请示",),
       examples=[
           Bad("拟对泵站进行改造，恳请市政府拨付资金200万元。\n同时，⟦恳请市政府同意我局增设防汛科，核定编制3名⟧。", kind=_UP,
               elements={"标题": "云岭市水利局关于拨付泵站改造资金的请示"}),
           Bad("拟于9月举办培训班。\n此外，⟦恳请市政府授予李明等5人先进工作者称号⟧。", kind=_UP,
               elements={"标题": "云岭市教育局关于举办校长培训班的请示"}),
           Good("拟成立防汛中心，核定编制10名，恳请市政府批准，所需经费从防汛资金中列支。", kind=_UP,
                elements={"标题": "云岭市水利局关于成立防汛中心的请示"}),
           Good("拟建设泵站，恳请市政府拨付资金200万元。", kind=_UP, elements={"标题": "云岭市水利局关于建设泵站的请示"}),
       ])
def another_matter(body: Element, structure: Structure) -> Iterator[Problem]:
    """请示一文一事：标题没有提到的编制机构、人员任免、表彰、用地，不夹带在别的请示里。

    标题和别处的正文都与它无关，只在一句里提出请求的才报；办一件事所需的资金不算另一件事。
    何时可以忽略：是同一件事的一个方面。
    依据：条例第十五条（四），请示应当一文一事。
    """
    title = structure.get("标题")
    if title is None:
        return
    pleas = [(block, match) for block in body.blocks for match in _PLEA.finditer(block.text)]
    for block, match in pleas:
        for name, words in _MATTERS.items():
            if words.search(match[0]) and not words.search(title.text) and not _elsewhere(body, words, match[0]) \
                    and not _RELATED[name].search(title.text):
                yield Problem(Span(block.index, *match.span()), f"请示应当一文一事：标题没有说到{name}，另行请示。")
                break


def _elsewhere(body: Element, words: re.Pattern[str], plea: str) -> bool:
    """Whether the matter is also what the rest of the request is about: named in more than two other places."""
    return len(words.findall(body.text)) - len(words.findall(plea)) > 2
