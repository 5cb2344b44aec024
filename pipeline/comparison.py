"""What a comparison of a local document with its superior documents consists of.

The engine (``pipeline.compare``) makes it; the findings, the reports and the marked copy are made from it. Places are
those of ``hongtou text``: 1-based lines, code points within the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "adapted", "changed", "new"]
"""``adapted``: only names of places and organs, ordinals or dates of issue differ; ``new``: nothing corresponds."""

LOCAL = -1
"""The number of the local document; superior documents count from 0 in the order given."""


@dataclass(frozen=True, slots=True)
class Place:
    """Code points ``start`` to ``end`` of line ``paragraph`` (1-based) of document ``document``, and their ``text``."""

    document: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Local words of one kind and one state: ``underlined`` None where the reader cannot tell.

    ``counterpart`` is what stands for them in a superior document; None for what is new. ``formal`` where they are no
    provision but part of the paper itself (masthead, addressee, signature, colophon): nobody underlines those.
    """

    kind: Kind
    local: Place
    counterpart: Place | None = None
    underlined: bool | None = None
    formal: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """Superior words to which nothing in the local document corresponds."""

    superior: Place


@dataclass(frozen=True, slots=True)
class Side:
    """One of the documents compared: its path as given, and its text, a paragraph a line."""

    path: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The result. ``stretches`` are in reading order and cover the printed characters of every compared line.

    Headers, footers and page numbers are not compared. ``notes`` say in Chinese what could not be told.
    """

    local: Side
    superiors: tuple[Side, ...]
    stretches: tuple[Stretch, ...]
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()

    def side(self, place: Place) -> Side:
        """The document that ``place`` is in."""
        return self.local if place.document == LOCAL else self.superiors[place.document]


def must_underline(stretch: Stretch, *, strict: bool = False, agenda: bool = False) -> bool:
    """Whether the rule wants these words underlined: what is new or changed; all that differs where asked for.

    ``strict`` takes in what is only adapted, and so does ``agenda`` (嘉政办发〔2017〕109号 一（三）2（3）: every inconsistency).
    """
    wanted = ("new", "changed", "adapted") if strict or agenda else ("new", "changed")
    return stretch.kind in wanted and not stretch.formal


def to_underline(comparison: Comparison, *, strict: bool = False, agenda: bool = False) -> tuple[Place, ...]:
    """The local characters that must be underlined, as maximal stretches within their lines, in reading order."""
    wanted = (s.local for s in comparison.stretches if must_underline(s, strict=strict, agenda=agenda))
    return tuple(_joined(wanted, comparison.local.lines))


def _joined(places: Iterator[Place], lines: tuple[str, ...]) -> Iterator[Place]:
    """Neighbouring places as one; only white space may stand between them."""
    open_: Place | None = None
    for place in places:
        line = lines[place.paragraph - 1]
        if open_ and open_.paragraph == place.paragraph and not line[open_.end:place.start].strip():
            open_ = Place(LOCAL, place.paragraph, open_.start, place.end, line[open_.start:place.end])
            continue
        if open_:
            yield open_
        open_ = place
    if open_:
        yield open_
