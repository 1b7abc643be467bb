"""Every family of test functions, in the order of the tables, and in groups.

A part is imported when its families are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from examples.benchmarks.families.member import Family

PARTS = {
    "networks": "kinks",
    "piecewise": "kinks",
    "small_kinks": "kinks",
    "joints": "kinks",
    "steps": "kinks",
    "company": "kinks",
    "smooth": "smooth_functions",
    "edges": "smooth_functions",
    "domains": "smooth_functions",
    "cancellation": "noisy",
    "single": "noisy",
    "noise": "noisy",
    "ripples": "noisy",
    "saturated": "smooth_functions",
    "rounded": "noisy",
    "offsets": "smooth_functions",
    "stationary": "smooth_functions",
    "state": "smooth_functions",
}
"""The files with families, in the order of the tables, and the folder of each."""

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


def families(parts: Sequence[str] = tuple(PARTS)) -> list[Family]:
    """The families of these parts.

    Raises:
        ValueError: a part that does not exist.
    """
    found: list[Family] = []
    for part in parts:
        if part not in PARTS:
            raise ValueError(f"`family` must be one of {', '.join(PARTS)}, got {part!r}")
        found += import_module(f"examples.benchmarks.families.{PARTS[part]}.{part}").FAMILIES
    return found
