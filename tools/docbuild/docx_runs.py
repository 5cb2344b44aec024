"""Idiom ``manyruns``: the runs of a file that was edited in Word for weeks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .content import Content, Deviation
from .docx_format import CHARS, Format, width
from .docx_write import Segments, Writer
from .docx_xml import field, run, run_properties

_AREA = 637.8  # points of 225 mm
_CONTROL = ('<w:sdt><w:sdtPr>{}<w:alias w:val="{}"/><w:id w:val="{}"/></w:sdtPr>'
            "<w:sdtContent>{}</w:sdtContent></w:sdt>")
_RSIDS = ("00A21C3F", "00B7415E", "001F6D22", "00E40A91")


class ManyRunsWriter(Writer):
    """Every few characters another run, with proofing marks, bookmarks, smart tags and stale page breaks."""

    def __init__(self, content: Content, deviations: Iterable[Deviation] = ()) -> None:
        super().__init__(content, deviations)
        self.count = 0
        self.reached = 0.0

    def runs(self, segments: Segments) -> str:
        return "".join(self.split(text, fmt) for text, fmt in segments if text)

    def split(self, text: str, fmt: Format) -> str:
        properties = run_properties(fmt, self.fonts)
        return "".join(self.dressed(piece, properties) for piece in self.pieces(text))

    def pieces(self, text: str) -> Iterator[str]:
        start = 0
        while start < len(text):
            self.count += 1
            size = (5, 2, 7, 3, 1, 9, 4)[self.count % 7]
            yield text[start:start + size]
            start += size

    def dressed(self, piece: str, properties: str) -> str:
        rsid = _RSIDS[self.count % 4]
        text = run(piece, properties, f' w:rsidR="{rsid}" w:rsidRPr="{rsid}"')
        kind = self.count % 23
        if kind == 3:
            return f'<w:proofErr w:type="gramStart"/>{text}<w:proofErr w:type="gramEnd"/>'
        if kind == 11:
            name = f"_Hlk{1680000 + self.count}"
            return (f'<w:bookmarkStart w:id="{self.count}" w:name="{name}"/>{text}<w:bookmarkEnd w:id="{self.count}"/>')
        if kind == 17:
            return ('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">'
                    f"{text}</w:smartTag>")
        return text

    def paragraph(self, role: str, segments: Segments, fmt: Format, **options: str) -> str:
        front = options.pop("front", "")
        if fmt.new_page:  # a page break as a character, as Ctrl+Enter leaves it
            front += '<w:r><w:br w:type="page"/></w:r>'
            fmt = replace(fmt, new_page=False)
            self.reached = 0.0
        if role == "成文日期" and len(segments) == 1 and "\t" not in segments[0][0]:
            text, look = segments[0]
            front += field('QUOTE "' + text + '"', text, run_properties(look, self.fonts))
            segments = []
        if "frame" not in options:
            segments = self.page_end(segments, fmt)
        if role == "标题":  # a content control, as in an office's template
            properties = run_properties(fmt, self.fonts)
            front += _CONTROL.format(properties, "标题", 168000001 + self.count, self.runs(segments))
            segments = []
        text = super().paragraph(role, segments, fmt, front=front, **options)
        return _CONTROL.format("", "主送机关", 168000000, text) if role == "主送机关" else text

    def page_end(self, segments: Segments, fmt: Format) -> Segments:
        """Counts lines so that ``w:lastRenderedPageBreak`` stands about where Word would have left it."""
        text = "".join(text for text, _ in segments)
        lines = max(1, math.ceil((width(text) + fmt.first) / (CHARS - fmt.left - fmt.right)))
        height = (fmt.line or 20) * lines + fmt.before
        if self.reached + height <= _AREA:
            self.reached += height
            return segments
        fitting = int((_AREA - self.reached) / fmt.line) if fmt.line else 0
        self.reached = height - fitting * fmt.line
        return self.broken(segments, int(fitting * CHARS - fmt.first) if fitting else 0)

    def broken(self, segments: Segments, offset: int) -> Segments:
        out, passed = [], 0
        for text, fmt in segments:
            if passed <= offset < passed + len(text):
                cut = offset - passed
                out += [(text[:cut], fmt), ("\f" + text[cut:], fmt)]
            else:
                out.append((text, fmt))
            passed += len(text)
        return out

    def blank(self, points: float = 28.95) -> None:
        self.reached += points
        super().blank(points)
