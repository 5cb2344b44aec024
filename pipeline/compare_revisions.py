"""The tracked changes of a file as the source of what is new: insertions are new, deletions dropped, both together changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .compare import Material, by_underline, compare
from .comparison import LOCAL, Comparison, Dropped, Kind, Place, Side, Stretch
from .model import Document, Residue


def tracked(document: Document) -> bool:
    """Whether words were inserted or deleted as tracked changes that are neither accepted nor rejected."""
    return any(r.kind in ("insertion", "deletion") and r.start is not None for r in document.residues)


def revised(document: Document, local: Material) -> Comparison:
    """``document`` compared with itself as it was before its tracked changes. Words that were moved are not new."""
    lines = [_Line(i, text, _changes(document, i)) for i, text in enumerate(local.lines)]
    before = tuple(line.before for line in lines)
    path = f"{local.path}（修订前）"
    shown = tuple(i + 1 for i, line in enumerate(before) if line.strip() and (i + 1 in local.compared or not local.lines[i].strip()))
    names = compare([replace(local, path=path, lines=before, compared=shown, formal=frozenset(), underlined=None)],
                    replace(local, underlined=None))
    adapted = {(s.local.paragraph, i) for s in names.stretches if s.kind == "adapted" for i in range(s.local.start, s.local.end)}
    made: list[Stretch] = []
    for number in local.compared:
        made.extend(lines[number - 1].stretches(number in local.formal, adapted))
    dropped = [Dropped(Place(0, i + 1, d.start, d.end, d.text)) for i, line in enumerate(lines) for d in line.deleted]
    marked = tuple(piece for s in made for piece in by_underline(s, local))
    return Comparison(Side(local.path, local.lines), (Side(path, before),), marked, tuple(dropped))


def _changes(document: Document, block: int) -> list[Residue]:
    found = [r for r in document.residues if r.block == block and r.start is not None]
    return [r for r in found if (r.kind == "insertion" and r.end) or (r.kind == "deletion" and r.text)]


@dataclass(slots=True)
class _Deleted:
    """Words that stood at ``at`` of the line as it is and at ``start`` to ``end`` of the line as it was."""

    at: int
    start: int
    end: int
    text: str


class _Line:
    """A line as it is and as it was."""

    def __init__(self, block: int, text: str, changes: Sequence[Residue]) -> None:
        self.number, self.text = block + 1, text
        self.inserted = _merged((r.start or 0, r.end or 0) for r in changes if r.kind == "insertion")
        self.deleted: list[_Deleted] = []
        self._shift: list[int] = []
        self.before = self._before(sorted((r.start or 0, r.text) for r in changes if r.kind == "deletion"))
        self._used: set[int] = set()

    def _before(self, deletions: list[tuple[int, str]]) -> str:
        pieces: list[str] = []
        length, waiting = 0, list(deletions)
        for at in range(len(self.text) + 1):
            while waiting and waiting[0][0] <= at:
                position, text = waiting.pop(0)
                if self.deleted and self.deleted[-1].at == position and self.deleted[-1].end == length:
                    self.deleted[-1] = replace(self.deleted[-1], end=length + len(text), text=self.deleted[-1].text + text)
                else:
                    self.deleted.append(_Deleted(position, length, length + len(text), text))
                pieces.append(text)
                length += len(text)
            self._shift.append(length)
            if at < len(self.text) and not any(s <= at < e for s, e in self.inserted):
                pieces.append(self.text[at])
                length += 1
        return "".join(pieces)

    def stretches(self, formal: bool, adapted: set[tuple[int, int]]) -> Iterator[Stretch]:
        """The line cut where insertions start and end; what they replaced is no longer ``deleted``."""
        at = 0
        for start, end in (*self.inserted, (len(self.text), len(self.text))):
            if self.text[at:start].strip():
                yield Stretch("same", self._place(at, start), self._was(at, start), formal=formal)
            if self.text[start:end].strip():
                yield self._insertion(start, end, formal, adapted)
            at = end

    def _insertion(self, start: int, end: int, formal: bool, adapted: set[tuple[int, int]]) -> Stretch:
        instead = next((d for d in self.deleted if d.at in (start, end) and d.text.strip()), None)
        kind: Kind = "new" if instead is None else "changed"
        if instead is not None and all((self.number, i) in adapted for i in range(start, end) if not self.text[i].isspace()):
            kind = "adapted"
        if instead is None:
            return Stretch(kind, self._place(start, end), formal=formal)
        self.deleted.remove(instead)
        return Stretch(kind, self._place(start, end), Place(0, self.number, instead.start, instead.end, instead.text), formal=formal)

    def _place(self, start: int, end: int) -> Place:
        while self.text[start].isspace():
            start += 1
        while self.text[end - 1].isspace():
            end -= 1
        return Place(LOCAL, self.number, start, end, self.text[start:end])

    def _was(self, start: int, end: int) -> Place:
        low, high = self._shift[start], self._shift[end - 1] + 1
        return Place(0, self.number, low, high, self.before[low:high])


def _merged(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[1] > s[0]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
