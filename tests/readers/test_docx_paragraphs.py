"""Effective paragraph formats (ECMA-376-1 17.3.1; MS-OI29500 2.1.44)."""

import pytest

SIZE = '<w:sz w:val="32"/>'


def form(docx, ppr: str, rpr: str = SIZE, **more: str):
    return docx.block(docx.p("公文", ppr=ppr, rpr=rpr), **more).paragraph


def style(identity: str, ppr: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{identity}"/>{based}<w:pPr>{ppr}</w:pPr>'
            "</w:style>")


# --- indents ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ind", "first", "left", "right"), [
    ('w:firstLine="640"', 2, 0, 0),
    ('w:firstLineChars="200"', 2, 0, 0),
    ('w:firstLineChars="200" w:firstLine="999"', 2, 0, 0),
    ('w:firstLineChars="0" w:firstLine="640"', 2, 0, 0),
    ('w:left="640" w:right="320"', 2, 2, 1),
    ('w:start="640" w:end="320"', 2, 2, 1),
    ('w:startChars="300" w:endChars="100"', 3, 3, 1),
    ('w:leftChars="300" w:rightChars="400" w:left="1"', 3, 3, 4),
    ('w:left="1280" w:hanging="640"', 2, 4, 0),
    ('w:left="1280" w:hanging="640" w:firstLine="320"', 2, 4, 0),
    ('w:left="-320"', -1, -1, 0),
    ('w:hangingChars="200" w:hanging="640" w:left="640"', 0, 2, 0),
])
def test_indents_in_characters(docx, ind, first, left, right):
    made = form(docx, f"<w:ind {ind}/>")
    assert (made.first_line_chars, made.left_chars, made.right_chars) == (first, left, right)


def test_lengths_are_counted_in_the_paragraphs_own_size(docx):
    ind = '<w:ind w:left="560"/>'
    assert form(docx, ind, '<w:sz w:val="28"/>').left_chars == 2
    assert docx.block(docx.p(ppr=ind + '<w:rPr><w:sz w:val="28"/></w:rPr>')).paragraph.left_chars == 2  # no words: the mark


def test_words_left_and_hanging_in_characters(docx):
    """Word writes left 3 + hanging 2 in its dialogue as left="1600" (5 characters of 16 pt) beside leftChars="300"."""
    by_word = form(docx, '<w:ind w:leftChars="300" w:left="1600" w:hangingChars="200" w:hanging="640"/>')
    assert (by_word.first_line_chars, by_word.left_chars) == (3, 5)
    by_the_book = form(docx, '<w:ind w:leftChars="300" w:left="960" w:hangingChars="200" w:hanging="640"/>')
    assert (by_the_book.first_line_chars, by_the_book.left_chars) == (1, 3)
    without_lengths = form(docx, '<w:ind w:leftChars="300" w:hangingChars="200"/>')
    assert (without_lengths.first_line_chars, without_lengths.left_chars) == (1, 3)


def test_characters_of_a_style_beat_a_length_stated_directly(docx):
    styles = style("S", '<w:ind w:firstLineChars="200" w:firstLine="640"/>')
    named = '<w:pStyle w:val="S"/>'
    assert form(docx, named + '<w:ind w:firstLine="0"/>', styles=styles).first_line_chars == 2
    assert form(docx, named + '<w:ind w:firstLineChars="0" w:firstLine="0"/>', styles=styles).first_line_chars == 0


def test_indents_merge_attribute_by_attribute(docx):
    styles = style("A", '<w:ind w:left="640" w:right="640"/>') + style("B", '<w:ind w:right="320"/>', base="A")
    made = form(docx, '<w:pStyle w:val="B"/><w:ind w:firstLine="320"/>', styles=styles)
    assert (made.first_line_chars, made.left_chars, made.right_chars) == (3, 2, 1)


def test_lengths_with_units_as_strict_files_have_them(docx):
    made = form(docx, '<w:ind w:start="32pt" w:firstLine="0.5in"/>')
    assert (made.left_chars, made.first_line_chars) == (2, 4.25)


# --- alignment -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("jc", "alignment"), [
    ("left", "left"), ("start", "left"), ("right", "right"), ("end", "right"), ("center", "center"), ("both", "both"),
    ("distribute", "distribute"), ("thaiDistribute", "distribute"),
])
def test_alignment(docx, jc, alignment):
    assert form(docx, f'<w:jc w:val="{jc}"/>').alignment == alignment


def test_alignment_of_a_right_to_left_paragraph_is_mirrored(docx):
    assert form(docx, '<w:bidi/><w:jc w:val="left"/>').alignment == "right"
    assert form(docx, '<w:bidi w:val="0"/><w:jc w:val="left"/>').alignment == "left"


def test_no_alignment_stated_is_left(docx):
    assert form(docx, "").alignment == "left"


# --- line spacing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("spacing", "rule", "points", "multiple"), [
    ('w:line="579" w:lineRule="exact"', "exact", 28.95, None),
    ('w:line="560" w:lineRule="atLeast"', "atLeast", 28, None),
    ('w:line="360" w:lineRule="auto"', "auto", None, 1.5),
    ('w:line="360"', "auto", None, 1.5),
    ('w:before="0"', "auto", None, 1),
    ('w:line="-560"', "exact", 28, None),
    ('w:line="28pt" w:lineRule="exact"', "exact", 28, None),
])
def test_line_spacing(docx, spacing, rule, points, multiple):
    made = form(docx, f"<w:spacing {spacing}/>")
    assert (made.line_rule, made.line_pt, made.line_multiple) == (rule, points, multiple)


