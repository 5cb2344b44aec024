"""The mutation run: every deviation that the builders can make, over documents and idioms, one at a time.

    python -m bench.mutations                 (from the repository root, with hongtou installed)
    python -m bench.mutations --every 7       (one of seven, for a quick look)
    python -m bench.mutations --kind ofd --idiom wps

*Detected*: an error or warning that the correct document does not have stands at the element. *Elsewhere*: such a finding
stands at another element. Several findings at the element itself count once. The standard says nothing of bold, italic and
underlined letters, so that a hint is all that they can get, and a hint counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import hongtou

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from docbuild import docx, ofd, pdf  # noqa: E402
from docbuild.content import Content  # noqa: E402
from docbuild.docx_idioms import IDIOMS  # noqa: E402
from docbuild.examples import EXAMPLES  # noqa: E402
from docbuild.examples_more import MORE_CORRECT  # noqa: E402
from docbuild.faults import Fault, faulty, points_at  # noqa: E402
from docbuild.mutations import mutations  # noqa: E402

DOCUMENTS = {**EXAMPLES, **MORE_CORRECT}
PAGE_IDIOMS = ("word", "wps", "plain")
KINDS: dict[str, tuple[str, ...]] = {"docx": tuple(IDIOMS), "pdf": PAGE_IDIOMS, "ofd": PAGE_IDIOMS}
HINTED = ("下划线", "斜体", "加粗", "字间空格", "附件标题字体黑体", "附件标题字体仿宋", "附件标题字号16.0")
"""What the standard does not speak of: of 附件标题 only that “附件格式要求同正文” (7.3.7)."""
HIDDEN = {"textbox": ("版头分隔线距离12.0", "页码对齐center", "发文机关标志对齐left")}
"""What an idiom's file does not show: places of drawn lines and of words in text boxes that are as wide as the words."""
FRAMED = ("发文机关标志对齐left",)
"""What a docx 信函 does not show: its mark stands in a frame as wide as the paper allows, and only its layout says where in it."""
ALSO = {"出席": ("请假", "列席")}
"""The builders set these elements in the format of the other."""
Job = tuple[str, str, str, int]
"""Format, document, idiom, number of the mutation."""


@dataclass(frozen=True)
class Outcome:
    """One mutation: whether it was found, and which rules spoke elsewhere; ``error``: why there was nothing to find."""

    job: Job
    what: str
    element: str
    found: bool
    elsewhere: tuple[str, ...]
    error: str = ""


def build(kind: str, idiom: str, content: Content, fault: Fault | None, path: Path) -> None:
    """Write the document in that format and idiom, with the fault planted."""
    deviations = ()
    if fault is not None:
        content, deviations = faulty(content, (fault,))  # type: ignore[assignment]
    if kind == "docx":
        docx.build(content, path, idiom, deviations=deviations)
    else:
        make = pdf.build if kind == "pdf" else ofd.build
        make(content, path, deviations=deviations, fonts="names", idiom=idiom)  # type: ignore[arg-type]


def findings(path: Path, *, hints: bool = False) -> list[hongtou.Finding]:
    """What a clerk sees: errors and warnings. The test documents embed no fonts, which HT1013 would say each time."""
    return [f for f in hongtou.check_file(path, info=hints).findings if (hints or f.severity != "info") and f.rule != "HT1013"]


def keys(found: list[hongtou.Finding]) -> Counter[tuple[str, str]]:
    """How often each rule speaks at each element."""
    return Counter((f.rule, f.location.element or "") for f in found for _ in range(f.occurrences))


