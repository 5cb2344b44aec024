"""Where an expression can match is told too widely, never too narrowly."""

from __future__ import annotations

import re

import pytest
from hongtou.corpora.expressions import slips
from hongtou.corpora.instruments import old_organs
from hongtou.corpora.words import confusables, redundancies
from hongtou.pipeline.check import collect
from hongtou.pipeline.prefilter import Places, keys, needed


@pytest.mark.parametrize(("pattern", "words"), [
    (r"(?:目的|宗旨)(?:就)?是为了?", {"目的是为", "目的就是为", "宗旨是为", "宗旨就是为",
                                     "目的是为了", "目的就是为了", "宗旨是为了", "宗旨就是为了"}),
    (r"\d{1,4}点半", {"0点半"}), (r"(?<=[\d十])公分", {"公分"}), (r"第(?:\d+)条|附则", {"第0", "附则"}),
    (r"市.{0,5}(?:工商|质监)局", {"工商局", "质监局"}), (r"(?=妥否).+", {"妥否"}), (r"一{2,}", {"一"}), (r"[^，]+", None),
    (r"特急|\w+", None), (r"(?i)abc", None), (r"(?:通知)?", None), (r"(?:通知)*办", {"办"}),
])
def test_needed_words(pattern: str, words: set[str] | None) -> None:
    assert needed(re.compile(pattern)) == words


def test_every_match_is_in_a_place_that_is_told() -> None:
    """All expressions of the checks and tables on the examples of all checks."""
    lines = [line for check in collect().values() for example in check.examples
             for text in (example.plain, *example.elements.values()) for line in text.splitlines()]
    patterns = [p for module in {c.function.__module__ for c in collect().values()}
                for p in vars(__import__(module, fromlist=["x"])).values() if isinstance(p, re.Pattern)]
    patterns += [r.old for r in old_organs()] + [r.wrong for r in slips()] + [r.need for r in confusables()]
    patterns += [r.pattern for kind in ("always", "hint") for r in redundancies(kind)]  # type: ignore[arg-type]
    places = [Places([line]) for line in lines]
    told = [(p.pattern, line) for p in patterns if (wanted := keys(p)) is not None
            for line, place in zip(lines, places, strict=True) if p.search(line) and not place.of(wanted)]
    assert told == []
    assert sum(keys(p) is None for p in patterns) < len(patterns) / 10


def test_a_long_document_has_fewer_places_than_paragraphs() -> None:
    texts = [f"第{n}段" for n in range(2000)] + ["附则"]
    places = Places(texts)
    bits = places.of(keys(re.compile("附则")))
    assert bits & places.bit(2000) and not bits & places.bit(0)
    assert places.everywhere.bit_length() <= 512
