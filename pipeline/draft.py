"""The state of recognition: what has been claimed so far, and what a block looks like."""

from __future__ import annotations

from .elements import Kind
from .model import Block, Document, Span, is_red

LARGE_PT = 26.0
"""From this size on (一号) a line near the top is a 发文机关标志: titles are 二号, 22 pt (7.3.1)."""


class Draft:
    """Claims on blocks while recognition goes on. ``rows`` are the blocks of the main flow that hold text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rows: tuple[Block, ...] = tuple(b for b in document.main_blocks if not b.blank)
        self.role: dict[int, str | None] = {}
        self.claims: list[tuple[str, Span, int]] = []
        self.body: tuple[int, int] = (0, len(self.rows))
        self.mark_ends: str | None = None
        self.kind: Kind | None = None
        self._numbers: dict[str, int] = {}

    def claim(self, name: str, span: Span, *, new: bool = False) -> None:
        """Give ``span`` to the element ``name``; ``new`` starts another element of that name."""
        if new or name not in self._numbers:
            self._numbers[name] = self._numbers.get(name, 0) + 1
        self.claims.append((name, span, self._numbers[name]))
        self.role.setdefault(span.block, name)

    def claim_block(self, name: str, block: Block, *, new: bool = False) -> None:
        """Give a whole block to the element ``name``."""
        self.claim(name, block.stripped, new=new)

    def has(self, name: str) -> bool:
        """Whether anything was claimed for that element."""
        return name in self._numbers

    def text_of(self, name: str) -> str:
        """The words claimed for that element so far."""
        return "".join(self.document.text(s) for n, s, _ in self.claims if n == name)

    def free(self, block: Block) -> bool:
        """Whether nobody has claimed that block."""
        return self.role.get(block.index) is None

    def roles(self) -> tuple[str | None, ...]:
        """The role of every block, as :class:`Structure` wants it."""
        return tuple("" if b.blank else self.role.get(b.index) for b in self.document.blocks)


def printed_red(block: Block) -> bool:
    """Whether most of the block's characters are red."""
    red = sum(r.end - r.start for r in block.runs if r.color and is_red(r.color))
    return red * 2 > len(block.text.strip()) > 0


def centred(block: Block) -> bool | None:
    """Whether the block is centred; None where the reader cannot tell."""
    return None if block.paragraph.alignment is None else block.paragraph.alignment == "center"


def plain(text: str) -> str:
    """``text`` without any white space, for comparing spaced-out names and titles."""
    return "".join(text.split())
