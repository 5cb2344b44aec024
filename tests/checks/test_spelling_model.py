"""The check on top of the spelling model: slips in context, quiet on what is right, protection, the office's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hongtou.checks import spelling_model
from hongtou.corpora.spelling.corrector import MODEL
from hongtou.pipeline import vocabulary
from hongtou.pipeline.check import Options, collect
from hongtou.pipeline.config import load
from hongtou.pipeline.engine import Outcome, Selection, run
from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.settings import ConfigError
from hongtou.pipeline.structure import recognise

needs_model = pytest.mark.skipif(not MODEL.exists(), reason="the model file is not built")


def review(*paragraphs: str, select: str = "HT7050", options: Options | None = None) -> Outcome:
    """The outcome of the selected checks on a text, hints included."""
    blocks = tuple(Block(i, "body", text) for i, text in enumerate(paragraphs))
    document = Document(Source("x", "text", "", 0), blocks)
    checks = list(collect().values())
    return run(document, recognise(document), checks, options or Options(), Selection(select=(select,), info=True))


SLIPS = [
    ("各单位要加强业物培训，提高工作水平。", "业物", "业务"),
    ("大力培育发展大数局产业。", "局", "据"),
    ("积极做好公共服务体糸建设工作。", "糸", "系"),
    ("进一步加大工作力渡，确保任务完成。", "渡", "度"),
    ("坚持依法制国，建设法治政府。", "制", "治"),
    ("各部门要密切配和，形成合力。", "和", "合"),
    ("市委、市政府对此项工作高度重视视。", "视", ""),
]


@needs_model
@pytest.mark.parametrize(("text", "wrong", "right"), SLIPS)
def test_slips_in_context(text: str, wrong: str, right: str) -> None:
    findings = review(text).findings
    assert len(findings) == 1
    found = findings[0]
    assert found.confidence is not None and found.location.start is not None and found.location.end is not None
    fixed = text[: found.location.start] + found.fixes[0].replacement + text[found.location.end:]
    assert fixed == text.replace(wrong, right, 1) and not found.fixes[0].safe


@needs_model
def test_quiet_on_what_is_right_cited_or_listed() -> None:
    assert not review("请将《服务体糸建设工作方案》报市政府。", "“体糸”应当写作“体系”。", "加强督查督办和催办，按时呈报。").findings
    text = "各单位要做好公共服务体糸建设工作。"
    assert review(text).findings
    assert not review(text, options=Options(accept=("体糸",))).findings


@needs_model
def test_which_level_is_meant_is_not_the_models_business() -> None:
    assert not review("我县将按照上级部署抓好落实。", "经研究，我县拟开展试点。", "我镇党委高度重视，我区同意。").findings


def test_a_unit_and_its_head_are_no_repetition() -> None:
    assert spelling_model._unit_and_head("任命为执法大队大队长", 5, 7)
    assert spelling_model._unit_and_head("左权县辽阳镇镇长", 6, 7)
    assert not spelling_model._unit_and_head("高度重视视。", 4, 5)


@needs_model
def test_word_lists_come_first() -> None:
    findings = review("各单位要认真布署，抓好落实。", select="错别字").findings
    assert [f.rule for f in findings] == ["HT7001"]


def test_rejected_words() -> None:
    found = review("请各科股室认真落实。", select="HT7051", options=Options(reject=("科股室=科室",))).findings
    assert [(f.severity, f.location.quote, f.fixes[0].replacement) for f in found] == [("error", "科股室", "科室")]


def test_without_the_model_the_check_is_skipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from hongtou.corpora.spelling import corrector

    monkeypatch.setattr(corrector, "MODEL", tmp_path / "none.bin")
    corrector.corrector.cache_clear()
    try:
        outcome = review("各单位要做好环镜保护工作。")
    finally:
        corrector.corrector.cache_clear()
    assert not outcome.findings and not outcome.failures
    assert [s.rule for s in outcome.skipped] == ["HT7050"] and "模型" in outcome.skipped[0].reason


def test_persons_are_left_alone() -> None:
    assert spelling_model._person("参加人员：  王建囯  李明", 9, 10)
    assert spelling_model._person("会议由王建囯同志主持", 5, 6)
    assert spelling_model._person("办公室主任计继承法违反规定", 5, 6)
    assert not spelling_model._person("各单位要做好环镜保护工作", 7, 8)


def test_word_files(tmp_path: Path) -> None:
    (tmp_path / "词表.txt").write_text("# 说明\n督查件 # 用语\n科股室=科室\n", "utf-8")
    (tmp_path / "hongtou.toml").write_text('[options]\nvocabulary = "词表.txt"\naccept = ["文印"]\n', "utf-8")
    options = load(tmp_path / "hongtou.toml").options
    assert options.accept == ("文印", "督查件") and options.reject == ("科股室=科室",)
    (tmp_path / "坏.toml").write_text('[options]\nreject = ["科室"]\n', "utf-8")
    with pytest.raises(ConfigError, match="错的=对的"):
        load(tmp_path / "坏.toml")
    (tmp_path / "缺.toml").write_text('[options]\nvocabulary = "没有.txt"\n', "utf-8")
    with pytest.raises(ConfigError, match="打不开词表"):
        load(tmp_path / "缺.toml")


@needs_model
def test_learning_what_the_model_does_not_know() -> None:
    texts = [["各科室要及时办理督查件，督查件办结后报督查件台账。", "做好环镜保护工作。"], ["督查件由专人负责。"]]
    learnt = vocabulary.learn(texts)
    assert any("镜" in word for word in learnt)
    assert not review("做好环镜保护工作。", options=Options(accept=learnt)).findings
