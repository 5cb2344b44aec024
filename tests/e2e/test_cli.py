"""The command line, end to end: what is printed where, and the exit code of each case.

Findings come from a house rule, so that these tests do not depend on any built-in check.
"""

from __future__ import annotations

import json
import os
import sys

import jsonschema
import pytest
from click.testing import CliRunner
from hongtou import __version__, cli
from hongtou.pipeline.reports.json import schema
from hongtou.pipeline.review import Failure, Finding, Location, Review

CORRECT = ("某市人民政府关于做好防汛工作的通知\n各县（区）人民政府：\n　　现将有关事项通知如下。\n"
           "某市人民政府\n2024年3月5日\n")
FAULTY = CORRECT.replace("有关", "甲乙")
RULE = """
select = ["ZZ0001"]
[[rule]]
id = "ZZ0001"
forbid = { pattern = "甲乙" }
severity = "SEVERITY"
message = "不写甲乙。"
basis = "某政办发〔2017〕109号"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a correct and a faulty document and a house rule; it is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hongtou.toml").write_text(RULE.replace("SEVERITY", "error"), encoding="utf-8")
    (tmp_path / "对.txt").write_text(CORRECT, encoding="utf-8")
    (tmp_path / "错.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli.cli, [str(a) for a in args])


def set_severity(folder, severity):
    (folder / "hongtou.toml").write_text(RULE.replace("SEVERITY", severity), encoding="utf-8")


# ---- exit codes

def test_nothing_found(folder):
    result = run("check", "对.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "没有发现问题" in result.stdout


def test_found(folder):
    result = run("check", "错.txt")
    assert result.exit_code == 1
    assert "现将『甲乙』事项" in result.stdout and "某政办发〔2017〕109号（ZZ0001）" in result.stdout


@pytest.mark.parametrize(("severity", "fail_on", "code"), [
    ("error", "error", 1), ("error", "warning", 1), ("error", "info", 1), ("error", "never", 0),
    ("warning", "error", 0), ("warning", "warning", 1), ("warning", "info", 1), ("warning", "never", 0),
    ("info", "error", 0), ("info", "warning", 0), ("info", "info", 1),
])
def test_fail_on(folder, severity, fail_on, code):
    set_severity(folder, severity)
    assert run("check", "错.txt", "--fail-on", fail_on).exit_code == code


def test_hints_are_shown_when_asked_for(folder):
    set_severity(folder, "info")
    assert "甲乙。" not in run("check", "错.txt").stdout
    result = run("check", "错.txt", "--info")
    assert result.exit_code == 0 and "不写甲乙。" in result.stdout


USAGE = [
    ([], "用法："),
    (["check"], "没有写文件或文件夹"),
    (["chek", "x"], "是不是 check"),
    (["对.txt"], "hongtou check 对.txt"),
    (["check", "对.txt", "--formt", "json"], "没有 --formt 这个选项。是不是 --format"),
    (["check", "对.txt", "--format", "xml"], "不能是“xml”，可以用的有：terminal、json、jsonl、html"),
    (["check", "对.txt", "--format"], "后面要有值"),
    (["check", "对.txt", "--info=1"], "后面不能有值"),
    (["check", "对.txt", "--fail-on", "fatal"], "error、warning、info、never"),
    (["check", "对.txt", "--jobs", "零"], "1 到 256 之间的整数"),
    (["check", "对.txt", "--timeout", "0"], "1 到 3600 之间的数"),
    (["check", "对.txt", "--select", "版头,审核"], "没有叫“审核”的检查或分组。是不是“审核流程”"),
    (["check", "对.txt", "--ignore", "ht1"], "--ignore：没有叫“ht1”的检查或分组。是不是“HT1”"),
    (["check", "对.txt", "--profile", "gbt9704"], "没有叫“gbt9704”的方案"),
    (["check", "对.txt", "--config", "无.toml"], "没有这个文件"),
    (["text"], "没有写文件"),
    (["text", "对.txt", "错.txt"], "多写了：错.txt"),
    (["explain", "HT99999"], "没有编号是“HT99999”的检查"),
    (["rules", "--format", "html"], "terminal、markdown、json"),
]


@pytest.mark.parametrize(("args", "said"), USAGE, ids=[" ".join(a) or "nothing" for a, _ in USAGE])
def test_usage(folder, args, said):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not any(word in result.stderr for word in ("Usage", "Error", "Try", "Traceback", "Missing", "Invalid"))


def test_a_wrong_configuration_comes_before_a_wrong_path(folder):
    (folder / "hongtou.toml").write_text("[options]\ntop_margin = 3\n", encoding="utf-8")
    result = run("check", "没有.docx", "错.txt")
    assert result.exit_code == 2 and "top_margin_mm" in result.stderr and not result.stdout


def test_a_wrong_path_is_a_failed_document_and_the_others_go_on(folder):
    result = run("check", "没有.docx", "错.txt", "--format", "json")
    assert result.exit_code == 3
    missing, faulty = json.loads(result.stdout)["documents"]
    assert missing["status"] == "failed" and missing["failures"][0]["category"] == "not_found"
    assert [f["rule"] for f in faulty["findings"]] == ["ZZ0001"]
    assert run("text", "没有.docx").exit_code == 3 and run("elements", "没有.docx").exit_code == 3


def test_empty_and_fake_files(folder):
    (folder / "空.docx").write_bytes(b"")
    (folder / "假.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    result = run("check", "空.docx", "假.docx", "--format", "json")
    assert result.exit_code == 3
    assert [d["failures"][0]["category"] for d in json.loads(result.stdout)["documents"]] == ["empty", "fake_type"]


def finding(severity, experimental=False):
    return Finding("HT0001", "名", "输入", severity, "说", "据", Location(), experimental=experimental)


def broken(stage, category):
    return Review("x", status="failed", failures=(Failure(stage, category, "坏了。"),))


@pytest.mark.parametrize(("reviews", "code"), [
    ([], 0),
    ([Review("x", findings=(finding("error"),))], 1),
    ([Review("x", findings=(finding("error", experimental=True),))], 0),
    ([broken("read", "damaged"), Review("x", findings=(finding("error"),))], 3),
    ([broken("read", "crash")], 3),
    ([broken("read", "timeout")], 3),
    ([broken("check", "crash"), broken("read", "damaged")], 4),
    ([broken("recognise", "crash")], 4),
])
def test_which_code_wins(reviews, code):
    assert cli.exit_code(reviews) == code


def test_an_error_of_our_own_is_one_line(folder, monkeypatch):
    def explode(*args, **options):
        raise KeyError("绝密内容")

    monkeypatch.setattr("hongtou.pipeline.files.collect", explode)
    result = run("check", "对.txt")
    assert result.exit_code == 4 and "内部出错（KeyError test_cli.py:" in result.stderr
    assert "绝密" not in result.stderr and "Traceback" not in result.stderr


# ---- files and folders

def test_folders_are_walked(folder):
    inner = folder / "收文" / "三月"
    inner.mkdir(parents=True)
    (folder / "收文" / ".git").mkdir()
    for name in ("收文/b.TXT", "收文/a.md", "收文/三月/c.txt", "收文/~$a.docx", "收文/.x.txt", "收文/.git/d.txt",
                 "收文/e.xlsx"):
        (folder / name).write_text(CORRECT, encoding="utf-8")
    result = run("check", "收文", "收文/a.md", "--format", "json")
    assert result.exit_code == 0
    paths = [d["path"].replace(os.sep, "/") for d in json.loads(result.stdout)["documents"]]
    assert paths == ["收文/a.md", "收文/b.TXT", "收文/三月/c.txt"]


def test_an_empty_folder_is_said(folder):
    (folder / "空").mkdir()
    result = run("check", "空")
    assert result.exit_code == 0 and "没有找到要检查的文件" in result.stderr


def test_each_folder_has_its_own_configuration(folder):
    inner = folder / "内"
    inner.mkdir()
    (inner / "hongtou.toml").write_text('select = ["HT1"]\n', encoding="utf-8")
    (inner / "错.txt").write_text(FAULTY, encoding="utf-8")
    documents = json.loads(run("check", "错.txt", "内/错.txt", "--format", "json").stdout)["documents"]
    assert [len(d["findings"]) for d in documents] == [1, 0]
    (folder / "别的.toml").write_text('select = ["HT1"]\n', encoding="utf-8")
    assert run("check", "错.txt", "--config", "别的.toml").exit_code == 0


def test_select_and_ignore(folder):
    assert run("check", "错.txt", "--ignore", "ZZ0001").exit_code == 0
    assert run("check", "错.txt", "--ignore", "版头，ZZ").exit_code == 0
    assert run("check", "错.txt", "--select", "ZZ0001").exit_code == 1
    assert run("check", "错.txt", "--select", "HT1").exit_code == 0


# ---- formats and output

def test_json_is_valid_and_its_places_are_those_of_text(folder):
    result = run("check", "对.txt", "错.txt", "--format", "json")
    report = json.loads(result.stdout)
    jsonschema.Draft202012Validator(schema()).validate(report)
    place = report["documents"][1]["findings"][0]["location"]
    line = run("text", "错.txt").stdout.split("\n")[place["paragraph"] - 1]
    assert line[place["start"]:place["end"]] == place["quote"] == "甲乙"


def test_json_lines(folder):
    result = run("check", "对.txt", "错.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == ["对.txt", "错.txt"]


@pytest.mark.parametrize(("name", "start"), [
    ("报告.html", "<!DOCTYPE html>"), ("报告.json", '{\n "schema"'), ("报告.jsonl", '{"schema"'),
    ("报告.txt", "错.txt\n"),
])
def test_output_file(folder, name, start):
    result = run("check", "错.txt", "--output", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"报告已写入 {name}" in result.stderr and "错误 1 处" in result.stderr
    assert (folder / name).read_text(encoding="utf-8").startswith(start)
    assert sorted(p.name for p in folder.iterdir()) == sorted(["hongtou.toml", "对.txt", "错.txt", name])


@pytest.mark.parametrize(("output", "said"), [
    ("错.txt", "要检查的文件"), ("别的.docx", "已有的文档"), (".", "是文件夹"),
    ("没有/报告.html", "没有“没有”这个文件夹"),
])
def test_output_never_costs_a_document(folder, output, said):
    (folder / "别的.docx").write_bytes(b"precious")
    result = run("check", "对.txt", "错.txt", "--output", output)
    assert result.exit_code == 2 and said in result.stderr
    assert (folder / "错.txt").read_text(encoding="utf-8") == FAULTY
    assert (folder / "别的.docx").read_bytes() == b"precious"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
def test_output_through_a_link_to_an_input(folder):
    (folder / "链接.html").symlink_to(folder / "错.txt")
    assert run("check", "错.txt", "--output", "链接.html").exit_code == 2


# ---- other commands

def test_text_is_one_paragraph_a_line(folder):
    result = run("text", "对.txt")
    assert (result.exit_code, result.stdout) == (0, CORRECT)


def test_elements(folder):
    result = run("elements", "对.txt")
    assert result.exit_code == 0 and "对.txt" in result.stdout


def test_explain_and_rules(folder):
    assert "不写甲乙" in run("explain", "zz0001").stdout
    assert "ZZ0001" in run("rules", "--config", "hongtou.toml").stdout
    assert run("rules", "--format", "markdown").stdout.startswith("# 检查项目")
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert run("explain", listed[0]["id"].lower()).exit_code == 0


def test_explain_does_not_mind_a_broken_configuration(folder):
    first = json.loads(run("rules", "--format", "json").stdout)[0]["id"]
    (folder / "hongtou.toml").write_text("broken", encoding="utf-8")
    assert run("explain", first).exit_code == 0


def test_profiles_and_version():
    assert "gbt9704-2012" in run("profiles").stdout and "gbt9704-1999" in run("profiles").stdout
    assert run("--version").stdout == f"hongtou {__version__}\n"


@pytest.mark.parametrize("command", ["", *cli.cli.commands])
def test_help_is_chinese(command):
    result = run(*command.split(), "--help")
    assert result.exit_code == 0 and result.stdout.startswith("用法：")
    assert not any(word in result.stdout for word in ("Usage", "Options", "Commands", "Show", "default"))


def test_only_what_works_is_offered():
    options = {o for c in cli.cli.commands.values() for p in c.params for o in p.opts}
    assert not options & {"--annotate", "--fix", "--baseline"}
    assert cli.FORMATS == ("terminal", "json", "jsonl", "html")
