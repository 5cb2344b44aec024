"""Every word once, in reading order: what Word prints is text, what it does not print is none."""

import pytest


def kinds(document) -> list[str]:
    return [r.kind for r in document.residues]


# --- inside a paragraph ----------------------------------------------------------------------------------------------

INLINE = [
    ("<w:hyperlink>{}</w:hyperlink>", "甲乙丙"),
    ("<w:smartTag><w:smartTagPr/>{}</w:smartTag>", "甲乙丙"),
    ("<w:smartTag><w:smartTag>{}</w:smartTag></w:smartTag>", "甲乙丙"),
    ("<w:customXml>{}</w:customXml>", "甲乙丙"),
    ("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", "甲乙丙"),
    ('<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>', "甲乙丙"),
    ("<w:bdo w:val='ltr'>{}</w:bdo>", "甲乙丙"),
    ("<w:dir w:val='ltr'>{}</w:dir>", "甲乙丙"),
    ("<w:ins w:author='x'>{}</w:ins>", "甲乙丙"),
    ("<w:moveTo w:author='x'>{}</w:moveTo>", "甲乙丙"),
    ("<w:del w:author='x'><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲丙"),
    ("<w:moveFrom w:author='x'>{}</w:moveFrom>", "甲丙"),
    ("<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
     "甲乙丙"),
    ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yǐ</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", "甲乙丙"),
    ("<w:r><w:tab/></w:r>", "甲\t丙"),
    ("<w:r><w:ptab w:alignment='right'/></w:r>", "甲\t丙"),
    ("<w:r><w:noBreakHyphen/></w:r>", "甲-丙"),
    ("<w:r><w:softHyphen/></w:r>", "甲丙"),
    ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "甲☑丙"),
    ("<w:r><w:sym w:font='Wingdings' w:char='F001'/></w:r>", "甲□丙"),
    ("<w:r><w:sym w:font='宋体' w:char='2605'/></w:r>", "甲★丙"),
    ("<m:oMath><m:r><m:t>x</m:t></m:r><m:sSup><m:e><m:r><m:t>y</m:t></m:r></m:e></m:sSup></m:oMath>", "甲xy丙"),
    ("<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>", "甲x丙"),
    ("<w:commentRangeStart w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>", "甲丙"),
    ("<w:bookmarkStart w:id='0' w:name='b'/><w:proofErr w:type='spellStart'/>", "甲丙"),
    ("<w:r><w:footnoteReference w:id='2'/></w:r>", "甲丙"),
    ("<w:r><w:t>  乙 </w:t></w:r>", "甲乙丙"),
    ("<w:r><w:t xml:space='preserve'>  乙 </w:t></w:r>", "甲  乙 丙"),
    ("<w:r><w:t>　乙　</w:t></w:r>", "甲　乙　丙"),
    ("<w:r><w:t>&#x4e59;\n丁</w:t></w:r>", "甲乙 丁丙"),
]


@pytest.mark.parametrize(("between", "text"), INLINE)
def test_inline_constructs(docx, between, text):
    middle = docx.r("乙")
    assert docx.texts(docx.p("甲", between.replace("{}", middle), "丙")) == [text]


@pytest.mark.parametrize("mark", ["<w:br/>", '<w:br w:type="textWrapping"/>', "<w:cr/>"])
def test_line_breaks_start_a_block_of_the_same_paragraph(docx, mark):
    blocks = docx.read(docx.p("甲", f"<w:r>{mark}</w:r>", "乙")).blocks
    assert [(b.text, b.continues, b.anchor.path, b.anchor.offset) for b in blocks] == [
        ("甲", False, 0, 0), ("乙", True, 0, 1)]


