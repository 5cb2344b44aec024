"""Words, sentences and entities: exact offsets, and nothing heavy imported before it is needed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hongtou.pipeline.check import collect
from hongtou.pipeline.language import HIDDEN, Entity, Language, Word
from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.prefilter import Patterns
from hongtou.pipeline.segmenter import Segmenter
from hypothesis import given, settings
from hypothesis import strategies as st

TEXT = ("嘉峪关市人民政府办公室关于印发《公文处理办法（试行）》（嘉政办发〔2017〕109号）的通知，自2024年7月1日起施行。"
        "详见 www.example.gov.cn/a,b。")


def _language(*lines: str) -> Language:
    blocks = tuple(Block(i, "body", line) for i, line in enumerate(lines))
    return Language(Document(Source("x", "text", "", 0), blocks))


def _texts(found: tuple[Entity, ...]) -> list[str]:
    return [entity.text for entity in found]


def test_importing_the_checks_imports_neither_spacy_nor_jieba() -> None:
    code = ("import sys; from hongtou.pipeline.check import collect; collect(); "
            "print([m for m in ('spacy', 'jieba', 'thinc', 'numpy') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_private_dictionary_leaves_the_global_one_alone() -> None:
    import jieba

    _language(TEXT).tokens(_language(TEXT).document.blocks[0])
    assert "嘉峪关市" not in jieba.dt.FREQ or not jieba.dt.initialized


def test_entities() -> None:
    language = _language(TEXT)
    block = language.document.blocks[0]
    assert _texts(language.entities(block, "文件名")) == ["《公文处理办法（试行）》"]
    assert _texts(language.entities(block, "文号")) == ["嘉政办发〔2017〕109号"]
    assert _texts(language.entities(block, "日期")) == ["2024年7月1日"]
    assert _texts(language.entities(block, "机关")) == ["嘉峪关市人民政府办公室"]
    for label in ("文件名", "文号", "日期", "机关", "地名"):
        for entity in language.entities(block, label):  # type: ignore[arg-type]
            assert language.document.text(entity.span) == entity.text


def test_places_are_one_word_and_an_entity() -> None:
    language = _language("调研组赴甘孜藏族自治州和磐石市调研。")
    block = language.document.blocks[0]
    assert _texts(language.entities(block, "地名")) == ["甘孜藏族自治州", "磐石市"]
    assert Word("磐石市", 12, 15) in language.tokens(block)


@pytest.mark.parametrize("lines", [("第一句。第二句！“第三句。”第四句",), ("　　首行缩进。 尾部空格 ", "", " ")])
def test_sentences_cover_the_text(lines: tuple[str, ...]) -> None:
    language = _language(*lines)
    for block in language.document.blocks:
        joined = "".join(language.document.text(s) for s in language.sentences(block))
        assert joined.strip() == block.text.strip()
    assert len(_language(lines[0]).sentences(Block(0, "body", lines[0]))) >= 1


def test_sentences_keep_closing_quotes() -> None:
    language = _language("他说：“好。”然后走了。")
    block = language.document.blocks[0]
    assert [language.document.text(s) for s in language.sentences(block)] == ["他说：“好。”", "然后走了。"]


def test_masks_keep_offsets() -> None:
    language = _language(TEXT, "将“布署”改为“部署”，“双随机、一公开”照旧。")
    first, second = language.document.blocks
    assert len(language.plain(first)) == len(first.text)
    assert "example" not in language.plain(first) and HIDDEN in language.plain(first)
    assert "公文处理办法" not in language.own_words(first)
    assert "布署" not in language.own_words(second) and "双随机" in language.own_words(second)


def test_matches_are_spans_of_the_block() -> None:
    language = _language("为此，恳请市政府拨付经费。")
    block = language.document.blocks[0]
    patterns = ({"TEXT": "恳请"}, {"OP": "{0,3}"}, {"TEXT": "拨付"}),
    assert [language.document.text(s) for s in language.matches(block, "test-拨付", patterns)] == ["恳请市政府拨付"]


def test_a_corrected_clause_is_more_plausible() -> None:
    language = _language("x")
    assert language.plausibility("认真贯彻落实") > language.plausibility("认真惯彻落实")


_ALPHABET = "市政府办公室《》〔〕2024年7月1日号，。 　“”a.\n\t🙂的请予批准"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=_ALPHABET, max_size=60))
def test_words_and_the_spacy_doc_agree(text: str) -> None:
    """Every token is exactly the text between its offsets, in jieba's view and in spaCy's, whatever the white space."""
    language = _language(text)
    block = language.document.blocks[0]
    words = language.tokens(block)
    assert all(text[w.start: w.end] == w.text for w in words)
    assert "".join(w.text for w in words).split() == text.split() or "".join(text.split()) == "".join(
        "".join(w.text.split()) for w in words)
    doc = language.doc(block)
    assert all(text[t.idx: t.idx + len(t)] == t.text for t in doc)
    for label in ("日期", "文号", "文件名"):
        spans = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == label]
        assert spans == [(e.span.start, e.span.end) for e in language.entities(block, label)]  # type: ignore[arg-type]


def test_rjieba_cuts_and_knows_words_as_jieba_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Near ties depend on the count of all words, to a few thousandths: 企业职工 is rarer than 企业 and 职工 together."""
    pytest.importorskip("rjieba")
    fast = Segmenter()
    monkeypatch.setitem(sys.modules, "rjieba", None)
    slow = Segmenter()
    texts = [TEXT, "困难企业职工参加银行间拆借，处理方式和相互关系", "GB/T 9704-2012、3.5%和1,000户\r\n附件：1"]
    texts += [line for check in collect().values() for example in check.examples
              for text in (example.plain, *example.elements.values()) for line in text.splitlines()]
    assert [list(fast.cut(t)) for t in texts] == [list(slow.cut(t)) for t in texts]
    assert [fast.known(t[:n]) for t in texts for n in (2, 3)] == [slow.known(t[:n]) for t in texts for n in (2, 3)]


def test_prose_leaves_out_only_blocks_without_a_match() -> None:
    language = _language("目的就是为了规范管理。", "下午3点半开会", "会议在三点。", "见《目的是为》一文")
    pattern = re.compile(r"(?:目的|宗旨)(?:就)?是为|\d{1,2}点半")
    assert [b.index for b in language.prose(pattern)] == [0, 1, 3]
    patterns = Patterns([re.compile(r"\d点半"), re.compile("目的就是"), re.compile(r"[\u4e00-\u9fff]+。$")])
    found = [[n for n, _ in language.matches_of(patterns, b, b.text)] for b in language.prose()]
    assert found == [[1, 2], [0], [2], []]


def test_words_within_a_stretch() -> None:
    language = _language("要加快提升服务质量，抓好落实。")
    block = language.document.blocks[0]
    assert [w.text for w in language.words_within(block, 1, 9)] == ["加快", "提升", "服务质量"]
    assert [w.text for w in language.words_within(block, 2, 9)] == ["提升", "服务质量"]


def test_word_over_a_position() -> None:
    """贯彻|资产: no word reaches over the cut between them, one does over the middle of each."""
    block = Block(0, "body", "要贯彻资产管理规定")
    language = Language(Document(Source("x", "text", "", 0), (block,)))
    assert language.word_over(block, 3) is None
    assert [w.text for p in (2, 4) if (w := language.word_over(block, p))] == ["贯彻", "资产"]
    assert language.word_over(block, 0) is None and language.word_over(block, len(block.text)) is None
