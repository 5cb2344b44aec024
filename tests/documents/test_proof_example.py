"""The worked example of proof: what is in the folder holds together, and the story that the guide tells is its story."""

from __future__ import annotations

import io
from pathlib import Path

import hongtou
import pytest
from docbuild import docx
from docbuild.examples import EXAMPLES
from docx import Document
from hongtou.pipeline import proof, proof_seal
from hongtou.pipeline.config import load
from hongtou.pipeline.proof_text import Snapshot, take, unchanged
from hongtou.pipeline.reports.proof import verified
from hongtou.pipeline.review_file import review

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "proof"
DOCUMENT = FOLDER / "值班通知.docx"


@pytest.fixture(scope="module")
def state() -> proof.State:
    key = proof_seal.load(FOLDER / "示例密钥.key")
    return proof.state(review(str(DOCUMENT)), load().proof, [key])


def test_it_may_be_printed(state: proof.State) -> None:
    """Where this fails because a reader gives other text now: rerun tools/build_proof_example.py."""
    assert state.obstacles == () and state.ledger is not None and state.ledger.trust == "sealed"
    assert [(e.round, e.verdict) for e in state.ledger.entries] == [
        ("起草人校对", "通过"), ("科室负责人校对", "通过"), ("唱校", "通过"), ("审核", "退改"), ("起草人校对", "通过"),
        ("科室负责人校对", "通过"), ("唱校", "通过"), ("审核", "通过"), ("签发", "通过"), ("复审", "通过")]
    changed = [c for d in state.differences for c in d.changes or () if not c.later]
    assert [("0960-6000112" in (c.before or ""), "0960-6000122" in (c.after or "")) for c in changed] == [(True, True)]


def test_the_head_on_the_sheet_is_that_of_the_ledger(state: proof.State) -> None:
    sheet = Document(io.BytesIO((FOLDER / "流转单.docx").read_bytes()))
    head = next(row.cells[1].text for table in sheet.tables for row in table.rows if row.cells[0].text == "末条校验码")
    assert state.ledger is not None and verified(state.ledger, head)[1]


def test_the_guide_tells_this_example(state: proof.State) -> None:
    guide = (FOLDER.parents[1] / "docs" / "workflow.md").read_text("utf8")
    assert state.ledger is not None and f"--head {state.ledger.head[:16]}\n" in guide
    for name in ("陈一鸣", "林书远", "何晓波", "宋佳宁", "高立新", "郑国栋"):
        assert name in guide and any(name in e.names for e in state.ledger.entries)


@pytest.mark.parametrize("name", ["值班通知.docx", "流转单.docx"])
def test_neither_gives_a_finding(name: str) -> None:
    found = hongtou.check_file(FOLDER / name, info=True, final=True)
    assert found.status == "reviewed" and [f.message for f in found.findings] == []


# ---- what is filled in after 签发, in files as Word writes them

FINAL = EXAMPLES["01-通知"]
BARE = {"issuer_mark": (), "mark_suffix": "", "document_number": "", "issue_date": "", "printing_office": "", "printing_date": ""}
BLANK = {"document_number": "云政办发〔2026〕　号", "issue_date": "2026年　月　日", "printing_date": "2026年　月　日"}


def snapshot(folder: Path, idiom: str, **changes: object) -> Snapshot:
    docx.build(FINAL, folder / "x.docx", idiom, **changes)
    return take(review(str(folder / "x.docx")), load().proof.filled_later)


@pytest.mark.parametrize("draft", [BARE, BLANK], ids=["bare", "blank"])
@pytest.mark.parametrize("idiom", ["direct", "textbox", "table"])
def test_number_dates_and_red_head_may_be_put_on_a_signed_text(idiom: str, draft: dict[str, object], tmp_path: Path) -> None:
    signed, final = snapshot(tmp_path, idiom, **draft), snapshot(tmp_path, idiom)
    assert signed.text != final.text and unchanged(signed, final)
    assert not unchanged(final, snapshot(tmp_path, idiom, issue_date="2026年4月11日"))
    assert not unchanged(signed, snapshot(tmp_path, idiom, addressee="各县（区）人民政府，市政府各部门："))
    assert not unchanged(signed, snapshot(tmp_path, idiom, note=""))
