"""Tracked changes: the accepted view is the text, every change is recorded (ECMA-376-1 17.13.5)."""

import pytest

BY = 'w:id="1" w:author="李某"'


def mark(change: str) -> str:
    return f"<w:rPr><w:{change} {BY}/></w:rPr>"


def residues(document) -> list[tuple[str, int | None, str | None]]:
    return [(r.kind, r.block, r.author) for r in document.residues]


@pytest.mark.parametrize(("change", "text", "kind"), [
    ("<w:ins {by}>{run}</w:ins>", "甲乙丙", "insertion"),
    ("<w:del {by}><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲丙", "deletion"),
    ("<w:moveTo {by}>{run}</w:moveTo>", "甲乙丙", "move"),
    ("<w:moveFrom {by}>{run}</w:moveFrom>", "甲丙", "move"),
])
def test_changes_of_text(docx, change, text, kind):
    document = docx.read(docx.p("甲", change.format(by=BY, run=docx.r("乙")), "丙"))
    assert document.blocks[0].text == text
    assert residues(document) == [(kind, 0, "李某")]


def test_what_was_inserted_and_deleted_again_is_gone(docx):
    body = docx.p("甲", f"<w:ins {BY}><w:del {BY}><w:r><w:delText>乙</w:delText></w:r></w:del></w:ins>")
    document = docx.read(body)
    assert document.blocks[0].text == "甲"
    assert [r.kind for r in document.residues] == ["insertion", "deletion"]


def test_where_words_were_inserted_and_deleted(docx):
    insertion = f"<w:ins {BY}>{docx.r('乙丙')}<w:del {BY}><w:r><w:delText>又删</w:delText></w:r></w:del></w:ins>"
    deletion = f"<w:del {BY}><w:r><w:delText>旧词</w:delText></w:r></w:del>"
    document = docx.read(docx.p("甲", insertion, deletion, "丁", f"<w:ins {BY}><w:r><w:t>戊</w:t><w:br/><w:t>己</w:t></w:r></w:ins>"))
    assert [b.text for b in document.blocks] == ["甲乙丙丁戊", "己"]
    assert [(r.kind, r.block, r.start, r.end, r.text) for r in document.residues] == [
        ("insertion", 0, 1, 3, ""), ("deletion", 0, 3, None, ""), ("deletion", 0, 3, None, "旧词"),
        ("insertion", 0, 4, 5, ""), ("insertion", 1, 0, 1, "")]


def test_a_change_inside_a_hyperlink(docx):
    body = docx.p(f"<w:hyperlink><w:ins {BY}>{docx.r('甲')}</w:ins></w:hyperlink>")
    assert (docx.texts(body), len(docx.read(body).residues)) == (["甲"], 1)


@pytest.mark.parametrize("ppr", [
    f"<w:pPrChange {BY}><w:pPr><w:jc w:val='center'/></w:pPr></w:pPrChange>",
    f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins {BY}/></w:numPr>",
    f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:numberingChange {BY} w:original='1.'/></w:numPr>",
    f"<w:rPr><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>",
    f"<w:sectPr><w:sectPrChange {BY}/></w:sectPr>",
])
def test_changes_of_a_paragraphs_format(docx, ppr):
    document = docx.read(docx.p("甲", ppr=ppr) + docx.p("乙"))
    assert residues(document) == [("format", 0, "李某")]


def test_the_old_format_is_not_read(docx):
    ppr = f"<w:jc w:val='right'/><w:pPrChange {BY}><w:pPr><w:jc w:val='center'/></w:pPr></w:pPrChange>"
    rpr = f"<w:sz w:val='32'/><w:rPrChange {BY}><w:rPr><w:sz w:val='99'/><w:b/></w:rPr></w:rPrChange>"
    document = docx.read(docx.p("甲", "乙", ppr=ppr, rpr=rpr))
    run = document.blocks[0].runs[0]
    assert (document.blocks[0].paragraph.alignment, run.size_pt, run.bold) == ("right", 16, False)
    assert [r.kind for r in document.residues] == ["format"]  # once for a block, however many runs changed


def test_an_inserted_paragraph_mark_is_recorded(docx):
    document = docx.read(docx.p("甲", ppr=mark("ins")) + docx.p("乙"))
    assert [b.text for b in document.blocks] == ["甲", "乙"]
    assert residues(document) == [("insertion", 0, "李某")]


# --- joined paragraphs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_paragraph_whose_mark_is_gone_runs_on_into_the_next(docx, change):
    document = docx.read(docx.p("甲", ppr=mark(change)) + docx.p("乙", ppr=mark(change)) + docx.p("丙") + docx.p("丁"))
    assert [b.text for b in document.blocks] == ["甲乙丙", "丁"]
    assert {r.kind for r in document.residues} == {"deletion" if change == "del" else "move"}


def test_the_joined_paragraph_has_the_format_of_the_mark_that_stays(docx):
    styles = ('<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr>'
              '<w:sz w:val="44"/></w:rPr></w:style>')
    body = docx.p("甲", ppr='<w:jc w:val="right"/>' + mark("del")) + docx.p("乙", ppr='<w:pStyle w:val="S"/>')
    block = docx.block(body, styles=styles)
    assert (block.text, block.paragraph.alignment, block.paragraph.style) == ("甲乙", "center", "S")
    assert [r.size_pt for r in block.runs] == [22]


