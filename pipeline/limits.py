"""What is accepted: every bound in one place, with the reason for its value.

Measured on 709 collected documents: the largest file is 1.1 MB, the largest package inflates to 7.5 MB, the largest
XML part (872 pages) has 5.3 MB, no member is compressed better than 42 to 1, no package has more than 291 members.
The bounds leave an order of magnitude above that and still keep the reader within :data:`MEMORY_MB`.
"""

from __future__ import annotations

MIB = 1024 * 1024

MAX_FILE_BYTES = 100 * MIB
"""A document with scanned annexes may reach tens of MB; above 100 MB reading takes longer than anyone waits."""

MAX_TEXT_BYTES = 8 * MIB
"""A plain text of 8 MB is more than two million characters, a shelf of books: no document."""

MAX_CHARS = 2_000_000
"""Characters of one document, in every format. The longest plan laws have 200 000."""

MAX_BLOCK_CHARS = 100_000
"""Characters of one paragraph: patterns over a paragraph are not linear; a printed page holds 616 (22 × 28)."""

MAX_BLOCKS = 200_000
"""Paragraphs of one document, empty ones and cells included."""

MAX_MEMBERS = 5_000
"""Members of a zip package. Every picture is one; 291 is the most that was seen."""

MAX_INFLATED_BYTES = 300 * MIB
"""All members of a package together, as they declare; Python's zipfile never inflates more than is declared."""

MAX_XML_BYTES = 40 * MIB
"""All XML parts together: lxml's tree needs about ten times that, and the worker has :data:`MEMORY_MB`."""

MAX_RATIO = 150
"""Inflated to compressed size of one member, from :data:`RATIO_FROM_BYTES` on; deflate's own limit is 1032."""

MAX_TOTAL_RATIO = 100
"""The same of the whole package."""

RATIO_FROM_BYTES = 5 * MIB
"""Below this size a high ratio is harmless: an empty table of 1 MB or a blank bitmap is well compressed."""

MAX_NAME_CHARS = 260
"""Length of a member's name; OPC part names are short, and Windows knows no longer paths."""

TIMEOUT_S = 45.0
"""Seconds that one document may take in its worker, LibreOffice's part included."""

OFFICE_TIMEOUT_S = 35.0
"""Seconds for LibreOffice's conversion: shorter than the document's time, so that it is stopped by its own reader."""

MEMORY_MB = 1400
"""Address space of one worker in MiB, where the system can limit it (Linux, macOS). About 300 are the libraries'."""

TASKS_PER_WORKER = 100
"""Documents after which a worker is replaced: whatever leaks in the libraries ends with it."""
