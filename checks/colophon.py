"""版记（GB/T 9704-2012 7.4）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.dates import date_in, date_of, impossible, written
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import (
    area_width,
    colophon_lines,
    free_standing,
    hangs_off,
    left_chars,
    line_length,
    measured,
    type_area,
)
from ..pipeline.lettering import FANGSONG_4, lettering
from ..pipeline.model import Block, Document, Line, Span
from ..pipeline.page_grid import off_grid
from ..pipeline.review import Fix

_MANY = "市委办公室，市人大常委会办公室，市政协办公室，市监察委员会，市法院，市检察院，云岭军分区"
SAME_MM = 0.03
"""Lines that differ by less are of one thickness: Word's next steps, ½ and ¾ point, are 0.09 mm apart."""
_COLOPHON = {"抄送机关": "抄送：市委办公室。", "印发机关": "云岭市人民政府办公室", "印发日期": "2026年5月8日印发"}


@check("HT4001", "抄送写法", on="抄送机关", severity="error", basis="GB/T 9704-2012 7.4.2",
       examples=[Bad("抄送⟦:⟧市委办公室。", fix="抄送：市委办公室。"),
                 Bad("⟦抄送 ⟧市委办公室。", fix="抄送：市委办公室。"),
                 Good("抄送：市委办公室。")])
def copy_words(copy_to: Element, document: Document) -> Iterator[Problem]:
    """“抄送”二字后加全角冒号和抄送机关名称。

    依据：GB/T 9704-2012 7.4.2。
    """
    match = re.match(r"抄[\s　]*[送报][\s　]*(?P<mark>[：:，,]?)", copy_to.text)
    if match is None or match["mark"] == "：" or (match["mark"] == ":" and "width" in document.unknown):
        return
    if match["mark"]:
        yield Problem(copy_to.at(*match.span("mark")), "“抄送”后应当用全角冒号“：”。", (Fix("："),))
    else:
        yield Problem(copy_to.at(*match.span()), "“抄送”后缺全角冒号“：”。", (Fix("抄送："),))


@check("HT4002", "抄送末尾缺句号", on="抄送机关", severity="error", basis="GB/T 9704-2012 7.4.2",
       examples=[Bad("抄送：市委⟦办公室⟧", fix="抄送：市委办公室。"),
                 Bad("抄送：市委办公室⟦；⟧", fix="抄送：市委办公室。"),
                 Good("抄送：市委办公室，市政协办公室。")])
def copy_end(copy_to: Element) -> Iterator[Problem]:
    """最后一个抄送机关名称后标句号。

    依据：GB/T 9704-2012 7.4.2。
    """
    text = copy_to.text.rstrip()
    if text.endswith("。"):
        return
    if text[-1] in "，、；,;.":
        yield Problem(copy_to.at(len(text) - 1, len(text)), "最后一个抄送机关后应当用句号“。”。", (Fix("。"),))
    else:
        start = max(0, len(text) - 3)
        yield Problem(copy_to.at(start, len(text)), "最后一个抄送机关后缺句号“。”。", (Fix(text[start:] + "。"),))


