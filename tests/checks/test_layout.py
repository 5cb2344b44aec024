"""The measures that checks share: places, blank lines and drawn lines, as a docx states them and as a PDF shows them."""

from __future__ import annotations

from typing import Any

import pytest
from hongtou.pipeline import layout
from hongtou.pipeline.elements import Element, Kind, Structure
from hongtou.pipeline.model import (
    Anchor,
    Block,
    Cell,
    Document,
    Line,
    ParagraphFormat,
    Run,
    Section,
    Source,
    VisualLine,
)

SOURCE = Source("x", "docx", "", 0)
PAGE = Section(0, 0, 210.0, 297.0, 37.0, 35.0, 28.0, 26.0, grid="linesAndChars", char_pitch_pt=15.79)


def stated(*texts: str, **form: Any) -> Document:
    """A docx with one paragraph for each text, all in one format."""
    made = [Block(i, "body", text, (Run(0, len(text), "仿宋_GB2312", 16.0),), ParagraphFormat(**form), section=0)
            for i, text in enumerate(texts)]
    return Document(SOURCE, tuple(made), (PAGE,))


def printed(*places: tuple[str, float, float, int]) -> Document:
    """A PDF with one line for each text: left edge, top and page; 三号 characters side by side."""
    made = []
    for i, (text, x, y, page) in enumerate(places):
        edges = tuple((x + 5.644 * k, x + 5.644 * (k + 1)) for k in range(len(text)))
        line = VisualLine(0, len(text), page, y, y + 5.644, edges)
        made.append(Block(i, "body", text, (Run(0, len(text), "FangSong", 16.0),), anchor=Anchor(lines=(line,)), page=page))
    return Document(SOURCE, tuple(made))


def test_width_counts_full_and_half() -> None:
    assert layout.text_width("2026年5月8日") == 6.0
    assert layout.text_width("“×”") == 3.0


@pytest.mark.parametrize(("form", "left", "right"), [
    ({"alignment": "right", "first_line_chars": 0.0, "right_chars": 4.0}, 18.0, 4.0),
    ({"alignment": "center", "first_line_chars": 0.0, "right_chars": 0.0}, 11.0, 11.0),
    ({"alignment": "center", "first_line_chars": 2.0, "right_chars": 0.0}, 12.0, 10.0),
    ({"alignment": "both", "first_line_chars": 2.0, "right_chars": 0.0}, 2.0, 20.0),
])
def test_place_of_a_date_as_stated(form: dict[str, Any], left: float, right: float) -> None:
    document = stated("2026年5月8日", **form)
    at = layout.placed(document, document.blocks[0])
    assert at is not None
    assert at.left == pytest.approx(left, abs=0.1) and at.right == pytest.approx(right, abs=0.1)


def test_typed_spaces_count() -> None:
    document = stated("　　通知如下", alignment="right", first_line_chars=0.0, right_chars=0.0)
    assert document.blocks[0].indent_chars == 2.0
    spaced = stated("2026年5月8日　　　　", alignment="right", first_line_chars=0.0, right_chars=0.0)
    at = layout.placed(spaced, spaced.blocks[0])
    assert at is not None and at.right == pytest.approx(4.0)


@pytest.mark.parametrize("block", [
    Block(0, "body", "左\t右", paragraph=ParagraphFormat(alignment="left", first_line_chars=0.0)),
    Block(0, "textbox", "日期", paragraph=ParagraphFormat(alignment="right", right_chars=4.0)),
    Block(0, "body", "日期", paragraph=ParagraphFormat(alignment="right", framed=True)),
    Block(0, "cell", "日期", paragraph=ParagraphFormat(alignment="right"), cell=Cell(0, 0, 0, 2)),
    Block(0, "body", "日期"),
])
def test_place_unknown_where_only_a_layout_engine_could_tell(block: Block) -> None:
    assert layout.placed(Document(SOURCE, (block,)), block) is None


