"""Plain text and Markdown: a line is a paragraph, and nothing is known of its looks.

Line numbers stay those of the file: lines that Markdown only uses as marks or comments become empty blocks. Offsets
refer to :attr:`Block.text`, which for Markdown lacks the heading and emphasis marks.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..guard import decode
from ..model import Block, Document, Fact, Source
from .errors import ReadError

_NO_LAYOUT: tuple[Fact, ...] = ("font", "size", "color", "margins", "grid", "indent", "alignment", "spacing", "lines",
                                "pages", "footers", "revisions", "geometry", "embedding", "blank_lines", "placement")
_REASON = "纯文本没有版式信息"
_LOST_WIDTH = "文本中的全角标点已丢失（多为网页抓取或转换所致）"

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+")
_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(\1[ \t]*){2,}$")
_FULL = re.compile(r"[，：；（）？！]")
_CJK = r"[\u3400-\u9fff〇》”’、。]"
_HALF = re.compile(rf"(?<={_CJK})[,:;()?!](?={_CJK}|[《“‘]|$)|(?<={_CJK})[,;:](?=\s)", re.MULTILINE)


def read(path: Path, source: Source | None = None) -> Document:
    """Read a text file in UTF-8, UTF-16 (with its mark) or GB18030. Raises :class:`ReadError`."""
    data = path.read_bytes()
    text = decode(data)
    if text is None:
        raise ReadError("unsupported", "认不出文本的编码；请另存为 UTF-8 或 GB18030 编码的 .txt 后再检查。")
    if not text.strip():
        raise ReadError("empty", "文件里只有空白，没有文字；请核对是不是选错了文件。")
    source = source or Source(str(path), "text", hashlib.sha256(data).hexdigest(), len(data))
    markdown = path.suffix.lower() in (".md", ".markdown")
    lines = (_markdown(text) if markdown else text).splitlines()
    blocks = tuple(Block(i, "body", line) for i, line in enumerate(lines))
    unknown: dict[Fact, str] = dict.fromkeys(_NO_LAYOUT, _REASON)
    if lost_width(text):
        unknown["width"] = _LOST_WIDTH
    return Document(source, blocks, unknown=unknown)


def lost_width(text: str) -> bool:
    """Whether full-width punctuation is all but absent while half-width stands between Chinese characters.

    A writer who types half-width commas still has some full-width brackets or colons; a capture that folded the
    width has none. Ten places are needed, so that a short note is judged by its own marks.
    """
    full, half = len(_FULL.findall(text)), len(_HALF.findall(text))
    return half >= 10 and full < 0.05 * (full + half)


def _markdown(text: str) -> str:
    """Markdown without its comments, heading marks, rules and bold marks, on the same lines as before."""
    text = _COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text)
    return "\n".join(_EMPHASIS.sub(r"\1", "" if _RULE.match(line) else _HEADING.sub("", line))
                     for line in text.splitlines())
