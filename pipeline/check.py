"""The interface that every check is written against: :func:`check`, :class:`Problem`, :class:`Bad`, :class:`Good`.

A check is one generator function. Its decorator carries all that the registry, the documentation, the tests and
``hongtou explain`` need, so that a rule is written in one place.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .elements import DOC_TYPES, ELEMENT_NAMES, Direction, Element, Kind, Layout, Structure
from .model import Block, Document, Fact, Span
from .review import Fix, Location, Severity

__all__ = ["Bad", "Check", "CheckError", "Good", "Office", "Options", "Problem", "Unavailable", "check", "collect",
           "registered"]

_ID = re.compile(r"[A-Z]{2,8}\d{4}")
_GROUP_OF_THOUSAND = {
    "0": "输入", "1": "版面", "2": "版头", "3": "主体", "4": "版记",
    "5": "行文规则", "6": "密级", "7": "用语", "8": "标点", "9": "一致性",
}


OTHER_EDITION = {"1999": "这是按旧国标 GB/T 9704-1999 编排的公文，现行国标的这一条不适用",
                 "2012": "只用于2012年7月1日以前按旧国标 GB/T 9704-1999 编排的公文"}
"""Why a check of the other edition is skipped, by the document's own."""


class CheckError(ValueError):
    """A check is declared wrongly: a bad id, an unknown element, no examples."""


class Unavailable(Exception):
    """Raised by a check that cannot work here, with the reason in Chinese: it is skipped, as where a fact is unknown."""


@dataclass(frozen=True)
class Office:
    """The reviewing office's own names, from ``hongtou.toml``."""

    name: str | None = None
    short: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True)
class Spelling:
    """A language model of the office's own that orders the corrections, from ``[spelling]``; off without ``endpoint``."""

    endpoint: str | None = None
    model: str = "default"
    timeout_seconds: float = 3.0
    budget_seconds: float = 20.0


@dataclass(frozen=True)
class Options:
    """What a profile may set. Lengths in mm, sizes in pt; a pair is an accepted range, a list accepted values.

    Defaults are GB/T 9704-2012 with the tolerances of its own clauses and of Word's rounding, and what offices
    commonly do where the standard leaves it open. ``docs/options.md`` tells each of them to users.
    ``accept`` are words that are right here, ``reject`` pairs ``错的=对的``; both also come from the word files that
    ``vocabulary`` names.
    """

    top_margin_mm: tuple[float, ...] = (37.0,)
    left_margin_mm: tuple[float, ...] = (28.0,)
    right_margin_mm: tuple[float, ...] = (26.0,)
    bottom_margin_mm: tuple[float, ...] = (35.0,)
    margin_tolerance_mm: float = 1.0
    strict_margins: bool = False
    line_pitch_pt: tuple[float, float] = (27.9, 30.1)
    body_fonts: tuple[str, ...] = ("仿宋",)
    title_fonts: tuple[str, ...] = ("小标宋",)
    level1_fonts: tuple[str, ...] = ("黑体",)
    level2_fonts: tuple[str, ...] = ("楷体",)
    level2_bold: bool = True
    page_number_fonts: tuple[str, ...] = ("宋体", "西文")
    single_sided: bool = False
    preprinted: bool | None = None
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    office: Office = Office()
    spelling: Spelling = Spelling()


@dataclass(frozen=True)
class Problem:
    """What a check yields: where, what is wrong in plain Chinese, and what to write instead.

    ``at`` is a span, several (the first is shown, the others are related), an element or block (all of it), or None
    for a page or something missing. ``fixes`` are replacements for the first span, the best first; ``counterparts`` are
    places in other documents, with their paths.
    """

    at: Span | Sequence[Span] | Element | Block | None
    message: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Span, ...] = ()
    severity: Severity | None = None
    confidence: float | None = None
    element: str | None = None
    page: int | None = None
    folding: str = ""
    counterparts: tuple[Location, ...] = ()


