"""The published schema of configurations says what the reader of configurations accepts."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import hongtou
import pytest
from hongtou.corpora import profiles
from hongtou.pipeline.config import ConfigError, load
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((Path(hongtou.__file__).parent / "pipeline" / "hongtou.config.schema.json").read_text("utf8"))
VALID = Draft202012Validator(SCHEMA)


def test_the_file_is_what_the_types_say() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import config_schema

    assert config_schema.schema() == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", profiles.names())
def test_profiles_of_the_package_are_valid(name: str) -> None:
    assert list(VALID.iter_errors(tomllib.loads(profiles.read(name)))) == []


@pytest.mark.parametrize("page", ["README.md", "docs/options.md", "docs/profiles/README.md", "docs/workflow.md"])
def test_examples_of_the_guides_are_valid(page: str) -> None:
    found = re.findall(r"```toml\n(.*?)```", (ROOT / page).read_text("utf8"), re.DOTALL)
    assert found
    for example in found:
        assert list(VALID.iter_errors(tomllib.loads(example))) == []


@pytest.mark.parametrize("text", [
    'severty = {}', '[severity]\nHT1002 = "loud"', '[options]\ntop_margin = 3', '[options]\nstrict_margins = "yes"',
    '[office]\nphone = "1"', 'standard = "2020"', '[[rule]]\nid = "HT0001"\nmessage = "x"\nforbid = {pattern = "甲"}',
    '[[rule]]\nid = "ZZ0001"\nmessage = "x"', '[[rule]]\nid = "ZZ0001"\nmessage = "x"\nforbid = {pattern = "甲"}\nrequire = {pattern = "乙"}',
    '[[rule]]\nid = "ZZ0001"\nmessage = "x"\nrequire = {element = "题目"}',
    '[[rule]]\nid = "ZZ0001"\nmessage = "x"\nrequire = {pattern = "甲"}\nwhen = {doc_type = ["文件"]}',
])
def test_what_reading_refuses_the_schema_refuses_too(text: str, tmp_path: Path) -> None:
    path = tmp_path / "hongtou.toml"
    path.write_text(text, "utf8")
    with pytest.raises(ConfigError):
        load(path)
    assert list(VALID.iter_errors(tomllib.loads(text)))
