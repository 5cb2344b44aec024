"""Planted faults of content: 31 documents in running prose and 322 single faults, found by group.

    python -m bench.content            (from the repository root, with hongtou installed)
    python -m bench.content --missed   (also which are not found)

``bench/content/*.txt`` are correct documents of twenty kinds and places, written by us, every event and person in them
invented; ``faults.tsv`` says what to change in which. Documents and list were written whole before the checks were seen,
and counted once as such: 56 % found (58 % of the certain ones). Since then the classes behind the misses have been worked
off, so what it gives now is what the checks were made for and says nothing about other people's faults.

*Found*: an error or warning that the correct document does not have, at the words or naming the element; a hint is counted
apart. Faults of 版头 and 版记 lie in plain text too, without their looks.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import hongtou

FOLDER = Path(__file__).resolve().parent / "content"
GROUPS = {"A": "文种、标题、结语", "B": "行文规则", "C": "密级、紧急、公开", "D": "错别字", "E": "用语、固定表述", "F": "标点",
          "G": "数字、日期", "H": "一致性"}


@dataclass(frozen=True)
class Fault:
    """One fault: in ``document`` the words ``right`` become ``wrong``; ``certain`` where no clerk would let it pass."""

    id: str
    document: str
    group: str
    certain: bool
    rule: str
    right: str
    wrong: str


def faults() -> list[Fault]:
    """The list, in its order."""
    lines = (FOLDER / "faults.tsv").read_text("utf8").splitlines()[2:]
    return [Fault(i, doc, group, certain == "1", rule, _plain(right), _plain(wrong))
            for i, doc, group, certain, rule, right, wrong in (line.split("\t") for line in lines)]


def _plain(written: str) -> str:
    return written.replace("\\n", "\n").replace("\\t", "\t")


def findings(text: str) -> Counter[tuple[str, str, str]]:
    """Rule, severity and quoted words of each finding in ``text``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_text(text, "utf8")
        found = hongtou.check_file(path, info=True).findings
    return Counter((f.rule, f.severity, f.location.quote or "") for f in found)


def outcome(group: tuple[str, Sequence[Fault]]) -> list[tuple[Fault | None, str]]:
    """What became of the faults of one document: found, hint or missed; first what the correct document gives."""
    name, planted = group
    text = (FOLDER / f"{name}.txt").read_text("utf8")
    base = findings(text)
    made: list[tuple[Fault | None, str]] = [(None, f"{name}: {rule} {quote}") for rule, severity, quote in base if severity != "info"]
    for fault in planted:
        if text.count(fault.right) != 1:
            raise ValueError(f"{fault.id}: the words to change stand {text.count(fault.right)} times in {name}.txt")
        new = findings(text.replace(fault.right, fault.wrong)) - base
        loud = any(severity != "info" for _, severity, _ in new)
        made.append((fault, "found" if loud else "hint" if new else "missed"))
    return made


def main() -> int:
    """Print recall by group, false alarms, and with ``--missed`` the misses; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    listed = faults()
    groups = [(name, [f for f in listed if f.document == name]) for name in sorted(p.stem for p in FOLDER.glob("*.txt"))]
    with ProcessPoolExecutor(2) as pool:
        made = [one for part in pool.map(outcome, groups) for one in part]
    for group, title in (*GROUPS.items(), ("", "合计")):
        own = [(f, how) for f, how in made if f and f.group.startswith(group)]
        certain = [how for f, how in own if f.certain]
        print(f"{group or ' '} {title}: {len(own)} planted, {sum(h == 'found' for _, h in own)} found, "
              f"{sum(h == 'hint' for _, h in own)} by a hint; of {len(certain)} certain {certain.count('found') / len(certain):.0%}")
    print("correct documents:", [what for f, what in made if f is None] or "nothing")
    if options.missed:
        for f, how in made:
            if f and how != "found":
                print(f"  {how:6} {f.id} {f.document} {f.rule}: {f.right!r} -> {f.wrong!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
