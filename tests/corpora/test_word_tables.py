"""What must hold for every row of the word tables: a row that breaks one raises false alarms, or none at all."""

from __future__ import annotations

import re

import pytest
from hongtou.corpora.places import PLACEHOLDERS, divisions, place_names
from hongtou.corpora.tables import rows
from hongtou.corpora.words import closings, confusables, misspellings, redundancies
from hongtou.pipeline.elements import DOC_TYPES

WORDS = (*misspellings("A"), *misspellings("B"))
HANDLED_ELSEWHERE = re.compile(r"always|hint|off|HT\d{4}")


def test_no_misspelling_is_listed_twice() -> None:
    wrongs = [row.wrong for row in WORDS]
    assert len(wrongs) == len(set(wrongs))


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.wrong)
def test_a_misspelling_differs_from_its_correction(row: object) -> None:
    assert row.wrong != row.right  # type: ignore[attr-defined]
    assert row.right and not re.search(r"[|/／…]", row.right)  # type: ignore[attr-defined]


def test_no_correction_is_itself_listed_as_wrong() -> None:
    """Applying the corrections twice changes nothing."""
    wrongs = {row.wrong for row in WORDS}
    assert [row.right for row in WORDS if row.right in wrongs] == []


def test_no_correction_contains_another_misspelling() -> None:
    again = [(row.right, other.wrong) for row in WORDS for other in WORDS if other.wrong in row.right]
    covered = {(right, wrong) for right, wrong in again for row in WORDS if row.wrong == wrong
               and any(right in literal or literal in right for literal in row.excepts)}
    assert [pair for pair in again if pair not in covered] == []


def test_exceptions_contain_what_they_except() -> None:
    assert [(row.wrong, e) for row in (*WORDS, *confusables()) for e in row.excepts if row.wrong not in e] == []


def test_tier_b_is_short_or_contested() -> None:
    """Longer words from memory are tier A: they cannot be two words that happen to meet."""
    assert {len(row.wrong) for row in misspellings("B")} <= {2, 4}


def test_confusables_match_the_word_that_they_flag() -> None:
    """The plain word is the filter before the pattern: a pattern that matches without it would never run."""
    for row in confusables():
        literal = re.sub(r"\(\?:([^()|?]+)\)(?!\?)", r"\1", row.need.pattern)
        assert row.wrong in literal, row.wrong


def test_confusables_do_not_suggest_the_same_word() -> None:
    assert all(row.wrong != row.right for row in confusables())


@pytest.mark.parametrize("row", redundancies(), ids=lambda row: row.pattern.pattern[:30])
def test_redundancy_examples(row: object) -> None:
    """A row's own examples: the bad one is found, the good one is not, a literal fix turns one into the other."""
    if row.bad:  # type: ignore[attr-defined]
        assert row.pattern.search(row.bad)  # type: ignore[attr-defined]
        if row.fix:  # type: ignore[attr-defined]
            assert row.pattern.sub(row.fix, row.bad) == row.good  # type: ignore[attr-defined]
    for good in filter(None, row.good.split("／")):  # type: ignore[attr-defined]
        assert not row.pattern.search(good)  # type: ignore[attr-defined]


def test_patterns_have_bounded_repeats() -> None:
    """An unbounded repeat at the head of a pattern takes quadratic time on a long row of digits or 汉字."""
    patterns = [row.pattern.pattern for row in redundancies()] + [row.need.pattern for row in confusables()]
    assert [p for p in patterns if re.match(r"\(?(?:\?:)?(?:[^()]*\|)?(?:\\d|\[[^\]]*\]|\.)[+*]", p)] == []


def test_kinds_of_redundancy_are_known() -> None:
    assert all(HANDLED_ELSEWHERE.fullmatch(row["kind"]) for row in rows("redundant.tsv"))


def test_closings_belong_to_a_document_type() -> None:
    assert {row.doc_type for row in closings()} <= set(DOC_TYPES)
    assert {row.status for row in closings()} == {"ok", "weak", "wrong"}
    assert len({(row.doc_type, row.text) for row in closings() if row.doc_type != "意见"}) == len(
        [row for row in closings() if row.doc_type != "意见"])


def test_divisions_hang_together() -> None:
    codes = {row["code"] for row in rows("divisions.tsv")}
    assert len(codes) == len(rows("divisions.tsv"))
    assert all(row.parent in codes for row in divisions() if row.level != "province")
    assert not PLACEHOLDERS & set(place_names())
    assert {"嘉峪关市", "磐石市", "西湖区", "鸡西市", "甘孜藏族自治州"} <= set(place_names())


def test_notes_stand_alone() -> None:
    """A note is shown to the user: it must not refer to the row above."""
    assert not [row for name in ("typos.tsv", "redundant.tsv", "closings.tsv") for row in rows(name)
                if row.get("note", "").strip() in ("同上", "见上")]
