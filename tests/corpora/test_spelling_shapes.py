"""Which characters count as looking alike, from made-up decompositions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hongtou.corpora.spelling.training.shapes import Shapes


@pytest.fixture
def shapes(tmp_path: Path) -> Shapes:
    tables = {
        "ecspell_shapeConfusion": {"末": ["未"]},
        "simplecsc_shape_confusion_dict": {},
        "simplecsc_four_corner_dict": {"末": "50900", "未": "50900", "本": "50230", "木": "40900"},
        "simplecsc_radical_dict": {"指": [["扌", ["旨"]]], "栺": [["木", ["旨"]]], "国": [["囗", ["玉"]]], "计": [["讠", ["十"]]],
                                   "汁": [["氵", ["十"]]], "本": [["木", ["一"]]]},
    }
    for name, table in tables.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    return Shapes(tmp_path)


def test_parts_in_common_and_being_part_of_another(shapes: Shapes) -> None:
    looks = shapes.among(["指", "国", "未", "末", "本"])
    assert {c for c, _ in looks.likest("栺", 2)} == {"指", "本"}
    assert looks.likest("玉", 1)[0][0] == "国"
    assert looks.likest("木", 1)[0][0] == "本"


def test_lists_and_corners_count_and_nothing_is_like_itself(shapes: Shapes) -> None:
    found = shapes.among(["末", "未", "国"]).likest("末", 3)
    assert [c for c, _ in found] == ["未"] and 1 <= found[0][1] <= 15


def test_a_stroke_in_common_says_less_than_a_part(shapes: Shapes) -> None:
    likeness = dict(shapes.among(["汁", "指"]).likest("计", 2) + shapes.among(["指"]).likest("栺", 1))
    assert likeness["指"] > likeness["汁"]


def test_characters_without_material_are_like_nothing(shapes: Shapes) -> None:
    assert shapes.among(["指", "国"]).likest("龘", 3) == []
    assert "栺" in shapes.characters and "末" in shapes.characters
