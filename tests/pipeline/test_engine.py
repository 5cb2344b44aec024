"""The engine: broken checks, checks that do not apply, facts that a reader cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hongtou.pipeline.check import Check, Options, Problem, _group, collect
from hongtou.pipeline.engine import Outcome, run
from hongtou.pipeline.examples import build

NUMBER = collect()["HT2014"]
TEXT = NUMBER.examples[0]


def _run(made: Check) -> Outcome:
    document, structure = build(NUMBER, TEXT)
    return run(document, structure, [made], Options())


def _raising(error: type[BaseException]) -> Check:
    def broken(subject: object) -> Iterator[Problem]:
        raise error
        yield

    return replace(NUMBER, function=broken, parameters=())


def test_a_check_that_raises_is_a_visible_failure() -> None:
    outcome = _run(_raising(KeyError))
    assert [(f.stage, f.category) for f in outcome.failures] == [("check", "crash")]
    assert "KeyError" in outcome.failures[0].message and not outcome.findings


def test_memory_that_runs_out_is_no_fault_of_one_check() -> None:
    with pytest.raises(MemoryError):
        _run(_raising(MemoryError))


def test_a_skip_says_whether_the_check_applies() -> None:
    foreign = _run(replace(NUMBER, doc_types=("议案",))).skipped
    assert [s.applicable for s in foreign] == [False]
    document, structure = build(NUMBER, TEXT)
    document = replace(document, unknown={"font": "没有字体信息"})
    untold = run(document, structure, [replace(NUMBER, needs=("font",))], Options()).skipped
    assert [(s.applicable, s.reason) for s in untold] == [(True, "没有字体信息")]


@pytest.mark.parametrize(("identity", "group"), [("HT1001", "版面"), ("ABCD8001", "标点"), ("ZZ3002", "主体")])
def test_the_group_is_the_thousand_whatever_the_prefix(identity: str, group: str) -> None:
    assert _group(identity) == group
