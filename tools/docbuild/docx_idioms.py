"""The idioms in which offices leave their files; every one renders to the same page.

``direct`` formats every run and paragraph; ``styles`` keeps formats in named styles; ``table`` sets masthead and
colophon in tables; ``textbox`` is what WPS leaves; ``manyruns`` is a file that was edited in Word for weeks;
``autonumber`` numbers its headings automatically.
"""

from __future__ import annotations

from .docx_boxes import TableWriter, TextBoxWriter
from .docx_runs import ManyRunsWriter
from .docx_styles import AutoNumberWriter, StyleWriter
from .docx_write import Writer

IDIOMS: dict[str, type[Writer]] = {
    "direct": Writer,
    "styles": StyleWriter,
    "table": TableWriter,
    "textbox": TextBoxWriter,
    "manyruns": ManyRunsWriter,
    "autonumber": AutoNumberWriter,
}
