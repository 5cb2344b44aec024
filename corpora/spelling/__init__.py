"""The spelling model: what is written wrong only in its context. Data and training: ``README.md`` beside this file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def office_words() -> tuple[str, ...]:
    """Words of office work that are never questioned: the training text, laws and news, hardly has them."""
    lines = Path(__file__).with_name("office_words.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
