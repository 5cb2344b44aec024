"""标点：括号、引号、书名号成对，套用时外双内单。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import HIDDEN, Language
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix

_OPEN = dict(zip("（(〔[［【《〈“‘「『｛", "））〕]]】》〉”’」』｝", strict=True))
"""The mark that closes each opening mark; half-width and full-width forms of one bracket are one kind."""
_CLOSE = {mark: mark for mark in _OPEN.values()} | {")": "）", "］": "]"}
_MARK = re.compile(f"[{re.escape(''.join((*_OPEN, *_CLOSE)))}]")
_FAMILIES = ("（〔[【｛", "《〈", "“‘「『")
_HALF_ORDINAL = re.compile(
    r"(?:^|(?<=[，。；：、\s　]))[\dA-Za-z①-⑳]{1,3}[)）]|(?<=[\u4e00-\u9fff])[a-z][)）](?=[、，]\s?[b-z][)）])"
)
"""1) and a): ordinals with half a bracket, at the start of a clause or listed after a word (分图号用 a)、b) 等)."""
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])|(?<=s)’")
_CARRY = 6
_CARRY_QUOTE = 12
_DEEPEST = 40
"""How many paragraphs on a mark may be closed: a quotation runs over several (4.8.3.5), a note on amendments too.

No prose has more than forty marks open: what does is no prose, and must not cost quadratic time.
"""

_TORN = 8
"""How many paragraphs apart the two halves of a pair may be in a page that is read line by line."""


@dataclass
class _Open:
    mark: str
    at: Span
    age: int = 0


@dataclass
class _Pairs:
    """Matches marks paragraph by paragraph; what a paragraph leaves open may be closed by one of the next."""

    pending: list[_Open] = field(default_factory=list)

    def paragraph(self, block: Block, text: str) -> Iterator[Problem]:
        stack: list[_Open] = []
        crossed: list[_Open] = []
        if text.lstrip().startswith("“"):
            self.pending = [p for p in self.pending if p.mark != "“"]
        for found in _MARK.finditer(text):
            at, mark = found.start(), found[0]
            if mark in _OPEN:
                del stack[: len(stack) - _DEEPEST]
                stack.append(_Open(mark, Span(block.index, at, at + 1)))
            else:
                yield from self._close(text, mark, Span(block.index, at, at + 1), stack, crossed)
        yield from self._age()
        self.pending = (self.pending + stack + crossed)[-_DEEPEST:]

    def _close(self, text: str, mark: str, at: Span, stack: list[_Open], crossed: list[_Open]) -> Iterator[Problem]:
        kind = _CLOSE[mark]
        if stack and _OPEN[stack[-1].mark] == kind:
            stack.pop()
            return
        for depth in range(len(stack) - 2, -1, -1):
            if _OPEN[stack[depth].mark] == kind:
                crossed[:] = (crossed + stack[depth + 1:])[-_DEEPEST:]
                del stack[depth:]
                return
        for number, opened in enumerate(crossed):
            if _OPEN[opened.mark] == kind:
                del crossed[number]
                yield Problem((at, opened.at), f"“{mark}”与前面的标点交叉：先开的后关，一对要完全在另一对之内。")
                return
        if stack and _same_family(stack[-1].mark, kind) and _OPEN[stack[-1].mark] not in text[at.end:]:
            opened = stack.pop()
            right = _OPEN[opened.mark]
            yield Problem((at, opened.at), f"前面是“{opened.mark}”，这里应为“{right}”。", (Fix(right),))
            return
        for number in range(len(self.pending) - 1, -1, -1):
            if _OPEN[self.pending[number].mark] == kind:
                del self.pending[number:]
                return
        yield Problem(at, f"“{mark}”没有与它配对的前一半，请补上或删去。")

    def _age(self) -> Iterator[Problem]:
        kept = []
        for opened in self.pending:
            opened.age += 1
            if opened.age >= (_CARRY_QUOTE if opened.mark in "“‘" else _CARRY):
                yield _unclosed(opened)
            else:
                kept.append(opened)
        self.pending = kept

    def end(self) -> Iterator[Problem]:
        yield from (_unclosed(opened) for opened in self.pending)
        self.pending = []


def _same_family(opened: str, kind: str) -> bool:
    wanted = next(o for o, c in _OPEN.items() if c == kind)
    return any(opened.translate(_NARROW) in family and wanted in family for family in _FAMILIES)


_NARROW = str.maketrans("(［", "（[")


def _unclosed(opened: _Open) -> Problem:
    return Problem(opened.at, f"“{opened.mark}”没有与它配对的“{_OPEN[opened.mark]}”，请补上或删去。")


def _turned(block: Block, text: str) -> tuple[str, list[Problem]]:
    """Quotation marks that face the wrong way (“…“): the text with them turned, and a problem for each."""
    problems: list[Problem] = []
    marks = [m.start() for m in re.finditer("[“”]", text)]
    depth, lowest = 0, 0
    for at in marks:
        depth += 1 if text[at] == "“" else -1
        lowest = min(lowest, depth)
    if len(marks) % 2 or (depth == 0 and lowest == 0):
        return text, problems
    wrong = [(at, right) for at, right in zip(marks, "“”" * (len(marks) // 2), strict=True) if text[at] != right]
    if len(wrong) > max(1, len(marks) // 2):
        return text, problems
    chars = list(text)
    for at, right in wrong:
        chars[at] = right
        half = "后" if right == "”" else "前"
        message = f"引号方向错了，这里应为{half}引号“{right}”。"
        problems.append(Problem(Span(block.index, at, at + 1), message, (Fix(right),)))
    return "".join(chars), problems


@check("HT8001", "标点不成对", severity="error", group="标点",
       basis="GB/T 15834-2011 4.8、4.9、4.15、5.1.3", official=False,
       examples=[
           Bad("各县区⟦（⟧含开发区要抓好落实。"),
           Bad("各县区含开发区⟦）⟧要抓好落实。"),
           Bad("推进“一网通办⟦“⟧改革。", fix="推进“一网通办”改革。"),
           Bad("各县区（含开发区⟦]⟧要抓好落实。", fix="各县区（含开发区）要抓好落实。"),
           Bad("印发《“十四五”规划（试行》⟦）⟧。"),
           Bad('落实"双随机"监管和⟦"⟧放管服改革。'),
           Bad('学习⟦“⟧三个代表"重要思想。'),
           Good("落实《“十四五”规划（试行）》（×政发〔2024〕3号）。"),
           Good('推行"1+3"模式，用全角点"．"而非半角点"."，配24"显示屏。'),
           Good("“第一段引文。\n“第二段引文。\n“第三段引文。”"),
           Good("分图较多时，分图号用a)、b)等置于分图之下。"),
           Good("1)严格准入；2)压实责任；a)部门负责；O’Brien 的意见。"),
           Good("有关材料（见附件1、2）一并报送；适用情形（第三、4，AV）另行规定。"),
           Good("主要措施（包括：1）严格准入；2）压实责任）已经落实。"),
           Good("1）有关材料（见附件1、2）一并报送；2）按时办结。"),
           Good("会议指出：“要抓好落实。\n要压实责任。”"),
       ])
def pairs(document: Document, language: Language) -> Iterator[Problem]:
    """括号、引号、书名号要成对，不交叉，前后两半要是同一种。

    少一半标点会改变语句的范围，是最容易在校对中漏掉的错误。引文跨几段、标题分成几行的，几段合起来看。
    何时可以忽略：半边括号的编号“1）”不在此列；数学区间等特殊写法。
    依据：GB/T 15834-2011 4.8.2、4.9.2、4.15.2、5.1.3；跨段引文见 4.8.3.5。
    """
    found = list(_paired(document, language))
    yield from _reordered(document, found) if document.source.format in ("pdf", "ofd") else found


def _reordered(document: Document, found: list[Problem]) -> Iterator[Problem]:
    """Without halves that a page's reading order may have torn apart: cells of a table are read line by line.

    A closing mark and an opening one of the same kind, both alone and at most ``_TORN`` paragraphs apart, are one pair.
    """
    waiting: dict[tuple[str, bool], list[tuple[int, Problem]]] = {}
    torn: set[int] = set()
    halves = ((p.at, p) for p in found if isinstance(p.at, Span) and not p.fixes)
    for at, problem in sorted(halves, key=lambda half: (half[0].block, half[0].start)):
        mark = document.text(at)
        kind = _OPEN.get(mark) or _CLOSE.get(mark)
        if kind is None:
            continue  # a straight quotation mark has no other half
        others = waiting.setdefault((kind, mark not in _OPEN), [])
        if others and at.block - others[-1][0] <= _TORN:
            torn |= {id(problem), id(others.pop()[1])}
        else:
            waiting.setdefault((kind, mark in _OPEN), []).append((at.block, problem))
    yield from (p for p in found if id(p) not in torn)


def _paired(document: Document, language: Language) -> Iterator[Problem]:
    state: dict[str, _Pairs] = {}
    previous: Block | None = None
    for block in language.prose():
        if previous and block.part != "body" and (block.part, block.cell) != (previous.part, previous.cell):
            yield from state.pop(block.part, _Pairs()).end()
        previous = block
        if not re.search(r"[\u4e00-\u9fff]", block.text):
            continue  # a foreign paragraph has its own rules (apostrophes, inches)
        text = _without_half_ordinals(language.plain(block))
        text = _APOSTROPHE.sub(_cover, text)
        text, turned = _turned(block, text)
        yield from turned
        yield from state.setdefault(block.part, _Pairs()).paragraph(block, text)
        yield from _straight(block, text)
    for part in state.values():
        yield from part.end()


def _without_half_ordinals(text: str) -> str:
    """``text`` with ordinals of half a bracket hidden: 1）…；2）…, but not （见附件1、2）, which a bracket has opened.

    Within an open bracket such an ordinal is one only where the text has closing brackets to spare.
    """
    candidates = {m.end() - 1: m for m in _HALF_ORDINAL.finditer(text)}
    if not candidates:
        return text
    spare = sum(text.count(c) for c in ")）") - sum(text.count(c) for c in "(（")
    depth = 0
    inside: list[int] = []
    hidden: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            depth += 1
        elif at in candidates:
            (inside if depth else hidden).append(at)
        elif char in ")）":
            depth = max(0, depth - 1)
    hidden += inside[: max(0, spare - len(hidden))]
    for at in hidden:
        start, end = candidates[at].span()
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


def _cover(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _straight(block: Block, text: str) -> Iterator[Problem]:
    """An odd number of straight quotation marks in a Chinese paragraph.

    After a figure or a point one may close a quotation ("1+3") or stand for inches: an odd number of such tells nothing.
    """
    marks = [m.start() for m in re.finditer('"', text)]
    unsure = len(re.findall(r'(?<=[\d.])"', text))
    alone = text.count("“") == text.count("”")  # otherwise it is the other half of a curly one, which is told already
    if alone and len(marks) % 2 and unsure % 2 == 0 and re.search(r"[\u4e00-\u9fff]", text):
        yield Problem(Span(block.index, marks[-1], marks[-1] + 1), "直引号不成对，请补上缺的一半，并改用“”。")


@check("HT8012", "引号或书名号套用未分双单", severity="warning", group="标点",
       basis="GB/T 15834-2011 4.8.3.4、4.15.3.5", official=False,
       examples=[
           Bad("文件要求“落实⟦“四个最严”⟧要求”。", fix="文件要求“落实‘四个最严’要求”。"),
           Bad("学习《关于印发⟦《公文处理办法》⟧的通知》。", fix="学习《关于印发〈公文处理办法〉的通知》。"),
           Good("学习《关于印发〈公文处理办法〉的通知》，文件要求“落实‘四个最严’要求”。"),
       ])
def nesting(document: Document, language: Language) -> Iterator[Problem]:
    """引号里再用引号、书名号里再用书名号，外面用双的，里面用单的。

    何时可以忽略：照录的原标题如此（早年文件）。
    依据：GB/T 15834-2011 4.8.3.4、4.15.3.5。
    """
    for block in language.prose():
        text = language.plain(block)
        for opening, closing, inner in (("“", "”", "‘’"), ("《", "》", "〈〉")):
            depth, start = 0, 0
            for match in re.finditer(f"[{opening}{closing}]", text):
                depth += 1 if match[0] == opening else -1
                if depth < 0 or depth > 2:
                    break
                if match[0] == opening and depth == 2:
                    start = match.start()
                elif match[0] == closing and depth == 1 and start:
                    right = inner[0] + text[start + 1: match.start()] + inner[1]
                    if closing in text[match.end():]:
                        span = Span(block.index, start, match.end())
                        yield Problem(span, f"套用的用单的：“{right}”。", (Fix(right),))
                    start = 0
