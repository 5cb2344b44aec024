"""条文和层次：第×条、第×章的序号，“本办法第×条”这类引用指得到的地方，层次序数的次序。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import Language
from ..pipeline.model import Block, Document, Span
from ..pipeline.patterns import number_of, written_number
from ..pipeline.review import Fix

_N = "[一二三四五六七八九十百零〇]{1,6}|\\d{1,3}"
_HEAD = re.compile(rf"(?:^[\s　]*|(?<=[。；：])(?=第\w{{1,6}}[章条][\s　]))(?P<label>第(?P<n>{_N})(?P<unit>[章条]))(?=[\s　]*[^\s　])")
"""At the start of a paragraph; after a full stop too, where a space follows (lines that a PDF reader joined)."""
_REFERRING = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]{1,6}[款项条章]|之[一二三四五六七八九十]|[、，的]|[至和及与][第本其]|或者?[第本]|中(?:[的，、“]|关于|规定)|规定|"
    r"所[列称指]|以[上下外](?:[的，]|规定)|（[一二三四五六七八九十\d]{1,3}）项|.{0,60}(?:修改为|改为|删去|增加一[款项条]))")
"""What follows 第×条, without a space, where the paragraph speaks of an article instead of being it (第五条第二款修改为…)."""


@dataclass(frozen=True, slots=True)
class _Label:
    """第×条 or 第×章 at the start of a paragraph: its number and where it stands."""

    number: int
    text: str
    span: Span


def _labels(language: Language, unit: str) -> Iterator[_Label]:
    quoted = 0
    for block in language.prose():
        inside, quoted = quoted > 0, max(0, quoted + block.text.count("“") - block.text.count("”"))
        if block.cell is not None or inside or _contents_line(block):
            continue
        for match in _HEAD.finditer(block.text):
            number = number_of(match["n"])
            if number and match["unit"] == unit and not _REFERRING.match(block.text, match.end("label")):
                yield _Label(number, match["label"], Span(block.index, *match.span("label")))


def _contents_line(block: Block) -> bool:
    """A line of a table of contents: leaders or a tab before the page number."""
    rest = block.text.rstrip().rstrip("0123456789-— 　")
    return (len(rest) > 3 and set(rest[-3:]) <= set(".．…·")) or block.text.rstrip().rstrip("0123456789").endswith("\t")


def _instruments(labels: Sequence[_Label]) -> Iterator[list[_Label]]:
    """The labels cut where counting starts from one again, or where another text (a law's article) is quoted."""
    part: list[_Label] = []
    for label in labels:
        apart = label.number - part[-1].number if part else 0
        if part and (label.number == 1 or not -1 <= apart <= _FURTHEST):
            yield part
            part = []
        part.append(label)
    if part:
        yield part


_FURTHEST = 3
"""How many numbers a slip in numbering leaves out; further on it is another text."""
_MOST = 3
"""A text with more faults than this in its numbering is an excerpt or a note on amendments, and is left alone."""


def _broken(labels: list[_Label]) -> list[tuple[_Label, int]]:
    """The labels out of sequence, each with the number that belongs there; one slip is one fault."""
    found: list[tuple[_Label, int]] = []
    before = 0
    for i, label in enumerate(labels):
        expected = before + 1
        after = labels[i + 1].number if i + 1 < len(labels) else None
        if label.number == expected:
            before = expected
        elif after == expected + 1 or (after == expected and label.number != before):
            found.append((label, expected))  # the next one is right: only this label is wrong
            before = expected if after == expected + 1 else before
        else:
            found.append((label, expected))
            before = label.number
    return found


def _sequence(language: Language, unit: str) -> Iterator[Problem]:
    for labels in _instruments(list(_labels(language, unit))):
        if labels[0].number != 1 or len(labels) < 3:
            continue
        broken = _broken(labels)
        if len(broken) > _MOST:
            continue
        for label, expected in broken:
            digits = any(c.isdigit() for c in label.text)
            right = f"第{expected if digits else written_number(expected)}{unit}"
            yield Problem(label.span, f"{'条文' if unit == '条' else '章'}序号不连续：这里是“{label.text}”，按顺序应为“{right}”。"
                          "请核对是缺号、重号还是漏了内容。", (Fix(right, safe=False),))


@check("HT9101", "条文序号不连续", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("第一条　为了规范管理，制定本办法。\n第二条　本办法适用于全市。\n⟦第四条⟧　市财政局负责实施。\n第五条　本办法自印发之日起施行。"),
           Bad("第一条　为了规范管理，制定本办法。\n第二条　本办法适用于全市。\n⟦第四条⟧　市财政局负责实施。\n第四条　本办法自印发之日起施行。",
               fix="第一条　为了规范管理，制定本办法。\n第二条　本办法适用于全市。\n第三条　市财政局负责实施。\n第四条　本办法自印发之日起施行。"),
           Good("第一条　为了规范管理，制定本办法。\n第二条　本办法适用于全市。\n第三条　市财政局负责实施。\n第五条第二款修改为：从其规定。"),
           Good("第一条为了规范管理，制定本办法。\n第二条中央驻本市单位适用本办法。\n第三条《条例》所称单位，含派出机构。\n第四条和平区参照执行。"),
           Good("第一条　甲办法。\n第二条　适用。\n第三条　施行。\n第三十二条　国家实行许可制度。\n第四十条　违反规定的，处以罚款。"),
           Good("第一条　甲办法。\n第二条　适用。\n第三条　施行。\n第一条　乙办法。\n第二条　适用。"),
       ])
