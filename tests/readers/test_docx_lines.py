"""Drawn lines: paragraph borders, shapes in DrawingML and VML, thin rectangles and pictures (GB/T 9704-2012 7.2.7)."""

import pytest

PT = 25.4 / 72
RED = "FF0000"
THEME = ('<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
         '<a:accent1><a:srgbClr val="C00000"/></a:accent1></a:clrScheme><a:fmtScheme name="x"><a:lnStyleLst>'
         '<a:ln w="6350"/><a:ln w="12700"/></a:lnStyleLst></a:fmtScheme></a:themeElements></a:theme>')


def edge(name: str = "bottom", sz: int = 12, style: str = "single", space: int = 11, color: str = RED) -> str:
    return f'<w:{name} w:val="{style}" w:sz="{sz}" w:space="{space}" w:color="{color}"/>'


def bordered(docx, *edges: str, text: str = "字", ppr: str = "") -> str:
    return docx.p(text, ppr=f"<w:pBdr>{''.join(edges)}</w:pBdr>{ppr}", rpr='<w:sz w:val="32"/>')


def drawn(docx, body: str, **more: str) -> list[tuple[int | None, str | None]]:
    return [(x.block, x.edge) for x in docx.read(body, **more).lines]


# --- paragraph borders -----------------------------------------------------------------------------------------------


def test_a_border_in_eighths_of_a_point_its_gap_in_points(docx):
    (line,) = docx.read(bordered(docx, edge())).lines
    assert (line.origin, line.color, line.red, line.compound) == ("paragraph", RED, True, "single")
    assert (line.block, line.edge) == (0, "below")
    assert line.width_mm == pytest.approx(1.5 * PT, abs=0.001)
    assert line.gap_mm == pytest.approx(11 * PT, abs=0.01)
    assert line.length_mm == pytest.approx(156, abs=0.1)  # 210 − 28 − 26


def test_the_border_keeps_the_indents(docx):
    indented = bordered(docx, edge(), ppr='<w:ind w:left="320" w:right="640" w:firstLine="640"/>')
    assert docx.read(indented).lines[0].length_mm == pytest.approx(156 - 3 * 16 * PT, abs=0.1)
    hanging = bordered(docx, edge(), ppr='<w:ind w:left="640" w:hanging="640"/>')
    assert docx.read(hanging).lines[0].length_mm == pytest.approx(156, abs=0.1)


@pytest.mark.parametrize(("style", "compound"), [
    ("single", "single"), ("thick", "single"), ("dashed", "single"), ("double", "double"), ("triple", "triple"),
    ("thickThinSmallGap", "thickThin"), ("thinThickMediumGap", "thinThick"), ("thinThickThinLargeGap", "triple"),
])
def test_border_styles(docx, style, compound):
    assert docx.read(bordered(docx, edge(style=style))).lines[0].compound == compound


@pytest.mark.parametrize("style", ["nil", "none"])
def test_a_border_that_is_switched_off(docx, style):
    assert docx.read(bordered(docx, edge(style=style))).lines == ()


def test_colours_of_borders(docx):
    auto = bordered(docx, edge(color="auto"))
    themed = bordered(docx, '<w:bottom w:val="single" w:sz="8" w:color="00FF00" w:themeColor="accent1"/>')
    assert docx.read(auto).lines[0].color == "000000"
    assert docx.read(themed, theme=THEME).lines[0].color == "C00000"


def test_adjoining_paragraphs_with_equal_borders_are_in_one_box(docx):
    box = (edge("top"), edge("bottom"))
    assert drawn(docx, bordered(docx, *box) * 3) == [(0, "above"), (2, "below")]


def test_between_is_drawn_inside_the_box_alone(docx):
    box = (edge("top"), edge("bottom"), edge("between"))
    assert drawn(docx, bordered(docx, *box)) == [(0, "above"), (0, "below")]
    assert sorted(drawn(docx, bordered(docx, *box) * 2)) == [(0, "above"), (1, "above"), (1, "below")]


