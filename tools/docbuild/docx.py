"""Builds one official document as ``.docx``, in one of several idioms that all look the same.

The idioms are the ways in which offices really produce such files: see :mod:`docbuild.docx_idioms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from . import docx_package as package
from .content import Content, Deviation
from .docx_1999 import OldEdition
from .docx_idioms import IDIOMS
from .docx_write import Writer


def build(content: Content, path: Path | str, idiom: str = "direct", *, deviations: Iterable[Deviation] = (),
          **changes: object) -> None:
    """Writes ``content`` to ``path``; ``changes`` replace fields of the content, ``deviations`` its formats."""
    content = replace(content, **changes) if changes else content  # type: ignore[arg-type]
    kind = IDIOMS[idiom]
    if content.edition == "1999":
        kind = type(f"Old{kind.__name__}", (OldEdition, kind), {})
    writer = kind(content, tuple(deviations))
    body = writer.document()
    parts = {
        "styles": writer.styles(),
        "settings": package.settings(writer.even_odd),
        "fontTable": package.font_table(writer.fonts),
        **footers(writer),
        **writer.parts(),
    }
    title = "".join(content.title) or "".join(content.issuer_mark)
    author = (content.signatures or content.issuer_mark)[0]
    package.write(Path(path), body, parts, title=title, author=author, day=_day(content), wps=writer.wps)


def footers(writer: Writer) -> dict[str, str]:
    if writer.even_odd:
        out = {"footer1": package.footer(writer.formats, writer.fonts, "right"),
               "footer2": package.footer(writer.formats, writer.fonts, "left")}
    else:
        out = {"footer1": package.footer_in_box(writer.formats, writer.fonts)}
    if writer.title_page():
        out["footer3"] = package.footer(writer.formats, writer.fonts, "none")
    return out


def _day(content: Content) -> str:
    """The date of the document as ISO date, for the core properties."""
    numbers = re.findall(r"\d+", content.issue_date)
    if len(numbers) != 3:
        return "2026-01-01"
    year, month, day = map(int, numbers)
    return f"{year}-{month:02}-{day:02}"