def test_place_as_printed() -> None:
    document = printed(("通知", 39.14, 100.0, 1))
    at = layout.placed(document, document.blocks[0])
    assert at is not None and at.left == pytest.approx(2.0, abs=0.01)
    assert layout.left_chars(document, document.blocks[0]) == pytest.approx(1.97, abs=0.01)


@pytest.mark.parametrize(("blanks", "fits"), [(0, 0), (1, 1), (2, 2)])
def test_blank_paragraphs_are_blank_lines(blanks: int, fits: int) -> None:
    document = stated("标题", *[""] * blanks, "主送：")
    found = layout.gap(document, document.blocks[0], document.blocks[-1])
    assert found is not None and [n for n in (0, 1, 2) if found.fits(n)] == [fits]


def test_space_before_is_a_blank_line_too() -> None:
    document = stated("标题", "主送：", space_before_pt=29.0)
    found = layout.gap(document, document.blocks[0], document.blocks[1])
    assert found is not None and found.fits(1) and found.said == "空 1 行"


def test_low_blank_paragraphs_count_for_less() -> None:
    document = stated("标题", "", "主送：", line_rule="exact", line_pt=6.0)
    found = layout.gap(document, document.blocks[0], document.blocks[2])
    assert found is not None and found.fits(0) and found.said == "不空行"


def test_no_gap_over_a_page_break_or_other_text() -> None:
    document = stated("标题", "中间", "主送：")
    assert layout.gap(document, document.blocks[0], document.blocks[2]) is None
    broken = Block(1, "body", "主送：", starts_page=True)
    assert layout.gap(Document(SOURCE, (document.blocks[0], broken)), document.blocks[0], broken) is None


@pytest.mark.parametrize(("top", "count"), [(110.2, 0), (116.0, 1), (121.0, 1), (126.0, 2), (131.0, 2)])
def test_gap_as_printed_accepts_model_pages_and_empty_paragraphs(top: float, count: int) -> None:
    document = printed(("标题", 60.0, 100.0, 1), ("主送", 28.0, top, 1))
    found = layout.gap(document, document.blocks[0], document.blocks[1])
    assert found is not None and found.fits(count)


def test_gap_as_printed_ends_with_the_page() -> None:
    document = printed(("标题", 60.0, 250.0, 1), ("主送", 28.0, 40.0, 2))
    assert layout.gap(document, document.blocks[0], document.blocks[1]) is None


def test_gap_below_a_table_only_when_it_stands_in_the_text() -> None:
    number = Block(0, "cell", "某政发〔2024〕8号", cell=Cell(0, 0, 0, 1))
    rest = [Block(i, "body", text) for i, text in enumerate(("", "", "标题"), 1)]
    document = Document(SOURCE, (number, *rest))
    assert layout.gap(document, number, rest[-1]) is None
    found = layout.gap(document, number, rest[-1], below_table=True)
    assert found is not None and found.fits(2)


def _structure(lines: tuple[Line, ...]) -> Structure:
    texts = (("发文机关标志", "某市人民政府文件"), ("发文字号", "某政发〔2024〕8号"), ("标题", "关于防汛的通知"), ("正文", "通知如下。"))
    blocks = tuple(Block(i, "body", text) for i, (_, text) in enumerate(texts))
    document = Document(SOURCE, blocks, lines=lines)
    elements = tuple(Element(name, document, (b.stripped,)) for (name, _), b in zip(texts, blocks, strict=True))
    return Structure(document, Kind(True), elements, tuple(name for name, _ in texts))


def test_masthead_line_is_between_number_and_title() -> None:
    above = Line("paragraph", "FF0000", block=1, edge="below")
    below = Line("paragraph", "FF0000", block=3, edge="below")
    short = Line("shape", "FF0000", length_mm=20.0, block=1)
    assert layout.masthead_lines(_structure((above, below, short))) == [above]


def test_line_length_from_its_ends() -> None:
    assert layout.line_length(Line("path", x0=28.0, x1=184.0)) == 156.0
    assert layout.line_length(Line("path")) is None
