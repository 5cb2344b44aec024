"""What an entry binds of a document, and what was changed between two states of it.

The hash is that of the bytes which ``hongtou text FILE`` prints, so that anybody can check it with ``sha256sum``. A hash
shows that something changed, not what: so entries keep the text too (compressed, once for each state), or for documents
with a 密级 only short hashes of its lines: then the place of a change can be shown, but not the words that were there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .review import ElementReport, Review

LARGEST_TEXT = 64_000_000
"""Bytes of text that an entry may unpack to: a ledger may come from anybody."""
_LINE_HASH = 16
_TOKEN = re.compile(r"[0-9A-Za-z]+(?:[.,:%-][0-9A-Za-z]+)*|.", re.DOTALL)
_PAIRING = 20_000
"""Old lines times new ones of one changed place that are compared with each other; above, they are listed apart."""
_ALIKE = 45.0
_BLANK = r"[\s　×xX＿_]"
_NO_DAY = rf"(?:\d{{4}}|{_BLANK}+)年{_BLANK}*(?:\d{{1,2}})?月{_BLANK}+日"
_UNFILLED = re.compile(
    rf"[^\s，。；：、]{{0,12}}〔(?:\d{{4}}|{_BLANK}*)〕{_BLANK}*号"
    rf"|^[^，。；]{{0,40}}{_NO_DAY}印发{_BLANK}*$|{_NO_DAY}"
    rf"|签\s*发\s*人[：:]{_BLANK}*$")
"""The blanks left in a draft: 某政发〔2026〕　号, 某办　2026年　月　日印发, 2026年　月　日, 签发人：."""


@dataclass(frozen=True)
class Snapshot:
    """A document at one moment, as entries bind it.

    ``text`` and ``file`` are SHA-256. ``content`` is that of the text without what is filled in after 签发 (文号 …);
    ``filled`` has the SHA-256 of what stood there, by element.
    """

    text: str
    file: str
    content: str
    filled: Mapping[str, str]
    lines: tuple[str, ...] = field(default=(), repr=False)
    places: frozenset[int] = frozenset()
    """The lines (from 0) where ``filled`` stands; known of the present document alone."""


@dataclass(frozen=True)
class Change:
    """One change: the line (from 1) in the new text, or for what was taken out where it would be; None is “nothing
    there”. ``before`` is unknown (``lost``) where only hashes of lines were kept. ``later``: filled in after 签发."""

    line: int
    before: str | None
    after: str | None
    lost: bool = False
    later: bool = False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def text_digest(lines: Sequence[str]) -> str:
    """SHA-256 in hexadecimal digits of ``lines`` as ``hongtou text`` prints them."""
    return _digest("".join(f"{line}\n" for line in lines))


def take(review: Review, filled_later: Sequence[str]) -> Snapshot:
    """The state of the document that ``review`` read; it must have been read (status is not failed)."""
    lines = tuple(re.sub("[\r\n]", " ", line) for line in review.lines)
    elements = [e for e in review.elements if e.name in filled_later]
    filled = {e.name: _digest(e.text) for e in elements if not _UNFILLED.fullmatch(e.text.strip())}
    begins = {e.location.paragraph - 1: e.name for e in elements if e.location.paragraph}
    # an element of several lines is located by its first; the others are its own from end to end
    goes_on = {i for i, role in enumerate(review.roles) if role in filled_later and i not in begins}
    places = frozenset(i for i, name in begins.items() if name in filled) | goes_on
    content = _content(["" if i in goes_on else line for i, line in enumerate(lines)], elements)
    return Snapshot(text_digest(lines), review.sha256 or "", _digest("\n".join(content)), filled, lines, places)


def _content(lines: Sequence[str], elements: Sequence[ElementReport]) -> list[str]:
    """The lines without what is filled in later and without the blanks left for it; empty lines do not count."""
    kept: list[str] = []
    for number, line in enumerate(lines, 1):
        spans = sorted((e.location.start or 0, e.location.end or 0) for e in elements if e.location.paragraph == number)
        rest = line
        for start, end in reversed(spans):
            rest = rest[:start] + rest[end:]
        rest = _UNFILLED.sub("", rest)
        if rest != line:
            rest = "".join(rest.split())
        if rest.strip():
            kept.append(rest)
    return kept


def unchanged(old: Snapshot, new: Snapshot) -> bool:
    """Whether nothing was changed from ``old`` to ``new`` but what was blank and had to be filled in."""
    if old.text == new.text:
        return True
    return old.content == new.content and all(new.filled.get(name) == value for name, value in old.filled.items())


# ---- what an entry keeps of the text

def packed(lines: Sequence[str]) -> str:
    """The text for an entry: zlib, base64."""
    return base64.b64encode(zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 9)).decode()


def unpacked(kept: str) -> tuple[str, ...] | None:
    """The lines that :func:`packed` packed; None for what it did not make."""
    machine = zlib.decompressobj()
    try:
        data = machine.decompress(base64.b64decode(kept, validate=True), LARGEST_TEXT)
        return tuple(data.decode("utf-8", "surrogatepass").split("\n")) if machine.eof else None
    except (zlib.error, binascii.Error, ValueError):
        return None


def line_hashes(lines: Sequence[str]) -> tuple[str, ...]:
    """Short hashes of the lines, for documents whose words the ledger must not hold."""
    return tuple(_digest(line)[:_LINE_HASH] for line in lines)


def marked_secret(review: Review) -> bool:
    """Whether the document bears a 密级."""
    return any(e.name == "密级和保密期限" for e in review.elements)


# ---- what was changed

def changes(old: Sequence[str], new: Snapshot, *, hashed: bool = False) -> tuple[Change, ...]:
    """What was changed from the lines ``old`` (hashes of lines where ``hashed``) to the document ``new``.

    Lines are aligned first and then, inside each changed place, paired by likeness; blank lines do not count.
    """
    from rapidfuzz.distance import Indel

    numbers = [i for i, line in enumerate(new.lines) if line.strip()]
    present = [new.lines[i] for i in numbers]
    empty = _digest("")[:_LINE_HASH]
    past = [line for line in old if (line != empty if hashed else line.strip())]
    found: list[Change] = []
    src = dest = 0
    for block in Indel.opcodes(past, list(line_hashes(present)) if hashed else present).as_matching_blocks():
        if src < block.a or dest < block.b:
            before = numbers[dest] if dest < len(numbers) else len(new.lines)
            place = _place_of_hashes if hashed else _place
            found += place(past[src:block.a], new, numbers[dest:block.b], before)
        src, dest = block.a + block.size, block.b + block.size
    return tuple(found)


def _place_of_hashes(old: Sequence[str], new: Snapshot, numbers: Sequence[int], at: int) -> list[Change]:
    if not numbers:
        return [Change(at + 1, None, None, lost=True)]
    return [Change(i + 1, None, new.lines[i], lost=bool(old), later=i in new.places) for i in numbers]


def _place(old: Sequence[str], new: Snapshot, numbers: Sequence[int], at: int) -> list[Change]:
    """The changes where the lines ``old`` gave way to the lines ``numbers`` of the new text, which stand at ``at``."""
    made: list[Change] = []
    for before, i in _pairs(old, [(i, new.lines[i]) for i in numbers]):
        at = at if i is None else i
        later = i in new.places and (before is None or _UNFILLED.search(before) is not None)
        made.append(Change(at + 1, before, None if i is None else new.lines[i], later=later))
    return made


def _pairs(old: Sequence[str], new: Sequence[tuple[int, str]]) -> list[tuple[str | None, int | None]]:
    """Old and new lines in order, like with like; what has no like stands alone."""
    from rapidfuzz import fuzz

    if len(old) == len(new) and (len(old) == 1 or all(fuzz.ratio(a, b) >= _ALIKE for a, (_, b) in zip(old, new, strict=True))):
        return [(line, i) for line, (i, _) in zip(old, new, strict=True)]
    if len(old) * len(new) > _PAIRING:
        return [*((line, None) for line in old), *((None, i) for i, _ in new)]
    pairs: list[tuple[str | None, int | None]] = []
    free = list(new)
    for line in old:
        place = next((k for k, (_, text) in enumerate(free) if fuzz.ratio(line, text) >= _ALIKE), None)
        if place is None:
            pairs.append((line, None))
            continue
        pairs += [(None, i) for i, _ in free[:place]]
        pairs.append((line, free[place][0]))
        free = free[place + 1:]
    return [*pairs, *((None, i) for i, _ in free)]


Piece = tuple[Literal["same", "old", "new"], str]


def pieces(before: str, after: str) -> list[Piece]:
    """The two lines as stretches that stayed, went and came. Numbers and Latin words change as wholes; a stretch of one
    character between two changes is no anchor but chance, and belongs to them."""
    from rapidfuzz.distance import Indel

    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    made: list[Piece] = []
    src = dest = 0
    for block in Indel.opcodes(old, new).as_matching_blocks():
        if block.size == 1 and block.a not in (0, len(old) - 1) and len(old[block.a]) == 1:
            continue
        parts: tuple[Piece, ...] = (("old", "".join(old[src:block.a])), ("new", "".join(new[dest:block.b])),
                                    ("same", "".join(old[block.a:block.a + block.size])))
        made += [part for part in parts if part[1]]
        src, dest = block.a + block.size, block.b + block.size
    return made
