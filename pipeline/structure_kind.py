"""What kind of document it is: 公文 or not, 文种, layout, direction.

《党政机关公文处理工作条例》 第八条 (fifteen 文种), GB/T 9704-2012 10 (special formats); the edition of the standard is
judged in :mod:`.edition`.
"""

from __future__ import annotations

from .draft import Draft, plain
from .edition import edition_of
from .elements import Direction, Kind, Layout
from .model import Block
from .patterns import ARTICLE, DOC_TYPE_END, FORM_TITLE, OTHER_TYPE_END, looks_like_organ

_SAME = {"令": "命令", "答复": "函"}
_UPWARD = ("请示", "报告")
_LATERAL = ("函", "议案")
_TELEGRAM = ("明电", "内部明电", "发电", "传真电报", "明传电报")
LETTER_LINE_MM = (163.0, 176.0)
"""The double line of 信函格式 is 170 mm long (10.1); the 版头 line of other documents 156."""


def judge(draft: Draft) -> Kind:
    """Decide the kind from what was claimed."""
    title = plain(draft.text_of("标题"))
    doc_type = _doc_type(draft, title)
    layout = _layout(draft, doc_type)
    official, reason = _official(draft, title, doc_type)
    edition = edition_of(draft)
    return Kind(official, doc_type, layout, _direction(draft, doc_type), edition.standard, _preprinted(draft), reason,
                edition.reason)


def _doc_type(draft: Draft, title: str) -> str | None:
    if match := DOC_TYPE_END.search(title):
        word = match.group(1)
        return _SAME.get(word, word)
    if draft.mark_ends in ("令", "命令"):
        return "命令"
    if draft.mark_ends == "纪要":
        return "纪要"
    return None


def _layout(draft: Draft, doc_type: str | None) -> Layout:
    if draft.mark_ends == "纪要":
        return "纪要"
    if draft.mark_ends in ("令", "命令"):
        return "命令"
    if doc_type not in _UPWARD and _letter(draft):
        return "信函"
    return "普通"


def _letter(draft: Draft) -> bool:
    """信函格式: the long red double line, or the number at the right edge under a mark without 文件."""
    red = [line for line in draft.document.lines if line.red is not False]
    if any(line.compound in ("thickThin", "thinThick") for line in red):
        return True
    long = [line for line in red if line.length_mm is not None and LETTER_LINE_MM[0] <= line.length_mm <= LETTER_LINE_MM[1]]
    # Where margins are wrong a single line under a mark with 文件 is as long as the text: a letter's is double.
    if len(long) > 1 or (long and draft.mark_ends != "文件"):
        return True
    if draft.mark_ends == "文件" or not draft.has("发文字号"):
        return False
    number = _block_of(draft, "发文字号")
    if number.paragraph.alignment == "right":
        return True
    code = plain(draft.text_of("发文字号"))
    if draft.has("发文机关标志"):
        return number.paragraph.alignment is None and "函" in code
    return False


def _block_of(draft: Draft, name: str) -> Block:
    span = next(s for n, s, _ in draft.claims if n == name)
    return draft.document.blocks[span.block]


def _direction(draft: Draft, doc_type: str | None) -> Direction | None:
    signed = draft.has("签发人")
    if doc_type in _UPWARD and not signed and plain(draft.text_of("主送机关")).startswith("各"):
        return None  # a document to inferiors with a wrong 文种; the rules of upward ones would only add to it
    if doc_type in _UPWARD or (doc_type == "意见" and signed):
        return "上行"
    if doc_type in _LATERAL:
        return "平行"
    return "下行" if doc_type else None


def _preprinted(draft: Draft) -> bool:
    """Paper with the red head already on it: no 发文机关标志 in the file, and no red line either (G-4)."""
    if draft.document.source.format == "text":
        return False
    return (
        not draft.has("发文机关标志") and not draft.has("纪要标志") and not any(ln.red for ln in draft.document.lines)
    )


def _form(draft: Draft) -> bool:
    """A form of the office (发文审批单, 退文通知单): named so on top, and what it says of a 公文 stands in its cells.

    A 名单 or 清单 is an attachment; a 公文 set in a table has its own mark on top.
    """
    named = any(FORM_TITLE.fullmatch(plain(b.text)) for b in draft.rows[:3])
    numbers = [draft.document.blocks[s.block] for n, s, _ in draft.claims if n == "发文字号"]
    return named and all(b.cell is not None for b in numbers)


def _official(draft: Draft, title: str, doc_type: str | None) -> tuple[bool, str]:
    """Whether it is a 公文, and why. Laws, internal rules, theses and forms are not (they lack every sure sign)."""
    marked = draft.has("发文机关标志") or draft.has("纪要标志")
    signed = draft.has("发文机关署名") and draft.has("成文日期")
    if _form(draft):
        return False, "是办理公文用的表单（流转单、审批单之类），不是公文"
    if any(plain(b.text) in _TELEGRAM for b in draft.rows[:6]):
        return False, "电报（明电）有自己的格式，GB/T 9704 不管，只检查文字"
    if draft.has("发文字号"):
        return True, "有发文字号"
    if marked and (draft.mark_ends or doc_type):
        return True, "有发文机关标志"
    if doc_type and (draft.has("主送机关") or signed or "关于" in title):
        return True, f"标题以文种“{doc_type}”结尾"
    if draft.has("主送机关") and signed and "关于" in title:
        return True, "有主送机关、署名和成文日期"
    if (
        draft.has("主送机关")
        and signed
        and not OTHER_TYPE_END.search(title)
        and looks_like_organ(plain(draft.text_of("发文机关署名")))
    ):
        return True, "有主送机关、署名和成文日期"
    articles = sum(bool(ARTICLE.match(b.text.strip())) for b in draft.rows)
    if articles >= 3:
        return False, "按章、条编写的法规制度，没有公文的版头、主送机关和文种"
    return False, "没有发文字号、发文机关标志，标题也不以法定文种结尾"
