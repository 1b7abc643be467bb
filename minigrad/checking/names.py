"""What reports call the entries of a gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from minigrad.arguments import as_names
from minigrad.probes.probe import Probe

Names: TypeAlias = Sequence[str] | Callable[[int], str] | None
"""One name for each entry in C order, a function of the flat index, or None for ``x[0, 2]``."""


def namer(names: Names, probe: Probe) -> Callable[[int], str]:
    """The names as a function of the flat index.

    Raises:
        ValueError: a sequence of another length than x.
    """
    if names is None:
        return probe.name
    if callable(names):
        return names
    return one_for_each(names, probe.size).__getitem__


def one_for_each(names: Sequence[str], size: int) -> tuple[str, ...]:
    """The names of ``size`` entries.

    Raises:
        TypeError, ValueError: no sequence of texts, or one of another length.
    """
    listed = as_names("names", names)
    if len(listed) != size:
        raise ValueError(f"`names` must hold one name for each of the {size} entries of x, got {len(listed)}")
    return listed
