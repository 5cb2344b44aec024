"""Running headers and footers of a PDF are kept apart from the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docbuild import pdf
from docbuild.examples import EXAMPLES
from hongtou.pipeline.readers import pdf as reader
from hongtou.pipeline.readers import read
from hongtou.pipeline.readers.errors import ReadError
from hongtou.pipeline.readers.page_printed import Printed
from hongtou.pipeline.readers.page_running import take_running

A4 = 297.0


def line(text: str, base: float, page: int = 1) -> Printed:
    edges = [(28.0 + 5 * i, 33.0 + 5 * i) for i in range(len(text))]
    return Printed(page, text, edges, [], base, 10.5)


def pages(count: int, head: str = "云岭市年鉴 {n}", at: float = 20.0) -> list[list[Printed]]:
    return [[line(head.format(n=n), at, n), line(f"第{n}页的正文一行", 60.0 + n, n)] for n in range(1, count + 1)]


def test_lines_that_come_back_at_the_top_are_headers() -> None:
    flow = pages(4)
    taken = take_running(flow, A4)
    assert [(p.part, p.lines[0].text) for p in taken] == [("header", f"云岭市年鉴 {n}") for n in range(1, 5)]
    assert [[x.text for x in lines] for lines in flow] == [[f"第{n}页的正文一行"] for n in range(1, 5)]


def test_at_the_foot_they_are_footers() -> None:
    assert [p.part for p in take_running(pages(3, at=285.0), A4)] == ["footer"] * 3


@pytest.mark.parametrize("flow", [
    pages(2),                                                       # twice is no habit
    pages(4, at=60.0),                                              # in the type area
    [[line(text, 20.0, n)] for n, text in enumerate("甲乙丙丁", 1)],  # other words on each page
])
def test_everything_else_is_text(flow: list[list[Printed]]) -> None:
    before = [[x.text for x in lines] for lines in flow]
    assert take_running(flow, A4) == []
    assert [[x.text for x in lines] for lines in flow] == before


def test_a_document_has_none(tmp_path: Path) -> None:
    for name in EXAMPLES:
        pdf.build(EXAMPLES[name], tmp_path / "a.pdf")
        assert not [b.text for b in read(tmp_path / "a.pdf").blocks if b.part == "header"], name


def test_what_was_read_in_time_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.build(EXAMPLES["01-通知"], tmp_path / "a.pdf")
    pages_read = []

    def slow(page: object, *rest: object) -> object:
        if len(pages_read) == 1:
            raise ReadError("timeout", "读得太慢")
        pages_read.append(page)
        return original(page, *rest)  # type: ignore[arg-type]

    original = reader.read_page
    monkeypatch.setattr(reader, "read_page", slow)
    with pytest.raises(ReadError):
        read(tmp_path / "a.pdf")
    pages_read.clear()
    monkeypatch.setattr(reader, "ENOUGH_PAGES", 1)
    document = read(tmp_path / "a.pdf")
    assert len(document.pages) == 1 < (document.page_count or 0)
    assert any("只检查了前 1 页" in note for note in document.notes)
