"""Writes docs/profiles/NAME.md for the five offices: what the profile checks beyond the standard, with the article of each rule.

``python tools/profile_pages.py`` rewrites the pages from ``corpora/profiles/*.toml`` (the article of a changed severity is
the comment on its line) and the registered checks; ``--check`` only says whether they are up to date (exit code 1 when not).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hongtou.corpora import profiles
from hongtou.pipeline.check import collect
from hongtou.pipeline.config import load
from hongtou.pipeline.house import HouseRule

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "profiles"
LEVELS = {"error": "错误", "warning": "警告", "info": "提示", "off": "不查"}
_CHANGED = re.compile(r'^(?P<id>HT\d{4}) = "(?P<level>\w+)"[ \t]*(?:# *(?P<article>.+))?$', re.M)
_HEAD = "本页由 `python tools/profile_pages.py` 从 `corpora/profiles/{name}.toml` 生成，请勿手改。"


def offices() -> list[str]:
    """The profiles of offices; those of the two standards are described in README.md."""
    return [name for name in profiles.names() if not name.startswith("gbt9704")]


def page(name: str) -> str:
    """The whole page of one profile."""
    config, source = load(None, name), profiles.read(name)
    office = config.options.office
    about = "".join(re.findall(r"(?m)^# *(.+)$", source.split("title =")[0]))
    lines = [f"# {config.title}（`{name}`）", "", _HEAD.format(name=name), "", about, ""]
    lines += [f"- 机关：{office.name}"]
    if office.codes:
        lines += [f"- 机关代字：{'、'.join(office.codes)}"]
    lines += [f"- 地名：{office.place}（正文里别处的地名见 HT7208）", ""]
    changed = list(_CHANGED.finditer(source))
    if changed:
        lines += ["## 比国家标准从严、从宽的", "", "| 检查 | 程度 | 依据（该办公室规定的条款） |", "|---|---|---|"]
        lines += [f"| {m['id']} {collect()[m['id']].name} | {LEVELS[m['level']]} | {m['article'] or ''} |" for m in changed]
        lines += [""]
    lines += ["## 自己的规定", "", "| 编号 | 名称 | 何时 | 程度 | 报告怎样说 | 依据 |", "|---|---|---|---|---|---|"]
    lines += [f"| {r.id} | {r.name} | {_when(r)} | {LEVELS[r.severity]} | {r.message} | {r.basis} |" for r in config.rules]
    return "\n".join(lines) + "\n"


def _when(rule: HouseRule) -> str:
    said = [*rule.doc_types, *rule.directions, *rule.layouts]
    if rule.has_element:
        said.append(f"{rule.has_element}里有有关字样" if rule.has_pattern else f"有{rule.has_element}")
    elif rule.has_pattern:
        said.append("文中有有关字样")
    return "，".join(said) or "一律"


def main() -> int:
    """Write the pages, or compare them with ``--check``."""
    stale = [name for name in offices()
             if not (path := FOLDER / f"{name}.md").is_file() or path.read_text("utf8") != page(name)]
    if "--check" in sys.argv[1:]:
        print("\n".join(f"docs/profiles/{name}.md is out of date" for name in stale))
        return int(bool(stale))
    for name in stale:
        (FOLDER / f"{name}.md").write_text(page(name), "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
