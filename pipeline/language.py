"""Words, sentences and entities of a document, made only when a check asks for them (spaCy with jieba inside).

Importing this module imports neither spaCy nor jieba. Three tiers, by cost:

* masks and patterned entities (文号, 文件名, 日期) need only regular expressions;
* :meth:`Language.tokens` and :meth:`Language.plausibility` load jieba, about half a second once per process (rjieba, where
  it is installed, loads and cuts faster and cuts the same);
* :meth:`Language.doc`, :meth:`Language.matches` and the entities 地名 and 机关 load spaCy too, one to two seconds once.

All offsets are code points of the block's own text, so that every result is a :class:`~.model.Span`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any

from .model import Block, Document, Span
from .prefilter import Keys, Patterns, Places, keys
from .segmenter import TITLE, Label, patterned, runs, segmenter

TokenPattern = Sequence[Mapping[str, Any]]
"""A pattern of spaCy's ``Matcher``: one mapping of attributes per token."""

HIDDEN = "\ufffc"
"""Stands for each character that a mask covers."""

_URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,255}|"
                  r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:gov|com|org|net|edu)(?:\.cn)?(?:/[\x21-\x7e]*)?", re.ASCII)
_MENTION = re.compile(r"[“‘\"][^“”‘’\"，。；]{1,6}[”’\"]")
_SENTENCE = re.compile(r"[^。！？]*(?:[。！？]+[”’」』）)》]*|$)")


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its place in the block."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text that names something."""

    label: Label
    text: str
    span: Span


def span_of(block: Block, match: re.Match[str], group: int | str = 0) -> Span:
    """Where a match (or one of its groups) in the block's text is."""
    return Span(block.index, *match.span(group))


class Language:
    """Lazy linguistic view of one document; everything is computed once per block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._docs: dict[int, Any] = {}
        self._tokens: dict[int, tuple[Word, ...]] = {}
        self._runs: dict[int, list[tuple[int, int]]] = {}
        self._cuts: dict[tuple[int, int], list[Word]] = {}
        self._plain: dict[int, str] = {}
        self._own: dict[int, str] = {}
        self._possible: dict[Patterns, list[int]] = {}
        self._prose = tuple(b for b in document.blocks if b.kind == "text" and b.part != "comment" and not b.blank)

    def prose(self, *patterns: re.Pattern[str] | Patterns) -> Iterator[Block]:
        """The blocks whose words are checked, in order: all text but page numbers, comments and blanks.

        With ``patterns`` only those in which one of them can match, in the text or in what :meth:`plain` and
        :meth:`own_words` leave of it.
        """
        if not patterns:
            return iter(self._prose)
        bits = 0
        for pattern in patterns:
            bits |= reduce(or_, self._bits(pattern), 0) if isinstance(pattern, Patterns) else self._places.of(_keys(pattern))
        return iter([b for n, b in enumerate(self._prose) if bits & self._places.bit(n)] if bits else ())

    def matches_of(self, patterns: Patterns, block: Block, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Number and match of every match of every one of ``patterns`` in ``text``, the block's or what is left of it."""
        bit = self._bit_of.get(block.index, self._places.everywhere)
        for number, bits in enumerate(self._bits(patterns)):
            if bits & bit:
                for match in patterns.all[number].finditer(text):
                    yield number, match

    def _bits(self, patterns: Patterns) -> list[int]:
        """Where each of ``patterns`` can match."""
        if patterns not in self._possible:
            self._possible[patterns] = [self._places.of(_keys(pattern)) for pattern in patterns.all]
        return self._possible[patterns]

    @cached_property
    def _places(self) -> Places:
        return Places([block.text for block in self._prose])

    @cached_property
    def _bit_of(self) -> dict[int, int]:
        return {block.index: self._places.bit(n) for n, block in enumerate(self._prose)}

    def plain(self, block: Block) -> str:
        """The block's text with web and mail addresses hidden; same length, same offsets."""
        if block.index not in self._plain:
            text = block.text
            self._plain[block.index] = _hide(text, _URL) if "." in text or "@" in text else text
        return self._plain[block.index]

    def own_words(self, block: Block) -> str:
        """:meth:`plain` without what is only cited: 《titles》, and quotation marks around a word or two."""
        if block.index not in self._own:
            text = self.plain(block)
            if "《" in text:
                text = _hide(text, TITLE)
            if "“" in text or "‘" in text or '"' in text:
                text = _hide(text, _MENTION)
            self._own[block.index] = text
        return self._own[block.index]

    def tokens(self, block: Block) -> tuple[Word, ...]:
        """jieba's words in order, white space left out; addresses, titles and numbers of documents never cross one."""
        if block.index not in self._tokens:
            self._tokens[block.index] = tuple(_placed(segmenter().cut(block.text), 0))
        return self._tokens[block.index]

    def word_over(self, block: Block, position: int) -> Word | None:
        """The word that reaches over ``position`` (starts before it, ends after it); None at a boundary of words."""
        for words in self._cut(block, position, position):
            word = words[bisect_left(words, position, key=lambda word: word.start) - 1]
            if word.start < position < word.end:
                return word
        return None

    def words_within(self, block: Block, start: int, end: int) -> tuple[Word, ...]:
        """Those of :meth:`tokens` that lie between ``start`` and ``end``, marks left out."""
        return tuple(word for words in self._cut(block, start, end) for word in words if start <= word.start and word.end <= end)

    def _cut(self, block: Block, start: int, end: int) -> Iterator[list[Word]]:
        """The words of each run that reaches into the place: a few runs are asked about, and cutting all takes long."""
        if block.index not in self._runs:
            self._runs[block.index] = list(runs(block.text))
        found = self._runs[block.index]
        for first, last in found[max(0, bisect_left(found, (start, 0)) - 1):]:
            if first > end:
                break
            if last >= start:
                if (block.index, first) not in self._cuts:
                    self._cuts[block.index, first] = list(_placed(segmenter().words(block.text[first:last]), first))
                yield self._cuts[block.index, first]

    def cuts(self, block: Block, start: int, end: int) -> bool:
        """Whether a word of the text reaches over an end of the stretch: it may be no word at all (贯彻|资产)."""
        return self.word_over(block, start) is not None or self.word_over(block, end) is not None

    def plausibility(self, text: str) -> float:
        """Log probability of the best way to cut ``text`` into known words; the higher, the more usual the text."""
        return segmenter().plausibility(text)

    def known(self, word: str) -> bool:
        """Whether ``word`` is in the dictionary."""
        return segmenter().known(word)

    def doc(self, block: Block) -> Any:
        """The block as a spaCy ``Doc``: the words of :meth:`tokens`, sentences, entities of every :data:`Label`."""
        if block.index not in self._docs:
            self._docs[block.index] = pipeline()(block.text)
        return self._docs[block.index]

    def sentences(self, block: Block) -> tuple[Span, ...]:
        """The block's sentences, closing quotation marks and brackets with the sentence that they close."""
        return tuple(Span(block.index, m.start(), m.end()) for m in _SENTENCE.finditer(block.text) if m[0].strip())

    def entities(self, block: Block, label: Label) -> tuple[Entity, ...]:
        """What the block names. 日期, 文号 and 文件名 come without spaCy, and the same as in :meth:`doc`."""
        if label in ("地名", "机关"):
            found = [(e.start_char, e.end_char) for e in self.doc(block).ents if e.label_ == label]
        else:
            found = [(start, end) for start, end, name in patterned(block.text) if name == label]
        return tuple(Entity(label, block.text[s:e], Span(block.index, s, e)) for s, e in found)

    def matches(self, block: Block, name: str, patterns: Sequence[TokenPattern]) -> tuple[Span, ...]:
        """Where spaCy's ``Matcher`` finds ``patterns`` in the block, longest first, without overlaps.

        ``name`` must stand for the same patterns each time: the matcher is built once per process.
        """
        doc = self.doc(block)
        if name not in _MATCHERS:
            from spacy.matcher import Matcher

            made = Matcher(doc.vocab)
            made.add(name, [[dict(token) for token in pattern] for pattern in patterns], greedy="LONGEST")
            _MATCHERS[name] = made
        spans = [doc[start:end] for _, start, end in _MATCHERS[name](doc)]
        return tuple(sorted((Span(block.index, s.start_char, s.end_char) for s in spans), key=lambda s: s.start))


