"""Configuration files: what they set, what they inherit, and what is said of a wrong one."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from pathlib import Path
from typing import get_type_hints

import pytest
from hongtou.corpora import profiles
from hongtou.pipeline.check import Office, Options
from hongtou.pipeline.config import Config, ConfigError, UnknownName, find, for_document, load, resolve
from hongtou.pipeline.proof_procedure import Procedure
from hongtou.pipeline.settings import convert


@pytest.fixture(autouse=True)
def fresh():
    load.cache_clear()


def config(folder: Path, text: str, name: str = "hongtou.toml") -> Config:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def complaint(folder: Path, text: str, name: str = "hongtou.toml") -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        config(folder, text, name)
    assert name in str(caught.value)
    return caught.value


def test_every_setting(tmp_path):
    made = config(tmp_path, """
        extends = "gbt9704-2012"
        select = ["版头", "HT1"]
        ignore = ["HT1002"]
        [severity]
        HT1001 = "off"
        "版头" = "warning"
        [options]
        top_margin_mm = [34.6, 37]
        line_pitch_pt = [28, 30]
        level2_bold = false
        accept = "其它"
        [office]
        name = "某市人民政府办公室"
        short = ["市政府办"]
        codes = ["某政办发", "某政办函"]
        place = "某市"
        """)
    assert made.options.top_margin_mm == (34.6, 37.0)
    assert made.options.line_pitch_pt == (28.0, 30.0)
    assert made.options.level2_bold is False
    assert made.options.accept == ("其它",)
    assert made.options.left_margin_mm == Options().left_margin_mm
    assert made.options.office == Office("某市人民政府办公室", ("市政府办",), ("某政办发", "某政办函"), "某市")
    assert made.severity == {"HT1001": "off", "版头": "warning"}
    selection = made.selection(ignore=("HT2014",), final=True)
    assert selection.select == ("版头", "HT1") and selection.ignore == ("HT1002", "HT2014") and selection.final
    assert made.selection(select=("主体",)).select == ("主体",)


def test_defaults_without_a_file(tmp_path):
    made = load()
    assert replace(made, proof=Procedure()) == Config(title="《党政机关公文格式》（GB/T 9704-2012）")
    assert [r.name for r in made.proof.rounds] == ["起草人校对", "科室负责人校对", "唱校", "审核", "签发"]
    assert find(tmp_path) is None or tmp_path not in find(tmp_path).parents


def test_nearest_file_wins_and_pyproject_counts_only_with_our_section(tmp_path):
    inner = tmp_path / "收文" / "2024"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.hongtou]\nignore = ["HT1"]\n', encoding="utf-8")
    (inner / "pyproject.toml").write_text("[tool.ruff\nbroken", encoding="utf-8")
    assert find(inner) == tmp_path / "pyproject.toml"
    assert for_document(inner / "请示.docx").ignore == ("HT1",)
    (tmp_path / "收文" / "hongtou.toml").write_text('ignore = ["HT2"]\n', encoding="utf-8")
    assert for_document(inner / "请示.docx").ignore == ("HT2",)


def test_an_office_profile_is_extended_by_relative_path(tmp_path):
    (tmp_path / "office.toml").write_text("""
        extends = "gbt9704-1999"
        ignore = ["HT1"]
        [options]
        top_margin_mm = 34
        left_margin_mm = 27
        """, encoding="utf-8")
    made = config(tmp_path, 'extends = "office.toml"\nignore = ["HT2"]\n[options]\ntop_margin_mm = 35\n')
    assert made.options.top_margin_mm == (35.0,) and made.options.left_margin_mm == (27.0,)
    assert made.ignore == ("HT1", "HT2") and made.standard == "1999"


def test_profile_of_the_command_line_replaces_the_base_alone(tmp_path):
    config(tmp_path, 'extends = "gbt9704-2012"\nignore = ["HT1"]\n')
    made = load(tmp_path / "hongtou.toml", "gbt9704-1999")
    assert made.standard == "1999" and made.ignore == ("HT1",) and made.profile == "gbt9704-1999"


def test_it_can_be_sent_to_a_worker(tmp_path):
    made = config(tmp_path, '[[rule]]\nid = "ZZ0001"\nforbid = { pattern = "甲" }\nmessage = "不写甲。"\n')
    assert pickle.loads(pickle.dumps(made)) == made


def test_byte_order_mark_of_notepad(tmp_path):
    path = tmp_path / "hongtou.toml"
    path.write_bytes("ignore = [\"HT1\"]\r\n".encode("utf-8-sig"))
    assert load(path).ignore == ("HT1",)


@pytest.mark.parametrize(("text", "said"), [
    ("optoins = 1", ["optoins", "“options”"]),
    ("[options]\ntop_margin = 37", ["options.top_margin：", "“top_margin_mm”"]),
    ('[options]\ntop_margin_mm = "宽"', ["options.top_margin_mm", "数字", "“宽”"]),
    ("[options]\ntop_margin_mm = []", ["至少要有一个"]),
    ("[options]\ntop_margin_mm = 900", ["0 到 420 毫米", "900"]),
    ("[options]\ntop_margin_mm = nan", ["有限"]),
    ("[options]\nline_pitch_pt = [30, 28]", ["写反了"]),
    ("[options]\nline_pitch_pt = [28]", ["正好有 2 个值"]),
    ("[options]\nline_pitch_pt = 28", ["2 个数字"]),
    ("[options]\nlevel2_bold = 1", ["true 或 false"]),
    ("[options]\noffice = {}", ["options.office"]),
    ("options = 3", ["options", "表"]),
    ("[office]\nnames = \"x\"", ["office.names", "“name”"]),
    ("[office]\nshort = [1]", ["office.short", "文字"]),
    ("[severity]\nHT1001 = \"of\"", ["severity.HT1001", "“off”"]),
    ("[severity]\nHT9999 = \"off\"", ["HT9999"]),
    ('select = ["审核"]', ["select", "“审核”", "“审核流程”"]),
    ('ignore = ["ht1001"]', ["“HT1001”"]),
    ('ignore = [""]', ["空的文字"]),
    ('extends = "gbt9704-2021"', ["extends", "gbt9704-2012"]),
    ('extends = "没有.toml"', ["没有这个文件"]),
    ('extends = "hongtou.toml"', ["绕成了圈"]),
    ('standard = "2021"', ["standard", "2012"]),
    ("a = ", ["TOML"]),
    ('[severity]\n版头 = "off"', ["第 2 行", "引号"]),
    ("x = 1\nx = 2", ["TOML"]),
])
def test_a_wrong_file_is_told_in_a_sentence(tmp_path, text, said):
    if "没有.toml" in text:
        with pytest.raises(ConfigError) as caught:
            config(tmp_path, text)
        message = str(caught.value)
    else:
        message = str(complaint(tmp_path, text))
    for words in said:
        assert words in message
    assert "\n" not in message


def test_the_wrong_file_of_a_chain_is_named(tmp_path):
    (tmp_path / "office.toml").write_text("[options]\nx = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, 'extends = "office.toml"')
    assert caught.value.source.endswith("office.toml") and caught.value.key == "options.x"


def test_not_utf8_and_absent_files(tmp_path):
    path = tmp_path / "hongtou.toml"
    path.write_bytes('[office]\nname = "某市"'.encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load(path)
    with pytest.raises(ConfigError, match="没有这个文件"):
        load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError, match="没有叫“x”的方案"):
        load(None, "x")


def test_names_resolve_to_ids_prefixes_and_groups():
    assert resolve(["HT1001", " HT2 ", "版头"]) == ("HT1001", "HT2", "版头")
    for word in ("HT9999", "", "ht1001", "标题"):
        with pytest.raises(UnknownName):
            resolve([word])


def test_every_option_can_be_set_from_toml():
    for kind in (Options, Office):
        hints = get_type_hints(kind)
        for field in fields(kind):
            value = getattr(kind(), field.name)
            if field.name not in ("office", "spelling") and value not in (None, ()):
                raw = list(value) if isinstance(value, tuple) else value
                assert convert(hints[field.name], raw, "x.toml", field.name) == value


def test_built_in_profiles_are_valid():
    assert profiles.names()[0] == profiles.DEFAULT
    for name in profiles.names():
        assert load(None, name).title