@dataclass(frozen=True)
class Example:
    """A document in a nutshell. ``text`` marks the expected place with ⟦ ⟧ and may have several lines.

    For a check ``on`` an element, ``text`` is that element; otherwise its lines are paragraphs, recognised as in a
    real file unless ``elements`` gives them. ``run``, ``paragraph``, ``section`` and ``block`` set attributes of the
    model on what ``text`` makes, ``kind`` those of :class:`Kind`, ``elements`` adds others by name, ``document``
    replaces the :class:`Document`'s own fields (lines, pictures, …), ``options`` those of :class:`Options`.
    ``superior`` is the text that it is compared with, for checks that compare; ``underlined`` the words underlined in it.
    """

    text: str
    fix: str | None = None
    run: Mapping[str, Any] = field(default_factory=dict)
    paragraph: Mapping[str, Any] = field(default_factory=dict)
    section: Mapping[str, Any] = field(default_factory=dict)
    block: Mapping[str, Any] = field(default_factory=dict)
    kind: Mapping[str, Any] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    document: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    superior: str | None = None
    underlined: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace("⟦", "").replace("⟧", "")

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each marked place, in code points of :attr:`plain`."""
        found: list[tuple[int, int]] = []
        removed = 0
        for match in re.finditer(r"⟦(.*?)⟧", self.text, re.DOTALL):
            start = match.start() - removed
            found.append((start, start + len(match.group(1))))
            removed += 2
        return tuple(found)


class Bad(Example):
    """An example that the check must find, at exactly the marked words, with exactly the correction ``fix``."""


class Good(Example):
    """An example that the check must leave alone."""


CheckFunction = Callable[..., Iterator[Problem]]


@dataclass(frozen=True)
class Check:
    """A registered check; the fields are the arguments of :func:`check`."""

    id: str
    name: str
    function: CheckFunction
    on: tuple[str, ...]
    severity: Severity
    basis: str
    group: str
    needs: tuple[Fact, ...]
    layouts: tuple[Layout, ...]
    doc_types: tuple[str, ...]
    directions: tuple[Direction, ...]
    official: bool
    standards: tuple[str, ...]
    folds: bool
    final: bool
    experimental: bool
    examples: tuple[Example, ...]
    parameters: tuple[str, ...]

    @property
    def summary(self) -> str:
        """First line of the docstring: the rule in one sentence."""
        return (inspect.getdoc(self.function) or "").split("\n", 1)[0]

    @property
    def explanation(self) -> str:
        """The whole docstring."""
        return inspect.getdoc(self.function) or ""

    @property
    def compares(self) -> bool:
        """Whether it runs only where a document is compared with its superior ones."""
        return "marking" in self.parameters

    def applies(self, kind: Kind) -> str | None:
        """None when the check applies to that kind of document, otherwise why not, in Chinese."""
        if self.official and not kind.official:
            return "不是公文，只检查文字"
        if kind.standard not in self.standards:
            return OTHER_EDITION[kind.standard]
        if self.layouts and kind.layout not in self.layouts:
            return f"不适用于{kind.layout}格式"
        if self.doc_types and kind.doc_type not in self.doc_types:
            return f"只适用于{'、'.join(self.doc_types)}"
        if self.directions and kind.direction not in self.directions:
            return f"只适用于{'、'.join(self.directions)}文"
        return None


_REGISTRY: dict[str, Check] = {}


def check(id: str, name: str, *, on: str | Sequence[str] = (), severity: Severity, basis: str,
          examples: Sequence[Example], group: str | None = None, needs: Sequence[Fact] = (),
          layouts: Sequence[Layout] = (), doc_types: Sequence[str] = (), directions: Sequence[Direction] = (),
          official: bool = True, standards: Sequence[str] = ("2012", "1999"), folds: bool = False,
          final: bool = False, experimental: bool = False) -> Callable[[CheckFunction], CheckFunction]:
    """Declare a check. The function's first argument is the :class:`Element` that it is ``on``, or the Document.

    Its other arguments are filled in by name: ``document``, ``structure``, ``kind``, ``options``, ``language``;
    one that asks for ``marking`` (:class:`~.compare_marking.Marking`) runs in ``hongtou compare`` alone.
    ``needs`` names the facts without which it is skipped with the reader's reason; ``official=False`` lets it run on
    any text; ``folds`` joins repeats of one habit into one finding (per :attr:`Problem.folding`); ``final`` runs it
    only with ``--final``. Raises :class:`CheckError` when the declaration is wrong.
    """
    names = (on,) if isinstance(on, str) else tuple(on)

    def register(function: CheckFunction) -> CheckFunction:
        made = Check(id, name, function, names, severity, basis, group or _group(id), tuple(needs), tuple(layouts),
                     tuple(doc_types), tuple(directions), official, tuple(standards), folds, final, experimental,
                     tuple(examples), tuple(inspect.signature(function).parameters)[1:])
        _validate(made)
        _REGISTRY[id] = made
        return function

    return register


def _group(id: str) -> str:
    return _GROUP_OF_THOUSAND.get(id[-4:-3], "用语")


def _validate(made: Check) -> None:
    if not _ID.fullmatch(made.id):
        raise CheckError(f"{made.id}: an id is two to eight capitals and four digits")
    old = _REGISTRY.get(made.id)
    if old is not None and old.function.__qualname__ != made.function.__qualname__:
        raise CheckError(f"{made.id} is declared twice: {old.name}, {made.name}")
    unknown = set(made.on) - set(ELEMENT_NAMES) | set(made.doc_types) - set(DOC_TYPES)
    if unknown:
        raise CheckError(f"{made.id}: unknown element or 文种 {sorted(unknown)}")
    if not made.function.__doc__:
        raise CheckError(f"{made.id} has no docstring")
    if not any(isinstance(e, Bad) for e in made.examples) or not any(isinstance(e, Good) for e in made.examples):
        raise CheckError(f"{made.id} needs a Bad and a Good example")


def registered() -> Mapping[str, Check]:
    """All checks declared so far, by id, in the order of their ids."""
    return dict(sorted(_REGISTRY.items()))


def collect() -> Mapping[str, Check]:
    """Load every rule pack (entry-point group ``hongtou.checks``) and return all checks by id."""
    from importlib.metadata import entry_points

    for point in entry_points(group="hongtou.checks"):
        point.load()
    return registered()


def subjects(made: Check, document: Document, structure: Structure) -> Iterator[Element | Document]:
    """What the check is called with: each element it is on, or the document once."""
    if not made.on:
        yield document
        return
    for element in structure.elements:
        if element.name in made.on:
            yield element
