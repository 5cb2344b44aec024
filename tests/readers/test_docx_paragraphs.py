"""Effective paragraph formats of a docx: indents in characters, spacing, alignment, automatic numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hongtou.pipeline.model import Document, ParagraphFormat

Read = Callable[..., Document]
SIZE = '<w:sz w:val="32"/>'
NUMBERED = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def p(text: str, ppr: str = "", rpr: str = SIZE) -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr><w:r><w:rPr>{rpr}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def form(document: Document) -> ParagraphFormat:
    return document.blocks[0].paragraph


@pytest.mark.parametrize(("ind", "first", "left", "right"), [
    ('w:firstLineChars="200"', 2, 0, 0),
    ('w:firstLine="640"', 2, 0, 0),                               # 32 pt in 16 pt characters
    ('w:firstLineChars="200" w:firstLine="420"', 2, 0, 0),        # characters win over twips (17.3.1.12)
    ('w:firstLineChars="0" w:firstLine="640"', 2, 0, 0),          # 0 characters: the twips hold
    ('w:leftChars="200"', 2, 2, 0),
    ('w:left="640"', 2, 2, 0),
    ('w:start="640" w:end="320"', 2, 2, 1),                       # the names of the strict schema
    ('w:left="960" w:hanging="320"', 2, 3, 0),
    ('w:left="960" w:hangingChars="100"', 2, 3, 0),
    ('w:left="960" w:hanging="320" w:firstLine="640"', 2, 3, 0),  # hanging wins over firstLine
    ('w:rightChars="400"', 0, 0, 4),
])
def test_indents(read_docx: Read, ind: str, first: float, left: float, right: float) -> None:
    made = form(read_docx(p("甲", f"<w:ind {ind}/>")))
    assert (made.first_line_chars, made.left_chars, made.right_chars) == pytest.approx((first, left, right), abs=0.01)


def test_indent_counts_in_the_paragraphs_own_size(read_docx: Read) -> None:
    assert form(read_docx(p("甲", '<w:ind w:firstLine="560"/>', '<w:sz w:val="28"/>'))).first_line_chars == pytest.approx(2)


def test_direct_indent_overrides_one_attribute_of_the_style(read_docx: Read) -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:pPr><w:ind w:left="640" w:firstLine="640"/>'
              "</w:pPr></w:style>")
    made = form(read_docx(p("甲", '<w:pStyle w:val="P"/><w:ind w:left="0"/>'), styles=styles))
    assert (made.left_chars, made.first_line_chars) == pytest.approx((0, 2))


@pytest.mark.parametrize(("jc", "alignment"), [("left", "left"), ("start", "left"), ("right", "right"), ("end", "right"),
                                               ("center", "center"), ("both", "both"), ("distribute", "distribute")])
def test_alignment(read_docx: Read, jc: str, alignment: str) -> None:
    assert form(read_docx(p("甲", f'<w:jc w:val="{jc}"/>'))).alignment == alignment


def test_alignment_unstated_is_left(read_docx: Read) -> None:
    assert form(read_docx(p("甲"))).alignment == "left"


@pytest.mark.parametrize(("spacing", "rule", "points", "multiple"), [
    ('w:line="560" w:lineRule="exact"', "exact", 28.0, None),
    ('w:line="560" w:lineRule="atLeast"', "atLeast", 28.0, None),
    ('w:line="360" w:lineRule="auto"', "auto", None, 1.5),
    ('w:line="360"', "auto", None, 1.5),
])
def test_line_spacing(read_docx: Read, spacing: str, rule: str, points: float | None, multiple: float | None) -> None:
    made = form(read_docx(p("甲", f"<w:spacing {spacing}/>")))
    assert made.line_rule == rule
    if points is not None:
        assert made.line_pt == points
    if multiple is not None:
        assert made.line_multiple == multiple


def test_space_before_and_after(read_docx: Read) -> None:
    made = form(read_docx(p("甲", '<w:spacing w:before="120" w:after="240"/>')))
    assert (made.space_before_pt, made.space_after_pt) == (6.0, 12.0)


@pytest.mark.parametrize(("spacing", "points"), [
    ('w:beforeLines="100"', 12.0),                 # without a grid a line is 12 pt (17.3.1.33)
    ('w:beforeLines="100" w:before="312"', 15.6),  # Word writes its own reckoning beside the lines
])
def test_space_in_lines(read_docx: Read, spacing: str, points: float) -> None:
    assert form(read_docx(p("甲", f"<w:spacing {spacing}/>"))).space_before_pt == pytest.approx(points)


def test_space_in_lines_of_the_grid(read_docx: Read) -> None:
    section = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    assert form(read_docx(p("甲", '<w:spacing w:beforeLines="100"/>') + section)).space_before_pt == pytest.approx(28.95)


@pytest.mark.parametrize(("ppr", "name", "value"), [
    ('<w:snapToGrid w:val="0"/>', "snap_to_grid", False), ("", "snap_to_grid", True),
    ("<w:pageBreakBefore/>", "page_break_before", True), ('<w:framePr w:w="1000"/>', "framed", True),
])
def test_switches(read_docx: Read, ppr: str, name: str, value: object) -> None:
    assert getattr(form(read_docx(p("甲", ppr))), name) == value


def level(index: int, text: str, fmt: str, more: str = "", ppr: str = "", rpr: str = "") -> str:
    return (f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/>'
            f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:lvl>")


def numbering(*levels: str, overrides: str = "") -> str:
    return (f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>')


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks]


def items(*levels: int, number: int = 1) -> str:
    return "".join(p("项", NUMBERED.format(level=n, number=number)) for n in levels)


NOTHING = '<w:suff w:val="nothing"/>'


@pytest.mark.parametrize(("fmt", "text", "expected"), [
    ("chineseCountingThousand", "%1、", ["一、项", "二、项", "三、项"]),
    ("chineseCounting", "（%1）", ["（一）项", "（二）项", "（三）项"]),
    ("japaneseCounting", "%1、", ["一、项", "二、项", "三、项"]),
    ("ideographDigital", "%1、", ["一、项", "二、项", "三、项"]),
    ("decimal", "%1.", ["1.项", "2.项", "3.项"]),
    ("decimalZero", "%1.", ["01.项", "02.项", "03.项"]),
    ("decimalFullWidth", "%1．", ["１．项", "２．项", "３．项"]),
    ("decimalEnclosedCircle", "%1", ["①项", "②项", "③项"]),
    ("upperLetter", "%1.", ["A.项", "B.项", "C.项"]),
    ("lowerLetter", "%1)", ["a)项", "b)项", "c)项"]),
    ("upperRoman", "%1.", ["I.项", "II.项", "III.项"]),
    ("lowerRoman", "%1.", ["i.项", "ii.项", "iii.项"]),
    ("none", "第%1条", ["第条项"] * 3),
])
def test_number_formats(read_docx: Read, fmt: str, text: str, expected: list[str]) -> None:
    assert texts(read_docx(items(0, 0, 0), numbering=numbering(level(0, text, fmt, NOTHING)))) == expected


def test_chinese_numbers_beyond_ten(read_docx: Read) -> None:
    made = texts(read_docx(items(*[0] * 21), numbering=numbering(level(0, "%1、", "chineseCountingThousand", NOTHING))))
    assert [made[i] for i in (9, 10, 19, 20)] == ["十、项", "十一、项", "二十、项", "二十一、项"]


def test_levels_count_apart_and_restart(read_docx: Read) -> None:
    levels = numbering(level(0, "%1、", "chineseCountingThousand", NOTHING), level(1, "（%2）", "chineseCountingThousand", NOTHING))
    assert texts(read_docx(items(0, 1, 1, 0, 1), numbering=levels)) == ["一、项", "（一）项", "（二）项", "二、项", "（一）项"]


def test_no_restart(read_docx: Read) -> None:
    levels = numbering(level(0, "%1、", "decimal", NOTHING), level(1, "%2.", "decimal", '<w:lvlRestart w:val="0"/>' + NOTHING))
    assert texts(read_docx(items(0, 1, 0, 1), numbering=levels)) == ["1、项", "1.项", "2、项", "2.项"]


def test_composed_label_and_legal_style(read_docx: Read) -> None:
    levels = numbering(level(0, "%1", "chineseCountingThousand", NOTHING), level(1, "%1.%2", "decimal", "<w:isLgl/>" + NOTHING))
    assert texts(read_docx(items(0, 1), numbering=levels)) == ["一项", "1.1项"]


@pytest.mark.parametrize(("suffix", "expected"), [("nothing", "1.项"), ("space", "1. 项"), ("tab", "1.项")])
def test_suffix(read_docx: Read, suffix: str, expected: str) -> None:
    """The tab after a label is layout that nobody typed: it is no text."""
    levels = numbering(level(0, "%1.", "decimal", f'<w:suff w:val="{suffix}"/>'))
    assert texts(read_docx(items(0), numbering=levels)) == [expected]


def test_start_override(read_docx: Read) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    levels = numbering(level(0, "%1.", "decimal", NOTHING), overrides=override)
    assert texts(read_docx(items(0, 0, number=2), numbering=levels)) == ["5.项", "6.项"]


def test_number_through_a_style_and_switched_off(read_docx: Read) -> None:
    styles = ('<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
              "</w:style>")
    style = '<w:pStyle w:val="H"/>'
    body = p("甲", style) + p("乙", style + '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("丙", style)
    assert texts(read_docx(body, styles=styles, numbering=numbering(level(0, "%1.", "decimal", NOTHING)))) == ["1.甲", "乙", "2.丙"]


def test_level_indent_lies_between_style_and_direct_format(read_docx: Read) -> None:
    levels = numbering(level(0, "%1.", "decimal", NOTHING, '<w:ind w:left="640" w:firstLine="0"/>'))
    styles = ('<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:pPr><w:ind w:left="1280"/></w:pPr></w:style>')
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    by_level = form(read_docx(p("甲乙丙丁", f'<w:pStyle w:val="P"/>{number}'), styles=styles, numbering=levels))
    direct = form(read_docx(p("甲乙丙丁", f'<w:pStyle w:val="P"/>{number}<w:ind w:left="320"/>'), styles=styles, numbering=levels))
    assert (by_level.left_chars, direct.left_chars) == pytest.approx((2, 1))


def test_label_has_the_levels_format_and_belongs_to_the_text(read_docx: Read) -> None:
    levels = numbering(level(0, "%1、", "chineseCountingThousand", NOTHING, rpr='<w:rFonts w:eastAsia="黑体"/>'))
    block = read_docx(p("甲", NUMBERED.format(level=0, number=1), '<w:rFonts w:eastAsia="仿宋"/>'), numbering=levels).blocks[0]
    assert (block.text, block.paragraph.numbered) == ("一、甲", True)
    assert [(block.text[x.start:x.end], x.font) for x in block.runs] == [("一、", "黑体"), ("甲", "仿宋")]


def test_bullets_are_text(read_docx: Read) -> None:
    made = texts(read_docx(items(0), numbering=numbering(level(0, "●", "bullet", NOTHING))))
    assert made == ["●项"]
