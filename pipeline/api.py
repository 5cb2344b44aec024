"""What a Python program calls: one document, with the configuration that applies to it."""

from __future__ import annotations

import os

from .config import for_document
from .review import Review
from .review_file import Job, review


def check_file(path: str | os.PathLike[str], *, profile: str | None = None, info: bool = False,
               final: bool = False) -> Review:
    """Review ``path`` as ``hongtou check`` does, but in this process: without bounds on time and memory.

    The nearest ``hongtou.toml`` above the document applies; raises ``ConfigError`` when it is wrong. What is wrong
    with the document itself is in the review's ``failures``.
    """
    name = os.fspath(path)
    settings = for_document(name, profile)
    return review(name, Job(options=settings.options, selection=settings.selection(info=info, final=final),
                            rules=settings.rules, standard=settings.standard))
