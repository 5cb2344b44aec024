"""hongtou preprint: the sheet in its forms, exit codes, the ledger's state on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from hongtou import check_file, cli

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROUNDS = (("起草人校对", ["张某"], []), ("科室负责人校对", ["李某"], []), ("唱校", ["王某", "赵某", "钱某"], []),
          ("审核", ["孙某"], ["--role", "办公室副主任"]), ("签发", ["周某"], []))


def run(*args):
    return CliRunner().invoke(cli.cli, [str(a) for a in args])


def configure(folder, more="", *, name="hongtou.toml"):
    """Only the checks of 版头 run, which is quick."""
    (folder / name).write_text(f'select = ["版头"]\n{more}', encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    configure(tmp_path)
    for kind in ("correct", "faulty"):
        (tmp_path / f"{kind}.docx").write_bytes((EXAMPLES / kind / "02-请示.docx").read_bytes())
    return tmp_path


def test_nothing_open(folder):
    result = run("preprint", "correct.docx")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "校对台账：未建校对台账" in result.stdout
    assert "☐ 发文字号（应有）：云水发〔2026〕18号" in result.stdout
    assert "未改的问题" not in result.stdout


def test_open_errors(folder):
    result = run("preprint", "faulty.docx")
    assert result.exit_code == 1
    assert "结论：不能付印：还有错误没有改。" in result.stdout
    assert "☐ 签发人（应有）：！未见" in result.stdout
    review = check_file("faulty.docx", final=True)
    listed = [line for line in result.stdout.splitlines() if line.startswith(("  错误　", "  警告　"))]
    assert len(listed) == review.count("error") + review.count("warning") > 0


def test_a_configuration_decides_what_counts(folder):
    rules = sorted({f.rule for f in check_file("faulty.docx", final=True).findings})
    configure(folder, "[severity]\n" + "".join(f'{rule} = "off"\n' for rule in rules), name="别的.toml")
    assert run("preprint", "faulty.docx", "--config", "别的.toml").exit_code == 0


def test_a_ledger_that_must_be_there(folder):
    result = run("preprint", "correct.docx", "--require-ledger")
    assert result.exit_code == 1
    assert "没有校对台账" in result.stdout


def test_a_ledger_that_is_not_done_and_one_that_is(folder):
    for name, people, more in ROUNDS:
        persons = [x for person in people for x in ("--person", person)]
        added = run("proof", "add", "correct.docx", "--round", name, *persons, *more)
        assert added.exit_code == 0, added.stderr
        result = run("preprint", "correct.docx")
        assert result.exit_code == (0 if name == "签发" else 1)
        assert ("校对台账：可以付印" in result.stdout) == (name == "签发")


@pytest.mark.parametrize("name", ["单.html", "单.docx"])
def test_into_a_file(folder, name):
    result = run("preprint", "faulty.docx", "--output", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "不能付印" in result.stderr
    assert (folder / name).stat().st_size > 1000


def test_the_page(folder):
    run("preprint", "faulty.docx", "--output", "单.html")
    page = (folder / "单.html").read_text(encoding="utf-8")
    assert '<td class="lacking">未见' in page
    assert "default-src &#39;none&#39;" in page and "<script" not in page


def test_the_word_sheet(folder):
    configure(folder, '[office]\nname = "云岭市水利局"\n')
    run("preprint", "faulty.docx", "--output", "单.docx")
    document = Document(str(folder / "单.docx"))
    assert [p.text for p in document.paragraphs if p.text][:2] == ["云岭市水利局", "付印前确认单"]
    rows = {row.cells[0].text: [c.text for c in row.cells] for row in document.tables[1].rows}
    assert rows["签发人"] == ["签发人", "！未见", "应有。上行文标注", "☐", ""]
    assert [row.cells[0].text for row in document.tables[-1].rows] == ["拟稿人", "核对人", "付印批准人"]


@pytest.mark.parametrize("kind", ["correct", "faulty"])
def test_check_finds_nothing_on_the_sheet(folder, kind):
    run("preprint", f"{kind}.docx", "--output", "单.docx")
    (folder / "hongtou.toml").unlink()
    review = check_file("单.docx", info=True, final=True)
    assert (review.official, [f.message for f in review.findings]) == (False, [])


def test_what_cannot_be_read(folder):
    (folder / "坏.docx").write_bytes(b"PK\x03\x04broken")
    result = run("preprint", "坏.docx")
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr


def test_word_needs_a_file(folder):
    assert run("preprint", "correct.docx", "--format", "docx").exit_code == 2
