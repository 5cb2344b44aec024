"""Automatic numbering (ECMA-376-1 17.9, 17.18.59): the label is text, as it is printed."""

import pytest
from hongtou.pipeline.readers.docx_numbers import written


def lvl(index: int, style: str = "decimal", text: str | None = None, more: str = "", start: int | None = 1) -> str:
    shown = f"%{index + 1}." if text is None else text
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{index}">{begin}<w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{nums}'


def listed(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def labels(docx, definition: str, *levels: int | tuple[int, int], **more: str) -> list[str]:
    ppr = [listed(*(x if isinstance(x, tuple) else (x,))) for x in levels]
    return docx.texts("".join(docx.p("|", ppr=x) for x in ppr), numbering=definition, **more)


@pytest.mark.parametrize(("style", "expected"), [
    ("decimal", {1: "1", 10: "10"}),
    ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
    ("lowerLetter", {2: "b", 28: "bb"}),
    ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV"}),
    ("lowerRoman", {3: "iii"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
    ("chineseCountingThousand", {10: "十", 15: "十五", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十",
                                 1001: "一千零一", 1010: "一千零一十", 10000: "一万", 10010: "一万零一十"}),
    ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 21: "二十一", 100: "百", 101: "百一", 1000: "千", 10000: "一万"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 11: "壹拾壹", 105: "壹佰零伍"}),
    ("ideographTraditional", {1: "甲", 10: "癸"}),
    ("ideographZodiac", {1: "子", 12: "亥"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿"}),
    ("decimalEnclosedCircleChinese", {3: "③"}),
    ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
    ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
    ("decimalFullWidth", {1: "１", 12: "１２"}),
    ("decimalHalfWidth", {12: "12"}),
    ("decimalZero", {1: "01", 12: "12"}),
    ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 21: "21st"}),
    ("none", {5: ""}),
    ("somethingNew", {5: "5"}),
])
def test_number_formats(style, expected):
    assert {n: written(n, style) for n in expected} == expected


def test_the_usual_levels_of_an_official_document(docx):
    definition = numbering(lvl(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
                           lvl(1, "chineseCounting", "（%2）", '<w:suff w:val="nothing"/>'),
                           lvl(2, "decimal", "%3.", '<w:suff w:val="space"/>'),
                           lvl(3, "decimalEnclosedCircle", "%4", '<w:suff w:val="nothing"/>'))
    assert labels(docx, definition, 0, 1, 1, 2, 3, 0, 1, 2) == [
        "一、|", "（一）|", "（二）|", "1. |", "①|", "二、|", "（一）|", "1. |"]


def test_levels_in_one_label(docx):
    definition = numbering(lvl(0, text="%1"), lvl(1, text="%1.%2"), lvl(2, text="第%1.%2.%3条"))
    assert labels(docx, definition, 0, 1, 2, 2, 1, 0, 1) == ["1|", "1.1|", "第1.1.1条|", "第1.1.2条|", "1.2|", "2|", "2.1|"]


def test_is_lgl_writes_every_level_in_arabic(docx):
    definition = numbering(lvl(0, "chineseCounting", "%1、"), lvl(1, "lowerRoman", "%1.%2", "<w:isLgl/>"))
    assert labels(docx, definition, 0, 1) == ["一、|", "1.1|"]
    off = numbering(lvl(0, "chineseCounting", "%1、"), lvl(1, "lowerRoman", "%1.%2", '<w:isLgl w:val="0"/>'))
    assert labels(docx, off, 0, 1)[1] == "一.i|"


def test_suffixes(docx):
    """A space is printed as one; a tab moves to the next stop and is no character of the text."""
    for suffix, text in (("tab", "1.|"), ("space", "1. |"), ("nothing", "1.|")):
        assert labels(docx, numbering(lvl(0, more=f'<w:suff w:val="{suffix}"/>')), 0) == [text]
    assert labels(docx, numbering(lvl(0)), 0) == ["1.|"]


def test_start_and_its_default_of_zero(docx):
    assert labels(docx, numbering(lvl(0, start=5)), 0, 0) == ["5.|", "6.|"]
    assert labels(docx, numbering(lvl(0, start=None)), 0, 0) == ["0.|", "1.|"]


TWO = ('<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>{}</w:num>')


def test_two_numbers_of_one_list_count_on(docx):
    assert labels(docx, numbering(lvl(0), nums=TWO.format("")), (0, 1), (0, 2), (0, 1)) == ["1.|", "2.|", "3.|"]


def test_a_start_override_begins_anew_once(docx):
    again = TWO.format('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    found = labels(docx, numbering(lvl(0), nums=again), (0, 1), (0, 1), (0, 2), (0, 2))
    assert found == ["1.|", "2.|", "1.|", "2.|"]


def test_a_start_override_holds_for_every_restart(docx):
    """17.9.26: the value is also used whenever the level restarts."""
    over = ('<w:num w:numId="1"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/>'
            "</w:lvlOverride></w:num>")
    definition = numbering(lvl(0), lvl(1, text="%1.%2"), nums=over)
    assert labels(docx, definition, 0, 1, 1, 0, 1) == ["1.|", "1.4|", "1.5|", "2.|", "2.4|"]


def test_a_level_replaced_in_one_number_counts_on(docx):
    over = TWO.format(f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)")}</w:lvlOverride>')
    assert labels(docx, numbering(lvl(0), nums=over), (0, 1), (0, 2), (0, 2), (0, 1)) == ["1.|", "B)|", "C)|", "4.|"]


def test_restart_only_after_the_level_named(docx):
    never = numbering(lvl(0), lvl(1, text="%2)", more='<w:lvlRestart w:val="0"/>'))
    assert labels(docx, never, 0, 1, 1, 0, 1) == ["1.|", "1)|", "2)|", "2.|", "3)|"]
    after_first = numbering(lvl(0), lvl(1, text="%2)"), lvl(2, text="%3]", more='<w:lvlRestart w:val="1"/>'))
    assert labels(docx, after_first, 0, 1, 2, 1, 2, 0, 2) == ["1.|", "1)|", "1]|", "2)|", "2]|", "2.|", "1]|"]


STYLE = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}<w:pPr>{2}</w:pPr></w:style>'
HANGING = '<w:pPr><w:ind w:left="640" w:hanging="640"/></w:pPr>'


def test_numbering_through_a_style(docx):
    styles = STYLE.format("H1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>') + STYLE.format(
        "H2", "", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    definition = numbering(lvl(0, more='<w:pStyle w:val="H1"/>'), lvl(1, text="%1.%2", more='<w:pStyle w:val="H2"/>'))
    body = "".join(docx.p("|", ppr=f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "H2"))
    assert docx.texts(body, styles=styles, numbering=definition) == ["1.|", "1.1|", "1.2|"]


def test_a_derived_style_may_state_its_level_alone(docx):
    styles = STYLE.format("H1", "", '<w:numPr><w:numId w:val="1"/></w:numPr>') + STYLE.format(
        "H2", '<w:basedOn w:val="H1"/>', '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    deep = '<w:pPr><w:ind w:left="1280"/></w:pPr>'
    definition = numbering(lvl(0), lvl(1, text="%1.%2").replace("</w:lvl>", deep + "</w:lvl>"))
    body = docx.p("|", ppr='<w:pStyle w:val="H1"/>') + docx.p("|", ppr='<w:pStyle w:val="H2"/>', rpr='<w:sz w:val="32"/>')
    blocks = docx.read(body, styles=styles, numbering=definition).blocks
    assert [b.text for b in blocks] == ["1.|", "1.1|"]
    assert blocks[1].paragraph.left_chars == 4


def test_num_id_zero_switches_numbering_and_its_indent_off(docx):
    styles = STYLE.format("H", "", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    definition = numbering(lvl(0).replace("</w:lvl>", HANGING + "</w:lvl>"))
    off = '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = docx.p("|", ppr='<w:pStyle w:val="H"/>') + docx.p("|", ppr=off) + docx.p("|", ppr='<w:pStyle w:val="H"/>')
    blocks = docx.read(body, styles=styles, numbering=definition).blocks
    assert [b.text for b in blocks] == ["1.|", "|", "2.|"]
    assert [b.paragraph.numbered for b in blocks] == [True, False, True]
    assert (blocks[0].paragraph.left_chars > 0, blocks[1].paragraph.left_chars) == (True, 0)


def test_a_derived_style_switches_the_list_of_its_base_off(docx):
    styles = STYLE.format("A", "", '<w:numPr><w:numId w:val="1"/></w:numPr>') + STYLE.format(
        "B", '<w:basedOn w:val="A"/>', '<w:numPr><w:numId w:val="0"/></w:numPr>')
    definition = numbering(lvl(0).replace("</w:lvl>", HANGING + "</w:lvl>"))
    block = docx.block(docx.p("|", ppr='<w:pStyle w:val="B"/>'), styles=styles, numbering=definition)
    assert (block.text, block.paragraph.left_chars) == ("|", 0)


def test_the_indent_of_a_list_lies_over_the_style_and_under_the_direct_format(docx):
    definition = numbering(lvl(0).replace("</w:lvl>", HANGING + "</w:lvl>"))
    styles = STYLE.format("S", "", '<w:ind w:left="320"/>')
    size = '<w:sz w:val="32"/>'
    named = '<w:pStyle w:val="S"/>' + listed()
    plain = docx.block(docx.p("|", ppr=named, rpr=size), styles=styles, numbering=definition).paragraph
    assert (plain.first_line_chars, plain.left_chars) == (0, 2)
    direct = docx.block(docx.p("|", ppr=named + '<w:ind w:left="960"/>', rpr=size), styles=styles, numbering=definition)
    assert direct.paragraph.left_chars == 3
    in_style = STYLE.format("S", "", listed() + '<w:ind w:left="320"/>')  # the style that puts itself in the list
    own = docx.block(docx.p("|", ppr='<w:pStyle w:val="S"/>', rpr=size), styles=in_style, numbering=definition)
    assert own.paragraph.left_chars == 1


def test_the_label_has_the_format_of_its_level(docx):
    bold = '<w:rPr><w:b/><w:sz w:val="44"/></w:rPr>'
    definition = numbering(lvl(0).replace("</w:lvl>", bold + "</w:lvl>"))
    ppr = listed() + '<w:ind w:left="640"/>'
    block = docx.block(docx.p("文", ppr=ppr, rpr='<w:sz w:val="32"/>'), numbering=definition)
    assert [(block.text[r.start:r.end], r.bold, r.size_pt) for r in block.runs] == [("1.", True, 22), ("文", False, 16)]
    assert block.paragraph.left_chars == 2  # of the paragraph's size, not of its label's


def test_bullets_of_symbol_fonts_become_characters(docx):
    assert labels(docx, numbering(lvl(0, "bullet", "\uf06c")), 0) == ["●|"]
    assert labels(docx, numbering(lvl(0, "bullet", "—")), 0) == ["—|"]


def test_a_list_style_holds_the_levels(docx):
    definition = ('<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
                  f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>{lvl(0, text="第%1条")}</w:abstractNum>'
                  '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
    assert labels(docx, definition, 0) == ["第1条|"]


def test_missing_definitions_print_no_label(docx):
    definition = numbering(lvl(0))
    assert labels(docx, definition, (0, 9)) == ["|"]
    assert labels(docx, definition, 5) == ["|"]
    assert docx.texts(docx.p("|", ppr=listed())) == ["|"]


def test_an_empty_numbered_paragraph_counts_and_prints(docx):
    body = docx.p(ppr=listed()) + docx.p("|", ppr=listed())
    assert docx.texts(body, numbering=numbering(lvl(0))) == ["1.", "2.|"]


def test_an_empty_paragraph_that_ends_a_section_has_no_number(docx):
    body = docx.p("|", ppr=listed()) + docx.p(ppr=listed() + "<w:sectPr/>") + docx.p("|", ppr=listed())
    assert docx.texts(body, numbering=numbering(lvl(0))) == ["1.|", "", "2.|"]
    full = docx.p("|", ppr=listed() + "<w:sectPr/>") + docx.p("|", ppr=listed())
    assert docx.texts(full, numbering=numbering(lvl(0))) == ["1.|", "2.|"]


def test_word_2010_formats_come_in_a_choice(docx):
    choice = ('<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14" '
              'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:numFmt w:val="custom" w:format="01"/>'
              '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
              '<w:lvlText w:val="%1."/></w:lvl>')
    assert labels(docx, numbering(choice), 0) == ["1.|"]
