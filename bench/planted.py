"""Faults planted by a second path: edits of the raw XML of finished documents, and a LibreOffice re-save of those.

The document builder plants faults through its own format table; this script knows nothing of it. It opens each
correct example, changes the XML of one paragraph or section as a careless editor would, and looks whether the review
finds it at that element (and at those words, where words are concerned). The list was written before the checks.

    python -m bench.planted            (from the repository root, with hongtou installed)
    python -m bench.planted --resave   (the same files, saved again by LibreOffice first)
"""

from __future__ import annotations

import argparse
import copy
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hongtou
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ROOT = Path(__file__).resolve().parent.parent
Edit = Callable[[etree._Element], bool]


def w(name: str) -> str:
    """A qualified WordprocessingML name."""
    return f"{{{W}}}{name}"


def text_of(p: etree._Element) -> str:
    """The words of a paragraph, without those of text boxes in it."""
    return "".join(t.text or "" for t in p.iter(w("t")) if next(t.iterancestors(w("p"))) is p)


def paragraphs(root: etree._Element, pattern: str) -> list[etree._Element]:
    """The paragraphs whose words match ``pattern`` from their first character that is no space."""
    return [p for p in root.iter(w("p")) if re.match(pattern, text_of(p).strip())]


def child(parent: etree._Element, name: str) -> etree._Element:
    """The child of that name, made when absent (pPr and rPr go first, as the schema wants)."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0 if name in ("pPr", "rPr") else len(parent), found)
    return found


def set_run(pattern: str, name: str, limit: int | None = None, **values: str) -> Edit:
    """Set one run property on every run of the matching paragraphs."""
    def edit(root: etree._Element) -> bool:
        found = paragraphs(root, pattern)[:limit]
        for p in found:
            for r in p.iter(w("r")):
                element = child(child(r, "rPr"), name)
                for key, value in values.items():
                    element.set(w(key), value)
                if name == "rFonts":
                    for theme in ("asciiTheme", "eastAsiaTheme", "hAnsiTheme"):
                        element.attrib.pop(w(theme), None)
        return bool(found)
    return edit


def set_paragraph(pattern: str, name: str, limit: int | None = None, drop: tuple[str, ...] = (), **values: str) -> Edit:
    """Set one paragraph property on the matching paragraphs."""
    def edit(root: etree._Element) -> bool:
        found = paragraphs(root, pattern)[:limit]
        for p in found:
            element = child(child(p, "pPr"), name)
            for key in drop:
                element.attrib.pop(w(key), None)
            for key, value in values.items():
                element.set(w(key), value)
        return bool(found)
    return edit


def set_section(name: str, **values: str) -> Edit:
    """Set attributes of a child of every sectPr."""
    def edit(root: etree._Element) -> bool:
        found = [s for section in root.iter(w("sectPr")) for s in section.iter(w(name))]
        for element in found:
            for key, value in values.items():
                element.set(w(key), value)
        return bool(found)
    return edit


def replace(pattern: str, old: str, new: str, *, last: bool = False) -> Edit:
    """Replace words in the first matching paragraph, over the borders of its runs."""
    def edit(root: etree._Element) -> bool:
        found = paragraphs(root, pattern)
        return any(change(p, old, new) for p in (reversed(found) if last else found))
    return edit


def change(p: etree._Element, old: str, new: str) -> bool:
    """Replace the first match of ``old`` in the paragraph's words; the new words go into the run where it begins."""
    texts = [t for t in p.iter(w("t")) if next(t.iterancestors(w("p"))) is p]
    match = re.search(old, "".join(t.text or "" for t in texts))
    if match is None or not texts:
        return False
    if match.start() == match.end():  # an empty match is the end of the paragraph
        texts[-1].text = (texts[-1].text or "") + new
        return True
    position = 0
    put = match.expand(new)
    for t in texts:
        words = t.text or ""
        start, end = match.start() - position, match.end() - position
        position += len(words)
        if end <= 0 or start >= len(words):
            continue
        t.text = words[:max(start, 0)] + (put if start >= 0 else "") + words[max(min(end, len(words)), 0):]
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return True


def remove(pattern: str) -> Edit:
    """Take the matching paragraphs out."""
    def edit(root: etree._Element) -> bool:
        found = paragraphs(root, pattern)
        for p in found:
            p.getparent().remove(p)
        return bool(found)
    return edit


def insert_after(pattern: str, words: str, like: str) -> Edit:
    """Put a paragraph with ``words`` after the first match, formatted like the first match of ``like``."""
    def edit(root: etree._Element) -> bool:
        places, models = paragraphs(root, pattern), paragraphs(root, like)
        if not places or not models:
            return False
        p = copy.deepcopy(models[0])
        runs = list(p.iter(w("r")))
        for r in runs[1:]:
            r.getparent().remove(r)
        for t in list(runs[0].iter(w("t")))[1:]:
            runs[0].remove(t)
        next(runs[0].iter(w("t"))).text = words
        places[0].addnext(p)
        return True
    return edit


