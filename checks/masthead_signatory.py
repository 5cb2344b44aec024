"""签发人的位置（GB/T 9704-2012 7.2.5、7.2.6、图4）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import masthead_lines, measured, placed, row_centre, same_row
from ..pipeline.model import Document

_UP = {"doc_type": "请示", "direction": "上行"}
_PAGE = {"width_mm": 210.0, "left_mm": 28.0, "right_mm": 26.0}
_LABEL = re.compile(r"[\s　]*签[\s　]*发[\s　]*人?[\s　]*[：:]?[\s　]*")
_NAME = re.compile(r"[\u4e00-\u9fff·]+")
LEFT_OF_EDGE = (0.3, 3.0)
"""字 free at the right: 7.2.6 wants one; Figure 4 leaves 6 mm, and what digits and spaces add is not known to a tenth."""
ALIGNED_MM = 4.0


@check("HT2034", "发文字号与签发人不在同一行", severity="error", basis="GB/T 9704-2012 7.2.5、7.2.6", layouts=("普通",), directions=("上行",),
       needs=("alignment", "placement"),
       examples=[Bad("", elements={"发文字号": "某政〔2024〕8号", "签发人": "签发人：张三"}, kind=_UP),
                 Good("　某政〔2024〕8号　　　　　　　签发人：张　三\n某市人民政府关于增加防汛经费的请示\n省人民政府：", kind=_UP)])
def on_one_row(document: Document, structure: Structure) -> Iterator[Problem]:
    """上行文的发文字号与最后一个签发人姓名处在同一行，版头分隔线在这一行之下。

    版式文件量两者的中线，相差 3 毫米（半个三号字）以内算同行；Word 里同段（用制表位或空格隔开）、同一表格行的算同行，文本框、图文框里的看不出，不查。
    依据：GB/T 9704-2012 7.2.5、7.2.6、7.2.7。
    """
    number, signatory = structure.get("发文字号"), structure.get("签发人")
    if number is None or signatory is None:
        return
    last = signatory.blocks[-1]
    if same_row(number.block, last) is False:
        yield Problem(number, "发文字号应当与最后一个签发人姓名在同一行（左空一字），现不在同一行。")
        return
    at = row_centre(last)
    for line in masthead_lines(structure):
        if at and line.red and line.y is not None and line.page == at[0] and line.y < at[1]:
            yield Problem(signatory, "版头分隔线压在签发人各行之间了，应当在发文字号和最后一个签发人之下 4 毫米。")
            return


@check("HT2035", "签发人未右空一字", on="签发人", severity="warning", basis="GB/T 9704-2012 7.2.6", layouts=("普通",), directions=("上行",),
       needs=("alignment",),
       examples=[Bad("⟦签发人：张　三⟧", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 0.0}, section=_PAGE, kind=_UP),
                 Good("签发人：张　三", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 1.0}, section=_PAGE, kind=_UP)])
def right_indent(signatory: Element, document: Document) -> Iterator[Problem]:
    """签发人居右空一字编排。

    用制表位隔开的、表格和文本框里的 Word 签发人读不出位置，不查；右空 0.3 至 3 字放行：图 4 约 1.1 字，
    空格和数字的宽窄读不到十分之一字。依据：GB/T 9704-2012 7.2.6。
    """
    block, last = signatory.block, signatory.spans[-1]
    if last.end < document.blocks[last.block].stripped.end:
        return
    at = placed(document, block)
    if at is None:
        return
    spaced = not measured(block) and block.paragraph.alignment != "right"  # set with typed spaces: a rough sum
    if (at.right > 4.0) if spaced else not LEFT_OF_EDGE[0] <= at.right <= LEFT_OF_EDGE[1]:
        now = "右顶格了" if at.right < LEFT_OF_EDGE[0] else f"右空约 {at.right:.1f} 字"
        yield Problem(signatory, f"签发人{now}，应当居右空一字编排。")


@dataclass(frozen=True, slots=True)
class _Row:
    names: list[str]
    x0: float | None


def _rows(signatory: Element) -> list[_Row]:
    """The rows of names: a name may be spaced out (张　三)."""
    found: list[_Row] = []
    for span in signatory.spans:
        text = signatory.document.text(span)
        label = _LABEL.match(text) if not found else None
        start = label.end() if label else len(text) - len(text.lstrip())
        names: list[str] = []
        for match in _NAME.finditer(text, start):
            if names and len(match.group()) == len(names[-1]) == 1:
                names[-1] += match.group()
            else:
                names.append(match.group())
        box = signatory.document.blocks[span.block].anchor.box(span.start + start, span.start + start + 1)
        found.append(_Row(names, box.x0 if box else None))
    return found


@check("HT2036", "多个签发人的编排", on="签发人", severity="warning", basis="GB/T 9704-2012 7.2.6、图4", layouts=("普通",), directions=("上行",),
       standards=("2012",),
       examples=[Bad("⟦签发人：王建国　李明华　赵志强⟧", kind=_UP),
                 Good("签发人：王建国　李　明\n赵志强", kind=_UP), Good("签发人：张　三", kind=_UP)])
def several(signatory: Element) -> Iterator[Problem]:
    """有多个签发人的，按发文机关的顺序从左到右、自上而下编排，一般每行两个姓名，回行与上一行第一个姓名对齐。

    对齐只在版式文件上量，容差 4 毫米：不到一字，两字的姓名常拉开排。依据：GB/T 9704-2012 7.2.6、图 4。
    """
    rows = _rows(signatory)
    crowded = next((r for r in rows if len(r.names) > 2 and all(2 <= len(n) <= 5 for n in r.names)), None)
    if crowded:
        yield Problem(signatory, f"一行排了 {len(crowded.names)} 个签发人，一般每行排两个，其余回行并与上一行第一个姓名对齐。")
        return
    first = rows[0].x0
    for row in rows[1:]:
        if first is not None and row.x0 is not None and abs(row.x0 - first) > ALIGNED_MM:
            yield Problem(signatory, "签发人回行没有与上一行第一个姓名对齐。")
            return
