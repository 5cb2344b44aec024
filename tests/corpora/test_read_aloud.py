"""Invariants of the table that tells characters apart when they are read aloud."""

from __future__ import annotations

import re

from hongtou.corpora.read_aloud import confusable_words, described_characters
from hongtou.corpora.tables import rows


def test_each_text_once():
    texts = [r["text"] for r in rows("read_aloud.tsv")]
    assert sorted(texts) == sorted(set(texts))
    assert {r["kind"] for r in rows("read_aloud.tsv")} == {"word", "char"}


def test_words_are_explained_by_their_own_characters():
    """“停止的止”: the character that is explained stands in the word, and (but for shapes) in what explains it."""
    for word, says in confusable_words().items():
        named = [m[1] for m in re.finditer(r"的([\u4e00-\u9fff])(?=，|$)", says)]
        assert named, word
        assert [c for c in named if c not in word] == [], word
        for m in re.finditer(r"(?:^|，)([\u4e00-\u9fff]{2})的([\u4e00-\u9fff])(?=，|$)", says):
            assert m[2] in m[1], (word, says)


def test_words_that_are_mixed_up_are_told_apart():
    says = confusable_words()
    for row in rows("read_aloud.tsv"):
        for other in row["like"].split():
            assert says.get(other) != row["says"], (row["text"], other)


def test_no_word_explains_itself():
    assert [w for w, says in confusable_words().items() if w in says] == []


def test_characters_are_single_and_described():
    assert all(len(c) == 1 and len(says) > 1 for c, says in described_characters().items())
