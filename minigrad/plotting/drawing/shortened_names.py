"""Names from the caller, shortened for a picture."""

from __future__ import annotations

LONGEST = 32
"""The longest name of a class, feature, run or method that is shown, in characters."""


def short(name: str, longest: int = LONGEST) -> str:
    """A name of at most about ``longest`` characters, shortened in the middle where it is longer.

    >>> short("dense1.weight"), short("a_very_long_name_of_an_array", 10)
    ('dense1.weight', 'a_ver...array')
    """
    half = longest // 2
    return name if len(name) <= longest else f"{name[:half]}...{name[-half:]}"


def legend_label(name: str) -> str:
    """A label that matplotlib shows in legends: it leaves out those that begin with an underscore.

    >>> legend_label("_adam")
    ' _adam'
    """
    return f" {name}" if name.startswith("_") else name
