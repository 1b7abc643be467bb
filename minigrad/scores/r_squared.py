"""The share of the targets' variance that a regression explains."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, as_float_array, require_shape


def r_squared(outputs: npt.ArrayLike, targets: npt.ArrayLike) -> float:
    """R2 = 1 - sum (output - target)**2 / sum (target - mean of the targets)**2; of several columns, their mean.

    1 where all is right, 0 for always the mean of the targets, and negative for worse.

    Args:
        outputs: (samples,) or (samples, columns).
        targets: of the same shape.

    Returns:
        NaN where the targets of a column are all equal.

    Raises:
        TypeError, ValueError: arrays that are not finite and real, or whose shapes differ.

    >>> r_squared([1.0, 2.0, 4.0, 5.0], [1.0, 3.0, 3.0, 5.0])
    0.75
    """
    values, wanted = as_float_array("outputs", outputs), as_float_array("targets", targets)
    if values.ndim not in (1, 2):
        raise ValueError(f"`outputs` must have shape (samples,) or (samples, columns), got {values.shape}")
    require_shape("targets", wanted, values.shape)
    return float(_of_columns(values.astype(np.float64), wanted.astype(np.float64)).mean())


def _of_columns(values: Float64Array, wanted: Float64Array) -> Float64Array:
    """R2 of each column, from squares in units of the largest distance, which do not overflow."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # of equal targets: 0 / 0 or 1 / 0
        spread = wanted - wanted.mean(axis=0)
        unit = np.abs(spread).max(axis=0)
        ratio = np.square((values - wanted) / unit).sum(axis=0) / np.square(spread / unit).sum(axis=0)
    return np.where(wanted.min(axis=0) < wanted.max(axis=0), 1.0 - ratio, np.nan)
