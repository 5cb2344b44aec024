"""Runs checks over a recognised document and turns their problems into findings.

A check that raises becomes a visible failure; one whose facts the reader cannot tell is skipped with the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .check import Check, Options, Problem, Unavailable, subjects
from .edition import basis_in
from .elements import Element, Structure
from .language import Language
from .model import Block, Document, Span
from .review import Failure, Finding, Location, Severity, Skip

if TYPE_CHECKING:
    from .compare_marking import Marking


@dataclass(frozen=True)
class Selection:
    """Which checks run, and how loud: ``severity`` overrides by id (``"off"`` switches a check off)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    info: bool = False
    final: bool = False

    def wants(self, made: Check) -> bool:
        """Whether ``made`` runs: selected by id, prefix or group name, not ignored, not off."""
        if self.severity_of(made) == "off" or (made.final and not self.final):
            return False
        if any(_matches(made, word) for word in self.ignore):
            return False
        if self.select:
            return any(_matches(made, word) for word in self.select)
        return True

    def severity_of(self, made: Check) -> str:
        """The severity in force; the longest matching key of ``severity`` wins."""
        keys = [k for k in self.severity if _matches(made, k)]
        return self.severity[max(keys, key=len)] if keys else made.severity


def _matches(made: Check, word: str) -> bool:
    return made.id.startswith(word) or made.group == word


@dataclass(frozen=True)
class Outcome:
    """What :func:`run` found."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skip, ...]
    failures: tuple[Failure, ...]


def run(document: Document, structure: Structure, checks: Iterable[Check], options: Options,
        selection: Selection | None = None, marking: Marking | None = None) -> Outcome:
    """Run ``checks`` on ``document``. Findings come in reading order, those without a place first.

    With ``marking`` only the checks that compare run, without it only the others.
    """
    selection = selection or Selection()
    language = Language(document)
    findings: list[Finding] = []
    skipped: list[Skip] = []
    failures: list[Failure] = []
    for made in checks:
        if made.compares != (marking is not None) or not selection.wants(made):
            continue
        foreign, unknown = made.applies(structure.kind), _missing(made, document)
        if foreign or unknown:
            skipped.append(Skip(made.id, made.name, foreign or unknown or "", applicable=not foreign))
            continue
        try:
            found = list(problems(made, document, structure, options, language, marking))
        except Unavailable as reason:
            skipped.append(Skip(made.id, made.name, str(reason)))
            continue
        except MemoryError:
            raise  # the whole worker is at its limit: a failure of the document, not of one check
        except Exception as error:  # noqa: BLE001  one broken check must not cost the others
            failures.append(Failure("check", "crash", f"检查 {made.id} 出错，已跳过（{type(error).__name__}）"))
            continue
        findings.extend(_findings(made, found, structure, selection))
    findings = [f for f in findings if f.severity != "info" or selection.info]
    findings.sort(key=lambda f: (f.location.paragraph or 0, f.location.start or 0, f.rule))
    return Outcome(tuple(findings), tuple(skipped), tuple(failures))


def _missing(made: Check, document: Document) -> str | None:
    for fact in made.needs:
        if fact in document.unknown:
            return document.unknown[fact]
    return None


def problems(made: Check, document: Document, structure: Structure, options: Options,
              language: Language, marking: Marking | None = None) -> Iterable[Problem]:
    """Call the check with each of its subjects, its other parameters filled in by name."""
    context = {"document": document, "structure": structure, "kind": structure.kind, "options": options,
               "language": language, "marking": marking}
    arguments = {name: context[name] for name in made.parameters}
    for subject in subjects(made, document, structure):
        for problem in made.function(subject, **arguments):
            if problem.element is None and isinstance(subject, Element):
                problem = replace(problem, element=subject.name)
            yield problem


def _findings(made: Check, problems: Sequence[Problem], structure: Structure,
              selection: Selection) -> list[Finding]:
    made_severity = selection.severity_of(made)
    groups: dict[str, list[Finding]] = {}
    result: list[Finding] = []
    for problem in problems:
        severity = problem.severity if made_severity == made.severity and problem.severity else made_severity
        finding = _finding(made, problem, structure, severity)  # type: ignore[arg-type]
        if made.folds:
            groups.setdefault(problem.folding or problem.message, []).append(finding)
        else:
            result.append(finding)
    for same in groups.values():
        places = tuple(f.location for f in same)
        result.append(replace(same[0], locations=places if len(places) > 1 else ()))
    return result


def _finding(made: Check, problem: Problem, structure: Structure, severity: Severity) -> Finding:
    spans = spans_of(problem.at)
    first = spans[0] if spans else None
    location = locate(structure, first, problem.element, problem.page)
    related = (*(locate(structure, s, None, None) for s in (*spans[1:], *problem.related)), *problem.counterparts)
    basis = basis_in(structure.kind.standard, made.basis)
    mark = _fingerprint(made.id, structure.document, first, location, problem.message)
    return Finding(made.id, made.name, made.group, severity, problem.message, basis, location, related,
                   problem.confidence, problem.fixes, mark, (), made.experimental)


def spans_of(at: Span | Sequence[Span] | Element | Block | None) -> tuple[Span, ...]:
    """The spans that a problem is at, the first of them first."""
    if at is None:
        return ()
    if isinstance(at, Span):
        return (at,)
    if isinstance(at, Element):
        return at.spans
    if isinstance(at, Block):
        return (at.stripped,)
    return tuple(at)


def locate(structure: Structure, span: Span | None, element: str | None, page: int | None) -> Location:
    """A report's location for ``span``; the element's name is looked up where it is not given."""
    document = structure.document
    if span is None:
        return Location(element=element, page=page)
    block = document.blocks[span.block]
    name = element or _element_at(structure, span) or structure.roles[span.block] or None
    box = block.anchor.box(span.start, span.end)
    return Location(element=name, part=block.part, page=page or (box.page if box else block.page),
                    paragraph=span.block + 1, start=span.start, end=span.end, quote=document.text(span), box=box)


def _element_at(structure: Structure, span: Span) -> str | None:
    for element in structure.elements:
        if any(s.block == span.block and s.start <= span.start < max(s.end, s.start + 1) for s in element.spans):
            return element.name
    return None


def _fingerprint(rule: str, document: Document, span: Span | None, location: Location, message: str) -> str:
    """Stable under edits elsewhere: the rule, the words and those around them, not the position."""
    if span is None:
        parts = [rule, location.element or "", message]
    else:
        text = document.blocks[span.block].text
        parts = [rule, text[max(0, span.start - 12): span.start], text[span.start: span.end],
                 text[span.end: span.end + 12]]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
