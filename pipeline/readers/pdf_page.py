"""One page of a PDF as glyphs, strokes and images, in mm from its top left corner.

pdfplumber opens the file and gives pages and drawn paths. Characters are taken at the moment they are drawn: only
there are the base line, the text rendering mode and the font program known, and it is four times as fast.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1, stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from ...corpora.fonts import family_name, says_bold, says_italic
from .pdf_color import hex_color
from .pdf_limits import Budget

MM = 25.4 / 72


@dataclass(slots=True)
class Glyph:
    """A character as drawn. Millimetres; ``base`` is the base line's distance from the page's top; ``size`` in pt."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str
    color: str | None
    bold: bool
    italic: bool
    hidden: bool = False
    underline: bool = False

    @property
    def em(self) -> float:
        """Width of a full-width character of this size in mm."""
        return self.size * MM

    @property
    def space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace() or not self.text


@dataclass(slots=True)
class Stroke:
    """A drawn path, by its box; ``width`` is its pen's, ``points`` how many it has."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    stroked: bool
    filled: bool
    color: str | None
    points: int
    shape: str


@dataclass(slots=True)
class PageContent:
    """All that is drawn on a page. ``aside`` are texts that run in another direction than most of the page."""

    number: int
    width: float
    height: float
    rotated: bool = False
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[list[Glyph]] = field(default_factory=list)
    columns: list[list[Glyph]] = field(default_factory=list)
    slanted: int = 0
    undefined: int = 0
    strokes: list[Stroke] = field(default_factory=list)
    images: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class _Raw:
    """A glyph before its page's direction is known: start and end of its base line, y downwards, in mm."""

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    font: Any
    color: str | None
    slant: bool
    mode: int
    vertical: bool


class _Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, keeping glyphs to itself and counting what is drawn."""

    def __init__(self, resources: Any, number: int, budget: Budget) -> None:
        super().__init__(resources, pageno=number, laparams=None)
        self.budget = budget
        self.raws: list[_Raw] = []
        self.undefined = 0
        self.mode = 0
        self.page_height = 0.0
        self._colors: dict[tuple[Any, str], str | None] = {}

    def begin_page(self, page: Any, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.page_height = float(self.cur_item.height)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode = textstate.render if isinstance(textstate.render, int) else 0
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int,  # type: ignore[override, unused-ignore]
                    ncs: Any, graphicstate: Any) -> float:
        self.budget.character()
        try:
            text = font.to_unichr(cid)
        except Exception:  # noqa: BLE001  a broken font knows no character
            text = None
        if not isinstance(text, str) or text == "\0":
            self.undefined += 1
            text = "\ufffd"
        advance = float(font.char_width(cid) * fontsize * scaling)
        a, b, c, d, e, f = matrix
        size = abs(fontsize) * math.hypot(c, d)
        if size <= 0 or not math.isfinite(size + advance + e + f):
            return advance
        top = self.page_height
        x, y = e + rise * c, top - f - rise * d
        along = (x + advance * a, y - advance * b)
        slant = abs(a * c + b * d) > 0.1 * (abs(a * d) + abs(b * c)) and abs(b) < 0.01 * abs(a)
        self.raws.append(_Raw(text, (x * MM, y * MM), (along[0] * MM, along[1] * MM), size, font,
                              self._color(graphicstate), slant, self.mode, bool(font.is_vertical())))
        return advance

    def _color(self, state: Any) -> str | None:
        stroked = self.mode in (1, 5)
        color, space = (state.scolor, state.scs) if stroked else (state.ncolor, state.ncs)
        key = (color if not isinstance(color, list) else tuple(color), space.name)
        if key not in self._colors:
            self._colors[key] = hex_color(*key)
        return self._colors[key]

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self.budget.path()
        super().paint_path(*args, **kwargs)
        state = args[0] if args else kwargs["gstate"]
        if self.cur_item._objs:
            item: Any = self.cur_item._objs[-1]
            item.ncs, item.scs = state.ncs, state.scs

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.budget.deeper()
        super().begin_figure(name, bbox, matrix)

    def end_figure(self, name: str) -> None:
        self.budget.depth -= 1
        super().end_figure(name)


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, weighing each content stream before it runs."""

    def execute(self, streams: Any) -> None:
        for stream in streams:
            self.device.budget.content(len(stream_value(stream).get_data()))  # type: ignore[attr-defined, unused-ignore]
        super().execute(streams)


class LimitedPage(Page):
    """A pdfplumber page that is laid out within a budget."""

    device: _Device

    @property
    def layout(self) -> Any:
        """The page's paths and images, as pdfminer's layout."""
        if not hasattr(self, "_layout"):
            self._layout = self._run()
        return self._layout

    def _run(self) -> Any:
        raise NotImplementedError

    def draw(self, resources: Any, budget: Budget) -> list[_Raw]:
        """Interpret the page; afterwards :attr:`lines`, :attr:`rects`, :attr:`curves`, :attr:`images` are there."""
        budget.new_page()
        self.device = _Device(resources, self.page_number, budget)
        _Interpreter(resources, self.device).process_page(self.page_obj)
        self._layout = self.device.get_result()
        return self.device.raws


def read_page(page: LimitedPage, resources: Any, budget: Budget, fonts: dict[str, bool]) -> PageContent:
    """Everything on ``page``. ``fonts`` collects each font's name and whether its program is in the file."""
    raws = page.draw(resources, budget)
    unit = float(resolve1(page.page_obj.attrs.get("UserUnit")) or 1.0)
    left, top = page.cropbox[0] - page.mediabox[0], page.cropbox[1] - page.mediabox[1]
    inside = page.rotation == 0 and page.cropbox[2] > page.cropbox[0]
    dx, dy = (left * MM, top * MM) if inside else (0.0, 0.0)
    box = page.cropbox if inside else page.bbox
    content = PageContent(page.page_number, float(box[2] - box[0]) * MM * unit, float(box[3] - box[1]) * MM * unit)
    content.undefined = page.device.undefined
    shift = _Shift(dx, dy, unit)
    _sort_directions(content, raws, shift, fonts)
    _collect_paths(content, page, shift)
    return content


