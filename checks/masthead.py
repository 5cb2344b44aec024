"""版头：份号、密级、紧急程度、发文机关标志、签发人、分隔线（GB/T 9704-2012 7.2）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpora.fonts import role_of
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.layout import center_mm, free_standing, left_chars, line_length, masthead_lines, measured
from ..pipeline.lettering import FANGSONG_3, HEI_3, KAI_3, color_name, lettering
from ..pipeline.model import Anchor, Document, Line, Span, VisualLine, is_red
from ..pipeline.review import Fix

_CORNER = ("份号", "密级和保密期限", "紧急程度")
_MARKED = {"发文机关标志": "云岭市人民政府文件", "发文字号": "云政发〔2026〕8号", "标题": "云岭市人民政府关于做好防汛工作的通知"}
_RED_LINE = Line("paragraph", "FF0000", 0.5, 156.0, block=1, edge="below", gap_mm=4.0)
_UP = {"doc_type": "请示", "direction": "上行"}


@check("HT2001", "份号位数", on="份号", severity="warning", basis="GB/T 9704-2012 7.2.1",
       examples=[Bad("⟦00012⟧", fix="000012"), Bad("⟦No.000012⟧", fix="000012"), Good("000012")])
def copy_number(number: Element) -> Iterator[Problem]:
    """份号一般用 6 位 3 号阿拉伯数字。

    份号是同一文稿每份的顺序号，位数不一不便清退。条文为“一般”，所以是警告。依据：GB/T 9704-2012 7.2.1。
    """
    text = number.text.strip()
    if re.fullmatch(r"\d{6}", text):
        return
    digits = re.sub(r"\D", "", text).lstrip("0")
    fixes = (Fix(digits.zfill(6)),) if digits and len(digits) <= 6 else ()
    yield Problem(number, "份号一般用 6 位阿拉伯数字，前面不加字，如“000012”。", fixes)


@check("HT2002", "份号、密级、紧急程度未顶格", on=_CORNER, severity="warning", basis="GB/T 9704-2012 7.2.1—7.2.3",
       needs=("indent", "alignment"), layouts=("普通", "命令", "纪要"),
       examples=[Bad("⟦特急⟧", paragraph={"alignment": "left", "first_line_chars": 2.0}),
                 Bad("⟦特急⟧", paragraph={"alignment": "right", "first_line_chars": 0.0}),
                 Good("特急", paragraph={"alignment": "left", "first_line_chars": 0.0})])
def corner_flush(element: Element, document: Document) -> Iterator[Problem]:
    """份号、密级和保密期限、紧急程度顶格编排在版心左上角。

    1999 年版把密级放在右上角，常被沿用。容差半字。依据：GB/T 9704-2012 7.2.1、7.2.2、7.2.3。
    """
    if not free_standing(element.block):
        return
    left = left_chars(document, element.block)
    wrong = element.block.paragraph.alignment in ("right", "center") and not measured(element.block)
    if wrong or (left is not None and abs(left) > 0.6):
        yield Problem(element, f"{element.name}应当顶格编排在版心左上角。左对齐，首行缩进和左缩进设为 0。")


@check("HT2003", "密级、紧急程度字体字号", on=("密级和保密期限", "紧急程度"), severity="warning",
       basis="GB/T 9704-2012 7.2.2、7.2.3", needs=("font",),
       examples=[Bad("⟦特急⟧", run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("特急", run={"font": "黑体", "size_pt": 16.0})])
def corner_lettering(element: Element, document: Document) -> Iterator[Problem]:
    """密级和保密期限、紧急程度一般用 3 号黑体字。

    依据：GB/T 9704-2012 7.2.2、7.2.3。字号容差 0.5 磅（号制三号 15.75 磅）。
    """
    yield from lettering(document, element.spans, HEI_3, element.name)


@check("HT2004", "版头左上角要素顺序", severity="error", basis="GB/T 9704-2012 7.2.3",
       examples=[Bad("", elements={"紧急程度": "特急", "密级和保密期限": "机密★1年"}),
                 Good("", elements={"份号": "000001", "密级和保密期限": "机密★1年", "紧急程度": "特急"})])
def corner_order(document: Document, structure: Structure) -> Iterator[Problem]:
    """同时标注时，按份号、密级和保密期限、紧急程度的顺序自上而下分行排列。

    各占一行，不并排。依据：GB/T 9704-2012 7.2.3。
    """
    found = [e for e in structure.elements if e.name in _CORNER]
    order = [_CORNER.index(e.name) for e in found]
    if order != sorted(order):
        late = next(e for e, i in zip(found[1:], range(len(found)), strict=False) if order[i + 1] < order[i])
        yield Problem(late, "版头左上角的顺序应为份号、密级和保密期限、紧急程度，自上而下分行排列。")
    blocks = [e.block.index for e in found]
    if len(set(blocks)) < len(blocks):
        yield Problem(found[-1], "份号、密级和保密期限、紧急程度应当分行排列，各占一行。")


@check("HT2005", "发文机关标志不是红色", on=("发文机关标志", "纪要标志"), severity="error",
       basis="GB/T 9704-2012 7.2.4、10.1—10.3", needs=("color",),
       examples=[Bad("⟦云岭市人民政府文件⟧", run={"color": "000000"}),
                 Good("云岭市人民政府文件", run={"color": "FF0000"})])
def red_mark(mark: Element, document: Document, kind: Kind) -> Iterator[Problem]:
    """发文机关标志（纪要标志）颜色为红色。

    条文是“推荐使用小标宋体字，颜色为红色”。印在红头纸上的公文文件里没有标志，不检查。近红色（色相偏差 15° 以内）放行。
    依据：GB/T 9704-2012 7.2.4、10.1、10.2、10.3。
    """
    wrong: list[Span] = []
    colors: set[str] = set()
    for span in mark.spans:
        block = document.blocks[span.block]
        runs = [r for r in block.runs_in(span.start, span.end) if block.text[r.start:r.end].strip()]
        bad = [r for r in runs if r.color is not None and not is_red(r.color)]
        if bad and sum(r.end - r.start for r in bad) * 2 > sum(r.end - r.start for r in runs):
            wrong.append(span)
            colors |= {color_name(r.color) for r in bad if r.color}
    if wrong:
        yield Problem(wrong, f"{mark.name}现为{'、'.join(sorted(colors))}，应当为红色。")


@check("HT2006", "发文机关标志未居中", on=("发文机关标志", "纪要标志"), severity="error", basis="GB/T 9704-2012 7.2.4",
       needs=("alignment",),
       examples=[Bad("⟦云岭市人民政府文件⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Good("云岭市人民政府文件", paragraph={"alignment": "center", "first_line_chars": 0.0})])
def centred_mark(mark: Element, document: Document) -> Iterator[Problem]:
    """发文机关标志居中排布。

    联合行文的名称在表格或文本框里排齐，不按单行判断。版式文件量中心，容差 3 毫米。依据：GB/T 9704-2012 7.2.4、10.1—10.3。
    """
    if len(mark.blocks) > 1 or not free_standing(mark.block):
        return
    if measured(mark.block):
        center = center_mm(mark.blocks)
        if center is not None and abs(center - 106) > 3 and abs(center - 105) > 3:
            yield Problem(mark, f"{mark.name}偏离版心中线 {abs(center - 106):.0f} 毫米，应当居中。")
    elif mark.block.paragraph.alignment in ("left", "right") and "\t" not in mark.block.text \
            and not mark.block.text.startswith(("　", "  ")):
        yield Problem(mark, f"{mark.name}应当居中排布。")


@check("HT2007", "发文机关标志写法", on="发文机关标志", severity="warning", basis="GB/T 9704-2012 7.2.4", layouts=("普通",),
       examples=[Bad("云岭市人民政府⟦红头文件⟧", fix="云岭市人民政府文件"), Good("云岭市人民政府文件")])
def mark_words(mark: Element) -> Iterator[Problem]:
    """发文机关标志由发文机关全称或规范化简称加“文件”二字组成，也可只用全称或规范化简称。

    依据：GB/T 9704-2012 7.2.4。
    """
    if match := re.search(r"(?:红头|公开|正式|行政|内部)文件$", mark.text):
        yield Problem(mark.at(match.start(), match.end()), "发文机关标志只在机关名称后加“文件”二字。", (Fix("文件"),))


@check("HT2008", "发文机关标志字体", on=("发文机关标志", "纪要标志"), severity="info", basis="GB/T 9704-2012 7.2.4",
       needs=("font",),
       examples=[Bad("⟦云岭市人民政府文件⟧", run={"font": "黑体"}), Good("云岭市人民政府文件", run={"font": "方正小标宋简体"})])
def mark_face(mark: Element, document: Document) -> Iterator[Problem]:
    """发文机关标志推荐用小标宋体字。

    推荐性规定，只作提示。依据：GB/T 9704-2012 7.2.4。
    """
    for span in mark.spans:
        roles = {role_of(r.font) for r in document.blocks[span.block].runs_in(span.start, span.end)}
        if roles & {"仿宋", "楷体", "黑体", "宋体"} and not roles & {"小标宋", "近似小标宋"}:
            yield Problem(span, "发文机关标志推荐使用小标宋体字。", element=mark.name)
            return


def _at(y: float) -> Anchor:
    return Anchor(lines=(VisualLine(0, 9, 1, y, y + 18, tuple((40.0 + 14 * i, 54.0 + 14 * i) for i in range(9))),))


_MARK_TOP = {"普通": 72.0, "纪要": 72.0, "命令": 57.0, "信函": 30.0}


@check("HT2009", "发文机关标志上边缘位置", on=("发文机关标志", "纪要标志"), severity="warning",
       basis="GB/T 9704-2012 7.2.4、10.1—10.3", needs=("geometry",),
       examples=[Bad("⟦云岭市人民政府文件⟧", block={"anchor": _at(62.0)}), Good("云岭市人民政府文件", block={"anchor": _at(72.3)})])
def mark_top(mark: Element, kind: Kind) -> Iterator[Problem]:
    """发文机关标志上边缘至版心上边缘 35 毫米（距纸边 72 毫米）；信函距纸边 30 毫米，命令至版心 20 毫米。

    大字号的字框比墨迹高，行距又常使字框下移，所以容差放到 4 毫米；只在版式文件上测量。依据：GB/T 9704-2012 7.2.4、10。
    """
    lines = [line for block in mark.blocks for line in block.anchor.lines if line.page == 1]
    if not lines:
        return
    top, want = min(line.y0 for line in lines), _MARK_TOP[kind.layout]
    if abs(top - want) > 4:
        yield Problem(mark, f"{mark.name}上边缘距纸上边 {top:.0f} 毫米，应为 {want:.0f} 毫米。")


@check("HT2011", "缺发文字号", severity="warning", basis="《党政机关公文处理工作条例》第九条（五）", layouts=("普通", "信函"),
       examples=[Bad("", elements={k: v for k, v in _MARKED.items() if k != "发文字号"} | {"成文日期": "2026年5月8日"}),
                 Good("", elements=_MARKED)])
def number_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """有发文机关标志的公文应当有发文字号。

    没有版头的草稿尚未编号，不检查。依据：《党政机关公文处理工作条例》第九条（五）。
    """
    if structure.get("发文机关标志") and structure.get("标题") and not structure.get("发文字号"):
        yield Problem(None, "没有找到发文字号（机关代字〔年份〕顺序号）。", element="发文字号")


@check("HT2021", "上行文缺签发人", severity="error", basis="《党政机关公文处理工作条例》第九条（六）", directions=("上行",),
       examples=[Bad("", elements={"发文字号": "云水发〔2026〕8号"}, kind=_UP),
                 Good("", elements={"发文字号": "云水发〔2026〕8号", "签发人": "签发人：李明远"}, kind=_UP)])
def signatory_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """上行文应当标注签发人姓名。

    请示、报告属上行文。没有发文字号的草稿尚未定稿，不检查。依据：《党政机关公文处理工作条例》第九条（六）。
    """
    number = structure.get("发文字号")
    if number and not structure.get("签发人"):
        yield Problem(number, f"{structure.kind.doc_type}是上行文，应当在发文字号右侧标注“签发人：姓名”。", element="签发人")


@check("HT2022", "非上行文标注了签发人", on="签发人", severity="info", basis="《党政机关公文处理工作条例》第九条（六）",
       directions=("平行", "下行"),
       examples=[Bad("⟦签发人：李明远⟧"), Good("签发人：李明远", kind=_UP)])
def signatory_needless(signatory: Element, kind: Kind) -> Iterator[Problem]:
    """签发人只在上行文中标注。

    条例只要求上行文标注，其他公文标注不算错，只作提示。依据：《党政机关公文处理工作条例》第九条（六）。
    """
    yield Problem(signatory, f"{kind.doc_type}一般不标注签发人。")


@check("HT2023", "签发人写法", on="签发人", severity="error", basis="GB/T 9704-2012 7.2.6",
       examples=[Bad("签发人⟦:⟧李明远", fix="签发人：李明远", kind=_UP), Bad("⟦签发⟧：李明远", fix="签发人：李明远", kind=_UP),
                 Good("签发人：李明远　王建国", kind=_UP)])
def signatory_words(signatory: Element) -> Iterator[Problem]:
    """签发人由“签发人”三字加全角冒号和签发人姓名组成。

    依据：GB/T 9704-2012 7.2.6。
    """
    text = signatory.text
    if match := re.match(r"签[\s　]*发[\s　]*人([\s　]*:[\s　]*|[\s　]+(?![：:]))(?=\S)", text):
        yield Problem(signatory.at(*match.span(1)), "“签发人”后应当用全角冒号。", (Fix("："),))
    elif match := re.match(r"签发(?=[：:])", text):
        yield Problem(signatory.at(*match.span()), "应当写“签发人”三字。", (Fix("签发人"),))


@check("HT2024", "签发人字体字号", on="签发人", severity="warning", basis="GB/T 9704-2012 7.2.6", needs=("font",),
       examples=[Bad("⟦签发人：李明远⟧", run={"font": "黑体", "size_pt": 16.0}, kind=_UP),
                 Good("签发人：李明远", run={"font": None}, kind=_UP)])
def signatory_lettering(signatory: Element, document: Document) -> Iterator[Problem]:
    """“签发人”三字用 3 号仿宋体字，签发人姓名用 3 号楷体字。

    依据：GB/T 9704-2012 7.2.6。
    """
    colon = re.search("[：:]", signatory.text)
    if colon is None:
        return
    label, name = signatory.at(0, colon.end()), signatory.at(colon.end(), len(signatory.text))
    wrong = [*lettering(document, label, FANGSONG_3, "“签发人”三字"), *lettering(document, name, KAI_3, "签发人姓名")]
    if len(wrong) == 2:
        yield Problem(signatory, wrong[0].message + wrong[1].message)
    else:
        yield from wrong


@check("HT2025", "缺版头红色分隔线", severity="error", basis="GB/T 9704-2012 7.2.7", needs=("lines",), layouts=("普通",),
       examples=[Bad("", elements=_MARKED),
                 Bad("", elements=_MARKED, document={"lines": (Line("paragraph", "000000", 0.5, 156.0, block=1,
                                                                    edge="below"),)}),
                 Good("", elements=_MARKED, document={"lines": (_RED_LINE,)})])
def red_line(document: Document, structure: Structure, kind: Kind) -> Iterator[Problem]:
    """发文字号之下 4 毫米处居中印一条与版心等宽的红色分隔线。

    文件里没有发文机关标志的（印在红头纸上）不检查；线是图片的认作有线。依据：GB/T 9704-2012 7.2.7。
    """
    number = structure.get("发文字号")
    if kind.preprinted or number is None or not structure.get("发文机关标志"):
        return
    lines = masthead_lines(structure)
    if any(line.red is not False for line in lines):
        return
    if any(p.block is not None and p.block <= number.block.index + 3 for p in document.pictures):
        return
    black = next((line for line in lines if line.color), None)
    if black is not None and black.color:
        message = f"发文字号下的分隔线现为{color_name(black.color)}，应当为红色。"
    else:
        message = "发文字号下没有红色分隔线。应在发文字号之下 4 毫米处印一条与版心等宽（156 毫米）的红线。"
    yield Problem(None, message, element="版头分隔线", page=1)


@check("HT2026", "版头分隔线长度", severity="error", basis="GB/T 9704-2012 7.2.7", needs=("lines",), layouts=("普通",),
       examples=[Bad("", elements=_MARKED, document={"lines": (Line("paragraph", "FF0000", 0.5, 140.0, block=1,
                                                                    edge="below"),)}),
                 Good("", elements=_MARKED, document={"lines": (_RED_LINE,)})])
def red_line_length(document: Document, structure: Structure, options: Options) -> Iterator[Problem]:
    """版头分隔线与版心等宽（156 毫米）。

    容差 3 毫米：Word 的段落边框会比文字各出 1 毫米左右。版心宽度不合规定时由 HT1004 报，这里以实际版心为准。
    依据：GB/T 9704-2012 7.2.7。
    """
    section = document.sections[0] if document.sections else None
    want = 156.0
    if section and section.width_mm and section.left_mm is not None and section.right_mm is not None:
        want = section.width_mm - section.left_mm - section.right_mm
    for line in masthead_lines(structure):
        length = line_length(line)
        if line.red and length is not None and abs(length - want) > 3 and abs(length - 156.0) > 3:
            yield Problem(None, f"版头红色分隔线长 {length:.0f} 毫米，应当与版心等宽（{want:.0f} 毫米）。",
                          element="版头分隔线", page=1)
            return


@check("HT2027", "版头分隔线与发文字号的距离", severity="warning", basis="GB/T 9704-2012 7.2.7", needs=("lines",),
       layouts=("普通",),
       examples=[Bad("", elements=_MARKED, document={"lines": (Line("paragraph", "FF0000", 0.5, 156.0, block=1,
                                                                    edge="below", gap_mm=9.0),)}),
                 Good("", elements=_MARKED, document={"lines": (_RED_LINE,)})])
def red_line_gap(document: Document, structure: Structure) -> Iterator[Problem]:
    """版头分隔线在发文字号之下 4 毫米处。

    版式文件量字框到线，容差 2 毫米。Word 里段落边框的距离不含行距，1 到 5 毫米都放行。依据：GB/T 9704-2012 7.2.7。
    """
    number = structure.get("发文字号")
    if number is None:
        return
    last = number.blocks[-1]
    for line in masthead_lines(structure):
        if not line.red or line.block != last.index or line.edge != "below" or line.gap_mm is None:
            continue
        if line.y is not None and measured(last):
            off = abs(line.gap_mm - 4.0) > 2.0
        else:
            off = line.origin == "paragraph" and not 0.3 <= line.gap_mm <= 6.5
        if off:
            yield Problem(number, f"红色分隔线距发文字号 {line.gap_mm:.1f} 毫米，应为 4 毫米。", element="版头分隔线")
        return
