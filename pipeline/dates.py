"""Dates as documents write them: 阿拉伯 or 汉字 digits, dots, leading zeros."""

from __future__ import annotations

import datetime
import re

from .elements import Structure
from .patterns import DATE, HAN_DIGITS, han_number, written_number

_YEAR_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○◯ＯOo", "0")
_FULL = str.maketrans("０１２３４５６７８９", "0123456789")


def parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of the first date in ``text``; None when it is incomplete or unreadable."""
    match = DATE.search(text)
    if match is None:
        return None
    bare = re.sub(r"[\s　]", "", match.group()).translate(_FULL)
    pieces = [p for p in re.split(r"[年月日号.．/／\-—－]", bare) if p]
    if len(pieces) != 3:
        return None
    year = "".join(_YEAR_DIGITS.get(c, c) for c in pieces[0])
    month, day = (int(p) if p.isdigit() else han_number(p.replace("元", "一").replace("正", "一")) for p in pieces[1:])
    if not re.fullmatch(r"(?:19|20)\d\d", year) or not month or not day:
        return None
    return int(year), month, day


def date_of(text: str) -> datetime.date | None:
    """The first date in ``text``; None when there is none or the calendar has no such day."""
    found = parts(text)
    return day(*found) if found else None


def date_in(structure: Structure, *names: str) -> datetime.date | None:
    """The date of the first of these elements that has one (成文日期 unless others are named)."""
    for name in names or ("成文日期",):
        element = structure.get(name)
        if element is not None and (found := date_of(element.text)):
            return found
    return None


def day(year: int, month: int, number: int) -> datetime.date | None:
    """That day; None when the calendar has no such day."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def impossible(text: str) -> bool:
    """Whether a complete date is written that the calendar does not have."""
    return parts(text) is not None and date_of(text) is None


def written(text: str) -> str | None:
    """The date as 7.3.5.4 wants it; None where it cannot be read."""
    found = date_of(text)
    return f"{found.year}年{found.month}月{found.day}日" if found else None


def year_of(text: str) -> int | None:
    """The year that the first date in ``text`` names, complete or not; None when it is masked or has no four digits."""
    match = re.match(rf"[\s\u3000]*(?P<year>[\d０-９{HAN_DIGITS}]{{4,5}})年", text)
    if match is None:
        return None
    year = "".join(_YEAR_DIGITS.get(c, c) for c in match["year"].translate(_FULL))
    return int(year) if re.fullmatch(r"(?:19|20)\d\d", year) else None


def written_han(text: str) -> str | None:
    """The date in 汉字 as GB/T 9704-1999 8.2.5 wants it (二○○四年三月十五日); None where it cannot be read."""
    found = date_of(text)
    if found is None:
        return None
    year = "".join("○一二三四五六七八九"[int(c)] for c in str(found.year))
    return f"{year}年{written_number(found.month)}月{written_number(found.day)}日"
