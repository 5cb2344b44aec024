"""Verbs and the nouns that they do not take (动宾搭配不当), nouns and the predicates that they do not take (主谓搭配不当)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .tables import rows


@dataclass(frozen=True, slots=True)
class Collocation:
    """``verb`` does not take ``nouns``; ``right`` and ``note`` say in Chinese what to write instead."""

    verb: str
    nouns: frozenset[str]
    right: str
    note: str


@lru_cache(maxsize=1)
def collocations() -> dict[str, Collocation]:
    """``collocations.tsv`` by verb."""
    return {r["verb"]: Collocation(r["verb"], frozenset(r["nouns"].split()), r["right"], r["note"])
            for r in rows("collocations.tsv")}


@dataclass(frozen=True, slots=True)
class Predicate:
    """``noun`` as a subject does not take ``verbs``; ``right`` and ``note`` say in Chinese what to write instead."""

    noun: str
    verbs: frozenset[str]
    right: str
    note: str


@lru_cache(maxsize=1)
def predicates() -> dict[str, Predicate]:
    """``predicates.tsv`` by noun."""
    return {r["noun"]: Predicate(r["noun"], frozenset(r["verbs"].split()), r["right"], r["note"]) for r in rows("predicates.tsv")}
