"""The lists and explanations of rules, and the list of elements."""

from __future__ import annotations

import json

import pytest
from hongtou.pipeline.check import collect
from hongtou.pipeline.reports import elements, explain, rules

CHECKS = tuple(collect().values())


@pytest.mark.parametrize("made", CHECKS, ids=lambda made: made.id)
def test_every_check_explains_itself(made):
    text = explain.render(made)
    for part in (made.id, made.name, made.basis, made.summary, "错：", "对："):
        assert part in text
    assert "⟦" not in text


def test_lists_hold_every_check():
    listed = json.loads(rules.data(CHECKS))
    assert [r["id"] for r in listed] == [c.id for c in CHECKS]
    for text in (rules.terminal(CHECKS), rules.markdown(CHECKS)):
        assert all(c.id in text and c.name in text for c in CHECKS)


def test_elements(review, snapshot):
    snapshot("elements.txt", elements.render(review))
