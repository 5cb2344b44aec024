"""Reads the tables of this package: tab-separated, one header line, ``#`` lines before it are remarks."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Every row of table ``name`` (``"typos.tsv"``) as column → cell; quotes have no meaning in our tables."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    header, body = lines[0], lines[1:]
    return tuple(dict(zip(header, cells, strict=True)) for cells in body)
