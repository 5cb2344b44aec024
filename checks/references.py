"""前后照应：附件、图表的引用指得到，说几项就列几项。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import HIDDEN, Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.patterns import number_of
from .attachments import names

_ATTACHMENT = re.compile(
    r"附[\s　]?件[\s　]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<more>(?:(?:[、，和及至—－～]|以及)[\s　]?(?:附件)?\d{1,2}"
    r"(?![\d.．年月日号个项人家户万亿%％]))*)(?![\d.-]*\d|-)")
"""附件3, 附件1、2 and 附件1—3; not 附件1-1, which is a part of an attachment."""
_FOREIGN = re.compile(rf"(?:[{HIDDEN}》〕号]|号）)[^，。；（见]{{0,12}}$|(?:其|该|上述|通知|文件|意见|办法|规定|方案|来函)的?[）)]?[中里的]?$")
"""Before 附件: another document's title or number in the same clause (《…》附件3, 〔2018〕3号文附件1, 按《通知》填写附件5)."""


@check("HT9102", "引用的附件不存在", severity="error", group="一致性", basis="GB/T 9704-2012 7.3.4",
       examples=[
           Bad("", elements={"正文": "按照任务清单（见附件3）抓好落实。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Bad("", elements={"正文": "有关表格见附件1、2、3。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Good("", elements={"正文": "有关表格见附件1、2，3日内报送。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Good("", elements={"正文": "按照任务清单（见附件2）抓好落实。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Bad("", elements={"正文": "《任务清单》（见附件3）一并印发。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Good("", elements={"正文": "按照《省厅通知》要求填写附件5。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Good("", elements={"正文": "按照《防汛工作方案》附件3抓好落实。", "附件说明": "附件：1.任务清单\n2.流程图"}),
           Good("", elements={"正文": "按照任务清单（见附件3）抓好落实。"}),
       ])
def missing_attachment(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """正文说的“附件3”，附件说明里要有第3个附件。

    增删附件以后最容易忘记改正文。附件说明和文后附件都没有的不查；书名、文号后面的是别的文件的附件，附件自己内部的引用，也不查。
    何时可以忽略：指的是别的文件的附件。
    依据：GB/T 9704-2012 7.3.4，附件说明标注公文附件的顺序号和名称。
    """
    note = structure.get("附件说明")
    labels = structure.all("附件")
    numbers = [n for label in labels for d in re.findall(r"\d+|[一二三四五六七八九十]+", label.text[-4:]) if (n := number_of(d))]
    most = max([len(names(note)) if note else 0, len(labels), *numbers])
    for block in structure.body_blocks() if most else ():
        text = language.own_words(block)
        for match in _ATTACHMENT.finditer(text):
            cited = [n for d in [match["n"], *re.findall(r"\d+", match["more"])] if (n := number_of(d))]
            if max(cited, default=0) > most and not _FOREIGN.search(text, max(0, match.start() - 20), match.start()):
                yield Problem(span_of(block, match), f"正文提到附件{max(cited)}，但附件只有{most}个，请核对。",
                              related=note.spans[:1] if note else ())


@check("HT9105", "提到附件而没有附件说明", severity="warning", group="一致性", basis="GB/T 9704-2012 7.3.4", on="正文",
       examples=[
           Bad("有关单位抓好落实（具体清单⟦见附件⟧）。", elements={"成文日期": "2026年5月8日"}),
           Good("有关单位抓好落实（具体清单见附件）。", elements={"附件说明": "附件：任务清单", "成文日期": "2026年5月8日"}),
           Good("有关单位抓好落实。", elements={"成文日期": "2026年5月8日"}),
       ])
def unlisted_attachment(body: Element, structure: Structure, language: Language, document: Document) -> Iterator[Problem]:
    """正文写了“见附件”，成文日期之上就要有附件说明，或者文后有附件。

    何时可以忽略：附件另发，正文已经说明。
    依据：GB/T 9704-2012 7.3.4，公文如有附件，在正文下空一行标注附件说明。
    """
    if structure.get("附件说明") or structure.get("附件") or not structure.get("成文日期"):
        return
    for block in body.blocks:
        match = re.search(r"(?:详?见|如)附[件表](?!\d*[-—])", language.own_words(block))
        if match:
            yield Problem(span_of(block, match), "正文提到附件，但没有附件说明，也没有附件，请核对。")
            return


_CAPTION = re.compile(r"[\s　]*(?P<kind>[表图])[\s　]?(?P<n>\d{1,3}(?:[-—–.．]\d{1,3})?)(?P<gap>[\s　：:]*)(?:[\u4e00-\u9fff]|$)")
_NEW_COUNT = re.compile(r"[\s　]*附[\s　]*件[\s　]*\d{0,2}[\s　]*$|[\s　]*第[一二三四五六七八九十]+[章部]")
_CITED = re.compile(r"(?:见|如|按照?|参照|及|和|、)(?P<kind>[表图])[\s　]?(?P<n>\d{1,3}(?:[-—–.．]\d{1,3})?)(?![\d.\-—–～])")


def _captions(language: Language) -> dict[tuple[str, str], list[Block]]:
    found: dict[tuple[str, str], list[Block]] = {}
    for block in language.prose():
        match = _CAPTION.match(block.text)
        if match and len(block.text) <= 60 and not re.search(r"[。；]|[.…]{3,}|[\s　\t]\d{1,3}$", block.text):
            found.setdefault((match["kind"], _plain_number(match["n"])), []).append(block)
    return found


def _plain_number(number: str) -> str:
    return re.sub(r"[—–.．]", "-", number)


@check("HT9106", "引用的图表不存在", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("各项指标见表1，进度⟦见表3⟧。\n表1　指标\n表2　任务"),
           Good("各项指标见表1，进度见表2。\n表1　指标\n表2　任务"),
           Good("各项指标见表1。"),
       ])
def missing_table(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """“见表3”“如图2”指的表、图，文中要有这个编号的表题、图题。

    文中没有任何带编号的表题（图题）时不查。
    何时可以忽略：指的是别的文件的图表。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    captions = _captions(language)
    for kind in "表图":
        known = {number for k, number in captions if k == kind}
        if not known:
            continue
        for block in language.prose(_CITED):
            for match in _CITED.finditer(language.own_words(block)):
                if match["kind"] == kind and _plain_number(match["n"]) not in known:
                    yield Problem(span_of(block, match), f"文中没有{kind}{match['n']}，请核对引用。")


@check("HT9107", "图表编号重复", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("表1　指标\n⟦表1⟧　任务"),
           Good("表1　指标\n表2　任务\n续表2　任务"),
           Good("附件1\n甲市指标\n表1　指标\n附件2\n乙市任务\n表1　任务"),
       ])
def same_number(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """同一个编号不用于两张内容不同的表（图）。

    各附件可以各自编号。何时可以忽略：各章各自编号。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    labels = [b.index for b in document.blocks if _NEW_COUNT.match(b.text)]
    for (kind, number), blocks in _captions(language).items():
        seen: dict[int, str] = {}
        for block in blocks:
            if not re.match(r"[\s　]*[表图][\s　]?[\d.．—–-]+[\s　：:]", block.text):
                continue
            part = sum(1 for at in labels if at <= block.index)
            name = re.sub(r"[\s　]|（续.*", "", block.text)
            if part in seen and seen[part] != name:
                end = block.text.index(number.split("-")[0]) + len(number)
                yield Problem(Span(block.index, block.stripped.start, end), f"编号{kind}{number}重复，请核对。")
            seen.setdefault(part, name)


_COUNT = r"(?P<n>[二两三四五六七八九]|十[一二三四五六七八九]?|\d{1,2})"
_THING = r"(?:大?(?:项|点|方面|条|类|种|步|个|部分)|个方面|个部分)"
_ANNOUNCED = re.compile(rf"(?:以下|下列|如下)(?:的)?{_COUNT}{_THING}[^，。；：、\d一二三四五六七八九十]{{0,12}}[：:]$")
_INLINE = re.compile(rf"(?<![第\d.一二三四五六七八九十百零〇]){_COUNT}{_THING}[^，。；：、\d一二三四五六七八九十]{{0,12}}[：:]"
                     r"(?=一是|第一，|其一，|首先|（一）|（1）|1[.．])")
_ITEMS = tuple(re.compile(p) for p in (
    r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]", r"(?P<n>[一二三四五六七八九十]{1,3})是", r"(?P<n>\d{1,2})[.．、](?!\d)",
    r"[（(](?P<n>\d{1,2})[）)]", r"(?P<n>[一二三四五六七八九十]{1,3})、", r"第(?P<n>[一二三四五六七八九十]{1,3})[，、]",
    r"其(?P<n>[一二三四五六七八九十])[，、]"))


@check("HT9108", "项数与所列不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("要抓好以下⟦三⟧项工作：\n（一）健全机制。\n（二）强化督查。\n各单位要抓好落实。"),
           Bad("重点做好⟦三⟧项工作：一是健全机制；二是强化督查；三是压实责任；四是严格考核。"),
           Good("要抓好以下三项工作：\n（一）健全机制。\n（二）强化督查。\n（三）压实责任。"),
           Good("重点做好两项工作：一是健全机制；二是强化督查。"),
           Good("要抓好以下几项工作：\n（一）健全机制。\n（二）强化督查。"),
       ])
def counted(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """“以下三项”下面就列三项，“做好三项工作：一是……”就有三个“是”。

    修改时增删一项而没有改总数，是常见的差错。只在各项带有连续序号时查。
    何时可以忽略：序号是另一层意思。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    blocks = [b for b in language.prose() if b.cell is None]
    for place, block in enumerate(blocks):
        text = block.text.rstrip()
        for match in _INLINE.finditer(text):
            yield from _differs(block, match, _inline_items(text, match.end()))
        last = _ANNOUNCED.search(text, max(0, len(text) - 40))
        if last:
            yield from _differs(block, last, _items_below(blocks, place + 1))


def _differs(block: Block, match: re.Match[str], found: int) -> Iterator[Problem]:
    said = number_of(match["n"])
    if said and found >= 2 and said != found:
        yield Problem(span_of(block, match, "n"), f"这里说“{match['n']}”，下面列了{found}项，请核对。")


def _style(text: str, at: int = 0) -> re.Pattern[str] | None:
    """The kind of ordinal whose first (（一）, 一是, 1.) stands there."""
    return next((p for p in _ITEMS if (m := p.match(text, at)) and number_of(m["n"]) == 1), None)


def _inline_items(text: str, start: int) -> int:
    """How many items, numbered one after the other in one style, stand from ``start`` on; 0 when it cannot be told."""
    style = _style(text, start)
    last = 0
    for match in style.finditer(text, start) if style else ():
        if match.start() > start and text[match.start() - 1] not in "，。；：、;,”":
            continue
        if last and number_of(match["n"]) == 1:
            break
        last += number_of(match["n"]) == last + 1
    return last


_FURTHEST = 30
"""How many paragraphs may belong to one item of a list before the next."""


def _items_below(blocks: list[Block], start: int) -> int:
    """The same for paragraphs from ``start`` on. Paragraphs between the items belong to them."""
    style = _style(blocks[start].text.lstrip()) if start < len(blocks) else None
    last, since = 0, 0
    for block in blocks[start: start + 200] if style else ():
        match = style.match(block.text.lstrip()) if style else None
        if match and number_of(match["n"]) == last + 1:
            last, since = last + 1, 0
        elif match or since >= _FURTHEST:
            break
        else:
            since += 1
    return last
