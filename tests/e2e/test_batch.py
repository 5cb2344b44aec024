"""``hongtou batch``: every file on record exactly once, whatever interrupts the run."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hongtou.cli import cli
from hongtou.pipeline.batch import Record
from hongtou.pipeline.files import OutputError
from hongtou.pipeline.review import Review

RIGHT = "云岭市人民政府关于做好防汛工作的通知\n各县（区）人民政府：\n各单位要认真部署，抓好落实。\n"
WRONG = RIGHT.replace("部署", "布署")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve notices, every third one with a wrong word, and a file that cannot be read."""
    made = tmp_path / "收文"
    made.mkdir()
    for number in range(12):
        (made / f"{number:02}.txt").write_text(RIGHT if number % 3 else WRONG, "utf8")
    (made / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    return made


def lines(record: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in record.read_text("utf8").splitlines()]


def batch(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hongtou", "batch", str(folder), "--output", str(folder.parent / "结果.jsonl"), *more]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf8", check=False)


def test_every_file_has_its_line_and_its_row(folder: Path) -> None:
    run = batch(folder, "--select", "HT7001")
    found = lines(folder.parent / "结果.jsonl")
    assert run.returncode == 3, run.stderr
    assert sorted(Path(str(f["path"])).name for f in found) == sorted(p.name for p in folder.iterdir())
    assert "共 13 份：8 份没有发现问题，4 份有错误，0 份只有警告，1 份没能查或没有查完。错误 4 处" in run.stdout
    assert any("坏.docx" in line and "没能检查" in line for line in run.stdout.splitlines())
    assert "4 份  错别字（HT7001）" in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_run_goes_on_where_it_stopped(folder: Path) -> None:
    record = folder.parent / "结果.jsonl"
    command = [sys.executable, "-m", "hongtou", "batch", str(folder), "--output", str(record), "--jobs", "1",
               "--select", "HT7001"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1200):
        if record.exists() and record.read_bytes().count(b"\n") >= 3:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = record.read_bytes()
    record.write_bytes(before + before.splitlines()[0][:200])  # and a line torn in the middle
    run = batch(folder, "--select", "HT7001")
    after = record.read_bytes()
    assert f"接着上次的结果：{before.count(bytes([10]))} 份已经查过" in run.stderr
    assert after.startswith(before)
    assert sorted(str(f["path"]) for f in lines(record)) == sorted(map(str, folder.iterdir()))


def test_what_has_changed_is_reviewed_again_and_nothing_else(folder: Path) -> None:
    batch(folder, "--select", "HT7001")
    record = folder.parent / "结果.jsonl"
    (folder / "00.txt").write_text(RIGHT, "utf8")
    run = batch(folder, "--select", "HT7001")
    assert "12 份已经查过，还有 1 份" in run.stderr and "错误 3 处" in run.stdout
    assert len(lines(record)) == 13
    run = batch(folder, "--select", "HT7001,HT8002")
    assert "已经查过" not in run.stderr and len(lines(record)) == 13


def test_a_record_of_something_else_is_left_alone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "名单.txt"
    other.write_text("甲\n乙\n", "utf8")
    result = CliRunner().invoke(cli, ["batch", str(folder), "--output", str(other)])
    assert result.exit_code == 2 and "不是批量检查的结果" in result.stderr
    assert other.read_text("utf8") == "甲\n乙\n"


def test_a_record_of_other_files_is_left_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(RIGHT, "utf8")
    a, b, record = str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), tmp_path / "结果.jsonl"
    with Record(str(record), {a: "s"}, "1") as first:
        first.add(Review(a))
    before = record.read_bytes()
    with pytest.raises(OutputError, match=r"别的文件的结果"):
        Record(str(record), {b: "s"}, "1")
    assert record.read_bytes() == before
    (tmp_path / "a.txt").unlink()  # a file that is gone leaves the record
    with Record(str(record), {b: "s"}, "1") as second:
        assert not second.done
    assert record.read_bytes() == b""


def test_two_runs_do_not_write_one_record(folder: Path) -> None:
    record = folder.parent / "结果.jsonl"
    files = {str(path): "s" for path in folder.iterdir()}
    with Record(str(record), files, "1"):
        result = CliRunner().invoke(cli, ["batch", str(folder), "--output", str(record)])
    assert result.exit_code == 2 and "另一个批量检查正在写" in result.stderr
    with Record(str(record), files, "1") as again:
        assert not again.done
