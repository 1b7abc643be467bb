"""The objective of classification: how surprised the network's softmax is by the right class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.functions import one_hot
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import ColumnValues, of_others
from minigrad.objectives.targets import TargetKind, Targets, as_labels


@final
@dataclass(frozen=True)
class SoftmaxCrossEntropy(Objective):
    """Cross entropy between targets and the softmax of the outputs, which are logits z.

    With a label c: log(sum_k exp(z_k)) - z_c; with a row of probabilities t: the same, averaged over c with weights
    t_c. Derivative: softmax(z) - t. There is no epsilon in the logarithm: it is not needed, since the logarithm is
    taken before anything can underflow, and with it this would not be the derivative.

    Targets: labels (samples,), integers in [0, classes); or rows (samples, classes) of probabilities, one-hot or soft.

    >>> objective = SoftmaxCrossEntropy()
    >>> logits = [1.05414809, 0.63071653, 1.1328074]
    >>> round(objective.value(logits, 2), 8), round(objective.value(logits, [0, 0, 1]), 8)
    (0.92806854, 0.92806854)
    >>> objective.gradient(logits, 2).round(8)
    array([ 0.36541271,  0.23927078, -0.60468349])
    >>> objective.value([[0.0, 1e4]], [0])
    10000.0

    Source: Saitoh (2016), Deep Learning from Scratch, equations 4.2 and A.1; Bishop (2006), Pattern Recognition and
    Machine Learning, equations 4.108 and 4.109.
    """

    target_kind: ClassVar[TargetKind] = TargetKind.CLASSES
    structure_is_tested: ClassVar[bool] = True

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        shifted = _shifted(outputs)
        log_total: FloatArray = np.log(np.add.reduce(np.exp(shifted), axis=-1))  # (..., samples)
        if targets.ndim == 1:
            own: FloatArray = shifted[..., np.arange(targets.size), as_labels(targets)]
            values: FloatArray = log_total - own
        else:
            values = log_total * np.add.reduce(targets, axis=-1) - np.add.reduce(shifted * targets, axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gradients: FloatArray = np.exp(_shifted(outputs))
        gradients /= np.add.reduce(gradients, axis=-1, keepdims=True)
        if targets.ndim == 1:
            gradients[..., np.arange(targets.size), as_labels(targets)] -= 1.0
            return gradients
        # Rows add up to 1 only up to rounding; with the factor this is the derivative of the value above all the same.
        weighted: FloatArray = gradients * np.add.reduce(targets, axis=-1, keepdims=True) - targets
        return weighted

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """With r the log-sum-exp of all other logits and d = z_c - r: s log(e^r + e^z_c) - t_c z_c - the others' t_k
        z_k.

        s is the sum of the targets t. This is s max(d, 0) - t_c d + s log(1 + e^-|d|) plus what does not depend on z_c;
        in this order nothing is lost where d is large and the class is the right one.
        """
        weights = one_hot(targets, outputs.shape[-1]) if targets.ndim == 1 else targets
        own: FloatArray = np.ascontiguousarray(weights.T)  # (classes, samples)
        totals: FloatArray = np.add.reduce(own, axis=0)
        rest = of_others(np.logaddexp, outputs.T, -np.inf)
        fixed: FloatArray = (totals - own) * rest - of_others(np.add, own * outputs.T, 0.0)

        def values(column: IntArray, contents: FloatArray) -> FloatArray:
            above: FloatArray = contents - rest[column]
            result: FloatArray = np.maximum(above, 0.0)
            result *= totals
            result -= own[column] * above
            result += totals * _softplus_of_minus(np.abs(above, out=above))
            result += fixed[column]
            return result

        return values


def _softplus_of_minus(x: FloatArray) -> FloatArray:
    """log(1 + exp(-x)), written over x."""
    np.negative(x, out=x)
    np.exp(x, out=x)
    np.log1p(x, out=x)
    return x


def _shifted(outputs: FloatArray) -> FloatArray:
    """Logits with the largest of each sample at 0: the same softmax, and no exponential above 1."""
    shifted: FloatArray = outputs - np.maximum.reduce(outputs, axis=-1, keepdims=True)
    return shifted
