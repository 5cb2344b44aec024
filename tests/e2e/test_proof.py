"""``hongtou proof`` end to end: a document from draft to printing, and what goes wrong on the way."""

from __future__ import annotations

import io
import json
from pathlib import Path

import hongtou
import pytest
from click.testing import CliRunner, Result
from docx import Document
from hongtou import cli
from hongtou.pipeline import proof, proof_seal
from hongtou.pipeline.config import load
from hongtou.pipeline.proof_entry import Person
from hongtou.pipeline.review_file import review

DRAFT = ("某市人民政府办公室文件\n某政办发〔2026〕　号\n某市人民政府办公室关于做好防汛工作的通知\n各县（区）人民政府：\n"
         "　　各县（区）要在3月10日前完成检查。\n　　检查结果报市应急局。\n某市人民政府办公室\n2026年　月　日\n")
STEPS = [
    ("起草人校对", "--person", "张某"),
    ("科室负责人校对", "--person", "李某"),
    ("唱校", "--person", "张某", "--person", "王某", "--person", "赵某"),
    ("审核", "--person", "钱某", "--role", "办公室副主任"),
    ("签发", "--person", "孙某", "--role", "主任"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HONGTOU_PROOF_KEY", raising=False)
    load.cache_clear()
    (tmp_path / "通知.txt").write_text(DRAFT, "utf8")
    return tmp_path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli.cli, [str(a) for a in args])


def add(*step: str, code: int = 0, file: str = "通知.txt") -> Result:
    result = run("proof", "add", file, "--round", *step)
    assert result.exit_code == code, result.output
    return result


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / "通知.txt").read_text("utf8")
    assert old in text
    (folder / "通知.txt").write_text(text.replace(old, new), "utf8")


def signed(*keys: proof_seal.Key) -> None:
    """All rounds, added in this process: the command itself is tried elsewhere."""
    read, procedure = review("通知.txt"), load().proof
    for name, *options in STEPS:
        found = procedure.find(name)
        role = options[options.index("--role") + 1] if "--role" in options else found.role
        people = [Person(who, role) for flag, who in zip(options[::2], options[1::2], strict=True) if flag == "--person"]
        proof.add(read, procedure, keys, proof.entry_for(read, procedure, name, people, time=""))


# ---- from draft to printing

def test_from_draft_to_printing(folder: Path) -> None:
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 1 and "没有校对登记“通知.txt.校对.jsonl”" in result.stdout
    for n, step in enumerate(STEPS):
        said = add(*step)
        assert f"已登记第 {n + 1} 条：{step[0]}" in said.stdout and "仅防误改" in said.stderr
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 0 and "可以付印" in result.stdout and "仅防误改" in result.stdout
    edit(folder, "〔2026〕　号", "〔2026〕12号")
    edit(folder, "2026年　月　日", "2026年3月5日")
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 0 and "签发以后填写了发文字号、成文日期，其余文字没有改动" in result.stdout
    edit(folder, "3月10日", "3月15日")
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 1
    assert "第5段　　　各县（区）要在3月【“10”改为“15”】日前完成检查。" in result.stdout
    assert "须由原签发人（孙某）复审" in result.stdout
    assert "复审要由原签发人（孙某）" in add("复审", "--person", "周某", code=1).stderr
    add("复审", "--person", "孙某")
    result = run("proof", "status", "通知.txt", "--format", "json")
    state = json.loads(result.stdout)
    assert result.exit_code == 0 and state["cleared"] and state["ledger"]["seal"] == "unsealed"
    assert [r["round"] for r in state["rounds"]] == [*(s[0] for s in STEPS), "复审"]


