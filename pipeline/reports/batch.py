"""The summary of a batch: a row a file, then how many of each, and what was found most often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from ..batch import Row
from . import wording

MOST = 10
"""Rules that the summary names."""


def render(rows: Sequence[Row]) -> str:
    """The tables as text without colour; nothing for no rows."""
    if not rows:
        return ""
    table = Table("文件", "文种", "错误", "警告", "结果", box=None, pad_edge=False, show_edge=False)
    for row in rows:
        counts = ("—", "—") if row.failure and not row.kind else (str(row.errors), str(row.warnings))
        table.add_row(wording.clean(row.path), _kind(row), *counts, _result(row))
    out = StringIO()
    Console(file=out, width=max(_widest(rows) + 60, 80), highlight=False, markup=False, emoji=False,
            legacy_windows=False, no_color=True).print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join([*lines, "", *_totals(rows)]) + "\n"


def _kind(row: Row) -> str:
    """The 文种 alone."""
    return re.split(" · |（|，", row.kind)[0] or "—"


def _widest(rows: Sequence[Row]) -> int:
    return max(cell_len(row.path) + cell_len(_result(row)) for row in rows)


def _result(row: Row) -> str:
    if row.failure:
        return ("没能检查：" if not row.kind else "没有查完：") + row.failure
    if row.errors:
        return "有错误"
    return "有警告" if row.warnings else "没有发现问题"


def _totals(rows: Sequence[Row]) -> list[str]:
    failed = sum(row.failure is not None for row in rows)
    clear = sum(not row.failure and not row.errors and not row.warnings for row in rows)
    wrong = sum(not row.failure and row.errors > 0 for row in rows)
    lines = [f"共 {len(rows)} 份：{clear} 份没有发现问题，{wrong} 份有错误，{len(rows) - failed - clear - wrong} 份只有警告，"
             f"{failed} 份没能查或没有查完。错误 {sum(r.errors for r in rows)} 处，警告 {sum(r.warnings for r in rows)} 处。"]
    often = Counter(rule for row in rows for rule in row.rules)
    if often:
        lines += ["", "最常见的："]
        lines += [f"  {count:4} 份  {name}（{rule}）" for (rule, name), count in often.most_common(MOST)]
    return lines
