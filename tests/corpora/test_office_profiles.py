"""The profiles of the five offices: every house rule is broken by one text and kept by another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hongtou.corpora import profiles
from hongtou.pipeline.check import Options
from hongtou.pipeline.config import load
from hongtou.pipeline.elements import Element, Kind, Structure
from hongtou.pipeline.engine import Selection, run
from hongtou.pipeline.model import Block, Document, Source

ROOT = Path(__file__).resolve().parents[2]
OFFICES = ("jiayuguan-2017", "panshi", "jixi-2007", "xihu-2020", "ganzi")
UP = Kind(True, "请示", "普通", "上行")
PLAN = {"标题": "关于印发管理办法的请示"}
MASTHEAD = {"签发人": "签发人：丁", **PLAN}
FOUR = "起草人：甲\n校对人：乙\n审核人：丙\n签发人：丁"
BROKEN_AND_KEPT: dict[str, tuple[Kind, dict[str, str], dict[str, str]]] = {
    "JYG0001": (UP, {**PLAN, "正文": "妥否，请批示。"}, {**PLAN, "正文": "妥否，请批示。", "附注": FOUR}),
    "JYG0002": (UP, {"附注": FOUR.replace("校对人：乙\n", "")}, {"附注": FOUR}),
    "JYG0003": (UP, {"附注": FOUR.replace("审核人：丙\n", "")}, {"附注": FOUR}),
    "JYG0004": (UP, {**MASTHEAD, "附注": FOUR.replace("\n签发人：丁", "")}, {**MASTHEAD, "附注": FOUR}),
    "JYG0005": (UP, {"正文": "拟成立工作专班。妥否，请批示。"}, {"正文": "根据《防汛条例》，拟成立工作专班。"}),
    "JYG0006": (UP, {"紧急程度": "特急", "正文": "拟拨付资金。"}, {"紧急程度": "特急", "正文": "因须于7月5日前上报省政府，请予审批。"}),
    "JYG0007": (UP, {"正文": "按照市领导交办，现将情况报告如下。"}, {"正文": "按照市领导交办，现报告如下。", "附件说明": "附件：领导批示复印件"}),
    "JYG0008": (UP, {"正文": "市财政局意见不一致。"}, {"正文": "市财政局意见不一致，理由是财力不足，我局建议分年安排。"}),
    "PSH0001": (UP, {**PLAN, "正文": "妥否，请批示。"}, {**PLAN, "正文": "已经市司法局合法性审查。妥否，请批示。"}),
    "JXI0001": (Kind(True, "命令", "命令", None), {"发文机关署名": "副主任　李明"}, {"发文机关署名": "市　长　李明"}),
    "JXI0002": (Kind(True, "通知", "普通", "下行"), {"标题": "批转市教育局关于教学计划的通知"}, {"标题": "关于印发教学计划的通知"}),
    "XHU0001": (UP, {"正文": "两条意见未采纳。"}, {"正文": "两条意见未采纳，原因是与上位法不一致。"}),
    "GZI0001": (UP, {"发文字号": "甘办发〔2026〕8号", "发文机关标志": "甘孜藏族自治州人民政府文件"},
                {"发文字号": "甘办发〔2026〕8号", "发文机关标志": "甘孜藏族自治州人民政府办公室文件"}),
    "GZI0002": (UP, {"发文字号": "甘府发〔2026〕8号", "发文机关标志": "甘孜藏族自治州人民政府办公室文件"},
                {"发文字号": "甘府发〔2026〕8号", "发文机关标志": "甘孜藏族自治州人民政府文件"}),
    "GZI0003": (UP, {"主送机关": "各县人民政府：", "印发机关": "共印150份"}, {"主送机关": "各县人民政府：", "印发机关": "共印158份"}),
}


@pytest.mark.parametrize("name", OFFICES)
def test_a_profile_names_its_office_and_extends_the_standard(name: str) -> None:
    config = load(profile=name)
    assert name in profiles.names()
    assert config.title and config.options.office.name and config.options.office.place


def test_each_house_rule_has_its_two_texts() -> None:
    assert {rule.id for name in OFFICES for rule in load(profile=name).rules} == set(BROKEN_AND_KEPT)


@pytest.mark.parametrize("id", BROKEN_AND_KEPT)
def test_broken_and_kept(id: str) -> None:
    kind, broken, kept = BROKEN_AND_KEPT[id]
    assert id in found(kind, broken)
    assert id not in found(kind, kept)


@pytest.mark.parametrize("title", [
    "关于审定《数据共享管理办法》的请示", "关于印发数据共享管理办法（试行）的请示", "关于报送数据共享实施方案的报告",
    "关于审定《数据共享工作细则（送审稿）》的请示",
])
def test_documents_that_need_the_four_signatures(title: str) -> None:
    assert "JYG0001" in found(UP, {"标题": title, "正文": "妥否，请批示。"})


@pytest.mark.parametrize("title", [
    "关于按照有关规定给予补助的请示", "关于执行数据共享管理办法的报告", "关于数据共享管理办法执行情况的报告",
    "关于解决防汛资金的请示", "关于贯彻落实实施方案的报告",
])
def test_documents_that_only_speak_of_rules_need_none(title: str) -> None:
    assert "JYG0001" not in found(UP, {"标题": title, "正文": "妥否，请批示。"})


def found(kind: Kind, elements: dict[str, str]) -> set[str]:
    lines = [(name, line) for name, text in elements.items() for line in text.split("\n")]
    blocks = tuple(Block(i, "body", line) for i, (_, line) in enumerate(lines))
    document = Document(Source("x", "text", "", 0), blocks)
    made = tuple(Element(name, document, tuple(blocks[i].stripped for i, (n, line) in enumerate(lines) if n == name and line))
                 for name in elements)
    structure = Structure(document, kind, made, tuple(name for name, _ in lines))
    rules = [check for name in OFFICES for check in load(profile=name).house_checks()]
    return {f.rule for f in run(document, structure, rules, Options(), Selection(info=True)).findings}


def test_the_profile_of_the_manual_can_be_read(tmp_path: Path) -> None:
    manual = ROOT / "docs" / "profiles" / "README.md"
    text = manual.read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(text.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    config = load(profile=str(tmp_path / "mine.toml"))
    assert [rule.id for rule in config.rules] == ["YLZ0001"] and config.options.office.place
    assert {name for name in profiles.names() if f"`{name}`" not in text} == set()


def test_the_pages_of_the_offices_are_up_to_date() -> None:
    run_page = subprocess.run([sys.executable, str(ROOT / "tools" / "profile_pages.py"), "--check"], capture_output=True,
                              text=True, check=False)
    assert run_page.returncode == 0, run_page.stdout + run_page.stderr
