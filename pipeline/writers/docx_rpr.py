"""Underline in the format of runs: stated, taken away, or switched off, and runs cut where it begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from ..readers.docx_xml import VAL, XML_SPACE, Element, val, w

Change = Literal["on", "off"]

_AFTER_U = {w(n) for n in ("effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
                           "specVanish", "oMath", "rPrChange")}
"""What follows ``w:u`` in a ``w:rPr`` (ECMA-376-1 A.1, EG_RPrBase)."""
_EXTENSION = "{http://schemas.microsoft.com/office/word/"
_AFTER_RPR = {w("sectPr"), w("pPrChange")}
"""What follows ``w:rPr`` in a ``w:pPr`` (ECMA-376-1 17.3.1.26)."""


@dataclass(frozen=True, slots=True)
class Part:
    """Code points ``start`` to ``end`` of an element's own text, and what is wanted of their underline.

    ``styled``: they would be underlined without what the run itself states. ``change`` None: it stays as it is.
    """

    start: int
    end: int
    change: Change | None
    styled: bool


@dataclass(slots=True)
class _Segment:
    """Neighbouring children of a run that get one format. ``part`` None as long as nothing printed is among them."""

    part: Part | None = None
    children: list[Element] = field(default_factory=list)


def single(owner: Element) -> bool:
    """Whether a run, or the mark of a paragraph, states the plain underline itself, or none at all."""
    properties = owner.find(w("pPr")) if owner.tag == w("p") else owner
    rpr = None if properties is None else properties.find(w("rPr"))
    return rpr is None or rpr.find(w("u")) is None or val(rpr, "u") == "single"


def change_run(run: Element, parts: Mapping[Element, Sequence[Part]]) -> bool:
    """Change a ``w:r`` as the ``parts`` of its children say; returns whether it was changed.

    Neighbouring parts of one child want different things. The run is cut where the underline changes: all else of its
    format goes with every piece, and every child stays. What has its text deeper down (alternative forms of a character)
    is changed as a whole, or not at all.
    """
    if not any(part.change for own in parts.values() for part in own):
        return False
    segments: list[_Segment] = [_Segment()]
    for child in [c for c in run if c.tag != w("rPr")]:
        own = parts.get(child) or _inside(child, parts)
        for part, node in _cut(child, own) if len(own) > 1 else [(own[0] if own else None, child)]:
            last = segments[-1]
            if part is not None and last.part is not None and last.part.change != part.change:
                last = _Segment()
                segments.append(last)
            last.part = last.part or part
            last.children.append(node)
    _rebuild(run, segments)
    return any(segment.part and segment.part.change for segment in segments)


def _inside(child: Element, parts: Mapping[Element, Sequence[Part]]) -> Sequence[Part]:
    inner = [part for node in child.iter() for part in parts.get(node, ())] if len(child) else []
    return inner[:1] if len({part.change for part in inner}) == 1 else ()


def _cut(text: Element, parts: Sequence[Part]) -> Iterator[tuple[Part, Element]]:
    """A ``w:t`` in pieces. White space at its ends that is not printed is left out, or it would come to be printed."""
    words = text.text or ""
    for part in parts:
        piece = etree.Element(text.tag, _attributes(text))
        piece.text = words[part.start: part.end]
        if piece.text != piece.text.strip():
            piece.set(XML_SPACE, "preserve")
        yield part, piece


def _rebuild(run: Element, segments: Sequence[_Segment]) -> None:
    """Give each segment a run; the first keeps ``run`` itself, on which others may rely."""
    rpr = run.find(w("rPr"))
    original = None if rpr is None else deepcopy(rpr)
    if original is not None:
        original.tail = None
    runs = [run]
    if len(segments) > 1:
        for child in [c for c in run if c.tag != w("rPr")]:
            run.remove(child)
        run.extend(segments[0].children)
        for segment in segments[1:]:
            made = etree.Element(run.tag, _attributes(run))
            if original is not None:
                made.append(deepcopy(original))
            made.extend(segment.children)
            runs[-1].addnext(made)
            runs.append(made)
    for piece, segment in zip(runs, segments, strict=True):
        if segment.part is not None and segment.part.change is not None:
            _state(piece, 0, segment.part)


def _attributes(node: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.attrib.items()}


def change_mark(paragraph: Element, parts: Sequence[Part]) -> bool:
    """Change the mark of a ``w:p``, and so its automatic number, unless only a part of the number is meant."""
    if len(parts) != 1 or parts[0].change is None:
        return False
    ppr = paragraph.find(w("pPr"))
    if ppr is None:
        ppr = etree.Element(w("pPr"))
        paragraph.insert(0, ppr)
    at = next((i for i, child in enumerate(ppr) if child.tag in _AFTER_RPR), len(ppr))
    _state(ppr, at, parts[0])
    return True


def _state(owner: Element, at: int, part: Part) -> None:
    """Put ``w:u`` into the ``w:rPr`` of a run or ``w:pPr``, which is made at child ``at`` if it is missing."""
    rpr = owner.find(w("rPr"))
    if rpr is None:
        rpr = etree.Element(w("rPr"))
        owner.insert(at, rpr)
    stated = rpr.findall(w("u"))
    wanted = "single" if part.change == "on" else "none" if part.styled else None
    for extra in stated if wanted is None else stated[1:]:
        rpr.remove(extra)
    if wanted is not None and stated:
        stated[0].set(VAL, wanted)
    elif wanted is not None:
        made = etree.Element(w("u"), {VAL: wanted})
        rpr.insert(_place(rpr), made)
    if not len(rpr) and not rpr.attrib:
        owner.remove(rpr)


def _place(rpr: Element) -> int:
    following = (i for i, child in enumerate(rpr) if child.tag in _AFTER_U or str(child.tag).startswith(_EXTENSION))
    return next(following, len(rpr))
