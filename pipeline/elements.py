"""What recognition finds in a document: its kind and its elements (要素), by the standard's names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .model import Block, Document, Span

Layout = Literal["普通", "信函", "命令", "纪要"]
Direction = Literal["上行", "平行", "下行"]
Standard = Literal["2012", "1999"]

DOC_TYPES = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知",
    "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)
"""The fifteen 文种 of 《党政机关公文处理工作条例》 第八条; “令” is reported as 命令."""

ELEMENT_NAMES = (
    "份号", "密级和保密期限", "紧急程度", "发文机关标志", "发文字号", "签发人", "版头分隔线",
    "标题", "主送机关", "正文", "附件说明", "发文机关署名", "成文日期", "印章", "附注", "附件", "附件标题",
    "主题词", "抄送机关", "印发机关", "印发日期", "版记分隔线", "页码", "令号", "纪要标志", "出席", "请假", "列席",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of document it is.

    ``official`` is False for a file that is no 公文 (a law, an internal rule, a form): then only checks of text run.
    ``standard`` is the edition of GB/T 9704 that it follows and ``edition`` says in Chinese why that one; ``reason``
    why it is a 公文 or none.
    """

    official: bool
    doc_type: str | None = None
    layout: Layout = "普通"
    direction: Direction | None = None
    standard: Standard = "2012"
    preprinted: bool = False
    reason: str = ""
    edition: str = ""


@dataclass(frozen=True)
class Element:
    """One element: the spans that it consists of, in order (a title broken over three lines has three)."""

    name: str
    document: Document
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words of all spans, joined without a separator."""
        return "".join(self.document.text(s) for s in self.spans)

    @property
    def block(self) -> Block:
        """The block that the element starts in."""
        return self.document.blocks[self.spans[0].block]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks that the element touches, in order, each once."""
        return tuple(self.document.blocks[i] for i in dict.fromkeys(s.block for s in self.spans))

    def at(self, start: int, end: int) -> tuple[Span, ...]:
        """Where code points ``start`` to ``end`` of :attr:`text` are in the document."""
        found: list[Span] = []
        base = 0
        for span in self.spans:
            low, high = max(start - base, 0), min(end - base, span.end - span.start)
            if low < high or (start == end and 0 <= start - base <= span.end - span.start and not found):
                found.append(Span(span.block, span.start + low, span.start + max(low, high)))
            base += span.end - span.start
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that starts with an ordinal of the body's hierarchy (层次序数, 7.3.3).

    ``level`` 1 to 4 for 一、（一）1.（1）; ``number`` its value; ``label`` the ordinal as written; ``end`` where the
    heading's own words end in the block (at the first full stop, or the whole line).
    """

    block: int
    level: int
    number: int
    label: Span
    end: int


@dataclass(frozen=True)
class Structure:
    """The result of recognition. ``roles[i]`` names the element of block ``i`` (None for none, “” for a blank)."""

    document: Document
    kind: Kind
    elements: tuple[Element, ...]
    roles: tuple[str | None, ...]
    headings: tuple[Heading, ...] = ()

    def get(self, name: str) -> Element | None:
        """The first element of that name."""
        return next((e for e in self.elements if e.name == name), None)

    def all(self, name: str) -> tuple[Element, ...]:
        """Every element of that name, in reading order."""
        return tuple(e for e in self.elements if e.name == name)

    def body_blocks(self) -> tuple[Block, ...]:
        """The paragraphs of 正文 (without tables and attachments), in order, without blanks."""
        return tuple(b for b in self.document.blocks if self.roles[b.index] == "正文")
