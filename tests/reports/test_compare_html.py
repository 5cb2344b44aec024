"""The comparison as a web page: provisions side by side, every word once, hostile words as text."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

from hongtou.pipeline.compare_marking import Marking
from hongtou.pipeline.comparison import LOCAL, Comparison, Dropped, Place, Side, Stretch
from hongtou.pipeline.reports import compare_html
from hongtou.pipeline.review import Finding, Location, Review
from hypothesis import given, settings
from hypothesis import strategies as st

UPPER = ("省办法", "第三条　省教育局应当在15日内办结。", "", "第四条　予以表彰。", "第五条　由省教育局解释。办法自发布之日起施行。", "— 1 —")
LOCAL_LINES = ("市办法", "", "第三条　市教育局应当在10日内办结，并公开。", "第四条　设立专项资金。", "第五条　由市教育局解释。",
               "第六条　办法自发布之日起施行。")
EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\x1b]0;x\x07\u202e{{ 7*7 }}'


def here(paragraph, words, lines=LOCAL_LINES, document=LOCAL):
    start = lines[paragraph - 1].index(words)
    return Place(document, paragraph, start, start + len(words), words)


def there(paragraph, words):
    return here(paragraph, words, UPPER, 0)


def make(**changes):
    stretches = (
        Stretch("adapted", here(1, "市"), there(1, "省"), formal=True),
        Stretch("same", here(1, "办法"), there(1, "办法"), formal=True),
        Stretch("same", here(3, "第三条　"), there(2, "第三条　"), False),
        Stretch("adapted", here(3, "市"), there(2, "省"), False),
        Stretch("same", here(3, "教育局应当在"), there(2, "教育局应当在"), True),
        Stretch("changed", here(3, "10"), there(2, "15"), False),
        Stretch("same", here(3, "日内办结"), there(2, "日内办结"), False),
        Stretch("new", here(3, "，并"), None, True),
        Stretch("new", here(3, "公开"), None, False),
        Stretch("same", here(3, "。"), there(2, "。"), False),
        Stretch("new", here(4, LOCAL_LINES[3]), None, True),
        Stretch("same", here(5, "第五条　由"), there(5, "第五条　由"), False),
        Stretch("adapted", here(5, "市"), there(5, "省"), False),
        Stretch("same", here(5, "教育局解释。"), there(5, "教育局解释。"), False),
        Stretch("adapted", here(6, "第六条"), there(5, "第五条"), False),
        Stretch("same", here(6, "办法自发布之日起施行。"), there(5, "办法自发布之日起施行。"), False),
    )
    return Comparison(Side("收文/市办法.docx", LOCAL_LINES), (Side("省办法.docx", UPPER),), stretches,
                      (Dropped(there(4, UPPER[3])),), ("上级文件没有附件。",))


def review():
    def finding(rule, name, place, message):
        return Finding(rule, name, "新增标注", "error", message, "据", Location(
            paragraph=place.paragraph, start=place.start, end=place.end, quote=place.text))

    return Review("收文/市办法.docx", findings=(
        finding("HT9302", "下划线：非新增而标注", here(3, "教育局应当在"), "与上级文件相同，不应加下划线。"),
        finding("HT9301", "下划线：新增未标注", here(3, "10"), "这里与上级文件不同，没有加下划线。"),
        Finding("HT7001", "错别字", "错别字", "error", "别处的问题", "据", Location())))


class Page(HTMLParser):
    """Rows as (left paragraphs, right paragraphs), each a list of (class, text); links and ids."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.ids, self.links, self.tags, self.words, self._in = [], [], [], [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        names = (attrs.get("class") or "").split()
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [attrs["href"]] if "href" in attrs else []
        if "pair" in names:
            self.rows.append(([], [], names))
            self._side = -1
        elif "side" in names:
            self._side += 1
        elif tag == "p" and self.rows:
            self.rows[-1][self._side].append([])
        if tag not in ("meta", "br", "img"):
            self._in.append((tag, " ".join(names)))

    def handle_endtag(self, tag):
        if self._in and self._in[-1][0] == tag:
            self._in.pop()

    def handle_data(self, data):
        self.words += data
        if self.rows and any(tag == "p" for tag, _ in self._in) and "legend" not in {name for _, name in self._in}:
            self.rows[-1][self._side][-1].append((self._in[-1][1], data))


def page(comparison=None, found=None, **marking):
    text = compare_html.render(Marking(comparison or make(), **marking), found or review(), "0.1.0", "2026年11月25日")
    return text, Page(text)


def printed(paragraph):
    """The words of a paragraph without numbers, tags and links."""
    return "".join(text for name, text in paragraph if name.split()[:1] not in (["no"], ["tag"], ["chip"], ["rest"]))


def test_provisions_stand_side_by_side():
    _, made = page()
    rows = [([printed(p) for p in left], [printed(p) for p in right]) for left, right, _ in made.rows[1:]]
    assert rows == [
        (["省办法"], ["市办法"]),
        (["第三条　省教育局应当在15日内办结。"], ["第三条　市教育局应当在10日内办结，并公开。"]),
        (["第四条　予以表彰。"], []),
        ([], ["第四条　设立专项资金。"]),
        (["第五条　由省教育局解释。办法自发布之日起施行。"], ["第五条　由市教育局解释。"]),
        (["第五条……办法自发布之日起施行。"], ["第六条　办法自发布之日起施行。"]),
        (["— 1 —"], []),
    ]


