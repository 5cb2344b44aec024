"""The optional second opinion, against a stub server of our own in a thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hongtou.pipeline.check import Options, Spelling
from hongtou.pipeline.config import ConfigError, load
from hongtou.pipeline.engine import Selection
from hongtou.pipeline.review_file import Job, review
from hongtou.pipeline.second_opinion import PERMIT, SecondOpinion, refusal, second_opinion


@contextmanager
def model(answer: bytes, status: int = 200, location: str = "") -> Iterator[tuple[str, list[str]]]:
    """A server that gives ``answer`` to whatever is asked, and the questions it has had."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body["messages"][0]["content"])
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def opinion(endpoint: str, **settings: float) -> SecondOpinion:
    made = SecondOpinion(Spelling(endpoint, **settings))
    made.begin()
    return made


def test_the_model_chooses_among_the_wordings() -> None:
    with model(says("B。")) as (endpoint, asked):
        made = opinion(endpoint)
        assert made.prefer("制定本", ["条列", "条例"], "。") == 1
    assert "A. 制定本条列。" in asked[0] and "B. 制定本条例。" in asked[0] and made.note is None


@pytest.mark.parametrize(("answer", "status"), [(says("不知道"), 200), (b"{", 200), (b"{}", 200), (b"[]", 200), (says("B"), 500)])
def test_a_bad_answer_leaves_the_order_and_is_told_once(answer: bytes, status: int) -> None:
    with model(answer, status) as (endpoint, asked):
        made = opinion(endpoint)
        assert [made.prefer("制定本", ["条列", "条例"], "。") for _ in range(3)] == [0, 0, 0]
    assert len(asked) == 1 and made.note is not None and "没有得到第二意见" in made.note


def test_a_redirection_is_not_followed() -> None:
    with model(says("B")) as (target, followed), model(b"", 307, target + "/chat/completions") as (endpoint, _):
        assert opinion(endpoint).prefer("", ["甲", "乙"], "") == 0
    assert not followed


def test_nobody_listens() -> None:
    with model(says("A")) as (endpoint, _):
        pass
    made = opinion(endpoint)
    assert made.prefer("", ["甲", "乙"], "") == 0 and "连不上" in (made.note or "")


def test_a_document_takes_no_longer_than_its_budget() -> None:
    with model(says("B")) as (endpoint, asked):
        made = opinion(endpoint, budget_seconds=-1.0)
        assert made.prefer("", ["甲", "乙"], "") == 0 and not asked


@pytest.mark.parametrize("url", ["http://8.8.8.8/v1", "http://example.com/v1", "ftp://127.0.0.1/", "127.0.0.1:8080", "http://[::", "http://0.0.0.0/",
                                 "http://127.0.0.1:port/v1", ""])
def test_only_addresses_inside_the_office(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PERMIT, raising=False)
    assert refusal(url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/v1", "http://localhost:11434/v1", "https://10.1.2.3/v1", "http://192.168.0.9:80", "http://[::1]:1/v1"])
def test_addresses_inside_the_office(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PERMIT, raising=False)
    assert refusal(url) is None


def test_other_addresses_only_with_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PERMIT, "1")
    assert refusal("http://llm.office.example/v1") is None


def test_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PERMIT, raising=False)
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('[spelling]\nendpoint = "http://127.0.0.1:8080/v1"\nmodel = "qwen"\n', "utf-8")
    bad.write_text('[spelling]\nendpoint = "https://example.com/v1"\n', "utf-8")
    assert load(good).options.spelling == Spelling("http://127.0.0.1:8080/v1", "qwen")
    with pytest.raises(ConfigError, match="内网"):
        load(bad)


def test_off_by_default() -> None:
    assert second_opinion(Options().spelling) is None


def test_a_check_with_a_second_opinion(tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_text("关于做好环境保护工作的通知\n各县（区）人民政府：\n现将有关事向通知如下。\n", "utf-8")
    job = Job(selection=Selection(select=("HT7050",), info=True))
    alone = review(str(path), job)
    with model(says("A")) as (endpoint, asked):
        same = review(str(path), Job(options=Options(spelling=Spelling(endpoint)), selection=job.selection))
    assert asked and [f.fixes for f in same.findings] == [f.fixes for f in alone.findings] and not same.notes
    assert all(choice.startswith(("A.", "B.", "C.", "D.")) for q in asked for choice in q.splitlines()[1:-1])
    with model(says("B")) as (endpoint, _):
        other = review(str(path), Job(options=Options(spelling=Spelling(endpoint)), selection=job.selection))
    assert other.findings[0].fixes[0] == alone.findings[0].fixes[1]
    with model(says("A"), 500) as (endpoint, _):
        failed = review(str(path), Job(options=Options(spelling=Spelling(endpoint)), selection=job.selection))
    assert failed.findings == alone.findings and any("接口返回 500" in note for note in failed.notes)
