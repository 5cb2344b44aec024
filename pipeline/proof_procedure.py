"""The rounds of proofreading and review that an office has laid down: data of a profile or of ``hongtou.toml``.

三校对两审核 (嘉政办发〔2017〕109号 二(三)1) is the default; its rounds stand in the default profile, so that another office
replaces them without code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from .elements import ELEMENT_NAMES
from .settings import ConfigError, choice, convert, only, table, words

Keep = Literal["auto", "text", "hashes"]

REVIEW = "复审"
"""The review after the last round (签发) when the text was changed since: no round of its own."""
KEEPS: tuple[Keep, ...] = ("auto", "text", "hashes")
MOST_PEOPLE = 50


@dataclass(frozen=True)
class Round:
    """One round: ``people`` is the least number, ``roles`` the posts that may do it (empty: any), ``role`` the post
    where none is given; nobody may do it who did one of ``apart_from``. ``label`` is its name on sheets."""

    name: str
    label: str = ""
    role: str = ""
    roles: tuple[str, ...] = ()
    people: int = 1
    apart_from: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name on sheets and in sentences."""
        return self.label or self.name


@dataclass(frozen=True)
class Procedure:
    """What ``[proof]`` says. ``keys`` are paths of key files; ``filled_later`` the elements that may be filled in
    after 签发 (文号 above all); ``keep`` whether entries keep the words (text) or only hashes of lines; auto: hashes
    where the document bears a 密级."""

    rounds: tuple[Round, ...] = ()
    keys: tuple[str, ...] = ()
    keep: Keep = "auto"
    filled_later: tuple[str, ...] = ()
    basis: str = ""

    @property
    def approval(self) -> Round:
        """The last round, 签发: what is changed after it has to go back to the same people."""
        return self.rounds[-1]

    def find(self, name: str) -> Round | None:
        """The round of that name or label."""
        return next((r for r in self.rounds if name in (r.name, r.label)), None)


def parse(raw: Any, source: str) -> dict[str, Any]:
    """The fields of :class:`Procedure` that the table ``proof`` of a configuration sets; raises :class:`ConfigError`.

    Paths of keys are taken from the folder of ``source``.
    """
    given = table(raw, source, "proof")
    only(given, ("round", "key", "keep", "filled_later", "basis"), source, "proof")
    made: dict[str, Any] = {}
    if "round" in given:
        made["rounds"] = _rounds(given["round"], source)
    if "key" in given:
        made["keys"] = tuple(str(Path(source).parent / Path(k).expanduser()) for k in words(given["key"], source, "proof.key"))
    if "keep" in given:
        made["keep"] = choice(given["keep"], KEEPS, source, "proof.keep")
    if "filled_later" in given:
        made["filled_later"] = tuple(choice(name, ELEMENT_NAMES, source, "proof.filled_later")
                                     for name in words(given["filled_later"], source, "proof.filled_later"))
    if "basis" in given:
        made["basis"] = convert(str, given["basis"], source, "proof.basis")
    return made


def _rounds(raw: Any, source: str) -> tuple[Round, ...]:
    if not isinstance(raw, list) or not raw:
        raise ConfigError(source, "proof.round", "应当写成 [[proof.round]]（两层方括号），至少一个环节。")
    rounds: list[Round] = []
    for number, item in enumerate(raw, 1):
        made = _round(table(item, source, f"proof.round[{number}]"), source, f"proof.round[{number}]")
        known = [word for r in rounds for word in (r.name, r.label)]
        if made.name in known or made.label in filter(None, known):
            raise ConfigError(source, f"proof.round[{number}].name", f"“{made.name}”这个环节写了两次。")
        for other in made.apart_from:
            if other not in [r.name for r in rounds]:
                raise ConfigError(source, f"proof.round[{number}].apart_from", f"“{other}”不是前面的环节。")
        rounds.append(made)
    return tuple(rounds)


def _round(raw: Mapping[str, Any], source: str, where: str) -> Round:
    only(raw, [f.name for f in fields(Round)], source, where)
    texts = {key: convert(str, raw[key], source, f"{where}.{key}").strip() for key in ("name", "label", "role") if key in raw}
    if not texts.get("name") or texts["name"] == REVIEW:
        raise ConfigError(source, f"{where}.name", f"要写环节的名称，不能是“{REVIEW}”。")
    people = convert(int, raw.get("people", 1), source, f"{where}.people")
    if not 1 <= people <= MOST_PEOPLE:
        raise ConfigError(source, f"{where}.people", f"应当在 1 到 {MOST_PEOPLE} 之间，现在是 {people}。")
    lists = {key: words(raw[key], source, f"{where}.{key}") for key in ("roles", "apart_from") if key in raw}
    return Round(**texts, people=people, roles=lists.get("roles", ()), apart_from=lists.get("apart_from", ()))