def test_what_is_marked_and_how():
    _, made = page()
    left, right, names = made.rows[2]
    assert [(name, text) for name, text in right[0] if name] == [
        ("no", "3"), ("adapted", "市"), ("chip error", "1"), ("u vain", "教育局应当在"), ("chip error", "2"),
        ("tag changed", "改动"), ("changed bare", "10"), ("tag new", "新增"), ("new u", "，并"), ("new", "公开")]
    assert [(name, text) for name, text in left[0] if name] == [
        ("no", "2"), ("adapted", "省"), ("tag changed", "改动"), ("changed", "15")]
    assert "diff" in names
    assert ("dropped", "第四条　予以表彰。") in made.rows[3][0][0] and "alone" in made.rows[3][2]
    assert not any(name for name, _ in made.rows[1][1][0] if name != "no")  # formal words


def test_counts_lists_and_links():
    text, made = page()
    assert re.search(r"新增</span> 2 处.*改动</span> 1 处.*日期</span> 3 处.*规定</span> 1 处", text)
    assert "2 处不对" in text and "别处的问题" not in text and "上级文件没有附件。" in text
    assert len(made.ids) == len(set(made.ids))
    assert {link[1:] for link in made.links} <= set(made.ids) and {"s0-4", "l3", "f2", "q2"} <= {x[1:] for x in made.links}


def test_without_underlines_nothing_is_called_right():
    bare = Comparison(Side("a.txt", ("甲",)), (Side("b.txt", ("乙",)),), (Stretch("new", Place(LOCAL, 1, 0, 1, "甲")),))
    text, _ = page(bare, Review("a.txt"), unknown="纯文本没有下划线")
    assert "没有核对下划线：纯文本没有下划线。" in text and "都对" not in text


def test_the_rule_that_was_asked_for_is_named():
    assert "从严" in page(strict=True)[0] and "会议议题" in page(agenda=True)[0]


def test_several_superior_documents_are_told_apart():
    one = make()
    both = Comparison(one.local, (*one.superiors, Side("部门规章.docx", ("另一条。",))), one.stretches,
                      (*one.dropped, Dropped(Place(1, 1, 0, 4, "另一条。"))))
    text, made = page(both)
    assert "上级文件 2" in text and "上级2第1段" in text and "#s1-1" in made.links
    assert [printed(p) for p in made.rows[1][0]] == ["另一条。"]  # nothing of it is taken: it comes first


def test_the_page_needs_no_network_and_runs_nothing_else():
    text, _ = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1).replace("&#39;", "'")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for kind in ("script", "style"):
        inside = re.findall(f"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        assert len(inside) == 1
        assert f"{kind}-src 'sha256-{b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()}'" in policy
    assert not re.search(r"(src|href)=\"(?!#)", text) and "http" not in text.replace("http-equiv", "")


def test_hostile_text_stays_text():
    place, other = Place(LOCAL, 1, 0, len(EVIL), EVIL), Place(0, 1, 0, len(EVIL), EVIL)
    hostile = Comparison(Side(EVIL, (EVIL,)), (Side(EVIL, (EVIL,)),), (Stretch("changed", place, other, False),),
                         (Dropped(other),), (EVIL,))
    finding = Finding("HT9301", EVIL, "新增标注", "error", EVIL, EVIL, Location(paragraph=1, start=0, end=5, quote=EVIL[:5]))
    text, made = page(hostile, Review(EVIL, findings=(finding,)), unknown=EVIL)
    assert made.tags.count("script") == 1 and "img" not in made.tags and "{{ 7*7 }}" in text
    assert not set(text) & set("\x1b\u202e")


spans = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda p: (min(p), max(p)))


@settings(deadline=None)
@given(st.lists(st.tuples(spans, spans, st.sampled_from(["same", "adapted", "changed", "new"]), st.booleans()), max_size=6),
       st.lists(spans, max_size=3), st.lists(spans, max_size=3))
def test_no_word_is_lost_or_doubled(stretches, dropped, faults):
    line, upper = "甲乙 丙丁戊己庚辛壬", "一二　三四五六七八九"
    made = Comparison(
        Side("a", (line,)), (Side("b", (upper,)),),
        tuple(Stretch(kind, Place(LOCAL, 1, a, b, line[a:b]), None if kind == "new" else Place(0, 1, c, d, upper[c:d]), on)
              for (a, b), (c, d), kind, on in sorted(stretches)),
        tuple(Dropped(Place(0, 1, a, b, upper[a:b])) for a, b in dropped))
    findings = tuple(Finding("HT9301", "名", "新增标注", "error", "说", "据", Location(
        paragraph=1, start=a, end=b, quote=line[a:b])) for a, b in faults)
    _, shown = page(made, Review("a", findings=findings))
    left = [printed(p) for row in shown.rows for p in row[0]]
    right = [printed(p) for row in shown.rows for p in row[1]]
    assert right == [line] and left == [upper]
