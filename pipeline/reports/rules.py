"""The list of all rules: for the screen, as Markdown for a manual, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len

from ..check import Check
from ..review import GROUPS
from . import wording


def terminal(checks: Iterable[Check]) -> str:
    """Grouped list: id, severity, name, basis."""
    lines: list[str] = []
    for group, members in _grouped(checks):
        lines += ([""] if lines else []) + [f"[{group}] {len(members)} 项"]
        width = max(cell_len(m.name) for m in members)
        for made in members:
            gap = " " * (width - cell_len(made.name))
            lines.append(f"  {made.id}  {wording.SEVERITY[made.severity]}  {made.name}{gap}  {made.basis}")
    return "\n".join(lines) + "\n"


def markdown(checks: Iterable[Check]) -> str:
    """One table per group."""
    lines = ["# 检查项目", ""]
    for group, members in _grouped(checks):
        lines += [f"## {group}", "", "| 编号 | 名称 | 程度 | 依据 | 规定 |", "|---|---|---|---|---|"]
        for made in members:
            cells = (made.id, made.name, wording.SEVERITY[made.severity], made.basis, made.summary)
            lines.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def data(checks: Iterable[Check]) -> str:
    """A JSON array."""
    return json.dumps([_rule(made) for made in checks], ensure_ascii=False, indent=1) + "\n"


def _rule(made: Check) -> dict[str, Any]:
    return {
        "id": made.id, "name": made.name, "group": made.group, "severity": made.severity, "basis": made.basis,
        "summary": made.summary, "elements": list(made.on), "doc_types": list(made.doc_types),
        "layouts": list(made.layouts), "directions": list(made.directions), "standards": list(made.standards),
        "official_only": made.official, "needs": list(made.needs), "folds": made.folds, "final": made.final,
        "experimental": made.experimental,
    }


def _grouped(checks: Iterable[Check]) -> Iterator[tuple[str, list[Check]]]:
    members: dict[str, list[Check]] = {}
    for made in checks:
        members.setdefault(made.group, []).append(made)
    for group in (*GROUPS, *(g for g in members if g not in GROUPS)):
        if group in members:
            yield group, members[group]
