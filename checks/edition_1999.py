"""旧公文（2000年至2012年6月）：GB/T 9704-1999《国家行政机关公文格式》自己的要求，现行国标已经改了的。

党的机关当时另有《中国共产党机关公文处理条例》（密级在左上角，日期用阿拉伯数字，没有主题词），其公文不按这些要求查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_of, written, written_han
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import long_lines, measured, placed
from ..pipeline.lettering import FANGSONG_3, FANGSONG_4, lettering
from ..pipeline.model import Anchor, Block, Document, Line, VisualLine
from ..pipeline.review import Fix

_OLD = {"standard": "1999"}
_TITLE = "云岭市人民政府关于做好防汛工作的通知"
_DATE = "二○○四年三月十五日"
_COLOPHON = {"标题": _TITLE, "成文日期": _DATE, "印发机关": "云岭市人民政府办公室", "印发日期": "2004年3月16日印发"}
_PARTY = re.compile(r"中共|中国共产党|党委|纪委|党组|团委|共青团|党工委|[市县区省州旗]委")
MARK_TOP_MM = (62.0, 117.0)
"""Upper edge of 发文机关标识 from the page's: 25 mm below the type area's, 80 mm in what is reported upward (8.1.4)."""
MARK_SLACK_MM = 12.0
"""Offices with high marks moved them; only what fits neither place is told."""


def _party(structure: Structure) -> bool:
    """Whether an organ of the Party (or one that followed its rules) issued it."""
    names = ("发文机关标志", "发文机关署名", "印发机关")
    return any(_PARTY.search(e.text) for name in names if (e := structure.get(name))) or bool(
        (number := structure.get("发文字号")) and re.match(r"[^〔\[（(]*(?:委|党|纪)", number.text))


def _mark_at(y0: float) -> dict[str, object]:
    return {"anchor": Anchor(lines=(VisualLine(0, 9, 1, y0, y0 + 15.0, ((46.0, 166.0),) * 9),))}


@check("HT2202", "旧国标：发文机关标识高度", on="发文机关标志", severity="warning", standards=("1999",),
       basis="GB/T 9704-1999 8.1.4", needs=("geometry",), layouts=("普通",),
       examples=[Bad("⟦云岭市人民政府文件⟧", kind=_OLD, block=_mark_at(90.0)),
                 Good("云岭市人民政府文件", kind=_OLD, block=_mark_at(62.0)),
                 Good("云岭市人民政府文件", kind={**_OLD, "direction": "上行"}, block=_mark_at(116.0))])
def mark_top(mark: Element, structure: Structure) -> Iterator[Problem]:
    """旧国标的发文机关标识上边缘至版心上边缘 25 毫米（距纸上边 62 毫米），上报的公文 80 毫米（117 毫米）。

    只在版式文件上量。当时执行不一，离两处都超过 12 毫米的才报；套打的、党的机关的公文不查。依据：GB/T 9704-1999 8.1.4。
    """
    line = min((ln for b in mark.blocks for ln in b.anchor.lines), key=lambda ln: (ln.page, ln.y0), default=None)
    if line is None or line.page != 1 or structure.kind.preprinted or _party(structure):
        return
    if all(abs(line.y0 - y) > MARK_SLACK_MM for y in MARK_TOP_MM):
        wanted = MARK_TOP_MM[structure.kind.direction == "上行"]
        yield Problem(mark, f"发文机关标识上边缘距纸上边约 {line.y0:.0f} 毫米，旧国标为 {wanted:.0f} 毫米。")


@check("HT6201", "旧国标：紧急程度写法", on="紧急程度", severity="error", standards=("1999",), group="密级",
       basis="《国家行政机关公文处理办法》（国发〔2000〕23号）第十条（三）",
       examples=[Bad("⟦紧急⟧", kind=_OLD), Good("急　件", kind=_OLD), Good("特急", kind=_OLD), Good("加急", kind=_OLD)])
def urgency(element: Element) -> Iterator[Problem]:
    """旧公文的紧急程度标“特急”或“急件”，电报标“特提”“特急”“加急”“平急”。

    依据：《国家行政机关公文处理办法》（国发〔2000〕23号）第十条（三）。
    """
    if not re.fullmatch(r"特急(?:件)?|急件|加急|特提|平急", re.sub(r"\s", "", element.text)):
        yield Problem(element, "紧急程度标“特急”或“急件”（电报另有“特提”“加急”“平急”）。")


@check("HT3201", "旧国标：成文时间写法", on="成文日期", severity="error", standards=("1999",), basis="GB/T 9704-1999 8.2.5",
       examples=[Bad("⟦二零零四年三月十五日⟧", kind=_OLD, fix="二○○四年三月十五日"),
                 Bad("⟦二00四年三月十五日⟧", kind=_OLD, fix="二○○四年三月十五日"),
                 Bad("⟦二○○四年三月15日⟧", kind=_OLD, fix="二○○四年三月十五日"),
                 Good("二○○四年三月十五日", kind=_OLD), Good("二〇〇四年十二月二十一日", kind=_OLD), Good("二○○四年元月五日", kind=_OLD),
                 Good("2004年3月15日", kind=_OLD)])
def date_form(date: Element, structure: Structure) -> Iterator[Problem]:
    """旧国标的成文时间用汉字将年、月、日标全，“零”写为“○”。

    “○”“〇”都认；写成字母 O 的看不出来，不报。整个日期用阿拉伯数字的多是党的机关的公文，或者网上转载时改过，也不报。
    依据：GB/T 9704-1999 8.2.5。
    """
    text = re.sub(r"\s", "", date.text)
    right = written_han(text)
    if right is None or re.fullmatch(r"[\d０-９]{4}年[\d０-９]{1,2}月[\d０-９]{1,2}日", text) or re.search(r"[.．/／\-—]", text):
        return
    if text.translate(_SAME_ZERO).replace("元月", "一月") != right:
        yield Problem(date, f"旧国标的成文时间用汉字，“零”写为“○”，写作“{right}”。", (Fix(right),))


_SAME_ZERO = str.maketrans(dict.fromkeys("〇◯ＯOo", "○"))


@check("HT3202", "旧国标：成文时间位置", on="成文日期", severity="warning", standards=("1999",), basis="GB/T 9704-1999 8.2.6",
       needs=("alignment",), layouts=("普通", "信函"),
       examples=[Bad(f"⟦{_DATE}⟧", kind=_OLD, paragraph={"alignment": "left", "first_line_chars": 2.0, "right_chars": 0.0}),
                 Bad(f"⟦{_DATE}⟧", kind=_OLD, paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 0.0}),
                 Good(_DATE, kind=_OLD, paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 4.0})])
def date_place(date: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """旧国标的成文时间右空四字；加盖两个印章的拉开，左右各空七字；三个以上的右空二字。

    只报右顶格的（右空不到 1.2 字，含字距误差）和靠左的。依据：GB/T 9704-1999 8.2.6.1、8.2.6.2。
    """
    at, body = placed(document, date.block), structure.get("正文")
    if at is None or date.block.cell is not None or (body is not None and date.block.index < body.block.index):
        return
    if at.left < 6 and at.right > 10:
        yield Problem(date, "成文时间应当靠右编排：右空四字。")
    elif at.right < 1.2:
        yield Problem(date, "成文时间右顶格了，应当右空四字（三个以上机关联合行文的右空二字）。")


@check("HT4201", "旧国标：主题词写法", on="主题词", severity="warning", standards=("1999",), basis="GB/T 9704-1999 8.3.1", folds=True,
       examples=[Bad("主题词⟦:⟧防汛　工作　通知", kind=_OLD, fix="主题词：防汛　工作　通知"),
                 Bad("主题词⟦ ⟧防汛　工作　通知", kind=_OLD, fix="主题词：防汛　工作　通知"),
                 Bad("主题词：防汛⟦、⟧工作⟦；⟧通知⟦。⟧", kind=_OLD, fix="主题词：防汛　工作　通知"),
                 Good("主题词：防汛　工作　通知", kind=_OLD), Good("主 题 词：交通 安全△ 决定", kind=_OLD)])
def subject_words(subject: Element, document: Document) -> Iterator[Problem]:
    """“主题词”后标全角冒号，词目之间空一字，末尾不加标点。

    依据：GB/T 9704-1999 8.3.1。
    """
    text = subject.text.rstrip()
    label = re.match(r"主\s*题\s*词(?P<mark>\s*[：:]?)", text)
    if label is None:
        return
    if label["mark"].strip() != "：" and not (label["mark"].strip() == ":" and "width" in document.unknown):
        end = max(label.end(), min(label.end("mark") + 1, len(text))) if not label["mark"] else label.end()
        yield Problem(subject.at(label.start("mark"), end), "“主题词”后应当标全角冒号“：”。", (Fix("："),))
    for match in re.finditer(r"[、，；,;。]", text[label.end():]):
        at = subject.at(label.end() + match.start(), label.end() + match.end())
        if label.end() + match.end() == len(text):
            yield Problem(at, "主题词末尾不加标点。", (Fix(""),))
        else:
            yield Problem(at, "主题词的词目之间空一字，不用标点。", (Fix("　"),))


@check("HT4202", "旧国标：缺主题词", severity="warning", standards=("1999",), layouts=("普通",),
       basis="GB/T 9704-1999 8.3.1；《国家行政机关公文处理办法》（国发〔2000〕23号）第十条（十四）",
       examples=[Bad("", kind=_OLD, elements=_COLOPHON),
                 Good("", kind=_OLD, elements={**_COLOPHON, "主题词": "主题词：防汛　工作　通知"}),
                 Good("", kind=_OLD, elements={**_COLOPHON, "印发机关": "中共云岭市委办公室"}),
                 Good("", kind=_OLD, elements={"标题": _TITLE, "成文日期": _DATE})])
def subject_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """旧公文的版记应当标注主题词。

    只在汉字成文日期、印发机关、印发日期俱全（确是按旧国标排了版记）时报；纯文本和党的机关的公文不查。
    依据：《国家行政机关公文处理办法》第十条（十四）、GB/T 9704-1999 8.3.1。
    """
    date, print_date = structure.get("成文日期"), structure.get("印发日期")
    if structure.get("主题词") or not structure.get("印发机关") or print_date is None or _party(structure):
        return
    if (document.source.format == "text" and document.source.sha256) or date is None or re.search(r"\d", date.text):
        return
    yield Problem(None, "版记没有主题词。旧国标要求在抄送之上标“主题词：”，词目之间空一字。", element="主题词")


_ORDER = ("主题词", "主送（版记）", "抄送机关", "印发机关")


@check("HT4203", "旧国标：版记各要素的顺序", severity="error", standards=("1999",), basis="GB/T 9704-1999 8.3",
       examples=[Bad("", kind=_OLD, elements={"抄送机关": "抄送：市委办公室。", "主题词": "主题词：防汛　工作　通知"}),
                 Good("", kind=_OLD, elements={"主题词": "主题词：防汛　工作　通知", "抄送机关": "抄送：市委办公室。",
                                               "印发机关": "云岭市人民政府办公室"})])
def colophon_order(document: Document, structure: Structure) -> Iterator[Problem]:
    """旧国标的版记自上而下依次是主题词、（移来的）主送、抄送、印发机关和印发时间。

    依据：GB/T 9704-1999 8.3.1 至 8.3.3、8.2.2。
    """
    found = [(_ORDER.index(role), block) for block, role in zip(document.blocks, structure.roles, strict=True)
             if role in _ORDER]
    for (upper, _), (lower, block) in pairwise(found):
        if lower < upper:
            yield Problem(block, f"“{_ORDER[lower].removesuffix('（版记）')}”应当排在“{_ORDER[upper].removesuffix('（版记）')}”之上。",
                          element=_ORDER[lower] if lower != 1 else None)
            return


@check("HT4204", "旧国标：印发时间写法", on="印发日期", severity="warning", standards=("1999",), basis="GB/T 9704-1999 8.3.3",
       examples=[Bad("⟦二○○四年三月十六日印发⟧", kind=_OLD, fix="2004年3月16日印发"),
                 Bad("⟦2004年03月16日印发⟧", kind=_OLD, fix="2004年3月16日印发"), Good("2004年3月16日印发", kind=_OLD),
                 Good("2004年3月16日", kind=_OLD)])
def printing_date(date: Element) -> Iterator[Problem]:
    """旧国标的印发时间用阿拉伯数码标识（成文时间用汉字）。

    当时没有要求加“印发”二字，不加的不报。依据：GB/T 9704-1999 8.3.3。
    """
    text = re.sub(r"\s", "", date.text)
    right = written(text)
    if right and not text.startswith(right) and date_of(text):
        word = re.search(r"[^\d日]*$", text)
        yield Problem(date, "印发时间用阿拉伯数字标全年、月、日，不编虚位。", (Fix(right + (word.group() if word else "")),))


@check("HT4205", "旧国标：抄送、印发字体字号", on=("抄送机关", "印发机关", "印发日期"), severity="warning", standards=("1999",),
       basis="GB/T 9704-1999 8.3.2、8.3.3", needs=("font", "size"),
       examples=[Bad("⟦抄送：市委办公室。⟧", kind=_OLD, run={"font": "黑体", "size_pt": 16.0}),
                 Bad("⟦抄送：市委办公室。⟧", kind=_OLD, run={"font": "仿宋_GB2312", "size_pt": 12.0}),
                 Good("抄送：市委办公室。", kind=_OLD, run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("抄送：市委办公室。", kind=_OLD, run={"font": "仿宋_GB2312", "size_pt": 14.0})])
def colophon_lettering(element: Element, document: Document) -> Iterator[Problem]:
    """旧国标的抄送、印发机关和印发时间用 3 号仿宋体字。

    用 4 号的也放行：当时就很普遍，现行国标也改成了 4 号。依据：GB/T 9704-1999 8.3.2、8.3.3。
    """
    found = list(lettering(document, element.spans, FANGSONG_3, element.name))
    if found and list(lettering(document, element.spans, FANGSONG_4, element.name)):
        yield from found


@check("HT4206", "旧国标：缺版记反线", severity="warning", standards=("1999",), basis="GB/T 9704-1999 8.3.4", needs=("lines",),
       layouts=("普通",),
       examples=[Bad("", kind=_OLD, elements=_COLOPHON),
                 Good("", kind=_OLD, elements=_COLOPHON,
                      document={"lines": (Line("paragraph", "000000", 0.35, 156.0, block=3, edge="below"),)})])
def lines_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """旧国标的版记中各要素之下均加一条反线，宽度同版心。

    一条都没有才报；线画成图片的不报。依据：GB/T 9704-1999 8.3.4。
    """
    date = structure.get("成文日期")
    if not structure.get("印发日期") or date is None or any(p.block is not None for p in document.pictures):
        return
    if not any(_below(line, date.block) for line in long_lines(document) if not line.red):
        yield Problem(None, "版记没有反线，主题词、抄送、印发各要素之下均应加一条，与版心等宽。", element="版记分隔线")


def _below(line: Line, block: Block) -> bool:
    """Whether a line is, or may be, below ``block``."""
    if line.y is not None and measured(block):
        last = block.anchor.lines[-1]
        return (line.page or 0) > last.page or (line.page == last.page and line.y > last.y0)
    return line.block is None or line.block >= block.index
