"""Builds ``examples/``: eight correct documents, a faulty copy of each, and the list of the faults.

    python tools/build_examples.py

The output is the same byte for byte each time. The PDFs need a free CJK font (Debian: fonts-noto-cjk); without one
only the docx files are written, and this is said.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from docbuild import docx, pdf
from docbuild.examples import EXAMPLES
from docbuild.faults import FAULTS, faulty

ROOT = Path(__file__).resolve().parent.parent / "examples"
IDIOMS = ("direct", "styles", "manyruns", "textbox", "table", "direct", "autonumber", "table")
README = """# 示例公文

这里的公文全部由本项目编写，城市、机关、人名、字号、电话都是虚构的。由 `tools/build_examples.py` 生成，每次生成逐字节相同。

- `correct/`：八份正确的公文（通知、请示、报告、函、纪要、命令、批复、联合行文通知），各有 Word 和 PDF 两种。hongtou 一条也不报。
- `faulty/`：同样八份，各埋了若干处常见错误；`faults.json` 逐条列出错在哪个要素、哪几个字。
- `proof/`：一份通知从校对到付印的登记（`.校对.jsonl`）和流转单，由 `tools/build_proof_example.py` 生成，经过见 `docs/workflow.md`。
  密钥是公开的示例，不要用来封印别的登记。

Word 文件故意用不同的做法排成同一个样子：直接设格式、用样式、自动编号、表格、文本框，以及反复编辑后留下的零碎文字块。

PDF 里嵌入的是思源（Noto CJK）字体的子集，按 SIL Open Font License 1.1 允许嵌入文档；为了让检查看到公文常用的字体名，
字体对象以“仿宋_GB2312”“方正小标宋”等名称嵌入，字形并不是这些字体的。
"""


def main() -> int:
    """Write everything; returns 0."""
    for folder in ("correct", "faulty"):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
    listed: dict[str, list[dict[str, str]]] = {}
    for (name, content), idiom in zip(EXAMPLES.items(), IDIOMS, strict=True):
        wrong, deviations = faulty(content, FAULTS[name])
        docx.build(content, ROOT / "correct" / f"{name}.docx", idiom)
        docx.build(wrong, ROOT / "faulty" / f"{name}.docx", idiom, deviations=deviations)
        listed[name] = [{"what": f.what, "element": f.element, "quote": f.quote, "group": f.group, "format": f.format}
                        for f in FAULTS[name]]
        try:
            pdf.build(content, ROOT / "correct" / f"{name}.pdf")
            pdf.build(wrong, ROOT / "faulty" / f"{name}.pdf", deviations=deviations)
        except FileNotFoundError as error:
            print(f"no PDF: {error}", file=sys.stderr)
    (ROOT / "faulty/faults.json").write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf8")
    (ROOT / "README.md").write_text(README, "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
