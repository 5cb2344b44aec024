"""What is confirmed before printing: filled from the document, needed or not by its kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hongtou.pipeline.engine import Selection
from hongtou.pipeline.preprint import items, must_be_mended, open_findings
from hongtou.pipeline.review import Finding, Location
from hongtou.pipeline.review_file import Job
from hongtou.pipeline.review_file import review as review_file

HEAD = "云岭市水利局文件\n云水发〔2026〕18号　　签发人：李明远\n云岭市水利局关于拨付资金的请示\n\n云岭市人民政府：\n　　现请示如下。妥否，请批示。\n"
SIGNED = "云岭市水利局\n2026年5月25日\n"
TAIL = SIGNED + "（联系人：周某；联系电话：0960-5550123）\n"
NAMES = ["份号", "密级和保密期限", "紧急程度", "发文机关标志", "发文字号", "签发人", "标题", "主送机关", "正文", "附件", "发文机关署名", "成文日期",
         "印章", "附注", "公开属性", "抄送机关", "印发机关和印发日期", "印数", "页数"]


def recognised(path):
    """The document read and recognised, without any check."""
    return review_file(str(path), Job(selection=Selection(ignore=("",))))


def reviewed(tmp_path, text):
    path = tmp_path / "请示.txt"
    path.write_text(text, encoding="utf-8")
    return recognised(path)


def named(review):
    return {item.name: item for item in items(review)}


def test_all_elements_of_the_office(tmp_path):
    assert [i.name for i in items(reviewed(tmp_path, HEAD + TAIL))] == NAMES


def test_filled_from_the_document(tmp_path):
    found = named(reviewed(tmp_path, HEAD + TAIL))
    assert found["发文字号"].text == "云水发〔2026〕18号"
    assert found["签发人"].text == "李明远"
    assert found["标题"].text == "云岭市水利局关于拨付资金的请示"
    assert found["主送机关"].text == "云岭市人民政府"
    assert found["成文日期"].text == "2026年5月25日"
    assert found["印章"].text == "压在第7段署名、第8段成文日期上"
    assert found["正文"].text == "13字，1段"
    assert not found["份号"].text and found["份号"].need == "按需" and not found["份号"].lacking


def test_missing_where_the_kind_needs_it(tmp_path):
    found = named(reviewed(tmp_path, HEAD.replace("　　签发人：李明远", "") + TAIL))
    assert (found["签发人"].need, found["签发人"].lacking) == ("应有", True)
    assert found["印发机关和印发日期"].lacking


@pytest.mark.parametrize(("noted", "state"), [
    ("附件：测算表\n", "共1件\n测算表：有（第13段）"),
    ("附件：1.测算表\n2.位置图\n", "共2件\n1.测算表：有（第14段）\n2.位置图：未见"),
    ("附件：测量表\n", "共1件\n测量表：有标着“附件”的一件（第12段），标题与附件说明不一样或没有认出，请核对"),
])
def test_attachments_are_each_looked_for(tmp_path, noted, state):
    found = named(reviewed(tmp_path, HEAD + "\n" + noted + "\n" + SIGNED + "附件\n测算表\n　　说明。\n"))["附件"]
    assert found.text == state
    assert bool(found.remark) == ("未见" in state)


@pytest.mark.parametrize(("note", "publicity"), [("（此件公开发布）", "主动公开"), ("（此件依申请公开）", "依申请公开"),
                                                 ("（此件不予公开）", "不予公开"), ("（此件不公开）", "不予公开"), ("（联系人：周某）", "")])
def test_publicity(tmp_path, note, publicity):
    found = named(reviewed(tmp_path, HEAD + SIGNED + note + "\n"))["公开属性"]
    assert found.text == publicity
    assert bool(found.remark) == (not publicity)


def test_secret_documents(tmp_path):
    found = named(reviewed(tmp_path, "000001\n机密★1年\n" + HEAD + SIGNED + "（此件公开发布）\n"))
    assert (found["份号"].text, found["份号"].need) == ("000001", "应有")
    assert found["密级和保密期限"].text == "机密★1年"
    assert "不能公开" in found["公开属性"].remark


def test_kinds_have_their_own_needs(tmp_path):
    review = reviewed(tmp_path, HEAD + TAIL)
    needs = {layout: {i.name: i.need for i in items(replace(review, layout=layout))} for layout in ("普通", "信函", "命令", "纪要")}
    assert [needs[x]["印发机关和印发日期"] for x in needs] == ["应有", "不用", "应有", "应有"]
    assert [needs[x]["主送机关"] for x in needs] == ["应有", "应有", "按需", "按需"]
    assert [needs[x]["印章"] for x in needs] == ["应盖", "应盖", "应盖", "不用"]
    assert {i.name: i.need for i in items(replace(review, direction="下行"))}["签发人"] == "不用"


def test_nothing_is_needed_of_what_is_no_official_document(tmp_path):
    review = reviewed(tmp_path, "读书笔记\n今天读了一本书。\n")
    assert review.official is False
    assert {i.need for i in items(review)} == {"按需"}


def test_the_worst_first_and_experimental_ones_do_not_stop_printing(tmp_path):
    def finding(severity, paragraph, *, experimental=False):
        return Finding("HT0", "n", "版头", severity, "m", "b", Location(paragraph=paragraph), experimental=experimental)

    review = replace(reviewed(tmp_path, HEAD + TAIL), findings=(
        finding("info", 1), finding("warning", 2), finding("error", 9), finding("error", 3)))
    assert [(f.severity, f.location.paragraph) for f in open_findings(review)] == [("error", 3), ("error", 9), ("warning", 2)]
    assert must_be_mended(review)
    assert not must_be_mended(replace(review, findings=(finding("error", 1, experimental=True), finding("warning", 2))))
