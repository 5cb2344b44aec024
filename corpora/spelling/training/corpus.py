"""The training material: paragraphs grouped into documents, and the split that is never trained on."""

from __future__ import annotations

import hashlib
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SOURCES = ("laws", "policy_misc", "govreport", "xwlb")
MEASURED = ("laws", "policy_misc")
SEED = "hongtou-spelling-1"
MEASURE_SHARE, GATE_SHARE = 0.05, 0.08

_TITLE = re.compile(r"(?:条例|办法|规定|规则|通知|意见|决定|细则|方案|批复|规划|法|解释|公告|通报|纲要|函|令第\d+号)(?:（[^）]*）)?$")
_INSIDE = re.compile(r"^(?:第[一二三四五六七八九十百零\d]+[条章节编款]|[一二三四五六七八九十]+、|（|\d|[（(])|[，。；：]")
_BROADCAST = re.compile(r"^《新闻联播》\(\d+\)$|^政府工作报告$")


@dataclass(frozen=True)
class TrainingDocument:
    """Paragraphs that stand together in a corpus; ``part`` says what they may be used for."""

    source: str
    paragraphs: tuple[str, ...]
    part: str


def documents(folder: Path, sources: Sequence[str] = SOURCES) -> Iterator[TrainingDocument]:
    """All documents below ``folder`` in the order of the files.

    A document starts at a line that reads like a title; a corpus is never cut within one. ``part`` is ``measure``
    (5 % of laws and policies), ``gate`` (8 %: the gate is fitted on them, the language model that it is fitted with
    has not seen them) or ``train``.
    """
    for source in sources:
        with lzma.open(folder / "corpora" / f"{source}.txt.xz", "rt", encoding="utf-8") as file:
            current: list[str] = []
            for line in file:
                text = line.rstrip("\n")
                if _starts_document(text) and len(current) >= 8:
                    yield _document(source, current)
                    current = []
                current.append(text)
            if current:
                yield _document(source, current)


def _starts_document(line: str) -> bool:
    if _BROADCAST.match(line):
        return True
    return 4 <= len(line) <= 60 and _TITLE.search(line) is not None and _INSIDE.search(line) is None


def _document(source: str, lines: Sequence[str]) -> TrainingDocument:
    digest = hashlib.sha256("\n".join((SEED, source, *lines[:8])).encode()).digest()
    draw = int.from_bytes(digest[:8], "big") / 2**64
    part = "train"
    if source in MEASURED and draw < MEASURE_SHARE:
        part = "measure"
    elif draw >= 1 - GATE_SHARE:
        part = "gate"
    return TrainingDocument(source, tuple(lines), part)


def titles(folder: Path) -> TrainingDocument:
    """Titles of policies and laws."""
    lines = (folder / "wordlists" / "ecspell_政策法规标题.txt").read_text("utf-8").splitlines()
    return TrainingDocument("titles", tuple(line.strip("\ufeff ") for line in lines if line.strip()), "train")


def ecspell(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The ECSpell training pairs: ``train`` or ``measure`` (every fifth, by digest), the faulty and the right sentence."""
    for name in ("odw", "law", "med"):
        for line in (folder / "ecspell-train" / f"{name}.train.tsv").read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) != 3 or not cells[2]:
                continue
            digest = hashlib.sha256((SEED + cells[2]).encode()).digest()
            yield f"{'measure' if digest[0] < 51 else 'train'}-{name}", cells[1], cells[2]