def test_a_change_before_the_signature_makes_the_rounds_void(folder: Path) -> None:
    for step in STEPS[:3]:
        add(*step)
    edit(folder, "检查结果报市应急局。", "检查结果报市应急管理局。")
    assert "起草人校对以后文字有改动，须重做" in add(*STEPS[3], code=1).stderr
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 1 and "检查结果报市应急【增“管理”】局。" in result.stdout
    add(*STEPS[3], "--force")
    assert "起草人校对、科室负责人校对、唱校以后文字有改动" in run("proof", "status", "通知.txt").stdout


def test_what_is_written_down_later_is_called_so(folder: Path) -> None:
    add(*STEPS[0], "--time", "2026-03-02")
    assert "张某（起草人）　2026年3月2日（补记）" in run("proof", "status", "通知.txt").stdout
    add(*STEPS[1])
    assert "（补记）　" not in run("proof", "status", "通知.txt").stdout.replace("2日（补记）", "")


def test_sent_back(folder: Path) -> None:
    for step in STEPS[:3]:
        add(*step)
    add(*STEPS[3], "--verdict", "退改", "--remark", "时限请核实")
    assert "（时限请核实）" in run("proof", "status", "通知.txt").stdout
    assert "退改以后文件没有改动" in add(*STEPS[3], code=1).stderr


# ---- the key

def test_with_a_key(folder: Path) -> None:
    assert run("proof", "key", "--output", "本机关.key").exit_code == 0
    (folder / "hongtou.toml").write_text('[proof]\nkey = "本机关.key"\n', "utf8")
    load.cache_clear()
    signed(proof_seal.load("本机关.key"))
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 0 and "核对无误" in result.stdout and "仅防误改" not in result.stdout
    head = json.loads(run("proof", "status", "通知.txt", "--format", "json").stdout)["ledger"]["head"]
    ledger = folder / "通知.txt.校对.jsonl"
    whole = ledger.read_bytes()
    assert run("proof", "verify", "通知.txt", "--head", head).exit_code == 0

    ledger.write_bytes(whole.replace("钱某".encode(), "吴某".encode()))
    result = run("proof", "verify", "通知.txt")
    assert result.exit_code == 1 and "第 4 条的封印不对" in result.stdout
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 1 and "不能付印" in result.stdout

    ledger.write_bytes(b"".join(whole.splitlines(keepends=True)[:4]))
    assert run("proof", "verify", "通知.txt").exit_code == 0  # the chain cannot tell
    result = run("proof", "verify", "通知.txt", "--head", head)
    assert result.exit_code == 1 and "末尾被删去过" in result.stdout

    ledger.write_bytes(whole)
    (folder / "hongtou.toml").unlink()
    load.cache_clear()
    result = run("proof", "verify", "通知.txt")
    assert result.exit_code == 0 and "这次没有用密钥核对" in result.stdout and "仅防误改" in result.stdout
    assert "也要用密钥" in add(*STEPS[0], code=3).stderr


def test_the_first_seal_says_what_it_found(folder: Path) -> None:
    add(*STEPS[0])
    run("proof", "key", "--output", "甲.key")
    assert "前面 1 条登记没有封印" in add(*STEPS[1], "--key", "甲.key").stderr
    assert "没有封印" not in add(*STEPS[2], "--key", "甲.key").stderr
    assert "前 1 条登记时没有用密钥" in run("proof", "status", "通知.txt", "--key", "甲.key").stdout


def test_where_the_key_comes_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("甲.key", "乙.key"):
        run("proof", "key", "--output", name)
    monkeypatch.setenv("HONGTOU_PROOF_KEY", str(folder / "甲.key"))
    add(*STEPS[0])
    assert "核对无误" in run("proof", "verify", "通知.txt").stdout
    result = run("proof", "verify", "通知.txt", "--key", "乙.key")
    assert result.exit_code == 1 and "别的密钥" in result.stdout


