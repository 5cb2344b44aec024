"""Seals of an OFD that are no page content: stamps of electronic signatures (18) and stamp annotations (15)."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Box, Picture
from .docx_xml import Element
from .errors import ReadError
from .ofd_package import Package, content, first, flag, local, named
from .ofd_page import IDENTITY, Turned, corners_of

_MAX_SIGNATURES = 200
_SIGNED = "文件带有电子印章；没有验证签章的真伪。"
_UNREADABLE = "电子签章或注释的记录不完整，其中的印章没有检查。"


def stamps(package: Package, body: Element, document: Element, main: str,
           pages: Mapping[str, Turned]) -> tuple[list[Picture], list[str]]:
    """Seals on the pages (by id), and notes for the report. ``main`` is the part that holds ``document``."""
    found: list[Picture] = []
    notes: list[str] = []
    try:
        found += _signatures(package, content(first(body, "Signatures")), pages)
        if found:
            notes.append(_SIGNED)
        for picture in _annotations(package, content(first(document, "Annotations")), main, pages):
            if not any(_same(picture, other) for other in found):
                found.append(picture)
    except ReadError as error:
        if error.category != "damaged":
            raise
        notes.append(_UNREADABLE)
    return found, notes


def _signatures(package: Package, location: str, pages: Mapping[str, Turned]) -> list[Picture]:
    if not location:
        return []
    part = package.locate(location, "OFD.xml")
    found: list[Picture] = []
    for _, item in zip(range(_MAX_SIGNATURES), named(package.root(part), "Signature"), strict=False):
        root = package.root(package.locate(item.get("BaseLoc"), part))
        for stamp in named(first(root, "SignedInfo"), "StampAnnot"):
            if not stamp.get("Clip"):  # a clipped one is a slice of a seal across the edges of pages (骑缝章)
                found += _placed(stamp, pages.get(stamp.get("PageRef") or ""))
    return found


def _annotations(package: Package, location: str, main: str, pages: Mapping[str, Turned]) -> list[Picture]:
    if not location:
        return []
    part = package.locate(location, main)
    found: list[Picture] = []
    for entry in named(package.root(part), "Page"):
        page = pages.get(entry.get("PageID") or "")
        where = content(first(entry, "FileLoc"))
        if page is None or not where:
            continue
        for note in named(package.root(package.locate(where, part)), "Annot"):
            if local(note) == "Annot" and note.get("Type") == "Stamp" and flag(note.get("Visible"), True):
                found += (p for shape in named(note, "Appearance") for p in _placed(shape, page))
    return found


def _placed(node: Element, page: Turned | None) -> list[Picture]:
    at = corners_of(node, IDENTITY)
    if page is None or at is None:
        return []
    number = page.content.number
    return [Picture(number, None, Box(number, *page.place(at)), True)]


def _same(one: Picture, two: Picture) -> bool:
    return one.box is not None and two.box is not None and one.page == two.page and \
        abs(one.box.x0 - two.box.x0) + abs(one.box.y0 - two.box.y0) < 2
