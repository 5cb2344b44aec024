"""The OFD reader construct by construct, as GB/T 33190-2016 describes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docbuild.ofd_raw import SONG, page, parts, text, write, xml
from hongtou.pipeline.model import Block, Document
from hongtou.pipeline.readers import ReadError, read

WORDS = "关于做好防汛工作的通知"
EM = 5.6444
Reads = Callable[..., Document]


@pytest.fixture
def read_ofd(tmp_path: Path) -> Reads:
    """Build a file of raw pages (see :func:`docbuild.ofd_raw.parts`) and read it."""
    return lambda *pages, **more: read(write(tmp_path / "a.ofd", parts(*pages, **more)))


def only(document: Document) -> Block:
    assert [b.text for b in document.blocks] == [WORDS]
    return document.blocks[0]


def box(block: Block) -> tuple[float, float, float]:
    """Left edge, base line, right edge."""
    line = block.anchor.lines[0]
    return round(line.x0, 2), round(line.y0 + 0.859 * (line.y1 - line.y0), 2), round(line.x1, 2)


def refusal(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path)
    return caught.value


def test_text_with_its_place_and_format(read_ofd: Reads) -> None:
    document = read_ofd(page(text(WORDS)))
    block = only(document)
    assert document.source.format == "ofd"
    assert box(block) == (30.0, 45.0, round(30 + 11 * EM, 2))
    run = block.runs[0]
    assert (run.font, run.size_pt, run.bold, run.italic, run.color) == ("宋体", 16.0, False, False, "000000")
    assert (document.pages[0].width_mm, document.pages[0].height_mm) == (210, 297)
    assert document.unembedded_fonts == ("宋体",)


def test_a_font_with_a_file_is_embedded(read_ofd: Reads) -> None:
    font = '<ofd:Font ID="1" FontName="ABCDEF+FangSong_GB2312"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font>'
    document = read_ofd(page(text(WORDS)), res=f"<ofd:Fonts>{font}</ofd:Fonts>")
    assert document.unembedded_fonts == ()
    assert only(document).runs[0].font == "FangSong_GB2312"


def test_a_family_says_more_than_an_unknown_name(read_ofd: Reads) -> None:
    font = '<ofd:Font ID="1" FontName="F1" FamilyName="楷体_GB2312" Bold="true"/>'
    run = only(read_ofd(page(text(WORDS)), res=f"<ofd:Fonts>{font}</ofd:Fonts>")).runs[0]
    assert (run.font, run.bold) == ("楷体_GB2312", True)


@pytest.mark.parametrize("array", ["g 10 5.6444", " ".join(["5.6444"] * 10), "5.6444", ""])
def test_deltas_may_be_short_or_absent(read_ofd: Reads, array: str) -> None:
    assert box(only(read_ofd(page(text(WORDS, deltas=array))))) == (30.0, 45.0, 92.09)


def test_wide_gaps_are_blanks_and_letters_make_words(read_ofd: Reads) -> None:
    steps = " ".join(["5.6444"] * 3 + ["16.9332"] + ["5.6444"] * 2)
    assert [b.text for b in read_ofd(page(text("抄送机关甲乙丙", deltas=steps))).blocks] == ["抄送机关　　甲乙丙"]
    wide = "".join("WMQ")
    assert [b.text for b in read_ofd(page(text(f"附件{wide}一二三四五", deltas="5.6 5.6 4.6 4.8 4.4 5.6 5.6 5.6 5.6"))).blocks] \
        == ["附件WMQ一二三四五"]


def test_a_typed_blank_between_letters(read_ofd: Reads) -> None:
    words = "GB 9704公文格式标准"
    steps = "2.8222 2.8222 2.8222 2.8222 2.8222 2.8222 2.8222 5.6444"
    assert [b.text for b in read_ofd(page(text(words, deltas=steps))).blocks] == [words]


def test_a_matrix_scales_and_moves(read_ofd: Reads) -> None:
    scaled = text(WORDS, y=50, deltas="g 10 56.444", at="20 40 100 6", Size="56.444", CTM="0.1 0 0 0.1 10 0")
    block = only(read_ofd(page(scaled)))
    assert box(block) == (30.0, 45.0, 92.09)
    assert block.runs[0].size_pt == 16.0


def test_a_matrix_may_turn_the_page_upside_down(read_ofd: Reads) -> None:
    """Converters keep the space of a PDF: points, upwards from the foot of the page."""
    flipped = text(WORDS, y=714.33, deltas="g 10 16", at="30 0 180 297", Size="16", CTM="0.35278 0 0 -0.35278 0 297")
    assert box(only(read_ofd(page(flipped)))) == (30.0, 45.0, 92.09)


def test_characters_may_be_narrow(read_ofd: Reads) -> None:
    block = only(read_ofd(page(text(WORDS, deltas="g 10 2.8222", HScale="0.5"))))
    assert box(block)[2] == round(30 + 11 * EM / 2, 2)


def test_type_is_narrow_where_its_characters_would_overlap(read_ofd: Reads) -> None:
    assert box(only(read_ofd(page(text(WORDS, deltas="g 10 4.2")))))[2] == round(30 + 11 * 4.2, 2)


@pytest.mark.parametrize(("attributes", "inner", "wanted"), [
    ({"Weight": "700"}, "", (True, False, "000000")),
    ({"Weight": "500"}, "", (False, False, "000000")),
    ({"Italic": "true"}, "", (False, True, "000000")),
    ({"CTM": "1 0 -0.2 1 0 0"}, "", (False, True, "000000")),
    ({"Stroke": "true"}, "", (False, False, "000000")),
    ({"Stroke": "true"}, '<ofd:StrokeColor Value="0 0 0"/>', (True, False, "000000")),
    ({"Fill": "false", "Stroke": "true"}, '<ofd:StrokeColor Value="255 0 0"/>', (False, False, "FF0000")),
    ({}, '<ofd:FillColor Value="255 0 0"/>', (False, False, "FF0000")),
    ({}, '<ofd:FillColor Value="#FF #00 #00"/>', (False, False, "FF0000")),
    ({}, '<ofd:FillColor Value="0 255 255 0" ColorSpace="5"/>', (False, False, "FF0000")),
    ({}, '<ofd:FillColor Value="128" ColorSpace="6"/>', (False, False, "808080")),
    ({}, '<ofd:FillColor Index="1" ColorSpace="7"/>', (False, False, "FF0000")),
    ({}, '<ofd:FillColor ColorSpace="7"><ofd:AxialShd/></ofd:FillColor>', (False, False, None)),
    ({"DrawParam": "8"}, "", (False, False, "FF0000")),
    ({"DrawParam": "8"}, '<ofd:FillColor Value="0 0 255"/>', (False, False, "0000FF")),
    ({"DrawParam": "10"}, "", (False, False, "000000")),
])
def test_looks(read_ofd: Reads, attributes: dict[str, str], inner: str, wanted: tuple[object, ...]) -> None:
    res = SONG + (
        '<ofd:ColorSpaces><ofd:ColorSpace ID="5" Type="CMYK"/><ofd:ColorSpace ID="6" Type="Gray"/>'
        '<ofd:ColorSpace ID="7" Type="RGB"><ofd:Palette><ofd:CV>0 0 0</ofd:CV><ofd:CV>255 0 0</ofd:CV></ofd:Palette>'
        '</ofd:ColorSpace></ofd:ColorSpaces><ofd:DrawParams><ofd:DrawParam ID="8" Relative="9"/>'
        '<ofd:DrawParam ID="9"><ofd:FillColor Value="255 0 0"/></ofd:DrawParam>'
        '<ofd:DrawParam ID="10" Relative="10"/></ofd:DrawParams>')
    run = only(read_ofd(page(text(WORDS, inner=inner, **attributes)), res=res)).runs[0]
    assert (run.bold, run.italic, run.color) == wanted


def test_a_layer_lends_its_drawing_parameter(read_ofd: Reads) -> None:
    res = SONG + '<ofd:DrawParams><ofd:DrawParam ID="8"><ofd:FillColor Value="255 0 0"/></ofd:DrawParam></ofd:DrawParams>'
    assert only(read_ofd(page(text(WORDS), layer=' DrawParam="8"'), res=res)).runs[0].color == "FF0000"


@pytest.mark.parametrize("hidden", [
    {"Visible": "false"}, {"Alpha": "0"}, {"Fill": "false"}, {"inner": '<ofd:FillColor Value="0 0 0" Alpha="0"/>'},
])
def test_what_cannot_be_seen_is_no_text(read_ofd: Reads, hidden: dict[str, str]) -> None:
    only(read_ofd(page(text(WORDS), text("看不见的水印", at="30 80 100 6", **hidden))))


@pytest.mark.parametrize("faint", [{"Alpha": "60"}, {"inner": '<ofd:FillColor Value="200 200 200" Alpha="60"/>'}])
def test_watermarks_are_no_text(read_ofd: Reads, faint: dict[str, str]) -> None:
    document = read_ofd(page(text(WORDS), text("内部资料", at="50 42 100 6", **faint)))
    assert only(document) and "有半透明的文字（水印），没有检查。" in document.notes


def test_text_codes_go_on_where_the_last_began(read_ofd: Reads) -> None:
    codes = ('<ofd:TextCode X="0" Y="5" DeltaX="g 9 5.6444">关于做好防汛工作的通</ofd:TextCode>'
             '<ofd:TextCode X="56.444">知</ofd:TextCode>')
    node = f'<ofd:TextObject ID="3" Boundary="30 40 100 6" Font="1" Size="5.6444">{codes}</ofd:TextObject>'
    assert box(only(read_ofd(page(node)))) == (30.0, 45.0, 92.09)


def test_glyphs_that_stand_for_several_characters(read_ofd: Reads) -> None:
    transform = ('<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>5</ofd:Glyphs>'
                 "</ofd:CGTransform>")
    assert [b.text for b in read_ofd(page(text("12月做好防汛工作的通知", inner=transform))).blocks] == ["12月做好防汛工作的通知"]


def test_columns_are_left_out_with_a_note(read_ofd: Reads) -> None:
    column = text("竖着写的字", at="150 100 6 40", deltas="g 4 0", code=' DeltaY="g 4 5.6444"')
    document = read_ofd(page(text(WORDS), column))
    only(document)
    assert "有竖排的文字，没有检查。" in document.notes
    turned = text("竖着写的字", at="150 100 6 40", ReadDirection="90", deltas="0", code=' DeltaY="5.6444"')
    only(read_ofd(page(text(WORDS), turned)))


def test_a_page_set_sideways(read_ofd: Reads) -> None:
    landscape = text(WORDS, at="160 30 6 100", y=0, CTM="0 1 -1 0 0 0")
    document = read_ofd(page(landscape))
    assert document.pages[0].rotated and document.pages[0].width_mm == 297
    assert box(only(document))[0] == 30.0


def test_blocks_nest(read_ofd: Reads) -> None:
    only(read_ofd(page(f'<ofd:PageBlock ID="3"><ofd:PageBlock ID="4">{text(WORDS)}</ofd:PageBlock></ofd:PageBlock>')))


def test_composite_graphics_stand_where_they_are_placed(read_ofd: Reads) -> None:
    unit = text(WORDS, at="5 10 100 6")
    res = (f'{SONG}<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="20" Width="100" Height="20"><ofd:Content>'
           f"{unit}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>")
    node = '<ofd:CompositeObject ID="3" ResourceID="20" Boundary="25 30 100 20" CTM="1 0 0 1 0 0"/>'
    assert box(only(read_ofd(page(node), res=res))) == (30.0, 45.0, 92.09)


@pytest.mark.parametrize("place", ["Tpls/Tpl_0/Content.xml", "/Doc_0/Tpls/Tpl_0/Content.xml", "Doc_0/Tpls/Tpl_0/Content.xml"])
def test_templates_belong_to_their_pages(read_ofd: Reads, place: str) -> None:
    document = read_ofd(page(text("正文有这样十来个字吧", at="30 80 100 6"), before='<ofd:Template TemplateID="9"/>'), page(),
                        common=f'<ofd:TemplatePage ID="9" BaseLoc="{place}"/>', Tpls__Tpl_0__Content=page(text(WORDS)))
    assert [(b.text, b.page) for b in document.blocks] == [(WORDS, 1), ("正文有这样十来个字吧", 1)]


def test_a_page_may_have_resources_and_a_size_of_its_own(read_ofd: Reads) -> None:
    before = ("<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>"
              "<ofd:PageRes>PageRes.xml</ofd:PageRes>")
    document = read_ofd(page(text(WORDS, Font="30"), before=before), Pages__Page_0__PageRes=xml(
        "Res", '<ofd:Fonts><ofd:Font ID="30" FontName="黑体"/></ofd:Fonts>'))
    assert only(document).runs[0].font == "黑体"
    assert (document.pages[0].width_mm, document.pages[0].height_mm) == (297, 210)


@pytest.mark.parametrize("space", ["", ' xmlns="http://www.ofdspec.org/2016"', ' xmlns="http://www.ofdspec.org"'])
def test_names_count_without_their_namespace(tmp_path: Path, space: str) -> None:
    members = {name: str(part).replace("ofd:", "").replace(' xmlns="http://www.ofdspec.org/2016"', "")
               .replace(' xmlns:ofd="http://www.ofdspec.org/2016"', space) for name, part in parts(page(text(WORDS))).items()}
    only(read(write(tmp_path / "a.ofd", members)))


def test_indented_xml_adds_no_text(read_ofd: Reads) -> None:
    only(read_ofd(page(text(f"\n      {WORDS}\n    ", deltas="g 10 5.6444"))))


def path(data: str, at: str = "28 100 156 1", inner: str = "", **attributes: str) -> str:
    named = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (f'<ofd:PathObject ID="8" Boundary="{at}"{named}>{inner}<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
            "</ofd:PathObject>")


RED = '<ofd:StrokeColor Value="255 0 0"/>'


@pytest.mark.parametrize(("drawn", "wanted"), [
    (path("M 0 0.5 L 156 0.5", inner=RED, LineWidth="0.7"), ("FF0000", 0.7, 28.0, 184.0, 100.5)),
    (path("S 0 0.5 L 156 0.5"), ("000000", 0.353, 28.0, 184.0, 100.5)),
    (path("M 0 5 L 1560 5", inner=RED, LineWidth="7", CTM="0.1 0 0 0.1 0 0"), ("FF0000", 0.7, 28.0, 184.0, 100.5)),
    (path("M 0 0 L 156 0 L 156 0.7 L 0 0.7 C", at="28 100.15 156 0.7", Stroke="false", Fill="true",
          inner='<ofd:FillColor Value="255 0 0"/>'), ("FF0000", 0.7, 28.0, 184.0, 100.5)),
    (path("M0,.5L1.56e2,.5", inner=RED, DrawParam="8"), ("FF0000", 0.7, 28.0, 184.0, 100.5)),
])
def test_drawn_lines(read_ofd: Reads, drawn: str, wanted: tuple[object, ...]) -> None:
    res = SONG + '<ofd:DrawParams><ofd:DrawParam ID="8" LineWidth="0.7"/></ofd:DrawParams>'
    line, = read_ofd(page(text(WORDS), drawn), res=res).lines
    assert (line.color, line.width_mm, line.x0, line.x1, line.y) == wanted


@pytest.mark.parametrize("drawn", [
    path("M 0 0.5 L 156 0.5", Stroke="false"),                   # nothing that makes a mark
    path("M 0 0.5 L 156 0.5", Visible="false"),
    path("M 0 0.5 L 156 0.5", inner='<ofd:StrokeColor Value="255 0 0" Alpha="0"/>'),
    path("M 0 0 L 156 0 L 156 0.7 C", Stroke="false", Fill="true"),  # filled with nothing (the default)
    path("M 0 0.5 Z 9 9 L 156 0.5"),
    path("M 0 0.5 L 156"),
])
def test_nothing_drawn(read_ofd: Reads, drawn: str) -> None:
    assert read_ofd(page(text(WORDS), drawn)).lines == ()


def test_a_table_of_lines(read_ofd: Reads) -> None:
    ruled = " ".join([*(f"M 0 {y} L 120 {y}" for y in (0, 10, 20)), *(f"M {x} 0 L {x} 20" for x in (0, 60, 120))])
    cells = [text(word, at=f"{40 + 60 * (n % 2)} {100 + 10 * (n // 2)} 50 8") for n, word in
             enumerate(("单位名称", "联系电话", "市水务局", "值班人员"))]
    document = read_ofd(page(text(WORDS), path(ruled, at="30 98 120 20"), *cells))
    assert [(b.text, b.cell.row, b.cell.column) for b in document.blocks if b.cell] == [
        ("单位名称", 0, 0), ("联系电话", 0, 1), ("市水务局", 1, 0), ("值班人员", 1, 1)]


def test_a_red_ring_is_a_seal(read_ofd: Reads) -> None:
    ring = path("M 42 21 A 21 21 0 0 1 0 21 A 21 21 0 0 1 42 21 C", at="120 200 42 42", inner=RED, LineWidth="1.2")
    picture, = read_ofd(page(text(WORDS), ring)).pictures
    assert picture.seal and picture.box is not None and round(picture.box.x0) == 120


SIGNED = {
    "Signs__Signatures": xml("Signatures", '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'),
    "Signs__Sign_0__Signature": xml(
        "Signature", '<ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="2" Boundary="120 200 42 42" Clip="0 0 42 42"/>'
        '<ofd:StampAnnot ID="2" PageRef="1" Boundary="203 40 40 40" Clip="0 0 6 40"/></ofd:SignedInfo>'),
}


def test_stamps_of_signatures_are_seals(read_ofd: Reads) -> None:
    document = read_ofd(page(text(WORDS)), page(text("签发日期在这一页的下方", at="30 60 100 6")),
                        body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>", **SIGNED)
    picture, = document.pictures  # the slice at the edge of page 1 (骑缝章) is no seal of its own
    assert (picture.page, picture.seal) == (2, True)
    assert picture.box is not None and (picture.box.x0, picture.box.y1) == (120.0, 242.0)
    assert "文件带有电子印章；没有验证签章的真伪。" in document.notes


def test_a_stamp_of_another_shape_is_some_picture(read_ofd: Reads) -> None:
    signed = {name: part.replace("120 200 42 42", "120 200 40 15") for name, part in SIGNED.items()}
    document = read_ofd(page(text(WORDS)), page(text("签发日期在这一页的下方", at="30 60 100 6")),
                        body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>", **signed)
    assert [p.seal for p in document.pictures] == [None]


def test_an_unreadable_signature_does_not_cost_the_document(read_ofd: Reads) -> None:
    document = read_ofd(page(text(WORDS)), body="<ofd:Signatures>Signs/None.xml</ofd:Signatures>")
    assert only(document) and "电子签章或注释的记录不完整，其中的印章没有检查。" in document.notes


def test_annotations_are_no_text_but_their_stamps_are_seals(read_ofd: Reads) -> None:
    note = text("内部资料注意保存", at="0 0 60 6")
    annotations = xml("PageAnnot", f'<ofd:Annot ID="1" Type="Watermark"><ofd:Appearance Boundary="60 100 60 6">{note}'
                      '</ofd:Appearance></ofd:Annot><ofd:Annot ID="2" Type="Stamp"><ofd:Appearance '
                      'Boundary="120 200 42 42"><ofd:ImageObject ID="3" Boundary="0 0 42 42" ResourceID="9"/>'
                      "</ofd:Appearance></ofd:Annot>")
    document = read_ofd(
        page(text(WORDS)), tail="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        Annots__Annotations=xml("Annotations", '<ofd:Page PageID="1"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page>'),
        Annots__Page_0=annotations)
    only(document)
    assert [p.seal for p in document.pictures] == [True]


def test_images_have_their_places(read_ofd: Reads) -> None:
    images = ('<ofd:ImageObject ID="3" ResourceID="9" Boundary="20 30 40 10" CTM="40 0 0 10 0 0"/>'
              '<ofd:ImageObject ID="4" ResourceID="9" Boundary="20 30 40 10"/>')
    for picture in read_ofd(page(text(WORDS), images)).pictures:
        assert picture.box is not None
        assert (picture.box.x0, picture.box.y0, picture.box.x1, picture.box.y1) == (20, 30, 60, 40)


SCAN = '<ofd:ImageObject ID="3" ResourceID="9" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
CURVE = path("M 0 0 B 1 1 2 1 3 0 C", Stroke="false", Fill="true", inner='<ofd:FillColor Value="0 0 0"/>')
CODELESS = ('<ofd:TextObject ID="3" Boundary="30 40 100 6" Font="1" Size="5"><ofd:CGTransform CodePosition="0" '
            'CodeCount="1" GlyphCount="9"><ofd:Glyphs>1 2 3 4 5 6 7 8 9</ofd:Glyphs></ofd:CGTransform>'
            '<ofd:TextCode X="0" Y="5" DeltaX="5"></ofd:TextCode></ofd:TextObject>')


@pytest.mark.parametrize(("drawn", "words"), [
    (SCAN, "扫描件"), (SCAN + text("— 1 —"), "扫描件"), (CURVE * 50, "曲线"), (CODELESS, "字形编号"), ("", "没有文字"),
    (SCAN + text(WORDS, Alpha="0"), "扫描件"),
])
def test_no_text(tmp_path: Path, drawn: str, words: str) -> None:
    error = refusal(write(tmp_path / "a.ofd", parts(page(drawn))))
    assert error.category == "no_text" and words in error.message


def test_only_the_first_of_several_documents_is_read(tmp_path: Path) -> None:
    members = parts(page(text(WORDS)))
    members["OFD.xml"] = str(members["OFD.xml"]).replace("</ofd:OFD>", "<ofd:DocBody/></ofd:OFD>")
    document = read(write(tmp_path / "a.ofd", members))
    assert only(document) and "文件里有 2 个文档，只检查了第一个。" in document.notes


def test_resources_that_nobody_asks_for_are_not_missed(read_ofd: Reads) -> None:
    document = read_ofd(page(text(WORDS)), common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>")
    assert document.notes == () and "font" not in document.unknown


def test_missing_resources_are_said(tmp_path: Path) -> None:
    members = parts(page(text(WORDS)))
    del members["Doc_0/PublicRes.xml"]
    document = read(write(tmp_path / "a.ofd", members))
    assert only(document).runs[0].font == ""
    assert {"font", "color", "lines"} <= set(document.unknown) and document.unembedded_fonts == ()
    assert "OFD 缺少资源文件，没有检查字体、颜色和线条。" in document.notes


def test_an_undefined_drawing_parameter_hides_the_colour(read_ofd: Reads) -> None:
    document = read_ofd(page(text(WORDS, DrawParam="99"), path("M 0 0.5 L 156 0.5", DrawParam="99")))
    assert only(document).runs[0].color is None
    assert document.lines[0].color is None


def test_an_undefined_template_is_half_a_page(tmp_path: Path) -> None:
    made = parts(page(text(WORDS), before='<ofd:Template TemplateID="9"/>'))
    assert "模板页" in refusal(write(tmp_path / "a.ofd", made)).message


def test_files_of_other_writers(samples: Path) -> None:
    """Every collected file is read, or has no text (stamped blank pages)."""
    for path in sorted((samples / "ofd").glob("*.ofd")):
        try:
            document = read(path)
        except ReadError as error:
            assert error.category == "no_text", path.name
        else:
            assert document.blocks and document.source.format == "ofd", path.name
            assert not any("\ufffd" in b.text for b in document.blocks), path.name
