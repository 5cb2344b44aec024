"""行文规则：主送、抄送、请示与报告、批复、函。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import span_of
from ..pipeline.model import Block, Document, Span
from .procedure_levels import Organ, issuers, organ

_REQUEST = {"doc_type": "请示", "direction": "上行"}
_REPORT = {"doc_type": "报告", "direction": "上行"}
_ORGAN_END = re.compile(r"(?:[委府局厅办部院会行处室署社校组司]|公司|中心|政协|人大|中央|大学|集团|军区|[总支]队)$")


def listed(element: Element, marks: str = "、，,；;") -> Iterator[tuple[str, int, int]]:
    """The names in a list of organs with their place in ``element.text``; what stands in brackets stays whole."""
    text = re.sub(r"（[^（）]{0,60}）|\([^()]{0,60}\)", lambda m: "\ufffc" * len(m[0]), element.text)
    start = re.match(r"\s*(?:抄送|主送|抄报|分送)?[：:]?", text)
    for match in re.finditer(rf"[^{marks}\s　]+", text[start.end() if start else 0:]):
        at = match.start() + (start.end() if start else 0)
        name = match[0].rstrip("：:。\ufffc")
        if name:
            yield name, at, at + len(name)


def _organs(addressee: Element) -> list[tuple[str, int, int]]:
    """The organs among the addressees, with where their names stand in the element's text."""
    return [part for part in listed(addressee) if _ORGAN_END.search(part[0])]


@check("HT5101", "请示多头主送", on="主送机关", severity="error",
       basis="《党政机关公文处理工作条例》第十五条（一）", doc_types=("请示",),
       examples=[
           Bad("⟦市委、市人民政府⟧：", kind=_REQUEST),
           Bad("⟦省财政厅、省发展改革委⟧：", kind=_REQUEST),
           Good("市人民政府：", kind=_REQUEST),
           Good("市发展改革委（市粮食局、市能源局）：", kind=_REQUEST),
           Good("市人民政府并市长办公会：", kind=_REQUEST),
           Good("省财政厅、省发展改革委：", kind={"doc_type": "函"}),
       ])
def several_addressees(addressee: Element) -> Iterator[Problem]:
    """请示只主送一个上级机关，需要同时送其他上级机关的用抄送。

    多头主送会互相等待、互相矛盾。
    何时可以忽略：没有；党委、政府要共同请示的，先主送一个。
    依据：条例第十五条（一）。
    """
    parts = _organs(addressee)
    if len(parts) > 1:
        yield Problem(addressee.at(parts[0][1], parts[-1][2]),
                      f"请示只主送一个上级机关，这里有{len(parts)}个：保留一个，其余改为抄送。")


_ONE_ASKED = re.compile(r"^[\s　]*(?:你(?!们)[\u4e00-\u9fff]{1,3}|(?!你们)[\u4e00-\u9fff]{2,20}?)(?=《|关于|来文|[\u4e00-\u9fff]{0,4}〔)")


@check("HT5111", "批复主送不止一个机关", on="主送机关", severity="warning", basis="《党政机关公文处理工作条例》第八条（十二）", doc_types=("批复",),
       examples=[Bad("⟦青溪县人民政府，市发展改革委⟧：", kind={"doc_type": "批复"}),
                 Bad("⟦青溪县人民政府，市发展改革委⟧：", kind={"doc_type": "批复"}, elements={"正文": "你县《关于设立产业园的请示》收悉。"}),
                 Good("青溪县人民政府：", kind={"doc_type": "批复"}),
                 Good("河北省人民政府、国家发展改革委：", kind={"doc_type": "批复"}, elements={"正文": "你们《关于报请审批规划的请示》收悉。"})])
def several_askers(addressee: Element, structure: Structure) -> Iterator[Problem]:
    """批复答复请示的机关，一般只主送它一个；其他有关机关用抄送。

    正文写“你县《…》收悉”、写明请示的只有一个机关才报；以“你们”相称的是几个机关联合请示，不报。
    依据：条例第八条（十二）：批复适用于答复下级机关请示事项。
    """
    parts, body = _organs(addressee), structure.get("正文")
    if len(parts) > 1 and (body is None or _ONE_ASKED.match(body.block.text)):
        yield Problem(addressee.at(parts[0][1], parts[-1][2]), "批复只主送来文请示的机关，其他机关改为抄送（联合请示的除外）。")


