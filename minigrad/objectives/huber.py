"""``Huber``: squared error for small errors, absolute error for large ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_positive
from minigrad.arrays import FloatArray
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import ColumnValues, columns_of_mean
from minigrad.objectives.targets import TargetKind, Targets


@final
@dataclass(frozen=True)
class Huber(Objective):
    """For each sample, the mean over features of d**2 / 2 where |d| <= delta and delta (|d| - delta / 2) elsewhere,
    with d = output - target; derivative d within delta, delta sign(d) outside, divided by features.

    Unlike the absolute error it has a derivative everywhere, also at |d| = delta, where only the second derivative
    jumps. Within delta it is half of :class:`~minigrad.MeanSquaredError`.

    Targets: rows (samples, features). A vector of targets for one feature is passed as ``t[:, np.newaxis]``.

    Args:
        delta: the error from which on the loss grows linearly, in the unit of the targets.

    Raises:
        TypeError, ValueError: ``delta`` is not a positive finite number.

    >>> Huber(delta=1.0).value([[0.5], [3.0]], [[0.0], [0.0]])  # (0.125 + 2.5) / 2
    1.3125
    >>> Huber(delta=1.0).gradient([[0.5, -3.0]], [[0.0, 0.0]])
    array([[ 0.25, -0.5 ]])

    Source: Huber (1964), Robust estimation of a location parameter, Annals of Mathematical Statistics 35.
    """

    target_kind: ClassVar[TargetKind] = TargetKind.ROWS
    structure_is_tested: ClassVar[bool] = True

    delta: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "delta", require_positive("delta", self.delta))

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.add.reduce(self._elements(outputs, targets), axis=-1) / outputs.shape[-1]
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        slopes: FloatArray = np.minimum(np.maximum(outputs - targets, -self.delta), self.delta)
        slopes /= outputs.shape[-1]
        return slopes

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """Only the replaced column is compared with its targets again."""
        return columns_of_mean(self._elements, outputs, targets)

    def _elements(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        """c (|d| - c / 2) with c = min(|d|, delta): both formulas in one, and no square of a large number."""
        distance: FloatArray = np.abs(outputs - targets)
        near: FloatArray = np.minimum(distance, self.delta)
        values: FloatArray = near * (distance - 0.5 * near)
        return values
