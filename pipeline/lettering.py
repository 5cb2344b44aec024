"""Faces and sizes (字体字号) of a stretch of text against what GB/T 9704-2012 asks for, whatever the format."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..corpora.fonts import family_name, role_of
from .check import Problem
from .model import Block, Document, Run, Span

_SIZES = {"初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15, "四号": 14,
          "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5}
_HUES = ((15, "红"), (45, "橙"), (70, "黄"), (170, "绿"), (200, "青"), (260, "蓝"), (330, "紫"), (361, "红"))
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇]")


def has_han(text: str) -> bool:
    """Whether a 汉字 is in ``text``."""
    return bool(_HAN.search(text))


def has_common_han(text: str) -> bool:
    """Whether a 汉字 of GB 2312 is in it: 仿宋_GB2312 and its like have no others, and a program takes those from another font."""
    return any(c.encode("gb2312", "ignore") for c in text if has_han(c))


def size_name(size_pt: float) -> str:
    """The Chinese name of a type size (“小四”), in points where it has none."""
    name, points = min(_SIZES.items(), key=lambda item: abs(item[1] - size_pt))
    return name if abs(points - size_pt) <= 0.3 else f"{size_pt:g} 磅"


def hsv(color: str) -> tuple[float, float, float]:
    """Hue, saturation and value (0 to 1) of six hex digits."""
    return colorsys.rgb_to_hsv(*(int(color[i:i + 2], 16) / 255 for i in (0, 2, 4)))


def color_name(color: str) -> str:
    """“蓝色”, “灰色”: what six hex digits look like."""
    hue, saturation, value = hsv(color)
    if value <= 0.15:
        return "黑色"
    if saturation < 0.2:
        return "白色" if value > 0.95 else "灰色"
    return next(name for limit, name in _HUES if hue * 360 <= limit) + "色"


@dataclass(frozen=True, slots=True)
class Want:
    """A face and a size that the standard names: ``roles`` and points accepted, and how to say so."""

    roles: tuple[str, ...]
    low: float
    high: float
    face: str
    size: str
    word: str

    @property
    def named(self) -> str:
        """“仿宋三号”."""
        return f"{self.face}{self.size}"


FANGSONG_3 = Want(("仿宋",), 15.5, 16.5, "仿宋", "三号", "仿宋_GB2312")
KAI_3 = Want(("楷体",), 15.5, 16.5, "楷体", "三号", "楷体_GB2312")
HEI_3 = Want(("黑体",), 15.5, 16.5, "黑体", "三号", "黑体")
FANGSONG_4 = Want(("仿宋",), 13.5, 14.5, "仿宋", "四号", "仿宋_GB2312")
SONG_4 = Want(("宋体",), 13.5, 14.5, "宋体", "四号", "宋体")
TITLE_2 = Want(("小标宋",), 20.5, 23.0, "小标宋", "二号", "方正小标宋简体")
_JUDGED = ("仿宋", "楷体", "黑体", "小标宋", "近似小标宋", "宋体")


def face_name(font: str) -> str:
    """“宋体”, and for a name that a clerk does not know what it is: 楷体（FZKTK--GBK1-0）."""
    name, role = family_name(font), role_of(font)
    return f"“{name}”" if has_han(name) or role is None else f"{role}（{name}）"


@dataclass(frozen=True, slots=True)
class Misset:
    """A stretch in the wrong face or size; what is right is None."""

    span: Span
    font: str | None
    size_pt: float | None

    @property
    def now(self) -> str:
        """How it is set, as far as it is wrong: “宋体小四”."""
        font = "" if self.font is None else face_name(self.font)
        size = "" if self.size_pt is None else size_name(self.size_pt)
        return font + size


def _complaint(text: str, run: Run, want: Want) -> tuple[str | None, float | None]:
    role = role_of(run.font)
    font = run.font if role in _JUDGED and role not in want.roles and has_common_han(text) else None
    size = run.size_pt if run.size_pt is not None and not want.low <= run.size_pt <= want.high else None
    return font, size


def misset(document: Document, spans: Iterable[Span], want: Want) -> list[Misset]:
    """The stretches of ``spans`` that are not set as ``want`` says, neighbours with the same fault joined.

    Faces are judged on 汉字 alone (digits may be in 仿宋 or Times New Roman, the standard leaves it open), and only
    where the face is one that the standard knows: others are HT1010's. Unknown fonts and sizes are never wrong.
    """
    found: list[Misset] = []
    for span in spans:
        found.extend(_misset_in(document, span, want))
    return found


def _misset_in(document: Document, span: Span, want: Want) -> list[Misset]:
    block = document.blocks[span.block]
    groups: list[list[tuple[Span, tuple[str | None, float | None]]]] = []
    open_group = False
    for run in block.runs_in(span.start, span.end):
        text = block.text[run.start:run.end]
        if not text.strip():
            continue
        fault = _complaint(text, run, want)
        if fault == (None, None):
            open_group = open_group and not has_han(text)
            continue
        piece = (Span(block.index, run.start + len(text) - len(text.lstrip()), run.start + len(text.rstrip())), fault)
        if open_group and _same(groups[-1][-1][1], fault):
            groups[-1].append(piece)
        else:
            groups.append([piece])
        open_group = True
    return [_joined(block, span, group) for group in groups]


def _same(first: tuple[str | None, float | None], second: tuple[str | None, float | None]) -> bool:
    fonts = {f for f, _ in (first, second) if f}
    sizes = {s for _, s in (first, second) if s}
    return len(fonts) <= 1 and len(sizes) <= 1 and (first[1] is None) == (second[1] is None)


def _joined(block: Block, span: Span, group: Sequence[tuple[Span, tuple[str | None, float | None]]]) -> Misset:
    start, end = group[0][0].start, group[-1][0].end
    outside = block.text[span.start:start] + block.text[end:span.end]
    if not has_han(outside) and len(outside.strip()) <= 12:
        inner = block.text[span.start:span.end]
        start = span.start + len(inner) - len(inner.lstrip())
        end = span.start + len(inner.rstrip())
    font = next((f for _, (f, _) in group if f), None)
    size = next((s for _, (_, s) in group if s), None)
    return Misset(Span(block.index, start, end), font, size)


def lettering(document: Document, spans: Iterable[Span], want: Want, what: str) -> Iterator[Problem]:
    """One problem for each way in which ``spans`` are not set as ``want`` says."""
    by_fault: dict[str, list[Misset]] = {}
    for piece in misset(document, spans, want):
        by_fault.setdefault(piece.now, []).append(piece)
    for now, pieces in by_fault.items():
        message = f"{what}现为{now}，应为{wanted(pieces[0], want)}。{how(pieces[0], want)}"
        yield Problem(tuple(p.span for p in pieces), message)


def wanted(piece: Misset, want: Want) -> str:
    """What ``piece`` should be: face, size or both."""
    return (want.face if piece.font else "") + (want.size if piece.size_pt else "")


def how(piece: Misset, want: Want) -> str:
    """How to set it in Word."""
    parts = [f"字体设为“{want.word}”" if piece.font else "", f"字号设为“{want.size}”" if piece.size_pt else ""]
    return "选中后把" + "、".join(p for p in parts if p) + "。"
