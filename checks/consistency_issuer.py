"""发文机关、主送机关与文中的写法：机关代字、引文年份、“你局”“你县”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_in
from ..pipeline.elements import Element, Structure
from ..pipeline.language import HIDDEN, Language, span_of
from ..pipeline.model import Span
from ..pipeline.review import Fix
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


_FIELDS = {
    "教": "教育", "财": "财政", "民": "民政", "司": "司法", "人社": "人力资源", "环": "生态环境", "交": "交通", "水": "水利", "农": "农业农村",
    "商": "商务", "卫": "卫生", "审": "审计", "林": "林业", "税": "税务", "医保": "医疗保障", "应急": "应急管理",
    "市监": "市场监管", "市场监管": "市场监督管理",
    "发改": "发展改革", "工信": "工业和信息化", "科": "科学技术", "城管": "城市管理",
    "统": "统计", "建": "住房", "住建": "住房", "公": "公安", "文旅": "文化旅游",
    "自然资": "自然资源", "退役军人": "退役军人", "气": "气象", "信访": "信访",
}
"""The word of a department in its code, by the field that the department's name tells."""
_OTHER_NAMES = {"水利": "水务", "市场监管": "市场监督管理", "市场监督管理": "市场监管",
                "发展改革": "发展和改革", "文化旅游": "文化", "住房": "城乡建设|规划建设"}
_DEPARTMENT_NAME = re.compile(r"(?:省|自治区|市|州|盟|县|旗|区)(?P<field>[\u4e00-\u9fff]{2,14}?)(?:局|厅|委员会|委)(?:办公[厅室])?$")


def _fields(name: str) -> tuple[str, ...]:
    """The fields (教育, 财政) that the name of a department tells; empty where it is none of the common ones."""
    match = None if "人民政府" in name else _DEPARTMENT_NAME.search(name)
    field = match["field"] if match else ""
    return tuple(f for f in dict.fromkeys(_FIELDS.values()) if f in field or any(o in field for o in _OTHER_NAMES.get(f, f).split("|")))


@check("HT9051", "机关代字是别的部门的", on="发文字号", severity="warning", basis="《党政机关公文处理工作条例》第九条（五）",
       examples=[
           Bad("⟦云教发⟧〔2026〕8号", elements={"发文机关标志": "云岭市水利局文件"}),
           Bad("⟦云财函⟧〔2026〕8号", elements={"发文机关署名": "云岭市民政局"}),
           Bad("⟦云人社发⟧〔2026〕8号", elements={"发文机关标志": "云岭市教育局文件"}),
           Good("云水发〔2026〕8号", elements={"发文机关标志": "云岭市水利局文件"}),
           Good("云建规〔2026〕8号", elements={"发文机关标志": "云岭市自然资源和规划局文件"}),
           Good("财农发〔2026〕8号", elements={"发文机关标志": "云岭市财政局文件"}),
           Good("商教发〔2026〕8号", elements={"发文机关标志": "商洛市教育局文件"}),
           Good("云教联发〔2026〕8号", elements={"发文机关标志": "云岭市公安局文件\n云岭市教育局"}),
       ])
def department_code(number: Element, structure: Structure) -> Iterator[Problem]:
    """发文机关代字里的部门字要是本机关的：交通运输局的公文不用“教发”“财发”。

    代字里有别的部门的字，而且没有一个字取自本机关名称的才报；联合行文的不查。
    何时可以忽略：机构合并、代字沿用旧名的。
    依据：条例第九条（五），发文字号由发文机关代字、年份、发文顺序号组成。
    """
    code = re.match(r"[\s　]*(?P<code>[\u4e00-\u9fff]{2,8})(?=[〔\[［【(（])", number.text)
    organs = names(structure.get("发文机关标志")) or names(structure.get("发文机关署名"))
    if code is None or len(organs) != 1 or not (own := _fields(organs[0])):
        return
    stem = re.sub(r"(?:办|党组|党|联)?[发函字文请报呈告]?$", "", code["code"])
    words = [word for word in sorted(_FIELDS, key=len, reverse=True) if word in stem[1:]]
    department = _DEPARTMENT_NAME.search(organs[0])
    taken = set(stem[1:]) & set(organs[0]) or (department and set(stem) & set(department["field"]))  # 财农发 is 财政局's own
    if words and not taken and not any(_FIELDS[word] in own for word in words):
        message = f"代字“{code['code']}”是{_FIELDS[words[0]]}部门的，发文机关是“{organs[0]}”，请核对。"
        yield Problem(number.at(*code.span("code")), message)


