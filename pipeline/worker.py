"""What happens inside one worker process: bounds are set, then documents are reviewed one after another.

A worker that ran out of memory ends itself: its address space is in pieces, and the next document would suffer for
it. The exit code tells the pool at which stage it was.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import warnings
from contextlib import suppress
from types import FrameType

from .review import Review
from .review_file import Job, Stage, review

EXIT_MEMORY: dict[int, Stage] = {70: "read", 71: "recognise", 72: "check"}
"""Exit codes of a worker whose memory did not suffice, with the stage."""


def start(memory_mb: int | None) -> None:
    """Prepare this process: memory limit in MiB (where the system has one), silence, and the modules that all need.

    Libraries log what they stumble over, and that may be words of a document: nothing is logged here.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, _stop)
    if memory_mb:
        limit_memory(memory_mb)
    with suppress(Exception):  # a broken rule pack is reported with each document, not by a worker that cannot start
        Job().checks()


def limit_memory(megabytes: int) -> bool:
    """Bound this process's address space; False where the system cannot (Windows)."""
    try:
        import resource
    except ImportError:
        return False
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024 * 1024
    if hard not in (resource.RLIM_INFINITY, -1):
        wanted = min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (ValueError, OSError):
        return False
    return True


def work(path: str, job: Job) -> Review:
    """Review one document; does not return when memory ran out."""
    result = review(path, job)
    for failure in result.failures:
        if failure.category == "memory":
            os._exit(next((code for code, stage in EXIT_MEMORY.items() if stage == failure.stage), 70))
    return result


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave at once, but not without LibreOffice."""
    office = sys.modules.get("hongtou.pipeline.readers.office")
    if office is not None:
        office.abandon()
    os._exit(128 + number)
