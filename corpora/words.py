"""Word lists: misspellings, redundant expressions, closings; see ``README.md`` for where each comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .tables import rows

ORGAN_ENDINGS = tuple((
    "人民政府 委员会 办公室 办公厅 人民法院 人民检察院 领导小组 发展改革委 管委会 党工委 党组 党委 纪委 常委会 "
    "政协 人大 总工会 团委 妇联 研究院 大学 学院 公司 集团 协会 联合会 中心 支队 总队 大队 局 厅 部 委 院 署 办"
).split())
"""What the name of an organ (机关) ends in."""

LEVEL_WORDS = tuple("中央 国家 全国 省 市 县 区 州 盟 旗 自治区 自治州 自治县 乡 镇 我 你 本 各".split())
"""Words that stand for a place at the head of an organ's short name (市财政局, 我局)."""

DOC_TYPE_WORDS = tuple((
    "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 复函 纪要 实施意见 指导意见 请予 恳请 敬请 "
    "函复 函告 函达 批转 转发 印发 拨付 收悉 为盼 碳中和 碳达峰"
).split())
"""Terms of official writing that the tokenizer must keep whole."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """``wrong`` should be ``right``, unless the hit lies inside one of ``excepts``.

    ``tier`` A: sourced, or three characters and more; B: two characters from memory. ``variant`` when ``wrong`` is an
    old or non-preferred form rather than a slip.
    """

    wrong: str
    right: str
    note: str
    source: str
    excepts: tuple[str, ...]
    tier: Literal["A", "B"]
    variant: bool


@dataclass(frozen=True, slots=True)
class Confusable:
    """``wrong`` should be ``right`` where ``need`` matches: two real words, told apart by their neighbours.

    ``sure`` where the pattern matched nothing in 29 million characters of correct text.
    """

    wrong: str
    right: str
    note: str
    source: str
    excepts: tuple[str, ...]
    need: re.Pattern[str]
    sure: bool


@dataclass(frozen=True, slots=True)
class Redundancy:
    """A redundant or contradictory expression; ``fix`` is a literal replacement of the whole match, or None."""

    pattern: re.Pattern[str]
    advice: str
    note: str
    fix: str | None
    bad: str
    good: str
    source: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing sentence and whether it suits a 文种."""

    doc_type: str
    text: str
    status: Literal["ok", "weak", "wrong"]
    note: str
    source: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=2)
def misspellings(tier: Literal["A", "B"]) -> tuple[Misspelling, ...]:
    """The words of ``typos.tsv`` that are wrong wherever they stand."""
    return tuple(
        Misspelling(r["wrong"], r["right"], r["note"], r["source"], _split(r["except"]), tier, _is_variant(r))
        for r in rows("typos.tsv") if r["kind"] == "always" and r["tier"] == tier
    )


def _is_variant(row: dict[str, str]) -> bool:
    return row["note"].startswith("非推荐词形") or "帐" in row["wrong"]


@lru_cache(maxsize=1)
def confusables() -> tuple[Confusable, ...]:
    """The words of ``typos.tsv`` that are wrong only among certain neighbours."""
    return tuple(
        Confusable(r["wrong"], r["right"], r["note"], r["source"], _split(r["except"]), re.compile(r["need"]),
                   r["tier"] == "A")
        for r in rows("typos.tsv") if r["kind"] == "context"
    )


_META = re.compile(r"[\\()\[\]?*+|{}.^$…／]")


@lru_cache(maxsize=2)
def redundancies(kind: Literal["always", "hint"] = "always") -> tuple[Redundancy, ...]:
    """The rows of ``redundant.tsv`` that are wrong in any context (``kind`` always), or may be better said."""
    return tuple(
        Redundancy(re.compile(r["pattern_regex"]), r["fix"], r["note"], _literal(r), r["bad_example"],
                   r["good_example"], r["source"])
        for r in rows("redundant.tsv") if r["kind"] == kind
    )


def _literal(row: dict[str, str]) -> str | None:
    plain = not _META.search(row["pattern_regex"]) and not _META.search(row["fix"])
    return row["fix"] if plain else None


@lru_cache(maxsize=1)
def closings() -> tuple[Closing, ...]:
    """``closings.tsv``: which closing sentence suits which 文种."""
    return tuple(
        Closing(r["doc_type"], r["closing"], r["status"], r["note"], r["source"])  # type: ignore[arg-type]
        for r in rows("closings.tsv") if "（" not in r["closing"]
    )
