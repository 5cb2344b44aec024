"""Words, sentences and entities of a document, made only when a check asks for them (spaCy with jieba inside).

Importing this module imports neither spaCy nor jieba. Three tiers, by cost:

* masks and patterned entities (文号, 文件名, 日期) need only regular expressions;
* :meth:`Language.tokens` and :meth:`Language.plausibility` load jieba, about half a second once per process;
* :meth:`Language.doc`, :meth:`Language.matches` and the entities 地名 and 机关 load spaCy too, one to two seconds once.

All offsets are code points of the block's own text, so that every result is a :class:`~.model.Span`.
"""

from __future__ import annotations

import os
import re
import tempfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from .model import Block, Document, Span

Label = Literal["地名", "机关", "日期", "文号", "文件名"]
TokenPattern = Sequence[Mapping[str, Any]]
"""A pattern of spaCy's ``Matcher``: one mapping of attributes per token."""

HIDDEN = "\ufffc"
"""Stands for each character that a mask covers."""

_URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,255}|"
                  r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:gov|com|org|net|edu)(?:\.cn)?(?:/[\x21-\x7e]*)?", re.ASCII)
_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_MENTION = re.compile(r"[“‘\"][^“”‘’\"，。；]{1,6}[”’\"]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d{1,5}号")
_DATE = re.compile(r"(?<![\d.])(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|"
                   r"[〇○零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?)")
_PATTERNED: tuple[tuple[Label, re.Pattern[str]], ...] = (("文件名", _TITLE), ("文号", _NUMBER), ("日期", _DATE))
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
        self._plain: dict[int, str] = {}

    def prose(self) -> Iterator[Block]:
        """The blocks whose words are checked, in order: all text but page numbers, comments and blanks."""
        for block in self.document.blocks:
            if block.kind == "text" and block.part != "comment" and not block.blank:
                yield block

    def plain(self, block: Block) -> str:
        """The block's text with web and mail addresses hidden; same length, same offsets."""
        if block.index not in self._plain:
            text = block.text
            self._plain[block.index] = _hide(text, _URL) if "." in text or "@" in text else text
        return self._plain[block.index]

    def own_words(self, block: Block) -> str:
        """:meth:`plain` without what is only cited: 《titles》, and quotation marks around a word or two."""
        text = self.plain(block)
        if "《" in text:
            text = _hide(text, _TITLE)
        if "“" in text or "‘" in text or '"' in text:
            text = _hide(text, _MENTION)
        return text

    def tokens(self, block: Block) -> tuple[Word, ...]:
        """jieba's words in order, white space left out; addresses, titles and numbers of documents never cross one."""
        if block.index not in self._tokens:
            found, at = [], 0
            for text in _segmenter().cut(block.text):
                if not text.isspace():
                    found.append(Word(text, at, at + len(text)))
                at += len(text)
            self._tokens[block.index] = tuple(found)
        return self._tokens[block.index]

    def word_over(self, block: Block, position: int) -> Word | None:
        """The word that reaches over ``position`` (starts before it, ends after it); None at a boundary of words."""
        words = self.tokens(block)
        before = bisect_left(words, position, key=lambda word: word.start) - 1
        return words[before] if before >= 0 and words[before].end > position else None

    def cuts(self, block: Block, start: int, end: int) -> bool:
        """Whether a word of the text reaches over an end of the stretch: it may be no word at all (贯彻|资产)."""
        return self.word_over(block, start) is not None or self.word_over(block, end) is not None

    def plausibility(self, text: str) -> float:
        """Log probability of the best way to cut ``text`` into known words; the higher, the more usual the text."""
        return _segmenter().plausibility(text)

    def known(self, word: str) -> bool:
        """Whether ``word`` is in the dictionary."""
        return _segmenter().known(word)

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
            found = [(start, end) for start, end, name in _patterned(block.text) if name == label]
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


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: HIDDEN * len(m[0]), text)


def _patterned(text: str) -> list[tuple[int, int, Label]]:
    """What regular expressions find, outermost and first only: a date inside a title is part of the title."""
    found: list[tuple[int, int, Label]] = []
    for label, pattern in _PATTERNED:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), label))
    return sorted(found)


class _Segmenter:
    """jieba with a dictionary of its own: nothing of the global tokenizer or of its cache in /tmp is touched."""

    def __init__(self) -> None:
        import jieba

        jieba.setLogLevel(60)
        self._jieba: Any = jieba.Tokenizer()
        self._jieba.tmp_dir = _cache_directory()
        self._jieba.initialize()
        for word in _user_words():
            self._jieba.add_word(word, freq=200)

    def cut(self, text: str) -> Iterator[str]:
        """Words that join to ``text`` again; a boundary stands at both ends of every patterned entity."""
        at = 0
        for start, end, _ in _patterned(text):
            yield from self._jieba.cut(text[at:start], HMM=False)
            yield from self._jieba.cut(text[start:end], HMM=False)
            at = end
        yield from self._jieba.cut(text[at:], HMM=False)

    def plausibility(self, text: str) -> float:
        route: dict[int, tuple[float, int]] = {}
        self._jieba.calc(text, self._jieba.get_DAG(text), route)
        return float(route[0][0])

    def known(self, word: str) -> bool:
        return bool(self._jieba.FREQ.get(word))


def _user_words() -> Iterator[str]:
    from ..corpora.places import place_names
    from ..corpora.words import DOC_TYPE_WORDS

    yield from (name for name in place_names() if len(name) > 2)
    yield from DOC_TYPE_WORDS


def _cache_directory() -> str:
    """A directory that only this user can write to: jieba's cache is code to whoever reads it (``marshal``)."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    path = Path(base) / "hongtou"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = path.stat()
        if os.name == "nt" or (state.st_uid == os.getuid() and not state.st_mode & 0o022):
            return str(path)
    except OSError:
        pass
    return tempfile.mkdtemp(prefix="hongtou-")


@lru_cache(maxsize=1)
def _segmenter() -> _Segmenter:
    return _Segmenter()


def cut(text: str) -> tuple[str, ...]:
    """The words of a text that is no block of a document; they join to it again."""
    return tuple(_segmenter().cut(text))


def is_word(text: str) -> bool:
    """Whether the dictionary has ``text``."""
    return _segmenter().known(text)


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

        words, spaces = get_words_and_spaces(list(_segmenter().cut(text)), text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        spans = (doc.char_span(start, end, label=label) for start, end, label in _patterned(text))
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
