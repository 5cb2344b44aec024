"""行文方向：越级、下行文送上级、上行文送下级、函代请示、部门向下级政府发指令。

The relation of two organs is read from their names alone (:mod:`.procedure_levels`); wherever they do not tell, nothing
is said. 省直管县, vertical departments and organs with two superiors are left alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_in, date_of
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.language import span_of
from .doc_type_title import ASKS
from .procedure import listed
from .procedure_levels import CENTRE, PREFECTURE, TOWN, Organ, issuers, organ

_UP = {"doc_type": "请示", "direction": "上行"}
_REPORT = {"doc_type": "报告", "direction": "上行"}
_DOWN = {"doc_type": "通知", "direction": "下行"}
_LETTER = {"doc_type": "函", "direction": "平行"}


def _issuer(structure: Structure) -> Organ | None:
    """The issuing organ where there is exactly one and its name tells its level."""
    found = issuers(structure)
    return organ(found[0]) if len(found) == 1 else None


def _recipients(addressee: Element) -> list[tuple[Organ, int, int]]:
    found = ((organ(name), start, end) for name, start, end in listed(addressee))
    return [(one, start, end) for one, start, end in found if one is not None]


@check("HT5119", "越级行文", on="主送机关", severity="warning",
       basis="《党政机关公文处理工作条例》第十四条", directions=("上行",),
       examples=[
           Bad("⟦国务院⟧：", kind=_UP, elements={"发文机关标志": "云岭市人民政府文件"}),
           Bad("⟦云岭市人民政府⟧：", kind=_UP, elements={"发文机关标志": "云岭市青溪县石桥镇人民政府文件"}),
           Bad("⟦省人民政府⟧：", kind=_REPORT, elements={"发文机关标志": "石桥镇人民政府文件"}),
           Bad("⟦省人民政府⟧：", kind=_UP, elements={"发文机关标志": "青溪县人民政府文件", "抄送机关": "抄送：市财政局。"}),
           Bad("⟦中共云岭市委⟧：", kind=_REPORT, elements={"发文机关标志": "中共石桥镇委员会文件", "抄送机关": "抄送：中共青溪县委组织部。"}),
           Bad("⟦浙江省人民政府⟧：", kind=_UP, elements={"发文机关标志": "云岭市教育局文件"}),
           Bad("⟦云岭市人民政府⟧：", kind=_REPORT, elements={"发文机关标志": "青溪县水利局文件"}),
           Good("浙江省教育厅：", kind=_UP, elements={"发文机关标志": "云岭市教育局文件"}),
           Good("浙江省人民政府：", kind=_UP, elements={"发文机关标志": "云岭市教育局文件", "抄送机关": "抄送：市人民政府。"}),
           Good("国务院：", kind=_UP, elements={"发文机关标志": "云岭市人民政府文件", "抄送机关": "抄送：省人民政府。"}),
           Good("青溪县人民政府：", kind=_UP, elements={"发文机关标志": "云岭市青溪县石桥镇人民政府文件"}),
           Good("市人民政府：", kind=_UP, elements={"发文机关标志": "石桥镇人民政府文件"}),
           Good("省人民政府：", kind=_UP, elements={"发文机关标志": "青溪县人民政府文件", "正文": "我县是省直管县。"}),
       ])
def over_the_head(addressee: Element, structure: Structure) -> Iterator[Problem]:
    """一般不得越级行文；特殊情况需要越级的，同时抄送被越过的机关。

    级别由机关名称判断：乡镇报省、县报省、市报国务院；部门报上一级政府的，越过了本级政府。镇报“市”的，只有名称里写明了中间的县才算（县级市直接管镇）。
    何时可以忽略：省直管县，重大突发事件，上级直接交办的。
    依据：条例第十四条。
    """
    sender = _issuer(structure)
    if sender is None or re.search("省直管|直管县|交办|突发", _body(structure)):
        return
    own = any(one.government and one.level == sender.level for copies in structure.all("抄送机关") for one, _, _ in _recipients(copies))
    copied = [one.level for copies in structure.all("抄送机关") for one, _, _ in _recipients(copies)
              if one.government or one.name[-3:] == sender.name[-3:]]
    for one, start, end in _recipients(addressee):
        unsure = sender.level == TOWN and one.level == PREFECTURE and not sender.nested and not _in_a_county(structure)
        between = any(sender.level < level < one.level for level in copied)
        passed_by = sender.department and one.government and one.above(sender) == 1 and PREFECTURE <= one.level < CENTRE and not own
        if (one.above(sender) >= 2 or passed_by) and not unsure and not between and "海南" not in sender.name + one.name:
            yield Problem(addressee.at(start, end), f"“{sender.name}”向“{one.name}”行文越过了中间一级，一般不得越级；"
                          "确需越级的，同时抄送被越过的机关。")


def _in_a_county(structure: Structure) -> bool:
    """Whether the document itself names the county above the town: 我县, or a county's organ among the copies."""
    copies = " ".join(e.text for e in structure.all("抄送机关"))
    county = re.search("县(?:委|政府|人民政府|纪委|纪律检查|人大|政协|[^，。]{1,8}[局办])", copies)
    return bool(county or re.search("我县|县委、县政府", _body(structure)))


