"""Seals of an OFD that are no page content: stamps of electronic signatures (18) and stamp annotations (15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from ..model import Box, Picture
from .docx_xml import Element
from .errors import ReadError
from .ofd_package import Package, box, content, first, flag, named
from .ofd_page import IDENTITY, Turned, corners_of
from .page_drawings import seal_sized

_MOST = 200
_SIGNED = "文件带有电子印章；没有验证签章的真伪。"
_UNREADABLE = "电子签章或注释的记录不完整，其中的印章没有检查。"


def stamps(package: Package, body: Element, document: Element, main: str,
           pages: Mapping[str, Turned]) -> tuple[list[Picture], list[str]]:
    """What is stamped on the pages (by id), and notes for the report. ``main`` is the part that holds ``document``."""
    found: list[Picture] = []
    notes: list[str] = []
    try:
        for picture in _signatures(package, content(first(body, "Signatures")), pages):
            notes = [_SIGNED]
            _add(found, picture)
        for picture in _annotations(package, content(first(document, "Annotations")), main, pages):
            _add(found, picture)
    except ReadError as error:
        if error.category != "damaged":
            raise
        notes.append(_UNREADABLE)
    return found, notes


def _add(found: list[Picture], picture: Picture) -> None:
    """Writers keep one stamp as signature and as annotation; it is one seal."""
    if not any(_same(picture, other) for other in found):
        found.append(picture)


def _signatures(package: Package, location: str, pages: Mapping[str, Turned]) -> Iterator[Picture]:
    if not location:
        return
    part = package.locate(location, "OFD.xml")
    for item in islice(named(package.root(part), "Signature"), _MOST):
        root = package.root(package.locate(item.get("BaseLoc"), part))
        for stamp in islice(named(first(root, "SignedInfo"), "StampAnnot"), _MOST):
            if not _sliced(stamp):
                yield from _placed(stamp, pages.get(stamp.get("PageRef") or ""))


def _sliced(stamp: Element) -> bool:
    """Whether only a part of the seal is shown: a slice across the edges of several pages (骑缝章)."""
    whole, shown = box(stamp.get("Boundary")), box(stamp.get("Clip"))
    return whole is not None and shown is not None and (shown[2] < 0.9 * whole[2] or shown[3] < 0.9 * whole[3])


def _annotations(package: Package, location: str, main: str, pages: Mapping[str, Turned]) -> Iterator[Picture]:
    if not location:
        return
    part = package.locate(location, main)
    for entry in named(package.root(part), "Page"):
        page = pages.get(entry.get("PageID") or "")
        where = content(first(entry, "FileLoc"))
        if page is None or not where:
            continue
        for note in islice(named(package.root(package.locate(where, part)), "Annot"), _MOST):
            if note.get("Type") == "Stamp" and flag(note.get("Visible"), True):
                for shape in named(note, "Appearance"):
                    yield from _placed(shape, page)


def _placed(node: Element, page: Turned | None) -> Iterator[Picture]:
    """The stamp as a picture: a seal by its size, otherwise somebody's signature or a mark of receipt."""
    at = corners_of(node, IDENTITY)
    if page is not None and at is not None:
        place = Box(page.content.number, *page.place(at))
        yield Picture(place.page, None, place, True if seal_sized(place.width, place.y1 - place.y0) else None)


def _same(one: Picture, two: Picture) -> bool:
    return one.box is not None and two.box is not None and one.page == two.page and \
        abs(one.box.x0 - two.box.x0) + abs(one.box.y0 - two.box.y0) < 2
