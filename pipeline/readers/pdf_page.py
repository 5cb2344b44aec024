"""One page of a PDF as glyphs, strokes and images, in mm from its top left corner.

pdfplumber opens the file and gives pages and drawn paths. Characters are taken at the moment they are drawn: only
there are the base line, the text rendering mode and the font program known, and it is four times as fast.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1, stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from ...corpora.fonts import family_name, says_bold, says_italic
from .page_budget import Budget
from .page_color import hex_color
from .page_content import MM, PageContent, Stroke
from .page_directions import Drawn, Face, leans, place_glyphs, turn


class _Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, keeping glyphs to itself and counting what is drawn."""

    def __init__(self, resources: Any, number: int, budget: Budget) -> None:
        super().__init__(resources, pageno=number, laparams=None)
        self.budget = budget
        self.drawn: list[Drawn] = []
        self._faces: dict[int, tuple[Any, Face]] = {}
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
        self.drawn.append(Drawn(text, (x * MM, y * MM), (along[0] * MM, along[1] * MM), size, self._face(font),
                                self._color(graphicstate), self.mode in (2, 6), leans(matrix), self.mode in (3, 7),
                                bool(font.is_vertical())))
        return advance

    def _face(self, font: Any) -> Face:
        if id(font) not in self._faces:
            self._faces[id(font)] = font, _face(font)  # the font is kept so that its id stays its own
        return self._faces[id(font)][1]

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

    def init_state(self, ctm: Any) -> None:
        """Begin a page; a pen is 1 unit wide until the page says otherwise (ISO 32000-1 8.4.3.2), for pdfminer 0."""
        super().init_state(ctm)
        self.graphicstate.linewidth = 1.0

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

    def draw(self, resources: Any, budget: Budget) -> list[Drawn]:
        """Interpret the page; afterwards :attr:`lines`, :attr:`rects`, :attr:`curves`, :attr:`images` are there."""
        budget.new_page()
        self.device = _Device(resources, self.page_number, budget)
        _Interpreter(resources, self.device).process_page(self.page_obj)
        self._layout = self.device.get_result()
        return self.device.drawn


def read_page(page: LimitedPage, resources: Any, budget: Budget, fonts: dict[str, bool]) -> PageContent:
    """Everything on ``page``. ``fonts`` collects each font's name and whether its program is in the file."""
    drawn = page.draw(resources, budget)
    unit = float(resolve1(page.page_obj.attrs.get("UserUnit")) or 1.0)
    left, top = page.cropbox[0] - page.mediabox[0], page.cropbox[1] - page.mediabox[1]
    inside = page.rotation == 0 and page.cropbox[2] > page.cropbox[0]
    dx, dy = (left * MM, top * MM) if inside else (0.0, 0.0)
    box = page.cropbox if inside else page.bbox
    content = PageContent(page.page_number, float(box[2] - box[0]) * MM * unit, float(box[3] - box[1]) * MM * unit)
    content.undefined = page.device.undefined
    shift = _Shift(dx, dy, unit)
    for one in drawn:
        one.start, one.end, one.size = shift.point(one.start), shift.point(one.end), one.size * unit
    angle = place_glyphs(content, drawn, fonts)
    _collect_paths(content, page, shift, angle if content.rotated else 0)
    return content


@dataclass(frozen=True, slots=True)
class _Shift:
    """From pdfminer's page to the visible one: crop box and user unit."""

    dx: float
    dy: float
    unit: float

    def point(self, at: tuple[float, float]) -> tuple[float, float]:
        return (at[0] - self.dx) * self.unit, (at[1] - self.dy) * self.unit


def _face(font: Any) -> Face:
    name = str(getattr(font, "fontname", "") or "")
    return Face(family_name(name), says_bold(name), says_italic(name), _embedded(font))


def _embedded(font: Any) -> bool:
    """Whether the font's program is in the file; a Type 3 font is nothing but its program."""
    descriptor = getattr(font, "descriptor", None) or {}
    return type(font).__name__ == "PDFType3Font" or any(k in descriptor for k in ("FontFile", "FontFile2", "FontFile3"))


def _collect_paths(content: PageContent, page: LimitedPage, shift: _Shift, angle: int) -> None:
    width, height = (content.height, content.width) if content.rotated else (content.width, content.height)

    def place(item: Any) -> tuple[float, float, float, float]:
        x, y = page.mediabox[0], page.mediabox[1]
        one = turn(shift.point(((item["x0"] - x) * MM, (item["top"] - y) * MM)), angle, width, height)
        two = turn(shift.point(((item["x1"] - x) * MM, (item["bottom"] - y) * MM)), angle, width, height)
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
