"""The machine-readable report, ``hongtou.review/1``; its schema is published as ``hongtou.review.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from ..model import Box
from ..review import SEVERITIES, ElementReport, Failure, Finding, Fix, Location, Review, Skip

SCHEMA = "hongtou.review/1"


def schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of this report."""
    text = (files("hongtou.pipeline") / "hongtou.review.schema.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


def render(reviews: Sequence[Review], version: str) -> str:
    """One JSON object with every document, indented for reading."""
    return json.dumps(report(reviews, version), ensure_ascii=False, indent=1) + "\n"


def report(reviews: Sequence[Review], version: str) -> dict[str, Any]:
    """The report as plain data."""
    return {"schema": SCHEMA, "tool": {"name": "hongtou", "version": version},
            "documents": [document(r) for r in reviews]}


def document(review: Review) -> dict[str, Any]:
    """One document of the report."""
    return {
        "path": review.path,
        "sha256": review.sha256,
        "format": review.format,
        "pages": review.pages,
        "status": review.status,
        "failures": [{"stage": f.stage, "category": f.category, "message": f.message} for f in review.failures],
        "kind": {"official": review.official, "doc_type": review.doc_type, "layout": review.layout,
                 "direction": review.direction, "standard": review.standard},
        "elements": [{"name": e.name, "text": e.text, "location": location(e.location)} for e in review.elements],
        "findings": [_finding(f, review.path) for f in review.findings],
        "skipped": [{"rule": s.rule, "reason": s.reason} for s in review.skipped],
        "counts": {s: review.count(s) for s in SEVERITIES},
        "notes": list(review.notes),
        "seconds": round(review.seconds, 3),
    }


def _finding(finding: Finding, path: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "group": finding.group,
        "severity": finding.severity,
        "message": finding.message,
        "basis": finding.basis,
        "location": location(finding.location),
        "related": [location(x) | {"path": x.path or path} for x in finding.related],
        "confidence": finding.confidence,
        "fixes": [{"replacement": f.replacement, "safe": f.safe} for f in finding.fixes],
        "fingerprint": finding.fingerprint,
        "occurrences": finding.occurrences,
        "locations": [location(x) for x in finding.locations],
        "experimental": finding.experimental,
    }


def location(place: Location) -> dict[str, Any]:
    """A location in the form that findings, elements and related places share."""
    return {"element": place.element, "part": place.part, "page": place.page, "paragraph": place.paragraph,
            "start": place.start, "end": place.end, "quote": place.quote, "box_mm": _box(place.box)}


def _box(box: Box | None) -> list[float] | None:
    return None if box is None else [round(v, 2) for v in (box.x0, box.y0, box.x1, box.y1)]


def load(data: Mapping[str, Any]) -> Review:
    """The review that :func:`document` wrote, without its lines and timings, which are not in the report.

    Raises ``KeyError`` or ``TypeError`` where ``data`` is something else.
    """
    kind = data["kind"]
    return Review(
        data["path"], sha256=data["sha256"], format=data["format"], pages=data["pages"], status=data["status"],
        failures=tuple(Failure(**f) for f in data["failures"]), official=kind.get("official"), doc_type=kind["doc_type"],
        layout=kind["layout"], direction=kind["direction"], standard=kind.get("standard"),
        elements=tuple(ElementReport(e["name"], e["text"], _place(e["location"])) for e in data["elements"]),
        findings=tuple(_found(f) for f in data["findings"]), skipped=tuple(Skip(s["rule"], "", s["reason"]) for s in data["skipped"]),
        notes=tuple(data.get("notes", ())), seconds=data["seconds"])


def _found(data: Mapping[str, Any]) -> Finding:
    plain = {key: data[key] for key in ("rule", "name", "group", "severity", "message", "basis", "confidence", "fingerprint")}
    return Finding(**plain, location=_place(data["location"]), related=tuple(map(_place, data["related"])),
                   fixes=tuple(Fix(**f) for f in data["fixes"]), locations=tuple(map(_place, data["locations"])),
                   experimental=data.get("experimental", False))


def _place(data: Mapping[str, Any]) -> Location:
    known = {key: data[key] for key in ("element", "part", "page", "paragraph", "start", "end", "quote")}
    return Location(**known, box=Box(data["page"], *data["box_mm"]) if data["box_mm"] else None, path=data.get("path"))
