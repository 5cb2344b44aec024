"""Formats of the elements as GB/T 9704-2012 wants them, with one table that deviations override."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .content import Content, Deviation

RED = "FF0000"
LINE = 28.95          # pt; 22 lines fill 225 mm (5.2.3)
CHARS = 28.0          # characters in a line of 156 mm (5.2.3)
CHAR_TWIPS = 315.9    # 3.1: one 3号 character in twips
AREA_TWIPS = 8844     # 156 mm
MM_TWIPS = 1440 / 25.4
MM_EMU = 36000


@dataclass(frozen=True)
class Format:
    """How one element is set: sizes in points, indents in characters (3.1), gaps in lines (3.2)."""

    font: str = "仿宋"
    size: float = 16.0
    align: str = "both"
    first: float = 0.0
    hanging: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0       # pt
    line: float = LINE        # exact; 0 is single spacing
    gap: float = 0.0          # blank lines above
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    new_page: bool = False


@dataclass(frozen=True)
class RuleFormat:
    """A drawn line: 版头分隔线, 版记分隔线 or 信函双线."""

    colour: str
    width_pt: float
    gap_mm: float = 0.0
    missing: bool = False


@dataclass(frozen=True)
class PageFormat:
    """5.1, 5.2.1: A4 with a type area of 156 × 225 mm, 37 mm from the top and 28 mm from the left."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    top_mm: float = 37.0
    right_mm: float = 26.0
    bottom_mm: float = 35.0
    left_mm: float = 28.0

    @property
    def area_twips(self) -> int:
        return round((self.width_mm - self.left_mm - self.right_mm) * MM_TWIPS)


@dataclass(frozen=True)
class NumberFormat:
    """7.5: 4号 宋体 between two 一字线, outside with one character free."""

    font: str = "宋体"
    size: float = 14.0
    style: str = "dash"       # dash “— 1 —”, hyphen “- 1 -”, bare “1”
    align: str = "outside"
    first_page: bool = False  # 信函: the first page shows none (10.1)
    missing: bool = False


BODY = Format(first=2)
ROLES: dict[str, Format] = {
    "份号": Format(align="left"),
    "密级和保密期限": Format("黑体", align="left"),
    "紧急程度": Format("黑体", align="left"),
    "发文机关标志": Format("小标宋", 48, "center", colour=RED),
    "发文字号": Format(align="center", line=20, gap=2),
    "签发人": Format(align="right", line=20, gap=2),
    "签发人姓名": Format("楷体"),
    "令号": Format(align="center", gap=2),
    "标题": Format("小标宋", 22, "center", line=35, gap=2),
    "主送机关": Format(gap=1),
    "正文": BODY,
    "一级标题": replace(BODY, font="黑体"),
    "二级标题": replace(BODY, font="楷体"),
    "三级标题": BODY,
    "四级标题": BODY,
    "附件说明": Format(gap=1),
    "发文机关署名": Format(align="right", gap=1),
    "签发人职务": Format(align="right", right=4, gap=2),
    "签发人签名": Format(),
    "成文日期": Format(align="right"),
    "附注": BODY,
    "出席": Format("黑体", left=5, hanging=3, gap=1),
    "出席名单": Format(),
    "附件": Format("黑体", align="left", new_page=True),
    "附件标题": Format("小标宋", 22, "center", line=35, gap=1),
    "附件正文": BODY,
    "表格": Format(size=12, align="center", line=22),
    "表头": Format("黑体", 12, "center", line=22),
    "抄送机关": Format(size=14, left=4, hanging=3, right=1, line=24),
    "印发机关": Format(size=14, left=1, line=24),
    "印发日期": Format(size=14, right=1, line=24),
}
RULES: dict[str, RuleFormat] = {
    "版头分隔线": RuleFormat(RED, 1.5, 4.0),
    "版记分隔线": RuleFormat("000000", 1.0),
    "信函双线": RuleFormat(RED, 4.5, 4.0),
}
#: Elements whose format another element inherits, so that one deviation changes both.
_PARTS = {"正文": ("附件正文",)}