@pytest.mark.parametrize("other", [edge("bottom", sz=8), edge("bottom", color="auto"), edge("bottom", space=1),
                                   edge("bottom", style="double")])
def test_paragraphs_with_different_borders_each_draw_their_own(docx, other):
    assert drawn(docx, bordered(docx, edge("bottom")) + bordered(docx, other)) == [(0, "below"), (1, "below")]


def test_a_paragraph_without_borders_parts_two_boxes(docx):
    body = bordered(docx, edge()) + docx.p("字") + bordered(docx, edge())
    assert drawn(docx, body) == [(0, "below"), (2, "below")]


def test_other_indents_part_two_boxes(docx):
    body = bordered(docx, edge()) + bordered(docx, edge(), ppr='<w:ind w:left="640"/>')
    assert drawn(docx, body) == [(0, "below"), (1, "below")]


def test_paragraphs_in_two_cells_or_around_a_table_do_not_adjoin(docx):
    one = bordered(docx, edge())
    table = f"<w:tbl><w:tr><w:tc>{one}</w:tc><w:tc>{one}</w:tc></w:tr></w:tbl>"
    assert drawn(docx, one + table + one) == [(i, "below") for i in range(4)]


def test_a_text_box_between_does_not_part_a_box(docx):
    with_box = docx.p(docx.box(docx.p("框")), "字", ppr=f"<w:pBdr>{edge()}</w:pBdr>", rpr='<w:sz w:val="32"/>')
    assert drawn(docx, bordered(docx, edge()) + with_box) == [(2, "below")]


def test_edges_are_inherited_one_by_one(docx):
    styles = (f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:pBdr>{edge("top")}{edge("bottom")}'
              "</w:pBdr></w:pPr></w:style>")
    body = docx.p("字", ppr=f'<w:pStyle w:val="S"/><w:pBdr>{edge("bottom", style="nil")}</w:pBdr>')
    assert drawn(docx, body, styles=styles) == [(0, "above")]


def test_the_border_of_an_empty_paragraph_is_a_line(docx):
    document = docx.read(docx.p("字") + docx.p(ppr=f"<w:pBdr>{edge()}</w:pBdr>"))
    assert (document.blocks[1].text, document.lines[0].block) == ("", 1)


def test_the_border_stands_below_the_last_line_of_a_broken_paragraph(docx):
    body = docx.p("上", "<w:r><w:br/></w:r>", "下", ppr=f"<w:pBdr>{edge('top')}{edge()}</w:pBdr>")
    assert drawn(docx, body) == [(0, "above"), (1, "below")]


# --- DrawingML -------------------------------------------------------------------------------------------------------


def position(axis: str, base: str, offset_mm: float | None = None, align: str = "") -> str:
    inner = f"<wp:align>{align}</wp:align>" if align else f"<wp:posOffset>{round((offset_mm or 0) * 36000)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="{base}">{inner}</wp:position{axis}>'


def shape(geometry: str = "line", pen: str = f'<a:ln w="19050"><a:solidFill><a:srgbClr val="{RED}"/></a:solidFill></a:ln>', *,
          width: float = 156, height: float = 0, xfrm: str = "", place: str = "", fill: str = "", after: str = "") -> str:
    cx, cy = round(width * 36000), round(height * 36000)
    return (f'<w:r><w:drawing><wp:anchor>{place}<wp:extent cx="{cx}" cy="{cy}"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
            f'<wps:spPr><a:xfrm {xfrm}><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="{geometry}"/>'
            f"{fill}{pen}</wps:spPr>{after}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>")


def line_of(docx, run: str, **more: str):
    lines = docx.read(docx.p("字", run), **more).lines
    return lines[0] if lines else None


@pytest.mark.parametrize("geometry", ["line", "straightConnector1"])
def test_a_straight_line_with_its_pen_in_emu(docx, geometry):
    line = line_of(docx, shape(geometry))
    assert (line.origin, line.color, line.block, line.width_mm, line.length_mm) == ("shape", RED, 0, 0.529, 156)


