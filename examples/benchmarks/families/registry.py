"""Every family of test functions, part by part; a part is imported when its families are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from examples.benchmarks.families.member import Family

PARTS = (
    "networks",
    "piecewise",
    "small_kinks",
    "joints",
    "steps",
    "company",
    "smooth",
    "edges",
    "domains",
    "cancellation",
    "single",
    "noise",
    "ripples",
    "saturated",
    "rounded",
    "offsets",
    "stationary",
    "state",
)

GROUPS = {
    "ReLU networks": ("networks",),
    "kinks and joints near x or at x": ("piecewise", "small_kinks", "joints"),
    "steps and plateaus": ("steps",),
    "smooth functions": ("smooth", "company"),
    "edges of the domain, overflow": ("edges", "domains"),
    "float32 or float16 inside": ("single",),
    "noise, ripples, rounded values": ("noise", "ripples", "rounded", "cancellation"),
    "saturated, confident losses": ("saturated",),
    "offsets, units, small slopes": ("offsets", "stationary"),
    "functions with state": ("state",),
}
"""The parts again, gathered into kinds for a table that a reader takes in at once."""


def families(parts: Sequence[str] = PARTS) -> list[Family]:
    """The families of these parts.

    Raises:
        ValueError: a part that does not exist.
    """
    found: list[Family] = []
    for part in parts:
        if part not in PARTS:
            raise ValueError(f"`family` must be one of {', '.join(PARTS)}, got {part!r}")
        found += import_module(f"examples.benchmarks.families.{part}").FAMILIES
    return found
