"""What the comparison takes from a document that was read and recognised."""

from __future__ import annotations

from .compare import Material, Ranges
from .compare_text import governed_places, title_places
from .elements import Structure
from .model import Block, Document

_COMPARED = ("body", "cell", "textbox", "footnote")
_FORMAL = frozenset("份号 密级和保密期限 紧急程度 发文机关标志 发文字号 签发人 标题 附件标题 主送机关 发文机关署名 成文日期 印章 附注 主题词 "
                    "抄送机关 印发机关 印发日期 页码 令号 纪要标志".split())
"""Elements that belong to the paper and not to what it provides."""
_TITLES = frozenset(("标题", "附件标题"))
_FIRST_LINES = 3


def material(structure: Structure) -> Material:
    """The lines of a document with what is known of them. Headers, footers and page numbers are left out."""
    document = structure.document
    shown = [b for b in document.blocks if b.part in _COMPARED and b.kind == "text" and not b.blank]
    roles = {b.index: structure.roles[b.index] for b in shown}
    formal = frozenset(i + 1 for i, role in roles.items() if role in _FORMAL) if structure.kind.official else frozenset()
    titles = frozenset(i + 1 for i, role in roles.items() if role in _TITLES) | frozenset(b.index + 1 for b in shown[:1])
    heads = [b.text for b in shown[:_FIRST_LINES]]
    heads += [b.text for b in shown if b.index + 1 in titles or roles[b.index] in ("发文机关标志", "发文机关署名")]
    return Material(document.source.path, tuple(b.text for b in document.blocks), tuple(b.index + 1 for b in shown), formal,
                    titles, underlined(document), frozenset(title_places(heads) | governed_places(b.text for b in shown)))


def underlined(document: Document) -> tuple[Ranges, ...] | None:
    """The underlined spans of each line; None where the file or its reader cannot tell."""
    if all(r.underline is None for b in document.blocks for r in b.runs):
        return None
    return tuple(_spans(block) for block in document.blocks)


def _spans(block: Block) -> Ranges:
    found: list[tuple[int, int]] = []
    for run in block.runs:
        if run.underline and run.end > run.start:
            if found and found[-1][1] == run.start:
                found[-1] = (found[-1][0], run.end)
            else:
                found.append((run.start, run.end))
    return found


def why_unknown(document: Document) -> str:
    """Why nothing is known of underlines, in Chinese."""
    if document.source.format == "text":
        return "纯文本没有下划线，只能列出新增和改动的内容，查不了标注"
    return "这种文件里的下划线是画上去的线，认不准，只能列出新增和改动的内容；要查标注请用 Word 文件"