_ASK = "请 请予 请予以 请求 恳请 敬请 特请 呈请 提请 恳求 望".split()
_GRANT = "批准 批示 批复 审批 批转 指示 核准 拨付 核拨 划拨 增拨 拨款 解决 追加 审核批准 批准实施".split()
_GRANTED = re.compile("|".join(sorted(_GRANT, key=len, reverse=True)))
_ASKED = re.compile("|".join(sorted(_ASK, key=len, reverse=True)))
_STRONG = re.compile(r"(?:恳请|请求|恳求|特请|呈请|敬请|恳望)(?:市|省|县|区|州|镇|乡|国务院|上级|贵|你)[\u4e00-\u9fff、]{0,26}?"
                     r"(?:核增|增加|增拨|增设|增配|核定|给予|予以|支持|帮助|协调|安排|倾斜|补助|补贴|配备|同意|明确|减免|延长|调整|列入|纳入|"
                     r"设立|成立|调剂|落实|出台|授权|研究|解决|考虑|加大)")
"""Asked of a named organ: any favour is a request then (恳请市政府核增编制)."""
_STOP = re.compile("[，。；：、？！“”《》（）了后]|已经")
_REACH = 24
"""How many characters may stand between 请 and what it asks for."""
_LEAD = re.compile(r"(?:^|[。；！？，：])[\s　]*"
                   r"(?:以上[^，。；]{0,12}|为此|因此|据此|鉴此|特此?|现|谨|并|同时|故|对此|在此|专此|"
                   r"(?:妥|当|可)否|我[局市县区省州厅委办院校公司单位镇乡]{1,3}|[一二三四五六七八九十]是|（[一二三四五六七八九十]+）|\d[.．]|再次|也|还|拟)*$")
"""What may stand before the writer's own request; anything else makes it a report of somebody's."""
_QUOTED = re.compile(r"“[^”]*(?:”|$)|《[^》]*(?:》|$)")
_NARRATIVE = re.compile(r"[了后过的]|情况|手续|程序|事项|文件|制度")


@check("HT5102", "报告夹带请示事项", on="正文", severity="error",
       basis="《党政机关公文处理工作条例》第十五条（四）", doc_types=("报告",),
       examples=[
           Bad("现将防汛工作情况报告如下。\n四、下一步打算。为此，⟦恳请市政府拨付⟧经费50万元。", kind=_REPORT),
           Bad("以上报告，⟦请批示⟧。", kind=_REPORT),
           Bad("（二）存在困难。编制不足，⟦恳请省厅协调⟧增加人员。", kind=_REPORT),
           Bad("以上报告如无不妥，⟦请批转⟧有关单位执行。", kind=_REPORT),
           Bad("妥否，⟦请批复⟧。", kind=_REPORT),
           Good("以上报告，请审阅。", kind=_REPORT),
           Good("该项目已报请市政府批准，企业反映的融资难问题，请求解决的有12件。", kind=_REPORT),
           Good("群众来信请求解决饮水问题，我局经请示批准后办结。特此报告。", kind=_REPORT),
           Good("以上请示，请批示。", kind=_REQUEST),
           Good("妥否，请批示。", kind=_REPORT, elements={"标题": "关于追加经费的申请报告"}),
       ])
def request_in_report(body: Element, structure: Structure) -> Iterator[Problem]:
    """报告中不得夹带请示事项：不写“请批示”“请予批准”“恳请拨付”。

    报告不要求答复，夹在里面的请求没有人办；有请求的另用请示。转述别人的请求、叙述已经办过的事不算。
    何时可以忽略：没有。
    依据：条例第十五条（四）。
    """
    title = structure.get("标题")
    if title is not None and re.search("请示报告|申请报告|请求报告", title.text):
        return  # a request with a wrong name: HT5001, HT5004
    for block in body.blocks:
        text = _QUOTED.sub(lambda m: "\ufffc" * len(m[0]), block.text)
        for start, end in _requests(text):
            if _LEAD.search(text[max(0, start - 60): start]) and not _NARRATIVE.match(text, end):
                yield Problem(Span(block.index, start, end), "报告中不得夹带请示事项：删去，或者另行请示。")


def _requests(text: str) -> Iterator[tuple[int, int]]:
    """Where a word of asking governs a word of granting in one clause: from the first 请 to the first 批准 after it.

    Starts from the rare word and looks back a bounded distance, so that a row of 请 costs nothing.
    """
    taken = 0
    for grant in _GRANTED.finditer(text):
        low = max(taken, grant.start() - _REACH)
        for stop in _STOP.finditer(text, low, grant.start()):
            low = stop.end()
        ask = _ASKED.search(text, low, grant.start())
        if ask:
            taken = grant.end()
            yield ask.start(), grant.end()
    if not taken:
        yield from (match.span() for match in _STRONG.finditer(text))


