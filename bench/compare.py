"""How exactly ``hongtou compare`` finds what is new: 40 pairs made from real laws with a seed, gold kept by character.

    python -m bench.compare             (from the repository root, with hongtou installed and ../shared present)
    python -m bench.compare --show 7    (what was missed and what was wrongly called new in pair 7)
    python -m bench.compare --long      (300 pages against 300 pages: seconds)

Each local text is derived from its superior ones by edits as offices make them; every edit says which characters are
new. Where an edit can be read in two ways (a word put in beside the same word), what counts is whether the text without
the new characters is the same. Punctuation and white space are not counted. Half of the pairs go through docx files in
which exactly the gold is underlined: there any finding is a false one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document as Docx
from hongtou.pipeline.compare import compare, plain
from hongtou.pipeline.compare_documents import compare_documents
from hongtou.pipeline.compare_text import PUNCTUATION
from hongtou.pipeline.comparison import Comparison, to_underline
from hongtou.pipeline.patterns import written_number
from hongtou.pipeline.review_file import Job, review

SHARED = Path(os.environ.get("HONGTOU_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PAIRS = 40
ARTICLE = re.compile(r"^第[一二三四五六七八九十百零]+条\s*")
Words = list[tuple[str, bool]]
"""A paragraph: its words and whether they are new."""
Article = list[Words]
"""Paragraphs; the first starts with the article's number, which is put in at the end."""


@dataclass
class Law:
    """A law cut into articles of paragraphs."""

    title: str
    articles: list[list[str]]


def laws() -> list[Law]:
    """The laws of the development material that have 15 articles and more."""
    found = []
    for path in sorted((SHARED / "samples" / "text" / "lawmd").glob("*.md")):
        lines = [line.strip().lstrip("# ") for line in path.read_text("utf8").splitlines()]
        articles: list[list[str]] = []
        for line in lines:
            if ARTICLE.match(line):
                articles.append([ARTICLE.sub("", line)])
            elif articles and line and not re.match("第.{1,4}[章节编]|<!--", line):
                articles[-1].append(line)
        if len(articles) >= 15:
            found.append(Law(lines[0], articles))
    return found


# ---- edits: each changes a list of articles in place ----------------------------------------------------------------

Edit = Callable[[random.Random, list[Article], "Material"], None]


@dataclass
class Material:
    """Where new words come from: sentences and clauses of laws that are no superior ones here."""

    sentences: Sequence[str]
    clauses: Sequence[str]
    articles: Sequence[list[str]]


def _old(words: Words) -> str:
    return "".join(w for w, _ in words)


def _pick(rng: random.Random, articles: list[Article], fits: Callable[[str], bool] = bool) -> tuple[int, int] | None:
    """A paragraph that no edit has touched yet."""
    free = [(i, j) for i, a in enumerate(articles) for j, p in enumerate(a) if len(p) == 1 and not p[0][1] and fits(p[0][0])]
    return rng.choice(free) if free else None


def insert_article(rng: random.Random, articles: list[Article], more: Material) -> None:
    """An article of another law."""
    articles.insert(rng.randrange(1, len(articles)), [[(p, True)] for p in rng.choice(more.articles)])


def insert_sentence(rng: random.Random, articles: list[Article], more: Material) -> None:
    """A sentence between or after those of a paragraph."""
    at = _pick(rng, articles, lambda t: t.endswith("。"))
    if at:
        text = articles[at[0]][at[1]][0][0]
        cut = rng.choice([m.end() for m in re.finditer("。", text)])
        articles[at[0]][at[1]] = [w for w in ((text[:cut], False), (rng.choice(more.sentences), True), (text[cut:], False)) if w[0]]


def insert_clause(rng: random.Random, articles: list[Article], more: Material) -> None:
    """A clause after a comma within a sentence."""
    at = _pick(rng, articles, lambda t: "，" in t[4:])
    if at:
        text = articles[at[0]][at[1]][0][0]
        cut = rng.choice([m.end() for m in re.finditer("，", text)])
        articles[at[0]][at[1]] = [(text[:cut], False), (rng.choice(more.clauses) + "，", True), (text[cut:], False)]