def test_a_public_key_verifies(folder: Path) -> None:
    assert run("proof", "key", "--output", "私.key", "--kind", "ed25519").exit_code == 0
    add(*STEPS[0], "--key", "私.key")
    assert "核对无误" in run("proof", "verify", "通知.txt", "--key", "私.key.pub").stdout
    result = run("proof", "add", "通知.txt", "--round", "科室负责人校对", "--person", "李某", "--key", "私.key.pub")
    assert result.exit_code != 0 and "公钥" in result.stderr and "内部出错" not in result.stderr


# ---- the sheet

def test_the_sheet(folder: Path) -> None:
    (folder / "hongtou.toml").write_text('[office]\nname = "某市人民政府办公室"\n', "utf8")
    load.cache_clear()
    signed()
    edit(folder, "〔2026〕　号", "〔2026〕12号")
    assert run("proof", "sheet", "通知.txt", "--output", "流转单.docx").exit_code == 0
    document = Document(io.BytesIO((folder / "流转单.docx").read_bytes()))
    cells = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    assert ["公文标题", "某市人民政府办公室关于做好防汛工作的通知"] in cells and ["发文字号", "某政办发〔2026〕12号"] in cells
    rounds = {row[0]: row for row in cells if len(row) == 6}
    assert rounds["唱校"][1] == "张某、王某、赵某（唱校人）" and rounds["签发人审核"][3] == "通过"
    head = json.loads(run("proof", "status", "通知.txt", "--format", "json").stdout)["ledger"]["head"]
    assert [row[1].replace(" ", "") for row in cells if row[0] == "末条校验码"] == [head]
    assert any("仅防误改" in row[1] for row in cells if row[0] == "封印")
    assert any("可以付印" in p.text for p in document.paragraphs)
    checked = hongtou.check_file(folder / "流转单.docx", info=True, final=True)
    assert checked.official is False and [f.message for f in checked.findings] == []


def test_an_unfinished_sheet_has_room_for_what_is_missing(folder: Path) -> None:
    add(*STEPS[0])
    add("科室负责人校对", "--person", "李某", "--verdict", "退改", "--remark", "时限不对")
    edit(folder, "3月10日", "3月15日")
    assert run("proof", "sheet", "通知.txt", "--output", "流转单.docx").exit_code == 0
    document = Document(io.BytesIO((folder / "流转单.docx").read_bytes()))
    rounds = {row.cells[0].text: [c.text for c in row.cells] for row in document.tables[1].rows}
    assert rounds["起草人校对"][3] == "通过\n（失效）" and rounds["唱校"][1:] == [""] * 5
    assert rounds["科室负责人校对"][3:5] == ["退改", "时限不对"]
    assert any("【“10”改为“15”】" in p.text for p in document.paragraphs)
    assert [f.message for f in hongtou.check_file(folder / "流转单.docx").findings] == []


@pytest.mark.parametrize(("output", "said"), [("通知.txt", "以 .docx 结尾"), ("单.pdf", "以 .docx 结尾"), ("无/单.docx", "没有“无”")])
def test_where_the_sheet_cannot_go(folder: Path, output: str, said: str) -> None:
    result = run("proof", "sheet", "通知.txt", "--output", output)
    assert result.exit_code == 2 and said in result.stderr
    assert (folder / "通知.txt").read_text("utf8") == DRAFT


# ---- what the ledger keeps

def test_a_document_with_a_secrecy_mark_keeps_no_words(folder: Path) -> None:
    secret = "机密★1年\n" + DRAFT
    (folder / "通知.txt").write_text(secret, "utf8")
    add(*STEPS[0])
    entry = json.loads((folder / "通知.txt.校对.jsonl").read_text("utf8"))
    assert entry["document"]["kept"] == "hashes" and "防汛" not in json.dumps(entry, ensure_ascii=False)
    edit(folder, "3月10日", "3月15日")
    assert "第6段改动（没有留存原文）" in run("proof", "status", "通知.txt").stdout


