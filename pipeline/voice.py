"""A recording of what is read aloud, made by whatever speech engine is installed. Nothing goes over a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .reading import Line, Reading

LONGEST_S = 1800
_POWERSHELL = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$v = New-Object System.Speech.Synthesis.SpeechSynthesizer; $v.Rate = -1; "
    "$v.SetOutputToWaveFile($env:HONGTOU_WAV); $v.Speak([Console]::In.ReadToEnd()); $v.Dispose()")


class VoiceError(ValueError):
    """No recording can be made; the message says why, in Chinese."""


@dataclass(frozen=True)
class Engine:
    """A program that reads text from stdin and writes a WAV file: ``{wav}`` in ``arguments`` is that file."""

    program: str
    arguments: tuple[str, ...]


def engine() -> Engine:
    """The speech engine of this machine; raises :class:`VoiceError` where none is installed."""
    known = [("espeak-ng", ("-v", "cmn", "-s", "140", "-b", "1", "--stdin", "-w", "{wav}")),
             ("say", ("-o", "{wav}", "--file-format=WAVE", "--data-format=LEI16@22050", "-f", "-"))]
    if os.name == "nt":
        known.append(("powershell", ("-NoProfile", "-NonInteractive", "-Command", _POWERSHELL)))
    for name, arguments in known:
        if program := shutil.which(name):
            return Engine(program, arguments)
    raise VoiceError("这台电脑没有语音程序，录不成音。Linux 请安装 espeak-ng，Windows 和 macOS 用系统自带的。唱校稿本身不受影响。")


def script(reading: Reading) -> str:
    """All that is said, with the pauses of punctuation between: line by line, each with its number."""
    return "\n".join(filter(None, (_spoken(line) for line in reading.lines))) + "\n"


def _spoken(line: Line) -> str:
    head = "，".join((f"第{line.number}行".replace("—", "至"), *line.announced))
    parts = [head, "，".join(_phrases(line)), *(str(remark) for remark in line.remarks)]
    return "。".join(part for part in parts if part) + "。"


def _phrases(line: Line) -> Iterator[str]:
    """Figures and letters are set apart one by one: an engine would read 二零二六 well, but GDP as a word."""
    for piece in line.pieces:
        yield re.sub(r"(?<=[A-Za-z])(?=[A-Za-z])", " ", piece.said) if piece.kind == "letters" else piece.said


def record(words: str, with_engine: Engine) -> bytes:
    """``words`` as a WAV file; raises :class:`VoiceError` when the engine fails or takes more than half an hour."""
    name = Path(with_engine.program).stem
    with tempfile.TemporaryDirectory(prefix="hongtou-") as folder:
        wav = os.path.join(folder, "read-aloud.wav")
        command = [with_engine.program, *(a.replace("{wav}", wav) for a in with_engine.arguments)]
        try:
            done = subprocess.run(command, input=words.encode(), capture_output=True, timeout=LONGEST_S, check=False,
                                  env={**os.environ, "HONGTOU_WAV": wav})
        except subprocess.TimeoutExpired:
            raise VoiceError(f"语音程序 {name} 半小时还没有录完，已停止。文件太长时请分开录。") from None
        except OSError as error:
            raise VoiceError(f"语音程序 {name} 启动不了（系统错误 {error.errno}）。") from error
        if done.returncode != 0 or not os.path.isfile(wav) or not os.path.getsize(wav):
            raise VoiceError(f"语音程序 {name} 没有录成（退出码 {done.returncode}）。请看它是否装有中文语音。")
        return Path(wav).read_bytes()
