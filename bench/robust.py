"""Every file of the robustness collection through the real pool: what became of it, how long, how much memory.

    python bench/robust.py [--jobs N] [FOLDER…] > table.tsv

Each file is reviewed alone in a worker of its own, so that seconds and peak memory are its own (LibreOffice's
included). The exit code is 1 when a file took longer than 60 s or more than 1500 MB, or ended without a category.
Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

MAX_SECONDS = 60.0
MAX_MB = 1500
ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("HONGTOU_SHARED", ROOT.parent / "shared")) / "samples"


class Row(NamedTuple):
    """One line of the table."""

    path: str
    status: str
    category: str
    seconds: float
    peak_mb: int
    message: str

    @property
    def bad(self) -> bool:
        """Whether it breaks the promise."""
        return self.seconds > MAX_SECONDS or self.peak_mb > MAX_MB or self.status not in ("reviewed", "failed")


def main() -> int:
    """Print the table and a summary; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, default=[SAMPLES / "robust", SAMPLES / "robust_cjk"])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return _one(options.one)
    files = [f for folder in options.folders for f in sorted(folder.iterdir()) if f.is_file()]
    if not files:
        sys.exit(f"no files in {', '.join(map(str, options.folders))}")
    rows = []
    print("path", "status", "category", "seconds", "peak_mb", "message", sep="\t")
    with ThreadPoolExecutor(options.jobs) as pool:
        for row in pool.map(measure, files):
            print(row.path, row.status, row.category, f"{row.seconds:.2f}", row.peak_mb, row.message, sep="\t",
                  flush=True)
            rows.append(row)
    return _summary(rows)


def _one(path: str) -> int:
    from hongtou.pipeline.pool import review_many

    started = time.monotonic()
    (review,) = review_many([path])
    first = review.failures[0] if review.failures else None
    print(json.dumps([review.status, first.category if first else "", time.monotonic() - started,
                      first.message if first else ""]))
    return 0


def measure(file: Path) -> Row:
    """Review ``file`` in a process of its own and watch the memory of what that starts."""
    process = subprocess.Popen([sys.executable, __file__, "--one", str(file)], stdout=subprocess.PIPE, text=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory_below(process.pid))
        time.sleep(0.02)
    output = process.stdout.read() if process.stdout else ""
    try:
        status, category, seconds, message = json.loads(output)
    except ValueError:
        status, category, seconds, message = "lost", "", 0.0, f"exit {process.returncode}"
    return Row(f"{file.parent.name}/{file.name}", status, category, seconds, peak // 1024, message)


def _memory_below(pid: int) -> int:
    """KiB that the descendants of ``pid`` hold now; of a single one, the most that it ever held."""
    sizes = list(_sizes(pid))
    return max(sum(now for now, _ in sizes), max((most for _, most in sizes), default=0))


def _sizes(pid: int) -> Iterator[tuple[int, int]]:
    for child in _children(pid):
        fields = {}
        try:
            for line in Path(f"/proc/{child}/status").read_text().splitlines():
                name, _, value = line.partition(":")
                fields[name] = value.split()
        except OSError:
            continue
        if "VmRSS" in fields:
            yield int(fields["VmRSS"][0]), int(fields["VmHWM"][0])
        yield from _sizes(int(child))


def _children(pid: int) -> list[str]:
    """Of all its threads: the pool starts workers from a thread of its own."""
    try:
        return [child for task in Path(f"/proc/{pid}/task").iterdir()
                for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _summary(rows: list[Row]) -> int:
    counts = Counter(row.category or row.status for row in rows)
    slowest, largest = max(rows, key=lambda r: r.seconds), max(rows, key=lambda r: r.peak_mb)
    print(f"{len(rows)} files: " + ", ".join(f"{n} {name}" for name, n in counts.most_common()), file=sys.stderr)
    print(f"slowest {slowest.seconds:.1f} s {slowest.path}; largest {largest.peak_mb} MB {largest.path}",
          file=sys.stderr)
    bad = [row for row in rows if row.bad]
    for row in bad:
        print("BROKEN PROMISE", *row, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
