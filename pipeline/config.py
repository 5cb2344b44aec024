"""Configuration: ``hongtou.toml`` or ``[tool.hongtou]``, laid over a profile that may itself extend another.

The result, :class:`Config`, is plain data that can be sent to a worker process.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from ..corpora import profiles
from . import proof_procedure, vocabulary
from .check import Check, Office, Options, Spelling, collect
from .engine import Selection
from .house import HouseRule, compile_rule, parse
from .proof_procedure import Procedure
from .review import GROUPS, SEVERITIES
from .second_opinion import refusal
from .settings import ConfigError, choice, convert, hint, only, suggestion, table, typed, words

__all__ = ["Config", "ConfigError", "UnknownName", "find", "for_document", "load", "resolve"]

FILE = "hongtou.toml"
LARGEST = 1_000_000
DEEPEST = 8
_KEYS = ("title", "description", "extends", "standard", "severity", "options", "office", "spelling", "select", "ignore", "rule",
         "proof")

Standard = Literal["2012", "1999"]


class UnknownName(ValueError):
    """A word that is no check, no prefix of one and no group."""

    def __init__(self, word: str, near: str | None) -> None:
        self.word, self.near = word, near
        super().__init__(f"没有叫“{word}”的检查或分组。" + (f"是不是“{near}”？" if near else "")
                         + "可以写编号（HT2014）、编号开头（HT2）或分组名（" + "、".join(GROUPS) + "）。")


@dataclass(frozen=True)
class Config:
    """What applies to a document: values of the options, which checks, how severe, the house rules, the rounds of proof.

    ``standard`` is set where the profile says by which edition to judge; None leaves that to recognition.
    """

    profile: str = profiles.DEFAULT
    title: str = ""
    path: str | None = None
    standard: Standard | None = None
    options: Options = field(default_factory=Options)
    severity: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[HouseRule, ...] = ()
    proof: Procedure = field(default_factory=Procedure)

    def selection(self, select: Sequence[str] = (), ignore: Sequence[str] = (), *, info: bool = False,
                  final: bool = False) -> Selection:
        """The selection in force when the command line adds ``select`` and ``ignore``.

        A ``select`` of the command line replaces the file's; ``ignore`` adds to it.
        """
        return Selection(tuple(select) or self.select, (*self.ignore, *ignore), dict(self.severity), info, final)

    def house_checks(self) -> tuple[Check, ...]:
        """The house rules as checks."""
        return tuple(compile_rule(r) for r in self.rules)


@dataclass(frozen=True)
class _Layer:
    """One file's settings, typed, before they are laid over those it extends."""

    source: str
    title: str
    extends: str | None
    standard: Standard | None
    options: Mapping[str, Any]
    office: Mapping[str, Any]
    spelling: Mapping[str, Any]
    severity: Mapping[str, str]
    select: tuple[str, ...] | None
    ignore: tuple[str, ...]
    rules: tuple[HouseRule, ...]
    proof: Mapping[str, Any]


def find(start: Path) -> Path | None:
    """The nearest configuration file at or above the folder ``start``."""
    folder = Path(os.path.abspath(start))
    for place in (folder, *folder.parents):
        if _is_file(place / FILE):
            return place / FILE
        if _is_file(place / "pyproject.toml") and _has_section(place / "pyproject.toml"):
            return place / "pyproject.toml"
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _has_section(path: Path) -> bool:
    """A cheap look first: a stranger's broken pyproject.toml is no concern of ours unless it names us."""
    try:
        text = path.read_bytes()[:LARGEST].decode("utf-8", "replace")
    except OSError:
        return False
    return re.search(r"^\s*\[\[?\s*tool\s*\.\s*[\"']?hongtou\b", text, re.MULTILINE) is not None


def for_document(path: str | Path, profile: str | None = None) -> Config:
    """The configuration for a document: the nearest file at or above its folder, or the profile alone."""
    start = Path(path)
    return load(find(start if start.is_dir() else start.parent), profile)


