"""Masked arrays: ``numpy.asarray`` drops the mask in silence and works on whatever lies beneath, so they are refused
here."""

from __future__ import annotations

from typing import Final

import numpy as np

NUMBERS: Final[set[type]] = {float, int, np.float64}
"""What most lists hold, and nothing else: they need not be gone through."""


def require_unmasked(name: str, value: object) -> None:
    """Raise a ``ValueError`` if ``value`` is a masked array with masked entries, or a list that holds one.

    >>> require_unmasked("x", np.ma.array([1.0, 2.0], mask=[False, True]))
    Traceback (most recent call last):
        ...
    ValueError: `x` must not have masked entries; replace them with .filled(value), or leave them out with .compressed()
    """
    if is_masked(value):
        raise ValueError(
            f"`{name}` must not have masked entries; replace them with .filled(value), or leave them out with "
            ".compressed()"
        )


def is_masked(value: object) -> bool:
    """Whether ``value`` is a masked array with masked entries, or a list that holds one, however deep."""
    if isinstance(value, (list, tuple)):
        if NUMBERS.issuperset(map(type, value)):
            return False
        kinds = {kind for kind in set(map(type, value)) if issubclass(kind, (list, tuple, np.ma.MaskedArray))}
        return any(is_masked(part) for part in value if type(part) in kinds)
    return isinstance(value, np.ma.MaskedArray) and bool(np.ma.is_masked(value))
