"""The installed command as a process of its own: encodings, streams, start-up."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

DOCUMENT = "某市人民政府关于做好防汛工作的通知\n各县：\n　　请甲乙办理。\n"
RULE = """
select = ["ZZ0001"]
[[rule]]
id = "ZZ0001"
forbid = { pattern = "甲乙" }
severity = "error"
message = "不写甲乙𠀀。"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "hongtou.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "通知.txt").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def run(folder, *args, encoding=None, **extra):
    environment = {**os.environ, **extra}
    environment.pop("PYTHONUTF8", None)
    if encoding:
        environment["PYTHONIOENCODING"] = encoding
    return subprocess.run([sys.executable, "-m", "hongtou", *args], cwd=folder, env=environment, capture_output=True,
                          timeout=120, check=False)


def test_plain_when_it_is_no_terminal(folder):
    done = run(folder, "check", "通知.txt", encoding="utf-8")
    assert done.returncode == 1 and b"\x1b" not in done.stdout and done.stderr == b""
    assert "请『甲乙』办理" in done.stdout.decode()


def test_a_console_of_chinese_windows(folder):
    done = run(folder, "check", "通知.txt", encoding="gbk")
    assert done.returncode == 1
    assert "不写甲乙?。" in done.stdout.decode("gbk")


@pytest.mark.parametrize("form", ["json", "jsonl", "html"])
def test_what_programs_read_is_utf8_everywhere(folder, form):
    done = run(folder, "check", "通知.txt", "--format", form, encoding="ascii")
    assert done.returncode == 1 and "不写甲乙𠀀。" in done.stdout.decode("utf-8")


def test_messages_on_stderr(folder):
    done = run(folder, "check", "通知.txt", "--select", "无此", encoding="utf-8")
    assert done.returncode == 2 and done.stdout == b"" and "没有叫“无此”" in done.stderr.decode()


def test_four_words_from_nowhere(folder):
    done = run(folder, "check", "没有.docx", "--format", "jsonl")
    assert done.returncode == 3 and json.loads(done.stdout)["failures"][0]["category"] == "not_found"


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_leaves_early(folder):
    (folder / "长.txt").write_text("某市。\n" * 60_000, encoding="utf-8")
    script = f'"{sys.executable}" -m hongtou text 长.txt | head -1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, timeout=120, check=False)
    assert done.stdout.decode().strip() == "某市。" and done.stderr == b""


def test_a_file_name_that_is_no_text(folder):
    if sys.platform != "linux":
        pytest.skip("only Linux has such names")
    (folder / os.fsdecode(b"\xb9\xab\xce\xc4.txt")).write_text(DOCUMENT, encoding="utf-8")
    done = run(folder, "check", ".", "--format", "json")
    assert done.returncode == 1 and len(json.loads(done.stdout)["documents"]) == 2
    assert run(folder, "check", ".", encoding="utf-8").returncode == 1


def test_start_up_loads_nothing_heavy(folder):
    done = run(folder, "--help", PYTHONPROFILEIMPORTTIME="1")
    heavy = ("spacy", "jieba", "numpy", "docx", "lxml", "pdfplumber", "rich.console", "jinja2", "pebble")
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.decode("utf-8", "replace").splitlines()}
    assert "hongtou.cli" in loaded and not loaded & set(heavy)
