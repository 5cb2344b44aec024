"""文种与行文的口吻：自称、结语里的催促和指令、向人大提请审议的文种。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Span
from ..pipeline.review import Fix

_UP = {"doc_type": "请示", "direction": "上行"}
_SELF = re.compile(r"(?<![\u4e00-\u9fff])(?:自|从|依照|按照|违反|对|除|与|凡|由)?本(?P<word>通知|通告|公告|决定|通报|意见|批复|决议|命令)"
                   r"(?=自?(?:印发|发布|公布|下发|发出|施行|公告|通告)|规定|有效期|所称|由[\u4e00-\u9fff]{2,20}负责解释|之日|未尽|不一致|要求|精神|中的)"
                   r"|(?<=[自从])本(?P<since>通知|通告|公告|决定|通报|意见|批复|决议|命令)(?=印发|发布|公布|下发|发出|施行|公告|通告|之日)"
                   r"|(?<=违反)本(?P<against>通知|通告|公告|决定|通报|意见|批复|决议|命令)(?=规定|要求|的|，)")
_TYPES = ("通知", "通报", "公告", "通告", "意见", "决定", "决议", "批复", "命令", "函")
_CARRIER = re.compile("印发|转发|批转|公布|发布|废止|修改|失效|汇编")


@check("HT5032", "自称与文种不合", on="正文", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条", doc_types=_TYPES,
       examples=[
           Bad("本意见所称企业，是指中小微企业。\n⟦本通知⟧自印发之日起施行。", fix="本意见所称企业，是指中小微企业。\n本意见自印发之日起施行。",
               kind={"doc_type": "意见"}, elements={"标题": "云岭市人民政府关于支持企业发展的意见"}),
           Bad("自⟦本通知⟧印发之日起，开展为期一个月的整治。", fix="自本通报印发之日起，开展为期一个月的整治。", kind={"doc_type": "通报"}),
           Bad("违反⟦本公告⟧规定的，由公安机关处罚。", fix="违反本通告规定的，由公安机关处罚。", kind={"doc_type": "通告"}),
           Bad("⟦本公告⟧自发布之日起施行。", fix="本通告自发布之日起施行。", kind={"doc_type": "通告"}),
           Bad("⟦本通知⟧自公布之日起施行。", fix="本决定自公布之日起施行。", kind={"doc_type": "决定"}),
           Good("本通知自印发之日起施行。", kind={"doc_type": "通知"}),
           Good("本意见自印发之日起施行。", kind={"doc_type": "通知"}, elements={"标题": "云岭市人民政府关于印发《支持企业发展若干意见》的通知"}),
           Good("《关于加强管理的通知》规定“本通知自印发之日起施行”，本决定作出前已经办结的除外。", kind={"doc_type": "通报"}),
       ])
def self_named(body: Element, kind: Kind, structure: Structure, language: Language) -> Iterator[Problem]:
    """公文自称的文种（“本通知自印发之日起施行”）要与标题的文种一致，不一致的多是套用旧文没有改。

    印发、转发、公布别的文件的不查：“本意见”可能说的是所附的文件。
    何时可以忽略：说的确实是另一件公文，应当写出它的名称。
    依据：条例第八条各文种的用途。
    """
    title = structure.get("标题")
    if kind.doc_type is None or (title is not None and _CARRIER.search(title.text)):
        return
    for block in body.blocks:
        text = re.sub(r"“[^”]*(?:”|$)", lambda m: "\ufffc" * len(m[0]), language.own_words(block))
        for match in _SELF.finditer(text):
            word = match["word"] or match["since"] or match["against"]
            if word != kind.doc_type:
                at = match.end() - len(word) - 1
                yield Problem(Span(block.index, at, match.end()),
                              f"标题的文种是“{kind.doc_type}”，这里自称“本{word}”，两处要一致。", (Fix(f"本{kind.doc_type}", safe=False),))


_CONGRESS = re.compile(r"人民代表大会|人大(?:常委会|常务委员会)?[：:\s　]*$")
_TO_DELIBERATE = re.compile(r"提请审议|请(?:予)?审议|审议《|草案")


@check("HT5033", "向人大提请审议用议案", on="主送机关", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（十三）",
       doc_types=("请示", "报告", "函"),
       examples=[
           Bad("⟦云岭市人民代表大会常务委员会⟧：", kind=_UP, elements={"标题": "云岭市人民政府关于提请审议《云岭市供水条例（草案）》的请示"}),
           Bad("⟦市人大常委会⟧：", kind=_UP, elements={"标题": "云岭市人民政府关于提请审议2026年财政预算调整方案的函"}),
           Good("云岭市人民代表大会常务委员会：", kind=_UP, elements={"标题": "云岭市人民政府关于2026年上半年预算执行情况的报告"}),
           Good("云岭市人民政府：", kind=_UP, elements={"标题": "云岭市司法局关于提请审议《云岭市供水办法（草案）》的请示"}),
       ])
def bill_called_request(addressee: Element, structure: Structure, kind: Kind) -> Iterator[Problem]:
    """各级人民政府按照法律程序向同级人民代表大会或者常务委员会提请审议事项，用议案。

    标题有“提请审议”或者“草案”的才报；向人大常委会报告工作用报告，不报。
    何时可以忽略：没有。
    依据：条例第八条（十三）。
    """
    title = structure.get("标题")
    if title is not None and _TO_DELIBERATE.search(title.text) and _CONGRESS.search(addressee.text):
        text = addressee.text.rstrip("：: \u3000")
        yield Problem(addressee.at(0, len(text)), f"向同级人大及其常委会提请审议事项用“议案”，不用“{kind.doc_type}”。")


_URGED = re.compile(r"(?:^|(?<=[。；，！\s　]))(?P<plea>(?:[万务切]?望|[切]?盼|希望?|务请|请务必|恳望|敬希)[^。；]{0,16}?"
                    r"(?:早日|尽快|尽早|及早|从速|迅速|立即|即刻|速予|速)[^。；]{0,10}?(?:批准|批复|批示|答复|解决|拨付|审批|回复|核准|下达|批转)"
                    r"[^。；]{0,6})[。！]?\s*$")


@check("HT5034", "请示结语催促上级", on="正文", severity="warning", group="文种", basis="公文写作通例", doc_types=("请示",),
       examples=[
           Bad("有关情况如上。\n⟦望市政府早日批准为盼⟧。", fix="有关情况如上。\n妥否，请批示。", kind=_UP),
           Bad("⟦务请尽快批复⟧。", fix="妥否，请批示。", kind=_UP),
           Bad("⟦希上级尽快拨付资金⟧。", fix="妥否，请批示。", kind=_UP),
           Good("妥否，请批示。", kind=_UP),
           Good("群众盼望早日解决饮水问题，拟新建水厂1座。\n妥否，请批示。", kind=_UP),
           Good("恳请市人民政府尽快协调解决。\n妥否，请批示。", kind=_UP),
       ])
def urged(body: Element) -> Iterator[Problem]:
    """请示的结语用“妥否，请批示”一类的话，不用“望”“希”，不催“早日”“尽快”批准。

    只看最后三段的末尾。
    何时可以忽略：没有；有时限的写明理由和日期。
    依据：公文写作通例，请示语气谦恭。
    """
    for block in body.blocks[-3:]:
        if match := _URGED.search(block.text):
            yield Problem(span_of(block, match, "plea"), "请示不催促上级，结语写“妥否，请批示”一类的话。", (Fix("妥否，请批示", safe=False),))


_ORDERED = re.compile(r"(?:^|(?<=[。；，！\s　]))(?P<order>(?:以上意见，)?请(?:各[^。；，]{0,16})?(?:结合实际，?)?(?:认真|遵照|切实|严格|抓好|一并)?"
                      r"(?:贯彻执行|贯彻落实|遵照执行|遵照办理|执行|抓好落实|照此执行|组织实施))[。！]?\s*$")


@check("HT5035", "上行文用指令性结语", on="正文", severity="warning", group="文种", basis="《党政机关公文处理工作条例》第八条（七）（十）",
       doc_types=("意见", "报告"), directions=("上行",),
       examples=[
           Bad("现提出如下意见。\n⟦以上意见，请认真贯彻执行⟧。", kind={"doc_type": "意见", "direction": "上行"}),
           Bad("⟦请遵照执行⟧。", kind={"doc_type": "报告", "direction": "上行"}),
           Good("以上意见如无不妥，请批转各地贯彻执行。", kind={"doc_type": "意见", "direction": "上行"}),
           Good("以上意见，请认真贯彻执行。", kind={"doc_type": "意见", "direction": "下行"}),
       ])
def orders_above(body: Element) -> Iterator[Problem]:
    """报上级的意见、报告不对上级下指令：意见写“以上意见如无不妥，请批转……执行”，报告写“特此报告”。

    只看最后三段的末尾。
    何时可以忽略：没有。
    依据：条例第八条（七）（十）。
    """
    for block in body.blocks[-3:]:
        if match := _ORDERED.search(block.text):
            yield Problem(span_of(block, match, "order"), "这是对下级的话，上行文不用：意见写“以上意见如无不妥，请批转……执行”。")
