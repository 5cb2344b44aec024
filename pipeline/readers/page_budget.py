"""What reading a file of pages (PDF, OFD) may cost, in time and in what is drawn."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from .errors import ReadError

MAX_PAGES = 2000
MAX_SECONDS = 35.0
"""Shorter than the worker's own time, so that the reader can still say what happened."""
ENOUGH_PAGES = 10
"""A file of which fewer pages could be read in time is refused: so slow a page is no document but an attack."""
MAX_CHARS_PER_PAGE = 60_000
MAX_CHARS = 2_000_000
MAX_PATHS_PER_PAGE = 60_000
MAX_CONTENT_BYTES = 24 * 1024 * 1024
MAX_DEPTH = 12


@dataclass(slots=True)
class Budget:
    """How much reading one file of format ``name`` may still cost. Raises :class:`ReadError` when it is used up."""

    name: str
    deadline: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)
    characters: int = MAX_CHARS
    page_characters: int = MAX_CHARS_PER_PAGE
    page_paths: int = MAX_PATHS_PER_PAGE
    page_bytes: int = MAX_CONTENT_BYTES
    depth: int = 0

    def new_page(self) -> None:
        """Start a page: the bounds of one page are whole again."""
        self.page_characters, self.page_paths = MAX_CHARS_PER_PAGE, MAX_PATHS_PER_PAGE
        self.page_bytes, self.depth = MAX_CONTENT_BYTES, 0
        self.tick()

    def tick(self) -> None:
        """Look at the clock."""
        if time.monotonic() > self.deadline:
            raise ReadError("timeout", f"读取这个 {self.name} 用时过长，已停止；请从原稿重新导出 {self.name}，"
                                       "或直接检查 docx。")

    def character(self) -> None:
        """One more character."""
        self.characters -= 1
        self.page_characters -= 1
        if self.characters < 0 or self.page_characters < 0:
            raise self._huge()
        if not self.page_characters % 512:
            self.tick()

    def path(self) -> None:
        """One more drawn path."""
        self.page_paths -= 1
        if self.page_paths < 0:
            raise self._huge()
        if not self.page_paths % 512:
            self.tick()

    def content(self, size: int) -> None:
        """``size`` more bytes of drawing instructions."""
        self.page_bytes -= size
        if self.page_bytes < 0:
            raise self._bomb()
        self.tick()

    def deeper(self) -> None:
        """A form within a form; :attr:`depth` is counted down by the caller."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._bomb()
        self.tick()

    def _huge(self) -> ReadError:
        return ReadError("too_large", f"{self.name} 的内容过多（超出单份公文的合理规模），没有检查；请拆分后再试。")

    def _bomb(self) -> ReadError:
        return ReadError("bomb", f"这个 {self.name} 展开后大得不正常，可能是压缩炸弹；请从原稿重新导出 {self.name}。")
