"""The PDF reader: PDFium looks first, pdfplumber reads, geometry tells paragraphs and formats."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from pathlib import Path
from struct import error as struct_error
from typing import Any

import pdfplumber
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from ..model import Document, Source
from .errors import ReadError
from .page_budget import ENOUGH_PAGES, MAX_PAGES, Budget
from .page_content import PageContent
from .page_document import document_of
from .page_scan import NOTE, REASON, UNTOLD, reveal
from .pdf_limits import DAMAGED, NO_CODES, LimitedResources, check_inflation, quick_look
from .pdf_page import LimitedPage, read_page


def read(path: Path, source: Source | None = None) -> Document:
    """Read a PDF with a text layer. Raises :class:`ReadError` for every other one."""
    check_inflation(path)
    look = quick_look(path)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    fonts: dict[str, bool] = {}
    wanted = min(look.pages, MAX_PAGES)
    contents, producer = _contents(path, wanted, fonts)
    if not any(c.glyphs for c in contents):
        lost = len(contents) < wanted  # pdfplumber finds fewer pages than PDFium repaired
        raise ReadError("damaged", DAMAGED) if lost else ReadError("no_text", NO_CODES)
    scanned = reveal(contents)
    made = document_of(contents, {} if scanned else fonts, source or _source(path), look.pages, producer=producer)
    if not scanned:
        return made
    return replace(made, unknown={**made.unknown, **dict.fromkeys(UNTOLD, REASON)}, notes=(NOTE, *made.notes))


def _source(path: Path) -> Source:
    data = path.read_bytes()
    return Source(str(path), "pdf", hashlib.sha256(data).hexdigest(), len(data))


def _contents(path: Path, pages: int, fonts: dict[str, bool]) -> tuple[list[PageContent], str]:
    """The pages, and the program that the file says has made them."""
    budget = Budget("PDF")
    resources = LimitedResources(caching=True)
    try:
        with pdfplumber.open(path) as pdf:
            made = []
            for page in pdf.pages[:pages]:
                limited: Any = page
                limited.__class__ = LimitedPage
                try:
                    made.append(read_page(limited, resources, budget, fonts))
                except ReadError as error:
                    if error.category != "timeout" or len(made) < ENOUGH_PAGES:
                        raise
                    break  # a long file: what was read in time is reviewed, and the report says how far it went
                page.close()
            return made, str(pdf.metadata.get("Producer") or "")
    except ReadError:
        raise
    except (PdfminerException, PDFSyntaxError, ValueError, KeyError, TypeError, IndexError, AttributeError,
            RecursionError, AssertionError, OverflowError, struct_error, NotImplementedError) as error:
        raise ReadError("damaged", DAMAGED) from error
