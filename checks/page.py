"""版面：用纸、页边、版心、行距和每行字数（GB/T 9704-2012 5.1、5.2）。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.layout import CHAR_MM, LEFT_MM, RIGHT_MM, measured, portrait, printed_area
from ..pipeline.model import Anchor, Block, Document, VisualLine
from ..pipeline.review import Severity

A4_MM = (210.0, 297.0)
PAPER_TOLERANCE_MM = 1.0
MEASURED_TOLERANCE_MM = 1.5
"""5.2.1 allows 1 mm; half a millimetre more for what is measured on glyphs instead of read from the file."""
_SIZE = {"width_mm": 210.0, "height_mm": 297.0}
_DOC = {"标题": "某市人民政府关于做好防汛工作的通知"}
_FIX = "在“布局—页边距—自定义页边距”中把“{side}”设为 {cm} 厘米。"


@check("HT1001", "纸张不是 A4", severity="error", basis="GB/T 9704-2012 5.1", folds=True,
       examples=[Bad("正文。", elements=_DOC, section={"width_mm": 215.9, "height_mm": 279.4}),
                 Good("正文。", elements=_DOC, section={**_SIZE}),
                 Good("横表。", elements=_DOC, section={"width_mm": 297.0, "height_mm": 210.0})])
def paper(document: Document) -> Iterator[Problem]:
    """公文用纸采用 A4 型，成品幅面 210 毫米×297 毫米。

    纸型不对，打印时会缩放或错页，页边、版心都随之失准。容差 1 毫米（Word 和 PDF 的取整）。横排表格的页面可以横向。
    依据：GB/T 9704-2012 5.1。
    """
    sizes: list[tuple[float | None, float | None, int | None]]
    sizes = [(s.width_mm, s.height_mm, None) for s in document.sections]
    if not any(width for width, _, _ in sizes):
        sizes = [(p.width_mm, p.height_mm, p.number) for p in document.pages]
    for width, height, page in sizes:
        if width is None or height is None:
            continue
        short, long = sorted((width, height))
        if abs(short - A4_MM[0]) > PAPER_TOLERANCE_MM or abs(long - A4_MM[1]) > PAPER_TOLERANCE_MM:
            yield Problem(None, f"纸张现为 {width:.0f}×{height:.0f} 毫米，应为 A4（210×297 毫米）。"
                                "在“布局—纸张大小”中选 A4。", page=page)


def _off(value: float, accepted: Sequence[float], tolerance: float) -> bool:
    return all(abs(value - one) > tolerance + 0.05 for one in accepted)


def _usual_top(top: float | None, options: Options) -> bool:
    """Whether offices fit 22 lines with that top margin too: 34 to 35.5 mm to Word's line box are 37 to the glyphs."""
    return top is not None and 33.5 <= top <= 36.0 and not options.strict_margins


def _margin(value: float, accepted: Sequence[float], what: str, side: str) -> Problem:
    wanted = "或 ".join(f"{one:g} 毫米" for one in accepted)
    return Problem(None, f"{what}现为 {value:.1f} 毫米，应为 {wanted}（±1 毫米）。"
                         + _FIX.format(side=side, cm=f"{accepted[0] / 10:g}"))


@check("HT1002", "天头不合规定", severity="error", basis="GB/T 9704-2012 5.2.1", needs=("margins",), folds=True,
       layouts=("普通", "命令", "纪要"),
       examples=[Bad("正文。", elements=_DOC, section={"top_mm": 25.4}),
                 Good("正文。", elements=_DOC, section={"top_mm": 37.0}),
                 Bad("正文。", elements=_DOC, section={"top_mm": 35.0}, options={"strict_margins": True}),
                 Good("正文。", elements=_DOC, section={"top_mm": 34.6}, options={"top_margin_mm": (34.6, 37.0)})])
