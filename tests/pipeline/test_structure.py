"""Recognition: the examples whole, the examples with one fault each, issued documents, texts that are no 公文."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from docbuild.content import Content, Paragraph
from docbuild.examples import EXAMPLES
from hongtou.pipeline.elements import Structure
from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.structure import recognise

DATE = re.compile(r"2026年\d+月\d+日")
KINDS = {
    "01-通知": ("通知", "普通", "下行"), "02-请示": ("请示", "普通", "上行"), "03-报告": ("报告", "普通", "上行"),
    "04-函": ("函", "信函", "平行"), "05-纪要": ("纪要", "纪要", "下行"), "06-命令": ("命令", "命令", "下行"),
    "07-批复": ("批复", "普通", "下行"), "08-联合通知": ("通知", "普通", "下行"),
}


def of_lines(lines: list[str]) -> Structure:
    """Recognise plain lines, as the text reader gives them."""
    blocks = tuple(Block(i, "body", line) for i, line in enumerate(lines))
    return recognise(Document(Source("x.txt", "text", "", 0), blocks))


def as_lines(content: Content) -> list[str]:
    """The document as plain text, in the order of print."""
    marks = list(content.issuer_mark)
    marks[-1] += content.mark_suffix
    lines = [x for x in (content.copy_number, content.classification, content.urgency, *marks) if x]
    signer = "　　　　签发人：" + "　".join(content.signatories) if content.signatories else ""
    lines += [x for x in (content.order_number, content.document_number and content.document_number + signer) if x]
    minutes = content.layout == "纪要"
    if minutes:
        lines.append("　".join(content.signatures) + "　　　　　" + content.issue_date)
    lines += [*content.title, *([content.addressee] if content.addressee else []), *_body(content.body)]
    for i, name in enumerate(content.attachment_notes):
        number = f"{i + 1}." if len(content.attachment_notes) > 1 else ""
        lines.append(("　　附件：" if i == 0 else "　　　　　") + number + name)
    lines += [f"　　{name}：{people}" for name, people in content.attendance]
    if not minutes:
        lines += [*content.signatures]
        lines += [x for x in (content.signer_post and f"{content.signer_post}　　{content.signer_name}",
                              content.issue_date) if x]
    lines += ["　　" + content.note] if content.note else []
    for attachment in content.attachments:
        lines += [*([attachment.label] if attachment.label else []), *attachment.title, *_body(attachment.body)]
    lines += ["　抄送：" + content.copy_to] if content.copy_to else []
    lines += [f"　{content.printing_office}　　　　{content.printing_date}印发"] if content.printing_office else []
    return lines


def _body(blocks: tuple[object, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append("　　" + block.text)
        else:
            lines += [cell for row in block.rows for cell in row]  # type: ignore[attr-defined]
    return lines


def _each(pattern: str, replacement: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [re.sub(pattern, replacement, line) for line in lines]


def _is_addressee(line: str) -> bool:
    return line.endswith("：") and not line.startswith("　")


FAULTS: dict[str, Callable[[list[str]], list[str]]] = {
    "square brackets": _each(r"^(\S+)〔(\d{4})〕(\d+)号", r"\1[\2]\3号"),
    "round brackets": _each(r"^(\S+)〔(\d{4})〕(\d+)号", r"\1（\2）\3号"),
    "第": _each(r"^(\S+〔\d{4}〕)(\d+)号", r"\1第\2号"),
    "no 号": _each(r"^(\S+〔\d{4}〕\d+)号", r"\1"),
    "short year": _each(r"^(\S+)〔20(\d\d)〕", r"\1〔\2〕"),
    "汉字 year": _each(r"^(\S+)〔2026〕", r"\1〔二〇二六〕"),
    "spaced number": _each(r"^(\S+)〔2026〕(\d+)号", r"\1 〔2026〕 \2 号"),
    "title with full stop": _each(r"^([^　]{4,40}的(?:通知|请示|报告|函|批复))$", r"\1。"),
    "half-width colon": lambda lines: [x[:-1] + ":" if _is_addressee(x) else x for x in lines],
    "no colon": lambda lines: [x[:-1] if _is_addressee(x) else x for x in lines],
    "汉字 date": lambda lines: ["二〇二六年五月八日" if DATE.fullmatch(x) else x for x in lines],
    "leading zero": lambda lines: [re.sub(r"年(\d)月", r"年0\1月", x) if DATE.fullmatch(x) else x for x in lines],
    "dotted date": lambda lines: ["2026.5.8" if DATE.fullmatch(x) else x for x in lines],
    "bare note": _each(r"^　　（(此件.*|联系人.*)）$", r"　　\1"),
    "half-width note": _each(r"^　　（(此件.*|联系人.*)）$", r"　　(\1)"),
    "抄送 without colon": _each("^　抄送：", "　抄送"),
    "抄报": _each("^　抄送：", "　抄报："),
    "抄送 without full stop": _each("^(　抄送.*)。$", r"\1"),
    "no 印发": _each("日印发$", "日"),
    "汉字 printing date": _each(r"2026年\d+月\d+日印发", "二〇二六年五月九日印发"),
    "附件1：": _each("^附件(\\d?)$", r"附件\1："),
    "附件一": _each("^附件1$", "附件一"),
    "half-width 附件:": _each("^　　附件：", "　　附件:"),
    "附件：一、": lambda lines: [x.replace("附件：1.", "附件：一、").replace("　　2.", "　　二、") for x in lines],
    "签发人:": _each("签发人：", "签发人:"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_kind_of_examples(name: str) -> None:
    kind = of_lines(as_lines(EXAMPLES[name])).kind
    assert kind.official and kind.standard == "2012"
    assert (kind.doc_type, kind.layout, kind.direction) == KINDS[name]


@pytest.mark.parametrize("name", EXAMPLES)
def test_elements_of_examples(name: str) -> None:
    content = EXAMPLES[name]
    structure = of_lines(as_lines(content))
    expected = {
        "份号": content.copy_number, "密级和保密期限": content.classification, "紧急程度": content.urgency,
        "发文字号": content.document_number, "标题": "".join(content.title), "主送机关": content.addressee,
        "成文日期": content.issue_date, "附注": content.note, "令号": content.order_number,
    }
    found = {n: (e.text if (e := structure.get(n)) else "") for n in expected}
    assert found == expected
    assert [e.text for e in structure.all("附件")] == [a.label for a in content.attachments if a.label]
    assert [e.text for e in structure.all("附件标题")] == ["".join(a.title) for a in content.attachments]


CASES = [(name, fault) for name, content in EXAMPLES.items() for fault, change in FAULTS.items()
         if change(as_lines(content)) != as_lines(content)]


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_a_fault_does_not_hide_the_elements(name: str, fault: str) -> None:
    lines = as_lines(EXAMPLES[name])
    before, after = of_lines(lines), of_lines(FAULTS[fault](list(lines)))
    assert Counter(e.name for e in after.elements) == Counter(e.name for e in before.elements)
    assert after.kind.doc_type == before.kind.doc_type and after.kind.official


def test_issued_documents(samples: Path) -> None:
    """Title, number, addressee and 文种 right in at least 95 % against the META line (issue A)."""
    right = total = 0
    for path in sorted((samples / "text/statecouncil").glob("*.txt")):
        head, text = path.read_text("utf8").split("\n", 1)
        meta = dict(part.split("=", 1) for part in head.split("\t")[1:])
        structure = of_lines(text.split("\n"))
        title, number = structure.get("标题"), structure.get("发文字号")
        right += title is not None and "".join(title.text.split()) == "".join(meta["title"].split())
        right += number is not None and number.text == meta["number"]
        right += structure.get("主送机关") is not None
        right += structure.kind.doc_type is not None and structure.kind.official
        total += 4
    assert right / total >= 0.95, f"{right} of {total}"


def test_laws_are_no_official_documents(samples: Path) -> None:
    """A law has no 主送机关 and misses nothing; 通知 and 决定 among the samples are official documents."""
    for path in sorted((samples / "text/lawmd").glob("*.md")):
        kind = of_lines(path.read_text("utf8").split("\n")).kind
        assert kind.official == bool(re.search("通知|决定", path.name)), path.name
