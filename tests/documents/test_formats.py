"""The same document as docx, PDF and OFD: the same elements and findings, apart from what only one of them can tell."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import hongtou
import pytest
from docbuild import docx, ofd, pdf
from docbuild.examples import EXAMPLES
from docbuild.examples_more import MORE_CORRECT
from docbuild.faults import FAULTS, Fault, faulty
from docbuild.faults_more import MORE
from hongtou.pipeline.review import Review

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = {**EXAMPLES, **MORE_CORRECT}
CASES = [(name, fault) for name in DOCUMENTS
         for fault in (None, *(f for f in (*FAULTS.get(name, ()), *MORE.get(name, ())) if f.format == "both"))]


def only_one() -> set[str]:
    """The rules that docs/coverage.md lists as told by one kind of file alone."""
    spec = importlib.util.spec_from_file_location("rule_coverage", ROOT / "tools" / "coverage.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {made.id for kind in module.ONLY for made in module.only(kind)}


ONE_TELLS = only_one()


def elements(review: Review) -> set[tuple[str, str]]:
    """Names and words without white space. Page numbers are written once in a docx; of a joint mark the words stand in rows."""
    words = {(e.name, re.sub(r"\s", "", e.text)) for e in review.elements if e.name != "页码"}
    return {(name, "".join(sorted(text)) if name == "发文机关标志" else text) for name, text in words}


def findings(review: Review) -> set[tuple[str, str]]:
    return {(f.rule, f.location.element or "") for f in review.findings if f.rule not in ONE_TELLS}


@pytest.mark.parametrize(("name", "fault"), CASES, ids=[f"{n}-{f.what if f else '正确'}" for n, f in CASES])
def test_all_formats_say_the_same(name: str, fault: Fault | None, tmp_path: Path) -> None:
    content, deviations = (DOCUMENTS[name], ()) if fault is None else faulty(DOCUMENTS[name], (fault,))
    docx.build(content, tmp_path / "x.docx", deviations=deviations)
    pdf.build(content, tmp_path / "x.pdf", deviations=deviations, fonts="names")
    ofd.build(content, tmp_path / "x.ofd", deviations=deviations, fonts="names")
    word, portable, national = (hongtou.check_file(tmp_path / f"x.{kind}") for kind in ("docx", "pdf", "ofd"))
    assert elements(word) == elements(portable) == elements(national)
    assert findings(word) == findings(portable) == findings(national)