def delete(rng: random.Random, articles: list[Article], more: Material) -> None:
    """An article or a sentence that is not taken over."""
    if rng.random() < 0.5:
        at = _pick(rng, articles, lambda t: t.count("。") > 1)
        if at:
            sentences = re.findall("[^。]*。", articles[at[0]][at[1]][0][0])
            sentences.pop(rng.randrange(len(sentences)))
            articles[at[0]][at[1]] = [("".join(sentences), False)]
    else:
        articles.pop(rng.randrange(1, len(articles)))


def move(rng: random.Random, articles: list[Article], more: Material) -> None:
    """An article to another place."""
    article = articles.pop(rng.randrange(len(articles)))
    articles.insert(rng.randrange(len(articles) + 1), article)


def merge(rng: random.Random, articles: list[Article], more: Material) -> None:
    """Two paragraphs of an article as one, or two sentences as one."""
    at = _pick(rng, articles, lambda t: t.count("。") > 1)
    if at and rng.random() < 0.5:
        articles[at[0]][at[1]] = [(articles[at[0]][at[1]][0][0].replace("。", rng.choice("；，"), 1), False)]
        return
    many = [a for a in articles if len(a) > 1 and all(_old(p).endswith("。") for p in a[:2])]
    if many:
        article = rng.choice(many)
        article[0] += article.pop(1)


def split(rng: random.Random, articles: list[Article], more: Material) -> None:
    """A paragraph as two, or its second half as an article of its own."""
    at = _pick(rng, articles, lambda t: t.count("。") > 1)
    if at:
        text = articles[at[0]][at[1]][0][0]
        cut = text.index("。") + 1
        articles[at[0]][at[1]] = [(text[:cut], False)]
        if rng.random() < 0.5:
            articles[at[0]].insert(at[1] + 1, [(text[cut:], False)])
        else:
            articles.insert(at[0] + 1, [[(text[cut:], False)], *articles[at[0]][at[1] + 1:]])
            del articles[at[0]][at[1] + 1:]


_WORDS = {"应当": "可以", "可以": "应当", "不得": "可以", "每年": "每半年", "定期": "每季度", "及时": "当日", "必须": "应当", "有权": "可以"}


def change_word(rng: random.Random, articles: list[Article], more: Material) -> None:
    """应当 → 可以 and the like."""
    word = rng.choice(list(_WORDS))
    whole = re.compile(rf"(?<![规约所]){word}(?!限)")  # 定期 is no word in 规定期限
    at = _pick(rng, articles, lambda t: bool(whole.search(t)))
    if at:
        before, after = whole.split(articles[at[0]][at[1]][0][0], maxsplit=1)
        articles[at[0]][at[1]] = [w for w in ((before, False), (_WORDS[word], True), (after, False)) if w[0]]


_FIGURE = re.compile(r"(?<![第\d一二三四五六七八九十百零.〔])(?:\d+|[二三四五六七八九十]{1,3})"
                     r"(?=个?(?:工作日|日内|日前|日以内|年内|年以上|个月|月内|小时|万元|千元|元|%|人|米|倍))")


def change_figure(rng: random.Random, articles: list[Article], more: Material) -> None:
    """A figure or a period."""
    at = _pick(rng, articles, lambda t: bool(_FIGURE.search(t)))
    if at:
        text = articles[at[0]][at[1]][0][0]
        match = rng.choice(list(_FIGURE.finditer(text)))
        old = match[0]
        new = old
        while new == old:
            value = rng.randrange(2, 60)
            new = str(value) if old.isdigit() else written_number(value)
        articles[at[0]][at[1]] = [w for w in ((text[:match.start()], False), (new, True), (text[match.end():], False)) if w[0]]


KINDS: dict[str, tuple[Edit, ...]] = {
    "插入": (insert_article, insert_sentence, insert_clause), "删去": (delete,), "移动": (move,), "合并": (merge,),
    "拆分": (split,), "改动": (change_word, change_figure),
    "混合": (insert_article, insert_sentence, insert_clause, delete, move, merge, split, change_word, change_figure),
}


# ---- localisation: other names, nothing new ---------------------------------------------------------------------------

