"""What an entry binds of a document, and what is shown of a change."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hongtou import cli
from hongtou.pipeline.proof_text import (
    Change,
    Snapshot,
    changes,
    line_hashes,
    packed,
    pieces,
    take,
    unchanged,
    unpacked,
)
from hongtou.pipeline.reports.proof import change
from hongtou.pipeline.review_file import review
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
LATER = ("份号", "发文字号", "签发人", "成文日期", "印发日期")
DRAFT = """某市人民政府办公室文件
某政办发〔2026〕　号
某市人民政府办公室关于做好防汛工作的通知
各县（区）人民政府：
　　各县（区）要在3月10日前完成检查。
　　检查结果报市应急局。
某市人民政府办公室
2026年　月　日
"""
FILLED = DRAFT.replace("〔2026〕　号", "〔2026〕12号").replace("2026年　月　日", "2026年3月5日")


def snapshot(text: str, folder: Path) -> Snapshot:
    (folder / "x.txt").write_text(text, "utf8")
    return take(review(str(folder / "x.txt")), LATER)


def lines(*given: str) -> Snapshot:
    return Snapshot("", "", "", {}, given)


def said(old: list[str], *new: str) -> list[str]:
    return [change(c) for c in changes(old, lines(*new))]


# ---- what is bound

def test_the_hash_is_that_of_what_the_text_command_prints(tmp_path: Path) -> None:
    found = snapshot(DRAFT, tmp_path)
    printed = CliRunner().invoke(cli.cli, ["text", str(tmp_path / "x.txt")]).stdout_bytes
    assert found.text == hashlib.sha256(printed).hexdigest()
    assert found.file == hashlib.sha256(DRAFT.encode()).hexdigest()


def test_blanks_filled_in_are_no_change(tmp_path: Path) -> None:
    draft, filled = snapshot(DRAFT, tmp_path), snapshot(FILLED, tmp_path)
    assert draft.text != filled.text and draft.filled == {} and set(filled.filled) == {"发文字号", "成文日期"}
    assert unchanged(draft, filled) and not unchanged(filled, draft)


@pytest.mark.parametrize(("old", "new"), [
    ("12号", "13号"), ("2026年3月5日", "2026年3月6日"), ("3月10日", "3月11日"), ("要在", "可在"), ("应急局。", "应急局"),
    ("各县（区）人民政府：", "各县人民政府："), ("检查结果", "检 查结果"), ("某政办发", "某政发"),
    ("检查结果", "检查年月日结果"),
])
def test_any_other_change_is_one(old: str, new: str, tmp_path: Path) -> None:
    assert not unchanged(snapshot(FILLED, tmp_path), snapshot(FILLED.replace(old, new, 1), tmp_path))


def test_the_red_head_and_the_colophon_are_put_on_when_it_is_printed(tmp_path: Path) -> None:
    later = (*LATER, "发文机关标志", "印发机关", "页码")
    signed = FILLED.replace("某市人民政府办公室文件\n", "")
    made = [signed, FILLED + "某市人民政府办公室　　2026年3月6日印发\n"]
    states = []
    for text in made:
        (tmp_path / "x.txt").write_text(text, "utf8")
        states.append(take(review(str(tmp_path / "x.txt")), later))
    assert {"发文机关标志", "印发机关", "印发日期"} <= set(states[1].filled)
    assert unchanged(states[0], states[1]) and not unchanged(states[1], states[0])


def test_the_signatory_is_filled_in(tmp_path: Path) -> None:
    upward = FILLED.replace("的通知", "的请示").replace("12号", "12号　　签发人：").replace("各县（区）人民政府：", "省人民政府：")
    signed = upward.replace("签发人：", "签发人：张三四")
    assert "签发人" in snapshot(signed, tmp_path).filled
    assert unchanged(snapshot(upward, tmp_path), snapshot(signed, tmp_path))
    assert not unchanged(snapshot(signed, tmp_path), snapshot(signed.replace("张三四", "李四五"), tmp_path))


def test_a_number_in_a_line_of_its_own_is_filled_in(tmp_path: Path) -> None:
    without = DRAFT.replace("某政办发〔2026〕　号\n", "")
    assert unchanged(snapshot(without, tmp_path), snapshot(DRAFT.replace("〔2026〕　号", "〔2026〕12号"), tmp_path))


# ---- what is kept

@CALM
@given(st.lists(st.text(st.characters(exclude_characters="\n\r")), min_size=1))
def test_what_is_kept_comes_back(text: list[str]) -> None:
    assert unpacked(packed(text)) == tuple(text)


@pytest.mark.parametrize("kept", ["", "甲", "====", "YWJj", packed(["甲"])[:-4]])
def test_what_was_not_packed(kept: str) -> None:
    assert unpacked(kept) is None


def test_a_ledger_that_unpacks_to_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from hongtou.pipeline import proof_text

    monkeypatch.setattr(proof_text, "LARGEST_TEXT", 1000)
    assert unpacked(packed(["甲" * 10_000])) is None


# ---- what is shown

def test_a_changed_word() -> None:
    assert said(["各县要在3日前报送。"], "各县要在5日前报送。") == ["第1段　各县要在【“3”改为“5”】日前报送。"]


def test_a_number_changes_as_a_whole() -> None:
    assert said(["电话：0960-6000112。"], "电话：0960-6000122。") == ["第1段　电话：【“0960-6000112”改为“0960-6000122”】。"]
    assert said(["约1,250.5万元"], "约1,350.5万元") == ["第1段　约【“1,250.5”改为“1,350.5”】万元"]


def test_words_put_in_and_taken_out() -> None:
    assert said(["要认真检查。"], "要认真组织检查。") == ["第1段　要认真【增“组织”】检查。"]
    assert said(["要认真组织检查。"], "要认真检查。") == ["第1段　要认真【删“组织”】检查。"]


def test_paragraphs_put_in_and_taken_out() -> None:
    assert said(["甲段的文字。", "丙段另有内容。"], "甲段的文字。", "新的一段。", "丙段另有内容。") == ["第2段增加　新的一段。"]
    assert said(["甲段的文字。", "乙段没有了。", "丙段另有内容。"], "甲段的文字。", "丙段另有内容。") == ["第2段处删去　乙段没有了。"]


def test_a_paragraph_moved_is_taken_out_and_put_in() -> None:
    old = ["甲段的文字。", "乙乙乙乙。", "丙丙丙丙。"]
    assert said(old, "乙乙乙乙。", "丙丙丙丙。", "甲段的文字。") == ["第1段处删去　甲段的文字。", "第3段增加　甲段的文字。"]


def test_blank_lines_are_no_change() -> None:
    assert said(["甲", "", "乙"], "甲", "乙", "") == []


def test_the_filling_in_is_called_so(tmp_path: Path) -> None:
    found = changes(DRAFT.splitlines(), snapshot(FILLED, tmp_path))
    assert [(c.line, c.later) for c in found] == [(2, True), (8, True)]
    assert change(found[0]).startswith("第2段填写")


def test_a_changed_number_is_not_called_filling_in(tmp_path: Path) -> None:
    found = changes(FILLED.splitlines(), snapshot(FILLED.replace("12号", "13号"), tmp_path))
    assert [(c.line, c.later) for c in found] == [(2, False)]


def test_where_only_hashes_were_kept_the_place_is_shown() -> None:
    found = changes(line_hashes(["甲", "乙", "丙"]), lines("甲", "丁", "丙"), hashed=True)
    assert found == (Change(2, None, "丁", lost=True),)
    assert change(found[0]) == "第2段改动（没有留存原文），现为　丁"
    found = changes(line_hashes(["甲", "乙", "丙"]), lines("甲", "丙"), hashed=True)
    assert [change(c) for c in found] == ["第2段处删去了文字（没有留存原文）"]


@CALM
@given(st.text("甲乙丙丁", max_size=20), st.text("甲乙丙丁", max_size=20))
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    parts = pieces(before, after)
    assert "".join(t for kind, t in parts if kind != "new") == before
    assert "".join(t for kind, t in parts if kind != "old") == after


@CALM
@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=12), st.lists(st.sampled_from("甲乙丙丁戊"), max_size=12))
def test_a_change_is_shown_exactly_where_there_is_one(old: list[str], new: list[str]) -> None:
    found = changes(old, lines(*new))
    assert bool(found) is (old != new)
    gone, came = [c.before for c in found if c.before is not None], [c.after for c in found if c.after is not None]
    assert sorted(old) == sorted(_without(new, came) + gone)


def _without(text: list[str], taken: list[str]) -> list[str]:
    rest = list(text)
    for word in taken:
        rest.remove(word)
    return rest


def test_long_documents() -> None:
    """Nothing that grows with the square of the document: this would not end."""
    old = [f"第{n}段原来的文字，共有若干内容。" for n in range(20_000)]
    assert len(changes(old, lines(*(line.replace("原来", "现在") for line in old)))) == 20_000
    assert len(changes(old, lines(*(line.replace("原来", "现在") for line in old[1:])))) == 39_999
