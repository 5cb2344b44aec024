"""A copy of a docx in which exactly the words that must be underlined are (``hongtou compare --mark``)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ..files import OutputError, guard_output, write
from ..readers.docx_package import Package
from ..readers.docx_places import Piece, PrintedLine, printed_lines
from ..readers.docx_xml import Element, serialised, w
from ..readers.errors import ReadError
from .docx_copy import CopyError, copied, expected_suffix, open_original
from .docx_rpr import Change, Part, change_mark, change_run, single

Position = tuple[int, int, int]
"""A line of ``hongtou text`` (1-based) and code points in it, start and end (exclusive)."""

_WHAT = "标注好的副本"


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of it: whether anything had to be ``changed``, and ``missed``, where the copy is not what was wanted.

    Missed is what has no run of its own: a part of an automatic number, a formula, a field that was never updated.
    """

    changed: bool
    missed: tuple[Position, ...] = ()


def underline(path: str | os.PathLike[str], output: str | os.PathLike[str], wanted: Iterable[Position], *,
              keep: Iterable[Position] = (), sha256: str | None = None) -> Marked:
    """Write a copy of the docx at ``path`` to ``output`` in which the characters ``wanted`` are underlined, no others.

    Left as they are: what is to be kept (``keep``), blanks that are underlined to be filled in (an underlined stretch
    of nothing but white space), headers and footers. ``path`` itself is never changed. ``sha256`` is that of the file
    which the positions were found in, if known. Raises :class:`CopyError` for what is no docx or cannot be read, must not be
    changed (signed, protected) or was changed meanwhile, and ``OutputError``, of which that is one, for a bad ``output``.
    """
    source = Path(path)
    guard_output(os.fspath(output), [os.fspath(path)], _WHAT)
    try:
        package = open_original(source, sha256)
        lines = printed_lines(package)
    except ReadError as error:
        raise CopyError(f"“{source}”没有标注：{error.message}") from error
    suffix = expected_suffix(source)
    if Path(output).suffix.lower() != suffix:
        raise OutputError(f"{_WHAT}的扩展名应当是 {suffix}，请改写“{os.fspath(output)}”。")
    masks = _masks(lines, wanted, keep, source)
    touched = _change(lines, masks)
    replaced = {part: serialised(package.parsed()[part], package.blobs[part]) for part in sorted(touched)}
    missed = _missed(Package({**package.blobs, **replaced}, package.relationships), lines, masks, source)
    marked = Marked(bool(replaced), tuple(missed))
    write(os.fspath(output), copied(source, replaced), _WHAT)
    return marked


_Mask = list[bool | None]
"""For each character of a line: to be underlined, not to be, or (None) as it is."""


def _masks(lines: Sequence[PrintedLine], wanted: Iterable[Position], keep: Iterable[Position],
           source: Path) -> list[_Mask]:
    masks: list[_Mask] = [[None if line.margin else False] * len(line.text) for line in lines]
    for positions, value in ((keep, None), (wanted, True)):
        for number, start, end in positions:
            if not (0 < number <= len(lines) and 0 <= start <= end <= len(lines[number - 1].text)):
                raise CopyError(f"“{source}”里没有第 {number} 段第 {start} 至 {end} 字；文件可能又被改动，请重新比对。")
            masks[number - 1][start:end] = [value] * (end - start)
    for line, mask in zip(lines, masks, strict=True):
        for start, end in _stretches([flag is False and on for flag, on in zip(mask, _underlined(line), strict=True)]):
            if not line.text[start:end].strip():  # to be filled in
                mask[start:end] = [None] * (end - start)
    return masks


def _underlined(line: PrintedLine) -> list[bool]:
    """For each character of a line whether it is underlined."""
    return [piece.underlined for piece in line.pieces for _ in range(piece.end - piece.start)]


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    at = 0
    for flag, group in groupby(flags):
        size = sum(1 for _ in group)
        if flag:
            yield at, at + size
        at += size


def _change(lines: Sequence[PrintedLine], masks: Sequence[_Mask]) -> set[str]:
    """Bring the XML to what the masks say; returns the names of the parts that were changed."""
    parts_of: dict[Element, str] = {}
    owners: dict[Element, dict[Element, list[Part]]] = {}
    for line, mask in zip(lines, masks, strict=True):
        for piece in (p for pieces in (line.pieces, *line.copies) for p in pieces):
            if piece.node is not None:
                owner = _owner(piece.node)
                owners.setdefault(owner, {})[piece.node] = list(_parts(piece, mask, single(owner)))
                parts_of[owner] = line.part
    return {parts_of[owner] for owner, parts in owners.items()
            if (change_mark(owner, parts[owner]) if owner.tag == w("p") else change_run(owner, parts))}


def _owner(node: Element) -> Element:
    """The element whose ``w:rPr`` decides on ``node``: its run, or the paragraph of a mark."""
    return node if node.tag == w("p") else next(node.iterancestors(w("r")))


def _parts(piece: Piece, mask: _Mask, plain: bool) -> Iterator[Part]:
    """The piece cut where what is to be done changes; ``plain``: it is underlined with a single line, if at all."""
    at = 0
    for change, group in groupby(_needed(flag, piece, plain) for flag in mask[piece.start: piece.end]):
        size = sum(1 for _ in group)
        yield Part(piece.offset + at, piece.offset + at + size, change, piece.styled)
        at += size


def _needed(flag: bool | None, piece: Piece, plain: bool) -> Change | None:
    if flag and not (piece.underlined and plain):
        return "on"
    return "off" if flag is False and piece.underlined else None


def _missed(package: Package, lines: Sequence[PrintedLine], masks: Sequence[_Mask], source: Path) -> Iterator[Position]:
    """Where the changed ``package`` is not what was wanted. Raises :class:`CopyError` if a single word is another."""
    found = printed_lines(package)
    if [line.text for line in found] != [line.text for line in lines]:
        raise CopyError(f"标注“{source}”时文字会有变动，没有写出副本。这是程序的错误，请反馈。")
    for number, (line, mask) in enumerate(zip(found, masks, strict=True), 1):
        for start, end in _stretches([flag is not None and flag != underlined
                                      for flag, underlined in zip(mask, _underlined(line), strict=True)]):
            yield number, start, end
