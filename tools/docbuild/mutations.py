"""Every single departure from the standard that the builders can make, for any document: the list of the mutation run.

Written from GB/T 9704-2012 (the clause stands beside each group), not from the checks. A departure is offered where the
document has the element; a *layout* one changes one attribute of one element, a *text* one what an element says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

from .content import Content, Deviation, Paragraph
from .docx_format import ROLES
from .faults import Fault, Format

Value = str | float | bool

#: element → attribute → values that the standard does not allow there; “docx” in front of an attribute: only docx shows it
LAYOUT: dict[str, dict[str, tuple[Value, ...]]] = {
    "页面": {"docx top_mm": (25.4,), "docx bottom_mm": (20.0,), "docx left_mm": (20.0, 31.7), "docx right_mm": (15.0, 31.7),
           "width_mm": (215.9,)},                                                                   # 5.1, 5.2.1
    "份号": {"left": (2.0,), "size": (12.0,), "colour": ("FF0000",)},                                # 7.2.1
    "密级和保密期限": {"font": ("仿宋", "楷体"), "size": (14.0,), "left": (2.0,), "colour": ("FF0000",)},  # 7.2.2
    "紧急程度": {"font": ("仿宋", "宋体"), "size": (14.0,), "left": (2.0,), "colour": ("FF0000",)},     # 7.2.3
    "发文机关标志": {"colour": ("000000", "0000FF"), "align": ("left",)},                             # 7.2.4
    "发文字号": {"font": ("黑体", "宋体"), "size": (14.0, 22.0), "colour": ("FF0000",)},               # 7.2.5
    "签发人": {"size": (14.0,)},                                                                    # 7.2.6
    "签发人姓名": {"font": ("仿宋", "黑体")},                                                        # 7.2.6
    "版头分隔线": {"colour": ("000000",), "missing": (True,), "gap_mm": (12.0,)},                     # 7.2.7
    "标题": {"font": ("黑体", "宋体", "仿宋"), "size": (16.0, 18.0, 26.0), "align": ("left",), "colour": ("FF0000",),
           "docx underline": (True,), "docx italic": (True,), "gap": (0.0,)},                        # 7.3.1
    "主送机关": {"font": ("黑体", "楷体"), "size": (14.0, 18.0), "first": (2.0,), "align": ("center",),
             "colour": ("FF0000",)},                                                                # 7.3.2
    "正文": {"font": ("宋体", "楷体", "微软雅黑"), "size": (12.0, 14.0, 18.0), "first": (0.0, 4.0), "align": ("center", "right"),
           "colour": ("FF0000", "0563C1"), "docx underline": (True,), "docx italic": (True,), "docx bold": (True,),
           "docx line": (20.0, 40.0)},                                                              # 5.2, 7.3.3
    "一级标题": {"font": ("仿宋", "楷体", "宋体"), "size": (14.0, 18.0), "first": (0.0,), "align": ("center",),
             "colour": ("FF0000",)},                                                                # 7.3.3
    "二级标题": {"font": ("仿宋", "黑体", "宋体"), "size": (14.0, 18.0), "first": (0.0,), "colour": ("FF0000",)},
    "三级标题": {"font": ("黑体", "楷体", "宋体"), "size": (14.0,), "first": (0.0,), "colour": ("FF0000",)},
    "四级标题": {"font": ("黑体", "楷体", "宋体"), "size": (14.0,), "first": (0.0,), "colour": ("FF0000",)},
    "附件说明": {"font": ("黑体", "宋体"), "size": (14.0,), "colour": ("FF0000",), "gap": (0.0,)},      # 7.3.4
    "发文机关署名": {"font": ("黑体", "楷体"), "size": (14.0, 18.0), "align": ("left", "center"), "colour": ("FF0000",)},
    "成文日期": {"font": ("黑体", "楷体"), "size": (14.0, 18.0), "align": ("left", "center"), "colour": ("FF0000",)},
    "附注": {"font": ("黑体", "楷体"), "size": (14.0,), "first": (0.0,), "align": ("right",), "colour": ("FF0000",)},  # 7.3.6
    "出席": {"font": ("仿宋", "楷体"), "size": (14.0,)},                                             # 10.3
    "附件": {"font": ("仿宋", "宋体"), "size": (14.0, 22.0), "align": ("center",), "new_page": (False,),
           "after_colophon": (True,)},                                                              # 7.3.7
    "附件标题": {"font": ("黑体", "仿宋"), "size": (16.0,), "align": ("left",), "colour": ("FF0000",)},  # 7.3.7
    "抄送机关": {"font": ("黑体", "宋体"), "size": (12.0, 16.0), "colour": ("FF0000",)},               # 7.4.2
    "印发机关": {"font": ("黑体", "宋体"), "size": (12.0, 16.0), "colour": ("FF0000",)},               # 7.4.3
    "印发日期": {"font": ("黑体", "宋体"), "size": (12.0, 16.0), "colour": ("FF0000",)},               # 7.4.3
    "版记分隔线": {"colour": ("FF0000",), "missing": (True,)},                                        # 7.4.1
    "信函双线": {"colour": ("000000",), "missing": (True,)},                                         # 10.1
    "页码": {"style": ("hyphen", "bare"), "align": ("center",), "size": (10.5, 18.0), "font": ("黑体",),
           "missing": (True,)},                                                                     # 7.5
}
#: where a finding must stand when it is not at the element of that name
_REPORTED = {"页面": "", "签发人姓名": "签发人", "一级标题": "正文", "二级标题": "正文", "三级标题": "正文", "四级标题": "正文",
             "信函双线": "版头分隔线"}
_GROUPS = {"页面": "版面", **dict.fromkeys(("份号", "密级和保密期限", "紧急程度", "发文机关标志", "发文字号", "签发人", "签发人姓名",
                                     "版头分隔线", "信函双线"), "版头"),
           **dict.fromkeys(("抄送机关", "印发机关", "印发日期", "版记分隔线", "页码"), "版记")}
_ATTRIBUTES = {"top_mm": "上边距", "bottom_mm": "下边距", "left_mm": "左边距", "right_mm": "右边距", "width_mm": "页宽",
               "left": "左缩进", "size": "字号", "colour": "颜色", "font": "字体", "align": "对齐", "missing": "缺", "gap_mm": "距离",
               "gap": "空行", "first": "首行缩进", "underline": "下划线", "italic": "斜体", "bold": "加粗", "line": "行距",
               "new_page": "另面", "after_colophon": "在版记后", "style": "样式"}


def mutations(content: Content) -> Iterator[Fault]:
    """Every departure that ``content`` can have, one at a time."""
    yield from _layout(content)
    yield from _texts(content)


# --- layout --------------------------------------------------------------------------------------------------------------

def _layout(content: Content) -> Iterator[Fault]:
    for element, attributes in LAYOUT.items():
        if not _has(content, element):
            continue
        for name, values in attributes.items():
            attribute = name.removeprefix("docx ")
            shown: Format = "docx" if name.startswith("docx ") else "both"
            for value in values:
                if _allowed(content, element, attribute, value):
                    continue
                reported = "发文字号" if attribute == "gap_mm" else _REPORTED.get(element, element)
                yield Fault(f"{element}{_ATTRIBUTES[attribute]}{'' if value in (True, False) else value}",
                            reported, "", _GROUPS.get(element, "主体"),
                            deviation=Deviation(element, attribute, value), format=shown)


def _allowed(content: Content, element: str, attribute: str, value: Value) -> bool:
    """Departures that are none in this document, or that its builder cannot show."""
    if element == "成文日期" and content.layout in ("命令", "纪要"):  # set by other clauses, beside other words
        return attribute == "align" or content.layout == "纪要"
    if element == "发文机关署名" and content.layout == "纪要":
        return True
    if element == "页码" and attribute == "missing":
        return content.layout == "信函"  # a letter of one page has none
    if element == "页面" and attribute in ("top_mm", "bottom_mm"):
        return content.layout == "信函"  # 10.1 counts mark and lower double line from the page's edges
    if element == "版记分隔线" and attribute == "missing":
        return content.layout in ("命令", "纪要")  # Figure 12 has none; 10.3 leaves it to the office
    if element == "标题" and attribute == "gap":
        return content.layout in ("信函", "纪要")  # 10.3 leaves the 纪要 below its mark to the office
    if element == "版头分隔线":
        return content.layout == "纪要"
    if element == "附件说明" and attribute == "gap":
        return content.layout == "信函"
    return element == "发文机关标志" and attribute == "align" and len(content.issuer_mark) > 1  # a table of its own


def _has(content: Content, element: str) -> bool:
    # A long statement with an ordinal (一、同意……) is no heading.
    levels = {b.level for b in content.body if isinstance(b, Paragraph) and (not b.level or b.lead or len(b.text) <= 30)}
    if element in ROLES and element.endswith("级标题"):
        return "一二三四".index(element[0]) + 1 in levels
    letter = content.layout == "信函"
    return {
        "页面": True, "正文": 0 in levels, "页码": True, "信函双线": letter,
        "份号": bool(content.copy_number), "密级和保密期限": bool(content.classification), "紧急程度": bool(content.urgency),
        "发文机关标志": content.layout != "纪要" and bool(content.issuer_mark), "发文字号": bool(content.document_number),
        "签发人": bool(content.signatories), "签发人姓名": bool(content.signatories),
        "版头分隔线": not letter and content.layout != "命令", "标题": bool(content.title), "主送机关": bool(content.addressee),
        "附件说明": bool(content.attachment_notes), "发文机关署名": bool(content.signatures) and not content.signer_name,
        "成文日期": bool(content.issue_date), "附注": bool(content.note), "出席": bool(content.attendance),
        "附件": any(a.label for a in content.attachments), "附件标题": bool(content.attachments),
        "抄送机关": bool(content.copy_to), "印发机关": bool(content.printing_office), "印发日期": bool(content.printing_date),
        "版记分隔线": bool(content.printing_office) and not letter,
    }[element]


# --- words ---------------------------------------------------------------------------------------------------------------

Edit = Callable[[str], str | None]


def _texts(content: Content) -> Iterator[Fault]:
    for attribute, element, group, edits in _EDITS:
        old = getattr(content, attribute)
        if not old:
            continue
        for what, edit in edits:
            for made in _edited(old, edit):
                yield Fault(f"{element}{what}", element, "", group, _put(attribute, made))
    yield from _body(content)
    if any(a.label for a in content.attachments):
        for what, edit in (("附件标识加冒号", lambda s: s + "："), ("附件标识用汉字", _chinese)):
            first = content.attachments[0]
            label = edit(first.label)
            if label:
                yield Fault(what, "附件", "", "主体", _put("attachments", (replace(first, label=label), *content.attachments[1:])))


def _put(attribute: str, value: object) -> Callable[[Content], Content]:
    return lambda content: replace(content, **{attribute: value})  # type: ignore[arg-type]


def _edited(old: str | tuple[str, ...], edit: Edit) -> Iterator[str | tuple[str, ...]]:
    """``old`` with its last (of several) strings edited; nothing where the edit finds nothing to change."""
    text = old if isinstance(old, str) else old[-1]
    made = edit(text)
    if made is not None and made != text:
        yield made if isinstance(old, str) else (*old[:-1], made)


def _sub(pattern: str, new: str) -> Edit:
    """The first match replaced; None where there is none."""
    return lambda text: re.sub(pattern, new, text, count=1) if re.search(pattern, text) else None


def _chinese(text: str) -> str | None:
    return re.sub(r"\d", lambda m: "〇一二三四五六七八九"[int(m[0])], text) if re.search(r"\d", text) else None


def _chinese_date(text: str) -> str | None:
    found = re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    if not found:
        return None
    ten = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
    def number(n: int) -> str:
        return ten[n] if n <= 10 else f"{ten[n // 10] if n >= 20 else ''}十{ten[n % 10]}"
    return f"{_chinese(found[1])}年{number(int(found[2]))}月{number(int(found[3]))}日"


_DATES: tuple[tuple[str, Edit], ...] = (
    ("用汉字", _chinese_date),
    ("编虚位", _sub(r"年(\d)月", r"年0\1月")),
    ("用点", _sub(r"年(\d+)月(\d+)日", r".\1.\2")),
    ("用短横线", _sub(r"年(\d+)月(\d+)日", r"-\1-\2")),
    ("不存在", _sub(r"月\d+日", "月32日")),
    ("缺日", _sub(r"\d+日", "")),
)
_EDITS: tuple[tuple[str, str, str, tuple[tuple[str, Edit], ...]], ...] = (
    ("copy_number", "份号", "版头", (("五位", lambda s: s[1:]), ("夹字母", lambda s: "A" + s[1:]))),
    ("classification", "密级和保密期限", "密级", (("缺★", _sub("★", "")), ("用星号", _sub("★", "*")), ("用空心星", _sub("★", "☆")),
                                       ("不是密级", _sub("^[机秘绝]密?", "保")), ("期限用汉字", _sub(r"\d+年", "一年")))),
    ("urgency", "紧急程度", "密级", (("急件", lambda s: "急件"), ("特级", lambda s: "特级"), ("紧急", lambda s: "紧急"))),
    ("document_number", "发文字号", "版头", (
        ("方括号", _sub("〔(.+)〕", r"[\1]")), ("圆括号", _sub("〔(.+)〕", r"（\1）")), ("鱼尾号", _sub("〔(.+)〕", r"【\1】")),
        ("无括号", _sub("〔(.+)〕", r"\1")), ("加第", _sub("〕", "〕第")), ("编虚位", _sub(r"〕(\d+)", r"〕0\1")), ("缺号", _sub("号$", "")),
        ("两位年份", _sub(r"〔20", "〔")), ("夹空格", _sub("〕", "〕 ")), ("汉字年份", lambda s: s.replace("2026", "二〇二六")),
        ("年份不符", _sub("2026", "2025")))),
    ("order_number", "令号", "文种", (("编虚位", _sub(r"第(\d+)", r"第0\1")), ("缺第", _sub("^第", "")), ("缺号", _sub("号$", "")))),
    ("title", "标题", "主体", (
        ("句号", lambda s: s + "。"), ("缺文种", _sub("的?(通知|请示|报告|批复|决定|通告|意见|通报|议案)$", "")),
        ("文种重复", _sub("(通知|请示|报告|批复|决定|通告|意见|通报|议案)$", r"\1\1")),
        ("文种为请示报告", _sub("(请示|报告)$", "请示报告")))),
    ("addressee", "主送机关", "主体", (("缺冒号", _sub("：$", "")), ("半角冒号", _sub("：$", ":")), ("句号", _sub("：$", "。")),
                                  ("逗号", _sub("：$", "，")))),
    ("attachment_notes", "附件说明", "主体", (("句号", lambda s: s + "。"), ("分号", lambda s: s + "；"))),
    ("issue_date", "成文日期", "主体", _DATES),
    ("note", "附注", "主体", (("无括号", _sub("^（(.+)）$", r"\1")), ("半角括号", _sub("^（(.+)）$", r"(\1)")), ("缺右括号", _sub("）$", "")),
                          ("方括号", _sub("^（(.+)）$", r"[\1]")))),
    ("copy_to", "抄送机关", "版记", (("缺句号", _sub("。$", "")), ("逗号收尾", _sub("。$", "，")), ("分号收尾", _sub("。$", "；")))),
    ("printing_date", "印发日期", "版记", (*_DATES[:5], ("早于成文日期", _sub("^2026年", "2024年")))),
)

Kind = Literal["主体", "标点", "一致性"]
#: level of the paragraph (0: any) → what, pattern, replacement, group
_LINES: tuple[tuple[int, str, str, str, Kind], ...] = (
    (1, "一级序号后用点", "^([一二三四五六七八九十]+)、", r"\1.", "标点"),
    (1, "一级序号后用逗号", "^([一二三四五六七八九十]+)、", r"\1，", "标点"),
    (1, "一级序号用阿拉伯数字", "^一、", "1、", "主体"),
    (1, "一级序号重复", "^二、", "一、", "一致性"),
    (1, "一级序号跳号", "^二、", "三、", "一致性"),
    (2, "二级序号半角括号", "^（(.)）", r"(\1)", "标点"),
    (2, "二级序号后加顿号", "^（(.)）", r"（\1）、", "标点"),
    (2, "二级序号后加点", "^（(.)）", r"（\1）.", "标点"),
    (2, "二级序号跳号", "^（二）", "（三）", "一致性"),
    (2, "二级序号缺右括号", "^（(.)）", r"（\1", "标点"),
    (3, "三级序号后用顿号", r"^(\d+)\.", r"\1、", "标点"),
    (3, "三级序号跳号", r"^2\.", "3.", "一致性"),
    (4, "四级序号半角括号", r"^（(\d+)）", r"(\1)", "标点"),
    (4, "四级序号后加顿号", r"^（(\d+)）", r"（\1）、", "标点"),
    (0, "半角逗号", "，", ",", "标点"),
    (0, "半角句号", "。$", ".", "标点"),
    (0, "半角括号", "（([^（）]{2,20})）", r"(\1)", "标点"),
    (0, "句号重复", "。$", "。。", "标点"),
    (0, "逗号顿号并列", "、", "，、", "标点"),
    (0, "缺右括号", "（([^（）]{4,20})）", r"（\1", "标点"),
    (0, "缺右引号", "”", "", "标点"),
    (0, "缺左书名号", "《", "", "标点"),
    (0, "省略号写成句点", "等", "......等", "标点"),
    (0, "不存在的日期", r"(20\d\d年\d+月)\d+日", r"\g<1>35日", "主体"),
    (0, "字间空格", "(..)，", r" \1，", "主体"),  # printed pages space characters out themselves
)


def _body(content: Content) -> Iterator[Fault]:
    """One fault in the first paragraph that can have it."""
    for level, what, pattern, new, group in _LINES:
        for index, block in enumerate(content.body):
            if not isinstance(block, Paragraph) or (level and block.level != level):
                continue
            made = re.sub(pattern, new, block.text, count=1)
            if made == block.text:
                continue
            lead = re.sub(pattern, new, block.lead, count=1) if block.lead else ""
            changed = replace(block, text=made, lead=lead if made.startswith(lead) else "")
            shown: Format = "docx" if what == "字间空格" else "both"
            yield Fault(what, "正文", "", group, _put("body", (*content.body[:index], changed, *content.body[index + 1:])), format=shown)
            break
