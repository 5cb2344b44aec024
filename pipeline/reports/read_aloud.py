"""The 唱校稿 as plain text and as a page to print: what to say, a box for each reader, room for remarks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..reading import Line, Reading
from ..speech import Piece
from . import wording
from .web_page import filled

BOX = "☐"
TITLE = "唱校稿"
_WAYS = {"phone": "1 读作“幺”，0 读作“零”", "plain": "0 至 9 读作零、一、二……九", "radio": "0、1、2、7、9 读作洞、幺、两、拐、勾"}
_HANDS = "①②③④⑤⑥⑦⑧⑨"


def legend(reading: Reading) -> tuple[str, ...]:
    """How the sheet is used, a sentence a line."""
    return (
        "一人照本稿读，其余各人看校样；读完一行，各人在自己的框里打勾，不符的写在备注里。",
        f"括注的是读法：标点读名称；阿拉伯数字先报“数字”，再逐位读（{_WAYS[reading.digits]}）；字母先报大小写。",
        "汉字与读法同音时先报“汉字”；【】内是报出的位置，不是原文；辨字在读完该行以后读，拼音由词典给出，多音字请核对。",
    )


def facts(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What the sheet belongs to."""
    pairs = [("标题", reading.title), ("发文字号", reading.document_number),
             ("文件名", os.path.basename(reading.path)), ("文件校验值", reading.sha256)]
    return tuple((label, wording.clean(value)) for label, value in pairs if value)


def hands(readers: Sequence[str]) -> tuple[str, ...]:
    """“①张某”: the readers with the sign of their box; three nameless ones where none are given."""
    return tuple(f"{_HANDS[i]}{wording.clean(name)}" for i, name in enumerate(readers or ("", "", "")))


# ---- what is said, as it is shown

def shown(line: Line) -> str:
    """What is said for the line, with brackets around what is no 汉字 of the text."""
    parts = []
    for plain, pieces in groupby(line.pieces, key=lambda p: p.plain):
        group = list(pieces)
        if plain:
            parts += [p.written for p in group]
        else:
            parts.append(_bracketed(group))
    return "".join(parts)


def _bracketed(pieces: Sequence[Piece]) -> str:
    """“［右书名号 逗号］”; of a 汉字 that is announced as one, the announcement alone is in brackets."""
    found = ""
    for word, group in groupby(pieces, key=lambda p: p.kind == "word"):
        if word:
            found += "".join(f"［{p.said[:-1]}］{p.written}" for p in group)
        else:
            found += "［" + " ".join(p.said for p in group) + "］"
    return found


def announced(line: Line) -> str:
    """“【另起一面，附件】”, or nothing."""
    return f"【{'，'.join(line.announced)}】" if line.announced else ""


def told_apart(line: Line) -> str:
    """“截至：至今的至；睿：读 ruì，睿智的睿”, or nothing."""
    return "；".join(map(str, line.remarks))


# ---- plain text

def text(reading: Reading, readers: Sequence[str] = ()) -> str:
    """The sheet as plain text."""
    return "\n".join(_text(reading, readers)) + "\n"


def _text(reading: Reading, readers: Sequence[str]) -> Iterator[str]:
    names = hands(readers)
    width = max((len(line.number) for line in reading.lines), default=1)
    margin = " " * (width + 2)
    yield TITLE
    yield from (f"{label}：{value}" for label, value in facts(reading))
    yield "唱校人：" + "　　　".join(names)
    yield from legend(reading)
    for line in reading.lines:
        yield ""
        yield f"{line.number:>{width}}  {announced(line)}{shown(line)}"
        if not line.pieces:
            continue
        if line.remarks:
            yield f"{margin}辨字：{told_apart(line)}"
        yield f"{margin}{'　'.join(BOX + name for name in names)}　备注："


# ---- a page to print

@dataclass(frozen=True)
class Segment:
    """Words on the page: ``over`` is small print above them (how figures and letters are said)."""

    kind: str
    words: str
    over: str = ""


def segments(line: Line) -> list[Segment]:
    """The line cut into what is plain, what is a name of a mark, and figures with the way they are said above."""
    found = []
    for piece in line.pieces:
        if piece.plain:
            found.append(Segment("plain", piece.written))
        elif piece.kind == "word":
            found += [Segment("mark", piece.said[:-1]), Segment("plain", piece.written)]
        elif piece.kind in ("figures", "letters"):
            found.append(Segment("figures", piece.written, piece.said))
        else:
            found.append(Segment("mark", piece.said))
    return found


def html(reading: Reading, readers: Sequence[str] = ()) -> str:
    """The sheet as one page that needs no network, for print in large type."""
    rows = [(line, announced(line)[1:-1], segments(line), told_apart(line)) for line in reading.lines]
    return filled("read_aloud.html", ["sheet.css"], [], title=TITLE, facts=facts(reading), legend=legend(reading),
                       hands=hands(readers), rows=rows)
