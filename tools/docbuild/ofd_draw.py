"""The objects of an OFD page, written in the manner of one program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from .pdf_draw import Op, Rule, Run, Shape
from .pdf_faces import advance, metrics
from .pdf_style import MM, Colour, Fonts, Style

_SCALE = 4.0
"""In ``plain`` files objects have a space of their own, this much finer than the page's."""
_LETTERS = {"m": "M", "l": "L", "c": "B", "h": "C"}


def number(value: float) -> str:
    """At most four decimals."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


class Canvas:
    """Writes drawing operations as objects; ids go up from ``first``."""

    def __init__(self, style: Style, fonts: dict[str, tuple[str, str]], mode: Fonts, first: int) -> None:
        self.style = style
        self.fonts = fonts
        self.mode = mode
        self.last = first

    def id(self) -> int:
        """The next id."""
        self.last += 1
        return self.last

    def draw(self, ops: Sequence[Op]) -> str:
        """The objects for ``ops``."""
        return "".join(self.run(op) if isinstance(op, Run) else self.rule(op) if isinstance(op, Rule)
                       else self.shape(op) for op in ops)

    def colour(self, name: str, colour: Colour) -> str:
        """A colour element; black is what objects are anyway."""
        if colour == (0, 0, 0) and name != "FillColor":
            return ""
        if self.style.idiom == "plain":
            values = [255 * (1 - part) for part in colour] + [0.0]
            return f'<o:{name} Value="{" ".join(str(round(v)) for v in values)}" ColorSpace="9002"/>'
        return f'<o:{name} Value="{" ".join(str(round(255 * part)) for part in colour)}"/>'

    def run(self, run: Run) -> str:
        """One text object: its box, its places, and in converters' files the glyphs of the embedded font."""
        fmt, plain = run.fmt, self.style.idiom == "plain"
        scale = _SCALE if plain else 1.0
        size = fmt.size / MM
        text, xs = run.text, list(run.xs)
        right = xs[-1] + advance(run.font, text[-1]) * size * fmt.hscale
        if run.ends_paragraph and self.style.idiom == "word":
            text, xs = text + " ", [*xs, right]
        ascent = metrics(run.font)[0] / 1000 * size
        box = f"{number(xs[0])} {number(run.baseline - ascent)} {number(right - xs[0])} {number(size)}"
        looks = "".join((f' HScale="{number(fmt.hscale)}"' if fmt.hscale != 1 else "",
                         ' Italic="true"' if fmt.italic else "",
                         f' CTM="{number(1 / scale)} 0 0 {number(1 / scale)} 0 0"' if plain else ""))
        inner = self.colour("FillColor", fmt.colour) if fmt.colour != (0, 0, 0) else ""
        if fmt.bold and self.style.idiom == "wps":
            looks += f' Stroke="true" LineWidth="{number(size / 30)}"'
            inner += f'<o:StrokeColor Value="{" ".join(str(round(255 * part)) for part in fmt.colour)}"/>'
        elif fmt.bold:
            looks += ' Weight="700"'
        font, order = self.fonts[run.font]
        if self.mode == "embedded" and self.style.idiom == "word":
            glyphs = " ".join(str(order.index(char) + 1) for char in text)
            inner += (f'<o:CGTransform CodePosition="0" CodeCount="{len(text)}" GlyphCount="{len(text)}">'
                      f"<o:Glyphs>{glyphs}</o:Glyphs></o:CGTransform>")
        deltas = self.deltas([x * scale for x in xs])
        moves = f' DeltaX="{deltas}"' if deltas else ""
        return (f'<o:TextObject ID="{self.id()}" Boundary="{box}" Font="{font}" Size="{number(size * scale)}"{looks}>'
                f'{inner}<o:TextCode X="0" Y="{number(ascent * scale)}"{moves}>{escape(text)}</o:TextCode>'
                "</o:TextObject>")

    def deltas(self, xs: Sequence[float]) -> str:
        """Distances of rounded places, so that rounding never adds up; repeats as ``g n v`` but in converters' files."""
        steps = [number(round(b, 4) - round(a, 4)) for a, b in pairwise(xs)]
        if self.style.idiom == "word":
            return " ".join(steps)
        groups = ((value, len(list(same))) for value, same in groupby(steps))
        return " ".join(f"g {count} {value}" if count > 1 else value for value, count in groups)

    def rule(self, rule: Rule) -> str:
        """Converters fill a thin rectangle where others stroke a line."""
        half = rule.width / 2
        x0, x1 = (rule.x0 - half, rule.x1 + half) if rule.x0 == rule.x1 else (rule.x0, rule.x1)
        y0, y1 = (rule.y0 - half, rule.y1 + half) if rule.y0 == rule.y1 else (rule.y0, rule.y1)
        width, height = number(x1 - x0), number(y1 - y0)
        box = f"{number(x0)} {number(y0)} {width} {height}"
        if self.style.idiom == "word":
            return (f'<o:PathObject ID="{self.id()}" Boundary="{box}" Stroke="false" Fill="true">'
                    f'{self.colour("FillColor", rule.colour)}'
                    f"<o:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C</o:AbbreviatedData>"
                    "</o:PathObject>")
        path = (f"M {number(rule.x0 - x0)} {number(rule.y0 - y0)} L {number(rule.x1 - x0)} {number(rule.y1 - y0)}")
        shared = self.style.idiom == "wps" and rule.colour == (1, 0, 0)
        pen = ' DrawParam="9001"' if shared else ""
        return (f'<o:PathObject ID="{self.id()}" Boundary="{box}" LineWidth="{number(rule.width)}"{pen}>'
                f'{"" if shared else self.colour("StrokeColor", rule.colour)}'
                f"<o:AbbreviatedData>{path}</o:AbbreviatedData></o:PathObject>")

    def shape(self, shape: Shape) -> str:
        """A path in the page's own space."""
        page = self.style.page
        path = " ".join(" ".join([_LETTERS[name], *(f"{number(x)} {number(y)}" for x, y in points)])
                        for name, points in shape.path)
        drawn = f'LineWidth="{number(shape.width)}"' if shape.width else 'Stroke="false" Fill="true"'
        name = "StrokeColor" if shape.width else "FillColor"
        return (f'<o:PathObject ID="{self.id()}" Boundary="0 0 {number(page.width_mm)} {number(page.height_mm)}"'
                f" {drawn}>{self.colour(name, shape.colour)}<o:AbbreviatedData>{path}</o:AbbreviatedData>"
                "</o:PathObject>")
