"""The marked copy: exactly the wanted words underlined, and nothing else of the document any different."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import pytest
from docbuild import docx as docbuild
from docbuild.docx_idioms import IDIOMS
from docbuild.examples import EXAMPLES
from hongtou.pipeline.files import OutputError
from hongtou.pipeline.readers import office
from hongtou.pipeline.readers.docx import read
from hongtou.pipeline.readers.docx_xml import elements, parse, w
from hongtou.pipeline.writers.docx_copy import CopyError
from hongtou.pipeline.writers.docx_underline import underline
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BASE = ("rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
        "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
        "eastAsianLayout specVanish oMath").split()
ORDER = {w(name): at for at, name in enumerate(["ins", "del", "moveFrom", "moveTo", *BASE, "rPrChange"])}
"""The children of ``w:rPr`` as ECMA-376-1 A.1 orders them."""


def underlined(block) -> list[bool]:
    flags = [False] * len(block.text)
    for run in block.runs:
        flags[run.start: run.end] = [bool(run.underline)] * (run.end - run.start)
    return flags


def looks(block) -> list[object]:
    """The format of each character apart from its underline."""
    return [replace(run, start=0, end=0, underline=None) for run in block.runs for _ in range(run.start, run.end)]


def words(path) -> list[str]:
    """What is underlined in each line."""
    found = []
    for block in read(path).blocks:
        marked = "".join(c if on else "|" for c, on in zip(block.text, underlined(block), strict=True))
        found.append("、".join(part for part in marked.split("|") if part))
    return found


def unordered(path) -> list[list[str]]:
    """The formats of runs that are not in the order of the schema."""
    with zipfile.ZipFile(path) as archive:
        roots = [parse(archive.read(n)) for n in archive.namelist() if re.match(r"word/[^/]*\.xml$", n)]
    found = []
    for rpr in (rpr for root in roots for rpr in root.iter(w("rPr"))):
        places = [ORDER[child.tag] for child in elements(rpr) if child.tag in ORDER]
        if places != sorted(places) or len(set(places)) < len(places):
            found.append([str(child.tag) for child in elements(rpr)])
    return found


def members(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check(path, output, wanted):
    """Mark, and hold the copy against the original; returns the positions that the writer said it missed."""
    for name in (output, output.with_name("twice.docx")):
        name.unlink(missing_ok=True)
    bytes_before = path.read_bytes()
    before = read(path)
    marked = underline(path, output, wanted)
    after = read(output)
    assert path.read_bytes() == bytes_before
    assert [replace(b, runs=()) for b in after.blocks] == [replace(b, runs=()) for b in before.blocks]
    assert [looks(b) for b in after.blocks] == [looks(b) for b in before.blocks]
    assert after.residues == before.residues and after.sections == before.sections and after.lines == before.lines
    missed = {(number, at) for number, start, end in marked.missed for at in range(start, end)}
    want = {(number, at) for number, start, end in wanted for at in range(start, end)}
    for old, new in zip(before.blocks, after.blocks, strict=True):
        for at, (was, is_) in enumerate(zip(underlined(old), underlined(new), strict=True)):
            place = (new.index + 1, at)
            if place in missed:
                continue
            if place in want:
                assert is_, place
            elif new.part in ("header", "footer") or (is_ and new.text[at].isspace()):
                assert is_ == was, place
            else:
                assert not is_, place
    old, new = members(path), members(output)
    assert list(old) == list(new)
    assert {n for n in old if old[n] != new[n]} <= {n for n in old if re.search(
        r"(document|footnotes|endnotes|header\d*|footer\d*)\.xml$", n)}
    assert not unordered(output) or unordered(path)
    if b"purl.oclc.org" not in new["word/document.xml"]:  # python-docx opens no strict files
        python_docx.Document(str(output))
    assert not underline(output, output.with_name("twice.docx"), wanted).changed
    assert output.with_name("twice.docx").read_bytes() == output.read_bytes()
    return marked.missed


def positions(document):
    """Some stretches of a document's lines."""
    lines = [(b.index + 1, len(b.text)) for b in document.blocks if b.text]
    stretch = st.sampled_from(lines).flatmap(lambda line: st.tuples(
        st.just(line[0]), st.integers(0, line[1]), st.integers(0, line[1])))
    return st.lists(stretch.map(lambda s: (s[0], min(s[1:]), max(s[1:]))), max_size=12)