_POST = tuple(("书记 主席 总理 省长 市长 州长 县长 区长 旗长 盟长 镇长 乡长 局长 厅长 部长 主任 秘书长 "
               "院长 校长 董事长 总经理 同志 领导 先生 女士").split())


@check("HT5103", "上行文主送领导个人", on="主送机关", severity="error",
       basis="《党政机关公文处理工作条例》第十五条（五）", directions=("上行",),
       examples=[
           Bad("⟦张副市长⟧：", kind=_REQUEST),
           Bad("市人民政府，⟦王书记⟧：", kind=_REQUEST),
           Bad("尊敬的⟦各位领导⟧：", kind=_REPORT),
           Good("市人民政府：", kind=_REQUEST),
           Good("市长办公室：", kind=_REQUEST),
           Good("中共××市委书记专题会议办公室：", kind=_REPORT),
       ])
def personal_addressee(addressee: Element) -> Iterator[Problem]:
    """不得以本机关名义向上级机关负责人报送公文，主送写上级机关。

    何时可以忽略：上级机关负责人直接交办的事项。
    依据：条例第十五条（五）。
    """
    for name, start, end in listed(addressee):
        if name.endswith(_POST):
            polite = re.match(r"(?:尊敬|敬爱)的", name)
            start += polite.end() if polite else 0
            yield Problem(addressee.at(start, end), "上行文主送上级机关，不主送领导个人。")


_BELOW = re.compile(r"^(?:市直|县直|区直|局属|厅属|委属|所属|直属|下属|本[局委厅办院]|我[局委厅办院])?各(?:[^各]{0,4})"
                    r"(?:科室|处室|股室|科|股|站所|县|区|乡|镇|街道|村|社区|基层|下属|直属|所属|二级)|^(?:机关|局属|厅属|委属|所属|下属)各")


@check("HT5104", "上行文抄送下级机关", on="抄送机关", severity="error",
       basis="《党政机关公文处理工作条例》第十五条（一）", directions=("上行",),
       examples=[
           Bad("抄送：市委办公室，⟦各县（区）人民政府⟧。", kind=_REQUEST),
           Bad("抄送：⟦局属各单位⟧。", kind=_REPORT),
           Bad("抄送：⟦各科室⟧。", kind=_REPORT),
           Bad("抄送：⟦青溪县水利局⟧，市财政局。", kind=_REQUEST, elements={"发文机关标志": "云岭市水利局文件"}),
           Bad("抄送：⟦市财政局⟧。", kind=_REQUEST, elements={"发文机关标志": "云岭市人民政府文件"}),
           Good("抄送：市委办公室，市财政局。", kind=_REQUEST, elements={"发文机关标志": "云岭市水利局文件"}),
           Good("抄送：各县（区）人民政府。", kind={"doc_type": "通知", "direction": "下行"}),
       ])
def copied_below(copies: Element, structure: Structure) -> Iterator[Problem]:
    """请示、报告等上行文不得抄送下级机关。

    上级还没有答复，先发给下级，容易被当成已经定了的事。
    何时可以忽略：没有。
    依据：条例第十五条（一）。
    """
    found = issuers(structure)
    sender = organ(found[0]) if len(found) == 1 else None
    for name, start, end in listed(copies):
        if _BELOW.search(name.replace("\ufffc", "")) or (sender is not None and _subordinate(sender, organ(name))):
            yield Problem(copies.at(start, end), "上行文不得抄送下级机关，删去。")


def _subordinate(sender: Organ, copied: Organ | None) -> bool:
    """Whether the names tell it: a lower government or the same department one level down, a government's department."""
    if copied is None:
        return False
    if sender.government:
        return (copied.government and sender.above(copied) > 0) or (copied.department and copied.level == sender.level)
    return sender.department and copied.department and sender.above(copied) == 1 and sender.name[-3:] == copied.name[-3:]


_TITLED = re.compile(r"《[^《》]{1,200}》|关于.{1,200}?(?:请示|函|报告|意见|申请)")
_NUMBERED = re.compile(r"〔\d{4}〕|[\[［(（【]\d{4}[\]］)）】]\s*第?\d+\s*号|\d+号")


