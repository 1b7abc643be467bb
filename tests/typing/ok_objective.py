"""A user's objective, ten lines: the mean absolute error."""

from __future__ import annotations

from typing import ClassVar, assert_type, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.objectives import TargetKind, Targets


@final
class MeanAbsoluteError(mg.Objective):
    target_kind: ClassVar[TargetKind] = TargetKind.ROWS

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.abs(outputs - targets).mean(axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gradients: FloatArray = np.sign(outputs - targets) / outputs.shape[-1]
        return gradients


objective: mg.Objective = MeanAbsoluteError()
assert_type(objective.value([[1.0, 2.0]], [[0.0, 5.0]]), float)
assert_type(objective.gradient([[1.0, 2.0]], [[0.0, 5.0]]), FloatArray)
