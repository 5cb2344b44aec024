"""附件说明和附件（GB/T 9704-2012 7.3.4、7.3.7）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline import attachments
from ..pipeline.attachments import END, ITEM, LABEL, bare
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import blank_lines_problem, free_standing, gap, hangs_off, left_chars, measured
from ..pipeline.lettering import HEI_3, TITLE_2, lettering
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix

_NOTED = {"发文字号": "云政发〔2026〕8号", "标题": "云岭市人民政府关于做好防汛工作的通知", "正文": "现将有关事项通知如下。",
          "成文日期": "2026年5月8日"}
_LONG = "云岭市防汛抗旱指挥部成员单位联系方式和值班安排一览表（二〇二六年度）"


def names(note: Element) -> list[str]:
    """The attachments that a 附件说明 lists."""
    return attachments.names(note.document.text(span) for span in note.spans)


@check("HT3030", "附件说明写法", on="附件说明", severity="error", basis="GB/T 9704-2012 7.3.4",
       examples=[Bad("附件⟦:⟧1.任务清单", fix="附件：1.任务清单"), Bad("⟦附件1：⟧任务清单", fix="附件：1.任务清单"),
                 Bad("⟦附 件⟧：任务清单", fix="附件：任务清单"), Bad("⟦附⟧：任务清单", fix="附件：任务清单"),
                 Good("附件：任务清单"), Good("附件：1.任务清单\n2.流程图")])
def note_words(note: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """“附件”二字后标全角冒号和附件名称。

    不写“附件1：……”，顺序号放在冒号之后；写作“附：”的旧公文不报。依据：GB/T 9704-2012 7.3.4。
    """
    if document.source.format == "text" and "width" in document.unknown:
        return
    match = LABEL.match(note.text)
    if match is None:
        return
    if match["n"] and match["colon"]:
        fix = Fix(f"附件：{match['n']}.") if match["n"].isdigit() else None
        yield Problem(note.at(0, len(match.group().rstrip())), "应当写作“附件：1.名称”，顺序号放在冒号之后。", (fix,) if fix else ())
    elif match["colon"] == ":" or match["colon"] in ("、", ".", "．"):
        yield Problem(note.at(*match.span("colon")), "“附件”后应当用全角冒号“：”。", (Fix("："),))
    elif match["colon"] and not match.group().startswith("附件") and structure.kind.standard == "2012":
        yield Problem(note.at(0, match.start("colon")), "应当写“附件”二字，中间不空格。", (Fix("附件"),))


@check("HT3031", "附件说明的顺序号", on="附件说明", severity="error", basis="GB/T 9704-2012 7.3.4",
       examples=[Bad("附件：⟦一、⟧任务清单\n⟦二、⟧流程图", fix="附件：1.任务清单\n2.流程图"),
                 Bad("附件：1.任务清单\n⟦3.⟧流程图", fix="附件：1.任务清单\n2.流程图"),
                 Bad("附件：⟦1.⟧任务清单", fix="附件：任务清单"),
                 Good("附件：1.任务清单\n2.流程图")])
def note_ordinals(note: Element) -> Iterator[Problem]:
    """多个附件使用阿拉伯数字标注顺序号（如“附件：1.××××”），从 1 起连续。

    “1、”“（1）”“①”“一、”都不合要求；只有一个附件的不编号。依据：GB/T 9704-2012 7.3.4。
    """
    expected, single = 0, len(names(note)) == 1
    for i, span in enumerate(note.spans):
        text = note.document.text(span)
        label = LABEL.match(text) if i == 0 else None
        start = label.end() if label and label["colon"] else 0
        item = ITEM.match(text[start:])
        if item is None:
            continue
        expected += 1
        at = Span(span.block, span.start + start + item.start("mark"), span.start + start + item.end("mark"))
        if single:
            yield Problem(at, "只有一个附件，不编顺序号。", (Fix(""),), severity="warning")
            return
        right = f"{expected}."
        if not item["n"] or item["mark"][-1] in "、，":
            yield Problem(at, "附件顺序号用阿拉伯数字加下脚点，如“1.”。", (Fix(right),))
        elif int(item["n"]) != expected:
            yield Problem(at, f"附件顺序号不连续，这里应为“{right}”。", (Fix(right, safe=False),))


@check("HT3032", "附件名称后加了标点", on="附件说明", severity="error", basis="GB/T 9704-2012 7.3.4",
       examples=[Bad("附件：1.任务清单⟦；⟧\n2.流程图⟦。⟧", fix="附件：1.任务清单\n2.流程图"),
                 Good("附件：关于《条例》的说明（试行）")])
def note_end(note: Element) -> Iterator[Problem]:
    """附件名称后不加标点符号。

    以书名号、括号收尾的名称不算。依据：GB/T 9704-2012 7.3.4。
    """
    for i, span in enumerate(note.spans):
        text = note.document.text(span)
        match = END.search(text)
        nxt = note.document.text(note.spans[i + 1]) if i + 1 < len(note.spans) else None
        broken = nxt is not None and not ITEM.match(nxt) and match and match.group() in "，、"
        if match and not broken:
            yield Problem(Span(span.block, span.start + match.start(), span.start + match.end()),
                          f"附件名称后不加标点，应当删去“{match.group()}”。", (Fix(""),))


@check("HT3033", "附件说明位置", on="附件说明", severity="warning", basis="GB/T 9704-2012 7.3.4", needs=("indent",),
       examples=[Bad("⟦附件：任务清单⟧", paragraph={"first_line_chars": 0.0, "alignment": "left"}),
                 Bad("⟦附件：任务清单⟧", paragraph={"first_line_chars": 2.0, "alignment": "center"}),
                 Good("附件：任务清单", paragraph={"first_line_chars": 2.0, "alignment": "left"})])
def note_place(note: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """附件说明在正文下空一行、左空二字编排。

    容差半字；空行 8 至 17 毫米（或一个空段）放行。依据：GB/T 9704-2012 7.3.4。
    """
    block = note.block
    left = left_chars(document, block)
    if free_standing(block) and not measured(block) and block.paragraph.alignment in ("right", "center"):
        yield Problem(note.spans[0], "附件说明应当左空二字，现居中或右对齐了。在“段落”中改为两端对齐、首行缩进 2 字符。")
        return
    if left is not None and abs(left - 2) > 0.6 and block.paragraph.alignment not in ("right", "center"):
        yield Problem(note.spans[0], f"附件说明应当左空二字，现左空 {max(left, 0):.1f} 字。")
        return
    above = next((b for b in reversed(structure.body_blocks()) if b.index < block.index), None)
    found = gap(document, above, block) if above is not None else None
    if found is not None and "blank_lines" not in document.unknown and not found.fits(1):
        yield Problem(note.spans[0], f"附件说明与正文之间应当空一行，现{found.said}。")


@check("HT3039", "附件名称回行未对齐", on="附件说明", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.4", needs=("indent",),
       examples=[Bad(f"⟦附件：1.{_LONG}⟧", paragraph={"first_line_chars": 2.0, "left_chars": 0.0, "alignment": "both"}),
                 Good(f"附件：1.{_LONG}", paragraph={"first_line_chars": 2.0, "left_chars": 6.0, "alignment": "both"}),
                 Good("附件：1.任务清单", paragraph={"first_line_chars": 2.0, "left_chars": 0.0, "alignment": "both"})])
def note_wrap(note: Element) -> Iterator[Problem]:
    """附件名称较长需回行时，与上一行附件名称的首字对齐。

    用悬挂缩进实现：有“附件：1.”的左空六字，后面各项也是六字。版式文件量名称首字与回行首字的左缘，容差 4 毫米；
    Word 按缩进算，容差 1.2 字，名称短到不用回行的不查。依据：GB/T 9704-2012 7.3.4。
    """
    for i, block in enumerate(note.blocks):
        start = _name_start(block.text, first=i == 0)
        if start is not None and hangs_off(block, start, 28.5):
            yield Problem(block, "附件名称回行应当与上一行名称的首字对齐。用悬挂缩进，回行左空六字。", element="附件说明")


def _name_start(text: str, *, first: bool) -> int | None:
    """Where the attachment's name starts in a line of 附件说明; None for a line that is only continued."""
    label = LABEL.match(text.lstrip()) if first else None
    at = len(text) - len(text.lstrip()) + (label.end() if label and label["colon"] else 0)
    item = ITEM.match(text[at:])
    if item is None and not first:
        return None
    return at + (item.end() if item else 0)


