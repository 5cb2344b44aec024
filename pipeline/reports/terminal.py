"""The report on the screen, for people who know Word and not terminals: whole sentences, the words in question marked.

Lines are laid out here rather than by rich: Chinese has no blanks to break at, and no line may start with a closing
mark. Without colour the words are put into 『』: in every Chinese code page, and not used in official documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from ..review import Finding, Location, Review
from . import wording

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_MARK = {"error": "bold red underline", "warning": "bold yellow underline", "info": "bold cyan underline"}
_REASONS_SHOWN = 3

Line = tuple[int, Text]
"""Columns to indent by, and the text."""


def render(reviews: Sequence[Review], *, width: int | None = None, color: bool = False, verbose: bool = False) -> str:
    """The whole report as text; ``width`` None leaves lines unbroken."""
    made = [line for review in reviews for line in document(review, color=color, verbose=verbose)]
    return laid_out([*made, *total(reviews)], width=width, color=color)


def laid_out(made: Iterable[Line], *, width: int | None = None, color: bool = False) -> str:
    """Lines as text; ``width`` None leaves them unbroken."""
    out = StringIO()
    console = Console(file=out, force_terminal=color, no_color=not color, color_system="standard" if color else None,
                      width=width or 10_000, legacy_windows=False, highlight=False, markup=False, emoji=False)
    show(console, made, width)
    return out.getvalue()


def show(console: Console, lines: Iterable[Line], width: int | None) -> None:
    """Print laid-out lines to ``console``."""
    for indent, text in lines:
        for row in _rows(text, (width or 10**6) - indent):
            padded = Text(" " * indent if row.plain else "", end="")
            padded.append_text(row)
            console.print(padded, soft_wrap=True)


def _rows(text: Text, width: int) -> Iterable[Text]:
    return text.divide(wording.breaks(text.plain, width))


def document(review: Review, *, color: bool = False, verbose: bool = False, brief: bool = False) -> Iterator[Line]:
    """The lines for one document; ``brief`` without what kind it is and without the result."""
    yield 0, Text(wording.clean(review.path), "bold")
    if not brief and (what := wording.kind(review)):
        yield 2, Text(what, "dim")
    for failure in review.failures:
        yield 2, Text.assemble((f"{wording.STATUS[review.status]}：", "bold red"), wording.failure(failure))
    if verbose or (review.standard == "1999" and review.official):  # why it was taken for an old document is always told
        yield from ((2, Text(f"说明：{wording.clean(note)}")) for note in review.notes)
    for name, findings in wording.by_element(review.findings).items():
        yield 0, Text()
        yield 2, Text(f"【{name}】" if color else f"[{name}]", "bold")
        for finding in findings:
            yield from _finding(review, finding, color)
    if review.status != "failed":
        if review.findings:
            yield 0, Text()
        yield from _skipped(review, verbose)
        if not brief:
            yield 2, _verdict(review)
    yield 0, Text()


def _verdict(review: Review) -> Text:
    counts = wording.counts([review])
    style = next((_STYLES[s] for s in ("error", "warning", "info") if counts[s]), "bold green")
    return Text.assemble("结果：", (wording.counted(counts) + "。", style))


def _finding(review: Review, finding: Finding, color: bool) -> Iterator[Line]:
    severity = wording.SEVERITY[finding.severity]
    where = wording.place(finding.location)
    head = Text.assemble((severity, _STYLES[finding.severity]), "  ", wording.clean(finding.message))
    if finding.experimental:
        head.append("（试行的检查，不影响结果）", "dim")
    yield 4, head
    if quoted := _quoted(review, finding.location, finding.severity, color):
        yield 10, Text.assemble((f"{where}：" if where else "", "dim"), quoted)
    elif where:
        yield 10, Text(where, "dim")
    if more := wording.places(finding):
        yield 10, Text(more, "dim")
    if correction := wording.corrections(finding):
        label = "建议（请核对）：" if wording.careful(finding) else "改为："
        yield 10, Text.assemble((label, "green"), (correction, "bold green"))
    yield from ((10, line) for line in _related(review, finding, color))
    yield 10, Text(f"依据：{wording.clean(finding.basis)}（{finding.rule}）", "dim")


def _quoted(review: Review, location: Location, severity: str, color: bool) -> Text | None:
    words = wording.quote(review, location)
    if words is None:
        return None
    if not words.words:
        return Text.assemble(words.before, ("『』" if not color else "▲", _MARK[severity]), words.after)
    marked = words.words if color else f"『{words.words}』"
    return Text.assemble(words.before, (marked, _MARK[severity]), words.after)


def _related(review: Review, finding: Finding, color: bool) -> Iterator[Text]:
    for location in finding.related[:3]:
        other = f"{wording.clean(location.path)} " if location.path not in (None, review.path) and location.path else ""
        quoted = _quoted(review, location, finding.severity, color)
        if quoted is not None:
            yield Text.assemble((f"参看{other}{wording.place(location)}：", "dim"), quoted)


def _skipped(review: Review, verbose: bool) -> Iterator[Line]:
    shown = review.skipped if verbose else tuple(s for s in review.skipped if s.applicable)
    if not shown:
        return
    reasons = wording.by_reason(shown)
    if not verbose:
        named = [f"{wording.clean(r)}（{len(s)} 项）" for r, s in list(reasons.items())[:_REASONS_SHOWN]]
        more = "等" if len(reasons) > _REASONS_SHOWN else ""
        yield 2, Text(f"有 {len(shown)} 项检查没有做：{'；'.join(named)}{more}。", "dim")
        return
    yield 2, Text(f"有 {len(review.skipped)} 项检查没有做：")
    for reason, skips in reasons.items():
        names = "、".join(f"{s.name}（{s.rule}）" for s in skips)
        yield 4, Text(f"{wording.clean(reason)}：{names}。", "dim")


def total(reviews: Sequence[Review]) -> Iterator[Line]:
    """The closing line over all documents; nothing for a single one, whose own result says it already."""
    if len(reviews) > 1:
        yield 0, Text.assemble(("合计：", "bold"), verdict(reviews))


def verdict(reviews: Sequence[Review]) -> str:
    """All documents in one sentence."""
    failed = sum(r.status == "failed" for r in reviews)
    clear = sum(not r.findings and r.status == "reviewed" for r in reviews)
    parts = [f"共 {len(reviews)} 个文件"]
    parts += [f"{clear} 个没有发现问题"] if clear else []
    parts += [f"{failed} 个没能检查"] if failed else []
    found = wording.counts(reviews)
    return "，".join(parts) + "。" + (wording.counted(found) + "。" if any(found.values()) else "")
