"""Readers that misbehave on demand: the file's text says how. Used in real worker processes by test_pool.py."""

import hashlib
import os
import signal
import time
from pathlib import Path

from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.readers.errors import ReadError

SECRET = "绝不能进日志的原文"


def read(path: str) -> Document:
    """Do what the file says: ``hang``, ``flood``, ``exit 3``, ``once FILE`` …; anything else is its text."""
    data = Path(path).read_bytes()
    order, _, argument = data.decode().partition(" ")
    action = ACTIONS.get(order)
    if action:
        action(argument)
    source = Source(path, "text", hashlib.sha256(data).hexdigest(), len(data))
    return Document(source, (Block(0, "body", data.decode()),))


def die_at_start(memory_mb: int | None) -> None:
    """An initialiser of workers that never come up."""
    os._exit(5)


def _hang(argument: str) -> None:
    while True:
        time.sleep(0.01)


def _hang_in_c(argument: str) -> None:
    """Where Python's signal handlers never run: one call that loops in C."""
    sum(range(10**14))


def _flood(argument: str) -> None:
    kept = []
    while True:
        kept.append(bytearray(32 * 1024 * 1024))


def _raise(argument: str) -> None:
    raise ValueError(SECRET)


def _once(argument: str) -> None:
    """Die the first time, work the second: what a flaky library does."""
    mark = Path(argument)
    if not mark.exists():
        mark.touch()
        os._exit(9)


def _refuse(argument: str) -> None:
    raise ReadError("encrypted", "文件设有打开密码；请取消密码后再检查。")


def _deep(argument: str) -> None:
    _deep(argument)


def _note_pid(argument: str) -> None:
    Path(argument).write_text(str(os.getpid()))
    _hang("")


ACTIONS = {
    "hang": _hang,
    "hang-in-c": _hang_in_c,
    "flood": _flood,
    "exit": lambda argument: os._exit(int(argument)),
    "segfault": lambda argument: os.kill(os.getpid(), signal.SIGSEGV),
    "raise": _raise,
    "once": _once,
    "refuse": _refuse,
    "recurse": _deep,
    "pid": _note_pid,
}