def recolour_lines(root: etree._Element) -> bool:
    """Every red border and line becomes black."""
    found = False
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if value.upper().lstrip("#") == "FF0000" and etree.QName(element).localname not in ("color",):
                element.set(key, value.replace("FF0000", "000000").replace("ff0000", "000000"))
                found = True
    return found


DATE = r"(?:\d{4}年\d+月\d+日)$"
NUMBER = r"云\S+〔2026〕"


@dataclass(frozen=True)
class Fault:
    """One edit; ``element`` and ``quote`` (a pattern, "" for none) are where a finding must point."""

    name: str
    edit: Edit
    element: tuple[str, ...]
    quote: str = ""
    part: str = "word/document.xml"
    only: str = ""


FAULTS = (
    Fault("上边距 2.54 厘米", set_section("pgMar", top="1440"), ("",), only="!04"),
    Fault("左边距 3.17 厘米", set_section("pgMar", left="1797"), ("",)),
    Fault("纸张 Letter", set_section("pgSz", w="12240", h="15840"), ("",)),
    Fault("正文宋体", set_run(r".{45,}", "rFonts", eastAsia="宋体"), ("正文",)),
    Fault("正文小四", set_run(r".{45,}", "sz", val="24"), ("正文",)),
    Fault("标题黑体", set_run(r"云岭市\S*(关于|　)|《|青溪|关于", "rFonts", 1, eastAsia="黑体"), ("标题",), only="!05!06"),
    Fault("标题小二", set_run(r"\S*关于", "sz", 1, val="36"), ("标题",), only="!05!06"),
    Fault("标题左对齐", set_paragraph(r"\S*关于", "jc", 1, val="left"), ("标题",), only="!05!06"),
    Fault("主送机关缩进", set_paragraph(r"\S+[^同下]：$", "ind", 1, firstLineChars="200", firstLine="632"), ("主送机关",),
          only="!05!06"),
    Fault("一段顶格", set_paragraph(r"(?!第).{60,}", "ind", 1, firstLineChars="0", firstLine="0"), ("正文",)),
    Fault("行距 1.5 倍", set_paragraph(r".{45,}", "spacing", line="360", lineRule="auto"), ("正文",)),
    Fault("一级标题仿宋", set_run(r"一、.{2,14}$", "rFonts", 1, eastAsia="仿宋_GB2312"), ("正文",), "一、"),
    Fault("红线改黑", recolour_lines, ("版头分隔线", "发文字号", ""), only="!05!06"),
    Fault("标志改黑", set_run(r"云岭市\S*(文件|办公室|令|纪要)$", "color", 1, val="000000"), ("发文机关标志", "纪要标志"),
          only="!08"),
    Fault("抄送三号", set_run(r"抄送", "sz", val="32"), ("抄送机关",)),
    Fault("附注顶格", set_paragraph(r"（(此件|联系人)", "ind", firstLineChars="0", firstLine="0", leftChars="0", left="0"),
          ("附注",)),
    Fault("附件标识仿宋", set_run(r"附件\d?$", "rFonts", eastAsia="仿宋_GB2312"), ("附件",), "附件"),
    Fault("文字蓝色", set_run(r"(?!第).{60,}", "color", 1, val="0563C1"), ("正文",)),
    Fault("抄送宋体", set_run(r"抄送", "rFonts", eastAsia="宋体"), ("抄送机关",)),
    Fault("文号方括号", replace(NUMBER, "〔(2026)〕", r"[\1]"), ("发文字号",), r"[\[2]"),
    Fault("文号加第", replace(NUMBER, r"〕(\d)", r"〕第\1"), ("发文字号",), "第"),
    Fault("文号虚位", replace(NUMBER, r"〕(\d)", r"〕0\1"), ("发文字号",), "0"),
    Fault("文号缺号", replace(NUMBER, r"(〕\d+)号", r"\1"), ("发文字号",)),
    Fault("标题末句号", replace(r"\S*(的(通知|请示|报告|函|批复))$", "$", "。"), ("标题",), "。"),
    Fault("主送半角冒号", replace(r"\S+[^同下]：$", "：$", ":"), ("主送机关",), ":", only="!05!06"),
    Fault("附注无括号", replace(r"（(此件|联系人)", "（(.*)）", r"\1"), ("附注",)),
    Fault("日期汉字", replace(DATE, ".*日$", "二〇二六年五月八日"), ("成文日期",), "二"),
    Fault("日期虚位", replace(DATE, r"年(\d)月", r"年0\1月"), ("成文日期",), "0"),
    Fault("抄送缺句号", replace("抄送", "。$", ""), ("抄送机关",)),
    Fault("抄送半角冒号", replace("抄送", "：", ":"), ("抄送机关",), ":"),
    Fault("印发缺二字", replace(r".*日印发$", "印发$", ""), ("印发日期",)),
    Fault("附件说明半角冒号", replace(r"附件：", "：", ":"), ("附件说明",), ":"),
    Fault("附件名称加句号", replace(r"附件：", "$", "。"), ("附件说明",), "。"),
    Fault("错字 布署", replace(r".{45,}", "，", "，布署"), ("正文",), "布署"),
    Fault("重复词", replace(r"(?!第).{60,}", "工作", "工作工作"), ("正文",), "工作"),
    Fault("缺右括号", replace(r".{45,}", "）", ""), ("正文", "附件"), "（"),
    Fault("半角逗号", replace(r".{45,}", "([\u4e00-\u9fa5])，([\u4e00-\u9fa5])", r"\1,\2"), ("正文",), ","),
    Fault("一级序号用点", replace(r"二、", "二、", "二."), ("正文",), "[二.]"),
    Fault("一级序号跳号", replace(r"三、", "三、", "四、"), ("正文",), "四"),
    Fault("字号年份不符", replace(NUMBER, "2026", "2025"), ("发文字号", "成文日期")),
    Fault("印发早于成文", replace(r".*日印发$", r"\d{4}年\d+月\d+日", "2026年1月3日"), ("印发日期",)),
    Fault("缺签发人", replace(r".*签发人", r"[\s　]*签发人：.*", ""), ("签发人", "")),
    Fault("请示两个主送", replace(r"云岭市人民政府：$", "：", "、云岭市财政局："), ("主送机关",), "、", only="02"),
    Fault("报告夹带请示", insert_after(r"特此报告", "　以上资金缺口，请予批准拨付。", r"特此报告"), ("正文",), "批准|拨付",
          only="03"),
    Fault("主题词", insert_after(r"（此件", "主题词：政务　管理　通知", r"（此件"), ("", "附件", "附注", "主题词"), "主题词"),
    Fault("此页无正文", insert_after(r"（此件", "（此页无正文）", r"（此件"), ("附注", "正文", "附件", ""), "此页无正文"),
    Fault("缺日期", remove(DATE), ("成文日期", ""), only="!05!03"),
    Fault("页码连字符", replace(r"—|[\d— ]*$", "—", "-"), ("页码",), "-", part="footer"),
    Fault("页码小五", set_run(r".*\d", "sz", val="18"), ("页码",), part="footer"),
)


