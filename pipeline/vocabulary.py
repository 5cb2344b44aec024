"""An office's own words: learnt from its clean documents, kept in a text file that people can read and edit.

One word a line; ``错的=对的`` on a line says that the first is always to be replaced by the second; ``#`` begins a remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from .settings import ConfigError

LARGEST = 2_000_000
LONGEST = 6
"""Characters of a learnt word at most."""
OFTEN = 3
"""How often a strange word must stand in the documents to be learnt although nothing was proposed for it."""
_GRAMMAR = frozenset("的地得和与及或由于为在对将把被以从向到按经各我你本此该两等是有不也并已日年月")
"""Characters that a learnt word neither begins nor ends with, unless the model proposed something there."""


def pair(text: str) -> tuple[str, str] | None:
    """The wrong and the right word of ``错的=对的`` (or with →), None where the line is no pair."""
    wrong, sign, right = text.replace("→", "=").partition("=")
    wrong, right = wrong.strip(), right.strip()
    return (wrong, right) if sign and wrong and right and wrong != right else None


def read(path: Path, source: str, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words to accept and the pairs ``错的=对的`` of a word file; raises :class:`~.settings.ConfigError` for ``key``."""
    try:
        data = path.read_bytes()
    except OSError:
        raise ConfigError(source, key, f"打不开词表“{path.name}”。") from None
    if len(data) > LARGEST:
        raise ConfigError(source, key, f"词表“{path.name}”太大了。")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ConfigError(source, key, f"词表“{path.name}”的编码不是 UTF-8。") from None
    entries = [line.split("#", 1)[0].strip() for line in lines]
    return (tuple(e for e in entries if e and pair(e) is None and "=" not in e and "→" not in e),
            tuple(e for e in entries if pair(e) is not None))


def render(words: Sequence[str], documents: int) -> str:
    """The word file for learnt ``words``."""
    head = (f"# 本机关用词表：hongtou vocab learn 从 {documents} 份文件学得，共 {len(words)} 个词。\n"
            "# 一行一个词，可以自行增删；写成“错的=对的”的行，见到前者就提示改为后者。\n"
            "# 在 hongtou.toml 的 [options] 里写 vocabulary = \"本文件名\" 即生效。\n")
    return head + "".join(word + "\n" for word in words)


def learn(documents: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The words of clean ``documents`` (paragraphs of each) that the spelling model would question, in order of frequency.

    Whatever the model proposes in text that is right is a word that it does not know; so is what it finds strange three
    times and more and the lexicon lacks. A word is taken with the neighbours that it always has. Raises ``FileNotFoundError`` without a model.
    """
    from ..corpora.spelling.corrector import corrector

    model = corrector()
    whole: list[str] = []
    questioned: set[str] = set()
    strange: Counter[str] = Counter()
    for paragraphs in documents:
        whole += paragraphs
        for found in model.propose(paragraphs, model.likely / 2):
            questioned.add(_seed(paragraphs[found.paragraph], found.start, max(found.end, found.start + 1)))
        strange.update(_seed(paragraphs[n], at, at + 1) for n, at in model.strange(paragraphs))
    seeds = questioned | {s for s, n in strange.items() if n >= OFTEN and not model.knows(s)
                          and not _GRAMMAR.intersection((s[:1], s[-1:]))}
    text = "\n".join(whole)
    grown = Counter({_grown(seed, text): text.count(seed) for seed in sorted(seeds) if len(seed) > 1})
    return tuple(word for word, _ in sorted(grown.items(), key=lambda item: (-item[1], item[0])))


def _chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _seed(text: str, start: int, end: int) -> str:
    """The characters at a place with the one before, or where there is none the one after."""
    if start > 0 and _chinese(text[start - 1]):
        start -= 1
    elif end < len(text) and _chinese(text[end]):
        end += 1
    word = text[start:end]
    return word if all(map(_chinese, word)) else ""


def _grown(word: str, text: str) -> str:
    """``word`` with the neighbours that it has wherever it stands, where it stands more than once."""
    while len(word) < LONGEST:
        places = _places(word, text)
        after = {text[at + len(word): at + len(word) + 1] for at in places}
        before = {text[at - 1: at] for at in places if at}
        if len(places) > 1 and len(after) == 1 and _chinese(next(iter(after)) or " "):
            word += after.pop()
        elif len(places) > 1 and len(before) == 1 and _chinese(next(iter(before)) or " "):
            word = before.pop() + word
        else:
            break
    return word


def _places(word: str, text: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found
