"""Shared fixtures: where the development material is, and documents made of lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared() -> Path | None:
    """The development material, never committed: ``$HONGTOU_SHARED`` or ``../shared``; None when absent."""
    path = Path(os.environ.get("HONGTOU_SHARED", ROOT.parent / "shared"))
    return path if (path / "samples").is_dir() else None


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample documents; the test is skipped, visibly, where they are absent."""
    path = shared()
    if path is None:
        pytest.skip("development material absent (set HONGTOU_SHARED)")
    return path / "samples"
