"""署名、日期、附注的字体字号和上下间隔（GB/T 9704-2012 5.2.2、7.3.4—7.3.6）。"""

from __future__ import annotations

from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import gap, measured
from ..pipeline.lettering import lettering
from ..pipeline.model import Anchor, Document, VisualLine
from .body import body_want

_SIGNED = {"发文机关署名": "云岭市人民政府", "成文日期": "2026年5月8日"}
_NEAR_MM, _FAR_MM, _FAR_LINES = 7.0, 17.0, 1.6
"""Glyph boxes of lines one below the other are about 4.6 mm apart, of one blank line 9 to 15; see layout.Gap."""
EDGE_MM = 2.5


def _on(page: int) -> dict[str, object]:
    return {"anchor": Anchor(lines=(VisualLine(0, 6, page, 100.0, 105.6, ((39.0, 44.6),) * 6),))}


@check("HT3054", "附件说明、署名、日期、附注的字体字号", on=("附件说明", "发文机关署名", "成文日期", "附注"), severity="warning",
       basis="GB/T 9704-2012 5.2.2、7.3.4、7.3.5、7.3.6", layouts=("普通", "信函", "命令"), needs=("font", "size"),
       examples=[Bad("⟦附件：任务清单⟧", run={"font": "宋体", "size_pt": 14.0}),
                 Good("附件：任务清单", run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("2026年5月8日", run={"font": "楷体_GB2312", "size_pt": 16.0}, elements={"正文": "会议决定如下。"})])
def ending_lettering(element: Element, document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """附件说明、发文机关署名、成文日期、附注没有另行规定字体，一般用 3 号仿宋体字。

    数字用 Times New Roman 也可以，只查汉字的字体和全部字符的字号；本单位正文准用的字体也放行。表格里的（会签表、呈批表）、
    写在标题下的（公报、决议的日期常用楷体）、命令的签署（职务和签名章）不查。依据：GB/T 9704-2012 5.2.2。
    """
    body = structure.get("正文")
    if structure.kind.layout == "命令" and element.name == "发文机关署名":
        return
    if element.block.cell is None and (body is None or element.block.index > body.block.index):
        yield from lettering(document, element.spans, body_want(options), element.name)


@check("HT3064", "署名与正文之间没有空行", severity="warning", basis="GB/T 9704-2012 7.3.5.1、7.3.5.2", layouts=("普通", "信函"),
       needs=("blank_lines",),
       examples=[Bad("", elements={"正文": "特此通知。", **_SIGNED}), Good("", elements={"正文": "特此通知。\n", **_SIGNED}),
                 Good("", elements={"正文": "特此通知。\n\n\n", **_SIGNED})])
def room_above_signature(document: Document, structure: Structure) -> Iterator[Problem]:
    """不盖章的，在正文（或附件说明）下空一行编排署名；盖章的，要留出印章的位置，也不会紧接正文。

    盖章的空几行随印章大小而定，多空的不报，只报一行也没有空的：版式文件上字框净距不到 7 毫米
    （紧接的两行约 4.6 毫米，空一行 9 毫米以上）。署名排到下一面的、表格里的不查。依据：GB/T 9704-2012 7.3.5.1、7.3.5.2。
    """
    signature, note, body = structure.get("发文机关署名"), structure.get("附件说明"), structure.get("正文")
    upper = note or body
    if signature is None or upper is None or signature.spans[0].start > signature.block.stripped.start:
        return
    found = gap(document, upper.blocks[-1], signature.block)
    if found is None:
        return
    if (found.mm is not None and found.mm < _NEAR_MM) or (found.lines is not None and found.lines < 0.5):
        above = "附件说明" if note else "正文"
        yield Problem(signature, f"发文机关署名与{above}之间现{found.said}，应当空一行（盖章的留出印章位置）。", element="发文机关署名")


@check("HT3055", "署名与成文日期之间空了行", on="成文日期", severity="warning", basis="GB/T 9704-2012 7.3.5.1、7.3.5.2",
       needs=("blank_lines",), layouts=("普通", "信函"),
       examples=[Bad("", elements={"发文机关署名": "云岭市人民政府\n\n\n", "成文日期": "2026年5月8日"}),
                 Good("", elements=_SIGNED)])
def date_below_signature(date: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """发文机关署名的下一行编排成文日期，中间不空行；盖章的，一枚印章要同时压住两行。

    空一行的只作提示；空两行以上（版式文件上字框净距超过 17 毫米，一个空段约 15 毫米）才作警告。几个机关联合署名的，日期只跟
    最后一个，同样不空行；表格里的不查。依据：GB/T 9704-2012 7.3.5.1、7.3.5.2。
    """
    signature = structure.get("发文机关署名")
    last = signature.blocks[-1] if signature else None
    if last is None or last.index >= date.block.index or last.cell is not None or date.block.cell is not None:
        return
    found = gap(document, last, date.block)
    if found is not None and not found.fits(0) and ((found.mm or 0) > _NEAR_MM or (found.lines or 0) > 0.6):
        far = (found.mm or 0) > _FAR_MM or (found.lines or 0) > _FAR_LINES
        yield Problem(date, f"成文日期与发文机关署名之间现{found.said}，应当编排在署名的下一行。", severity=None if far else "info")


@check("HT3067", "附注没有紧接成文日期", on="附注", severity="warning", basis="GB/T 9704-2012 7.3.6", needs=("blank_lines",),
       layouts=("普通", "信函"),
       examples=[Bad("", elements={"成文日期": "2026年5月8日\n\n\n", "附注": "（此件公开发布）"}, document={}),
                 Good("", elements={"成文日期": "2026年5月8日", "附注": "（此件公开发布）"}),
                 Good("", elements={"成文日期": "2026年5月8日\n", "附注": "（此件公开发布）"})])
def note_below_date(note: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """附注编排在成文日期下一行，不另空行。

    式样图中即使印章压住日期，附注也紧接下一行；实际多空一行的放行（空段的字框净距约 15 毫米），超过 17 毫米、空两行以上才报。
    依据：GB/T 9704-2012 7.3.6。
    """
    date = structure.get("成文日期")
    found = gap(document, date.blocks[-1], note.block) if date is not None and date.block.index < note.block.index else None
    if found is not None and ((found.mm or 0) > _FAR_MM or (found.lines or 0) > _FAR_LINES):
        yield Problem(note, f"附注与成文日期之间现{found.said}，应当编排在成文日期下一行。")


@check("HT3065", "联合署名没有对齐", on="发文机关署名", severity="info", basis="GB/T 9704-2012 7.3.5.2、图9", needs=("geometry",),
       layouts=("普通", "信函"),
       examples=[Bad("⟦云岭市教育局云岭市卫生健康委⟧", block={"anchor": Anchor(lines=(
                     VisualLine(0, 6, 1, 180.0, 185.6, tuple((112 + 5.6 * i, 117.6 + 5.6 * i) for i in range(6))),
                     VisualLine(6, 14, 1, 190.0, 195.6, tuple((128 + 5.6 * i, 133.6 + 5.6 * i) for i in range(8)))))}),
                 Good("云岭市人民政府")])
def joint_flush(signature: Element, document: Document) -> Iterator[Problem]:
    """不盖章的联合行文，主办机关署名在上，其余依次向下，各署名左右对齐（短的拉开字距）。

    条文只规定上下顺序，左右对齐见于式样图 9，只作提示：左边、右边、中线有一样对齐（相差不到 2.5 毫米，即半字）的放行；有印章的署名按印章排，不看。
    依据：GB/T 9704-2012 7.3.5.2、图 9。
    """
    rows = [line for block in signature.blocks for line in block.anchor.lines]
    if len(rows) < 2 or any(p.seal for p in document.pictures) or len({line.page for line in rows}) > 1:
        return
    axes = ([r.x0 for r in rows], [r.x1 for r in rows], [(r.x0 + r.x1) / 2 for r in rows])
    if all(max(axis) - min(axis) > EDGE_MM for axis in axes):
        yield Problem(signature, "各机关署名左右都没有对齐，式样图是左右拉齐的（短的拉开字距）。")


@check("HT3066", "署名、日期与正文不在同一面", on="成文日期", severity="info", basis="GB/T 9704-2012 7.3.5.5（推导）", needs=("geometry",),
       layouts=("普通", "信函"),
       examples=[Bad("⟦2026年5月8日⟧", block=_on(2), elements={"正文": "特此通知。"}),
                 Good("2026年5月8日", elements={"正文": "特此通知。"})])
def same_side(date: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """署名、成文日期和印章与正文同处一面。

    排版后剩下的空白容不下印章、日期时，可以调整行距、字距，使这一面有正文。条文没有明令，只作提示；只在版式文件上看。
    依据：GB/T 9704-2012 7.3.5.5（推导）。
    """
    if not measured(date.block):
        return
    page = date.block.anchor.lines[0].page
    texts = [*structure.body_blocks(), *(b for name in ("附件说明", "附注") for e in structure.all(name) for b in e.blocks)]
    if page > 1 and not any(line.page == page for block in texts for line in block.anchor.lines):
        yield Problem(date, "署名、成文日期单独排在一面，这一面没有正文。可以调整行距、字距，使它们与正文同处一面。")
