"""行文中的人和签署：附注的联系人、签发人的职务、联合行文的署名。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.review import Fix
from .procedure_levels import issuers

_UP = {"doc_type": "请示", "direction": "上行"}
_JOINT = "云岭市教育局文件\n云岭市财政局"
_CONTACT = re.compile(r"联\s*系\s*人[：:]?[\s　]*[\u4e00-\u9fff]{2,4}")


@check("HT5133", "附注有联系人没有电话", on="附注", severity="warning", basis="《党政机关公文处理工作条例》第九条（十四）；实务惯例",
       examples=[
           Bad("⟦（联系人：李明）⟧"),
           Bad("⟦（联系人：李明，电话：）⟧"),
           Good("（联系人：李明，电话：0937-6226688）"),
           Good("（联系人：李明，电话：×××××××）"),
           Good("（此件公开发布）"),
       ])
def no_telephone(note: Element) -> Iterator[Problem]:
    """附注写联系人的，同时写电话，收文机关才联系得上。

    何时可以忽略：电话写在别处（正文、附件）。
    依据：条例第九条（十四）；联系人姓名和电话一并注明是请示的惯例。
    """
    if _CONTACT.search(note.text) and not re.search(r"\d{3}|[×xX＊*]{3}|[一二三四五六七八九〇零]{7}", note.text):
        yield Problem(note, "附注只写了联系人，没有电话。")


_POST = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}?)[\s　]*(?P<post>(?:[省市县区州局厅镇乡院校]?委?(?:党组|党委|常委)?(?:副?书记|副?主任|"
                   r"副?[省市县区州局厅镇乡院校部处科]长"
                   r"|副?秘书长|董事长|总经理)))(?:同志)?$|(?P<title>同志)$")


@check("HT5134", "签发人写了职务", on="签发人", severity="warning", basis="GB/T 9704-2012 7.2.6", directions=("上行",),
       examples=[
           Bad("签发人：林晓东⟦县委书记⟧", kind=_UP, fix="签发人：林晓东"),
           Bad("签发人：李明⟦同志⟧", kind=_UP, fix="签发人：李明"),
           Bad("签发人：王建国⟦局长⟧", kind=_UP, fix="签发人：王建国"),
           Good("签发人：林晓东", kind=_UP),
           Good("签发人：张　三", kind=_UP),
       ])
def post_of_signatory(signatory: Element) -> Iterator[Problem]:
    """签发人由“签发人”三字加全角冒号和签发人姓名组成，不写职务、不加“同志”。

    何时可以忽略：没有。
    依据：GB/T 9704-2012 7.2.6。
    """
    text = signatory.text.rstrip()
    at = max(text.rfind("："), text.rfind(":")) + 1
    if at and (match := _POST.search(text[at:])):
        group = "title" if match["title"] else "post"
        if match[group] and len(text[at:].strip()) > len(match[group]):
            yield Problem(signatory.at(at + match.start(group), at + match.end()), "签发人只写姓名。", (Fix("", safe=False),))


def _short(names: str) -> str:
    """The names without what their short forms leave out (中共云岭市委员会, 中共云岭市委)."""
    return re.sub(r"[\s　]|员会|人民(?=政府)", "", names)


@check("HT5135", "联合行文署名不全", on="发文机关署名", severity="warning", basis="GB/T 9704-2012 7.3.5.1、7.3.5.2", layouts=("普通",),
       examples=[
           Bad("⟦云岭市教育局⟧", elements={"发文机关标志": _JOINT}),
           Good("云岭市教育局　　云岭市财政局", elements={"发文机关标志": _JOINT}),
           Good("市教育局　　市财政局", elements={"发文机关标志": _JOINT}),
           Good("中共云岭市委　　云岭市人民政府", elements={"发文机关标志": "中共云岭市委员会文件\n云岭市人民政府"}),
           Good("云岭市教育局", elements={"发文机关标志": "云岭市教育局文件"}),
       ])
def lacking_signature(signature: Element, structure: Structure) -> Iterator[Problem]:
    """联合行文，标志上的各机关都要署名；只由一个机关署名的，标志也只用它的。

    标志上的机关都认得出、署名里找得到其中一个又找不到另一个的才报。
    何时可以忽略：没有。
    依据：GB/T 9704-2012 7.3.5.1、7.3.5.2，联合行文各发文机关署名按顺序整齐排列。
    """
    marks = issuers(structure) if structure.get("发文机关标志") else ()
    if len(marks) < 2 or any(len(mark) < 4 or not re.search("[局厅委部办院会府]$|公司$|办公室$", mark) for mark in marks):
        return
    signed = _short("".join(e.text for e in structure.all("发文机关署名")))
    missing = [mark for mark in marks if _short(mark)[-3:] not in signed]
    if missing and len(missing) < len(marks):
        yield Problem(signature, f"标志上有{len(marks)}个机关，署名没有“{'、'.join(missing)}”。")
