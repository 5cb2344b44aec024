"""The ledger: with a key any edited byte is detected, without one accidents are; nothing written is ever lost."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hongtou.pipeline import proof_ledger, proof_seal
from hongtou.pipeline.proof_entry import Damaged, Entry, Person, canonical, parsed, written
from hongtou.pipeline.proof_ledger import LedgerError, append, read, repair
from hongtou.pipeline.proof_text import Snapshot, packed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
HMAC = proof_seal.Key("hmac-sha256", bytes(range(32)))
ED = proof_seal.Key("ed25519", bytes(range(1, 33)))
KEYS = {"hmac": HMAC, "ed25519": ED}


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def entry(round: str = "起草人校对", name: str = "张某", **changes: object) -> Entry:
    state = Snapshot(sha("文字"), sha("文件"), sha("内容"), {"发文字号": sha("1号")})
    made = Entry(0, "", "2026-03-02T16:04:00+08:00", "2026-03-02T16:05:00+08:00", round, (Person(name, "起草人"),), "通过",
                 "无", "通知.docx", state, "text", packed(("第一段", "第二段")))
    return replace(made, **changes)


def ledger(path: Path, key: proof_seal.Key | None, count: int = 3) -> bytes:
    for n in range(count):
        append(str(path), lambda found, n=n: entry(name=f"人{n}"), key)
    return path.read_bytes()


@pytest.fixture(params=["hmac", "ed25519"])
def key(request: pytest.FixtureRequest) -> proof_seal.Key:
    return KEYS[request.param]


# ---- what is written is read

def test_entries_come_back_as_they_went_in(tmp_path: Path, key: proof_seal.Key) -> None:
    ledger(tmp_path / "甲", key)
    found = read(str(tmp_path / "甲"), [key])
    assert found is not None and found.intact and found.trust == "sealed" and found.keys == (key.id,)
    assert [e.names for e in found.entries] == [("人0",), ("人1",), ("人2",)]
    first = found.entries[0]
    assert replace(first, previous="", number=0, key=None, hash="") == entry(name="人0")
    assert found.head == found.entries[-1].hash == hashlib.sha256((tmp_path / "甲").read_bytes().splitlines()[-1]).hexdigest()


def test_there_is_none(tmp_path: Path) -> None:
    assert read(str(tmp_path / "无")) is None


def test_without_a_key_the_seals_are_not_checked_and_it_says_so(tmp_path: Path, key: proof_seal.Key) -> None:
    ledger(tmp_path / "甲", key)
    found = read(str(tmp_path / "甲"))
    assert found is not None and found.intact and found.trust == "unchecked"
    ledger(tmp_path / "乙", None)
    found = read(str(tmp_path / "乙"))
    assert found is not None and found.intact and found.trust == "unsealed"


def test_a_public_key_verifies_and_cannot_seal(tmp_path: Path) -> None:
    ledger(tmp_path / "甲", ED)
    found = read(str(tmp_path / "甲"), [ED.public()])
    assert found is not None and found.intact and ED.public().id == ED.id
    with pytest.raises(proof_seal.KeyProblem, match="公钥"):
        append(str(tmp_path / "甲"), lambda _: entry(), ED.public())
    assert (found := read(str(tmp_path / "甲"), [ED])) is not None and len(found.entries) == 3 and found.intact


# ---- edits

@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, bytes]]:
    folder = tmp_path_factory.mktemp("封")
    return {name: (folder / name, ledger(folder / name, key)) for name, key in KEYS.items()}


@pytest.mark.parametrize("name", KEYS)
@CALM
@given(data=st.data())
def test_with_the_key_any_edited_byte_is_detected(sealed: dict[str, tuple[Path, bytes]], name: str, data: st.DataObject) -> None:
    path, whole = sealed[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    byte = data.draw(st.integers(0, 255).filter(lambda b: kind != "replace" or b != whole[at]))
    made = whole[:at] + (b"" if kind == "delete" else bytes([byte])) + whole[at + (kind != "insert"):]
    assert made != whole
    found = proof_ledger._verified(str(path), made, [KEYS[name]])
    assert not found.intact


@pytest.mark.parametrize("name", KEYS)
@CALM
@given(data=st.data())
def test_with_the_key_entries_moved_doubled_or_taken_out_are_detected(sealed: dict[str, tuple[Path, bytes]], name: str,
                                                                      data: st.DataObject) -> None:
    path, whole = sealed[name]
    lines = whole.splitlines(keepends=True)
    order = data.draw(st.lists(st.sampled_from(range(len(lines))), min_size=1, max_size=5))
    if order == list(range(len(order))):
        return  # a beginning of the ledger: only the hash on the sheet can tell
    assert not proof_ledger._verified(str(path), b"".join(lines[n] for n in order), [KEYS[name]]).intact


@CALM
@given(data=st.data())
def test_without_a_key_an_accident_is_detected(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Any edit before the last entry breaks the chain; the last entry alone may be edited into another good one."""
    path = tmp_path_factory.mktemp("甲") / "甲"
    whole = ledger(path, None)
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    at = data.draw(st.integers(0, last - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != whole[at]))
    assert not proof_ledger._verified(str(path), whole[:at] + bytes([byte]) + whole[at + 1:], []).intact


