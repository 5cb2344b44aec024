"""发文字号（GB/T 9704-2012 7.2.5，《党政机关公文处理工作条例》第九条）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import blank_lines_problem, free_standing, left_chars, measured, placed
from ..pipeline.lettering import FANGSONG_3, lettering
from ..pipeline.model import Document
from ..pipeline.page_grid import off_grid
from ..pipeline.review import Fix

_OPEN, _CLOSE = "〔\\[［【(（﹝〖〈<｛{", "〕\\]］】)）﹞〗〉>｝}"
_SPACE = "\\s\u3000"
_HAN_YEAR = "〇零○ＯOo一二三四五六七八九"
_NUMBER = re.compile(
    rf"(?P<code>.*?)[{_SPACE}]*(?P<year>(?P<open>[{_OPEN}])?[{_SPACE}]*(?P<digits>[\d０-９]{{1,4}}|[{_HAN_YEAR}]{{2,4}})"
    rf"[{_SPACE}]*年?[{_SPACE}]*(?P<close>[{_CLOSE}])?)[{_SPACE}]*"
    rf"(?P<serial>(?P<di>第?)[{_SPACE}]*(?P<n>[\d０-９]{{1,5}}))[{_SPACE}]*(?P<hao>号?)"
)
_HALF = str.maketrans("０１２３４５６７８９", "0123456789")


def _match(number: Element) -> re.Match[str] | None:
    """The parts of the number; None for one that is no single number (blank 〔2024〕  号, two numbers)."""
    found = _NUMBER.fullmatch(number.text.strip())
    return found if found and (found["open"] or found["close"]) else None


@check("HT2012", "发文字号缺“号”", on="发文字号", severity="error", basis="GB/T 9704-2012 7.2.5",
       examples=[Bad("某政发〔2024〕⟦8⟧", fix="某政发〔2024〕8号"), Good("某政发〔2024〕8号")])
def missing_hao(number: Element) -> Iterator[Problem]:
    """发文字号的顺序号后加“号”字。

    少了“号”字，引用时无法与年份、期次区分。依据：GB/T 9704-2012 7.2.5。
    """
    found = _match(number)
    if found and not found["hao"]:
        yield Problem(number.at(found.start("n"), found.end("n")), "发文字号末尾缺“号”字。", (Fix(found["n"] + "号"),))


@check("HT2013", "发文字号夹空格或用全角数字", on="发文字号", severity="warning", basis="GB/T 9704-2012 7.2.5",
       examples=[Bad("某政发⟦ ⟧〔2024〕⟦ ⟧8号", fix="某政发〔2024〕8号"),
                 Bad("某政发〔⟦２０２４⟧〕8号", fix="某政发〔2024〕8号"), Good("某政发〔2024〕8号")])
def spaces_in_number(number: Element) -> Iterator[Problem]:
    """发文字号中不夹空格，年份和顺序号用半角阿拉伯数字。

    夹了空格或全角数字，检索时找不到，也容易被断成两行。式样图里汉字与数字之间的空隙是排版调节，不是空格字符。
    依据：GB/T 9704-2012 7.2.5（推导）。
    """
    if _match(number) is None:
        return
    for found in re.finditer(rf"[{_SPACE}]+|[０-９]+", number.text.strip()):
        full = not found.group().isspace()
        fix = found.group().translate(_HALF) if full else ""
        message = "发文字号用了全角数字，应当用半角。" if full else "发文字号中间有空格，应当删去。"
        yield Problem(number.at(found.start(), found.end()), message, (Fix(fix),))


@check("HT2014", "发文字号年份未用六角括号", on="发文字号", severity="error", basis="GB/T 9704-2012 7.2.5",
       examples=[Bad("某政发⟦[2024]⟧8号", fix="某政发〔2024〕8号"), Bad("某政发⟦（2024）⟧8号", fix="某政发〔2024〕8号"),
                 Bad("某政发⟦2024〕⟧8号", fix="某政发〔2024〕8号"), Bad("某政发⟦2024⟧18号", fix="某政发〔2024〕18号"),
                 Good("某政发〔2024〕8号")])
def year_brackets(number: Element) -> Iterator[Problem]:
    """发文字号的年份用六角括号“〔〕”括入。

    方括号、圆括号、方头括号和形近的“﹝﹞”都不是六角括号。Word 里可用“插入—符号”或输入法的“六角括号”打出 U+3014、U+3015。
    1999 年版的要求相同。依据：GB/T 9704-2012 7.2.5。
    """
    found = _match(number)
    if bare := re.fullmatch(r"\D{2,15}?(?P<year>(?:19|20)\d\d)年?第?\d{1,5}号", number.text.strip()):
        yield Problem(number.at(*bare.span("year")), "年份没有用六角括号“〔〕”括入。", (Fix(f"〔{bare['year']}〕", safe=False),))
    if found is None or (found["open"], found["close"]) == ("〔", "〕"):
        return
    now = f"“{found['open'] or ''}{found['close'] or ''}”"
    message = f"年份用了{now}，应当用六角括号“〔〕”。" if found["open"] and found["close"] else "年份的六角括号缺了半边。"
    yield Problem(number.at(*found.span("year")), message, (Fix(f"〔{found['digits']}〕"),))


@check("HT2015", "发文字号年份不是四位阿拉伯数字", on="发文字号", severity="error", basis="GB/T 9704-2012 7.2.5",
       examples=[Bad("某政发〔⟦24⟧〕8号", fix="某政发〔2024〕8号"),
                 Bad("某政发〔⟦二〇二四⟧〕8号", fix="某政发〔2024〕8号"),
                 Good("某政发〔2024〕8号")])
def full_year(number: Element) -> Iterator[Problem]:
    """发文字号的年份标全称，用四位阿拉伯数字。

    “24”“二〇二四”都不合要求。依据：GB/T 9704-2012 7.2.5。
    """
    found = _match(number)
    if found is None:
        return
    digits = found["digits"].translate(_HALF)
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return
    fix = _year(digits)
    yield Problem(number.at(*found.span("digits")), f"年份写作“{found['digits']}”，应当用四位阿拉伯数字标全称。",
                  (Fix(fix, safe=False),) if fix else ())


def _year(digits: str) -> str:
    han = "".join(str("〇一二三四五六七八九".find("〇" if c in "〇零○ＯOo" else c)) for c in digits)
    value = digits if digits.isascii() and digits.isdigit() else han if "-" not in han else ""
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return value
    return f"20{value}" if re.fullmatch(r"[0-4]\d", value) else ""


@check("HT2016", "发文字号顺序号加“第”或编虚位", on="发文字号", severity="error", basis="GB/T 9704-2012 7.2.5",
       examples=[Bad("某政发〔2024〕⟦第8⟧号", fix="某政发〔2024〕8号"),
                 Bad("某政发〔2024〕⟦008⟧号", fix="某政发〔2024〕8号"),
                 Good("某政发〔2024〕108号")])
def plain_serial(number: Element) -> Iterator[Problem]:
    """发文字号的顺序号不加“第”字，不编虚位（1 不编为 01）。

    依据：GB/T 9704-2012 7.2.5。
    """
    found = _match(number)
    if found is None:
        return
    serial = found["n"].translate(_HALF)
    bare = serial.lstrip("0") or serial
    if found["di"] or bare != serial:
        why = "加了“第”字" if found["di"] else "编了虚位"
        yield Problem(number.at(*found.span("serial")), f"顺序号{why}，应当写作“{bare}号”。", (Fix(bare),))


@check("HT2017", "发文字号位置", on="发文字号", severity="warning", basis="GB/T 9704-2012 7.2.5", layouts=("普通",),
       needs=("alignment", "indent"),
       examples=[Bad("⟦某政发〔2024〕8号⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Good("某政发〔2024〕8号", paragraph={"alignment": "center", "first_line_chars": 0.0}),
                 Bad("⟦某政发〔2024〕8号⟧", paragraph={"alignment": "center", "first_line_chars": 0.0},
                     kind={"doc_type": "请示", "direction": "上行"}),
                 Good("某政发〔2024〕8号", paragraph={"alignment": "left", "first_line_chars": 1.0},
                      kind={"doc_type": "请示", "direction": "上行"})])
def number_position(number: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """下行文、平行文的发文字号居中；上行文居左空一字，与最后一个签发人姓名同一行。

    容差半个字（居中的 1.5 字，用空格凑的居中也认）。表格、文本框里的发文字号读不出位置，不查。
    依据：GB/T 9704-2012 7.2.5。
    """
    block = number.block
    if structure.kind.direction == "上行":
        yield from _upward_position(number, document)
        return
    if structure.kind.direction is None or structure.get("签发人"):
        return
    where = placed(document, block)
    if where is None or block.text.strip() != number.text.strip():
        return
    if abs(where.left - where.right) > 3.0:
        yield Problem(number, "发文字号没有居中，应当在发文机关标志下空二行居中编排。设为“居中”并去掉缩进。")


def _upward_position(number: Element, document: Document) -> Iterator[Problem]:
    block = number.block
    if not measured(block) and (not free_standing(block) or block.paragraph.alignment is None):
        return
    left = left_chars(document, block)
    if block.paragraph.alignment == "center" and not measured(block):
        yield Problem(number, "上行文的发文字号居中了，应当居左空一字，与签发人同一行。", severity="error")
    elif left is not None and abs(left - 1.0) > 0.6:
        yield Problem(number, f"上行文的发文字号左空约 {max(left, 0):.1f} 字，应当居左空一字。", severity="error")


@check("HT2018", "发文字号字体字号", on=("发文字号", "令号"), severity="warning", basis="GB/T 9704-2012 7.2.5、10.2、5.2.2",
       needs=("font", "size"),
       examples=[Bad("⟦某政发〔2024〕8号⟧", run={"font": "宋体", "size_pt": 14.0}),
                 Good("某政发〔2024〕8号", run={"font": "仿宋_GB2312", "size_pt": 16.0})])
def number_lettering(number: Element, document: Document) -> Iterator[Problem]:
    """发文字号用 3 号仿宋体字；令号没有另行规定字体，也用 3 号仿宋。

    数字用仿宋或 Times New Roman 都可以，只查汉字的字体和全部字符的字号（15.5 至 16.5 磅都算三号）。
    依据：GB/T 9704-2012 7.2.5、10.2、5.2.2。
    """
    yield from lettering(document, number.spans, FANGSONG_3, number.name)


@check("HT2019", "发文字号不止一个", severity="error", basis="《党政机关公文处理工作条例》第九条（五）",
       examples=[Bad("正文。", elements={"发文字号": "某政发〔2024〕8号　某财发〔2024〕3号"}),
                 Good("正文。", elements={"发文字号": "某政发〔2024〕8号"})])
def single_number(document: Document, structure: Structure) -> Iterator[Problem]:
    """联合行文只使用主办机关的发文字号。

    一件公文标两个发文字号，登记、引用都无所适从。依据：《党政机关公文处理工作条例》第九条（五）。
    """
    numbers = structure.all("发文字号")
    text = "".join(n.text for n in numbers)
    if len(numbers) > 1 or len(re.findall(r"[〔\[［（(【]\d{4}[〕\]］）)】]第?\d+", text)) > 1:
        yield Problem(numbers[-1], "标了不止一个发文字号，联合行文只标主办机关的发文字号。")


@check("HT2010", "发文字号与标志间未空二行", severity="warning", basis="GB/T 9704-2012 7.2.5", layouts=("普通",),
       needs=("blank_lines", "placement"),
       examples=[Bad("某市人民政府关于做好防汛工作的通知", elements={"发文机关标志": "某市人民政府文件", "发文字号": "某政发〔2024〕8号"}),
                 Good("某市人民政府关于做好防汛工作的通知",
                      elements={"发文机关标志": "某市人民政府文件\n\n", "发文字号": "某政发〔2024〕8号"})])
def number_below_mark(document: Document, structure: Structure) -> Iterator[Problem]:
    """发文字号编排在发文机关标志下空二行位置。

    两个空段（约 25 毫米）和式样图的 20 毫米都算空二行。上行文量到第一行签发人。依据：GB/T 9704-2012 7.2.5、7.2.6。
    """
    mark, number = structure.get("发文机关标志"), structure.get("发文字号")
    signatory = structure.get("签发人")
    if mark is None or number is None or off_grid(structure):
        return
    first = min((e.block for e in (number, signatory) if e), key=lambda b: b.index)
    yield from blank_lines_problem(document, mark.blocks[-1], first, 2,
                                   "发文字号与发文机关标志之间现{now}，应当空二行。")
