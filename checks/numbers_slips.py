"""数写走了样：小数点前缺0，数字中间夹了空格，上限下限颠倒。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.review import Fix

_MEASURE = "[%％‰]|个?百分点|公里|千米|厘米|毫米|米|平方|立方|公顷|万|亿|元|吨|亩|倍|兆瓦|千瓦|小时"
_NO_ZERO = re.compile(rf"(?<=[\u4e00-\u9fff（，、])[.．]\d{{1,3}}(?=(?:{_MEASURE}))")


@check("HT8131", "小数点前缺0", severity="warning", group="数字", basis="GB/T 15835-2011 5.1.2", official=False,
       examples=[
           Bad("水位日上升幅度超过⟦.5⟧米时，加密监测。", fix="水位日上升幅度超过0.5米时，加密监测。"),
           Good("水位日上升幅度超过0.5米时，加密监测；第1.5米处，一、.doc文件。"),
       ])
def no_zero(document: Document, language: Language) -> Iterator[Problem]:
    """纯小数写出小数点前的“0”：0.5米。

    何时可以忽略：没有。
    依据：GB/T 15835-2011 5.1.2（纯小数必须写出小数点前定位的“0”）。
    """
    for block in language.prose():
        for match in _NO_ZERO.finditer(language.own_words(block)):
            right = f"0.{match[0][1:]}"
            yield Problem(span_of(block, match), f"小数点前缺0，应为“{right}”。", (Fix(right),))


_PARTED = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,3} {1,2}\d{1,2}(?=[年月日人名个件项家户次元%％万亿]|公里|平方|周年)")


@check("HT8132", "数字中间有空格", severity="warning", group="数字", basis="GB/T 15835-2011 5.1.2",
       examples=[
           Bad("出席会议的委员⟦4 6⟧人。", fix="出席会议的委员46人。", kind={"official": True}),
           Good("出席会议的委员46人，联系电话0851 86890012，补助3 000元。"),
       ])
def parted(document: Document, language: Language) -> Iterator[Problem]:
    """一个数不从中间断开。

    三位一节、用空格分节的（3 000元）是允许的写法，不报。版式文件（PDF、OFD）里的空格可能是排版软件的字距，不查；表格里的不查。
    何时可以忽略：确是两个数，中间漏了顿号。
    依据：GB/T 15835-2011 5.1.2。
    """
    if document.source.format not in ("docx", "text"):
        return
    for block in language.prose():
        for match in _PARTED.finditer(language.plain(block)) if block.cell is None else ():
            right = match[0].replace(" ", "")
            yield Problem(span_of(block, match), f"数字中间有空格，应为“{right}”。", (Fix(right, safe=False),))


_N = r"\d{1,9}(?:\.\d{1,4})?"
_KIND = "万元|亿元|元|人|户|家|名|个|平方米|公里|米|亩|吨|日|天|年|%|个月|小时|周岁|岁"
_BETWEEN = re.compile(rf"(?<![\d.—～])(?P<a>{_N})(?P<u>{_KIND})以上，?(?:不满|不足|不超过)?(?P<b>{_N})(?P<v>{_KIND})以下")
_FACTOR = {"万元": 10_000, "亿元": 100_000_000, "元": 1}


@check("HT8133", "上限下限颠倒", severity="error", group="数字", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("处⟦50万元以上5万元以下⟧罚款。"),
           Good("处5万元以上50万元以下罚款，处5000元以上1万元以下罚款，1年以上6个月以下；60周岁以上、18周岁以下的免票。"),
       ])
def upside_down(document: Document, language: Language) -> Iterator[Problem]:
    """“×以上×以下”，先写小的，再写大的。

    两个数单位相同（元、万元、亿元换算）才比较。用顿号隔开的（60周岁以上、18周岁以下的）是两类对象，不查。何时可以忽略：没有。
    依据：条例第十九条（三），内容准确（推导）。
    """
    for block in language.prose():
        text = language.own_words(block)
        for match in _BETWEEN.finditer(text) if "以上" in text else ():
            same = match["u"] == match["v"] or {match["u"], match["v"]} <= _FACTOR.keys()
            low, high = (Decimal(match[n]) * _FACTOR.get(match[u], 1) for n, u in (("a", "u"), ("b", "v")))
            if same and low > high:
                yield Problem(span_of(block, match), "下限比上限大，请核对。")
