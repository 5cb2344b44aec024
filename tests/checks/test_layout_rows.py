"""Rows, pages and lines of the 版记: the measures that the checks of places share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import hongtou
import pytest
from docbuild import pdf
from docbuild.examples import EXAMPLES
from docbuild.faults import look
from hongtou.checks.page_number_place import blank_page
from hongtou.pipeline import layout
from hongtou.pipeline.elements import Element, Kind, Structure
from hongtou.pipeline.model import Anchor, Block, Cell, Document, Line, Page, ParagraphFormat, Source, VisualLine

SOURCE = Source("x", "pdf", "", 0)


def at(index: int, y: float, page: int = 1, size: float = 5.6) -> Block:
    """A block of one printed character."""
    return Block(index, "body", "字", anchor=Anchor(lines=(VisualLine(0, 1, page, y, y + size, ((28.0, 33.6),)),)))


@pytest.mark.parametrize(("one", "other", "same"), [
    (at(0, 100.0), at(1, 101.0, size=4.9), True),
    (at(0, 100.0), at(1, 110.2), False),
    (at(0, 100.0), at(1, 100.0, page=2), False),
    (Block(0, "body", "文号"), Block(1, "body", "签发人"), False),
    (Block(0, "cell", "文号", cell=Cell(0, 0, 0, 2)), Block(1, "cell", "签发人", cell=Cell(0, 0, 1, 2)), True),
    (Block(0, "cell", "文号", cell=Cell(0, 1, 0, 2)), Block(1, "cell", "签发人", cell=Cell(0, 0, 1, 2)), False),
    (Block(0, "body", "文号"), Block(1, "textbox", "签发人"), None),
    (Block(0, "body", "文号"), Block(1, "body", "签发人", paragraph=ParagraphFormat(framed=True)), None),
])
def test_one_row(one: Block, other: Block, same: bool | None) -> None:
    assert layout.same_row(one, other) is same
    assert layout.same_row(one, one) is True


@pytest.mark.parametrize(("page", "fits"), [
    (Page(1, 210.0, 297.0), True), (Page(1, 215.9, 279.4), False), (Page(1, 297.0, 210.0), False), (Page(1, 210.0, 297.0, True), False),
])
def test_places_are_only_compared_on_upright_a4(page: Page, fits: bool) -> None:
    document = Document(SOURCE, (), pages=(page,))
    assert layout.upright_a4(document, 1) is fits
    assert not layout.upright_a4(document, 2)


def test_lines_of_a_page_from_top_to_bottom_and_empty_pages() -> None:
    document = Document(SOURCE, (at(0, 120.0), at(1, 100.0), at(2, 40.0, page=3)), pages=tuple(Page(n, 210.0, 297.0) for n in (1, 2, 3)))
    pages = layout.page_texts(document)
    assert [(p.number, [b.index for _, b in p.lines]) for p in pages] == [(1, [1, 0]), (2, []), (3, [2])]


def _line(y: float | None = None, color: str = "000000", block: int | None = None, edge: str | None = None) -> Line:
    return Line("paragraph", color, 0.35, 156.0, block=block, edge=edge, page=1, y=y)  # type: ignore[arg-type]


@pytest.mark.parametrize(("line", "between"), [
    (_line(107.0), True), (_line(99.0), False), (_line(block=0, edge="below"), True), (_line(block=1, edge="above"), True),
    (_line(block=1, edge="below"), False),
])
def test_a_line_between_two_rows(line: Line, between: bool) -> None:
    document = Document(SOURCE, (at(0, 100.0), at(1, 110.0)), lines=(line,))
    assert layout.line_between(document, *document.blocks) is between


def test_red_lines_of_the_colophon_are_asked_for() -> None:
    blocks = (at(0, 230.0), at(1, 250.0))
    red, black, far = _line(248.0, "FF0000"), _line(257.0), _line(100.0)
    document = Document(SOURCE, blocks, lines=(red, black, far))
    elements = tuple(Element(name, document, (b.stripped,)) for name, b in zip(("抄送机关", "印发日期"), blocks, strict=True))
    structure = Structure(document, Kind(True), elements, ("抄送机关", "印发日期"))
    assert layout.colophon_lines(structure) == [black]
    assert layout.colophon_lines(structure, red=True) == [red]


def test_page_numbers_are_not_measured_on_other_paper(tmp_path: Path) -> None:
    """Their place is told from the edges of A4: on other paper the checks are skipped with the reason."""
    path = tmp_path / "x.pdf"
    letter = (look("页面", "width_mm", 216.0), look("页面", "height_mm", 280.0))
    pdf.build(EXAMPLES["01-通知"], path, deviations=(*letter, look("页码", "align", "center")))
    review = hongtou.check_file(path, info=True)
    assert {"HT1001"} <= {f.rule for f in review.findings}
    assert not {"HT4023", "HT4024", "HT4035", "HT4027"} & {f.rule for f in review.findings}
    assert {"HT4023", "HT4024", "HT4035"} <= {s.rule for s in review.skipped}


@pytest.mark.parametrize(("numbered", "told"), [((1, 2), "空白页"), ((1, 3), "版记页"), ((1,), None)])
def test_neither_a_blank_page_nor_the_colophon_after_it_is_numbered(numbered: tuple[int, ...], told: str | None) -> None:
    body, printed = at(0, 100.0), at(1, 255.0, page=3)
    feet = tuple(replace(at(2 + i, 266.5, page), text=str(page), part="footer", kind="page_number") for i, page in enumerate(numbered))
    document = Document(SOURCE, (body, printed, *feet), pages=tuple(Page(n, 210.0, 297.0) for n in (1, 2, 3)))
    elements = tuple(Element(name, document, (b.stripped,)) for name, b in (("正文", body), ("印发日期", printed)))
    structure = Structure(document, Kind(True), elements, ("正文", "印发日期", *(None for _ in feet)))
    found = list(blank_page(document, structure))
    assert [told in problem.message for problem in found] == ([] if told is None else [True])
