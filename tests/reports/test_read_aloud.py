"""The 唱校稿 in its three forms: all the words, boxes for each reader, nothing that a document could do harm with."""

from __future__ import annotations

import io
import re

import hongtou
import pytest
from docx import Document
from hongtou.pipeline.engine import Selection
from hongtou.pipeline.reading import read_aloud
from hongtou.pipeline.reports import read_aloud as report
from hongtou.pipeline.review_file import Job
from hongtou.pipeline.review_file import review as review_file
from hongtou.pipeline.writers import read_aloud_sheet

TEXT = """云岭市人民政府关于做好防汛工作的通知

各县（区）人民政府：
　　截至2026年5月31日，GDP增长5%。2026年三月数字一体化平台“<b>上线</b>”。
"""


def recognised(path):
    """The document read and recognised, without any check."""
    return review_file(str(path), Job(selection=Selection(ignore=("",))))


@pytest.fixture
def reading(tmp_path):
    path = tmp_path / "通知<script>.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_aloud(recognised(path))


def test_text(reading):
    lines = report.text(reading, ["张某", "李某", "王某"]).splitlines()
    assert lines[0] == "唱校稿"
    assert "唱校人：①张某　　　②李某　　　③王某" in lines
    assert "3  【主送机关】各县［左括号］区［右括号］人民政府［冒号］" in lines
    assert "   ☐①张某　☐②李某　☐③王某　备注：" in lines
    assert "2  【空行】" in lines
    body = next(line for line in lines if line.startswith("4"))
    assert body == ("4  【正文】［空二字］截至［数字二零二六］年［五］月［三幺］日［逗号 大写GDP］增长［数字五 百分号 句号 数字二零二六］年"
                    "［汉字］三月数字一体化平台［左引号 小于号 小写b 大于号］上线［小于号 斜线 小写b 大于号 右引号 句号］")
    assert "   辨字：截至：至今的至" in lines


def test_three_boxes_where_no_names_are_given(reading):
    assert "   ☐①　☐②　☐③　备注：" in report.text(reading).splitlines()


def test_what_is_shown_determines_the_text(reading):
    """Brackets hold what is said; a bracket of the document itself is said, so that taking them off is safe."""
    assert all("［" not in p.said and "］" not in p.said for line in reading.lines for p in line.pieces)


def test_page(reading):
    page = report.html(reading, ["张某"])
    assert "<script" not in page and "<b>" not in page
    assert "default-src &#39;none&#39;" in page
    assert '<ruby>2026<rt>数字二零二六</rt></ruby>' in page
    assert '<span class="mark">逗号</span>' in page
    assert page.count("☐") == sum(bool(line.pieces) for line in reading.lines)
    assert "通知&lt;script&gt;.txt" in page


def test_word(reading):
    document = Document(io.BytesIO(read_aloud_sheet.build(reading, ["张某", "李某", "王某"])))
    facts, lines, names = document.tables
    assert [c.text for c in facts.rows[-1].cells] == ["唱校人", "①张某　　　②李某　　　③王某"]
    assert [c.text for c in lines.rows[0].cells] == ["行", "读法", "①", "②", "③", "备注"]
    assert [c.text for c in lines.rows[2].cells] == ["2", "【空行】", "", "", "", ""]
    assert [c.text for c in lines.rows[3].cells][2:] == ["☐", "☐", "☐", ""]
    assert lines.rows[4].cells[1].text.endswith("\n辨字：截至：至今的至")
    assert [row.cells[0].text for row in names.rows] == ["唱校人①张某", "唱校人②李某", "唱校人③王某"]


def test_long_lines_may_go_on_over_the_page(reading):
    document = Document(io.BytesIO(read_aloud_sheet.build(reading)))
    assert "cantSplit" not in document.tables[1]._tbl.xml


@pytest.mark.parametrize("digits", ["phone", "plain", "radio"])
def test_legend_says_how_figures_are_said(reading, digits):
    from dataclasses import replace

    assert re.search({"phone": "幺", "plain": "零、一、二", "radio": "洞"}[digits], "".join(report.legend(replace(reading, digits=digits))))


def test_check_finds_nothing_on_the_sheet(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(TEXT.replace("<b>", "").replace("</b>", ""), encoding="utf-8")
    (tmp_path / "唱校稿.docx").write_bytes(read_aloud_sheet.build(read_aloud(recognised(path))))
    review = hongtou.check_file(tmp_path / "唱校稿.docx", info=True, final=True)
    assert (review.official, [f.message for f in review.findings]) == (False, [])
