"""The share of the targets' variance that a regression explains."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arrays import as_float_array, require_shape


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
    require_shape("targets", wanted, values.shape)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # of equal targets: 0 / 0 or 1 / 0
        left = np.square(values - wanted).sum(axis=0)
        spread = np.square(wanted - wanted.mean(axis=0)).sum(axis=0)
        return float(np.where(wanted.min(axis=0) < wanted.max(axis=0), 1.0 - left / spread, np.nan).mean())
