"""The HTML report: the document's text with the findings in the margin, in one file that needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..review import SEVERITIES, Finding, Location, Review
from . import wording
from .web_page import filled

_CLASSES: Mapping[str, tuple[str, ...]] = {
    "issuer": ("发文机关标志", "纪要标志"), "centered": ("发文字号", "令号", "签发人"), "title": ("标题", "附件标题"),
    "flush": ("主送机关",), "para": ("正文", "附件说明", "附注"), "right": ("发文机关署名", "成文日期"),
    "colophon": ("抄送机关", "印发机关", "印发日期"), "muted": ("页码",),
    "flush label": ("附件", "份号", "密级和保密期限", "紧急程度"),
}
_CLASS_OF = {role: name for name, roles in _CLASSES.items() for role in roles}


@dataclass(frozen=True)
class Card:
    """A finding in the margin. ``fixes`` are what to write instead, each as shown."""

    number: int
    finding: Finding
    severity: str
    message: str
    place: str
    quote: str
    fixes: Sequence[str]
    careful: bool
    more: str
    related: Sequence[tuple[str, str]]
    basis: str


@dataclass(frozen=True)
class Segment:
    """Words that the same findings mark. ``starts`` are the cards whose mark begins here, the first place or not."""

    text: str
    classes: str
    starts: Sequence[tuple[int, str, bool]]


@dataclass(frozen=True)
class Row:
    """A paragraph beside its cards. ``label`` names the element where one begins."""

    number: int
    label: str
    role_class: str
    segments: Sequence[Segment]
    cards: Sequence[Card]
    marked: bool
    blank: bool
    indented: bool


@dataclass(frozen=True)
class Page:
    """One document as the template shows it."""

    number: int
    review: Review
    path: str
    name: str
    kind: str
    status: str
    clear: bool
    result: str
    counts: Mapping[Any, int]
    failures: Sequence[tuple[str, str]]
    notes: Sequence[str]
    general: Sequence[Card]
    rows: Sequence[Row]
    elements: Sequence[tuple[str, str, str, int | None, int]]
    skipped: Mapping[str, str]


def render(reviews: Sequence[Review], version: str, when: str = "") -> str:
    """The report on ``reviews``; ``when`` is printed as the time it was made."""
    counts = wording.counts(reviews)
    return filled("page.html", ["page.css"], ["page.js"],
                  pages=[_page(i, r) for i, r in enumerate(reviews, 1)], version=version, when=when, counts=counts,
                  severities=SEVERITIES, labels=wording.SEVERITY, meanings=wording.SEVERITY_MEANING,
                  total=wording.counted(counts), failed=sum(r.status == "failed" for r in reviews))


def _page(number: int, review: Review) -> Page:
    cards = [_card(n, f, review) for n, f in enumerate(_in_order(review), 1)]
    placed = [c for c in cards if _placed(c.finding.location, review)]
    counts = wording.counts([review])
    path = wording.clean(review.path)
    return Page(
        number=number, review=review, path=path, name=path.replace("\\", "/").rsplit("/", 1)[-1],
        kind=wording.kind(review), status=wording.STATUS[review.status],
        clear=review.status == "reviewed" and not review.findings,
        result="没能检查" if review.status == "failed" else wording.counted(counts), counts=counts,
        failures=[(wording.CATEGORY.get(f.category, f.category), wording.failure(f)) for f in review.failures],
        notes=[wording.clean(n) for n in review.notes], general=[c for c in cards if c not in placed],
        rows=list(_rows(review, placed)), elements=list(_elements(review)),
        skipped={wording.clean(r): "、".join(f"{s.name}（{s.rule}）" for s in skips)
                 for r, skips in wording.by_reason(review.skipped).items()})


def _placed(location: Location, review: Review) -> bool:
    return location.paragraph is not None and location.start is not None and location.paragraph <= len(review.lines)


def _in_order(review: Review) -> Sequence[Finding]:
    """As they are met when reading: what has no place first, then down the page."""
    return sorted(review.findings, key=lambda f: (_placed(f.location, review), f.location.paragraph or 0,
                                                  f.location.start or 0))


def _card(number: int, finding: Finding, review: Review) -> Card:
    place = finding.location
    where = "" if _placed(place, review) else "，".join(p for p in (place.element or "", wording.place(place)) if p)
    related = [(_other(x, review), wording.visible(_shortened(x.quote or ""))) for x in finding.related[:3] if x.quote]
    return Card(number, finding, wording.SEVERITY[finding.severity], wording.clean(finding.message), where,
                wording.visible(_shortened(place.quote or "")), [wording.visible(f.replacement) for f in finding.fixes],
                wording.careful(finding), wording.places(finding, 6), related, wording.clean(finding.basis))


def _other(location: Location, review: Review) -> str:
    path = location.path if location.path not in (None, review.path) else ""
    return f"{wording.clean(path or '')} {wording.place(location)}".strip()


def _shortened(text: str) -> str:
    return text if len(text) <= 36 else f"{text[:20]}……{text[-10:]}"


def _rows(review: Review, cards: Sequence[Card]) -> Iterator[Row]:
    marks: dict[int, list[tuple[int, int, Card, bool]]] = {}
    beside: dict[int, list[Card]] = {}
    for card in cards:
        beside.setdefault(card.finding.location.paragraph or 0, []).append(card)
        for nth, place in enumerate(card.finding.locations or (card.finding.location,)):
            if _placed(place, review) and place.start is not None and place.end is not None:
                marks.setdefault(place.paragraph or 0, []).append((place.start, place.end, card, nth == 0))
    before: str | None = None
    for number, line in enumerate(review.lines, 1):
        role = review.roles[number - 1] if number <= len(review.roles) else None
        label = role if role and role != before else ""
        before = role or before
        yield Row(number, label, _CLASS_OF.get(role or "", "flush"), _segments(line, marks.get(number, [])),
                  beside.get(number, []), number in marks, not line.strip(), line[:1].isspace())


def _segments(line: str, marks: Sequence[tuple[int, int, Card, bool]]) -> list[Segment]:
    """``line`` cut where a mark begins or ends, so that marks may overlap."""
    cuts = sorted({0, len(line), *(min(p, len(line)) for start, end, *_ in marks for p in (start, end))})
    points = [(p, p) for p in cuts if any(start == end == p for start, end, *_ in marks)]
    found = []
    for low, high in sorted([*pairwise(cuts), *points]):
        inside = [m for m in marks if (m[0] <= low and high <= m[1] and low < high) or m[0] == m[1] == low == high]
        starts = [(m[2].number, m[2].finding.severity, m[3]) for m in inside if m[0] == low]
        severities = {m[2].finding.severity for m in inside}
        text = line[low:high]
        found.append(Segment(wording.visible(text) if inside else wording.clean(text),
                             " ".join(s for s in SEVERITIES if s in severities), starts))
    return found


def _elements(review: Review) -> Iterator[tuple[str, str, str, int | None, int]]:
    for element in review.elements:
        hits = sum(f.location.element == element.name for f in review.findings)
        text = wording.clean(element.text)
        yield (element.name, text if len(text) <= 90 else f"{text[:60]}……（共{len(text)}字）",
               wording.place(element.location), element.location.paragraph, hits)
