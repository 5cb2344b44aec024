"""The showcase: correct documents give nothing, every listed fault is found at its words, in every idiom and format."""

from __future__ import annotations

import json
from pathlib import Path

import hongtou
import pytest
from docbuild import docx
from docbuild.content import Content
from docbuild.docx_idioms import IDIOMS
from docbuild.examples import EXAMPLES
from docbuild.faults import FAULTS, Fault, faulty, points_at
from hongtou.pipeline.review import Review

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples"
LISTED = json.loads((FOLDER / "faulty/faults.json").read_text("utf8"))


def _summary(review: Review) -> list[str]:
    return [f"{f.rule} {f.message} {f.location.quote}" for f in review.findings]


@pytest.mark.parametrize("path", sorted((FOLDER / "correct").iterdir()), ids=lambda p: p.name)
def test_correct_examples_give_nothing(path: Path) -> None:
    review = hongtou.check_file(path)
    assert review.status == "reviewed" and not review.failures
    assert _summary(review) == []


@pytest.mark.parametrize("idiom", IDIOMS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_correct_documents_in_every_idiom_give_nothing(name: str, idiom: str, tmp_path: Path) -> None:
    docx.build(EXAMPLES[name], tmp_path / "x.docx", idiom)
    assert _summary(hongtou.check_file(tmp_path / "x.docx")) == []


def _missed(review: Review, faults: list[dict[str, str]], format: str) -> list[str]:
    wanted = [f for f in faults if f["format"] in ("both", format)]
    return [f["what"] for f in wanted if not any(points_at(x, f["element"], f["quote"]) for x in review.findings)]


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize("name", LISTED)
def test_listed_faults_are_found(name: str, format: str) -> None:
    review = hongtou.check_file(FOLDER / f"faulty/{name}.{format}")
    assert _missed(review, LISTED[name], format) == []
    extra = [f.rule for f in review.findings if not any(points_at(f, x["element"], x["quote"]) for x in LISTED[name])]
    assert len(extra) <= 1, extra


CASES = [(name, fault) for name, faults in FAULTS.items() for fault in faults]


@pytest.mark.parametrize(("name", "fault"), CASES, ids=[f"{n}-{f.what}" for n, f in CASES])
def test_each_fault_alone_is_found(name: str, fault: Fault, tmp_path: Path) -> None:
    """A fault on its own is found where the list says, and brings at most one further finding with it."""
    content, deviations = faulty(EXAMPLES[name], (fault,))
    docx.build(content, tmp_path / "x.docx", "direct", deviations=deviations)
    review = hongtou.check_file(tmp_path / "x.docx")
    found = [f for f in review.findings if points_at(f, fault.element, fault.quote)]
    assert found, _summary(review)
    assert len(review.findings) - len(found) <= 1, _summary(review)


def test_findings_quote_their_lines() -> None:
    """``quote`` is exactly the text at paragraph, start and end of ``hongtou text`` (DESIGN §6)."""
    for path in sorted((FOLDER / "faulty").glob("*.docx")):
        review = hongtou.check_file(path)
        for finding in review.findings:
            place = finding.location
            if place.paragraph is not None:
                assert review.lines[place.paragraph - 1][place.start:place.end] == place.quote


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    content: Content = EXAMPLES["01-通知"]
    docx.build(content, tmp_path / "a.docx", "table")
    docx.build(content, tmp_path / "b.docx", "table")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
