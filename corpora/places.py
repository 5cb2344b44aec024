"""Administrative divisions of China down to the county, from ``divisions.tsv`` (WTFPL v2, see ``README.md``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .tables import rows

PLACEHOLDERS = frozenset("市辖区 县 省直辖县级行政区划 自治区直辖县级行政区划 城区 郊区 矿区 东区 西区".split())
"""Names in the table that are no places (groupings), or that are also common words."""


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county."""

    code: str
    name: str
    level: Literal["province", "prefecture", "county"]
    parent: str
    province: str


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """All rows, without the placeholders."""
    return tuple(
        Division(r["code"], r["name"], r["level"], r["parent_code"], r["province"])  # type: ignore[arg-type]
        for r in rows("divisions.tsv") if r["name"] not in PLACEHOLDERS
    )


@lru_cache(maxsize=1)
def place_names() -> tuple[str, ...]:
    """Every full name once, in the order of the codes."""
    return tuple(dict.fromkeys(d.name for d in divisions()))
