"""Every rule of the format catalogue has a check or a written reason, in every format in which it can be seen."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

import hongtou
import pytest
from docbuild import ofd as builder
from docbuild.examples import EXAMPLES
from hongtou.corpora.tables import rows
from hongtou.pipeline.check import collect
from hongtou.pipeline.readers import docx, ofd, pdf, text

ROOT = Path(__file__).resolve().parents[2]
TABLE = rows("coverage.tsv")
CHECKS = collect()
FORMATS = ("docx", "pdf", "ofd", "text")


def _generator() -> ModuleType:
    """tools/coverage.py, loaded by path: a library has the same name."""
    spec = importlib.util.spec_from_file_location("rule_coverage", ROOT / "tools" / "coverage.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _catalogue() -> dict[str, tuple[str, set[str]]]:
    """Rule → clause and formats, from the development material; the test is skipped, visibly, where it is absent."""
    path = Path(os.environ.get("HONGTOU_SHARED", ROOT.parent / "shared")) / "rules" / "format-rules.yaml"
    if not path.is_file():
        pytest.skip("rule catalogue absent (set HONGTOU_SHARED)")
    found: dict[str, tuple[str, set[str]]] = {}
    for entry in re.split(r"(?m)^- id: ", path.read_text("utf8").split("\nrules:\n", 1)[1])[1:]:
        clause = re.search(r"(?m)^  clause: (.*)$", entry)
        able = re.search(r"(?m)^  checkable_in: \[(.*)\]$", entry)
        assert clause and able, entry[:40]
        found[entry.split("\n", 1)[0].strip()] = clause[1].strip("'"), set(able[1].split(", ")) - {"none"}
    return found


def test_every_rule_of_the_catalogue_is_accounted_for() -> None:
    catalogue = _catalogue()
    assert len(catalogue) > 150
    assert {r["rule"]: (r["clause"], set(r["checkable"].split())) for r in TABLE} == catalogue


def test_rules_are_listed_once() -> None:
    assert len({r["rule"] for r in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["rule"])
def test_a_rule_has_a_check_or_a_reason_in_every_format(row: dict[str, str]) -> None:
    able, done = set(row["checkable"].split()), set(row["formats"].split())
    assert able <= set(FORMATS) and done <= able
    assert bool(done) == bool(row["checks"])
    assert row["reason"] or (done == able and done)


def test_named_checks_exist_and_every_check_of_the_format_groups_is_named() -> None:
    named = {id for r in TABLE for id in r["checks"].split()}
    assert named <= set(CHECKS)
    format_checks = {id for id, made in CHECKS.items() if made.group in ("版面", "版头", "主体", "版记") and "2012" in made.standards}
    assert format_checks <= named, "the rules that they look at are missing in corpora/coverage.tsv"


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What each reader cannot tell of a good file."""
    good = ROOT / "examples" / "correct"
    folder = tmp_path_factory.mktemp("good")
    plain, fixed = folder / "x.txt", folder / "x.ofd"
    builder.build(EXAMPLES["03-报告"], fixed)
    plain.write_text("\n".join(hongtou.check_file(good / "03-报告.docx").lines), "utf8")
    printed = set(pdf.read(next(iter(sorted(good.glob("*.pdf"))))).unknown)
    return {"docx": set(docx.read(good / "03-报告.docx").unknown), "pdf": printed, "ofd": set(ofd.read(fixed).unknown),
            "text": set(text.read(plain).unknown)}


@pytest.mark.parametrize("row", [r for r in TABLE if r["checks"]], ids=lambda row: row["rule"])
def test_a_claimed_format_tells_one_check_what_it_needs(row: dict[str, str], unknown: dict[str, set[str]]) -> None:
    made = [CHECKS[id] for id in row["checks"].split()]
    for name in row["formats"].split():
        assert any(not unknown[name] & set(one.needs) for one in made), f"{name}: all of {row['checks']} are skipped"


def test_the_page_is_up_to_date() -> None:
    generator = _generator()
    assert generator.PAGE.read_text("utf8") == generator.page(), "run: python tools/coverage.py"


def test_planted_departures_name_their_checks() -> None:
    assert set(_generator().planted()) <= set(CHECKS)