@check("HT5105", "批复未引来文标题", on="正文", severity="error",
       basis="《党政机关公文处理工作条例》第八条（十二）；公文写作通例", doc_types=("批复",),
       examples=[
           Bad("⟦你局来文收悉⟧。经研究，现批复如下：", kind={"doc_type": "批复"}),
           Bad("⟦你局[2026]3号请示收悉⟧。经研究，现批复如下：", kind={"doc_type": "批复"}),
           Good("你局《关于调整收费标准的请示》（×发〔2026〕3号）收悉。现批复如下：", kind={"doc_type": "批复"}),
           Good("教育部关于建立国务院职业教育工作部际联席会议制度的请示收悉。现批复如下：", kind={"doc_type": "批复"}),
       ])
def uncited_request(body: Element) -> Iterator[Problem]:
    """批复开头引来文的标题和发文字号：你局《关于…的请示》（×发〔2026〕3号）收悉。

    不引标题，不知道答复的是哪一件。
    何时可以忽略：没有。
    依据：条例第八条（十二）；引用公文先引标题、后引发文字号，是公文处理通例。
    """
    for block, start, end in _receipt(body):
        if not _TITLED.search(block.text[start:end]):
            span = Span(block.index, start, end)
            yield Problem(span, "引来文要写标题和发文字号：“《关于…的请示》（×发〔2026〕3号）收悉”。")


@check("HT5110", "批复未引来文字号", on="正文", severity="info", basis="公文写作通例", doc_types=("批复",),
       examples=[
           Bad("⟦你局《关于调整收费标准的请示》收悉⟧。现批复如下：", kind={"doc_type": "批复"}),
           Good("你局《关于调整收费标准的请示》（×发〔2026〕3号）收悉。现批复如下：", kind={"doc_type": "批复"}),
       ])
def unnumbered_request(body: Element) -> Iterator[Problem]:
    """批复引来文，标题之后写明发文字号。

    何时可以忽略：来文没有字号；国务院的批复也常省去。
    依据：引用公文先引标题、后引发文字号，是公文处理通例。
    """
    for block, start, end in _receipt(body):
        cited = block.text[start:end]
        if _TITLED.search(cited) and not _NUMBERED.search(cited):
            yield Problem(Span(block.index, start, end), "来文标题后宜写发文字号：“（×发〔2026〕3号）”。")


def _receipt(body: Element) -> Iterator[tuple[Block, int, int]]:
    """The sentence at the head of a reply that says what it replies to, up to 收悉."""
    for block in body.blocks[:3]:
        at = block.text.find("收悉")
        if at >= 0:
            start = max(block.text.rfind(mark, 0, at) for mark in "。！；") + 1
            start += len(block.text[start:at]) - len(block.text[start:at].lstrip())
            yield block, start, at + 2
            return


_ATTITUDE = re.compile(r"同意|批准|准予|不予|不准|不宜|暂不|暂缓|可以|不得|应当|应按|予以|适用|属于|原则|"
                       r"按照?[^，。]{0,20}(?:执行|办理)")


@check("HT5106", "批复态度不明", on="正文", severity="warning",
       basis="《党政机关公文处理工作条例》第八条（十二）", doc_types=("批复",),
       examples=[
           Bad("⟦你局《关于调整收费标准的请示》（×发〔2026〕3号）收悉。经研究，请进一步论证。⟧",
               kind={"doc_type": "批复"}),
           Good("你局《关于调整收费标准的请示》（×发〔2026〕3号）收悉。经研究，同意调整。", kind={"doc_type": "批复"}),
           Good("你局《关于调整收费标准的请示》（×发〔2026〕3号）收悉。经研究，不予调整。", kind={"doc_type": "批复"}),
       ])
def no_attitude(body: Element) -> Iterator[Problem]:
    """批复要明确答复：同意、原则同意、不同意，或者指明怎么办。

    何时可以忽略：答复用了别的说法而意思明确。
    依据：条例第八条（十二），批复适用于答复下级机关请示事项。
    """
    if not any(_ATTITUDE.search(re.sub(r"《[^《》]{0,200}》", "", block.text)) for block in body.blocks):
        yield Problem(body.blocks[0], "批复没有明确表态，写明“同意”“原则同意”或“不同意”。")


_CONTACT = re.compile(r"联\s*系\s*人|联系电话")
_PHONE = re.compile(r"1\d{10}|(?:0\d{2,3}[-—）) ]?)?\d{7,8}|[×xX*]{4,}|电话[：:]?\s*\S")


