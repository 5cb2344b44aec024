"""发文机关标志的宽度和联合行文的标志（GB/T 9704-2012 7.2.4、图3、图4）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import TOP_MM, free_standing, measured, upright_a4
from ..pipeline.model import Anchor, Block, Document, Section, VisualLine
from ..pipeline.patterns import looks_like_organ

_SUFFIX = re.compile(r"[\s　]*文[\s　]*件[\s　]*$")
WIDE_MM, UNEVEN_MM = 158.0, 2.5
"""The type area (5.2.1) and what glyph boxes may stand out; how far the edges of joint names may differ (图3: none)."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed row of the mark without “文件”: its edges in mm; where “文件” stands in it, if it does."""

    text: str
    page: int
    y0: float
    y1: float
    x0: float
    x1: float
    suffix: tuple[float, float] | None


def _rows(mark: Element) -> list[_Row]:
    """The printed rows from top to bottom; nothing without places."""
    found = []
    for block in mark.blocks:
        for line in block.anchor.lines:
            text = block.text[line.start:line.end]
            cut = _SUFFIX.search(text)
            end = cut.start() if cut else len(text.rstrip())
            edges = line.edges[:end] or line.edges
            suffix = (line.edges[end][0], line.x1) if cut else None
            found.append(_Row(text[:end], line.page, line.y0, line.y1, edges[0][0], edges[-1][1], suffix))
    return sorted(found, key=lambda r: (r.page, r.y0))


def is_full_name(text: str) -> bool:
    """Whether a row of a mark is an organ's whole name: a long one may be broken in two (某省人民政府／办公厅)."""
    bare = re.sub(r"[\s　]", "", text)
    return len(bare) >= 5 and looks_like_organ(bare) and not re.match(r"人民政府|办公[室厅]|委员会", bare)


def _part_of_name(text: str) -> bool:
    bare = re.sub(r"[\s　]", "", text)
    return bool(bare) and (not looks_like_organ(bare) or bool(re.match(r"人民政府|办公[室厅]", bare)))


def _names(rows: list[_Row]) -> list[_Row]:
    return [r for r in rows if is_full_name(r.text)]


def _drawn(*rows: tuple[int, float, float, float]) -> dict[str, object]:
    """Printed rows of a mark: characters, left edge, width of one, top."""
    made, at = [], 0
    for count, x, step, y in rows:
        made.append(VisualLine(at, at + count, 1, y, y + 12.0, tuple((x + step * k, x + step * (k + 1)) for k in range(count))))
        at += count
    return {"anchor": Anchor(lines=tuple(made))}


@check("HT2031", "发文机关标志过宽或折行", on="发文机关标志", severity="info", basis="GB/T 9704-2012 7.2.4", needs=("geometry",),
       examples=[Bad("⟦某市人民政府办公室文件⟧", block=_drawn((11, 20.0, 16.0, 72.0))),
                 Bad("⟦某市人民政府办公室文件⟧", block=_drawn((5, 66.0, 16.0, 72.0), (6, 58.0, 16.0, 86.0))),
                 Good("某市人民政府办公室文件", block=_drawn((11, 40.0, 12.0, 72.0)))])
def mark_width(mark: Element, document: Document) -> Iterator[Problem]:
    """发文机关标志以醒目、美观、庄重为原则，一个机关的名称排一行，不超出版心（156 毫米）。

    2012 年版没有字号上限，只作提示；宽到 158 毫米放行（字框比笔画宽，加测量误差）。
    联合行文每个机关一行。名称长的可以把字压窄。依据：GB/T 9704-2012 7.2.4。
    """
    rows = _rows(mark)
    if not rows or not upright_a4(document, rows[0].page):
        return
    width = max((r.suffix or (0, r.x1))[1] for r in rows) - min(r.x0 for r in rows)
    if width > WIDE_MM:
        yield Problem(mark, f"发文机关标志宽约 {width:.0f} 毫米，超出了版心（156 毫米），宜压窄或缩小。")
    elif len(rows) > 1 and any(_part_of_name(r.text) for r in rows):
        yield Problem(mark, "发文机关标志的名称折成了两行，宜压窄后排成一行。")