_MATCHERS: dict[str, Any] = {}


@lru_cache(maxsize=2048)
def _keys(pattern: re.Pattern[str]) -> Keys | None:
    """Keys that hold for the block's text also where the pattern is looked for in what a mask leaves of it."""
    found = keys(pattern)
    return None if found and any(HIDDEN in part for key in found for part in key) else found


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: HIDDEN * len(m[0]), text)


def _placed(words: Iterable[str], at: int) -> Iterator[Word]:
    """``words`` with their places, white space left out."""
    for word in words:
        if not word.isspace():
            yield Word(word, at, at + len(word))
        at += len(word)


def cut(text: str) -> tuple[str, ...]:
    """The words of a text that is no block of a document; they join to it again."""
    return tuple(segmenter().cut(text))


def is_word(text: str) -> bool:
    """Whether the dictionary has ``text``."""
    return segmenter().known(text)


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """The spaCy pipeline: blank Chinese, jieba's words, sentences, patterned entities, then places and organs."""
    import spacy

    nlp = spacy.blank("zh")
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    nlp.add_pipe("sentencizer", config={"punct_chars": ["。", "！", "？"]})
    ruler: Any = nlp.add_pipe("entity_ruler", config={"validate": False, "overwrite_ents": False})
    with nlp.select_pipes(disable=["sentencizer"]):
        ruler.add_patterns(list(_entity_patterns()))
    return nlp


class _Tokenizer:
    """Makes a ``Doc`` of jieba's words with the patterned entities already marked."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Any:
        from spacy.tokens import Doc
        from spacy.util import get_words_and_spaces

        words, spaces = get_words_and_spaces(list(segmenter().cut(text)), text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        spans = (doc.char_span(start, end, label=label) for start, end, label in patterned(text))
        doc.ents = [span for span in spans if span is not None]
        return doc


def _entity_patterns() -> Iterator[dict[str, Any]]:
    """Rows for the ``EntityRuler``: an organ is a place or a level word, up to three words, and an organ's ending."""
    from ..corpora.places import place_names
    from ..corpora.words import LEVEL_WORDS, ORGAN_ENDINGS

    names = place_names()
    for name in names:
        yield {"label": "地名", "pattern": name}
    head = {"TEXT": {"IN": [*names, *LEVEL_WORDS]}}
    middle = {"TEXT": {"REGEX": r"^[\u4e00-\u9fff]{1,6}$", "NOT_IN": list("的和与在是由对向将为")}, "OP": "{0,3}"}
    ending = {"TEXT": {"REGEX": f"(?:{'|'.join(ORGAN_ENDINGS)})$"}}
    yield {"label": "机关", "pattern": [head, middle, ending]}
    yield {"label": "机关", "pattern": [{"TEXT": {"REGEX": r"^(?:国务院|党中央|中共中央|全国人大|全国政协)$"}}]}
