"""Every Bad and Good example of every registered check, this package's and those of installed rule packs."""

from __future__ import annotations

import pytest
from hongtou.pipeline.check import Check, Example, collect
from hongtou.pipeline.examples import verify

CASES = [(made, example) for made in collect().values() for example in made.examples]


@pytest.mark.parametrize(("made", "example"), CASES,
                         ids=[f"{m.id}-{type(e).__name__}-{e.text[:20]}" for m, e in CASES])
def test_example(made: Check, example: Example) -> None:
    """The check treats its example as it claims: exact place and exact correction for Bad, silence for Good."""
    assert verify(made, example) is None
