"""``hongtou compare``, end to end: findings at exactly the right words, exit codes, outputs, usage errors."""

from __future__ import annotations

import json
import zipfile

import docx
import jsonschema
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hongtou import cli
from hongtou.pipeline.reports.json import schema
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SUPERIOR = ("云江省学校食堂管理办法\n第一条　学校食堂应当公开带量食谱。\n第二条　省教育厅每年开展2次专项检查，检查结果向社会公布。\n"
            "第三条　本办法自2023年5月1日起施行。")
LOCAL = ("临溪市学校食堂管理办法\n第一条　学校食堂可以公开带量食谱。\n第二条　市教育局每年开展4次专项检查，检查结果向社会公布。\n"
         "第三条　学校应当成立膳食委员会，家长代表不少于三分之一。\n第四条　本办法自2026年3月1日起施行。")
NEW = ("可以", "4", "第三条　学校应当成立膳食委员会，家长代表不少于三分之一。")


def run(*args):
    return CliRunner().invoke(cli.cli, ["compare", *map(str, args)])


def write_docx(path, text, underlined=()):
    """A docx of ``text`` in which the given words, each once, are underlined."""
    document = docx.Document()
    for line in text.split("\n"):
        paragraph, rest = document.add_paragraph(), line
        for word in (w for w in underlined if w in line):
            before, rest = rest.split(word, 1)
            paragraph.add_run(before)
            paragraph.add_run(word).underline = True
        paragraph.add_run(rest)
    document.save(path)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A superior document, and local ones with the right, no, and wrong underlines; it is the current folder."""
    monkeypatch.chdir(tmp_path)
    write_docx("省.docx", SUPERIOR)
    write_docx("对.docx", LOCAL, NEW)
    write_docx("未标.docx", LOCAL)
    write_docx("错.docx", LOCAL, ("可以", "向社会公布", "学校应当成立膳食委员会"))
    (tmp_path / "省.txt").write_text(SUPERIOR, "utf8")
    (tmp_path / "市.txt").write_text(LOCAL, "utf8")
    return tmp_path


def findings(*args):
    """Rule and quoted words of each finding, and the whole report."""
    result = run(*args, "--format", "json")
    data = json.loads(result.stdout)
    jsonschema.validate(data, schema())
    return [(f["rule"], f["location"]["quote"]) for f in data["documents"][0]["findings"]], data, result.exit_code


def test_right(folder):
    result = run("省.docx", "对.docx")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "下划线：没有发现问题" in result.stdout


def test_nothing_underlined(folder):
    found, data, code = findings("省.docx", "未标.docx")
    assert code == 1
    assert found == [("HT9301", word) for word in NEW]
    first = data["documents"][0]["findings"][0]
    assert (first["group"], first["name"]) == ("新增标注", "下划线：新增未标注")
    assert first["location"]["paragraph"] == 2 and (first["location"]["start"], first["location"]["end"]) == (8, 10)
    assert [(r["path"], r["quote"]) for r in first["related"]] == [("省.docx", "应当")]
    assert [d["path"] for d in data["documents"]] == ["未标.docx", "省.docx"]
    assert data["documents"][1]["findings"] == []


def test_wrongly_underlined(folder):
    found, _, code = findings("省.docx", "错.docx")
    assert code == 1
    assert found == [("HT9301", "4"), ("HT9302", "向社会公布"), ("HT9303", "，家长代表不少于三分之一。")]


def test_strict_and_agenda(folder):
    for option in ("--strict", "--agenda"):
        found, data, _ = findings("省.docx", "对.docx", option)
        assert ("HT9301", "临溪市") in found and ("HT9301", "第四条") in found
        assert data["comparison"][option[2:]] is True


def test_comparison_in_the_report(folder):
    _, data, _ = findings("省.docx", "对.docx")
    made = data["comparison"]
    kinds = [(s["kind"], s["location"]["quote"]) for s in made["stretches"]]
    assert ("changed", "可以") in kinds and ("adapted", "2026年3月1日") in kinds
    assert made["superiors"] == ["省.docx"] and made["dropped"] == []
    assert made["characters"]["new"] == len(NEW[2]) - 1


def test_text_cannot_tell_underlines(folder):
    found, data, code = findings("省.txt", "市.txt")
    assert (found, code) == ([], 0)
    assert {s["rule"] for s in data["documents"][0]["skipped"]} == {"HT9301", "HT9302", "HT9303"}
    shown = run("省.txt", "市.txt").stdout
    assert "纯文本没有下划线" in shown and "学校应当成立膳食委员会" in shown and "下划线：" not in shown.split("对照：")[1]


def test_several_superior_documents(folder):
    write_docx("规定.docx", "第一条　学校应当成立膳食委员会，家长代表不少于三分之一。")
    found, _, _ = findings("省.docx", "规定.docx", "未标.docx")
    assert found == [("HT9301", "可以"), ("HT9301", "4")]


def test_since(folder):
    write_docx("旧稿.docx", LOCAL.replace("4次", "3次"))
    found, data, code = findings("--since", "旧稿.docx", "未标.docx")
    assert found == [("HT9301", "4")] and code == 1
    assert [d["path"] for d in data["documents"]] == ["未标.docx", "旧稿.docx"]


def tracked(path):
    """A docx with a tracked insertion, a deletion, and a replacement."""
    document = docx.Document()
    paragraph = document.add_paragraph()

    def run_in(tag, text, kind="w:t"):
        run = OxmlElement("w:r")
        words = OxmlElement(kind)
        words.text = text
        run.append(words)
        if tag:
            change = OxmlElement(tag)
            change.set(qn("w:author"), "李某")
            change.append(run)
            run = change
        paragraph._p.append(run)

    run_in(None, "第一条　单位")
    run_in("w:del", "应当", "w:delText")
    run_in("w:ins", "可以")
    run_in(None, "建立档案")
    run_in("w:ins", "，并定期核对")
    run_in(None, "。")
    run_in("w:del", "档案长期保存。", "w:delText")
    document.save(path)


def test_revisions(folder):
    tracked("修订.docx")
    found, data, code = findings("--revisions", "修订.docx")
    assert found == [("HT9301", "可以"), ("HT9301", "，并定期核对")] and code == 1
    made = data["comparison"]
    assert [(s["kind"], s["location"]["quote"]) for s in made["stretches"]] == [("changed", "可以"), ("new", "，并定期核对")]
    assert made["stretches"][0]["counterpart"]["quote"] == "应当"
    assert [d["quote"] for d in made["dropped"]] == ["档案长期保存。"]


def test_marked_copy_has_no_finding(folder):
    before = (folder / "错.docx").read_bytes()
    result = run("省.docx", "错.docx", "--mark", "标.docx")
    assert result.exit_code == 1 and "标.docx" in result.stderr
    assert (folder / "错.docx").read_bytes() == before and zipfile.is_zipfile("标.docx")
    assert run("省.docx", "标.docx").exit_code == 0


def test_html(folder):
    result = run("省.docx", "未标.docx", "--output", "对照.html")
    page = (folder / "对照.html").read_text("utf8")
    assert result.exit_code == 1 and "膳食委员会" in page and "省.docx" in page


def make_pdf(path):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    canvas.setFont("STSong-Light", 14)
    for i, line in enumerate(LOCAL.split("\n")):
        canvas.drawString(60, 780 - 24 * i, line)
    canvas.save()


def test_pdf_is_compared_but_not_marked(folder):
    make_pdf("市.pdf")
    found, data, code = findings("省.docx", "市.pdf")
    assert (found, code) == ([], 0) and len(data["documents"][0]["skipped"]) == 3
    assert ("changed", "可以") in [(s["kind"], s["location"]["quote"]) for s in data["comparison"]["stretches"]]
    result = run("省.docx", "市.pdf", "--mark", "标.docx")
    assert result.exit_code == 2 and "PDF" in result.stderr and not (folder / "标.docx").exists()


USAGE = [
    ((), "没有写"), (("省.docx",), "要写上级文件和本级文件"), (("--since", "省.docx", "省.docx", "对.docx"), "只写一个文件"),
    (("--since", "省.docx", "--revisions", "对.docx"), "只能用一个"), (("--revisions", "对.docx"), "没有修订记录"),
    (("--revisions", "市.txt"), "没有修订记录可用"), (("省.txt", "市.txt", "--mark", "标.docx"), "纯文本"),
    (("省.docx", "对.docx", "--format", "xml"), "不能是“xml”"), (("省.docx", "对.docx", "--mark", "对.docx"), "对.docx"),
    (("省.docx", "对.docx", "--output", "省.docx"), "省.docx"),
]


@pytest.mark.parametrize(("args", "words"), USAGE)
def test_usage_errors(folder, args, words):
    before = (folder / "对.docx").read_bytes()
    result = run(*args)
    assert result.exit_code == 2 and words in result.stderr
    assert (folder / "对.docx").read_bytes() == before


@pytest.mark.parametrize("args", [("没有.docx", "对.docx"), ("省.docx", "没有.docx")])
def test_a_file_that_cannot_be_read(folder, args):
    result = run(*args)
    assert result.exit_code == 3 and "没有.docx" in result.stderr and "找不到" in result.stderr
    data = json.loads(run(*args, "--format", "json").stdout)
    jsonschema.validate(data, schema())
    assert data["documents"][0]["path"] == args[1] and data["comparison"] is None


def test_masthead_and_signature_are_no_provisions(folder):
    """An issued notice against another of its office: number, date, title differ, and none of them is to be marked."""
    head = "云岭市人民政府办公室文件\n云政办发〔2026〕{}号\n云岭市人民政府办公室关于做好{}工作的通知\n各县（区）人民政府：\n"
    tail = "\n云岭市人民政府办公室\n2026年{}月5日"
    body = "　　现就有关事项通知如下。\n　　一、加强值守。各单位要落实领导带班和关键岗位24小时值班制度。"
    write_docx("旧.docx", head.format(3, "防汛") + body + tail.format(3))
    write_docx("新.docx", head.format(8, "防火") + body + tail.format(9))
    found, data, code = findings("旧.docx", "新.docx", "--strict")
    assert (found, code) == ([], 0)
    assert {s["formal"] for s in data["comparison"]["stretches"]} == {True}


def test_rules_are_listed_and_explained(folder):
    listed = CliRunner().invoke(cli.cli, ["rules"]).stdout
    for rule, name in (("HT9301", "新增未标注"), ("HT9302", "非新增而标注"), ("HT9303", "标注不一致")):
        assert rule in listed
        explained = CliRunner().invoke(cli.cli, ["explain", rule]).stdout
        assert f"下划线：{name}" in explained and "为什么" in explained and "何时可以忽略" in explained


def test_check_does_not_run_them(folder):
    data = json.loads(CliRunner().invoke(cli.cli, ["check", "未标.docx", "--format", "json"]).stdout)
    assert not [x for x in (*data["documents"][0]["findings"], *data["documents"][0]["skipped"]) if x["rule"].startswith("HT93")]
