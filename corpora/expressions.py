"""Set expressions (固定表述), non-preferred word forms (异形词) and names that are often written wrongly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .tables import rows

ALWAYS_QUOTED = ("四个意识", "四个自信", "两个维护", "两个确立", "五位一体", "四个全面", "两个一百年", "一带一路", "一国两制")
"""Abbreviations that stand in quotation marks without exception in 29 million characters of laws, policy papers and news."""
OFTEN_QUOTED = ("三农", "放管服", "双减", "双碳", "三重一大")
"""Those that local documents also write bare."""


@dataclass(frozen=True, slots=True)
class SetExpression:
    """``members`` belong together in this order; ``item`` matches anything of a member's shape."""

    name: str
    members: tuple[str, ...]
    run: re.Pattern[str]
    item: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Slip:
    """``wrong`` should be ``right`` (a template for its groups; empty where the right form depends on the text)."""

    wrong: re.Pattern[str]
    right: str
    loud: Literal["error", "warning", "info"]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A word form that the tables of 异形词 do not recommend; ``strong`` where it is hardly ever meant otherwise."""

    wrong: str
    right: str
    note: str
    source: str
    excepts: tuple[str, ...]
    strong: bool


@lru_cache(maxsize=1)
def set_expressions() -> tuple[SetExpression, ...]:
    """``set_expressions.tsv``; a run is two to eight items with the marks and words of listing between them."""
    return tuple(
        SetExpression(r["name"], tuple(r["members"].split("、")),
                      re.compile(rf"{r['item']}(?:(?:[、，,]|和|与|以及|及){r['item']}){{1,7}}"), re.compile(r["item"]))
        for r in rows("set_expressions.tsv"))


@lru_cache(maxsize=1)
def slips() -> tuple[Slip, ...]:
    """``slips.tsv``."""
    return tuple(Slip(re.compile(r["wrong"]), r["right"], r["loud"], r["note"], r["source"])  # type: ignore[arg-type]
                 for r in rows("slips.tsv"))


@lru_cache(maxsize=1)
def variants() -> tuple[Variant, ...]:
    """``variants.tsv``."""
    return tuple(Variant(r["nonpreferred"], r["preferred"], r["note"], r["source"],
                         tuple(e for e in r["except"].split("|") if e), r["loud"] == "strong") for r in rows("variants.tsv"))
