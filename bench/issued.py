"""How much is reported on text that offices have issued, and how long the checks of text take.

    python -m bench.issued                    (from the repository root, with hongtou installed and ../shared present)
    python -m bench.issued --corpora 400000   (also that many characters from the head of each corpus for spelling)

The texts are taken as right, so what is found is a false alarm or a slip of whoever put the text into the file: read
before you count. State Council documents are taken as what they are; laws and papers are no 公文, and only what runs on
any text speaks of them. Speed: checks of groups 5 to 9 on 10,000 characters against jieba's cutting of the same text.
"""

from __future__ import annotations

import argparse
import lzma
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hongtou.pipeline.check import Check, Options, collect
from hongtou.pipeline.engine import Selection, run
from hongtou.pipeline.readers import read
from hongtou.pipeline.structure import recognise

SHARED = Path(os.environ.get("HONGTOU_SHARED", Path(__file__).resolve().parents[2] / "shared"))
LINES = 300
"""Lines of a corpus that are read as one document."""


def checks_of_text() -> list[Check]:
    """The checks of groups 5 to 9."""
    return [c for c in collect().values() if c.id[2] in "56789"]


def texts(most: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """Group and file of each text; corpora are cut into files in ``folder``."""
    for path in sorted((SHARED / "samples" / "text").rglob("*")):
        if path.suffix in (".txt", ".md"):
            yield path.relative_to(SHARED / "samples" / "text").parts[0], path
    for corpus in sorted((SHARED / "csc" / "corpora").glob("*.xz")) if most else ():
        with lzma.open(corpus, "rt", encoding="utf-8") as file:
            lines = file.read(most).splitlines()
        for start in range(0, len(lines), LINES):
            made = folder / f"{corpus.name}-{start}.txt"
            made.write_text("\n".join(lines[start:start + LINES]), "utf8")
            yield corpus.name.split(".")[0], made


def alarms(most: int) -> None:
    """Print errors and warnings per 10,000 characters, by group of texts and by rule."""
    made, characters, found = checks_of_text(), Counter[str](), Counter[tuple[str, str]]()
    rules: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for group, path in texts(most, Path(folder)):
            document = read(path)
            characters[group] += sum(len(b.text) for b in document.blocks)
            for finding in run(document, recognise(document), made, Options(), Selection()).findings:
                if finding.severity != "info":
                    found[group, finding.severity] += finding.occurrences
                    rules[finding.rule, finding.severity] += finding.occurrences
    for group, count in characters.items():
        print(f"{group:16} {count:9} characters, per 10,000: errors {found[group, 'error'] / count * 1e4:.2f}, "
              f"warnings {found[group, 'warning'] / count * 1e4:.2f}")
    for (rule, severity), count in rules.most_common():
        print(f"  {count:5} {rule} {severity}")


def speed() -> None:
    """Print how long the checks of text take on 10,000 characters beside jieba alone (medians of five)."""
    import jieba

    jieba.setLogLevel(60)
    text = "\n".join(p.read_text("utf8") for p in sorted((SHARED / "samples/text/statecouncil").glob("*.txt"))[:6])[:10_000]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_text(text, "utf8")
        document = read(path)
    structure, made = recognise(document), checks_of_text()
    run(document, structure, made, Options(), Selection())
    jieba.lcut(text)
    ours, theirs = [], []
    for _ in range(5):
        start = time.perf_counter()
        run(document, structure, made, Options(), Selection())
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        jieba.lcut(text)
        theirs.append(time.perf_counter() - start)
    try:
        import rjieba  # noqa: F401
        which = "with rjieba installed"
    except ImportError:
        which = "without rjieba"
    mine, jiebas = statistics.median(ours), statistics.median(theirs)
    print(f"10,000 characters: checks {mine:.3f} s, jieba {jiebas:.3f} s, {mine / jiebas:.2f} times ({which})")


def main() -> int:
    """Print both; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=int, default=0, metavar="CHARACTERS")
    options = parser.parse_args()
    alarms(options.corpora)
    speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
