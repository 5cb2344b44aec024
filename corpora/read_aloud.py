"""How words and characters are told apart when a document is read aloud (唱校)."""

from __future__ import annotations

from functools import lru_cache

from .tables import rows


@lru_cache(maxsize=1)
def confusable_words() -> dict[str, str]:
    """Words that sound or look like others, with what is said to tell them apart (截止 → 停止的止)."""
    return {r["text"]: r["says"] for r in rows("read_aloud.tsv") if r["kind"] == "word"}


@lru_cache(maxsize=1)
def described_characters() -> dict[str, str]:
    """Characters, most of them of names, with what they consist of (淼 → 三个水)."""
    return {r["text"]: r["says"] for r in rows("read_aloud.tsv") if r["kind"] == "char"}
