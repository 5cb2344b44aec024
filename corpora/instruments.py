"""Organs that were renamed, instruments out of force, and the exact titles of laws."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .tables import rows


@dataclass(frozen=True, slots=True)
class OldOrgan:
    """An organ's former name (a pattern), what took its place, the year of the reform, and by what (``note``)."""

    old: re.Pattern[str]
    new: str
    year: int
    kind: Literal["central", "local", "cities", "hint"]
    note: str


@dataclass(frozen=True, slots=True)
class Repealed:
    """An instrument out of force since ``since``; ``note`` says by what."""

    title: str
    new: str
    since: datetime.date
    note: str


@lru_cache(maxsize=1)
def old_organs() -> tuple[OldOrgan, ...]:
    """``institutions.tsv``, the longer names first."""
    made = (OldOrgan(re.compile(r["old"]), r["new"], int(r["year"]), r["kind"], r["note"])  # type: ignore[arg-type]
            for r in rows("institutions.tsv"))
    return tuple(sorted(made, key=lambda row: -len(row.old.pattern)))


@lru_cache(maxsize=1)
def repealed() -> dict[str, Repealed]:
    """``repealed.tsv`` by title, and by the title without the state's name where that is how laws are cited."""
    found: dict[str, Repealed] = {}
    for r in rows("repealed.tsv"):
        row = Repealed(r["title"], r["new"], datetime.date.fromisoformat(r["since"]), r["note"])
        found[row.title] = row
        found.setdefault(row.title.removeprefix("中华人民共和国"), row)
    return found


@lru_cache(maxsize=1)
def law_titles() -> frozenset[str]:
    """``law_titles.tsv``: every title that is known to exist or to have existed."""
    return frozenset(r["title"] for r in rows("law_titles.tsv"))
