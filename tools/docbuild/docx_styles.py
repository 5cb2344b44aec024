"""Idioms ``styles`` (formats in named styles) and ``autonumber`` (numbers of headings are w:numPr)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .content import Content, Deviation, Paragraph
from .docx_format import LINE, OLD_ROLES, ROLES, Format
from .docx_package import normal_styles
from .docx_write import LEVELS, Segments, Writer
from .docx_xml import FOUNDER, HEADER, NAMESPACES, indent, paragraph_properties, run, run_properties

_IDS = {role: f"GW{number}" for number, role in enumerate((*ROLES, *(r for r in OLD_ROLES if r not in ROLES)), 1)}
_CHAIN = {"一级标题": "正文", "二级标题": "正文", "三级标题": "正文", "四级标题": "三级标题",
          "附件正文": "正文", "附注": "正文"}
_THEME = ('<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" '
          'w:cstheme="minorBidi"/>')
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def _plain(fmt: Format) -> Format:
    """What a style holds: the gap above and the page break depend on the place."""
    return replace(fmt, gap=0, new_page=False)


def _look(fmt: Format) -> tuple[object, ...]:
    return fmt.font, fmt.size, fmt.colour, fmt.bold, fmt.italic, fmt.underline


class StyleWriter(Writer):
    """Paragraph and character styles in a basedOn chain over theme fonts; space before instead of empty lines."""

    fonts = FOUNDER

    def space(self, fmt: Format) -> Format:
        return replace(fmt, before=fmt.before + fmt.gap * LINE, gap=0)

    def mark(self, offset: float) -> None:
        if len(self.content.issuer_mark) > 1:
            super().mark(offset)
            return
        fmt = self.formats.of("发文机关标志")
        self.put("发文机关标志", self.content.issuer_mark[0] + self.content.mark_suffix, replace(fmt, before=offset))

    def paragraph(self, role: str, segments: Segments, fmt: Format, **options: str) -> str:
        if role not in _IDS:
            return super().paragraph(role, segments, fmt, **options)
        base, front = _plain(self.formats.roles[role]), options.pop("front", "")
        direct = []
        if (fmt.before, fmt.line) != (base.before, base.line):
            direct.append("spacing")
        if indent(fmt) != indent(base):
            direct.append("indent")
        if fmt.align != base.align:
            direct.append("align")
        properties = paragraph_properties(fmt, style=_IDS[role], page_break=fmt.new_page, direct=" ".join(direct),
                                          base=base, **options)
        return f"<w:p>{properties}{front}{self.styled_runs(segments, base)}</w:p>"

    def styled_runs(self, segments: Segments, base: Format) -> str:
        return "".join(run(text, self.run_style(fmt, base)) for text, fmt in segments if text)

    def run_style(self, fmt: Format, base: Format) -> str:
        if _look(fmt) == _look(base):
            return _HINT
        for role, known in self.formats.roles.items():
            if _look(known) == _look(fmt):
                return f'<w:rPr><w:rStyle w:val="{_IDS[role]}c"/><w:rFonts w:hint="eastAsia"/></w:rPr>'
        return run_properties(fmt, self.fonts)

    def styles(self) -> str:
        extra = []
        for role, fmt in self.formats.roles.items():
            name, base = _IDS[role], _CHAIN.get(role)
            parent = _IDS[base] if base else "a"
            look = run_properties(fmt, self.fonts, hint=False)
            shape = paragraph_properties(_plain(fmt), base=_plain(self.formats.roles[base]) if base else None)
            extra.append(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="公文{role}"/>'
                f'<w:basedOn w:val="{parent}"/><w:link w:val="{name}c"/><w:qFormat/>{shape}{look}</w:style>'
                f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}c"><w:name w:val="公文{role} 字符"/>'
                f'<w:basedOn w:val="a0"/><w:link w:val="{name}"/>{look}</w:style>')
        return normal_styles("", "", 32, "".join(extra), _THEME)


_NUMBERS = {1: r"[一二三四五六七八九十]+、", 2: r"（[一二三四五六七八九十]+）", 3: r"\d+\.", 4: r"（\d+）"}
_FORMATS = {1: ("chineseCountingThousand", "%1、"), 2: ("chineseCountingThousand", "（%2）"), 3: ("decimal", "%3."),
            4: ("decimal", "（%4）")}
_DIGITS = "零一二三四五六七八九十"


def chinese(number: int) -> str:
    """1 to 99 as 汉字, as w:numFmt chineseCountingThousand prints them."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


class AutoNumberWriter(Writer):
    """Headings and articles numbered by Word; a number that does not continue the list stays typed."""

    fonts = FOUNDER

    def __init__(self, content: Content, deviations: Iterable[Deviation] = ()) -> None:
        super().__init__(content, deviations)
        self.counters = dict.fromkeys(range(1, 6), 0)  # 一、（一）1.（1）第一条

    def heading(self, block: Paragraph, role: str) -> None:
        article = re.match(r"第[一二三四五六七八九十]+条　", block.text)
        level, key = (1, 5) if article else (block.level, block.level)
        match = article or re.match(_NUMBERS[level], block.text)
        if not match or match.group() != self.expected(key):
            super().heading(block, role)
            return
        self.counters[key] += 1
        for lower in range(key + 1, 5):
            self.counters[lower] = 0
        fmt = self.formats.of(LEVELS[block.level])
        cut = match.end()
        lead = block.lead or block.text
        segments = [(lead[cut:], fmt), (block.text[max(cut, len(lead)):], self.formats.roles[role])]
        num = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{2 if article else 1}"/></w:numPr>'
        self.put(LEVELS[block.level], segments, fmt, num=num)

    def expected(self, key: int) -> str:
        number = self.counters[key] + 1
        return {1: f"{chinese(number)}、", 2: f"（{chinese(number)}）", 3: f"{number}.", 4: f"（{number}）",
                5: f"第{chinese(number)}条　"}[key]

    def parts(self) -> dict[str, str]:
        levels = "".join(self.level(level - 1, *_FORMATS[level], LEVELS[level]) for level in _FORMATS)
        articles = self.level(0, "chineseCountingThousand", "第%1条　", "一级标题")
        return {"numbering": (
            f'{HEADER}<w:numbering {NAMESPACES}>'
            '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
            f'{levels}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
            f'{articles}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>')}

    def level(self, index: int, kind: str, text: str, role: str) -> str:
        fmt = self.formats.roles[role]
        return (f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{indent(fmt)}</w:pPr>'
                f"{run_properties(fmt, self.fonts)}</w:lvl>")
