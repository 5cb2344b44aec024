"""数字之间：总数与分项、百分比合计。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Document, Span

_AMOUNT = r"(?P<n>\d+(?:\.\d+)?)(?P<u>[万亿]?(?:元|人次|人|户|个|件|家|公里|亩|吨|平方米|名|台|辆|所|项|处|条))"
_TOTAL = re.compile(
    rf"(?:共计?|总计|合计|总投资|总额|总数|总量|总面积|总人数|总户数)[^，。；：、\d]{{0,10}}{_AMOUNT}[^，。；：、（）\d]{{0,4}}"
    r"(?P<rest>[，：:（(][^。；]*)")
_PARTS = re.compile(r"^[，：:（(]\s*(?P<lead>其中|分别为|包括|由|含)[：:]?")
_ITEM = re.compile(rf"^[^，、；\d]{{1,20}}?{_AMOUNT}$")
_OPEN_LIST = re.compile(r"等|主要|以及其他|左右|约|余|多|以上|超过|近")
_CLOSE = Decimal("0.05")
"""Parts after 其中 need not be all; within five per cent of the total they are meant to be."""


@check("HT9111", "总数与分项之和不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[Bad("经测算，共需资金⟦880万元⟧，其中坝体加固500万元，监测设备360万元。"),
                 Bad("全市共有⟦12个⟧村，包括东乡5个、西乡8个。"),
                 Good("经测算，共需资金860万元，其中坝体加固500万元，监测设备360万元。"),
                 Good("共需资金2000万元，其中坝体加固500万元、监测设备360万元。"),
                 Good("共需资金880万元，其中坝体加固约500万元，监测设备等360万元。")])
def sum_of_parts(document: Document, language: Language) -> Iterator[Problem]:
    """总数应当等于分项之和。

    只比较同一句里、单位相同、用“其中”“包括”“分别为”列出的分项；分项之和大于总数，或者与总数只差百分之五以内才报，
    列举不全（其中、等）的不报，有“约”“余”的不报。
    何时可以忽略：分项有交叉，或者有意只列一部分。
    依据：条例第十九条（三）：内容准确。
    """
    for block in language.prose():
        for match in _TOTAL.finditer(language.plain(block)):
            parts = _parts(match["rest"], match["u"])
            if len(parts) < 2:
                continue
            total, whole = Decimal(match["n"]), sum(parts, Decimal(0))
            if whole != total and (whole > total or total - whole <= total * _CLOSE):
                yield Problem(Span(block.index, match.start("n"), match.end("u")),
                              f"分项之和是{whole.normalize():f}{match['u']}，与总数{match['n']}{match['u']}不符，请核对。")


def _parts(rest: str, unit: str) -> list[Decimal]:
    """The amounts listed after 其中; none when the list is open, vague, or in other units."""
    lead = _PARTS.match(rest)
    if lead is None or _OPEN_LIST.search(rest):
        return []
    found: list[Decimal] = []
    for piece in re.split(r"[，、；]", rest[lead.end():].rstrip("）)")):
        item = _ITEM.match(piece.strip())
        if item is None or item["u"] != unit:
            return []
        found.append(Decimal(item["n"]))
    return found
