"""Every rule of the content catalogue has a check, a rule of an office's profile, or a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hongtou.corpora import profiles
from hongtou.corpora.tables import rows
from hongtou.pipeline.check import collect
from hongtou.pipeline.config import load

TABLE = tuple(rows("coverage-content.tsv"))
CATALOGUES = {"content-rules.yaml": r"(?m)^- id: (\S+)", "doc-types.yaml": r"\bid: ((?:DT|TI)-[A-Z]+)",
              "fixed-expressions.yaml": r"(?m)^ +- id: (\S+)"}


def _ids() -> set[str]:
    return set(collect()) | {rule.id for name in profiles.names() for rule in load(profile=name).rules}


def test_each_rule_once() -> None:
    names = [row["rule"] for row in TABLE]
    assert len(names) == len(set(names))


def test_a_check_or_a_reason() -> None:
    assert [row["rule"] for row in TABLE if not row["checks"] and not row["reason"]] == []


def test_the_checks_exist() -> None:
    known = _ids()
    assert [(row["rule"], id) for row in TABLE for id in row["checks"].split() if id not in known] == []


def test_what_has_landed_is_no_longer_a_reason() -> None:
    known = _ids()
    assert [(row["rule"], id) for row in TABLE for id in re.findall(r"[A-Z]{2,8}\d{4}", row["reason"]) if id in known] == []


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_rule_of_the_catalogue_is_in_the_table(catalogue: str, samples: Path) -> None:
    found = re.findall(CATALOGUES[catalogue], (samples.parent / "rules" / catalogue).read_text(encoding="utf-8"))
    assert found
    assert sorted(set(found) - {row["rule"] for row in TABLE}) == []
