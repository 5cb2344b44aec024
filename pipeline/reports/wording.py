"""What every human-readable report shares: Chinese labels, harmless text, and words quoted in their context.

Document text is hostile input: control characters can drive a terminal, bidirectional ones can show words in an
order that is not theirs. They are taken out here, once, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ..review import SEVERITIES, Failure, Finding, Location, Review, Severity, Skip

SEVERITY: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
SEVERITY_MEANING: Mapping[str, str] = {
    "error": "违反“应当”“不得”一类的规定，必须改",
    "warning": "不合一般要求，通常要改",
    "info": "习惯和提醒，供参考",
}
STATUS: Mapping[str, str] = {"reviewed": "已检查", "partial": "只检查了一部分", "failed": "没能检查"}
PART: Mapping[str, str] = {"cell": "表格内", "textbox": "文本框内", "footnote": "脚注", "header": "页眉",
                           "footer": "页脚", "comment": "批注"}
CATEGORY: Mapping[str, str] = {
    "not_found": "找不到文件", "empty": "空文件", "unsupported": "不支持的文件类型", "fake_type": "扩展名与内容不符",
    "encrypted": "文件加了密", "damaged": "文件已损坏", "too_large": "文件太大", "bomb": "压缩内容异常",
    "macro": "文件含宏", "no_text": "没有可读的文字", "timeout": "检查超时", "memory": "内存不足", "crash": "程序出错",
}
GENERAL = "版面与整篇"
"""Where findings are listed that concern no single element."""

_UNBREAKABLE = re.compile(r"[（《〈“‘〔【]*(?:[!-~]+|.)[，。、；：？！）》〉”’〕】…]*", re.DOTALL)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = {" ": "·", "\u00a0": "·", "\u3000": "□", "\t": "→"}  # as Word shows them with its formatting marks on


def clean(text: str) -> str:
    """``text`` without characters that act instead of being seen; white space other than a blank becomes a blank."""
    return "".join(_harmless(c) for c in text)


def _harmless(char: str) -> str:
    if char in "\t\n\r\v\f\u0085\u2028\u2029":
        return " "
    if char in _BIDI or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    return char


def visible(text: str) -> str:
    """Quoted words as a reader must see them: nothing but blanks, or nothing visible, gets a sign of its own."""
    if text and not text.strip():
        return "".join(_SPACES.get(c, "·") for c in text)
    shown = clean(text)
    if text and not shown:
        return "、".join(f"U+{ord(c):04X}" for c in text[:4])
    return shown


def breaks(text: str, width: int) -> list[int]:
    """Where to break ``text`` into rows of ``width`` columns: never before a closing mark or inside a number."""
    found, column = [], 0
    for match in _UNBREAKABLE.finditer(text) if cell_len(text) > width else ():
        size = cell_len(match.group())
        if column and column + size > width:
            found.append(match.start())
            column = 0
        column += size
    return found


@dataclass(frozen=True)
class Quote:
    """Words in their context, all harmless: ``before`` and ``after`` are cut to a window, ``words`` in the middle."""

    before: str
    words: str
    after: str


def quote(review: Review, location: Location, *, around: int = 16, longest: int = 40) -> Quote | None:
    """The words at ``location`` with those around them; None for what has no words (a page, something missing)."""
    if location.paragraph is None or location.start is None or location.end is None or location.quote is None:
        return None
    line = _line(review, location)
    before, after = line[: location.start], line[location.end:]
    words = location.quote
    if len(words) > longest:
        words = f"{words[: longest - 13]}……{words[-12:]}"
    cut_before = ("…" if len(before) > around else "") + clean(before[-around:] if around else "")
    if not before.strip():  # typed blanks, or a document whose text the review does not carry
        cut_before = ""
    cut_after = clean(after[:around]) + ("…" if len(after) > around else "")
    return Quote(cut_before.lstrip(), visible(words), cut_after.rstrip())


def _line(review: Review, location: Location) -> str:
    """The paragraph of ``location``; just the quote, padded, where the review does not carry the text."""
    if location.path in (None, review.path) and location.paragraph and location.paragraph <= len(review.lines):
        return review.lines[location.paragraph - 1]
    return " " * (location.start or 0) + (location.quote or "")


def place(location: Location) -> str:
    """“第 1 页第 4 段”, as far as it is known."""
    part = PART.get(location.part or "", "")
    page = f"第{location.page}页" if location.page else ""
    if location.paragraph is None or location.part in ("header", "footer", "footnote", "comment"):
        return page + part
    return f"{page}第{location.paragraph}段{f'（{part}）' if part else ''}"


def places(finding: Finding, most: int = 12) -> str:
    """The further places of a folded finding in one phrase, or an empty string."""
    if len(finding.locations) < 2:
        return ""
    others = [p for p in dict.fromkeys(place(x) for x in finding.locations) if p and p != place(finding.location)]
    shown = "、".join(others[:most]) + ("等" if len(others) > most else "")
    return f"同样的共 {len(finding.locations)} 处" + (f"，还在：{shown}" if shown else "")


def corrections(finding: Finding) -> str:
    """What to write instead, in one phrase, or an empty string."""
    if not finding.fixes:
        return ""
    if [f.replacement for f in finding.fixes] == [""]:
        return "删去" + (f"“{visible(finding.location.quote)}”" if finding.location.quote else "")
    phrases = [_shown(f.replacement) if f.replacement else "删去" for f in finding.fixes]
    return "或".join(phrases)


def _shown(replacement: str) -> str:
    """The words in quotation marks, or, where they have such marks themselves, in corner brackets (““标题”” cannot be read)."""
    marks = "『』" if set(replacement) & set("“”") else "“”"
    return f"{marks[0]}{visible(replacement)}{marks[1]}"


def careful(finding: Finding) -> bool:
    """Whether the correction needs a human decision: it may change the meaning, or there are several."""
    return bool(finding.fixes) and (len(finding.fixes) > 1 or not finding.fixes[0].safe)


def by_element(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    """Findings grouped by element, groups and members in reading order, what concerns no element first."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: f.location.element is not None):
        groups.setdefault(finding.location.element or GENERAL, []).append(finding)
    return groups


