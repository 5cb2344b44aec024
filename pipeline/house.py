"""House rules: an office's own requirements on text, written in TOML and compiled to ordinary checks.

They stay plain data (:class:`HouseRule`) until the worker process that uses them compiles them, so that a
configuration can be sent to another process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .check import Check, Problem
from .elements import DOC_TYPES, ELEMENT_NAMES, Direction, Layout, Structure
from .model import Block, Document, Span
from .review import GROUPS, SEVERITIES, Severity
from .settings import ConfigError, choice, convert, only, table, words

LONGEST_PATTERN = 500
LAYOUTS = ("普通", "信函", "命令", "纪要")
DIRECTIONS = ("上行", "平行", "下行")
_ID = re.compile(r"[A-Z]{2,8}\d{4}")
_KEYS = ("id", "name", "when", "require", "forbid", "severity", "message", "basis", "group")


@dataclass(frozen=True)
class HouseRule:
    """One ``[[rule]]``. Exactly one of "must be there" (``required``) and "must not be there" holds."""

    id: str
    name: str
    required: bool
    element: str | None
    pattern: str | None
    severity: Severity
    message: str
    basis: str
    group: str = "行文规则"
    doc_types: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    has_element: str | None = None
    has_pattern: str | None = None
    after: str | None = None
    has_after: str | None = None


def parse(raw: Any, source: str, position: int) -> HouseRule:
    """The house rule that ``raw`` (the ``position``-th table) states; raises :class:`ConfigError`."""
    where = f"rule[{position}]"
    rule = table(raw, source, where)
    if isinstance(rule.get("id"), str):
        where = f"rule {rule['id']}"
    only(rule, _KEYS, source, where)
    required = _needed(rule, source, where)
    key = "require" if required else "forbid"
    element, pattern, after = _subject(rule[key], required, source, f"{where}.{key}")
    when = table(rule.get("when", {}), source, f"{where}.when")
    only(when, ("doc_type", "direction", "layout", "has"), source, f"{where}.when")
    has = _subject(when["has"], True, source, f"{where}.when.has") if "has" in when else (None, None, None)
    message = _text(rule, "message", source, where)
    return HouseRule(
        _id(rule, source, where), _text(rule, "name", source, where) if "name" in rule else message.rstrip("。"),
        required, element, pattern,
        cast(Severity, choice(rule.get("severity", "warning"), SEVERITIES, source, f"{where}.severity")),
        message, _text(rule, "basis", source, where) if "basis" in rule else "本单位规定",
        choice(rule.get("group", "行文规则"), GROUPS, source, f"{where}.group"),
        _all_of(when, "doc_type", DOC_TYPES, source, where),
        _all_of(when, "direction", DIRECTIONS, source, where),
        _all_of(when, "layout", LAYOUTS, source, where),
        *has[:2], after, has[2],
    )


def _needed(rule: Mapping[str, Any], source: str, where: str) -> bool:
    present = [key for key in ("require", "forbid") if key in rule]
    if len(present) != 1:
        raise ConfigError(source, where, "require（必须有）和 forbid（不得有）要有一个，也只能有一个。")
    return present == ["require"]


def _id(rule: Mapping[str, Any], source: str, where: str) -> str:
    value = rule.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ConfigError(source, f"{where}.id", "编号应当是2至8个大写字母加4位数字，如 ZZ0001。")
    if value.startswith("HT"):
        raise ConfigError(source, f"{where}.id", "HT 是内置检查的编号，请用自己的字母，如 ZZ0001。")
    return value


def _text(rule: Mapping[str, Any], key: str, source: str, where: str) -> str:
    if key not in rule:
        raise ConfigError(source, f"{where}.{key}", "没有写。")
    value: str = convert(str, rule[key], source, f"{where}.{key}")
    if not value.strip():
        raise ConfigError(source, f"{where}.{key}", "是空的。")
    return value.strip()


def _subject(given: Any, required: bool, source: str, key: str) -> tuple[str | None, str | None, str | None]:
    """What ``require``, ``forbid`` or ``when.has`` speaks of: an element, a pattern, a pattern in an element or a
    pattern in what stands after an element."""
    raw = table(given, source, key)
    only(raw, ("element", "pattern", "after"), source, key)
    if not raw:
        raise ConfigError(source, key, "要写 element（要素）或 pattern（文字），或两者都写。")
    element = choice(raw["element"], ELEMENT_NAMES, source, f"{key}.element") if "element" in raw else None
    pattern = convert(str, raw["pattern"], source, f"{key}.pattern") if "pattern" in raw else None
    if pattern is not None:
        _compile(pattern, required, source, f"{key}.pattern")
    after = choice(raw["after"], ELEMENT_NAMES, source, f"{key}.after") if "after" in raw else None
    if after is not None and (element is not None or pattern is None):
        raise ConfigError(source, f"{key}.after", "after（在哪个要素之后）和 pattern（文字）一起写，不和 element 一起写。")
    return element, pattern, after


def _compile(pattern: str, required: bool, source: str, key: str) -> None:
    if len(pattern) > LONGEST_PATTERN:
        raise ConfigError(source, key, f"太长：最多 {LONGEST_PATTERN} 个字，现在有 {len(pattern)} 个。")
    try:
        made = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        place = f"第 {error.pos + 1} 个字附近" if isinstance(error, re.error) and error.pos is not None else ""
        reason = error.args[0] if error.args else ""
        raise ConfigError(source, key, f"正则表达式写错了：{place}（{reason}）。") from error
    if made.search(""):
        effect = "等于没有要求" if required else "会处处报错"
        raise ConfigError(source, key, f"这个正则表达式连空的文字也符合，{effect}。")


def _all_of(raw: Mapping[str, Any], key: str, allowed: tuple[str, ...], source: str, where: str) -> tuple[str, ...]:
    if key not in raw:
        return ()
    name = f"{where}.when.{key}"
    return tuple(choice(word, allowed, source, name) for word in words(raw[key], source, name))


def compile_rule(rule: HouseRule) -> Check:
    """The check that a house rule stands for."""
    pattern = re.compile(rule.pattern) if rule.pattern is not None else None
    finder = _require if rule.required else _forbid
    condition = re.compile(rule.has_pattern) if rule.has_pattern is not None else None

    def house(document: Document, structure: Structure) -> Iterator[Problem]:
        if (rule.has_element is None and condition is None) or _has(rule.has_element, condition, document, structure,
                                                                    rule.has_after):
            yield from finder(rule, pattern, document, structure)

    house.__doc__ = rule.message
    conditional = bool(rule.element or rule.has_element or rule.doc_types or rule.directions or rule.layouts)
    return Check(id=rule.id, name=rule.name, function=house, on=(), severity=rule.severity, basis=rule.basis,
                 group=rule.group, needs=(), layouts=cast(tuple[Layout, ...], rule.layouts),
                 doc_types=rule.doc_types, directions=cast(tuple[Direction, ...], rule.directions),
                 official=conditional, standards=("2012", "1999"), folds=False, final=False, experimental=False,
                 examples=(), parameters=("structure",))


def _has(element: str | None, pattern: re.Pattern[str] | None, document: Document, structure: Structure,
         after: str | None) -> bool:
    """Whether the element is there, and the pattern in it (or anywhere in the main text ``after`` an element)."""
    if element is None:
        return pattern is not None and any(pattern.search(b.text) for b in _blocks(document, structure, after))
    return any(pattern is None or pattern.search(e.text) for e in structure.all(element))


def _blocks(document: Document, structure: Structure, after: str | None) -> Iterator[Block]:
    """The main text, or what of it stands after the element ``after``; all of it where that was not recognised."""
    ends = [span.block for element in (structure.all(after) if after else ()) for span in element.spans]
    return (b for b in document.main_blocks if not ends or b.index > max(ends))


def _require(rule: HouseRule, pattern: re.Pattern[str] | None, document: Document,
             structure: Structure) -> Iterator[Problem]:
    if _has(rule.element, pattern, document, structure, rule.after):
        return
    elements = structure.all(rule.element) if rule.element else ()
    yield Problem(elements[0] if elements else None, rule.message, element=rule.element)


def _forbid(rule: HouseRule, pattern: re.Pattern[str] | None, document: Document,
            structure: Structure) -> Iterator[Problem]:
    if rule.element is None:
        for block in _blocks(document, structure, rule.after):
            for match in pattern.finditer(block.text) if pattern else ():
                yield Problem(Span(block.index, match.start(), match.end()), rule.message)
        return
    for element in structure.all(rule.element):
        if pattern is None:
            yield Problem(element, rule.message, element=rule.element)
            continue
        for match in pattern.finditer(element.text):
            yield Problem(element.at(match.start(), match.end()), rule.message, element=rule.element)