@pytest.mark.parametrize(("cmpd", "xfrm", "compound"), [
    ("thickThin", "", "thickThin"), ("thinThick", "", "thinThick"), ("dbl", "", "double"), ("tri", "", "triple"),
    ("sng", "", "single"), ("thickThin", 'flipV="1"', "thinThick"), ("thickThin", 'rot="10800000"', "thinThick"),
    ("thickThin", 'rot="10800000" flipV="1"', "thickThin"), ("dbl", 'flipV="1"', "double"),
])
def test_compound_lines_and_their_reversal(docx, cmpd, xfrm, compound):
    assert line_of(docx, shape(pen=f'<a:ln w="57150" cmpd="{cmpd}"/>', xfrm=xfrm)).compound == compound


def test_a_pen_from_the_theme(docx):
    style = '<wps:style><a:lnRef idx="2"><a:schemeClr val="accent1"/></a:lnRef></wps:style>'
    line = line_of(docx, shape(pen="", after=style), theme=THEME)
    assert (line.color, line.width_mm) == ("C00000", 0.353)


def test_no_pen_no_line(docx):
    assert line_of(docx, shape(pen="<a:ln><a:noFill/></a:ln>")) is None


def test_vertical_and_slanting_lines_are_none(docx):
    assert line_of(docx, shape(width=0, height=100)) is None
    assert line_of(docx, shape(width=100, height=40)) is None


@pytest.mark.parametrize(("place", "x", "y"), [
    (position("H", "page", 27) + position("V", "page", 90), 27, 90),
    (position("H", "margin", 0) + position("V", "margin", 35), 28.01, 72.01),
    (position("H", "column", 1) + position("V", "topMargin", 30), 29.01, 30),
    (position("H", "page", align="center") + position("V", "page", align="top"), 27, 0),
    (position("H", "margin", align="right") + position("V", "bottomMargin", 15), 28, 277),
    (position("H", "page", 27) + position("V", "paragraph", 5), 27, None),
    (position("H", "character", 0) + position("V", "line", 5), None, None),
    (position("H", "outsideMargin", align="outside") + position("V", "page", 5), None, 5),
])
def test_positions(docx, place, x, y):
    line = line_of(docx, shape(place=place))
    assert line.x0 == (None if x is None else pytest.approx(x, abs=0.02))
    assert line.y == (None if y is None else pytest.approx(y, abs=0.02))
    assert line.x1 == (None if x is None else pytest.approx(x + 156, abs=0.02))


def test_a_simple_position_is_on_the_page(docx):
    simple = '<wp:simplePos x="972000" y="3240000"/>' + position("H", "margin", 1) + position("V", "margin", 1)
    run = shape(place=simple)
    assert line_of(docx, run.replace("<wp:anchor>", '<wp:anchor simplePos="1">')).y == 90
    assert line_of(docx, run.replace("<wp:anchor>", '<wp:anchor simplePos="0">')).y == pytest.approx(38.01, abs=0.01)


def test_a_position_in_percent_has_its_length_in_the_fallback(docx):
    place = ('<mc:AlternateContent><mc:Choice Requires="wp14"><wp:positionV relativeFrom="page"><wp14:pctPosVOffset>30000'
             "</wp14:pctPosVOffset></wp:positionV></mc:Choice><mc:Fallback>" + position("V", "page", 89.1)
             + "</mc:Fallback></mc:AlternateContent>")
    assert line_of(docx, shape(place=position("H", "page", 27) + place)).y == pytest.approx(89.1, abs=0.01)


def solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def test_a_thin_rectangle_is_a_line_as_thick_as_it_is_high(docx):
    line = line_of(docx, shape("rect", pen="<a:ln><a:noFill/></a:ln>", height=0.5, fill=solid(RED)))
    assert (line.color, line.width_mm, line.length_mm) == (RED, 0.5, 156)
    assert line_of(docx, shape("rect", height=20, fill=solid(RED))) is None