@check("HT2032", "联合行文“文件”二字的位置", on="发文机关标志", severity="warning", basis="GB/T 9704-2012 7.2.4、图3", layouts=("普通",),
       examples=[Bad("某市教育局\n某市公安局⟦文件⟧", paragraph={"alignment": "center"}),
                 Bad("某市教育局某市公安局⟦文件⟧", block=_drawn((5, 60.0, 12.0, 72.0), (7, 60.0, 12.0, 88.0))),
                 Good("某市教育局某市公安局文件", block=_drawn((5, 60.0, 12.0, 72.0), (5, 60.0, 12.0, 88.0), (2, 128.0, 15.0, 80.0))),
                 Good("某市教育局\n某市公安局", paragraph={"alignment": "center"}),
                 Good("某省人民政府\n办公厅文件", paragraph={"alignment": "center"})])
def suffix_place(mark: Element, document: Document) -> Iterator[Problem]:
    """联合行文的标志有“文件”二字的，置于各机关名称右侧，以联署名称为准上下居中。

    多是“文件”二字跟在最后一个机关名称后面。版式文件量“文件”的中线与各名称的中线，差不到三分之一行距的放行（单元格居中、各行字号不一的差）；
    Word 只看不在表格、文本框里的。依据：GB/T 9704-2012 7.2.4、图 3。
    """
    rows = _rows(mark)
    if rows:
        yield from _measured_suffix(mark, rows)
        return
    last = mark.blocks[-1]
    names = [b for b in mark.blocks if is_full_name(_SUFFIX.sub("", b.text))]
    ends = [b for b in mark.blocks if _SUFFIX.search(b.text)]
    if len(names) >= 2 and ends == [last] and last in names and all(free_standing(b) for b in names):
        yield from _at_suffix(mark)


def _measured_suffix(mark: Element, rows: list[_Row]) -> Iterator[Problem]:
    names = _names(rows)
    found = [r for r in rows if r.suffix]
    if len(names) < 2 or len(found) != 1 or names[0].page != names[-1].page:
        return
    step = (names[-1].y0 - names[0].y0) / (len(names) - 1)
    off = (found[0].y0 + found[0].y1) / 2 - (names[0].y0 + names[-1].y1) / 2
    if step > 0 and abs(off) > step / 3:
        yield from _at_suffix(mark)


def _at_suffix(mark: Element) -> Iterator[Problem]:
    cut = _SUFFIX.search(mark.text)
    where = mark.at(cut.start(), len(mark.text.rstrip())) if cut else mark
    yield Problem(where, "“文件”二字应当放在各联署机关名称的右侧、上下居中，不跟在某一个名称后面。可以用两列表格排，右列合并单元格。")


@check("HT2033", "联合行文标志左右对齐", on="发文机关标志", severity="info", basis="GB/T 9704-2012 图3、图4", needs=("geometry",),
       layouts=("普通",),
       examples=[Bad("⟦某市教育局某市公安局⟧", block=_drawn((5, 60.0, 12.0, 72.0), (5, 66.0, 10.0, 88.0))),
                 Good("某市教育局某市公安局", block=_drawn((5, 60.0, 12.0, 72.0), (5, 60.0, 12.0, 88.0)))])
def names_flush(mark: Element) -> Iterator[Problem]:
    """联署机关的名称左右拉齐，字数少的拉开字距。

    条文没有写，见于式样图 3、图 4，只作提示；相差 2.5 毫米（不到半字）以内放行。Word 里可设“分散对齐”。依据：GB/T 9704-2012 图 3、图 4。
    """
    names = _names(_rows(mark))
    if len(names) < 2:
        return
    uneven = max(max(r.x0 for r in names) - min(r.x0 for r in names), max(r.x1 for r in names) - min(r.x1 for r in names))
    if uneven > UNEVEN_MM:
        yield Problem(mark, f"各联署机关名称的左右边相差约 {uneven:.0f} 毫米，式样图是左右拉齐的（分散对齐）。")