@check("HT4003", "抄送机关字体字号", on="抄送机关", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.4.2", needs=("font",),
       examples=[Bad("⟦抄送：市委办公室。⟧", run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("抄送：市委办公室。", run={"font": "仿宋_GB2312", "size_pt": 14.0})])
def copy_lettering(copy_to: Element, document: Document) -> Iterator[Problem]:
    """抄送机关一般用 4 号仿宋体字。

    1999 年版用 3 号字。依据：GB/T 9704-2012 7.4.2。
    """
    yield from lettering(document, copy_to.spans, FANGSONG_4, "抄送机关")


@check("HT4004", "抄送机关未左右各空一字", on="抄送机关", severity="warning", basis="GB/T 9704-2012 7.4.2", needs=("indent",),
       examples=[Bad("⟦抄送：市委办公室。⟧", paragraph={"alignment": "left", "first_line_chars": 3.0}),
                 Good("抄送：市委办公室。", paragraph={"alignment": "left", "first_line_chars": 1.0})])
def copy_indent(copy_to: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """抄送机关左右各空一字编排。

    表格里的按单元格边距设置，只看是否居中、右对齐，是否比同一表格里的印发机关靠左。
    容差 0.6 字；右边只在版式文件上量各整行，行尾标点不计，离版心右边不到 1.5 毫米
    （空一字应有 5 毫米）才报。
    依据：GB/T 9704-2012 7.4.2。
    """
    block = copy_to.block
    left = left_chars(document, block)
    if (beside := _cell_below(document, structure, block)) is not None and beside - (block.indent_chars or 0.0) > 0.65:
        yield Problem(copy_to, f"抄送机关应当左空一字，现在比印发机关靠左 {beside - (block.indent_chars or 0.0):.1f} 字。")
        return
    if not measured(block) and block.paragraph.alignment in ("center", "right"):
        yield Problem(copy_to, "抄送机关应当左空一字，现居中或右对齐了。")
        return
    if not free_standing(block):
        return
    if left is not None and abs(left - 1) > 0.65:
        yield Problem(copy_to, f"抄送机关应当左空一字，现左空 {max(left, 0):.1f} 字。")
    elif any(block.text[ln.start:ln.end].rstrip()[-1:] not in tuple("，、。；") and type_area(document, block)[1] - ln.x1 < 1.5
             for ln in block.anchor.lines[:-1]):
        yield Problem(copy_to, "抄送机关右边没有空一字，应当左右各空一字。设右缩进 1 字符。")


def _cell_below(document: Document, structure: Structure, block: Block) -> float | None:
    """The left indent of 印发机关 in the same column of one table, whose cells have the same margins."""
    office = structure.get("印发机关")
    if office is None or block.cell is None or office.block.cell is None or measured(block):
        return None
    here, there = block.cell, office.block.cell
    same = (here.table, here.column) == (there.table, there.column) and here.row != there.row
    left_set = {block.paragraph.alignment, office.block.paragraph.alignment} <= {"left", "both"}
    return office.block.indent_chars if same and left_set and (office.block.indent_chars or 9.0) <= 2.0 else None


@check("HT4015", "抄送机关回行未对齐", on="抄送机关", severity="warning", basis="GB/T 9704-2012 7.4.2", needs=("indent",),
       examples=[Bad(f"⟦抄送：{_MANY}。⟧", paragraph={"alignment": "both", "first_line_chars": 1.0, "left_chars": 1.0}),
                 Good(f"抄送：{_MANY}。", paragraph={"alignment": "both", "first_line_chars": 1.0, "left_chars": 4.0}),
                 Good("抄送：市委办公室。", paragraph={"alignment": "both", "first_line_chars": 1.0, "left_chars": 1.0})])
def copy_wrap(copy_to: Element) -> Iterator[Problem]:
    """抄送机关回行时与冒号后的首字对齐。

    用悬挂缩进实现：左空四字、悬挂三字。版式文件量位置，容差 4 毫米；Word 按缩进算，容差 1.2 字，一行排得下的不查。
    表格里的不查。依据：GB/T 9704-2012 7.4.2。
    """
    block = copy_to.block
    start = block.text.find("：") + 1
    if start and len(copy_to.blocks) == 1 and hangs_off(block, start, 32):
        yield Problem(copy_to, "抄送机关回行应当与冒号后的首字对齐。设左缩进 4 字符、悬挂缩进 3 字符。")


@check("HT4005", "误用“抄报”", on="抄送机关", severity="error", standards=("2012",), basis="《党政机关公文处理工作条例》第九条（十六）",
       examples=[Bad("⟦抄报⟧：市委办公室。", fix="抄送：市委办公室。"), Good("抄送：市委办公室。")])
def copy_report(copy_to: Element) -> Iterator[Problem]:
    """除主送机关外需要执行或者知晓公文内容的机关，一律标“抄送”。

    “抄报”“抄发”是旧称，2012 年《条例》没有。依据：《党政机关公文处理工作条例》第九条（十六）。
    """
    if match := re.match(r"抄[\s　]*[报發发]", copy_to.text):
        yield Problem(copy_to.at(*match.span()), f"不用“{match.group()}”，一律标“抄送”。", (Fix("抄送"),))


@check("HT4006", "印发日期写法", on="印发日期", severity="error", basis="GB/T 9704-2012 7.4.3", standards=("2012",),
       examples=[Bad("⟦2026年5月8日⟧", fix="2026年5月8日印发"), Bad("⟦2026年05月08日印发⟧", fix="2026年5月8日印发"),
                 Bad("⟦二〇二六年五月八日印发⟧", fix="2026年5月8日印发"), Good("2026年5月8日印发")])
def printing_date(date: Element) -> Iterator[Problem]:
    """印发日期用阿拉伯数字将年、月、日标全，月、日不编虚位，后加“印发”二字。

    依据：GB/T 9704-2012 7.4.3。
    """
    text = date.text.strip()
    if re.fullmatch(r"(?:19|20)\d\d年(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日印发", text):
        return
    if re.search(r"[×xX*_]|年[\s　]+月", text):
        return
    right = written(text)
    fixes = (Fix(right + "印发"),) if right else ()
    if impossible(text):
        yield Problem(date, f"历法上没有“{text}”这一天，请核对。")
    elif not text.endswith("印发"):
        yield Problem(date, "印发日期后应当加“印发”二字。", fixes)
    else:
        yield Problem(date, "印发日期应当用阿拉伯数字标全年、月、日，不编虚位，不夹空格。", fixes)


@check("HT4007", "印发机关和印发日期字体字号", on=("印发机关", "印发日期"), severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.4.3",
       needs=("font",),
       examples=[Bad("⟦云岭市人民政府办公室⟧", run={"font": "宋体", "size_pt": 14.0}),
                 Good("云岭市人民政府办公室", run={"font": "仿宋_GB2312", "size_pt": 14.0})])
def printing_lettering(element: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """印发机关和印发日期一般用 4 号仿宋体字。

    依据：GB/T 9704-2012 7.4.3。
    """
    yield from lettering(document, element.spans, FANGSONG_4, element.name)


@check("HT4008", "缺版记分隔线", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.4.1", needs=("lines",), layouts=("普通",),
       examples=[Bad("", elements=_COLOPHON),
                 Good("", elements=_COLOPHON, document={"lines": (
                     Line("paragraph", "000000", 0.35, 156.0, block=0, edge="above"),
                     Line("paragraph", "000000", 0.35, 156.0, block=2, edge="below"))})])
def lines_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """版记首条分隔线在第一个要素之上，末条在最后一个要素之下，与版心等宽。

    线可以是段落边框、表格边框或画的直线；只有图片的不报。至少两条。依据：GB/T 9704-2012 7.4.1。
    """
    if not structure.get("印发日期"):
        return
    lines = [*colophon_lines(structure), *colophon_lines(structure, red=True)]
    if not lines:
        yield Problem(None, "版记没有分隔线。首条和末条用粗线，中间用细线，与版心等宽（156 毫米）。", element="版记分隔线")
    elif len(lines) == 1 and not any(p.block is not None for p in document.pictures):
        yield Problem(None, "版记只有一条分隔线，首条和末条都应当有。", element="版记分隔线")


@check("HT4014", "版记末条分隔线位置", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.4.1",
       needs=("lines", "geometry", "placement"), layouts=("普通",),
       examples=[Bad("", elements=_COLOPHON, document={"lines": (
                     Line("path", "000000", 0.35, 156.0, block=0, y=180.0), Line("path", "000000", 0.35, 156.0, block=2, y=200.0))}),
                 Good("", elements=_COLOPHON, document={"lines": (
                     Line("path", "000000", 0.35, 156.0, block=0, y=248.0), Line("path", "000000", 0.35, 156.0, block=2, y=262.0))})])
def last_line_place(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """版记中最后一条分隔线与公文最后一面的版心下边缘重合（距纸上边 262 毫米）。

    只在版式文件上量，容差 3 毫米：线有粗细，表格边框的取整也在其中。下边距 3.1 至 3.3 厘米的通行做法，线低 5 毫米以内放行
    （strict_margins = true 时不放）；天头、行距本身不对的由 HT1017、HT1007 报。依据：GB/T 9704-2012 7.4.1。
    """
    if off_grid(structure):
        return
    heights = [line.y for line in colophon_lines(structure) if line.y is not None]
    lowest = 265.0 if options.strict_margins else 267.0
    if structure.get("印发日期") and len(heights) >= 2 and not 259.0 <= max(heights) <= lowest:
        yield Problem(None, f"版记末条分隔线距纸上边 {max(heights):.0f} 毫米，应当与版心下边缘重合（262 毫米）。版记应当排在页底。",
                      element="版记分隔线")


@check("HT4009", "版记分隔线长度", severity="warning", basis="GB/T 9704-2012 7.4.1", needs=("lines",), layouts=("普通",), folds=True,
       examples=[Bad("", elements=_COLOPHON, document={"lines": (
                     Line("paragraph", "000000", 0.35, 120.0, block=0, edge="above"),
                     Line("paragraph", "000000", 0.35, 156.0, block=2, edge="below"))}),
                 Good("", elements=_COLOPHON, document={"lines": (
                     Line("paragraph", "000000", 0.35, 156.0, block=0, edge="above"),)})])
def lines_length(document: Document, structure: Structure) -> Iterator[Problem]:
    """版记中的分隔线与版心等宽（156 毫米）。

    容差 5 毫米：Word 的段落边框、表格外框会各出约 2 毫米。依据：GB/T 9704-2012 7.4.1。
    """
    want = area_width(document.sections[-1] if document.sections else None)
    for line in colophon_lines(structure):
        length = line_length(line)
        if length is not None and abs(length - want) > 5 and abs(length - 156.0) > 5:
            yield Problem(None, f"版记分隔线长 {length:.0f} 毫米，应当与版心等宽（{want:.0f} 毫米）。", element="版记分隔线",
                          folding="length")


@check("HT4010", "版记分隔线粗细", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.4.1", needs=("lines",), layouts=("普通",),
       examples=[Bad("", elements=_COLOPHON, document={"lines": (
                     Line("paragraph", "000000", 0.25, 156.0, block=0, edge="above"),
                     Line("paragraph", "000000", 0.53, 156.0, block=0, edge="below"),
                     Line("paragraph", "000000", 0.25, 156.0, block=2, edge="below"))}),
                 Bad("", elements=_COLOPHON, document={"lines": (
                     Line("paragraph", "000000", 0.35, 156.0, block=0, edge="above"),
                     Line("paragraph", "000000", 0.35, 156.0, block=0, edge="below"),
                     Line("paragraph", "000000", 0.35, 156.0, block=2, edge="below"))}),
                 Bad("", elements=_COLOPHON, document={"lines": (
                     Line("paragraph", "000000", 0.1, 156.0, block=0, edge="above"),
                     Line("paragraph", "000000", 0.1, 156.0, block=2, edge="below"))}),
                 Good("", elements=_COLOPHON)])
def lines_weight(document: Document, structure: Structure) -> Iterator[Problem]:
    """版记首条和末条分隔线用粗线（推荐 0.35 毫米），中间的用细线（推荐 0.25 毫米）。

    粗细是推荐值，首末线不到 0.2 毫米或超过 0.8 毫米的只作提示；中间线与首末线一样粗（相差不到 0.03 毫米）、比首末线还粗的报警告。
    依据：GB/T 9704-2012 7.4.1。
    """
    widths = [x.width_mm for x in colophon_lines(structure) if x.width_mm is not None]
    if len(widths) >= 3 and max(widths[1:-1]) > max(widths[0], widths[-1]) - SAME_MM:
        yield Problem(None, "版记首条和末条分隔线用粗线（0.35 毫米），中间的用细线（0.25 毫米），现在分不出粗细。", element="版记分隔线")
        return
    off = [width for width in (widths[0], widths[-1]) if not 0.2 <= width <= 0.8] if len(widths) >= 2 else []
    if off:
        yield Problem(None, f"版记首条、末条分隔线粗 {off[0]:.2f} 毫米，推荐 0.35 毫米（1 磅）。", element="版记分隔线",
                      severity="info")


@check("HT4011", "主题词已取消", severity="error", basis="GB/T 9704-2012 前言 e)", standards=("2012",),
       examples=[Bad("⟦主题词：防汛　工作　通知⟧", elements={"印发日期": "2026年5月8日印发"}),
                 Good("抄送：市委办公室。"),
                 Good("", elements={"附件": "附件", "主题词": "主题词：防汛　工作　通知", "正文": "附件的正文。\n" * 9})])
def subject_words(document: Document, structure: Structure) -> Iterator[Problem]:
    """2012 年版取消了主题词要素。

    2012 年以前的公文不检查，附件里转发的旧公文也不检查。依据：GB/T 9704-2012 前言、《党政机关公文处理工作条例》第九条。
    """
    rows = [b for b in document.main_blocks if not b.blank]
    attached = structure.get("附件") or structure.get("附件标题")
    for place, block in enumerate(rows):
        if attached is not None and block.index > attached.block.index and place < len(rows) - 8:
            continue
        if match := re.match(r"[\s　]*(主[\s　]*题[\s　]*词[\s　]*[：:].*)", block.text):
            yield Problem(Span(block.index, match.start(1), len(block.text.rstrip())), "主题词已经取消，应当删去这一行。")


@check("HT4012", "印发日期早于成文日期", on="印发日期", severity="error", basis="GB/T 9704-2012 7.3.5.4、7.4.3", group="一致性",
       examples=[Bad("⟦2026年5月6日印发⟧", elements={"成文日期": "2026年5月8日"}),
                 Good("2026年5月8日印发", elements={"成文日期": "2026年5月8日"})])
def printed_early(date: Element, structure: Structure) -> Iterator[Problem]:
    """印发日期不早于成文日期。

    印发日期是送印的日子，公文签发之后才能付印。依据：GB/T 9704-2012 7.4.3（推导）。
    """
    issued = structure.get("成文日期")
    when, signed = date_of(date.text), date_in(structure)
    if when and signed and when < signed and issued:
        yield Problem(date, f"印发日期早于成文日期（{issued.text.strip()}），请核对。", related=issued.spans[:1])


@check("HT4013", "版记不在最后一面", severity="error", basis="GB/T 9704-2012 7.4.1", needs=("geometry",), layouts=("普通", "信函"),
       examples=[Bad("", elements={"印发日期": "2026年5月8日印发", "正文": "附表"}, document={"page_count": 3}),
                 Good("", elements={"印发日期": "2026年5月8日印发"}, document={"page_count": 1})])
def last_page(document: Document, structure: Structure) -> Iterator[Problem]:
    """版记应当在公文最后一面。

    附件排到了版记之后的由 HT3047 报。依据：GB/T 9704-2012 7.3.7、7.4.1。
    """
    date, label = structure.get("印发日期"), structure.get("附件")
    if date is not None and label is not None and label.block.index > date.block.index:
        return
    if date is not None and date.block.page is not None and document.page_count and date.block.page < document.page_count:
        yield Problem(date, f"版记在第 {date.block.page} 页，应当在最后一面（共 {document.page_count} 页）。", element="印发日期")
