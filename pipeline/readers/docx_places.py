"""Where the characters of every line stand in the XML: the reader's own walk, for those who change a document.

``mc:AlternateContent`` holds the same text box twice, for Word and for older programs. The walk reads one branch; here
it is taken a second time over the others, so that whoever changes one can change its copies too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from .docx import walk
from .docx_draft import Draft
from .docx_package import Package
from .docx_xml import MC, Element, choose, elements, w

_MOST_BRANCHES = 4
"""Branches of one ``mc:AlternateContent`` that are followed: Word writes two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Code points ``start`` to ``end`` of a line and the element that prints them, from its code point ``offset`` on.

    ``node`` is a child of a ``w:r`` (``w:t``, ``w:tab``, ``w:sym`` …), the ``w:p`` whose mark gives an automatic number
    its format, or None for what a field prints without having it in the file. ``underlined`` is the effective format,
    ``styled`` what it would be without an underline stated at the element itself.
    """

    start: int
    end: int
    node: Element | None
    offset: int
    underlined: bool
    styled: bool


@dataclass(slots=True)
class PrintedLine:
    """A line of ``hongtou text``; ``part`` is the package part that holds it, ``margin`` a header or footer.

    ``copies`` are the same characters in branches that the reader does not read.
    """

    text: str
    part: str
    margin: bool
    pieces: tuple[Piece, ...]
    copies: list[tuple[Piece, ...]] = field(default_factory=list)

    @property
    def nodes(self) -> Iterator[Element]:
        """The elements that print it."""
        return (piece.node for piece in self.pieces if piece.node is not None)


def printed_lines(package: Package) -> list[PrintedLine]:
    """The lines of the document in the order of ``hongtou text``. Raises :class:`~.errors.ReadError`."""
    name, root = package.document()
    lines = _lines(package, name, root)
    with _detaching() as detach:
        for _ in range(_MOST_BRANCHES - 1):
            if not detach(package.parsed().values()):
                break
            _add_copies(lines, _lines(package, name, root))
    return lines


def _lines(package: Package, name: str, root: Element) -> list[PrintedLine]:
    return [PrintedLine("".join(text for text, _ in draft.pieces), draft.story, draft.part in ("header", "footer"),
                        tuple(_pieces(draft))) for draft in walk(package, name, root).drafts]


def _pieces(draft: Draft) -> Iterator[Piece]:
    at = 0
    for (text, look), origin in zip(draft.pieces, draft.origins, strict=True):
        underlined = bool(look.get("u"))
        node, offset = (None, 0) if origin is None else (origin.node, origin.start)
        yield Piece(at, at + len(text), node, offset, underlined, bool(look.get("uStyled", underlined)))
        at += len(text)


@contextmanager
def _detaching() -> Iterator[Callable[[Iterable[Element]], bool]]:
    """Gives a function that takes the branch that is read out of each alternative that has another; all come back."""
    taken: list[tuple[Element, int, Element]] = []

    def detach(roots: Iterable[Element]) -> bool:
        before = len(taken)
        for alternate in [a for root in roots for a in root.iter(f"{{{MC}}}AlternateContent")]:
            chosen = choose(alternate)
            others = [b for b in elements(alternate) if b is not chosen and next(b.iter(w("t")), None) is not None]
            if chosen is not None and others:
                taken.append((alternate, alternate.index(chosen), chosen))
                alternate.remove(chosen)
        return len(taken) > before

    try:
        yield detach
    finally:
        for alternate, index, branch in reversed(taken):
            alternate.insert(index, branch)


def _add_copies(lines: Sequence[PrintedLine], others: Sequence[PrintedLine]) -> None:
    """Give ``lines`` the ``others`` as copies where both say the same, between the lines that are in both."""
    owner = {node: number for number, line in enumerate(lines) for node in line.nodes}
    shared = {owner[node] for line in others for node in line.nodes if node in owner}
    met = [next((owner[node] for node in line.nodes if node in owner), None) for line in others]
    apart = _between(lines, [number if number in shared else None for number in range(len(lines))])
    for at, found in _between(others, met).items():
        same = apart.get(at, [])
        if [line.text for line in same] == [line.text for line in found]:
            for line, copy in zip(same, found, strict=True):
                line.copies.append(copy.pieces)
    for other, at in zip(others, met, strict=True):
        if at is not None and other.text == lines[at].text and any(node not in owner for node in other.nodes):
            lines[at].copies.append(other.pieces)


def _between(lines: Sequence[PrintedLine], met: Sequence[int | None]) -> dict[int | None, list[PrintedLine]]:
    """The printed lines without a number in ``met``, by the last number before them."""
    found: dict[int | None, list[PrintedLine]] = {}
    last: int | None = None
    for line, number in zip(lines, met, strict=True):
        if number is not None:
            last = number
        elif line.text:
            found.setdefault(last, []).append(line)
    return found
