"""A document as it is read aloud by those who prove it (唱校): each line with what is announced, said and told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .explained import Remark, remarks
from .patterns import ARTICLE, LEVELS
from .review import Place, Review
from .speech import Digits, Piece, spoken

_LEVELS = "一二三四"
_PARTS = {"header": "页眉", "footer": "页脚", "footnote": "脚注", "comment": "批注", "textbox": "文本框"}


@dataclass(frozen=True)
class Line:
    """A line of ``hongtou text`` (``first`` = ``last``), or several blank ones that are announced together."""

    first: int
    last: int
    announced: tuple[str, ...]
    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...]

    @property
    def number(self) -> str:
        """“12”, or “12—14” for blank lines."""
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"


@dataclass(frozen=True)
class Reading:
    """All lines of a document in order. ``sha256`` is the file's, so that a sheet belongs to one state of it."""

    path: str
    sha256: str
    title: str
    document_number: str
    digits: Digits
    lines: tuple[Line, ...]


def read_aloud(review: Review, digits: Digits = "phone") -> Reading:
    """``review``'s document as it is read aloud, figures said as ``digits`` tells."""
    words = {e.name: e.text for e in reversed(review.elements)}  # the first of a name counts
    return Reading(review.path, review.sha256 or "", words.get("标题", ""),
                   words.get("发文字号") or words.get("令号") or "", digits, tuple(_lines(review, digits)))


def _lines(review: Review, digits: Digits) -> Iterator[Line]:
    blank_from: int | None = None
    before: str | None = None
    for number, (text, place) in enumerate(zip(review.lines, review.places, strict=True), 1):
        if not text:
            blank_from = blank_from or number
            continue
        if blank_from is not None:
            yield _blank(blank_from, number - 1)
            blank_from = None
        role = review.roles[number - 1] if number <= len(review.roles) else None
        starting = [e.name for e in sorted(review.elements, key=lambda e: e.location.start or 0) if e.location.paragraph == number]
        announced = (*_where(place), *_what(text, role, before, starting, place), *_level(text, place))
        yield Line(number, number, announced, spoken(text, digits), remarks(text))
        before = role or before
    if blank_from is not None:
        yield _blank(blank_from, len(review.lines))


def _blank(first: int, last: int) -> Line:
    count = last - first + 1
    return Line(first, last, ("空行" if count == 1 else f"空 {count} 行",), (), ())


def _where(place: Place) -> Iterator[str]:
    if place.starts_page:
        yield "另起一面"
    if place.part in _PARTS:
        yield _PARTS[place.part]
    if place.cell is not None:
        yield f"表格 {place.cell.table + 1} 第 {place.cell.row + 1} 行第 {place.cell.column + 1} 列"


def _what(text: str, role: str | None, before: str | None, starting: list[str], place: Place) -> Iterator[str]:
    """The elements that start on this line; a further line of the one before; a paragraph of the body."""
    yield from starting
    if starting or place.cell is not None or place.part in _PARTS:
        return
    if role == "正文" or (not role and place.part == "body"):
        yield "换行" if place.continues else "另起一段"
    elif role and role == before and text.strip():
        yield f"{role}续行"
    elif role:
        yield role


def _level(text: str, place: Place) -> Iterator[str]:
    """Which level an ordinal at the start of a paragraph is of (层次序数, GB/T 9704-2012 7.3.3)."""
    bare = text.strip()
    if place.cell is not None or place.part in _PARTS:
        return
    if match := ARTICLE.match(bare):
        yield match.group().strip()[-1]
        return
    for name, level in zip(_LEVELS, LEVELS, strict=True):
        if level.match(bare):
            yield f"第{name}层"
            return