def articles(document: Document, language: Language) -> Iterator[Problem]:
    """条文从“第一条”起连续编号，不缺号、不重号。

    一个文件附几个办法的，各自从第一条数起。单独一条写错时只报这一条。
    何时可以忽略：摘录、修正案里不连续的条文；差错超过三处的视为摘录，整个不查。
    依据：《党政机关公文处理工作条例》第十九条（三），结构严谨（推导）；法律法规条文连续编号的通例。
    """
    yield from _sequence(language, "条")


@check("HT9104", "章的序号不连续", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("第一章　总则\n第二章　职责\n⟦第四章⟧　监督\n第五章　附则"),
           Good("第一章　总则\n第二章　职责\n第三章　监督\n第四章　附则"),
       ])
def chapters(document: Document, language: Language) -> Iterator[Problem]:
    """章从“第一章”起连续编号，不缺号、不重号。

    目录和正文各自从第一章数起。何时可以忽略：摘录的章节；差错超过三处的视为摘录，整个不查。
    依据：《党政机关公文处理工作条例》第十九条（三），结构严谨（推导）。
    """
    yield from _sequence(language, "章")


_OWN = re.compile(rf"本(?:办法|规定|条例|细则|实施细则|规则|规程|章程|制度|暂行办法|暂行规定|意见|方案|预案|通知)"
                  rf"第(?P<n>{_N})(?P<unit>[章条])")


@check("HT9103", "引用的条文不存在", severity="error", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("第一条　为了规范管理，制定本办法。\n第二条　违反⟦本办法第八条⟧规定的，责令改正。\n第三条　本办法自印发之日起施行。"),
           Good("第一条　为了规范管理，制定本办法。\n第二条　违反本办法第一条规定的，责令改正。\n第三条　本办法自印发之日起施行。"),
           Good("违反本办法第八条规定的，责令改正。"),
       ])
def missing_article(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """“本办法第×条”“本规定第×章”指的条、章要在文中找得到。

    增删条文以后最容易忘记改这里。只查带“本”字的引用，文中条文自第一条起完整的才查。
    何时可以忽略：引述另一个文件原文中的“本办法”。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    known = {unit: _complete(list(_labels(language, unit))) for unit in "条章"}
    for block in language.prose(_OWN):
        for match in _OWN.finditer(language.own_words(block)):
            number = number_of(match["n"])
            starts, lasts = known[match["unit"]]
            place = bisect_right(starts, block.index) - 1
            last = lasts[place] if place >= 0 else 0
            if number and last and number > last:
                yield Problem(Span(block.index, *match.span()), f"文中没有第{match['n']}{match['unit']}，"
                              f"现到第{written_number(last)}{match['unit']}为止，请核对引用。")


def _complete(labels: list[_Label]) -> tuple[list[int], list[int]]:
    """Where each numbered text begins, and its last number; 0 for one that is not numbered from one without a gap."""
    parts = list(_instruments(labels))
    return ([part[0].span.block for part in parts],
            [part[-1].number if part[0].number == 1 and len(part) >= 3 and not _broken(part) else 0 for part in parts])


@check("HT9109", "层次序数的次序", severity="info", group="一致性", basis="GB/T 9704-2012 7.3.3；GB/T 15834-2011 B.3.8",
       examples=[
           Bad("", elements={"正文": "（一）总体要求\n正文。\n一、重点任务\n正文。\n二、保障措施\n正文。"}),
           Bad("", elements={"正文": "一、总体要求\n（一）目标\n1.近期\n二、任务\n1.建设\n2.管理\n三、保障\n正文。"}),
           Good("", elements={"正文": "一、总体要求\n（一）目标\n1.近期\n2.远期\n二、任务\n（一）建设\n（二）管理"}),
           Good("", elements={"正文": "一、总体要求\n1.目标\n2.任务\n二、保障\n1.组织\n2.经费"}),
       ])
def level_order(document: Document, structure: Structure) -> Iterator[Problem]:
    """层次序数从高到低依次为“一、”“（一）”“1.”“（1）”，不宜低层后面反用高层，也不宜时而越级时而不越级。

    从任一层开始都可以；全文一律越过一层的（“一、”下直接用“1.”）不报。
    何时可以忽略：有意为之，或者自动编号在抽取文字时丢了。
    依据：GB/T 9704-2012 7.3.3；GB/T 15834-2011 B.3.8。
    """
    seen: set[int] = set()
    above = 0
    for head in structure.headings:
        if structure.roles[head.block] != "正文":
            continue
        if seen and head.level < min(seen) and head.number == 1:
            yield Problem(head.label, f"低层序数在前，这里才用“{document.text(head.label)}”，层次宜从高到低。", element="正文")
        elif above and head.level > above + 1 and above + 1 in seen and head.number == 1:
            yield Problem(head.label, f"这里越过了一层，直接用“{document.text(head.label)}”。", element="正文")
        seen.add(head.level)
        above = head.level