def plant(source: Path, fault: Fault, target: Path) -> bool:
    """Write ``source`` with the fault to ``target``; False when the document has no place for it."""
    done = False
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            wanted = info.filename == fault.part or (fault.part == "footer" and info.filename.startswith("word/footer"))
            if wanted:
                root = etree.fromstring(data)
                if fault.edit(root):
                    done = True
                    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(info, data)
    return done


def applies(fault: Fault, name: str) -> bool:
    """Whether the fault makes sense in that example: ``only`` lists numbers, with ! those where it does not."""
    if not fault.only:
        return True
    words = re.findall(r"!?\d\d", fault.only)
    if fault.only.startswith("!"):
        return all(f"!{name[:2]}" != word for word in words)
    return name[:2] in words


def found(review: hongtou.Review, fault: Fault) -> bool:
    """Whether one error or warning points at the fault."""
    for finding in review.findings:
        for place in finding.locations or (finding.location,):
            if finding.severity != "info" and (place.element or "") in fault.element and (
                    not fault.quote or re.search(fault.quote, place.quote or "")):
                return True
    return False


def resave(path: Path) -> Path:
    """The file as LibreOffice writes it."""
    out = path.parent / "resaved"
    subprocess.run(["soffice", "--headless", "--convert-to", "docx", "--outdir", str(out), str(path)],
                   check=True, capture_output=True, timeout=120)
    return out / path.name


def main() -> int:
    """Plant, review, count; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resave", action="store_true", help="save each file with LibreOffice first")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples/correct")
    arguments = parser.parse_args()
    if arguments.resave and shutil.which("soffice") is None:
        sys.exit("LibreOffice is not installed")
    hits, missed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(arguments.folder.glob("*.docx")):
            for fault in FAULTS:
                target = Path(folder) / f"{source.stem}.docx"
                if not applies(fault, source.name) or not plant(source, fault, target):
                    continue
                review = hongtou.check_file(resave(target) if arguments.resave else target)
                if found(review, fault):
                    hits += 1
                else:
                    missed.append(f"{source.stem}: {fault.name}")
    total = hits + len(missed)
    print(f"found {hits} of {total} ({hits / max(total, 1):.1%})")
    print("\n".join(missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
