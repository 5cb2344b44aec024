"""What depends on the paragraph above: borders around both, and space that paragraphs of one style do not keep."""

from __future__ import annotations

from dataclasses import dataclass, field

from .docx_draft import Draft, Pending, border_line, indents
from .docx_props import BORDER, EDGES, Props
from .docx_story import Where
from .docx_xml import MM_PER_PT


@dataclass(eq=False)
class Neighbours:
    """The last paragraph read. Paragraphs adjoin when they follow each other in one cell, box or part.

    ``width`` is that of a line of text in mm, None where it is unknown.
    """

    pending: list[Pending]
    _where: Where | None = None
    _drafts: list[Draft] = field(default_factory=list)
    _borders: dict[str, Props] = field(default_factory=dict)
    _below: Pending | None = None

    def forget(self) -> None:
        """A table, or another story: what comes next adjoins nothing."""
        self._where = None

    def add(self, drafts: list[Draft], where: Where, width: float | None) -> None:
        """The paragraph that became ``drafts`` follows."""
        above = self._drafts if self._where is where else []
        if above:
            _contextual(above[-1], drafts[0])
        self._edges(above, drafts, width)
        self._where, self._drafts = where, drafts

    def _edges(self, above: list[Draft], drafts: list[Draft], width: float | None) -> None:
        """Borders above and below; neighbours with the same borders print one box around all (17.3.1.5, 17.3.1.7)."""
        first = drafts[0]
        borders = {edge: first.ppr[BORDER + edge] for edge in EDGES if first.ppr.get(BORDER + edge)}
        same = bool(above) and borders == self._borders and _sides(above[0]) == _sides(first)
        if same and self._below is not None:
            self._below.dropped = True
        frame = first.ppr.get("frameWidth")
        width = width if frame is None else frame * MM_PER_PT  # a frame is as wide as it says, whatever the text area
        length = None if width is None else _length(first, width)
        if "top" in borders and not same:
            self._edge(first, borders["top"], length, "above")
        elif same and "between" in borders:
            self._edge(first, borders["between"], length, "above")
        self._below = self._edge(drafts[-1], borders["bottom"], length, "below") if "bottom" in borders else None
        self._borders = borders

    def _edge(self, draft: Draft, border: Props, length: float | None, edge: str) -> Pending:
        made = Pending(draft, border_line(border, "paragraph", length, edge, True))
        self.pending.append(made)
        return made


def _contextual(above: Draft, below: Draft) -> None:
    """``w:contextualSpacing``: no space of its own towards a paragraph of the same style (17.3.1.9)."""
    if above.style_id != below.style_id:
        return
    if above.ppr.get("contextualSpacing"):
        above.ppr["afterDropped"] = True
    if below.ppr.get("contextualSpacing"):
        below.ppr["beforeDropped"] = True


def _sides(draft: Draft) -> tuple[float, float]:
    """Where the box of a paragraph starts and ends in characters: a hanging first line is inside it."""
    first, left, right = indents(draft.ppr, draft.size)
    return min(first, left), right


def _length(draft: Draft, width: float) -> float:
    start, end = _sides(draft)
    return max(width - (start + end) * draft.size * MM_PER_PT, 0.0)
