"""``hongtou compare`` with its two files: the marked copy, and the page."""

from __future__ import annotations

import zipfile

import pytest
from click.testing import CliRunner
from docx import Document
from hongtou import cli

UPPER = ("省数据共享办法", "第一条　省教育局应当在15日内办结数据申请。", "第二条　数据提供部门不得拒绝共享。", "第三条　对成绩突出的单位给予表彰。")
OWN = ("市数据共享办法", "第一条　市教育局应当在10日内办结数据申请，并公开结果。", "第二条　数据提供部门不得拒绝共享。")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a superior and a local document, nothing underlined."""
    monkeypatch.chdir(tmp_path)
    for name, lines in (("省.docx", UPPER), ("市.docx", OWN)):
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(name)
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli.cli, ["compare", *args])


def test_a_marked_copy_has_no_finding(folder):
    before = (folder / "市.docx").read_bytes()
    assert run("省.docx", "市.docx", "--mark", "标注.docx").exit_code == 1
    assert run("省.docx", "标注.docx").exit_code == 0
    assert (folder / "市.docx").read_bytes() == before
    marked = [r.text for p in Document("标注.docx").paragraphs for r in p.runs if r.underline]
    assert "10" in marked[0] and "并公开结果" in marked[-1] and len("".join(marked)) < 12


def test_the_page_lies_in_one_file(folder):
    assert run("省.docx", "市.docx", "--output", "对照.html").exit_code == 1
    text = (folder / "对照.html").read_text("utf-8")
    assert "新增内容对照" in text and "对成绩突出的单位给予表彰" in text


@pytest.mark.parametrize(("output", "said"), [
    ("市.docx", "不能用"), ("省.docx", "不能用"), ("标注.txt", "扩展名应当是 .docx"), ("没有/标注.docx", "文件夹")])
def test_a_copy_that_cannot_be(folder, output, said):
    before = sorted((p.name, p.read_bytes()) for p in folder.iterdir())
    result = run("省.docx", "市.docx", "--mark", output)
    assert result.exit_code == 2 and said in result.stderr
    assert sorted((p.name, p.read_bytes()) for p in folder.iterdir()) == before


def test_a_signed_document_is_not_changed(folder):
    with zipfile.ZipFile("市.docx", "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    result = run("省.docx", "市.docx", "--mark", "标注.docx")
    assert result.exit_code == 2 and "有数字签名" in result.stderr and "内部出错" not in result.stderr
    assert not (folder / "标注.docx").exists()
