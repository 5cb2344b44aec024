"""The wheel holds everything: packages as in the tree, tables, profiles, templates and schema."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = {"tests", "tools", "bench", "docs", "examples", "build", "dist"}


def test_package_list_matches_the_tree() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["setuptools"]["packages"])
    found = {"hongtou"}
    for path in ROOT.rglob("__init__.py"):
        parts = path.parent.relative_to(ROOT).parts
        if parts and parts[0] not in OUTSIDE and not any(p.startswith(".") for p in parts):
            found.add(".".join(("hongtou", *parts)))
    assert listed == found


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources in an oddly named folder, unpacked somewhere else."""
    folder = tmp_path_factory.mktemp("a-b c.1")
    source = folder / "hong tou-1"
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
                           check=True).stdout.splitlines()
    for name in names:
        file = ROOT / name.strip('"')
        if file.is_file() and name.split("/")[0] not in OUTSIDE:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(file.read_bytes())
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(source)], check=True)
    target = folder / "site"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        assert {n.split("/")[0].split("-")[0] for n in wheel.namelist()} == {"hongtou"}
        wheel.extractall(target)
    return target


def test_wheel_reviews_an_example(installed: Path) -> None:
    code = ("import sys; sys.path.insert(0, sys.argv.pop(1)); import hongtou; "
            "assert hongtou.__file__.startswith(sys.path[0]), hongtou.__file__; "
            "from hongtou.cli import main; main()")
    run = subprocess.run([sys.executable, "-c", code, str(installed), "check", "--format", "json",
                          str(ROOT / "examples/faulty/01-通知.docx")], capture_output=True, text=True, check=False,
                         encoding="utf8", cwd=installed)
    assert run.returncode == 1, run.stderr
    document = json.loads(run.stdout)["documents"][0]
    assert document["status"] == "reviewed" and len(document["findings"]) >= 8