def _body(structure: Structure) -> str:
    body = structure.get("正文")
    return body.text[:4000] if body else ""


@check("HT5112", "下行文主送上级机关", on="主送机关", severity="warning",
       basis="《党政机关公文处理工作条例》第八条（三）（八）（九）（十二）", doc_types=("通知", "通报", "批复", "决定", "命令", "意见"),
       examples=[
           Bad("⟦云岭市人民政府⟧，各镇人民政府：", kind={"doc_type": "意见", "direction": "下行"}, elements={"发文机关标志": "青溪县人民政府文件"}),
           Good("云岭市人民政府：", kind={"doc_type": "意见", "direction": "上行"}, elements={"发文机关标志": "青溪县人民政府文件"}),
           Bad("⟦云岭市人民政府⟧：", kind=_DOWN, elements={"发文机关标志": "青溪县人民政府文件"}),
           Bad("⟦省财政厅⟧，各县区财政局：", kind=_DOWN, elements={"发文机关标志": "云岭市财政局文件"}),
           Good("各县（区）人民政府，市政府各部门：", kind=_DOWN, elements={"发文机关标志": "云岭市人民政府文件"}),
           Good("市人民政府：", kind=_UP, elements={"发文机关标志": "青溪县人民政府文件"}),
       ])
def down_to_superior(addressee: Element, structure: Structure, kind: Kind) -> Iterator[Problem]:
    """通知、通报、批复、决定、命令不发给上级机关；向上级行文用请示、报告。

    何时可以忽略：同时印发、只供上级周知而把上级列入主送的，宜改为抄送。
    依据：条例第八条，通知适用于发布、传达要求下级机关执行和有关单位周知或者执行的事项。
    """
    sender = _issuer(structure)
    if sender is None or (kind.doc_type == "意见" and not re.search("[，、；]各", addressee.text)):
        return
    for one, start, end in _recipients(addressee):
        same_line = one.government or (one.name[-1] in "厅局" and sender.name[-1] in "厅局")
        if one.above(sender) >= 1 and same_line:
            yield Problem(addressee.at(start, end), f"“{one.name}”是上级机关，{kind.doc_type}不发给上级："
                          "要请求或者汇报的用“请示”“报告”，只需知道的改为抄送。")


