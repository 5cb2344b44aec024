"""Effective character formats (ECMA-376-1 17.7.2, 17.7.3, 17.3.2; MS-OI29500 2.1.87)."""

import pytest

DEFAULTS = '<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>'
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>
<a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window"
lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="C00000"/></a:accent1></a:clrScheme>
<a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font script="Hans" typeface="黑体"/>
<a:font script="Hant" typeface="新細明體"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="等线"/><a:cs
typeface=""/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"""


def style(identity: str, rpr: str = "", *, kind: str = "paragraph", base: str = "", default: bool = False) -> str:
    return (f'<w:style w:type="{kind}" w:styleId="{identity}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}>'
            f'<w:name w:val="{identity}"/>{f"<w:basedOn w:val={chr(34)}{base}{chr(34)}/>" if base else ""}'
            f"<w:rPr>{rpr}</w:rPr></w:style>")


def named(identity: str) -> str:
    return f'<w:pStyle w:val="{identity}"/>'


# --- the hierarchy ---------------------------------------------------------------------------------------------------


def test_each_level_overrides_the_one_before(docx):
    styles = (DEFAULTS.format('<w:sz w:val="20"/>') + style("Normal", '<w:sz w:val="21"/>', default=True)
              + style("A", '<w:sz w:val="28"/>', base="Normal") + style("B", base="A")
              + style("C", '<w:sz w:val="30"/>', kind="character"))
    sizes = [docx.run(docx.p("字", ppr=ppr, rpr=rpr), styles=styles).size_pt for ppr, rpr in (
        ("", ""), (named("A"), ""), (named("B"), ""), (named("B"), '<w:rStyle w:val="C"/>'),
        (named("B"), '<w:rStyle w:val="C"/><w:sz w:val="32"/>'))]
    assert sizes == [10.5, 14, 14, 15, 16]


def test_a_style_that_does_not_exist_means_the_default_style(docx):
    styles = style("Normal", '<w:sz w:val="32"/>', default=True)
    block = docx.block(docx.p("字", ppr=named("nowhere")), styles=styles)
    assert (block.runs[0].size_pt, block.paragraph.style) == (16, "Normal")


def test_styles_based_on_each_other_end(docx):
    styles = style("A", '<w:sz w:val="32"/>', base="B") + style("B", '<w:b/>', base="A")
    run = docx.run(docx.p("字", ppr=named("A")), styles=styles)
    assert (run.size_pt, run.bold) == (16, True)


def test_a_chain_of_a_thousand_styles_is_cut(docx):
    styles = "".join(style(f"S{i}", base=f"S{i + 1}") for i in range(1000)) + style("S1000", '<w:sz w:val="99"/>')
    assert docx.run(docx.p("字", ppr=named("S0")), styles=styles).size_pt == 10


def test_a_paragraph_style_does_not_inherit_from_a_character_style(docx):
    styles = style("C", '<w:sz w:val="60"/>', kind="character") + style("P", base="C")
    assert docx.run(docx.p("字", ppr=named("P")), styles=styles).size_pt == 10


def test_without_defaults_word_takes_10_pt_times_new_roman(docx):
    for more in ({}, {"styles": ""}):
        runs = docx.block(docx.p("字A"), **more).runs
        assert [(r.size_pt, r.font) for r in runs] == [(10, None), (10, "Times New Roman")]


# --- toggles ---------------------------------------------------------------------------------------------------------

BOLD = "<w:b/>"


@pytest.mark.parametrize(("paragraph", "char", "direct", "bold"), [
    (BOLD, "", "", True), ("", BOLD, "", True), (BOLD, BOLD, "", False), (BOLD, BOLD, BOLD, True),
    (BOLD, "", '<w:b w:val="0"/>', False), (BOLD, '<w:b w:val="false"/>', "", True), ("", "", '<w:b w:val="on"/>', True),
])
def test_bold_of_paragraph_and_character_style_cancel_each_other(docx, paragraph, char, direct, bold):
    styles = style("P", paragraph) + style("C", char, kind="character")
    body = docx.p("字", ppr=named("P"), rpr='<w:rStyle w:val="C"/>' + direct)
    assert docx.run(body, styles=styles).bold is bold


def test_within_one_chain_the_nearest_style_decides(docx):
    styles = style("A", BOLD) + style("B", BOLD, base="A") + style("C", '<w:b w:val="0"/>', base="A")
    assert docx.run(docx.p("字", ppr=named("B")), styles=styles).bold is True
    assert docx.run(docx.p("字", ppr=named("C")), styles=styles).bold is False


def test_bold_in_the_defaults_is_not_cancelled_by_a_style(docx):
    styles = DEFAULTS.format(BOLD) + style("P", BOLD)
    assert docx.run(docx.p("字", ppr=named("P")), styles=styles).bold is True


# --- font slots ------------------------------------------------------------------------------------------------------

FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Georgia" w:eastAsia="仿宋_GB2312" w:cs="Tahoma"{}/>'


def fonts(docx, text: str, rpr: str, **more: str) -> dict[str, str | None]:
    block = docx.block(docx.p(text, rpr=rpr), **more)
    return {block.text[i]: r.font for r in block.runs for i in range(r.start, r.end)}


def test_latin_and_chinese_slots(docx):
    assert fonts(docx, "A7汉，〔㎡é", FONTS.format("")) == {
        "A": "Arial", "7": "Arial", "汉": "仿宋_GB2312", "，": "仿宋_GB2312", "〔": "仿宋_GB2312", "㎡": "仿宋_GB2312",
        "é": "Georgia"}


@pytest.mark.parametrize("mark", "“”‘’—…·×")
def test_ambiguous_punctuation_is_latin_unless_hinted(docx, mark):
    assert fonts(docx, mark, FONTS.format("")) == {mark: "Georgia"}
    assert fonts(docx, mark, FONTS.format(' w:hint="eastAsia"')) == {mark: "仿宋_GB2312"}


def test_the_hint_leaves_ascii_alone(docx):
    assert fonts(docx, "(1)", FONTS.format(' w:hint="eastAsia"')) == {"(": "Arial", "1": "Arial", ")": "Arial"}


@pytest.mark.parametrize("sign", "①℃★Ⅱ")
def test_signs_that_latin_fonts_lack_are_reported_in_the_chinese_font(docx, sign):
    assert fonts(docx, sign, FONTS.format("")) == {sign: "仿宋_GB2312"}


def test_supplementary_ideographs_take_the_chinese_font(docx):
    assert fonts(docx, "𠮷", FONTS.format("")) == {"𠮷": "仿宋_GB2312"}


def test_a_complex_script_run_takes_the_cs_font(docx):
    assert fonts(docx, "字A", FONTS.format("") + "<w:cs/>") == {"字": "Tahoma", "A": "Tahoma"}
    assert fonts(docx, "字A", FONTS.format("") + "<w:rtl/>") == {"字": "Tahoma", "A": "Tahoma"}
    assert fonts(docx, "字", FONTS.format("") + '<w:cs w:val="0"/>') == {"字": "仿宋_GB2312"}


def test_each_slot_is_inherited_for_itself(docx):
    styles = style("Normal", '<w:rFonts w:ascii="Arial" w:eastAsia="宋体"/>', default=True)
    assert fonts(docx, "A字", '<w:rFonts w:eastAsia="楷体"/>', styles=styles) == {"A": "Arial", "字": "楷体"}


# --- theme fonts -----------------------------------------------------------------------------------------------------

MAJOR = '<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:ascii="Arial" w:eastAsia="宋体"/>'
HANS = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'


def test_the_theme_wins_in_one_element_and_the_language_picks_the_script(docx):
    assert fonts(docx, "A字", MAJOR, theme=THEME, settings=HANS) == {"A": "Cambria", "字": "黑体"}
    hant = HANS.replace("zh-CN", "zh-TW")
    assert fonts(docx, "字", MAJOR, theme=THEME, settings=hant) == {"字": "新細明體"}


def test_the_languages_name_may_be_written_otherwise(docx):
    for language in ("zh-cn", "zh-Hans", "zh-Hans-CN"):
        assert fonts(docx, "字", MAJOR, theme=THEME, settings=HANS.replace("zh-CN", language)) == {"字": "黑体"}


def test_without_a_font_for_the_script_the_east_asian_one_serves(docx):
    minor = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    assert fonts(docx, "A字", minor, theme=THEME, settings=HANS) == {"A": "Calibri", "字": "等线"}


def test_a_font_named_later_replaces_a_theme_font(docx):
    styles = DEFAULTS.format(MAJOR)
    body = '<w:rFonts w:eastAsia="仿宋"/>'
    assert fonts(docx, "A字", body, styles=styles, theme=THEME, settings=HANS) == {"A": "Cambria", "字": "仿宋"}


def test_a_theme_font_that_nothing_resolves_is_unknown(docx):
    """Not the font of the level below: the later level overrides it, whatever it stands for."""
    styles = DEFAULTS.format('<w:rFonts w:ascii="Arial" w:eastAsia="宋体"/>')
    direct = '<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia"/>'
    assert fonts(docx, "A字", direct, styles=styles) == {"A": None, "字": None}


# --- the other properties --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rpr", "attribute", "value"), [
    ('<w:sz w:val="31"/>', "size_pt", 15.5),
    ('<w:szCs w:val="44"/>', "size_pt", 10),
    ('<w:color w:val="auto"/>', "color", "000000"),
    ('<w:color w:val="ff0000"/>', "color", "FF0000"),
    ('<w:u w:val="single"/>', "underline", True),
    ('<w:u w:val="none"/>', "underline", False),
    ('<w:strike/>', "strike", True),
    ('<w:dstrike/>', "strike", True),
    ('<w:highlight w:val="yellow"/>', "highlight", True),
    ('<w:highlight w:val="none"/>', "highlight", False),
    ('<w:i/>', "italic", True),
])
def test_direct_properties(docx, rpr, attribute, value):
    assert getattr(docx.run(docx.p("字", rpr=rpr)), attribute) == value


def test_a_theme_colour_supersedes_the_value_beside_it(docx):
    rpr = '<w:color w:val="00FF00" w:themeColor="accent1"/>'
    assert docx.run(docx.p("字", rpr=rpr), theme=THEME).color == "C00000"
    assert docx.run(docx.p("字", rpr=rpr)).color == "00FF00"  # no theme: the value is all there is


def test_tint_and_shade_change_the_lightness(docx):
    shade = '<w:color w:val="auto" w:themeColor="accent1" w:themeShade="80"/>'
    tint = '<w:color w:val="auto" w:themeColor="text1" w:themeTint="80"/>'
    assert docx.run(docx.p("字", rpr=shade), theme=THEME).color == "600000"
    assert docx.run(docx.p("字", rpr=tint), theme=THEME).color == "7F7F7F"


def test_clr_scheme_mapping_swaps_text_and_background(docx):
    settings = '<w:clrSchemeMapping w:t1="light1" w:bg1="dark1"/>'
    rpr = '<w:color w:themeColor="text1"/>'
    assert docx.run(docx.p("字", rpr=rpr), theme=THEME, settings=settings).color == "FFFFFF"


def test_hidden_text_is_no_text_but_recorded(docx):
    document = docx.read(docx.p("见", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>", "文"))
    assert document.blocks[0].text == "见文"
    assert [r.kind for r in document.residues] == ["hidden"]


def test_a_style_can_hide_and_a_run_can_show(docx):
    styles = style("H", "<w:vanish/>", kind="character")
    shown = '<w:rStyle w:val="H"/><w:vanish w:val="0"/>'
    body = docx.p(docx.r("甲", '<w:rStyle w:val="H"/>'), docx.r("乙", shown))
    assert docx.texts(body, styles=styles) == ["乙"]


# --- table styles ----------------------------------------------------------------------------------------------------


def table(look: str, rows: int = 3, columns: int = 3) -> str:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>字</w:t></w:r></w:p></w:tc>" * columns + "</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/>{look}</w:tblPr>{row * rows}</w:tbl>'


def conditional(**sizes: int) -> str:
    parts = "".join(f'<w:tblStylePr w:type="{k}"><w:rPr><w:sz w:val="{v * 2}"/></w:rPr></w:tblStylePr>'
                    for k, v in sizes.items())
    return (f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:sz w:val="20"/><w:b/></w:rPr>{parts}'
            "</w:style>")


def sizes(docx, look: str, styles: str) -> list[list[float | None]]:
    blocks = docx.read(table(look), styles=styles).blocks
    return [[b.runs[0].size_pt for b in blocks if b.cell and b.cell.row == row] for row in range(3)]


def test_conditions_of_a_table_style_the_strongest_last(docx):
    """Rows of the frame beat columns in Word (MS-OI29500 2.1.252), corners beat both."""
    styles = conditional(firstRow=21, lastRow=22, firstCol=23, lastCol=24, nwCell=25)
    look = '<w:tblLook w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="1" w:noHBand="1" w:noVBand="1"/>'
    assert sizes(docx, look, styles) == [[25, 21, 21], [23, 10, 24], [22, 22, 22]]


def test_the_bit_mask_says_the_same(docx):
    styles = conditional(firstRow=21, lastRow=22, firstCol=23)
    assert sizes(docx, '<w:tblLook w:val="06A0"/>', styles) == [[21, 21, 21], [23, 10, 10], [23, 10, 10]]


def test_bands_are_counted_below_the_first_row(docx):
    styles = conditional(band1Horz=21, band2Horz=22)
    assert sizes(docx, '<w:tblLook w:val="0420"/>', styles) == [[10, 10, 10], [21, 21, 21], [22, 22, 22]]


def test_column_bands_beat_row_bands(docx):
    styles = conditional(band1Horz=21, band2Horz=21, band1Vert=22)
    assert sizes(docx, '<w:tblLook w:val="0000"/>', styles)[0] == [22, 21, 22]


def test_the_whole_table_is_a_condition_too(docx):
    assert sizes(docx, "", conditional(wholeTable=30))[1] == [30, 30, 30]


def test_a_paragraph_style_lies_over_the_table_style_and_its_bold_cancels(docx):
    styles = conditional() + style("P", BOLD + '<w:sz w:val="32"/>')
    body = table("").replace("<w:p>", f"<w:p><w:pPr>{named('P')}</w:pPr>")
    run = docx.run(body, styles=styles)
    assert (run.size_pt, run.bold) == (16, False)


def test_a_table_style_follows_its_base(docx):
    styles = conditional(firstRow=21) + ('<w:style w:type="table" w:styleId="U"><w:name w:val="U"/><w:basedOn w:val="T"/>'
                                         "</w:style>")
    body = table('<w:tblLook w:val="0620"/>').replace('"T"', '"U"')
    assert [b.runs[0].size_pt for b in docx.read(body, styles=styles).blocks[2:4]] == [21, 10]
