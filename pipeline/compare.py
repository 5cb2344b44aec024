"""A local document against its superior ones: which of its words are the same, adapted, changed or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .compare_align import align
from .compare_diff import Differ
from .compare_names import says_something
from .compare_text import PUNCTUATION, Paragraph, Text, folded, governed_places, prepare, title_places
from .comparison import LOCAL, Comparison, Dropped, Kind, Place, Side, Stretch

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Material:
    """A document as the engine takes it: its lines, which of them (1-based) are compared and which are special.

    ``formal`` lines are masthead, addressee, signature and colophon, ``titles`` those of titles. ``underlined`` has for
    each line the spans that are underlined, or is None where the reader cannot tell.
    """

    path: str
    lines: tuple[str, ...]
    compared: tuple[int, ...]
    formal: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    underlined: tuple[Ranges, ...] | None = None
    places: frozenset[str] = field(default_factory=frozenset)


def plain(path: str, text: str) -> Material:
    """The material of bare text: every line that is not blank is compared; nothing is known of underlines."""
    lines = tuple(text.splitlines())
    shown = [i + 1 for i, line in enumerate(lines) if line.strip()]
    return Material(path, lines, tuple(shown), titles=frozenset(shown[:1]),
                    places=frozenset(title_places(lines[i - 1] for i in shown[:3]) | governed_places(lines)))


def compare(superiors: Sequence[Material], local: Material, notes: Sequence[str] = ()) -> Comparison:
    """Compare ``local`` with ``superiors``. Linear in the length of the texts but for a few candidates a sentence."""
    places = frozenset().union(local.places, *(s.places for s in superiors))
    mine = prepare([_side(local)], [[n for n in local.compared if n not in local.formal]], places)
    theirs = prepare([_side(s) for s in superiors], [[n for n in s.compared if n not in s.formal] for s in superiors], places)
    titles = frozenset(i for i, p in enumerate(mine.paragraphs) if p.line in local.titles)
    differ = Differ(mine, theirs, align(mine, theirs), titles)
    differ.run()
    made = _Result(mine, theirs, differ)
    stretches = [*made.stretches(), *_formal(local, superiors)]
    stretches.sort(key=lambda s: (s.local.paragraph, s.local.start))
    marked = tuple(piece for s in stretches for piece in by_underline(s, local))
    return Comparison(_side(local), tuple(_side(s) for s in superiors), marked, tuple(made.dropped()), tuple(notes))


def _side(material: Material) -> Side:
    return Side(material.path, material.lines)


def _formal(local: Material, superiors: Sequence[Material]) -> Iterator[Stretch]:
    """The lines that are no provision: the same where a superior document has them so, otherwise adapted."""
    known = {s.lines[n - 1].strip() for s in superiors for n in s.formal}
    for number in sorted(local.formal.intersection(local.compared)):
        line = local.lines[number - 1]
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        kind: Kind = "same" if line.strip() in known else "adapted"
        yield Stretch(kind, Place(LOCAL, number, start, end, line[start:end]), formal=True)


def by_underline(stretch: Stretch, local: Material) -> Iterator[Stretch]:
    """The stretch cut where underlining starts or ends."""
    if local.underlined is None:
        yield stretch
        return
    place = stretch.local
    at, state = place.start, False
    for start, end in (*local.underlined[place.paragraph - 1], (place.end, place.end)):
        for until, now in ((start, False), (end, True)):
            until = min(max(until, at), place.end)
            if until > at:
                text = place.text[at - place.start:until - place.start]
                if text.strip():
                    yield Stretch(stretch.kind, Place(LOCAL, place.paragraph, at, until, text), stretch.counterpart, now,
                                  stretch.formal)
                at = until
        state = state or end > start


class _Result:
    """Stretches and dropped words from what the differ found."""

    def __init__(self, local: Text, superior: Text, differ: Differ) -> None:
        self.local, self.superior, self.differ = local, superior, differ
        self.opposite: dict[int, tuple[int, int]] = {}
        for difference in differ.differences:
            for atom in range(difference.start, difference.end):
                self.opposite[atom] = (difference.low, difference.high)

    def stretches(self) -> Iterator[Stretch]:
        """Everything compared, in the order of the lines."""
        for paragraph in self.local.paragraphs:
            if paragraph.label is not None:
                yield self._label(paragraph)
            at = paragraph.first
            for atom in range(paragraph.first + 1, paragraph.last + 1):
                if atom == paragraph.last or self._other(atom, at):
                    yield self._stretch(paragraph, at, atom)
                    at = atom

    def _other(self, atom: int, first: int) -> bool:
        """Whether a new stretch starts at ``atom``."""
        kinds = self.differ.kinds
        if kinds[atom] != kinds[first] or self.opposite.get(atom) != self.opposite.get(atom - 1):
            return True
        before, here = self.differ.to[atom - 1], self.differ.to[atom]
        return before >= 0 and here >= 0 and (self.superior.owner[before] != self.superior.owner[here] or here < before)

    def _stretch(self, paragraph: Paragraph, first: int, last: int) -> Stretch:
        line = self.local.line_of(first)
        start, end = self.local.starts[first], self.local.ends[last - 1]
        kind = self.differ.kinds[first]
        mapped = [t for t in self.differ.to[first:last] if t >= 0]
        low, high = self.opposite.get(first, (-1, -1)) if kind != "same" else (-1, -1)
        if low < 0 and kind != "new" and mapped:
            low, high = min(mapped), max(mapped) + 1
        place = Place(LOCAL, paragraph.line, start, end, line[start:end])
        return Stretch(kind, place, self._place(low, high) if kind != "new" else None)

    def _place(self, low: int, high: int) -> Place | None:
        if low < 0 or low >= high:
            return None
        paragraph = self.superior.paragraphs[self.superior.owner[low]]
        high = min(high, paragraph.last)
        start, end = self.superior.starts[low], self.superior.ends[high - 1]
        return Place(paragraph.document, paragraph.line, start, end, self.superior.line_of(low)[start:end])

    def _label(self, paragraph: Paragraph) -> Stretch:
        """The ordinal of a provision goes with it: new where all of it is, adapted where it counts otherwise."""
        assert paragraph.label is not None
        start, end = paragraph.label
        line = self.local.sides[paragraph.document].lines[paragraph.line - 1]
        place = Place(LOCAL, paragraph.line, start, end, line[start:end])
        atoms = range(paragraph.first, paragraph.last)
        first = next((self.differ.to[a] for a in atoms if self.differ.to[a] >= 0 and self.differ.kinds[a] != "new"), -1)
        if first < 0:  # nothing of the provision comes from a superior one
            return Stretch("new" if self._says_something(paragraph) else "same", place)
        other = self.superior.paragraphs[self.superior.owner[first]]
        if other.label is None:
            return Stretch("adapted", place)
        low, high = other.label
        text = self.superior.sides[other.document].lines[other.line - 1][low:high]
        return Stretch("same" if folded(text) == folded(place.text) else "adapted", place, Place(other.document, other.line, low, high, text))

    def _says_something(self, paragraph: Paragraph) -> bool:
        return any(c not in PUNCTUATION for c in self.local.key[paragraph.first:paragraph.last])

    def dropped(self) -> Iterator[Dropped]:
        """Superior words that no local word corresponds to or stands for."""
        seen = bytearray(len(self.superior.key))
        for atom in self.differ.to:
            if atom >= 0:
                seen[atom] = 1
        for low, high in self.opposite.values():
            if low >= 0:
                seen[low:high] = b"\x01" * (high - low)
        for paragraph in self.superior.paragraphs:
            at = paragraph.first
            while at < paragraph.last:
                last = at
                while last < paragraph.last and not seen[last]:
                    last += 1
                if last > at and says_something(self.superior.key[at:last]):
                    whole = at == paragraph.first and last == paragraph.last
                    yield Dropped(self._dropped(paragraph, at, last, whole))
                at = max(last, at) + 1

    def _dropped(self, paragraph: Paragraph, low: int, high: int, whole: bool) -> Place:
        start, end = self.superior.starts[low], self.superior.ends[high - 1]
        if whole and paragraph.label is not None:
            start = paragraph.label[0]
        return Place(paragraph.document, paragraph.line, start, end, self.superior.line_of(low)[start:end])
