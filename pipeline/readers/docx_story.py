"""One part of the package as the walk sees it: its paragraphs' numbers and its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from ..model import Cell, Part
from .docx_styles import TableLook
from .docx_xml import MC, Element, w

_OVERLAY = re.compile(r"\s*eq\s+\\o(?:\\a[a-z])?\s*\((.{1,9}?)[,，;；](.{1,9})\)\s*", re.IGNORECASE)
_NUMBER_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(eq=False, slots=True)
class Field:
    """A field that is open: its instruction, whether its result has begun, and the fields within the instruction."""

    instruction: list[str] = field(default_factory=list)
    result: bool = False
    emitted: int = 0
    nested: set[str] = field(default_factory=set)
    _kind: str | None = None

    @property
    def kind(self) -> str:
        """First word of the instruction: PAGE, HYPERLINK, REF …; a formula or condition on page numbers prints one."""
        if self._kind is not None:
            return self._kind
        own = field_kind("".join(self.instruction))
        kind = "PAGE" if "PAGE" in self.nested and own.startswith(("=", "IF")) else own
        if self.result:  # nothing is added to the instruction any more
            self._kind = kind
        return kind


def field_kind(instruction: str) -> str:
    """First word of a field's instruction, in capitals."""
    words = instruction[:400].split(None, 1)
    return words[0].upper() if words else ""


def is_number(kind: str) -> bool:
    """Whether a field prints a page number or a number of pages."""
    return kind in _NUMBER_FIELDS


def overlay(instruction: str) -> str:
    """What an EQ field with an overlay prints (带圈字符): it has no result in the file."""
    match = _OVERLAY.fullmatch(instruction[:400])
    return match.group(2).strip() if match else ""


def button(instruction: str) -> str:
    """The words of a MACROBUTTON field (单击此处…): they stand in the instruction, after the name of the macro."""
    words = instruction[:400].split(None, 2)
    return words[2].strip() if len(words) == 3 else ""


class Story:
    """A package part that holds text. ``paged`` for the body, where page breaks mean something."""

    def __init__(self, name: str, root: Element, part: Part) -> None:
        self.name = name
        self.root = root
        self.part = part
        self.paged = part == "body"
        self.fields: list[Field] = []
        self._paragraphs = {p: i for i, p in enumerate(root.iter(w("p")))}
        self._unmatched = _unmatched(root)

    def ordinal(self, paragraph: Element) -> int:
        """The paragraph's place among all ``w:p`` of the part (:class:`~hongtou.pipeline.model.Anchor`)."""
        return self._paragraphs[paragraph]

    def matched(self, begin: Element) -> bool:
        """Whether a field's beginning has an end: one without would swallow the rest of the text."""
        return begin not in self._unmatched


def _unmatched(root: Element) -> set[Element]:
    open_: list[Element] = []
    tags = (w("fldChar"), w("del"), w("moveFrom"), f"{{{MC}}}Fallback")
    walk = etree.iterwalk(root, events=("start",), tag=tags)
    for _, node in walk:
        if node.tag != w("fldChar"):
            walk.skip_subtree()
        elif node.get(w("fldCharType")) == "begin":
            open_.append(node)
        elif node.get(w("fldCharType")) == "end" and open_:
            open_.pop()
    return set(open_)


@dataclass(frozen=True, slots=True)
class Where:
    """The place that the walk is in. ``width``: of a line of text in mm where it is not the section's."""

    story: Story
    part: Part
    cell: Cell | None = None
    table: TableLook | None = None
    width: float | None = None
    section_width: bool = True
    depth: int = 0

    def inside(self, part: Part, cell: Cell | None, table: TableLook | None, width: float | None) -> Where:
        """A cell or a text box here; in headers, footers and notes the part stays."""
        own = part if self.story.part == "body" else self.part
        return replace(self, part=own, cell=cell, table=table, width=width, section_width=False, depth=self.depth + 1)
