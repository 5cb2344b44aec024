"""The HTML report: self-contained, safe, and showing each finding at its words."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hongtou.pipeline.reports import html
from hongtou.pipeline.review import ElementReport, Failure, Finding, Fix, Location, Review, Skip
from hypothesis import given, settings
from hypothesis import strategies as st

EVIL = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}\x1b\u202e&<!--"


class Tags(HTMLParser):
    """Every tag with its attributes, and the text inside script, style and mark."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "mark": []}
        self.open: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        self.words += data
        if self.open and self.open[-1] in self.inside:
            self.inside[self.open[-1]][-1] += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_nothing_is_fetched(review, failed, clean):
    page = Tags(html.render([review, failed, clean], "0.1.0", "2024年3月5日"))
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "form", "svg"})
    for _, attrs in page.tags:
        assert not {"src", "srcset", "style", "action"} & set(attrs) and not any(a.startswith("on") for a in attrs)
        assert attrs.get("href", "#").startswith("#")
    for style in page.inside["style"]:
        assert "url(" not in style and "@import" not in style


def test_policy_allows_the_two_inlined_parts_and_nothing_else(review):
    page = Tags(html.render([review], "0.1.0"))
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for kind in ("script", "style"):
        assert len(page.inside[kind]) == 1
        digest = b64encode(hashlib.sha256(page.inside[kind][0].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def hostile():
    place = Location("标题", "body", 1, 1, 0, 5, EVIL[:5])
    finding = Finding("HT0001", EVIL, "输入", "error", EVIL, EVIL, place, related=(replace(place, path=EVIL),),
                      fixes=(Fix(EVIL),))
    return Review(EVIL, doc_type=EVIL, layout=EVIL, direction=EVIL, kind_reason=EVIL, lines=(EVIL,), roles=(EVIL,),
                  elements=(ElementReport(EVIL, EVIL, place),), findings=(finding,), notes=(EVIL,),
                  skipped=(Skip("HT0002", EVIL, EVIL),), failures=(Failure("check", "crash", EVIL),), status="partial")


@pytest.mark.parametrize("copies", [1, 2])
def test_hostile_text_stays_text(copies):
    ordinary = html.render([Review("a")] * copies, "0.1.0")
    text = html.render([hostile()] * copies, "0.1.0")
    page = Tags(text)
    assert len(page.all("script")) == len(Tags(ordinary).all("script")) == 1
    assert not page.all("img") and "{{ 7*7 }}" in text
    assert not set(text) & set("\x1b\u202e")
    assert page.words.count("<script>alert(1)</script>") > 5


def test_every_mark_and_card(review):
    text = html.render([review], "0.1.0")
    page = Tags(text)
    assert page.inside["mark"] == ["【2024】", "省人民政府、省应急管理厅", ",", ",", ",", "部份", "进一步", "03月05日"]
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in page.all("a"):
        assert attrs["href"][1:] in ids
    assert len(page.all("article")) == len(review.findings)
    for finding in review.findings:
        assert finding.message in page.words and finding.basis in page.words
    for wanted in ("没有嵌入字体信息", "文件含宏", "认出的要素", "错误 4 处，警告 2 处，提示 1 处"):
        assert wanted in page.words


def test_failed_and_clear_documents_have_their_say(failed, clean):
    words = Tags(html.render([failed, clean], "0.1.0")).words
    assert "文件加了密，请先去掉密码再检查。" in words and "没有发现问题" in words and "目录" in words
    assert "目录" not in Tags(html.render([clean], "0.1.0")).words


def test_a_page_is_the_same_every_time(review):
    assert html.render([review], "0.1.0") == html.render([review], "0.1.0")


spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda p: (min(p), max(p)))


@settings(deadline=None)
@given(st.lists(spans, max_size=5))
def test_marks_may_overlap_and_lose_no_word(places):
    line = "甲乙丙丁戊己庚辛壬癸"
    findings = tuple(Finding("HT0001", "名", "输入", "error", "说", "据", Location(
        None, "body", 1, 1, start, min(end, 10), line[start:end])) for start, end in places if start <= 10)
    page = Tags(html.render([Review("a", lines=(line,), roles=("正文",), findings=findings)], "0.1.0"))
    marked = re.sub(r"[^甲-癸乙丙丁戊己庚辛壬]", "", "".join(page.inside["mark"]))
    wanted = "".join(c for i, c in enumerate(line) if any(s <= i < min(e, 10) for s, e in places if s <= 10))
    assert marked == wanted
