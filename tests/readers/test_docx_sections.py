"""Sections, page numbers, and what is known of pages (ECMA-376-1 17.6, 17.10, 17.16.4)."""

import pickle

import pytest

BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def sect(inner: str = "", kind: str = "") -> str:
    return f'<w:sectPr>{inner}{f"<w:type w:val={chr(34)}{kind}{chr(34)}/>" if kind else ""}</w:sectPr>'


def reference(kind: str, which: str, rid: str) -> str:
    return f'<w:{kind}Reference w:type="{which}" r:id="{rid}"/>'


def page(size: str = 'w:w="11906" w:h="16838"', margins: str = "", more: str = "") -> str:
    return sect(f'<w:pgSz {size}/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" {margins}/>{more}')


def section(docx, inner: str, **more: str):
    return docx.read(docx.p("字"), section=inner, **more).sections[0]


# --- the page --------------------------------------------------------------------------------------------------------


def test_paper_and_margins(docx):
    made = section(docx, page(margins='w:header="851" w:footer="1417"'))
    found = (made.width_mm, made.height_mm, made.top_mm, made.bottom_mm, made.left_mm, made.right_mm, made.header_mm,
             made.footer_mm)
    assert found == pytest.approx((210, 297, 37, 35, 28, 26, 15, 25), abs=0.02)


def test_margins_with_units_and_below_zero(docx):
    """A negative top margin holds its place whatever the header needs (17.6.11)."""
    made = section(docx, sect('<w:pgMar w:top="-37mm" w:bottom="3.5cm" w:left="28mm" w:right="26mm"/>'))
    assert (made.top_mm, made.bottom_mm, made.left_mm) == pytest.approx((37, 35, 28))


@pytest.mark.parametrize(("settings", "more", "left", "right", "top"), [
    ("", "", 38, 26, 37), ("", "<w:rtlGutter/>", 28, 36, 37), ("<w:gutterAtTop/>", "", 28, 26, 47),
    ("<w:gutterAtTop w:val='0'/>", "", 38, 26, 37),
])
def test_the_gutter_is_added_to_its_side(docx, settings, more, left, right, top):
    made = section(docx, page(margins='w:gutter="567"', more=more), settings=settings)
    assert (made.left_mm, made.right_mm, made.top_mm, made.gutter_mm) == pytest.approx((left, right, top, 10), abs=0.02)


def test_landscape_is_what_the_size_says(docx):
    made = section(docx, page('w:w="16838" w:h="11906" w:orient="landscape"'))
    assert (made.width_mm, made.height_mm) == pytest.approx((297, 210), abs=0.01)


def test_without_section_properties_nothing_is_known(docx):
    made = section(docx, "")
    assert (made.width_mm, made.top_mm, made.grid) == (None, None, "none")


NORMAL = ('<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="{}"/></w:rPr>'
          "</w:style>")


@pytest.mark.parametrize(("grid", "half_points", "kind", "line", "char"), [
    ('w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"', 32, "linesAndChars", 28.95, 16 - 849 / 4096),
    ('w:type="linesAndChars" w:linePitch="579" w:charSpace="21680"', 21, "linesAndChars", 28.95, 10.5 + 21680 / 4096),
    ('w:type="snapToChars" w:linePitch="312"', 21, "snapToChars", 15.6, 10.5),
    ('w:type="lines" w:linePitch="312" w:charSpace="9999"', 21, "lines", 15.6, None),
    ('w:type="default" w:linePitch="312"', 21, "none", None, None),
    ('w:linePitch="360"', 21, "none", None, None),
])
def test_the_document_grid(docx, grid, half_points, kind, line, char):
    made = section(docx, sect(f"<w:docGrid {grid}/>"), styles=NORMAL.format(half_points))
    assert (made.grid, made.line_pitch_pt) == (kind, line)
    assert made.char_pitch_pt == (None if char is None else pytest.approx(char, abs=0.001))


def test_switches_of_section_and_settings(docx):
    made = section(docx, sect('<w:titlePg/><w:pgNumType w:start="3" w:fmt="numberInDash"/>'),
                   settings="<w:evenAndOddHeaders/><w:mirrorMargins/>")
    assert (made.title_page, made.even_odd, made.mirrored) == (True, True, True)
    assert (made.number_start, made.number_format) == (3, "numberInDash")
    plain = section(docx, sect('<w:titlePg w:val="0"/>'), settings='<w:evenAndOddHeaders w:val="false"/>')
    assert (plain.title_page, plain.even_odd, plain.number_start) == (False, False, None)