def test_a_page_break_in_a_cell_is_no_page_break_but_parts_the_words(docx):
    cell = docx.p("甲", '<w:r><w:br w:type="page"/></w:r>', "乙")
    blocks = docx.read(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>").blocks
    assert [(b.text, b.starts_page) for b in blocks] == [("甲", False), ("乙", False)]


# --- fields ----------------------------------------------------------------------------------------------------------


def test_the_instruction_of_a_field_is_no_text(docx):
    assert docx.texts(docx.p("甲", docx.field(' HYPERLINK "x" ', docx.r("乙")), "丙")) == ["甲乙丙"]


def test_a_field_without_result_prints_nothing(docx):
    assert docx.texts(docx.p("甲", docx.field(" REF x "), "丙")) == ["甲丙"]


def test_nested_fields(docx):
    inner = docx.field(" REF a ", docx.r("里"))
    outer = docx.field(f" IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 ", docx.r("外"))
    assert docx.texts(docx.p("甲", outer, "丙")) == ["甲外丙"]
    within = docx.field(" TOC ", docx.r("一"), docx.field(" PAGEREF b ", docx.r("3")), docx.r("二"))
    assert docx.texts(docx.p(within)) == ["一3二"]


def test_a_field_over_several_paragraphs(docx):
    begin = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert docx.texts(docx.p(begin, "第一章") + docx.p("第二章") + docx.p(end, "正文")) == ["第一章", "第二章", "正文"]


def test_a_field_that_never_ends_does_not_swallow_the_rest(docx):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    assert docx.texts(docx.p("甲", begin, "乙") + docx.p("丙")) == ["甲乙", "丙"]


def test_a_stray_end_or_separator_does_no_harm(docx):
    marks = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert docx.texts(docx.p("甲", marks, "乙")) == ["甲乙"]


def test_a_deleted_field_leaves_nothing_open(docx):
    deleted = '<w:del w:author="x"><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:del>'
    assert docx.texts(docx.p("甲", deleted, "乙")) == ["甲乙"]


def test_circled_characters_of_an_eq_field(docx):
    assert docx.texts(docx.p(docx.field(r" eq \o\ac(○,印) "), "章")) == ["印章"]


def test_the_words_of_a_macro_button_stand_in_its_instruction(docx):
    assert docx.texts(docx.p("甲", docx.field(" MACROBUTTON NoMacro [单击此处键入标题] "), "丙")) == ["甲[单击此处键入标题]丙"]


# --- text boxes ------------------------------------------------------------------------------------------------------


def test_a_text_box_is_read_once_though_it_stands_twice(docx):
    document = docx.read(docx.p(docx.box(docx.p("框内")), "框外"))
    assert [(b.text, b.part) for b in document.blocks] == [("框内", "textbox"), ("框外", "body")]


def test_a_text_box_in_vml_alone(docx):
    document = docx.read(docx.p("框外", f"<w:r>{docx.vml(docx.p('框内'))}</w:r>"))
    assert [(b.text, b.part) for b in document.blocks] == [("框外", "body"), ("框内", "textbox")]


def test_an_unknown_choice_is_passed_over_for_the_fallback(docx):
    choice = ('<mc:AlternateContent><mc:Choice Requires="x" xmlns:x="urn:unknown"><w:drawing/></mc:Choice><mc:Fallback>'
              f"{docx.vml(docx.p('框内'))}</mc:Fallback></mc:AlternateContent>")
    assert docx.texts(docx.p(f"<w:r>{choice}</w:r>", "框外")) == ["框内", "框外"]


def test_boxes_within_boxes_and_groups(docx):
    inner = docx.box(docx.p("里层"))
    assert docx.texts(docx.p(docx.box(docx.p(inner, "外层")), "正文")) == ["里层", "外层", "正文"]
    shape = "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
    group = (f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><a:graphic><a:graphicData uri="g"><wpg:wgp>'
             f"{shape.format(docx.p('其一'))}<wpg:grpSp>{shape.format(docx.p('其二'))}</wpg:grpSp></wpg:wgp></a:graphicData>"
             "</a:graphic></wp:inline></w:drawing></w:r>")
    assert docx.texts(docx.p(group, "正文")) == ["其一", "其二", "正文"]
    vml = ("<w:r><w:pict><v:group><v:shape><v:textbox><w:txbxContent>" + docx.p("其三")
           + "</w:txbxContent></v:textbox></v:shape></v:group></w:pict></w:r>")
    assert docx.texts(docx.p(vml)) == ["其三", ""]


def test_a_table_in_a_text_box(docx):
    table = f"<w:tbl><w:tr><w:tc>{docx.p('格')}</w:tc></w:tr></w:tbl>"
    document = docx.read(docx.p(docx.box(table + docx.p("框")), "文"))
    assert [(b.text, b.part) for b in document.blocks] == [("格", "cell"), ("框", "textbox"), ("文", "body")]


def test_a_hidden_text_box_is_not_printed(docx):
    hidden = docx.box(docx.p("框")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
    document = docx.read(docx.p(hidden, "文"))
    assert ([b.text for b in document.blocks], kinds(document)) == (["文"], ["hidden"])


def test_word_art_is_noted_a_watermark_is_not(docx):
    art = '<w:r><w:pict><v:shape id="{}"><v:textpath string="某市人民政府文件"/></v:shape></w:pict></w:r>'
    assert any("艺术字" in n for n in docx.read(docx.p(art.format("a"))).notes)
    assert docx.read(docx.p(art.format("PowerPlusWaterMarkObject1"))).notes == ()


def test_smart_art_is_noted(docx):
    diagram = ('<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><a:graphic><a:graphicData uri="d"><dgm:relIds '
               'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:graphicData></a:graphic></wp:inline>'
               "</w:drawing></w:r>")
    document = docx.read(docx.p("甲", diagram))
    assert (len(document.pictures), any("SmartArt" in n for n in document.notes)) == (1, True)


# --- blocks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrap", [
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml w:element='x'>{}</w:customXml>",
    "<w:ins w:author='x'>{}</w:ins>", "<w:smartTag>{}</w:smartTag>",
    "<mc:AlternateContent><mc:Choice Requires='w14' xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>{}"
    "</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
])
def test_blocks_in_containers(docx, wrap):
    body = docx.p("前") + wrap.replace("{}", docx.p("中")) + docx.p("后")
    assert docx.texts(body) == ["前", "中", "后"]


