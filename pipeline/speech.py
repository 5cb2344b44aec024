"""A line as it is read aloud (唱校), character by character, so that what is heard determines what is written.

汉字 are said as they are. Marks are called by their names, figures are announced (数字) and said one by one, letters are
announced with their case. Where plain 汉字 would sound like one of these (“数字一体化”, “逗号”), 汉字 is said first.
:func:`heard` is the inverse of :func:`sound`: it exists so that tests can show that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .patterns import han_number, written_number
from .speech_names import FIGURES, MARKS

Digits = Literal["phone", "plain", "radio"]
PLAIN = "汉字"
"""Said before a 汉字 that would be taken for something else."""

_LITERAL = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]"
_UNIT = re.compile(
    rf"(?P<plain>{_LITERAL})|(?P<figures>[0-9]+)|(?P<upper>[A-Z]+)|(?P<lower>[a-z]+)|(?P<spaces>　{{1,99}})|(?P<blanks> {{1,99}})"
    rf"|(?P<wide>[０-９]+)|(?P<wideupper>[Ａ-Ｚ]+)|(?P<widelower>[ａ-ｚ]+)|(?P<circled>[①-⑳])|(?P<roman>[Ⅰ-Ⅻ])|(?P<raised>[²³])"
    rf"|(?P<mark>……|——|.)", re.DOTALL)
_CARRY_MARKS = frozenset(".,%‰—–-～~/:：〔〕（）()、×+")
_CARRY_WORDS = frozenset("年月日时分秒")
"""Between figures these do not end the run of figures: 2026年3月5日 is announced once."""
_WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)})
_NARROW = {v: k for k, v in _WIDE.items()}
_NAMED = {name: mark for mark, name in MARKS.items()} | {"千分撇": ","}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: what is ``written`` and what is ``said``; ``plain`` for 汉字 that are said as they are."""

    kind: Literal["plain", "word", "figures", "letters", "space", "mark"]
    written: str
    said: str

    @property
    def plain(self) -> bool:
        """Whether it is said just as it is written."""
        return self.kind == "plain"


_KINDS: dict[str, Literal["figures", "letters", "space", "mark"]] = {
    "figures": "figures", "wide": "figures", "circled": "figures", "roman": "figures", "raised": "figures",
    "upper": "letters", "lower": "letters", "wideupper": "letters", "widelower": "letters", "spaces": "space", "blanks": "space"}


def spoken(text: str, digits: Digits = "phone") -> tuple[Piece, ...]:
    """``text`` (one line) as the pieces that are said one after the other; neighbouring 汉字 are one piece."""
    units = [(str(m.lastgroup), m.group()) for m in _UNIT.finditer(text)]
    running = list(_running(units))
    pieces: list[Piece] = []
    rest = ""  # what is said after the unit at hand: from the last to the first, since it decides what needs a warning
    for i in range(len(units) - 1, -1, -1):
        group, written = units[i]
        if group == "plain":
            alone = _match(written + rest[: _LONGEST], running[i], digits) is None
            piece = Piece("plain", written, written) if alone else Piece("word", written, PLAIN + written)
        else:
            between = 0 < i < len(units) - 1 and units[i - 1][0] == units[i + 1][0] == "figures"
            piece = Piece(_KINDS.get(group, "mark"), written, _said(group, written, running[i], between, digits))
        rest = piece.said + rest[: _LONGEST * 2]
        pieces.append(piece)
    return tuple(_joined(reversed(pieces)))


def sound(text: str, digits: Digits = "phone") -> str:
    """All that is said for ``text``, without pauses."""
    return "".join(piece.said for piece in spoken(text, digits))


def heard(said: str, digits: Digits = "phone") -> str:
    """The text that ``said`` stands for; raises ``ValueError`` for what :func:`sound` never says."""
    text: list[str] = []
    at, running = 0, False
    while at < len(said):
        found = _match(said, running, digits, at)
        if found is None:
            group, written, end = "plain", said[at], at + 1
        else:
            group, written, end = found
        if group == "plain" and not re.fullmatch(_LITERAL, written):
            raise ValueError(f"第 {at + 1} 个字不是读法：{written}")
        text.append(written)
        running = _goes_on(running, group, written)
        at = end
    return "".join(text)


