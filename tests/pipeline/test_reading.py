"""A document as it is read aloud: every line, what is announced, what is told apart."""

from __future__ import annotations

import pytest
from hongtou.pipeline.engine import Selection
from hongtou.pipeline.explained import is_rare, remarks
from hongtou.pipeline.reading import read_aloud
from hongtou.pipeline.review_file import Job
from hongtou.pipeline.review_file import review as review_file
from hongtou.pipeline.speech import heard, sound

DOCUMENT = """云岭市人民政府文件
云政发〔2026〕12号
云岭市人民政府关于做好防汛工作的通知

各县（区）人民政府：
　　现将有关事项通知如下：
　　一、总体要求
　　（一）明确职责。截至2026年5月31日，各地要落实责任。
　　1.县级职责。
　　（1）值班。
　　第三条　本办法自印发之日起施行。


云岭市人民政府
2026年3月5日
"""


def recognised(path):
    """The document read and recognised, without any check."""
    return review_file(str(path), Job(selection=Selection(ignore=("",))))


@pytest.fixture
def review(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return recognised(path)


def announced(reading):
    return {line.first: line.announced for line in reading.lines}


def test_every_line_is_read_and_nothing_is_lost(review):
    lines = [""] * len(review.lines)
    for line in read_aloud(review).lines:
        if line.first == line.last and line.pieces:
            lines[line.first - 1] = heard("".join(p.said for p in line.pieces))
    assert tuple(lines) == review.lines


def test_lines_are_numbered_as_hongtou_text_numbers_them(review):
    numbers = [n for line in read_aloud(review).lines for n in range(line.first, line.last + 1)]
    assert numbers == list(range(1, len(review.lines) + 1))


def test_elements_levels_and_blank_lines_are_announced(review):
    found = announced(read_aloud(review))
    assert found[1] == ("发文机关标志",)
    assert found[2] == ("发文字号",)
    assert found[3] == ("标题",)
    assert found[4] == ("空行",)
    assert found[5] == ("主送机关",)
    assert found[6] == ("正文",)
    assert [found[n] for n in (7, 8, 9, 10, 11)] == [("另起一段", "第一层"), ("另起一段", "第二层"), ("另起一段", "第三层"),
                                                     ("另起一段", "第四层"), ("另起一段", "条")]
    assert found[12] == ("空 2 行",)
    assert found[15] == ("成文日期",)


def test_title_and_number_of_the_document(review):
    reading = read_aloud(review)
    assert (reading.title, reading.document_number) == ("云岭市人民政府关于做好防汛工作的通知", "云政发〔2026〕12号")
    assert len(reading.sha256) == 64


def test_cells_of_tables_are_announced(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("任务清单")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("序号", "任务", "1", "编制目录"), strict=True):
        cell.text = text
    document.save(tmp_path / "表.docx")
    reading = read_aloud(recognised(tmp_path / "表.docx"))
    places = [line.announced for line in reading.lines if line.pieces][1:]
    assert places == [("表格 1 第 1 行第 1 列",), ("表格 1 第 1 行第 2 列",), ("表格 1 第 2 行第 1 列",), ("表格 1 第 2 行第 2 列",)]


def test_figures_are_said_as_told(review):
    said = {d: "".join(p.said for p in read_aloud(review, d).lines[1].pieces) for d in ("phone", "radio")}
    assert said == {d: sound("云政发〔2026〕12号", d) for d in ("phone", "radio")}
    assert "幺二号" in said["phone"] and "幺两号" in said["radio"]


# ---- what is told apart

def test_confusable_words():
    assert [str(r) for r in remarks("截至3月底，截止报名")] == ["截至：至今的至", "截止：停止的止"]
    assert [str(r) for r in remarks("制定办法，修订办法，制定细则")] == ["制定：决定的定", "修订：订立的订"]


def test_part_of_a_longer_word_is_told_apart():
    assert [r.text for r in remarks("请认真贯彻执行")] == ["贯彻"]


def test_words_across_a_boundary_are_none():
    assert [r.text for r in remarks("他们反应该问题")] == []  # 反|应该: no 反应


def test_rare_characters_have_sound_and_explanation():
    assert [str(r) for r in remarks("李睿昊")] == ["睿：读 ruì，目字底的睿，睿智的睿", "昊：读 hào，日字下面天地的天"]
    assert [str(r) for r in remarks("氤氲")] == ["氤：读 yīn，氤氲的氤", "氲：读 yūn，氤氲的氲"]
    assert [str(r) for r in remarks("𠮷野家")] == ["𠮷：统一码 20BB7"]


@pytest.mark.parametrize(("char", "rare"), [("的", False), ("署", False), ("鄱", True), ("喆", True), ("𠮷", True)])
def test_rare(char, rare):
    assert is_rare(char) is rare


def test_each_is_told_once_a_line():
    assert len(remarks("截至今日，截至昨日")) == 1
