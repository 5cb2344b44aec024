"""Turns a block of plain lines into paragraphs with heading levels, so that the examples read like documents."""

from __future__ import annotations

import re

from .content import Paragraph

_LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十]+、")),
    (2, re.compile(r"（[一二三四五六七八九十]+）")),
    (3, re.compile(r"\d+\.")),
    (4, re.compile(r"（\d+）")),
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")


def _lines(text: str) -> list[str]:
    return [line.strip(" \n") for line in text.strip().splitlines() if line.strip(" \n")]


def _paragraph(line: str) -> Paragraph:
    for level, pattern in _LEVELS:
        if pattern.match(line):
            # GB/T 9704 7.3.3: only the heading words take the level's font; text that runs on is 仿宋.
            head, stop, rest = line.partition("。")
            lead = head + stop if level <= 2 and rest else ""
            return Paragraph(line, level, lead)
    return Paragraph(line)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Body paragraphs, one a line; the level follows from the number 一、（一）1.（1）."""
    return tuple(_paragraph(line) for line in _lines(text))


def plain(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs of running text, whatever they begin with (the items （一） of an article are no headings)."""
    return tuple(Paragraph(line) for line in _lines(text))


def articles(text: str) -> tuple[Paragraph, ...]:
    """Articles of rules: “第一条” as a lead in the font of the first level, the rest running text."""
    out = []
    for line in _lines(text):
        match = _ARTICLE.match(line)
        out.append(Paragraph(line, 1, match.group()) if match else Paragraph(line))
    return tuple(out)