@check("HT3034", "附件说明与附件不一致", severity="error", basis="GB/T 9704-2012 7.3.7", group="一致性",
       examples=[Bad("", elements={"附件说明": "附件：任务清单", "附件": "附件", "附件标题": "工作流程图"}),
                 Good("", elements={"附件说明": "附件：任务清单", "附件": "附件", "附件标题": "任务清单"})])
def note_matches(document: Document, structure: Structure) -> Iterator[Problem]:
    """附件顺序号和附件标题应当与附件说明的表述一致，数量相等。

    空格、书名号不计。附件没有装在同一文件里的（一个附件也没有）不检查。依据：GB/T 9704-2012 7.3.7。
    """
    note, labels, titles = structure.get("附件说明"), structure.all("附件"), structure.all("附件标题")
    if note is None or not labels:
        return
    listed = names(note)
    if len(listed) != len(labels):
        yield Problem(note, f"附件说明列了 {len(listed)} 个附件，文后有 {len(labels)} 个附件，数量不一致。", element="附件说明")
        return
    if len(titles) != len(labels):
        return
    for name, title in zip(listed, titles, strict=True):
        if bare(title.text) not in name and name not in bare(title.text):
            yield Problem(title, f"附件标题与附件说明不一致：附件说明写作“{name}”。", related=note.spans[:1], element="附件标题")


