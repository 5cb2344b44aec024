"""The text reader: encodings, lines, Markdown, and what it says it cannot tell."""

from pathlib import Path

import pytest
from hongtou.pipeline.readers.errors import ReadError
from hongtou.pipeline.readers.text import lost_width, read

LINES = ["关于开展检查的通知", "", "各科室：", "　　一、要求。 "]


@pytest.fixture
def write(tmp_path):
    def make(text: str | bytes, name: str = "a.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path
    return make


def texts(path: Path) -> list[str]:
    return [block.text for block in read(path).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_is_a_block(write, encoding, newline):
    assert texts(write(newline.join(LINES).encode(encoding))) == LINES


def test_line_numbers_are_those_of_the_file(write):
    blocks = read(write("甲\n\n乙\n")).blocks
    assert [(b.index, b.text, b.part) for b in blocks] == [(0, "甲", "body"), (1, "", "body"), (2, "乙", "body")]


def test_form_feeds_and_line_separators_end_a_line_too(write):
    assert texts(write("甲\f乙\u2028丙")) == ["甲", "乙", "丙"]


def test_markdown_loses_its_marks_and_keeps_its_lines(write):
    source = ("# 关于**开展**检查的通知 \n<!-- 发文\n登记 -->\n各科室：\n---\n## 一、要求\n"
              "1. 填写____年**，不得 ** 空着\n#井号后没有空格\n")
    assert texts(write(source, "a.md")) == [
        "关于开展检查的通知 ", "", "", "各科室：", "", "一、要求", "1. 填写____年**，不得 ** 空着", "#井号后没有空格"]


def test_text_is_left_alone_where_it_is_not_markdown(write):
    assert texts(write("# 一\n<!-- x -->\n**粗**")) == ["# 一", "<!-- x -->", "**粗**"]


def test_everything_about_looks_is_unknown_with_the_reason(write):
    document = read(write("通知"))
    assert document.unknown["font"] == document.unknown["margins"] == "纯文本没有版式信息"
    assert "width" not in document.unknown
    assert document.blocks[0].indent_chars is None
    assert document.source.format == "text"


@pytest.mark.parametrize("text", ["", " \n　\n", "\ufeff"])
def test_nothing_but_blanks(write, text):
    with pytest.raises(ReadError) as caught:
        read(write(text))
    assert caught.value.category == "empty"


def test_bytes_in_no_known_encoding(write):
    with pytest.raises(ReadError) as caught:
        read(write(b"\xff\x00\xff\x00"))
    assert caught.value.category == "unsupported"


LOST = "各地区,各部门:为加强管理(试行),现通知如下:要认真落实,严格检查;不得推诿,不得拖延,不得隐瞒,确保实效。\n"


def test_a_capture_that_folded_its_width_is_told_from_a_sloppy_writer(write):
    assert "width" in read(write(LOST * 3)).unknown
    sloppy = LOST + "联系人：张三，电话：12345；地址：本市（东区）。\n"
    assert "width" not in read(write(sloppy)).unknown


@pytest.mark.parametrize("text", ["通知,附件。", "a, b, c; (d): e, f, g, h, i, j, k, l", "1,000,000元" * 20,
                                  "见http://www.gov.cn:80/a?b=c。" * 12])
def test_few_or_latin_marks_do_not_count(text):
    assert not lost_width(text)
