"""Writes pages as a PDF file the way a given program would: operators, colours, page size. No clock, no chance."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Sequence

from .pdf_draw import Op, Page, Rule, Run, Shape
from .pdf_faces import advance
from .pdf_fonts import UsedFont, characters_of, used_fonts, write_font
from .pdf_style import MM, Colour, Fonts, Style


class Objects:
    """Numbered objects in order; streams are packed unless ``packed`` is off."""

    def __init__(self, *, packed: bool) -> None:
        self.bodies: list[bytes] = []
        self.packed = packed

    def add(self, body: str | bytes) -> int:
        self.bodies.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.bodies)

    def stream(self, data: bytes, entries: str = "") -> int:
        if self.packed:
            data, entries = zlib.compress(data, 9), entries + " /Filter /FlateDecode"
        head = f"<< /Length {len(data)}{entries} >>\nstream\n".encode()
        return self.add(head + data + b"\nendstream")

    def file(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xb5\xb5\xb5\xb5\n")
        places = []
        for number, body in enumerate(self.bodies, start=1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        for place in places:
            out += f"{place:010d} 00000 n \n".encode()
        mark = hashlib.md5(bytes(out), usedforsecurity=False).hexdigest().upper()
        out += (f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R /ID [<{mark}> <{mark}>] >>\n"
                f"startxref\n{start}\n%%EOF\n").encode()
        return bytes(out)


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


class Canvas:
    """The content stream of one page."""

    def __init__(self, style: Style, fonts: dict[str, UsedFont], mode: Fonts) -> None:
        self.style = style
        self.fonts = fonts
        self.mode = mode
        self.names = {name: f"F{number}" for number, name in enumerate(fonts, start=1)}
        self.out: list[str] = []

    def x(self, mm: float) -> str:
        return _number(mm * MM)

    def y(self, mm: float) -> str:
        return _number((self.style.page.height_mm - mm) * MM)

    def colour(self, colour: Colour, *, stroke: bool = False) -> str:
        if self.style.idiom == "word" and colour == (0, 0, 0):
            return "0 G" if stroke else "0 g"
        return " ".join(map(_number, colour)) + (" RG" if stroke else " rg")

    def draw(self, ops: Sequence[Op]) -> bytes:
        shows: dict[str, Callable[[Run], None]] = {"word": self.word_run, "wps": self.wps_run, "plain": self.plain_run}
        show = shows[self.style.idiom]
        for op in ops:
            if isinstance(op, Run):
                show(op)
            elif isinstance(op, Rule):
                self.rule(op)
            else:
                self.shape(op)
        return "\n".join(self.out).encode("latin-1")

    def rule(self, rule: Rule) -> None:
        """Word fills a thin rectangle where others stroke a path."""
        if self.style.idiom == "word":
            half = rule.width / 2
            x0, x1 = (rule.x0 - half, rule.x1 + half) if rule.x0 == rule.x1 else (rule.x0, rule.x1)
            y0, y1 = (rule.y0 - half, rule.y1 + half) if rule.y0 == rule.y1 else (rule.y0, rule.y1)
            box = f"{self.x(x0)} {self.y(y1)} {self.x(x1 - x0)} {self.x(y1 - y0)} re"
            self.out.append(f"{self.colour(rule.colour)}\n{box}\nf*")
            return
        self.out.append(
            f"q {self.colour(rule.colour, stroke=True)} {self.x(rule.width)} w 0 J\n"
            f"{self.x(rule.x0)} {self.y(rule.y0)} m {self.x(rule.x1)} {self.y(rule.y1)} l S Q"
        )

    def shape(self, shape: Shape) -> None:
        path = " ".join(
            " ".join(f"{self.x(x)} {self.y(y)}" for x, y in points) + f" {name}" if points else name
            for name, points in shape.path
        )
        if shape.width:
            self.out.append(f"q {self.colour(shape.colour, stroke=True)} {self.x(shape.width)} w {path} S Q")
        else:
            self.out.append(f"q {self.colour(shape.colour)} {path} f Q")

    def begin(self, run: Run) -> str:
        """Font and colour of ``run``; false bold strokes the outline as well."""
        colour, bold = self.colour(run.fmt.colour), ""
        if run.fmt.bold:
            bold = f" 2 Tr {_number(run.fmt.size / 30)} w {self.colour(run.fmt.colour, stroke=True)}"
        return f"BT /{self.names[run.font]} {_number(run.fmt.size)} Tf {colour}{bold}"

    def matrix(self, run: Run, x: float) -> str:
        slant = "0.213" if run.fmt.italic else "0"
        return f"{_number(run.fmt.hscale)} 0 {slant} 1 {self.x(x)} {self.y(run.baseline)} Tm"

    def end(self, run: Run) -> str:
        return " 0 Tr ET" if run.fmt.bold else " ET"

    def array(self, run: Run, start: int, stop: int) -> str:
        """A TJ array; each adjustment is taken from the true place so that rounding never adds up."""
        font, unit = self.fonts[run.font], run.fmt.size / MM * run.fmt.hscale
        parts, pending, place = [], "", 0.0
        for index in range(start, stop):
            wanted = (run.xs[index] - run.xs[start]) / unit
            adjustment = round((place - wanted) * 1000)
            if adjustment and pending:
                parts.append(f"<{pending}>{adjustment}")
                pending = ""
                place -= adjustment / 1000
            pending += font.code(run.text[index])
            place += advance(run.font, run.text[index])
        return "[" + "".join(parts) + f"<{pending}>] TJ"

    def plain_run(self, run: Run) -> None:
        show = self.array(run, 0, len(run.text))
        self.out.append(f"{self.begin(run)} {self.matrix(run, run.xs[0])} {show}{self.end(run)}")

    def wps_run(self, run: Run) -> None:
        """Every character is placed by a matrix of its own; in pairs without font files.

        pdfium drops a text object of one character whose glyph it lacks, which is every one on a machine without
        CJK fonts; such files would look empty to it.
        """
        step = 1 if self.mode == "embedded" else 2
        last = max(len(run.text) - step, 0)
        starts = [n for n in range(0, len(run.text), step) if n <= last]
        ends = [*starts[1:], len(run.text)]
        rows = [f"{self.matrix(run, run.xs[i])} {self.show(run, i, j)}" for i, j in zip(starts, ends, strict=True)]
        self.out.append(f"{self.begin(run)}\n" + "\n".join(rows) + self.end(run))

    def show(self, run: Run, start: int, stop: int) -> str:
        if stop - start == 1:
            return f"<{self.fonts[run.font].code(run.text[start])}> Tj"
        return self.array(run, start, stop)

    def word_run(self, run: Run) -> None:
        """Several text objects a line, cut where an editing session might have; a space ends the paragraph."""
        start = 0
        while start < len(run.text):
            stop = min(len(run.text), start + 3 + (ord(run.text[start]) * 7 + start) % 9)
            show = self.array(run, start, stop)
            self.out.append(f"q {self.begin(run)} {self.matrix(run, run.xs[start])} {show}{self.end(run)} Q")
            start = stop
        if run.ends_paragraph:
            x = run.xs[-1] + advance(run.font, run.text[-1]) * run.fmt.size / MM * run.fmt.hscale
            space = self.fonts[run.font].code(" ")
            self.out.append(f"q {self.begin(run)} {self.matrix(run, x)} [<{space}>] TJ{self.end(run)} Q")


def pdf_bytes(style: Style, pages: Sequence[Page], title: str, mode: Fonts) -> bytes:
    """The whole file; metadata carry a fixed date."""
    objects = Objects(packed=mode == "embedded")
    runs = [op for page in pages for op in page.ops if isinstance(op, Run)]
    trailing = " " if style.idiom == "word" else ""
    characters = characters_of((run.font, run.text + trailing) for run in runs)
    fonts = used_fonts(characters, mode)
    numbers = {n: write_font(objects, font, i, style.idiom, mode) for i, (n, font) in enumerate(fonts.items())}
    resources = " ".join(f"/F{index} {numbers[name]} 0 R" for index, name in enumerate(fonts, start=1))
    tree = len(objects.bodies) + 2 * len(pages) + 1
    size = f"{_number(style.page.width_mm * MM)} {_number(style.page.height_mm * MM)}"
    kids = []
    for page in pages:
        stream = objects.stream(Canvas(style, fonts, mode).draw(page.ops))
        kids.append(objects.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {size}] /Resources << /Font << {resources} >> >>"
            f" /Contents {stream} 0 R >>"
        ))
    objects.add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = objects.add(f"<< /Type /Catalog /Pages {tree} 0 R /Lang (zh-CN) >>")
    name = "FEFF" + title.encode("utf-16-be").hex().upper()
    info = objects.add(
        f"<< /Title <{name}> /Creator (hongtou docbuild, {style.idiom} idiom) /Producer (hongtou docbuild)"
        " /CreationDate (D:20260101090000+08'00') /ModDate (D:20260101090000+08'00') >>"
    )
    return objects.file(root, info)
