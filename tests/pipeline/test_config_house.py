"""House rules: read from TOML, compiled to checks, run by the engine like any other."""

from __future__ import annotations

import pytest
from hongtou.pipeline.check import Options
from hongtou.pipeline.config import ConfigError, load
from hongtou.pipeline.elements import Element, Kind, Structure
from hongtou.pipeline.engine import Selection, run
from hongtou.pipeline.house import compile_rule, parse
from hongtou.pipeline.model import Block, Document, Source

TEXT = ("关于防汛的请示", "省政府：", "贵局同意，请贵局办理。", "（联系人：张三，电话：123）")
ROLES = ("标题", "主送机关", "正文", "附注")


def findings(raw, *, kind=None, lines=TEXT, roles=ROLES):
    rule = parse({"id": "ZZ0001", "message": "不合本单位规定。", **raw}, "hongtou.toml", 1)
    document = Document(Source("x", "text", "", 0), tuple(Block(i, "body", t) for i, t in enumerate(lines)))
    elements = tuple(Element(role, document, (document.blocks[i].stripped,)) for i, role in enumerate(roles) if role)
    structure = Structure(document, kind or Kind(True, "请示", "普通", "上行"), elements, roles)
    return run(document, structure, [compile_rule(rule)], Options(), Selection())


def spans(outcome):
    return [(f.location.paragraph, f.location.start, f.location.end, f.location.quote) for f in outcome.findings]


def test_forbidden_words_are_found_at_each_place():
    outcome = findings({"forbid": {"pattern": "贵局"}, "severity": "error"})
    assert spans(outcome) == [(3, 0, 2, "贵局"), (3, 6, 8, "贵局")]
    assert {(f.rule, f.severity, f.basis, f.message) for f in outcome.findings} == {
        ("ZZ0001", "error", "本单位规定", "不合本单位规定。")}


def test_forbidden_in_one_element_only():
    assert spans(findings({"forbid": {"element": "附注", "pattern": r"\d+"}})) == [(4, 11, 14, "123")]
    assert not findings({"forbid": {"element": "标题", "pattern": "贵局"}}).findings
    assert spans(findings({"forbid": {"element": "附注"}}))[0][0] == 4


def test_words_after_an_element():
    assert spans(findings({"forbid": {"after": "主送机关", "pattern": "三|省政府"}})) == [(4, 6, 7, "三")]
    assert findings({"require": {"after": "主送机关", "pattern": "省政府"}}).findings
    assert not findings({"require": {"after": "标题", "pattern": "省政府"}}).findings
    assert findings({"require": {"after": "版头分隔线", "pattern": "防汛"}}).findings == ()  # not recognised: all counts
    assert not findings({"when": {"has": {"after": "标题", "pattern": "防汛"}}, "forbid": {"pattern": "贵局"}}).findings


@pytest.mark.parametrize("subject", [{"after": "标题"}, {"after": "标题", "element": "正文", "pattern": "甲"},
                                     {"after": "题目", "pattern": "甲"}])
def test_after_goes_with_a_pattern_alone(subject):
    with pytest.raises(ConfigError, match=r"after|题目"):
        findings({"forbid": subject})


def test_required_words():
    good = {"require": {"element": "附注", "pattern": "联系人：.+电话："}}
    assert not findings(good).findings
    bad = findings({"require": {"element": "附注", "pattern": "传真："}})
    assert bad.findings[0].location.quote == TEXT[3]
    missing = findings(good, lines=TEXT[:3], roles=ROLES[:3])
    assert missing.findings[0].location.element == "附注" and missing.findings[0].location.paragraph is None
    assert findings({"require": {"pattern": "妥否"}}).findings
    assert not findings({"require": {"pattern": "请贵局"}}).findings


def test_when_it_applies():
    rule = {"require": {"pattern": "妥否"}, "when": {"doc_type": ["请示", "报告"], "direction": "上行"}}
    assert findings(rule).findings
    skipped = findings(rule, kind=Kind(True, "通知", "普通", "下行"))
    assert not skipped.findings and skipped.skipped[0].reason == "只适用于请示、报告"
    assert not findings(rule, kind=Kind(False)).findings
    assert findings({"forbid": {"pattern": "贵局"}}, kind=Kind(False)).findings


@pytest.mark.parametrize(("raw", "said"), [
    ({"id": "HT0001"}, "自己的字母"),
    ({"id": "zz1"}, "ZZ0001"),
    ({"id": 3}, "大写字母"),
    ({"require": {"pattern": "甲"}}, "只能有一个"),
    ({"forbid": None}, "应当是一个表"),
    ({"forbid": {}}, "element"),
    ({"forbid": {"patern": "甲"}}, "“pattern”"),
    ({"forbid": {"pattern": "甲["}}, "第 2 个字附近"),
    ({"forbid": {"pattern": "甲*"}}, "空的文字也符合"),
    ({"forbid": {"pattern": "甲" * 501}}, "最多 500 个字"),
    ({"forbid": {"element": "标体"}}, "“标题”"),
    ({"when": {"doc_type": "请式"}}, "“请示”"),
    ({"when": {"direction": "向上"}}, "上行"),
    ({"when": {"doctype": "请示"}}, "“doc_type”"),
    ({"severity": "fatal"}, "error"),
    ({"group": "其他"}, "行文规则"),
    ({"message": " "}, "是空的"),
    ({"mesage": "x"}, "“message”"),
])
def test_a_wrong_rule_is_told_in_a_sentence(raw, said):
    whole = {"id": "ZZ0001", "message": "不写甲。", "forbid": {"pattern": "甲"}, **raw}
    with pytest.raises(ConfigError) as caught:
        parse(whole, "hongtou.toml", 1)
    assert said in str(caught.value) and "hongtou.toml" in str(caught.value)


def test_missing_message_and_repeated_id(tmp_path):
    rule = '[[rule]]\nid = "ZZ0001"\nforbid = { pattern = "甲" }\n'
    for text, said in ((rule, "message：没有写"), ((rule + 'message = "x"\n') * 2, "用了两次"),
                       ('rule = "x"', r"\[\[rule\]\]")):
        load.cache_clear()
        (tmp_path / "hongtou.toml").write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match=said):
            load(tmp_path / "hongtou.toml")


def test_a_rule_of_the_profile_is_replaced_by_its_id(tmp_path):
    rule = '[[rule]]\nid = "ZZ0001"\nforbid = {{ pattern = "{0}" }}\nmessage = "不写{0}。"\n'
    (tmp_path / "base.toml").write_text(rule.format("甲"), encoding="utf-8")
    (tmp_path / "hongtou.toml").write_text('extends = "base.toml"\n' + rule.format("乙"), encoding="utf-8")
    load.cache_clear()
    assert [r.pattern for r in load(tmp_path / "hongtou.toml").rules] == ["乙"]


def test_a_rule_that_applies_only_where_something_else_is_there():
    rule = {"when": {"has": {"element": "标题", "pattern": "防汛"}}, "require": {"pattern": "紧急"}}
    assert len(findings(rule).findings) == 1
    rule["when"] = {"has": {"element": "标题", "pattern": "抗旱"}}
    assert not findings(rule).findings
    rule["when"] = {"has": {"element": "抄送机关"}}
    assert not findings(rule).findings
    rule["when"] = {"has": {"pattern": "贵局"}}
    assert len(findings(rule).findings) == 1


def test_a_condition_that_every_text_meets_is_refused():
    with pytest.raises(ConfigError):
        findings({"when": {"has": {"pattern": "x*"}}, "require": {"pattern": "紧急"}})
