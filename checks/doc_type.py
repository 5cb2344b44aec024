"""文种：请示报告混用、缺文种、文种重复、结语与文种不合。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..corpora.words import closings
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import DOC_TYPES, Element, Kind, Structure
from ..pipeline.language import span_of
from ..pipeline.review import Fix

_TAIL = r"(?=(?:[（(〔][^（）()〔〕]{1,20}[）)〕])*[\s。]*$)"
_TITLE_TYPES = "|".join((*DOC_TYPES, "令"))


@check("HT5001", "请示与报告混用", on="标题", severity="error", group="文种",
       basis="《党政机关公文处理工作条例》第八条（十）（十一）、第十五条（四）",
       examples=[
           Bad("××县人民政府关于防汛经费的⟦请示报告⟧", fix="××县人民政府关于防汛经费的请示"),
           Bad("关于防汛工作的⟦报告请示⟧", fix="关于防汛工作的请示"),
           Good("××县人民政府关于防汛经费的请示"),
           Good("关于严格执行请示报告制度的通知"),
           Good("关于贯彻落实《中国共产党重大事项请示报告条例》的通知"),
       ])
def request_and_report(title: Element) -> Iterator[Problem]:
    """请示和报告是两个文种，标题不能写“请示报告”。

    请示要批复，报告不要；合在一起，收文机关不知道该不该办。
    何时可以忽略：没有；“请示报告制度”是制度的名称，本来就不报。
    依据：条例第八条（十）（十一），第十五条（四）。
    """
    match = re.search(r"(?:请示[和与及、（(]?报告[）)]?|报告[和与及、（(]?请示[）)]?)" + _TAIL, title.text)
    if match:
        yield Problem(title.at(*match.span()), "请示和报告不能混用：请求指示、批准的用“请示”，汇报情况的用“报告”。",
                      (Fix("请示", safe=False), Fix("报告", safe=False)))


_RULES = ("实施方案 工作方案 实施细则 方案 计划 规划 要点 安排 办法 规定 细则 制度 规则 章程 守则 预案 标准 "
          "规范 指南 清单").split()
_PLEAS = "申请书 申请 请求".split()
_PAPERS = ("情况报告材料 汇报材料 情况汇报 工作汇报 会议记录 责任书 承诺书 倡议书 备忘录 通知书 讲话稿 汇报 "
           "总结 小结 打算 设想 建议 说明 简报 发言 致辞 启事 大事记 台账 批示 批文 提案 倡议 公开信 告示 布告 号召 指令 呈文 签报 "
           "情况反映 记录 纪录 责令 动议 提请").split()
_ADVICE = {"批示": "答复下级机关的请示用“批复”", "批文": "答复下级机关的请示用“批复”", "提案": "政府向人大提请审议用“议案”",
           "动议": "政府向人大提请审议用“议案”", "提请": "政府向人大提请审议用“议案”", "倡议": "改用“意见”“通知”等，倡议书不用公文格式",
           "记录": "记载会议议定事项用“纪要”", "纪录": "记载会议议定事项用“纪要”", "会议记录": "记载会议议定事项用“纪要”",
           "告示": "面向社会公布用“通告”“公告”", "布告": "面向社会公布用“通告”“公告”"}
_ENDS_WRONG = re.compile(f"(?:{'|'.join((*_RULES, *_PLEAS, *_PAPERS))})" + _TAIL)
_COMPOSITES = dict(pair.split("→") for pair in (
    "申请报告→请示 请求报告→请示 意见建议→意见 建议意见→意见 通知通报→通报 通告通知→通知 公告通告→公告 "
    "复函批复→复函 批复函→复函 请示函→请示 报告函→报告 公函→函 便函→函 汇报报告→报告 "
    "回函→复函 回复函→复函 覆函→复函 来函→函 去函→函 呈报→报告 决议决定→决定 通知公告→公告").split())
_COMPOSITE = re.compile(f"(?:{'|'.join(_COMPOSITES)})" + _TAIL)


@check("HT5002", "标题缺文种", on="标题", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第八条、第九条（七）",
       layouts=("普通", "信函"),
       examples=[
           Bad("××市人民政府关于2024年防汛工作的⟦实施方案⟧"),
           Bad("××县财政局关于追加经费的⟦申请⟧"),
           Bad("关于做好2024年防汛⟦工作⟧"),
           Bad("⟦××县财政局关于拨付2024年防汛经费⟧", elements={"发文机关标志": "××县财政局文件", "发文字号": "×财〔2024〕8号"},
               kind={"doc_type": None}),
           Bad("××市人民政府关于同意设立产业园的⟦批文⟧"),
           Bad("××市人民政府关于节约用水的⟦倡议⟧"),
           Good("××市人民政府关于印发《2024年防汛工作实施方案》的通知"),
           Good("××市人民政府关于管理办法的批复（试行）"),
           Good("国务院办公厅对全国政协十届四次会议第4626号提案的答复"),
       ])
def missing_type(title: Element, kind: Kind, structure: Structure) -> Iterator[Problem]:
    """标题由发文机关名称、事由和文种组成，文种是条例规定的十五种之一。

    方案、办法、总结、申请等不是法定文种：制度、方案用“关于印发《…》的通知”发出，求批的用“请示”或“函”。
    何时可以忽略：以令公布的规章，内部材料。
    依据：条例第八条、第九条（七）。
    """
    text = title.text
    party = "|条例|规定|指示" if kind.standard == "1999" else ""  # 文种 of the Party until 2012
    if kind.doc_type == "命令" or _COMPOSITE.search(text) or re.search(f"(?:{_TITLE_TYPES}{party})" + _TAIL, text):
        return
    wrong = _ENDS_WRONG.search(text)
    if wrong:
        word = wrong[0]
        if word in _RULES:
            advice = f"用“关于印发《…{word}》的通知”发出"
        elif word in _PLEAS:
            advice = "向上级请求批准用“请示”，向不相隶属机关用“函”"
        else:
            advice = _ADVICE.get(word, "改用合适的法定文种，如“报告”“通知”“函”")
        yield Problem(title.at(*wrong.span()), f"“{word}”不是法定文种，{advice}。")
        return
    bare = re.search(r"工作(?=\s*$)", text)
    if bare and "关于" in text:
        yield Problem(title.at(*bare.span()), "标题没有文种，请在末尾写上，如“的通知”。")
    elif kind.doc_type is None and "关于" in text and structure.get("发文机关标志") and structure.get("发文字号"):
        yield Problem(title, "标题没有文种，请在末尾写上，如“的通知”。")


@check("HT5003", "标题文种重复", on="标题", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第九条（七）",
       examples=[
           Bad("关于转发市教育局关于做好汛期安全工作⟦的通知的通知⟧", fix="关于转发市教育局关于做好汛期安全工作的通知"),
           Bad("关于印发考核办法⟦的通知通知⟧", fix="关于印发考核办法的通知"),
           Good("关于转发《市教育局关于做好汛期安全工作的通知》的通知"),
           Good("国务院办公厅转发国家教委关于内地西藏班扩大规模有关问题请示的通知"),
           Good("××市人民政府关于废止部分决定的决定"),
       ])
def repeated_type(title: Element) -> Iterator[Problem]:
    """同一个文种在标题末尾只出现一次，不写“的通知的通知”。

    层层转发的，概括成“转发×××关于×××文件的通知”，去掉重复的一个。
    何时可以忽略：前一个在书名号里，是被转发文件的名称，本来就不报。
    依据：条例第九条（七）；公文写作通例。
    """
    match = re.search(rf"的?({_TITLE_TYPES})的?\1" + _TAIL, title.text)
    if match and not re.search("关于(?:修改|修订|废止|撤销|停止执行)", title.text[: match.start()]):
        right = "的" + match[1] if match[0].startswith("的") else match[1]
        yield Problem(title.at(*match.span()), f"文种重复，只留一个：“{right}”。", (Fix(right, safe=False),))


@check("HT5004", "文种写法不对", on="标题", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第八条",
       examples=[
           Bad("关于追加防汛经费的⟦申请报告⟧", fix="关于追加防汛经费的请示"),
           Bad("关于加强防汛工作的⟦意见建议⟧", fix="关于加强防汛工作的意见"),
           Bad("关于行政区划调整的⟦复函批复⟧", fix="关于行政区划调整的复函"),
           Bad("关于提供统计资料的⟦回函⟧", fix="关于提供统计资料的复函"),
           Good("关于追加防汛经费的请示"),
           Good("关于公开征集意见建议的通知"),
           Good("中国共产党云岭市第五届委员会第十二次全体会议公报"),
       ])
def composite_type(title: Element) -> Iterator[Problem]:
    """文种只写一个、写法定名称：不写“申请报告”“意见建议”“复函批复”“公函”。

    何时可以忽略：没有。
    依据：条例第八条。
    """
    match = _COMPOSITE.search(title.text)
    if match:
        right = _COMPOSITES[match[0]]
        yield Problem(title.at(*match.span()), f"“{match[0]}”不是法定文种，应为“{right}”。", (Fix(right, safe=False),))


_ELSEWHERE = ("报告", "函")
"""HT5102 and HT5108 look at the requests and orders that close these."""


_HEREBY = re.compile(r"(?:^|(?<=[。；：，！\s　]))((?:特|专|谨)此(?P<type>通知|通报|通告|公告|报告|批复|函复|函告|函达|请示))[。！]?\s*$")
_HEREBY_OF = {
    "通知": ("通知",), "通报": ("通报",), "通告": ("通告",), "公告": ("公告",), "报告": ("报告",), "批复": ("批复",), "请示": ("请示",),
    "函": ("函复", "函告", "函达"), "议案": (), "命令": (), "决定": (), "决议": (), "纪要": (), "意见": (),
}
"""特此… names the 文种 itself; 通知 under a 决定 or a 函 tells that the draft was another document before."""
_PLEA_END = re.compile(r"(?:^|(?<=[。；：，！\s　]))(?:以上[^，。]{0,10})?((?:妥|当|可)否，请(?:予)?(?:批示|审批|批复|批准|核准|指示))[。！]?\s*$")
"""A request put to a superior, which these are never sent to (报告 and 函 have their own checks, an 意见 may go up)."""
_NEVER_PLEAD = ("通知", "通报", "决定", "决议", "公告", "通告", "公报", "批复", "命令", "纪要", "议案")


@lru_cache(maxsize=32)
def _wrong_closings(doc_type: str) -> tuple[re.Pattern[str], ...]:
    rows = (row for row in closings() if row.doc_type == doc_type and row.status == "wrong")
    return tuple(re.compile(rf"(?:^|(?<=[。；：，！\s　]))({_core(row.text)})[。！]?\s*$") for row in rows)


def _core(closing: str) -> str:
    return re.escape(closing.rstrip("。")).replace("，", "[，,]?")


@lru_cache(maxsize=32)
def _right_closing(doc_type: str) -> str | None:
    return next((row.text for row in closings() if row.doc_type == doc_type and row.status == "ok"), None)


@check("HT5005", "结语与文种不合", on="正文", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第八条",
       examples=[
           Bad("现将防汛经费有关情况请示如下。\n⟦特此报告⟧。", fix="现将防汛经费有关情况请示如下。\n妥否，请批示。",
               kind={"doc_type": "请示", "direction": "上行"}),
           Bad("现将有关事项公告如下。\n⟦特此通告⟧。", fix="现将有关事项公告如下。\n特此公告。",
               kind={"doc_type": "公告"}),
           Bad("现将有关事项函告如下。\n⟦特此通知⟧。", kind={"doc_type": "函"}),
           Bad("现将有关情况报告如下。\n⟦特此请示⟧。", kind={"doc_type": "报告"}),
           Bad("现将有关事项通知如下。\n以上意见⟦当否，请批示⟧。", kind={"doc_type": "通知"}),
           Bad("现提请审议。\n⟦妥否，请批复⟧。", fix="现提请审议。\n请予审议。", kind={"doc_type": "议案"}),
           Good("现将有关情况函复如下。\n专此函复。", kind={"doc_type": "函"}),
           Good("现将防汛经费有关情况请示如下。\n妥否，请批示。", kind={"doc_type": "请示", "direction": "上行"}),
           Good("现将有关事项通知如下。请遵照执行。", kind={"doc_type": "通知"}),
       ])
def closing(body: Element, kind: Kind) -> Iterator[Problem]:
    """结语要与文种相合：请示以“妥否，请批示。”收尾，不用“特此报告”；公告不用“特此通告”。

    结语告诉收文机关要不要办、怎么办，用错了会误事。只看最后三段的末尾。
    何时可以忽略：没有。报告里的请求、函里的指令另有检查。
    依据：条例第八条各文种的用途；公文写作通例。
    """
    if kind.doc_type is None:
        return
    for block in body.blocks[-3:]:
        match = _wrong_closing(block.text, kind.doc_type)
        if match:
            right = _right_closing(kind.doc_type)
            fixes = (Fix(right.rstrip("。"), safe=False),) if right else ()
            advice = f"，应为“{right}”之类" if right else ""
            yield Problem(span_of(block, match, 1), f"“{match[1]}”不是{kind.doc_type}的结语{advice}。", fixes)


def _wrong_closing(text: str, doc_type: str) -> re.Match[str] | None:
    if doc_type not in _ELSEWHERE:
        for pattern in _wrong_closings(doc_type):
            if match := pattern.search(text):
                return match
    if doc_type in _NEVER_PLEAD and (match := _PLEA_END.search(text)):
        return match
    match = _HEREBY.search(text)
    return match if match and match["type"] not in _HEREBY_OF.get(doc_type, (match["type"],)) else None


@check("HT5006", "公告、通告有主送机关", on="主送机关", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第八条（五）（六）",
       doc_types=("公告", "通告"),
       examples=[
           Bad("⟦各县区人民政府，市政府各部门：⟧", kind={"doc_type": "通告"}),
           Good("各县区人民政府，市政府各部门：", kind={"doc_type": "通知"}),
       ])
def addressed_notice(addressee: Element, kind: Kind) -> Iterator[Problem]:
    """公告、通告向社会公布，没有主送机关。

    要求下级机关办理或者周知的，用通知。
    何时可以忽略：没有。
    依据：条例第八条（五）（六）（八）。
    """
    yield Problem(addressee, f"{kind.doc_type}面向社会，不写主送机关；对下级机关的改用“通知”。")


_PRAISE = re.compile(r"关于(?:对[^，。]{1,30}(?:进行|予以|给予))?(表彰|表扬|嘉奖|通报表扬|通报批评)"
                     r"(?!大会|会议|工作|活动|奖励|对象|推荐|评选|名额|办法|项目)")


@check("HT5007", "表彰、批评用通报或决定", on="标题", severity="warning", group="文种",
       basis="《党政机关公文处理工作条例》第八条（二）（九）",
       doc_types=("通知",),
       examples=[
           Bad("××市人民政府关于⟦表彰⟧2024年度先进集体的通知", kind={"doc_type": "通知"}),
           Good("××市人民政府关于表彰2024年度先进集体的通报", kind={"doc_type": "通报"}),
           Good("关于做好评选表彰工作的通知", kind={"doc_type": "通知"}),
           Good("关于表彰大会有关事项的通知", kind={"doc_type": "通知"}),
       ])
def praise_by_notice(title: Element) -> Iterator[Problem]:
    """表彰先进、批评错误用通报，给予奖惩的重要事项用决定，不用通知。

    何时可以忽略：通知的是评选、推荐等工作安排。
    依据：条例第八条（二）（九）。
    """
    match = _PRAISE.search(title.text)
    if match:
        yield Problem(title.at(*match.span(1)), "表彰、批评宜用“通报”或“决定”。")


@check("HT5008", "会议纪要不是法定文种名", on=("标题", "纪要标志"), severity="info", standards=("2012",), group="文种",
       basis="《党政机关公文处理工作条例》第八条（十五）",
       examples=[
           Bad("关于研究防汛工作的⟦会议纪要⟧", fix="关于研究防汛工作的纪要"),
           Good("××市人民政府常务会议纪要"),
           Good("关于研究防汛工作的纪要"),
       ])
def minutes_name(title: Element) -> Iterator[Problem]:
    """文种名称是“纪要”；“会议纪要”是2012年以前的叫法。

    “××常务会议纪要”是会议名称加纪要，不在此列。
    何时可以忽略：本机关有统一的纪要标志。
    依据：条例第八条（十五）。
    """
    match = re.search(r"(?:(?<=的)|^)会议纪要" + _TAIL, title.text)
    if match:
        yield Problem(title.at(*match.span()), "文种名称是“纪要”。", (Fix("纪要", safe=False),))