@check("HT5113", "上行文主送下级或平级机关", on="主送机关", severity="error",
       basis="《党政机关公文处理工作条例》第八条（十）（十一）", doc_types=("请示", "报告"),
       examples=[
           Bad("⟦各县（区）人民政府⟧，市政府各部门：", kind=_UP),
           Bad("⟦各区教育局⟧：", kind=_UP, elements={"标题": "云岭市教育局关于职务任免的请示", "正文": "以上调整，妥否，请批示。"}),
           Bad("⟦青溪县人民政府⟧：", kind=_UP, elements={"发文机关标志": "云岭市人民政府文件"}),
           Bad("⟦市财政局⟧：", kind=_UP, elements={"发文机关标志": "云岭市教育局文件"}),
           Good("云岭市人民政府：", kind=_UP, elements={"发文机关标志": "云岭市教育局文件"}),
           Good("省财政厅：", kind=_UP, elements={"发文机关标志": "云岭市财政局文件"}),
           Good("市交通运输局：", kind=_UP, elements={"发文机关标志": "云岭市公路管理局文件"}),
       ])
def up_to_inferior(addressee: Element, structure: Structure, kind: Kind) -> Iterator[Problem]:
    """请示、报告只发给上级机关；发给下级用通知，平级、不相隶属的机关之间用函。

    名称前有“各”的是下级；级别由机关名称判断，同级的两个政府工作部门互不隶属。
    何时可以忽略：部门管理的二级机构向主管部门行文，名称看不出隶属关系的，不报。
    依据：条例第八条（十）（十一）（十四）。
    """
    text = addressee.text
    first = next(iter(listed(addressee)), None)
    if first and re.match("各(?!位)", first[0]):
        title, body = structure.get("标题"), structure.get("正文")
        at = title.text.rfind("请示") if title else -1
        if title and at >= 0 and body and not any(ASKS.search(block.text) for block in body.blocks):
            yield Problem(title.at(at, at + 2), "主送下级机关，正文也没有请求，文种不是请示，是“通知”一类的下行文。", element="标题")
            return
        yield Problem(addressee.at(first[1], first[2] + (0 if text[first[2]:first[2] + 1] != "）" else 1)),
                      f"{kind.doc_type}只发给上级机关，发给下级的用“通知”。")
        return
    sender = _issuer(structure)
    for one, start, end in _recipients(addressee) if sender else ():
        assert sender is not None
        if one.above(sender) < 0:
            yield Problem(addressee.at(start, end), f"“{one.name}”不是“{sender.name}”的上级机关，{kind.doc_type}只发给上级。")
        elif one.level == sender.level and one.department and sender.department and one.name[-3:] != sender.name[-3:]:
            yield Problem(addressee.at(start, end), f"“{one.name}”与“{sender.name}”互不隶属，用“函”。", severity="warning")


_PLEA = re.compile(r"(?:请予?|恳请|请求)[^，。；：]{0,20}?(?:批准|批复|审批|核准|拨付|解决|追加)")


@check("HT5114", "以函代替请示", on="主送机关", severity="warning",
       basis="《党政机关公文处理工作条例》第八条（十一）（十四）", doc_types=("函",),
       examples=[
           Bad("⟦云岭市人民政府⟧：", kind=_LETTER, elements={"发文机关标志": "青溪县人民政府", "正文": "恳请拨付抢险资金50万元。"}),
           Bad("⟦市人民政府⟧：", kind=_LETTER, elements={"发文机关标志": "云岭市水利局", "正文": "以上，请予批准。"}),
           Good("云岭市财政局：", kind=_LETTER, elements={"发文机关标志": "青溪县人民政府", "正文": "请予批准。"}),
           Good("市人民政府办公室：", kind=_LETTER, elements={"发文机关标志": "云岭市水利局", "正文": "现将意见函复如下。"}),
       ])
def letter_for_request(addressee: Element, structure: Structure) -> Iterator[Problem]:
    """向有隶属关系的上级机关请求指示、批准用请示，不用函。

    只在主送本级或上一级人民政府、正文又有请求批准的话时提示。
    何时可以忽略：上级机关来函询问、征求意见，按要求复函的。
    依据：条例第八条（十一）（十四）。
    """
    sender, body = _issuer(structure), structure.get("正文")
    if sender is None or body is None or not any(_PLEA.search(block.text) for block in body.blocks):
        return
    for one, start, end in _recipients(addressee):
        superior = one.above(sender) == 1 if sender.government else sender.department and one.level == sender.level
        if one.government and superior:
            yield Problem(addressee.at(start, end), f"“{one.name}”是上级机关，请求批准的用“请示”，不用函。")


