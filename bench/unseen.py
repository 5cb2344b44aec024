"""The second fault list, planted one at a time: how much the checks find of what nobody tuned them for.

    python -m bench.unseen     (from the repository root, with hongtou installed)

``docbuild.faults`` is demanded by tests and was adjusted after the first runs, so it says little about other people's
faults. This list was written apart from the checks and is only counted. Work off a miss here, and it is no longer
unseen: write a new list then.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import hongtou

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from docbuild import docx, pdf  # noqa: E402
from docbuild.examples import EXAMPLES  # noqa: E402
from docbuild.faults import Fault, faulty, points_at  # noqa: E402
from docbuild.faults_more import MORE  # noqa: E402


def found(review: hongtou.Review, fault: Fault) -> bool:
    """Whether an error or a warning stands at the element and the words of the fault."""
    return any(f.severity != "info" and points_at(f, fault.element, fault.quote) for f in review.findings)


def main() -> int:
    """Print the figure and the misses for docx and PDF; returns 0."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("docx", "pdf"):
            path, total, missed = Path(folder) / f"x.{kind}", 0, []
            for name, fault in ((n, f) for n, faults in MORE.items() for f in faults if f.format in ("both", kind)):
                content, deviations = faulty(EXAMPLES[name], (fault,))
                if kind == "docx":
                    docx.build(content, path, "direct", deviations=deviations)
                else:
                    pdf.build(content, path, deviations=deviations, fonts="names")
                total += 1
                if not found(hongtou.check_file(path), fault):
                    missed.append(f"{name}: {fault.what}")
            print(f"{kind}: found {total - len(missed)} of {total} ({1 - len(missed) / total:.1%})")
            print("  " + "\n  ".join(missed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
