"""``MeanAbsoluteError``: the objective of regression that a few wild samples disturb least."""

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
class MeanAbsoluteError(Objective):
    """For each sample, the mean over features of |output - target|; derivative sign(output - target) / features.

    It is least where the outputs are medians. There is no derivative where an output equals its target; minigrad uses
    0, which is a subgradient: a sample that fits exactly does not move.

    Targets: rows (samples, features). A vector of targets for one feature is passed as ``t[:, np.newaxis]``.

    >>> MeanAbsoluteError().value([[1.0, 2.0], [0.0, 0.0]], [[1.0, 4.0], [0.0, 2.0]])
    1.0
    >>> MeanAbsoluteError().gradient([[1.0, 2.0]], [[1.0, 4.0]])
    array([[ 0. , -0.5]])

    Source: Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section 10.6.
    """

    target_kind: ClassVar[TargetKind] = TargetKind.ROWS
    structure_is_tested: ClassVar[bool] = True

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.add.reduce(np.abs(outputs - targets), axis=-1) / outputs.shape[-1]
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gradients: FloatArray = np.sign(outputs - targets) / outputs.shape[-1]
        return gradients

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """Only the replaced column is compared with its targets again."""
        return columns_of_mean(lambda own, goal: np.abs(own - goal), outputs, targets)
