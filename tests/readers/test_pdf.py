"""The PDF reader against documents whose true geometry is known."""

import pytest
from docbuild import pdf
from docbuild.examples import EXAMPLES
from hongtou.pipeline.readers import read


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def document(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    pdf.build(EXAMPLES[request.param], path)
    return read(path)


def test_every_character_has_its_place_and_format(document):
    for block in document.blocks:
        assert sum(len(line.edges) for line in block.anchor.lines) == len(block.text)
        assert "".join(block.text[r.start:r.end] for r in block.runs) == block.text
        assert all(left <= right for line in block.anchor.lines for left, right in line.edges)


def test_page_numbers_are_last_and_no_text(document):
    kinds = [b.kind for b in document.blocks]
    assert kinds == sorted(kinds, key=lambda kind: kind == "page_number")
    assert all(b.part == "footer" and not b.page_field for b in document.blocks if b.kind == "page_number")


def test_no_space_within_running_chinese(document):
    assert not any(" " in b.text.strip() for b in document.main_blocks if len(b.anchor.lines) > 2)


def test_what_can_be_measured_is_known(document):
    assert not {"geometry", "lines", "font", "size", "color", "pages"} & set(document.unknown)
    assert document.page_count == len(document.pages)
    assert abs(document.pages[0].width_mm - 210) < 0.5