_ORDERS = re.compile(r"必须|务必|严禁|责成|限[于在]?[^，。；]{0,12}(?:前|内)|(?:各县|各区|各市|各级)[^，。；]{0,12}政府[^，。；]{0,6}(?:要|应当?|须)|"
                     r"(?:^|[。；，])(?:各地|各市、县|各县|各市|各区)[^，。；]{0,16}(?:要|应当?|须)(?!求)|"
                     r"(?:^|[。；，])请?(?:各地|各市|各县)[^。；]{0,30}(?:报送|上报|报我|报省|报市)")
_APPROVED = re.compile(r"(?:经|报)[^，。；]{0,20}?(?:同意|批准|授权|审定)|受[^，。；]{1,20}委托|国务院决定|省政府决定|市政府决定|县政府决定")


@check("HT5115", "部门向下级政府发指令", on="主送机关", severity="warning",
       basis="《党政机关公文处理工作条例》第十六条（二）", doc_types=("通知", "意见", "决定", "通报"), directions=("下行",),
       examples=[
           Bad("⟦各县（区）人民政府⟧：", kind=_DOWN, elements={"发文机关标志": "云岭市教育局文件", "正文": "各地必须于月底前完成。"}),
           Bad("⟦各市、县人民政府⟧：", kind=_DOWN,
                elements={"发文机关标志": "浙江省教育厅文件\n浙江省财政厅", "正文": "各地要于4月底前报送实施方案。"}),
           Good("各县（区）人民政府：", kind=_DOWN,
                elements={"发文机关标志": "云岭市教育局文件", "正文": "经市人民政府同意，现通知如下。各地必须于月底前完成。"}),
           Good("各县（区）人民政府：", kind=_DOWN, elements={"发文机关标志": "云岭市人民政府办公室文件", "正文": "必须完成。"}),
           Good("各县（区）教育局：", kind=_DOWN, elements={"发文机关标志": "云岭市教育局文件", "正文": "必须完成。"}),
       ])
def orders_to_government(addressee: Element, structure: Structure) -> Iterator[Problem]:
    """除办公厅（室）外，部门不得向下级党委、政府发布指令性公文；经本级政府同意的，文中注明已经同意。

    只在正文有“必须”“务必”等指令语、又没有“经…同意”时提示。
    何时可以忽略：正文只是商请、提示，或者文中另有授权的说明。
    依据：条例第十六条（二）。
    """
    body, found = structure.get("正文"), issuers(structure)
    if body is None or not found or not all((one := organ(name)) and one.department for name in found):
        return
    if any(_APPROVED.search(block.text) for block in body.blocks) or not any(_ORDERS.search(b.text) for b in body.blocks):
        return
    match = re.search(r"各[^，。：]{0,18}?(?:人民政府|政府)(?!各?部门|办公|有关)", addressee.text)
    if match:
        yield Problem(addressee.at(*match.span()), "部门不得向下级政府发指令性公文：改送对口部门，或者经本级政府同意并在文中注明。")


_SECTION = re.compile(r"(?:[局厅委部]|委员会|政府)[\u4e00-\u9fff]{1,8}?(?:[科股处]|(?:督导|监察|法规|秘书|综合|信息|财务|人事|机要)室)$")
_OWN_SECTION = re.compile(r"[局厅委](?:[水土]?资源|财务|资产|人事|综合|安全|质量|计划|规划|"
                          r"市场|建设|科技|宣传|(?:行政)?审批|行业|运输|价格|信息|档案|预算|机关|运行|"
                          r"政策|项目|投资|医政|药政|学籍|"
                          r"户政)(?:与[\u4e00-\u9fff]{2,6})?(?:监督)?管理处$")