# --- several sections ------------------------------------------------------------------------------------------------


def test_each_block_knows_its_section(docx):
    body = docx.p("一") + docx.p("二", ppr=page()) + docx.p("三")
    document = docx.read(body, section=page('w:w="16838" w:h="11906"'))
    assert [b.section for b in document.blocks] == [0, 0, 1]
    assert [(s.index, s.first_block, round(s.width_mm)) for s in document.sections] == [(0, 0, 210), (1, 2, 297)]


def test_a_section_may_begin_with_a_table(docx):
    table = f"<w:tbl><w:tr><w:tc>{docx.p('表')}</w:tc></w:tr></w:tbl>"
    document = docx.read(docx.p("一", ppr=sect()) + table + docx.p("二"))
    assert [s.first_block for s in document.sections] == [0, 1]
    assert [b.section for b in document.blocks] == [0, 1, 1]


@pytest.mark.parametrize(("kind", "starts"), [("", True), ("nextPage", True), ("evenPage", True), ("oddPage", True),
                                              ("continuous", False)])
def test_the_kind_of_a_section_says_whether_it_starts_a_page(docx, kind, starts):
    document = docx.read(docx.p("一", ppr=sect()) + docx.p("二"), section=sect(kind=kind))
    assert [b.starts_page for b in document.blocks] == [False, starts]


def test_a_page_break_before_a_continuous_section_counts(docx):
    body = docx.p("一") + docx.p(BREAK, ppr=sect()) + docx.p("二")
    assert [b.starts_page for b in docx.read(body, section=sect(kind="continuous")).blocks] == [False, False, True]


def test_section_properties_in_cells_and_boxes_and_of_the_past_are_none(docx):
    table = f"<w:tbl><w:tr><w:tc>{docx.p('表', ppr=sect())}</w:tc></w:tr></w:tbl>"
    boxed = docx.p(docx.box(docx.p("框", ppr=sect())), "文")
    past = docx.p("旧", ppr="<w:pPrChange w:id='1' w:author='x'><w:pPr><w:sectPr/></w:pPr></w:pPrChange>")
    document = docx.read(table + boxed + past)
    assert (len(document.sections), {b.section for b in document.blocks}) == (1, {0})


def test_sections_of_a_branch_that_is_not_read_do_not_shift_the_others(docx):
    old = docx.p("旧", ppr=page('w:w="8390" w:h="11906"'))
    branch = (f"<mc:AlternateContent><mc:Choice Requires='wps'>{docx.p('新')}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
              "</mc:AlternateContent>")
    document = docx.read(branch + docx.p("一", ppr=page()) + docx.p("二"), section=page('w:w="16838" w:h="11906"'))
    assert [(b.text, round(document.section_of(b).width_mm)) for b in document.blocks[1:]] == [("一", 210), ("二", 297)]


# --- headers and footers ---------------------------------------------------------------------------------------------


def test_headers_and_footers_by_kind_and_inherited(docx):
    first = sect(reference("footer", "default", "footer1") + reference("footer", "even", "footer2"))
    second = sect(reference("footer", "default", "footer3") + reference("header", "first", "header1"))
    parts = {"footer1": docx.p("奇"), "footer2": docx.p("偶"), "footer3": docx.p("次"), "header1": docx.p("眉")}
    document = docx.read(docx.p("一", ppr=first) + docx.p("二"), section=second, parts=parts)

    def shown(mapping) -> dict[str, str]:
        return {kind: "".join(document.blocks[i].text for i in indexes) for kind, indexes in mapping.items()}

    assert [shown(s.footers) for s in document.sections] == [{"default": "奇", "even": "偶"}, {"default": "次", "even": "偶"}]
    assert [shown(s.headers) for s in document.sections] == [{}, {"first": "眉"}]
    assert [b.part for b in document.blocks] == ["body", "body", "header", "footer", "footer", "footer"]


def test_a_part_that_two_sections_show_is_read_once(docx):
    both = reference("footer", "default", "footer1")
    document = docx.read(docx.p("一", ppr=sect(both)) + docx.p("二"), section=sect(both), parts={"footer1": docx.p("脚")})
    assert [b.text for b in document.blocks] == ["一", "二", "脚"]


def test_a_reference_to_nothing(docx):
    assert section(docx, sect(reference("footer", "default", "nowhere"))).footers == {}


# --- page numbers ----------------------------------------------------------------------------------------------------


def footer(docx, content: str):
    document = docx.read(docx.p("字"), section=sect(reference("footer", "default", "footer1")), parts={"footer1": content})
    return [b for b in document.blocks if b.part == "footer"]


