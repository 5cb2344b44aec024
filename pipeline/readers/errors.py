"""The one exception that readers and the guard raise on purpose."""

from __future__ import annotations

from ..review import Category


class ReadError(Exception):
    """A file that cannot be read, for a reason that its sender can act on.

    ``message`` is one Chinese sentence that says what is wrong and what to do; it never holds words of the document.
    """

    def __init__(self, category: Category, message: str) -> None:
        super().__init__(category, message)
        self.category: Category = category
        self.message = message

    def __str__(self) -> str:
        return self.message
