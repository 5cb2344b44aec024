"""What an official document says, apart from how it is laid out.

A :class:`Content` is rendered by :mod:`docbuild.docx` (in several idioms) and by :mod:`docbuild.pdf`.
Element names are those of GB/T 9704-2012; the glossary is in ``docs/architecture.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Layout = Literal["普通", "信函", "命令", "纪要"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body: ``level`` 0 is running text, 1 to 4 are the heading levels 一、（一）1.（1）.

    ``lead`` is the part of a heading paragraph that is set in the heading's font when body text follows on the
    same line (“一、总体要求。正文……”); empty means the whole paragraph.
    """

    text: str
    level: int = 0
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """A table of plain cells in the body or in an attachment; the first row is the head."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class Attachment:
    """One attachment on its own page: ``label`` as printed at the top left (“附件1”), then title and body."""

    label: str
    title: tuple[str, ...]
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Content:
    """The elements of one document, each ``""``/``()`` when the document does not have it."""

    doc_type: str
    layout: Layout = "普通"
    copy_number: str = ""
    classification: str = ""
    urgency: str = ""
    issuer_mark: tuple[str, ...] = ()      # several for a joint issue, without “文件”
    mark_suffix: str = ""                  # “文件” or “”; for 命令/纪要 the mark is complete in issuer_mark
    document_number: str = ""
    order_number: str = ""                 # 令号: 第×号
    signatories: tuple[str, ...] = ()      # upward documents only
    title: tuple[str, ...] = ()            # one string for each printed line
    addressee: str = ""
    body: tuple[Block, ...] = ()
    attachment_notes: tuple[str, ...] = ()  # names only; numbered by the renderer when there are several
    signatures: tuple[str, ...] = ()
    signer_post: str = ""                  # 命令: post of the signing leader (市　长)
    signer_name: str = ""
    issue_date: str = ""
    sealed: bool = True                    # 加盖印章: date 4 characters from the right, else signature 2 characters
    note: str = ""                         # with its round brackets
    attachments: tuple[Attachment, ...] = ()
    attendance: tuple[tuple[str, str], ...] = ()  # 纪要: (出席, names) (请假, …) (列席, …)
    copy_to: str = ""                      # names with their final 。, without “抄送：”
    printing_office: str = ""
    printing_date: str = ""                # without “印发”
    extra: dict[str, str] = field(default_factory=dict)
    edition: Literal["2012", "1999"] = "2012"
    subject_words: tuple[str, ...] = ()    # 主题词, only before 2012
    copies: str = ""                       # 印数 under the last line of old documents: 共印300份


@dataclass(frozen=True)
class Deviation:
    """One departure from the standard's layout, understood by every builder.

    ``element`` is a name of DESIGN §4 (also 一级标题 … 四级标题, 附件正文, 签发人姓名, 表格) or 页面; ``attribute`` one of

    * of a text element: ``font`` (family name), ``size`` (pt), ``align`` (left, center, right, both), ``first`` /
      ``left`` / ``right`` (indents in characters), ``line`` (line pitch in pt), ``gap`` (blank lines before),
      ``colour`` (RRGGBB), ``bold``, ``underline``, ``italic``;
    * of 页面: ``top_mm`` ``bottom_mm`` ``left_mm`` ``right_mm`` ``width_mm`` ``height_mm`` (the body keeps to them);
    * of 版头分隔线, 版记分隔线 and 信函双线: ``colour``, ``width_pt``, ``gap_mm`` (版头分隔线: below the number), ``missing``;
    * of 页码: ``style`` (“hyphen” prints “- 1 -”, “bare” prints “1”), ``align`` (“center”, “right”: on every page),
      ``first_page`` (信函: True shows a number on the first page), besides ``font`` and ``size``;
    * of 附件: ``new_page`` False (follows on without a page break), ``after_colophon`` True.

    ``index`` picks one paragraph of that element (0 is the first); None means all of them.
    """

    element: str
    attribute: str
    value: str | float | bool
    index: int | None = None
