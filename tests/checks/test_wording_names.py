"""Titles of laws: what is a slip of a known title, and what is another title."""

from __future__ import annotations

import datetime

import pytest
from hongtou.checks.wording_names import exact_title, issued
from hongtou.corpora.instruments import law_titles
from hongtou.pipeline.elements import Element, Kind, Structure
from hongtou.pipeline.model import Block, Document, Source, Span

_STATE = "中华人民共和国"


@pytest.mark.parametrize(("written", "right"), [
    ("中华人民共和国保密法", "中华人民共和国保守国家秘密法"),
    ("中华人民共和国招投标法", "中华人民共和国招标投标法"),
    ("中华人民共和国安全生产管理法", "中华人民共和国安全生产法"),
    ("党政机关公文处理工作办法", "党政机关公文处理工作条例"),
    ("中国共产党重大事项请示报告制度条例", "中国共产党重大事项请示报告条例"),
])
def test_slips(written: str, right: str) -> None:
    assert exact_title(written) == right


@pytest.mark.parametrize("title", [
    "中华人民共和国保守国家秘密法", "保守国家秘密法", "中华人民共和国人工智能促进法", "云岭市党政机关公文处理办法", "盐业管理条例",
    "云岭市物业管理条例", "关于加强防汛工作的通知", "中国共产党历史", "中华人民共和国海洋环境保护法",
])
def test_other_titles(title: str) -> None:
    assert exact_title(title) is None


def test_few_real_titles_are_near_another() -> None:
    """Were a title missing from the table, it would be taken for another one in at most 1 case of 25."""
    import hongtou.checks.wording_names as names

    near = 0
    titles = sorted(law_titles())
    for title in titles:
        national = title.startswith(_STATE)
        others = [known for known in names._by_ending()[names._family(title)] if known != title and names._close(
            title.removeprefix(_STATE), known.removeprefix(_STATE), national)]
        near += len(others) == 1
    assert near <= len(titles) / 25


def _structure(**elements: str) -> Structure:
    blocks = tuple(Block(i, "body", text) for i, text in enumerate(elements.values()))
    document = Document(Source("x", "text", "", 0), blocks)
    found = tuple(Element(name, document, (Span(i, 0, len(text)),)) for i, (name, text) in enumerate(elements.items()))
    return Structure(document, Kind(True), found, tuple(elements))


def test_when_a_document_was_issued() -> None:
    assert issued(_structure(成文日期="2026年5月8日", 发文字号="云政发〔2025〕8号")) == datetime.date(2026, 5, 8)
    assert issued(_structure(发文字号="云政发〔2025〕8号", 正文="（云政发〔2019〕1号）")) == datetime.date(2025, 1, 1)
    assert issued(_structure(正文="按照云政发〔2019〕1号、〔2021〕2号执行，到2035年完成。")) == datetime.date(2021, 1, 1)
    assert issued(_structure(正文="到2035年完成。")) is None
