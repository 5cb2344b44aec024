"""A conforming document as a web page in millimetres and points, as offices print them from a browser; fonts inside.

Only 普通 layout with one issuing organ; tables of attachments are left out.
"""

from __future__ import annotations

import base64
from html import escape

from . import fonts
from .content import Content, Paragraph
from .pdf_faces import FONT_NAMES, metrics

_ROLES = {"fangsong": "文", "hei": "黑", "kai": "楷", "xiaobiaosong": "标", "song": "宋"}
_CSS = """
@page{size:A4;margin:37mm 26mm 35mm 28mm;font:14pt 宋}
@page:right{@bottom-right{content:"— " counter(page) " —";vertical-align:top;padding:7mm 14pt 0 0}}
@page:left{@bottom-left{content:"— " counter(page) " —";vertical-align:top;padding:7mm 0 0 14pt}}
body{margin:0;font:16pt/28.95pt 文}
p{margin:0;text-align:justify;text-indent:2em}
.flush,.mark,.number,.title,.row,.right{text-indent:0}
.hei{font-family:黑}.kai{font-family:楷}
.mark{font:36pt/36pt 标;color:#f00;text-align:center;white-space:nowrap}
.number{text-align:center;margin-top:58pt}
.title{font:22pt/33pt 标;text-align:center;margin:58pt 0 28.95pt}
.right{text-align:right;padding-right:4em}
.row{font-size:14pt;border-top:1.5pt solid;padding:0 1em}
.split{display:flex;justify-content:space-between}
.last{break-before:page;height:225mm;display:flex;flex-direction:column}
"""


def page(content: Content) -> str:
    """The HTML of ``content``. Raises :class:`docbuild.fonts.FontMissing` without CJK fonts."""
    corner = [content.copy_number, content.classification, content.urgency]
    top = 35 - 10.21 * sum(map(bool, corner))
    rows = [_p("flush", corner[0]), *(_p("flush hei", text) for text in corner[1:]),
            f'<p class=mark style="margin-top:{top:.1f}mm">{escape(content.issuer_mark[0] + content.mark_suffix)}</p>', _number(content),
            '<div style="border-bottom:1.5pt solid #f00;margin-top:1.7mm"></div>',
            f'<p class=title style="margin-top:56pt">{"<br>".join(map(escape, content.title))}</p>', _p("flush", content.addressee)]
    rows += [_paragraph(block) for block in content.body if isinstance(block, Paragraph)]
    rows += ['<div style="height:58pt"></div>', *map(_signature, content.signatures), _p("right", content.issue_date),
             _p("", content.note), _colophon(content)]
    html = "\n".join(rows)
    return f"<!doctype html><meta charset=utf-8><title>{escape(''.join(content.title))}</title><style>{_faces(html)}{_CSS}</style>{html}"


def _p(name: str, text: str) -> str:
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def _number(content: Content) -> str:
    if not content.signatories:
        return _p("number", content.document_number)
    return (f'<div class="number split" style="padding:0 1em"><span>{escape(content.document_number)}</span>'
            f'<span>签发人：<span class=kai>{escape(content.signatories[0])}</span></span></div>')


def _paragraph(block: Paragraph) -> str:
    face = {1: "hei", 2: "kai"}.get(block.level, "")
    lead = block.lead or (block.text if face else "")
    return f"<p><span class={face or 'body'}>{escape(lead)}</span>{escape(block.text[len(lead):])}</p>"


def _signature(name: str) -> str:
    return f'<p class=right style="padding-right:{max(0.0, 4 + (6 - len(name)) / 2)}em">{escape(name)}</p>'


def _colophon(content: Content) -> str:
    copies = f'<p class=row style="padding-left:4em;text-indent:-3em">抄送：{escape(content.copy_to)}</p>' if content.copy_to else ""
    middle = "border-top-width:.75pt;" if copies else ""
    return (f'<div class=last><div style="margin-top:auto">{copies}<div class="row split" style="{middle}border-bottom:1.5pt solid">'
            f"<span>{escape(content.printing_office)}</span><span>{escape(content.printing_date)}印发</span></div></div></div>")


def _faces(html: str) -> str:
    """The page's fonts as data, under the names that Word uses."""
    characters = sorted({c for c in html if c.isprintable()} | set("0123456789—"))
    rules = []
    for role, family in _ROLES.items():
        name = FONT_NAMES["word"][role]
        advances = {c: 500.0 if c.isascii() else 1000.0 for c in characters}
        data = base64.b64encode(fonts.subset(role, name, advances, *metrics(name))).decode()
        rules.append(f"@font-face{{font-family:{family};src:url(data:font/ttf;base64,{data})}}")
    return "".join(rules)
