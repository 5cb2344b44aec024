"""Type faces: the names that programs write into PDF files, metrics and advances."""

from __future__ import annotations

from typing import Literal

Idiom = Literal["word", "wps", "plain"]

# role → PostScript name as each program writes it
FONT_NAMES: dict[Idiom, dict[str, str]] = {
    "word": {"fangsong": "FangSong_GB2312", "xiaobiaosong": "FZXBSJW--GB1-0", "hei": "SimHei", "kai": "KaiTi_GB2312",
             "song": "SimSun", "latin": "TimesNewRomanPSMT"},
    "wps": {"fangsong": "FZFSK--GBK1-0", "xiaobiaosong": "FZXBSJW--GB1-0", "hei": "FZHTK--GBK1-0",
            "kai": "FZKTK--GBK1-0", "song": "FZSSK--GBK1-0", "latin": "TimesNewRomanPSMT"},
    "plain": {"fangsong": "FangSong_GB2312", "xiaobiaosong": "FZXBSJW--GB1-0", "hei": "SimHei",
              "kai": "KaiTi_GB2312", "song": "SimSun", "latin": "TimesNewRomanPSMT"},
}
_LOOKS = (("kai", ("Kai", "KT")), ("hei", ("Hei", "HT", "Arial", "Gothic")), ("latin", ("Times",)),
          ("xiaobiaosong", ("XBS", "DBS", "XiaoBiaoSong", "Zhongsong")), ("song", ("Song", "SimSun", "SS")))

# family names as Word shows them → role or PostScript name; others are written as GBK escapes, as Word does
_FAMILIES = {
    "仿宋": "fangsong", "小标宋": "xiaobiaosong", "黑体": "hei", "楷体": "kai", "宋体": "song",
    "仿宋_GB2312": "FangSong_GB2312", "楷体_GB2312": "KaiTi_GB2312", "方正小标宋简体": "FZXBSJW--GB1-0",
    "方正小标宋_GBK": "FZXBSK--GBK1-0", "方正仿宋_GBK": "FZFSK--GBK1-0", "方正楷体_GBK": "FZKTK--GBK1-0",
    "方正黑体_GBK": "FZHTK--GBK1-0", "方正书宋_GBK": "FZSSK--GBK1-0", "方正大标宋简体": "FZDBSJW--GB1-0",
    "华文中宋": "STZhongsong", "华文仿宋": "STFangsong", "华文楷体": "STKaiti", "微软雅黑": "MicrosoftYaHei",
    "新宋体": "NSimSun", "等线": "DengXian", "隶书": "LiSu", "Times New Roman": "TimesNewRomanPSMT", "Arial": "ArialMT",
}


def face(family: str) -> str:
    """The role or PostScript name for a family name."""
    return _FAMILIES.get(family, family)


def role_of(ps_name: str) -> str:
    """The kind of type face behind a PostScript name, for choosing the stand-in's shapes."""
    for names in FONT_NAMES.values():
        for role, name in names.items():
            if name == ps_name:
                return role
    return next((role for role, marks in _LOOKS if any(mark in ps_name for mark in marks)), "fangsong")


def metrics(ps_name: str) -> tuple[int, int]:
    """Ascent and descent in thousandths of the em; with them glyph box and em box are the same."""
    role = role_of(ps_name)
    return {"latin": (891, -216), "xiaobiaosong": (852, -148)}.get(role, (859, -141))


def advance(ps_name: str, char: str) -> float:
    """Advance in em: ASCII is half width in Chinese fonts; everything else fills the square."""
    if role_of(ps_name) == "latin":
        return _TIMES.get(char, 500) / 1000
    return 0.5 if " " <= char <= "~" else 1.0


_TIMES = dict(zip(map(chr, range(32, 127)), (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541), strict=True))
