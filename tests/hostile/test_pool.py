"""The real pool with a reader that hangs, floods memory, crashes: each becomes a failure, the rest is reviewed."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hongtou.pipeline.pool import review_many
from hongtou.pipeline.review import Review
from hongtou.pipeline.review_file import Job

HERE = Path(__file__).parent
JOB = Job(reader="misbehaving:read")


@pytest.fixture(autouse=True)
def misbehaving(monkeypatch):
    """Workers inherit the search path, and find the reader there."""
    monkeypatch.syspath_prepend(str(HERE))


@pytest.fixture
def files(tmp_path):
    """A function that writes orders into files and returns their paths."""
    def write(*orders: str) -> list[str]:
        paths = []
        for number, order in enumerate(orders):
            path = tmp_path / f"{number}.txt"
            path.write_text(order)
            paths.append(str(path))
        return paths
    return write


def _category(review: Review) -> str:
    return review.failures[0].category if review.failures else review.status


def test_one_bad_file_never_stops_the_rest(files, tmp_path):
    paths = files("第一份", "hang", "第二份", "exit 3", "flood", "第三份", "segfault", f"once {tmp_path / 'mark'}",
                  "raise", "refuse", "recurse", "第四份")
    reviews = list(review_many(paths, JOB, jobs=2, timeout_s=20, memory_mb=900))
    assert [r.path for r in reviews] == paths
    assert [_category(r) for r in reviews] == [
        "reviewed", "timeout", "reviewed", "crash", "memory" if sys.platform.startswith("linux") else "timeout",
        "reviewed", "crash", "reviewed", "crash", "encrypted", "crash", "reviewed"]
    for review in reviews:
        assert review.status == ("failed" if review.failures else "reviewed")
        assert all(f.message.endswith("。") for f in review.failures)


def test_a_hang_inside_a_library_is_killed_in_time(files):
    reviews = list(review_many(files("hang-in-c", "正常"), JOB, timeout_s=5))
    assert [_category(r) for r in reviews] == ["timeout", "reviewed"]


def test_as_finished_does_not_wait_for_the_slow_one(files):
    paths = files("hang", "甲", "乙")
    reviews = list(review_many(paths, JOB, jobs=2, timeout_s=3, ordered=False))
    assert [_category(r) for r in reviews] == ["reviewed", "reviewed", "timeout"]


def test_words_of_the_document_stay_out_of_failures_and_logs(files, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    (review,) = review_many(files("raise"), JOB)
    assert review.failures[0].message.startswith("读取时程序出错（ValueError）")
    captured = capfd.readouterr()
    assert "绝不能进日志" not in captured.out + captured.err + caplog.text + repr(review)


def test_workers_that_cannot_start_end_in_failures(files, monkeypatch):
    import misbehaving

    monkeypatch.setattr("hongtou.pipeline.pool.start", misbehaving.die_at_start)
    reviews = list(review_many(files("甲", "乙"), JOB, jobs=2))
    assert [_category(r) for r in reviews] == ["crash", "crash"]


def test_without_isolation_nothing_is_spawned(files):
    reviews = list(review_many(files("甲", "raise", "refuse"), JOB, isolate=False))
    assert [_category(r) for r in reviews] == ["reviewed", "crash", "encrypted"]


def test_each_path_may_have_its_own_job(files):
    paths = files("raise", "正常")
    jobs = {paths[0]: Job(), paths[1]: JOB}
    assert [_category(r) for r in review_many(paths, jobs.__getitem__)] == ["reviewed", "reviewed"]


def _gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def _wait_for(path: Path) -> int:
    for _ in range(200):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.1)
    raise AssertionError("the worker never started")


@pytest.mark.skipif(sys.platform == "win32", reason="process groups and signals of POSIX")
def test_ctrl_c_leaves_no_worker_behind(files, tmp_path):
    path, mark = files(f"pid {tmp_path / 'pid'}")[0], tmp_path / "pid"
    script = tmp_path / "run.py"
    script.write_text(
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a background shell has it ignored
        f"sys.path.insert(0, {str(HERE)!r})\n"
        "from hongtou.pipeline.pool import review_many\n"
        "from hongtou.pipeline.review_file import Job\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        f"        list(review_many([{path!r}], Job(reader='misbehaving:read')))\n"
        "    except KeyboardInterrupt:\n"
        "        sys.exit(130)\n")
    process = subprocess.Popen([sys.executable, str(script)], start_new_session=True, stderr=subprocess.PIPE)
    worker = _wait_for(mark)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert _gone(worker)


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill(pid, 0) ends a process there")
def test_closing_the_iterator_ends_the_workers(files, tmp_path):
    paths = files("正常", f"pid {tmp_path / 'pid'}")
    reviews = review_many(paths, JOB)
    assert next(reviews).status == "reviewed"
    worker = _wait_for(tmp_path / "pid")
    reviews.close()
    assert _gone(worker)
