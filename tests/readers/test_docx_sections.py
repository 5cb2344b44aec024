"""Sections, headers and footers, and approximate pages of a docx."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hongtou.pipeline.model import Document
from hongtou.pipeline.readers import read

Read = Callable[..., Document]
SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'


def p(text: str, ppr: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def sect(inner: str = "") -> str:
    return f"<w:sectPr>{inner}{SIZE}{MARGINS}</w:sectPr>"


def test_page_and_margins_in_millimetres(read_docx: Read) -> None:
    section = read_docx(p("甲") + sect()).sections[0]
    assert (section.width_mm, section.height_mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert [section.top_mm, section.right_mm, section.bottom_mm, section.left_mm] == pytest.approx([37, 26, 35, 28], abs=0.1)
    assert (section.header_mm, section.footer_mm) == (pytest.approx(15, abs=0.1), pytest.approx(17.5, abs=0.1))


def test_grid(read_docx: Read) -> None:
    """17.6.5: charSpace is in 1/4096 pt, on top of the size of the default style."""
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/>'
    section = read_docx(p("甲") + f"<w:sectPr>{SIZE}{MARGINS}{grid}</w:sectPr>", styles=styles).sections[0]
    assert (section.grid, section.line_pitch_pt) == ("linesAndChars", 28.95)
    assert section.char_pitch_pt == pytest.approx(16 - 842 / 4096, abs=0.001)


def test_two_sections_and_where_they_begin(read_docx: Read) -> None:
    sideways = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    document = read_docx(p("一") + p("二", sideways) + p("三") + sect())
    assert [s.first_block for s in document.sections] == [0, 2]
    assert [round(s.width_mm or 0) for s in document.sections] == [297, 210]
    assert [b.section for b in document.blocks] == [0, 0, 1]
    assert document.blocks[2].starts_page is True


def test_continuous_section_starts_no_page(read_docx: Read) -> None:
    document = read_docx(p("一", sect()) + p("二") + sect('<w:type w:val="continuous"/>'))
    assert document.blocks[1].starts_page is False


FOOT = '<w:footerReference w:type="{kind}" r:id="rFooter{n}"/>'


def test_kinds_of_footers(read_docx: Read) -> None:
    refs = FOOT.format(kind="default", n=1) + FOOT.format(kind="even", n=2) + FOOT.format(kind="first", n=3)
    document = read_docx(p("甲") + sect(refs + "<w:titlePg/>"), footer1=p("单"), footer2=p("双"), footer3=p("首"),
                         settings="<w:evenAndOddHeaders/>")
    section = document.sections[0]
    shown = {kind: [document.blocks[i].text for i in blocks] for kind, blocks in section.footers.items()}
    assert shown == {"default": ["单"], "even": ["双"], "first": ["首"]}
    assert (section.title_page, section.even_odd) == (True, True)


def test_a_section_inherits_footers(read_docx: Read) -> None:
    document = read_docx(p("一", sect(FOOT.format(kind="default", n=1))) + p("二") + sect(), footer1=p("页脚"))
    assert document.sections[0].footers["default"] == document.sections[1].footers["default"]
    assert [b.text for b in document.blocks].count("页脚") == 1


def test_page_numbering(read_docx: Read) -> None:
    section = read_docx(p("甲") + sect('<w:pgNumType w:fmt="decimal" w:start="3"/>')).sections[0]
    assert (section.number_start, section.number_format) == (3, "decimal")


def test_explicit_page_break_starts_a_page(read_docx: Read) -> None:
    document = read_docx(p("一") + '<w:p><w:r><w:br w:type="page"/><w:t>二</w:t></w:r></w:p>')
    assert [(b.text, b.starts_page) for b in document.blocks] == [("一", False), ("二", True)]


def test_break_at_the_end_of_a_paragraph(read_docx: Read) -> None:
    document = read_docx('<w:p><w:r><w:t>一</w:t><w:br w:type="page"/></w:r></w:p>' + p("二"))
    assert [(b.text, b.starts_page) for b in document.blocks if b.text] == [("一", False), ("二", True)]


def test_page_break_before(read_docx: Read) -> None:
    assert [b.starts_page for b in read_docx(p("一") + p("二", "<w:pageBreakBefore/>")).blocks] == [False, True]


def test_pages_of_the_last_layout(read_docx: Read) -> None:
    rendered = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r></w:p>"
    document = read_docx(p("一") + rendered.format("二") + p("三") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
                         + rendered.format("四"))
    assert [(b.text, b.page) for b in document.blocks if b.text] == [("一", 1), ("二", 2), ("三", 2), ("四", 3)]
    assert document.page_count == 3


def test_without_a_layout_pages_are_unknown_and_said(read_docx: Read) -> None:
    document = read_docx(p("一") + p("二"))
    assert [b.page for b in document.blocks] == [None, None]
    assert "pages" in document.unknown and document.page_count is None


def test_an_empty_body(read_docx: Read) -> None:
    document = read_docx("")
    assert all(b.blank for b in document.blocks)


def test_strict_namespace(read_docx: Read, tmp_path: Path) -> None:
    """ISO 29500 strict writes other namespaces for the same elements."""
    read_docx(p("甲"))
    source, target = tmp_path / "made.docx", tmp_path / "strict.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                          b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            data = data.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            new.writestr(name, data)
    assert [b.text for b in read(target).blocks] == ["甲"]
