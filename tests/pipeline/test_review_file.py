"""One document from path to Review, in this process."""

import pickle

import pytest
from hongtou.pipeline.check import Options
from hongtou.pipeline.engine import Selection
from hongtou.pipeline.house import HouseRule
from hongtou.pipeline.review_file import Job, review

NOTICE = "某市人民政府关于开展检查的通知\n各县、区人民政府：\n为加强管理，现通知如下。\n某市人民政府\n2024年3月1日\n"


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return str(path)


def test_a_text_goes_all_the_way(notice):
    found = review(notice)
    assert found.status == "reviewed"
    assert (found.path, found.format, found.pages) == (notice, "text", None)
    assert list(found.lines) == NOTICE.splitlines()
    assert len(found.roles) == len(found.lines)
    assert found.doc_type == "通知"
    assert set(found.timings) == {"read", "recognise", "check"}
    assert 0 < sum(found.timings.values()) <= found.seconds
    assert any(skip.reason == "纯文本没有版式信息" for skip in found.skipped)


def test_elements_are_located_in_the_lines(notice):
    for element in review(notice).elements:
        place = element.location
        assert place.paragraph is not None
        assert found_text(NOTICE.splitlines(), place) == place.quote
        assert element.text.startswith(place.quote)


def found_text(lines, place):
    return lines[place.paragraph - 1][place.start: place.end]


def test_a_wrong_path_is_a_failure(tmp_path):
    found = review(str(tmp_path / "没有.docx"))
    assert (found.status, found.failures[0].category, found.failures[0].stage) == ("failed", "not_found", "read")
    assert found.sha256 is None


TARGETS = {"recognise": "hongtou.pipeline.structure.recognise", "check": "hongtou.pipeline.review_file.run"}


@pytest.mark.parametrize("stage", TARGETS)
@pytest.mark.parametrize(("error", "category"), [(KeyError("秘密"), "crash"), (MemoryError(), "memory"),
                                                 (RecursionError("秘密"), "crash")])
def test_what_breaks_later_keeps_what_was_read(notice, monkeypatch, stage, error, category):
    def broken(*arguments):
        raise error

    monkeypatch.setattr(TARGETS[stage], broken)
    found = review(notice)
    assert (found.status, found.failures[0].stage, found.failures[0].category) == ("failed", stage, category)
    assert len(found.lines) == 5
    assert "秘密" not in repr(found)


def test_ctrl_c_is_not_swallowed(notice, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("hongtou.pipeline.structure.recognise", interrupted)
    with pytest.raises(KeyboardInterrupt):
        review(notice)


def test_house_rules_and_the_edition_of_the_job_apply(notice):
    rule = HouseRule("ZZ0001", "写明联系人", True, None, "联系人", "error", "应写明联系人。", "本单位规定")
    job = Job(selection=Selection(select=("ZZ",)), rules=(rule,), standard="1999")
    found = review(notice, job)
    assert [f.rule for f in found.findings] == ["ZZ0001"]
    assert found.standard == "1999"


def test_a_job_and_a_review_go_to_another_process_and_back(notice):
    job = Job(Options(), Selection(severity={"HT1": "off"}))
    assert pickle.loads(pickle.dumps(job)) == job
    found = review(notice)
    assert pickle.loads(pickle.dumps(found)) == found
