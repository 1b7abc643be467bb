"""Names that the caller gave, in as much room as a picture has."""

from __future__ import annotations

LONGEST = 32
"""Letters of a name of a class, of a feature, of a run or of a method."""


def short(name: str, longest: int = LONGEST) -> str:
    """A name of at most about so many letters, without its middle if need be.

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