@check("HT5107", "请示缺联系人和电话", severity="info",
       basis="《党政机关公文处理工作条例》第九条（十四）；实务惯例", doc_types=("请示",),
       examples=[
           Bad("妥否，请批示。", kind=_REQUEST, elements={"附注": "（此件不公开）"}),
           Good("妥否，请批示。", kind=_REQUEST, elements={"附注": "（联系人：李明，电话：0937-6226688）"}),
       ])
def no_contact(document: Document, structure: Structure) -> Iterator[Problem]:
    """请示在附注中注明联系人姓名和电话，便于上级机关询问。

    何时可以忽略：本地没有这样的要求。
    依据：条例第九条（十四），附注；联系人和电话是请示的惯例。
    """
    notes = [note.text for note in structure.all("附注")]
    if not any(_CONTACT.search(text) and _PHONE.search(text) for text in notes):
        yield Problem(None, "请示宜在附注处注明联系人和电话：“（联系人：×××，电话：×××××××）”。", element="附注")


_COMMAND = re.compile(r"请(?:认真)?(?:遵照|贯彻|严格)(?:贯彻)?执行|请(?:予)?(?:批示|批复|指示)|"
                      r"你(?:们|[局委办厅院市县区]|单位)必须|责成你|"
                      r"(?:请|望|盼|希)[^。；，]{0,16}?(?:前|尽快|及时|早日|研究后|审核后)?(?:批复|批示)(?=我|本|为[盼荷]|。|$)")


@check("HT5108", "函用了指令语或请示语", on="正文", severity="warning",
       basis="《党政机关公文处理工作条例》第八条（十四）", doc_types=("函",),
       examples=[
           Bad("现将有关事项函告如下，⟦请遵照执行⟧。", kind={"doc_type": "函", "direction": "平行"}),
           Bad("妥否，⟦请批示⟧。", kind={"doc_type": "函", "direction": "平行"}),
           Bad("以上意见如无不妥，⟦请于9月15日前批复⟧我局。", kind={"doc_type": "函", "direction": "平行"}),
           Good("妥否，请函复。", kind={"doc_type": "函", "direction": "平行"}),
           Good("该项目已报请批复，请予支持。", kind={"doc_type": "函", "direction": "平行"}),
       ])
def command_in_letter(body: Element) -> Iterator[Problem]:
    """函用于不相隶属机关之间，语气平等：用“请函复”“请予支持”，不用“请遵照执行”“请批示”。

    何时可以忽略：上级机关以函的形式答复、部署下级的。
    依据：条例第八条（十四）。
    """
    for block in body.blocks:
        for match in _COMMAND.finditer(block.text):
            if not re.search(r"[报呈提]$", block.text[: match.start()]):
                yield Problem(span_of(block, match), "函不用指令语、请示语，改用“请函复”“请予支持”等。")


_REQUEST_ITEM = re.compile(r"^[\s　]*(?:[一二三四五六七八九十]+[、是]|（[一二三四五六七八九十]+）|\d+[.．])"
                           r"(?:恳请|请求|请予?|申请)"
                           r"[^。；]{0,60}?(?P<verb>拨付|核拨|增加编制|核定|核增|成立|设立|批准|同意|解决|调整|追加)")


@check("HT5109", "请示疑似一文多事", on="正文", severity="info",
       basis="《党政机关公文处理工作条例》第十五条（四）", doc_types=("请示",),
       examples=[
           Bad("有关事项请示如下：\n一、请求拨付防汛经费50万元。\n⟦二、请求成立防汛物资中心⟧。", kind=_REQUEST),
           Good("有关事项请示如下：\n一、基本情况。\n二、请求拨付防汛经费50万元。", kind=_REQUEST),
           Good("一、请求拨付防汛经费50万元。\n二、请求拨付抗旱经费20万元。", kind=_REQUEST),
       ])
def several_matters(body: Element) -> Iterator[Problem]:
    """请示一文一事。

    几件不同的事写在一起，要由不同部门办，哪一件都办不快。只在分条的请求动词不同时提示。
    何时可以忽略：几条是同一件事的几个方面。
    依据：条例第十五条（四）。
    """
    items = [(block, match) for block in body.blocks if (match := _REQUEST_ITEM.match(block.text))]
    verbs = {match["verb"] for _, match in items}
    if len(items) > 1 and len(verbs) == len(items):
        block = items[1][0]
        span = block.stripped
        stop = block.text.find("。")
        end = stop if stop > 0 else span.end
        yield Problem(Span(block.index, span.start, end), "请示应当一文一事，不同的事项分别请示。")
