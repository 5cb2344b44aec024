"""What has to be confirmed before printing, for the screen and as a page to print; the words that the sheet shares."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..preprint import Item, items, must_be_mended, open_findings
from ..proof import State
from ..review import Finding, Review
from . import proof, wording
from .web_page import filled

TITLE = "付印前确认单"
BASIS = ("依据：《党政机关公文处理工作条例》第九条、第二十五条，GB/T 9704-2012，《政府信息公开条例》第十三条至第十六条。“应有”“按需”“不用”"
         "是这一种公文的要求；“未见”是文件里没有认出。要逐项确认的是印出来的样子。")
_NO_LEDGER = "未建校对台账"


@dataclass(frozen=True)
class Confirmation:
    """Everything on the sheet. ``proof`` is None where the document has no ledger."""

    review: Review
    proof: State | None
    ledger_required: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The elements to confirm."""
        return items(self.review)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The open errors and warnings."""
        return open_findings(self.review)

    @property
    def cleared(self) -> bool:
        """Whether nothing keeps the document from printing that a program can see."""
        ledger = not self.ledger_required if self.proof is None else self.proof.cleared
        return ledger and not must_be_mended(self.review) and not self.review.failures


def facts(sheet: Confirmation) -> list[tuple[str, str]]:
    """What the sheet belongs to, and what it rests on."""
    review = sheet.review
    pairs = [("文件名", os.path.basename(review.path)), ("文件校验值", review.sha256 or ""), ("文种", wording.kind(review)),
             ("检查结果", counted(sheet)), ("校对台账", ledger(sheet)), ("结论", verdict(sheet))]
    return [(label, wording.clean(value)) for label, value in pairs if value]


def counted(sheet: Confirmation) -> str:
    """“错误 2 处，警告 1 处” or that there are none, with what could not be checked."""
    counts = {severity: sum(f.severity == severity for f in sheet.findings) for severity in ("error", "warning")}
    found = [f"{wording.SEVERITY[s]} {counts[s]} 处" for s in ("error", "warning") if counts[s]]
    skipped = sum(s.applicable for s in sheet.review.skipped)
    return ("，".join(found) or "没有未改的错误和警告") + (f"；有 {skipped} 项检查没有做（见 hongtou check）" if skipped else "")


def ledger(sheet: Confirmation) -> str:
    """How 三校对两审核 stands."""
    return proof.verdict(sheet.proof) if sheet.proof is not None else _NO_LEDGER


def verdict(sheet: Confirmation) -> str:
    """One sentence: whether anything is open."""
    open_ = ["检查没有做完"] if sheet.review.failures else []
    if must_be_mended(sheet.review):
        open_.append("还有错误没有改")
    if sheet.proof is not None and not sheet.proof.cleared:
        open_.append("校对审核没有完成")
    if sheet.proof is None and sheet.ledger_required:
        open_.append("没有校对台账")
    return f"不能付印：{'，'.join(open_)}。" if open_ else "没有发现阻碍付印的问题，各项逐一确认后付印。"


def shown(item: Item) -> str:
    """What was found of the element: its words, or 未见."""
    return "\n".join(wording.clean(line) for line in item.text.split("\n")) if item.text else "未见"


def finding_rows(sheet: Confirmation) -> Iterator[tuple[str, str, str]]:
    """Severity, place and what is wrong, of each open finding."""
    for finding in sheet.findings:
        place = "，".join(p for p in (finding.location.element or "", wording.place(finding.location)) if p)
        yield wording.SEVERITY[finding.severity], wording.clean(place), wording.clean(finding.message) + _advice(finding)


def _advice(finding: Finding) -> str:
    """“（改为：“……”；HT3041）”: the correction and the number of the check."""
    fix = wording.corrections(finding)
    label = "" if not fix or fix.startswith("删去") else "请核对：" if wording.careful(finding) else "改为："
    return f"（{label}{fix}；{finding.rule}）" if fix else f"（{finding.rule}）"


# ---- the screen

def terminal(sheet: Confirmation) -> str:
    """The list for the screen."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Confirmation) -> Iterator[str]:
    yield TITLE
    yield from (f"{label}：{value}" for label, value in facts(sheet))
    yield ""
    for item in sheet.items:
        first, *rest = shown(item).split("\n")
        yield f"☐ {item.name}（{item.need}）：{'！' if item.lacking else ''}{first}"
        yield from (f"    {line}" for line in rest)
        if item.remark:
            yield f"    {item.remark}"
    findings = list(finding_rows(sheet))
    if findings:
        yield ""
        yield "未改的问题："
        yield from (f"  {severity}　{place + '：' if place else ''}{words}" for severity, place, words in findings)


# ---- a page to print

def html(sheet: Confirmation, issuer: str = "") -> str:
    """The list as one page that needs no network, for print."""
    rows: Sequence[tuple[Item, str]] = [(item, shown(item)) for item in sheet.items]
    return filled("preprint.html", ["sheet.css"], [], title=TITLE, issuer=issuer, facts=facts(sheet), rows=rows,
                       findings=list(finding_rows(sheet)), basis=BASIS, signers=SIGNERS)


SIGNERS = ("拟稿人", "核对人", "付印批准人")
"""Who signs: the drafter first (嘉政办发〔2017〕109号 二（三）5)."""
