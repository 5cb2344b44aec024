"""表格里的合计行、合计栏。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.model import Block, Cell, Document
from .sums import plain, value_of

_TOTAL = re.compile(r"(?:合|总|共)[\s　]*计[:：]?$")
_NUMBER = re.compile(r"-?\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?")
_EMPTY = re.compile(r"[-—–/／\s　]*")
_NO_SUM = re.compile(r"率|比|占|均|单价|序|号|年|日期|电话|%|增|标准|次序|人\.|面积.*每")
_NESTED = re.compile(r"小计|其中|[\s　]*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]\d+[）)]|\d+\.\d)")
"""Row headings of a table that has levels: its parts are not all on one."""


_Cells = Mapping[tuple[int, int], list[Block]]


def _tables(document: Document) -> dict[int, dict[tuple[int, int], list[Block]]]:
    found: dict[int, dict[tuple[int, int], list[Block]]] = {}
    for block in document.blocks:
        if block.cell is not None and not block.blank:
            found.setdefault(block.cell.table, {}).setdefault((block.cell.row, block.cell.column), []).append(block)
    return found


def _text(cell: list[Block] | None) -> str:
    return re.sub(r"[\s　]", "", "".join(b.text for b in cell or []))


@check("HT9115", "表中合计与分项之和不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("合计", block={"cell": Cell(0, 3, 0, 2)}, document={"blocks": tuple(
               Block(i, "cell", text, cell=Cell(0, i // 2, i % 2, 2))
               for i, text in enumerate(("项目", "金额", "甲", "100", "乙", "60", "合计", "170")))}),
           Good("合计", block={"cell": Cell(0, 3, 0, 2)}, document={"blocks": tuple(
               Block(i, "cell", text, cell=Cell(0, i // 2, i % 2, 2))
               for i, text in enumerate(("项目", "金额", "甲", "100", "乙", "60", "合计", "160")))}),
       ])
def table_total(document: Document) -> Iterator[Problem]:
    """表中“合计”行、“合计”栏的数，是各行、各栏之和。

    只查没有小计、不分层次、每行列数相同、整列都是数的；比率、单价、年份、序号不加。多数都对不上的，说明表不是这样排的，不报。
    何时可以忽略：表中只列出一部分。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for cells in _tables(document).values():
        rows = sorted({row for row, _ in cells})
        widths = {c[0].cell.columns for c in cells.values() if c[0].cell is not None}
        names = next((c for c in (0, 1) if sum(bool(_TOTAL.match(_text(cells.get((row, c))))) for row in rows[1:]) == 1), None)
        first = {row: _text(cells.get((row, names or 0))) for row in rows}
        if len(widths) != 1 or any(_NESTED.match(t) for t in first.values()):
            continue
        width = widths.pop()
        found: list[Problem] = []
        if names is not None:
            total = next(row for row in rows[1:] if _TOTAL.match(first[row]))
            found = [*_most_right(_columns(cells, rows, total, range(names + 1, width)))]
            yield from found
        if not found and width >= 4 and _TOTAL.match(_text(cells.get((rows[0], width - 1)))):
            yield from _most_right(_across(cells, rows, width))


def _most_right(sums: Iterator[Problem | None]) -> Iterator[Problem]:
    """The wrong sums, unless most are wrong: then the table is not built that way."""
    all_of = list(sums)
    found = [problem for problem in all_of if problem]
    if len(found) == 1 or len(found) * 2 <= len(all_of):
        yield from found


def _columns(cells: _Cells, rows: list[int], total: int, columns: range) -> Iterator[Problem | None]:
    for column in columns:
        values = {row: _text(cells.get((row, column))) for row in rows}
        data = [row for row in rows if row != total and _NUMBER.fullmatch(values[row])]
        heads = [row for row in rows if row < min(data, default=0) and row != total]
        if len(data) < 2 or not heads or not _NUMBER.fullmatch(values[total]) or not (total < data[0] or total > data[-1]):
            continue
        other = [row for row in rows if row not in (*data, *heads, total)]
        if any(not _EMPTY.fullmatch(values[row]) for row in other) or any(_NO_SUM.search(values[row]) for row in heads):
            continue
        yield _sum([values[row] for row in data], values[total], cells[total, column][0], "列各行")


def _across(cells: _Cells, rows: list[int], width: int) -> Iterator[Problem | None]:
    """The rows of a table whose last column is 合计 and whose other columns, but for the names, are all numbers."""
    heads = [_text(cells.get((rows[0], column))) for column in range(width - 1)]
    start = 2 if re.fullmatch("序号|编号", heads[0]) else 1
    if any(not head or _NO_SUM.search(head) or _NESTED.match(head) for head in heads[start:]):
        return
    for row in rows[1:]:
        values = [_text(cells.get((row, column))) for column in range(start, width)]
        if len(values) >= 3 and all(_NUMBER.fullmatch(value) for value in values):
            yield _sum(values[:-1], values[-1], cells[row, width - 1][0], "行各栏")


def _sum(parts: list[str], total: str, at: Block, what: str) -> Problem | None:
    numbers = [value_of(part) for part in parts]
    whole = value_of(total)
    decimals = max(len(number.partition(".")[2]) for number in (*parts, total))
    if abs(sum(numbers) - whole) <= (Decimal(len(numbers)) * Decimal(10) ** -decimals / 2 if decimals else 0):
        return None
    return Problem(at, f"这一{what}之和是{plain(sum(numbers, Decimal()))}，与合计{total}不符，请核对。")
