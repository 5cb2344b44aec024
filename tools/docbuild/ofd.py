"""Renders a :class:`Content` as an OFD (GB/T 33190-2016): the very pages that :mod:`.pdf` draws, in another format.

``idiom`` chooses the layout as for PDF and, with it, how the file is written: ``word`` as converters do (relative
places, filled rectangles, glyph ids), ``wps`` as office suites do (absolute places, templates, drawing parameters,
the seal as an electronic signature), ``plain`` with matrices, blocks, CMYK and no namespace prefix.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .content import Content, Deviation
from .ofd_write import ofd_bytes
from .pdf import lay_out
from .pdf_deviate import style
from .pdf_faces import Idiom
from .pdf_style import Fonts

__all__ = ["Deviation", "build"]


def build(
    content: Content,
    path: Path,
    deviations: Iterable[Deviation] = (),
    fonts: Fonts = "embedded",
    idiom: Idiom = "word",
) -> None:
    """Writes ``content`` to ``path``; the same input gives the same bytes on the same machine."""
    chosen = style(idiom, content, deviations)
    pages = lay_out(content, chosen, lettered=fonts == "embedded")
    Path(path).write_bytes(ofd_bytes(chosen, pages, fonts))