def test_a_deleted_paragraph_vanishes_without_a_trace_in_the_text(docx):
    gone = docx.p(f"<w:del {BY}><w:r><w:delText>乙</w:delText></w:r></w:del>", ppr=mark("del"))
    assert docx.texts(docx.p("甲") + gone + docx.p("丙")) == ["甲", "丙"]


def test_a_moved_paragraph_stands_in_its_new_place_alone(docx):
    old = ('<w:moveFromRangeStart w:id="2" w:name="m"/>' + docx.p(f"<w:moveFrom {BY}>{docx.r('乙')}</w:moveFrom>",
                                                                ppr=mark("moveFrom")) + '<w:moveFromRangeEnd w:id="2"/>')
    new = docx.p(f"<w:moveTo {BY}>{docx.r('乙')}</w:moveTo>", ppr=mark("moveTo"))
    assert docx.texts(docx.p("甲") + old + docx.p("丙") + new) == ["甲", "丙", "乙"]


def test_the_style_survives_a_line_break_before_the_join(docx):
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    named = '<w:pStyle w:val="S"/>'
    body = docx.p("甲", "<w:r><w:br/></w:r>", "乙", ppr=named + mark("del")) + docx.p("丙", ppr=named)
    document = docx.read(body, styles=styles)
    assert [b.text for b in document.blocks] == ["甲", "乙丙"]
    assert {r.size_pt for b in document.blocks for r in b.runs} == {22}


def test_nothing_joins_over_a_table_or_out_of_a_cell(docx):
    cell = f"<w:tc>{docx.p('乙', ppr=mark('del'))}</w:tc>"
    body = docx.p("甲", ppr=mark("del")) + f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>" + docx.p("丙")
    assert docx.texts(body) == ["甲", "乙", "乙", "丙"]


def test_nothing_joins_over_a_section_break(docx):
    body = docx.p("甲", ppr=mark("del") + docx.section) + docx.p("乙")
    document = docx.read(body)
    assert [(b.text, b.section) for b in document.blocks] == [("甲", 0), ("乙", 1)]


def test_a_text_box_beside_a_join_is_read_once(docx):
    body = docx.p("甲", docx.box(docx.p("框")), ppr=mark("del")) + docx.p("乙")
    assert sorted(docx.texts(body)) == ["框", "甲乙"]


NUMBERING = ('<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
             '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_the_number_of_a_joined_paragraph_is_printed_once(docx):
    body = docx.p("甲", ppr=LISTED + mark("del")) + docx.p("乙", ppr=LISTED) + docx.p("丙", ppr=LISTED)
    assert docx.texts(body, numbering=NUMBERING) == ["1.甲乙", "2.丙"]


def test_a_style_separator_keeps_heading_and_text_on_one_line(docx):
    body = docx.p("一、总则。", ppr="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + docx.p("本办法自即日起施行。")
    assert docx.texts(body) == ["一、总则。本办法自即日起施行。"]


def test_a_style_separator_keeps_the_number_of_the_heading(docx):
    heading = docx.p("总则。", ppr=LISTED + '<w:jc w:val="center"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>')
    block = docx.block(heading + docx.p("正文"), numbering=NUMBERING)
    assert (block.text, block.paragraph.alignment, block.paragraph.numbered) == ("1.总则。正文", "center", True)


def test_hidden_numbered_paragraphs_count_unseen(docx):
    """Word itself writes them, to make a list start later."""
    hidden = docx.p(ppr=LISTED + "<w:rPr><w:vanish/></w:rPr>")
    assert docx.texts(hidden * 2 + docx.p("甲", ppr=LISTED), numbering=NUMBERING) == ["3.甲"]


def test_an_empty_paragraph_with_a_hidden_mark_prints_no_line(docx):
    body = docx.p("甲") + docx.p(ppr="<w:rPr><w:vanish/></w:rPr>") + docx.p("乙")
    assert docx.texts(body) == ["甲", "乙"]


# --- tables ----------------------------------------------------------------------------------------------------------


def row(text: str, change: str = "", cell: str = "") -> str:
    trpr = f"<w:trPr><w:{change} {BY}/></w:trPr>" if change else ""
    tcpr = f"<w:tcPr><w:{cell} {BY}/></w:tcPr>" if cell else ""
    return f"<w:tr>{trpr}<w:tc>{tcpr}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"


def test_deleted_rows_are_gone_inserted_ones_are_there(docx):
    document = docx.read(f"<w:tbl>{row('甲')}{row('乙', 'del')}{row('丙', 'ins')}</w:tbl>")
    assert [(b.text, b.cell.row) for b in document.blocks] == [("甲", 0), ("丙", 1)]
    assert residues(document) == [("deletion", None, "李某"), ("insertion", 1, "李某")]


def test_deleted_cells(docx):
    document = docx.read(f"<w:tbl>{row('甲')}{row('乙', cell='cellDel')}{row('丙', cell='cellIns')}</w:tbl>")
    assert [b.text for b in document.blocks] == ["甲", "丙"]
    assert [r.kind for r in document.residues] == ["deletion", "insertion"]


def test_changed_table_properties(docx):
    document = docx.read(f"<w:tbl><w:tblPr><w:tblPrChange {BY}><w:tblPr/></w:tblPrChange></w:tblPr>{row('甲')}</w:tbl>")
    assert residues(document) == [("format", 0, "李某")]