def by_reason(skipped: Iterable[Skip]) -> Mapping[str, Sequence[Skip]]:
    """Skipped checks grouped by reason, the most frequent reason first."""
    groups: dict[str, list[Skip]] = {}
    for skip in skipped:
        groups.setdefault(skip.reason.rstrip("。"), []).append(skip)
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def kind(review: Review) -> str:
    """“请示 · 上行文 · 信函格式 · 共 3 页” as far as it is known; why, for a file that is no 公文."""
    if review.status == "failed":
        return ""
    pages = f"共{review.pages}页" if review.pages else ""
    if review.official is False:
        what = ["不是公文，只检查文字" + (f"（{clean(review.kind_reason)}）" if review.kind_reason else "")]
        return " · ".join([*what, *([pages] if pages else [])])
    layout = "" if review.layout in (None, "普通") else f"{review.layout}格式"
    direction = f"{review.direction}文" if review.direction else ""
    standard = "按旧国标 GB/T 9704-1999 检查" if review.standard == "1999" else ""
    return " · ".join(p for p in (review.doc_type or "文种不明", direction, layout, standard, pages) if p)


def counted(counts: Mapping[Severity, int]) -> str:
    """“错误 2 处，警告 1 处”, or “没有发现问题”."""
    found = [f"{SEVERITY[s]} {counts[s]} 处" for s in SEVERITIES if counts.get(s)]
    return "，".join(found) if found else "没有发现问题"


def counts(reviews: Iterable[Review]) -> Mapping[Severity, int]:
    """How many findings of each severity there are in all."""
    total: Counter[Severity] = Counter()
    for review in reviews:
        total.update(f.severity for f in review.findings)
    return {s: total[s] for s in SEVERITIES}


def failure(item: Failure) -> str:
    """A failure as one sentence."""
    message = clean(item.message).strip()
    return message or CATEGORY.get(item.category, item.category) + "。"
