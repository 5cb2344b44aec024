"""Sheets of the office: readable by Word's own reader, equal for equal words, and never taken for a 公文."""

from __future__ import annotations

import io

import hongtou
import pytest
from docx import Document
from hongtou.pipeline.writers.docx_sheet import Column, Sheet

COLUMNS = [Column("环节"), Column("人员", 2), Column("时间", 2), Column("结论", align="center")]


def sheet(title="公文校对审核流转单", *, landscape=False):
    made = Sheet(title, issuer="某市人民政府办公室", landscape=landscape)
    made.pairs([("公文标题", "关于做好防汛工作的通知"), ("发文字号", "某政办发〔2026〕3号")])
    made.heading("三校对两审核")
    made.table(COLUMNS, [["起草人校对", "张某", "2026年3月2日9时5分", "通过"], ["唱校", "王某、赵某\n钱某", "", "退改"]], row_mm=12)
    made.signatures(["印制前核对人"])
    made.line("以上各项已经核对。")
    made.note("本单由校对登记生成。")
    return made


def test_the_words_are_all_there():
    document = Document(io.BytesIO(sheet().render()))
    assert [p.text for p in document.paragraphs if p.text] == [
        "某市人民政府办公室", "公文校对审核流转单", "三校对两审核", "以上各项已经核对。", "本单由校对登记生成。"]
    assert [c.text for c in document.tables[1].rows[2].cells] == ["唱校", "王某、赵某\n钱某", "", "退改"]
    assert [c.text for c in document.tables[2].rows[0].cells] == ["印制前核对人", "", "日期", ""]
    assert document.sections[0].footer.paragraphs[0].text == "— 1 —"


@pytest.mark.parametrize(("landscape", "paper"), [(False, (210, 297)), (True, (297, 210))])
def test_paper_and_type_area(landscape, paper):
    made = sheet(landscape=landscape)
    section = Document(io.BytesIO(made.render())).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == paper
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == made.width_mm


def test_tables_are_as_wide_as_the_type_area():
    for table in Document(io.BytesIO(sheet().render())).tables:
        for row in table.rows:
            assert sum(c.width.mm for c in row.cells) == pytest.approx(156, abs=0.5)


def test_equal_sheets_are_equal_files():
    assert sheet().render() == sheet().render()


def test_what_xml_cannot_hold_is_replaced():
    made = Sheet("单\x00子")
    made.pairs([("备\x0b注", "前\ud800后\u202e倒")])
    document = Document(io.BytesIO(made.render()))
    assert document.paragraphs[0].text == "单\ufffd子"
    assert [c.text for c in document.tables[0].rows[0].cells] == ["备\ufffd注", "前\ufffd后\ufffd倒"]


@pytest.mark.parametrize("title", ["公文校对审核流转单", "退文通知单", "核稿意见单", "印制前核对确认单", "收文登记表"])
def test_a_sheet_is_no_official_document(title, tmp_path):
    (tmp_path / "单.docx").write_bytes(sheet(title).render())
    review = hongtou.check_file(tmp_path / "单.docx", info=True, final=True)
    assert (review.official, review.status, [f.message for f in review.findings]) == (False, "reviewed", [])
