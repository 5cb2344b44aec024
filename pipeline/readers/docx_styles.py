"""Effective formats: document defaults → table style → paragraph styles → numbering → character style → direct.

ECMA-376-1 17.7.2 gives the order, 17.7.3 the toggle properties (bold of a paragraph style and bold of a character style
cancel each other). What no level states is what the standard takes as default; a font that no level states is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .docx_numbering import Numbering
from .docx_props import TOGGLES, Props, borders, character, paragraph
from .docx_theme import Theme
from .docx_xml import Element, elements, val, w

_DEEPEST = 24
"""Styles in one basedOn chain: Word itself allows about ten, a circle must end."""

_APPLICATION: Props = {"ascii": "Times New Roman", "hAnsi": "Times New Roman"}
"""What Word takes where not even the document defaults name a font; for East Asian text it depends on the system."""

_INDENTS = tuple(name + unit for name in ("left", "right", "first") for unit in ("", "Chars"))

Borders = dict[str, Props | None]


@dataclass(eq=False)
class Style:
    """One style of styles.xml: what it states itself; ``conditions``: pPr, rPr and cell borders of parts of a table."""

    id: str
    name: str
    kind: str
    base: str | None
    ppr: Props
    rpr: Props
    borders: Borders = field(default_factory=dict)
    conditions: dict[str, tuple[Props, Props, Borders]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableLook:
    """The table style of a cell and the conditions (firstRow, band1Horz …) that hold there, weakest first."""

    style: str | None
    conditions: tuple[str, ...] = ()


class Styles:
    """styles.xml, resolved on demand; every result is kept, so that a paragraph costs a few dictionary look-ups."""

    def __init__(self, root: Element | None, theme: Theme, numbering: Numbering) -> None:
        self._numbering = numbering
        self.theme = theme
        defaults = None if root is None else root.find(w("docDefaults"))
        self._rpr = {**_APPLICATION, **character(None if defaults is None else defaults.find(
            f"{w('rPrDefault')}/{w('rPr')}"), theme)}
        self._ppr = {} if defaults is None else paragraph(defaults.find(f"{w('pPrDefault')}/{w('pPr')}"), theme)
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        for node in elements(root):
            if node.tag == w("style"):
                self._add(node)
        self._chains: dict[tuple[str, str], tuple[Style, ...]] = {}
        self._paragraphs: dict[tuple[str | None, TableLook | None], tuple[Props, Props]] = {}
        self._characters: dict[str, Props] = {}

    def _add(self, node: Element) -> None:
        style = Style(node.get(w("styleId")) or "", val(node, "name") or "", node.get(w("type")) or "paragraph",
                      val(node, "basedOn"), paragraph(node.find(w("pPr")), self.theme),
                      character(node.find(w("rPr")), self.theme))
        if style.kind == "table":
            properties = node.find(w("tblPr"))
            style.borders = borders(None if properties is None else properties.find(w("tblBorders")), self.theme)
            for part in node.findall(w("tblStylePr")):
                style.conditions[part.get(w("type")) or ""] = (
                    paragraph(part.find(w("pPr")), self.theme), character(part.find(w("rPr")), self.theme),
                    borders(part.find(f"{w('tcPr')}/{w('tcBorders')}"), self.theme))
        self._styles.setdefault(style.id, style)
        if (node.get(w("default")) or "0") in ("1", "true", "on"):
            self._default.setdefault(style.kind, style.id)

    def chain(self, style: str | None, kind: str) -> tuple[Style, ...]:
        """The style and what it is based on, the base first; empty for a style that does not exist."""
        key = (style or "", kind)
        if key not in self._chains:
            found: list[Style] = []
            at = self._styles.get(style or "")
            while at is not None and at.kind == kind and at not in found and len(found) < _DEEPEST:
                found.append(at)
                at = self._styles.get(at.base or "")
            self._chains[key] = tuple(reversed(found))
        return self._chains[key]

    def paragraph_style(self, style: str | None) -> str | None:
        """The style that a paragraph has: the one it names, or the default one where it names none that exists."""
        return style if self.chain(style, "paragraph") else self._default.get("paragraph")

    def name(self, style: str | None) -> str | None:
        """The name of a style, as the user sees it."""
        found = self._styles.get(style or "")
        return found.name if found else None

    def table_borders(self, style: str | None) -> Borders:
        """The borders that a table style draws."""
        return _merged(s.borders for s in self.chain(style or self._default.get("table"), "table"))

    def cell_borders(self, table: TableLook, first: bool, last: bool) -> Borders:
        """Top and bottom border that conditional formats give a cell; a column's inner edges are its ``insideH``."""
        found: Borders = {}
        for condition, (*_, own) in self._conditions(table):
            column = condition in _COLUMNS
            for edge, name in (("top", "insideH" if column and not first else "top"),
                               ("bottom", "insideH" if column and not last else "bottom")):
                if name in own:
                    found[edge] = own[name]
        return found

    def _bases(self, style: str | None, table: TableLook | None) -> tuple[Props, Props]:
        """pPr and rPr of everything below character style and direct format; toggles already resolved."""
        key = (style, table)
        if key not in self._paragraphs:
            ppr, rpr = dict(self._ppr), dict(self._rpr)
            table_rpr: Props = {}
            for own_ppr, own_rpr in self._table_levels(table):
                ppr.update(own_ppr)
                table_rpr.update(own_rpr)
            ppr = self._with_styles(style, ppr, numbered=True)
            style_rpr = _merged(link.rpr for link in self.chain(style, "paragraph"))
            rpr = {**rpr, **table_rpr, **style_rpr}
            for name in TOGGLES:
                rpr[name] = bool(self._rpr.get(name)) or bool(table_rpr.get(name)) != bool(style_rpr.get(name))
            self._paragraphs[key] = ppr, rpr
        return self._paragraphs[key]

    def _with_styles(self, style: str | None, ppr: Props, *, numbered: bool) -> Props:
        """``ppr`` with the paragraph styles laid over it, each after the level of the list that it puts itself in."""
        found = dict(ppr)
        for link in self.chain(style, "paragraph"):
            number = link.ppr.get("numId", found.get("numId"))
            if number and ("numId" in link.ppr or "ilvl" in link.ppr):
                found["ilvl"] = link.ppr.get("ilvl", self._numbering.level_of_style(number, link.id))
                level = self._numbering.level(number, found["ilvl"])
                found.update(level.ppr if level and numbered else {})
            found.update({k: v for k, v in link.ppr.items() if k != "pStyle"})
        return found

    def _table_levels(self, table: TableLook | None) -> Iterator[tuple[Props, Props]]:
        """pPr and rPr of the whole table through the chain, then of each condition through the chain (17.7.6)."""
        chain = self.chain(table.style or self._default.get("table"), "table") if table else ()
        yield from ((s.ppr, s.rpr) for s in chain)
        yield from ((ppr, rpr) for _, (ppr, rpr, _) in self._conditions(table))

    def _conditions(self, table: TableLook | None) -> Iterator[tuple[str, tuple[Props, Props, Borders]]]:
        chain = self.chain(table.style or self._default.get("table"), "table") if table else ()
        for condition in table.conditions if table else ():
            yield from ((condition, s.conditions[condition]) for s in chain if condition in s.conditions)

    def paragraph(self, direct: Props, table: TableLook | None) -> Props:
        """The effective pPr of a paragraph that states ``direct``."""
        style = self.paragraph_style(direct.get("pStyle"))
        found = dict(self._bases(style, table)[0])
        number = direct.get("numId", found.get("numId"))
        if number == 0 and any("numId" in s.ppr for s in self.chain(style, "paragraph")):
            found.update(self._unnumbered(style, table), numId=0)  # 0 switches off the list and its indents (17.9.18)
        elif "numId" in direct or "ilvl" in direct:
            index = direct.get("ilvl", 0 if "numId" in direct else found.get("ilvl", 0))
            level = self._numbering.level(number, index)
            found.update(level.ppr if level else {})
            found["ilvl"] = index
        found.update(direct)
        found["pStyle"] = style
        return found

    def _unnumbered(self, style: str | None, table: TableLook | None) -> Props:
        """The indents of a paragraph of ``style`` whose list is switched off: those of the list do not apply."""
        ppr = dict(self._ppr)
        for own, _ in self._table_levels(table):
            ppr.update(own)
        plain = self._with_styles(style, ppr, numbered=False)
        return {name: plain.get(name, 0.0) for name in _INDENTS}

    def run(self, style: str | None, table: TableLook | None, direct: Props) -> Props:
        """The effective rPr of a run in a paragraph of ``style``; ``uStyled``: underlined without what it states itself."""
        below = self._bases(style, table)[1]
        named = direct.get("rStyle")
        if not direct:
            return below
        found = dict(below)
        if named:
            character_style = self._character(named)
            found.update({k: v for k, v in character_style.items() if k not in TOGGLES})
            for name in TOGGLES:
                if character_style.get(name) and not self._rpr.get(name):
                    found[name] = not found.get(name)
        if "u" in direct:
            found["uStyled"] = bool(found.get("u"))
        found.update(direct)
        return found

    def _character(self, style: str) -> Props:
        if style not in self._characters:
            self._characters[style] = _merged(s.rpr for s in self.chain(style, "character"))
        return self._characters[style]

    def normal_size(self) -> float:
        """The size of the default paragraph style, on which the character grid is built (17.6.5)."""
        return float(self._bases(self.paragraph_style(None), None)[1].get("sz", 10.0))


