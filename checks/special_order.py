"""命令（令）格式的要素和签署（GB/T 9704-2012 10.2、7.3.5.3、图12）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.layout import free_standing, gap, masthead_lines, placed
from ..pipeline.model import Document, Line
from ..pipeline.patterns import PERSON_END, looks_like_organ

_ORDER = {"layout": "命令", "doc_type": "命令"}
_PAGE = {"width_mm": 210.0, "left_mm": 28.0, "right_mm": 26.0}
_SHORT = re.compile(r"^(?:[省市州盟县区旗镇乡]|[\u4e00-\u9fff]{1,3}[省市州县区])(?:政府|府|政)(?:办)?(?:命令|令)$")
_SIGNED = {"正文": "现予公布，自2026年7月1日起施行。\n\n", "发文机关署名": "市　长　　陈志恒\n", "成文日期": "2026年5月15日"}
_POSTED = re.compile(r"[长记任理席]")
SLACK = 0.9


@check("HT2114", "命令标志写法", on="发文机关标志", severity="error", basis="GB/T 9704-2012 10.2", layouts=("命令",),
       examples=[Bad("⟦市政府令⟧", kind=_ORDER), Bad("⟦《云岭市人民政府令》⟧", kind=_ORDER), Good("云岭市人民政府令", kind=_ORDER),
                 Good("中华人民共和国国务院令", kind=_ORDER)])
def order_mark(mark: Element) -> Iterator[Problem]:
    """命令（令）的发文机关标志由发文机关全称加“命令”或“令”字组成，不用简称，不加标点。

    依据：GB/T 9704-2012 10.2。
    """
    text = re.sub(r"[\s　]", "", mark.text)
    if _SHORT.match(text):
        yield Problem(mark, "命令的发文机关标志应当用发文机关全称加“命令”或“令”字，不用简称。")
    elif re.search(r"[《》“”，。、：:；;]", text):
        yield Problem(mark, "命令的发文机关标志中不用标点符号。")


@check("HT2116", "令号未居中", on="令号", severity="warning", basis="GB/T 9704-2012 10.2", layouts=("命令",), needs=("alignment",),
       examples=[Bad("⟦第12号⟧", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 0.0}, section=_PAGE, kind=_ORDER),
                 Good("第12号", paragraph={"alignment": "center", "first_line_chars": 0.0, "right_chars": 0.0}, section=_PAGE, kind=_ORDER)])
def number_centred(number: Element, document: Document) -> Iterator[Problem]:
    """令号在发文机关标志下空二行居中编排。

    左右空白相差 3 字以内放行（令号前后夹的空格、数字的宽窄）；文本框、表格里的读不出位置，不查。依据：GB/T 9704-2012 10.2。
    """
    block = number.block
    at = placed(document, block)
    if at is not None and block.text.strip() == number.text.strip() and abs(at.left - at.right) > 3.0:
        yield Problem(number, "令号没有居中，应当在标志下空二行居中编排。设为“居中”并去掉缩进。")


@check("HT2117", "命令有多余的要素", severity="info", basis="GB/T 9704-2012 10.2、图12", layouts=("命令",),
       examples=[Bad("", elements={"发文机关标志": "云岭市人民政府令", "令号": "第12号", "主送机关": "各县（区）人民政府："}, kind=_ORDER),
                 Bad("", elements={"发文机关标志": "云岭市人民政府令", "令号": "第12号", "正文": "现予公布。"}, kind=_ORDER,
                     document={"lines": (Line("paragraph", "FF0000", 0.5, 156.0, block=1, edge="below"),)}),
                 Good("", elements={"发文机关标志": "云岭市人民政府令", "令号": "第12号", "正文": "现予公布。"}, kind=_ORDER)])
def order_parts(document: Document, structure: Structure) -> Iterator[Problem]:
    """命令（令）令号之下就是正文，首页不排标题、主送机关和版头红色分隔线。

    条文没有写，见于式样图 12，只作提示；办法、条例的名称排在公布令之后，不算标题。依据：GB/T 9704-2012 10.2、图 12。
    """
    addressee, title, body = structure.get("主送机关"), structure.get("标题"), structure.get("正文")
    if addressee:
        yield Problem(addressee, "命令（令）一般不排主送机关。")
    if title and body and title.block.index < body.block.index and structure.get("令号"):
        yield Problem(title, "命令（令）令号之下直接排正文，一般不另排标题。")
    if structure.get("发文机关标志") and any(line.red for line in masthead_lines(structure)):
        yield Problem(None, "命令（令）首页一般没有版头红色分隔线。", element="版头分隔线", page=1)


@check("HT3113", "命令签发人未标职务", on="发文机关署名", severity="warning", basis="GB/T 9704-2012 7.3.5.3、10.2", layouts=("命令",),
       examples=[Bad("⟦陈志恒⟧", kind=_ORDER), Good("市　长　　陈志恒", kind=_ORDER), Good("市　长", kind=_ORDER), Good("局长　吴明", kind=_ORDER),
                 Good("云岭市人民政府", kind=_ORDER)])
def signer_post(signature: Element) -> Iterator[Problem]:
    """命令以签发人签名章为准左空二字标注签发人职务，职务标全称。

    只报整行就是两三个字（复姓四个字）、不像机关也不像职务的人名。依据：GB/T 9704-2012 7.3.5.3、10.2。
    """
    text = "".join(signature.text.split())
    if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text) and not looks_like_organ(text) and not PERSON_END.search(text) and not _POSTED.search(text):
        yield Problem(signature, "签发人姓名之前没有职务，应当以签名章为准左空二字标注职务全称，如“市　长”。")


@check("HT3111", "命令签署的位置", on="成文日期", severity="warning", basis="GB/T 9704-2012 7.3.5.3、10.2", layouts=("命令",),
       needs=("alignment",), standards=("2012",),
       examples=[Bad("⟦2026年5月15日⟧", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 2.0}, section=_PAGE, kind=_ORDER),
                 Good("2026年5月15日", paragraph={"alignment": "right", "first_line_chars": 0.0, "right_chars": 4.0}, section=_PAGE, kind=_ORDER)])
def signed_date(date: Element, document: Document) -> Iterator[Problem]:
    """签名章下空一行右空四字编排成文日期。

    右空二字是 1999 年版的排法。容差 0.9 字：半字的误差加数字的宽窄；右顶格、靠左的由 HT3043 报。依据：GB/T 9704-2012 7.3.5.3、10.2。
    """
    at = placed(document, date.block)
    if at is None or not free_standing(date.block) or date.block.text.strip() != date.text.strip() or at.left < 8 or at.right < 1.2:
        return
    if abs(at.right - 4) > SLACK:
        yield Problem(date, f"命令（令）的成文日期右空约 {at.right:.1f} 字，应当右空四字。")


@check("HT3112", "命令签署上下的空行", severity="warning", basis="GB/T 9704-2012 7.3.5.3、10.2", layouts=("命令",), needs=("blank_lines",),
       standards=("2012",),
       examples=[Bad("", elements={**_SIGNED, "正文": "现予公布，自2026年7月1日起施行。"}, kind=_ORDER),
                 Bad("", elements={**_SIGNED, "发文机关署名": "市　长　　陈志恒"}, kind=_ORDER), Good("", elements=_SIGNED, kind=_ORDER)])
def signed_room(document: Document, structure: Structure) -> Iterator[Problem]:
    """正文（或附件说明）下空二行加盖签发人签名章，签名章下空一行编排成文日期。

    签名章大小不一，只报正文下空不到一行半的；日期之上没有空行的只作提示：打印姓名代替签名章的常不空。排到下一面的不查。
    依据：GB/T 9704-2012 7.3.5.3、10.2。
    """
    signature, date = structure.get("发文机关署名"), structure.get("成文日期")
    upper = structure.get("附件说明") or structure.get("正文")
    if signature is None:
        return
    above = gap(document, upper.blocks[-1], signature.block) if upper else None
    if above is not None and ((above.mm is not None and above.mm < 14) or (above.lines is not None and above.lines < 1.4)):
        yield Problem(signature, f"签发人职务和签名章与正文之间现{above.said}，应当空二行。", element="发文机关署名")
    below = gap(document, signature.blocks[-1], date.block) if date else None
    if date and below is not None and ((below.mm is not None and below.mm < 7) or (below.lines is not None and below.lines < 0.5)):
        yield Problem(date, f"成文日期与签名章之间现{below.said}，应当空一行。", element="成文日期", severity="info")