@pytest.mark.parametrize("instruction", ["PAGE", " page ", r"PAGE \* MERGEFORMAT", r" PAGE  \* Arabic "])
def test_page_fields(docx, instruction):
    (block,) = footer(docx, docx.p("— ", docx.field(instruction, docx.r("2")), " —"))
    assert (block.text, block.kind, block.page_field) == ("— 2 —", "page_number", True)
    (simple,) = footer(docx, docx.p("- ", f'<w:fldSimple w:instr="{instruction}">{docx.r("2")}</w:fldSimple>', " -"))
    assert (simple.text, simple.kind, simple.page_field) == ("- 2 -", "page_number", True)


def test_an_instruction_in_several_runs(docx):
    split = docx.field(" PA</w:instrText></w:r><w:r><w:instrText>GE ", docx.r("7"))
    (block,) = footer(docx, docx.p(split))
    assert (block.text, block.page_field) == ("7", True)


@pytest.mark.parametrize("content", ['<w:fldSimple w:instr="PAGE"/>', "<w:r><w:pgNum/></w:r>"])
def test_a_page_number_that_was_never_updated(docx, content):
    (block,) = footer(docx, docx.p("— ", content, " —"))
    assert (block.text, block.kind, block.page_field) == ("— 1 —", "page_number", True)


def test_a_complex_page_field_without_result(docx):
    (block,) = footer(docx, docx.p(docx.field(" PAGE ")))
    assert (block.text, block.kind) == ("1", "page_number")


def test_page_of_pages(docx):
    (block,) = footer(docx, docx.p("第", docx.field("PAGE", docx.r("1")), "页 共", docx.field("NUMPAGES", docx.r("9")), "页"))
    assert (block.text, block.kind, block.page_field) == ("第1页 共9页", "page_number", True)


def test_a_formula_on_the_page_number(docx):
    formula = docx.field(f" = </w:instrText></w:r>{docx.field('PAGE', docx.r('3'))}<w:r><w:instrText> - 1 ", docx.r("2"))
    (block,) = footer(docx, docx.p("— ", formula, " —"))
    assert (block.text, block.kind, block.page_field) == ("— 2 —", "page_number", True)


def test_a_typed_number_is_a_page_number_without_field(docx):
    (block,) = footer(docx, docx.p("— 1 —"))
    assert (block.kind, block.page_field) == ("page_number", False)


def test_words_beside_the_number_are_text(docx):
    (block,) = footer(docx, docx.p("某市人民政府　", docx.field("PAGE", docx.r("1"))))
    assert (block.kind, block.page_field) == ("text", True)


def test_a_page_number_in_the_body_text_is_text(docx):
    block = docx.block(docx.p("见第", docx.field("PAGE", docx.r("1")), "页"))
    assert (block.kind, block.text) == ("text", "见第1页")


def test_a_page_number_in_a_text_box_as_wps_puts_it(docx):
    number = docx.p("— ", docx.field(r"PAGE  \* MERGEFORMAT", docx.r("1")), " —")
    blocks = footer(docx, docx.p(docx.box(number)))
    assert [(b.text, b.kind, b.page_field, b.paragraph.framed) for b in blocks] == [
        ("— 1 —", "page_number", True, True), ("", "text", False, False)]


def test_a_page_number_in_a_text_frame(docx):
    framed = docx.p(docx.field("PAGE", docx.r("1")), ppr='<w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="outside"/>')
    (block,) = footer(docx, framed)
    assert (block.kind, block.paragraph.framed) == ("page_number", True)


def test_a_page_number_in_a_content_control(docx):
    control = f"<w:sdt><w:sdtContent>{docx.p(docx.field('PAGE', docx.r('1')))}</w:sdtContent></w:sdt>"
    (block,) = footer(docx, control)
    assert (block.kind, block.page_field) == ("page_number", True)


# --- pages -----------------------------------------------------------------------------------------------------------


def pages(docx, body: str, **more: str) -> list[tuple[str, int | None, bool | None]]:
    return [(b.text, b.page, b.starts_page) for b in docx.read(body, **more).blocks]


def test_without_word_s_own_breaks_page_numbers_are_unknown_breaks_are_not(docx):
    document = docx.read(docx.p("一") + docx.p(BREAK) + docx.p("二") + docx.p("三", ppr="<w:pageBreakBefore/>"))
    assert [(b.text, b.page, b.starts_page) for b in document.blocks] == [
        ("一", None, False), ("", None, False), ("二", None, True), ("三", None, True)]
    assert (document.page_count, "pages" in document.unknown) == (None, True)


