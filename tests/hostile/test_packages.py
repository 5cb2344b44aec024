"""Hostile zip packages, made here: each is refused before anything is inflated or parsed."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hongtou.pipeline.guard import Inspected, inspect
from hongtou.pipeline.readers import ReadError

TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
         'wordprocessingml.document.main+xml"/></Types>')
BODY = '<?xml version="1.0"?><w:document xmlns:w="x"><w:body/></w:document>'
MIB = 1024 * 1024


@pytest.fixture
def package(tmp_path):
    """A function that writes a docx of the given members besides the usual two, and returns its path."""
    def make(*members: tuple[str, str | bytes], name: str = "a.docx", types: str | None = TYPES,
             body: str | bytes = BODY, method: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", method) as archive:
            if types is not None:
                archive.writestr("[Content_Types].xml", types)
            archive.writestr("word/document.xml", body)
            for member, data in members:
                archive.writestr(member, data)
        return path
    return make


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        inspect(path)
    assert caught.value.message.endswith("。")
    return caught.value


def accepted(path: Path) -> Inspected:
    found = inspect(path)
    assert found.kind == "docx"
    return found


def test_a_plain_one_is_accepted_without_notes(package):
    assert accepted(package()).notes == ()
    assert accepted(package(name="b.docm")).notes == ()


def test_a_docx_named_doc_is_read_with_a_note(package):
    assert accepted(package(name="a.doc")).notes == ("扩展名是 .doc，内容是 .docx，已按内容读取。",)


def test_a_highly_compressed_member(package):
    error = refused(package(("word/media/a.bmp", bytes(30 * MIB))))
    assert (error.category, "压缩率" in error.message) == ("bomb", True)


def test_many_moderately_compressed_members(package, monkeypatch):
    monkeypatch.setattr("hongtou.pipeline.guard_zip.RATIO_FROM_BYTES", MIB)
    assert refused(package(*((f"word/media/{i}.bmp", bytes(MIB)) for i in range(8)))).category == "bomb"


def test_a_flood_that_compresses_badly(package, monkeypatch):
    monkeypatch.setattr("hongtou.pipeline.guard_zip.MAX_INFLATED_BYTES", MIB)
    assert "解压后" in refused(package(("a.bin", bytes(2 * MIB)))).message


def test_huge_xml(package, monkeypatch):
    monkeypatch.setattr("hongtou.pipeline.guard_zip.MAX_XML_BYTES", 1000)
    assert refused(package(body=BODY + " " * 1000)).category == "too_large"


def test_too_many_members(package):
    assert refused(package(*((f"m/{i}", b"") for i in range(5001)))).category == "bomb"


def test_a_directory_that_lies_about_sizes(package):
    """Declared small, inflating large: reading stops at what is declared, and the checksum does not fit."""
    path = package(("word/styles.xml", " " * 3 * MIB))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"word/styles.xml") - 46
    assert data[place: place + 4] == b"PK\x01\x02"
    data[place + 24: place + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert refused(path).category == "damaged"


def test_members_that_overlap(package):
    """Fifield's bomb: many directory entries for the same compressed bytes."""
    path = package(("word/a.xml", "a" * 4000), ("word/b.xml", "b" * 4000))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"word/b.xml") - 46
    data[place + 42: place + 46] = bytes(4)
    path.write_bytes(data)
    assert refused(path).category == "damaged"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "C:\\x.exe", "word\\..\\..\\x", "a" * 300])
def test_path_names(package, name):
    assert refused(package((name, b"x"))).category == "damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_a_part_twice(package, name):
    assert "同名" in refused(package((name, BODY))).message


def test_a_nested_bomb_stays_shut(package):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(50 * MIB))
    assert accepted(package(("word/embeddings/book.xlsx", inner.getvalue()))).notes == ()


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd"><w:document/>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(("xml", "category"), [(DOCTYPE, "damaged"), (LAUGHS, "bomb")])
def test_doctype_in_any_encoding(package, encoding, xml, category):
    assert refused(package(body=xml.encode(encoding))).category == category
    assert refused(package(("word/_rels/x.rels", xml.encode(encoding)))).category == category


@pytest.mark.parametrize("body", [
    b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-',
    '<?xml version="1.0" encoding="IBM037"?><!DOCTYPE d>'.encode("cp037"),
])
def test_an_encoding_that_hides_a_doctype(package, body):
    assert "编码" in refused(package(body=body)).message


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_word_does_not_know(package, method):
    assert refused(package(method=method)).category == "damaged"


def test_an_encrypted_member(package):
    path = package()
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refused(path).category == "encrypted"


def test_truncated_anywhere(package):
    data = package(("word/styles.xml", BODY)).read_bytes()
    for length in range(4, len(data) - 1, 17):
        path = package(name="cut.docx")
        path.write_bytes(data[:length])
        assert refused(path).category == "damaged"


def test_macros_are_noted(package):
    assert accepted(package(("word/vbaProject.bin", b"x"), name="a.docm")).notes == (
        "文件含宏（VBA）；宏不会运行，也没有检查。",)


def _relation(kind: str, target: str, mode: str = "External") -> tuple[str, str]:
    return ("word/_rels/document.xml.rels",
            f'<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/>'
            "</Relationships>")


@pytest.mark.parametrize(("relation", "noted"), [
    (_relation("attachedTemplate", "http://evil.example/t.dotm"), True),
    (_relation("attachedTemplate", "\\\\server\\share\\t.dotm"), True),
    (_relation("attachedTemplate", "file:///C:\\Users\\me\\t.dotm"), False),
    (_relation("image", "http://x/a.png"), True),
    (_relation("oleObject", "file:///C:/a.xlsx"), True),
    (_relation("hyperlink", "http://www.gov.cn"), False),
    (_relation("image", "media/a.png", "Internal"), False),
])
def test_external_resources_are_noted_where_something_would_be_fetched(package, relation, noted):
    notes = accepted(package(relation)).notes
    assert any("外部资源" in note for note in notes) == noted


@pytest.mark.parametrize(("word", "words"), [("spreadsheetml.sheet.main", "Excel"), ("presentationml", "PowerPoint")])
def test_other_office_packages(tmp_path, word, words):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{word}</Types>")
    error = refused(path)
    assert error.category == "fake_type"
    assert words in error.message


def test_archives_and_open_documents(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("公文.docx", b"x")
    assert "解压" in refused(path).message
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "ODF" in refused(path).message


def test_a_docx_that_lost_its_content_types(package):
    assert "Content_Types" in refused(package(types=None)).message
