"""附件的顺序号和附件页首的排布（GB/T 9704-2012 7.3.4、7.3.7、图10）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..pipeline.attachments import LABEL
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import blank_lines_problem, measured, page_texts, upright_a4
from ..pipeline.lettering import FANGSONG_3, misset, wanted
from ..pipeline.model import Anchor, Block, Document, Page, VisualLine
from ..pipeline.patterns import han_number
from ..pipeline.review import Fix
from .attachments import names
from .body import body_want, is_lead, is_running_text

_NUMBER = re.compile(r"附[\s　]*件?[\s　]*[（(]?[\s　]*(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})?")
_REMARK = re.compile(r"[\s　]*(?:注|备注|说明|资料来源)[\s　]*[：:\d]")
_PLAN = "各县（区）人民政府要在汛前完成水库、堤防、涵闸的安全检查，建立问题台账，逐项落实整改责任。"
_NOTICE = "云岭市人民政府关于做好防汛工作的通知\n现就有关事项通知如下。\n附件：工作方案\n云岭市人民政府\n2026年5月8日\n附件\n工作方案\n"
_TWO = "附件：1.任务清单\n2.流程图"
_LOW_MM = 9.0
"""How far below the type area's top the label's glyph box may start: the first line, however the pitch is shared out."""


def _at(y: float) -> Anchor:
    return Anchor(lines=(VisualLine(0, 3, 2, y, y + 5.6, ((28.0, 33.6), (33.6, 39.2), (39.2, 42.0))),))


def _number(label: Element) -> int | None:
    """The label's number; None without one, 0 for one that cannot be read."""
    found = _NUMBER.search(label.text)
    word = found["n"] if found else None
    if not word:
        return None
    return int(word) if word.isdigit() else han_number(word) or 0


@check("HT3060", "附件顺序号与附件说明不一致", severity="error", basis="GB/T 9704-2012 7.3.7",
       examples=[Bad("", elements={"附件说明": _TWO, "附件": "附件3"}),
                 Bad("", elements={"附件说明": _TWO, "附件": "附件"}),
                 Good("", elements={"附件说明": _TWO, "附件": "附件1"}), Good("", elements={"附件说明": "附件：任务清单", "附件": "附件"})])
def numbers_agree(document: Document, structure: Structure) -> Iterator[Problem]:
    """附件页首的顺序号应当与附件说明一致：从 1 起依次编，不缺号、不重号，不超过附件说明列出的个数。

    只有一个附件的写“附件”，写“附件1”的只作提示。一个文件里只装了部分附件的，序号不连续不报，超出附件说明的才报；
    附件比附件说明多的（附件又带附件），由 HT3034 报。
    依据：GB/T 9704-2012 7.3.7。
    """
    labels, note = structure.all("附件"), structure.get("附件说明")
    if not labels or note is None:
        return
    count = len(names(note))
    numbers = [_number(label) for label in labels]
    if len(labels) > count:
        return  # an attached plan with attachments of its own, or a note that leaves some out: HT3034
    if count == 1 and len(labels) == 1:
        written = LABEL.match(note.text)
        if numbers[0] and not (written and written["n"]):
            yield Problem(labels[0], "只有一个附件，附件页首写“附件”，不编顺序号。", (Fix("附件"),), element="附件", severity="info")
        return
    for label, number in zip(labels, numbers, strict=True):
        if number is None and count > 1:
            yield Problem(label, f"附件说明列了 {count} 个附件，附件页首应当标顺序号（附件1、附件2……）。", element="附件")
            return
        if number is not None and number > count:
            yield Problem(label, f"这里是附件{number}，附件说明只列了 {count} 个附件，请核对。", element="附件", related=note.spans[:1])
            return
    if len(labels) == count:
        for (_, above), (label, here) in pairwise([(labels[0], 0), *zip(labels, numbers, strict=True)]):
            if here != (above or 0) + 1:
                yield Problem(label, f"附件顺序号不连续：这里应为附件{(above or 0) + 1}。", element="附件", related=note.spans[:1])
                return


