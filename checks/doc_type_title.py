"""标题里的文种和事由：介词叠用、缺“关于”、转发与印发，以及命令、议案的特别要求。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix
from .procedure_levels import issuers, organ

_END = r"的?(?:复函|批复|通知|通报|意见|报告|请示|决定|公告|通告|函)(?:[（(][^（）()]{1,20}[）)])?[\s　。]*$"
_DONE_TO = (r"予以|给予|进行|实行|实施|开展|加强|加大|提供|采取|作出|完善|统一|限期|试行|暂缓|暂停|停止|开征|征收|表扬|表彰|奖励|激励|"
            r"嘉奖|处分|处罚|批评|问责|督查|检查|调查|整改|管理|免征|减征|减免|缓征|建立")
_ABOUT_TO = re.compile(rf"关于(?P<second>对(?!外|口|于|标|账|接|照|比)|对于|针对|有关于|就(?!业|医|学|读|诊|餐|地|近|职|任|座|学))"
                       rf"(?P<rest>[^《》]{{0,120}}?){_END}")
_VERB_FIRST = re.compile(r"(?:同意|做好|切实|认真|抓好|推进|印发|转发|设立|成立|申请|拨付|解决)|[^《》]{0,120}(?:请示|来函|申请|提案)$")


@check("HT5009", "标题介词叠用", on="标题", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第九条（七）；语法通例",
       examples=[
           Bad("云岭市人民政府⟦关于对⟧同意设立产业园的批复", fix="云岭市人民政府关于同意设立产业园的批复"),
           Bad("⟦关于对⟧青溪县调整收费标准请示的批复", fix="关于青溪县调整收费标准请示的批复"),
           Bad("⟦关于就⟧下一步工作安排的通知", fix="关于下一步工作安排的通知"),
           Good("关于对成绩突出的集体给予表扬的通报"),
           Bad("⟦关于对⟧做好防汛工作的通知", fix="关于做好防汛工作的通知"),
           Good("关于对新型冠状病毒感染实施“乙类乙管”的通知"),
           Good("关于对口支援工作的通知"),
           Good("关于对进口情况进行检查的通知"),
           Good("关于对规划建议征求意见的通知"),
           Good("关于对外开放口岸有关问题的批复"),
           Good("关于就业困难人员认定的通知"),
       ])
def prepositions(title: Element) -> Iterator[Problem]:
    """“关于”已经引出事由，后面不再叠用“对”“就”“针对”。

    “关于对…予以表扬”“关于对…加征关税”里的“对”有自己的动词，是合乎语法的，不报；“关于对同意…”“关于对…请示的批复”里它没有着落。
    何时可以忽略：没有。
    依据：条例第九条（七），标题由发文机关名称、事由和文种组成；“关于”“对”都是引出对象的介词。
    """
    match = _ABOUT_TO.search(title.text)
    if match is None:
        return
    governs = match["second"] in ("对", "针对") or (match["second"] == "就" and re.search(_DONE_TO, match["rest"]))
    if not governs or _VERB_FIRST.match(match["rest"]):
        start, end = match.start(), match.end("second")
        yield Problem(title.at(start, end), f"“{title.text[start:end]}”两个介词叠用，只留“关于”。", (Fix("关于", safe=False),))


_PLEA = re.compile(r"关于(?P<word>请求|恳请|请予|要求|请)(?!示)(?=[^，。]{2,60}的请示[\s　]*$)|"
                   r"关于(?P<up>上报|呈报|报送|汇报)(?=[^，。]{2,60}的报告[\s　]*$)")


@check("HT5010", "标题事由与文种重复", on="标题", severity="info", group="文种", basis="公文写作通例",
       examples=[
           Bad("云岭市水利局关于⟦请求⟧拨付抢险资金的请示", fix="云岭市水利局关于拨付抢险资金的请示"),
           Bad("关于⟦上报⟧安全生产情况的报告", fix="关于安全生产情况的报告"),
           Good("云岭市水利局关于拨付抢险资金的请示"),
           Good("关于报送统计材料的函"),
       ])
def said_twice(title: Element) -> Iterator[Problem]:
    """“请示”已有请求的意思，“报告”已有上报的意思，事由里不再写“请求”“上报”。

    何时可以忽略：本地历来这样写。
    依据：公文写作通例，只作提示。
    """
    match = _PLEA.search(title.text)
    if match:
        name = "word" if match["word"] else "up"
        yield Problem(title.at(*match.span(name)), f"文种已含“{match[name]}”的意思，删去。", (Fix("", safe=False),))


_AS_REPORT = re.compile(r"关于(?P<word>申请|请求|恳请|请予|要求)(?:[给予增]{1,2}予?)?"
                        r"(?=追加|增加|解决|拨付|核拨|划拨|批准|审批|同意|安排|设立|成立|调整|减免|支持|补助|立项)"
                        r"[^，。]{2,40}(?<!情况)(?<!进展)的?报告[\s　]*$")


@check("HT5022", "以报告请求批准", on="标题", severity="error", group="文种",
       basis="《党政机关公文处理工作条例》第八条（十）（十一）、第十五条（四）",
       doc_types=("报告",),
       examples=[
           Bad("云岭市水利局关于⟦申请⟧追加防汛经费的报告", kind={"doc_type": "报告", "direction": "上行"}),
           Bad("关于⟦恳请⟧解决办公用房的报告", kind={"doc_type": "报告", "direction": "上行"}),
           Good("关于追加防汛经费申请办理情况的报告", kind={"doc_type": "报告", "direction": "上行"}),
           Good("关于申请人信息公开工作情况的报告", kind={"doc_type": "报告", "direction": "上行"}),
           Good("关于要求落实情况的报告", kind={"doc_type": "报告", "direction": "上行"}),
       ])
def request_as_report(title: Element) -> Iterator[Problem]:
    """请求上级指示、批准的用请示，不用报告；报告不要求批复。

    标题“关于”后面紧接着“申请”“请求”“恳请”和具体的请求才报；“…情况的报告”不报。
    何时可以忽略：没有。
    依据：条例第八条（十）（十一），第十五条（四）。
    """
    match = _AS_REPORT.search(title.text)
    if match:
        yield Problem(title.at(*match.span("word")), "请求批准、解决问题用“请示”，不用“报告”。")


_NO_ABOUT = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,20}?(?:人民政府|委员会|办公室|办公厅|局|厅|委))"
                       r"(?=(?:授予|表彰|表扬|加强|做好|开展|印发|成立|调整|进一步|同意|追加|拨付|撤销|聘任|任命|命名|20\d\d年)"
                       r"[^，。]{2,60}的(?:通知|通报|决定|请示|报告|批复|意见|函)[\s　]*$)")


@check("HT5011", "标题缺“关于”", on="标题", severity="info", group="文种", basis="《党政机关公文处理工作条例》第九条（七）；公文写作通例",
       layouts=("普通", "信函"),
       examples=[
           Bad("⟦云岭市人民政府⟧授予李明同志劳动模范称号的通报", fix="云岭市人民政府关于授予李明同志劳动模范称号的通报"),
           Bad("⟦云岭市人民政府⟧2026年上半年安全生产工作情况的报告", fix="云岭市人民政府关于2026年上半年安全生产工作情况的报告"),
           Good("云岭市人民政府关于授予李明同志劳动模范称号的通报"),
           Good("云岭市人民政府办公室转发市教育局关于加强校园安全工作意见的通知"),
           Good("2026年第二季度政府网站抽查情况的通报"),
       ])
def no_about(title: Element) -> Iterator[Problem]:
    """标题一般写作“发文机关名称＋关于＋事由＋的＋文种”，发文机关与事由之间用“关于”连接。

    转发、批转类标题可以不用“关于”，不报。
    何时可以忽略：本机关历来这样写的。
    依据：条例第九条（七）规定标题的组成，没有规定必须用“关于”，所以只作提示。
    """
    match = _NO_ABOUT.match(title.text)
    if match and "关于" not in title.text:
        yield Problem(title.at(*match.span("organ")), "发文机关与事由之间缺“关于”。", (Fix(match["organ"] + "关于", safe=False),))


_CITED = re.compile(r"(?:转发|批转)[^《》]{0,40}《(?P<name>[^《》]*?(?:通知|意见|报告|请示|函|决定|通报|批复))》")


@check("HT5012", "标题中的公文名加了书名号", on="标题", severity="info", group="文种", basis="公文写作通例",
       examples=[
           Bad("关于转发⟦《云岭市人民政府关于加强防汛工作的通知》⟧的通知"),
           Good("关于转发云岭市人民政府关于加强防汛工作意见的通知"),
           Good("关于印发《云岭市防汛管理办法》的通知"),
       ])
def cited_document(title: Element) -> Iterator[Problem]:
    """标题里除法律、法规、规章和规范性文件名称外，一般不用标点；被转发的通知、意见等不加书名号。

    何时可以忽略：本地历来加书名号。
    依据：公文写作通例（旧《国家行政机关公文处理办法》有此规定，现行条例没有），只作提示。
    """
    for match in _CITED.finditer(title.text):
        yield Problem(title.at(match.start("name") - 1, match.end("name") + 1), "被转发的公文名一般不加书名号。")


@check("HT5013", "标题层层转发", on="标题", severity="info", group="文种", basis="公文写作通例",
       examples=[
           Bad("云岭市教育局关于转发省教育厅关于⟦转发⟧教育部关于校园安全工作的通知"),
           Good("云岭市教育局转发教育部关于校园安全工作文件的通知"),
       ])
def forwarded_again(title: Element) -> Iterator[Problem]:
    """层层转发的，省去中间一层，直接写“转发××关于××文件的通知”。

    何时可以忽略：中间一层有补充规定，需要写明。
    依据：公文写作通例。
    """
    found = list(re.finditer("转发|批转", title.text))
    if len(found) > 1:
        yield Problem(title.at(*found[1].span()), "标题里层层转发，宜省去中间一层，写“转发××关于××文件的通知”。")


_PASSES_ON = re.compile(r"^(?P<own>[\u4e00-\u9fff]{2,30}?)?(?:关于)?(?P<word>印发|转发|批转)[《〈]?"
                        r"(?P<other>[\u4e00-\u9fff]{1,24}?(?:人民政府办公[厅室]|人民政府|"
                        r"[省市县区州]委办公[厅室]|[省市县区州]委|[局厅部]|国务院办公厅|国务院))(?:等部门|等单位)?(?:关于|印发|[\u4e00-\u9fff]{2,20}(?:办法|方案|意见|规定))")


@check("HT5014", "印发、转发、批转用错", on="标题", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（八）",
       doc_types=("通知",),
       examples=[
           Bad("青溪县人民政府⟦印发⟧云岭市人民政府关于加强防汛工作意见的通知", fix="青溪县人民政府转发云岭市人民政府关于加强防汛工作意见的通知"),
           Bad("云岭市人民政府关于⟦印发⟧省人民政府关于加强防汛工作意见的通知", fix="云岭市人民政府关于转发省人民政府关于加强防汛工作意见的通知"),
           Bad("青溪县人民政府⟦批转⟧云岭市人民政府关于加强防汛工作意见的通知", fix="青溪县人民政府转发云岭市人民政府关于加强防汛工作意见的通知"),
           Bad("云岭市教育局关于⟦转发⟧云岭市教育局校园安全管理办法的通知", fix="云岭市教育局关于印发云岭市教育局校园安全管理办法的通知"),
           Bad("云岭市人民政府办公室⟦批转⟧市教育局关于加强校园安全工作意见的通知",
               fix="云岭市人民政府办公室转发市教育局关于加强校园安全工作意见的通知"),
           Good("云岭市人民政府批转市教育局关于加强校园安全工作意见的通知"),
           Good("青溪县人民政府转发云岭市人民政府关于加强防汛工作意见的通知"),
           Good("云岭市人民政府办公室关于印发《云岭市防汛管理办法》的通知"),
       ])
def passing_on(title: Element) -> Iterator[Problem]:
    """印发的是本机关（或经本机关批准）的文件，转发的是上级、平级和不相隶属机关的公文，批转的是下级机关的公文。

    只在两个机关的名称分得出上下级、或者完全相同时才报。
    何时可以忽略：上级授权本机关印发的。
    依据：条例第八条（八），通知适用于批转、转发公文。
    """
    match = _PASSES_ON.match(re.sub(r"\s", " ", title.text))
    if match is None or not match["own"]:
        return
    own, other = organ(match["own"].removesuffix("关于")), organ(match["other"])
    if own is None or other is None:
        return
    if match["word"] == "批转" and re.search("办公[厅室]$", own.name):
        right, why = "转发", "办公厅（室）不批转，经本级政府同意后“转发”"
    elif own.name == other.name and match["word"] != "印发":
        right, why = "印发", "是本机关自己的文件，用“印发”"
    elif other.above(own) >= 1 and match["word"] != "转发":
        right, why = "转发", "是上级机关的公文，用“转发”"
    else:
        return
    yield Problem(title.at(*match.span("word")), f"“{other.name}”的文件{why}。", (Fix(right, safe=False),))


_EMPTY = re.compile(r"关于(?P<word>(?:做好|抓好|开展)?(?:有关|相关|若干|一些)(?:事宜|事项|问题|工作|情况))的?"
                    r"(?:通知|通报|请示|报告|意见|批复|函|决定)[\s　]*$")


@check("HT5023", "标题事由空泛", on="标题", severity="info", group="文种", basis="《党政机关公文处理工作条例》第九条（七）",
       examples=[
           Bad("云岭市人民政府关于⟦有关事宜⟧的通知"),
           Good("云岭市人民政府关于防汛工作有关事宜的通知"),
       ])
def empty_subject(title: Element) -> Iterator[Problem]:
    """标题的事由写明是什么事，不写“关于有关事宜的通知”。

    何时可以忽略：不宜写明事由的。
    依据：条例第九条（七），标题由发文机关名称、事由和文种组成。
    """
    match = _EMPTY.search(title.text)
    if match:
        yield Problem(title.at(*match.span("word")), "事由空泛，写明是什么事。")


_PUBLIC = re.compile("广大(?:市民|居民|群众|村民|业主|车主|纳税人|驾驶员)|(?:全体|各位)(?:市民|居民|村民)|社会各界|市民朋友")


@check("HT5024", "面向社会用通知", on="主送机关", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（六）（八）",
       doc_types=("通知",),
       examples=[
           Bad("⟦广大市民⟧：", kind={"doc_type": "通知"}),
           Good("各县（区）人民政府，市政府各部门：", kind={"doc_type": "通知"}),
       ])
def notice_to_the_public(addressee: Element) -> Iterator[Problem]:
    """在一定范围内公布应当遵守、周知的事项用通告，通知发给机关和单位。

    何时可以忽略：张贴的便民告示，不用公文格式。
    依据：条例第八条（六）（八）。
    """
    match = _PUBLIC.search(addressee.text)
    if match:
        yield Problem(addressee.at(*match.span()), "通知发给机关和单位，面向社会公布用“通告”，不写主送。")


_MINUTES = {"layout": "纪要", "doc_type": "纪要"}
_ORDER = {"layout": "命令", "doc_type": "命令"}
_LOCAL = re.compile(r"(?!国家|国务院|中华|中国)[\u4e00-\u9fff]{2,16}(?:局|办公室|办公厅|厅)(?:命令|令)$")


@check("HT5016", "无权发布命令", on="发文机关标志", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（三）",
       layouts=("命令",),
       examples=[
           Bad("⟦云岭市公安局令⟧", kind=_ORDER),
           Good("云岭市人民政府令", kind=_ORDER),
           Good("国家税务总局令", kind=_ORDER),
       ])
def no_right_to_order(mark: Element) -> Iterator[Problem]:
    """命令（令）用于公布行政法规和规章、宣布施行重大强制性措施、嘉奖等，地方的工作部门、办公厅（室）没有这些权限。

    国务院部门可以用令公布部门规章，不报。
    何时可以忽略：法律、行政法规另有授权的。
    依据：条例第八条（三）；《立法法》规定有规章制定权的机关。
    """
    text = re.sub(r"[\s　]", "", mark.text)
    if _LOCAL.fullmatch(text) and re.search("[省市县区州盟旗]", text):
        yield Problem(mark, "地方部门和办公厅（室）一般无权发布命令（令），改用“通知”“决定”或“通告”。")


_REGULATION = re.compile(r"《[^《》]{2,40}?(?P<word>条例)(?:（[^（）]{1,12}）)?》(?![^。]{0,12}(?:已被|修改|废止|停止))")


@check("HT5017", "政府规章称“条例”", on="正文", severity="error", group="文种", basis="《规章制定程序条例》第七条", layouts=("命令",),
       examples=[
           Bad("《云岭市城市供水⟦条例⟧》已经市人民政府常务会议通过，现予公布。", kind=_ORDER, elements={"发文机关标志": "云岭市人民政府令"}),
           Good("《云岭市城市供水办法》已经市人民政府常务会议通过，现予公布。", kind=_ORDER, elements={"发文机关标志": "云岭市人民政府令"}),
           Good("《排污许可管理条例》已经国务院常务会议通过，现予公布。", kind=_ORDER, elements={"发文机关标志": "中华人民共和国国务院令"}),
           Good("现公布《云岭市物业管理办法》，根据《云岭市供水条例》制定。", kind=_ORDER, elements={"发文机关标志": "云岭市人民政府令"}),
       ])
def regulation_name(body: Element, structure: Structure) -> Iterator[Problem]:
    """规章的名称一般称“规定”“办法”，不得称“条例”。

    只看人民政府令公布的那一件：“《…条例》已经…通过”。
    何时可以忽略：公布的是人大通过的地方性法规（那不由政府令公布）。
    依据：《规章制定程序条例》第七条。
    """
    found = issuers(structure)
    if not found or not re.search("人民政府(?:命令|令)$", found[0]):
        return
    for block in body.blocks[:2]:
        match = _REGULATION.search(block.text)
        if match and re.match("》(?:（[^（）]*）)?[^。《]{0,12}(?:已|业)", block.text[match.end() - 1:]):
            start, end = match.span("word")
            yield Problem(Span(block.index, start, end), "政府规章不得称“条例”，称“规定”或“办法”。")


@check("HT5018", "议案的主体", on=("发文机关标志", "发文机关署名"), severity="error", group="文种",
       basis="《党政机关公文处理工作条例》第八条（十三）",
       doc_types=("议案",),
       examples=[
           Bad("⟦云岭市教育局文件⟧", kind={"doc_type": "议案"}),
           Good("云岭市人民政府", kind={"doc_type": "议案"}),
       ])
def bill_issuer(issuer: Element, kind: Kind) -> Iterator[Problem]:
    """议案适用于各级人民政府按照法律程序向同级人民代表大会或者人民代表大会常务委员会提请审议事项。

    部门要提请审议的，报请本级政府提出。
    何时可以忽略：人大代表、专门委员会依法提出的议案不是这里的公文文种。
    依据：条例第八条（十三）。
    """
    text = re.sub(r"[\s　]|文件$", "", issuer.text)
    if re.search(r"[局厅委部办室]$", text) and "人大" not in text and "人民代表大会" not in text:
        yield Problem(issuer, "议案由人民政府提出，部门不能提议案。")


@check("HT5019", "议案的主送机关", on="主送机关", severity="error", group="文种", basis="《党政机关公文处理工作条例》第八条（十三）",
       doc_types=("议案",),
       examples=[
           Bad("⟦云岭市人民政府⟧：", kind={"doc_type": "议案"}),
           Good("云岭市人民代表大会常务委员会：", kind={"doc_type": "议案"}),
           Good("市人大常委会：", kind={"doc_type": "议案"}),
       ])
def bill_addressee(addressee: Element) -> Iterator[Problem]:
    """议案提交同级人民代表大会或者其常务委员会。

    何时可以忽略：没有。
    依据：条例第八条（十三）。
    """
    text = addressee.text.rstrip("：: \u3000")
    if not re.search("人大|人民代表大会|国务院", text):
        yield Problem(addressee.at(0, len(text)), "议案提交同级人民代表大会或者其常务委员会。")


@check("HT5020", "纪要缺出席名单", severity="info", group="文种", basis="GB/T 9704-2012 10.3", layouts=("纪要",),
       examples=[
           Bad("", elements={"纪要标志": "云岭市人民政府常务会议纪要", "正文": "会议认为，汛期形势严峻。"}, kind=_MINUTES),
           Good("", elements={"纪要标志": "云岭市人民政府常务会议纪要", "出席": "出席：李明"}, kind=_MINUTES),
           Good("", elements={"纪要标志": "云岭市人民政府常务会议纪要", "正文": "参加会议的有李明。"}, kind=_MINUTES),
       ])
def no_attendance(document: Document, structure: Structure) -> Iterator[Problem]:
    """纪要一般在正文后编排出席人员名单，有请假、列席的也编排。

    何时可以忽略：正文里已经写明参加会议的人员；办公会议纪要不列名单的。
    依据：GB/T 9704-2012 10.3 规定了名单的编排，没有规定必须有，所以只作提示。
    """
    body = structure.get("正文")
    named = structure.get("出席") or (body and re.search("参加会议|出席|参会|与会", body.text[:20000]))
    if not named:
        yield Problem(None, "没有找到出席人员名单，一般编排在正文或附件说明之后。", element="出席")


ASKS = re.compile(r"请[^，。；：]{0,30}?(?:批准|批示|批复|审批|指示|审定|审议|核准|核定|拨付|解决|支持|同意|批转|审核|明确|答复|定夺|研究)"
                   r"|(?:当|妥|可|是)否|如无不[妥当]|(?:批准|批示|批复|指示)(?:为盼|为荷|。)|商请|函复")


@check("HT5021", "请示没有提出请求", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（十一）", doc_types=("请示",),
       examples=[
           Bad("", elements={"正文": "现将有关情况汇报如下。\n一、基本情况。\n特此说明。"}, kind={"doc_type": "请示", "direction": "上行"}),
           Good("", elements={"正文": "拟成立工作专班。\n妥否，请批示。"}, kind={"doc_type": "请示", "direction": "上行"}),
           Good("", elements={"正文": "恳请市人民政府拨付资金50万元。"}, kind={"doc_type": "请示", "direction": "上行"}),
       ])
def no_request(document: Document, structure: Structure) -> Iterator[Problem]:
    """请示适用于向上级机关请求指示、批准，正文要写明请求什么，一般以“妥否，请批示。”收尾。

    全文没有“请…批准”“请批示”“妥否”一类的话才报。
    何时可以忽略：请求写在附件里的（宜移到正文）。
    依据：条例第八条（十一）。
    """
    body = structure.get("正文")
    addressee = structure.get("主送机关")
    if addressee is not None and re.match("各(?!位)", addressee.text.strip()):
        return  # no request at all: HT5113 reports the 文种
    said = body is not None and any(ASKS.search(block.text) or "特此报告" in block.text for block in body.blocks)
    if body is not None and not said:  # 特此报告 in a 请示 is HT5005's
        yield Problem(body.blocks[-1], "没有提出请求：写明请求批准的事项，以“妥否，请批示。”收尾；只汇报情况的用“报告”。")
