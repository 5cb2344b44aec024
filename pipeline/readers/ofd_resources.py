"""Resources of an OFD (GB/T 33190-2016 7.9): fonts, colour spaces, drawing parameters, composite graphics."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from ...corpora.fonts import family_name, role_of, says_bold, says_italic
from .docx_xml import Element, elements
from .ofd_package import Package, content, first, flag, local, named, number
from .page_color import hex_color
from .page_directions import Face

_T = TypeVar("_T")
_MAX_RELATIVE = 8
"""How far one drawing parameter may lean on another."""
_LINE_WIDTH = 0.353
"""mm; what a line has that says nothing (GB/T 33190-2016 table 24)."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as an object uses it: ``hex`` None is a shading or a pattern; ``alpha`` from 0 (nothing) to 255."""

    hex: str | None
    alpha: float = 255.0

    @property
    def seen(self) -> bool:
        """Whether it leaves any mark."""
        return self.alpha > 0


BLACK = Ink("000000")
NOTHING = Ink(None, 0.0)
UNKNOWN = Ink(None)


@dataclass(frozen=True, slots=True)
class Pen:
    """What an object is drawn with; None where nothing along the way has said so."""

    width: float | None = None
    fill: Ink | None = None
    stroke: Ink | None = None

    def over(self, other: Pen) -> Pen:
        """This pen, with what it does not say taken from ``other``."""
        return Pen(other.width if self.width is None else self.width, self.fill or other.fill,
                   self.stroke or other.stroke)

    @property
    def line_width(self) -> float:
        """Width of its lines in mm."""
        return _LINE_WIDTH if self.width is None else self.width


@dataclass
class Resources:
    """All that the resource files define, by id; page resources come on top of the document's."""

    faces: dict[str, Face] = field(default_factory=dict)
    spaces: dict[str, Element] = field(default_factory=dict)
    params: dict[str, Element] = field(default_factory=dict)
    composites: dict[str, Element] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    """What was asked for and is not defined."""

    def load(self, package: Package, name: str) -> None:
        """Add the definitions of the resource file ``name``; one that is not there matters when it is asked for."""
        if name not in package:
            return
        for group in elements(package.root(name)):
            kind = local(group)
            for item in elements(group):
                key = item.get("ID") or ""
                if kind == "Fonts":
                    self.faces[key] = _face(item)
                elif kind == "ColorSpaces":
                    self.spaces[key] = item
                elif kind == "DrawParams":
                    self.params[key] = item
                elif kind == "CompositeGraphicUnits":
                    self.composites[key] = item

    def with_page(self, package: Package, names: list[str]) -> Resources:
        """These resources with those of one page."""
        if not names:
            return self
        own = Resources(dict(self.faces), dict(self.spaces), dict(self.params), dict(self.composites), self.missing)
        for name in names:
            own.load(package, name)
        return own

    def face(self, key: str | None) -> Face:
        """The font of that id; one of which nothing is known when it is not defined."""
        return self._defined(self.faces, key) or Face("", embedded=True)

    def composite(self, key: str | None) -> Element | None:
        """The composite graphic of that id; None when it is not defined."""
        return self._defined(self.composites, key)

    def _defined(self, group: dict[str, _T], key: str | None) -> _T | None:
        if key not in group:
            self.missing.add(key or "")
        return group.get(key or "")

    def pen(self, node: Element) -> Pen:
        """What ``node`` says itself, then its DrawParam and what that leans on; unknown where that is not defined."""
        made = self._own(node)
        key = node.get("DrawParam")
        for _ in range(_MAX_RELATIVE):
            if not key:
                return made
            param = self._defined(self.params, key)
            if param is None:
                return made.over(Pen(fill=UNKNOWN, stroke=UNKNOWN))
            made = made.over(self._own(param))
            key = param.get("Relative")
        return made

    def _own(self, node: Element) -> Pen:
        width = node.get("LineWidth")
        return Pen(number(width, _LINE_WIDTH) if width else None, self.ink(first(node, "FillColor")),
                   self.ink(first(node, "StrokeColor")))

    def ink(self, node: Element | None) -> Ink | None:
        """The colour that ``node`` (FillColor, StrokeColor) names; None when there is no such element."""
        if node is None:
            return None
        alpha = number(node.get("Alpha"), 255.0)
        space = self.spaces.get(node.get("ColorSpace") or "")
        value = node.get("Value")
        index = node.get("Index")
        if value is None and index is not None and space is not None:
            palette = list(named(first(space, "Palette"), "CV"))
            place = int(number(index, 0))
            value = content(palette[place]) if 0 <= place < len(palette) else None
        if value is None:
            shaded = next(elements(node), None) is not None
            return Ink(None if shaded else "000000", alpha)
        full = 2 ** min(16, max(1, int(number(space.get("BitsPerComponent"), 8) if space is not None else 8))) - 1
        parts = [part / full for part in _components(value)]
        return Ink(hex_color(parts, "") if len(parts) in (1, 3, 4) else None, alpha)


def _components(value: str) -> list[float]:
    found = []
    for word in value.split():
        try:
            found.append(float(int(word[1:], 16)) if word.startswith("#") else float(word))
        except ValueError:
            return []
    return found


def _face(item: Element) -> Face:
    """A font by the name that says more: writers put the family's in either attribute."""
    names = [n for n in (item.get("FontName"), item.get("FamilyName")) if n and n.strip()]
    name = next((n for n in names if role_of(n)), names[0] if names else "")
    made = Face(family_name(name), says_bold(name), says_italic(name), bool(content(first(item, "FontFile"))))
    return replace(made, bold=made.bold or flag(item.get("Bold"), False),
                   italic=made.italic or flag(item.get("Italic"), False))
