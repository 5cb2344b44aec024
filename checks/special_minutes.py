"""纪要的出席、请假、列席名单（GB/T 9704-2012 10.3）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import blank_lines_problem, hangs_off, left_chars
from ..pipeline.lettering import FANGSONG_3, lettering
from ..pipeline.model import Document

_MINUTES = {"layout": "纪要", "doc_type": "纪要"}
_LISTS = ("出席", "请假", "列席")
_LABEL = re.compile(r"[\u4e00-\u9fa5\s　]{2,6}?[：:][\s　]*")
_NAMES = "出席：刘建宁、王立新、陈志恒、周文静、林晓峰、沈文斌、冯雪梅、高志远、许明辉、罗春华"


@check("HT3102", "出席名单的位置", on=_LISTS, severity="warning", basis="GB/T 9704-2012 10.3", layouts=("纪要",), needs=("indent",),
       examples=[Bad("⟦出席：刘建宁⟧", paragraph={"alignment": "left", "first_line_chars": 0.0, "left_chars": 0.0}, kind=_MINUTES),
                 Bad(f"⟦{_NAMES}⟧", paragraph={"alignment": "both", "first_line_chars": 2.0, "left_chars": 0.0}, kind=_MINUTES),
                 Good(_NAMES, paragraph={"alignment": "both", "first_line_chars": 2.0, "left_chars": 5.0}, kind=_MINUTES)])
def attendance_place(names: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """“出席”“请假”“列席”左空二字编排，名单回行时与冒号后的首字对齐。

    容差 0.7 字（半字加首行缩进的取整）；回行用悬挂缩进实现（左空五字），一行排得下的不查。
    纪要格式可以根据实际制定，表格里的、名单排在正文之前的不查。
    依据：GB/T 9704-2012 10.3。
    """
    block = names.block
    left = left_chars(document, block)
    body = structure.get("正文")
    if block.cell is not None or left is None or (body is not None and block.index < body.block.index):
        return
    label = _LABEL.match(block.text.lstrip())
    if abs(left - 2) > 0.7:
        yield Problem(names, f"“{names.name}”应当左空二字编排，现左空 {max(left, 0):.1f} 字。")
    elif label and hangs_off(block, len(block.text) - len(block.text.lstrip()) + label.end(), 28.5):
        yield Problem(names, f"“{names.name}”名单回行应当与冒号后的首字对齐。用悬挂缩进，回行左空五字。")


@check("HT3103", "出席、请假、列席的顺序", severity="warning", basis="GB/T 9704-2012 10.3", layouts=("纪要",),
       examples=[Bad("", elements={"列席": "列席：张三", "出席": "出席：李四"}, kind=_MINUTES),
                 Good("", elements={"出席": "出席：李四", "请假": "请假：王五", "列席": "列席：张三"}, kind=_MINUTES)])
def attendance_order(document: Document, structure: Structure) -> Iterator[Problem]:
    """标注出席人员名单后，依次另起一行标注请假和列席人员名单。

    依据：GB/T 9704-2012 10.3。
    """
    found = [e for name in _LISTS if (e := structure.get(name))]
    for upper, lower in pairwise(found):
        if upper.block.index > lower.block.index:
            yield Problem(upper, f"“{upper.name}”排在“{lower.name}”之后了，顺序应为出席、请假、列席。", element=upper.name)
            return


@check("HT3104", "出席名单字体字号", on=_LISTS, severity="warning", basis="GB/T 9704-2012 10.3", layouts=("纪要",), needs=("font", "size"),
       examples=[Bad("出席：⟦刘建宁⟧", run={"font": "黑体", "size_pt": 16.0}, kind=_MINUTES),
                 Good("出席：刘建宁", run={"font": "仿宋_GB2312", "size_pt": 16.0}, kind=_MINUTES)])
def attendance_lettering(names: Element, document: Document) -> Iterator[Problem]:
    """冒号后的单位、姓名用 3 号仿宋体字。

    “出席”等二字用黑体，由 HT3101 查。依据：GB/T 9704-2012 10.3。
    """
    label = re.match(r"[\s　]*" + _LABEL.pattern, names.text)
    if label:
        yield from lettering(document, names.at(label.end(), len(names.text)), FANGSONG_3, f"“{names.name}”名单")


@check("HT3105", "出席名单与正文未空一行", on="出席", severity="warning", basis="GB/T 9704-2012 10.3", layouts=("纪要",),
       needs=("blank_lines",),
       examples=[Bad("", elements={"正文": "会议强调，要抓好落实。", "出席": "出席：刘建宁"}, kind=_MINUTES),
                 Good("", elements={"正文": "会议强调，要抓好落实。\n", "出席": "出席：刘建宁"}, kind=_MINUTES)])
def attendance_gap(names: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """在正文或附件说明下空一行编排出席人员名单。

    8 至 19.5 毫米、0.4 至 1.6 行放行（式样图到空段）；名单排在正文之前、排到下一面的不查。依据：GB/T 9704-2012 10.3。
    """
    note = structure.get("附件说明")
    above = [b for b in (note.blocks if note else structure.body_blocks()) if b.index < names.block.index]
    if above:
        yield from blank_lines_problem(document, above[-1], names.block, 1, "出席名单与正文之间现{now}，应当空一行。")
