"""版头：份号、密级、紧急程度、发文机关标志、签发人、分隔线（GB/T 9704-2012 7.2）。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..corpora.fonts import family_name, role_of
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import center_mm, free_standing, left_chars, measured, type_area
from ..pipeline.lettering import HEI_3, KAI_3, color_name, has_han, lettering, size_name
from ..pipeline.model import Anchor, Document, Span, VisualLine, is_red
from ..pipeline.page_grid import off_grid
from ..pipeline.review import Fix, Severity

_CORNER = ("份号", "密级和保密期限", "紧急程度")
_TITLE = "某市人民政府关于增加防汛经费的请示"
MARK_TOP_MM = {"普通": 72.0, "纪要": 72.0, "命令": 57.0, "信函": 30.0}
"""Upper edge of the mark from the page's (7.2.4, 10.1, 10.2, 10.3)."""


def _minutes(mark: Element) -> Severity | None:
    """10.3 lets offices lay out their 纪要 to suit: what is an error elsewhere is a warning there."""
    return "warning" if mark.name == "纪要标志" else None


@check("HT2001", "份号位数不合", on="份号", severity="warning", basis="GB/T 9704-2012 7.2.1", standards=("2012",),
       examples=[Bad("⟦No.000012⟧", fix="000012"), Bad("⟦00012⟧", fix="000012"), Good("000012")])
def copy_number(number: Element) -> Iterator[Problem]:
    """份号一般用 6 位 3 号阿拉伯数字，只写数字，不加“第”“No.”。

    1999 年版式样为 7 位，旧公文不查。位数另有规定的可以忽略。依据：GB/T 9704-2012 7.2.1。
    """
    text = number.text.strip()
    if re.fullmatch(r"\d{6}", text):
        return
    digits = "".join(re.findall(r"\d", text))
    fix = digits.zfill(6) if 0 < len(digits) <= 6 else ""
    yield Problem(number, "份号一般用 6 位阿拉伯数字，只写数字。", (Fix(fix, safe=False),) if fix else ())


@check("HT2002", "份号、密级、紧急程度未顶格", on=_CORNER, severity="warning",
       basis="GB/T 9704-2012 7.2.1、7.2.2、7.2.3", standards=("2012",), needs=("indent", "alignment"),
       examples=[Bad("⟦000012⟧", paragraph={"first_line_chars": 2.0, "alignment": "left"}),
                 Bad("⟦000012⟧", paragraph={"first_line_chars": 0.0, "alignment": "right"}),
                 Good("000012", paragraph={"first_line_chars": 0.0, "alignment": "both"})])
def flush_corner(element: Element, document: Document) -> Iterator[Problem]:
    """份号、密级和保密期限、紧急程度顶格编排在版心左上角。

    放在右上角是 1999 年版的做法。容差半个字；文本框、表格里的读不出位置，不查。
    依据：GB/T 9704-2012 7.2.1、7.2.2、7.2.3。
    """
    block = element.block
    if not measured(block):
        if not free_standing(block):
            return
        if block.paragraph.alignment in ("right", "center"):
            where = "居右" if block.paragraph.alignment == "right" else "居中"
            yield Problem(element, f"{element.name}现{where}，应当顶格编排在版心左上角。")
            return
    left = left_chars(document, block)
    if left is not None and left > 0.5 and element.spans[0].start <= block.stripped.start:
        yield Problem(element, f"{element.name}左空约 {left:.1f} 字，应当顶格编排在版心左上角。")


