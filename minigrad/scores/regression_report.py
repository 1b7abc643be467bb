"""``RegressionReport``: R2 and errors in the target's units, beside a guess."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, isnan, sqrt
from typing import final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import Float64Array, as_float_array, require_shape
from minigrad.plain_data import PlainData
from minigrad.quantities import as_number
from minigrad.scores.r_squared import r_squared


@final
@dataclass(frozen=True, eq=False)
class RegressionReport(PlainData):
    """The errors of a regression, in the units of the target; made by :func:`~minigrad.regression_report`.

    Attributes:
        samples: how many there are.
        r2: :func:`~minigrad.r_squared`: 1 where all is right, 0 for always the mean of the targets; NaN where all
            targets are equal.
        mean_absolute_error: the mean of |output - target|.
        rms_error: the root of the mean of (output - target)**2.
        guess: the number that is named by one who never looks at the inputs.
        guess_mean_absolute_error: the mean absolute error of that guess.
        guess_rms_error: the RMS error of that guess.
    """

    samples: int
    r2: float
    mean_absolute_error: float
    rms_error: float
    guess: float
    guess_mean_absolute_error: float
    guess_rms_error: float

    @override
    def __str__(self) -> str:
        r2 = "no R2, since all targets are equal" if isnan(self.r2) else f"R2 {self.r2:.3f}"
        return (
            f"{r2}, mean absolute error {self.mean_absolute_error:.4g}, RMS error {self.rms_error:.4g} "
            f"(always guessing {self.guess:.4g}: {self.guess_mean_absolute_error:.4g} and {self.guess_rms_error:.4g})"
        )


def regression_report(
    outputs: npt.ArrayLike, targets: npt.ArrayLike, *, guess: float | None = None
) -> RegressionReport:
    """R2, mean absolute error and RMS error, beside those of always guessing one number.

    Args:
        outputs: (samples,) or (samples, 1), in the units of the targets.
        targets: (samples,) or (samples, 1).
        guess: what a guess always names, such as the mean of the training part; by default the mean of ``targets``.

    Raises:
        TypeError, ValueError: arrays that are not finite and real, or whose shapes do not fit.

    >>> report = regression_report([1.0, 2.0, 4.0, 5.0], [1.0, 3.0, 3.0, 5.0])
    >>> print(report)
    R2 0.750, mean absolute error 0.5, RMS error 0.7071 (always guessing 3: 1 and 1.414)
    """
    values, wanted = _column("outputs", outputs), _column("targets", targets)
    require_shape("outputs", values, wanted.shape)
    center = float(wanted.mean()) if guess is None else as_number("guess", guess)
    if not isfinite(center):
        raise ValueError(f"`guess` must be finite, got {center!r}")
    missed, guessed = values - wanted, center - wanted
    return RegressionReport(
        samples=len(wanted),
        r2=r_squared(values, wanted),
        mean_absolute_error=float(np.abs(missed).mean()),
        rms_error=_rms(missed),
        guess=center,
        guess_mean_absolute_error=float(np.abs(guessed).mean()),
        guess_rms_error=_rms(guessed),
    )


def _rms(errors: Float64Array) -> float:
    """The root of the mean square; in units of the largest, no square overflows."""
    largest = float(np.abs(errors).max())
    return largest * sqrt(float(np.square(errors / largest).mean())) if largest > 0.0 else 0.0


def _column(name: str, value: npt.ArrayLike) -> Float64Array:
    """The numbers, one for each sample."""
    array = as_float_array(name, value).astype(np.float64)
    if array.ndim != 1 and array.shape[1:] != (1,):
        raise ValueError(f"`{name}` must be one number for each sample, (samples,) or (samples, 1), got {array.shape}")
    return array.reshape(-1)
