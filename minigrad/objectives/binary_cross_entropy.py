"""``BinaryCrossEntropy``: the negative log-probability of answers to questions of yes or no."""

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
class BinaryCrossEntropy(Objective):
    """For each sample, the mean over outputs z of -t log(p) - (1 - t) log(1 - p) with p = sigmoid(z); derivative
    (p - t) / outputs.

    Each output is the logit of a question of its own: several may be true of one sample. The network ends without a
    sigmoid, since log(sigmoid(z)) is -infinity for a z of -800, where the formula used here,
    |z| |t - [z > 0]| + log(1 + exp(-|z|)), gives 800.

    Targets: rows (samples, outputs) of 0 and 1, or of probabilities; or, for one output, labels (samples,) 0 and 1.

    >>> objective = BinaryCrossEntropy()
    >>> round(objective.value([[0.0], [2.0]], [1, 0]), 8)  # (log 2 + log(1 + e**2)) / 2
    1.4100376
    >>> objective.gradient([[0.0, 2.0]], [[1.0, 0.25]]).round(8)
    array([[-0.25      ,  0.31539854]])
    >>> objective.value([[-800.0]], [1])
    800.0

    Source: Bishop (2006), Pattern Recognition and Machine Learning, equations 4.90 and 4.91.
    """

    target_kind: ClassVar[TargetKind] = TargetKind.BINARY
    structure_is_tested: ClassVar[bool] = True

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        values: FloatArray = np.add.reduce(_elements(outputs, targets), axis=-1) / outputs.shape[-1]
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        above: FloatArray = (outputs > 0.0).astype(outputs.dtype)
        small: FloatArray = np.exp(-np.abs(outputs))
        small /= 1.0 + small  # sigmoid(-|z|): where z > 0, p is 1 minus this
        # Not p - t: for a right answer p is so close to t that the difference would lose its digits.
        gradients: FloatArray = small * (1.0 - 2.0 * above)
        gradients += above - targets
        gradients /= outputs.shape[-1]
        return gradients

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """Only the replaced column is compared with its targets again."""
        return columns_of_mean(_elements, outputs, targets)


def _elements(outputs: FloatArray, targets: Targets) -> FloatArray:
    size: FloatArray = np.abs(outputs)
    values: FloatArray = np.log1p(np.exp(-size))
    values += size * np.abs((outputs > 0.0) - targets)
    return values
