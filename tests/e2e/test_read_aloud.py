"""hongtou read-aloud: what goes where, exit codes, and recordings by a stand-in for the speech engine."""

from __future__ import annotations

import os
import sys

import pytest
from click.testing import CliRunner
from docx import Document
from hongtou import cli

TEXT = "云岭市人民政府关于做好防汛工作的通知\n\n各县（区）人民政府：\n　　截至2026年5月31日，GDP增长5%。\n"
ENGINE = """import sys
words = sys.stdin.buffer.read().decode("utf-8")
assert "\\n" in words and "--stdin" in sys.argv
if "失败" in words:
    sys.exit(3)
open(sys.argv[sys.argv.index("-w") + 1], "wb").write(b"RIFF" + words.encode("utf-8"))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "通知.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def engine(folder, monkeypatch):
    """A program called espeak-ng that writes what it was told into the file that it was told."""
    if os.name == "nt":
        pytest.skip("the stand-in is a script with a #! line")
    place = folder / "bin"
    place.mkdir()
    (folder / "engine.py").write_text(ENGINE, encoding="utf-8")
    # through the shell: a #! line knows no interpreter whose path has a blank in it
    (place / "espeak-ng").write_text(f"#!/bin/sh\nexec '{sys.executable}' '{folder / 'engine.py'}' \"$@\"\n", encoding="utf-8")
    (place / "espeak-ng").chmod(0o755)
    monkeypatch.setenv("PATH", str(place))


def run(*args):
    return CliRunner().invoke(cli.cli, ["read-aloud", *map(str, args)])


def test_on_the_screen(folder):
    result = run("通知.txt", "--reader", "张某")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "【主送机关】各县［左括号］区［右括号］人民政府［冒号］" in result.stdout
    assert "☐①张某　备注：" in result.stdout


def test_ways_of_saying_figures(folder):
    assert "［数字二零二六］年［五］月［三幺］日" in run("通知.txt").stdout
    assert "［数字两洞两六］年［五］月［三幺］日" in run("通知.txt", "--digits", "radio").stdout


@pytest.mark.parametrize("name", ["稿.html", "稿.docx", "稿.txt"])
def test_into_a_file_whose_extension_tells_the_form(folder, name):
    result = run("通知.txt", "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "唱校稿已写入" in result.stderr
    data = (folder / name).read_bytes()
    assert data.startswith({"html": b"<!DOCTYPE", "docx": b"PK", "txt": "唱校稿".encode()}[name.split(".")[1]])
    if name.endswith("docx"):
        assert Document(str(folder / name)).paragraphs[0].text == "唱校稿"


def test_word_needs_a_file(folder):
    result = run("通知.txt", "--format", "docx")
    assert result.exit_code == 2
    assert "--output" in result.stderr


def test_the_document_is_never_written_over(folder):
    result = run("通知.txt", "--output", "通知.txt")
    assert result.exit_code == 2
    assert (folder / "通知.txt").read_text(encoding="utf-8") == TEXT


def test_two_results_in_one_file(folder):
    assert run("通知.txt", "--output", "稿.html", "--audio", "稿.html").exit_code == 2


def test_too_many_readers(folder):
    assert run("通知.txt", *[x for i in range(10) for x in ("--reader", f"人{i}")]).exit_code == 2


def test_a_missing_file(folder):
    result = run("没有.docx")
    assert result.exit_code == 3
    assert "没有.docx" in result.stderr and "Traceback" not in result.stderr


# ---- recordings

def test_recording(engine, folder):
    result = run("通知.txt", "--audio", "唱校.wav")
    assert (result.exit_code, result.stdout) == (0, "")
    said = (folder / "唱校.wav").read_bytes().decode("utf-8")
    assert said.startswith("RIFF第1行，标题。")
    assert "第4行，正文。空二字，截至，数字二零二六，年，五，月，三幺，日，逗号，大写G D P，增长，数字五，百分号，句号。截至：至今的至。" in said


def test_recording_beside_the_sheet(engine, folder):
    assert run("通知.txt", "--audio", "唱校.wav", "--output", "稿.html").exit_code == 0
    assert (folder / "唱校.wav").exists() and (folder / "稿.html").exists()


def test_no_engine(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("os.name", "posix")
    result = run("通知.txt", "--audio", "唱校.wav")
    assert result.exit_code == 2
    assert "没有语音程序" in result.stderr
    assert not (folder / "唱校.wav").exists()


def test_an_engine_that_fails(engine, folder):
    (folder / "通知.txt").write_text(TEXT + "失败\n", encoding="utf-8")
    result = run("通知.txt", "--audio", "唱校.wav")
    assert result.exit_code == 2
    assert "没有录成（退出码 3）" in result.stderr
    assert not (folder / "唱校.wav").exists()
