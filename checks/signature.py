"""发文机关署名、成文日期、附注（GB/T 9704-2012 7.3.5、7.3.6）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import impossible, written
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import Placed, free_standing, left_chars, measured, placed, same_row
from ..pipeline.model import Block, Document
from ..pipeline.patterns import DATE
from ..pipeline.review import Fix

_PAGE = {"width_mm": 210.0, "left_mm": 28.0, "right_mm": 26.0}
_TWO = re.compile(r"\S[\s　]{2,}\S")
"""Two organs that sign side by side on one line: the date stands under the last (7.3.5.2)."""
SLACK = 0.9
"""字 that date and signature may be off: half a character (7.3.5) and what the widths of digits differ."""
_TITLE = {"标题": "云岭市人民政府关于做好防汛工作的通知", "主送机关": "各县（区）人民政府：", "正文": "现通知如下。"}


@check("HT3040", "缺发文机关署名", severity="warning", basis="《党政机关公文处理工作条例》第九条（十一）", layouts=("普通", "信函"),
       examples=[Bad("", elements={**_TITLE, "发文字号": "云政发〔2026〕8号", "成文日期": "2026年5月8日"}),
                 Good("", elements={**_TITLE, "发文字号": "云政发〔2026〕8号", "发文机关署名": "云岭市人民政府",
                                    "成文日期": "2026年5月8日"})])
def signature_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """成文日期之上应当署发文机关全称或者规范化简称。

    1999 年版单一机关制发的公文不署名，旧公文不检查。没有发文字号的草稿不检查。依据：《党政机关公文处理工作条例》第九条（十一）。
    """
    if structure.kind.standard == "2012" and structure.get("发文字号") and structure.get("成文日期") \
            and not structure.get("发文机关署名"):
        yield Problem(structure.get("成文日期"), "成文日期之上没有发文机关署名。", element="发文机关署名")


@check("HT3045", "缺成文日期", severity="error", basis="《党政机关公文处理工作条例》第九条（十二）",
       examples=[Bad("", elements={**_TITLE, "发文字号": "云政发〔2026〕8号", "发文机关署名": "云岭市人民政府"}),
                 Good("", elements={**_TITLE, "发文字号": "云政发〔2026〕8号", "成文日期": "2026年5月8日"})])
def date_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """公文应当署会议通过或者发文机关负责人签发的日期。

    没有发文字号的草稿尚未签发，不检查；决议、公报在标题下的题注里署通过日期，不报。依据：《党政机关公文处理工作条例》第九条（十二）。
    """
    number = structure.get("发文字号") or structure.get("令号")
    adopted = any(role == "题注" and DATE.search(block.text) for block, role in zip(document.blocks, structure.roles, strict=True))
    if adopted:
        return
    if number and structure.get("正文") and not structure.get("成文日期") and structure.kind.layout != "纪要":
        yield Problem(structure.get("发文机关署名"), "没有找到成文日期。应当用阿拉伯数字标全年、月、日。", element="成文日期")


@check("HT3041", "成文日期写法", on="成文日期", severity="error", basis="GB/T 9704-2012 7.3.5.4", standards=("2012",),
       examples=[Bad("⟦二〇二六年五月八日⟧", fix="2026年5月8日"), Bad("⟦2026年05月08日⟧", fix="2026年5月8日"),
                 Bad("⟦2026年5月　日⟧", elements={"发文字号": "云政发〔2026〕8号"}),
                 Bad("⟦2026.5.8⟧", fix="2026年5月8日"), Good("2026年5月8日")])
def date_form(date: Element, structure: Structure) -> Iterator[Problem]:
    """成文日期中的数字用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位。

    送审的稿子还没有编号，日期留着空的只作提示。
    汉字日期是 1999 年版的写法；2012 年以前的公文不检查。依据：GB/T 9704-2012 7.3.5.4。
    """
    text = date.text.strip()
    if re.fullmatch(r"(?:19|20)\d\d年(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日", text) or impossible(text):
        return
    if re.search(r"[×xX*]|年[\s　]+月|月[\s　]+日|_", text):
        number = structure.get("发文字号")
        numbered = number is not None and re.search(r"\d\s*号", number.text)
        yield Problem(date, "成文日期还是空白或代号，定稿时应当填全年、月、日。", severity="warning" if numbered else "info")
        return
    right = written(text)
    yield Problem(date, "成文日期应当用阿拉伯数字标全年、月、日，月、日不编虚位" + (f"，写作“{right}”。" if right else "。"),
                  (Fix(right),) if right else ())


@check("HT3042", "成文日期不存在", on="成文日期", severity="error", basis="GB/T 9704-2012 7.3.5.4",
       examples=[Bad("⟦2026年2月30日⟧"), Good("2026年2月28日")])
def date_exists(date: Element) -> Iterator[Problem]:
    """成文日期应当是历法上有的日子。

    依据：GB/T 9704-2012 7.3.5.4（推导）。
    """
    if impossible(date.text):
        yield Problem(date, f"历法上没有“{date.text.strip()}”这一天，请核对。")


@check("HT3043", "成文日期位置", on="成文日期", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.5", needs=("alignment",),
       layouts=("普通", "信函", "命令"),
       examples=[Bad("⟦2026年5月8日⟧", paragraph={"alignment": "left", "first_line_chars": 2.0, "right_chars": 0.0}, section=_PAGE),
                 Bad("⟦2026年5月8日⟧", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 0.0}, section=_PAGE),
                 Good("2026年5月8日", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 4.0}),
                 Good("2026年5月8日", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 2.0})])
def date_place(date: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """成文日期：加盖印章的一般右空四字；不加盖印章的，首字比署名首字右移二字，或者右空二字。

    文件里多半看不出盖不盖章，两种排法都放行，都对不上才报；容差 0.9 字。命令一律右空四字。联合署名、表格和文本框里的只报
    右顶格和靠左的。依据：GB/T 9704-2012 7.3.5.1 至 7.3.5.3。
    """
    block = date.block
    at = placed(document, block)
    signature = structure.get("发文机关署名")
    if at is None or block.cell is not None or (signature is not None and signature.block.index == block.index):
        return
    body = structure.get("正文")
    if body is not None and block.index < body.block.index:
        return  # 公报 and 纪要 have it above the text
    if at.left < 8 and at.right > 12:
        yield Problem(date, "成文日期应当靠右编排：盖章的右空四字；不盖章的首字比署名首字右移二字（或右空二字）。")
    elif at.right < 1.2 and not _shifted(at, _signed(document, signature)):
        if "placement" in document.unknown:
            return  # LibreOffice drops the blanks that were typed behind a date
        yield Problem(date, "成文日期右顶格了。盖章的右空四字；不盖章的首字比署名首字右移二字（或右空二字）。")
    elif _centred(block, at) and not _shifted(at, _signed_aside(document, signature)):
        yield Problem(date, "成文日期居中了，应当靠右编排：盖章的右空四字；不盖章的首字比署名首字右移二字（或右空二字）。")
    elif not _date_fits(at, _signed(document, signature)):
        yield Problem(date, f"成文日期右空约 {at.right:.1f} 字。盖章的应当右空四字；不盖章的首字比署名首字右移二字（或右空二字）。")


def _centred(block: Block, at: Placed) -> bool:
    return abs(at.left - at.right) < 0.6 if measured(block) else block.paragraph.alignment == "center"


def _signed(document: Document, signature: Element | None) -> Placed | None:
    """Where the only signature stands; None where it cannot be told."""
    if signature is None or len(signature.spans) > 1 or signature.block.cell is not None or _TWO.search(signature.text):
        return None
    return placed(document, signature.block)


def _signed_aside(document: Document, signature: Element | None) -> Placed | None:
    """As :func:`_signed`; None for a signature that is centred itself."""
    at = _signed(document, signature)
    return None if at is not None and signature is not None and _centred(signature.block, at) else at


def _shifted(date: Placed, signature: Placed | None) -> bool:
    """Whether the date starts two 字 right of a signature that keeps its own distance from the edge (7.3.5.2)."""
    return signature is not None and signature.right >= 1.2 and abs(date.left - signature.left - 2) <= SLACK


def _date_fits(date: Placed, signature: Placed | None) -> bool:
    if abs(date.right - 4) <= SLACK or abs(date.right - 2) <= SLACK:
        return True
    return signature is None or _shifted(date, signature)


@check("HT3044", "署名与成文日期的相对位置", on="发文机关署名", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.5",
       needs=("alignment",), layouts=("普通", "信函"),
       examples=[Bad("⟦云岭市人民政府⟧", paragraph={"alignment": "left", "first_line_chars": 2.0, "right_chars": 0.0},
                     section=_PAGE, elements={"成文日期": "2026年5月8日"}),
                 Good("云岭市水务局　　云岭市财政局", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 2.0},
                      section=_PAGE, elements={"成文日期": "2026年5月8日"}),
                 Good("云岭市人民政府", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 2.0})])
def signature_place(signature: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """署名在成文日期之上：盖章的以成文日期为准居中；不盖章的右空二字，日期首字比署名首字右移二字。

    署名长得出了版心右缘的可以左移。容差 1.2 字；联合署名只看逐行顶格靠左、居中的，表格里的不看；日期自己排错的由 HT3043 报。
    依据：GB/T 9704-2012 7.3.5.1、7.3.5.2。
    """
    date = structure.get("成文日期")
    if _stacked_aside(signature, document):
        yield Problem(signature, "联合行文的各署名应当靠右编排，以成文日期为准。")
        return
    at = _signed(document, signature)
    if at is None or date is None or date.block.index == signature.block.index:
        return
    if _follows(date, document, at):
        return
    if at.left < 8 and at.right > 10:
        yield Problem(signature, "发文机关署名应当靠右编排：盖章的以成文日期为准居中，不盖章的右空二字。")
        return
    dated = placed(document, date.block)
    if dated is None or date.block.cell is not None or not _date_fits(dated, at) or dated.right < 1.2:
        return
    shifted = abs(dated.left - at.left - 2) <= SLACK + 0.3
    middle = abs((at.left - at.right) - (dated.left - dated.right)) / 2 <= 1.2
    squeezed = at.right < 1.2 and at.left < dated.left
    if not shifted and not middle and not squeezed:
        yield Problem(signature, "署名与成文日期没有对准：盖章的，署名以成文日期为准居中；不盖章的，日期首字比署名首字右移二字。")


def _stacked_aside(signature: Element, document: Document) -> bool:
    """Whether several signatures stand one below the other at the left edge or in the middle."""
    blocks = signature.blocks
    places = [at for b in blocks if (measured(b) or free_standing(b)) and b.cell is None and (at := placed(document, b)) is not None]
    if len(places) != len(blocks) or len(blocks) < 2 or any(same_row(a, b) for a, b in pairwise(blocks)):
        return False
    return all(at.left < 1 and at.right > 10 for at in places) or all(abs(at.left - at.right) < 0.6 for at in places)


def _follows(date: Element, document: Document, at: Placed) -> bool:
    """Whether the signature is centred on a date that is itself in the wrong place, or the two differ in size."""
    dated = placed(document, date.block)
    if dated is None:
        return False
    centred = abs((at.left - at.right) - (dated.left - dated.right)) / 2 <= 1.2
    return (dated.left < 12 and centred) or abs((date.block.size_pt or 16.0) - 16) > 0.6


@check("HT3050", "附注未加圆括号", on="附注", severity="error", basis="GB/T 9704-2012 7.3.6",
       examples=[Bad("⟦此件公开发布⟧", fix="（此件公开发布）"), Bad("⟦(此件公开发布)⟧", fix="（此件公开发布）"),
                 Bad("⟦（此件公开发布⟧", fix="（此件公开发布）"), Good("（联系人：周文静；联系电话：0960-5550123）")])
def note_brackets(note: Element, document: Document) -> Iterator[Problem]:
    """附注加圆括号编排。

    用全角圆括号，括号外不加句号。依据：GB/T 9704-2012 7.3.6。文本在采集中丢了全角标点的，不报半角括号。
    """
    text = note.text.strip()
    if len(note.spans) > 1 or (text.startswith("（") and text.endswith("）")):
        return
    if "width" in document.unknown and text.startswith("(") and text.endswith(")"):
        return
    bare = text.strip("（()）【】[]〔〕。")
    yield Problem(note, "附注应当加全角圆括号。", (Fix(f"（{bare}）"),))


@check("HT3051", "附注未左空二字", on="附注", severity="warning", basis="GB/T 9704-2012 7.3.6", needs=("indent",),
       examples=[Bad("⟦（此件公开发布）⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Good("（此件公开发布）", paragraph={"alignment": "left", "first_line_chars": 2.0})])
def note_indent(note: Element, document: Document) -> Iterator[Problem]:
    """附注居左空二字，编排在成文日期下一行。

    容差 0.6 字。依据：GB/T 9704-2012 7.3.6。
    """
    left = left_chars(document, note.block)
    if note.block.paragraph.alignment in ("right", "center") and not note.block.anchor.lines:
        yield Problem(note, "附注应当居左空二字编排。")
    elif left is not None and abs(left - 2) > 0.6:
        yield Problem(note, f"附注应当左空二字，现左空 {max(left, 0):.1f} 字。")


_HEAD_ORDER = (
    ("发文机关标志", "发文字号", "发文字号应当排在发文机关标志之下。"),
    ("发文字号", "标题", "发文字号应当排在标题之上、版头分隔线以上。"),
)
_ORDER = ("发文机关标志", "发文字号", "标题", "主送机关", "附件说明", "发文机关署名", "成文日期", "附注", "附件", "抄送机关", "印发机关")


def _head_order(document: Document, first: Mapping[str, Element]) -> tuple[tuple[str, str, str], ...]:
    """What the masthead's order can be held to: nothing without a mark, or where frames and cells float."""
    names = [first.get(name) for name in ("发文机关标志", "发文字号", "标题")]
    fixed = all(e is not None and (measured(e.block) or free_standing(e.block)) for e in names)
    return _HEAD_ORDER if fixed and "lines" not in document.unknown else ()