@lru_cache(maxsize=256)
def load(path: Path | None = None, profile: str | None = None) -> Config:
    """Read the configuration in ``path`` over the profile it extends, or over ``profile`` where that is given.

    Raises :class:`ConfigError`; ``profile`` is the name of a built-in profile or the path of a TOML file.
    """
    layers: list[_Layer] = []
    if path is not None:
        layers.append(_layer(_read(path), str(path)))
    base = profile or (layers[0].extends if layers else None) or profiles.DEFAULT
    near = path.parent if path is not None and profile is None else Path()
    layers += _chain(base, near, str(path) if path and not profile else None)
    made = _merge(list(reversed(layers)), profile or base, str(path) if path else None)
    _resolve_names(layers, made)
    return made


def _chain(name: str, near: Path, asked_by: str | None) -> list[_Layer]:
    """The profile ``name`` and all that it extends, the nearest first."""
    chain: list[_Layer] = []
    seen: set[str] = set()
    wanted: str | None = name
    while wanted is not None:
        text, source, folder = _open_profile(wanted, near, asked_by)
        if source in seen or len(seen) >= DEEPEST:
            raise ConfigError(source, "extends", "方案互相引用，绕成了圈。")
        seen.add(source)
        chain.append(_layer(_parse(text, source), source))
        wanted, near, asked_by = chain[-1].extends, folder, source
    return chain


