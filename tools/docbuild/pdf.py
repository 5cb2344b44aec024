"""Renders a :class:`Content` as a PDF with the geometry of GB/T 9704-2012.

``build(content, path)`` is all that callers need. ``idiom`` chooses the program whose habits the file shows
(``word``, ``wps``, ``plain``), ``fonts`` whether free stand-ins are embedded under the expected font names
(``embedded``) or nothing is (``names``, for machines without CJK fonts), ``deviations`` what departs from the standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .content import Content, Deviation
from .pdf_colophon import colophon, colophon_height, page_numbers
from .pdf_deviate import style
from .pdf_draw import Page
from .pdf_ending import attachment_notes, attachments, attendance, sign_off
from .pdf_faces import Idiom
from .pdf_flow import Flow
from .pdf_masthead import masthead
from .pdf_style import Fonts, Style
from .pdf_write import pdf_bytes

__all__ = ["Deviation", "build", "lay_out"]


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
    title = "".join(content.title) or "".join(content.issuer_mark)
    Path(path).write_bytes(pdf_bytes(chosen, pages, title, fonts))


def lay_out(content: Content, chosen: Style, *, lettered: bool = True) -> list[Page]:
    """The pages of ``content``; ``lettered`` draws the name on the seal, which needs a font's outlines."""
    flow = Flow(chosen)
    masthead(flow, content)
    first_line = len(flow.page.groups)
    if content.layout == "命令" and not content.title:
        flow.y = (flow.y or 0.0) + flow.blank(2) - flow.blank(0)  # 10.2: two blank lines under the 令号
    flow.titles("标题", content.title)
    flow.element("主送机关", content.addressee)
    if not content.addressee and content.title:
        flow.y = (flow.y or 0.0) + flow.blank(1) - flow.blank(0)
    flow.body(content.body)
    attachment_notes(flow, content)
    attendance(flow, content)
    early = chosen.attachments_last or not content.attachments
    height = colophon_height(flow, content)
    flow.reserve = height + 3.0 if early and height else 0.0  # signature and 版记 stay on one page
    sign_off(flow, content, lettered=lettered)
    flow.reserve = 0.0
    for part in (colophon, attachments) if early else (attachments, colophon):
        part(flow, content)
    if content.layout == "信函":
        _fill_first_page(flow, first_line)
    page_numbers(flow)
    return flow.pages


def _fill_first_page(flow: Flow, first: int) -> None:
    """10.1: the last line stands 7/8 of a 3号 character off the lower double line, so the lines spread a little."""
    page = flow.pages[0]
    lines = page.groups[first:]
    slack = flow.first_bottom - lines[-1].bottom if lines else 0.0
    pitch = flow.blank(0) + lines[-1].bottom - lines[-1].top if lines else 0.0
    if len(flow.pages) == 1 or page.over or len(lines) < 2 or not 0 < slack < pitch:
        return
    page.groups[first:] = [line.moved(slack * n / (len(lines) - 1)) for n, line in enumerate(lines)]
