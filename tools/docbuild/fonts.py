# mypy: disable-error-code="import-untyped,misc"
"""Free CJK fonts of this machine as stand-ins for the fonts of official documents.

The fonts that offices use (方正小标宋, 仿宋_GB2312 …) may not be passed on, so a subset of a free font is built under
the expected PostScript name. Everything is redrawn on an em of 1000 units with ASCII half as wide as a 汉字 and all
other characters full width, as in the Chinese fonts, whatever the free font says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

EM = 1000

# role → (file name, face of a collection), best first; the last ones are acceptable for every role.
_ANY = (
    (r"NotoSerifCJK(sc)?-Regular", "SC"), (r"SourceHanSerif(SC|CN)?-Regular", "SC"),
    (r"NotoSansCJK(sc)?-Regular", "SC"), (r"SourceHanSans(SC|CN)?-Regular", "SC"),
    (r"uming", "CN"), (r"ukai", "CN"), (r"wqy-zenhei|wqy-microhei", ""), (r"DroidSansFallbackFull", ""),
)
_CANDIDATES: dict[str, tuple[tuple[str, str], ...]] = {
    "fangsong": ((r"FandolFang-Regular", ""), (r"NotoSerifCJK(sc)?-Light", "SC"), *_ANY),
    "song": ((r"FandolSong-Regular", ""), *_ANY),
    "xiaobiaosong": ((r"NotoSerifCJK(sc)?-Bold", "SC"), (r"SourceHanSerif(SC|CN)?-Bold", "SC"), *_ANY),
    "hei": ((r"NotoSansCJK(sc)?-Bold", "SC"), (r"SourceHanSans(SC|CN)?-Bold", "SC"),
            (r"NotoSansCJK(sc)?-Regular", "SC"), *_ANY),
    "kai": ((r"FandolKai-Regular", ""), (r"LXGWWenKai(GB)?-Regular", ""), (r"ukai", "CN"), *_ANY),
    "latin": ((r"LiberationSerif-Regular", ""), (r"Tinos-Regular", ""), *_ANY, (r"DejaVuSerif", "")),
}


class FontMissing(RuntimeError):
    """No font of this machine can draw what is wanted."""


@dataclass(frozen=True)
class Source:
    """One face of one font file."""

    path: Path
    number: int


def _directories() -> list[Path]:
    home = Path.home()
    named = os.environ.get("HONGTOU_FONTS", "")
    found = [Path(part) for part in named.split(os.pathsep) if part]
    found += [home / ".fonts", home / ".local/share/fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    found += [home / "Library/Fonts", Path("/Library/Fonts"), Path("C:/Windows/Fonts")]
    return [path for path in found if path.is_dir()]


@cache
def _files() -> tuple[Path, ...]:
    found: list[Path] = []
    for directory in _directories():
        found += sorted(p for p in directory.rglob("*") if p.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"})
    return tuple(found)


def _face(path: Path, wanted: str) -> int:
    if path.suffix.lower() not in {".ttc", ".otc"} or not wanted:
        return 0
    from fontTools.ttLib import TTCollection

    with TTCollection(str(path), lazy=True) as collection:
        for number, font in enumerate(collection.fonts):
            family = font["name"].getDebugName(1) or ""
            if family.endswith(wanted) and "Mono" not in family:
                return number
    return 0


@cache
def sources(role: str) -> tuple[Source, ...]:
    """The faces that can stand in for ``role``, best first; raises :class:`FontMissing` when there is none."""
    found = []
    for pattern, face in _CANDIDATES[role]:
        paths = [path for path in _files() if re.fullmatch(pattern, path.stem, re.IGNORECASE)]
        found += [Source(path, _face(path, face)) for path in paths[:1]]
    if not found:
        raise FontMissing(
            f"no free CJK font for {role!r}: install e.g. fonts-noto-cjk and fonts-arphic-ukai, or name a directory"
            " in HONGTOU_FONTS; or build with fonts='names' (nothing embedded)"
        )
    return tuple(found)


@cache
def _open(source: Source) -> tuple[Any, Any, Mapping[int, str], float]:
    from fontTools.ttLib import TTFont

    font = TTFont(str(source.path), fontNumber=source.number, lazy=True)
    return font, font.getGlyphSet(), font.getBestCmap(), EM / font["head"].unitsPerEm


@cache
def _recorded(role: str, char: str) -> tuple[Any, float]:
    """Outline commands of ``char`` in the source's units scaled to the em, and its advance."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
    from fontTools.pens.transformPen import TransformPen

    for source in sources(role):
        _, glyphs, characters, scale = _open(source)
        name = characters.get(ord(char))
        if name is None:
            continue
        raw = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(raw)
        scaled = RecordingPen()
        raw.replay(TransformPen(scaled, (scale, 0, 0, scale, 0, 0)))
        return scaled, glyphs[name].width * scale
    raise FontMissing(f"no font here has {char!r} (U+{ord(char):04X}) for {role!r}")


