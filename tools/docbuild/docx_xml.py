"""WordprocessingML as strings; the child order of ``w:pPr`` and ``w:rPr`` is that of the schema, as Word insists."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from .docx_format import CHAR_TWIPS, Format

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class FontSet:
    """Family names for the roles of the standard; offices use several sets of equal standing."""

    names: dict[str, str]
    latin: str = "Times New Roman"

    def family(self, font: str) -> str:
        return self.names.get(font, font)


GB2312 = FontSet({"小标宋": "方正小标宋简体", "仿宋": "仿宋_GB2312", "楷体": "楷体_GB2312"})
FOUNDER = FontSet({"小标宋": "方正小标宋_GBK", "仿宋": "方正仿宋_GBK", "楷体": "方正楷体_GBK", "黑体": "方正黑体_GBK",
                   "宋体": "方正书宋_GBK"})
WINDOWS = FontSet({"小标宋": "方正小标宋简体"})
WPS = FontSet({"小标宋": "方正小标宋简体"}, latin="")  # digits in the Chinese font


def text_element(text: str) -> str:
    """The characters of a run; a tab becomes ``w:tab``, a form feed at the start a stale page break of Word."""
    if text.startswith("\f"):
        return "<w:lastRenderedPageBreak/>" + text_element(text[1:])
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")]
    return "<w:tab/>".join(parts)


def run_properties(fmt: Format, fonts: FontSet, *, hint: bool = True, fit: float = 0.0) -> str:
    """``w:rPr`` of direct formatting; ``w:hint`` sends “—”“” to the Chinese font (otherwise hAnsi)."""
    family = fonts.family(fmt.font)
    latin = fonts.latin if fonts.latin and fmt.font not in ("黑体", "宋体") else family
    hinted = ' w:hint="eastAsia"' if hint else ""
    out = [f'<w:rFonts{hinted} w:ascii="{latin}" w:eastAsia="{family}" w:hAnsi="{latin}" w:cs="{latin}"/>']
    if fmt.bold:
        out.append("<w:b/>")
    if fmt.italic:
        out.append("<w:i/>")
    if fmt.colour:
        out.append(f'<w:color w:val="{fmt.colour}"/>')
    half = round(fmt.size * 2)
    out.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>')
    if fmt.underline:
        out.append('<w:u w:val="single"/>')
    if fit:
        out.append(f'<w:fitText w:val="{round(fit * CHAR_TWIPS)}" w:id="1"/>')
    return f"<w:rPr>{''.join(out)}</w:rPr>"


def run(text: str, properties: str, attributes: str = "") -> str:
    return f"<w:r{attributes}>{properties}{text_element(text)}</w:r>"


def indent(fmt: Format, base: Format | None = None) -> str:
    """``w:ind``; the Chars attributes win over the twips; what ``base`` (a style) sets is taken back with zeros."""
    unit = fmt.size * 20 if fmt.size < 15 else CHAR_TWIPS
    out = []
    for name, key in (("left", "left"), ("right", "right"), ("firstLine", "first"), ("hanging", "hanging")):
        value = getattr(fmt, key)
        if value or (base and getattr(base, key)):
            out.append(f'w:{name}Chars="{round(value * 100)}" w:{name}="{round(value * unit)}"')
    return f"<w:ind {' '.join(out)}/>" if out else ""


def paragraph_properties(fmt: Format, *, style: str = "", num: str = "", border: str = "", tabs: str = "",
                         frame: str = "", page_break: bool = False, base: Format | None = None, section: str = "",
                         direct: str = "spacing indent align") -> str:
    """``w:pPr``; what ``direct`` does not name is left to the style."""
    spacing = f'<w:spacing w:before="{round(fmt.before * 20)}" w:after="0" ' + (
        f'w:line="{round(fmt.line * 20)}" w:lineRule="exact"/>' if fmt.line else 'w:line="240" w:lineRule="auto"/>')
    parts = [
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "<w:pageBreakBefore/>" if page_break else "",
        frame,
        num,
        f"<w:pBdr>{border}</w:pBdr>" if border else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        spacing if "spacing" in direct else "",
        indent(fmt, base) if "indent" in direct else "",
        f'<w:jc w:val="{fmt.align}"/>' if "align" in direct else "",
        section,
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def edge(side: str, points: float, colour: str, space: float = 0, kind: str = "single") -> str:
    """One border line; ``w:sz`` counts eighths of a point."""
    return f'<w:{side} w:val="{kind}" w:sz="{round(points * 8)}" w:space="{round(space)}" w:color="{colour}"/>'


def field(code: str, result: str, properties: str) -> str:
    """A complex field with its last result."""
    begin, middle, end = (f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'
                          for kind in ("begin", "separate", "end"))
    instruction = f'<w:r>{properties}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return begin + instruction + middle + run(result, properties) + end


def cell(content: str, twips: int, *, borders: str = "", merge: str = "", middle: bool = False,
         below: float = 0) -> str:
    """``merge`` is w:gridSpan or w:vMerge, ``below`` the bottom margin in points."""
    inner = f'<w:tcW w:w="{twips}" w:type="dxa"/>' + merge
    inner += f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    inner += f'<w:tcMar><w:bottom w:w="{round(below * 20)}" w:type="dxa"/></w:tcMar>' if below else ""
    inner += '<w:vAlign w:val="center"/>' if middle else ""
    return f"<w:tc><w:tcPr>{inner}</w:tcPr>{content}</w:tc>"


def table(rows: list[str], widths: list[int], *, borders: str = "", floating: str = "", margin: int = 0) -> str:
    """A fixed table; ``floating`` is ``w:tblpPr`` (the colophon stands at the foot of the page)."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    edges = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:tbl><w:tblPr>{floating}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{edges}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def row(cells: str, height: float = 0) -> str:
    exact = f'<w:trHeight w:val="{round(height * 20)}" w:hRule="exact"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{exact}</w:trPr>{cells}</w:tr>"
