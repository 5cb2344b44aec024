"""Writes pipeline/hongtou.config.schema.json: what a profile or a hongtou.toml may hold, for editors that know TOML.

``python tools/config_schema.py`` rewrites the file from the types that :mod:`hongtou.pipeline.config` itself reads with;
what only reading can tell (whether a named check exists, whether a pattern is a good one) stays there.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hongtou.pipeline.check import Office, Options, Spelling
from hongtou.pipeline.elements import DOC_TYPES, ELEMENT_NAMES
from hongtou.pipeline.house import DIRECTIONS, LAYOUTS, LONGEST_PATTERN
from hongtou.pipeline.proof_procedure import KEEPS, MOST_PEOPLE
from hongtou.pipeline.review import GROUPS, SEVERITIES

PAGE = Path(__file__).resolve().parent.parent / "pipeline" / "hongtou.config.schema.json"
_PLAIN = {bool: "boolean", int: "integer", float: "number", str: "string"}
_WORDS = {"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]}


def schema() -> dict[str, Any]:
    """The schema as JSON data (draft 2020-12)."""
    options = {f.name: _typed(get_type_hints(Options)[f.name]) for f in fields(Options) if f.name not in ("office", "spelling")}
    subject = _table({"element": {"enum": list(ELEMENT_NAMES)},
                      "pattern": {"type": "string", "maxLength": LONGEST_PATTERN, "format": "regex"},
                      "after": {"enum": list(ELEMENT_NAMES)}}, minProperties=1, dependentRequired={"after": ["pattern"]},
                     **{"not": {"required": ["after", "element"]}})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "hongtou.config/1",
        "title": "hongtou.toml、方案",
        **_table({
            "title": {"type": "string"}, "description": {"type": "string"}, "extends": {"type": "string"},
            "standard": {"enum": ["2012", "1999"]},
            "severity": {"type": "object", "additionalProperties": {"enum": [*SEVERITIES, "off"]}},
            "options": _table(options),
            "office": _table({f.name: _typed(get_type_hints(Office)[f.name]) for f in fields(Office)}),
            "spelling": _table({f.name: _typed(get_type_hints(Spelling)[f.name]) for f in fields(Spelling)}),
            "select": _WORDS, "ignore": _WORDS,
            "rule": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
            "proof": _proof(),
        }),
        "$defs": {"subject": subject, "rule": _rule()},
    }


def _rule() -> dict[str, Any]:
    subject = {"$ref": "#/$defs/subject"}
    when = _table({"doc_type": _some(DOC_TYPES), "direction": _some(DIRECTIONS), "layout": _some(LAYOUTS), "has": subject})
    return _table({
        "id": {"type": "string", "pattern": "^(?!HT)[A-Z]{2,8}[0-9]{4}$"}, "name": {"type": "string", "minLength": 1},
        "when": when, "require": subject, "forbid": subject, "severity": {"enum": list(SEVERITIES)},
        "message": {"type": "string", "minLength": 1}, "basis": {"type": "string", "minLength": 1}, "group": {"enum": list(GROUPS)},
    }, required=["id", "message"], oneOf=[{"required": ["require"]}, {"required": ["forbid"]}])


def _proof() -> dict[str, Any]:
    text = {"type": "string"}
    return _table({
        "round": {"type": "array", "minItems": 1, "items": _table({
            "name": {"type": "string", "minLength": 1}, "label": text, "role": text, "roles": _WORDS, "apart_from": _WORDS,
            "people": {"type": "integer", "minimum": 1, "maximum": MOST_PEOPLE},
        }, required=["name"])},
        "key": _WORDS, "keep": {"enum": list(KEEPS)}, "filled_later": _some(ELEMENT_NAMES), "basis": text,
    })


def _table(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _some(allowed: tuple[str, ...]) -> dict[str, Any]:
    return {"anyOf": [{"enum": list(allowed)}, {"type": "array", "items": {"enum": list(allowed)}}]}


def _typed(hint: Any) -> dict[str, Any]:
    """The schema of a value of that type; a list of one may be written as the value alone."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _typed(next(a for a in arguments if a is not type(None)))
    if origin is Literal:
        return {"enum": [str(a) for a in arguments]}
    if origin is tuple and arguments[1] is Ellipsis:
        return {"anyOf": [_typed(arguments[0]), {"type": "array", "items": _typed(arguments[0])}]}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_typed(a) for a in arguments], "minItems": len(arguments), "maxItems": len(arguments)}
    return {"type": _PLAIN[hint]}


def rendered() -> str:
    """The file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PAGE.write_text(rendered(), "utf8")