"""…管理处 is mostly an institution of its own (公路管理处); after 局 with the name of a duty it is a section."""
_NO_SECTION = re.compile(r"(?:办事|管理|代表|管委|联络|事务|稽查|监理|派出|办理|项目)处$|政府教育督导室$")


@check("HT5116", "内设机构对外行文", on=("发文机关标志", "发文机关署名"), severity="error",
       basis="《党政机关公文处理工作条例》第十七条",
       examples=[
           Bad("⟦云岭市教育局人事科⟧"),
           Bad("⟦省委组织部干部一处⟧"),
           Bad("⟦云岭市水利局水资源管理处⟧"),
           Bad("⟦省财政厅资产管理处⟧"),
           Good("云岭市水利局青溪水库管理处"),
           Good("云岭市教育局办公室"),
           Good("云岭市人民政府驻省城办事处"),
           Good("云岭市公路管理处"),
           Good("云岭市人民政府教育督导室"),
           Good("云岭市财政局"),
       ])
def internal_section(issuer: Element, structure: Structure) -> Iterator[Problem]:
    """部门内设机构除办公厅（室）外不得对外正式行文。

    何时可以忽略：发给本机关内部的便函、通知，不用机关公文格式。
    依据：条例第十七条。
    """
    if issuer.name == "发文机关署名" and structure.get("发文机关标志") and not structure.get("发文字号"):
        return
    for span in issuer.spans:
        text = re.sub(r"[\s　]|文件$", "", issuer.document.text(span))
        if _OWN_SECTION.search(text) or (_SECTION.search(text) and not _NO_SECTION.search(text)):
            yield Problem(span, f"“{text}”是内设机构，除办公厅（室）外不得对外正式行文，以本机关名义行文。")


_PERSON = re.compile(r"(?:[\u4e00-\u9fff]{2,20})?(?:[局厅市县区镇乡院校部]长|主任|书记)[：:]?[\u4e00-\u9fff]{2,4}")


@check("HT5117", "以负责人名义向上级报送", on="发文机关署名", severity="error",
       basis="《党政机关公文处理工作条例》第十五条（五）", doc_types=("请示", "报告"),
       examples=[
           Bad("⟦局　长　　张明远⟧", kind=_UP),
           Good("云岭市水利局", kind=_UP),
           Good("市　长　　陈志恒", kind={"doc_type": "命令"}),
       ])
def signed_by_person(signature: Element) -> Iterator[Problem]:
    """除上级机关负责人直接交办事项外，不得以本机关负责人名义向上级机关报送公文，署机关名称。

    何时可以忽略：上级机关负责人直接交办的事项。
    依据：条例第十五条（五）。
    """
    for span in signature.spans:
        if _PERSON.fullmatch(re.sub(r"[\s　]", "", signature.document.text(span))):
            yield Problem(span, "请示、报告署发文机关名称，不以负责人个人名义报送。")


_OPINION = re.compile(r"我[局厅委省市县区州办部院校们][^。；]{0,10}(?:认为|意见|建议|同意|拟|研究)"
                      r"|经[^。；]{0,12}研究|倾向性意见|初审意见|建议|拟同意|原则同意")


@check("HT5118", "转报请示未提意见", on="标题", severity="warning",
       basis="《党政机关公文处理工作条例》第十五条（三）", doc_types=("请示", "报告", "函"),
       examples=[
           Bad("云岭市财政局关于⟦转报⟧青溪县追加经费请示的请示", kind=_UP, elements={"正文": "现将来文转报如下。妥否，请批示。"}),
           Good("云岭市财政局关于转报青溪县追加经费请示的请示", kind=_UP, elements={"正文": "经研究，我局建议同意。妥否，请批示。"}),
           Good("云岭市财政局关于追加经费的请示", kind=_UP, elements={"正文": "妥否，请批示。"}),
       ])
