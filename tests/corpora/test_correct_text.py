"""Issued State Council documents give no error from any check of words, marks, numbers, 文种, 行文规则 and 密级.

Runs over the development material, which is never committed; skipped, visibly, where it is absent.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hongtou.pipeline.check import Options, collect
from hongtou.pipeline.engine import Selection, run
from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.structure import recognise

GROUPS = ("错别字", "用语", "标点", "数字", "文种", "行文规则", "密级")


def test_no_error_and_few_warnings(samples: Path) -> None:
    checks = [made for made in collect().values() if made.group in GROUPS]
    errors: list[tuple[str, str | None]] = []
    warnings: Counter[str] = Counter()
    paths = sorted((samples / "text" / "statecouncil").glob("*.txt"))
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        blocks = tuple(Block(i, "body", line) for i, line in enumerate(lines))
        document = Document(Source(path.name, "text", "", 0), blocks)
        outcome = run(document, recognise(document), checks, Options(), Selection())
        assert not outcome.failures
        errors += [(f.rule, f.location.quote) for f in outcome.findings if f.severity == "error"]
        warnings.update(f.rule for f in outcome.findings if f.severity == "warning")
    assert errors == []
    assert warnings.total() <= len(paths) // 3, warnings