def test_without_a_key_a_new_chain_passes_and_with_it_does_not(tmp_path: Path) -> None:
    """What 仅防误改 means, and what the key is for."""
    path = tmp_path / "甲"
    ledger(path, HMAC)
    path.unlink()
    ledger(path, None)
    forged = read(str(path))
    assert forged is not None and forged.intact and forged.trust == "unsealed"
    with_key = read(str(path), [HMAC])
    assert with_key is not None and not with_key.intact and "没有封印" in with_key.problems[0].message
    path.unlink()
    ledger(path, proof_seal.Key("hmac-sha256", bytes(32)))
    with_key = read(str(path), [HMAC])
    assert with_key is not None and "别的密钥" in with_key.problems[0].message


def test_an_entry_without_a_seal_after_sealed_ones_shows_even_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, HMAC, 1)
    head = hashlib.sha256(whole[:-1]).hexdigest()
    path.write_bytes(whole + written(entry(number=2, previous=head), None) + b"\n")
    found = read(str(path))
    assert found is not None and "没有封印" in found.problems[0].message


def test_entries_before_the_key_are_covered_by_the_seals_after_it(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    ledger(path, None, 2)
    whole = ledger(path, HMAC, 1)
    found = read(str(path), [HMAC])
    assert found is not None and found.intact and found.trust == "sealed"
    for at in range(whole.rstrip(b"\n").rfind(b"\n")):
        made = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:]
        assert not proof_ledger._verified(str(path), made, [HMAC]).intact


def test_a_line_taken_out_is_told_once_and_by_its_place(tmp_path: Path) -> None:
    lines = ledger(tmp_path / "甲", HMAC, 5).splitlines(keepends=True)
    found = proof_ledger._verified("甲", b"".join(lines[:1] + lines[2:]), [HMAC])
    assert [(p.line, "接不上" in p.message) for p in found.problems] == [(2, True)]


def test_old_and_new_keys_together(tmp_path: Path) -> None:
    new = proof_seal.Key("hmac-sha256", bytes(32))
    path = tmp_path / "甲"
    ledger(path, HMAC, 1)
    append(str(path), lambda _: entry(), new, [new, HMAC])
    assert (found := read(str(path), [HMAC, new])) is not None and found.intact
    assert (found := read(str(path), [new])) is not None and not found.intact


