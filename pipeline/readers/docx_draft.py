"""Blocks in the making: text with the format of each piece, until the document's order is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..model import Alignment, Anchor, Block, Cell, Line, ParagraphFormat, Part, Picture, Residue, Run
from .docx_fonts import pieces
from .docx_props import Props
from .docx_shapes import Drawn
from .docx_xml import MM_PER_PT, Element

_AROUND_NUMBER = r"[\s—–―─━\-－‐‑_~～·•.．|/第页共]*"
_ONLY_DECORATION = re.compile(_AROUND_NUMBER)
_TYPED_NUMBER = re.compile(rf"{_AROUND_NUMBER}\d{{1,3}}{_AROUND_NUMBER}")


@dataclass(frozen=True, slots=True)
class Origin:
    """What prints a piece of text: a ``w:t`` from its code point ``start`` on, or a whole ``w:tab``, ``w:sym`` …

    A ``w:p`` stands for its mark, which gives an automatic number its format.
    """

    node: Element
    start: int = 0


@dataclass(eq=False, slots=True)
class Draft:
    """One block before it has a number.

    ``mark`` is the format of the paragraph mark, ``plain`` what no field made, ``length`` the code points so far,
    ``origins`` where each of the ``pieces`` stands in the file: None for what a field prints without having it there.
    """

    part: Part
    story: str
    path: int
    offset: int
    mark: Props
    ppr: Props
    style: str | None
    page: int | None
    section: int | None
    cell: Cell | None = None
    continues: bool = False
    ends: bool = True
    placed: bool = False
    starts_page: bool | None = None
    page_field: bool = False
    label: str = ""
    pieces: list[tuple[str, Props]] = field(default_factory=list)
    origins: list[Origin | None] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    pitch: float | None = None
    index: int | None = None
    style_id: str | None = None
    length: int = 0

    @property
    def size(self) -> float:
        """The size that indents in characters are counted in: of the first typed words, or of the paragraph mark."""
        typed = self.pieces[1:] if self.label else self.pieces
        first = next((look for text, look in typed if text.strip()), self.mark)
        return float(first.get("sz") or 10.0)

    def block(self, index: int) -> Block:
        """The block as checks see it."""
        self.index = index
        text = "".join(t for t, _ in self.pieces)
        return Block(index, self.part, text, self._runs(), self._paragraph(), Anchor(self.story, self.path, self.offset),
                     self._kind(text), self.page, self.section, self.cell, self.continues, self.starts_page,
                     self.page_field)

    def _kind(self, text: str) -> Any:
        if self.part not in ("header", "footer"):
            return "text"
        only = _ONLY_DECORATION.fullmatch("".join(self.plain)) if self.page_field else _TYPED_NUMBER.fullmatch(text)
        return "page_number" if only else "text"

    def _runs(self) -> tuple[Run, ...]:
        if not self.pieces:
            return (_run(0, 0, self.mark.get("eastAsia"), self.mark),)
        made: list[list[Any]] = []
        at = 0
        for text, look in self.pieces:
            for start, end, font in pieces(text, look):
                key = _key(font, look)
                if made and made[-1][2] == key:
                    made[-1][1] = at + end
                else:
                    made.append([at + start, at + end, key])
            at += len(text)
        return tuple(Run(start, end, *key) for start, end, key in made)

    def _paragraph(self) -> ParagraphFormat:
        first, left, right = indents(self.ppr, self.size)
        rule, line = self.ppr.get("lineRule"), self.ppr.get("line")
        alignment: Alignment = self.ppr.get("jc", "left")
        if self.ppr.get("bidi"):
            mirrored: dict[str, Alignment] = {"left": "right", "right": "left"}
            alignment = mirrored.get(alignment, alignment)
        return ParagraphFormat(
            self.style, alignment, left if self.continues else first, left, right, self._space("before"),
            self._space("after"), rule or "auto", line / 20 if line and rule in ("exact", "atLeast") else None,
            None if rule in ("exact", "atLeast") else (line or 240) / 240, self.ppr.get("snapToGrid", True),
            bool(self.ppr.get("pageBreakBefore")), bool(self.label), bool(self.ppr.get("framed")))

    def _space(self, side: str) -> float | None:
        """Space before or after this block: none inside a paragraph; lines win over a length (17.3.1.33)."""
        if (side == "before" and self.continues) or (side == "after" and not self.ends) or self.ppr.get(side + "Dropped"):
            return 0.0
        if self.ppr.get(side + "Auto"):
            return None
        lines, reckoned = self.ppr.get(side + "Lines"), self.ppr.get(side + "Reckoned")
        if lines and (self.pitch or reckoned is None):
            return round(float(lines) * (self.pitch or 12.0), 2)
        return float(reckoned or 0.0) if lines else float(self.ppr.get(side, 0.0))


def _key(font: str | None, look: Props) -> tuple[Any, ...]:
    strike = bool(look.get("strike")) or bool(look.get("dstrike"))
    return (font, look.get("sz", 10.0), bool(look.get("b")), bool(look.get("i")), bool(look.get("u")), strike,
            bool(look.get("highlight")), look.get("color", "000000"))


def _run(start: int, end: int, font: str | None, look: Props) -> Run:
    return Run(start, end, *_key(font, look))


def indents(ppr: Props, size: float) -> tuple[float, float, float]:
    """First line, other lines and right side in characters of ``size`` (17.3.1.12: character units win over lengths).

    Word counts ``leftChars`` to where the *first* line starts when it writes a hanging indent in characters, and the
    length beside it to where the others do (28 of 28 such indents, all in one file of Word's); other programs write what
    the standard says. The length tells which is meant; without one, the standard holds.
    """

    def chars(name: str) -> float:
        stated = ppr.get(name + "Chars")
        return float(stated) if stated else float(ppr.get(name, 0.0)) / size

    left, first = chars("left"), chars("first")
    if ppr.get("leftChars") and (ppr.get("firstChars") or 0.0) < 0 and "left" in ppr:
        length = ppr["left"] / size
        if abs(length - (left - first)) < abs(length - left):
            left -= first
    return round(left + first, 3), round(left, 3), round(chars("right"), 3)


@dataclass(eq=False, slots=True)
class Pending:
    """Something drawn, a picture or a residue that waits for the number of its block; ``dropped`` if it is not printed."""

    draft: Draft | None
    what: Line | Picture | Residue
    dropped: bool = False

    def resolved(self) -> Line | Picture | Residue:
        """It, with its block and page."""
        values = {name: getattr(self.what, name) for name in self.what.__dataclass_fields__}
        values["block"] = self.draft.index if self.draft else None
        if "page" in values:
            values["page"] = self.draft.page if self.draft else None
        if values.get("box") is not None and values["page"] is None:
            values["box"] = None
        return type(self.what)(**values)


def border_line(border: Props, origin: Any, length: float | None, edge: Any, gap: bool) -> Line:
    """A border of a paragraph or table as a line; compound names are read from the top down, as they are printed."""
    style = str(border["style"])
    compound: Any = "single"
    for name in ("thinThickThin", "thickThin", "thinThick", "triple", "double"):
        if style.startswith(name):
            compound = "triple" if name == "thinThickThin" else name
            break
    return Line(origin, border["color"], round(border["width_pt"] * MM_PER_PT, 3),
                None if length is None else round(length, 2), compound, None, edge,
                round(border["space_pt"] * MM_PER_PT, 2) if gap else None)


def shape_line(drawn: Drawn) -> Line:
    """A drawn line as the model has it."""
    x1 = drawn.x + drawn.width if drawn.x is not None and drawn.width is not None else None
    return Line(drawn.origin, drawn.color, drawn.weight, None if drawn.width is None else round(drawn.width, 2),
                drawn.compound, None, None, None, None, _rounded(drawn.x), _rounded(x1), _rounded(drawn.y))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
