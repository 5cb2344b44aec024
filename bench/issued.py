"""How much is reported on text that offices have issued, and how long the checks of text take.

    python -m bench.issued                    (from the repository root, with hongtou installed and ../shared present)
    python -m bench.issued --corpora 400000   (also that many characters from the head of each corpus for spelling)
    python -m bench.issued --speed            (only the time)

The texts are taken as right, so what is found is a false alarm or a slip of whoever put the text into the file: read
before you count. State Council documents are taken as what they are; laws and papers are no 公文, and only what runs on
any text speaks of them. Speed: checks of groups 5 to 9 on 10,000 characters against jieba's cutting of the same text, in
one process and after one run, so that dictionaries are loaded.
"""

from __future__ import annotations

import argparse
import importlib.util
import lzma
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hongtou.pipeline.check import Check, Options, Problem, collect
from hongtou.pipeline.elements import Structure
from hongtou.pipeline.engine import Selection, run
from hongtou.pipeline.model import Document
from hongtou.pipeline.readers import read
from hongtou.pipeline.segmenter import forget_words
from hongtou.pipeline.structure import recognise

SHARED = Path(os.environ.get("HONGTOU_SHARED", Path(__file__).resolve().parents[2] / "shared"))
MODEL = "HT7050"
ROUNDS = 7
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
    """Print how long the checks of text take on 10,000 characters beside jieba alone, without and with rjieba."""
    import jieba

    jieba.setLogLevel(60)
    for name, paths in (("State Council", sorted((SHARED / "samples/text/statecouncil").glob("*.txt"))[:6]),
                        ("a law", sorted((SHARED / "samples/text/lawmd").rglob("*.md"))[5:8])):
        text = "\n".join(p.read_text("utf8") for p in paths)[:10_000]
        document = _document(text)
        base = _seconds(lambda text=text: jieba.lcut(text))  # type: ignore[misc]
        print(f"{name}, {len(text)} characters: jieba alone {base * 1000:.0f} ms (CPU time, median of {ROUNDS})")
        for installed in (False, True):
            _use_rjieba(installed)
            if installed and not _has_rjieba():
                print("  rjieba is not installed: pip install hongtou[fast]")
                continue
            _ratios(document, text, "with rjieba" if installed else "without rjieba")
    _slowest(document)


def _document(text: str) -> tuple[Document, Structure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_text(text, "utf8")
        document = read(path)
    return document, recognise(document)


def _seconds(action: Callable[[], object]) -> float:
    """Median CPU time in seconds, after one run to load dictionaries; what else the machine does counts for little."""
    action()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _use_rjieba(installed: bool) -> None:
    """From here on words are cut by rjieba (where there is one), or by jieba."""
    if installed:
        sys.modules.pop("rjieba", None)
    else:
        sys.modules["rjieba"] = None  # type: ignore[assignment]
    forget_words()


def _has_rjieba() -> bool:
    return importlib.util.find_spec("rjieba") is not None


def _ratios(document: tuple[Document, Structure], text: str, which: str) -> None:
    """Print the time of all checks of text and of all but the spelling model, against jieba measured in turn with them."""
    import jieba

    all_of_them = checks_of_text()
    rest = [made for made in all_of_them if made.id != MODEL]
    whole, without, base = (_seconds(action) for action in (
        lambda: run(*document, all_of_them, Options(), Selection()), lambda: run(*document, rest, Options(), Selection()),
        lambda: jieba.lcut(text)))
    print(f"  {which:14} all checks {whole * 1000:4.0f} ms = {whole / base:5.2f} times jieba; without the spelling model ({MODEL}) "
          f"{without * 1000:4.0f} ms = {without / base:5.2f} times; the model {(whole - without) * 1000:4.0f} ms")


def _slowest(document: tuple[Document, Structure]) -> None:
    """Print the ten checks that take longest; what several share (words, places) counts for the first that asks."""
    spent: dict[str, list[float]] = {}

    def clocked(made: Check) -> Check:
        def function(*subject: object, **arguments: object) -> Iterator[Problem]:
            start = time.process_time()
            found = list(made.function(*subject, **arguments))
            spent.setdefault(f"{made.id} {made.name}", []).append(time.process_time() - start)
            yield from found
        return replace(made, function=function)

    timed = [clocked(made) for made in checks_of_text()]
    for _ in range(ROUNDS):
        run(*document, timed, Options(), Selection())
    print("  slowest checks on the last text:")
    for name, times in sorted(spent.items(), key=lambda item: -statistics.median(item[1]))[:10]:
        print(f"    {statistics.median(times) * 1000:6.1f} ms {name}")


def main() -> int:
    """Print both; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=int, default=0, metavar="CHARACTERS")
    parser.add_argument("--speed", action="store_true", help="only how long the checks take")
    options = parser.parse_args()
    if not options.speed:
        alarms(options.corpora)
    speed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
