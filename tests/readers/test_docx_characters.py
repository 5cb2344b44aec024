"""Effective character formats of a docx: the hierarchy of ECMA-376-1 17.7.2, font slots, theme fonts, toggles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hongtou.pipeline.model import Document, Run

Read = Callable[..., Document]
DEFAULTS = ('<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="宋体"/>'
            '<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>')


def p(runs: str, ppr: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr>{runs}</w:p>"


def r(text: str, rpr: str = "") -> str:
    return f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(id: str, rpr: str = "", based: str = "", kind: str = "paragraph", more: str = "", ppr: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (f'<w:style w:type="{kind}" w:styleId="{id}" {more}><w:name w:val="{id}"/>{base}<w:pPr>{ppr}</w:pPr>'
            f"<w:rPr>{rpr}</w:rPr></w:style>")


def first(document: Document) -> Run:
    return document.blocks[0].runs[0]


def fonts(document: Document) -> list[tuple[str, str | None]]:
    """The text of each run and its font, for the first block."""
    block = document.blocks[0]
    return [(block.text[x.start:x.end], x.font) for x in block.runs]


def test_nothing_stated_is_words_default(read_docx: Read) -> None:
    run = first(read_docx(p(r("甲"))))
    assert (run.font, run.size_pt, run.bold, run.color) == (None, 10.0, False, "000000")


def test_document_defaults(read_docx: Read) -> None:
    run = first(read_docx(p(r("甲")), styles=DEFAULTS))
    assert (run.font, run.size_pt) == ("宋体", 10.5)


def test_each_level_beats_the_one_below(read_docx: Read) -> None:
    styles = DEFAULTS + style("Base", '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="28"/><w:color w:val="FF0000"/>') + \
        style("Para", '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>', "Base") + \
        style("Char", '<w:sz w:val="36"/>', kind="character")
    body = p(r("甲") + r("乙", '<w:rStyle w:val="Char"/>') + r("丙", '<w:rStyle w:val="Char"/><w:sz w:val="44"/>'),
             '<w:pStyle w:val="Para"/>')
    runs = read_docx(body, styles=styles).blocks[0].runs
    assert [(x.font, x.size_pt, x.color) for x in runs] == [
        ("仿宋", 16.0, "FF0000"), ("仿宋", 18.0, "FF0000"), ("仿宋", 22.0, "FF0000")]


def test_default_paragraph_style_holds_without_pstyle(read_docx: Read) -> None:
    styles = DEFAULTS + style("a", '<w:sz w:val="32"/>', more='w:default="1"')
    assert first(read_docx(p(r("甲")), styles=styles)).size_pt == 16.0


def test_unknown_style_falls_back_to_the_default_one(read_docx: Read) -> None:
    styles = DEFAULTS + style("a", '<w:sz w:val="32"/>', more='w:default="1"')
    assert first(read_docx(p(r("甲"), '<w:pStyle w:val="none-such"/>'), styles=styles)).size_pt == 16.0


def test_circular_styles_end(read_docx: Read) -> None:
    styles = style("A", '<w:sz w:val="32"/>', "B") + style("B", '<w:rFonts w:eastAsia="楷体"/>', "A")
    run = first(read_docx(p(r("甲"), '<w:pStyle w:val="A"/>'), styles=styles))
    assert (run.size_pt, run.font) == (16.0, "楷体")


@pytest.mark.parametrize(("para", "char", "direct", "bold"), [
    ("<w:b/>", "", "", True),
    ("<w:b/>", "<w:b/>", "", False),       # 17.7.3: toggles of paragraph and character style cancel
    ("", "<w:b/>", "", True),
    ("<w:b/>", "<w:b/>", "<w:b/>", True),  # direct format is no toggle
    ("<w:b/>", "", '<w:b w:val="0"/>', False),
    ('<w:b w:val="false"/>', "", "", False),
])
def test_bold_toggles(read_docx: Read, para: str, char: str, direct: str, bold: bool) -> None:
    styles = style("P", para) + style("C", char, kind="character")
    body = p(r("甲", f'<w:rStyle w:val="C"/>{direct}'), '<w:pStyle w:val="P"/>')
    assert first(read_docx(body, styles=styles)).bold is bold


def test_slots_by_character(read_docx: Read) -> None:
    rpr = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
    assert fonts(read_docx(p(r("第12号，abc（试行）", rpr)))) == [
        ("第", "仿宋_GB2312"), ("12", "Times New Roman"), ("号，", "仿宋_GB2312"), ("abc", "Times New Roman"),
        ("（试行）", "仿宋_GB2312")]


@pytest.mark.parametrize(("hint", "font"), [("", "Times New Roman"), (' w:hint="eastAsia"', "仿宋_GB2312")])
def test_ambiguous_characters_follow_the_hint(read_docx: Read, hint: str, font: str) -> None:
    """17.3.2.26: quotation marks, dashes and the like are in the Latin slot unless the hint says East Asian."""
    rpr = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"{hint}/>'
    for mark in "“”—…·":
        assert fonts(read_docx(p(r(mark, rpr)))) == [(mark, font)], mark


THEME = ('<a:fontScheme name="f"><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/>'
         '<a:font script="Hans" typeface="黑体"/></a:majorFont>'
         '<a:minorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font script="Hans" typeface="等线"/>'
         "</a:minorFont></a:fontScheme>")


def test_theme_fonts_and_the_script_of_the_language(read_docx: Read) -> None:
    rpr = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    document = read_docx(p(r("甲a", rpr)), theme=THEME, settings='<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>')
    assert fonts(document) == [("甲", "等线"), ("a", "Cambria")]


def test_theme_attribute_wins_within_one_element_and_loses_to_a_later_level(read_docx: Read) -> None:
    styles = style("P", '<w:rFonts w:eastAsia="楷体" w:eastAsiaTheme="majorEastAsia"/>')
    settings = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    body = p(r("甲") + r("乙", '<w:rFonts w:eastAsia="仿宋"/>'), '<w:pStyle w:val="P"/>')
    assert fonts(read_docx(body, styles=styles, theme=THEME, settings=settings)) == [("甲", "黑体"), ("乙", "仿宋")]


@pytest.mark.parametrize(("rpr", "attribute", "value"), [
    ('<w:u w:val="single"/>', "underline", True), ('<w:u w:val="none"/>', "underline", False),
    ('<w:highlight w:val="yellow"/>', "highlight", True), ('<w:highlight w:val="none"/>', "highlight", False),
    ("<w:strike/>", "strike", True), ("<w:i/>", "italic", True),
    ('<w:color w:val="auto"/>', "color", "000000"), ('<w:color w:val="c00000"/>', "color", "C00000"),
    ('<w:sz w:val="21"/>', "size_pt", 10.5),
])
def test_one_property(read_docx: Read, rpr: str, attribute: str, value: object) -> None:
    assert getattr(first(read_docx(p(r("甲", rpr)))), attribute) == value


def test_theme_colour(read_docx: Read) -> None:
    theme = '<a:clrScheme name="c"><a:accent1><a:srgbClr val="123456"/></a:accent1></a:clrScheme>'
    assert first(read_docx(p(r("甲", '<w:color w:themeColor="accent1"/>')), theme=theme)).color == "123456"


def test_hidden_text_is_no_text_but_a_residue(read_docx: Read) -> None:
    document = read_docx(p(r("明") + r("暗", "<w:vanish/>")))
    assert document.blocks[0].text == "明"
    assert [x.kind for x in document.residues] == ["hidden"]


def test_table_style_with_conditions(read_docx: Read) -> None:
    styles = ('<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:sz w:val="24"/></w:rPr>'
              '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>')
    row = f"<w:tr><w:tc>{p(r('甲'))}</w:tc></w:tr>"
    table = ('<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020" w:firstRow="1" w:noVBand="1"/></w:tblPr>'
             f"{row}{row}</w:tbl>")
    runs = [b.runs[0] for b in read_docx(table + p(r("乙")), styles=styles).blocks]
    assert [(x.size_pt, x.bold) for x in runs] == [(12.0, True), (12.0, False), (10.0, False)]
