"""表格里的合计行。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.model import Block, Cell, Document

_TOTAL = re.compile(r"(?:合|总|共)[\s　]*计[:：]?$")
_NUMBER = re.compile(r"-?\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?")
_EMPTY = re.compile(r"[-—–/／\s　]*")
_NO_SUM = re.compile(r"率|比|占|均|单价|序|号|年|日期|电话|%|增|标准|次序|人\.|面积.*每")
_NESTED = re.compile(r"小计|其中|[\s　]*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]\d+[）)]|\d+\.\d)")
"""Row headings of a table that has levels: its parts are not all on one."""


def _tables(document: Document) -> dict[int, dict[tuple[int, int], list[Block]]]:
    found: dict[int, dict[tuple[int, int], list[Block]]] = {}
    for block in document.blocks:
        if block.cell is not None and not block.blank:
            found.setdefault(block.cell.table, {}).setdefault((block.cell.row, block.cell.column), []).append(block)
    return found


def _text(cell: list[Block] | None) -> str:
    return re.sub(r"[\s　]", "", "".join(b.text for b in cell or []))


@check("HT9115", "表中合计与各行之和不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("合计", block={"cell": Cell(0, 3, 0, 2)}, document={"blocks": tuple(
               Block(i, "cell", text, cell=Cell(0, i // 2, i % 2, 2))
               for i, text in enumerate(("项目", "金额", "甲", "100", "乙", "60", "合计", "170")))}),
           Good("合计", block={"cell": Cell(0, 3, 0, 2)}, document={"blocks": tuple(
               Block(i, "cell", text, cell=Cell(0, i // 2, i % 2, 2))
               for i, text in enumerate(("项目", "金额", "甲", "100", "乙", "60", "合计", "160")))}),
       ])
def table_total(document: Document) -> Iterator[Problem]:
    """表中“合计”行的数，是各行之和。

    只查没有小计、不分层次、每行列数相同、整列都是数的；比率、单价、年份、序号不加。
    何时可以忽略：表中只列出一部分。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for cells in _tables(document).values():
        rows = sorted({row for row, _ in cells})
        first = {row: _text(cells.get((row, 0))) for row in rows}
        totals = [row for row in rows if _TOTAL.match(first[row])]
        widths = {c[0].cell.columns for c in cells.values() if c[0].cell is not None}
        if len(totals) == 1 and len(widths) == 1 and not any(_NESTED.match(t) for t in first.values()):
            yield from _columns(cells, rows, totals[0], widths.pop())


def _columns(cells: Mapping[tuple[int, int], list[Block]], rows: list[int], total: int, width: int) -> Iterator[Problem]:
    found: list[Problem] = []
    summed = 0
    for column in range(1, width):
        values = {row: _text(cells.get((row, column))) for row in rows}
        data = [row for row in rows if row != total and _NUMBER.fullmatch(values[row])]
        heads = [row for row in rows if row < min(data, default=0) and row != total]
        if len(data) < 2 or not heads or not _NUMBER.fullmatch(values[total]) or not (total < data[0] or total > data[-1]):
            continue
        other = [row for row in rows if row not in (*data, *heads, total)]
        if any(not _EMPTY.fullmatch(values[row]) for row in other) or any(_NO_SUM.search(values[row]) for row in heads):
            continue
        numbers = [Decimal(values[row].replace(",", "")) for row in data]
        whole = Decimal(values[total].replace(",", ""))
        decimals = max(len(values[row].partition(".")[2]) for row in (*data, total))
        summed += 1
        if abs(sum(numbers) - whole) > (Decimal(len(numbers)) * Decimal(10) ** -decimals / 2 if decimals else 0):
            found.append(Problem(cells[(total, column)][0], f"这一列各行之和是{format(sum(numbers, Decimal()).normalize(), 'f')}，"
                                 f"与合计{values[total]}不符，请核对。"))
    if len(found) == 1 or len(found) * 2 <= summed:  # a table whose columns all fail is not built that way
        yield from found
