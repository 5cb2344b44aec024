"""标点：段末、独立成行的标题末、分项末尾，以及序号后的空格。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Heading, Structure
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix
from .punctuation_lists import item_runs

_HAN = "\u4e00-\u9fff"
_TEXT_ONLY = ("pdf", "ofd")
"""Formats whose paragraphs are put together from lines: an end of line is no end of a paragraph there."""


def _flowing(document: Document, structure: Structure) -> list[Block]:
    """The paragraphs of 正文 as typed; none where the reader had to guess them."""
    if document.source.format in _TEXT_ONLY:
        return []
    return [b for b in structure.body_blocks() if b.part == "body" and b.cell is None and not b.continues
            and b.paragraph.alignment not in ("center", "right")]


def _next(document: Document, block: Block) -> Block | None:
    return next((b for b in document.blocks[block.index + 1:] if not b.blank), None)


def _last(block: Block, words: int = 1) -> Span:
    end = block.stripped.end
    return Span(block.index, end - words, end)


_ENUMERATION = re.compile(r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,5}[条章]|[—-]{2})")


@check("HT8034", "段末用了逗号或顿号", severity="warning", group="标点", basis="GB/T 15834-2011 4.1.3.1、4.7.3.1",
       examples=[
           Bad("", elements={"正文": "市水利局扎实开展汛前检查。现将有关情况报告如下，\n一、基本情况\n全市排查隐患32处，已经整改。"}),
           Bad("", elements={"正文": "各单位要压实责任，按时完成整改任务，\n二、工作要求\n请抓好落实。"}),
           Good("", elements={"正文": "市水利局扎实开展汛前检查。现将有关情况报告如下：\n一、基本情况\n（一）排查隐患，\n（二）整改。"}),
       ])
def comma_last(document: Document, structure: Structure) -> Iterator[Problem]:
    """一段话不以逗号、顿号结束：提起下文用冒号，说完了用句号。

    后面一段是另起的序号、标题或者已经没有正文的才报；分行列举各项的末尾由 HT8017 管。
    何时可以忽略：没有。
    依据：GB/T 15834-2011 4.1.3.1（句号）、4.7.3.1（冒号）。
    """
    for block in _flowing(document, structure):
        text = block.text.rstrip()
        after = _next(document, block)
        closed = after is None or structure.roles[after.index] != "正文" or _ENUMERATION.match(after.text)
        if after is not None and after.continues:
            continue
        if text[-1] in "，、" and not _ENUMERATION.match(text) and len(text) >= 12 and closed:
            right = "：" if re.search(r"(?:如下|以下|下列)[^，。；]{0,10}$", text[:-1]) else "。"
            yield Problem(_last(block), f"段末是“{text[-1]}”，应为“{right}”。", (Fix(right),))


_SENTENCE = re.compile(rf"[，；。].*[{_HAN}]{{4}}|^[^：]*(?:要[于在将把对按]|请各?|应当|必须|不得|现[将就予]|予以|报送)")
_LONG = 30
"""Characters from which a paragraph with a comma in it is a sentence, not a heading."""


@check("HT8010", "段末缺句号", severity="warning", group="标点", basis="GB/T 15834-2011 4.1.3.1",
       examples=[
           Bad("", elements={"正文": "各县（区）人民政府、市政府有关部门要于2026年7月15日前，将贯彻落实情况报送市安全生产委员会办公室"}),
           Good("", elements={"正文": "各县（区）人民政府、市政府有关部门要于2026年7月15日前，将贯彻落实情况报送市安全生产委员会办公室。"}),
           Good("", elements={"正文": "一、加强组织领导，落实工作责任\n请抓好落实。"}),
       ])
def nothing_last(document: Document, structure: Structure) -> Iterator[Problem]:
    """成句的一段话末尾要有句号（引出下文的用冒号）。

    只看正文里三十个字以上、段内有点号、以汉字结束的段落；带序号的单独一行是标题，不查；三段以上如此的，换行多半不等于分段，
    整个不查。版式文件的段落是拼起来的，段内已有句号的才查，只作提示。
    何时可以忽略：后面紧接表格、公式、图。
    依据：GB/T 15834-2011 4.1.3.1。
    """
    guessed = document.source.format in _TEXT_ONLY
    blocks = [b for b in structure.body_blocks() if b.part == "body" and b.cell is None and "。" in b.text] if guessed \
        else _flowing(document, structure)
    heads = {head.block: head for head in structure.headings}
    found = []
    for block in blocks:
        text = block.text.rstrip()
        head = heads.get(block.index)
        rest = text[head.end:] if head is not None else text
        if head is not None and len(rest.strip()) < _LONG:
            continue
        after = document.blocks[block.index + 1] if block.index + 1 < len(document.blocks) else None
        if after is not None and (after.continues or after.cell is not None or after.kind != "text"):
            continue
        if len(rest) >= _LONG and re.search(rf"[{_HAN}]{{3}}$", text) and _SENTENCE.search(rest):
            found.append(block)
    if len(found) <= 2 and len(found) * 3 <= max(len(blocks), 3):
        for block in found:
            words = block.text.rstrip()[-2:]
            yield Problem(_last(block, 2), "段末缺句号。", (Fix(words + "。", safe=False),), severity="info" if guessed else None)


def _alone(structure: Structure, document: Document, head: Heading) -> bool:
    """Whether a heading is the whole of its paragraph."""
    return head.end >= document.blocks[head.block].stripped.end


@check("HT8036", "独立成行的标题末用了标点", severity="warning", group="标点", basis="GB/T 15834-2011 A.1；GB/T 9704-2012 7.3.3",
       examples=[
           Bad("", elements={"正文": "一、培训时间：\n5月18日至20日。\n二、培训地点\n市委党校。\n三、培训内容\n防汛业务。"}),
           Good("", elements={"正文": "一、培训时间\n5月18日至20日。\n二、培训地点\n市委党校。\n三、培训内容\n防汛业务。"}),
           Good("", elements={"正文": "一、培训时间：\n5月18日至20日。\n二、培训地点：\n市委党校。"}),
           Good("", elements={"正文": "一、各单位要加强领导。\n二、各单位要抓好落实。"}),
       ])
def heading_mark(document: Document, structure: Structure) -> Iterator[Problem]:
    """独立成行的层次标题末尾不用句号、冒号。

    只在同一层其他独立成行的标题大多不带标点、只有少数带的时候报：全文一律如此的，是把它当一句话写的。
    何时可以忽略：没有。
    依据：GB/T 15834-2011 A.1（标题、图题等短语式文字末尾不用点号，推导）；GB/T 9704-2012 7.3.3。
    """
    levels: dict[int, list[Block]] = {}
    for head in structure.headings:
        block = document.blocks[head.block]
        if head.level <= 2 and structure.roles[head.block] == "正文" and _alone(structure, document, head):
            levels.setdefault(head.level, []).append(block)
    for blocks in levels.values():
        marked = [b for b in blocks if b.text.rstrip()[-1] in "。：，；、:"]
        for block in marked if len(marked) * 2 < len(blocks) else ():
            mark = block.text.rstrip()[-1]
            inner = re.search("[，；。]", block.text.rstrip()[:-1])
            after = _next(document, block)
            if len(block.text.strip()) <= 25 and not inner and after is not None and after not in blocks:
                yield Problem(_last(block), f"独立成行的标题末尾不用“{mark}”。", (Fix(""),), element="正文")


@check("HT8037", "序号后多了空格", severity="info", group="标点", basis="GB/T 9704-2012 7.3.3（式样）", needs=("font",),
       examples=[
           Bad("", elements={"正文": "一、工作目标\n内容。\n二、 工作重点\n内容。\n三、保障措施\n内容。"}),
           Good("", elements={"正文": "一、工作目标\n内容。\n二、工作重点\n内容。\n三、保障措施\n内容。"}),
           Good("", elements={"正文": "一、 工作目标\n内容。\n二、 工作重点\n内容。"}),
       ])
def ordinal_space(document: Document, structure: Structure) -> Iterator[Problem]:
    """“一、”“（一）”后面直接写文字，不空格。

    只在同一层多数没有空格、个别有的时候报。何时可以忽略：没有。
    依据：GB/T 9704-2012 7.3.3 和式样图中的排法。
    """
    if document.source.format in _TEXT_ONLY:
        return
    heads = [h for h in structure.headings if structure.roles[h.block] == "正文"]
    spaced = [h for h in heads if re.match(r"[ \u3000\xa0]+\S", document.blocks[h.block].text[h.label.end:])]
    count, wrong = Counter(h.level for h in heads), Counter(h.level for h in spaced)
    for head in spaced:
        if wrong[head.level] * 2 < count[head.level]:
            text = document.blocks[head.block].text
            gap = len(text[head.label.end:]) - len(text[head.label.end:].lstrip())
            yield Problem(Span(head.block, head.label.start, head.label.end + gap), "序号后不空格。",
                          (Fix(document.text(head.label)),), element="正文")


@check("HT8038", "分项末尾漏了标点", severity="warning", group="标点", basis="GB/T 15834-2011 4.6.3.3",
       examples=[
           Bad("", elements={"正文": "房源通过以下方式筹集：\n（1）新建；\n（2）改造闲置房产\n（3）购置、置换、租赁；\n（4）其他方式。"}),
           Bad("", elements={"正文": "房源通过以下方式筹集：\n1.新建；\n2.改造闲置房产；\n3.购置、置换；\n4.其他方式\n各县（区）抓好落实。"}),
           Good("", elements={"正文": "房源通过以下方式筹集：\n（1）新建；\n（2）改造闲置房产；\n（3）购置、置换、租赁；\n（4）其他方式。"}),
           Good("", elements={"正文": "（一）新建。\n（二）改造。\n（三）购置。"}),
       ])
def item_end(document: Document, structure: Structure) -> Iterator[Problem]:
    """逐项分行列举，前面各项末尾用分号的，一项也不能漏，最后一项用句号。

    只看序号连续、一项一段、每项只有一句、其余各项都用分号的；用错了标点的由 HT8017 报。何时可以忽略：没有。
    依据：GB/T 15834-2011 4.6.3.3。
    """
    for group in map(_unbroken, item_runs(_flowing(document, structure))):
        ends = [b.text.rstrip()[-1] for b in group]
        if len(group) < 3 or any(re.search("[。；]", b.text.rstrip()[:-1]) for b in group):
            continue
        odd = [i for i, end in enumerate(ends[:-1]) if end != "；"]
        if len(odd) == 1 and len(ends) - 2 >= 2 - (ends[-1] == "。") and (len(ends) > 3 or ends[-1] == "。"):
            block, end = group[odd[0]], ends[odd[0]]
            if re.match(f"[{_HAN}]", end):
                yield Problem(_last(block, 2), "其他各项末尾用分号，这里漏了。", (Fix(block.text.rstrip()[-2:] + "；", safe=False),), element="正文")
        elif not odd and re.match(f"[{_HAN}，、]", ends[-1]) and (after := _next(document, group[-1])) is not None \
                and structure.roles[after.index] == "正文" and not re.match(r"[\s　]*以上", after.text):
            yield Problem(_last(group[-1]), "最后一项末尾用句号。", element="正文")


def _unbroken(group: list[Block]) -> list[Block]:
    """The items down to the first that something stands between."""
    return [block for i, block in enumerate(group) if block.index == group[0].index + i]
