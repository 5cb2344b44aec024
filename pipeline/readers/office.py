"""Binary ``.doc`` and ``.wps`` by way of LibreOffice: converted to ``.docx``, then read as that.

LibreOffice runs headless in a profile of its own that forbids macros, active content and linked resources, so that
nothing of the user's settings is used or changed and nothing is fetched. What it makes of styles and text is good;
its layout of character grids is not, so nothing is ever measured on it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from ..guard import inspect
from ..limits import OFFICE_TIMEOUT_S
from ..model import Document, Source
from .errors import ReadError

NOTE = "由 LibreOffice 转换后读取，个别格式可能与原文件不同；以 Word 或 WPS 另存的 .docx 为准。"
_GEOMETRY = "经 LibreOffice 转换，版面位置不可靠"
_COMMANDS = ("soffice", "libreoffice")
_USUAL = (
    "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice", "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe", r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_NO_PROXY_PORT = 9
"""The discard port: a proxy that is never there, so that a request has nowhere to go."""
_SETTINGS = {
    "Common/Security/Scripting": {
        "DisableMacrosExecution": "true", "MacroSecurityLevel": "3", "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true", "DisableOLEAutomation": "true",
    },
    "Inet/Settings": {
        "ooInetProxyType": "2", "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": str(_NO_PROXY_PORT),
        "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": str(_NO_PROXY_PORT),
    },
}


def read(path: Path, source: Source | None = None) -> Document:
    """Convert ``path`` and read the result. Raises :class:`ReadError`; unsupported where there is no LibreOffice."""
    source = source or inspect(path).source
    program = find_office()
    if program is None:
        raise ReadError("unsupported", "读取 .doc 和 .wps 要靠 LibreOffice；请安装 LibreOffice，"
                                       "或用 Word、WPS 另存为 .docx 再检查。")
    with tempfile.TemporaryDirectory(prefix="hongtou-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, path, Path(folder))
        notes = inspect(converted).notes
        from .docx import read as read_docx

        document: Document = read_docx(converted, source)
    return replace(document, unknown={**document.unknown, "geometry": _GEOMETRY},
                   notes=(*notes, *document.notes, NOTE))


def find_office() -> str | None:
    """LibreOffice's program: on the search path, or where its installers put it."""
    for command in _COMMANDS:
        if found := shutil.which(command):
            return found
    return next((place for place in _USUAL if os.path.isfile(place)), None)


def _convert(program: str, path: Path, folder: Path) -> Path:
    """``path`` as docx in ``folder``. The copy has a plain name: the user's may be in any encoding."""
    original = folder / "input.doc"
    shutil.copyfile(path, original)
    profile = folder / "profile"
    _write_profile(profile)
    command = [program, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
               f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "docx:MS Word 2007 XML",
               "--outdir", str(folder / "out"), str(original)]
    _run(command, folder)
    converted = folder / "out" / "input.docx"
    if not converted.is_file():
        raise ReadError("damaged", "LibreOffice 打不开这个文件，可能已损坏；"
                                   "请用 Word 或 WPS 打开，另存为 .docx 后再检查。")
    return converted


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{"Office." if group.startswith("Common") else ""}{group}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for group, values in _SETTINGS.items() for name, value in values.items())
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n', encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice and everything it starts, and end all of it when the time is up."""
    with _address_space_of_its_own():
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=sys.platform != "win32")
    _running[process] = folder
    try:
        process.wait(OFFICE_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        raise ReadError("timeout", f"LibreOffice 转换超过 {OFFICE_TIMEOUT_S:.0f} 秒，已停止；"
                                   "请用 Word 或 WPS 另存为 .docx 后再检查。") from None
    finally:
        _end(process)
        del _running[process]


_running: dict[subprocess.Popen[bytes], Path] = {}


def abandon() -> None:
    """End what is running and remove its files: for a worker that is being stopped and will not return."""
    for process, folder in _running.items():
        _end(process)
        shutil.rmtree(folder, ignore_errors=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def _address_space_of_its_own() -> Iterator[None]:
    """Lift the worker's memory limit while LibreOffice is started: it maps more than it uses."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
