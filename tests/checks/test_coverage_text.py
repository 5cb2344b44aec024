"""Every rule about marks, numbers and consistency has a check that exists, or a reason why it has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hongtou.corpora.tables import rows
from hongtou.pipeline.check import collect

ROWS = rows("coverage-text.tsv")


def test_each_rule_is_named_once_with_checks_or_a_reason() -> None:
    assert len({row["rule"] for row in ROWS}) == len(ROWS)
    assert [row["rule"] for row in ROWS if bool(row["checks"]) == bool(row["reason"])] == []


def test_the_checks_exist() -> None:
    known = collect()
    assert [(row["rule"], id) for row in ROWS for id in row["checks"].split() if id not in known] == []


@pytest.mark.parametrize(("catalogue", "pattern"), [
    ("punctuation-rules.yaml", r"^- (?:\{)?id: ([\w.-]+)"),
    ("content-rules.yaml", r"^- (?:\{)?id: ((?:P-PUNC|N-NUM|Q-CONS)-\d+)"),
])
def test_no_rule_of_the_catalogue_is_left_out(samples: Path, catalogue: str, pattern: str) -> None:
    text = (samples.parent / "rules" / catalogue).read_text(encoding="utf-8")
    wanted = re.findall(pattern, text, re.MULTILINE)
    assert len(wanted) > 20
    assert sorted(set(wanted) - {row["rule"] for row in ROWS}) == []
