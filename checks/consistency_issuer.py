"""发文机关、主送机关与文中的写法：机关代字、引文年份、“你局”“你县”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_of
from ..pipeline.elements import Element, Structure
from ..pipeline.language import HIDDEN, Language, span_of
from .procedure_levels import names

_OFFICE_CODE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:政办|府办|国办)[发函字]?$")
_GOVERNMENT_CODE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:政|府)[发函字]$|国[发函]$")
_GOVERNMENT = re.compile(r"(?:人民政府|国务院)$")


@check("HT9005", "机关代字与发文机关不一致", on="发文字号", severity="warning", basis="《党政机关公文处理工作条例》第九条（五）",
       examples=[Bad("⟦云政办发⟧〔2026〕8号", elements={"发文机关署名": "云岭市人民政府"}),
                 Bad("⟦云政发⟧〔2026〕8号", elements={"发文机关署名": "云岭市人民政府办公室"}),
                 Bad("⟦云政发⟧〔2026〕8号", elements={"标题": "云岭市人民政府办公室关于做好防汛工作的通知"}),
                 Bad("⟦云政发⟧〔2026〕8号", elements={"发文机关标志": "云岭市人民政府办公室文件", "发文机关署名": "云岭市人民政府办公室"}),
                 Good("云政办发〔2026〕8号", elements={"发文机关署名": "云岭市人民政府办公室"}),
                 Good("云水发〔2026〕8号", elements={"发文机关署名": "云岭市水利局"})])
def issuer_code(number: Element, structure: Structure) -> Iterator[Problem]:
    """发文机关代字由发文机关确定：“政办发”“府办发”是政府办公厅（室）的，“政发”“府发”是政府的。

    看署名，没有的看发文机关标志、标题（有的政府办公室借用政府的标志）；只看是人民政府或者办公厅（室）、而且只有一个机关的。党委办公室与政府办公室联合行文的代字不查。
    依据：《党政机关公文处理工作条例》第九条（五），发文字号由发文机关代字、年份、发文顺序号组成。
    """
    code = re.match(r"[\s　]*([\u4e00-\u9fff]{2,8})(?=[〔\[［【(（])", number.text)
    title = structure.get("标题")
    organs = names(structure.get("发文机关署名")) or names(structure.get("发文机关标志"))
    if code is None or len(organs) > 1 or not (organs or title):
        return
    name = organs[0] if organs else re.sub(r"[\s　]|关于.*", "", title.text if title else "")
    if re.search("[、和]", name):
        return
    if _OFFICE_CODE.fullmatch(code[1]):
        wrong = bool(_GOVERNMENT.search(name))
    else:
        wrong = bool(_GOVERNMENT_CODE.fullmatch(code[1]) and re.search("人民政府办公[厅室]$", name))
    if wrong:
        yield Problem(number.at(*code.span(1)), f"代字“{code[1]}”与发文机关“{name}”不符，请核对。")


_CITED = re.compile(r"[\u4e00-\u9fff]{1,8}(?P<cited>〔(?P<y>(?:19|20)\d\d)〕\d{1,5}号)")


@check("HT9026", "引用的文号年份晚于成文日期", on="正文", severity="error", basis="《党政机关公文处理工作条例》第九条（五）（十二）",
       examples=[Bad("根据国办发⟦〔2027〕3号⟧文件要求，抓好落实。", elements={"成文日期": "2026年5月8日"}),
                 Good("根据国办发〔2026〕3号文件要求，抓好落实。", elements={"成文日期": "2026年5月8日"})])
def cited_later(body: Element, structure: Structure, language: Language) -> Iterator[Problem]:
    """引用的公文已经发出，文号里的年份不会晚于本文的成文日期。

    何时可以忽略：没有；必有一个年份写错了。
    依据：《党政机关公文处理工作条例》第九条（五）（十二）。
    """
    issued = structure.get("成文日期")
    signed = date_of(issued.text) if issued else None
    for block in body.blocks if signed and issued else ():
        for match in _CITED.finditer(language.plain(block)):
            if signed and issued and int(match["y"]) > signed.year:
                yield Problem(span_of(block, match, "cited"), f"引用的文号年份晚于成文日期（{signed.year}年），请核对。",
                              related=issued.spans[:1])


_YOU = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=经研究)|(?<=[由请与同意据悉]))你(?P<what>[省市县区州旗盟镇乡局厅委部办院校])"
                  rf"(?=[{HIDDEN}关于的报送上拟所在应请将提来呈（，])")


@check("HT9027", "称谓与主送机关不符", on="主送机关", severity="warning", basis="《党政机关公文处理工作条例》第九条（八）",
       examples=[Bad("云岭市水利局：", elements={"正文": "你县《关于拨付资金的请示》收悉。"}),
                 Bad("青河县人民政府：", elements={"正文": "同意你局的意见。"}),
                 Good("云岭市水利局：", elements={"正文": "你局《关于拨付资金的请示》收悉。"}),
                 Good("某省财政厅：", elements={"正文": "你省《关于拨付资金的请示》收悉。"}),
                 Good("各县（市、区）人民政府，市政府各部门：", elements={"正文": "请你局按时报送。"})])
def form_of_address(addressee: Element, structure: Structure, language: Language) -> Iterator[Problem]:
    """主送一个机关的，文中的“你局”“你县”要与它相称。

    多是套用旧文没有改称谓。主送机关的名称里有这个字的（省财政厅，“你省”）不报，主送几个机关的不查。
    依据：《党政机关公文处理工作条例》第九条（八），主送机关是公文的主要受理机关（推导）。
    """
    name = re.sub(r"[\s　：:]", "", addressee.text)
    if re.search(r"[、，,；各和等]", name) or not re.search(r"(?:政府|[局厅委部办院校会室])$", name):
        return
    for block in structure.body_blocks():
        for match in _YOU.finditer(language.own_words(block)):
            if match["what"] not in name and not (match["what"] == "委" and "委员会" in name):
                yield Problem(span_of(block, match), f"这里称“{match[0]}”，主送机关是“{name}”，请核对。", element="正文")