def test_a_thin_white_rectangle_shows_its_outline(docx):
    line = line_of(docx, shape("rect", height=0.5, fill=solid("FFFFFF")))
    assert (line.color, line.width_mm) == (RED, 0.529)


def test_a_line_with_an_empty_text_box_is_a_line(docx):
    """WPS puts a text box into every shape."""
    empty = "<wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx>"
    document = docx.read(docx.p("字", shape("rect", height=0.5, fill=solid(RED), after=empty)))
    assert ([b.text for b in document.blocks], len(document.lines)) == (["字"], 1)


def test_a_line_in_a_group_has_the_groups_scale(docx):
    member = ('<wps:wsp><wps:spPr><a:xfrm><a:off x="100" y="50"/><a:ext cx="500" cy="0"/></a:xfrm><a:prstGeom prst="line"/>'
              f'<a:ln w="12700">{solid(RED)}</a:ln></wps:spPr></wps:wsp>')
    run = (f'<w:r><w:drawing><wp:anchor>{position("H", "page", 20)}{position("V", "page", 10)}<wp:extent cx="3600000" '
           'cy="3600000"/><a:graphic><a:graphicData uri="g"><wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext '
           'cx="3600000" cy="3600000"/><a:chOff x="0" y="0"/><a:chExt cx="1000" cy="1000"/></a:xfrm></wpg:grpSpPr>'
           f"{member}</wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>")
    line = line_of(docx, run)
    assert (line.length_mm, line.x0, line.x1, line.y) == (50, 30, 80, 15)


