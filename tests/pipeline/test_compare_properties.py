"""What holds for any two texts: every printed character is in one stretch, and a text is the same as itself."""

from __future__ import annotations

from hongtou.pipeline.compare import compare, plain
from hongtou.pipeline.comparison import LOCAL, Comparison, to_underline
from hypothesis import given, settings
from hypothesis import strategies as st

_WORDS = st.sampled_from([
    "第三条　", "（一）", "1.", "省教育厅", "市教育局", "本省", "全市", "嘉峪关市", "应当", "可以", "15日", "三十个工作日", "百分之五",
    "2023年5月6日", "甘政办发〔2023〕5号", "《某某办法》", "，", "。", "；", "：", "、", "（", "）", "“", "”", "建立健全制度", "组织实施", "的",
    "县级以上人民政府", " ", "　", "\n", "\t", "a1", "𠮷", "\ue001", "①", "附则", "本办法", "自公布之日起施行",
])
_TEXTS = st.lists(_WORDS, max_size=60).map("".join)
_SOME = settings(max_examples=150, deadline=None)


def _compare(superior: str, local: str) -> Comparison:
    return compare([plain("上级", superior)], plain("本级", local))


@_SOME
@given(_TEXTS, _TEXTS)
def test_stretches_cover_the_text_once(superior, local):
    made = _compare(superior, local)
    covered = [[0] * len(line) for line in made.local.lines]
    order = []
    for stretch in made.stretches:
        place = stretch.local
        assert place.document == LOCAL and place.start < place.end
        assert made.local.lines[place.paragraph - 1][place.start:place.end] == place.text
        order.append((place.paragraph, place.start, place.end))
        for i in range(place.start, place.end):
            covered[place.paragraph - 1][i] += 1
    assert order == sorted(order)
    for line, counts in zip(made.local.lines, covered, strict=True):
        assert all(n == 1 for c, n in zip(line, counts, strict=True) if not c.isspace())
        assert all(n <= 1 for n in counts)


@_SOME
@given(_TEXTS, _TEXTS)
def test_places_quote_their_documents(superior, local):
    made = _compare(superior, local)
    places = [s.counterpart for s in made.stretches if s.counterpart] + [d.superior for d in made.dropped]
    for place in places:
        assert made.superiors[place.document].lines[place.paragraph - 1][place.start:place.end] == place.text
    for place in to_underline(made):
        assert place.text == place.text.strip() and place.text


@_SOME
@given(_TEXTS)
def test_a_text_is_the_same_as_itself(text):
    made = _compare(text, text)
    assert [s for s in made.stretches if s.kind != "same"] == []
    assert made.dropped == ()


@_SOME
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x6000), min_size=1, max_size=80),
       st.text(st.characters(min_codepoint=0x7000, max_codepoint=0x8000), min_size=1, max_size=80))
def test_all_is_new_where_nothing_is_common(superior, local):
    made = _compare(superior, local)
    assert {s.kind for s in made.stretches} == {"new"}
    assert "".join(d.superior.text for d in made.dropped) == superior
