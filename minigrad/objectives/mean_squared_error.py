"""``MeanSquaredError``: the usual objective of regression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import ColumnValues, columns_of_mean
from minigrad.objectives.targets import TargetKind, Targets


@final
@dataclass(frozen=True)
class MeanSquaredError(Objective):
    """For each sample, the mean over features of (output - target)**2; derivative 2 (output - target) / features.

    Conventions differ: the book (equation 4.1) takes half of the *sum* over features. Its value is
    ``features / 2`` times this one, and so is its derivative.

    Targets: rows (samples, features). A vector of targets for one feature is passed as ``t[:, np.newaxis]``.

    >>> MeanSquaredError().value([[1.0, 2.0], [0.0, 0.0]], [[1.0, 4.0], [0.0, 2.0]])
    2.0
    >>> MeanSquaredError().gradient([[1.0, 2.0]], [[1.0, 4.0]])
    array([[ 0., -2.]])
    """

    target_kind: ClassVar[TargetKind] = TargetKind.ROWS
    structure_is_tested: ClassVar[bool] = True

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        squares: FloatArray = np.square(outputs - targets)
        values: FloatArray = np.add.reduce(squares, axis=-1) / outputs.shape[-1]
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gradients: FloatArray = (outputs - targets) * (2.0 / outputs.shape[-1])
        return gradients

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """Only the replaced column is squared again."""
        return columns_of_mean(lambda own, goal: np.square(own - goal), outputs, targets)
