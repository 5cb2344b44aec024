"""全篇字体、颜色和字形修饰（GB/T 9704-2012 5.2.2、5.2.4）。"""

from __future__ import annotations

from collections.abc import Iterator

from ..corpora.fonts import family_name, role_of
from ..pipeline.check import Bad, Good, Options, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.lettering import color_name, has_common_han, hsv
from ..pipeline.model import Block, Run, Span

_DOC = {"标题": "某市人民政府关于做好防汛工作的通知"}
_MARKS = ("发文机关标志", "纪要标志", "印章")


def _texts(structure: Structure) -> Iterator[Block]:
    """Paragraphs of elements and body; tables of data and footnotes have conventions of their own."""
    for block in structure.document.main_blocks:
        table = block.cell is not None and block.cell.columns > 1
        if structure.roles[block.index] and not (table and structure.roles[block.index] in ("正文", "附件")):
            yield block


def _joined(block: Block, runs: Iterator[tuple[Run, str]]) -> Iterator[tuple[Span, str]]:
    """Neighbouring runs with the same remark, as one span without white space at its ends."""
    open_span: tuple[int, int, str] | None = None
    for run, remark in runs:
        if open_span and open_span[2] == remark and not block.text[open_span[1]:run.start].strip():
            open_span = (open_span[0], run.end, remark)
            continue
        if open_span:
            yield _trimmed(block, open_span)
        open_span = (run.start, run.end, remark)
    if open_span:
        yield _trimmed(block, open_span)


def _trimmed(block: Block, found: tuple[int, int, str]) -> tuple[Span, str]:
    text = block.text[found[0]:found[1]]
    start = found[0] + len(text) - len(text.lstrip())
    return Span(block.index, start, found[0] + len(text.rstrip())), found[2]


@check("HT1009", "文字颜色不是黑色", severity="error", basis="GB/T 9704-2012 5.2.4", needs=("color",), folds=True,
       examples=[Bad("⟦详见某网站。⟧", elements=_DOC, run={"color": "0563C1"}),
                 Bad("⟦第一段。⟧", elements=_DOC, run={"color": "FF0000"}),
                 Good("第一段。", elements=_DOC, run={"color": "000000"})])
def text_color(document: object, structure: Structure) -> Iterator[Problem]:
    """没有特殊说明的文字均为黑色。

    红色只用于发文机关标志、版头分隔线、信函双线和印章。蓝字多是超链接残留，红字多是修改标记。
    明度 15% 以内的深灰视同黑色，浅一些的灰字报警告。表格里的文字不查。依据：GB/T 9704-2012 5.2.4、6.2。
    """
    for block in _texts(structure):
        if structure.roles[block.index] in _MARKS or (
                structure.kind.layout == "命令" and structure.roles[block.index] == "发文机关署名"):
            continue  # 签名章 is red as a rule (7.3.5.3)
        colored = ((run, run.color) for run in block.runs
                   if run.color and block.text[run.start:run.end].strip() and not _black(run.color))
        for span, color in _joined(block, colored):
            grey = hsv(color)[1] < 0.2
            yield Problem(span, f"文字为{color_name(color)}（{color}），应为黑色。选中后把字体颜色设为“自动”。",
                          severity="warning" if grey else None)


def _black(color: str) -> bool:
    return hsv(color)[2] <= 0.15


@check("HT1010", "用了非公文字体", severity="warning", basis="GB/T 9704-2012 5.2.2", needs=("font",), folds=True,
       examples=[Bad("⟦第一段。⟧", elements=_DOC, run={"font": "微软雅黑"}),
                 Bad("⟦第一段。⟧", elements=_DOC, run={"font": "等线"}),
                 Good("第一段。", elements=_DOC, run={"font": "仿宋_GB2312"}),
                 Good("ABC", elements=_DOC, run={"font": "Times New Roman"})])
def foreign_fonts(document: object, structure: Structure) -> Iterator[Problem]:
    """公文只用小标宋、黑体、楷体、仿宋和（页码的）宋体。

    微软雅黑、等线等多是从网页或默认模板带来的，打印出来与全文不一。只查汉字；发文机关标志用专用字模的不查，表格里的不查。
    认不出名称的字体不报。依据：GB/T 9704-2012 5.2.2（推导）。
    """
    for block in _texts(structure):
        if structure.roles[block.index] in _MARKS or (
                structure.kind.layout == "命令" and structure.roles[block.index] == "发文机关署名"):
            continue  # 签名章 is red as a rule (7.3.5.3)
        foreign = ((run, family_name(run.font or "")) for run in block.runs
                   if role_of(run.font) in ("其他", "西文") and has_common_han(block.text[run.start:run.end]))
        for span, font in _joined(block, foreign):
            yield Problem(span, f"汉字用了“{font}”，公文应当用仿宋、楷体、黑体、小标宋。选中后改为该要素规定的字体。")


@check("HT1011", "字形修饰", severity="info", basis="GB/T 9704-2012 5.2.2", needs=("font",), folds=True,
       examples=[Bad("⟦第一段。⟧", elements=_DOC, run={"italic": True}),
                 Bad("⟦第一段。⟧", elements=_DOC, run={"bold": True}),
                 Bad("⟦（一）加强领导⟧", elements=_DOC, run={"bold": True}, options={"level2_bold": False}),
                 Bad("⟦第一段。⟧", elements=_DOC, run={"underline": True}),
                 Good("（一）加强领导", elements=_DOC, run={"bold": True}),
                 Good("第一段。", elements=_DOC, run={"bold": False})])
def decoration(document: object, structure: Structure, options: Options) -> Iterator[Problem]:
    """公文各要素以字体区分，一般不再加粗、倾斜或加删除线。

    条文没有明禁，只作提示。二级、三级标题加粗是通行做法，不报（level2_bold = false 时二级标题加粗也报）；突出显示由定稿检查报，
    填空的横线（空格加下划线）、带颜色的链接不算下划线。
    依据：GB/T 9704-2012 5.2.2（推导）。
    """
    leads = {h.block: h.end for h in structure.headings if h.level != 2 or options.level2_bold}
    for block in _texts(structure):
        if structure.roles[block.index] in _MARKS:
            continue
        marked = ((run, word) for run in block.runs if block.text[run.start:run.end].strip()
                  and (word := _decorated(run, leads.get(block.index, 0))))
        for span, word in _joined(block, marked):
            yield Problem(span, f"文字设了{word}，公文一般以字体区分，不另加修饰。")


def _decorated(run: Run, lead: int) -> str:
    marks = (("斜体", run.italic), ("加粗", run.bold and run.end > lead), ("删除线", run.strike),
             ("下划线", run.underline and not run.highlight and _black(run.color or "000000")))
    return "、".join(word for word, on in marks if on)

