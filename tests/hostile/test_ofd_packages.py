"""Damaged and hostile OFD files: each is refused for a reason that names what is wrong, none takes long."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docbuild import ofd
from docbuild.examples import EXAMPLES
from docbuild.ofd_raw import SONG, page, parts, text, write, xml
from hongtou.pipeline.guard import inspect
from hongtou.pipeline.readers import ReadError, read

WORDS = "关于做好防汛工作的通知"
Parts = dict[str, str | bytes]


@pytest.fixture
def members() -> Parts:
    return parts(page(text(WORDS)), page(text(WORDS)))


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 30


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.message.endswith("。") and "Word" not in caught.value.message
    return caught.value


def without(members: Parts, name: str) -> Parts:
    return {n: data for n, data in members.items() if n != name}


@pytest.mark.parametrize("name", ["Doc_0/Document.xml", "Doc_0/Pages/Page_1/Content.xml", "OFD.xml"])
def test_missing_parts_are_named(tmp_path: Path, members: Parts, name: str) -> None:
    error = refused(write(tmp_path / "a.ofd", without(members, name)))
    assert error.category == "damaged" and f"缺少 {name}" in error.message


@pytest.mark.parametrize("name", ["Doc_0/Document.xml", "Doc_0/Pages/Page_1/Content.xml", "OFD.xml", "Doc_0/PublicRes.xml"])
@pytest.mark.parametrize("data", ["", "不是 XML", "<ofd:Page><", "\0\1\2"])
def test_broken_parts_are_named(tmp_path: Path, members: Parts, name: str, data: str) -> None:
    error = refused(write(tmp_path / "a.ofd", members | {name: data}))
    assert error.category == "damaged" and name in error.message


@pytest.mark.parametrize(("name", "root"), [("OFD.xml", "OFD"), ("Doc_0/Document.xml", "Document")])
def test_empty_roots(tmp_path: Path, members: Parts, name: str, root: str) -> None:
    assert refused(write(tmp_path / "a.ofd", members | {name: xml(root, "")})).category == "damaged"


def test_wrong_xml_has_no_pages(tmp_path: Path, members: Parts) -> None:
    html = "<html><body>网页</body></html>"
    assert refused(write(tmp_path / "a.ofd", members | {"Doc_0/Document.xml": html})).category == "damaged"
    assert refused(write(tmp_path / "b.ofd", {n: html if "Page" in n else d for n, d in members.items()})).category == "no_text"


@pytest.mark.parametrize("name", ["OFD.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_declarations_and_entities(tmp_path: Path, members: Parts, name: str) -> None:
    head, body = str(members[name]).split("?>", 1)
    doctype = write(tmp_path / "a.ofd", members | {name: f'{head}?><!DOCTYPE a SYSTEM "file:///etc/passwd">{body}'})
    assert "DOCTYPE" in refused(doctype).message
    entity = f'{head}?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>{body}'
    assert refused(write(tmp_path / "b.ofd", members | {name: entity})).category == "bomb"


def test_a_part_that_does_not_look_like_xml_by_its_name(tmp_path: Path, members: Parts) -> None:
    """The guard looks into parts by their names; the parser refuses what it does not see."""
    document = str(members["Doc_0/Document.xml"]).replace("Page_0/Content.xml", "Page_0/Content.dat")
    hidden = '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    made = members | {"Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.dat": hidden}
    assert refused(write(tmp_path / "a.ofd", made)).category == "damaged"


@pytest.mark.parametrize("extra", [("Encryptions.xml",), ("decryptseed.dat", "entriesmap.dat")])
def test_encrypted(tmp_path: Path, members: Parts, extra: tuple[str, ...]) -> None:
    sealed: Parts = members | {"Doc_0/Document.xml": b"\x93\x11\x00"} | dict.fromkeys(extra, b"")
    error = refused(write(tmp_path / "a.ofd", sealed))
    assert error.category == "encrypted" and "加密" in error.message


def test_a_bomb(tmp_path: Path, members: Parts) -> None:
    error = refused(write(tmp_path / "a.ofd", members | {"Doc_0/Res/a.bmp": bytes(30 * 1024 * 1024)}))
    assert error.category == "bomb"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_truncated(tmp_path: Path, share: float) -> None:
    ofd.build(EXAMPLES["01-通知"], tmp_path / "a.ofd", fonts="names")
    data = (tmp_path / "a.ofd").read_bytes()
    (tmp_path / "b.ofd").write_bytes(data[: int(len(data) * share)])
    assert refused(tmp_path / "b.ofd").category == "damaged"


def test_a_damaged_member(tmp_path: Path, members: Parts) -> None:
    path = write(tmp_path / "a.ofd", members)
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("Doc_0/Pages/Page_1/Content.xml").header_offset + 80
    data = bytearray(path.read_bytes())
    data[place: place + 40] = bytes(40)
    path.write_bytes(data)
    assert refused(path).category == "damaged"


@pytest.mark.parametrize(("name", "kind"), [("a.docx", "docx"), ("a.pdf", "pdf")])
def test_content_counts_not_the_name(tmp_path: Path, members: Parts, name: str, kind: str) -> None:
    path = write(tmp_path / name, members)
    assert inspect(path).notes == (f"扩展名是 .{kind}，内容是 OFD，已按内容读取。",)
    assert [b.text for b in read(path).blocks] == [WORDS, WORDS]
    fake = tmp_path / "fake.ofd"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert refused(fake).category == "fake_type"
    assert refused(write(tmp_path / "zip.ofd", {"a.txt": "a"})).category == "fake_type"


def test_a_graphic_that_holds_itself(tmp_path: Path) -> None:
    node = '<ofd:CompositeObject ID="3" ResourceID="20" Boundary="0 0 9 9"/>'
    res = (f'{SONG}<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="20"><ofd:Content>{node * 3}</ofd:Content>'
           "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>")
    assert refused(write(tmp_path / "a.ofd", parts(page(text(WORDS), node), res=res))).category == "bomb"


def test_graphics_that_multiply(tmp_path: Path) -> None:
    """Five graphics deep, forty of the next in each: a hundred million objects from twenty kilobytes."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="3" ResourceID="{n + 1}" Boundary="0 0 9 9"/>' * 40
        + "</ofd:Content></ofd:CompositeGraphicUnit>" for n in range(100, 105))
    last = f'<ofd:CompositeGraphicUnit ID="105"><ofd:Content>{text(WORDS)}</ofd:Content></ofd:CompositeGraphicUnit>'
    res = f"{SONG}<ofd:CompositeGraphicUnits>{units}{last}</ofd:CompositeGraphicUnits>"
    node = '<ofd:CompositeObject ID="3" ResourceID="100" Boundary="0 0 9 9"/>'
    assert refused(write(tmp_path / "a.ofd", parts(page(node), res=res))).category in ("too_large", "timeout")


