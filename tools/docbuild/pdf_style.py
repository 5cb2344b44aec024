"""Formats of the elements (GB/T 9704-2012), the idioms of the programs that write PDF, and planted deviations.

Every number that a deviation may want to change is a field here; the layout code holds none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .content import Layout
from .pdf_faces import FONT_NAMES, Idiom

MM = 72 / 25.4  # points in a millimetre
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
RED: Colour = (1.0, 0.0, 0.0)
Align = Literal["left", "center", "right", "justify"]
Fonts = Literal["embedded", "names"]


@dataclass(frozen=True)
class Format:
    """How one element is set; sizes in points, indents in characters (3.1), gaps in lines (3.2)."""

    font: str = "fangsong"        # a role of FONT_NAMES, or a PostScript name
    size: float = 16.0
    colour: Colour = BLACK
    align: Align = "left"
    first: float = 0.0            # 左空 n 字 of the first line, besides ``left``
    left: float = 0.0
    right: float | None = None    # 右空 n 字; None: none, or for signature and date what 7.3.5 computes
    gap: float = 0.0              # 空 n 行 above
    line: float = 0.0             # pitch of its own lines in points; 0: that of the page
    dx_mm: float = 0.0            # moves what is drawn and nothing else
    dy_mm: float = 0.0
    hscale: float = 1.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    missing: bool = False


@dataclass(frozen=True)
class RuleFormat:
    """A drawn line: ``gap_mm`` is its distance from what it belongs to, ``width_pt`` its thickness."""

    width_pt: float
    length_mm: float
    colour: Colour = BLACK
    gap_mm: float = 0.0
    dx_mm: float = 0.0
    missing: bool = False

    @property
    def width_mm(self) -> float:
        return self.width_pt / MM


@dataclass(frozen=True)
class PageFormat:
    """5.1, 5.2.1 and 5.2.3: A4, type area 156 × 225 mm at 28 and 37 mm, 22 lines of 28 characters."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    left_mm: float = 28.0
    top_mm: float = 37.0
    right_mm: float = 26.0
    bottom_mm: float = 35.0
    cell_mm: float = 156 / 28     # one 3号 character on the grid
    pitch: float = 29.0           # points from line to line
    lead_mm: float = 2.0          # from the upper edge of the type area to the first glyph box
    empty_paragraphs: bool = False  # 空 n 行 as n empty paragraphs (Word) or as n lines between the glyph boxes

    @property
    def area_mm(self) -> float:
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def lower_mm(self) -> float:
        """Lower edge of the type area."""
        return self.height_mm - self.bottom_mm


@dataclass(frozen=True)
class PageNumberFormat:
    """7.5: 4号 宋体 between two 一字线, 7 mm under the type area, outside with one character free."""

    font: str = "song"
    size: float = 14.0
    colour: Colour = BLACK
    style: Literal["dash", "hyphen", "bare"] = "dash"
    align: Literal["outside", "center", "right", "left"] = "outside"
    below_mm: float = 7.0
    free: float = 1.0             # characters between the number and the edge of the type area
    first_page: bool = False      # 信函: the first page shows none (10.1)
    missing: bool = False


@dataclass(frozen=True)
class SealFormat:
    """7.3.5.1: ``gap_mm`` from the text above to the top of the seal, at most one line."""

    diameter_mm: float = 42.0
    gap_mm: float = 6.5
    colour: Colour = RED
    dx_mm: float = 0.0
    dy_mm: float = 0.0
    missing: bool = False


MARK_TOP_MM: dict[Layout, float] = {"普通": 72.0, "纪要": 72.0, "命令": 57.0, "信函": 30.0}  # 7.2.4 10.1 10.2 10.3