@check("HT3047", "要素顺序", severity="error", basis="GB/T 9704-2012 7.1、7.3", layouts=("普通", "信函"),
       examples=[Bad("", elements={"发文机关署名": "云岭市人民政府", "成文日期": "2026年5月8日", "附件说明": "附件：清单"}),
                 Bad("", elements={"成文日期": "2026年5月8日", "抄送机关": "抄送：市委办公室。", "附注": "（此件公开发布）"}),
                 Bad("", elements={"发文机关标志": "云岭市人民政府文件", "标题": "关于防汛的通知", "发文字号": "云政发〔2026〕8号"}),
                 Good("", elements={"附件说明": "附件：清单", "发文机关署名": "云岭市人民政府", "成文日期": "2026年5月8日"})])
def order(document: Document, structure: Structure) -> Iterator[Problem]:
    """主体各要素自上而下依次为标题、主送机关、正文、附件说明、署名、成文日期、附注、附件，然后是版记。

    常见的是附件说明写到成文日期之后、附注排进版记、版记排在附件之前。版头的发文机关标志、发文字号、标题也应依次排列（信函的
    发文字号也在标志之下）；没有发文机关标志的（网上转载的常把文号放到标题之后）、标志或文号在文本框、表格里的不查。
    依据：GB/T 9704-2012 7.1、7.2、7.3、7.4。
    """
    first = {name: e for name in _ORDER if (e := structure.get(name)) is not None}
    for upper, lower, message in (
        ("附件说明", "发文机关署名", "附件说明应当在正文之后、发文机关署名之前。"),
        ("附件说明", "成文日期", "附件说明应当在正文之后、成文日期之前。"),
        ("附注", "附件", "附注应当在成文日期下一行，在附件之前。"),
        ("附注", "抄送机关", "附注应当在成文日期下一行，不排进版记。"),
        *_head_order(document, first),
        ("附件", "抄送机关", "附件应当在版记之前。"),
        ("附件", "印发机关", "附件应当在版记之前。"),
    ):
        if upper in first and lower in first and first[upper].block.index > first[lower].block.index:
            yield Problem(first[upper], message, element=upper)
            return
    label, date = structure.get("附件"), structure.get("成文日期")
    if label and date:
        for block in document.blocks[date.block.index + 1:label.block.index]:
            if re.match(r"抄[\s　]*[送报][\s　]*[：:]", block.text.strip()):
                yield Problem(label, "版记排在附件之前了，应当在最后一面、附件之后。", element="附件")
                return