def test_empty_graphics_that_multiply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with nothing to draw in the end: time is what runs out."""
    monkeypatch.setattr("hongtou.pipeline.readers.page_budget.MAX_SECONDS", 2.0)
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="3" ResourceID="{n + 1}" Boundary="0 0 9 9"/>' * 40
        + "</ofd:Content></ofd:CompositeGraphicUnit>" for n in range(100, 105))
    node = '<ofd:CompositeObject ID="3" ResourceID="100" Boundary="0 0 9 9"/>'
    res = f"{SONG}<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>"
    assert refused(write(tmp_path / "a.ofd", parts(page(node), res=res))).category == "timeout"


def test_deep_nests(tmp_path: Path) -> None:
    nest = "<ofd:PageBlock>" * 100 + text(WORDS) + "</ofd:PageBlock>" * 100
    assert refused(write(tmp_path / "a.ofd", parts(page(nest)))).category == "bomb"


def test_floods(tmp_path: Path) -> None:
    assert refused(write(tmp_path / "a.ofd", parts(page(text("甲" * 70_000))))).category == "too_large"
    drawn = '<ofd:PathObject ID="3" Boundary="0 0 9 9"><ofd:AbbreviatedData>' + "M 0 0 L 9 9 " * 70_000 \
        + "</ofd:AbbreviatedData></ofd:PathObject>"
    assert refused(write(tmp_path / "b.ofd", parts(page(text(WORDS), drawn)))).category == "too_large"


@pytest.mark.parametrize("node", [
    text(WORDS, Size="-3"), text(WORDS, Size="1e99"), text(WORDS, Size="nan"), text(WORDS, at="a b c d"),
    text(WORDS, CTM="0 0 0 0 0 0"), text(WORDS, CTM="1e99 1e99 1e99 1e99 1e99 1e99"), text(WORDS, CTM="1 2"),
    text(WORDS, deltas="g g g g 5"), text(WORDS, deltas="x y z"), text(WORDS, HScale="-1"), text(WORDS, Font=""),
    text(WORDS, at="1e300 1e300 1 1"), text(WORDS, inner='<ofd:FillColor Value="9999999 -5 a"/>'),
    text(WORDS, inner='<ofd:CGTransform CodePosition="-5" CodeCount="-5" GlyphCount="99999999999"/>'),
    text(WORDS, inner='<ofd:CGTransform CodePosition="3" CodeCount="0" GlyphCount="0"/>'),
    text("", inner='<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="99999999999"/>'),
    '<ofd:PathObject Boundary="0 0 1 1"><ofd:AbbreviatedData>'
    "M 1e300 0 A 0 0 0 0 0 1 1 A 1 1 0 0 0 1e300 1e-300 C C C</ofd:AbbreviatedData></ofd:PathObject>",
    '<ofd:PathObject Boundary="0 0 1 1"><ofd:AbbreviatedData>C L 1 1 Q 1 1 1 1 B</ofd:AbbreviatedData></ofd:PathObject>',
    "<ofd:TextObject/>", "<ofd:PathObject/>", "<ofd:ImageObject/>", "<ofd:CompositeObject/>", "<ofd:Unheard/>",
])
def test_senseless_values_do_no_harm(tmp_path: Path, node: str) -> None:
    good = text("正文有这样十来个字吧", at="30 80 100 6")
    document = read(write(tmp_path / "a.ofd", parts(page(good, node))))
    assert "正文有这样十来个字吧" in [b.text for b in document.blocks]
