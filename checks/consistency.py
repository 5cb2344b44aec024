"""一个文件内部的前后一致，以及定稿时的残留（--final）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_in
from ..pipeline.elements import Element, Structure
from ..pipeline.model import Document, Residue, Span

_WORDS = {"insertion": "插入", "deletion": "删除", "move": "移动", "format": "格式更改"}


def _bare(text: str) -> str:
    return re.sub(r"[\s　]", "", text)


@check("HT9001", "发文字号年份与成文日期不一致", on="发文字号", severity="warning", basis="《党政机关公文处理工作条例》第九条（五）",
       examples=[Bad("云政发〔⟦2025⟧〕8号", elements={"成文日期": "2026年5月8日"}),
                 Good("云政发〔2026〕8号", elements={"成文日期": "2026年5月8日"})])
def number_year(number: Element, structure: Structure) -> Iterator[Problem]:
    """发文字号中的年份一般与成文日期的年份一致。

    上年底签发、下年初补发的会不一致，所以是警告。依据：《党政机关公文处理工作条例》第九条（五）（推导）。
    """
    issued = structure.get("成文日期")
    match = re.search(r"(?:19|20)\d\d", number.text)
    signed = date_in(structure)
    if match and signed and issued and int(match.group()) != signed.year:
        yield Problem(number.at(*match.span()), f"发文字号的年份与成文日期（{issued.text.strip()}）不一致，请核对。",
                      related=issued.spans[:1])


@check("HT9002", "署名与发文机关标志不一致", on="发文机关署名", severity="warning",
       basis="《党政机关公文处理工作条例》第九条（四）（十一）", layouts=("普通", "信函"),
       examples=[Bad("⟦云岭市水务局⟧", elements={"发文机关标志": "云岭市水利局文件"}),
                 Bad("⟦云岭锡锋矿业集团有限公司⟧", elements={"发文机关标志": "云岭锡峰矿业集团有限公司文件"}),
                 Good("云岭市水利局", elements={"发文机关标志": "云岭市水利局文件"}),
                 Good("国家发展改革委办公厅", elements={"发文机关标志": "发展改革委办公厅文件"})])
def signature_mark(signature: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """发文机关署名与发文机关标志是同一机关。

    全称和规范化简称之间的差别不报：名称首尾相同，或者一个包含另一个的字。企业、学校只看字数相同、差一两个字的。联合行文可以只用主办机关的标志，所以只在各只有一个机关时比较。
    依据：《党政机关公文处理工作条例》第九条（四）（十一）。
    """
    mark = structure.get("发文机关标志")
    if mark is None or len(mark.spans) > 1 or len(signature.spans) > 1:
        return
    one, two = re.sub("文件$", "", _bare(mark.text)), _bare(signature.text)
    if not one or not two or _abbreviates(one, two) or _abbreviates(two, one):
        return
    if not two.endswith(tuple("局厅部委院办府会社室站处")) and not (len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) <= 2):
        return
    yield Problem(signature, f"署名“{two}”与发文机关标志“{one}”不一致，请核对。", related=mark.spans[:1])


def _abbreviates(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order (市政府办 in 市人民政府办公室)."""
    rest = iter(long)
    return all(char in rest for char in short)


@check("HT9003", "标题的发文机关与署名不一致", on="标题", severity="warning", basis="《党政机关公文处理工作条例》第九条（七）（十一）",
       examples=[Bad("⟦云岭市水务局⟧关于拨付资金的请示", elements={"发文机关署名": "云岭市水利局"}),
                 Good("云岭市水利局关于拨付资金的请示", elements={"发文机关署名": "云岭市水利局"})])
def title_issuer(title: Element, structure: Structure) -> Iterator[Problem]:
    """标题中的发文机关与署名是同一机关。

    只比较“××关于”前面的名称；联合行文、转发类标题不比较，简称放行。依据：《党政机关公文处理工作条例》第九条（七）（十一）。
    """
    signature = structure.get("发文机关署名")
    match = re.match(r"([\u4e00-\u9fa5]{3,24}?(?:人民政府|委员会|办公室|办公厅|局|厅|部|委|院))关于", _bare(title.text))
    if signature is None or len(signature.spans) > 1 or match is None or structure.kind.layout in ("纪要", "命令"):
        return
    one, two = match[1], _bare(signature.text)
    if re.search(r"转发|批转|、|和", one) or _abbreviates(one, two) or _abbreviates(two, one):
        return
    if not two.endswith(tuple("局厅部委院办府会社室站处")):
        return
    yield Problem(title.at(0, title.text.index("关于")), f"标题中的发文机关“{one}”与署名“{two}”不一致，请核对。",
                  related=signature.spans[:1])


