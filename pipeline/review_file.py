"""One document from path to Review: guard and read → recognise → check. Whatever goes wrong becomes a Failure.

Nothing that leaves here holds an exception or a traceback: those may quote the document, and end up in logs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Literal

from .check import Check, Options, collect
from .edition import notice
from .elements import Structure
from .engine import Outcome, Selection, locate, run
from .house import HouseRule, compile_rule
from .model import Document
from .readers.errors import ReadError
from .review import Category, ElementReport, Failure, Place, Review
from .second_opinion import SecondOpinion, second_opinion

Stage = Literal["guard", "read", "recognise", "check", "report"]

SPLIT = "请压缩图片或拆分文件后再检查。"
RETRY = "请把文件另存后重试，仍然出错时报告给维护者。"
READER = "hongtou.pipeline.readers:read"


@dataclass(frozen=True)
class Job:
    """How documents are reviewed, the same for all of a batch; goes to worker processes, so it pickles.

    ``rules`` are the house rules of the configuration; ``standard`` judges by that edition whatever was recognised.
    ``keep`` leaves the recognised document in the review.
    ``reader`` names the function path → Document, as ``module:function``; tests put one there that misbehaves.
    """

    options: Options = field(default_factory=Options)
    selection: Selection = field(default_factory=Selection)
    rules: tuple[HouseRule, ...] = ()
    standard: Literal["2012", "1999"] | None = None
    reader: str = READER
    keep: bool = False

    def checks(self) -> tuple[Check, ...]:
        """All checks there are: those of the installed rule packs and the house rules."""
        return (*collect().values(), *(compile_rule(rule) for rule in self.rules))


class _Stop(Exception):
    """A stage failed; what is known so far is still reported."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.category)
        self.failure = failure


class _Clock:
    """Seconds per stage, and the exceptions of a stage as failures of it."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.timings: dict[str, float] = {}
        self._stage: Stage = "read"
        self._since = self.started

    def stage(self, stage: Stage) -> _Clock:
        """Start ``stage``: ``with clock.stage("read"): …``."""
        self._stage, self._since = stage, time.perf_counter()
        return self

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self.timings[self._stage] = time.perf_counter() - self._since
        if isinstance(error, Exception):
            raise _Stop(as_failure(self._stage, error)) from None

    @property
    def seconds(self) -> float:
        """Seconds since the review began."""
        return time.perf_counter() - self.started


def review(path: str, job: Job | None = None) -> Review:
    """Review one file in this process. Never raises for what is in the file; ``path`` is reported as given."""
    job = job or Job()
    clock = _Clock()
    result = Review(path)
    try:
        with clock.stage("read"):
            document = _read(path, job.reader)
        result = _with_document(result, document)
        with clock.stage("recognise"):
            structure = _recognise(document, job.standard, job.options.preprinted)
            result = _with_structure(result, structure)
            result = replace(result, structure=structure if job.keep else None)
        with clock.stage("check"):
            outcome = run(document, structure, job.checks(), job.options, job.selection)
        result = _with_outcome(result, outcome, second_opinion(job.options.spelling))
    except _Stop as stop:
        result = replace(result, status="failed", failures=(stop.failure,))
    return replace(result, seconds=clock.seconds, timings=clock.timings)


def failed(path: str, stage: Stage, category: Category, message: str, seconds: float = 0.0) -> Review:
    """A review that came to nothing."""
    return Review(path, status="failed", failures=(Failure(stage, category, message),), seconds=seconds)


_STAGE_NAMES: dict[Stage, str] = {"guard": "打开", "read": "读取", "recognise": "识别要素", "check": "检查",
                                  "report": "生成报告"}


def as_failure(stage: Stage, error: Exception) -> Failure:
    """``error`` as a Failure. Of an unforeseen one only the type is told: its words may be the document's."""
    if isinstance(error, ReadError):
        return Failure(stage, error.category, error.message)
    if isinstance(error, MemoryError):
        return Failure(stage, "memory", f"{_STAGE_NAMES[stage]}时内存不够，已停止；{SPLIT}")
    kind = type(error).__name__
    return Failure(stage, "crash", f"{_STAGE_NAMES[stage]}时程序出错（{kind}）；{RETRY}")


def _read(path: str, reader: str) -> Document:
    module, _, name = reader.partition(":")
    document: Document = getattr(import_module(module), name)(path)
    if not any(not block.blank for block in document.blocks):
        raise ReadError("no_text", "文件里没有文字（可能只有图片或是空白文档）；扫描件请先识别文字（OCR）再检查。")
    return document


def _recognise(document: Document, standard: Literal["2012", "1999"] | None, preprinted: bool | None) -> Structure:
    """What recognition found, with what the configuration says instead of its own judgment."""
    from .structure import recognise

    structure = recognise(document)
    kind = structure.kind
    if standard is not None and standard != kind.standard:
        kind = replace(kind, standard=standard, edition="按配置指定")
    if preprinted is not None:
        kind = replace(kind, preprinted=preprinted)
    return replace(structure, kind=kind)


def _with_document(result: Review, document: Document) -> Review:
    return replace(result, sha256=document.source.sha256, format=document.source.format,
                   pages=document.page_count or len(document.pages) or None, notes=document.notes,
                   lines=tuple(block.text for block in document.blocks),
                   places=tuple(Place(b.part, b.cell, b.starts_page, b.continues) for b in document.blocks))


def _with_structure(result: Review, structure: Structure) -> Review:
    kind = structure.kind
    elements = tuple(ElementReport(e.name, e.text, locate(structure, e.spans[0] if e.spans else None, e.name, None))
                     for e in structure.elements)
    return replace(result, official=kind.official, doc_type=kind.doc_type, layout=kind.layout,
                   direction=kind.direction, standard=kind.standard, kind_reason=kind.reason, elements=elements,
                   roles=structure.roles, notes=(*result.notes, *filter(None, [notice(kind)])))


def _with_outcome(result: Review, outcome: Outcome, opinion: SecondOpinion | None) -> Review:
    notes = (opinion.note,) if opinion is not None and opinion.note is not None else ()
    return replace(result, findings=outcome.findings, skipped=outcome.skipped, failures=outcome.failures,
                   notes=(*result.notes, *notes), status="partial" if outcome.failures else "reviewed")