def test_the_rule_and_the_measure_may_stand_on_different_levels(docx):
    styles = style("S", '<w:spacing w:line="560" w:lineRule="exact"/>')
    named = '<w:pStyle w:val="S"/>'
    assert form(docx, named + '<w:spacing w:before="0"/>', styles=styles).line_pt == 28
    assert form(docx, named + '<w:spacing w:lineRule="atLeast"/>', styles=styles).line_rule == "atLeast"
    auto = form(docx, named + '<w:spacing w:line="360"/>', styles=styles)  # no rule beside a measure means auto
    assert (auto.line_rule, auto.line_multiple) == ("auto", 1.5)


# --- space before and after ------------------------------------------------------------------------------------------

GRID = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'


@pytest.mark.parametrize(("spacing", "section", "before"), [
    ('w:before="240"', "", 12),
    ('w:before="12pt"', "", 12),
    ('w:beforeLines="100"', GRID, 15.6),
    ('w:beforeLines="50" w:before="156"', GRID, 7.8),
    ('w:beforeLines="50" w:before="1"', GRID, 7.8),
    ('w:beforeLines="100"', "", 12),
    ('w:beforeLines="100" w:before="312"', "", 15.6),
    ('w:beforeLines="0" w:before="240"', GRID, 12),
    ('w:beforeAutospacing="1" w:before="240"', "", None),
    ('w:beforeAutospacing="0" w:before="240"', "", 12),
    ('w:after="240"', "", 0),
])
def test_space_before(docx, spacing, section, before):
    assert form(docx, f"<w:spacing {spacing}/>", section=section).space_before_pt == before


def test_lines_of_a_style_beat_a_length_stated_directly(docx):
    styles = style("S", '<w:spacing w:afterLines="100" w:after="312"/>')
    named = '<w:pStyle w:val="S"/>'
    assert form(docx, named + '<w:spacing w:after="0"/>', styles=styles, section=GRID).space_after_pt == 15.6
    off = '<w:spacing w:afterLines="0" w:after="0"/>'
    assert form(docx, named + off, styles=styles, section=GRID).space_after_pt == 0


def test_no_space_inside_a_paragraph_at_a_line_break(docx):
    body = docx.p("上", "<w:r><w:br/></w:r>", "下", ppr='<w:spacing w:before="200" w:after="100"/>')
    assert [(b.paragraph.space_before_pt, b.paragraph.space_after_pt) for b in docx.read(body).blocks] == [(10, 0), (0, 5)]


def test_contextual_spacing_drops_the_space_between_paragraphs_of_one_style(docx):
    spaced = '<w:pStyle w:val="{}"/><w:spacing w:before="200" w:after="200"/>'
    styles = style("A", "<w:contextualSpacing/>") + style("B", "")
    body = "".join(docx.p("字", ppr=spaced.format(name)) for name in "AABB")
    found = [(b.paragraph.space_before_pt, b.paragraph.space_after_pt) for b in docx.read(body, styles=styles).blocks]
    assert found == [(10, 0), (0, 10), (10, 10), (10, 10)]


def test_contextual_spacing_of_one_side_only(docx):
    spaced = '<w:spacing w:before="200" w:after="200"/>'
    body = docx.p("一", ppr=spaced) + docx.p("二", ppr=spaced + "<w:contextualSpacing/>") + docx.p("三", ppr=spaced)
    found = [(b.paragraph.space_before_pt, b.paragraph.space_after_pt) for b in docx.read(body).blocks]
    assert found == [(10, 10), (0, 0), (10, 10)]


# --- the rest --------------------------------------------------------------------------------------------------------


def test_snap_to_grid_is_on_unless_switched_off(docx):
    assert form(docx, "").snap_to_grid is True
    assert form(docx, '<w:snapToGrid w:val="0"/>').snap_to_grid is False
    assert form(docx, '<w:snapToGrid w:val="off"/>').snap_to_grid is False


def test_page_break_before_and_frames(docx):
    made = form(docx, '<w:pageBreakBefore/><w:framePr w:hAnchor="page"/>')
    assert (made.page_break_before, made.framed) == (True, True)
    assert form(docx, '<w:pageBreakBefore w:val="false"/>').page_break_before is False


def test_document_defaults_of_paragraphs(docx):
    styles = ('<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
              "</w:pPrDefault></w:docDefaults>")
    made = form(docx, "", styles=styles)
    assert (made.space_after_pt, round(made.line_multiple, 3)) == (8, 1.079)


def test_the_name_of_the_style_is_what_the_user_sees(docx):
    styles = ('<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
              '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>')
    assert form(docx, "", styles=styles).style == "Normal"
    assert form(docx, '<w:pStyle w:val="1"/>', styles=styles).style == "heading 1"


def test_a_line_break_starts_a_block_at_the_left_indent(docx):
    body = docx.p("甲", "<w:r><w:br/></w:r>", "乙", ppr='<w:ind w:firstLineChars="200" w:leftChars="100"/>', rpr=SIZE)
    first, second = docx.read(body).blocks
    assert (first.continues, first.paragraph.first_line_chars) == (False, 3)
    assert (second.continues, second.paragraph.first_line_chars, second.anchor.offset) == (True, 1, 1)
