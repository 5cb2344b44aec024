"""Correct documents of further 文种 give no finding, not even a hint that concerns their wording."""

from __future__ import annotations

from pathlib import Path

import hongtou
import pytest
from docbuild import docx, pdf
from docbuild.examples_more import MORE_CORRECT

PRACTICE = {"HT1008", "HT2022", "HT6008"}
"""Hints on practice: a 议案 usually bears no 签发人 (the example has one, as some councils ask); one idiom sets no grid;
whether a document is public need not be printed on it."""


@pytest.mark.parametrize("idiom", ["direct", "styles", "textbox"])
@pytest.mark.parametrize("name", MORE_CORRECT)
def test_as_docx(name: str, idiom: str, tmp_path: Path) -> None:
    docx.build(MORE_CORRECT[name], tmp_path / "x.docx", idiom)
    review = hongtou.check_file(tmp_path / "x.docx", info=True)
    assert [(f.rule, f.message) for f in review.findings if f.rule not in PRACTICE] == []
    assert review.doc_type == MORE_CORRECT[name].doc_type
    assert next(e.text for e in review.elements if e.name == "标题") == "".join(MORE_CORRECT[name].title)


@pytest.mark.parametrize("name", MORE_CORRECT)
def test_as_pdf(name: str, tmp_path: Path) -> None:
    """Fonts are by name here, so that nothing but their absence (HT1013) is to be said."""
    pdf.build(MORE_CORRECT[name], tmp_path / "x.pdf", fonts="names")
    review = hongtou.check_file(tmp_path / "x.pdf")
    assert {f.rule for f in review.findings} <= {"HT1013"}
    assert next(e.text for e in review.elements if e.name == "标题") == "".join(MORE_CORRECT[name].title)
