"""What is measured is measured with a tolerance, and the rule's page says which: a number with its unit."""

from __future__ import annotations

import inspect
import re

import pytest
from hongtou.pipeline.check import Check, collect

MEASURES = re.compile(r"\b(?:blank_lines_problem|placed|left_chars|gap|center_mm|line_length|same_row|printed_area|hangs_off|row_centre"
                      r"|first_rows)\(|\.fits\(|\.[xy][01]\b|\b[A-Z]+_(?:MM|PT|CHARS)\b|\bSLACK\b")
"""The helpers, coordinates and constants in millimetres, points and characters that a check compares with."""
TOLERANCE = re.compile(r"容差|放行|误差|才报|只报|都算|算同行|以内|±|才作|不到")
AMOUNT = re.compile(r"(?:\d|半|[一二三四])[\d. ]*个?(?:毫米|磅|字|行|分之一)")

CHECKS = [made for made in collect().values() if made.function.__module__.startswith("hongtou.checks")]


def code(made: Check) -> str:
    """The function without its docstring."""
    source = inspect.getsource(made.function)
    return source.replace(made.function.__doc__ or "", "")


MEASURING = [made for made in CHECKS if MEASURES.search(code(made))]


def test_the_measuring_checks_are_found() -> None:
    """The pattern keeps up with the helpers: these measure, and a check of words does not."""
    found = {made.id for made in MEASURING}
    assert {"HT1003", "HT2009", "HT2027", "HT3022", "HT3043", "HT4024", "HT4035"} <= found
    assert "HT2014" not in found and len(found) > 50


@pytest.mark.parametrize("made", MEASURING, ids=[made.id for made in MEASURING])
def test_the_page_of_a_rule_that_measures_states_its_tolerance(made: Check) -> None:
    text = made.function.__doc__ or ""
    assert TOLERANCE.search(text) and AMOUNT.search(text), f"{made.id} {made.name}: state the tolerance and why"
