"""The screen report: snapshots, and what must hold of any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hongtou.pipeline.reports import terminal, wording
from hongtou.pipeline.review import Finding, Fix, Location, Review
from rich.cells import cell_len


def test_plain(review, failed, clean, snapshot):
    snapshot("terminal.txt", terminal.render([review, failed, clean]))


def test_verbose_in_eighty_columns(review, snapshot):
    snapshot("terminal-verbose.txt", terminal.render([review], width=80, verbose=True))


def test_colour(review, snapshot):
    text = terminal.render([review], width=100, color=True)
    assert "\x1b[" in text and "『" not in text
    snapshot("terminal-colour.txt", text)


def test_plain_has_no_escapes_and_fits_every_chinese_code_page(review, failed):
    text = terminal.render([review, failed], verbose=True)
    assert "\x1b" not in text
    assert text.encode("gbk").decode("gbk") == text


@pytest.mark.parametrize("width", [30, 41, 80])
def test_lines_fit_and_never_start_with_a_closing_mark(review, width):
    for line in terminal.render([review], width=width, verbose=True).splitlines():
        assert cell_len(line) <= width + 4  # closing marks may hang over
        assert line.lstrip()[:1] not in set("，。；：、）》”")


def with_text(line: str, start: int, end: int, **changes) -> Review:
    place = Location("正文", "body", None, 1, start, end, line[start:end])
    finding = Finding("HT8002", "名称", "标点", "error", "说明。", "依据", place)
    return Review("a.txt", lines=(line,), roles=("正文",), findings=(replace(finding, **changes),))


def test_control_and_bidi_characters_never_reach_the_screen(review):
    evil = "甲\x1b[31m乙\u202e丙\x07丁\u2066戊\x9b2J\u200b己"
    shown = terminal.render([replace(with_text(evil, 8, 9, message=evil, basis=evil, fixes=(Fix(evil),)), path=evil,
                                     notes=(evil,))], verbose=True)
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066\u200b")
    assert "甲[31m乙丙丁" in shown


@pytest.mark.parametrize(("line", "start", "end", "quoted"), [
    ("中 文", 1, 2, "中『·』文"), ("中　　文", 1, 3, "中『□□』文"), ("中\t文", 1, 2, "中『→』文"),
    ("中\u200b文", 1, 2, "中『U+200B』文"), ("中文", 1, 1, "中『』文"),
])
def test_what_cannot_be_seen_is_shown_as_in_word(line, start, end, quoted):
    assert quoted in terminal.render([with_text(line, start, end)])


def test_long_paragraphs_are_cut_around_the_words():
    shown = terminal.render([with_text("前" * 200 + "错" + "后" * 200, 200, 201)])
    assert f"…{'前' * 16}『错』{'后' * 16}…" in shown
    assert "……" in terminal.render([with_text("长" * 200, 0, 200)])


def test_corrections_in_words():
    assert "改为：“乙”" in terminal.render([with_text("甲", 0, 1, fixes=(Fix("乙"),))])
    assert "改为：删去“甲”" in terminal.render([with_text("甲", 0, 1, fixes=(Fix(""),))])
    assert "建议（请核对）：“乙”或“丙”" in terminal.render([with_text("甲", 0, 1, fixes=(Fix("乙"), Fix("丙")))])
    assert "建议（请核对）" in terminal.render([with_text("甲", 0, 1, fixes=(Fix("乙", safe=False),))])


def test_places_that_have_no_paragraph_number():
    assert wording.place(Location(page=2)) == "第2页"
    assert wording.place(Location(part="footer", page=2, paragraph=9)) == "第2页页脚"
    assert wording.place(Location(part="cell", paragraph=9)) == "第9段（表格内）"
    assert wording.place(Location()) == ""