def test_a_picture_of_a_line_and_a_picture(docx):
    picture = ('<w:r><w:drawing><wp:inline><wp:extent cx="5616000" cy="{}"/><a:graphic><a:graphicData uri="p"><pic:pic>'
               "<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
    line = line_of(docx, picture.format(18000))
    assert (line.origin, line.width_mm, line.length_mm, line.color) == ("picture", 0.5, 156, None)
    document = docx.read(docx.p("字", picture.format(3600000)))
    assert (document.lines, [p.block for p in document.pictures]) == ((), [0])


def test_a_hidden_line_is_not_drawn(docx):
    assert line_of(docx, shape().replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")) is None


# --- VML -------------------------------------------------------------------------------------------------------------


def pict(inner: str) -> str:
    return f"<w:r><w:pict>{inner}</w:pict></w:r>"


def test_a_vml_line(docx):
    line = line_of(docx, pict('<v:line from="0,10pt" to="442.2pt,10pt" strokecolor="red" strokeweight="1.5pt"/>'))
    assert (line.color, line.width_mm) == (RED, 0.529)
    assert line.length_mm == pytest.approx(156, abs=0.01)


@pytest.mark.parametrize(("color", "read"), [("#f00", RED), ("#FF0000 [3205]", RED), ("#c00000", "C00000"),
                                             ("windowText", "000000")])
def test_vml_colours(docx, color, read):
    assert line_of(docx, pict(f'<v:line from="0,0" to="400pt,0" strokecolor="{color}"/>')).color == read


def test_defaults_of_a_vml_pen(docx):
    line = line_of(docx, pict('<v:line from="0,0" to="400pt,0"/>'))
    assert (line.color, line.width_mm) == ("000000", 0.265)  # black, 0.75 pt


def test_a_vml_pen_may_stand_in_its_own_element(docx):
    line = line_of(docx, pict('<v:line from="0,0" to="400pt,0"><v:stroke color="red" weight="3pt" linestyle="thickThin"/>'
                              "</v:line>"))
    assert (line.color, line.width_mm, line.compound) == (RED, 1.058, "thickThin")
    assert line_of(docx, pict('<v:line from="0,0" to="400pt,0"><v:stroke on="f"/></v:line>')) is None


def test_a_flipped_vml_line_is_read_from_the_top(docx):
    style = "position:absolute;width:400pt;height:0;flip:y"
    line = line_of(docx, pict(f'<v:shape type="#_x0000_t32" style="{style}"><v:stroke linestyle="thickThin"/></v:shape>'))
    assert line.compound == "thinThick"


def test_a_vml_line_on_the_page(docx):
    style = ("position:absolute;margin-left:27mm;margin-top:90mm;width:156mm;height:0;"
             "mso-position-horizontal-relative:page;mso-position-vertical-relative:page")
    line = line_of(docx, pict(f'<v:shape type="#_x0000_t32" style="{style}" strokecolor="red"/>'))
    assert (line.x0, line.x1, line.y, line.length_mm) == (27, 183, 90, 156)


def test_a_vml_line_counts_its_ends_from_where_it_is_put(docx):
    style = ("position:absolute;margin-left:0;margin-top:0;mso-position-horizontal-relative:margin;"
             "mso-position-vertical-relative:margin")
    line = line_of(docx, pict(f'<v:line style="{style}" from="10mm,20mm" to="110mm,20mm"/>'))
    assert (line.x0, line.y) == (pytest.approx(38.01, abs=0.01), pytest.approx(57.01, abs=0.01))


def test_thin_vml_rectangles(docx):
    style = 'style="width:156mm;height:.5mm"'
    filled = line_of(docx, pict(f'<v:rect {style} fillcolor="red" stroked="f"/>'))
    assert (filled.color, filled.width_mm) == (RED, 0.5)
    outlined = line_of(docx, pict(f'<v:rect {style} strokecolor="red" strokeweight="1pt"/>'))  # filled with white
    assert (outlined.color, outlined.width_mm) == (RED, 0.353)
    assert line_of(docx, pict(f'<v:rect {style} filled="f" stroked="f"/>')) is None


def test_a_vml_line_in_a_group(docx):
    group = ('<v:group style="position:absolute;margin-left:20mm;margin-top:10mm;width:100mm;height:100mm;'
             'mso-position-horizontal-relative:page;mso-position-vertical-relative:page" coordsize="1000,1000" '
             'coordorigin="100,100"><v:line from="200,300" to="700,300" strokecolor="red"/></v:group>')
    line = line_of(docx, pict(group))
    assert (line.x0, line.x1, line.y, line.length_mm) == (30, 80, 30, 50)


def test_the_horizontal_rule(docx):
    rule = pict('<v:rect style="width:0;height:1.5pt" o:hralign="center" o:hrstd="t" o:hr="t" fillcolor="red" stroked="f"/>')
    line = line_of(docx, rule)
    assert (line.color, line.width_mm) == (RED, 0.529)
    assert line.length_mm == pytest.approx(156, abs=0.1)
    half = line_of(docx, rule.replace("o:hrstd", 'o:hrpct="500" o:hrstd'))
    assert half.length_mm == pytest.approx(78, abs=0.1)


# --- headers ---------------------------------------------------------------------------------------------------------


def test_a_line_on_the_page_in_a_header(docx):
    header = docx.p(shape(place=position("H", "margin", 0) + position("V", "page", 277)))
    section = docx.section.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>')
    document = docx.read(docx.p("字"), section=section, parts={"header1": header})
    (line,) = document.lines
    assert (document.blocks[line.block].part, line.y, line.page) == ("header", 277, None)


def test_a_header_is_laid_out_on_the_page_of_its_section(docx):
    """Not on that of the last section, which may lie across."""
    header = docx.p("页眉", shape(place=position("H", "margin", 0)), ppr=f"<w:pBdr>{edge()}</w:pBdr>")
    upright = docx.section.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>')
    across = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="2835" w:right="567" w:top="0" w:bottom="0"/></w:sectPr>'
    body = docx.p("字", ppr=upright) + docx.p("表")
    drawing, border = docx.read(body, section=across, parts={"header1": header}).lines
    assert drawing.x0 == pytest.approx(28.01, abs=0.01)
    assert border.length_mm == pytest.approx(156, abs=0.1)
