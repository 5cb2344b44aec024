"""The packed tables of the spelling model: file format, hash table, alphabet, language model, gate."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hongtou.corpora.spelling import packing
from hongtou.corpora.spelling.alphabet import DIGITS, FIRST, LATIN, LM_SIZE, UNKNOWN, Alphabet
from hongtou.corpora.spelling.corrector import MODEL, Corrector
from hongtou.corpora.spelling.gate import Gate
from hongtou.corpora.spelling.hashing import HashTable
from hongtou.corpora.spelling.ngrams import LanguageModel
from hongtou.corpora.spelling.training import kneser_ney


def test_file_round_trip_and_same_bytes(tmp_path: Path) -> None:
    arrays = {"b": np.arange(7, dtype=np.uint16), "a": np.ones((2, 3), np.float32), "none": np.zeros((0, 4), np.uint8)}
    packing.write(tmp_path / "1", arrays, {"sure": 0.9})
    packing.write(tmp_path / "2", dict(reversed(arrays.items())), {"sure": 0.9})
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    read, facts = packing.read(tmp_path / "1")
    assert facts == {"sure": 0.9}
    for name, array in arrays.items():
        assert read[name].dtype == array.dtype and np.array_equal(read[name], array)


@pytest.mark.parametrize("spoil", [lambda d: b"", lambda d: b"PK" + d[2:], lambda d: d[:-64], lambda d: d[:12] + b"x" + d[13:]])
def test_damaged_files_are_refused(tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "m"
    packing.write(path, {"a": np.arange(1000)}, {})
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(packing.TableError):
        packing.read(path)


def test_hash_table_finds_what_was_put_in() -> None:
    keys = np.unique(np.random.default_rng(3).integers(0, 1 << 60, 50_000, dtype=np.uint64))
    values = (keys % np.uint64(251)).astype(np.uint8)[:, None]
    table = HashTable.build(keys, values)
    rows = table.find(keys)
    assert (rows >= 0).all()
    assert np.mean(table.values[rows, 0] == values[:, 0]) > 0.999
    strangers = np.setdiff1d(np.random.default_rng(4).integers(0, 1 << 60, 50_000, dtype=np.uint64), keys)
    assert np.mean(table.find(strangers) >= 0) < 0.001
    assert table.find(keys[:6].reshape(2, 3)).shape == (2, 3)


def test_alphabet_joins_runs_drops_blanks_and_keeps_offsets() -> None:
    alphabet = Alphabet(np.array([ord(c) for c in "，（）年号第“"]))
    encoded = alphabet.encode("第 2024年(ab１号),\u3000𠮷\n")
    assert encoded.ids.tolist() == [FIRST + 5, DIGITS, FIRST + 3, FIRST + 1, LATIN, DIGITS, FIRST + 4, FIRST + 2, FIRST, UNKNOWN, 0]
    assert encoded.offsets.tolist() == [0, 2, 6, 7, 8, 10, 11, 12, 13, 15, 16]


def test_language_model_sums_to_one() -> None:
    text = "\n".join(["", *("关于做好安全工作的通知", "关于做好环境保护工作的意见", "做好各项工作", "安全第一") * 3, ""])
    alphabet = Alphabet(np.array([ord(c) for c in sorted(set(text) - {"\n"})]))
    levels = kneser_ney.estimate(kneser_ney.count(alphabet.encode(text).ids))
    model = LanguageModel.of(kneser_ney.tables(levels))
    context = alphabet.ids("好安全工")
    rows = np.array([[*context, i] for i in range(LM_SIZE)], np.uint16)
    total = float(np.exp(model.score(rows)[0][:, -1]).sum())
    assert math.isclose(total, 1, rel_tol=0.1)  # bytes are coarse
    log_p, order = model.score(np.array([0, *alphabet.ids("做好安全工作"), 0], np.uint16))
    assert order.max() >= 3 and log_p[2:6].mean() > -2


def test_gate_walks_its_trees() -> None:
    gate = Gate({"gate.roots": np.array([0, 3], np.uint32), "gate.feature": np.array([1, -1, -1, -1], np.int8),
                 "gate.threshold": np.array([0.5, -2.0, 2.0, 1.0], np.float32),
                 "gate.children": np.array([[1, 2], [0, 0], [0, 0], [0, 0]], np.uint32)})
    made = gate.probability(np.array([[9, 0.5], [9, 0.6]], np.float32))
    assert np.allclose(made, [1 / (1 + math.exp(1)), 1 / (1 + math.exp(-3))])


def test_shipped_model_is_small_and_quick() -> None:
    if not MODEL.exists():
        pytest.skip("the model file is not built")
    assert MODEL.stat().st_size < 40_000_000
    corrector = Corrector(MODEL)
    assert 0.5 <= corrector.likely < corrector.sure < 1


def test_training_is_deterministic(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    pytest.importorskip("pypinyin")
    from hongtou.corpora.spelling.training.build import build

    folder = tiny_material(tmp_path / "csc")
    for name in ("1", "2"):
        scratch = tmp_path / f"scratch{name}"
        scratch.mkdir()
        build(folder, tmp_path / name, scratch, lambda line: None, rounds=5)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert Corrector(tmp_path / "1").propose(["关于做好环境保护工作的通知"], 0.01) is not None


def tiny_material(folder: Path) -> Path:
    """Corpora of a few hundred made-up paragraphs and empty tables of confusions."""
    import lzma

    sentences = ("各部门要认真做好安全生产工作。", "市人民政府负责本行政区域内的环境保护工作。", "有关单位应当积极配合，加强监督管理。",
                 "本办法自公布之日起施行。", "要加大工作力度，确保各项任务落到实处。", "进一步优化营商环境，提高服务质量和水平。")
    for sub in ("corpora", "confusion", "wordlists", "ecspell-train"):
        (folder / sub).mkdir(parents=True)
    for number, source in enumerate(("laws", "policy_misc", "govreport", "xwlb")):
        lines = []
        for document in range(40):
            lines.append(f"某市安全生产工作办法第{document}号关于做好工作的通知")
            lines += [f"第{i}条{sentences[(i * 7 + document + number) % 6]}{sentences[(i + document) % 6]}" for i in range(1, 12)]
        with lzma.open(folder / "corpora" / f"{source}.txt.xz", "wt", encoding="utf-8") as file:
            file.write("\n".join(lines))
    for name in ("ecspell_shapeConfusion", "simplecsc_shape_confusion_dict", "simplecsc_four_corner_dict", "simplecsc_radical_dict"):
        (folder / "confusion" / f"{name}.json").write_text("{}")
    for name in ("公文写作", "法律", "财经", "成语", "vocab_公文写作", "政策法规标题"):
        (folder / "wordlists" / f"ecspell_{name}.txt").write_text("安全生产\n", "utf-8")
    for name in ("odw", "law", "med"):
        (folder / "ecspell-train" / f"{name}.train.tsv").write_text("1\t做好环镜保护工作\t做好环境保护工作\n", "utf-8")
    return folder


def test_idioms_are_found_by_three_of_their_characters() -> None:
    from hongtou.corpora.idioms import near_idioms

    assert near_idioms("举一返三") == ("举一反三",)
    assert near_idioms("举一反三") == () and near_idioms("防汛抗旱") == ()
