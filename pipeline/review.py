"""What a review consists of: findings, skipped checks, failures. Reports are pure functions of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .elements import Structure
from .model import Box, Cell, Format, Part

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

GROUPS = (
    "输入", "版面", "版头", "主体", "版记", "文种", "行文规则", "密级", "错别字", "用语", "标点", "数字",
    "一致性", "新增标注", "审核流程",
)

Category = Literal["not_found", "empty", "unsupported", "fake_type", "encrypted", "damaged", "too_large", "bomb",
                   "macro", "no_text", "timeout", "memory", "crash"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document as reports give it.

    ``paragraph`` is the 1-based line of ``hongtou text FILE``; ``start`` and ``end`` are 0-based code-point offsets
    in it and ``quote`` is exactly that text. All four are None for what concerns a page or something missing.
    """

    element: str | None = None
    part: str | None = None
    page: int | None = None
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    box: Box | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction: ``replacement`` for the quoted words; ``safe`` when it cannot change the meaning."""

    replacement: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from a rule. ``locations`` holds every place of a folded habit, ``location`` the first."""

    rule: str
    name: str
    group: str
    severity: Severity
    message: str
    basis: str
    location: Location
    related: tuple[Location, ...] = ()
    confidence: float | None = None
    fixes: tuple[Fix, ...] = ()
    fingerprint: str = ""
    locations: tuple[Location, ...] = ()
    experimental: bool = False

    @property
    def occurrences(self) -> int:
        """How many places the finding stands for."""
        return max(1, len(self.locations))


@dataclass(frozen=True, slots=True)
class Skip:
    """A check that did not run, with the reason in Chinese.

    ``applicable`` is False when it has nothing to say of this kind of document, True when the file cannot tell.
    """

    rule: str
    name: str
    reason: str
    applicable: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong with one document; ``category`` is the stable key, ``message`` one Chinese sentence."""

    stage: Literal["guard", "read", "recognise", "check", "report"]
    category: Category
    message: str


@dataclass(frozen=True, slots=True)
class ElementReport:
    """A recognised element as reports list it."""

    name: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the text stands: part, table cell, whether a page break is written before it or a soft line break."""

    part: Part
    cell: Cell | None = None
    starts_page: bool | None = None
    continues: bool = False


@dataclass(frozen=True)
class Review:
    """The result for one document. ``lines`` is its text, a paragraph a line, as ``hongtou text`` prints it.

    ``roles`` and ``places`` have an entry for each line. ``structure`` is the recognised document itself, kept only for
    commands that go on to work with it.
    """

    path: str
    sha256: str | None = None
    format: Format | None = None
    pages: int | None = None
    status: Literal["reviewed", "partial", "failed"] = "reviewed"
    failures: tuple[Failure, ...] = ()
    official: bool | None = None
    doc_type: str | None = None
    layout: str | None = None
    direction: str | None = None
    standard: str | None = None
    kind_reason: str = ""
    elements: tuple[ElementReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skip, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    roles: tuple[str | None, ...] = ()
    seconds: float = 0.0
    timings: Mapping[str, float] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    structure: Structure | None = None

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(f.severity == severity for f in self.findings)
