"""Binary .doc by way of LibreOffice; what happens without it, and when it fails or hangs."""

import http.server
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hongtou.pipeline.pool import review_many
from hongtou.pipeline.readers import ReadError, office, read

SHARED = Path(os.environ.get("HONGTOU_SHARED", Path(__file__).parents[3] / "shared"))
DOC = SHARED / "samples" / "real" / "whu-thesis__附件一.doc"

needs_doc = pytest.mark.skipif(not DOC.is_file(), reason="no development samples ($HONGTOU_SHARED)")
needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """A function that puts a shell script in the place of LibreOffice."""
    def make(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(office, "find_office", lambda: str(program))
    return make


@needs_doc
@needs_office
def test_a_real_doc_is_read_with_a_note():
    document = read(DOC)
    assert document.source.format == "docx"
    assert document.source.path == str(DOC)
    assert office.NOTE in document.notes
    assert "LibreOffice" in document.unknown["geometry"]
    assert any(not block.blank for block in document.blocks)


@needs_doc
def test_without_libreoffice_the_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(ReadError) as caught:
        read(DOC)
    assert caught.value.category == "unsupported"
    assert "请安装 LibreOffice" in caught.value.message


def test_it_is_found_where_installers_put_it(monkeypatch, tmp_path):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    monkeypatch.setattr(office, "_USUAL", (str(tmp_path / "soffice"),))
    assert office.find_office() is None
    (tmp_path / "soffice").touch()
    assert office.find_office() == str(tmp_path / "soffice")


@needs_doc
@posix
def test_a_conversion_without_a_result_is_a_damaged_file(stand_in):
    stand_in("exit 0\n")
    with pytest.raises(ReadError) as caught:
        read(DOC)
    assert caught.value.category == "damaged"


@needs_doc
@posix
def test_a_conversion_that_hangs_is_ended_with_its_children(stand_in, tmp_path, monkeypatch):
    monkeypatch.setattr(office, "OFFICE_TIMEOUT_S", 0.5)
    stand_in(f"sleep 300 &\necho $! > {tmp_path / 'pid'}\nwait\n")
    with pytest.raises(ReadError) as caught:
        read(DOC)
    assert caught.value.category == "timeout"
    assert _gone(tmp_path / "pid")


@needs_doc
@posix
def test_a_worker_that_is_stopped_takes_libreoffice_and_its_files_along(tmp_path, monkeypatch):
    """The document's time is over while LibreOffice still runs: it must not stay behind."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "temp").mkdir()
    program = tmp_path / "bin" / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {tmp_path / 'pid'}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    (review,) = review_many([str(DOC)], timeout_s=5)
    assert review.failures[0].category == "timeout"
    assert _gone(tmp_path / "pid")
    assert list((tmp_path / "temp").glob("hongtou-*")) == []


def _gone(pid_file: Path) -> bool:
    """Whether the process whose number is in ``pid_file`` ends within five seconds."""
    child = Path("/proc") / pid_file.read_text().strip()
    for _ in range(50):
        if not child.exists() or "Z" in (child / "stat").read_text().split()[2]:
            return True
        time.sleep(0.1)
    return False


LINKED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>通知
 <draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char"><draw:image xlink:href="{}"
 xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>
</office:document>"""


@pytest.fixture
def server():
    """A web server on this machine, and the requests that reach it."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *arguments: object) -> None:
            pass

    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}/seal.png", requests
    made.shutdown()
    made.server_close()


@needs_office
def test_linked_pictures_are_not_fetched(server, tmp_path):
    """LibreOffice as it is installed fetches them on conversion; the reader's profile forbids it."""
    address, requests = server
    (tmp_path / "a.fodt").write_text(LINKED.format(address), encoding="utf-8")
    subprocess.run([office.find_office(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
                    "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(tmp_path / "a.fodt")],
                   check=True, capture_output=True, timeout=60)
    assert address.encode() in (tmp_path / "a.doc").read_bytes()
    assert requests, "LibreOffice no longer fetches by itself; this test shows nothing"
    requests.clear()
    read(tmp_path / "a.doc")
    assert requests == []
