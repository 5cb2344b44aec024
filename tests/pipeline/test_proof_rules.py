"""What a ledger comes to, for any order of events; the rule is stated a second time here, by brute force."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hongtou.pipeline.config import load
from hongtou.pipeline.proof_entry import Entry, Person
from hongtou.pipeline.proof_procedure import REVIEW, Procedure, Round
from hongtou.pipeline.proof_rules import Judgment, judge, may_add
from hongtou.pipeline.proof_text import Snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
PROCEDURE = load().proof
ROUNDS = ["起草人校对", "科室负责人校对", "唱校", "审核", "签发"]
PEOPLE = {"起草人校对": "张", "科室负责人校对": "李", "唱校": "王赵钱", "审核": "孙", "签发": "周", REVIEW: "周"}
ROLE = {"审核": "办公室副主任"}


def sha(value: object) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()


def state(text: int, file: int = 0) -> Snapshot:
    return Snapshot(sha(text), sha((text, file)), sha(text), {})


def entry(round: str, text: int = 0, file: int = 0, *, good: bool = True, people: str | None = None, time: str = "2026-03-02",
          role: str | None = None) -> Entry:
    who = tuple(Person(name, ROLE.get(round, round) if role is None else role) for name in people or PEOPLE[round])
    return Entry(0, "", time, "2026-03-09T09:00:00+08:00", round, who, "通过" if good else "退改", "", "通知.docx",
                 state(text, file), "same")


def numbered(entries: Sequence[Entry]) -> list[Entry]:
    return [replace(e, number=n) for n, e in enumerate(entries, 1)]


def judged(*entries: Entry, now: int = 0, file: int = 0, procedure: Procedure = PROCEDURE) -> Judgment:
    return judge(numbered(entries), state(now, file), procedure)


def full(text: int = 0, file: int = 0) -> list[Entry]:
    return [entry(name, text, file) for name in ROUNDS]


def standing(found: Judgment) -> list[str]:
    return [r.status for r in found.rounds]


# ---- the rule by brute force

def allowed(entries: Sequence[Entry], now: Snapshot) -> bool:
    """Cleared: the newest approval is for this text, nobody sent it back since, and what was signed went through all
    rounds in order, each pass after the round's last 退改 and for another file than that."""
    approvals = [n for n, e in enumerate(entries) if e.round in ("签发", REVIEW) and e.verdict == "通过"]
    if not approvals or entries[approvals[-1]].snapshot.content != now.content:
        return False
    signatures = [n for n in approvals if entries[n].round == "签发"]
    if not signatures or any(e.verdict == "退改" for e in entries[approvals[-1] + 1:]):
        return False
    signed = entries[signatures[-1]].snapshot.content
    usable = []
    for name in ROUNDS:
        mine = [n for n in range(signatures[-1] + 1) if entries[n].round == name]
        back = max((n for n in mine if entries[n].verdict == "退改"), default=None)
        usable.append([n for n in mine if entries[n].verdict == "通过" and entries[n].snapshot.content == signed and (
            back is None or (n > back and entries[n].snapshot.file != entries[back].snapshot.file))])
    return any(all(a < b for a, b in itertools.pairwise(chain)) for chain in itertools.product(*usable))


