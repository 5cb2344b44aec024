"""The spelling model on text that no training saw: false flags, planted errors found, ECSpell sentences, speed.

    HONGTOU_SHARED=… python -m bench.spelling [MODEL]     (from the repository root)

Only the corrector is measured, without the word lists and without the protection of titles and names that the check
adds. The planted errors are those of ``corpora/spelling/training/plant.py`` with a seed that training does not use.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from hongtou.corpora.spelling.corrector import MODEL, Corrector, Proposal
from hongtou.corpora.spelling.training import confusions
from hongtou.corpora.spelling.training.corpus import documents, ecspell
from hongtou.corpora.spelling.training.plant import Planter, Slip
from hongtou.corpora.spelling.training.shapes import Shapes

THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
SHARED = Path(os.environ.get("HONGTOU_SHARED", "../shared"))


def clean_texts() -> dict[str, list[list[str]]]:
    """Issued text by where it comes from: lists of documents, lists of paragraphs."""
    made: dict[str, list[list[str]]] = defaultdict(list)
    for document in documents(SHARED / "csc", ("laws", "policy_misc")):
        if document.part == "measure":
            made[document.source].append(list(document.paragraphs))
    for name, pattern in (("statecouncil", "*.txt"), ("lawmd", "*.md")):
        for path in sorted((SHARED / "samples" / "text" / name).rglob(pattern)):
            made[name].append([line for line in path.read_text("utf-8").splitlines() if not line.startswith("# META")])
    return made


def flags(corrector: Corrector, texts: dict[str, list[list[str]]], show: float) -> None:
    """Proposals in clean text per 10,000 characters at each threshold."""
    print("false flags per 10,000 characters     " + "".join(f"{t:>7}" for t in THRESHOLDS))
    seconds, total = 0.0, 0
    for name, listed in texts.items():
        size = sum(len(p) for d in listed for p in d)
        began = time.process_time()
        found = [(d, p) for d in listed for p in corrector.propose(d, THRESHOLDS[0])]
        seconds, total = seconds + time.process_time() - began, total + size
        print(f"  {name:<14}{len(listed):>5} documents{size:>9}" + "".join(
            f"{10_000 * sum(p.probability >= t for _, p in found) / size:7.2f}" for t in THRESHOLDS))
        for paragraphs, p in found:
            if p.probability >= show:
                text = paragraphs[p.paragraph]
                print(f"      {p.probability:.3f} {text[max(0, p.start - 12): p.start]}[{text[p.start: p.end]}→{p.right}]{text[p.end: p.end + 10]}")
    print(f"speed: {total / seconds:,.0f} characters a second on one core")


def planted(corrector: Corrector, texts: dict[str, list[list[str]]], rate: float = 1 / 300) -> None:
    """Planted errors found (a proposal touches them) and mended (exactly), by kind."""
    words = confusions.lexicon_words(SHARED / "csc" / "wordlists")
    frequency = {c: int(5e6 / (i + 5)) for i, c in enumerate(map(chr, corrector.alphabet.characters.tolist()))}
    planter = Planter(987_654, {w: (n, n // 10) for w, n in words.items()}, frequency, Shapes(SHARED / "csc" / "confusion"))
    chooser = random.Random(5)
    detected: dict[str, Counter[float]] = defaultdict(Counter)
    mended: dict[str, Counter[float]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    wrong: Counter[float] = Counter()
    missed: list[str] = []
    for listed in texts.values():
        for document in listed:
            paragraphs = [p for p in document if chooser.random() < 0.4]
            spoiled = [planter.paragraph(p, rate) for p in paragraphs]
            found = defaultdict(list)
            for p in corrector.propose([s for s, _ in spoiled], THRESHOLDS[0]):
                found[p.paragraph].append(p)
            for number, (text, slips) in enumerate(spoiled):
                for slip in slips:
                    hit = _best(found[number], slip)
                    totals[slip.kind] += 1
                    if hit is None and len(missed) < 60:
                        missed.append(f"{text[max(0, slip.start - 10): slip.start]}[{slip.wrong}←{slip.right}]"
                                      + text[slip.start + len(slip.wrong):][:8])
                    for t in THRESHOLDS:
                        if hit is not None and hit.probability >= t:
                            detected[slip.kind][t] += 1
                            mended[slip.kind][t] += _mends(text, hit, slip)
                for p in found[number]:
                    if not any(_touches(p, s) for s in slips):
                        for t in THRESHOLDS:
                            wrong[t] += p.probability >= t
    print("planted errors: found | mended, in %  " + "".join(f"{t:>11}" for t in THRESHOLDS))
    for kind, count in [*sorted(totals.items(), key=lambda k: -k[1]), ("all", sum(totals.values()))]:
        def share(table: dict[str, Counter[float]], t: float, kind: str = kind, count: int = count) -> float:
            return 100 * (sum(c[t] for c in table.values()) if kind == "all" else table[kind][t]) / count
        print(f"  {kind:<10}{count:>6}                    " + "".join(f" {share(detected, t):5.1f}|{share(mended, t):4.1f}" for t in THRESHOLDS))
    print("  flags elsewhere                     " + "".join(f"{wrong[t]:>11}" for t in THRESHOLDS))
    print("  missed: " + "  ".join(missed[:60]))


def _touches(p: Proposal, slip: Slip) -> bool:
    return p.start <= slip.start + len(slip.wrong) + 1 and slip.start - 1 <= p.end


def _best(found: Sequence[Proposal], slip: Slip) -> Proposal | None:
    near = [p for p in found if _touches(p, slip)]
    return max(near, key=lambda p: p.probability, default=None)


def _mends(text: str, p: Proposal, slip: Slip) -> bool:
    low, high = min(p.start, slip.start), max(p.end, slip.start + len(slip.wrong))
    ours = text[low: p.start] + p.right + text[p.end: high]
    return ours == text[low: slip.start] + slip.right + text[slip.start + len(slip.wrong): high]


def sentences(corrector: Corrector) -> None:
    """Sentence level on every fifth ECSpell training pair, which the gate is not fitted on."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for part, given, right in ecspell(SHARED / "csc"):
        if part.startswith("measure"):
            pairs[part[8:]].append((given, right))
    print("ECSpell (held-out training pairs): P / R / F1 of correction, FPR, in %")
    for name, listed in pairs.items():
        outcomes = []
        for given, right in listed:
            proposals = corrector.propose([given], THRESHOLDS[0])
            outcomes.append((given, right, proposals))
        for t in THRESHOLDS:
            changed = right_changed = false = 0
            faulty = sum(g != r for g, r, _ in outcomes)
            for given, right, proposals in outcomes:
                made = given
                for p in sorted(proposals, key=lambda p: -p.start):
                    if p.probability >= t:
                        made = made[: p.start] + p.right + made[p.end:]
                changed += made != given
                right_changed += made != given and made == right
                false += made != given and given == right
            precision, recall = right_changed / max(1, changed), right_changed / max(1, faulty)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(f"  {name} {len(listed):>4}  ≥{t:<5} {100 * precision:5.1f} {100 * recall:5.1f} {100 * f1:5.1f}   "
                  f"{100 * false / max(1, len(listed) - faulty):5.2f}")


def main() -> int:
    """Print all figures; returns 0."""
    corrector = Corrector(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL)
    texts = clean_texts()
    flags(corrector, texts, 0.9)
    planted(corrector, texts)
    sentences(corrector)
    return 0


if __name__ == "__main__":
    sys.exit(main())
