"""Font names: what a name means among the fonts that GB/T 9704-2012 5.2.2 and 7 require.

The same face is called 仿宋_GB2312, FangSong_GB2312, ``ABCDEF+FZFSK--GBK1-0`` or ``#B7#C2#CB#CE`` depending on who
wrote the file; :func:`role_of` looks through all of that.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

Role = Literal["仿宋", "楷体", "黑体", "小标宋", "近似小标宋", "宋体", "西文", "其他"]
"""近似小标宋: title faces taken for 小标宋 (方正大标宋, 华文中宋). 其他: a known face, but none of these (微软雅黑)."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ENCODING = re.compile(r"-(?:Identity|UniGB-(?:UCS2|UTF16)|GBK-EUC|WinCharSet[0-9A-F]{4})-[HV]$")
_STYLE = re.compile(
    r"[,\- ](?:(?:Bold|Italic|Oblique|Regular|Normal|Roman|Medium|Light|Heavy|Black|Semibold"
    r"|粗体|加粗|斜体|常规)[ ,]*)+$", re.IGNORECASE)
_COMMA_STYLE = re.compile(r",[A-Za-z\u4e00-\u9fff, ]+$")
_GLUED_STYLE = re.compile(r"(?:bold|italic|oblique|regular)+(?:mt)?$")
_CHARSET = re.compile(r"(?:gb2312|gbk|gb18030|gb13000|gb10|gbk10|简体|简|mt|psmt)+$")
_BOLD = re.compile(r"bold|heavy|black|semibold|demi|粗体|加粗", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|斜体", re.IGNORECASE)


@lru_cache(maxsize=4096)
def clean_name(font: str) -> str:
    """The name as a reader of the file would see it: 汉字 decoded, subset prefix and encoding suffix taken off.

    >>> clean_name("ABCDEF+#B7#C2#CB#CE_GB2312")
    '仿宋_GB2312'
    """
    name = _decode(font.strip().lstrip("/"))
    return _ENCODING.sub("", _SUBSET.sub("", name)).strip()


def family_name(font: str) -> str:
    """:func:`clean_name` without a style after a comma (``宋体,Bold``): what a user would call the font."""
    return _COMMA_STYLE.sub("", clean_name(font))


def _decode(name: str) -> str:
    """Undo what PDF writers and libraries do to a name of GBK bytes.

    ``b'…'`` is what pdfminer leaves of bytes that are not UTF-8, ``#XX`` the escape of PDF names, ``·ÂËÎ`` the same
    bytes taken for Latin-1, and surrogates those taken for UTF-8 with errors escaped.
    """
    raw: bytes | None = None
    if re.match(r"b(['\"]).*\1$", name, re.DOTALL):
        try:
            raw = ast.literal_eval(name)
        except (SyntaxError, ValueError):
            return name
    elif re.search(r"#[0-9A-Fa-f]{2}", name):
        plain = name.encode("utf-8", "replace")
        raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), plain)
    elif any("\udc80" <= c <= "\udcff" for c in name):
        raw = name.encode("utf-8", "surrogateescape")
    elif any("\x80" <= c <= "\xff" for c in name) and all(c <= "\xff" for c in name):
        raw = name.encode("latin-1")
    return name if raw is None else _from_bytes(raw)


def _from_bytes(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\x80" <= c <= "\xff" for c in text) and all(c <= "\xff" for c in text):
            try:
                return text.encode("latin-1").decode("gb18030")  # GBK taken for Latin-1 and written as UTF-8
            except UnicodeDecodeError:
                return text
        return text
    return raw.decode("latin-1")


def _key(name: str) -> str:
    return re.sub(r"[\s_\-,'\"()（）]", "", name).casefold()


@lru_cache(maxsize=1)
def table() -> dict[str, Role]:
    """Role by normalised name, from ``fonts.tsv``."""
    text = (files(__package__) / "fonts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {_key(name): cast(Role, role) for name, role, _ in rows}


@lru_cache(maxsize=4096)
def role_of(font: str | None) -> Role | None:
    """Which of the standard's faces ``font`` is, by any of its family or PostScript names; None when unknown.

    >>> role_of("ABCDEF+FZXBSJW--GB1-0"), role_of("Times New Roman,Bold"), role_of("FangSong_GB2312")
    ('小标宋', '西文', '仿宋')
    """
    if not font:
        return None
    known = table()
    name = clean_name(font)
    for candidate in (name, _STYLE.sub("", name)):
        key = _key(candidate)
        plain = _GLUED_STYLE.sub("", key)
        for form in (key, plain, _CHARSET.sub("", key), _CHARSET.sub("", plain)):
            if form in known:
                return known[form]
    return None


def says_bold(font: str | None) -> bool:
    """Whether the name itself says that the face is bold."""
    return bool(font) and bool(_BOLD.search(clean_name(font or "")))


def says_italic(font: str | None) -> bool:
    """Whether the name itself says that the face is italic."""
    return bool(font) and bool(_ITALIC.search(clean_name(font or "")))
