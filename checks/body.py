"""正文：字体字号、缩进、层次标题（GB/T 9704-2012 7.3.3）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..corpora.fonts import role_of
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Heading, Structure
from ..pipeline.layout import left_chars, measured, text_width
from ..pipeline.lettering import FANGSONG_3, HEI_3, KAI_3, Misset, Want, has_han, misset, wanted
from ..pipeline.model import Anchor, Block, Document, Span, VisualLine
from ..pipeline.review import Fix

_BODY = "为切实做好今年的防汛工作，保障人民群众生命财产安全，现就有关事项通知如下。"
_TITLE = {"标题": "云岭市人民政府关于做好防汛工作的通知"}
_LEVEL_NAME = {1: "第一层（“一、”）", 2: "第二层（“（一）”）", 3: "第三层（“1.”）", 4: "第四层（“（1）”）"}
_HAN = "〇一二三四五六七八九"


def _at(page: int) -> Anchor:
    return Anchor(lines=(VisualLine(0, 6, page, 100.0, 105.6, ((39.0, 44.6),) * 6),))


RUN_IN_HEADING = 22
"""A first sentence before running text is a heading of its own only when short; 复函 and 批复 number whole statements."""
SHORT_HEADING = 40
"""A numbered paragraph whose first sentence is longer is running text with an ordinal, not a heading."""


def _plain_spans(structure: Structure) -> list[Span]:
    """Running text of 正文: paragraphs without the words of their headings."""
    heads = {h.block: h for h in structure.headings}
    spans: list[Span] = []
    for block in body_paragraphs(structure):
        if block.paragraph.alignment in ("center", "right"):
            continue  # the title of a table or picture, 单位：万元
        head = heads.get(block.index)
        start = block.stripped.start
        if head is not None and head.level <= 2 and (_is_title(structure, head) or _stands_out(block)):
            start = head.end
            if start >= block.stripped.end:
                continue
        spans.append(Span(block.index, start, block.stripped.end))
    return spans


def _stands_out(block: Block) -> bool:
    """Whether a numbered statement is set like a heading, as many offices do."""
    return any(role_of(run.font) in ("黑体", "楷体", "小标宋", "近似小标宋") for run in block.runs)


def body_paragraphs(structure: Structure) -> list[Block]:
    """Paragraphs of 正文 that are set as running text: no cells of tables, no lines of a signature."""
    return [b for b in structure.body_blocks() if b.part in ("body", "cell") and (b.cell is None or b.cell.columns == 1)]


@check("HT3020", "正文字体不是仿宋", severity="warning", basis="GB/T 9704-2012 7.3.3", needs=("font",), folds=True,
       examples=[Bad(f"⟦{_BODY}⟧", run={"font": "宋体", "size_pt": 16.0}, elements=_TITLE),
                 Good(_BODY, run={"font": "方正仿宋_GBK", "size_pt": 16.0}, elements=_TITLE),
                 Good("灾后恢复重建资金需求表", run={"font": "黑体", "size_pt": 14.0}, elements=_TITLE, paragraph={"alignment": "center"}),
                 Good(_BODY, run={"font": "宋体", "size_pt": 16.0}, elements=_TITLE, options={"body_fonts": ("仿宋", "宋体")})])
def body_face(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """公文正文一般用 3 号仿宋体字。

    仿宋_GB2312、方正仿宋、CESI 仿宋等同类字体都放行；只看汉字，数字和西文国标没有规定。一、二级标题另有规定。附件不在此列。
    没有序号的小标题、段首“坚持全面覆盖。”一类用黑体、楷体领起的短句是通行做法，不报。
    依据：GB/T 9704-2012 7.3.3。
    """
    for piece in misset(document, _plain_spans(structure), body_want(options)):
        if piece.font is None or piece.span.end - piece.span.start < 4 or is_lead(document, piece):
            continue
        size = "、字号设为“三号”" if piece.size_pt else ""
        message = f"正文现为{piece.now}，应为{wanted(piece, FANGSONG_3)}。选中后把字体设为“仿宋_GB2312”{size}。"
        yield Problem(piece.span, message, folding=piece.now, element="正文")


def body_want(options: Options) -> Want:
    """仿宋三号, and what else the office's profile accepts for 正文."""
    return replace(FANGSONG_3, roles=options.body_fonts)