@check("HT3049", "缺附件说明", severity="warning", basis="GB/T 9704-2012 7.3.4、7.3.7", standards=("2012",), layouts=("普通", "信函"),
       examples=[Bad("", elements={**_NOTED, "附件": "附件", "附件标题": "任务清单"}),
                 Good("", elements={**_NOTED, "附件说明": "附件：任务清单", "附件": "附件", "附件标题": "任务清单"})])
def note_missing(document: Document, structure: Structure) -> Iterator[Problem]:
    """文后标有“附件”的，在正文下空一行左空二字编排附件说明。

    印发、转发、批转的文件和公布的办法本是正件，不写附件说明（也不标“附件”），不查；没有发文字号的草稿不查。
    依据：GB/T 9704-2012 7.3.4、7.3.7。
    """
    label, title = structure.get("附件"), structure.get("标题")
    if label is None or structure.get("附件说明") or not structure.get("发文字号") or not structure.get("正文") or not title:
        return
    if structure.get("成文日期") and not re.search(r"印发|转发|批转|颁发|发布|公布|下达", title.text):
        yield Problem(label, "文后有附件，正文之下没有附件说明，应当在正文下空一行、左空二字写明“附件：”和附件名称。", element="附件说明")


@check("HT3035", "附件未另面编排", severity="error", standards=("2012",), basis="GB/T 9704-2012 7.3.7",
       examples=[Bad("云岭市人民政府关于做好防汛工作的通知\n各县（区）人民政府：\n现将清单印发给你们。\n附件：防汛任务清单\n云岭市人民政府\n"
                     "2026年5月8日\n⟦附件⟧\n防汛任务清单", block={"starts_page": False}),
                 Good("云岭市人民政府关于做好防汛工作的通知\n各县（区）人民政府：\n现将清单印发给你们。\n附件：防汛任务清单\n云岭市人民政府\n"
                      "2026年5月8日\n附件\n防汛任务清单")])
def new_page(document: Document, structure: Structure) -> Iterator[Problem]:
    """附件应当另面编排，并在版记之前，与公文正文一起装订。

    Word 文件看附件标识前有没有分页符、“段前分页”或分节；版式文件看是否在同一页。依据：GB/T 9704-2012 7.3.7。
    """
    for label in structure.all("附件"):
        block = label.block
        above = next((b for b in reversed(document.main_blocks) if b.index < block.index and not b.blank), None)
        if above is None:
            continue
        if measured(block) and measured(above):
            if block.anchor.lines[0].page == above.anchor.lines[-1].page:
                yield Problem(label, "附件应当另面编排，从新的一页开始。", element="附件")
        elif block.starts_page is False and not _broken_between(document, above, block):
            yield Problem(label, "附件应当另面编排。在“附件”前插入分页符，或设为“段前分页”。", element="附件")


def _broken_between(document: Document, above: Block, block: Block) -> bool:
    between = document.blocks[above.index + 1:block.index + 1]
    return any(b.starts_page for b in between) or above.section != block.section


