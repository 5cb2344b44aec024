"""Colours as six hex digits, as far as they can be told without colour management."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_UNKNOWN = ("Pattern", "Indexed", "Separation", "DeviceN", "Lab")


def hex_color(value: Any, space: str) -> str | None:
    """``value`` in colour space ``space`` as six hex digits; None for patterns, palettes and spot colours.

    ICC profiles are read by their number of components. A spot colour's tint says nothing of its hue.
    """
    if value is None:
        return "000000"
    parts = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    if space in _UNKNOWN or not all(isinstance(p, (int, float)) for p in parts):
        return None
    numbers = [min(1.0, max(0.0, float(p))) for p in parts]
    if len(numbers) == 1:
        return _hex(numbers * 3)
    if len(numbers) == 3:
        return _hex(numbers)
    if len(numbers) == 4:
        c, m, y, k = numbers
        return _hex([(1 - ink) * (1 - k) for ink in (c, m, y)])
    return "000000" if not numbers else None


def _hex(rgb: list[float]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in rgb)
