"""The docx reader: python-docx opens the package, our own walk of the XML reads it once.

What Word prints is what the model gets: the accepted view of tracked changes, automatic numbers as text, effective
formats, drawn lines. Where things end up on the page only Word knows; page numbers are those of its last layout.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..model import Document, Fact, Line, Picture, Residue, Section, Source
from .docx_draft import Draft
from .docx_package import Package, open_package
from .docx_walk import Walker
from .docx_xml import Element

_UNKNOWN: dict[Fact, str] = {
    "geometry": "Word 文件不记录排版后的位置，须转成 PDF 才能测量",
    "embedding": "Word 文件不嵌入字体属正常情况",
}
_NO_PAGES = "文件未经 Word 排版保存，不知道页码位置"
_Maps = list[dict[str, list[Draft]]]


def read(path: Path, source: Source | None = None) -> Document:
    """Read a .docx (.dotx, .docm). Raises :class:`~.errors.ReadError` for what is no readable Word document."""
    package = open_package(path)
    walked = walk(package, *package.document())
    walker = walked.walker
    blocks = [d.block(i) for i, d in enumerate(walked.drafts)]
    unknown = dict(_UNKNOWN)
    if not walker.rendered:
        unknown["pages"] = _NO_PAGES
        blocks = [replace(b, page=None) for b in blocks]
    resolved = [p.resolved() for p in walker.pending if not p.dropped]
    if not walker.rendered:
        resolved = [replace(r, page=None) if isinstance(r, Line | Picture) else r for r in resolved]
    return Document(
        source or _source(path), tuple(blocks), _sections(walker, walked.headers, walked.footers), (),
        tuple(r for r in resolved if isinstance(r, Line)), tuple(r for r in resolved if isinstance(r, Picture)),
        tuple(r for r in resolved if isinstance(r, Residue)), (), unknown, (*package.notes, *walker.notes),
        walker.page if walker.rendered else None)


@dataclass(frozen=True, slots=True)
class Walked:
    """A document as the walk leaves it: every block in its order, and what each section shows in its margins."""

    walker: Walker
    drafts: list[Draft]
    headers: _Maps
    footers: _Maps


def walk(package: Package, name: str, root: Element) -> Walked:
    """Walk over the main part ``name`` with root ``root``, then notes, headers and footers."""
    walker = Walker(package, name, root)
    walker.walk_body()
    notes = [*walker.walk_part(package.related(name, "footnotes"), "footnote"),
             *walker.walk_part(package.related(name, "endnotes"), "footnote")]
    headers, header_maps = _margin_parts(walker, package, name, "header")
    footers, footer_maps = _margin_parts(walker, package, name, "footer")
    return Walked(walker, [*walker.out, *notes, *headers, *footers], header_maps, footer_maps)


def _source(path: Path) -> Source:
    data = path.read_bytes()
    return Source(str(path), "docx", hashlib.sha256(data).hexdigest(), len(data))


def _margin_parts(walker: Walker, package: Package, main: str, kind: str) -> tuple[list[Draft], _Maps]:
    """Every header or footer part once, and for each section which of them it shows; a section inherits."""
    parts: dict[str, list[Draft]] = {}
    maps: _Maps = []
    current: dict[str, list[Draft]] = {}
    for setup in walker.setups:
        current = dict(current)
        for (which, type_), rid in setup.references.items():
            name = package.target(main, rid) if which == kind else None
            if name is not None:
                if name not in parts:
                    parts[name] = walker.walk_part(name, kind, setup.index)
                current[type_] = parts[name]
        maps.append(current)
    return [d for drafts in parts.values() for d in drafts], maps


def _sections(walker: Walker, headers: _Maps, footers: _Maps) -> tuple[Section, ...]:
    made: list[Section] = []
    at = 0
    for setup, start, head, foot in zip(walker.setups, walker.section_starts, headers, footers, strict=True):
        at = start.index if start is not None and start.index is not None else at
        made.append(setup.section(at, walker.settings, _numbers(foot), _numbers(head)))
    return tuple(made)


def _numbers(drafts: dict[str, list[Draft]]) -> dict[str, tuple[int, ...]]:
    return {kind: tuple(_indexes(found)) for kind, found in drafts.items()}


def _indexes(drafts: Iterable[Draft]) -> Iterable[int]:
    return (d.index for d in drafts if d.index is not None)
