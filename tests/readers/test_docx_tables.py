"""Tables: which cell a block is in, and which edges are drawn (ECMA-376-1 17.4)."""

import pytest

GRID = "<w:tblGrid>" + '<w:gridCol w:w="1440"/>' * 4 + "</w:tblGrid>"
INCH = 25.4


def cell(text: str = "字", properties: str = "", content: str = "") -> str:
    tcpr = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{tcpr}{content or f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>'}</w:tc>"


def table(*rows: str, properties: str = "", grid: str = GRID) -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def borders(element: str = "tblBorders", **edges: int) -> str:
    """Widths in eighths of a point; 0 is ``nil``."""
    drawn = "".join(f'<w:{edge} w:val="{"single" if width else "nil"}" w:sz="{width}" w:color="auto"/>'
                    for edge, width in edges.items())
    return f"<w:{element}>{drawn}</w:{element}>"


def lines(docx, body: str, **more: str) -> list[tuple[str, str | None, float | None, float | None]]:
    """Each line: text of its block, side, width in eighths of a point, length in inches."""
    document = docx.read(body, **more)
    return [(document.blocks[x.block].text, x.edge, round(x.width_mm / 25.4 * 72 * 8, 1),
             None if x.length_mm is None else round(x.length_mm / INCH, 2)) for x in document.lines]


# --- cells -----------------------------------------------------------------------------------------------------------


def test_cells_in_reading_order(docx):
    blocks = docx.read(table(row(cell("甲"), cell("乙")), row(cell("丙"))) + table(row(cell("丁")))).blocks
    assert [(b.text, b.part, b.cell.table, b.cell.row, b.cell.column, b.cell.columns) for b in blocks] == [
        ("甲", "cell", 0, 0, 0, 2), ("乙", "cell", 0, 0, 1, 2), ("丙", "cell", 0, 1, 0, 2), ("丁", "cell", 1, 0, 0, 1)]


def test_nested_tables(docx):
    inner = table(row(cell("里")), grid="")
    blocks = docx.read(table(row(cell(content=inner + "<w:p/>"), cell("外")))).blocks
    assert [(b.text, b.cell.table) for b in blocks] == [("里", 1), ("", 0), ("外", 0)]


START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_merged_cell_is_read_once(docx):
    body = table(row(cell("甲", START), cell("乙")), row(cell("盖住", ON), cell("丙")))
    assert docx.texts(body) == ["甲", "乙", "丙"]


def test_a_merge_that_nothing_started_is_a_cell(docx):
    assert docx.texts(table(row(cell("甲", ON)), row(cell("盖住", ON)))) == ["甲"]
    other_column = table(row(cell("甲", START), cell("乙")), row(cell("丙"), cell("丁", ON)))
    assert docx.texts(other_column) == ["甲", "乙", "丙", "丁"]


def test_merges_are_matched_on_the_grid(docx):
    """The second row starts one column later, so its first cell stands below the second of the first row."""
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = table(row(cell("甲"), cell("乙", START)), row(cell("盖住", ON), properties=before))
    assert docx.texts(body) == ["甲", "乙"]
    spanned = table(row(cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙", START)),
                    row(cell("丙"), cell("丁"), cell("盖住", ON)))
    assert docx.texts(spanned) == ["甲", "乙", "丙", "丁"]


# --- edges -----------------------------------------------------------------------------------------------------------


def test_edges_of_a_table_are_drawn_once_each(docx):
    body = table(row(cell("甲"), cell("乙")), row(cell("丙"), cell("丁")),
                 properties=borders(top=12, insideH=4, bottom=8, left=99))
    assert lines(docx, body) == [("甲", "above", 12, 2), ("乙", "below", 4, 2), ("丁", "below", 8, 2)]


def test_without_borders_there_is_no_line(docx):
    assert lines(docx, table(row(cell()))) == []
    assert lines(docx, table(row(cell()), properties=borders(top=0, bottom=0))) == []


def test_a_cells_own_border_replaces_the_tables(docx):
    own = cell("甲", borders("tcBorders", top=0, bottom=24))
    assert lines(docx, table(row(own), properties=borders(top=4, bottom=4))) == [("甲", "below", 24, 1)]


@pytest.mark.parametrize(("upper", "lower", "drawn"), [(4, 12, 12), (12, 4, 12), (0, 8, 8), (8, 0, 8)])
def test_of_two_cells_borders_on_one_edge_the_stronger_is_printed(docx, upper, lower, drawn):
    body = table(row(cell("甲", borders("tcBorders", bottom=upper))), row(cell("乙", borders("tcBorders", top=lower))))
    assert lines(docx, body) == [("甲", "below", drawn, 1)]


def test_two_nils_on_one_edge_leave_none(docx):
    body = table(row(cell("甲", borders("tcBorders", bottom=0))), row(cell("乙", borders("tcBorders", top=0))),
                 properties=borders(insideH=8))
    assert lines(docx, body) == []


def test_a_line_is_as_long_as_the_cells_that_draw_it(docx):
    wide = cell("甲", '<w:gridSpan w:val="3"/>' + borders("tcBorders", bottom=8))
    assert lines(docx, table(row(wide, cell("乙")))) == [("乙", "below", 8, 3)]
    stated = cell("甲", '<w:tcW w:w="2880" w:type="dxa"/>' + borders("tcBorders", bottom=8))
    assert lines(docx, table(row(stated), grid="")) == [("甲", "below", 8, 2)]
    share = cell("甲", '<w:tcW w:w="5000" w:type="pct"/>' + borders("tcBorders", bottom=8))
    assert lines(docx, table(row(share), grid="")) == [("甲", "below", 8, None)]


def test_a_row_that_starts_later_is_shorter(docx):
    grid = '<w:tblGrid><w:gridCol w:w="2880"/><w:gridCol w:w="1440"/></w:tblGrid>'
    late = row(cell("甲", borders("tcBorders", bottom=8)), properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    assert lines(docx, table(late, grid=grid)) == [("甲", "below", 8, 1)]


def test_no_line_crosses_a_merged_cell(docx):
    body = table(row(cell("甲", START), cell("乙")), row(cell("", ON), cell("丙")), properties=borders(insideH=4))
    assert lines(docx, body) == [("乙", "below", 4, 1)]


def test_rows_of_different_cells_share_their_edge(docx):
    upper = row(cell("甲", '<w:gridSpan w:val="2"/>' + borders("tcBorders", bottom=0)))
    lower = row(cell("乙", borders("tcBorders", top=8)), cell("丙"))
    assert lines(docx, table(upper, lower)) == [("甲", "below", 8, 1)]


def test_exceptions_of_a_row(docx):
    thick = row(cell("甲"), properties=f"<w:tblPrEx>{borders(bottom=24)}</w:tblPrEx>")
    assert lines(docx, table(thick, properties=borders(bottom=4))) == [("甲", "below", 24, 1)]


STYLE = ('<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblPr>{}</w:tblPr><w:tblStylePr w:type="{}"><w:tcPr>{}'
         "</w:tcPr></w:tblStylePr></w:style>")
NAMED = '<w:tblStyle w:val="T"/><w:tblLook w:val="0620"/>'


def test_borders_of_the_table_style(docx):
    styles = STYLE.format(borders(top=4, insideH=4, bottom=4), "lastRow", "")
    body = table(row(cell("甲")), row(cell("乙")), properties=NAMED)
    assert lines(docx, body, styles=styles) == [("甲", "above", 4, 1), ("甲", "below", 4, 1), ("乙", "below", 4, 1)]
    direct = table(row(cell("甲")), properties=NAMED + borders(top=0, bottom=12))
    assert lines(docx, direct, styles=styles) == [("甲", "below", 12, 1)]


def test_borders_of_a_conditional_format(docx):
    styles = STYLE.format(borders(bottom=4), "firstRow", borders("tcBorders", top=24, bottom=12))
    body = table(row(cell("甲")), row(cell("乙")), properties=NAMED)
    assert lines(docx, body, styles=styles) == [("甲", "above", 24, 1), ("甲", "below", 12, 1), ("乙", "below", 4, 1)]


def test_the_whole_table_as_a_condition_has_inner_edges(docx):
    styles = STYLE.format("", "wholeTable", borders("tcBorders", top=24, insideH=4, bottom=24))
    body = table(row(cell("甲")), row(cell("乙")), row(cell("丙")), properties=NAMED)
    assert [x[1:3] for x in lines(docx, body, styles=styles)] == [("above", 24), ("below", 4), ("below", 4), ("below", 24)]


def test_a_hostile_span_costs_nothing(docx):
    wide = cell("甲", '<w:gridSpan w:val="99999999"/>' + borders("tcBorders", bottom=8))
    assert lines(docx, table(row(wide)))[0][:3] == ("甲", "below", 8)
