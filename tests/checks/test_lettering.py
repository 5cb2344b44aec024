"""Faces and sizes against what the standard asks for."""

from __future__ import annotations

import pytest
from hongtou.pipeline.lettering import FANGSONG_3, KAI_3, color_name, face_name, lettering, misset, size_name
from hongtou.pipeline.model import Block, Document, Run, Source, Span


def paragraph(*pieces: tuple[str, str | None, float | None]) -> Document:
    """One paragraph of runs: words, font, size."""
    runs, text = [], ""
    for words, font, size in pieces:
        runs.append(Run(len(text), len(text) + len(words), font, size))
        text += words
    return Document(Source("x", "docx", "", 0), (Block(0, "body", text, tuple(runs)),))


def found(document: Document) -> list[str]:
    block = document.blocks[0]
    return [document.text(piece.span) for piece in misset(document, [block.stripped], FANGSONG_3)]


@pytest.mark.parametrize(("points", "name"), [(16.0, "三号"), (15.75, "三号"), (12.0, "小四"), (13.0, "13 磅")])
def test_size_names(points: float, name: str) -> None:
    assert size_name(points) == name


@pytest.mark.parametrize(("color", "name"), [("FF0000", "红色"), ("0563C1", "蓝色"), ("808080", "灰色"), ("000000", "黑色")])
def test_color_names(color: str, name: str) -> None:
    assert color_name(color) == name


def test_names_of_fonts_say_what_they_are() -> None:
    assert face_name("仿宋_GB2312") == "“仿宋_GB2312”"
    assert face_name("FZKTK--GBK1-0") == "楷体（FZKTK--GBK1-0）"


def test_digits_may_be_in_a_latin_face() -> None:
    assert found(paragraph(("于", "仿宋_GB2312", 16.0), ("2026", "Times New Roman", 16.0), ("年", "仿宋", 15.75))) == []


def test_only_the_wrong_stretch_is_pointed_at() -> None:
    assert found(paragraph(("为做好防汛工作，", "仿宋", 16.0), ("现将事项", "宋体", 16.0), ("通知如下。", "仿宋", 16.0))) == ["现将事项"]


def test_runs_with_one_fault_are_one_stretch() -> None:
    document = paragraph(("于", "宋体", 12.0), ("2026", "Times New Roman", 12.0), ("年完成。", "宋体", 12.0))
    assert found(document) == ["于2026年完成。"]
    assert [p.message for p in lettering(document, [Span(0, 0, 9)], FANGSONG_3, "正文")] == [
        "正文现为“宋体”小四，应为仿宋三号。选中后把字体设为“仿宋_GB2312”、字号设为“三号”。"]


def test_unknown_faces_and_sizes_are_never_wrong() -> None:
    assert found(paragraph(("通知如下。", None, None))) == []
    assert found(paragraph(("通知如下。", "某单位自造字体", 16.0))) == []


def test_faces_that_the_standard_does_not_know_are_for_another_check() -> None:
    assert found(paragraph(("通知如下。", "微软雅黑", 16.0))) == []


def test_each_fault_is_one_problem_with_all_its_places() -> None:
    document = paragraph(("张三", "仿宋", 16.0), ("　", "楷体", 16.0), ("李四", "楷体", 16.0), ("王五", "仿宋", 16.0))
    problems = list(lettering(document, [document.blocks[0].stripped], KAI_3, "姓名"))
    assert len(problems) == 1 and isinstance(problems[0].at, tuple) and len(problems[0].at) == 2
