"""Which edition of GB/T 9704 a document follows: the one in force when it was issued.

GB/T 9704-1999 was followed from 2000 until GB/T 9704-2012 took its place on 2012-07-01. Where the document says when it
was issued, that decides: 主题词 or a 汉字 date in a document issued later are faults, not signs of age. Where it does
not say so, or contradicts itself, what it looks like decides.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from .dates import date_of, year_of
from .draft import Draft, plain
from .elements import Kind, Standard
from .model import Block, Span

IN_FORCE = datetime.date(2012, 7, 1)
"""The day on which GB/T 9704-2012 took the place of the 1999 edition."""
TITLES = {"1999": "《国家行政机关公文格式》（GB/T 9704-1999）", "2012": "《党政机关公文格式》（GB/T 9704-2012）"}
MIDDLE_MM = 105.0
"""The middle of the page, from its left edge."""
_CLAUSES = {
    "7.2.1": "8.1.1", "7.2.2": "8.1.2", "7.2.3": "8.1.3", "7.2.4": "8.1.4", "7.2.5": "8.1.5", "7.2.6": "8.1.6",
    "7.2.7": "8.1.5", "7.3.1": "8.2.1", "7.3.2": "8.2.2", "7.3.3": "8.2.3", "7.3.4": "8.2.4", "7.3.5.1": "8.2.6",
    "7.3.5.4": "8.2.5", "7.3.6": "8.2.7", "7.3.7": "8.2.4", "7.4.2": "8.3.2", "7.4.3": "8.3.3",
}
"""Where the edition of 1999 says what a clause of 2012 says; of other clauses only the standard is named."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r"\d{4}年?[—－～~\-至到]+\d{4}")


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition and, in Chinese, why it was taken."""

    standard: Standard
    reason: str


@dataclass(frozen=True, slots=True)
class _Dated:
    """What an element says about the time of issue; ``old`` when that is before :data:`IN_FORCE`."""

    said: str
    old: bool


def edition_of(draft: Draft) -> Edition:
    """Judge by the dates; by the majority of signs where there is none or they contradict one another."""
    dates = [d for d in (_by_date(draft, "成文日期"), _by_date(draft, "印发日期"), _by_number(draft)) if d is not None]
    signs = _old_signs(draft)
    looks = "有" + "、".join(signs) if signs else ""
    old, new = [d.said for d in dates if d.old], [d.said for d in dates if not d.old]
    if old and not new:
        return Edition("1999", "，".join(w for w in (f"{old[0]}，在2012年7月1日之前", looks) if w))
    if new and not old:
        return Edition("2012", f"{new[0]}，在2012年7月1日之后")
    if old and new:
        return Edition("1999", f"{old[0]}，{looks}") if len(signs) > 1 else Edition("2012", f"{new[0]}")
    if len(signs) > _new_signs(draft):
        return Edition("1999", f"没有写明年份，{looks}")
    return Edition("2012", "没有写明是旧公文")


def notice(kind: Kind) -> str | None:
    """What a report tells about an old document; None for one of today."""
    if not kind.official or kind.standard != "1999":
        return None
    why = f"（{kind.edition}）" if kind.edition else ""
    return f"这是按旧国标{TITLES['1999']}编排的公文{why}，按旧国标检查，现行国标另有规定的各项不查。"


def basis_in(standard: Standard, basis: str) -> str:
    """What a finding in a document of that edition is based on: a document of 2004 is not judged by rules of 2012."""
    if standard == "2012":
        return basis
    named = re.sub(r"GB/T 9704-2012[^；（]*", _old_clauses, basis)
    return re.sub(r"《党政机关公文处理工作条例》[^；，]*", "《国家行政机关公文处理办法》（国发〔2000〕23号）", named)


def _old_clauses(match: re.Match[str]) -> str:
    numbers = re.findall(r"(?<![\d.])\d+(?:\.\d+)+", match.group())
    known = dict.fromkeys(_CLAUSES[n] for n in numbers if n in _CLAUSES)
    return " ".join(["GB/T 9704-1999", *(["、".join(known)] if known else [])])


def _by_date(draft: Draft, name: str) -> _Dated | None:
    text = plain(draft.text_of(name))
    day, year = date_of(text), year_of(text)
    if day is not None:
        return _Dated(f"{name}是{day.year}年{day.month}月{day.day}日", day < IN_FORCE)
    return None if year is None or year == IN_FORCE.year else _Dated(f"{name}是{year}年", year < IN_FORCE.year)


def _by_number(draft: Draft) -> _Dated | None:
    match = _YEAR.search(draft.text_of("发文字号"))
    if match is None or int(match.group()) == IN_FORCE.year:
        return None  # numbered in the year of the change: either edition
    return _Dated(f"发文字号是{match.group()}年的", int(match.group()) < IN_FORCE.year)


def _old_signs(draft: Draft) -> list[str]:
    """What the 1999 edition asked for and that of 2012 no longer has."""
    date = plain(draft.text_of("成文日期"))
    found = {
        "主题词": "主题词" in draft.role.values(),
        "汉字成文日期": bool(date) and not re.search(r"[\d０-９×xX*]", date),
        "右上角的密级": any(_at_right(draft.document.blocks[span.block], span)
                      for name, span, _ in draft.claims if name in ("密级和保密期限", "紧急程度")),
    }
    return [name for name, present in found.items() if present]


def _at_right(block: Block, span: Span) -> bool:
    """Whether ``span`` stands in the right half: as measured, as set, or behind a 份号 on its line."""
    line = block.anchor.lines[0] if block.anchor.lines else None
    if line is not None:
        return line.start <= span.start < line.end and line.edges[span.start - line.start][0] > MIDDLE_MM
    return block.paragraph.alignment == "right" or bool(block.text[:span.start].strip())


def _new_signs(draft: Draft) -> int:
    """How much speaks for today's edition in a document that does not say its year: 20××年5月8日, a title of 2026."""
    date, title = plain(draft.text_of("成文日期")), _RANGE.sub("", plain(draft.text_of("标题")))
    years = [int(y) for y in _YEAR.findall(title)]
    return bool(re.search(r"[\d０-９]", date)) + bool(years and min(years) > IN_FORCE.year)