@CALM
@given(st.integers(0, 3))
def test_what_was_cut_off_shows_against_the_head_on_the_sheet(kept: int) -> None:
    """The chain alone cannot tell: that is why the sheet has the hash."""
    from hongtou.pipeline.reports.proof import verified

    lines: list[bytes] = []
    for n in range(4):
        before = hashlib.sha256(lines[-1]).hexdigest() if lines else "0" * 64
        lines.append(written(entry(number=n + 1, previous=before), HMAC))
    head = hashlib.sha256(lines[-1]).hexdigest()
    cut = proof_ledger._verified("甲", b"".join(line + b"\n" for line in lines[:kept]), [HMAC])
    assert cut.intact
    assert not verified(cut, head)[1]
    whole = proof_ledger._verified("甲", b"".join(line + b"\n" for line in lines), [HMAC])
    assert verified(whole, head)[1] and verified(whole, f" {head[:8].upper()} {head[8:16]}")[1]
    assert not verified(whole, head[:15])[1]  # too short to mean anything


# ---- what is no entry

@pytest.mark.parametrize("line", [
    b"", b"{}", b"[]", b"1", b"null", b"{\"schema\":\"hongtou.proof/1\"}", b"\xff\xfe", b"[" * 100_000, b"{\"a\":NaN}",
])
def test_what_is_no_entry(line: bytes) -> None:
    with pytest.raises(Damaged):
        parsed(line)


@pytest.mark.parametrize(("key_path", "value"), [
    (("number",), "1"), (("number",), True), (("previous",), "x"), (("time",), "昨天"), (("time",), "2026-03-02T10:00"),
    (("people",), []), (("people",), [{"name": 1, "role": ""}]), (("verdict",), "同意"), (("document", "kept"), "all"),
    (("document", "kept"), "hashes"), (("document", "text"), "0"), (("document", "filled"), {"发文字号": "1号"}),
    (("document", "lines"), None), (("extra",), 1), (("seal",), {}), (("seal",), 5),
])
def test_an_entry_with_a_wrong_value_is_damaged(key_path: tuple[str, ...], value: object) -> None:
    data = json.loads(written(entry(number=1, previous="0" * 64), None))
    place = data
    for name in key_path[:-1]:
        place = place[name]
    place[key_path[-1]] = value
    with pytest.raises(Damaged):
        parsed(canonical(data))


@CALM
@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    proof_ledger._verified("甲", data, [HMAC])


def test_one_spelling_only() -> None:
    line = written(entry(number=1, previous="0" * 64), HMAC)
    assert parsed(line)
    with pytest.raises(Damaged):
        parsed(json.dumps(json.loads(line)).encode())


# ---- writing

def test_a_torn_last_line_is_reported_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, HMAC)
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for cut in (last + 1, last + 200, len(whole) - 2):
        path.write_bytes(whole[:cut])
        found = read(str(path), [HMAC])
        assert found is not None and found.torn == "part" and not found.intact and len(found.entries) == 2
        with pytest.raises(LedgerError, match="末行不完整"):
            append(str(path), lambda _: entry(), HMAC)
        assert "前面 2 条没有动" in str(repair(str(path)))
        assert path.read_bytes() == whole[:last]
        assert Path(f"{path}{proof_ledger.TORN_SUFFIX}").read_bytes() == whole[last:cut]
        append(str(path), lambda _: entry(), HMAC)
        assert (found := read(str(path), [HMAC])) is not None and found.intact and len(found.entries) == 3
    assert repair(str(path)) is None


def test_a_whole_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, HMAC)
    path.write_bytes(whole[:-1])
    assert (found := read(str(path), [HMAC])) is not None and found.torn == "whole"
    assert "已经补上" in str(repair(str(path)))
    assert path.read_bytes() == whole


def test_what_is_no_ledger_is_not_mended(tmp_path: Path) -> None:
    """A document named by mistake is never cut."""
    path = tmp_path / "通知.docx"
    for content in (b"PK\x03\x04 \n \x00 the end", b"{}", "一段没有换行的文字".encode()):
        path.write_bytes(content)
        with pytest.raises(LedgerError, match="没有动它"):
            repair(str(path))
        with pytest.raises(LedgerError, match="不完整"):
            append(str(path), lambda _: entry(), None)
        assert path.read_bytes() == content


