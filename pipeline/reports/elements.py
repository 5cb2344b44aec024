"""What was recognised in a document: its kind, and each element with its words and place."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from ..review import Review
from . import wording

_LONGEST = 60


def render(review: Review) -> str:
    """The list as plain text."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    yield wording.clean(review.path)
    yield f"  {wording.kind(review)}"
    if review.official and review.kind_reason:
        yield f"  （{wording.clean(review.kind_reason)}）"
    yield ""
    width = max((cell_len(e.name) for e in review.elements), default=0)
    for element in review.elements:
        text = wording.clean(element.text)
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST - 20]}……{text[-10:]}（{len(text)}字）"
        where = wording.place(element.location)
        gap = " " * (width - cell_len(element.name))
        yield f"  {element.name}{gap}  {short}" + (f"（{where}）" if where else "")
    if not review.elements:
        yield "  没有认出要素。"
