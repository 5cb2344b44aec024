"""The showcase as OFD: correct documents give nothing, faults are found, and a PDF of the same pages says the same."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import hongtou
import pytest
from docbuild import ofd, pdf
from docbuild.examples import EXAMPLES
from docbuild.examples_more import MORE_CORRECT
from docbuild.faults import FAULTS, faulty, points_at
from docbuild.pdf_faces import FONT_NAMES, Idiom
from hongtou.pipeline.model import Document
from hongtou.pipeline.readers import read
from hongtou.pipeline.review import Review

IDIOMS: tuple[Idiom, ...] = tuple(FONT_NAMES)
CORRECT = {**EXAMPLES, **MORE_CORRECT}


def elements(review: Review) -> list[tuple[str, str]]:
    return [(e.name, e.text) for e in review.elements]


@pytest.mark.parametrize(("name", "idiom"), list(zip(CORRECT, cycle(IDIOMS), strict=False)))
def test_correct_documents_give_nothing(name: str, idiom: Idiom, tmp_path: Path) -> None:
    ofd.build(CORRECT[name], tmp_path / "x.ofd", idiom=idiom)
    review = hongtou.check_file(tmp_path / "x.ofd")
    assert (review.status, review.format, review.failures) == ("reviewed", "ofd", ())
    assert [(f.rule, f.message) for f in review.findings] == []
    assert review.doc_type == CORRECT[name].doc_type


@pytest.mark.parametrize("idiom", IDIOMS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_pages_as_pdf_are_read_the_same(name: str, idiom: Idiom, tmp_path: Path) -> None:
    ofd.build(EXAMPLES[name], tmp_path / "x.ofd", idiom=idiom)
    pdf.build(EXAMPLES[name], tmp_path / "x.pdf", idiom=idiom)
    one, two = read(tmp_path / "x.ofd"), read(tmp_path / "x.pdf")
    assert [b.text for b in one.blocks] == [b.text for b in two.blocks]
    assert [(b.part, b.kind, b.page, b.paragraph.alignment) for b in one.blocks] == \
        [(b.part, b.kind, b.page, b.paragraph.alignment) for b in two.blocks]
    assert _far_apart(one, two) < 0.1
    assert [(x.color, x.compound, x.block) for x in one.lines] == [(x.color, x.compound, x.block) for x in two.lines]
    assert all(abs((a.y or 0) - (b.y or 0)) < 0.1 and abs((a.width_mm or 0) - (b.width_mm or 0)) < 0.02
               for a, b in zip(one.lines, two.lines, strict=True))
    assert [(p.page, p.seal) for p in one.pictures] == [(p.page, p.seal) for p in two.pictures]
    reviews = [hongtou.check_file(tmp_path / f"x.{format}") for format in ("ofd", "pdf")]
    assert elements(reviews[0]) == elements(reviews[1])
    assert [review.findings for review in reviews] == [(), ()]


def _far_apart(one: Document, two: Document) -> float:
    """The largest distance in mm between the same edge of the same character."""
    lines = [(a, b) for x, y in zip(one.blocks, two.blocks, strict=True)
             for a, b in zip(x.anchor.lines, y.anchor.lines, strict=True)]
    places = [(p, q) for a, b in lines for p, q in zip(a.edges, b.edges, strict=True)]
    return max(max(abs(p[0] - q[0]), abs(p[1] - q[1])) for p, q in places) + max(abs(a.y0 - b.y0) for a, b in lines)


CASES = [(name, index) for name, faults in FAULTS.items() for index, fault in enumerate(faults)
         if fault.format == "both"]


@pytest.mark.parametrize(("name", "index"), CASES, ids=[f"{n}-{FAULTS[n][i].what}" for n, i in CASES])
def test_each_fault_alone_is_found(name: str, index: int, tmp_path: Path) -> None:
    fault = FAULTS[name][index]
    content, deviations = faulty(EXAMPLES[name], (fault,))
    ofd.build(content, tmp_path / "x.ofd", deviations, idiom=IDIOMS[index % len(IDIOMS)])
    review = hongtou.check_file(tmp_path / "x.ofd")
    found = [f for f in review.findings if points_at(f, fault.element, fault.quote)]
    assert found, [(f.rule, f.message) for f in review.findings]
    assert len(review.findings) - len(found) <= 1, [(f.rule, f.message) for f in review.findings]


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        ofd.build(EXAMPLES["02-请示"], tmp_path / f"{name}.ofd", idiom="wps")
    assert (tmp_path / "a.ofd").read_bytes() == (tmp_path / "b.ofd").read_bytes()
