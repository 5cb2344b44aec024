"""Typed values out of TOML, and errors that say in Chinese which file, which key, and what is allowed there."""

from __future__ import annotations

import math
import types
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_RANGES = {"_mm": (0.0, 420.0, "毫米"), "_pt": (0.0, 200.0, "磅"), "_chars": (0.0, 60.0, "字")}
_WORDS: dict[Any, str] = {bool: "true 或 false", int: "整数", float: "数字", str: "文字（用引号括起来）"}


class ConfigError(ValueError):
    """A configuration file cannot be used: ``source`` is the file, ``key`` the place in it, as the user knows them."""

    def __init__(self, source: str, key: str, message: str) -> None:
        self.source, self.key, self.message = source, key, message
        super().__init__(f"配置文件 {source}" + (f" 的 {key}" if key else "") + f"：{message}")


def suggestion(word: str, allowed: Iterable[str], *, at_least: int = 50) -> str | None:
    """The allowed name that ``word`` was most likely meant to be, None when nothing is close."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, list(allowed), scorer=fuzz.ratio, score_cutoff=at_least)
    return str(best[0]) if best else None


def hint(word: str, allowed: Iterable[str]) -> str:
    """“是不是 X？” where something is close, then all that is allowed."""
    choices = list(allowed)
    near = suggestion(word, choices)
    return (f"是不是“{near}”？" if near else "") + f"可以用的有：{'、'.join(choices)}。"


def only(table: Mapping[str, Any], allowed: Iterable[str], source: str, where: str) -> None:
    """Refuse keys that nobody reads: a misspelt key must not silently do nothing."""
    choices = list(allowed)
    for key in table:
        if key not in choices:
            raise ConfigError(source, f"{where}.{key}" if where else key, f"没有这个设置。{hint(key, choices)}")


def table(value: Any, source: str, key: str) -> Mapping[str, Any]:
    """``value`` when it is a table."""
    if not isinstance(value, dict):
        raise ConfigError(source, key, f"应当是一个表，写成 [{key}] 或 {{ … }}。")
    return value


def choice(value: Any, allowed: Iterable[str], source: str, key: str) -> str:
    """``value`` when it is one of ``allowed``."""
    choices = list(allowed)
    if not isinstance(value, str) or value not in choices:
        raise ConfigError(source, key, f"不能是“{value}”。{hint(str(value), choices)}")
    return value


def words(value: Any, source: str, key: str) -> tuple[str, ...]:
    """A list of non-empty strings; one string stands for a list of one."""
    found: tuple[str, ...] = convert(tuple[str, ...], value, source, key)
    if any(not w.strip() for w in found):
        raise ConfigError(source, key, "有空的文字。")
    return found


def typed(kind: type[T], raw: Mapping[str, Any], source: str, where: str, *,
          leave: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of dataclass ``kind`` that ``raw`` sets, converted to their declared types."""
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind) if f.name not in set(leave)]  # type: ignore[arg-type]
    only(raw, names, source, where)
    return {name: convert(hints[name], value, source, f"{where}.{name}") for name, value in raw.items()}


def convert(hint: Any, value: Any, source: str, key: str) -> Any:
    """``value`` as the type ``hint``; raises :class:`ConfigError` saying what was expected."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return convert(next(a for a in arguments if a is not type(None)), value, source, key)
    if origin is Literal:
        return choice(value, [str(a) for a in arguments], source, key)
    if origin is tuple:
        return _sequence(arguments, value, source, key)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if hint not in _WORDS:
        raise TypeError(f"{key}: settings of type {hint} are not supported")
    if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        raise ConfigError(source, key, f"应当是 {_WORDS[hint]}，现在是 {_shown(value)}。")
    if isinstance(value, int | float) and hint is not bool:
        _in_range(float(value), source, key)
    return value


def _sequence(arguments: tuple[Any, ...], value: Any, source: str, key: str) -> tuple[Any, ...]:
    open_ended = len(arguments) == 2 and arguments[1] is Ellipsis
    if not isinstance(value, list):
        if not open_ended:
            raise ConfigError(source, key, f"应当是 {len(arguments)} 个{_WORDS[arguments[0]]}，写成 [ , ]，"
                                           f"现在是 {_shown(value)}。")
        value = [value]
    if open_ended:
        if not value and arguments[0] is float:
            raise ConfigError(source, key, "至少要有一个数字。")
        return tuple(convert(arguments[0], v, source, key) for v in value)
    if len(value) != len(arguments):
        raise ConfigError(source, key, f"应当正好有 {len(arguments)} 个值，现在有 {len(value)} 个。")
    made = tuple(convert(a, v, source, key) for a, v in zip(arguments, value, strict=True))
    if arguments == (float, float) and made[0] > made[1]:
        raise ConfigError(source, key, f"范围写反了：{made[0]:g} 大于 {made[1]:g}。")
    return made


def _in_range(value: float, source: str, key: str) -> None:
    low, high, unit = next((r for end, r in _RANGES.items() if key.endswith(end)), (-math.inf, math.inf, ""))
    if not math.isfinite(value):
        raise ConfigError(source, key, "应当是一个有限的数字。")
    if not low <= value <= high:
        raise ConfigError(source, key, f"应当在 {low:g} 到 {high:g} {unit}之间，现在是 {value:g}。")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"“{value}”" if isinstance(value, str) else str(value)
