"""Builds ``examples/proof/``: a document, the ledger of its proofreading and review, and the sheet.

    python tools/build_proof_example.py

The story: proofread three times; sent back by 审核 over a deadline; corrected and proofread again; signed; number and
date filled in; a telephone number changed after that and reviewed again by whoever signed. All people are invented, and
the key is published here: it seals nothing but this example. The output is the same byte for byte each time.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from docbuild import docx
from docbuild.content import Content
from docbuild.examples_text import paragraphs
from hongtou.pipeline import proof, proof_seal
from hongtou.pipeline.config import load
from hongtou.pipeline.proof_entry import Person
from hongtou.pipeline.proof_ledger import beside
from hongtou.pipeline.review_file import review
from hongtou.pipeline.writers import proof_sheet

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "proof"
DOCUMENT = FOLDER / "值班通知.docx"
KEY = proof_seal.Key("hmac-sha256", b"hongtou: published, for examples")
OFFICE = "云岭市人民政府办公室"

FINAL = Content(
    doc_type="通知",
    issuer_mark=(OFFICE,),
    mark_suffix="文件",
    document_number="云政办发〔2026〕21号",
    title=("云岭市人民政府办公室", "关于做好2026年汛期值班工作的通知"),
    addressee="各县（区）人民政府，市政府各部门、各直属机构：",
    body=paragraphs("""
        2026年汛期将至，为确保信息畅通、处置及时，现就做好汛期值班工作有关事项通知如下：
        一、落实值班制度
        各县（区）、各部门要严格执行24小时值班和领导带班制度，带班领导应当在岗带班。值班安排表于2026年5月12日前报市政府办公室。
        二、及时报告情况
        发生险情、灾情的，应当在1小时内向市政府办公室报告，并续报处置进展。值班电话：0960-6000122。
        三、严肃工作纪律
        市政府办公室会同市应急局对值班情况进行抽查，对擅离职守、迟报漏报的单位予以通报。
    """),
    signatures=(OFFICE,),
    issue_date="2026年4月28日",
    sealed=False,
    note="（此件公开发布）",
    copy_to="市委办公室，市人大常委会办公室，市政协办公室。",
    printing_office=OFFICE,
    printing_date="2026年4月29日",
)
SIGNED = replace(FINAL, document_number="云政办发〔2026〕　号", issue_date="2026年　月　日", printing_date="2026年　月　日",
                 body=tuple(replace(p, text=p.text.replace("6000122", "6000112")) for p in FINAL.body))
DRAFT = replace(SIGNED, body=tuple(replace(p, text=p.text.replace("5月12日", "5月30日")) for p in SIGNED.body))

PROOFS = (
    (DRAFT, "起草人校对", "通过", "2026-04-24T09:10", "", "陈一鸣"),
    (DRAFT, "科室负责人校对", "通过", "2026-04-24T10:25", "", "林书远"),
    (DRAFT, "唱校", "通过", "2026-04-24T15:00", "", "陈一鸣 何晓波 宋佳宁"),
    (DRAFT, "审核", "退改", "2026-04-27T09:30", "报送时限太晚，改在5月15日入汛以前", "高立新（办公室副主任）"),
    (SIGNED, "起草人校对", "通过", "2026-04-27T10:05", "", "陈一鸣"),
    (SIGNED, "科室负责人校对", "通过", "2026-04-27T10:40", "", "林书远"),
    (SIGNED, "唱校", "通过", "2026-04-27T14:30", "", "陈一鸣 何晓波 宋佳宁"),
    (SIGNED, "审核", "通过", "2026-04-27T16:20", "", "高立新（办公室副主任）"),
    (SIGNED, "签发", "通过", "2026-04-28T08:50", "", "郑国栋（主任）"),
    (FINAL, "复审", "通过", "2026-04-28T15:15", "值班电话写错，已改正", "郑国栋（主任）"),
)


def main() -> int:
    """Write everything; returns 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    (FOLDER / "示例密钥.key").write_text("# 公开的示例密钥，只用于这个例子，不要用来封印别的登记。\n" + KEY.text().splitlines()[-1] + "\n",
                                         "utf8")
    procedure = load().proof
    for content, round, verdict, time, remark, who in PROOFS:
        docx.build(content, DOCUMENT, "direct")
        read = review(str(DOCUMENT))
        found = procedure.find(round)
        people = [Person(name.partition("（")[0], name.partition("（")[2].rstrip("）") or (found.role if found else ""))
                  for name in who.split()]
        moment = f"{time}:00+08:00"
        entry = proof.entry_for(read, procedure, round, people, verdict=verdict, remark=remark, time=moment)
        proof.add(read, procedure, [KEY], replace(entry, recorded=moment))
    state = proof.state(read, procedure, [KEY])
    (FOLDER / "流转单.docx").write_bytes(proof_sheet.build(state, procedure, issuer=OFFICE))
    Path(beside(str(DOCUMENT))).with_name(f".{Path(beside(str(DOCUMENT))).name}.lock").unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
