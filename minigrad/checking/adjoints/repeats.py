"""Whether a map returns the same array whenever it gets the same argument, and what it varies by where it does not."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.linear_map import LinearMap
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict


def variation(
    linear: LinearMap, argument: Float64Array, results: tuple[Float64Array, ...], remarks: Remarks
) -> Float64Array:
    """How far apart results for the same argument are, element by element; what it means is noted.

    Args:
        linear: the map.
        argument: the same for all calls.
        results: of two calls in a row, and of one after both maps were called with other arguments.
        remarks: for what turns up.
    """
    first, second, last = results
    again = _alike(linear, first, second)
    if not again and not _alike(linear, -linear(argument) + linear(argument), second - first):
        size = _largest(second - first) / max(_largest(first), 5e-324)
        remarks.note(
            FindingKind.NOT_DETERMINISTIC,
            f"{linear.name} returns something else for the same argument, by {size:.1g} of its size; fix the random "
            "numbers that it uses",
            Verdict.PASS,
        )
        return np.maximum(np.abs(second - first), np.abs(last - second))
    if not again:
        remarks.note(
            FindingKind.KEEPS_STATE, f"{linear.name} adds each result to the one before; start each call from zeros"
        )
    elif not _alike(linear, second, last):
        remarks.note(
            FindingKind.KEEPS_STATE,
            f"{linear.name} returned something else for the same argument once both functions had been called with "
            "other arguments; compute everything from the argument",
        )
    return np.zeros_like(first)


def _alike(linear: LinearMap, one: Float64Array, other: Float64Array) -> bool:
    """Whether two results agree up to rounding: sums may depend on memory addresses."""
    return _largest(one - other) <= CHECK.same_roundings * linear.epsilon * _largest(one)


def _largest(values: Float64Array) -> float:
    return float(np.max(np.abs(values), initial=0.0))
