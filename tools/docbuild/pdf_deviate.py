"""The style of one document: the idiom's habits and the planted deviations (:class:`content.Deviation`).

Every field of the format dataclasses of :mod:`.pdf_style` is an attribute too: ``dx_mm``, ``dy_mm``, ``hscale``,
``missing`` of an element, ``length_mm`` of a line, ``below_mm`` of 页码, ``diameter_mm`` or ``missing`` of 印章.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from .content import Content, Deviation
from .pdf_1999 import old_style
from .pdf_faces import Idiom, face
from .pdf_style import ELEMENTS, PAGES, RULES, PageNumberFormat, SealFormat, Style

# names of content.Deviation → names here
_RULES = {"版记分隔线": ("版记粗线", "版记细线"), "信函双线": ("信函双线粗线", "信函双线细线")}
_INHERITS = {"正文": ("附件正文",)}  # as in the docx builder, so that one deviation means the same in both
_LETTER_RULE_PT = 4.5  # width of Word's thick-thin line as a whole


def style(idiom: Idiom, content: Content, deviations: Iterable[Deviation] = ()) -> Style:
    """The style of ``content`` in ``idiom`` with ``deviations`` planted; unknown elements or attributes are errors."""
    elements = dict(ELEMENTS)
    if idiom == "plain":  # 号制: 3号 is 15.75 pt, so that 28 characters fill the line
        elements = {name: replace(fmt, size=15.75) if fmt.size == 16 else fmt for name, fmt in elements.items()}
    word = idiom == "word"
    out = Style(idiom, PAGES[idiom], elements, dict(RULES), PageNumberFormat(), SealFormat(), word,
                "hang" if word else "squeeze")
    if content.edition == "1999":
        old_style(out, content)
    number = elements["发文字号"]
    if content.signatories:  # 7.2.5: upward documents start one character from the left
        elements["发文字号"] = replace(number, align="left", left=1)
    elif content.layout == "信函":  # 10.1: at the right edge under the first double line
        elements["发文字号"] = replace(number, align="right", gap=0)
    for change in deviations:
        _apply(out, change)
    return out


def _apply(out: Style, change: Deviation) -> None:
    value = _value(change)
    if change.element == "页面":
        out.page = _replaced(out.page, change, value)
    elif change.element == "页码":
        out.number = _replaced(out.number, change, value)
    elif change.element == "印章":
        out.seal = _replaced(out.seal, change, value)
    elif change.element in out.rules or change.element in _RULES:
        _change_rules(out, change, value)
    elif change.element == "附件" and change.attribute in {"new_page", "after_colophon"}:
        if change.attribute == "new_page":
            out.attachments_new_page = bool(value)
        else:
            out.attachments_last = bool(value)
    elif change.element not in out.elements:
        raise KeyError(f"no element {change.element!r} to change")
    elif change.index is not None:
        _replaced(out.elements[change.element], change, value)  # an unknown attribute fails here
        out.single.setdefault((change.element, change.index), {})[change.attribute] = value
    else:
        for name in (change.element, *_INHERITS.get(change.element, ())):
            out.elements[name] = _replaced(out.elements[name], change, value)


def _value(change: Deviation) -> Any:
    value: Any = change.value
    if change.attribute == "colour" and isinstance(value, str):
        return tuple(round(int(value[i:i + 2], 16) / 255, 3) for i in (0, 2, 4)) if value else (0.0, 0.0, 0.0)
    if change.attribute == "font":
        return face(str(value))
    return "justify" if (change.attribute, value) == ("align", "both") else value


def _change_rules(out: Style, change: Deviation, value: Any) -> None:
    for name in _RULES.get(change.element, (change.element,)):
        own = value
        if change.element == "信函双线" and change.attribute == "width_pt":
            own = RULES[name].width_pt * float(value) / _LETTER_RULE_PT
        if change.attribute == "gap_mm" and name == "信函双线细线":
            continue  # the gap within the pair stays
        out.rules[name] = _replaced(out.rules[name], change, own)


def _replaced(target: Any, change: Deviation, value: Any) -> Any:
    if change.attribute not in {field.name for field in fields(target)}:
        raise KeyError(f"{change.element} has no {change.attribute!r} to change")
    return replace(target, **{change.attribute: value})
