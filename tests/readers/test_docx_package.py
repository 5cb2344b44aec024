"""Odd packages: strict files, parts in other places, parts that are missing or damaged (ISO/IEC 29500-2)."""

import zipfile

import pytest
from hongtou.pipeline.readers import ReadError
from hongtou.pipeline.readers.docx import read

PACK = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SIZE_16 = ('<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="32"/></w:rPr>'
           "</w:style>")


def related(*targets: tuple[str, str]) -> str:
    return PACK.format("".join(f'<Relationship Id="r{i}" Type="{KIND}{kind}" Target="{target}"/>'
                               for i, (kind, target) in enumerate(targets)))


def styles(docx) -> str:
    """A whole styles part, to be put anywhere."""
    with zipfile.ZipFile(docx.build("", styles=SIZE_16, name="styles.docx")) as archive:
        return archive.read("word/styles.xml").decode()


def without(docx, path, *members: str, rename: dict[str, str] | None = None):
    """A copy of the package without some members, others renamed."""
    copy = path.with_name("copy.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            if name not in members:
                new.writestr((rename or {}).get(name, name), old.read(name))
    return copy


def test_a_strict_file_reads_like_a_transitional_one(docx):
    footer = docx.p("— ", docx.field("PAGE", docx.r("1")), " —")
    section = docx.section.replace("<w:sectPr>", '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>')
    body = docx.p(docx.box(docx.p("框")), "文", ppr='<w:ind w:start="32pt"/>')
    more = {"styles": SIZE_16, "parts": {"footer1": footer}, "section": section}
    plain, strict = docx.read(body, **more), docx.read(body, strict=True, **more)
    assert [b.text for b in strict.blocks] == ["框", "文", "— 1 —"]
    assert (strict.blocks, strict.sections) == (plain.blocks, plain.sections)
    assert strict.blocks[1].runs[0].size_pt == 16


def test_a_strict_main_part_with_transitional_side_parts(docx):
    body = docx.p("文")
    with zipfile.ZipFile(docx.build(body, strict=True, name="s.docx")) as archive:
        main = archive.read("word/document.xml").decode()
    assert docx.run(body, styles=SIZE_16, members={"word/document.xml": main}).size_pt == 16


def test_parts_are_found_by_their_relationships_wherever_they_are(docx):
    members = {"word/_rels/document.xml.rels": related(("styles", "/elsewhere/formats.xml")),
               "elsewhere/formats.xml": styles(docx)}
    assert docx.run(docx.p("文"), members=members).size_pt == 16
    up = {"word/_rels/document.xml.rels": related(("styles", "../elsewhere/formats.xml")),
          "elsewhere/formats.xml": styles(docx)}
    assert docx.run(docx.p("文"), members=up).size_pt == 16


def test_a_main_part_in_another_place(docx):
    path = docx.build(docx.p("文"), styles=SIZE_16, members={"_rels/.rels": related(("officeDocument", "/text/main.xml"))})
    moved = without(docx, path, rename={"word/document.xml": "text/main.xml",
                                        "word/_rels/document.xml.rels": "text/_rels/main.xml.rels",
                                        "word/styles.xml": "text/styles.xml"})
    document = read(moved)
    assert (document.blocks[0].text, document.blocks[0].anchor.part) == ("文", "text/main.xml")
    assert document.blocks[0].runs[0].size_pt == 16


def test_names_differ_in_case_alone(docx):
    path = without(docx, docx.build(docx.p("文"), styles=SIZE_16), rename={"word/styles.xml": "word/Styles.xml"})
    assert read(path).blocks[0].runs[0].size_pt == 16


def test_backslashes_in_names(docx):
    path = docx.build(docx.p("文"), styles=SIZE_16)
    names = {n: n.replace("/", "\\") for n in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")}
    assert read(without(docx, path, rename=names)).blocks[0].runs[0].size_pt == 16


def test_without_the_package_relationships_the_usual_name_serves(docx):
    assert read(without(docx, docx.build(docx.p("文")), "_rels/.rels")).blocks[0].text == "文"


@pytest.mark.parametrize("rels", [
    related(("styles", "nowhere.xml")), related(("image", "NULL")), related(("hyperlink", "#b")),
    related(("hyperlink", "http://[bad")), PACK.format('<Relationship Id="r" Target=""/>'), "<broken"])
def test_dangling_and_senseless_relationships_cost_nothing(docx, rels):
    document = docx.read(docx.p("文"), members={"word/_rels/document.xml.rels": rels})
    assert document.blocks[0].text == "文"


@pytest.mark.parametrize("part", ["styles", "numbering", "settings", "theme", "comments", "footnotes"])
def test_a_damaged_side_part_leaves_a_note(docx, part):
    document = docx.read(docx.p("文"), **{part: ""}, members={f"word/{part}.xml": "<w:x"})
    assert document.blocks[0].text == "文"
    assert document.notes == (f"部件 {part}.xml 已损坏，未读取。",)


@pytest.mark.parametrize(("content", "category"), [
    ("<w:document", "damaged"), ("", "damaged"), ("<x/>", "damaged"),
    ('<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>', "damaged"),
    ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>', "unsupported"),
])
def test_a_main_part_that_is_none(docx, content, category):
    with pytest.raises(ReadError) as caught:
        docx.read("", members={"word/document.xml": content})
    assert caught.value.category == category
    assert caught.value.message.endswith("。")


def test_no_main_part_at_all(docx):
    with pytest.raises(ReadError) as caught:
        read(without(docx, docx.build(""), "word/document.xml", "_rels/.rels"))
    assert caught.value.category == "unsupported"


def test_a_doctype_in_a_side_part_is_not_read(docx):
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    document = docx.read(docx.p("文"), styles="", members={"word/styles.xml": evil})
    assert document.notes == ("部件 styles.xml 已损坏，未读取。",)


def test_senseless_values_are_as_if_absent(docx):
    ppr = ('<w:ind w:left="x" w:firstLineChars="99999999999999999999"/><w:spacing w:line="-" w:before="NaN"/><w:jc/>'
           '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr><w:pBdr><w:bottom w:val="single" w:sz="x"/></w:pBdr>')
    rpr = '<w:sz w:val="1e5"/><w:color w:val="nonsense"/><w:rFonts/><w:b w:val="maybe"/><w:sym/>'
    section = '<w:sectPr><w:pgSz w:w="x"/><w:pgMar w:top="5%"/><w:docGrid w:linePitch="z"/><w:cols w:num="q"/></w:sectPr>'
    document = docx.read(docx.p("文", "<w:r><w:sym w:char='zz'/></w:r>", ppr=ppr, rpr=rpr), section=section)
    block = document.blocks[0]
    assert (block.text, block.runs[0].size_pt, block.runs[0].color) == ("文", 10, "000000")
    assert (block.paragraph.left_chars, block.paragraph.first_line_chars, block.paragraph.line_multiple) == (0, 0, 1)
    assert (document.sections[0].width_mm, document.sections[0].top_mm) == (None, None)


def test_a_long_document_of_everything_keeps_every_paragraph(docx):
    """A thousand bordered, numbered, changed paragraphs: none lost, one box drawn around all."""
    numbering = ('<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                 '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
    ppr = ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:pBdr><w:bottom w:val="single" w:sz="8"/></w:pBdr>'
           '<w:rPr><w:ins w:id="1" w:author="x"/></w:rPr>')
    document = docx.read(docx.p("文", ppr=ppr) * 1000, numbering=numbering)
    assert [b.text for b in document.blocks] == [f"{i}.文" for i in range(1, 1001)]
    assert [x.block for x in document.lines] == [999]
    assert len(document.residues) == 1000


def test_a_thousand_deleted_marks_join_into_one_paragraph(docx):
    gone = docx.p("文", ppr='<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>')
    (block,) = docx.read(gone * 1000 + docx.p("末")).blocks
    assert block.text == "文" * 1000 + "末"
