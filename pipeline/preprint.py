"""What the office confirms before a document is printed (付印): each element with what was recognised of it.

The elements are those of 《党政机关公文处理工作条例》 第九条 with 印数 and 公开属性, which offices confirm as well
(嘉政办发〔2017〕109号 二（三）5 names eleven of these that the drafter checks and signs before printing).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from . import attachments
from .patterns import COPIES
from .review import ElementReport, Finding, Review

Need = Literal["应有", "按需", "不用", "应盖"]
"""Whether a document of this kind has the element: it must, it depends on the matter, it must not, it is stamped."""

PUBLICITY: Mapping[str, re.Pattern[str]] = {
    "不予公开": re.compile("不予公开|不公开"), "依申请公开": re.compile("依申请公开"),
    "主动公开": re.compile("公开发布|主动公开|删减后公开|此件公开"),
}
"""公开属性 and the words of a 附注 that state it; the first that is found counts (不公开 has 公开 in it)."""

_PUBLISHED = ("公告", "通告", "公报", "命令", "决议", "决定", "意见", "通报", "纪要")
"""文种 that may go to everyone: they have a 主送机关 only where somebody in particular has to act."""


@dataclass(frozen=True)
class Item:
    """An element to confirm. ``text`` is what the document has (empty: nothing was found), ``rule`` when it is needed."""

    name: str
    text: str
    need: Need
    rule: str
    remark: str = ""

    @property
    def lacking(self) -> bool:
        """Whether a document of this kind must have it and none was found."""
        return self.need == "应有" and not self.text


def items(review: Review) -> tuple[Item, ...]:
    """All elements in the order of 第九条; for a file that was not recognised as 公文 none is taken to be needed."""
    made = tuple(item for make in _ALL for item in make(review))
    if review.official:
        return made
    return tuple(Item(i.name, i.text, "按需", "没有认出是公文，由单位确定", i.remark) for i in made)


def open_findings(review: Review) -> tuple[Finding, ...]:
    """The errors and warnings that are still there, the worst first, then as they stand in the document."""
    found = [f for f in review.findings if f.severity in ("error", "warning")]
    return tuple(sorted(found, key=lambda f: (f.severity != "error", f.location.paragraph or 0, f.location.start or 0)))


def must_be_mended(review: Review) -> bool:
    """Whether an error is left that keeps the document from printing."""
    return any(f.severity == "error" and not f.experimental for f in review.findings)


# ---- what the document has

def _all(review: Review, name: str) -> list[ElementReport]:
    return [e for e in review.elements if e.name == name]


def _text(review: Review, *names: str) -> str:
    """The words of all elements of these names, white space at their ends gone."""
    return "；".join(dict.fromkeys(t for name in names for e in _all(review, name) if (t := e.text.strip())))


def _lines(review: Review, role: str) -> list[str]:
    return [line for line, found in zip(review.lines, review.roles, strict=False) if found == role and line.strip()]


def _line(element: ElementReport) -> str:
    return f"第{element.location.paragraph}段" if element.location.paragraph else ""


# ---- 版头

def _masthead(review: Review) -> Iterator[Item]:
    secret = _text(review, "密级和保密期限")
    number = _text(review, "份号")
    yield Item("份号", number, "应有" if secret else "按需", "涉密的标注",
               "没有标密级，份号一般不用。" if number and not secret else "")
    yield Item("密级和保密期限", secret, "按需", "涉密的标注",
               "" if secret else "是否涉密由承办人和定密责任人确认。")
    yield Item("紧急程度", _text(review, "紧急程度"), "按需", "紧急的标注特急、加急")
    mark = _organs(review, "发文机关标志") or _text(review, "纪要标志")
    yield Item("发文机关标志", mark, "应有", "")
    minutes = review.layout == "纪要"
    yield Item("发文字号", _text(review, "发文字号", "令号"), "按需" if minutes else "应有",
               "按本机关的编号办法" if minutes else "", "联合行文使用主办机关的发文字号。" if _joint(review) else "")
    upward = review.direction == "上行"
    yield Item("签发人", re.sub(r"^\s*签\s*发\s*人\s*[：:]?\s*", "", _text(review, "签发人")), "应有" if upward else "不用",
               "上行文标注")


def _organs(review: Review, name: str) -> str:
    """The organs of an element that has a line for each (联合行文)."""
    lines = _lines(review, name)
    return "、".join(" ".join(line.split()) for line in lines) if len(lines) > 1 else _text(review, name)


def _joint(review: Review) -> bool:
    return len(_lines(review, "发文机关署名")) > 1


# ---- 主体

def _main(review: Review) -> Iterator[Item]:
    bare = review.layout in ("命令", "纪要")
    yield Item("标题", _text(review, "标题"), "按需" if bare else "应有", "命令、纪要格式可以没有" if bare else "")
    public = bare or review.doc_type in _PUBLISHED
    yield Item("主送机关", _text(review, "主送机关").rstrip("：:"), "按需" if public else "应有",
               "公布性、普发性的可以没有" if public else "")
    body = _lines(review, "正文")
    size = sum(len("".join(line.split())) for line in body)
    yield Item("正文", f"{size}字，{len(body)}段" if body else "", "应有", "",
               "与签发稿逐字核对。")
    yield _attachments(review)


def _attachments(review: Review) -> Item:
    listed = attachments.names(_lines(review, "附件说明"))
    titles = _all(review, "附件标题")
    labels = _all(review, "附件")
    rows = [f"{i}.{name}：{_there(i, name, len(listed), titles, labels)}" if len(listed) > 1
            else f"{name}：{_there(i, name, 1, titles, labels)}" for i, name in enumerate(listed, 1)]
    if listed:
        missing = sum("未见" in row for row in rows)
        return Item("附件", f"共{len(listed)}件\n" + "\n".join(rows), "按需", "附件说明与附件一致",
                    "未见的是否另附，请确认。" if missing else "")
    if labels or titles:
        found = "、".join(attachments.bare(e.text) + f"（{_line(e)}）" for e in titles or labels)
        return Item("附件", f"没有附件说明，文后有：{found}", "按需", "有附件的有附件说明，印发、转发的除外")
    return Item("附件", "", "按需", "有附件的标注")


def _there(number: int, name: str, count: int, titles: Sequence[ElementReport], labels: Sequence[ElementReport]) -> str:
    """Where the attachment is: by its title, else by its number."""
    for title in titles:
        if attachments.bare(title.text) == name:
            return f"有（{_line(title)}）"
    for label in labels:
        digits = re.search(r"\d+", label.text)
        if (digits and int(digits.group()) == number) or (not digits and count == 1):
            return f"有标着“{label.text.strip()}”的一件（{_line(label)}），标题与附件说明不一样或没有认出，请核对"
    return "未见"


def _ending(review: Review) -> Iterator[Item]:
    minutes, order = review.layout == "纪要", review.layout == "命令"
    signatures, dates = _all(review, "发文机关署名"), _all(review, "成文日期")
    signed = _organs(review, "发文机关署名")
    yield Item("发文机关署名", signed, "按需" if minutes or order else "应有",
               "纪要、命令另有格式" if minutes or order else "")
    yield Item("成文日期", _text(review, "成文日期"), "按需" if minutes else "应有",
               "纪要另有格式" if minutes else "签发或通过的日期")
    where = "、".join([*(f"{_line(e)}署名" for e in signatures), *(f"{_line(e)}成文日期" for e in dates[:1])])
    if minutes:
        yield Item("印章", "", "不用", "纪要不加盖")
    elif order:
        yield Item("印章", f"盖签发人签名章，在{where}处" if where else "", "应盖", "命令盖签发人签名章")
    else:
        yield Item("印章", f"压在{where}上" if where else "", "应盖", "有特定发文机关标志的普发性公文可以不加盖",
                   "联合行文的，各机关依次加盖。" if _joint(review) else "")
    contact = review.doc_type == "请示"
    yield Item("附注", _text(review, "附注"), "按需", "需要说明的", "请示一般注明联系人和电话。" if contact else "")
    yield _publicity(review)


def _publicity(review: Review) -> Item:
    note = _text(review, "附注")
    found = next((name for name, words in PUBLICITY.items() if words.search(note)), "")
    secret = bool(_text(review, "密级和保密期限"))
    if secret:
        remark = "" if found == "不予公开" else "标有密级，不能公开" + ("，请核对。" if found else "。")
    else:
        remark = "" if found else "主动公开、依申请公开、不予公开，三选一。"
    return Item("公开属性", found, "按需", "行政机关不涉密的确定一种", remark)


# ---- 版记

def _colophon(review: Review) -> Iterator[Item]:
    copies = re.sub(r"^\s*抄\s*[送报]\s*[：:]?\s*", "", _text(review, "抄送机关"))
    yield Item("抄送机关", copies.rstrip("。"), "按需", "有抄送的标注")
    letter = review.layout == "信函"
    printed = "，".join(filter(None, (_text(review, "印发机关"), _text(review, "印发日期"))))
    yield Item("印发机关和印发日期", printed, "不用" if letter else "应有",
               "信函格式不加" if letter else "")
    counted = next((line.strip() for line in review.lines if COPIES.fullmatch(line.strip())), "")
    yield Item("印数", counted, "按需", "按发送范围", "" if counted else "由承办人填写。")
    yield Item("页数", f"共{review.pages}页" if review.pages else "", "按需", "与页码一致",
               "" if review.pages else "Word 文件不记页数，排版后填写。")


_ALL: tuple[Callable[[Review], Iterator[Item]], ...] = (_masthead, _main, _ending, _colophon)
