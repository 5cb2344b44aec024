"""The built-in profiles: TOML files in the folder of the same name. Their meaning is the pipeline's business."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

DEFAULT = "gbt9704-2012"
"""The profile that applies where nothing else is said."""


def names() -> tuple[str, ...]:
    """The names of all built-in profiles, the default first."""
    found = sorted(f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml"))
    return (DEFAULT, *(n for n in found if n != DEFAULT))


def read(name: str) -> str:
    """The TOML text of a built-in profile; ``name`` must be one of :func:`names`."""
    return (_folder() / f"{name}.toml").read_text(encoding="utf-8")


def _folder() -> Traversable:
    return files("hongtou.corpora") / "profiles"
