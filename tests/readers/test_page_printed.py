"""Which blanks between drawn characters are text, and which are only letter spacing."""

from __future__ import annotations

from hongtou.pipeline.readers.page_content import Glyph
from hongtou.pipeline.readers.page_printed import printed_lines

EM = 5.64
WIDE = 1.95 * EM


def row(text: str, base: float, step: float, *, size: float = 16.0) -> list[Glyph]:
    """Characters of one em, ``step`` mm apart; spaces are drawn too."""
    return [Glyph(c, 28 + step * i, 28 + step * i + EM, base, size, "仿宋_GB2312", "000000", False, False)
            for i, c in enumerate(text)]


def texts(*rows: list[Glyph]) -> list[str]:
    return [line.text for line in printed_lines([g for r in rows for g in r], 1, {})]


def test_even_gaps_that_nobody_typed_are_letter_spacing() -> None:
    assert texts(row("云岭市公安局", 60, WIDE)) == ["云岭市公安局"]


def test_typed_spaces_are_text() -> None:
    assert texts(row("关 于 开 展 检 查", 60, EM)) == ["关　于　开　展　检　查"]


def test_two_characters_set_apart_are_set_apart() -> None:
    assert texts(row("机密", 60, 2 * EM)) == ["机　密"]


def test_a_name_set_apart_from_the_rest_of_its_line_is_set_apart() -> None:
    words = row("云岭市人民政府办公室", 60, EM)
    date = [Glyph(c, 120 + EM * i, 120 + EM * (i + 1), 60, 16.0, "仿宋_GB2312", "000000", False, False)
            for i, c in enumerate("三月五日印发")]
    assert texts(words + date) == ["云岭市人民政府办公室" + "　" * 6 + "三月五日印发"]


def test_short_lines_of_a_spread_page_are_spread_as_the_others() -> None:
    page = [row("切实加强组织领导工作", 60 + 10 * i, WIDE) for i in range(3)]
    assert texts(*page, row("附件", 100, WIDE))[-1] == "附件"


def test_short_lines_of_another_page_are_not() -> None:
    page = [row("切实加强组织领导工作", 60 + 10 * i, EM) for i in range(3)]
    assert texts(*page, row("通知", 100, WIDE))[-1] == "通　知"
