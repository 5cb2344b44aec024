"""The JSON contract and its published schema."""

from __future__ import annotations

import json
from typing import get_args

import jsonschema
import pytest
from hongtou.pipeline.elements import DOC_TYPES, ELEMENT_NAMES
from hongtou.pipeline.reports import json as report
from hongtou.pipeline.reports import jsonl
from hongtou.pipeline.review import GROUPS, Category, Review

SCHEMA = report.schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

DOCUMENT = {"path", "sha256", "format", "pages", "status", "failures", "kind", "elements", "findings", "skipped",
            "counts", "seconds"}
FINDING = {"rule", "name", "group", "severity", "message", "basis", "location", "related", "confidence", "fixes",
           "fingerprint", "occurrences", "locations"}
LOCATION = {"element", "part", "page", "paragraph", "start", "end", "quote", "box_mm"}


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_names_of_the_model():
    parts = SCHEMA["$defs"]
    assert parts["element_name"]["enum"] == list(ELEMENT_NAMES)
    assert parts["document"]["properties"]["kind"]["properties"]["doc_type"]["enum"] == [*DOC_TYPES, None]
    assert parts["finding"]["properties"]["group"]["enum"] == list(GROUPS)
    assert parts["failure"]["properties"]["category"]["enum"] == list(get_args(Category))


def test_snapshot_and_schema(review, failed, clean, snapshot):
    text = report.render([review, failed, clean], "0.1.0")
    VALIDATOR.validate(json.loads(text))
    snapshot("report.json", text)


def test_no_document_at_all():
    VALIDATOR.validate(report.report([], "0.1.0"))


def test_contract(review):
    made = report.report([review], "0.1.0")
    assert made["schema"] == "hongtou.review/1" and made["tool"] == {"name": "hongtou", "version": "0.1.0"}
    document = made["documents"][0]
    assert set(document) >= DOCUMENT
    assert document["counts"] == {"error": 4, "warning": 2, "info": 1}
    for finding in document["findings"]:
        assert set(finding) >= FINDING and set(finding["location"]) == LOCATION
        for place in [finding["location"], *finding["locations"], *finding["related"]]:
            if place["paragraph"] is not None:
                assert review.lines[place["paragraph"] - 1][place["start"]:place["end"]] == place["quote"]
    page, number, relation, _, folded, *_ = document["findings"]
    assert [page["location"][k] for k in ("paragraph", "start", "end", "quote")] == [None] * 4
    assert number["location"]["box_mm"] == [80.0, 120.2, 97.1, 125.8]
    assert (number["occurrences"], number["locations"]) == (1, [])
    assert relation["related"][0]["path"] == review.path
    assert folded["occurrences"] == 3 == len(folded["locations"]) and folded["locations"][0] == folded["location"]


def test_lines(review, failed):
    validator = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": SCHEMA["$defs"]})
    for each in (review, failed):
        text = jsonl.render(each, "0.1.0")
        assert text.endswith("\n") and text.count("\n") == 1
        validator.validate(json.loads(text))
        assert json.loads(text)["path"] == each.path


@pytest.mark.parametrize("change", [
    {"schema": "hongtou.review/2"}, {"tool": None}, {"documents": [{}]},
])
def test_the_schema_refuses(review, change):
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(report.report([review], "0.1.0") | change)


def test_the_schema_refuses_half_a_location_and_a_failure_without_reason(review):
    made = report.report([review], "0.1.0")
    made["documents"][0]["findings"][0]["location"]["quote"] = "甲"
    assert not VALIDATOR.is_valid(made)
    assert not VALIDATOR.is_valid(report.report([Review("x", status="failed")], "0.1.0"))


def test_a_report_can_be_read_back(review, failed):
    for one in (review, failed):
        written = report.document(one)
        assert report.document(report.load(json.loads(json.dumps(written)))) == written
