"""Tables of set expressions, variants, organs and titles: what must hold for every row."""

from __future__ import annotations

import re

import pytest
from hongtou.corpora.expressions import ALWAYS_QUOTED, OFTEN_QUOTED, set_expressions, slips, variants
from hongtou.corpora.instruments import law_titles, old_organs, repealed
from hongtou.corpora.words import misspellings, redundancies


@pytest.mark.parametrize("row", set_expressions(), ids=lambda row: row.name)
def test_a_set_in_its_order_is_one_run_of_its_items(row: object) -> None:
    text = "、".join(row.members)  # type: ignore[attr-defined]
    match = row.run.search(text)  # type: ignore[attr-defined]
    assert match and match[0] == text
    assert tuple(m[0] for m in row.item.finditer(text)) == row.members  # type: ignore[attr-defined]


def test_the_right_form_is_no_slip() -> None:
    """A correction that a slip (any slip) matches again would be reported for ever."""
    again = [(row.right, other.wrong.pattern) for row in slips() if row.right and "\\g" not in row.right
             for other in slips() if other.wrong.search(row.right)]
    assert again == []


def test_variants_are_listed_once_and_not_as_misspellings() -> None:
    wrongs = [row.wrong for row in variants()]
    assert len(wrongs) == len(set(wrongs))
    assert not {row.wrong for row in misspellings("A")} & set(wrongs)
    assert not {row.wrong for row in variants()} & {row.right for row in variants() if row.strong}


def test_exceptions_of_variants_contain_them() -> None:
    assert [(row.wrong, e) for row in variants() for e in row.excepts if row.wrong not in e] == []


def test_a_present_name_is_no_old_one() -> None:
    again = [(row.new, other.old.pattern) for row in old_organs() for other in old_organs() if other.old.search(row.new)]
    assert again == []


def test_departments_in_general_are_no_old_organs() -> None:
    text = "环境保护部门、文化部门、农业部门、卫生和计划生育部门、铁道部队、信息产业部门，巴西农业部长，法国文化部称"
    assert [row.old.pattern for row in old_organs() if row.old.search(text)] == []


def test_repealed_titles_are_known_and_replaced() -> None:
    for title, row in repealed().items():
        assert title and row.new and row.note
        assert row.new.split("（")[0] not in repealed()
    assert {"合同法", "中华人民共和国合同法", "国家行政机关公文处理办法"} <= set(repealed())


def test_titles_are_clean() -> None:
    assert all(re.fullmatch(r"[\u4e00-\u9fff、，（）]{4,60}", title) for title in law_titles())
    assert "中华人民共和国保守国家秘密法" in law_titles() and "中华人民共和国保密法" not in law_titles()


def test_quoted_names_are_short() -> None:
    assert all(2 <= len(name) < 7 for name in (*ALWAYS_QUOTED, *OFTEN_QUOTED))


def test_kinds_of_redundancy_differ() -> None:
    assert not {row.pattern.pattern for row in redundancies()} & {row.pattern.pattern for row in redundancies("hint")}
