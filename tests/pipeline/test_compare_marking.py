"""Which characters lack the underline or have it in vain, and what a clerk may mark with a difference or leave."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hongtou.pipeline.compare import compare, plain
from hongtou.pipeline.compare_marking import Marking
from hongtou.pipeline.comparison import to_underline


def found(superior: str, local: str, **rule: bool) -> list[tuple[str, str]]:
    """Faults of a local text whose underlined words stand in _ _."""
    spans, bare = [], []
    for line in local.split("\n"):
        pieces = line.split("_")
        at, underlined = 0, []
        for i, piece in enumerate(pieces):
            if i % 2 and piece:
                underlined.append((at, at + len(piece)))
            at += len(piece)
        spans.append(tuple(underlined))
        bare.append("".join(pieces))
    material = replace(plain("本级", "\n".join(bare)), underlined=tuple(spans))
    marking = Marking(compare([plain("上级", superior)], material), **rule)
    made = list(marking.faults)
    for fault in made:
        line = bare[fault.place.paragraph - 1]
        assert line[fault.place.start:fault.place.end] == fault.place.text
    return [(f.fault, f.place.text) for f in made]


RULE = "第三条　省教育厅应当在15日内办结，按月报送。"

CASES = [
    ("第三条　市教育局_可以_在_10_日内办结，按月报送。", []),
    ("第三条　市教育局可以在_10_日内办结，按月报送。", [("missing", "可以")]),
    # the unit, and the rest of a word, may be marked with it or not
    ("第三条　市教育局应当在_10日内_办结，按月报送。", []),
    ("第三条　市教育局应当在15日内办结，按_季_报送。", []),
    ("第三条　市教育局应当在15日内办结，按_季报_送。", []),
    ("第三条　市教育局应当在15日内办结，按季报送。", [("missing", "季报")]),
    # more than that may not
    ("第三条　_市教育局应当在10日内_办结，按月报送。", [("superfluous", "市教育局应当在")]),
    ("第三条　市教育局应当在15日内办结，_按月报送。_", [("superfluous", "按月报送。")]),
    ("_第五条_　市教育局应当在15日内办结，按月报送。", [("superfluous", "第五条")]),
    # a part of what is new
    ("第三条　市教育局应当在15日内办结_并公示结果_，接受监督，按月报送。", [("partial", "，接受监督")]),
    ("第三条　市教育局应当在15日内办结_，并公示结果，_接受监督，按月报送。", [("partial", "接受监督，")]),
    # marks and blanks do not matter, nor the ordinal of a new provision
    ("第三条　市教育局应当在15日内办结，_并公示结果_，_接受监督_，按月报送。", []),
    ("第三条　市教育局应当在15日内办结，按月报送。\n第四条　_有关单位应当配合调查取证。_", []),
    ("第三条　市教育局应当在15日内办结，按月报送。\n_第四条_　有关单位应当配合调查取证。",
     [("partial", "有关单位应当配合调查取证。")]),
    ("第三条　市教育局应当在15日内办结，按月报送。\n第四条　有关单位应当配合调查取证。", [("missing", "第四条　有关单位应当配合调查取证。")]),
]


@pytest.mark.parametrize(("local", "expected"), CASES, ids=[c[0][4:30] for c in CASES])
def test_faults(local, expected):
    assert found(RULE, local) == expected


def test_dates():
    rule = "第八条　2024年6月底前完成整改。\n第九条　本办法自2023年5月1日起施行。"
    assert found(rule, "第八条　2024年_10_月底前完成整改。\n第九条　本细则自2024年3月1日起施行。") == []
    assert found(rule, "第八条　_2024年10月底前_完成整改。\n第九条　本细则自_2024年3月1日_起施行。") == []
    assert found(rule, "第八条　2024年10月底前完成整改。\n第九条　_本细则_自2024年3月1日起施行。") == [
        ("missing", "10"), ("superfluous", "本细则")]


def test_strict_wants_names_and_ordinals_marked():
    local = "第五条　市教育局应当在15日内办结，按月报送。"
    assert found(RULE, local) == []
    assert found(RULE, local, strict=True) == [("missing", "第五条　市"), ("missing", "局")]
    assert found(RULE, "_第五条　市教育局_应当在15日内办结，按月报送。", agenda=True) == []


def test_marking_what_must_be_marked_leaves_no_fault():
    superior = "第一条　单位应当建档。\n第二条　省教育厅负责督导，每年不少于2次。"
    local = plain("本级", "第一条　单位可以建档，并且联网。\n第三条　市教育局负责督导和评估，每年不少于4次。\n第四条　拒不整改的，予以通报批评。")
    made = compare([plain("上级", superior)], local)
    for strict in (False, True):
        spans: list[list[tuple[int, int]]] = [[] for _ in local.lines]
        for place in to_underline(made, strict=strict):
            spans[place.paragraph - 1].append((place.start, place.end))
        marked = replace(local, underlined=tuple(tuple(s) for s in spans))
        assert Marking(compare([plain("上级", superior)], marked), strict).faults == ()
    assert re.findall("予以通报批评", to_underline(made)[-1].text)


def test_formal_lines_are_left_alone():
    local = replace(plain("本级", "临溪市人民政府文件\n第一条　单位应当建档。"), formal=frozenset({1}),
                    underlined=(((0, 9),), ()))
    made = compare([plain("上级", "第一条　单位应当建档。")], local)
    assert Marking(made, strict=True).faults == ()
    assert made.stretches[0].formal and made.stretches[0].kind == "adapted"