@check("HT3036", "附件标识字体和位置", on="附件", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.7", needs=("font",),
       examples=[Bad("⟦附件1⟧", run={"font": "仿宋_GB2312", "size_pt": 16.0}),
                 Good("附件1", run={"font": "黑体", "size_pt": 16.0})])
def label_lettering(label: Element, document: Document) -> Iterator[Problem]:
    """“附件”二字及附件顺序号用 3 号黑体字，顶格编排在版心左上角第一行。

    字号容差 0.5 磅（号制三号是 15.75 磅），顶格容差 0.6 字（前引号、字模的空白）。依据：GB/T 9704-2012 7.3.7。
    """
    yield from lettering(document, label.spans, HEI_3, "附件标识")
    left = left_chars(document, label.block)
    if (free_standing(label.block) and left is not None and abs(left) > 0.6) \
            or label.block.paragraph.alignment in ("center", "right"):
        yield Problem(label, "附件标识应当顶格编排在版心左上角。")


@check("HT3037", "附件标识写法", on="附件", severity="warning", basis="GB/T 9704-2012 7.3.7、图10", standards=("2012",),
       examples=[Bad("⟦附件一⟧", fix="附件1"), Bad("⟦附件1：⟧", fix="附件1"), Good("附件"), Good("附件 2")])
def label_words(label: Element) -> Iterator[Problem]:
    """附件页首的标识写“附件”及顺序号，顺序号用阿拉伯数字，后面不加冒号。

    条文写“附件”二字及附件顺序号，式样图 10 为“附件2”。依据：GB/T 9704-2012 7.3.7。
    """
    text = label.text.strip()
    if re.fullmatch(r"(?:.*〔\d{4}〕\d+号[ 　]?)?附件[ 　]?\d{0,2}", text):
        return
    match = re.search(r"[\d一二三四五六七八九十]+", text)
    digits = match.group() if match else ""
    number = digits if digits.isdigit() or not digits else str("零一二三四五六七八九十".find(digits))
    fixes = (Fix(f"附件{number}"),) if number != "-1" else ()
    yield Problem(label, "附件标识应当写作“附件”或“附件1”，顺序号用阿拉伯数字，后面不加冒号。", fixes)


@check("HT3046", "附件标题不在第三行", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.7", needs=("blank_lines",),
       examples=[Bad("", elements={"附件": "附件1", "附件标题": "任务清单"}),
                 Good("", elements={"附件": "附件1\n", "附件标题": "任务清单"})])
def title_on_third_line(document: Document, structure: Structure) -> Iterator[Problem]:
    """附件标题编排在版心第三行，与附件标识之间空一行。

    一个空段（约 15 毫米）和式样图的 10 毫米都算空一行，8 至 19.5 毫米、0.4 至 1.6 行放行。
    标识与标题之间隔着别的文字的不查。依据：GB/T 9704-2012 7.3.7、图 10。
    """
    titles = structure.all("附件标题")
    for label in structure.all("附件"):
        title = next((t for t in titles if t.block.index > label.block.index), None)
        if title is not None and title.block.index - label.block.index <= 5:
            yield from blank_lines_problem(document, label.blocks[-1], title.block, 1,
                                           "附件标题与附件标识之间现{now}，应当空一行（标题在第三行）。")


@check("HT3038", "附件标题字体和位置", on="附件标题", severity="warning", standards=("2012",), basis="GB/T 9704-2012 7.3.7",
       needs=("font", "alignment"),
       examples=[Bad("⟦任务清单⟧", paragraph={"alignment": "left", "first_line_chars": 0.0}),
                 Good("任务清单", paragraph={"alignment": "center"}, run={"font": "方正小标宋简体", "size_pt": 22.0})])
def attachment_title(title: Element, document: Document, structure: Structure) -> Iterator[Problem]:
    """附件标题居中编排在版心第三行，格式要求同正文（2 号小标宋）。

    表格类附件的标题常用黑体或小一号，字体字号只作提示。依据：GB/T 9704-2012 7.3.7。
    """
    if any(b.paragraph.alignment in ("left", "right", "both") and free_standing(b) and not b.text.startswith(("　", "  "))
           for b in title.blocks):
        yield Problem(title, "附件标题应当居中编排。")
    for problem in lettering(document, title.spans, TITLE_2, "附件标题"):
        yield Problem(problem.at, problem.message, severity="info")
