"""Drawn lines of a docx: paragraph and table borders, DrawingML and VML, with colour, width and place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hongtou.pipeline.model import Document, Line

Read = Callable[..., Document]
RED_BELOW = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="FF0000"/></w:pBdr>'


def p(text: str, ppr: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def only(document: Document) -> Line:
    assert len(document.lines) == 1
    return document.lines[0]


def test_border_below_a_paragraph(read_docx: Read) -> None:
    line = only(read_docx(p("甲") + p("乙", RED_BELOW)))
    assert (line.origin, line.color, line.block, line.edge, line.red) == ("paragraph", "FF0000", 1, "below", True)
    assert line.width_mm == pytest.approx(12 / 8 * 25.4 / 72, abs=0.01)   # eighths of a point (17.3.4)
    assert line.gap_mm == pytest.approx(4 * 25.4 / 72, abs=0.01)          # points
    assert line.length_mm == pytest.approx(156, abs=0.5)                  # the whole text area


def test_border_is_shortened_by_indents(read_docx: Read) -> None:
    line = only(read_docx(p("乙", RED_BELOW + '<w:ind w:left="567" w:right="567"/>')))
    assert line.length_mm == pytest.approx(136, abs=0.5)


@pytest.mark.parametrize(("border", "color", "compound"), [
    ('w:val="single" w:color="auto"', "000000", "single"), ('w:val="double" w:color="c00000"', "C00000", "double"),
    ('w:val="thickThinSmallGap" w:color="FF0000"', "FF0000", "thickThin"),
    ('w:val="thinThickSmallGap" w:color="FF0000"', "FF0000", "thinThick"),
])
def test_kinds_of_borders(read_docx: Read, border: str, color: str, compound: str) -> None:
    line = only(read_docx(p("甲", f'<w:pBdr><w:bottom w:sz="12" {border}/></w:pBdr>')))
    assert (line.color, line.compound) == (color, compound)


@pytest.mark.parametrize("value", ["nil", "none"])
def test_no_border(read_docx: Read, value: str) -> None:
    assert read_docx(p("甲", f'<w:pBdr><w:bottom w:val="{value}"/></w:pBdr>')).lines == ()


def test_equal_neighbours_share_one_box(read_docx: Read) -> None:
    """17.3.1.24: no line between paragraphs with the same borders."""
    box = '<w:pBdr><w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/></w:pBdr>'
    lines = read_docx(p("甲", box) + p("乙", box) + p("丙")).lines
    assert [(x.block, x.edge) for x in lines] == [(0, "above"), (1, "below")]


def test_border_of_a_style(read_docx: Read) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="R"><w:name w:val="R"/><w:pPr>{RED_BELOW}</w:pPr></w:style>'
    assert only(read_docx(p("甲", '<w:pStyle w:val="R"/>'), styles=styles)).red is True


def table(rows: int, borders: str, cell: str = "") -> str:
    row = f'<w:tr><w:tc><w:tcPr><w:tcW w:w="8844" w:type="dxa"/>{cell}</w:tcPr>{p("格")}</w:tc></w:tr>'
    return (f'<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="8844"/></w:tblGrid>'
            f"{row * rows}</w:tbl>")


TOP = '<w:top w:val="single" w:sz="8" w:color="auto"/>'
BOTTOM = '<w:bottom w:val="single" w:sz="8" w:color="auto"/>'
INSIDE = '<w:insideH w:val="single" w:sz="4" w:color="auto"/>'


def test_table_edges(read_docx: Read) -> None:
    lines = read_docx(table(2, TOP + BOTTOM + INSIDE) + p("后")).lines
    assert [(x.origin, x.block, x.edge) for x in lines] == [("table", 0, "above"), ("table", 0, "below"), ("table", 1, "below")]
    assert [round(x.width_mm or 0, 2) for x in lines] == [0.35, 0.18, 0.35]
    assert all(x.length_mm == pytest.approx(156, abs=0.2) for x in lines)


def test_cell_border_beats_the_tables(read_docx: Read) -> None:
    none = '<w:tcBorders><w:top w:val="nil"/></w:tcBorders>'
    assert [x.edge for x in read_docx(table(1, TOP + BOTTOM, none) + p("后")).lines] == ["below"]


def test_borderless_table_draws_nothing(read_docx: Read) -> None:
    assert read_docx(table(2, "") + p("后")).lines == ()


def drawn(graphic: str, place: str, width: int = 5616000, height: int = 0) -> str:
    return (f'<w:p><w:r><w:drawing><wp:anchor>{place}<wp:extent cx="{width}" cy="{height}"/><a:graphic><a:graphicData>'
            f"<wps:wsp>{graphic}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>")


def pen(color: str, width: int = 22225, compound: str = "") -> str:
    return (f'<wps:spPr><a:prstGeom prst="line"/><a:ln w="{width}"{compound}><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
            "</a:ln></wps:spPr>")


PAGE = ('<wp:positionH relativeFrom="page"><wp:posOffset>1008000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>3600000</wp:posOffset></wp:positionV>')


def test_drawn_line_on_the_page(read_docx: Read) -> None:
    line = only(read_docx(drawn(pen("FF0000"), PAGE)))
    assert (line.origin, line.red, line.x0, line.y) == ("shape", True, pytest.approx(28), pytest.approx(100))
    assert (line.length_mm, line.width_mm) == (pytest.approx(156), pytest.approx(22225 / 36000, abs=0.001))


def test_drawn_line_relative_to_the_margin(read_docx: Read) -> None:
    place = ('<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
             '<wp:positionV relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionV>')
    line = only(read_docx(drawn(pen("FF0000"), place)))
    assert (line.x0, line.y) == (pytest.approx(28, abs=0.1), pytest.approx(37, abs=0.1))


def test_double_line_of_a_letter(read_docx: Read) -> None:
    assert only(read_docx(drawn(pen("FF0000", 57150, ' cmpd="thickThin"'), PAGE))).compound == "thickThin"


def test_line_without_a_pen_is_not_drawn(read_docx: Read) -> None:
    none = '<wps:spPr><a:prstGeom prst="line"/><a:ln w="9525"><a:noFill/></a:ln></wps:spPr>'
    assert read_docx(drawn(none, PAGE)).lines == ()


def test_a_vertical_line_is_none(read_docx: Read) -> None:
    assert read_docx(drawn(pen("FF0000"), PAGE, 0, 5616000)).lines == ()


def vml(shape: str) -> str:
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


@pytest.mark.parametrize(("shape", "length", "weight"), [
    ('<v:line from="0,10pt" to="442.2pt,10pt" strokecolor="red" strokeweight="1.5pt"/>', 156, 0.53),
    ('<v:line from="0,10mm" to="156mm,10mm" strokecolor="#FF0000" strokeweight="2pt"/>', 156, 0.71),
    ('<v:rect style="width:442.2pt;height:2pt" fillcolor="#FF0000" stroked="f"/>', 156, 0.71),
    ('<v:shape type="#_x0000_t32" style="width:442.2pt;height:0" strokecolor="#f00" strokeweight="1pt"/>', 156, 0.35),
])
def test_vml_lines(read_docx: Read, shape: str, length: float, weight: float) -> None:
    line = only(read_docx(vml(shape)))
    assert line.red is True
    assert (line.length_mm, line.width_mm) == (pytest.approx(length, abs=0.1), pytest.approx(weight, abs=0.02))


def test_vml_line_without_stroke(read_docx: Read) -> None:
    assert read_docx(vml('<v:line from="0,0" to="400pt,0" stroked="f"/>')).lines == ()


def test_choice_and_fallback_draw_one_line(read_docx: Read) -> None:
    both = drawn(pen("FF0000"), PAGE).replace("<w:drawing>", '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>').replace(
        "</w:drawing>", '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="442pt,0" strokecolor="red"/></w:pict>'
        "</mc:Fallback></mc:AlternateContent>")
    assert only(read_docx(both)).length_mm == pytest.approx(156)
