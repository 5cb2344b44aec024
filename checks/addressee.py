"""主送机关（GB/T 9704-2012 7.3.2）。"""

from __future__ import annotations

from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import blank_lines_problem, free_standing, gap, left_chars, measured
from ..pipeline.lettering import FANGSONG_3, lettering
from ..pipeline.model import Document
from ..pipeline.review import Fix

_TITLE = "某市人民政府关于做好防汛工作的通知"
_TO = "各县（区）人民政府，市政府各部门："
NEED_ADDRESSEE = ("通知", "请示", "报告", "批复", "函", "议案")


@check("HT3010", "主送机关未顶格", on="主送机关", severity="error", basis="GB/T 9704-2012 7.3.2",
       needs=("indent", "alignment"),
       examples=[Bad(f"⟦{_TO}⟧", paragraph={"first_line_chars": 2.0, "alignment": "both"}),
                 Bad(f"　　⟦{_TO}⟧", paragraph={"first_line_chars": 0.0, "alignment": "both"}),
                 Good(_TO, paragraph={"first_line_chars": 0.0, "left_chars": 0.0, "alignment": "both"})])
def addressee_flush(addressee: Element, document: Document) -> Iterator[Problem]:
    """主送机关居左顶格，回行时仍顶格。

    多是正文的“首行缩进 2 字符”带到了这一行。容差半个字。依据：GB/T 9704-2012 7.3.2。
    """
    block = addressee.block
    if not measured(block) and block.paragraph.alignment in ("center", "right"):
        yield Problem(addressee, "主送机关没有居左顶格。")
        return
    left = left_chars(document, block)
    if left is not None and left > 0.5:
        yield Problem(addressee, f"主送机关左空约 {left:.1f} 字，应当居左顶格。在“段落—缩进”中把特殊格式改为“无”，并删去行首空格。")
    elif free_standing(block) and not measured(block) and (block.paragraph.left_chars or 0.0) > 0.5:
        yield Problem(addressee, "主送机关回行没有顶格。在“段落—缩进”中把左缩进和悬挂缩进改为 0。", severity="warning")


@check("HT3011", "主送机关末未用全角冒号", on="主送机关", severity="error", basis="GB/T 9704-2012 7.3.2",
       examples=[Bad("各县（区）人民政府，市政府各部门⟦。⟧", fix=_TO), Bad("市人民政⟦府⟧", fix="市人民政府："),
                 Bad("市人民政府⟦:⟧", fix="市人民政府："), Good(_TO)])
def addressee_colon(addressee: Element, document: Document) -> Iterator[Problem]:
    """主送机关最后一个机关名称后标全角冒号。

    文本已丢失全半角区别的，半角冒号不报。依据：GB/T 9704-2012 7.3.2。
    """
    text = addressee.text.rstrip()
    if not text or text.endswith("：") or (text.endswith(":") and "width" in document.unknown):
        return
    last = text[-1]
    where = addressee.at(len(text) - 1, len(text))
    if last == ":":
        yield Problem(where, "主送机关后的冒号应当用全角“：”。", (Fix("："),))
    elif last in "。，、；,;.":
        yield Problem(where, f"主送机关后用了“{last}”，应当用全角冒号。", (Fix("："),))
    else:
        yield Problem(where, "主送机关后缺全角冒号。", (Fix(last + "："),))


@check("HT3012", "主送机关与标题未空一行", severity="warning", basis="GB/T 9704-2012 7.3.2", needs=("blank_lines",),
       layouts=("普通", "信函"),
       examples=[Bad("", elements={"标题": _TITLE, "主送机关": _TO}),
                 Good("", elements={"标题": _TITLE + "\n", "主送机关": _TO})])
def addressee_below_title(document: Document, structure: Structure) -> Iterator[Problem]:
    """主送机关编排于标题下空一行位置。

    一个空段（约 15 毫米）和式样图的 10 毫米都算空一行。标题与主送之间另有题注的不查。依据：GB/T 9704-2012 7.3.2。
    """
    title, addressee = structure.get("标题"), structure.get("主送机关")
    if title and addressee:
        yield from blank_lines_problem(document, title.blocks[-1], addressee.block, 1,
                                       "主送机关与标题之间现{now}，应当空一行。")


@check("HT3013", "主送机关与正文之间空了行", severity="warning", basis="GB/T 9704-2012 7.3.3", needs=("blank_lines",),
       layouts=("普通", "信函"),
       examples=[Bad("", elements={"主送机关": _TO + "\n", "正文": "现将有关事项通知如下。"}),
                 Good("", elements={"主送机关": _TO, "正文": "现将有关事项通知如下。"})])
def body_below_addressee(document: Document, structure: Structure) -> Iterator[Problem]:
    """正文编排于主送机关名称下一行，中间不空行。

    版式文件上两行字框净距 9 毫米以内放行（紧接的约 4.6 毫米，空一行在 9 毫米以上），Word 里空 0.6 行以内放行。依据：GB/T 9704-2012 7.3.3。
    """
    addressee, body = structure.get("主送机关"), structure.get("正文")
    if addressee and body:
        found = gap(document, addressee.blocks[-1], body.block)
        if found and not found.fits(0):
            yield Problem(addressee, f"主送机关与正文之间现{found.said}，应当不空行。")


@check("HT3014", "主送机关字体字号", on="主送机关", severity="warning", basis="GB/T 9704-2012 7.3.2、5.2.2",
       needs=("font", "size"),
       examples=[Bad(f"⟦{_TO}⟧", run={"font": "黑体", "size_pt": 16.0}),
                 Good(_TO, run={"font": "仿宋_GB2312", "size_pt": 16.0})])
def addressee_lettering(addressee: Element, document: Document) -> Iterator[Problem]:
    """主送机关用 3 号仿宋体字。

    依据：GB/T 9704-2012 7.3.2、5.2.2。
    """
    yield from lettering(document, addressee.spans, FANGSONG_3, "主送机关")


@check("HT3015", "缺主送机关", severity="warning", basis="《党政机关公文处理工作条例》第九条（八）", doc_types=NEED_ADDRESSEE,
       layouts=("普通", "信函"),
       examples=[Bad("", elements={"发文机关标志": "某市人民政府文件", "标题": _TITLE, "正文": "现将有关事项通知如下。"}),
                 Good("", elements={"发文机关标志": "某市人民政府文件", "标题": _TITLE, "主送机关": _TO,
                                    "正文": "现将有关事项通知如下。"})])
def missing_addressee(document: Document, structure: Structure) -> Iterator[Problem]:
    """通知、请示、报告、批复、函、议案应当有主送机关。

    公告、通告、公报、决定、命令、纪要可以没有。只在有发文机关标志或发文字号、标题和正文都认得出时报；主送移到版记的不报；
    面向社会普发的通知可以忽略。依据：《党政机关公文处理工作条例》第九条（八）、GB/T 9704-2012 7.3.2。
    """
    marked = structure.get("发文机关标志") or structure.get("发文字号")
    if not marked or not structure.get("标题") or not structure.get("正文") or structure.get("主送机关"):
        return
    if "主送（版记）" not in structure.roles:
        yield Problem(None, f"{structure.kind.doc_type}应当有主送机关，现在没有。应当在标题下空一行顶格编排，后标全角冒号。",
                      element="主送机关")