@check("HT9052", "印发机关不是发文机关的", on="印发机关", severity="warning",
       basis="GB/T 9704-2012 7.4.3；《党政机关公文处理工作条例》第九条（十七）",
       examples=[
           Bad("⟦云岭市财政局办公室⟧", elements={"发文机关标志": "云岭市水利局文件"}),
           Bad("⟦县教育局办公室⟧", elements={"发文机关标志": "石桥镇人民政府文件"}),
           Bad("⟦云岭市水利局办公室⟧", elements={"发文机关标志": "云岭市人民政府文件"}),
           Good("云岭市水利局办公室", elements={"发文机关标志": "云岭市水利局文件"}),
           Good("云岭市水利局办公室", elements={"发文机关标志": "云岭市防汛抗旱指挥部文件"}),
           Good("云岭市人民政府办公室", elements={"发文机关标志": "云岭市人民政府文件"}),
           Good("云岭省人民政府办公厅", elements={"发文机关标志": "云岭省人民政府文件"}),
           Good("云岭市教育局办公室", elements={"发文机关标志": "云岭市公安局文件\n云岭市教育局"}),
       ])
def printed_elsewhere(printer: Element, structure: Structure) -> Iterator[Problem]:
    """印发机关是发文机关的办公厅（室）或者文秘部门，不是别的部门。

    印发机关是一个部门、发文机关是另一个部门或者人民政府的才报；联合行文、指挥部和领导小组（办事机构设在部门里）的不查。
    何时可以忽略：没有。
    依据：条例第九条（十七），印发机关和印发日期指公文的送印机关和送印日期；GB/T 9704-2012 7.4.3。
    """
    organs = names(structure.get("发文机关标志")) or names(structure.get("发文机关署名"))
    text = re.sub(r"[\s　]", "", printer.text)
    theirs = _fields(text if re.match(r".*(?:省|市|州|盟|县|旗|区)", text) else f"市{text}")
    if len(organs) != 1 or not theirs or re.search("[、和]", text):
        return
    own = _fields(organs[0])
    if (own and not set(own) & set(theirs)) or re.search("人民政府(?:办公[厅室])?$", organs[0]):
        yield Problem(printer, f"印发机关“{text}”不是发文机关“{organs[0]}”的办公部门，请核对。")


_MARK_END = re.compile(r"(?P<word>公文|文稿|文书|文档|红头文件|函件|材料)$")


@check("HT9053", "发文机关标志的后缀", on="发文机关标志", severity="warning", standards=("2012",), layouts=("普通",), basis="GB/T 9704-2012 7.2.4",
       examples=[
           Bad("云岭市水利局⟦公文⟧"),
           Bad("云岭市人民政府⟦文书⟧"),
           Good("云岭市水利局文件"),
           Good("云岭市人民政府"),
           Good("云岭市公安局通告"),
           Good("云岭市人民政府常务会议纪要"),
       ])
def mark_suffix(mark: Element) -> Iterator[Problem]:
    """发文机关标志由发文机关全称或者规范化简称加“文件”二字组成，也可以不加，不加“公文”“文书”等别的词。

    何时可以忽略：没有。
    依据：GB/T 9704-2012 7.2.4。
    """
    for span in mark.spans:
        text = mark.document.text(span).rstrip(" \u3000")
        if match := _MARK_END.search(text):
            at = span.start + match.start()
            yield Problem(Span(span.block, at, at + len(match["word"])), f"发文机关标志用“机关名称＋文件”，不用“{match['word']}”。",
                          (Fix("文件", safe=False),))


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
    signed = date_in(structure)
    for block in body.blocks if signed and issued else ():
        for match in _CITED.finditer(language.plain(block)):
            if signed and issued and int(match["y"]) > signed.year:
                yield Problem(span_of(block, match, "cited"), f"引用的文号年份晚于成文日期（{signed.year}年），请核对。",
                              related=issued.spans[:1])


_YOU = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=经研究)|(?<=[由请与同意据悉]))(?:你|贵(?!州))(?P<what>[省市县区州旗盟镇乡局厅委部办院校])"
                  rf"(?=[{HIDDEN}关于的报送上拟所在应请将提来呈（，])")


@check("HT9027", "称谓与主送机关不符", on="主送机关", severity="warning", basis="《党政机关公文处理工作条例》第九条（八）",
       examples=[Bad("云岭市水利局：", elements={"正文": "你县《关于拨付资金的请示》收悉。"}),
                 Bad("青河县人民政府：", elements={"正文": "同意你局的意见。"}),
                 Bad("云岭市水利局：", elements={"正文": "请贵县（含所属单位）核实。"}),
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
