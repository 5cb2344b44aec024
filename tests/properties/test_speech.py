"""What is read aloud determines what is written: no two lines sound alike."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hongtou.pipeline.speech import heard, sound, spoken
from hongtou.pipeline.speech_names import FIGURES, MARKS
from hypothesis import example, given, settings
from hypothesis import strategies as st

DIGITS = sorted(FIGURES)
CONFUSING = (
    *MARKS, *MARKS.values(), *"0123456789", *"零幺一二两三四五六七八九十洞拐勾点空字码止", *"年月日时分秒万元", "数字", "汉字", "大写", "小写",
    "全角", "半角", "带圈", "罗马数字", "上标", "特殊字符", "千分撇", "A", "a", "GDP", "Ａ", "ａ", "１", "　", " ", "①", "Ⅳ", "²", "🖋", "\ud800",
)
lines = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(CONFUSING), max_size=14).map("".join))


@settings(max_examples=600, deadline=None)
@given(lines, st.sampled_from(DIGITS))
@example("２一", "plain")
@example("数字一体化", "plain")
@example("8点30分", "phone")
@example("30分号召", "plain")
@example("2026年三月", "plain")
def test_hearing_gives_the_text_back(text, digits):
    assert heard(sound(text, digits), digits) == text


@settings(max_examples=300, deadline=None)
@given(lines, st.sampled_from(DIGITS))
def test_pieces_cover_the_text(text, digits):
    pieces = spoken(text, digits)
    assert "".join(p.written for p in pieces) == text
    assert all(p.said for p in pieces)
    assert all(p.written == p.said for p in pieces if p.plain)


@settings(max_examples=500, deadline=None)
@given(lines, lines)
def test_different_texts_never_sound_alike(one, other):
    assert (sound(one) == sound(other)) == (one == other)


def test_no_name_begins_another():
    names = sorted(MARKS.values())
    assert [(a, b) for a, b in pairwise(names) if b.startswith(a)] == []
    assert len(set(names)) == len(MARKS)


@pytest.mark.parametrize("digits", DIGITS)
def test_no_name_begins_with_a_figure(digits):
    assert [n for n in MARKS.values() if n[0] in FIGURES[digits] + "点"] == []
    assert len(set(FIGURES[digits])) == 10


def test_what_is_never_said_is_refused():
    with pytest.raises(ValueError, match="第 1 个字"):
        heard("GDP")
