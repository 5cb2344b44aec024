"""新增内容下划线：送审的文件与上级文件对照，新增和改动的内容加下划线，其余不加。只在 hongtou compare 里做。"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..pipeline.check import Bad, Good, Problem, Unavailable, check
from ..pipeline.model import Document, Span
from ..pipeline.review import Location

if TYPE_CHECKING:
    from ..pipeline.compare_marking import Fault, Marking
    from ..pipeline.comparison import Place

_BASIS = "嘉政办发〔2017〕109号 二（一）4、一（三）2（3）"
_SHOWN = 20
"""Characters of the superior text that a message quotes at most."""
_SUPERIOR = "第三条　省教育厅应当在15日内办结。"


def _found(marking: Marking, fault: str) -> Iterator[Fault]:
    if not marking.known:
        raise Unavailable(marking.unknown)
    return (f for f in marking.faults if f.fault == fault)


def _problem(marking: Marking, fault: Fault, message: str) -> Problem:
    place = fault.place
    return Problem(Span(place.paragraph - 1, place.start, place.end), message,
                   counterparts=tuple(_location(marking, c) for c in fault.counterparts))


def _location(marking: Marking, place: Place) -> Location:
    return Location(paragraph=place.paragraph, start=place.start, end=place.end, quote=place.text,
                    path=marking.comparison.side(place).path)


def _what(fault: Fault) -> str:
    if fault.kinds == {"new"}:
        return "上级文件没有这些内容"
    if fault.kinds <= {"adapted"}:
        return "这里的名称、序号或日期与上级文件不同"
    was = [c.text for c in fault.counterparts]
    return f"上级文件是“{was[0]}”" if len(was) == 1 and len(was[0]) <= _SHOWN else "这里与上级文件不同"


@check("HT9301", "下划线：新增未标注", severity="error", group="新增标注", basis=_BASIS, official=False,
       examples=[
           Bad("第三条　市教育局⟦可以⟧在15日内办结。", superior=_SUPERIOR),
           Bad("第三条　市教育局应当在⟦10⟧日内办结。", superior=_SUPERIOR),
           Bad("第三条　市教育局应当在15日内办结。\n⟦第四条　办理结果由市政务服务中心统一送达申请人。⟧", superior=_SUPERIOR),
           Good("第三条　市教育局可以在15日内办结。", superior=_SUPERIOR, underlined=("可以",)),
           Good("第五条　市教育局应当在15日内办结。", superior=_SUPERIOR),
       ])
def unmarked(document: Document, marking: Marking) -> Iterator[Problem]:
    """送审的文件与上级文件对照，新增和改动的内容应加下划线。

    为什么：领导和审核人员要一眼看出哪些是照搬上级规定、哪些是本地自己定的；改了数字、期限，或者把“应当”改成“可以”，
    都是改动。只换地名、机关名、序号和发文日期不算；加 --strict 或 --agenda 时算。
    何时可以忽略：上级文件不止一份而对照时没有给全，这些内容其实出自另一份。
    依据：嘉政办发〔2017〕109号 二（一）4；会议议题一（三）2（3）。
    """
    for fault in _found(marking, "missing"):
        yield _problem(marking, fault, f"{_what(fault)}，没有加下划线。选中后加下划线。")


@check("HT9302", "下划线：非新增而标注", severity="error", group="新增标注", basis=_BASIS, official=False,
       examples=[
           Bad("第三条　⟦市教育局应当在15日内办结。⟧", superior=_SUPERIOR, underlined=("市教育局应当在15日内办结。",)),
           Bad("第三条　⟦市教育局应当在⟧10日内办结。", superior=_SUPERIOR, underlined=("市教育局应当在10日",)),
           Good("第三条　市教育局应当在10日内办结。", superior=_SUPERIOR, underlined=("10日内",)),
           Good("第三条　市教育局应当在15日内办结。", superior=_SUPERIOR),
       ])
def marked_in_vain(document: Document, marking: Marking) -> Iterator[Problem]:
    """与上级文件相同，或者只换了地名、机关名、序号、发文日期的内容，不加下划线。

    为什么：到处是下划线，就看不出真正新增的是哪些。
    何时可以忽略：下划线另有用处，如填空的横线；改动的数字连着单位一起标（10日内）不算错。
    依据：嘉政办发〔2017〕109号 二（一）4；会议议题一（三）2（3）。
    """
    for fault in _found(marking, "superfluous"):
        what = "只是名称、序号或日期不同" if fault.kinds == {"adapted"} else "与上级文件相同"
        yield _problem(marking, fault, f"{what}，不应加下划线。选中后去掉下划线。")


@check("HT9303", "下划线：标注不一致", severity="error", group="新增标注", basis=_BASIS, official=False,
       examples=[
           Bad("第三条　市教育局应当在15日内办结⟦，并向社会公开，⟧接受监督。", superior="第三条　省教育厅应当在15日内办结。",
               underlined=("接受监督",)),
           Good("第三条　市教育局应当在15日内办结，并向社会公开，接受监督。", superior="第三条　省教育厅应当在15日内办结。",
                underlined=("并向社会公开", "接受监督")),
       ])
def marked_in_part(document: Document, marking: Marking) -> Iterator[Problem]:
    """一处连着的新增或改动内容，下划线要从头标到尾，不能只标一部分。

    为什么：没有标的半句会被当成上级的规定。
    何时可以忽略：新增条文的序号（第四条）、标点和空格不标不算错，程序也不会指出。
    依据：嘉政办发〔2017〕109号 二（一）4；会议议题一（三）2（3）。
    """
    for fault in _found(marking, "partial"):
        yield _problem(marking, fault, f"{_what(fault)}，同一处只标了一部分下划线，这几个字没有标。选中后加下划线。")