@check("HT9007", "署名顺序与发文机关标志不一致", on="发文机关署名", severity="warning", basis="GB/T 9704-2012 7.2.4、7.3.5.1", layouts=("普通",),
       examples=[Bad("⟦云岭市公安局⟧\n云岭市教育局", elements={"发文机关标志": "云岭市教育局\n云岭市公安局"}),
                 Good("云岭市教育局\n云岭市公安局", elements={"发文机关标志": "云岭市教育局\n云岭市公安局"})])
def signature_order(signature: Element, structure: Structure) -> Iterator[Problem]:
    """联合行文的署名顺序与发文机关标志一致，主办机关排列在前。

    两处列的机关相同、只是顺序不同时才报。依据：GB/T 9704-2012 7.2.4、7.3.5.1。
    """
    mark = structure.get("发文机关标志")
    if mark is None or len(signature.spans) < 2:
        return
    above = [re.sub("文件$", "", _bare(mark.document.text(s))) for s in mark.spans]
    above = [name for name in above if name]
    below = [_bare(signature.document.text(s)) for s in signature.spans]
    order = [next((i for i, name in enumerate(above) if _abbreviates(name, one) or _abbreviates(one, name)), -1) for one in below]
    if len(above) == len(below) and sorted(order) == list(range(len(above))) and order != sorted(order):
        yield Problem(signature, f"署名顺序与发文机关标志不一致，应为：{'、'.join(below[order.index(i)] for i in range(len(order)))}。",
                      related=mark.spans)


@check("HT0101", "残留修订痕迹", severity="error", basis="印前检查", group="输入", final=True, official=False, folds=True,
       needs=("revisions",),
       examples=[Bad("正文。", document={"residues": (Residue("insertion", 0),)}), Good("正文。")])
def revisions(document: Document) -> Iterator[Problem]:
    """定稿不残留修订痕迹。

    起草阶段有修订是正常的，只在 --final 时检查。
    """
    for residue in document.residues:
        if residue.kind in _WORDS:
            at = None if residue.block is None else document.blocks[residue.block]
            yield Problem(at, f"残留修订痕迹（{_WORDS[residue.kind]}），定稿前应当接受或拒绝全部修订。", folding="revision")


@check("HT0102", "残留批注或隐藏文字", severity="error", basis="印前检查", group="输入", final=True, official=False, folds=True,
       needs=("revisions",),
       examples=[Bad("正文。", document={"residues": (Residue("comment", 0),)}), Good("正文。")])
def comments(document: Document) -> Iterator[Problem]:
    """定稿不残留批注和隐藏文字。

    只在 --final 时检查。
    """
    for residue in document.residues:
        if residue.kind in ("comment", "hidden"):
            at = None if residue.block is None else document.blocks[residue.block]
            what = "批注" if residue.kind == "comment" else "隐藏文字"
            yield Problem(at, f"残留{what}，定稿前应当删除。", folding=what)


@check("HT0103", "残留突出显示、下划线或删除线", severity="warning", basis="印前检查", group="输入", final=True, official=False,
       folds=True, needs=("font",),
       examples=[Bad("⟦正文。⟧", run={"highlight": True}), Good("正文。", run={"highlight": False})])
def highlights(document: Document) -> Iterator[Problem]:
    """定稿不残留突出显示、下划线和删除线。

    送审稿用下划线标明新增内容，印制前清除。只在 --final 时检查。
    """
    for block in document.main_blocks:
        for run in block.runs:
            if (run.highlight or run.strike or run.underline) and block.text[run.start:run.end].strip():
                what = "突出显示" if run.highlight else "删除线" if run.strike else "下划线"
                yield Problem(Span(block.index, run.start, run.end), f"残留{what}，定稿前应当清除。", folding=what)
