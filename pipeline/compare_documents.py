"""Documents that were read, compared: the comparison, and the local document's review with what is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .check import Options, collect
from .compare import compare
from .compare_marking import Marking
from .compare_material import material, why_unknown
from .compare_revisions import revised
from .comparison import Comparison
from .elements import Structure
from .engine import Outcome, Selection, run
from .review import Review


@dataclass(frozen=True)
class Compared:
    """The local document's review with the findings of this comparison, and the comparison itself."""

    review: Review
    marking: Marking

    @property
    def comparison(self) -> Comparison:
        """What was compared."""
        return self.marking.comparison


def compare_documents(local: Review, superiors: Sequence[Review], *, strict: bool = False,
                      agenda: bool = False) -> Compared:
    """Compare documents that were read with ``keep``; raises ValueError for one that was not."""
    return _judged(local, compare([material(_kept(s)) for s in superiors], material(_kept(local))), strict, agenda)


def compare_revisions(local: Review, *, strict: bool = False, agenda: bool = False) -> Compared:
    """A document against itself before its tracked changes: insertions are new, deletions dropped."""
    return _judged(local, revised(_kept(local).document, material(_kept(local))), strict, agenda)


def _kept(review: Review) -> Structure:
    if review.structure is None:
        raise ValueError(f"{review.path}: the recognised document was not kept")
    return review.structure


def _judged(local: Review, comparison: Comparison, strict: bool, agenda: bool) -> Compared:
    structure = _kept(local)
    marking = Marking(comparison, strict, agenda, why_unknown(structure.document))
    outcome: Outcome = run(structure.document, structure, collect().values(), Options(), Selection(), marking)
    status = "partial" if outcome.failures else "reviewed"
    return Compared(replace(local, findings=outcome.findings, skipped=outcome.skipped, failures=outcome.failures,
                            status=status), marking)  # type: ignore[arg-type]

