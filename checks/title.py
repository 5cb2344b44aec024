"""标题和主送机关（GB/T 9704-2012 7.3.1、7.3.2）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..corpora.fonts import role_of
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import (
    blank_lines_problem,
    center_mm,
    free_standing,
    gap,
    left_chars,
    masthead_lines,
    measured,
    text_width,
    type_area,
)
from ..pipeline.lettering import FANGSONG_3, TITLE_2, lettering
from ..pipeline.model import Block, Document
from ..pipeline.review import Fix

_TITLE = "云岭市人民政府关于做好防汛工作的通知"
_NEEDS_ADDRESSEE = ("通知", "请示", "报告", "批复", "函", "议案")


@check("HT3001", "标题字体字号", on="标题", severity="warning", basis="GB/T 9704-2012 7.3.1", needs=("font",),
       examples=[Bad(f"⟦{_TITLE}⟧", run={"font": "黑体", "size_pt": 22.0}),
                 Bad(f"⟦{_TITLE}⟧", run={"font": "方正小标宋简体", "size_pt": 18.0}),
                 Good(_TITLE, run={"font": "方正小标宋_GBK", "size_pt": 22.0})])
def title_lettering(title: Element, document: Document) -> Iterator[Problem]:
    """标题一般用 2 号小标宋体字。

    方正小标宋、CESI 小标宋等同类字体都放行；21 至 22 磅都算二号（号制二号 21 磅）。华文中宋、方正大标宋是形近的代用，只作提示。
    依据：GB/T 9704-2012 7.3.1。
    """
    for problem in lettering(document, title.spans, TITLE_2, "标题"):
        near = any(role_of(r.font) == "近似小标宋" for b in title.blocks for r in b.runs)
        sizes = {r.size_pt for b in title.blocks for r in b.runs if b.text[r.start:r.end].strip()}
        only_face = near and all(s is None or TITLE_2.low <= s <= TITLE_2.high for s in sizes)
        yield Problem(problem.at, problem.message, severity="info" if only_face else None)


@check("HT3002", "标题未居中", on="标题", severity="error", basis="GB/T 9704-2012 7.3.1", needs=("alignment",),
       examples=[Bad(f"⟦{_TITLE}⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Bad(f"⟦{_TITLE}⟧", paragraph={"alignment": "center", "first_line_chars": 2.0}),
                 Good(_TITLE, paragraph={"alignment": "center", "first_line_chars": 0.0})])
def title_centred(title: Element, document: Document) -> Iterator[Problem]:
    """标题分一行或多行居中排布，不留缩进。

    居中而又残留两字首行缩进，会整体偏右一个字，是从正文样式带来的常见错误。版式文件量中心，容差 3 毫米。
    依据：GB/T 9704-2012 7.3.1。
    """
    for block in title.blocks:
        if measured(block):
            low, high = type_area(document, block)
            center = center_mm([block])
            if center is not None and abs(center - (low + high) / 2) > 3.5:
                yield Problem(block, "标题没有居中排布。", element=title.name)
                return
        elif free_standing(block):
            message = _off_centre(block)
            if message:
                yield Problem(block, message, element=title.name)
                return


def _off_centre(block: Block) -> str | None:
    form = block.paragraph
    if form.alignment in ("left", "right", "both"):
        if block.text[:1] in "　 \t" and form.alignment != "right":
            return "标题用空格顶到中间，应当设为“居中”。"
        return "标题应当居中排布。"
    if form.alignment == "center" and (form.first_line_chars or 0) >= 0.5:
        return f"标题虽已居中，但残留 {form.first_line_chars:g} 字首行缩进，整体偏右。把首行缩进设为“无”。"
    return None


@check("HT3003", "标题末尾用了标点", on="标题", severity="warning", basis="GB/T 15834-2011 附录 B.4；公文惯例",
       examples=[Bad(f"{_TITLE}⟦。⟧", fix=_TITLE), Good(_TITLE), Good("关于印发《云岭市会议管理办法（试行）》的通知")])
def title_end(title: Element) -> Iterator[Problem]:
    """标题末尾不加标点。

    标题中除书名号、引号、括号、顿号等必要的以外一般也不用标点，那一条由人判断。依据：GB/T 15834-2011 附录 B.4。
    """
    if match := re.search(r"[。，：；！、,.;:!]+$", title.text.rstrip()):
        yield Problem(title.at(*match.span()), f"标题末尾不加标点，应当删去“{match.group()}”。", (Fix(""),))


@check("HT3005", "标题与分隔线间未空二行", severity="warning", basis="GB/T 9704-2012 7.3.1", layouts=("普通",),
       needs=("blank_lines",),
       examples=[Bad("", elements={"发文字号": "云政发〔2026〕8号", "标题": f"{_TITLE}"}),
                 Good("", elements={"标题": _TITLE})])
def title_gap(document: Document, structure: Structure) -> Iterator[Problem]:
    """标题编排于红色分隔线下空二行位置。

    空段、段前距都算。版式文件量线到字框 16 至 29 毫米放行：式样图是 20 毫米，Word 里用两个空段是 25 毫米。没有分隔线时量到发文字号。
    依据：GB/T 9704-2012 7.3.1。
    """
    title, number = structure.get("标题"), structure.get("发文字号")
    if title is None or number is None:
        return
    above, below = number.blocks[-1], title.block
    if measured(below):
        lines = [x for x in masthead_lines(structure) if x.red and x.y is not None]
        if lines and lines[-1].y is not None:
            space = below.anchor.lines[0].y0 - lines[-1].y
            if not 16.0 <= space <= 29.0:
                yield Problem(title, f"标题在分隔线下 {space:.0f} 毫米处，应当空二行（约 21 毫米）。")
        return
    found = gap(document, above, below)
    if found is not None and found.lines is not None and not 1.4 <= found.lines <= 3.3:
        yield Problem(title, f"标题与发文字号（分隔线）之间现{_said(found.said)}，应当空二行。")


def _said(text: str) -> str:
    return f"空 {text.strip()}"


@check("HT3006", "多行标题排列形状", on="标题", severity="warning", basis="GB/T 9704-2012 7.3.1",
       examples=[Bad("⟦云岭市人民政府办公室关于印发⟧\n云岭市政务的\n数据共享管理办法实施细则的通知"),
                 Good("云岭市人民政府办公室关于印发\n《云岭市政务数据共享管理办法》的通知"),
                 Good("云岭市人民政府\n关于做好二〇二六年春季防汛抗旱\n有关工作的通知")])
def title_shape(title: Element, document: Document) -> Iterator[Problem]:
    """标题回行要排列对称、长短适宜，多行时使用梯形或菱形。

    只报看得准的两种：三行以上中间短两头长的沙漏形；三行以上各行等长的矩形（相差不到一字）。两行等长不报，难免。
    依据：GB/T 9704-2012 7.3.1（应当使用梯形或菱形）。
    """
    lines = [text_width(document.text(s).strip()) for s in title.spans]
    if len(lines) < 3 or len(title.blocks) != len(title.spans):
        return
    middle, ends = lines[1:-1], (lines[0], lines[-1])
    if max(middle) + 2 <= min(ends):
        yield Problem(title, "标题中间短、两头长（沙漏形），应当排成上长下短、上短下长的梯形或者菱形。")
    elif max(lines) - min(lines) < 1:
        yield Problem(title, "标题各行等长（矩形），应当排成梯形或者菱形。")


@check("HT3010", "主送机关未顶格", on="主送机关", severity="error", basis="GB/T 9704-2012 7.3.2",
       needs=("indent", "alignment"),
       examples=[Bad("⟦各县（区）人民政府：⟧", paragraph={"alignment": "left", "first_line_chars": 2.0}),
                 Good("各县（区）人民政府：", paragraph={"alignment": "left", "first_line_chars": 0.0})])
def addressee_flush(addressee: Element, document: Document) -> Iterator[Problem]:
    """主送机关居左顶格，回行时仍顶格。

    容差半字。依据：GB/T 9704-2012 7.3.2。
    """
    block = addressee.block
    if not free_standing(block):
        return
    left = left_chars(document, block)
    if block.paragraph.alignment in ("center", "right") and not measured(block):
        yield Problem(addressee, "主送机关应当居左顶格，现为居中或右对齐。")
    elif left is not None and abs(left) > 0.6:
        yield Problem(addressee, f"主送机关应当顶格，现左空 {left:.1f} 字。把首行缩进和左缩进设为 0，删去行首空格。")
    elif (block.paragraph.left_chars or 0) > 0.6 and (measured(block) is False or len(block.anchor.lines) > 1):
        yield Problem(addressee, "主送机关回行时仍应顶格。把左缩进（悬挂缩进）设为 0。")


@check("HT3011", "主送机关末尾未用全角冒号", on="主送机关", severity="error", basis="GB/T 9704-2012 7.3.2",
       examples=[Bad("各县（区）人民政府⟦:⟧", fix="各县（区）人民政府："),
                 Bad("各县（区）人民政府⟦。⟧", fix="各县（区）人民政府："),
                 Bad("各县（区）人民⟦政府⟧", fix="各县（区）人民政府："), Good("各县（区）人民政府：")])
def addressee_colon(addressee: Element, document: Document) -> Iterator[Problem]:
    """主送机关最后一个名称后标全角冒号。

    依据：GB/T 9704-2012 7.3.2。文本在采集中丢了全角标点的，不报半角冒号。
    """
    text = addressee.text.rstrip()
    if text.endswith("：") or (text.endswith(":") and "width" in document.unknown):
        return
    if text[-1] in ":。，、；,;.":
        yield Problem(addressee.at(len(text) - 1, len(text)), "主送机关最后一个名称后应当用全角冒号“：”。", (Fix("："),))
    else:
        yield Problem(addressee.at(len(text) - 2, len(text)), "主送机关最后一个名称后缺全角冒号“：”。",
                      (Fix(text[-2:] + "："),))


@check("HT3012", "标题与主送机关间未空一行", severity="warning", basis="GB/T 9704-2012 7.3.2", needs=("blank_lines",),
       examples=[Bad("", elements={"标题": _TITLE, "主送机关": "各县（区）人民政府："}),
                 Good("", elements={"标题": _TITLE + "\n", "主送机关": "各县（区）人民政府："})])
def addressee_gap(document: Document, structure: Structure) -> Iterator[Problem]:
    """主送机关编排于标题下空一行位置。

    空段、段后距都算；8 至 17 毫米放行（式样图 10 毫米，Word 一个空段约 15 毫米）。依据：GB/T 9704-2012 7.3.2。
    """
    title, addressee = structure.get("标题"), structure.get("主送机关")
    if title is None or addressee is None:
        return
    upper, lower = title.blocks[-1], addressee.block
    if upper.index < lower.index:
        yield from blank_lines_problem(document, upper, lower, 1, "标题与主送机关之间应当空一行，现空{now}。")


@check("HT3013", "主送机关与正文间空行", on="主送机关", severity="warning", basis="GB/T 9704-2012 7.3.3",
       needs=("blank_lines",),
       examples=[Bad("各县（区）人民政府：\n", elements={"正文": "为做好防汛工作，现就有关事项通知如下。"}),
                 Good("各县（区）人民政府：", elements={"正文": "为做好防汛工作，现就有关事项通知如下。"})])
def body_gap(addressee: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """正文编排于主送机关名称下一行，中间不空行。

    依据：GB/T 9704-2012 7.3.3。
    """
    body = structure.get("正文")
    if body is None:
        return
    found = gap(document, addressee.blocks[-1], body.block)
    if found is not None and ((found.lines or 0) >= 0.7 or (found.mm or 0) > 10.5):
        yield Problem(body.block, f"主送机关与正文之间不空行，现{_said(found.said)}。")


@check("HT3014", "主送机关字体字号", on="主送机关", severity="warning", basis="GB/T 9704-2012 5.2.2", needs=("font",),
       examples=[Bad("⟦各县（区）人民政府：⟧", run={"font": "黑体", "size_pt": 16.0}),
                 Good("各县（区）人民政府：", run={"font": "仿宋_GB2312", "size_pt": 16.0})])
def addressee_lettering(addressee: Element, document: Document) -> Iterator[Problem]:
    """主送机关用 3 号仿宋体字。

    如无特殊说明，公文各要素一般用 3 号仿宋体字。依据：GB/T 9704-2012 5.2.2。
    """
    yield from lettering(document, addressee.spans, FANGSONG_3, "主送机关")


@check("HT3015", "缺主送机关", severity="warning", basis="《党政机关公文处理工作条例》第九条（八）", doc_types=_NEEDS_ADDRESSEE,
       layouts=("普通", "信函"),
       examples=[Bad("", elements={"发文字号": "云政发〔2026〕8号", "标题": _TITLE, "正文": "为做好防汛工作，现通知如下。"}),
                 Good("", elements={"发文字号": "云政发〔2026〕8号", "标题": _TITLE, "主送机关": "各县（区）人民政府："})])
def addressee_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """通知、请示、报告、批复、函和议案应当有主送机关。

    普发性通知偶有不写主送机关的，版记里有“主送”的也不报；没有发文字号的草稿不检查。依据：《党政机关公文处理工作条例》第九条（八）。
    """
    if structure.get("主送机关") or not structure.get("发文字号") or "主送（版记）" in structure.roles:
        return
    if structure.get("标题") and structure.get("正文"):
        yield Problem(None, f"没有找到主送机关。{structure.kind.doc_type}应当在标题下写明主送机关，后加全角冒号。",
                      element="主送机关")