@check("HT2003", "密级、紧急程度字体字号", on=("密级和保密期限", "紧急程度"), severity="warning",
       basis="GB/T 9704-2012 7.2.2、7.2.3", needs=("font", "size"),
       examples=[Bad("⟦机密★1年⟧", run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("机密★1年", run={"font": "黑体", "size_pt": 16.0})])
def corner_lettering(element: Element, document: Document) -> Iterator[Problem]:
    """密级和保密期限、紧急程度一般用 3 号黑体字。

    份号的字体条文未定，不查。依据：GB/T 9704-2012 7.2.2、7.2.3。
    """
    yield from lettering(document, element.spans, HEI_3, element.name)


@check("HT2004", "版头左上角要素顺序", severity="error", standards=("2012",), basis="GB/T 9704-2012 7.2.3",
       examples=[Bad("", elements={"紧急程度": "特急", "密级和保密期限": "机密★1年"}),
                 Good("", elements={"份号": "000001", "密级和保密期限": "机密★1年", "紧急程度": "特急"})])
def corner_order(document: Document, structure: Structure) -> Iterator[Problem]:
    """份号、密级和保密期限、紧急程度按此顺序自上而下分行排列。

    写在同一行的也报。依据：GB/T 9704-2012 7.2.3。
    """
    found = [e for name in _CORNER if (e := structure.get(name))]
    for upper, lower in pairwise(found):
        if upper.block.index == lower.block.index:
            yield Problem(lower, f"{upper.name}与{lower.name}写在同一行，应当分行排列。")
        elif upper.block.index > lower.block.index:
            yield Problem(upper, f"{upper.name}排在{lower.name}之下，顺序应为份号、密级和保密期限、紧急程度。")


@check("HT2005", "发文机关标志颜色", on=("发文机关标志", "纪要标志"), severity="error",
       basis="GB/T 9704-2012 7.2.4、10", needs=("color",),
       examples=[Bad("⟦某市人民政府文件⟧", run={"color": "000000"}), Good("某市人民政府文件", run={"color": "FF0000"})])
def mark_color(mark: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """发文机关标志颜色为红色。

    用预印红头纸套打的，文件里没有标志，不查。色相在红色 15 度以内、足够鲜明的都算红。
    依据：GB/T 9704-2012 7.2.4，信函、命令、纪要格式见第 10 章。
    """
    if structure.kind.preprinted:
        return
    wrong: list[Span] = []
    names: set[str] = set()
    for span in mark.spans:
        block = document.blocks[span.block]
        runs = [r for r in block.runs_in(span.start, span.end) if r.color and block.text[r.start:r.end].strip()]
        other = [r for r in runs if not is_red(r.color or "")]
        if sum(r.end - r.start for r in other) * 2 > sum(r.end - r.start for r in runs):
            wrong.append(span)
            names |= {color_name(r.color or "000000") for r in other}
    if wrong:
        yield Problem(wrong, f"{mark.name}现为{'、'.join(sorted(names))}，应当用红色（FF0000）。", severity=_minutes(mark))


@check("HT2006", "发文机关标志未居中", on=("发文机关标志", "纪要标志"), severity="error",
       basis="GB/T 9704-2012 7.2.4、10", needs=("alignment",),
       examples=[Bad("⟦某市人民政府文件⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Good("某市人民政府文件", paragraph={"alignment": "center"})])
def mark_centred(mark: Element, document: Document) -> Iterator[Problem]:
    """发文机关标志居中排布。

    PDF 以纸面或版心的中线为准，容差 3 毫米；联合行文的多行名称与“文件”合起来量。文本框、表格里的 Word 标志不查。
    依据：GB/T 9704-2012 7.2.4、10.1、10.2、10.3。
    """
    center = center_mm(mark.blocks)
    if center is not None:
        low, high = type_area(document, mark.block)
        if min(abs(center - (low + high) / 2), abs(center - 105.0)) > 3.0:
            yield Problem(mark, f"{mark.name}的中心距纸左边约 {center:.0f} 毫米，没有居中（版心中线在 106 毫米）。", severity=_minutes(mark))
        return
    block = mark.block
    spaced = block.indent_chars is not None and block.indent_chars > 2
    if free_standing(block) and block.paragraph.alignment in ("left", "right", "both") and not spaced:
        yield Problem(mark, f"{mark.name}没有居中，应当居中排布。", severity=_minutes(mark))


@check("HT2007", "发文机关标志写法", on="发文机关标志", severity="warning", basis="GB/T 9704-2012 7.2.4",
       layouts=("普通",),
       examples=[Bad("某市人民政府⟦红头文件⟧", fix="某市人民政府文件"), Bad("某市公安局⟦公文⟧", fix="某市公安局文件"), Bad("⟦《某市人民政府》文件⟧"),
                 Good("某市人民政府文件"), Good("中共某市委")])
def mark_wording(mark: Element) -> Iterator[Problem]:
    """发文机关标志由发文机关全称或规范化简称加“文件”二字组成，也可以只用名称。

    只查尾缀和标点；简称是否规范要看本机关的名称表。依据：GB/T 9704-2012 7.2.4。
    """
    text = mark.text
    if (found := re.search(r"(?:(?:红\s*头|正\s*式|公\s*文)\s*文\s*件|公\s*文|文\s*书|发\s*文|函\s*件)\s*$", text)):
        word = "".join(found.group().split())
        yield Problem(mark.at(*found.span()), f"发文机关标志应当是机关名称加“文件”二字，不写“{word}”。", (Fix("文件"),))
    elif re.search(r"[《》“”，。、：:；;]", text):
        yield Problem(mark, "发文机关标志中不用标点符号。")


@check("HT2008", "发文机关标志字体", on=("发文机关标志", "纪要标志"), severity="info", basis="GB/T 9704-2012 7.2.4",
       needs=("font",),
       examples=[Bad("⟦某市人民政府文件⟧", run={"font": "黑体"}),
                 Good("某市人民政府文件", run={"font": "方正小标宋简体"}),
                 Good("中共某市委文件", run={"font": "方正大标宋简体"})])
def mark_font(mark: Element, document: Document) -> Iterator[Problem]:
    """发文机关标志推荐使用小标宋体字。

    这是推荐性条款，党委机关常用专用字模或大标宋。依据：GB/T 9704-2012 7.2.4。
    """
    for span in mark.spans:
        block = document.blocks[span.block]
        for run in block.runs_in(span.start, span.end):
            if role_of(run.font) in ("仿宋", "楷体", "黑体", "宋体", "其他") and has_han(block.text[run.start:run.end]):
                yield Problem(mark, f"{mark.name}用了“{family_name(run.font or '')}”，推荐用小标宋体。")
                return


def _mark_line(y0: float, size_mm: float = 15.0) -> dict[str, object]:
    return {"anchor": Anchor(lines=(VisualLine(0, 8, 1, y0, y0 + size_mm, ((46.0, 166.0),) * 8),))}


@check("HT2009", "发文机关标志高度", on=("发文机关标志", "纪要标志"), severity="error", standards=("2012",),
       basis="GB/T 9704-2012 7.2.4、10", needs=("geometry", "placement"),
       examples=[Bad("⟦某市人民政府文件⟧", block=_mark_line(60.0)), Good("某市人民政府文件", block=_mark_line(71.0))])
def mark_top(mark: Element, structure: Structure) -> Iterator[Problem]:
    """发文机关标志上边缘至版心上边缘 35 毫米（距纸上边 72 毫米）；信函 30 毫米、命令 57 毫米。

    只在版式文件上量。笔画比字框低 3% 至 8%，所以字框上缘到 72 毫米之上字高的 8% 以内都放行，另给 2 毫米误差；
    再差 3 毫米以内的只报警告，各家字模的字框不一。套打的不查；联合行文以第一行为准；
    天头、行距本身不对的由 HT1017、HT1007 报。依据：GB/T 9704-2012 7.2.4、10.1、10.2、10.3。
    """
    line = min((ln for b in mark.blocks for ln in b.anchor.lines), key=lambda ln: (ln.page, ln.y0), default=None)
    if line is None or line.page != 1 or structure.kind.preprinted or off_grid(structure):
        return
    wanted = MARK_TOP_MM[structure.kind.layout]
    off = max(wanted - 2.0 - 0.08 * (line.y1 - line.y0) - line.y0, line.y0 - wanted - 2.0)
    if off > 0:
        yield Problem(mark, f"{mark.name}上边缘距纸上边约 {line.y0:.0f} 毫米，应为 {wanted:.0f} 毫米。",
                      severity="warning" if off <= 3.0 else _minutes(mark))


@check("HT2011", "缺发文字号", severity="warning", basis="《党政机关公文处理工作条例》第九条（五）", layouts=("普通", "信函"),
       examples=[Bad("", elements={"发文机关标志": "某市人民政府文件", "标题": _TITLE}),
                 Good("", elements={"发文机关标志": "某市人民政府文件", "发文字号": "某政发〔2024〕8号", "标题": _TITLE})])
def missing_number(document: Document, structure: Structure) -> Iterator[Problem]:
    """有发文机关标志的公文应当有发文字号。

    送审稿尚未编号的可以忽略；预印红头纸、没有版头的文稿和命令、纪要不查。
    依据：《党政机关公文处理工作条例》第九条（五）、GB/T 9704-2012 7.2.5。
    """
    mark = structure.get("发文机关标志")
    numbered = structure.get("发文字号") or "期号" in structure.roles  # 2026年第17号 of a 公告
    if mark and structure.get("标题") and not numbered:
        yield Problem(None, "有发文机关标志而没有发文字号。应当在标志下空二行编排。", element="发文字号")


@check("HT2021", "上行文缺签发人", severity="error", basis="《党政机关公文处理工作条例》第九条（六）", layouts=("普通",),
       directions=("上行",),
       examples=[Bad("", elements={"发文机关标志": "某市人民政府文件", "标题": _TITLE},
                     kind={"doc_type": "请示", "direction": "上行"}),
                 Bad("", elements={"发文字号": "某政发〔2024〕8号", "标题": _TITLE},
                     kind={"doc_type": "请示", "direction": "上行", "preprinted": True}),
                 Good("", elements={"发文机关标志": "某市人民政府文件", "签发人": "签发人：张三", "标题": _TITLE},
                      kind={"doc_type": "请示", "direction": "上行"})])
def missing_signatory(document: Document, structure: Structure) -> Iterator[Problem]:
    """上行文应当标注签发人姓名。

    请示、报告等报上级的公文要让上级知道由谁负责。只在有版头（发文机关标志），或者印在红头纸上而发文字号已排好时报：
    没有版头的送审稿、网上转载的纯文本往往没有签发人。依据：《党政机关公文处理工作条例》第九条（六）、GB/T 9704-2012 7.2.6。
    """
    headed = structure.get("发文机关标志") or (structure.kind.preprinted and structure.get("发文字号"))
    if headed and not structure.get("签发人"):
        yield Problem(None, f"{structure.kind.doc_type or '上行文'}应当标注签发人，现在没有。"
                            "应当在发文字号同一行居右空一字编排“签发人：姓名”。", element="签发人")


@check("HT2022", "非上行文标了签发人", on="签发人", severity="info", basis="《党政机关公文处理工作条例》第九条（六）",
       layouts=("普通",), directions=("下行", "平行"),
       examples=[Bad("⟦签发人：张三⟧"), Good("签发人：张三", kind={"doc_type": "报告", "direction": "上行"})])
def needless_signatory(signatory: Element, structure: Structure) -> Iterator[Problem]:
    """签发人只在上行文中标注。

    条例只要求上行文标注；下行文、平行文标注多是套用模板所致。依据：《党政机关公文处理工作条例》第九条（六）。
    """
    yield Problem(signatory, f"{structure.kind.doc_type or '本文'}不是上行文，一般不标签发人。")


@check("HT2023", "签发人写法", on="签发人", severity="error", basis="GB/T 9704-2012 7.2.6",
       examples=[Bad("⟦签发人:⟧张三", fix="签发人：张三"), Bad("⟦签发人　⟧张三", fix="签发人：张三"),
                 Bad("⟦签发：⟧张三", fix="签发人：张三"), Good("签发人：张　三　李四四")])
def signatory_wording(signatory: Element, document: Document) -> Iterator[Problem]:
    """签发人由“签发人”三字加全角冒号和签发人姓名组成。

    文本已丢失全半角区别的，不计较冒号的宽窄。依据：GB/T 9704-2012 7.2.6。
    """
    text = signatory.text
    found = re.match(r"签\s*发\s*人?\s*(?P<colon>[：:]?)\s*", text)
    if found is None or found.end() == len(text):
        return
    label = found.group()
    if label == "签发人：" or (re.fullmatch(r"签发人[：:]\s*", label) and (
            found["colon"] == "：" or "width" in document.unknown)):
        return
    yield Problem(signatory.at(0, found.end()), "应当写作“签发人：姓名”，用全角冒号。", (Fix("签发人："),))


@check("HT2024", "签发人姓名字体", on="签发人", severity="warning", basis="GB/T 9704-2012 7.2.6", needs=("font", "size"),
       examples=[Bad("签发人：⟦张三⟧", run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("签发人：张三", run={"font": "楷体_GB2312", "size_pt": 16.0})])
def signatory_lettering(signatory: Element, document: Document) -> Iterator[Problem]:
    """“签发人”三字用 3 号仿宋体字，签发人姓名用 3 号楷体字。

    标签与姓名在 Word 里要分开设字体。标签误用黑体、宋体，字号不是三号（15.5 至 16.5 磅）的一并报。依据：GB/T 9704-2012 7.2.6。
    """
    text = signatory.text
    found = re.match(r"签\s*发\s*人?\s*[：:]?\s*", text)
    split = found.end() if found else 0
    yield from lettering(document, signatory.at(split, len(text)), KAI_3, "签发人姓名")
    for span in signatory.at(0, split):
        for run in document.blocks[span.block].runs_in(span.start, span.end):
            if role_of(run.font) in ("黑体", "宋体", "小标宋") and has_han(document.text(Span(span.block, run.start, run.end))):
                yield Problem(span, f"“签发人”三字现为“{family_name(run.font or '')}”，应为仿宋三号。")
                return
            if run.size_pt is not None and not KAI_3.low <= run.size_pt <= KAI_3.high:
                yield Problem(span, f"“签发人”三字现为{size_name(run.size_pt)}，应为仿宋三号。")
                return
