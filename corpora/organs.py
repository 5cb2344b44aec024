"""What departments of one field of work are called from place to place, from ``organ_fields.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .tables import rows


@lru_cache(maxsize=1)
def fields_of_work() -> Mapping[str, int]:
    """The number of its group for each name of a field of work (水利, 水务): those of one number are the same."""
    return {name: number for number, row in enumerate(rows("organ_fields.tsv")) for name in row["names"].split("|")}
