"""What the guard accepts, refuses and says, by the bytes of the file."""

import os
import sys
from pathlib import Path

import pytest
from hongtou.pipeline.guard import decode, inspect
from hongtou.pipeline.limits import MAX_TEXT_BYTES
from hongtou.pipeline.readers import ReadError, read

PDF = b"%PDF-1.4\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "关于开展检查的通知\n各科室：".encode()


@pytest.fixture
def write(tmp_path):
    def make(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path
    return make


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        inspect(path)
    message = str(caught.value)
    assert message.endswith("。") and "\n" not in message
    return caught.value


@pytest.mark.parametrize(("name", "data", "kind"), [
    ("a.pdf", PDF, "pdf"),
    ("a.pdf", b"\r\n" * 100 + PDF, "pdf"),
    ("a.pdf", b"%PDF1.4\n", "pdf"),
    ("a.txt", TEXT, "text"),
    ("a.md", TEXT, "text"),
    ("无扩展名", PDF, "pdf"),
])
def test_accepted_by_content(write, name, data, kind):
    path = write(name, data)
    found = inspect(path)
    assert found.kind == kind
    assert found.source.path == str(path)
    assert found.source.size == len(data)
    assert len(found.source.sha256) == 64


def test_a_supported_kind_under_another_name_is_read_with_a_note(write):
    assert inspect(write("请示.docx", PDF)).notes == ("扩展名是 .docx，内容是 PDF，已按内容读取。",)
    assert inspect(write("请示.PDF", PDF)).notes == ()


@pytest.mark.parametrize(("name", "data", "category", "words"), [
    ("a.docx", b"", "empty", "0 字节"),
    ("a.docx", b"MZ\x90\x00\x03", "fake_type", "Windows 程序"),
    ("a.pdf", b"\x89PNG\r\n\x1a\n", "fake_type", "扩展名是 .pdf，内容却是 PNG 图片"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "unsupported", "OCR"),
    ("a.docx", TEXT, "fake_type", "纯文本"),
    ("a.pdf", TEXT, "fake_type", "纯文本"),
    ("a.docx", b"{\\rtf1 x}", "fake_type", "RTF"),
    ("a.doc", b"{\\rtf1 x}", "unsupported", "另存为 .docx"),
    ("a.doc", b"<html><body>x</body></html>", "unsupported", "网页"),
    ("a.doc", b"MIME-Version: 1.0\r\n", "unsupported", "MHTML"),
    ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
     "unsupported", "Word XML"),
    ("a.xml", b'<?xml version="1.0"?><uof:UOF/>', "unsupported", "标文通"),
    ("a.csv", b"a,b\n", "unsupported", ".csv"),
    ("a.docx", bytes(range(256)) * 8, "fake_type", "无法识别"),
    ("a.docx", b"\x00" * 4096, "fake_type", "无法识别"),
    ("a.docx", b"Rar!\x1a\x07", "fake_type", "解压"),
    ("~$请示.docx", b"\x05user" + b"\x00" * 157, "unsupported", "临时文件"),
    ("a.pdf", b"%1.4\n1 0 obj\n<<>>\nendobj\n", "damaged", "文件头"),
    ("a.doc", b"\xdb\xa5-\x00" + bytes(100), "unsupported", "Word 2.0"),
    ("a.doc", OLE + b"\x00" * 600, "damaged", "损坏"),
    ("a.docx", b"PK\x03\x04" + b"\x00" * 60, "damaged", "损坏"),
])
def test_refused_with_a_category_and_a_sentence(write, name, data, category, words):
    error = refused(write(name, data))
    assert error.category == category
    assert words in error.message


def test_paths_that_are_no_files(tmp_path):
    assert refused(tmp_path / "没有.docx").category == "not_found"
    assert refused(tmp_path).category == "unsupported"
    assert refused(tmp_path / ("长" * 500)).category == "not_found"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(write):
    path = write("a.txt", TEXT)
    path.chmod(0)
    assert "权限" in refused(path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.docx")
    assert refused(tmp_path / "a.docx").category == "unsupported"


def test_too_large(write, monkeypatch):
    monkeypatch.setattr("hongtou.pipeline.guard.MAX_FILE_BYTES", 3)
    assert refused(write("a.pdf", PDF)).category == "too_large"


def test_a_text_too_long(write):
    assert refused(write("a.txt", "公".encode() * (MAX_TEXT_BYTES // 3 + 1))).category == "too_large"


def test_a_paragraph_too_long(write):
    with pytest.raises(ReadError) as caught:
        read(write("a.txt", "公".encode() * 100_001))
    assert caught.value.category == "too_large"


def test_reading_goes_by_content_and_keeps_the_note(write):
    document = read(write("通知", TEXT))
    assert document.notes == ("文件没有扩展名，内容是纯文本，已按内容读取。",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_decodes(encoding):
    text = "国务院〔2024〕1号\r\n㐀，：；（）"
    if encoding == "gbk":
        text = text.replace("㐀", "")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x00\x01", b"\xff\xff\xff", b"\x1b[2J\x08", bytes(range(128, 256)) * 3,
                                  "\ue000\ue001字".encode()])
def test_what_is_no_text(data):
    assert decode(data) is None