def test_word_s_own_breaks_number_the_pages(docx):
    document = docx.read(docx.p("一") + docx.p(RENDERED, "二") + docx.p("三", RENDERED, "四") + docx.p("五"))
    assert [(b.text, b.page) for b in document.blocks] == [("一", 1), ("二", 2), ("三四", 2), ("五", 3)]
    assert (document.page_count, "pages" in document.unknown) == (3, False)


def test_word_repeats_an_explicit_break_as_its_own(docx):
    body = (docx.p("一") + docx.p(BREAK) + docx.p(RENDERED, "二") + docx.p(RENDERED, "三", ppr="<w:pageBreakBefore/>")
            + docx.p("四", ppr=sect()) + docx.p(RENDERED, "五"))
    assert [(t, n) for t, n, _ in pages(docx, body) if t] == [("一", 1), ("二", 2), ("三", 3), ("四", 3), ("五", 4)]


def test_a_break_in_a_paragraph_starts_a_block(docx):
    body = docx.p("一", BREAK, RENDERED, "二")
    assert pages(docx, body) == [("一", 1, False), ("二", 2, True)]


def test_blank_lines_after_a_break_are_on_the_new_page(docx):
    body = docx.p("一") + docx.p(BREAK) + docx.p() + docx.p("二") + docx.p(RENDERED, "三")
    assert pages(docx, body) == [("一", 1, False), ("", 1, False), ("", 2, True), ("二", 2, False), ("三", 3, False)]


def test_two_breaks_leave_a_blank_page(docx):
    body = docx.p("一") + docx.p(BREAK) + docx.p(BREAK) + docx.p("二") + docx.p(RENDERED, "三")
    assert [(t, n) for t, n, _ in pages(docx, body)] == [("一", 1), ("", 1), ("", 2), ("二", 3), ("三", 4)]


def test_a_column_break_of_a_single_column_is_a_page_break(docx):
    column = '<w:r><w:br w:type="column"/></w:r>'
    assert [x[2] for x in pages(docx, docx.p("一", column, "二"))] == [False, True]
    two = sect('<w:cols w:num="2"/>')
    assert [x[2] for x in pages(docx, docx.p("一", column, "二"), section=two)] == [False, False]


def test_a_break_before_the_first_paragraph_is_none(docx):
    assert pages(docx, docx.p("一", ppr="<w:pageBreakBefore/>")) == [("一", None, False)]


def test_a_break_before_a_table(docx):
    table = f"<w:tbl><w:tr><w:tc>{docx.p('表')}</w:tc></w:tr></w:tbl>"
    assert pages(docx, docx.p("一") + docx.p(BREAK) + table)[2] == ("表", None, True)


def test_a_row_may_ask_for_a_new_page(docx):
    cells = "".join(f"<w:tc>{docx.p(x, ppr='<w:pageBreakBefore/>')}</w:tc>" for x in "甲乙")
    assert pages(docx, docx.p("一") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + docx.p("二")) == [
        ("一", None, False), ("甲", None, True), ("乙", None, False), ("二", None, False)]


def test_a_hidden_paragraph_passes_the_break_on(docx):
    hidden = docx.p("密", rpr="<w:vanish/>")
    body = docx.p("一") + docx.p(BREAK) + hidden + docx.p("二") + docx.p(RENDERED, "三")
    assert pages(docx, body) == [("一", 1, False), ("", 1, False), ("二", 2, True), ("三", 3, False)]


def test_a_cover_of_pictures_is_a_page(docx):
    picture = ('<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="3600000"/><a:graphic><a:graphicData uri="p"><pic:pic/>'
               "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
    assert [(t, n) for t, n, _ in pages(docx, docx.p(picture) + docx.p(RENDERED, "二"))] == [("", 1), ("二", 2)]


def test_breaks_inside_tables_move_the_pages_on(docx):
    rows = "".join(f"<w:tr><w:tc>{x}</w:tc></w:tr>" for x in (docx.p("甲"), docx.p(RENDERED, "乙")))
    assert [(t, n) for t, n, _ in pages(docx, f"<w:tbl>{rows}</w:tbl>" + docx.p("后"))] == [("甲", 1), ("乙", 2), ("后", 2)]


def test_a_document_can_leave_the_process_that_read_it(docx):
    document = docx.read(docx.p("甲"), section=sect(reference("footer", "default", "footer1")), parts={"footer1": docx.p("— 1 —")})
    assert document.sections[0].footers
    assert pickle.loads(pickle.dumps(document)) == document