def is_lead(document: Document, piece: Misset) -> bool:
    """Whether a short phrase in 黑体 or 楷体 leads a paragraph, or stands alone as a heading without an ordinal."""
    block = document.blocks[piece.span.block]
    words = document.text(piece.span)
    if role_of(piece.font) not in ("黑体", "楷体") or piece.size_pt or has_han(block.text[:piece.span.start]):
        return False
    alone = piece.span.end >= block.stripped.end
    return len(words) <= (20 if alone else 40) and (not alone or words[-1] not in "。；，")


@check("HT3021", "正文字号不是三号", severity="warning", basis="GB/T 9704-2012 7.3.3", needs=("size",), folds=True,
       examples=[Bad(f"⟦{_BODY}⟧", run={"font": "仿宋_GB2312", "size_pt": 14.0}, elements=_TITLE),
                 Good(_BODY, run={"font": "仿宋_GB2312", "size_pt": 15.75}, elements=_TITLE)])
def body_size(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """公文正文一般用 3 号字（16 磅）。

    号制三号是 15.75 磅，容差 0.5 磅。依据：GB/T 9704-2012 7.3.3。
    """
    for piece in misset(document, _plain_spans(structure), body_want(options)):
        if piece.size_pt is None or piece.font is not None or piece.span.end - piece.span.start < 4:
            continue
        yield Problem(piece.span, f"正文现为{piece.now}，应为三号。选中后把字号设为“三号”。", folding=str(piece.size_pt),
                      element="正文")


@check("HT3022", "段落未左空二字", severity="error", basis="GB/T 9704-2012 7.3.3", needs=("indent",), folds=True,
       examples=[Bad(f"⟦{_BODY}⟧", elements=_TITLE, paragraph={"first_line_chars": 0.0, "left_chars": 0.0,
                                                                          "alignment": "both"}),
                 Bad("⟦一、总体要求⟧", elements=_TITLE, paragraph={"alignment": "center"}),
                 Bad(f"⟦{_BODY}{_BODY}⟧", elements=_TITLE, paragraph={"alignment": "center"}),
                 Good("表1　各县（区）防汛物资储备情况", elements=_TITLE, paragraph={"alignment": "center"}),
                 Good("　　组　长：黄志强　局党组书记\n　　　　　　卢　斌　局党组成员", elements=_TITLE,
                      paragraph={"first_line_chars": 0.0, "left_chars": 0.0}),
                 Good(_BODY, elements=_TITLE, paragraph={"first_line_chars": 2.0, "left_chars": 0.0})])
def paragraph_indent(document: Document, structure: Structure) -> Iterator[Problem]:
    """每个自然段左空二字，回行顶格。

    用首行缩进 2 字符，或者行首两个全角空格都算。容差半字：从五号字样式带来的 0.74 厘米首行缩进只有 1.3 字，要报。
    居中、右对齐的短行（名单、落款、图表题）不看；居中的层次标题（一、）要报，整段居中、右对齐的也要报：Word 里排得下两行（30 字
    以上）又以句号收尾的才算整段，版式文件里是居中、右对齐而以句号收尾的行（图表下的注除外）。依据：GB/T 9704-2012 7.3.3。
    """
    first_level = {head.block for head in structure.headings if head.level == 1}
    for block in body_paragraphs(structure):
        form = block.paragraph
        if form.alignment == "center" and block.index in first_level and block.part == "body":
            yield Problem(block, "层次标题居中了，应当左空二字。在“段落”中改为两端对齐、首行缩进 2 字符。", folding="center", element="正文")
        elif form.alignment in ("center", "right") and block.part == "body" and (
                _sentence_aside(block) if measured(block) else is_running_text(block)):
            yield Problem(block, f"整段文字{'居中' if form.alignment == 'center' else '右对齐'}了，应当左空二字、回行顶格。"
                                 "在“段落”中改为两端对齐、首行缩进 2 字符。", folding=form.alignment, element="正文")
        if form.alignment in ("center", "right") or block.continues or form.framed or len(block.text.strip()) < 3:
            continue
        first = left_chars(document, block)
        if first is None:
            continue
        if _under_names(document, block):
            continue
        short = len(block.text.strip()) <= 15 and "。" not in block.text
        if measured(block) and ((short and first > 3) or (abs(first) < 0.5 and _carried_on(structure, block))):
            continue
        if abs(first - 2) > 0.55 and not (form.numbered and 1.2 <= first <= 4.5):
            yield Problem(block, f"段落左空 {max(first, 0):.1f} 字，应当左空二字。在“段落—特殊格式”中选“首行缩进 2 字符”，左缩进为 0。",
                          folding="first", element="正文")
        elif (form.left_chars or 0) > 0.6 and _wraps(block) and not form.numbered:
            yield Problem(block, f"段落回行左空 {form.left_chars:.1f} 字，应当顶格。把左缩进设为 0，只留首行缩进。", folding="left",
                          element="正文")


def _under_names(document: Document, block: Block) -> bool:
    """Whether it is a line of a list that stands under the first entry of 组长：张三 above (成　员：……)."""
    if len(block.text) > 60 or "。" in block.text or not block.text.startswith(("　", " ", "\t")):
        return False
    above = next((b for b in reversed(document.main_blocks) if b.index < block.index and not b.text.startswith(("　　　", "\t"))), None)
    return above is not None and bool(re.match(r"[\s　]*[^\s　：:][^：:。]{1,12}[：:][\s　]*\S", above.text)) and block.index - above.index < 40


def is_running_text(block: Block) -> bool:
    """Whether a paragraph is running text of two lines or more, not a caption or a line of a signature."""
    return text_width(block.text.strip()) > 30 and block.text.rstrip().endswith(("。", "："))


def _sentence_aside(block: Block) -> bool:
    """Whether a printed line that is centred or set at the right ends a sentence; notes below tables stand as they like."""
    return block.text.rstrip().endswith("。") and not re.match(r"[\s　（(]*(?:备?注|说明|(?:资料|数据)?来源)", block.text)


def _carried_on(structure: Structure, block: Block) -> bool:
    """Whether a printed paragraph only goes on with the one above it, cut by a page or a change of face."""
    above = next((b for b in reversed(structure.document.blocks[:block.index]) if b.part == "body" and b.kind == "text"
                  and not b.blank), None)
    return above is not None and structure.roles[above.index] == structure.roles[block.index] and above.text.rstrip()[-1] not in "。！？：；”）…"


def _wraps(block: Block) -> bool:
    return len(block.anchor.lines) > 1 if measured(block) else len(block.text.strip()) > 30


@check("HT3057", "段首用空格顶出缩进", severity="info", basis="惯例（版面整洁）", needs=("indent", "footers"), folds=True,
       examples=[Bad("⟦　　⟧为切实做好今年的防汛工作，现就有关事项通知如下。", elements=_TITLE, paragraph={"first_line_chars": 0.0}),
                 Good("为切实做好今年的防汛工作，现就有关事项通知如下。", elements=_TITLE, paragraph={"first_line_chars": 2.0})])
def typed_indent(document: Document, structure: Structure) -> Iterator[Problem]:
    """段落缩进用段落格式实现，不用空格、制表符顶出。

    用两个全角空格顶出的位置是对的，只是改字号、套样式时会错位，所以只作提示；空格再加首行缩进成了四字的由 HT3022 报。只看 Word 文件。
    依据：惯例。
    """
    for block in body_paragraphs(structure):
        lead = block.stripped.start
        if lead and not measured(block) and block.cell is None and block.paragraph.alignment not in ("center", "right"):
            yield Problem(Span(block.index, 0, lead), "段首用空格顶出缩进，应当删去空格，设首行缩进 2 字符。", element="正文", folding="spaces")


def _heading_face(structure: Structure, level: int, want: Want) -> Iterator[Problem]:
    document = structure.document
    for head in structure.headings:
        block = document.blocks[head.block]
        if head.level != level or structure.roles[head.block] != "正文" or not _is_title(structure, head):
            continue
        span = Span(block.index, head.label.start, head.end)
        wrong = [p for p in misset(document, [span], want) if p.span.end - p.span.start > 2]
        if wrong:
            piece = wrong[0]
            words = document.text(span)
            shown = words if len(words) <= 18 else words[:16] + "……"
            yield Problem(span, f"{_LEVEL_NAME[level]}标题“{shown}”现为{piece.now}，应为{wanted(piece, want)}。",
                          folding=piece.now, element="正文")


def _is_title(structure: Structure, head: Heading) -> bool:
    """Whether the numbered paragraph has a title: short words of their own, not a long sentence with an ordinal."""
    text = structure.document.blocks[head.block].text
    words = text[head.label.end:head.end].rstrip("。 　")
    if not words or len(words) > SHORT_HEADING:
        return False
    alone = head.end >= len(text.rstrip())
    if not alone and len(words) > RUN_IN_HEADING:
        return False
    if alone and text.rstrip().endswith(("。", "；", "：", ":")) and (len(words) > 20 or not _has_text_below(structure, head)):
        return False
    provision = "应当|必须|不得|可以|原则上|严禁" if alone and text.rstrip().endswith("。") else "应当|不得|原则上"
    if (not alone or text.rstrip().endswith("。")) and re.search(provision, words):
        return False  # 一、学生原则上应当在校内住宿。因病……
    return not re.search(r"[，；]", words) or (alone and not text.rstrip().endswith(("。", "；")))


_CLOSING = re.compile(r"特此|此复|专此|以上|[妥当]否")


def _has_text_below(structure: Structure, head: Heading) -> bool:
    """Whether running text or a lower level follows: a numbered sentence without any is a statement, no heading."""
    below = next((b for b in structure.body_blocks() if b.index > head.block), None)
    if below is None or _CLOSING.match(below.text.strip()):
        return False
    other = next((h for h in structure.headings if h.block == below.index), None)
    return other is None or other.level > head.level


@check("HT3023", "一级标题不是黑体", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.3", needs=("font",), folds=True,
       examples=[Bad("⟦一、总体要求⟧", run={"font": "仿宋_GB2312", "size_pt": 16.0}, elements=_TITLE),
                 Good("一、原则同意该办法。\n二、对其余条款无不同意见。", run={"font": "仿宋_GB2312", "size_pt": 16.0}, elements=_TITLE),
                 Good("一、总体要求", run={"font": "黑体", "size_pt": 16.0}, elements=_TITLE)])
def level_one(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """结构层次第一层一般用 3 号黑体字。

    标题与正文接排时只看第一句。“一、同意……，并……。”这类整句不是标题，不看。依据：GB/T 9704-2012 7.3.3。
    """
    yield from _heading_face(structure, 1, replace(HEI_3, roles=options.level1_fonts))


@check("HT3024", "二级标题不是楷体", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.3", needs=("font",), folds=True,
       examples=[Bad("⟦（一）加强领导⟧", run={"font": "黑体", "size_pt": 16.0}, elements=_TITLE),
                 Good("（一）加强领导", run={"font": "楷体_GB2312", "size_pt": 16.0}, elements=_TITLE)])
def level_two(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """结构层次第二层一般用 3 号楷体字。

    加粗与否条文没有规定，不看。标题与正文接排时只看第一句；（一）后是并列分句（以分号收尾）的不是标题。依据：GB/T 9704-2012 7.3.3。
    """
    yield from _heading_face(structure, 2, replace(KAI_3, roles=options.level2_fonts))


@check("HT3025", "三、四级标题不是仿宋", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.3", needs=("font",), folds=True,
       examples=[Bad("⟦1.加强领导⟧", run={"font": "黑体", "size_pt": 16.0}, elements=_TITLE),
                 Good("1.加强领导", run={"font": "仿宋_GB2312", "size_pt": 16.0, "bold": True}, elements=_TITLE),
                 Good("1.加强领导", run={"font": "楷体_GB2312", "size_pt": 16.0}, elements=_TITLE)])
def level_three(document: Document, structure: Structure) -> Iterator[Problem]:
    """结构层次第三层、第四层一般用 3 号仿宋体字。

    只报用黑体、楷体、小标宋来突出的；加粗是通行做法，不报；误用宋体的与正文一起由 HT3020 报。全文没有“（一）”一层、
    “1.”实为第二层的，用楷体不报。依据：GB/T 9704-2012 7.3.3。
    """
    second = any(h.level == 2 and structure.roles[h.block] == "正文" for h in structure.headings)
    for head in structure.headings:
        if head.level < 3 or structure.roles[head.block] != "正文" or not _is_title(structure, head):
            continue
        span = Span(head.block, head.label.start, head.end)
        for piece in misset(document, [span], FANGSONG_3)[:1]:
            role = role_of(piece.font)
            if role in ("黑体", "小标宋", "近似小标宋") or (role == "楷体" and second):
                yield Problem(span, f"{_LEVEL_NAME[head.level]}标题现为{piece.now}，应为仿宋三号。", folding=piece.now, element="正文")


@check("HT3019", "首页没有正文", severity="error", basis="GB/T 9704-2012 7.3.3", needs=("geometry", "placement"), layouts=("普通", "信函"),
       examples=[Bad("⟦现通知如下。⟧", block={"anchor": _at(2)}, elements=_TITLE),
                 Good("现通知如下。", block={"anchor": _at(1)}, elements=_TITLE)])
def first_page_text(document: Document, structure: Structure) -> Iterator[Problem]:
    """公文首页必须显示正文。

    主送机关过多，首页排不下正文的，把主送机关移到版记。只在版式文件上看。依据：GB/T 9704-2012 7.3.3、7.3.2。
    """
    body, title = structure.get("正文"), structure.get("标题")
    if body is None or title is None:
        return
    lines = [line for block in structure.body_blocks() for line in block.anchor.lines]
    if lines and min(line.page for line in lines) > 1 and all(b.page in (None, 1) for b in title.blocks):
        yield Problem(body.block, "首页没有正文。公文首页必须显示正文，主送机关过多的移到版记。", element="正文", page=1)


@check("HT3027", "层次序数不连续", severity="warning", basis="GB/T 9704-2012 7.3.3",
       examples=[Bad("", elements={"正文": "一、总体要求\n正文。\n三、保障措施\n正文。"}),
                 Bad("", elements={"正文": "一、总体要求\n（一）甲\n（二）乙\n（二）丙"}),
                 Good("", elements={"正文": "一、总体要求\n（一）甲\n（二）乙\n二、任务\n（一）甲\n1.子\n2.丑"})])
def ordinals(document: Document, structure: Structure) -> Iterator[Problem]:
    """结构层次序数从一开始连续编号，不缺号、不重号。

    只看正文；换到上一层后重新从一数起。没有序号的小标题下又从（一）数起的不报，紧接着的两个（一）要报。越级（“一、”下直接用“1.”）条文允许，不报。全文连续编的（二）（“（十七）”接上一部分）放行。
    依据：GB/T 9704-2012 7.3.3（推导）。
    """
    last: dict[int, int] = {}
    reset: dict[int, bool] = {}
    jumped: set[int] = set()
    for head in structure.headings:
        if structure.roles[head.block] != "正文":
            continue
        level, number = head.level, head.number
        before = last.get(level, 0)
        fresh = reset.get(level, True)
        good = number == before + 1 or (fresh and number == 1) or (number == before and level in jumped)
        jumped.discard(level)
        if not good and number != 1:
            jumped.add(level)
            yield _jump(document, head, 1 if fresh and before == 0 else before + 1)
        elif not good and not fresh and (level == 1 or (level == 2 and before == 1)):
            yield _jump(document, head, before + 1)
        last[level] = number
        reset[level] = False
        for deeper in range(level + 1, 5):
            reset[deeper] = True


def _jump(document: Document, head: Heading, expected: int) -> Problem:
    label = document.text(head.label)
    right = str(expected) if re.search(r"\d", label) else _han(expected)
    corrected = re.sub(r"[\d一二三四五六七八九十百]+", right, label, count=1)
    return Problem(head.label, f"层次序数不连续：这里是“{label}”，按顺序应为“{corrected}”。请核对是缺号、重号还是漏了内容。",
                   (Fix(corrected, safe=False),), element="正文")


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


@check("HT3028", "层次标题末尾标点", severity="info", basis="惯例（GB/T 9704 未规定）",
       examples=[Bad("", elements={"正文": "一、总体要求：\n正文。"}),
                 Good("", elements={"正文": "一、总体要求\n正文。"})])
def heading_end(document: Document, structure: Structure) -> Iterator[Problem]:
    """独立成行的层次标题末尾不加冒号、逗号、分号。

    标准没有规定，只作提示。
    """
    for head in structure.headings:
        text = document.blocks[head.block].text.rstrip()
        if structure.roles[head.block] == "正文" and head.level <= 2 and len(text) <= 30 and text[-1] in "：，；:,;" \
                and head.end >= len(text) and head.block + 1 < len(document.blocks):
            below = next((h for h in structure.headings if h.block > head.block), None)
            if below is None or below.level <= head.level or below.block > head.block + 1:
                yield Problem(Span(head.block, len(text) - 1, len(text)), "独立成行的标题末尾一般不加标点。", (Fix(""),),
                              element="正文")


@check("HT3029", "正文中有空段或软回车", severity="info", basis="惯例（版面整洁）", needs=("blank_lines",), folds=True,
       examples=[Bad("", elements={"正文": f"{_BODY}\n\n{_BODY}"}), Good("", elements={"正文": f"{_BODY}\n{_BODY}"})])
def empty_paragraphs(document: Document, structure: Structure) -> Iterator[Problem]:
    """正文段落之间不插空段，不用软回车分段。

    规定的空行（标题下、附件说明前、署名前）不在正文之内。惯例，只作提示。
    """
    body = structure.body_blocks()
    for upper, lower in pairwise(body):
        between = document.blocks[upper.index + 1:lower.index]
        if between and all(b.blank and b.part == "body" for b in between) and not measured(upper):
            yield Problem(lower, "这一段前面有空段，正文段落之间不空行。", folding="blank", element="正文")
        elif lower.continues:
            yield Problem(lower, "这里用了软回车（Shift+Enter）换行，应当用回车分段。", folding="soft", element="正文")


@check("HT3048", "此页无正文", severity="warning", basis="惯例（GB/T 9704-1999 8.2.6.3 曾明令禁止）",
       examples=[Bad("⟦此页无正文⟧", elements=_TITLE), Good("正文到此结束。")])
def no_text_page(document: Document) -> Iterator[Problem]:
    """不用“此页无正文”，署名、成文日期和印章应当与正文同处一面。

    2012 年版只说可以用调整行距、字距的措施解决；1999 年版明令禁止。
    """
    for block in document.main_blocks:
        if match := re.search("此页无正文", block.text):
            yield Problem(Span(block.index, *match.span()), "不用“（此页无正文）”。可以调整行距、字距，使署名、日期与正文同处一面。")

