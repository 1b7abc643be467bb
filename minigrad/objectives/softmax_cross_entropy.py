"""``SoftmaxCrossEntropy``: the negative log-probability of the correct class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_items, require_fraction
from minigrad.arrays import FloatArray, IntArray
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import ColumnValues, of_others
from minigrad.objectives.targets import TargetKind, Targets, as_labels
from minigrad.objectives.weights import as_weights


@final
@dataclass(frozen=True)
class SoftmaxCrossEntropy(Objective):
    """Cross entropy between targets and the softmax p of the outputs, which are logits z.

    With a label c: w_c (log(sum_k exp(z_k)) - z_c); with a row of probabilities t: -sum_c w_c t_c log p_c. Derivative:
    s p - w t with s = sum_c w_c t_c. No epsilon is added in the logarithm: log-sum-exp does not underflow.

    Targets: labels (samples,), integers in [0, classes); or rows (samples, classes) of probabilities, one-hot or soft.

    Args:
        label_smoothing: e in [0, 1): t becomes (1 - e) t + e / classes, so that no class is certain.
        class_weights: w, a number of at least 0 for each class, by default 1 each. The mean still divides by the number
            of samples; PyTorch's divides by the sum of the labels' weights.

    Raises:
        TypeError, ValueError: a field is not in its range.

    >>> logits = [1.05414809, 0.63071653, 1.1328074]
    >>> [round(SoftmaxCrossEntropy().value(logits, t), 8) for t in (2, [0, 0, 1])]
    [0.92806854, 0.92806854]
    >>> SoftmaxCrossEntropy().gradient(logits, 2).round(8)
    array([ 0.36541271,  0.23927078, -0.60468349])
    >>> SoftmaxCrossEntropy(label_smoothing=0.1, class_weights=(4.0, 0.5)).value([[0.0, 1e4]], [0])
    38000.0

    Source: Saitoh (2016), Deep Learning from Scratch, equations 4.2 and A.1; Bishop (2006), Pattern Recognition and
    Machine Learning, equations 4.108 and 4.109; smoothing: Szegedy et al. (2016), Rethinking the Inception
    architecture, section 7.
    """

    target_kind: ClassVar[TargetKind] = TargetKind.CLASSES
    structure_is_tested: ClassVar[bool] = True

    label_smoothing: float = 0.0
    class_weights: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "label_smoothing", require_fraction("label_smoothing", self.label_smoothing))
        if self.class_weights is not None:
            as_items("class_weights", self.class_weights, "numbers, one for each class")  # a dict is refused
            weights = as_weights("class_weights", self.class_weights, None, "class")
            object.__setattr__(self, "class_weights", tuple(map(float, weights)))

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        shifted = _shifted(outputs)
        log_total: FloatArray = np.log(np.add.reduce(np.exp(shifted), axis=-1))  # (..., samples)
        return self._values(shifted, log_total, targets)

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        probabilities: FloatArray = np.exp(_shifted(outputs))
        probabilities /= np.add.reduce(probabilities, axis=-1, keepdims=True)
        return self._gradients(probabilities, targets)

    def sample_values_and_gradients(self, outputs: FloatArray, targets: Targets) -> tuple[FloatArray, FloatArray]:
        """Both, with one exponential for each output."""
        shifted = _shifted(outputs)
        probabilities: FloatArray = np.exp(shifted)
        total: FloatArray = np.add.reduce(probabilities, axis=-1, keepdims=True)
        values = self._values(shifted, np.log(total[..., 0]), targets)
        probabilities /= total
        return values, self._gradients(probabilities, targets)

    def _values(self, shifted: FloatArray, log_total: FloatArray, targets: Targets) -> FloatArray:
        if targets.ndim == 1 and self._plain:
            values: FloatArray = log_total - shifted[..., np.arange(targets.size), as_labels(targets)]
            return values
        terms = self._terms(shifted, targets)
        values = log_total * np.add.reduce(terms, axis=-1) - np.add.reduce(shifted * terms, axis=-1)
        return values

    def _gradients(self, probabilities: FloatArray, targets: Targets) -> FloatArray:
        """Written over the probabilities, if they are not weighted."""
        if targets.ndim == 1 and self._plain:
            probabilities[..., np.arange(targets.size), as_labels(targets)] -= 1.0
            return probabilities
        terms = self._terms(probabilities, targets)
        # Also without class weights: rows add up to 1 only up to rounding.
        weighted: FloatArray = probabilities * np.add.reduce(terms, axis=-1, keepdims=True) - terms
        return weighted

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """With r the log-sum-exp of all other logits and d = z_c - r: s log(e^r + e^z_c) - t_c z_c - the others' t_k
        z_k.

        s is the sum of the targets t. This is s max(d, 0) - t_c d + s log(1 + e^-|d|) plus what does not depend on z_c;
        this order does not cancel where d is large and the class is the correct one.
        """
        own: FloatArray = np.ascontiguousarray(self._terms(outputs, targets).T)  # (classes, samples)
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

    @property
    def _plain(self) -> bool:
        return not self.label_smoothing and self.class_weights is None

    def _terms(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        """What each log-probability is multiplied by, w t with smoothed t: (samples, classes)."""
        terms = cast("FloatArray", targets) if targets.ndim > 1 else _one_hot(as_labels(targets), outputs)
        if self.label_smoothing:
            terms = (1.0 - self.label_smoothing) * terms + self.label_smoothing / outputs.shape[-1]
        if self.class_weights is not None:
            if len(self.class_weights) != outputs.shape[-1]:  # a single one would be broadcast
                what = f"one number for each of the {outputs.shape[-1]} outputs"
                raise ValueError(f"`class_weights` must have {what}, got {self.class_weights}")
            terms = terms * np.asarray(self.class_weights, terms.dtype)
        return terms


def _one_hot(labels: IntArray, outputs: FloatArray) -> FloatArray:
    """Rows of zeros with a single 1 at the label, in the dtype of the outputs."""
    rows: FloatArray = np.zeros((labels.size, outputs.shape[-1]), outputs.dtype)
    rows[np.arange(labels.size), labels] = 1.0
    return rows


def _softplus_of_minus(x: FloatArray) -> FloatArray:
    """log(1 + exp(-x)), written over x."""
    np.negative(x, out=x)
    np.exp(x, out=x)
    np.log1p(x, out=x)
    return x


def _shifted(outputs: FloatArray) -> FloatArray:
    """Logits minus the largest of each sample: the same softmax, without overflow."""
    shifted: FloatArray = outputs - np.maximum.reduce(outputs, axis=-1, keepdims=True)
    return shifted
