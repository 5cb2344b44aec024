"""The parts around ``word/document.xml``, and a zip file whose bytes depend on nothing but its content."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from .docx_draw import footer_box
from .docx_format import MM_TWIPS, Format, Formats, NumberFormat
from .docx_xml import HEADER, NAMESPACES, FontSet, field, paragraph_properties, run, run_properties

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
#: Name of a part of ``word/`` → (content type, relationship type); every other part is fixed.
_PARTS = {
    "styles": "styles", "settings": "settings", "fontTable": "fontTable", "numbering": "numbering",
    "footer1": "footer", "footer2": "footer", "footer3": "footer",
}
_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office 主题"><a:themeElements>'
    '<a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2>'
    '<a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1>'
    '<a:accent2><a:srgbClr val="ED7D31"/></a:accent2><a:accent3><a:srgbClr val="A5A5A5"/></a:accent3>'
    '<a:accent4><a:srgbClr val="FFC000"/></a:accent4><a:accent5><a:srgbClr val="5B9BD5"/></a:accent5>'
    '<a:accent6><a:srgbClr val="70AD47"/></a:accent6><a:hlink><a:srgbClr val="0563C1"/></a:hlink>'
    '<a:folHlink><a:srgbClr val="954F72"/></a:folHlink></a:clrScheme><a:fontScheme name="Office">'
    '<a:majorFont><a:latin typeface="等线 Light"/><a:ea typeface=""/><a:cs typeface=""/>'
    '<a:font script="Hans" typeface="等线 Light"/></a:majorFont><a:minorFont><a:latin typeface="等线"/>'
    '<a:ea typeface=""/><a:cs typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme>'
    '<a:fmtScheme name="Office"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    '</a:fillStyleLst><a:lnStyleLst><a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
    '<a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln w="19050"><a:solidFill>'
    '<a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/>'
    "</a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle>"
    '</a:effectStyleLst><a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill>'
    '<a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst>'
    "</a:fmtScheme></a:themeElements></a:theme>"
)


def normal_styles(font: str, latin: str, half_points: int, extra: str = "", defaults: str = "") -> str:
    """``styles.xml`` with Normal in ``font``; ``extra`` holds the further styles of an idiom."""
    defaults = defaults or (f'<w:rFonts w:ascii="{latin}" w:eastAsia="{font}" w:hAnsi="{latin}" w:cs="{latin}"/>')
    return (
        f'{HEADER}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{defaults}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr><w:kern w:val="2"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{extra}</w:styles>"
    )


def settings(even_odd: bool) -> str:
    odd = "<w:evenAndOddHeaders/>" if even_odd else ""
    return (
        f'{HEADER}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>{odd}'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table(fonts: FontSet) -> str:
    names = sorted({fonts.family(font) for font in ("小标宋", "仿宋", "楷体", "黑体", "宋体")} | {"Times New Roman"})
    entries = "".join(f'<w:font w:name="{name}"><w:charset w:val="86"/></w:font>' for name in names)
    return f"{HEADER}<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def _number_text(number: NumberFormat, fonts: FontSet) -> str:
    properties = run_properties(Format(number.font, number.size), fonts)
    dash = {"dash": "—", "hyphen": "-", "bare": ""}[number.style]
    left, right = (f"{dash} ", f" {dash}") if dash else ("", "")
    return run(left, properties) * bool(left) + field("PAGE", "1", properties) + run(right, properties) * bool(right)


def footer(formats: Formats, fonts: FontSet, side: str) -> str:
    """Odd pages at the right, even pages at the left, one 4号 character from the edge (7.5)."""
    number = formats.number
    align = {"outside": side}.get(number.align, number.align)
    free = 1.0 if number.align == "outside" else 0.0
    fmt = Format(size=14, align=align, line=0, left=free * (align == "left"), right=free * (align == "right"))
    text = "" if number.missing or side == "none" else _number_text(number, fonts)
    return f"{HEADER}<w:ftr {NAMESPACES}><w:p>{paragraph_properties(fmt)}{text}</w:p></w:ftr>"


def footer_in_box(formats: Formats, fonts: FontSet) -> str:
    """One footer for all pages, the number in a text box that moves to the outer side by itself (WPS)."""
    number = formats.number
    fmt = Format(size=14, align="left", line=0, left=float(number.align == "outside"),
                 right=float(number.align == "outside"))
    inner = f"<w:p>{paragraph_properties(fmt)}{'' if number.missing else _number_text(number, fonts)}</w:p>"
    outer = paragraph_properties(Format(size=9, align="left", line=0))
    return f"{HEADER}<w:ftr {NAMESPACES}><w:p>{outer}{footer_box(90, inner, number.align)}</w:p></w:ftr>"


def section(formats: Formats, grid: str, *, even: bool, title_page: bool) -> str:
    """``w:sectPr``: 5.1 and 5.2.1 in twips; the footer stands so that the dash is 7 mm below the type area."""
    page = formats.page
    twips = {name: round(getattr(page, f"{name}_mm") * MM_TWIPS) for name in
             ("width", "height", "top", "right", "bottom", "left")}
    refs = '<w:footerReference w:type="default" r:id="rIdfooter1"/>'
    refs += '<w:footerReference w:type="even" r:id="rIdfooter2"/>' if even else ""
    refs += '<w:footerReference w:type="first" r:id="rIdfooter3"/>' if title_page else ""
    return (
        f'<w:sectPr>{refs}<w:pgSz w:w="{twips["width"]}" w:h="{twips["height"]}"/>'
        f'<w:pgMar w:top="{twips["top"]}" w:right="{twips["right"]}" w:bottom="{twips["bottom"]}" '
        f'w:left="{twips["left"]}" w:header="851" w:footer="1417" w:gutter="0"/><w:cols w:space="425"/>'
        f'{"<w:titlePg/>" if title_page else ""}{grid}</w:sectPr>'
    )


def _content_types(parts: Mapping[str, str], custom: bool) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}{_PARTS[name]}+xml"/>' for name in parts)
    extra = ('<Override PartName="/docProps/custom.xml" '
             'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>') if custom else ""
    return (
        f'{HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>{overrides}'
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{extra}</Types>"
    )


def _relationships(entries: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, (kind, target) in entries.items())
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEADER}<Relationships xmlns="{space}">{items}</Relationships>'


def _core(title: str, author: str, day: str) -> str:
    stamp = f'xsi:type="dcterms:W3CDTF">{day}T08:00:00Z'
    return (
        f"{HEADER}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified></cp:coreProperties>"
    )


def _app(wps: bool) -> str:
    name = "WPS Office_11.1.0.10132_F1E327BC-269C-435d-A152-05C5408002CA" if wps else "Microsoft Office Word"
    return (f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Application>{name}</Application></Properties>")


_CUSTOM = (
    f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
    'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-11.1.0.10132'
    "</vt:lpwstr></property></Properties>"
)


def write(path: Path, body: str, parts: Mapping[str, str], *, title: str, author: str, day: str, wps: bool) -> None:
    """Zips the package; ``body`` is what stands in ``w:body``, ``parts`` the members of ``word/`` by name."""
    top = {"rId1": (f"{_OFFICE}/officeDocument", "word/document.xml"),
           "rId2": ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml"),
           "rId3": (f"{_OFFICE}/extended-properties", "docProps/app.xml")}
    if wps:
        top["rId4"] = (f"{_OFFICE}/custom-properties", "docProps/custom.xml")
    inner = {f"rId{name}": (f"{_OFFICE}/{_PARTS[name]}", f"{name}.xml") for name in parts}
    inner["rIdtheme"] = (f"{_OFFICE}/theme", "theme/theme1.xml")
    members = {
        "[Content_Types].xml": _content_types(parts, wps),
        "_rels/.rels": _relationships(top),
        "word/document.xml": f"{HEADER}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(inner),
        "word/theme/theme1.xml": HEADER + _THEME,
        "docProps/core.xml": _core(title, author, day),
        "docProps/app.xml": _app(wps),
        **({"docProps/custom.xml": _CUSTOM} if wps else {}),
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same bytes on every system
            archive.writestr(info, text.encode())
