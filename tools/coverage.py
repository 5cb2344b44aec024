"""Writes docs/coverage.md: which rule of the format and of the content catalogues is checked, by which check, tested how.

``python tools/coverage.py`` rewrites the page from ``corpora/coverage.tsv`` and the registered checks; ``--check``
only says whether it is up to date (exit code 1 when not).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from hongtou.corpora.tables import rows
from hongtou.pipeline.check import Check, collect

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"
PLANTED = ROOT / "tests" / "checks" / "planted.tsv"
FORMATS = ("docx", "pdf", "ofd", "text")
CONTENT = (
    ("coverage-content.tsv", "文种、行文规则、密级、用语",
     "整件公文里植入的见 `tests/examples`、`tests/checks`；表由 `tests/corpora/test_coverage_content.py` 核对"),
    ("coverage-text.tsv", "标点、数字、一致性", "整件公文里植入的见 `tests/checks/test_text_faults.py`；表由 `tests/checks` 核对"),
)

ONLY: dict[str, tuple[str, ...]] = {"docx": ("spacing", "grid", "footers", "revisions"), "版式文件": ("geometry", "embedding")}
"""Facts that one of the two states, so that checks that need one of them never speak of the other."""

_HEAD = """\
# 条款与检查对照

本页由 `python tools/coverage.py` 从 `corpora/coverage*.tsv` 和各条检查生成，请勿手改。

- 规则编号是开发时所用规则目录的编号（GB＝国标条文，TL＝《党政机关公文处理工作条例》，其余为惯例和电子文件卫生）；“要素”是我们自己的叫法。
- ✓ 表示这种格式会检查；— 表示看不出，后面写明理由；空白表示这条规则与这种格式无关。OFD 与 PDF 一样按页面上的位置量。
- 测试：“例子”是每条检查自带的错例、对例，要逐字命中（`tests/examples`）；“植入”是在完整公文里植入的偏差（`tests/checks/planted.tsv`，
  其中 PDF 的各行同样植入 OFD）。
"""


def planted() -> dict[str, int]:
    """How many departures are planted for each check."""
    found: dict[str, int] = {}
    for line in PLANTED.read_text("utf8").splitlines()[2:]:
        rule = line.split("\t")[5]
        found[rule] = found.get(rule, 0) + 1
    return found


def page() -> str:
    """The whole page."""
    table, checks, seeds = rows("coverage.tsv"), collect(), planted()
    lines = [_HEAD, *_totals(table), "", *_told_by_one(), "## 逐条", ""]
    lines += ["| 条款 | 规则 | 要素 | docx | pdf | ofd | text | 检查 | 测试 | 不查的理由 |", "|---|---|---|---|---|---|---|---|---|---|"]
    lines += ["| " + " | ".join(_cells(row, checks, seeds)) + " |" for row in table]
    for name, title, tests in CONTENT:
        lines += ["", *_content(rows(name), title, tests, checks)]
    return "\n".join(lines) + "\n"


def _content(table: Iterable[Mapping[str, str]], title: str, tests: str, checks: Mapping[str, Check]) -> list[str]:
    """The rules of one catalogue of words: rule, checks (or house rules of a profile), test, reason."""
    made = list(table)
    lines = [f"## {title}", "", f"共 {len(made)} 条规则，{sum(bool(r['checks']) for r in made)} 条有检查，"
             f"{sum(not r['checks'] for r in made)} 条写明理由不查。测试：每条检查自带的错例、对例（`tests/examples`），{tests}。", "",
             "| 规则 | 检查 | 说明或者不查的理由 |", "|---|---|---|"]
    for row in made:
        named = (f"{id} {checks[id].name}" if id in checks else f"{id}（办公室方案）" for id in row["checks"].split())
        lines.append(f"| {row['rule']} | {'<br>'.join(named)} | {row['reason']} |")
    return lines


def only(kind: str) -> list[Check]:
    """The checks that can be made in ``kind`` (docx or 版式文件: PDF, OFD) alone, by number."""
    return [made for _, made in sorted(collect().items()) if set(made.needs) & set(ONLY[kind])]


def _told_by_one() -> list[str]:
    """Why the same document may give other findings as docx and as PDF or OFD."""
    lines = ["## 只有一种格式看得出的", "", "同一件公文存成 Word 文件、PDF 和 OFD，认出的要素和报出的毛病应当相同"
             "（`tests/documents/test_formats.py`），除了下面这些：Word 文件不记录排版后的位置，版式文件没有段落、网格、页脚的设置和修订记录。", ""]
    for kind, name in (("docx", "只有 Word 文件看得出"), ("版式文件", "只有 PDF、OFD 看得出")):
        lines += [f"{name}：" + "、".join(f"{made.id} {made.name}" for made in only(kind)) + "。", ""]
    return lines


def _totals(table: Iterable[Mapping[str, str]]) -> list[str]:
    made = list(table)
    lines = [f"共 {len(made)} 条规则，{sum(bool(r['checks']) for r in made)} 条有检查，"
             f"{sum(not r['checks'] for r in made)} 条写明理由不查。", "", "| 格式 | 可查的规则 | 已查 | 不查（有理由） |", "|---|---|---|---|"]
    for name in FORMATS:
        able = [r for r in made if name in r["checkable"].split()]
        done = [r for r in able if name in r["formats"].split()]
        lines.append(f"| {name} | {len(able)} | {len(done)} | {len(able) - len(done)} |")
    return lines


def _cells(row: Mapping[str, str], checks: Mapping[str, Check], seeds: Mapping[str, int]) -> list[str]:
    able, done = row["checkable"].split(), row["formats"].split()
    marks = ["✓" if name in done else "—" if name in able else "" for name in FORMATS]
    named = [checks[id] for id in row["checks"].split()]
    grown = sum(seeds.get(made.id, 0) for made in named)
    tests = ("例子" + (f"、植入 {grown}" if grown else "")) if named else ""
    names = "<br>".join(f"{made.id} {made.name}" for made in named)
    return [row["clause"], row["rule"], row["element"], *marks, names, tests, row["reason"]]


def main() -> int:
    """Write the page, or with ``--check`` compare it."""
    text = page()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text("utf8") == text else 1
    PAGE.write_text(text, "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