@dataclass
class Formats:
    """All formats of one document, after its deviations."""

    roles: dict[str, Format]
    rules: dict[str, RuleFormat]
    page: PageFormat
    number: NumberFormat
    single: dict[tuple[str, int], dict[str, object]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    after_colophon: bool = False

    def of(self, role: str) -> Format:
        """The format for the next paragraph of ``role``; counts them for deviations with an index."""
        index = self.seen.get(role, 0)
        self.seen[role] = index + 1
        return replace(self.roles[role], **self.single.get((role, index), {}))  # type: ignore[arg-type]


def width(text: str) -> float:
    """Width in characters (3.1): ASCII takes half a character."""
    return sum(0.5 if char < "\u0080" else 1.0 for char in text)


def _mark(content: Content) -> Format:
    """7.2.4: one line that stays inside the type area; the size is the office's choice."""
    longest = max((width(mark) for mark in content.issuer_mark), default=1.0)
    if len(content.issuer_mark) > 1:
        size = min(36.0, 2 * int(330 / longest / 2))
    else:
        size = min(48.0, 2 * int(430 / (longest + width(content.mark_suffix)) / 2))
    return Format("小标宋", size, "center", line=round(size * 1.1, 1), colour=RED)


def _closing(content: Content) -> dict[str, Format]:
    """7.3.5.1 to 7.3.5.3: where signature and date stand, in characters from the right."""
    date = width(content.issue_date)
    longest = max((width(name) for name in content.signatures), default=0.0)
    sign, dated = ROLES["发文机关署名"], ROLES["成文日期"]
    if content.layout == "命令":
        return {"成文日期": replace(dated, right=4, gap=1)}
    if content.sealed:  # centred on the date, which ends 4 characters from the right; room for the seal
        middle = 4 + (date - longest) / 2
        return {"发文机关署名": replace(sign, right=middle, gap=3), "成文日期": replace(dated, right=4)}
    if len(content.signatures) > 1:
        return {"发文机关署名": replace(sign, right=2), "成文日期": replace(dated, right=2)}
    if date > longest:
        return {"发文机关署名": replace(sign, right=4 + date - longest), "成文日期": replace(dated, right=2)}
    return {"发文机关署名": replace(sign, right=2), "成文日期": replace(dated, right=longest - date)}


def formats(content: Content, deviations: Iterable[Deviation] = ()) -> Formats:
    """The formats of ``content`` with every deviation applied; an unknown element or attribute is an error."""
    roles = {**ROLES, "发文机关标志": _mark(content), **_closing(content)}
    if content.edition == "1999":
        roles |= OLD_ROLES | _old_closing(content)
    out = Formats(roles, dict(RULES), PageFormat(), NumberFormat())
    if content.signatories:  # 7.2.5: upward documents start one character from the left
        out.roles["发文字号"] = replace(out.roles["发文字号"], align="left", left=1, right=1)
    elif content.layout == "信函":  # 10.1: at the right edge under the first double line
        out.roles["发文字号"] = replace(out.roles["发文字号"], align="right", gap=0, line=LINE)
    for change in deviations:
        _apply(out, change)
    return out


OLD_ROLES: dict[str, Format] = {
    "附件": Format(align="left", new_page=True),
    "主题词": Format("小标宋", line=28),
    "抄送机关": Format(left=4, hanging=3, right=1, line=28),
    "印发机关": Format(left=1, line=28),
    "印发日期": Format(right=1, line=28),
    "印数": Format(align="right", right=1, line=28),
}
"""GB/T 9704-1999: the 版记 in 3号 with 主题词, 附件 in 仿宋 (8.2.4, 8.3)."""


def _old_closing(content: Content) -> dict[str, Format]:
    """GB/T 9704-1999 8.2.6: one organ signs with its seal alone, above the date; two pull the date apart."""
    date = ROLES["成文日期"]
    if len(content.issuer_mark) == 2:
        return {"成文日期": replace(date, align="distribute", left=7, right=7, gap=3)}
    if content.signatures:
        return {"成文日期": replace(date, right=2)}
    return {"成文日期": replace(date, right=4, gap=3)}


def _apply(out: Formats, change: Deviation) -> None:
    value = {change.attribute: change.value}
    if change.element == "页面":
        out.page = replace(out.page, **value)  # type: ignore[arg-type]
    elif change.element == "页码":
        out.number = replace(out.number, **value)  # type: ignore[arg-type]
    elif change.element in out.rules:
        out.rules[change.element] = replace(out.rules[change.element], **value)  # type: ignore[arg-type]
    elif change.attribute == "after_colophon":
        out.after_colophon = bool(change.value)
    elif change.index is not None:
        replace(out.roles[change.element], **value)  # type: ignore[arg-type]  # an unknown attribute fails here
        out.single.setdefault((change.element, change.index), {}).update(value)
    else:
        for element in (change.element, *_PARTS.get(change.element, ())):
            out.roles[element] = replace(out.roles[element], **value)  # type: ignore[arg-type]