def top_margin(document: Document, options: Options) -> Iterator[Problem]:
    """公文用纸天头（上白边）为 37 毫米±1 毫米。

    天头决定发文机关标志、标题的位置和每面 22 行能否排下。各地有上 3.4、3.5 厘米配 29 磅行距的做法，版心同样排满 22 行，
    只作提示；要按条文从严的，在配置里写 strict_margins = true。信函格式首页标志距上页边 30 毫米，不查此项；横排表格页另计。
    依据：GB/T 9704-2012 5.2.1。
    """
    for section in document.sections:
        if section.top_mm is None or not portrait(section):
            continue
        if _off(section.top_mm, options.top_margin_mm, options.margin_tolerance_mm):
            problem = _margin(section.top_mm, options.top_margin_mm, "天头（上页边距）", "上")
            yield Problem(None, problem.message, severity="info" if _usual_top(section.top_mm, options) else None)


def _turned(odd: float, even: float) -> dict[str, object]:
    """Twelve full lines, four on page 1 at ``odd`` and eight on page 2 at ``even`` mm from the left."""
    pages = [(1, odd)] * 4 + [(2, even)] * 8
    return {"anchor": Anchor(lines=tuple(
        VisualLine(28 * i, 28 * i + 28, page, 50.0 + 10 * i, 55.6 + 10 * i,
                   tuple((x + 156 / 28 * n, x + 156 / 28 * (n + 1)) for n in range(28)))
        for i, (page, x) in enumerate(pages)))}


@check("HT1003", "订口不合规定", severity="error", basis="GB/T 9704-2012 5.2.1", needs=("margins",), folds=True,
       examples=[Bad("正文。", elements=_DOC, section={"left_mm": 31.8}),
                 Good("正文。", elements=_DOC, section={"left_mm": 28.0}),
                 Bad("文" * 336, elements=_DOC, block=_turned(26.0, 26.0)),
                 Good("文" * 336, elements=_DOC, block=_turned(28.0, 26.0)),
                 Good("正文。", elements=_DOC, section={"left_mm": 23.0, "gutter_mm": 5.0})])