@check("HT2038", "发文机关标志高度（按段落推算）", on=("发文机关标志", "纪要标志"), severity="warning", basis="GB/T 9704-2012 7.2.4、10.2、10.3",
       needs=("margins", "spacing"), layouts=("普通", "命令", "纪要"), standards=("2012",),
       examples=[Bad("⟦某市人民政府文件⟧", paragraph={"line_rule": "exact", "line_pt": 57.0, "alignment": "center"},
                     run={"size_pt": 52.0}, section={"top_mm": 37.0}),
                 Good("某市人民政府文件", section={"top_mm": 37.0}, run={"size_pt": 52.0},
                      paragraph={"line_rule": "exact", "line_pt": 57.0, "alignment": "center", "space_before_pt": 98.0})])
def stated_top(mark: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """发文机关标志上边缘至版心上边缘 35 毫米；命令 20 毫米。

    Word 文件没有排好的位置，只在标志之前各段都是固定行距（或排在网格上）时按段落高度推算，偏差 9 毫米以上才报（字在行内的高低、
    字模的空白推算不出，合计可近一行）；标志在文本框、
    图文框、表格里的不推算，套打的、只编期号的部门公告不查。准确的高度要转成 PDF 由 HT2009 量。纪要格式可以自定，只作提示。
    依据：GB/T 9704-2012 7.2.4、10.2、10.3。
    """
    top = _stated_top(document, mark)
    if top is None or structure.kind.preprinted or ("期号" in structure.roles and not structure.get("发文字号")):
        return
    wanted = 20.0 if structure.kind.layout == "命令" else 35.0
    margin = (document.sections[0].top_mm or TOP_MM) - TOP_MM
    if min(abs(top - wanted), abs(top + margin - wanted)) > 9.0:  # a first section may keep the space as its margin
        yield Problem(mark, f"按前面各段的高度推算，{mark.name}上边缘距版心上边缘约 {top:.0f} 毫米，应为 {wanted:.0f} 毫米。"
                            "在标志段落的“段前”补足，或用文本框按“页边距”定位。", severity="info" if mark.name == "纪要标志" else None)


def _grid_line(section: Section, block: Block) -> float | None:
    """Height in pt of a line on the grid; None off the grid, and where a line may take two of its steps."""
    form, pitch = block.paragraph, section.line_pitch_pt
    if section.grid in (None, "none") or pitch is None or form.snap_to_grid is False or form.line_multiple is None:
        return None
    return pitch * max(1.0, form.line_multiple) if pitch >= 1.35 * (block.size_pt or 16.0) else None


def _stated_top(document: Document, mark: Element) -> float | None:
    """Distance in mm from the type area's top to the mark's glyph box, from heights that the file states."""
    block = mark.block
    section = document.section_of(block)
    if measured(block) or not free_standing(block) or section is None or section.index > 0 or block.index > 12:
        return None
    total = (block.paragraph.space_before_pt or 0.0)
    for above in document.blocks[:block.index]:
        form = above.paragraph
        if not free_standing(above) or above.starts_page:
            return None
        height = form.line_pt if form.line_rule == "exact" else _grid_line(section, above)
        if height is None:
            return None
        total += height + (form.space_before_pt or 0.0) + (form.space_after_pt or 0.0)
    size, form = block.size_pt or 0.0, block.paragraph
    if form.line_rule == "exact" and form.line_pt is not None:
        total += max(0.0, 0.8 * form.line_pt - 0.859 * size)  # the base line stands at four fifths of an exact line
    return total * 25.4 / 72
