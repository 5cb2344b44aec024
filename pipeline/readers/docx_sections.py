"""Page set-up: ``w:sectPr`` and what the settings say of headers, footers and mirrored margins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..model import Section
from .docx_xml import MC, Element, R, choose, elements, integer, number, switch, twips_mm, val, w

Grid = Literal["none", "lines", "linesAndChars", "snapToChars"]
_NO_SECTIONS = {w(n) for n in ("txbxContent", "tc", "pPrChange")}
_GRIDS: dict[str, Grid] = {"lines": "lines", "linesAndChars": "linesAndChars", "snapToChars": "snapToChars"}


@dataclass(frozen=True)
class Settings:
    """The parts of word/settings.xml that concern the page."""

    even_odd: bool = False
    mirrored: bool = False
    gutter_at_top: bool = False

    @classmethod
    def of(cls, root: Element | None) -> Settings:
        """Read them; every switch is off where the part is absent."""
        if root is None:
            return cls()
        return cls(*(bool(switch(root.find(w(n)))) for n in ("evenAndOddHeaders", "mirrorMargins", "gutterAtTop")))


@dataclass
class PageSetup:
    """One section while the document is read. ``references``: (header or footer, type) → relationship id."""

    index: int
    element: Element | None = None
    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    gutter: float | None = None
    header: float | None = None
    footer: float | None = None
    grid: Grid = "none"
    line_pitch: float | None = None
    char_pitch: float | None = None
    title_page: bool = False
    number_start: int | None = None
    number_format: str | None = None
    starts: str = "nextPage"
    columns: int = 1
    references: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def text_width(self) -> float | None:
        """Width of a line of text in mm; None with several columns or without a page size."""
        if self.width is None or self.left is None or self.right is None or self.columns != 1:
            return None
        return self.width - self.left - self.right

    def section(self, first_block: int, settings: Settings, footers: Mapping[str, tuple[int, ...]],
                headers: Mapping[str, tuple[int, ...]]) -> Section:
        """The section as checks see it."""
        return Section(self.index, first_block, self.width, self.height, self.top, self.bottom, self.left, self.right,
                       self.gutter, self.header, self.footer, self.grid, self.line_pitch, self.char_pitch,
                       self.title_page, settings.even_odd, settings.mirrored, self.number_start, self.number_format,
                       dict(footers), dict(headers))


def page_setups(body: Element, settings: Settings, normal_size: float) -> list[PageSetup]:
    """All sections of the document in order; one without facts where the document has no ``w:sectPr``."""
    found: list[PageSetup] = []
    for node in body.iter(w("sectPr")):
        parent = node.getparent()
        if parent is None or parent.tag not in (w("body"), w("pPr")) or _enclosed(parent, body):
            continue
        found.append(_setup(len(found), node, settings, normal_size))
    if not found or found[-1].element is None or found[-1].element.getparent() is not body:
        found.append(PageSetup(len(found)))
    return found


def _enclosed(node: Element, body: Element) -> bool:
    """Whether the paragraph stands where no section can end: a text box, a cell, a former format, a branch not read."""
    return node is not body and any(a.tag in _NO_SECTIONS or _passed_over(a) for a in node.iterancestors())


def _passed_over(node: Element) -> bool:
    around = node.getparent()
    return around is not None and around.tag == f"{{{MC}}}AlternateContent" and choose(around) is not node


def _setup(index: int, node: Element, settings: Settings, normal_size: float) -> PageSetup:
    made = PageSetup(index, node)
    size, margins = node.find(w("pgSz")), node.find(w("pgMar"))
    if size is not None:
        made.width, made.height = twips_mm(size.get(w("w"))), twips_mm(size.get(w("h")))
    if margins is not None:
        _margins(made, margins, settings, bool(switch(node.find(w("rtlGutter")))))
    grid = node.find(w("docGrid"))
    if grid is not None:
        made.grid = _GRIDS.get(grid.get(w("type")) or "", "none")
        pitch = number(grid.get(w("linePitch")))
        if made.grid != "none" and pitch:
            made.line_pitch = pitch / 20
        if made.grid in ("linesAndChars", "snapToChars"):
            made.char_pitch = round(normal_size + (number(grid.get(w("charSpace"))) or 0) / 4096, 4)
    made.title_page = bool(switch(node.find(w("titlePg"))))
    numbers = node.find(w("pgNumType"))
    if numbers is not None:
        made.number_start, made.number_format = integer(numbers.get(w("start"))), numbers.get(w("fmt"))
    made.starts = val(node, "type") or "nextPage"
    columns = node.find(w("cols"))
    if columns is not None:
        made.columns = integer(columns.get(w("num"))) or 1
    for child in elements(node):
        kind = {w("headerReference"): "header", w("footerReference"): "footer"}.get(str(child.tag))
        rid = child.get(f"{{{R}}}id")
        if kind and rid:
            made.references.setdefault((kind, child.get(w("type")) or "default"), rid)
    return made


def _margins(made: PageSetup, node: Element, settings: Settings, gutter_right: bool) -> None:
    """Margins as the place where text may stand: the gutter is added to the side that it is on (17.6.11)."""
    lengths = {n: twips_mm(node.get(w(n))) for n in ("top", "bottom", "left", "right", "header", "footer", "gutter")}
    made.gutter = lengths["gutter"] or 0.0
    top, bottom = lengths["top"], lengths["bottom"]
    made.top, made.bottom = None if top is None else abs(top), None if bottom is None else abs(bottom)
    made.left, made.right = lengths["left"], lengths["right"]
    made.header, made.footer = lengths["header"], lengths["footer"]
    if settings.gutter_at_top and made.top is not None:
        made.top += made.gutter
    elif gutter_right and made.right is not None:
        made.right += made.gutter
    elif made.left is not None:
        made.left += made.gutter
