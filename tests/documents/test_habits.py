"""Twelve correct documents, each with the habits of some office in combination: no error and no warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import hongtou
import pytest
from docbuild import docx, pdf
from docbuild.content import Content, Deviation
from docbuild.examples import EXAMPLES
from docbuild.examples_1999 import OLD_CORRECT
from docbuild.examples_more import MORE_CORRECT
from docbuild.habits import FONT_SETS, bold, page, pitch
from hongtou.corpora.fonts import role_of
from hongtou.pipeline.review import Review


@dataclass(frozen=True)
class Office:
    """One office's way: what it writes, how it sets it, in which idiom of Word or WPS."""

    content: Content
    deviations: Sequence[Deviation]
    idiom: str = "direct"


TIMES_NUMBER = (Deviation("页码", "font", "Times New Roman"),)
BOLD_HEADINGS = bold("二级标题", "三级标题")

OFFICES: dict[str, Office] = {
    "方正GBK、上3.46、28磅、楷体加粗": Office(
        EXAMPLES["01-通知"], (*FONT_SETS["方正GBK"], *page(34.58, 35), *pitch(28), *BOLD_HEADINGS)),
    "信创字体、WPS文本框、数字随仿宋": Office(EXAMPLES["03-报告"], FONT_SETS["信创"], "textbox"),
    "文星、上3.5下3.3左右2.7、29磅": Office(EXAMPLES["02-请示"], (*FONT_SETS["文星"], *page(35, 33, 27, 27), *pitch(29))),
    "汉仪、上3.4下3.1、29.5磅": Office(EXAMPLES["08-联合通知"], (*FONT_SETS["汉仪"], *page(34, 31), *pitch(29.5))),
    "国标字体、表格版头版记": Office(EXAMPLES["07-批复"], (*FONT_SETS["国标"], *TIMES_NUMBER), "table"),
    "Windows仿宋、三级加粗、页码Times": Office(
        EXAMPLES["01-通知"], (*FONT_SETS["Windows"], *BOLD_HEADINGS, *TIMES_NUMBER), "manyruns"),
    "方正公文字库、30磅": Office(EXAMPLES["04-函"], (*FONT_SETS["方正公文"], *pitch(30)), "styles"),
    "华文、纪要": Office(EXAMPLES["05-纪要"], (*FONT_SETS["华文"], *page(36.2, 34.4)), "styles"),
    "信创大字符集、命令": Office(EXAMPLES["06-命令"], (*FONT_SETS["信创大字符集"], *page(35, 35)), "direct"),
    "更多文种、标题加粗": Office(
        next(iter(MORE_CORRECT.values())), (*FONT_SETS["方正简体"], *bold("标题"), *page(35.4, 35.2)), "autonumber"),
    "旧公文、方正、上3.5、28.8磅": Office(
        OLD_CORRECT["旧-下行通知"], (*FONT_SETS["方正简体"], *page(35, 35), *pitch(28.8)), "direct"),
    "旧公文、上行、WPS、版记四号": Office(
        OLD_CORRECT["旧-上行请示"],
        (*FONT_SETS["方正GBK"], *(Deviation(e, "size", 14.0) for e in ("抄送机关", "印发机关", "印发日期"))), "textbox"),
}


def _told(review: Review) -> list[str]:
    return [f"{f.rule} {f.message}" for f in review.findings if f.rule != "HT1013"]


@pytest.mark.parametrize("name", OFFICES)
def test_no_habit_is_a_fault(name: str, tmp_path: Path) -> None:
    office = OFFICES[name]
    docx.build(office.content, tmp_path / "x.docx", office.idiom, deviations=office.deviations)
    review = hongtou.check_file(tmp_path / "x.docx")
    assert review.status == "reviewed" and _told(review) == []


@pytest.mark.parametrize("name", OFFICES)
def test_nor_on_the_printed_page(name: str, tmp_path: Path) -> None:
    office = OFFICES[name]
    pdf.build(office.content, tmp_path / "x.pdf", office.deviations, fonts="names")
    assert _told(hongtou.check_file(tmp_path / "x.pdf")) == []


def test_pre_printed_paper_has_no_head_in_the_file(tmp_path: Path) -> None:
    """Number and text are printed on paper that bears mark and line already."""
    bare = replace(EXAMPLES["07-批复"], issuer_mark=(), signatures=("云岭市人民政府",))
    docx.build(bare, tmp_path / "x.docx", "direct", deviations=[Deviation("版头分隔线", "missing", True)])
    assert _told(hongtou.check_file(tmp_path / "x.docx")) == []


@pytest.mark.parametrize("name", FONT_SETS)
def test_the_faces_of_every_set_are_known(name: str) -> None:
    """What offices buy is known by role, so that a wrong face of the same maker is still seen."""
    wanted = {"正文": "仿宋", "二级标题": "楷体", "一级标题": "黑体", "标题": "小标宋"}
    faces = {d.element: role_of(str(d.value)) for d in FONT_SETS[name] if d.element in wanted}
    assert faces == wanted
