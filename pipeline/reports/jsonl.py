"""JSON lines: each document as one line of the form it has in the JSON report, with schema and tool beside it."""

from __future__ import annotations

import json

from ..review import Review
from .json import SCHEMA, document


def render(review: Review, version: str) -> str:
    """The line of one document, with its line end."""
    line = {"schema": SCHEMA, "tool": {"name": "hongtou", "version": version}, **document(review)}
    return json.dumps(line, ensure_ascii=False) + "\n"