BODY = Format(align="justify", first=2)
ELEMENTS: dict[str, Format] = {
    "份号": Format(),
    "密级和保密期限": Format("hei"),
    "紧急程度": Format("hei"),
    "发文机关标志": Format("xiaobiaosong", 52, RED, "center"),
    "发文字号": Format(align="center", gap=2),
    "令号": Format(align="center", gap=2),
    "签发人": Format(align="right", right=1),
    "签发人姓名": Format("kai"),
    "标题": Format("xiaobiaosong", 22, align="center", gap=2, line=35),
    "主送机关": Format(align="justify", gap=1),
    "正文": BODY,
    "一级标题": replace(BODY, font="hei"),
    "二级标题": replace(BODY, font="kai"),
    "三级标题": BODY,
    "四级标题": BODY,
    "表格": Format(size=12, align="center", line=18),
    "表头": Format("hei", 12, align="center", line=18),
    "附件说明": Format(first=2, gap=1),
    "发文机关署名": Format(align="right", gap=1),
    "成文日期": Format(align="right"),
    "签发人职务": Format(gap=2),
    "签发人签名": Format("kai", 26, RED, "right", right=4),
    "附注": Format(first=2),
    "出席": Format("hei", align="justify", left=5, first=-3, gap=1),
    "出席名单": Format(),
    "附件": Format("hei"),
    "附件标题": Format("xiaobiaosong", 22, align="center", line=35),
    "附件正文": BODY,
    "抄送机关": Format(size=14, align="justify", left=4, first=-3, right=1, line=20.5),
    "印发机关": Format(size=14, left=1, line=20.5),
    "印发日期": Format(size=14, align="right", right=1, line=20.5),
}
RULES: dict[str, RuleFormat] = {
    "版头分隔线": RuleFormat(1.5, 156.0, RED, 4.0),
    "信函双线粗线": RuleFormat(2.8, 170.0, RED, 4.0),
    "信函双线细线": RuleFormat(1.0, 170.0, RED, 0.8),
    "版记粗线": RuleFormat(0.35 * MM, 156.0),
    "版记细线": RuleFormat(0.25 * MM, 156.0),
    "表格线": RuleFormat(0.5, 0.0),
}


@dataclass
class Style:
    """Everything that the layout asks: element formats, lines, page, seal, and the writing program's habits."""

    idiom: Idiom
    page: PageFormat
    elements: dict[str, Format]
    rules: dict[str, RuleFormat]
    number: PageNumberFormat
    seal: SealFormat
    latin: bool                   # ASCII in Times New Roman (Word's w:ascii) instead of the Chinese font's half width
    overflow: Literal["hang", "squeeze"]
    single: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)  # formats of the n-th of an element
    seen: dict[str, int] = field(default_factory=dict)
    attachments_new_page: bool = True
    attachments_last: bool = False  # planted: attachments after the 版记

    def of(self, name: str) -> Format:
        """The format of the next ``name`` in reading order; counts them for deviations with an index."""
        index = self.seen.get(name, 0)
        self.seen[name] = index + 1
        return replace(self.elements[name], **self.single.get((name, index), {}))

    def ps_name(self, font: str) -> str:
        return FONT_NAMES[self.idiom].get(font, font)

    def font_for(self, font: str, char: str) -> str:
        """The PostScript name that ``char`` is set in where the element's font is ``font``."""
        use_latin = self.latin and "!" <= char <= "~" and font in {"fangsong", "kai", "xiaobiaosong"}
        return self.ps_name("latin" if use_latin else font)

    def cell(self, fmt: Format) -> float:
        """Advance in mm of a full-width character: 3号 sits on the character grid, other sizes are set solid."""
        size = fmt.size / MM
        base = ELEMENTS["正文"].size if self.idiom != "plain" else 15.75
        on_grid = abs(fmt.size - base) < 1.01 and fmt.hscale == 1
        return self.page.cell_mm + (fmt.size - base) / MM if on_grid else size * fmt.hscale


PAGES: dict[Idiom, PageFormat] = {
    "word": PageFormat(width_mm=595.32 / MM, height_mm=841.92 / MM, pitch=28.95, lead_mm=3.3, empty_paragraphs=True),
    "wps": PageFormat(pitch=29.0, lead_mm=2.3),
    "plain": PageFormat(pitch=29.53, lead_mm=0.0),
}
