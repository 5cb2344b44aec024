"""A review made by hand that has everything a report must show, and snapshots."""

import os
from pathlib import Path

import pytest
from hongtou.pipeline.model import Box
from hongtou.pipeline.review import ElementReport, Failure, Finding, Fix, Location, Review, Skip

LINES = (
    "某市人民政府文件",
    "×政发【2024】8号",
    "",
    "关于加强安全生产工作的请示",
    "省人民政府、省应急管理厅：",
    "　　为进一步加强安全生产工作,根据上级部署,现将有关事项请示如下。"
    "当前,我市安全生产形势总体平稳，但部份行业领域风险依然突出，一些企业主体责任落实不到位，隐患排查治理不彻底，需要引起高度重视。",
    "　　一、进一步压实责任。各县区、各部门要按照“管行业必须管安全、管业务必须管安全”的要求，把责任落实到岗位。",
    "　　二、妥否，请批示。",
    "某市人民政府",
    "2024年03月05日",
)
ROLES = ("发文机关标志", "发文字号", "", "标题", "主送机关", "正文", "正文", "正文", "发文机关署名", "成文日期")


def at(paragraph, words, element=None, *, page=1, box=None, nth=0):
    """The location of the nth occurrence of ``words`` in a paragraph of LINES."""
    start = -1
    for _ in range(nth + 1):
        start = LINES[paragraph - 1].index(words, start + 1)
    return Location(element or ROLES[paragraph - 1], "body", page, paragraph, start, start + len(words), words, box)


def make():
    """The review."""
    commas = tuple(at(6, ",", nth=n) for n in range(3))
    findings = (
        Finding("HT1001", "天头不合规定", "版面", "error", "天头（上白边）应为37毫米，实为25.4毫米。",
                "GB/T 9704-2012 5.2.1",
                Location(page=1), fingerprint="f0"),
        Finding("HT2014", "发文字号年份未用六角括号", "版头", "error", "发文字号的年份应当用六角括号“〔〕”括入。",
                "GB/T 9704-2012 7.2.5", at(2, "【2024】", box=Box(1, 80.0, 120.2, 97.1, 125.8)),
                fixes=(Fix("〔2024〕"),), fingerprint="f1"),
        Finding("HT5003", "请示主送多个机关", "行文规则", "error", "请示应当只主送一个上级机关。",
                "《条例》第十五条（一）",
                at(5, "省人民政府、省应急管理厅"), related=(at(4, "请示"),), fingerprint="f2"),
        Finding("HT7001", "错别字", "错别字", "error", "“部份”应为“部分”。", "《现代汉语词典》", at(6, "部份"),
                fixes=(Fix("部分"),), confidence=0.98, fingerprint="f3"),
        Finding("HT8001", "中文里用了半角逗号", "标点", "warning", "中文句子里应用全角逗号。", "GB/T 15834-2011 4.4",
                commas[0], fixes=(Fix("，", safe=False),), fingerprint="f4", locations=commas),
        Finding("HT3021", "成文日期月日编了虚位", "主体", "warning", "月、日不编虚位，1不编为01。",
                "GB/T 9704-2012 7.3.5.1",
                at(10, "03月05日"), fixes=(Fix("3月5日"),), fingerprint="f5"),
        Finding("HT7900", "“进一步”用得多", "用语", "info", "“进一步”重复较多。", "写作习惯", at(7, "进一步"),
                experimental=True, fingerprint="f6"),
    )
    elements = tuple(
        ElementReport(role, text.strip("：\u3000"), Location(role, "body", 1, i, 0, len(text), text))
        for i, (text, role) in enumerate(zip(LINES, ROLES, strict=True), 1) if role and role != "正文")
    skipped = (Skip("HT1003", "版心字体", "没有嵌入字体信息，认不出字体"),
               Skip("HT1004", "字号", "没有嵌入字体信息，认不出字体"),
               Skip("HT4005", "页码字号", "只适用于报告"))
    return Review("收文/请示.docx", "ab" * 32, "docx", 3, "reviewed", (), True, "请示", "普通", "上行", "2012", "",
                  elements, findings, skipped, ("文件含宏（VBA）；宏不会运行，也没有检查。",), LINES, ROLES, 0.2134)


@pytest.fixture
def review():
    return make()


@pytest.fixture
def failed():
    return Review("收文/加密.pdf", "cd" * 32, status="failed",
                  failures=(Failure("read", "encrypted", "文件加了密，请先去掉密码再检查。"),))


@pytest.fixture
def clean():
    return Review("收文/通知.docx", "ef" * 32, "docx", 1, official=True, doc_type="通知", layout="普通",
                  direction="下行", standard="2012", lines=("关于……的通知",), roles=("标题",), seconds=0.1)


@pytest.fixture
def snapshot():
    """Compare with the stored report; ``HONGTOU_UPDATE=1`` stores what is given."""
    def compare(name, text):
        path = Path(__file__).parent / "snapshots" / name
        if os.environ.get("HONGTOU_UPDATE"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")
    return compare