def binding_margin(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """公文用纸订口（左白边）为 28 毫米±1 毫米。

    左侧装订占用订口，过窄会压字，过宽则版心不足 156 毫米。PDF 按正文各行的左缘量取，多给 0.5 毫米的测量误差。
    双面印刷设了对称页边距的，偶数页左右相反，也算对。横排表格页另计。依据：GB/T 9704-2012 5.2.1。
    """
    area = printed_area(structure)
    if area is not None and not any(s.left_mm for s in document.sections):
        if _off(area.left, options.left_margin_mm, MEASURED_TOLERANCE_MM) and not _mirrored(structure, options):
            yield _margin(area.left, options.left_margin_mm, "订口（正文左缘到纸边）", "左")
        return
    for section in document.sections:
        if section.left_mm is None or not portrait(section):
            continue
        both = section.left_mm + (section.gutter_mm or 0.0)
        if _off(section.left_mm, options.left_margin_mm, options.margin_tolerance_mm) and _off(
                both, options.left_margin_mm, options.margin_tolerance_mm):
            yield _margin(section.left_mm, options.left_margin_mm, "订口（左页边距）", "左")


def _mirrored(structure: Structure, options: Options) -> bool:
    """Whether even pages have the margins of odd pages the other way round, as for printing on both sides."""
    lines = [line for block in structure.body_blocks() for line in block.anchor.lines[1:]]
    odd, even = ([line.x0 for line in lines if line.page % 2 == side] for side in (1, 0))
    return (len(odd) > 2 and len(even) > 2 and not _off(median(odd), options.left_margin_mm, MEASURED_TOLERANCE_MM)
            and not _off(median(even), options.right_margin_mm, MEASURED_TOLERANCE_MM))


@check("HT1004", "版心宽度不合规定", severity="error", basis="GB/T 9704-2012 5.2.1", needs=("margins",), folds=True,
       examples=[Bad("正文。", elements=_DOC, section={"right_mm": 31.8, "left_mm": 28.0, **_SIZE}),
                 Good("正文。", elements=_DOC, section={"right_mm": 26.0, "left_mm": 28.0, **_SIZE})])
def right_margin(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """版心宽 156 毫米，右白边（切口）为 26 毫米。

    版心宽了窄了，每行就排不成 28 个字。右白边由 210－28－156 推得，容差 1 毫米；订口不对由 HT1003 报，这里只看右边。
    行尾标点可以悬出版心，PDF 量取时不计。依据：GB/T 9704-2012 5.2.1。
    """
    area = printed_area(structure)
    if area is not None and not any(s.right_mm for s in document.sections):
        width = max((p.width_mm for p in document.pages), default=A4_MM[0])
        free = width - area.right
        if all(abs(free - one) > MEASURED_TOLERANCE_MM + 2.5 for one in options.right_margin_mm):
            yield _margin(free, options.right_margin_mm, "右白边（正文右缘到纸边）", "右")
        return
    if area is None and any(measured(b) for b in structure.body_blocks()):
        return  # a page of a few lines: no line need reach the edge
    for section in document.sections:
        if section.right_mm is None or not portrait(section):
            continue
        if _off(section.right_mm, options.right_margin_mm, options.margin_tolerance_mm):
            problem = _margin(section.right_mm, options.right_margin_mm, "右白边（右页边距）", "右")
            yield Problem(None, problem.message + "这样版心宽 156 毫米。")


@check("HT1005", "版心高度不合规定", severity="error", basis="GB/T 9704-2012 5.2.1", needs=("margins",), folds=True,
       layouts=("普通", "命令", "纪要"),
       examples=[Bad("正文。", elements=_DOC, section={"bottom_mm": 25.4}),
                 Good("正文。", elements=_DOC, section={"bottom_mm": 35.0}),
                 Good("正文。", elements=_DOC, section={"top_mm": 34.0, "bottom_mm": 38.0, **_SIZE})])
def bottom_margin(document: Document, options: Options) -> Iterator[Problem]:
    """版心高 225 毫米（不含页码），下白边为 35 毫米。

    版心高度决定每面 22 行和版记末条线的位置。下白边由 297－37－225 推得，容差 1 毫米；上下边距之和仍得版心 225 毫米的，
    天头由 HT1002 报，这里放行。信函格式首页有第二条双线，不查此项。依据：GB/T 9704-2012 5.2.1。
    """
    for section in document.sections:
        bottom, top, height = section.bottom_mm, section.top_mm, section.height_mm
        if bottom is None or not portrait(section):
            continue
        full = height is not None and top is not None and abs(height - top - bottom - 225.0) <= 1.05
        if not full and _off(bottom, options.bottom_margin_mm, options.margin_tolerance_mm):
            problem = _margin(bottom, options.bottom_margin_mm, "下白边（下页边距）", "下")
            usual = abs(bottom - 35.0) <= 4.5 and _usual_top(top, options)
            yield Problem(None, problem.message + "这样版心高 225 毫米。", severity="info" if usual else None)


@check("HT1006", "装订线或页眉有内容", severity="warning", basis="GB/T 9704-2012 5.2.1、7.1", folds=True,
       examples=[Bad("某市人民政府文件", elements=_DOC, block={"part": "header"}),
                 Good("第一段。", elements=_DOC, section={"gutter_mm": 0.0}),
                 Bad("第一段。", elements=_DOC, section={"gutter_mm": 5.0, "left_mm": 28.0})])
def gutter_and_header(document: Document) -> Iterator[Problem]:
    """公文不设装订线宽度，页眉不放文字。

    订口已含装订位置，再设装订线会把版心挤窄；标准没有“页眉”这一要素，页眉里的文件名、单位名多是模板残留。
    页眉里只有页码的不报（由页码各条检查）。依据：GB/T 9704-2012 5.2.1、7.1（推导）。
    """
    for section in document.sections:
        if (section.gutter_mm or 0.0) > 0.5 and (section.left_mm is None or section.left_mm > 25):
            yield Problem(None, f"设有 {section.gutter_mm:.1f} 毫米装订线，版心因此变窄，应设为 0。"
                                "在“布局—页边距—自定义页边距”中把“装订线”设为 0。")
    for block in document.blocks:
        if block.part == "header" and block.kind == "text" and not block.blank and not block.page_field:
            yield Problem(block, "页眉中有文字，公文没有页眉这一要素，应删去。", folding="页眉")


@check("HT1007", "正文行距不合规定", severity="warning", basis="GB/T 9704-2012 5.2.3", needs=("size",), folds=True,
       examples=[Bad("⟦第一段正文。⟧", elements=_DOC, paragraph={"line_rule": "auto", "line_multiple": 1.5}),
                 Bad("⟦第一段正文。⟧", elements=_DOC, paragraph={"line_rule": "exact", "line_pt": 24.0}),
                 Good("第一段正文。", elements=_DOC, paragraph={"line_rule": "exact", "line_pt": 28.95}),
                 Good("第一段正文。", elements=_DOC,
                      paragraph={"line_rule": "auto", "line_multiple": 1.0, "snap_to_grid": True},
                      section={"grid": "lines", "line_pitch_pt": 28.95})])
def line_pitch(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """正文一般每面排 22 行，行距为固定值 28 至 30 磅（或按网格 28.95 磅）。

    22 行由 225 毫米的版心推得每行 28.95 磅；28、28.8、29、29.5、30 磅都是通行做法。1.5 倍、2 倍行距随字号变化，
    排不成 22 行。为容下印章而调行距的（7.3.5.5），可以忽略。PDF 逐段量相邻两行的距离，只有零星几行的、不是 A4 而可能缩印的不报。
    依据：GB/T 9704-2012 5.2.3、3.2。
    """
    low, high = options.line_pitch_pt
    blocks = [b for b in structure.body_blocks() if b.part == "body"]
    if any(measured(b) for b in blocks):
        if "geometry" in document.unknown:
            return
        spread = 1.0 if structure.kind.layout == "信函" else 0.0  # the text is spread down to the second double line (10.1)
        yield from _measured_pitch(blocks, low - 0.5, high + 0.5 + spread)
        return
    for block in blocks:
        now = _pitch_fault(document, block, low, high)
        if now:
            yield Problem(block, f"正文行距现为{now}，应为固定值 28 至 30 磅（一般 28.95 磅，每面 22 行）。"
                                 "在“段落—行距”中选“固定值”。")


def _measured_pitch(blocks: Sequence[Block], low: float, high: float) -> Iterator[Problem]:
    """Paragraphs whose lines stand too close or too far; a few odd lines in a document are no habit."""
    wrong: list[tuple[Block, float]] = []
    off = total = 0
    for block in blocks:
        pairs = [(up, below) for up, below in pairwise(block.anchor.lines) if up.page == below.page]
        pitches = [(below.y1 - up.y1) * 72 / 25.4 for up, below in pairs]
        total += len(pitches)
        if pitches and not low <= median(pitches) <= high:
            wrong.append((block, median(pitches)))
            off += len(pitches)
    if off >= 3 and off >= 0.1 * total:
        for block, pitch in wrong:
            yield Problem(block, f"正文行距实测约 {pitch:.1f} 磅，应在 28 至 30 磅之间（每面 22 行）。", folding=f"{pitch:.0f}")


def _pitch_fault(document: Document, block: Block, low: float, high: float) -> str:
    form = block.paragraph
    if form.line_rule in ("exact", "atLeast"):
        if form.line_pt is None or low - 0.05 <= form.line_pt <= high + 0.05:
            return ""
        if form.line_rule == "atLeast" and form.line_pt < low:
            return ""  # how high the line becomes is for the layout engine
        return f"{'固定值' if form.line_rule == 'exact' else '最小值'} {form.line_pt:g} 磅"
    if form.line_multiple is None:
        return ""
    section = document.section_of(block)
    if section is not None and section.grid not in (None, "none") and form.snap_to_grid is not False:
        pitch = section.line_pitch_pt
        if pitch is None or low - 0.05 <= pitch * form.line_multiple <= high + 0.05:
            return ""
    return "单倍行距" if abs(form.line_multiple - 1) < 0.01 else f" {form.line_multiple:g} 倍行距"


@check("HT1008", "每行字数不合规定", severity="warning", basis="GB/T 9704-2012 5.2.3", needs=("size",),
       examples=[Bad("第一段正文。", elements=_DOC, run={"size_pt": 16.0},
                     section={"grid": "none", "width_mm": 210.0, "left_mm": 28.0, "right_mm": 26.0}),
                 Good("第一段正文。", elements=_DOC, run={"size_pt": 16.0},
                      section={"grid": "linesAndChars", "char_pitch_pt": 15.79, "width_mm": 210.0, "left_mm": 28.0,
                               "right_mm": 26.0})])
def line_chars(document: Document, structure: Structure) -> Iterator[Problem]:
    """正文一般每行排 28 个字。

    Word 的三号字是 16 磅，不设字符网格时 156 毫米只排得下 27 个字，只作提示；
    版式文件数不含数字、字母的整行（数字两边另留空隙），26.9 至 29.1 字放行（27 至 29 字，加 0.1 字测量误差），
    再差半字以内的只作提示。字号、页边不对的由各自的检查报，这里不重复。依据：GB/T 9704-2012 5.2.3。
    """
    blocks = [b for b in structure.body_blocks() if b.part == "body"]
    sized = [(s, len(b.text)) for b in blocks if (s := b.size_pt) is not None]
    if sum(n for s, n in sized if 15.5 <= s <= 16.5) <= 0.8 * sum(n for _, n in sized):
        return
    area = printed_area(structure)
    if area is not None:
        count = area.chars
        if count is not None and abs(area.right - area.left - (RIGHT_MM - LEFT_MM)) < 4 and not 26.9 <= count <= 29.1:
            severity: Severity | None = "info" if 26.4 <= count <= 29.6 else None
            yield Problem(blocks[0], f"正文整行现为 {count:.0f} 字左右，应为 28 字。"
                                     "在“布局—页面设置—文档网格”中指定每行 28 字。", severity=severity)
        return
    section = document.section_of(blocks[0])
    if section is not None and section.grid in ("none", "lines") and not measured(blocks[0]):
        width = (section.width_mm or 0) - (section.left_mm or 0) - (section.right_mm or 0)
        if abs(width - 28 * CHAR_MM) < 1.5:
            yield Problem(None, "没有设字符网格，三号字每行只排得下 27 字，应为 28 字。"
                                "在“布局—页面设置—文档网格”中选“指定行和字符网格”，每行 28、每页 22。", severity="info")


@check("HT1012", "正文设了段前段后间距", severity="warning", basis="GB/T 9704-2012 5.2.3", needs=("spacing",),
       folds=True,
       examples=[Bad("⟦第一段正文。⟧", elements={**_DOC, "主送机关": "各县（区）人民政府："}, paragraph={"space_after_pt": 10.0}),
                 Good("第一段正文。", elements=_DOC, paragraph={"space_after_pt": 0.0})])
def paragraph_spacing(document: Document, structure: Structure) -> Iterator[Problem]:
    """正文各段之间不另加间距，段前、段后都是 0。

    段间距会打乱每面 22 行的行格，两面透印时行对不齐。Word 模板常带“段后 8 磅”。只看正文段落；标题、署名前按规定空的行
    不在此列，首段的段前由 HT3013 管。容差 0.5 磅。依据：GB/T 9704-2012 5.2.3（推导）。
    """
    body = structure.get("正文")
    first = body.block.index if body else -1
    for block in structure.body_blocks():
        form = block.paragraph
        if block.part != "body" or measured(block):
            continue
        spaces = (("段前", form.space_before_pt), ("段后", form.space_after_pt))
        skip = block.index == first and "段前"
        parts = [f"{name} {value:g} 磅" for name, value in spaces if value is not None and value > 0.5 and name != skip]
        if parts:
            yield Problem(block, f"正文段落设了{'、'.join(parts)}的间距，应为 0。在“段落—间距”中改为 0。")


@check("HT1013", "版式文件没有嵌入字体", severity="warning", basis="惯例（版式文件应内嵌字体）", needs=("embedding",),
       examples=[Bad("正文。", elements=_DOC, document={"unembedded_fonts": ("FangSong_GB2312",)}), Good("正文。")])
def embedded_fonts(document: Document) -> Iterator[Problem]:
    """版式文件应当嵌入所用字体。

    没有嵌入的字体在别的机器上会被替换，字形、行数和位置都会变。导出时选“嵌入字体”（PDF 也可以选 PDF/A）。
    只在本机流转的文件可以忽略。依据：惯例。
    """
    if document.unembedded_fonts:
        names = "、".join(document.unembedded_fonts[:4]) + ("等" if len(document.unembedded_fonts) > 4 else "")
        yield Problem(None, f"字体{names}没有嵌入文件，换一台机器会被替换、版面会变。导出时选“嵌入字体”。")

