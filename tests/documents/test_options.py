"""Every option is in docs/options.md with its default, is read from hongtou.toml, and changes what is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import hongtou
import pytest
from docbuild import docx
from docbuild.content import Content, Deviation
from docbuild.examples import EXAMPLES
from docbuild.faults import words
from docbuild.habits import page, pitch
from hongtou.pipeline.check import Office, Options

DOC = (Path(__file__).resolve().parents[2] / "docs/options.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([\w.]+)` \| (?:`([^`]*)`|不写)", DOC, re.MULTILINE))
UNUSED = {"office.place"}
"""Read, but no check asks for it yet."""


def _toml(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _defaults() -> dict[str, object]:
    own = {f.name: getattr(Options(), f.name) for f in fields(Options) if f.name not in ("office", "spelling")}
    return own | {f"office.{f.name}": getattr(Office(), f.name) for f in fields(Office)}


def test_the_page_lists_every_option_with_its_default() -> None:
    assert {name: _toml(value) for name, value in _defaults().items() if name not in UNUSED} == ROWS


@dataclass(frozen=True)
class Case:
    """Setting ``toml`` must make ``rule`` disappear (or appear, when ``strict``) in a document set like this."""

    toml: str
    rule: str
    deviations: Sequence[Deviation] = ()
    strict: bool = False
    content: Content = EXAMPLES["01-通知"]


BLACK = (Deviation("发文机关标志", "colour", "000000"), Deviation("版头分隔线", "missing", True))
OWN = 'office = {{ name = "云岭市人民政府办公室", codes = ["{}"] }}'
CASES = {
    "top_margin_mm": Case("options = { top_margin_mm = [30.0] }", "HT1002", page(30, 35)),
    "left_margin_mm": Case("options = { left_margin_mm = [31.7] }", "HT1003", page(37, 35, left=31.7)),
    "right_margin_mm": Case("options = { right_margin_mm = [31.7] }", "HT1004", page(37, 35, right=31.7)),
    "bottom_margin_mm": Case("options = { bottom_margin_mm = [25.4] }", "HT1005", page(37, 25.4)),
    "margin_tolerance_mm": Case("options = { margin_tolerance_mm = 2.0 }", "HT1003", page(37, 35, left=29.5)),
    "strict_margins": Case("options = { strict_margins = true }", "HT1002", page(35, 35), strict=True),
    "line_pitch_pt": Case("options = { line_pitch_pt = [25.9, 30.1] }", "HT1007", pitch(26)),
    "body_fonts": Case('options = { body_fonts = ["仿宋", "宋体"] }', "HT3020", (Deviation("正文", "font", "宋体"),)),
    "title_fonts": Case('options = { title_fonts = ["黑体"] }', "HT3001", (Deviation("标题", "font", "黑体"),)),
    "level1_fonts": Case('options = { level1_fonts = ["楷体"] }', "HT3023", (Deviation("一级标题", "font", "楷体"),)),
    "level2_fonts": Case('options = { level2_fonts = ["黑体"] }', "HT3024", (Deviation("二级标题", "font", "黑体"),)),
    "level2_bold": Case("options = { level2_bold = false }", "HT1011", (Deviation("二级标题", "bold", True),), strict=True),
    "page_number_fonts": Case('options = { page_number_fonts = ["黑体"] }', "HT4022", (Deviation("页码", "font", "黑体"),)),
    "single_sided": Case("options = { single_sided = true }", "HT4023", (Deviation("页码", "align", "right"),)),
    "preprinted": Case("options = { preprinted = true }", "HT2005", BLACK),
    "accept": Case('options = { accept = ["布署"] }', "HT7001",
                   content=words("（一）部署启动", "（一）布署启动")(EXAMPLES["01-通知"])),
    "reject": Case('options = { reject = ["部署启动=启动部署"] }', "HT7051", strict=True),
    "vocabulary": Case('options = { vocabulary = "词表.txt" }', "HT7051", strict=True),
    "office.name": Case(OWN.format("云办发"), "HT9201", strict=True),
    "office.short": Case('office = { short = ["市政府办"], codes = ["云办发"] }', "HT9201", strict=True,
                         content=replace(EXAMPLES["01-通知"], signatures=("市政府办",))),
    "office.codes": Case(OWN.format("云办发"), "HT9201", strict=True),
}


def _found(case: Case, path: Path, toml: str) -> set[str]:
    path.mkdir()  # one for each run: configurations are read once
    docx.build(case.content, path / "x.docx", "direct", deviations=case.deviations)
    (path / "hongtou.toml").write_text(toml, encoding="utf-8")
    (path / "词表.txt").write_text("部署启动=启动部署\n", encoding="utf-8")
    review = hongtou.check_file(path / "x.docx", info=True)
    assert review.status == "reviewed"
    hidden = set() if case.strict and case.rule == "HT1011" else {"info"}
    return {f.rule for f in review.findings if f.severity not in hidden}


def test_every_option_has_a_case() -> None:
    assert set(CASES) == set(ROWS)


@pytest.mark.parametrize("name", CASES)
def test_the_option_changes_what_is_found(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert name.rsplit(".", maxsplit=1)[-1] in case.toml
    plain, set_ = _found(case, tmp_path / "plain", ""), _found(case, tmp_path / "set", case.toml)
    assert (case.rule in plain, case.rule in set_) == ((False, True) if case.strict else (True, False))


def test_a_code_of_the_office_is_right(tmp_path: Path) -> None:
    assert "HT9201" not in _found(Case("", ""), tmp_path / "own", OWN.format("云政办发"))
