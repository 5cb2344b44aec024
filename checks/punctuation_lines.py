"""标点的位置：行首、行末的禁则（版式文件）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Anchor, Document, Span, VisualLine

_NOT_FIRST = re.compile(r"[。，、；：？！”’）》〉】〕]|[～·](?!\d)|[／/](?=[\u4e00-\u9fff])")
_NOT_LAST = re.compile(r"[“‘（《〈【〔]|(?<=[\u4e00-\u9fff])[／/]")


def _row(start: int, end: int, y: float) -> VisualLine:
    edges = tuple((28.0 + 5.6 * i, 33.6 + 5.6 * i) for i in range(end - start))
    return VisualLine(start, end, 1, y, y + 5.6, edges)


_SPLIT = "印发《云岭市公文处理办法》，请认真贯彻执行。"


@check("HT8027", "标点排在行首或行末", severity="warning", group="标点", basis="GB/T 15834-2011 5.1.1—5.1.9", official=False, needs=("geometry",),
       folds=True,
       examples=[
           Bad("印发《云岭市公文处理办法⟦》⟧，请认真贯彻执行。", block={"anchor": Anchor(lines=(_row(0, 12, 50.0), _row(12, 23, 60.0)))}),
           Bad("为民办实事⟦——⟧十件民生工程", block={"anchor": Anchor(lines=(_row(0, 6, 50.0), _row(6, 13, 60.0)))}),
           Good(_SPLIT, block={"anchor": Anchor(lines=(_row(0, 14, 50.0), _row(14, 23, 60.0)))}),
       ])
def line_edges(document: Document, language: Language) -> Iterator[Problem]:
    """点号和引号、括号、书名号的后一半不排在行首，前一半不排在行末，分隔号不排在行首、行末，破折号、省略号不从中间断开。

    排版软件通常会自动避开，出现了多半是手工断行或者字符被压缩。表格里不查；一页里到处都是的，是抽取的行不可靠，不查。
    何时可以忽略：没有。
    依据：GB/T 15834-2011 5.1.1—5.1.9。
    """
    found: list[Problem] = []
    lines = 0
    for block in language.prose():
        if block.part != "body" or block.cell is not None:
            continue
        rows, text = block.anchor.lines, language.plain(block)
        lines += len(rows)
        for above, below in pairwise(rows):
            if above.page != below.page:
                continue
            first, last = text[below.start: below.start + 1], text[above.end - 1: above.end]
            if _NOT_FIRST.match(text, below.start):
                found.append(Problem(Span(block.index, below.start, below.start + 1), f"“{first}”不能排在行首。", folding="行首"))
            if _NOT_LAST.match(text, above.end - 1):
                found.append(Problem(Span(block.index, above.end - 1, above.end), f"“{last}”不能排在行末。", folding="行末"))
            if last == first and first in "—…" and above.end == below.start:
                found.append(Problem(Span(block.index, above.end - 1, below.start + 1), f"“{last}{first}”不能从中间断开。", folding="断开"))
    if len(found) <= max(3, lines // 20):
        yield from found