def test_a_torn_first_line_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, None, 1)
    for cut in (1, 10, 400):
        path.write_bytes(whole[:cut])
        assert "前面 0 条没有动" in str(repair(str(path)))
        assert path.read_bytes() == b""
        assert append(str(path), lambda _: entry(), None).number == 1


def test_a_damaged_ledger_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, HMAC)
    path.write_bytes(whole.replace("张".encode(), "李".encode()).replace("人1".encode(), "人9".encode()))
    damaged = path.read_bytes()
    with pytest.raises(LedgerError, match="第 2 条"):
        append(str(path), lambda _: entry(), HMAC)
    assert path.read_bytes() == damaged


def test_a_sealed_ledger_takes_no_entry_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, HMAC)
    with pytest.raises(LedgerError, match="--key"):
        append(str(path), lambda _: entry(), None)
    assert path.read_bytes() == whole


def test_a_full_disk_leaves_no_half_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲"
    whole = ledger(path, HMAC)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LedgerError, match="没有登记"):
        append(str(path), lambda _: entry(), HMAC)
    assert path.read_bytes() == whole


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="没有登记"):
        append(str(tmp_path / "无" / "甲"), lambda _: entry(), None)


ADDING = """
import sys
sys.path.insert(0, sys.argv[1])
from test_proof_ledger import HMAC, append, entry
for n in range(int(sys.argv[3])):
    append(sys.argv[2], lambda _: entry(name=sys.argv[4]), HMAC)
    print(n, flush=True)
"""


def adding(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    """Another process that adds entries and says so after each."""
    return subprocess.Popen([sys.executable, "-c", ADDING, str(Path(__file__).parent), str(path), str(count), name],
                            stdout=subprocess.PIPE, text=True)


def test_several_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    names = ["张某", "李某", "王某"]
    workers = [adding(path, 12, name) for name in names]
    for worker in workers:
        worker.communicate(timeout=300)
    found = read(str(path), [HMAC])
    assert [w.returncode for w in workers] == [0, 0, 0]
    assert found is not None and found.intact
    assert sorted(e.names[0] for e in found.entries) == sorted(names * 12)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process the POSIX way")
def test_a_process_killed_in_the_middle_leaves_a_ledger_that_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    for n in range(3):
        process = adding(path, 100_000, "人" * 2000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.01 * n)
        process.send_signal(signal.SIGKILL)
        told = [line for line in process.stdout.read().splitlines() if line]
        process.wait()
        before = read(str(path), [HMAC])
        assert before is not None and not before.problems and len(before.entries) >= 1 + len(told)
        repair(str(path))
        append(str(path), lambda _: entry(), HMAC)
        after = read(str(path), [HMAC])
        assert after is not None and after.intact
        assert after.entries[:len(before.entries)] == before.entries


# ---- key files

def test_key_files(tmp_path: Path, key: proof_seal.Key) -> None:
    proof_seal.save(key, tmp_path / "密钥")
    assert proof_seal.load(tmp_path / "密钥") == key
    if os.name == "posix":
        assert (tmp_path / "密钥").stat().st_mode & 0o077 == 0
    with pytest.raises(proof_seal.KeyProblem, match="没有覆盖"):
        proof_seal.save(key, tmp_path / "密钥")
    assert key.material.hex() not in repr(key) and repr(key.material) not in repr(key)


def test_new_keys_differ() -> None:
    assert proof_seal.new("hmac-sha256") != proof_seal.new("hmac-sha256")


@pytest.mark.parametrize("text", ["", "密钥", "hmac-sha256", "hmac-sha256 ====", "hmac-sha256 YWJj", "rsa YWJj", "a b\nc d",
                                  "\x00\xff"])
def test_what_is_no_key_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "密钥").write_text(text, "utf8")
    with pytest.raises(proof_seal.KeyProblem, match="不是红头的密钥文件"):
        proof_seal.load(tmp_path / "密钥")


def test_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(proof_seal.KeyProblem, match="没有密钥文件"):
        proof_seal.load(tmp_path / "无")
    with pytest.raises(proof_seal.KeyProblem, match="打不开"):
        proof_seal.load(tmp_path)
