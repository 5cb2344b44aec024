"""信函、命令、纪要的特定格式（GB/T 9704-2012 10.1—10.3）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import blank_lines_problem, letter_lines, line_length, placed
from ..pipeline.lettering import HEI_3, lettering
from ..pipeline.model import Document, Line
from ..pipeline.review import Fix

_LETTER = {"layout": "信函", "doc_type": "函", "direction": "平行"}
_MINUTES = {"layout": "纪要", "doc_type": "纪要"}
_ORDER = {"layout": "命令", "doc_type": "命令"}
_TOP = Line("shape", "FF0000", 1.0, 170.0, "thickThin", y=52.0)
_BOTTOM = Line("shape", "FF0000", 1.0, 170.0, "thinThick", y=277.0)


@check("HT2101", "信函标志加了“文件”", on="发文机关标志", severity="error", basis="GB/T 9704-2012 10.1", layouts=("信函",),
       examples=[Bad("云岭市人民政府⟦文件⟧", fix="云岭市人民政府", kind=_LETTER), Good("云岭市人民政府", kind=_LETTER)])
def letter_mark(mark: Element) -> Iterator[Problem]:
    """信函格式的发文机关标志使用发文机关全称或者规范化简称，不加“文件”二字。

    依据：GB/T 9704-2012 10.1。
    """
    if match := re.search(r"文[\s　]*件$", mark.text):
        yield Problem(mark.at(*match.span()), "信函格式的发文机关标志不加“文件”二字。", (Fix(""),))


@check("HT2102", "信函红色双线", severity="error", basis="GB/T 9704-2012 10.1", needs=("lines",), layouts=("信函",),
       examples=[Bad("", elements={"发文机关标志": "云岭市人民政府"}, kind=_LETTER, document={"lines": (_TOP,)}),
                 Good("", elements={"发文机关标志": "云岭市人民政府"}, kind=_LETTER, document={"lines": (_TOP, _BOTTOM)})])
def letter_double_lines(document: Document, structure: Structure) -> Iterator[Problem]:
    """信函首页：标志下 4 毫米印一条红色双线（上粗下细），距下页边 20 毫米印一条（上细下粗），长均为 170 毫米，居中。

    双线画成图片的不检查。没有标志的（印在红头纸上）不检查。长度容差 3 毫米。依据：GB/T 9704-2012 10.1。
    """
    drawn = [p for p in document.pictures if not p.seal and p.page in (None, 1)]
    if not structure.get("发文机关标志") or drawn:
        return
    lines = letter_lines(structure)
    if not lines:
        yield Problem(None, "信函格式应当有两条红色双线：标志下上粗下细，页下上细下粗，长 170 毫米。", element="版头分隔线", page=1)
        return
    if len(lines) == 1 and lines[0].compound != "single":
        yield Problem(None, "信函格式缺一条红色双线：标志下和距下页边 20 毫米处各一条。", element="版头分隔线", page=1)
    for line in lines[:2]:
        length = line_length(line)
        if length is not None and abs(length - 170) > 3:
            yield Problem(None, f"信函双线长 {length:.0f} 毫米，应为 170 毫米。", element="版头分隔线", page=1)
            return
    if lines[0].compound == "thinThick" and len(lines) > 1 and lines[1].compound == "thickThin":
        yield Problem(None, "信函双线粗细反了：上面一条上粗下细，下面一条上细下粗。", element="版头分隔线", page=1)


@check("HT2103", "信函发文字号位置", on="发文字号", severity="error", standards=("2012",), basis="GB/T 9704-2012 10.1", needs=("alignment",),
       layouts=("信函",),
       examples=[Bad("⟦云政函〔2026〕8号⟧", paragraph={"alignment": "center"}, kind=_LETTER),
                 Good("云政函〔2026〕8号", paragraph={"alignment": "right", "right_chars": 0.0}, kind=_LETTER)])
def letter_number(number: Element, document: Document) -> Iterator[Problem]:
    """信函格式的发文字号顶格居版心右边缘编排在第一条红色双线下。

    容差一字。依据：GB/T 9704-2012 10.1。
    """
    block = number.block
    if (number.spans[0].start > 0 and block.text[:number.spans[0].start].strip()) or block.cell is not None:
        return
    at = placed(document, block)
    if (block.paragraph.alignment == "center" and not block.anchor.lines) or (at is not None and at.right > 1.2):
        yield Problem(number, "信函格式的发文字号应当顶格居版心右边缘。设为右对齐，右缩进为 0。")


@check("HT4102", "信函版记加了印发栏", on="印发日期", severity="error", standards=("2012",), basis="GB/T 9704-2012 10.1", layouts=("信函",),
       examples=[Bad("⟦2026年5月8日印发⟧", kind=_LETTER), Good("2026年5月8日印发", kind={"layout": "普通"})])
def letter_colophon(date: Element) -> Iterator[Problem]:
    """信函格式的版记不加印发机关和印发日期、分隔线。

    依据：GB/T 9704-2012 10.1。
    """
    yield Problem(date, "信函格式的版记不加印发机关、印发日期和分隔线，只编排抄送机关。")


@check("HT2111", "令号写法", on="令号", severity="warning", basis="GB/T 9704-2012 10.2、图12", layouts=("命令",),
       examples=[Bad("⟦第012号⟧", fix="第12号", kind=_ORDER), Bad("⟦〔2026〕12号⟧", fix="第12号", kind=_ORDER),
                 Bad("⟦第12⟧", fix="第12号", kind=_ORDER), Bad("⟦12号⟧", fix="第12号", kind=_ORDER), Good("第12号", kind=_ORDER)])
def order_number(number: Element) -> Iterator[Problem]:
    """令号写作“第×号”，流水连续编排，不编虚位，不编年份，“第”“号”二字都不缺。

    依据：GB/T 9704-2012 10.2、图 12。
    """
    if match := re.fullmatch(r"第[\s　]*(\d+)", number.text.strip()):
        yield Problem(number, "令号末尾缺“号”字。", (Fix(f"第{int(match[1])}号"),))
    elif match := re.fullmatch(r"(\d+)号", number.text.strip()):
        yield Problem(number, "令号写作“第×号”，缺“第”字。", (Fix(f"第{int(match[1])}号"),))
    elif match := re.search(r"第[\s　]*0+(\d+)", number.text):
        yield Problem(number, "令号不编虚位。", (Fix(f"第{match[1]}号"),))
    elif match := re.search(r"[〔\[（(]\d{2,4}[〕\]）)]\D*(\d+)", number.text):
        yield Problem(number, "令号流水编排，写作“第×号”，不编年份。", (Fix(f"第{match[1]}号", safe=False),))


@check("HT2112", "令号上下未空二行", severity="warning", basis="GB/T 9704-2012 10.2", needs=("blank_lines",), layouts=("命令",),
       examples=[Bad("", elements={"发文机关标志": "云岭市人民政府令", "令号": "第12号"}, kind=_ORDER),
                 Good("", elements={"发文机关标志": "云岭市人民政府令\n\n", "令号": "第12号\n\n", "正文": "现予公布。"}, kind=_ORDER)])
def order_number_gaps(document: Document, structure: Structure) -> Iterator[Problem]:
    """命令标志下空二行居中编排令号，令号下空二行编排正文。

    两个空段和式样图的 20 毫米都算空二行。令号与正文之间另有标题的不查。依据：GB/T 9704-2012 10.2。
    """
    mark, number, body = structure.get("发文机关标志"), structure.get("令号"), structure.get("正文")
    if mark and number:
        yield from blank_lines_problem(document, mark.blocks[-1], number.block, 2, "令号与命令标志之间现{now}，应当空二行。")
    if number and body:
        yield from blank_lines_problem(document, number.blocks[-1], body.block, 2, "正文与令号之间现{now}，应当空二行。")


@check("HT2113", "命令用了发文字号", on="发文字号", severity="info", standards=("2012",), basis="GB/T 9704-2012 10.2、图12", layouts=("命令",),
       examples=[Bad("⟦云政令〔2026〕8号⟧", kind=_ORDER), Good("云政发〔2026〕8号")])
def order_without_number(number: Element, structure: Structure) -> Iterator[Problem]:
    """命令（令）编令号，写作“第×号”，不编发文字号。

    条文只说“令号”，写法见图 12，所以只作提示。依据：GB/T 9704-2012 10.2。
    """
    if not structure.get("令号"):
        yield Problem(number, "命令一般编令号，写作“第×号”，不用发文字号。")


@check("HT2121", "纪要标志写法", on="纪要标志", severity="info", standards=("2012",), basis="GB/T 9704-2012 10.3", layouts=("纪要",),
       examples=[Bad("⟦会议纪要⟧", kind=_MINUTES), Good("云岭市人民政府常务会议纪要", kind=_MINUTES)])
def minutes_mark(mark: Element) -> Iterator[Problem]:
    """纪要标志由“×××××纪要”组成，写明是什么会议的纪要。

    纪要格式可以根据实际制定，所以只作提示。依据：GB/T 9704-2012 10.3。
    """
    text = re.sub(r"[\s　]", "", mark.text)
    if text in ("纪要", "会议纪要") or re.search(r"[《》“”，。：]", text):
        yield Problem(mark, "纪要标志一般写作“×××会议纪要”，写明会议名称，不用标点。")


@check("HT3101", "出席、请假、列席名单", on=("出席", "请假", "列席"), severity="warning", standards=("2012",), basis="GB/T 9704-2012 10.3",
       layouts=("纪要",),
       examples=[Bad("⟦出席人员:⟧刘建宁", fix="出席：刘建宁", kind=_MINUTES), Good("出席：刘建宁", kind=_MINUTES)])
def attendance(names: Element, document: Document) -> Iterator[Problem]:
    """纪要的出席、请假、列席名单：标签二字用 3 号黑体，后标全角冒号，名单用 3 号仿宋。

    依据：GB/T 9704-2012 10.3。
    """
    match = re.match(r"(?P<label>[\u4e00-\u9fa5\s　]{2,6}?)(?P<word>人员|人|领导|单位)?[\s　]*(?P<colon>[：:])", names.text)
    if match is None:
        yield Problem(names.at(0, 2), f"“{names.name}”后应当标全角冒号。", (Fix(f"{names.name}："),))
        return
    if match["word"] or match["colon"] == ":":
        yield Problem(names.at(0, match.end()), f"应当写作“{names.name}：”。", (Fix(f"{names.name}："),))
    elif "font" not in document.unknown:
        yield from lettering(document, names.at(0, match.end("label")), HEI_3, f"“{names.name}”二字")
