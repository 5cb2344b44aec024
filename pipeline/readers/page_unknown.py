"""What a paginated file cannot tell, with the reason that the report gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ..model import Block, Fact, Format
from .page_chars import is_cjk
from .page_content import PageContent

_NEVER: dict[Fact, str] = {
    "spacing": "里只有排好的位置，没有段前段后的设置",
    "grid": "里没有文档网格的设置",
    "footers": "里没有页脚的设置",
    "revisions": "里没有修订和批注的记录",
}
_PLACES: tuple[Fact, ...] = ("geometry", "lines", "blank_lines", "indent", "alignment", "placement")
_CONVERTER = re.compile(r"LibreOffice|OpenOffice", re.IGNORECASE)
_SPREAD = 0.25
"""Gap in em between the characters of 正文 from which nobody set it so; LibreOffice 7.4 leaves 0.97."""


def unknown_facts(blocks: Sequence[Block], contents: Sequence[PageContent], format: Format, producer: str,
                  spacings: Mapping[float, float]) -> dict[Fact, str]:
    """The facts with their reasons. ``producer`` is the program that wrote the pages, ``spacings`` em by size.

    LibreOffice lays out otherwise than Word and WPS, for which 公文 are written: a character wider than its cell of
    the grid takes two, text in lines of a fixed height stands up to 9 mm lower, tables, frames and boxes anchored at the foot
    or the outer edge stand elsewhere, typed blanks at the end of a line are dropped (measured on 7.4 with correct documents).
    """
    found = {fact: f"{format.upper()} {reason}" for fact, reason in _NEVER.items()}
    if _CONVERTER.search(producer):
        found["placement"] = "PDF 由 LibreOffice 排成，固定行距和浮动对象的位置与 Word、WPS 不同，请用 Word、WPS 导出或直接检查原稿"
        if _text_spacing(contents, spacings) >= _SPREAD:
            found |= dict.fromkeys((*_PLACES, "margins"),
                                   "PDF 由 LibreOffice 排成，字符网格排错了、字距被撑开，版面位置不可信，请用 Word、WPS 导出或直接检查原稿")
    first = contents[0]
    if abs(first.width - 210) > 2 or abs(first.height - 297) > 2:  # printed to fit another paper: nothing is in place
        found |= dict.fromkeys(_PLACES, "页面不是 A4，版面位置无法按标准测量")
    text = "".join(b.text for b in blocks)
    full, half = sum(map(text.count, "，：；（）")), sum(map(text.count, ",:;()"))
    if half >= 10 and full < 0.05 * (full + half):
        found["width"] = "文件中的全角标点已丢失"
    return found


def _text_spacing(contents: Sequence[PageContent], spacings: Mapping[float, float]) -> float:
    """Letter spacing in em of the size that most Chinese characters have."""
    sizes = Counter(round(g.size) for c in contents for g in c.glyphs if is_cjk(g.text[-1:]))
    return spacings.get(sizes.most_common(1)[0][0], 0.0) if sizes else 0.0