def forwarded_request(title: Element, structure: Structure) -> Iterator[Problem]:
    """下级机关的请示需要上报的，提出倾向性意见后上报，不得原文转报。

    何时可以忽略：意见写在所附的审核材料里。
    依据：条例第十五条（三）。
    """
    match, body = re.search(r"转报", title.text), structure.get("正文")
    if match and "请示" in title.text and body and not any(_OPINION.search(block.text) for block in body.blocks):
        yield Problem(title.at(*match.span()), "转报下级的请示，应当提出倾向性意见，不得原文转报。")


_ANSWER_BY = re.compile(r"(?:请|望|盼)[^。；]{0,20}?(?P<date>(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日)(?:之?前|以前)"
                        r"[^。；]{0,16}?(?:批复|批准|答复|审批|批示|拨付)")
_LEAD_DAYS = 5


@check("HT5126", "请求批复的期限太近", on="正文", severity="info", basis="公文处理惯例", doc_types=("请示",),
       examples=[
           Bad("妥否，请于⟦3月12日⟧前批复。", kind=_UP, elements={"成文日期": "2026年3月10日"}),
           Good("妥否，请于3月25日前批复。", kind=_UP, elements={"成文日期": "2026年3月10日"}),
           Good("项目须在3月12日前开工。", kind=_UP, elements={"成文日期": "2026年3月10日"}),
           Good("妥否，请于3月12日前批复。", kind=_UP, elements={"成文日期": "2026年3月10日", "紧急程度": "特急"}),
       ])
def answer_too_soon(body: Element, structure: Structure) -> Iterator[Problem]:
    """有批复时限的，一般提前5个工作日送达，给上级机关留出办理的时间。

    送达不会早于成文日期，从它算起不足5个工作日（只扣周六、周日）才报；标了紧急程度的不报。
    何时可以忽略：上级机关临时交办的。
    依据：公文处理惯例；有的机关写进了规定（嘉政办发〔2017〕109号 二（一）4）。
    """
    start = date_in(structure)
    if start is None or structure.get("紧急程度"):
        return
    for block in body.blocks:
        for match in _ANSWER_BY.finditer(block.text):
            end = date_of(f"{match['year'] or start.year}年{match['month']}月{match['day']}日")
            days = _working_days(start, end) if end and end >= start else _LEAD_DAYS
            if days < _LEAD_DAYS:
                yield Problem(span_of(block, match, "date"),
                              f"距成文日期只有{days}个工作日，一般提前{_LEAD_DAYS}个工作日送达；确实紧急的标紧急程度。")


def _working_days(start: datetime.date, end: datetime.date) -> int:
    """The days after ``start`` up to ``end`` that are no Saturday or Sunday; holidays are not known here."""
    weeks, rest = divmod((end - start).days, 7)
    return 5 * weeks + sum((start + datetime.timedelta(n)).weekday() < 5 for n in range(1, rest + 1))


@check("HT5127", "批复发给不相隶属的机关", on="主送机关", severity="warning",
       basis="《党政机关公文处理工作条例》第八条（十二）（十四）", doc_types=("批复",),
       examples=[
           Bad("⟦市财政局⟧：", kind={"doc_type": "批复"}, elements={"发文机关标志": "云岭市教育局文件"}),
           Good("青溪县财政局：", kind={"doc_type": "批复"}, elements={"发文机关标志": "云岭市财政局文件"}),
           Good("市公路管理局：", kind={"doc_type": "批复"}, elements={"发文机关标志": "云岭市交通运输局文件"}),
       ])
def reply_to_equal(addressee: Element, structure: Structure) -> Iterator[Problem]:
    """批复答复下级机关的请示；答复不相隶属机关的请求用函（复函）。

    只在两个都是同一级政府的工作部门时报，名称看不出隶属关系的不报。
    何时可以忽略：本级政府授权答复的。
    依据：条例第八条（十二）（十四）。
    """
    sender = _issuer(structure)
    for one, start, end in _recipients(addressee) if sender else ():
        if sender and one.level == sender.level and one.department and sender.department and one.name[-3:] != sender.name[-3:]:
            yield Problem(addressee.at(start, end), f"“{one.name}”与“{sender.name}”互不隶属，答复用“函”。")
