"""Whether what a differentiator of the caller's own returns is an estimate that can be judged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_instance
from minigrad.arrays import AnyArray, Float64Array, as_int_array, as_real_array
from minigrad.differentiators.estimate import Estimate, Status, StatusArray


def validated(name: str, estimate: Estimate, size: int) -> Estimate:
    """The estimate with arrays of float64, and an infinite bound where its bound is NaN.

    Args:
        name: what messages call it.
        estimate: what a differentiator returned.
        size: the number of lines that it differentiated.

    Raises:
        TypeError: it is no :class:`~minigrad.Estimate`, or holds something else than real numbers.
        ValueError: an array has another shape than (size,), a bound is negative, or a status is none of
            :class:`~minigrad.Status`.
    """
    require_instance(name, estimate, Estimate)
    value = _floats(f"{name}.value", estimate.value, size)
    error = _floats(f"{name}.error", estimate.error, size)
    if (error < 0.0).any():
        raise ValueError(
            f"`{name}.error` must not be negative, since it is a bound on |value - truth|, got {error[error < 0.0][0]}"
        )
    return replace(
        estimate,
        value=value,
        error=np.where(np.isnan(error), np.inf, error),
        step=_floats(f"{name}.step", estimate.step, size),
        status=_statuses(f"{name}.status", estimate.status, size),
        left=None if estimate.left is None else _floats(f"{name}.left", estimate.left, size),
        right=None if estimate.right is None else _floats(f"{name}.right", estimate.right, size),
    )


def _floats(name: str, numbers: npt.ArrayLike, size: int) -> Float64Array:
    return _one_for_each(name, as_real_array(name, numbers), size).astype(np.float64)


def _statuses(name: str, codes: npt.ArrayLike, size: int) -> StatusArray:
    array = _one_for_each(name, as_int_array(name, codes), size)
    unknown = array[~np.isin(array, list(Status))]
    if unknown.size:
        raise ValueError(
            f"`{name}` must hold codes of minigrad.Status, {min(Status)} to {max(Status)}, got {unknown[0]}"
        )
    return array.astype(np.int8)


def _one_for_each(name: str, array: AnyArray, size: int) -> AnyArray:
    if array.shape != (size,):
        raise ValueError(
            f"`{name}` must have one number for each of the {size} lines of the probe, got shape {array.shape}"
        )
    return array
