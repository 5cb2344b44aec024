"""A rule explained to the person whose document it found fault with, from what the rule itself declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..check import Bad, Check, Example
from . import wording

_SETTINGS = {
    "font": "字体", "size_pt": "字号（磅）", "bold": "加粗", "italic": "倾斜", "underline": "下划线",
    "strike": "删除线", "highlight": "突出显示", "color": "颜色", "style": "样式", "alignment": "对齐方式",
    "first_line_chars": "首行缩进（字）", "left_chars": "左缩进（字）", "right_chars": "右缩进（字）",
    "space_before_pt": "段前（磅）", "space_after_pt": "段后（磅）", "line_rule": "行距方式",
    "line_pt": "行距（磅）", "line_multiple": "行距（倍）", "width_mm": "纸宽（毫米）",
    "height_mm": "纸高（毫米）", "top_mm": "上边距（毫米）", "bottom_mm": "下边距（毫米）",
    "left_mm": "左边距（毫米）", "right_mm": "右边距（毫米）", "grid": "文档网格",
    "line_pitch_pt": "网格行距（磅）", "char_pitch_pt": "网格字距（磅）", "doc_type": "文种", "layout": "格式",
    "direction": "行文方向", "title_page": "首页不同", "even_odd": "奇偶页不同", "number_format": "页码格式",
    "number_start": "起始页码", "page_number": "页码",
}
_VALUES = {True: "是", False: "否", "left": "左对齐", "center": "居中", "right": "右对齐", "both": "两端对齐",
           "distribute": "分散对齐", "none": "无", "lines": "只指定行网格", "linesAndChars": "指定行和字符网格",
           "exact": "固定值", "atLeast": "最小值", "auto": "倍数"}


def render(made: Check) -> str:
    """The explanation as plain text."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: Check) -> Iterator[str]:
    yield f"{made.id}　{made.name}"
    yield ""
    yield f"程度：{wording.SEVERITY[made.severity]}（{wording.SEVERITY_MEANING[made.severity]}）"
    yield f"分组：{made.group}"
    yield f"检查对象：{'、'.join(made.on) or '整个文件'}"
    if scope := scope_of(made):
        yield f"适用范围：{scope}"
    yield f"依据：{made.basis}"
    yield ""
    yield from made.explanation.splitlines()
    if made.examples:
        yield ""
        yield "例子（『』里是会指出的地方）"
    for example in made.examples:
        yield ""
        yield from _example(example)
    yield ""
    yield f"不想做这项检查：命令后加 --ignore {made.id}，或在 hongtou.toml 的 [severity] 里写 {made.id} = \"off\"。"


def scope_of(made: Check) -> str:
    """Which documents the check is for, in one phrase; empty for all."""
    parts = ["、".join(made.doc_types), "、".join(f"{d}文" for d in made.directions),
             "、".join(f"{x}格式" for x in made.layouts)]
    if len(made.standards) == 1:
        parts.append(f"按 GB/T 9704-{made.standards[0]} 编排的公文")
    if not made.official:
        parts.append("公文以外的文字也检查")
    if made.final:
        parts.append("只在加了 --final（定稿）时检查")
    if made.experimental:
        parts.append("试行，不影响结果")
    return "；".join(p for p in parts if p)


def _example(example: Example) -> Iterator[str]:
    bad = isinstance(example, Bad)
    for number, line in enumerate(example.text.replace("⟦", "『").replace("⟧", "』").split("\n")):
        yield ("  错：" if bad else "  对：") + line if number == 0 else "      " + line
    settings = [*example.run.items(), *example.paragraph.items(), *example.section.items(), *example.kind.items()]
    if told := "，".join(_setting(k, v) for k, v in settings if k in _SETTINGS):
        yield f"      （{told}）"
    for name, text in example.elements.items():
        yield f"      {name}：{_one_line(text)}"
    if bad and example.fix is not None:
        yield f"  改：{_one_line(example.fix)}"


def _setting(key: str, value: Any) -> str:
    shown = _VALUES[value] if isinstance(value, bool | str) and value in _VALUES else str(value)
    return f"{_SETTINGS[key]}：{shown}"


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " / ", text)
