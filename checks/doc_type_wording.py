"""文种与正文的话是否相合：引语、“以上××”、纪要的主语、决议的依据、印发与转发、命令的用语。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.review import Fix
from .doc_type_title import passing_on

_LEAD = re.compile(r"(?:^|[。；，\s　])(?:为此，|据此，)?(?:[现兹特谨]|就|经)[^。；：\n]{0,60}?"
                   r"(?P<word>通知|通报|通告|公告|报告|请示|批复|函复|函告|函商|汇报|命令)如下(?=[：:。，]|$)")
_NOT_UNDER = {
    "通知": "报告 汇报 请示 批复 公告 通告 函复 函告 函商 命令",
    "通报": "报告 汇报 请示 批复 公告 通告 函复 函告 函商 命令 通知",
    "报告": "通知 通报 公告 通告 批复 请示 函告 函复 函商 命令",
    "请示": "通知 通报 公告 通告 批复 函告 函复 函商 命令",
    "批复": "通知 通报 公告 通告 报告 汇报 请示 函复 函告 函商 命令",
    "函": "通知 公告 通告 报告 汇报 请示 批复 命令",
    "公告": "通知 通报 通告 报告 汇报 请示 批复 函告 函复 函商",
    "通告": "通知 通报 公告 报告 汇报 请示 批复 函告 函复 函商",
    "意见": "通知 通报 公告 通告 批复 函告 函复 函商 请示",
    **dict.fromkeys(("决定", "决议", "命令", "公报", "议案", "纪要"), "通知 通报 公告 通告 报告 汇报 请示 批复 函告 函复 函商"),
}
"""Words of the lead-in that belong to another 文种; what may stand (汇报 in a 请示, 通报 in a 通知) is not named."""
_LEAD_BLOCKS = 8
_MATTER = re.compile(r"(?:事项|事宜|请求|问题|要求)(?:向[^，。]{2,12})?报告如下")
"""In a 请示 the state of things may be reported (情况报告如下); what is asked for may not."""
_PROPER = {"纪要": "会议议定以下事项", "意见": "现提出如下意见", "函": "现将…函告（函复）如下", "决定": "现决定如下", "决议": "会议决议如下",
           "议案": "现提请审议", "命令": "现予公布"}


@check("HT5025", "引语与文种不合", on="正文", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条",
       examples=[
           Bad("现将有关事项⟦通知⟧如下：", kind={"doc_type": "报告", "direction": "上行"}),
           Bad("现将检查情况⟦通报⟧如下：", kind={"doc_type": "公告"}),
           Bad("现将有关事项⟦公告⟧如下：", kind={"doc_type": "通告"}),
           Bad("经研究，现⟦批复⟧如下：", kind={"doc_type": "函", "direction": "平行"}),
           Bad("现就有关事项⟦请示⟧如下：", kind={"doc_type": "报告", "direction": "上行"}),
           Bad("现将有关事项⟦通知⟧如下：", kind={"doc_type": "纪要", "layout": "纪要"}),
           Good("现将有关情况汇报如下：", kind={"doc_type": "请示", "direction": "上行"}),
           Good("现将检查情况通报如下：", kind={"doc_type": "通知"}),
           Bad("经研究，现⟦函复⟧如下：", kind={"doc_type": "批复"}),
           Bad("现将有关事项⟦报告⟧如下：", kind={"doc_type": "请示", "direction": "上行"}),
           Good("现将项目有关情况报告如下：", kind={"doc_type": "请示", "direction": "上行"}),
           Good("现将《关于加强防汛工作的报告》印发给你们，有关事项通知如下：", kind={"doc_type": "通知"}),
       ])
def lead_in(body: Element, kind: Kind, language: Language) -> Iterator[Problem]:
    """正文开头的“现将…××如下”要与标题的文种相合：报告不写“通知如下”，通告不写“公告如下”。

    文种用错，或者套用旧文没有改。标题和引语总有一处不对。
    何时可以忽略：没有。
    依据：条例第八条各文种的用途；公文写作通例。
    """
    wrong = _NOT_UNDER.get(kind.doc_type or "", "").split()
    for block in body.blocks[:_LEAD_BLOCKS]:
        match = _LEAD.search(language.own_words(block))
        asked = kind.doc_type == "请示" and match is not None and _MATTER.search(match[0])
        if match and (match["word"] in wrong or asked):
            proper = _PROPER.get(kind.doc_type or "", f"{kind.doc_type}如下")
            yield Problem(span_of(block, match, "word"), f"标题的文种是“{kind.doc_type}”，这里写“{match['word']}如下”："
                          f"文种不错的，写“{proper}”一类的话；文种用错的，改标题。")


_ABOVE = re.compile(r"(?:^|[。；\s　])以上(?P<word>报告|请示|通知|函|批复|决定|通报|公告|通告|议案)(?=[，,。]|如|妥|当否|可否|已|请|供|是否|不妥)")


@check("HT5026", "“以上××”与文种不合", on="正文", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条",
       examples=[
           Bad("现将有关事项请示如下。\n以上⟦报告⟧妥否，请批示。", kind={"doc_type": "请示", "direction": "上行"}),
           Bad("现将有关情况报告如下。\n以上⟦请示⟧，请审阅。", kind={"doc_type": "报告", "direction": "上行"}),
           Bad("现将有关事项函告如下。\n以上⟦请示⟧，请予支持。", kind={"doc_type": "函", "direction": "平行"}),
           Good("以上请示妥否，请批示。", kind={"doc_type": "请示", "direction": "上行"}),
           Good("以上意见妥否，请批示。", kind={"doc_type": "请示", "direction": "上行"}),
       ])
def said_above(body: Element, kind: Kind, language: Language) -> Iterator[Problem]:
    """结尾自称“以上请示”“以上报告”的，要与标题的文种一致。

    何时可以忽略：没有。
    依据：条例第八条各文种的用途。
    """
    if kind.doc_type is None:
        return
    for block in body.blocks[-3:]:
        for match in _ABOVE.finditer(language.own_words(block)):
            if match["word"] != kind.doc_type:
                message = f"标题的文种是“{kind.doc_type}”，这里自称“{match['word']}”，两处要一致。"
                yield Problem(span_of(block, match, "word"), message, (Fix(kind.doc_type, safe=False),))


_ONE_ORGAN = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[，。；：、]))(?P<who>(?:我|本)(?:局|委|厅|办|部|院|校|单位|公司|中心|处))"
                        r"(?=(?:决定|认为|要求|同意|研究|强调|指出|议定|提出|经研究|原则同意|明确|希望))")


@check("HT5027", "纪要不以会议为主语", on="正文", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（十五）",
       doc_types=("纪要",),
       examples=[
           Bad("一、关于防汛工作\n⟦本局⟧要求，各单位加强值守。", kind={"doc_type": "纪要", "layout": "纪要"}),
           Bad("听取汇报后，⟦我委⟧同意实施方案。", kind={"doc_type": "纪要", "layout": "纪要"}),
           Good("会议要求，各单位加强值守。市财政局负责落实资金，我局汇报了情况。", kind={"doc_type": "纪要", "layout": "纪要"}),
       ])
def minutes_subject(body: Element, language: Language) -> Iterator[Problem]:
    """纪要记载会议的议定事项，以“会议”为主语：会议认为、会议决定、会议要求，不写“我局决定”。

    何时可以忽略：引用与会人员的发言。
    依据：条例第八条（十五），纪要适用于记载会议主要情况和议定事项；公文写作通例。
    """
    for block in body.blocks:
        for match in _ONE_ORGAN.finditer(language.own_words(block)):
            yield Problem(span_of(block, match, "who"), f"纪要以会议为主语，“{match['who']}”改为“会议”。", (Fix("会议", safe=False),))


_PASSED = re.compile(r"(?:会议|大会|全会|全委会|委员会|代表)[^。]{0,60}?"
                     r"(?:通过|审议|批准|听取|讨论|表决|认为|号召|指出|同意)|(?:通过|审议|批准)了")


@check("HT5028", "决议不出自会议", on="标题", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（一）（二）",
       doc_types=("决议",),
       examples=[
           Bad("云岭市人民政府关于表彰先进集体的⟦决议⟧", kind={"doc_type": "决议"},
               elements={"正文": "经研究，决定授予10个单位先进集体称号。"}),
           Good("云岭市人民代表大会关于政府工作报告的决议", kind={"doc_type": "决议"},
                elements={"正文": "会议审议了政府工作报告，决定批准这个报告。"}),
           Good("云岭市人民政府关于表彰先进集体的决定", kind={"doc_type": "决定"}, elements={"正文": "经研究，决定授予10个单位先进集体称号。"}),
       ])
def resolution_without_meeting(title: Element, structure: Structure) -> Iterator[Problem]:
    """决议适用于会议讨论通过的重大决策事项；机关对重要事项作出的决策、奖惩用决定。

    正文没有会议审议、通过的话才报。
    何时可以忽略：会议通过的日期、名称写在标题下，而正文没有再说。
    依据：条例第八条（一）（二）。
    """
    body = structure.get("正文")
    at = title.text.rfind("决议")
    head = title.text + " ".join(block.text for block in structure.document.blocks[:12])
    if body is not None and at >= 0 and not any(_PASSED.search(block.text) for block in body.blocks) and "通过）" not in head:
        yield Problem(title.at(at, at + 2), "决议要经会议讨论通过，正文没有写；机关自己作出的决策、奖惩用“决定”。", (Fix("决定", safe=False),))


_PASS_ON = "印发|转发|批转"
_TITLE_PASS = re.compile(rf"(?P<word>{_PASS_ON})")
_BODY_PASS = re.compile(rf"现(?:将[^。；]{{0,120}}?)?(?:予以?)?(?P<word>{_PASS_ON})(?=给|你们|各)")


@check("HT5029", "标题与正文的印发、转发不一致", on="标题", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（八）",
       doc_types=("通知",),
       examples=[
           Bad("云岭市教育局关于⟦转发⟧校园安全管理办法的通知", fix="云岭市教育局关于印发校园安全管理办法的通知", kind={"doc_type": "通知"},
               elements={"正文": "现将《校园安全管理办法》印发给你们，请遵照执行。"}),
           Bad("云岭市教育局关于⟦批转⟧校园安全工作意见的通知", fix="云岭市教育局关于转发校园安全工作意见的通知",
               kind={"doc_type": "通知"},
               elements={"正文": "现将省教育厅的意见转发给你们，请认真贯彻执行。"}),
           Good("云岭市教育局转发省教育厅关于印发校园安全管理办法的通知", kind={"doc_type": "通知"},
                elements={"正文": "现将《校园安全管理办法》转发给你们，请遵照执行。"}),
       ])
def passed_on_otherwise(title: Element, structure: Structure) -> Iterator[Problem]:
    """本机关制定的文件“印发”，上级、平级机关的公文“转发”，下级机关的“批转”；标题和正文要用同一个词。

    何时可以忽略：没有。
    依据：条例第八条（八）；公文写作通例。
    """
    said, body = _TITLE_PASS.search(title.text), structure.get("正文")
    if next(iter(passing_on(title)), None) is not None:
        return  # HT5014 tells it from the two organs
    for block in body.blocks[:2] if said and body else ():
        match = _BODY_PASS.search(re.sub(r"《[^《》]{0,200}》", "", block.text))
        if said and match and match["word"] != said["word"]:
            yield Problem(title.at(*said.span("word")), f"标题写“{said['word']}”，正文写“{match['word']}”：本机关制定的用“印发”，"
                          "上级、平级机关的用“转发”，下级机关的用“批转”。", (Fix(match["word"], safe=False),))
            return


_ANNOUNCED = re.compile(r"现(?:予以?)?(?P<word>发表|公开|印发|刊登|登载|公告|通告|通报|颁发|下发|下达|宣布|刊发|转发)(?=[，。；]|给|你们|$)")


@check("HT5030", "命令用“公布”", on="正文", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（三）", doc_types=("命令",),
       examples=[
           Bad("《云岭市供水办法》已经市人民政府常务会议通过，现予⟦印发⟧，自2026年7月1日起施行。", kind={"doc_type": "命令", "layout": "命令"}),
           Bad("《云岭市供水办法》已经市人民政府常务会议通过，现⟦印发⟧给你们，请认真贯彻执行。",
               kind={"doc_type": "命令", "layout": "命令"}),
           Good("《云岭市供水办法》已经市人民政府常务会议通过，现予公布，自2026年7月1日起施行。", kind={"doc_type": "命令", "layout": "命令"}),
           Good("《云岭市供水办法》已经通过，现予发布。", kind={"doc_type": "命令", "layout": "命令"}),
       ])
def order_promulgates(body: Element) -> Iterator[Problem]:
    """命令（令）公布行政法规和规章，写“现予公布”（旧的部门规章也写“发布”）。

    何时可以忽略：没有。
    依据：条例第八条（三）；《规章制定程序条例》第三十条，公布规章的命令载明施行日期等。
    """
    for block in body.blocks[:3]:
        if match := _ANNOUNCED.search(block.text):
            yield Problem(span_of(block, match, "word"), f"命令公布规章用“公布”，不用“{match['word']}”。", (Fix("公布", safe=False),))


_EQUAL = re.compile(r"商请|函商|(?:请|盼)(?:予)?函复|特此函[告达商]|(?<![珍宝名高可昂权尊富])贵(?:行|局|厅|委|部|院|校|公司|单位|集团|办)")


@check("HT5031", "请示、报告用了函的语气", on="标题", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第八条（十）（十一）（十四）", doc_types=("请示", "报告"),
       examples=[
           Bad("云岭市水利局关于提供水文资料的⟦请示⟧", kind={"doc_type": "请示", "direction": "上行"},
               elements={"主送机关": "省水文中心：", "正文": "现商请贵单位提供资料。妥否，请函复。"}),
           Good("云岭市水利局关于提供水文资料的函", kind={"doc_type": "函", "direction": "平行"},
                elements={"正文": "现商请贵单位提供资料。请函复。"}),
           Good("云岭市水利局关于拨付抢险资金的请示", kind={"doc_type": "请示", "direction": "上行"}, elements={"正文": "妥否，请批示。"}),
       ])
def letter_called_request(title: Element, structure: Structure, kind: Kind) -> Iterator[Problem]:
    """“商请”“贵局”“请函复”是函的话：不相隶属机关之间商洽工作、请求批准用函，请示、报告只送上级机关。
    称上级机关“贵委”的也有，只有这一处的只作提示。

    何时可以忽略：主送的确是上级机关的，改语气。
    依据：条例第八条（十）（十一）（十四）。
    """
    body = structure.get("正文")
    own = (re.sub(r"[《“][^《》”]{0,200}[》”]", "", block.text) for block in body.blocks) if body else ()
    said = next((match[0] for text in own if (match := _EQUAL.search(text))), None)
    at = title.text.rfind(kind.doc_type or "")
    if said and kind.doc_type and at >= 0:
        message = f"正文说“{said}”，是函的语气：发给不相隶属机关的用“函”；确是上级机关的，不这样说。"
        yield Problem(title.at(at, at + len(kind.doc_type)), message, (Fix("函", safe=False),),
                      severity="info" if said.startswith("贵") else None)