def test_the_text_is_kept_once(folder: Path) -> None:
    signed()
    kept = [json.loads(line)["document"]["kept"] for line in (folder / "通知.txt.校对.jsonl").read_text("utf8").splitlines()]
    assert kept == ["text", "same", "same", "same", "same"]


def test_a_renamed_document_is_found_again(folder: Path) -> None:
    add(*STEPS[0])
    (folder / "通知.txt").rename(folder / "定稿.txt")
    result = run("proof", "status", "定稿.txt")
    assert result.exit_code == 1 and "通知.txt.校对.jsonl”登记的就是这份文字" in result.stdout
    assert "起草人校对      通过" in run("proof", "status", "定稿.txt", "--ledger", "通知.txt.校对.jsonl").stdout


def test_the_document_is_never_touched_and_folders_are_checked_as_before(folder: Path) -> None:
    signed()
    assert (folder / "通知.txt").read_text("utf8") == DRAFT
    report = json.loads(run("check", ".", "--format", "json", "--fail-on", "never").stdout)
    assert [Path(d["path"]).name for d in report["documents"]] == ["通知.txt"]


def test_a_torn_line_is_mended(folder: Path) -> None:
    add(*STEPS[0])
    ledger = folder / "通知.txt.校对.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"document"')
    assert "proof repair" in add(*STEPS[1], code=3).stderr
    result = run("proof", "status", "通知.txt")
    assert result.exit_code == 1 and "proof repair" in result.stdout
    assert "前面 1 条没有动" in run("proof", "repair", "通知.txt").stderr
    assert ledger.read_bytes() == whole
    assert "不用修" in run("proof", "repair", "通知.txt").stderr


# ---- usage

@pytest.mark.parametrize(("args", "code", "said"), [
    (["add", "通知.txt"], 2, "没有写环节"),
    (["add", "通知.txt", "--round", "唱校"], 2, "没有写姓名"),
    (["add", "通知.txt", "--round", "二校", "--person", "张某"], 1, "没有“二校”这个环节"),
    (["add", "通知.txt", "--round", "唱校", "--person", "张某", "--person", "李某"], 1, "至少 3 人，只写了 2 人"),
    (["add", "通知.txt", "--round", "唱校", "--person", "张某", "--person", "张某"], 2, "写了两次"),
    (["add", "通知.txt", "--round", "审核", "--person", "钱某", "--role", "科长"], 1, "分管副秘书长或办公室副主任"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", " "], 2, "姓名是空的"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", "张" * 41], 2, "太长"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", "张某", "--role", "甲", "--role", "乙"], 2, "每人一次"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", "张某", "--time", "昨天"], 2, "2026-03-02T16:04"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", "张某", "--time", "2999-01-01"], 2, "还没有到"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", "张某", "--time", "2999-01-01T10:00"], 2, "还没有到"),
    (["add", "通知.txt", "--round", "起草人校对", "--person", "张某", "--verdict", "同意"], 2, "通过、退改"),
    (["add", "无.txt", "--round", "起草人校对", "--person", "张某"], 3, "找不到"),
    (["status", "无.txt"], 3, "找不到"),
    (["status", "通知.txt", "--key", "无.key"], 2, "没有密钥文件"),
    (["verify", "通知.txt"], 3, "没有校对登记"),
    (["repair", "通知.txt"], 3, "没有校对登记"),
    (["sheet", "通知.txt"], 2, "没有写文件"),
    (["key", "--output", "通知.txt"], 2, "没有覆盖"),
])
def test_usage(folder: Path, args: list[str], code: int, said: str) -> None:
    result = run("proof", *args)
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert not any(word in result.output for word in ("Traceback", "Error", "Usage", "required", "内部出错"))
    assert not list(folder.glob("*.jsonl"))


def test_help_is_chinese() -> None:
    for name in ("add", "status", "sheet", "verify", "repair", "key"):
        text = run("proof", name, "--help").stdout
        assert text.startswith("用法：") and "required" not in text and "Options" not in text
