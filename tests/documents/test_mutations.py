"""A fixed small slice of the mutation run (``python -m bench.mutations``), so that the bench stays alive."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLICE = (("docx", "direct", "01-通知", 11), ("docx", "table", "02-请示", 19), ("docx", "textbox", "06-命令", 17),
         ("pdf", "word", "03-报告", 17), ("pdf", "plain", "04-函", 19), ("ofd", "wps", "08-联合通知", 17))
"""Format, idiom and document, and one of how many of its mutations: some ten each."""

ONCE_MISSED = (
    ("docx", "direct", "06-命令", "附件标题颜色FF0000"),     # the red title was taken for the mark, and no element was left
    ("docx", "table", "07-批复", "版头分隔线距离12.0"),      # the margin of the cell that bears the line
    ("pdf", "word", "06-命令", "正文字号18.0"),             # lines of 小二 were taken for titles
    ("pdf", "word", "复函", "正文对齐center"), ("pdf", "plain", "通报", "正文对齐center"), ("pdf", "word", "07-批复", "正文对齐right"),
    ("pdf", "word", "04-函", "成文日期对齐center"),          # above it a signature centred as well
    ("pdf", "word", "08-联合通知", "发文机关署名对齐left"), ("pdf", "word", "08-联合通知", "发文机关署名对齐center"),
    ("pdf", "word", "08-联合通知", "份号夹字母"),            # no wrong height of what stands below it
)


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutations_bench", ROOT / "bench" / "mutations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("kind", "idiom", "name", "every"), SLICE)
def test_departures_are_found_where_they_are_and_nowhere_else(
        bench: ModuleType, kind: str, idiom: str, name: str, every: int) -> None:
    shown = bench.shown(kind, idiom, bench.DOCUMENTS[name])[::every]
    made = [o for o in bench.run((kind, name, idiom, shown)) if not o.error]
    assert len(made) >= 5
    assert [(o.what, o.elsewhere) for o in made if not o.found or o.elsewhere] == []


@pytest.mark.parametrize(("kind", "idiom", "name", "what"), ONCE_MISSED)
def test_what_was_once_missed_is_found(bench: ModuleType, kind: str, idiom: str, name: str, what: str) -> None:
    number, = (n for n, fault in enumerate(bench.mutations(bench.DOCUMENTS[name])) if fault.what == what)
    made, = bench.run((kind, name, idiom, [number]))
    assert made.found and made.elsewhere == () and not made.error