def _merged(levels: Iterable[Props]) -> Props:
    found: Props = {}
    for level in levels:
        found.update(level)
    return found


_COLUMNS = ("wholeTable", "band1Vert", "band2Vert", "firstCol", "lastCol")
_CORNERS = (("firstRow", "firstColumn", "nwCell"), ("firstRow", "lastColumn", "neCell"),
            ("lastRow", "firstColumn", "swCell"), ("lastRow", "lastColumn", "seCell"))


def table_conditions(look: Element | None, row: int, rows: int, column: int, columns: int) -> tuple[str, ...]:
    """Which conditional formats of a table style hold in a cell, the weakest first in Word's order (MS-OI29500 2.1.252)."""
    if look is None:
        return ("wholeTable",)
    bits = _bits(val(look))

    def wants(name: str, bit: int) -> bool:
        stated = look.get(w(name))
        return stated not in ("0", "false", "off") if stated is not None else bool(bits & bit)

    at = {"firstRow": wants("firstRow", 0x20) and row == 0, "lastRow": wants("lastRow", 0x40) and row == rows - 1,
          "firstColumn": wants("firstColumn", 0x80) and column == 0,
          "lastColumn": wants("lastColumn", 0x100) and column == columns - 1}
    found: list[str] = ["wholeTable"]
    if not wants("noHBand", 0x200) and not at["firstRow"] and not at["lastRow"]:
        found.append("band1Horz" if (row - wants("firstRow", 0x20)) % 2 == 0 else "band2Horz")
    if not wants("noVBand", 0x400) and not at["firstColumn"] and not at["lastColumn"]:
        found.append("band1Vert" if (column - wants("firstColumn", 0x80)) % 2 == 0 else "band2Vert")
    found += [name for ours, name in (("firstColumn", "firstCol"), ("lastColumn", "lastCol"), ("firstRow", "firstRow"),
                                      ("lastRow", "lastRow")) if at[ours]]
    return (*found, *(corner for one, two, corner in _CORNERS if at[one] and at[two]))


def _bits(text: str | None) -> int:
    """The bit mask of ``w:tblLook/@w:val``."""
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0