@dataclass(frozen=True, slots=True)
class _Shift:
    """From pdfminer's page to the visible one: crop box and user unit."""

    dx: float
    dy: float
    unit: float

    def point(self, at: tuple[float, float]) -> tuple[float, float]:
        return (at[0] - self.dx) * self.unit, (at[1] - self.dy) * self.unit


def _angle(raw: _Raw) -> int | None:
    dx, dy = raw.end[0] - raw.start[0], raw.start[1] - raw.end[1]
    if not dx and not dy:
        return 0
    degrees = math.degrees(math.atan2(dy, dx)) % 360
    quarter = round(degrees / 90) % 4
    return quarter * 90 if abs((degrees - quarter * 90 + 180) % 360 - 180) < 2.5 else None


def _sort_directions(content: PageContent, raws: list[_Raw], shift: _Shift, fonts: dict[str, bool]) -> None:
    """Turn glyphs into the frame in which most of the page is read; the rest goes aside."""
    groups: dict[int, list[_Raw]] = {}
    columns: list[_Raw] = []
    for raw in raws:
        if raw.vertical:
            columns.append(raw)
            continue
        angle = _angle(raw)
        if angle is None:
            content.slanted += 1
        else:
            groups.setdefault(angle, []).append(raw)
    width, height = content.width, content.height
    main = max(groups, key=lambda a: (len(groups[a]), a == 0), default=0)
    for angle, members in groups.items():
        glyphs = [g for raw in members if (g := _glyph(raw, angle, width, height, shift, fonts)) is not None]
        if angle == main:
            content.glyphs = glyphs
        elif glyphs:
            content.aside.append(glyphs)
    if columns:
        content.columns = _columns([g for raw in columns if (g := _upright(raw, shift, fonts)) is not None])
    if main in (90, 270):
        content.width, content.height, content.rotated = height, width, True


def _turn(at: tuple[float, float], angle: int, width: float, height: float) -> tuple[float, float]:
    x, y = at
    return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[angle]


def _glyph(raw: _Raw, angle: int, width: float, height: float, shift: _Shift, fonts: dict[str, bool]) -> Glyph | None:
    x0, base = _turn(shift.point(raw.start), angle, width, height)
    x1, _ = _turn(shift.point(raw.end), angle, width, height)
    across = height if angle in (90, 270) else width
    if x1 < -1 or x0 > across + 1 or raw.text == "":
        return None
    return _made(raw, min(x0, x1), max(x0, x1), base, shift, fonts)


def _upright(raw: _Raw, shift: _Shift, fonts: dict[str, bool]) -> Glyph | None:
    x, y = shift.point(raw.start)
    return _made(raw, x, x, y, shift, fonts)


def _made(raw: _Raw, x0: float, x1: float, base: float, shift: _Shift, fonts: dict[str, bool]) -> Glyph:
    name = str(getattr(raw.font, "fontname", "") or "")
    family = family_name(name)
    if family not in fonts:
        fonts[family] = _embedded(raw.font)
    return Glyph(raw.text, x0, x1, base, raw.size * shift.unit, family, raw.color,
                 raw.mode in (2, 6) or says_bold(name), raw.slant or says_italic(name), raw.mode in (3, 7))


def _embedded(font: Any) -> bool:
    """Whether the font's program is in the file; a Type 3 font is nothing but its program."""
    descriptor = getattr(font, "descriptor", None) or {}
    return type(font).__name__ == "PDFType3Font" or any(k in descriptor for k in ("FontFile", "FontFile2", "FontFile3"))


def _columns(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Columns of vertical writing, right to left, each from top to bottom."""
    found: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        found.setdefault(round(glyph.x0 / max(glyph.em / 2, 0.5)), []).append(glyph)
    ordered = sorted(found.values(), key=lambda c: -c[0].x0)
    return [sorted(column, key=lambda g: g.base) for column in ordered]


def _collect_paths(content: PageContent, page: LimitedPage, shift: _Shift) -> None:
    angle = 0
    if content.rotated:
        counts = Counter(a for raw in page.device.raws if not raw.vertical and (a := _angle(raw)) is not None)
        angle = counts.most_common(1)[0][0]
    width, height = (content.height, content.width) if content.rotated else (content.width, content.height)

    def place(item: Any) -> tuple[float, float, float, float]:
        x, y = page.mediabox[0], page.mediabox[1]
        one = _turn(shift.point(((item["x0"] - x) * MM, (item["top"] - y) * MM)), angle, width, height)
        two = _turn(shift.point(((item["x1"] - x) * MM, (item["bottom"] - y) * MM)), angle, width, height)
        return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])

    for kind, items in (("line", page.lines), ("rect", page.rects), ("curve", page.curves)):
        for item in items:
            stroked, filled = bool(item.get("stroke")), bool(item.get("fill"))
            if not stroked and not filled:
                continue
            name = "stroking_color" if stroked and not filled else "non_stroking_color"
            color = hex_color(item.get(name), str(item.get("scs" if stroked and not filled else "ncs") or ""))
            content.strokes.append(Stroke(*place(item), float(item.get("linewidth") or 0) * MM * shift.unit, stroked,
                                          filled, color, len(item.get("pts") or ()), kind))
    content.images = [place(item) for item in page.images]
