"""The text of a docx: everything that Word prints, once, in the accepted view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hongtou.pipeline.model import Document

Read = Callable[..., Document]


def p(inner: str, ppr: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr>{inner}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks]


CONTENT = f"<w:txbxContent>{p(r('框内'))}</w:txbxContent>"
DRAWN_BOX = ('<w:drawing><wp:inline><wp:extent cx="1080000" cy="360000"/><a:graphic><a:graphicData '
             'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
             f"{CONTENT}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>")
VML_BOX = f'<w:pict><v:shape style="width:100pt;height:30pt"><v:textbox>{CONTENT}</v:textbox></v:shape></w:pict>'


@pytest.mark.parametrize("box", [
    DRAWN_BOX, VML_BOX,
    f'<mc:AlternateContent><mc:Choice Requires="wps">{DRAWN_BOX}</mc:Choice><mc:Fallback>{VML_BOX}</mc:Fallback>'
    "</mc:AlternateContent>",
    f'<mc:AlternateContent><mc:Choice Requires="unheard-of">{r("不认识")}</mc:Choice><mc:Fallback>{VML_BOX}</mc:Fallback>'
    "</mc:AlternateContent>",
])
def test_text_boxes_once(read_docx: Read, box: str) -> None:
    document = read_docx(p(r("框外") + f"<w:r>{box}</w:r>"))
    assert [(b.text, b.part) for b in document.blocks] == [("框外", "body"), ("框内", "textbox")]


@pytest.mark.parametrize("inner", [
    f"<w:hyperlink>{r('字')}</w:hyperlink>", f"<w:smartTag>{r('字')}</w:smartTag>", f"<w:customXml>{r('字')}</w:customXml>",
    f"<w:sdt><w:sdtPr/><w:sdtContent>{r('字')}</w:sdtContent></w:sdt>", f"<w:dir>{r('字')}</w:dir>",
    f"<w:ins w:id='1' w:author='甲'>{r('字')}</w:ins>", f"<w:moveTo w:id='1' w:author='甲'>{r('字')}</w:moveTo>",
    "<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    "<m:oMath><m:r><m:t>字</m:t></m:r></m:oMath>",
    f"<w:smartTag><w:sdt><w:sdtContent><w:hyperlink>{r('字')}</w:hyperlink></w:sdtContent></w:sdt></w:smartTag>",
])
def test_containers_of_runs(read_docx: Read, inner: str) -> None:
    assert texts(read_docx(p(r("前") + inner + r("后")))) == ["前字后"]


@pytest.mark.parametrize("inner", [
    f"<w:sdt><w:sdtContent>{p(r('字'))}</w:sdtContent></w:sdt>", f"<w:customXml>{p(r('字'))}</w:customXml>",
    f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{p(r('字'))}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
])
def test_containers_of_paragraphs(read_docx: Read, inner: str) -> None:
    assert texts(read_docx(p(r("前")) + inner + p(r("后")))) == ["前", "字", "后"]


@pytest.mark.parametrize(("child", "text"), [
    ("<w:tab/>", "\t"), ("<w:noBreakHyphen/>", "-"), ("<w:softHyphen/>", ""),
    ('<w:sym w:font="Wingdings" w:char="F0A3"/>', "□"),
    ("<w:t>  两头的空格不算  </w:t>", "两头的空格不算"),
    ('<w:t xml:space="preserve"> 保留 </w:t>', " 保留 "),
    ("<w:delText>删</w:delText>", ""),
])
def test_children_of_a_run(read_docx: Read, child: str, text: str) -> None:
    assert texts(read_docx(p(r("前") + f"<w:r>{child}</w:r>" + r("后")))) == [f"前{text}后"]


@pytest.mark.parametrize("brk", ["<w:br/>", "<w:cr/>", '<w:br w:type="textWrapping"/>'])
def test_a_soft_break_continues_the_paragraph(read_docx: Read, brk: str) -> None:
    blocks = read_docx(p(r("上") + f"<w:r>{brk}</w:r>" + r("下"))).blocks
    assert [(b.text, b.continues, b.anchor.offset) for b in blocks] == [("上", False, 0), ("下", True, 1)]


def field(instruction: str, result: str) -> str:
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def test_complex_field_prints_its_result_only(read_docx: Read) -> None:
    assert texts(read_docx(p(r("前") + field("REF a", r("值")) + r("后")))) == ["前值后"]


def test_nested_fields(read_docx: Read) -> None:
    inner = field("IF 1 = 1", field("REF a", r("值")))
    assert texts(read_docx(p(r("前") + inner + r("后")))) == ["前值后"]


def test_field_over_two_paragraphs(read_docx: Read) -> None:
    start = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("一"))
    assert texts(read_docx(p(start) + p(r("二") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("三")))) == ["一", "二三"]


@pytest.mark.parametrize("number", [
    field("PAGE", r("3")), field("PAGE \\* MERGEFORMAT", r("3")), f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>',
    "<w:r><w:pgNum/></w:r>", field("page", ""),
])
def test_page_number_fields_of_a_footer(read_docx: Read, number: str) -> None:
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rFooter1"/></w:sectPr>'
    document = read_docx(p(r("正文")) + section, footer1=p(r("— ") + number + r(" —")))
    block = document.blocks[-1]
    assert (block.part, block.kind, block.page_field) == ("footer", "page_number", True)
    assert block.text.startswith("— ") and block.text.endswith(" —")


def test_page_number_in_a_text_box_of_the_footer(read_docx: Read) -> None:
    box = VML_BOX.replace(r("框内"), r("— ") + field("PAGE", r("3")) + r(" —"))
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rFooter1"/></w:sectPr>'
    document = read_docx(p(r("正文")) + section, footer1=p(f"<w:r>{box}</w:r>"))
    assert [b.text for b in document.blocks if b.kind == "page_number"] == ["— 3 —"]


def test_tracked_changes_accepted(read_docx: Read) -> None:
    body = p(r("甲") + f"<w:del w:id='1' w:author='张'><w:r><w:delText>乙</w:delText></w:r></w:del>"
             f"<w:ins w:id='2' w:author='王'>{r('丙')}</w:ins>"
             f"<w:moveFrom w:id='3' w:author='李'>{r('丁')}</w:moveFrom>")
    document = read_docx(body)
    assert texts(document) == ["甲丙"]
    assert {(x.kind, x.author) for x in document.residues} == {("deletion", "张"), ("insertion", "王"), ("move", "李")}


def test_a_deleted_paragraph_mark_joins_paragraphs(read_docx: Read) -> None:
    body = p(r("上"), "<w:rPr><w:del w:id='1' w:author='张'/></w:rPr>") + p(r("下")) + p(r("末"))
    assert texts(read_docx(body)) == ["上下", "末"]


def test_deleted_table_rows_are_gone(read_docx: Read) -> None:
    row = "<w:tr>{0}<w:tc>{1}</w:tc></w:tr>"
    body = ("<w:tbl><w:tblPr/>" + row.format("", p(r("留"))) + row.format("<w:trPr><w:del w:id='1'/></w:trPr>", p(r("删")))
            + "</w:tbl>" + p(r("后")))
    assert texts(read_docx(body)) == ["留", "后"]


def test_format_changes_are_residue(read_docx: Read) -> None:
    run = "<w:r><w:rPr><w:b/><w:rPrChange w:id='1' w:author='张'><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"
    document = read_docx(p(run))
    assert [x.kind for x in document.residues] == ["format"]
    assert document.blocks[0].runs[0].bold is True


def test_comments_are_no_text(read_docx: Read) -> None:
    body = p('<w:commentRangeStart w:id="0"/>' + r("甲") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    document = read_docx(body, comments=f'<w:comment w:id="0" w:author="张">{p(r("批注"))}</w:comment>')
    assert texts(document) == ["甲"]
    assert [(x.kind, x.author) for x in document.residues] == [("comment", "张")]


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def test_cells_in_reading_order(read_docx: Read) -> None:
    rows = f"<w:tr>{cell(p(r('一')))}{cell(p(r('二')) + p(r('三')))}</w:tr><w:tr>{cell(p(r('四')))}{cell(p(r('五')))}</w:tr>"
    blocks = read_docx(f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + p(r("后"))).blocks
    assert [(b.text, b.part, b.cell and (b.cell.row, b.cell.column)) for b in blocks] == [
        ("一", "cell", (0, 0)), ("二", "cell", (0, 1)), ("三", "cell", (0, 1)), ("四", "cell", (1, 0)), ("五", "cell", (1, 1)),
        ("后", "body", None)]


def test_merged_cells_are_read_once(read_docx: Read) -> None:
    rows = (f"<w:tr>{cell(p(r('合')), '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{cell(p(r('右')))}</w:tr>"
            f"<w:tr>{cell(p(''), '<w:vMerge/>')}{cell(p(r('下')))}</w:tr>")
    assert [t for t in texts(read_docx(f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + p(r("后")))) if t] == ["合", "右", "下", "后"]


def test_nested_tables(read_docx: Read) -> None:
    inner = f"<w:tbl><w:tblPr/><w:tr>{cell(p(r('内')))}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tblPr/><w:tr>{cell(p(r('外')) + inner + p(r('尾')))}</w:tr></w:tbl>"
    blocks = read_docx(body + p(r("后"))).blocks
    assert [b.text for b in blocks] == ["外", "内", "尾", "后"]
    assert blocks[0].cell is not None and blocks[1].cell is not None and blocks[0].cell.table != blocks[1].cell.table


def test_cells_and_rows_in_content_controls(read_docx: Read) -> None:
    rows = (f"<w:sdt><w:sdtContent><w:tr>{cell(p(r('一')))}</w:tr></w:sdtContent></w:sdt>"
            f"<w:tr><w:sdt><w:sdtContent>{cell(p(r('二')))}</w:sdtContent></w:sdt></w:tr>")
    assert texts(read_docx(f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + p(r("后")))) == ["一", "二", "后"]


@pytest.mark.parametrize(("part", "note"), [("footnotes", "footnote"), ("endnotes", "endnote")])
def test_notes_follow_the_body_without_their_separators(read_docx: Read, part: str, note: str) -> None:
    notes = (f'<w:{note} w:type="separator" w:id="-1">{p("<w:r><w:separator/></w:r>")}</w:{note}>'
             f'<w:{note} w:id="1">{p(r("注文"))}</w:{note}>')
    document = read_docx(p(r("正文") + f'<w:r><w:{note}Reference w:id="1"/></w:r>'), **{part: notes})
    assert [(b.text, b.part) for b in document.blocks if b.text] == [("正文", "body"), ("注文", "footnote")]


def test_alternative_chunks_are_not_lost_silently(read_docx: Read) -> None:
    document = read_docx(p(r("甲")) + '<w:altChunk r:id="rX"/>')
    assert texts(document) == ["甲"]
    assert document.notes


def test_deep_nesting_ends_with_a_note(read_docx: Read) -> None:
    body = p(r("甲")) + "<w:sdt><w:sdtContent>" * 60 + p(r("深")) + "</w:sdtContent></w:sdt>" * 60
    document = read_docx(body)
    assert texts(document)[0] == "甲"
    assert document.notes


def test_every_run_lies_in_its_text(read_docx: Read) -> None:
    document = read_docx(p(r("甲") + field("REF a", r("乙")) + "<w:r><w:tab/></w:r>" + r("丙12")))
    block = document.blocks[0]
    assert [x.start for x in block.runs] == [0, *[x.end for x in block.runs[:-1]]]
    assert block.runs[-1].end == len(block.text)
