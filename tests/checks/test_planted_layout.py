"""Departures of the layout that the builders plant, each found by its check, in docx, in PDF and in OFD with the same pages."""

from __future__ import annotations

from pathlib import Path

import hongtou
import pytest
from docbuild import docx, ofd, pdf
from docbuild.examples import EXAMPLES
from docbuild.faults import look

ROWS = [line.split("\t") for line in (Path(__file__).parent / "planted.tsv").read_text("utf8").splitlines()
        if not line.startswith("#")][1:]
ROWS += [["ofd", *row[1:]] for row in ROWS if row[0] == "pdf"]


def _value(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize(("format", "example", "element", "attribute", "value", "rule"), ROWS, ids=["-".join(r[:4]) for r in ROWS])
def test_a_planted_departure_is_found(format: str, example: str, element: str, attribute: str, value: str, rule: str,
                                      tmp_path: Path) -> None:
    """Its check speaks, and at most two others: a thing out of place is also too near to, or too far from, the next."""
    path, departure = tmp_path / f"x.{format}", (look(element, attribute, _value(value)),)
    if format == "pdf":
        pdf.build(EXAMPLES[example], path, deviations=departure)
    elif format == "ofd":
        ofd.build(EXAMPLES[example], path, deviations=departure)
    else:
        docx.build(EXAMPLES[example], path, "direct", deviations=departure)
    found = {f.rule for f in hongtou.check_file(path, info=True).findings} - {"HT4019"}
    assert rule in found
    assert len(found) <= 4, found
