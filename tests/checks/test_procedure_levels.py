"""What an organ's name tells of its level, and what it does not."""

from __future__ import annotations

import pytest
from hongtou.checks.procedure_levels import COUNTY, PREFECTURE, PROVINCE, TOWN, organ

LEVELS = [
    ("省财政厅", PROVINCE), ("市人民政府", PREFECTURE), ("县城市管理局", COUNTY), ("云岭市青溪县人民政府", COUNTY),
    ("云岭市城市管理局", PREFECTURE), ("云岭市住房和城乡建设局", PREFECTURE), ("石桥镇人民政府", TOWN),
    ("云岭市青溪县石桥镇人民政府", TOWN), ("北京市财政局", PROVINCE), ("重庆市万州区人民政府", PREFECTURE), ("昆山市人民政府", COUNTY),
    ("国务院办公厅", 4), ("云岭市乡村振兴局", PREFECTURE),
]


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_level(name: str, level: int) -> None:
    found = organ(name)
    assert found is not None and found.level == level


@pytest.mark.parametrize("name", ["各县区人民政府", "市场监督管理局", "国家税务总局云岭市税务局", "云岭高新技术产业开发区管理委员会", "有关单位"])
def test_names_that_tell_nothing(name: str) -> None:
    assert organ(name) is None


def test_the_own_city_of_a_county_level_city_is_not_above_it() -> None:
    city, own, province = organ("昆山市财政局"), organ("市教育局"), organ("省财政厅")
    assert city and own and province
    assert own.above(city) == 0
    assert province.above(city) == 2


def test_government_and_department() -> None:
    government, department, other = organ("青溪县人民政府"), organ("青溪县财政局"), organ("青溪县公路管理局")
    assert government and department and other
    assert (government.government, department.department, other.department) == (True, True, False)