@check("HT3068", "附件标识不在第一行", on="附件", severity="warning", basis="GB/T 9704-2012 7.3.7", needs=("geometry",),
       examples=[Bad("⟦附件1⟧", block={"anchor": _at(60.0)}, document={"pages": (Page(2, 210.0, 297.0),)}),
                 Good("附件1", block={"anchor": _at(40.0)}, document={"pages": (Page(2, 210.0, 297.0),)})])
def label_first(label: Element, document: Document, options: Options) -> Iterator[Problem]:
    """“附件”二字及顺序号顶格编排在版心左上角第一行。

    只在版式文件上量：字框上缘在版心上边 9 毫米以内都算第一行（固定行距压低约 3 毫米，再留半行）。没有另面的由 HT3035 报，横排页不量。
    依据：GB/T 9704-2012 7.3.7。
    """
    block = label.block
    if not measured(block) or label.spans[0].start > block.stripped.start:
        return
    line = block.anchor.lines[0]
    page = next((p for p in page_texts(document) if p.number == line.page), None)
    if page is None or not upright_a4(document, line.page) or page.lines[0][1].index != block.index:
        return
    if line.y0 > max(options.top_margin_mm) + _LOW_MM:
        yield Problem(label, f"附件标识距纸上边约 {line.y0:.0f} 毫米，应当编排在版心第一行（约 37 至 42 毫米）。")


@check("HT3069", "附件标题与附件正文未空一行", severity="info", basis="GB/T 9704-2012 图10", needs=("blank_lines",),
       examples=[Bad("", elements={"附件标题": "任务清单", "附件": "一、防汛任务。"}),
                 Good("", elements={"附件标题": "任务清单\n", "附件": "一、防汛任务。"})])
def below_title(document: Document, structure: Structure) -> Iterator[Problem]:
    """附件标题下空一行编排附件正文。

    条文没有写，见于式样图 10，只作提示；
    8 至 19.5 毫米、0.4 至 1.6 行放行（式样图到空段）。标题下紧接表格的、另有副标题或日期的不查。依据：GB/T 9704-2012 图 10。
    """
    for title in structure.all("附件标题"):
        last = title.blocks[-1]
        below = next((b for b in document.main_blocks if b.index > last.index and not b.blank), None)
        plain = below is not None and below.cell is None and below.paragraph.alignment not in ("center", "right")
        if below is not None and plain and structure.roles[below.index] == "附件":
            yield from blank_lines_problem(document, last, below, 1, "附件正文与附件标题之间现{now}，式样图空一行。")


@check("HT3070", "附件正文字体字号", severity="info", basis="GB/T 9704-2012 7.3.7", needs=("font", "size"), folds=True,
       examples=[Bad(f"{_NOTICE}⟦{_PLAN}⟧", run={"font": "宋体", "size_pt": 14.0}),
                 Good(f"{_NOTICE}{_PLAN}", run={"font": "仿宋_GB2312", "size_pt": 16.0})])
def attachment_lettering(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """附件格式要求同正文：成段的文字用 3 号仿宋体字。

    附件常是表格、名单、图样和各自成体例的文本，所以只看排得下两行、以句号收尾的段落，只作提示；层次标题、
    居中的行、表格和段首“第一条”一类用黑体、楷体领起的短语、表下的“注：”不看。
    依据：GB/T 9704-2012 7.3.7、7.3.3。
    """
    headed = {head.block for head in structure.headings}
    blocks = [b for b in document.main_blocks if structure.roles[b.index] == "附件" and _plain_text(b) and b.index not in headed]
    for piece in misset(document, [b.stripped for b in blocks], body_want(options)):
        if piece.span.end - piece.span.start >= 4 and not is_lead(document, piece):
            yield Problem(piece.span, f"附件正文现为{piece.now}，应为{wanted(piece, FANGSONG_3)}。", folding=piece.now, element="附件")


def _plain_text(block: Block) -> bool:
    flowing = block.part == "body" and block.cell is None and block.paragraph.alignment not in ("center", "right")
    return flowing and is_running_text(block) and not _REMARK.match(block.text)