_PROVINCES = ("山东省", "浙江省", "广东省", "河南省", "北京市", "上海市")
_CITIES = ("嘉峪关市", "潍坊市", "临川市", "云江市", "安顺市")
_BUREAUS = re.compile(r"(?<=[\u4e00-\u9fff])厅(?=[\u4e00-\u9fff，、。]?)")


def localised(text: str, city: str) -> str:
    """Names as a city would write them."""
    for province in _PROVINCES:
        text = text.replace(province, city)
    text = text.replace("本省", "本市").replace("全省", "全市").replace("省人民政府", "市人民政府").replace("省级", "市级")
    return re.sub(r"(?<=教育|财政|商务|公安|民政|司法)厅", "局", text)


@dataclass
class Pair:
    """A pair to compare: superior texts, the local text, and for each of its lines which characters are new."""

    kind: str
    superiors: list[str]
    local: str
    gold: list[list[bool]]


def pairs(count: int, seed: int = 20250101) -> Iterator[Pair]:
    """The pairs, always the same."""
    found = laws()
    for number in range(count):
        rng = random.Random(seed + number)
        kind = list(KINDS)[number % len(KINDS)]
        chosen = rng.sample(found, 3)
        several = number % 5 == 4
        yield _pair(rng, kind, chosen[:2] if several else chosen[:1], chosen[2])


