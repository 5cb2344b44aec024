"""The rounds as configuration: what may be written, what is refused and how."""

from __future__ import annotations

from pathlib import Path

import pytest
from hongtou.corpora import profiles
from hongtou.pipeline.config import ConfigError, load
from hongtou.pipeline.proof_procedure import Round

OWN = """
[proof]
key = "密钥/本机关.key"
keep = "hashes"
[[proof.round]]
name = "初校"
people = 2
[[proof.round]]
name = "终审"
label = "终审签发"
roles = ["主任"]
apart_from = ["初校"]
"""


def loaded(folder: Path, text: str):
    (folder / "hongtou.toml").write_text(text, "utf8")
    load.cache_clear()
    return load(folder / "hongtou.toml").proof


@pytest.mark.parametrize("name", profiles.names())
def test_every_profile_has_the_rounds_of_the_default(name: str) -> None:
    """嘉政办发〔2017〕109号 二（三）1: 起草人、科室负责人、至少3人唱校；副秘书长或副主任审核、签发."""
    rounds = load(None, name).proof.rounds
    assert [(r.title, r.people) for r in rounds] == [("起草人校对", 1), ("科室负责人校对", 1), ("唱校", 3), ("审核", 1),
                                                     ("签发人审核", 1)]
    assert rounds[3].roles == ("分管副秘书长", "办公室副主任")


def test_an_office_has_rounds_of_its_own(tmp_path: Path) -> None:
    made = loaded(tmp_path, OWN)
    assert made.rounds == (Round("初校", people=2), Round("终审", "终审签发", roles=("主任",), apart_from=("初校",)))
    assert made.keys == (str(tmp_path / "密钥/本机关.key"),) and made.keep == "hashes"
    assert "发文字号" in made.filled_later  # what is not written stays as in the profile
    assert made.approval.name == "终审" and made.find("终审签发") == made.find("终审") != made.find("无")


def test_a_profile_that_extends_nothing_has_the_default_rounds(tmp_path: Path) -> None:
    (tmp_path / "方案.toml").write_text('title = "甲"\n', "utf8")
    assert len(load(None, str(tmp_path / "方案.toml")).proof.rounds) == 5


@pytest.mark.parametrize(("text", "said"), [
    ("proof = 1", "proof"), ("[proof]\nrounds = 1", "是不是“round”"), ("[proof]\nround = []", "至少一个环节"),
    ("[[proof.round]]\npeople = 1", "环节的名称"), ('[[proof.round]]\nname = "复审"', "不能是“复审”"),
    ('[[proof.round]]\nname = "甲"\npeople = 0', "1 到 50"), ('[[proof.round]]\nname = "甲"\npeople = "三"', "整数"),
    ('[[proof.round]]\nname = "甲"\n[[proof.round]]\nname = "甲"', "写了两次"),
    ('[[proof.round]]\nname = "甲"\napart_from = ["乙"]', "不是前面的环节"),
    ('[[proof.round]]\nname = "甲"\nperson = 1', "没有这个设置"), ('[proof]\nkeep = "all"', "auto、text、hashes"),
    ('[proof]\nkey = 5', "proof.key"), ('[proof]\nfilled_later = ["文号"]', "发文字号"),
])
def test_what_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        loaded(tmp_path, text)