def _running(units: Sequence[tuple[str, str]]) -> Iterator[bool]:
    """Before each unit, whether figures have been announced and still go on."""
    running = False
    for group, written in units:
        yield running
        running = _goes_on(running, group, written)


def _goes_on(running: bool, group: str, written: str) -> bool:
    if group == "figures":
        return True
    return running and written in (_CARRY_WORDS if group == "plain" else _CARRY_MARKS if group == "mark" else ())


def _said(group: str, written: str, running: bool, between: bool, digits: Digits) -> str:
    figures = FIGURES[digits]
    if group == "figures":
        return ("" if running else "数字") + "".join(figures[int(c)] for c in written)
    if group == "wide":
        return f"全角数字{''.join(figures[int(c)] for c in written)}止"
    if group in ("upper", "lower", "wideupper", "widelower"):
        wide = "全角" if group.startswith("wide") else ""
        return wide + ("大写" if group.endswith("upper") else "小写") + written.translate(_WIDE)
    if group in ("spaces", "blanks"):
        return f"空{written_number(len(written))}{'字' if group == 'spaces' else '半角'}"
    if group in ("circled", "roman", "raised"):
        name, first = {"circled": ("带圈", 0x2460), "roman": ("罗马数字", 0x2160), "raised": ("上标", 0xB1)}[group]
        return f"{name}{written_number(ord(written) - first + 1)}码"
    if running and written == ".":
        return "点"
    if between and running and written == ",":
        return "千分撇"
    return MARKS.get(written) or "特殊字符" + f"{ord(written):06X}"


@lru_cache(maxsize=4)
def _vocabulary(digits: Digits) -> re.Pattern[str]:
    """Whatever is said that is no plain 汉字, at the start of a string."""
    names = "|".join(map(re.escape, sorted(_NAMED, key=len, reverse=True)))
    said = f"[{FIGURES[digits]}]"
    return re.compile(
        rf"{PLAIN}(?P<plain>{_LITERAL})|全角数字(?P<wide>{said}+)止|数字(?P<figures>{said}+)"
        rf"|全角大写(?P<wideupper>[A-Z]+)|全角小写(?P<widelower>[a-z]+)|大写(?P<upper>[A-Z]+)|小写(?P<lower>[a-z]+)"
        rf"|空(?P<spaces>[一二三四五六七八九十]+)字|空(?P<blanks>[一二三四五六七八九十]+)半角|带圈(?P<circled>[一二三四五六七八九十]+)码"
        rf"|罗马数字(?P<roman>[一二三四五六七八九十]+)码|上标(?P<raised>[二三])码|特殊字符(?P<other>[0-9A-F]{{6}})|(?P<mark>{names})")


_LONGEST = 24
"""No name is longer: so much of what follows decides how a unit is said."""


def _match(said: str, running: bool, digits: Digits, at: int = 0) -> tuple[str, str, int] | None:
    """What is heard at ``at`` when it is no plain 汉字: group, what is written for it, where it ends."""
    match = _vocabulary(digits).match(said, at)
    if match is not None:
        group = str(match.lastgroup)
        return ("mark" if group == "other" else group), _written(group, match[group], digits), match.end()
    if running and said[at] == "点":
        return "mark", ".", at + 1
    if running and said[at] in FIGURES[digits]:
        return "figures", str(FIGURES[digits].index(said[at])), at + 1
    return None


def _written(group: str, word: str, digits: Digits) -> str:
    if group in ("figures", "wide"):
        figures = "".join(str(FIGURES[digits].index(c)) for c in word)
        return figures if group == "figures" else "".join(chr(0xFF10 + int(c)) for c in figures)
    if group in ("wideupper", "widelower"):
        return "".join(chr(_NARROW[c]) for c in word)
    if group in ("spaces", "blanks"):
        return ("　" if group == "spaces" else " ") * (han_number(word) or 0)
    if group in ("circled", "roman", "raised"):
        return chr({"circled": 0x245F, "roman": 0x215F, "raised": 0xB0}[group] + (han_number(word) or 0))
    if group == "other":
        return chr(int(word, 16))
    return _NAMED[word] if group == "mark" else word


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.plain and piece.plain:
            held = Piece("plain", held.written + piece.written, held.said + piece.said)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