def test_a_content_control_around_rows_and_cells(docx):
    sdt = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = f"<w:tc>{docx.p('格')}</w:tc>"
    body = f"<w:tbl>{sdt.format(f'<w:tr>{cell}{sdt.format(cell)}</w:tr>')}</w:tbl>"
    assert [(b.cell.row, b.cell.column) for b in docx.read(body).blocks] == [(0, 0), (0, 1)]


def test_embedded_files_and_sub_documents_are_noted(docx):
    notes = docx.read(docx.p("甲") + '<w:altChunk r:id="x"/>' + docx.p('<w:subDoc r:id="y"/>')).notes
    assert any("altChunk" in n for n in notes)
    assert any("subDoc" in n for n in notes)


def test_a_formula_between_paragraphs_is_noted(docx):
    assert any("公式" in n for n in docx.read("<m:oMathPara><m:oMath/></m:oMathPara>" + docx.p("甲")).notes)


def test_an_empty_body(docx):
    document = docx.read("", section="")
    assert (document.blocks, len(document.sections)) == ((), 1)


def test_empty_paragraphs_are_blocks(docx):
    assert docx.texts("<w:p/>" + docx.p("甲") + "<w:p><w:pPr/></w:p>") == ["", "甲", ""]


def test_an_empty_paragraph_has_the_format_of_its_mark(docx):
    run = docx.run(docx.p(ppr='<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>'))
    assert (run.start, run.end, run.font, run.size_pt) == (0, 0, "仿宋", 16)


# --- notes, headers, comments ----------------------------------------------------------------------------------------


def test_footnotes_and_endnotes_without_their_separators(docx):
    notes = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
             f'<w:footnote w:id="2">{docx.p("脚注")}</w:footnote>')
    document = docx.read(docx.p("正文"), footnotes=notes,
                         endnotes=f'<w:endnote w:id="2">{docx.p("尾注")}</w:endnote>')
    assert [(b.text, b.part, b.page) for b in document.blocks] == [
        ("正文", "body", None), ("脚注", "footnote", None), ("尾注", "footnote", None)]


def test_comments_are_residues_and_no_text(docx):
    comments = f'<w:comment w:id="0" w:author="王某">{docx.p("请核")}</w:comment><w:comment w:id="1" w:author="hongtou"/>'
    body = docx.p("甲", '<w:r><w:commentReference w:id="0"/><w:commentReference w:id="1"/></w:r>')
    document = docx.read(body, comments=comments)
    assert [b.text for b in document.blocks] == ["甲"]
    assert [(r.kind, r.block, r.author) for r in document.residues] == [("comment", 0, "王某")]


def test_anchors_count_every_paragraph_of_the_part(docx):
    body = docx.p("甲") + docx.p(docx.box(docx.p("框")), "乙") + docx.p("丙")
    found = {b.text: b.anchor.path for b in docx.read(body).blocks}
    assert found == {"甲": 0, "框": 2, "乙": 1, "丙": 4}  # the fallback's paragraph is the third


# --- depth -----------------------------------------------------------------------------------------------------------


def test_nested_tables_to_the_bound_and_beyond(docx):
    def nested(depth: int) -> str:
        return docx.p("底") if not depth else f"<w:tbl><w:tr><w:tc>{nested(depth - 1)}</w:tc></w:tr></w:tbl>"

    assert docx.texts(nested(12)) == ["底"]
    deep = docx.read(nested(60) + docx.p("后"))
    assert [b.text for b in deep.blocks] == ["后"]
    assert any("嵌套过深" in n for n in deep.notes)


@pytest.mark.parametrize(("open_", "close"), [
    ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:smartTag>", "</w:smartTag>"),
    ('<w:ins w:author="x">', "</w:ins>"), ('<w:fldSimple w:instr="REF x">', "</w:fldSimple>")])
def test_deep_inline_nesting_is_noted(docx, open_, close):
    deep = docx.read(docx.p("前", open_ * 100 + docx.r("底") + close * 100, "后"))
    assert [b.text for b in deep.blocks] == ["前后"]
    assert any("嵌套过深" in n for n in deep.notes)


def test_deeply_nested_text_boxes(docx):
    content = docx.p("底")
    for _ in range(40):
        content = docx.p(f"<w:r>{docx.vml(content)}</w:r>")
    assert any("嵌套过深" in n for n in docx.read(content).notes)


def test_an_embedded_object_among_words_keeps_its_place(docx) -> None:
    formula = "<w:r><w:object><v:shape><v:imagedata r:id=\"x\"/></v:shape><o:OLEObject ProgID=\"Equation.3\"/></w:object></w:r>"
    assert docx.texts(docx.p("其中，", formula, "，下同。")) == ["其中，\ufffc，下同。"]


def test_an_embedded_object_alone_is_no_text(docx) -> None:
    assert docx.texts(docx.p("<w:r><w:object><v:shape><v:imagedata r:id=\"x\"/></v:shape></w:object></w:r>")) == [""]