def _pair(rng: random.Random, kind: str, superiors: list[Law], other: Law) -> Pair:
    city = rng.choice(_CITIES)
    texts = ["\n".join([law.title, *_numbered([[[(p, False)] for p in a] for a in law.articles])]) for law in superiors]
    articles: list[Article] = []
    for law in superiors:
        taken = law.articles[: 60 // len(superiors)]
        articles += [[[(localised(p, city), False)] for p in a] for a in taken]
    known = "".join(texts)
    sentences = [s for a in other.articles for p in a for s in re.findall("[^。]{12,80}。", p)
                 if s not in known and "（" not in s and "施行" not in s]
    clauses = [c for s in sentences for c in re.split("[，。；：]", s) if 6 <= len(c) <= 20 and c not in known]
    more = Material(sentences, clauses, [a for a in other.articles if not any(s[:-1] in known or "施行" in s for s in a)])
    for _ in range(8 if kind != "混合" else 16):
        rng.choice(KINDS[kind])(rng, articles, more)
    lines = [[(superiors[0].title, False)]]
    for i, article in enumerate(articles):
        new = all(n for p in article for _, n in p)
        label = (f"第{written_number(i + 1)}条　", new)
        lines += [[label, *article[0]], *article[1:]]
    return Pair(kind + ("（多份）" if len(superiors) > 1 else ""), texts, "\n".join(_old(w) for w in lines),
                [[n for w, n in words for _ in w] for words in lines])


def _numbered(articles: list[Article]) -> Iterator[str]:
    for i, article in enumerate(articles):
        yield f"第{written_number(i + 1)}条　" + _old(article[0])
        yield from (_old(p) for p in article[1:])


# ---- scores -------------------------------------------------------------------------------------------------------------

def scored(pair: Pair, made: Comparison) -> tuple[int, int, int, list[str]]:
    """Characters found rightly, wrongly, and missed; and the lines where that is so."""
    found = [[False] * len(g) for g in pair.gold]
    for place in to_underline(made):
        for i in range(place.start, place.end):
            found[place.paragraph - 1][i] = True
    right = wrong = missed = 0
    remarks = []
    for number, (line, gold, got) in enumerate(zip(pair.local.split("\n"), pair.gold, found, strict=True), 1):
        counted = [i for i, c in enumerate(line) if c not in PUNCTUATION and not c.isspace()]
        if _rest(line, gold) == _rest(line, got):
            right += sum(gold[i] for i in counted)
            continue
        right += sum(gold[i] and got[i] for i in counted)
        here = sum(got[i] and not gold[i] for i in counted), sum(gold[i] and not got[i] for i in counted)
        wrong, missed = wrong + here[0], missed + here[1]
        if any(here):
            remarks.append(f"{number} +{here[0]} -{here[1]}  gold:{_shown(line, gold)}\n        got: {_shown(line, got)}")
    return right, wrong, missed, remarks


def _rest(line: str, new: list[bool]) -> str:
    return "".join(c for c, n in zip(line, new, strict=True) if not n and c not in PUNCTUATION and not c.isspace())


def _shown(line: str, new: list[bool]) -> str:
    return "".join(("⟦" if n and not before else "⟧" if before and not n else "") + c
                   for c, n, before in zip(line, new, [False, *new], strict=False))


def through_docx(pair: Pair, folder: Path) -> tuple[Comparison, int]:
    """The pair as docx files with the gold underlined: the comparison, and how many findings there are."""
    paths = []
    for i, text in enumerate(pair.superiors):
        document = Docx()
        for line in text.split("\n"):
            document.add_paragraph(line)
        paths.append(folder / f"上级{i}.docx")
        document.save(str(paths[-1]))
    document = Docx()
    for line, gold in zip(pair.local.split("\n"), pair.gold, strict=True):
        paragraph = document.add_paragraph()
        for match in re.finditer("0+|1+", "".join("01"[g] for g in gold)):
            paragraph.add_run(line[match.start():match.end()]).underline = match[0][0] == "1"
    paths.append(folder / "本级.docx")
    document.save(str(paths[-1]))
    *superiors, local = (review(str(p), Job(selection=_nothing(), keep=True)) for p in paths)
    made = compare_documents(local, superiors)
    return made.comparison, len(made.review.findings)


def _nothing():  # type: ignore[no-untyped-def]
    from hongtou.pipeline.engine import Selection

    return Selection(ignore=("",))


def main() -> int:
    """Print a line for each pair and the totals; 1 when precision or recall is below 98 %."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--count", type=int, default=PAIRS)
    parser.add_argument("--seed", type=int, default=20250101)
    options = parser.parse_args()
    if not laws():
        print(f"no laws under {SHARED}: set HONGTOU_SHARED")
        return 1
    if options.long:
        return long()
    total = [0, 0, 0]
    false_findings = files = 0
    for number, pair in enumerate(pairs(options.count, options.seed)):
        if options.show is not None and number != options.show:
            continue
        findings = ""
        if number % 2 and options.show is None:
            with tempfile.TemporaryDirectory() as folder:
                made, count = through_docx(pair, Path(folder))
            false_findings, files, findings = false_findings + count, files + 1, f"  docx, findings: {count}"
        else:
            made = compare([plain(f"上级{i}", t) for i, t in enumerate(pair.superiors)], plain("本级", pair.local))
        right, wrong, missed, remarks = scored(pair, made)
        total = [t + n for t, n in zip(total, (right, wrong, missed), strict=True)]
        print(f"{number:2} {pair.kind:8} new {right + missed:5}  wrong {wrong:4}  missed {missed:4}{findings}")
        if options.show is not None:
            print("\n".join(remarks))
    right, wrong, missed = total
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"precision {precision:.4f}  recall {recall:.4f}  ({right + missed} new characters; "
          f"false findings in {files} docx files: {false_findings})")
    return int(min(precision, recall) < 0.98)


def long() -> int:
    """About 250,000 characters against as many, edited throughout."""
    found = laws()
    rng = random.Random(1)
    articles = [a for law in found for a in law.articles]
    while sum(len(p) for a in articles for p in a) > 250_000:
        articles.pop()
    superior = "\n".join(_numbered([[[(p, False)] for p in a] for a in articles]))
    local: list[Article] = [[[(localised(p, _CITIES[0]), False)] for p in a] for a in articles]
    more = Material(["市人民政府应当每年向社会公布一次执行情况，并接受监督。"], ["并报市人民政府备案"], [["市人民政府设立专项资金，用于奖励先进。"]])
    for _ in range(1500):
        rng.choice(KINDS["混合"])(rng, local, more)
    text = "\n".join(_numbered(local))
    for name, other in (("edited", text), ("nothing in common", "\n".join("".join(sorted(line)) for line in text.split("\n")))):
        started = time.perf_counter()
        made = compare([plain("上级", superior)], plain("本级", other))
        print(f"{len(superior)} against {len(other)} characters, {name}: {time.perf_counter() - started:.1f} s, "
              f"{len(made.stretches)} stretches")
    return 0


if __name__ == "__main__":
    sys.exit(main())
