"""Documents of before July 2012 are recognised and left alone; what looks old but is dated later is at fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import hongtou
import pytest
from docbuild import docx, pdf
from docbuild.content import Content
from docbuild.docx_idioms import IDIOMS
from docbuild.examples import EXAMPLES
from docbuild.examples_1999 import OLD_CORRECT
from hongtou.pipeline.review import Review

PRACTICE = {"HT1008"}
"""A hint: one idiom sets no character grid."""


def _told(review: Review) -> list[str]:
    return [f"{f.rule} {f.message}" for f in review.findings if f.rule not in PRACTICE]


def _docx(content: Content, path: Path, idiom: str = "direct", profile: str | None = None) -> Review:
    docx.build(content, path / "x.docx", idiom)
    return hongtou.check_file(path / "x.docx", info=True, profile=profile)


@pytest.mark.parametrize("idiom", IDIOMS)
@pytest.mark.parametrize("name", OLD_CORRECT)
def test_a_correct_old_document_gives_nothing(name: str, idiom: str, tmp_path: Path) -> None:
    review = _docx(OLD_CORRECT[name], tmp_path, idiom)
    assert review.standard == "1999" and _told(review) == []
    assert any("这是按旧国标" in note for note in review.notes)
    assert {"主题词"} <= {e.name for e in review.elements}


@pytest.mark.parametrize("name", OLD_CORRECT)
def test_as_pdf_and_as_text(name: str, tmp_path: Path) -> None:
    pdf.build(OLD_CORRECT[name], tmp_path / "x.pdf", fonts="names")
    review = hongtou.check_file(tmp_path / "x.pdf")
    assert review.standard == "1999" and {f.rule for f in review.findings} <= {"HT1013"}
    lines = _docx(OLD_CORRECT[name], tmp_path).lines
    (tmp_path / "x.txt").write_text("\n".join(lines), encoding="utf-8")
    review = hongtou.check_file(tmp_path / "x.txt")
    assert review.standard == "1999" and _told(review) == []


def test_what_the_edition_of_2012_changed_is_skipped_with_the_reason(tmp_path: Path) -> None:
    review = _docx(OLD_CORRECT["旧-涉密通知"], tmp_path)
    reasons = {s.rule: s.reason for s in review.skipped}
    for rule in ("HT2002", "HT2004", "HT3041", "HT4003", "HT4011", "HT6005"):
        assert "旧国标" in reasons[rule], rule


NEW = EXAMPLES["07-批复"]


@pytest.mark.parametrize(("changes", "rule"), [
    ({"issue_date": "二○二六年六月三日"}, "HT3041"),
    ({"issue_date": "二〇一二年七月二日", "document_number": "云政复〔2012〕16号", "printing_date": "2012年7月3日"}, "HT3041"),
    ({"edition": "1999", "subject_words": ("城乡建设", "园区", "批复")}, "HT4011"),
    ({"edition": "1999", "subject_words": ("城乡建设", "园区", "批复"), "issue_date": "二〇二六年六月三日"}, "HT4011"),
], ids=["汉字日期", "刚过施行日", "主题词", "两样都有"])
def test_old_habits_after_2012_are_faults(changes: dict[str, object], rule: str, tmp_path: Path) -> None:
    review = _docx(replace(NEW, **changes), tmp_path)  # type: ignore[arg-type]
    assert review.standard == "2012" and rule in {f.rule for f in review.findings}


def test_the_profile_forces_the_old_edition(tmp_path: Path) -> None:
    review = _docx(replace(NEW, issue_date="二○二六年六月三日"), tmp_path, profile="gbt9704-1999")
    assert review.standard == "1999" and "HT3041" not in {f.rule for f in review.findings}
    assert any("按配置指定" in note for note in review.notes)


@pytest.mark.parametrize(("changes", "standard"), [
    ({"issue_date": "二○××年六月三日"}, "2012"),
    ({"issue_date": "二○××年六月三日", "subject_words": ("园区", "批复")}, "1999"),
    ({"issue_date": "20××年6月3日", "subject_words": ("园区", "批复")}, "2012"),
    ({"issue_date": "××××年×月×日"}, "2012"),
])
def test_without_a_year_the_majority_of_signs_decides(changes: dict[str, object], standard: str, tmp_path: Path) -> None:
    bare = replace(NEW, document_number="云政复〔××××〕16号", edition="1999", printing_date="", printing_office="", **changes)  # type: ignore[arg-type]
    assert _docx(bare, tmp_path).standard == standard


OLD = OLD_CORRECT["旧-下行通知"]


@pytest.mark.parametrize(("changes", "rule"), [
    ({"issue_date": "二零零四年三月十五日"}, "HT3201"),
    ({"issue_date": "二○○四年三月15日"}, "HT3201"),
    ({"subject_words": ("水利、防汛、通知",)}, "HT4201"),
    ({"subject_words": ("水利", "通知。")}, "HT4201"),
    ({"subject_words": ()}, "HT4202"),
    ({"printing_date": "二○○四年三月十六日"}, "HT4204"),
    ({"urgency": "紧急"}, "HT6201"),
])
def test_faults_by_the_old_edition_are_found(changes: dict[str, object], rule: str, tmp_path: Path) -> None:
    review = _docx(replace(OLD, **changes), tmp_path)  # type: ignore[arg-type]
    assert [f.rule for f in review.findings if f.rule not in PRACTICE] == [rule]