def run(group: tuple[str, str, str, list[int]]) -> list[Outcome]:
    """All mutations of one document in one idiom."""
    kind, name, idiom, numbers = group
    content, made = DOCUMENTS[name], []
    faults = list(mutations(content))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{kind}"
        build(kind, idiom, content, None, path)
        sound = path.read_bytes()
        base = keys(findings(path, hints=True))
        for number in numbers:
            fault = faults[number]
            try:
                build(kind, idiom, content, fault, path)
            except (KeyError, TypeError, ValueError) as error:  # a deviation that this builder does not know
                made.append(Outcome((kind, name, idiom, number), fault.what, fault.element, False, (), repr(error)[:80]))
                continue
            if path.read_bytes() == sound:  # the idiom sets that element otherwise
                made.append(Outcome((kind, name, idiom, number), fault.what, fault.element, False, (), "not drawn"))
                continue
            hints = fault.what.endswith(HINTED)
            new = [f for f in findings(path, hints=hints) if keys([f])[f.rule, f.location.element or ""] > base[f.rule, f.location.element or ""]]
            hit = [f for f in new if any(points_at(f, name, fault.quote) for name in (fault.element, *ALSO.get(fault.element, ())))]
            rest = tuple(sorted({f"{f.rule}@{f.location.element or '版面'}" for f in new if f not in hit}))
            made.append(Outcome((kind, name, idiom, number), fault.what, fault.element or "版面", bool(hit), rest))
    return made


def shown(kind: str, idiom: str, content: Content) -> list[int]:
    """The numbers of the mutations that a file of that format and idiom shows."""
    return [n for n, f in enumerate(mutations(content)) if f.format in ("both", kind) and f.what not in HIDDEN.get(idiom, ())
            and not (kind == "docx" and content.layout == "信函" and f.what in FRAMED)]


def groups(every: int, kinds: Sequence[str], idioms: Sequence[str] = ()) -> Iterator[tuple[str, str, str, list[int]]]:
    """The jobs by document and idiom (all where none is named); one of ``every`` mutations, another one for each idiom."""
    count = 0
    for kind in kinds:
        for idiom in (i for i in KINDS[kind] if not idioms or i in idioms):
            for name, content in DOCUMENTS.items():
                count += 1
                yield kind, name, idiom, [n for i, n in enumerate(shown(kind, idiom, content)) if (i + count) % every == 0]


def table(outcomes: list[Outcome]) -> str:
    """Figures by format and idiom, and by format and element."""
    lines = []
    for kind, idioms in KINDS.items():
        of_kind = [o for o in outcomes if o.job[0] == kind and not o.error]
        if not of_kind:
            continue
        lines.append(f"{kind}: {figures(of_kind)}")
        lines += [f"  {idiom}: {figures(own)}" for idiom in idioms if (own := [o for o in of_kind if o.job[2] == idiom])]
        lines += [f"    {element}: {figures([o for o in of_kind if o.element == element])}"
                  for element in dict.fromkeys(o.element for o in of_kind)]
    return "\n".join(lines)


def figures(outcomes: list[Outcome]) -> str:
    """How many, how many found, how many without a new finding elsewhere."""
    return (f"{len(outcomes)} mutations, detected {share(sum(o.found for o in outcomes), len(outcomes))}, "
            f"nothing new elsewhere {share(sum(not o.elsewhere for o in outcomes), len(outcomes))}")


def share(part: int, whole: int) -> str:
    """A percentage with one digit."""
    return f"{part / whole:.1%}" if whole else "-"


def main() -> int:
    """Print the figures, what was missed and what spoke elsewhere, most frequent first; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--kind", choices=tuple(KINDS), action="append")
    parser.add_argument("--idiom", action="append")
    options = parser.parse_args()
    with ProcessPoolExecutor(2) as pool:
        jobs = groups(options.every, options.kind or tuple(KINDS), options.idiom or ())
        outcomes = [o for part in pool.map(run, jobs) for o in part]
    print(table(outcomes))
    for title, named in (
        ("missed", [(o, o.what) for o in outcomes if not o.found and not o.error]),
        ("elsewhere", [(o, f"{o.what}: {rule}") for o in outcomes for rule in o.elsewhere]),
        ("not built", [(o, f"{o.what}: {o.error}") for o in outcomes if o.error]),
    ):
        print(f"\n{title}:")
        first = {f"{o.job[0]} {what}": "/".join(o.job[1:3]) for o, what in reversed(named)}
        for what, count in Counter(f"{o.job[0]} {what}" for o, what in named).most_common():
            print(f"  {count:4} {what}  ({first[what]})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