def _open_profile(name: str, near: Path, asked_by: str | None) -> tuple[str, str, Path]:
    if name in profiles.names():
        return profiles.read(name), f"内置方案 {name}", Path()
    if name.endswith(".toml"):
        path = near / name
        return _text(path), str(path), path.parent
    choices = hint(name, profiles.names())
    if asked_by is None:
        raise ConfigError("（--profile）", "", f"没有叫“{name}”的方案。{choices}也可以写 .toml 文件的路径。")
    raise ConfigError(asked_by, "extends", f"没有叫“{name}”的方案。{choices}也可以写 .toml 文件的路径。")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(str(path), "", "没有这个文件。") from None
    except OSError as error:
        raise ConfigError(str(path), "", f"打不开（{error.strerror or '未知原因'}）。") from error
    if len(data) > LARGEST:
        raise ConfigError(str(path), "", "太大了，不像是配置文件。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(str(path), "", "编码不是 UTF-8。请用记事本另存为，编码选 UTF-8。") from None


def _parse(text: str, source: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"第 {place[1]} 行第 {place[2]} 个字" if place else "文件末尾"
        advice = "中文的键和文字都要加英文引号"
        raise ConfigError(source, "", f"{where}附近不符合 TOML 的写法；{advice}（{error}）。") from error


def _read(path: Path) -> Mapping[str, Any]:
    raw = _parse(_text(path), str(path))
    if path.name != "pyproject.toml":
        return raw
    return table(table(raw.get("tool", {}), str(path), "tool").get("hongtou", {}), str(path), "tool.hongtou")


def _layer(raw: Mapping[str, Any], source: str) -> _Layer:
    only(raw, _KEYS, source, "")
    extends = raw.get("extends")
    if extends is not None:
        extends = convert(str, extends, source, "extends")
    for key in ("title", "description"):
        convert(str, raw.get(key, ""), source, key)
    standard = choice(raw["standard"], ("2012", "1999"), source, "standard") if "standard" in raw else None
    options = typed(Options, table(raw.get("options", {}), source, "options"), source, "options", leave=("office", "spelling"))
    _add_words(options, source)
    office = typed(Office, table(raw.get("office", {}), source, "office"), source, "office")
    spelling = typed(Spelling, table(raw.get("spelling", {}), source, "spelling"), source, "spelling")
    _check_endpoint(spelling, source)
    severity = {key: choice(value, (*SEVERITIES, "off"), source, f"severity.{key}")
                for key, value in table(raw.get("severity", {}), source, "severity").items()}
    select = words(raw["select"], source, "select") if "select" in raw else None
    return _Layer(source, raw.get("title", ""), extends, cast("Standard | None", standard), options, office, spelling,
                  severity, select, words(raw.get("ignore", []), source, "ignore"), _rules(raw.get("rule", []), source),
                  proof_procedure.parse(raw.get("proof", {}), source))


def _add_words(options: dict[str, Any], source: str) -> None:
    """Check ``reject`` and put the words of the files in ``vocabulary`` (beside ``source``) with the others."""
    for name in options.get("vocabulary", ()):
        accept, reject = vocabulary.read(Path(source).parent / name, source, "options.vocabulary")
        options["accept"] = (*options.get("accept", ()), *accept)
        options["reject"] = (*options.get("reject", ()), *reject)
    for entry in options.get("reject", ()):
        if vocabulary.pair(entry) is None:
            raise ConfigError(source, "options.reject", f"“{entry}”应当写成“错的=对的”。")


def _check_endpoint(spelling: Mapping[str, Any], source: str) -> None:
    reason = refusal(spelling["endpoint"]) if "endpoint" in spelling else None
    if reason is not None:
        raise ConfigError(source, "spelling.endpoint", reason + "。")
    for key in ("timeout_seconds", "budget_seconds"):
        if key in spelling and not 0 < spelling[key] <= 600:
            raise ConfigError(source, f"spelling.{key}", "应当大于 0、不超过 600（秒）。")


def _rules(raw: Any, source: str) -> tuple[HouseRule, ...]:
    if not isinstance(raw, list):
        raise ConfigError(source, "rule", "应当写成 [[rule]]（两层方括号）。")
    rules = tuple(parse(item, source, i) for i, item in enumerate(raw, 1))
    ids = [r.id for r in rules]
    for id in ids:
        if ids.count(id) > 1:
            raise ConfigError(source, f"rule {id}", "这个编号用了两次。")
    return rules


def _merge(layers: Sequence[_Layer], profile: str, path: str | None) -> Config:
    """The farthest layer first; later ones win by key. ``ignore`` adds up, ``select`` and the rounds of proof replace."""
    proof: dict[str, Any] = {}
    options: dict[str, Any] = {}
    office: dict[str, Any] = {}
    spelling: dict[str, Any] = {}
    severity: dict[str, str] = {}
    rules: dict[str, HouseRule] = {}
    made = Config(profile=profile, path=path)
    for layer in layers:
        options |= layer.options
        office |= layer.office
        spelling |= layer.spelling
        severity |= layer.severity
        rules |= {r.id: r for r in layer.rules}
        proof |= layer.proof
        made = replace(made, title=layer.title or made.title, standard=layer.standard or made.standard,
                       select=made.select if layer.select is None else layer.select,
                       ignore=(*made.ignore, *(w for w in layer.ignore if w not in made.ignore)))
    return replace(made, options=replace(Options(), **options, office=Office(**office), spelling=Spelling(**spelling)),
                   severity=severity, rules=tuple(rules.values()), proof=Procedure(**{**_default_proof(), **proof}))


@lru_cache(maxsize=1)
def _default_proof() -> Mapping[str, Any]:
    """What the default profile says of proof: it holds where a profile that extends nothing is silent."""
    raw = _parse(profiles.read(profiles.DEFAULT), profiles.DEFAULT)
    return proof_procedure.parse(raw.get("proof", {}), profiles.DEFAULT)


def _resolve_names(layers: Sequence[_Layer], made: Config) -> None:
    """Refuse names of checks that do not exist, and ids that another rule pack uses, telling which file has them.

    Loading the checks takes time, so it is done only where names are used at all.
    """
    for layer in layers:
        named = [("select", layer.select or ()), ("ignore", layer.ignore), ("severity", tuple(layer.severity))]
        for key, group in named:
            for word in group:
                try:
                    resolve([word], made.rules)
                except UnknownName as error:
                    raise ConfigError(layer.source, key, str(error)) from None
        for rule in layer.rules:
            if rule.id in collect():
                raise ConfigError(layer.source, f"rule {rule.id}", "这个编号已经有别的检查在用。")


def resolve(names: Iterable[str], rules: Iterable[HouseRule] = ()) -> tuple[str, ...]:
    """``names`` as checks are matched by; raises :class:`UnknownName` for one that matches nothing."""
    ids = [*collect(), *(r.id for r in rules)]
    found = []
    for name in names:
        word = name.strip()
        if word in GROUPS:
            found.append(word)
            continue
        if not word or not any(i.startswith(word) for i in ids):
            upper = word.upper()
            exact = upper if upper and any(i.startswith(upper) for i in ids) else None
            raise UnknownName(name, exact or suggestion(word, [*GROUPS, *ids]))
        found.append(word)
    return tuple(found)
