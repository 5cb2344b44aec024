"""The attachments that a 附件说明 lists (GB/T 9704-2012 7.3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable

LABEL = re.compile(r"附[\s　]*件?[\s　]*(?P<n>[\d一二三四五六七八九十]{0,2})[\s　]*(?P<colon>[：:、.．]?)[\s　]*")
ITEM = re.compile(r"[\s　]*(?P<mark>(?P<n>\d{1,2})[.．、，]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,2}、)[\s　]*")
END = re.compile(r"[。；，、;,.]+$")


def names(lines: Iterable[str]) -> list[str]:
    """The attachments on the lines of a 附件说明, without ordinals, end marks and spaces; continuation lines joined."""
    found: list[str] = []
    for text in lines:
        label = LABEL.match(text) if not found else None
        rest = text[label.end():] if label and label["colon"] else text
        item = ITEM.match(rest)
        if item or not found:
            found.append(rest[item.end():] if item else rest)
        else:
            found[-1] += rest
    return [bare(name) for name in found if bare(name)]


def bare(name: str) -> str:
    """A title without spaces, end marks and 书名号 around it."""
    text = re.sub(r"[\s　]", "", name)
    return END.sub("", text).strip("《》")