# --- whole documents -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("idiom", IDIOMS)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_documents_of_every_idiom(tmp_path, idiom, data):
    name = data.draw(st.sampled_from(sorted(EXAMPLES)))
    path = tmp_path / f"{name}.docx"
    if not path.exists():
        docbuild.build(EXAMPLES[name], path, idiom)
    document = read(path)
    missed = check(path, tmp_path / "marked.docx", data.draw(positions(document)))
    assert all(document.blocks[number - 1].paragraph.numbered or document.blocks[number - 1].part == "footer"
               for number, _, _ in missed)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_real_documents(tmp_path, samples, data):
    paths = sorted((samples / "real").glob("*.docx"))
    path = data.draw(st.sampled_from(paths))
    check(path, tmp_path / "marked.docx", data.draw(positions(read(path))))


@pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_copy(tmp_path):
    path, output = tmp_path / "a.docx", tmp_path / "marked.docx"
    docbuild.build(EXAMPLES[sorted(EXAMPLES)[0]], path, "manyruns")
    check(path, output, [(b.index + 1, 0, len(b.text) // 2) for b in read(path).blocks if b.part == "body"])
    subprocess.run([office.find_office(), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                    "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(output)],
                   check=True, capture_output=True, timeout=180)
    assert max((b.text for b in read(path).blocks), key=len) in (tmp_path / "marked.txt").read_text("utf-8-sig")


# --- one construct at a time -----------------------------------------------------------------------------------------

BY = 'w:id="1" w:author="李某"'
U = '<w:u w:val="single"/>'
INLINE = [
    ("<w:hyperlink>{}</w:hyperlink>", "乙丁"),
    ("<w:smartTag><w:smartTagPr/>{}</w:smartTag>", "乙丁"),
    ("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "乙丁"),
    ('<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>', "乙丁"),
    ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF x </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
     '{}<w:r><w:fldChar w:fldCharType="end"/></w:r>', "乙丁"),
    (f"<w:ins {BY}>{{}}</w:ins>", "乙丁"),
    (f"<w:ins {BY}><w:del {BY}><w:r><w:delText>己</w:delText></w:r></w:del>{{}}</w:ins>", "乙丁"),
    ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yǐ</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", "乙丁"),
    ("<w:r><w:t>乙</w:t><w:t>丁</w:t></w:r>", "乙丁"),
    ("<w:r><w:t>乙</w:t><w:tab/><w:t>丁</w:t></w:r>", "乙\t丁"),
    ("<w:r><w:t>乙</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>丁</w:t></w:r>", "乙-丁"),
    ("<w:r><w:t>乙</w:t><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>丁</w:t></w:r>", "乙☑丁"),
    ("<w:r><w:lastRenderedPageBreak/><w:t>乙丁</w:t></w:r>", "乙丁"),
    ("<w:r><w:t>  乙 丁  </w:t></w:r>", "乙 丁"),
    ("<w:r><w:t xml:space='preserve'>  乙丁 </w:t></w:r>", "  乙丁 "),
    ("<w:r><w:t>&lt;乙&amp;\n丁&gt;</w:t></w:r>", "<乙& 丁>"),
    ("<w:r><w:t>乙𠮷丁</w:t></w:r>", "乙𠮷丁"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>己</w:t></w:r>{}", "乙丁"),
    ("<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
     "乙丁"),
]


@pytest.mark.parametrize(("between", "text"), INLINE)
@pytest.mark.parametrize("rpr", ["", U, '<w:b/><w:u w:val="wave" w:color="FF0000"/><w:lang w:val="zh-CN"/>'])
def test_inline_constructs(docx, tmp_path, between, text, rpr):
    middle = between.replace("{}", docx.r("乙丁"))
    path = docx.build(docx.p("甲", middle.replace("<w:r><w:t", f"<w:r><w:rPr>{rpr}</w:rPr><w:t"), "丙", rpr=rpr))
    assert read(path).blocks[0].text == f"甲{text}丙"
    size = len(text) + 2
    for start in range(size):
        for end in {start + 1, min(start + 2, size), size}:
            assert check(path, tmp_path / "marked.docx", [(1, start, end)]) == ()


def test_only_what_differs_is_touched(docx, tmp_path):
    kept = "<w:r w:rsidR='00A21C3F'><w:rPr><w:u w:val='single'/></w:rPr><w:t>甲</w:t></w:r>"
    path = docx.build(docx.p(kept, docx.r("乙丙丁")))
    underline(path, tmp_path / "b.docx", [(1, 0, 1), (1, 2, 3)])
    runs = re.findall(r"<w:r[ >].*?</w:r>", members(tmp_path / "b.docx")["word/document.xml"].decode())
    assert [re.sub(' xml:space="preserve"', "", r) for r in runs] == [
        kept.replace("'", '"'), "<w:r><w:t>乙</w:t></w:r>", f"<w:r><w:rPr>{U}</w:rPr><w:t>丙</w:t></w:r>",
        "<w:r><w:t>丁</w:t></w:r>"]


def test_the_identity_of_a_run_goes_with_every_piece(docx, tmp_path):
    change = f'<w:b/><w:sz w:val="32"/>{{}}<w:lang w:val="zh-CN"/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>'
    path = docx.build(docx.p(f'<w:r w:rsidR="00A21C3F"><w:rPr>{change.format("")}</w:rPr><w:t>甲乙</w:t></w:r>'))
    underline(path, tmp_path / "b.docx", [(1, 1, 2)])
    runs = re.findall(r"<w:r .*?</w:t></w:r>", members(tmp_path / "b.docx")["word/document.xml"].decode())
    assert [re.sub(r"<w:t\b.*", "", r) for r in runs] == [
        f'<w:r w:rsidR="00A21C3F"><w:rPr>{change.format(u)}</w:rPr>' for u in ("", U)]


STYLES = ('<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="划线段"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
          '<w:style w:type="character" w:styleId="c"><w:name w:val="划线字"/><w:rPr><w:u w:val="double"/></w:rPr></w:style>')


@pytest.mark.parametrize("paragraph", [
    '<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr><w:r><w:t>甲乙丙</w:t></w:r></w:p>',
    '<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr><w:r><w:rPr><w:u w:val="dash"/></w:rPr><w:t>甲乙丙</w:t></w:r></w:p>',
    '<w:p><w:r><w:rPr><w:rStyle w:val="c"/></w:rPr><w:t>甲乙丙</w:t></w:r></w:p>',
])
def test_an_underline_of_a_style_is_switched_off(docx, tmp_path, paragraph):
    path = docx.build(paragraph, styles=STYLES)
    check(path, tmp_path / "b.docx", [(1, 1, 2)])
    assert words(tmp_path / "b.docx") == ["乙"]
    assert b'<w:u w:val="none"/>' in members(tmp_path / "b.docx")["word/document.xml"]


def test_an_underline_of_the_run_alone_leaves_no_trace(docx, tmp_path):
    path = docx.build(docx.p("甲乙", rpr=U))
    underline(path, tmp_path / "b.docx", [])
    assert b"<w:r><w:t" in members(tmp_path / "b.docx")["word/document.xml"]


def test_both_forms_of_a_text_box(docx, tmp_path):
    box = docx.box(docx.p("甲乙") + docx.p(docx.r("丙"), docx.r("丁", U)))
    path = docx.build(docx.p("首", box, "尾") + docx.p(box))
    lines = [b.text for b in read(path).blocks]
    assert lines == ["首尾", "甲乙", "丙丁", "甲乙", "丙丁", ""]
    check(path, tmp_path / "b.docx", [(1, 1, 2), (2, 0, 1), (5, 0, 1)])
    root = parse(members(tmp_path / "b.docx")["word/document.xml"])
    marked = ["".join(t.text for t in run.iter(w("t"))) for run in root.iter(w("r"))
              if run.find(f"{w('rPr')}/{w('u')}") is not None]
    assert sorted(marked) == sorted(["尾", "甲", "甲", "丙", "丙"])
    assert len(list(root.iter(w("txbxContent")))) == 4


def test_a_second_form_with_other_words_is_left_alone(docx, tmp_path):
    box = docx.box(docx.p("甲乙")).replace("甲乙", "别的", 2).replace("别的", "甲乙", 1)
    path = docx.build(docx.p(box))
    check(path, tmp_path / "b.docx", [(1, 0, 2)])
    document = members(tmp_path / "b.docx")["word/document.xml"].decode()
    assert re.findall(r"<w:rPr>.*?</w:t>", document) == ['<w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">甲乙</w:t>']


NUMBERING = ('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
             '<w:lvlText w:val="第%1条"/>{}</w:lvl></w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(("wanted", "found", "missed"), [
    ((0, 5), "第1条甲乙", ()), ((3, 4), "甲", ()), ((0, 3), "第1条", ()), ((1, 4), "甲", ((1, 1, 3),)), ((0, 0), "", ())])
@pytest.mark.parametrize("mark", ["", f"<w:rPr><w:ins {BY}/><w:b/>{U}<w:lang w:val='zh-CN'/></w:rPr>"])
def test_an_automatic_number_as_a_whole(docx, tmp_path, wanted, found, missed, mark):
    path = docx.build(docx.p("甲乙", ppr=NUMBERED + mark), numbering=NUMBERING.format(""))
    if mark and missed:
        missed, found = ((1, 0, 1),), "第1条甲"
    assert check(path, tmp_path / "b.docx", [(1, *wanted)]) == missed
    assert words(tmp_path / "b.docx") == [found]


def test_an_automatic_number_with_a_format_of_its_own(docx, tmp_path):
    path = docx.build(docx.p("甲", ppr=NUMBERED), numbering=NUMBERING.format(f'<w:rPr>{U.replace("single", "none")}</w:rPr>'))
    assert check(path, tmp_path / "b.docx", [(1, 0, 4)]) == ((1, 0, 3),)


def test_what_has_no_run_is_said_to_be_missed(docx, tmp_path):
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    path = docx.build(docx.p("甲", formula, "乙"))
    assert check(path, tmp_path / "b.docx", [(1, 0, 3)]) == ((1, 1, 2),)
    assert words(tmp_path / "b.docx") == ["甲、乙"]


def test_notes_and_cells(docx, tmp_path):
    cell = f"<w:tbl><w:tr><w:tc>{docx.p('表')}</w:tc></w:tr></w:tbl>"
    path = docx.build(docx.p("甲") + cell, footnotes=f'<w:footnote w:id="2">{docx.p("注乙")}</w:footnote>')
    check(path, tmp_path / "b.docx", [(2, 0, 1), (3, 1, 2)])
    assert words(tmp_path / "b.docx") == ["", "表", "乙"]


def test_blanks_to_fill_in_and_margins_stay(docx, tmp_path):
    path = docx.build(docx.p("姓名：", docx.r("　　　", U), "甲", docx.r("乙 丙", U)) + docx.p("丁"),
                      section='<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
                      parts={"header1": docx.p("页眉", rpr=U)})
    check(path, tmp_path / "b.docx", [(2, 0, 1)])
    assert words(tmp_path / "b.docx") == ["　　　", "丁", "页眉"]


def test_what_is_to_be_kept_is_kept(docx, tmp_path):
    path = docx.build(docx.p(docx.r("甲乙", U), docx.r("丙丁", U)))
    underline(path, tmp_path / "b.docx", [], keep=[(1, 1, 3)])
    assert words(tmp_path / "b.docx") == ["乙丙"]


def test_a_strict_file_stays_strict(docx, tmp_path):
    path = docx.build(docx.p("甲乙丙"), strict=True)
    check(path, tmp_path / "b.docx", [(1, 1, 2)])
    document = members(tmp_path / "b.docx")["word/document.xml"]
    assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in document
    assert b"openxmlformats.org/wordprocessingml" not in document


# --- what is refused -------------------------------------------------------------------------------------------------

def test_the_original_and_other_documents_are_never_overwritten(docx, tmp_path):
    path = docx.build(docx.p("甲"))
    other = docx.build(docx.p("乙"), name="b.docx")
    for output in (path, other, tmp_path / "无此文件夹" / "c.docx", tmp_path / "c.txt", tmp_path / "c.docm"):
        with pytest.raises(OutputError, match="副本"):
            underline(path, output, [(1, 0, 1)])
    assert words(path) == words(other) == [""]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx", "b.docx"]


PROTECTED = '<w:documentProtection w:edit="{}" w:enforcement="{}"/>'


@pytest.mark.parametrize(("more", "reason"), [
    ({"members": {"_xmlsignatures/sig1.xml": "<Signature/>"}}, "数字签名"),
    ({"settings": PROTECTED.format("readOnly", "1")}, "限制编辑"),
    ({"settings": PROTECTED.format("trackedChanges", "true")}, "限制编辑"),
])
def test_signed_and_protected_documents_are_refused(docx, tmp_path, more, reason):
    with pytest.raises(CopyError, match=reason):
        underline(docx.build(docx.p("甲"), **more), tmp_path / "b.docx", [(1, 0, 1)])
    assert not (tmp_path / "b.docx").exists()


@pytest.mark.parametrize("settings", [PROTECTED.format("readOnly", "0"), PROTECTED.format("none", "1")])
def test_protection_that_is_not_in_force(docx, tmp_path, settings):
    check(docx.build(docx.p("甲"), settings=settings), tmp_path / "b.docx", [(1, 0, 1)])


def test_a_file_that_was_changed_meanwhile(docx, tmp_path):
    path = docx.build(docx.p("甲"))
    for wanted, digest in (([(2, 0, 1)], None), ([(1, 0, 2)], None), ([(1, 0, 1)], "0" * 64)):
        with pytest.raises(CopyError, match="请重新比对"):
            underline(path, tmp_path / "b.docx", wanted, sha256=digest)
    underline(path, tmp_path / "b.docx", [(1, 0, 1)], sha256=read(path).source.sha256)


@pytest.mark.parametrize(("name", "data", "kind", "reason"), [
    ("a.txt", "甲".encode(), CopyError, "纯文本没有下划线"), ("a.pdf", b"%PDF-1.4\n", CopyError, "PDF 里的文字不能改"),
    ("a.docx", b"", CopyError, "空的"), ("a.docx", b"PK\x03\x04", CopyError, "损坏")])
def test_what_is_no_docx(tmp_path, name, data, kind, reason):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(kind, match=reason):
        underline(path, Path(tmp_path / "b.docx"), [])