_OPENING = "“‘（《〈【〔「『［｛"
_CLOSING = "”’）》〉】〕」』］｝，。、；：？！"


def _fit(char: str, own: float, wanted: float) -> tuple[float, float]:
    """Horizontal scale and shift that bring a glyph of advance ``own`` into an advance of ``wanted``."""
    if own <= 0 or abs(own - wanted) < 1:
        return 1.0, 0.0
    if own > wanted or char in "—―":
        return wanted / own, 0.0
    if char in _OPENING:
        return 1.0, wanted - own
    if char in _CLOSING:
        return 1.0, 0.0
    return 1.0, (wanted - own) / 2


def outline(role: str, char: str) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    """Outline of ``char`` on an em of 1000 as pen commands with cubic curves only (for drawing as vector shapes)."""
    from fontTools.pens.basePen import BasePen

    class Cubic(BasePen):
        def __init__(self) -> None:
            super().__init__(None)
            self.value: list[tuple[str, tuple[tuple[float, float], ...]]] = []

        def _moveTo(self, pt: tuple[float, float]) -> None:
            self.value.append(("m", (pt,)))

        def _lineTo(self, pt: tuple[float, float]) -> None:
            self.value.append(("l", (pt,)))

        def _curveToOne(self, *pts: tuple[float, float]) -> None:
            self.value.append(("c", pts))

        def _closePath(self) -> None:
            self.value.append(("h", ()))

    pen = Cubic()
    _recorded(role, char)[0].replay(pen)
    return pen.value


def _glyph(role: str, char: str, wanted: float) -> Any:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    recording, own = _recorded(role, char)
    scale, shift = _fit(char, own, wanted)
    pen = TTGlyphPen(None)
    cubic = any(operator == "curveTo" for operator, _ in recording.value)  # PostScript contours run the other way
    recording.replay(TransformPen(Cu2QuPen(pen, max_err=1.0, reverse_direction=cubic), (scale, 0, 0, 1, shift, 0)))
    return pen.glyph()


def subset(role: str, name: str, advances: Mapping[str, float], ascent: int, descent: int) -> bytes:
    """A TrueType font called ``name``; its glyphs 1, 2, … are the keys of ``advances`` (thousandths of the em)."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    characters = list(advances)
    names = [".notdef", *(f"u{ord(char):04X}" for char in characters)]
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    widths = {".notdef": EM}
    for char, glyph_name in zip(characters, names[1:], strict=True):
        glyphs[glyph_name] = _glyph(role, char, advances[char])
        widths[glyph_name] = round(advances[char])
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): glyph_name for char, glyph_name in zip(characters, names[1:], strict=True)})
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({n: (widths[n], getattr(table[n], "xMin", 0) or 0) for n in names})
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0  # the same input gives the same bytes
    builder.font.recalcTimestamp = False
    buffer = BytesIO()
    builder.save(buffer)
    return buffer.getvalue()
