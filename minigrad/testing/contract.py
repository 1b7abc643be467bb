"""A contract as a list of clauses; all broken ones are reported together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import FloatArray

Clause: TypeAlias = tuple[str, Callable[[], str | None]]
"""What is promised, and a function that returns how it is broken, or None."""


@final
class ContractError(AssertionError):
    """A class does not keep its contract; the message lists every broken clause.

    Attributes:
        broken: the broken clauses.
    """

    def __init__(self, subject: object, broken: tuple[str, ...]) -> None:
        listed = "\n".join(f"  - {clause}" for clause in broken)
        super().__init__(f"{subject} breaks its contract:\n{listed}")
        self.broken = broken


def require(subject: object, clauses: list[Clause]) -> None:
    """Try every clause; an exception counts as a broken one.

    Raises:
        ContractError: some clause is broken.
    """
    broken = tuple(_broken(clauses))
    if broken:
        raise ContractError(subject, broken)


def _broken(clauses: list[Clause]) -> Iterator[str]:
    for promise, attempt in clauses:
        try:
            how = attempt()
        except Exception as error:  # whatever a user's class raises belongs into the list
            how = f"{type(error).__name__}: {error}"
        if how is not None:
            yield f"{promise}: {how}"


def locked(array: FloatArray) -> FloatArray:
    """A read-only copy: writing to it is an error."""
    copy = np.array(array)
    copy.setflags(write=False)
    return copy


def same(what: str, one: FloatArray, other: FloatArray, *, rtol: float = 0.0) -> str | None:
    """How two arrays differ, or None."""
    if one.shape != other.shape:
        return f"{what} have shapes {one.shape} and {other.shape}"
    if rtol == 0.0 and not np.array_equal(one, other):
        return f"{what} differ"
    if not np.allclose(one, other, rtol=rtol, atol=rtol):
        return f"{what} differ by {float(np.abs(one - other).max()):.2g}"
    return None


def like(what: str, array: FloatArray, model: FloatArray) -> str | None:
    """How ``array`` differs from ``model`` in shape or dtype, or None."""
    if array.shape != model.shape or array.dtype != model.dtype:
        return f"{what} must be {model.dtype} of shape {model.shape}, got {array.dtype} of shape {array.shape}"
    return None
