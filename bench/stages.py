"""Time per stage for each example, and the whole against what the library needs just to read the file.

    python -m bench.stages [FILE…]     (from the repository root, with hongtou installed)

Prints the median CPU time of five runs in one process; quote the ratios, not the seconds.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
from hongtou.pipeline.check import Options, collect
from hongtou.pipeline.engine import run
from hongtou.pipeline.readers import read
from hongtou.pipeline.structure import recognise

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def median_seconds(action: Callable[[], object]) -> float:
    """Median CPU time of the action in seconds: what else the machine does counts for little."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def library(path: Path) -> object:
    """What python-docx or pdfplumber need to give all text."""
    if path.suffix == ".pdf":
        with pdfplumber.open(path) as pdf:
            return [(page.chars, page.lines, page.rects) for page in pdf.pages]
    return [p.text for p in docx.Document(str(path)).paragraphs]


def main() -> int:
    """Print the table; returns 0."""
    paths = [Path(p) for p in sys.argv[1:]] or sorted((ROOT / "examples/correct").glob("01-*"))
    checks = list(collect().values())
    print(f"{'file':24} {'library':>8} {'read':>8} {'recognise':>9} {'check':>8} {'whole/library':>13}")
    for path in paths:
        document = read(path)
        structure = recognise(document)
        run(document, structure, checks, Options())  # load dictionaries once
        base = median_seconds(lambda path=path: library(path))  # type: ignore[misc]
        stages = (median_seconds(lambda path=path: read(path)),  # type: ignore[misc]
                  median_seconds(lambda d=document: recognise(d)),  # type: ignore[misc]
                  median_seconds(lambda d=document, s=structure: run(d, s, checks, Options())))  # type: ignore[misc]
        print(f"{path.name:24} {base:8.3f} {stages[0]:8.3f} {stages[1]:9.3f} {stages[2]:8.3f} {sum(stages) / base:13.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
