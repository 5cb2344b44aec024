"""Turns a check's Bad and Good examples into documents, and says whether the check treats them as they claim.

Used by the test suite and by ``hongtou explain``; a third-party rule pack tests itself with :func:`verify`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from . import engine
from .check import Bad, Check, Example, Options, Problem
from .compare import compare, plain
from .compare_marking import Marking
from .elements import Element, Heading, Kind, Structure
from .language import Language
from .model import Block, Document, Page, ParagraphFormat, Run, Section, Source, Span
from .structure import headings_of, recognise

_SOURCE = Source("示例", "text", "", 0)


def build(made: Check, example: Example) -> tuple[Document, Structure]:
    """The document of an example and its structure: given elements are taken as given, other text is recognised."""
    lines: list[tuple[str | None, str]] = []
    own = example.plain.split("\n") if example.text else []
    lines += [(made.on[0] if made.on else None, line) for line in own]
    for name, text in example.elements.items():
        lines += [(name, line) for line in text.split("\n")]
    blocks = tuple(_block(i, text, example, i < len(own)) for i, (_, text) in enumerate(lines))
    section = Section(index=0, first_block=0, **dict(example.section))
    given: dict[str, Any] = dict(example.document)
    pages = given.pop("pages", (Page(1, 210.0, 297.0),))
    document = Document(_SOURCE, given.pop("blocks", blocks), (section,), pages, **given)
    if not made.on and not example.elements:
        structure = recognise(document)
        if example.kind:
            structure = replace(structure, kind=replace(structure.kind, **dict(example.kind)))
        return document, structure
    return document, _given(document, [name for name, _ in lines], example)


def _block(index: int, text: str, example: Example, own: bool) -> Block:
    run = Run(0, len(text), **(dict(example.run) if own else {}))
    paragraph = ParagraphFormat(**(dict(example.paragraph) if own else {}))
    extra = {"page": 1, "section": 0, "part": "body", **(dict(example.block) if own else {})}
    return Block(index, text=text, runs=(run,), paragraph=paragraph, **extra)


def _given(document: Document, names: list[str | None], example: Example) -> Structure:
    roles = tuple("" if document.blocks[i].blank else (name or "正文") for i, name in enumerate(names))
    elements: list[Element] = []
    for name in dict.fromkeys(r for r in roles if r):
        spans = tuple(document.blocks[i].stripped for i, role in enumerate(roles) if role == name)
        elements.append(Element(name, document, spans))
    kind = Kind(**{"official": True, "doc_type": "通知", "direction": "下行", **dict(example.kind)})
    headings: tuple[Heading, ...] = headings_of(document, roles)
    return Structure(document, kind, tuple(elements), roles, headings)


def problems(made: Check, example: Example) -> list[Problem]:
    """What the check says of the example."""
    document, structure = build(made, example)
    if made.applies(structure.kind):
        return []
    options = replace(Options(), **example.options)
    marking = _marking(document, example) if made.compares else None
    return list(engine.problems(made, document, structure, options, Language(document), marking))


def _marking(document: Document, example: Example) -> Marking:
    """The example compared with its superior text, with the words underlined that it names."""
    local = plain(_SOURCE.path, "\n".join(block.text for block in document.blocks))
    spans = tuple(tuple((m.start(), m.end()) for word in example.underlined for m in re.finditer(re.escape(word), line))
                  for line in local.lines)
    return Marking(compare([plain("上级文件", example.superior or "")], replace(local, underlined=spans)))


def verify(made: Check, example: Example) -> str | None:
    """None when the check treats the example as it claims, otherwise what is wrong (English, for developers).

    A Bad example with marks must be found at exactly these places; without marks, at least once. Its ``fix`` is the
    whole text of the example after the first replacement of every problem has been put in.
    """
    found = problems(made, example)
    if not isinstance(example, Bad):
        return f"false alarm: {found[0].message}" if found else None
    if not found:
        return "not found"
    base = _bases(example)
    got = sorted(_offset(base, engine.spans_of(p.at)[0]) for p in found if p.at is not None)
    if example.marks and got != sorted(example.marks):
        return f"found at {got}, expected {sorted(example.marks)}"
    if example.fix is not None:
        fixed = _apply(example, found)
        if fixed != example.fix:
            return f"fixed to {fixed!r}, expected {example.fix!r}"
    return None


def _bases(example: Example) -> list[int]:
    bases, total = [], 0
    for line in example.plain.split("\n"):
        bases.append(total)
        total += len(line) + 1
    return bases


def _offset(bases: list[int], span: Span) -> tuple[int, int]:
    base = bases[span.block] if span.block < len(bases) else 10_000 * span.block
    return base + span.start, base + span.end


def _apply(example: Example, found: list[Problem]) -> str:
    bases = _bases(example)
    edits = sorted(((*_offset(bases, engine.spans_of(p.at)[0]), p.fixes[0].replacement) for p in found if p.fixes),
                   reverse=True)
    text = example.plain
    for start, end, replacement in edits:
        text = text[:start] + replacement + text[end:]
    return text