events = st.builds(entry, st.sampled_from([*ROUNDS, REVIEW]), st.integers(0, 1), st.integers(0, 1),
                   good=st.sampled_from([True, True, True, False]))


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Good histories with other events in between, so that cleared ones are not rare."""
    made = list(draw(st.sampled_from([[], full(0), full(1), [*full(0), *full(1)], [*full(0), entry(REVIEW, 1)]])))
    for extra in draw(st.lists(events, max_size=6)):
        made.insert(draw(st.integers(0, len(made))), extra)
    return made


@settings(CALM, max_examples=1500)
@given(histories(), st.integers(0, 1), st.integers(0, 1))
def test_any_order_of_events_is_judged_as_the_rule_says(history: list[Entry], now: int, file: int) -> None:
    found = judged(*history, now=now, file=file)
    assert found.cleared is allowed(history, state(now, file))
    assert len(found.rounds) == len(ROUNDS)
    if found.cleared:
        assert all(r.holds for r in found.rounds)


@settings(CALM, max_examples=500)
@given(st.lists(st.one_of(events, st.sampled_from(["text", "file"])), max_size=25))
def test_what_is_added_in_good_order_ends_cleared(steps: list[Entry | str]) -> None:
    """Whoever only adds what :func:`may_add` lets pass is cleared by 签发 and by 复审, and by nothing else."""
    history: list[Entry] = []
    text = file = 0
    for step in steps:
        if isinstance(step, str):
            text, file = (text + 1, 0) if step == "text" else (text, file + 1)
            continue
        new = replace(step, number=len(history) + 1, snapshot=state(text, file))
        before = judge(history, state(text, file), PROCEDURE).cleared
        if may_add(history, state(text, file), PROCEDURE, new) is None:
            history.append(new)
            after = judge(history, state(text, file), PROCEDURE).cleared
            approves = new.verdict == "通过" and new.round in ("签发", REVIEW)
            assert after is (new.verdict == "通过" and (approves or before))


# ---- the cases by name

def test_all_rounds_in_order() -> None:
    found = judged(*full())
    assert found.cleared and standing(found) == ["通过"] * 5


@pytest.mark.parametrize("left_out", range(5))
def test_a_missing_round(left_out: int) -> None:
    found = judged(*(e for n, e in enumerate(full()) if n != left_out))
    assert not found.cleared and standing(found)[left_out] == "缺"
    assert any("还没有登记" in text for text in found.obstacles)


def test_a_round_out_of_order() -> None:
    a, b, c, d, e = full()
    found = judged(a, c, b, d, e)
    assert standing(found) == ["通过", "通过", "不合规定", "通过", "通过"]
    assert "唱校要在科室负责人校对之后进行。" in found.obstacles


def test_rounds_done_again_in_order_make_up_for_it() -> None:
    a, b, c, d, e = full()
    assert judged(a, c, b, *(c, d, e)).cleared


def test_too_few_people() -> None:
    a, b, _, d, e = full()
    found = judged(a, b, entry("唱校", people="王赵"), d, e)
    assert found.obstacles == ("唱校要有至少 3 人，只有 2 人。",)


def test_the_same_person_twice_counts_once() -> None:
    a, b, _, d, e = full()
    assert not judged(a, b, entry("唱校", people="王王赵"), d, e).cleared


def test_people_that_must_differ() -> None:
    a, _, c, d, e = full()
    found = judged(a, entry("科室负责人校对", people="张"), c, d, e)
    assert found.obstacles == ("科室负责人校对和起草人校对不能是同一个人（张）。",)
    a, b, c, d, _ = full()
    assert not judged(a, b, c, d, entry("签发", people="孙")).cleared


def test_the_post_of_whoever_reviews() -> None:
    a, b, c, _, e = full()
    found = judged(a, b, c, entry("审核", role="科长"), e)
    assert found.obstacles == ("审核要由分管副秘书长或办公室副主任进行。",)


def test_dates_that_contradict_the_order() -> None:
    """S-003-JD-02: 审核日期≥校对日期、签发日期≥审核日期."""
    a, b, c, d, _ = full()
    found = judged(a, b, c, d, entry("签发", time="2026-03-01"))
    assert found.obstacles == ("签发人审核的时间早于审核。",)
    assert judged(a, b, c, d, entry("签发", time="2026-03-02T08:00:00+08:00")).cleared  # the same day, the hour unknown


def test_sent_back_needs_a_change() -> None:
    a, b, c, d, e = full()
    back = entry("审核", good=False)
    assert standing(judged(a, b, c, back))[3] == "退改"
    assert "退改以后文件没有改动就通过" in judged(a, b, c, back, d, e).obstacles[0]
    again = [entry(name, 0, 1) for name in ("审核", "签发")]
    assert judged(a, b, c, back, *again, file=1).cleared  # the form was corrected, not the words
    assert standing(judged(a, b, c, back, now=1)) == ["失效"] * 3 + ["退改", "缺"]


def test_text_changed_before_the_signature() -> None:
    found = judged(*full()[:3], now=1)
    assert standing(found) == ["失效", "失效", "失效", "缺", "缺"]


def test_text_changed_after_the_signature() -> None:
    found = judged(*full(), now=1)
    assert not found.cleared and found.since is not None and found.since.round == "签发"
    assert "须由原签发人（周）复审" in found.obstacles[0]
    found = judged(*full(), entry(REVIEW, 1), now=1)
    assert found.cleared and found.review is not None
    assert not judged(*full(), entry(REVIEW, 1), now=2).cleared
    assert not judged(*full(), entry(REVIEW, 1), now=0).cleared  # back to what was signed, but not what was reviewed
    assert judged(*full(), entry(REVIEW, 1), entry(REVIEW, 2), now=2).cleared


def test_a_review_dated_before_the_signature() -> None:
    assert judged(*full(), entry(REVIEW, 1, time="2026-03-01"), now=1).obstacles == ("复审的时间早于签发。",)


def test_a_review_by_somebody_else() -> None:
    assert "不是原签发人" in judged(*full(), entry(REVIEW, 1, people="吴"), now=1).obstacles[0]


def test_sent_back_after_the_signature() -> None:
    back = entry("唱校", good=False)
    assert "要求退改" in judged(*full(), back).obstacles[0]
    assert judged(*full(), back, entry(REVIEW, 1), now=1).cleared
    assert judged(*full(), back, *full(1), now=1).cleared


def test_only_the_file_changed_after_the_signature() -> None:
    assert judged(*full(), file=1).cleared


# ---- what may be added

def reason(history: Sequence[Entry], new: Entry, now: int = 0, file: int = 0) -> str | None:
    return may_add(numbered(history), state(now, file), PROCEDURE, replace(new, snapshot=state(now, file)))


def test_the_next_round_may_be_added() -> None:
    for n, new in enumerate(full()):
        assert reason(full()[:n], new) is None
        if n:
            assert "前面的环节还没有完成" in str(reason(full()[:n - 1], new))


def test_sending_back_may_always_be_added() -> None:
    assert reason([], entry("签发", good=False)) is None


def test_when_a_review_may_be_added() -> None:
    assert "还没有签发" in str(reason(full()[:4], entry(REVIEW)))
    assert "没有改动" in str(reason(full(), entry(REVIEW)))
    assert "原签发人（周）" in str(reason(full(), entry(REVIEW, people="吴"), now=1))
    assert "早于签发" in str(reason(full(), entry(REVIEW, time="2026-03-01"), now=1))
    assert reason(full(), entry(REVIEW), now=1) is None
    back = [*full(), entry(REVIEW, good=False)]
    assert "没有改动" in str(reason(back, entry(REVIEW)))
    assert reason(back, entry(REVIEW), file=1) is None


def test_another_office_has_other_rounds() -> None:
    two = Procedure((Round("初核", role="核稿人"), Round("终审", apart_from=("初核",))))
    first, last = entry("初核", people="张"), entry("终审", people="李")
    assert judged(first, last, procedure=two).cleared
    assert not judged(last, first, procedure=two).cleared
    assert not judged(first, entry("终审", people="张"), procedure=two).cleared


# ---- what is filled in after 签发

def test_blanks_may_be_filled_in_and_nothing_else() -> None:
    signed = Snapshot(sha("甲"), sha("甲"), sha("空"), {"成文日期": sha("3月2日")})
    entries = numbered([replace(e, snapshot=signed) for e in full()])
    filled = Snapshot(sha("乙"), sha("乙"), sha("空"), {"成文日期": sha("3月2日"), "发文字号": sha("1号")})
    assert judge(entries, filled, PROCEDURE).cleared
    assert not judge(entries, replace(filled, filled={"成文日期": sha("3月3日")}), PROCEDURE).cleared
    assert not judge(entries, replace(filled, filled={}), PROCEDURE).cleared
    assert not judge(entries, replace(filled, content=sha("改")), PROCEDURE).cleared
