"""Automatic numbering (word/numbering.xml): the label that Word prints before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .docx_numbers import written
from .docx_props import Props, character, paragraph
from .docx_theme import Theme
from .docx_xml import MC, Element, choose, elements, integer, switch, val, w

_PLACE = re.compile(r"%([1-9])")
_LONGEST = 200
"""Code points of a label: a hostile level text must not be multiplied by the number of paragraphs."""

_BULLETS = {"\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a7": "▪",
            "\uf0a8": "□", "\uf0b2": "❖", "\uf076": "❖", "\uf077": "◆", "\uf0e8": "➔", "\uf0fe": "☑", "\uf06f": "□"}


@dataclass(frozen=True)
class Level:
    """One level of a list. ``suffix`` is what separates label and text: a tab, a space or nothing."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None
    ppr: Props = field(default_factory=dict)
    rpr: Props = field(default_factory=dict)


@dataclass
class _List:
    """A ``w:num``: the abstract list that it counts in, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    used: set[int] = field(default_factory=set)


class Numbering:
    """All lists of a document, and how far each has counted."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        abstracts: dict[str, Element] = {}
        by_style_link: dict[str, str] = {}
        for node in elements(root):
            if node.tag == w("abstractNum"):
                key = node.get(w("abstractNumId")) or ""
                abstracts.setdefault(key, node)
                link = val(node, "styleLink")
                if link:
                    by_style_link.setdefault(link, key)
        self._levels: dict[str, dict[int, Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._lists: dict[int, _List] = {}
        for node in elements(root):
            number = integer(node.get(w("numId"))) if node.tag == w("num") else None
            if number is not None:
                self._lists.setdefault(number, self._list(node, abstracts, by_style_link))

    def _list(self, num: Element, abstracts: dict[str, Element], links: dict[str, str]) -> _List:
        key = val(num, "abstractNumId") or ""
        node = abstracts.get(key)
        linked = val(node, "numStyleLink")
        if linked and linked in links:  # a list style holds the levels (17.9.21)
            key = links[linked]
            node = abstracts.get(key)
        if key not in self._levels:
            self._levels[key] = {} if node is None else self._read(node)
        levels, starts = self._levels[key], {}
        for override in num.findall(w("lvlOverride")):
            index = integer(override.get(w("ilvl"))) or 0
            start = integer(val(override, "startOverride"))
            own = override.find(w("lvl"))
            if own is not None:  # another look, the same count: only w:startOverride begins anew
                levels = {**levels, index: self._level(own)}
            if start is not None:
                starts[index] = start
        return _List(key, levels, starts)

    def _read(self, abstract: Element) -> dict[int, Level]:
        return {integer(n.get(w("ilvl"))) or 0: self._level(n) for n in abstract.findall(w("lvl"))}

    def _level(self, node: Element) -> Level:
        start = integer(val(node, "start"))
        style = val(node, "numFmt")
        for child in elements(node):
            if child.tag == f"{{{MC}}}AlternateContent":  # Word 2010's further formats (decimalZero2 …)
                style = val(choose(child), "numFmt") or style
        return Level(
            start=0 if start is None else start, style=style or "decimal", text=(val(node, "lvlText") or "")[:_LONGEST],
            suffix=val(node, "suff") or "tab", restart=integer(val(node, "lvlRestart")),
            legal=bool(switch(node.find(w("isLgl")))), paragraph_style=val(node, "pStyle"),
            ppr=paragraph(node.find(w("pPr")), self._theme), rpr=character(node.find(w("rPr")), self._theme))

    def level(self, number: int | None, index: int) -> Level | None:
        """The definition of a level of list ``number``; None where there is none (0 means "no list")."""
        found = self._lists.get(number or 0)
        return found.levels.get(index) if found else None

    def level_of_style(self, number: int | None, style: str) -> int:
        """The level that a paragraph style stands for in its list (``w:lvl/w:pStyle``), 0 where none does."""
        found = self._lists.get(number or 0)
        return next((i for i, v in (found.levels if found else {}).items() if v.paragraph_style == style), 0)

    def next(self, number: int, index: int) -> tuple[str, Level] | None:
        """Count one paragraph of list ``number`` at ``index``: its label with a typed space where Word prints one."""
        found = self._lists.get(number)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return None
        counters = self._counters.setdefault(found.abstract, {})
        anew = index in found.starts and index not in found.used
        if anew or index not in counters:  # an override's start holds for every restart (17.9.26)
            counters[index] = found.starts.get(index, level.start)
        else:
            counters[index] += 1
        found.used.add(index)
        for deeper in [k for k in counters if k > index]:
            if self._restarts(found, deeper, index):
                del counters[deeper]
        label = _label(level, found.levels, counters)
        return (label + " " if level.suffix == "space" and label else label)[:_LONGEST], level

    @staticmethod
    def _restarts(found: _List, deeper: int, index: int) -> bool:
        """``w:lvlRestart``: 0 never, k only after level k (1-based) or a higher one (17.9.10)."""
        level = found.levels.get(deeper)
        limit = level.restart if level else None
        return limit is None or (limit > 0 and index <= limit - 1)


def _label(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    if level.style == "bullet":
        return "".join(_BULLETS.get(c, "•" if "\uf000" <= c <= "\uf0ff" else c) for c in level.text)

    def number(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        at = levels.get(index) or replace(level, style="decimal")
        value = counters.get(index, at.start)
        style = "decimal" if level.legal and at.style not in ("decimalZero",) else at.style
        return written(value, style)

    return _PLACE.sub(number, level.text)
