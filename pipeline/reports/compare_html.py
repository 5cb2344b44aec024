"""The comparison as a web page: superior documents on the left, the local one on the right, provision by provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..compare_marking import Marking
from ..comparison import Comparison, Place
from ..review import Finding, Review
from . import wording
from .compare_rows import rows
from .web_page import filled

_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of one of the lists above the text: where it leads, and its words."""

    target: str
    label: str
    words: str
    message: str = ""
    name: str = ""


def render(marking: Marking, review: Review, version: str, when: str = "") -> str:
    """The page on one comparison; ``review`` is the local document's, ``when`` is printed as the time it was made."""
    made = marking.comparison
    findings = [f for f in review.findings if f.group == "新增标注"]
    return filled(
        "compare.html", ["page.css", "compare.css"], ["page.js", "compare.js"], version=version, when=when,
        local=_name(made.local.path), superiors=[_name(side.path) for side in made.superiors],
        rule=_rule(marking), notes=_notes(marking), counts=_counts(marking, findings), known=marking.known,
        findings=[_finding(f) for f in findings], dropped=list(_dropped(made)),
        rows=rows(made, findings, strict=marking.strict, agenda=marking.agenda), several=len(made.superiors) > 1)


def _name(path: str) -> str:
    return wording.clean(path).replace("\\", "/").rsplit("/", 1)[-1]


def _rule(marking: Marking) -> str:
    if marking.agenda:
        return "会议议题材料：与上级文件不一致的地方，都应加下划线。"
    if marking.strict:
        return "从严：新增、改动的内容，以及只换了名称、序号、日期的内容，都应加下划线。"
    return "新增、改动的内容应加下划线；只换名称、序号、日期的不加。"


def _notes(marking: Marking) -> Sequence[str]:
    own = () if marking.known else (f"没有核对下划线：{marking.unknown}。",)
    return [wording.clean(note) for note in (*own, *marking.comparison.notes)]


def _counts(marking: Marking, findings: Sequence[Finding]) -> dict[str, int]:
    """Places of each kind: neighbouring stretches of one kind in a line are one place."""
    counts = dict.fromkeys(("new", "changed", "adapted"), 0)
    last: tuple[str, int, int] | None = None
    lines = marking.comparison.local.lines
    for stretch in marking.comparison.stretches:
        place, kind = stretch.local, "" if stretch.formal else stretch.kind
        joined = last is not None and last[:2] == (kind, place.paragraph) and not lines[place.paragraph - 1][
            last[2]: place.start].strip()
        if kind in counts and not joined:
            counts[kind] += 1
        last = (kind, place.paragraph, place.end)
    return {**counts, "dropped": len(marking.comparison.dropped), "faults": len(findings)}


def _finding(finding: Finding) -> Entry:
    place = finding.location
    target = f"l{place.paragraph}" if place.paragraph else ""
    return Entry(target, wording.place(place), wording.visible(_short(place.quote or "")), wording.clean(finding.message),
                 wording.clean(finding.name))


def _dropped(made: Comparison) -> Iterator[Entry]:
    for dropped in made.dropped:
        place = dropped.superior
        yield Entry(f"s{place.document}-{place.paragraph}", _where(made, place), wording.visible(_short(place.text.strip())))


def _where(made: Comparison, place: Place) -> str:
    return (f"上级{place.document + 1}" if len(made.superiors) > 1 else "") + f"第{place.paragraph}段"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST - 25]}……{text[-20:]}"
