"""The abstract ``Objective``: a value for each sample, and its derivative with respect to the sample's outputs.

A subclass writes those two; the checks and the mean over samples with its 1/N are here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_shape, require_array, shown
from minigrad.arrays import Float64Array, FloatArray, Shape, as_float_array
from minigrad.masks import is_masked
from minigrad.objectives.targets import TargetKind, Targets, prepare_targets
from minigrad.objectives.together import both_of
from minigrad.objectives.weights import as_sample_weight, mean_over_samples, scaled_gradients


class Objective(ABC):
    """The mean over samples of a value that measures how far a sample's outputs are from its target.

    A subclass writes ``sample_values`` and ``sample_gradients``, both over the last axis and for any leading axes.
    ``target_kind`` declares whether targets may be class labels. Both methods get targets that :meth:`prepare` has
    checked.

    For example, the loss of counts t whose logarithm is predicted, up to what does not depend on the outputs:

    >>> class Poisson(Objective):
    ...     def sample_values(self, outputs, targets):
    ...         return (np.exp(outputs) - targets * outputs).sum(axis=-1)
    ...     def sample_gradients(self, outputs, targets):
    ...         return np.exp(outputs) - targets
    >>> Poisson().value([[0.0, 1.0]], [[3.0, 2.0]]), Poisson().gradient([[0.0, 1.0]], [[3.0, 2.0]]).tolist()
    (1.718281828459045, [[-2.0, 0.7182818284590451]])
    """

    target_kind: ClassVar[TargetKind] = TargetKind.ROWS

    structure_is_tested: ClassVar[bool] = False
    """Whether tests cover ``column_values``, if there is one; numeric gradients then compare fewer samples with it."""

    @abstractmethod
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        """The objective of each sample alone.

        Args:
            outputs: (..., samples, features).
            targets: as :meth:`prepare` returns them, shared by all leading axes.

        Returns:
            (..., samples).
        """

    @abstractmethod
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        """The derivative of each sample's value with respect to its own outputs, without any 1/N: (..., samples,
        features)."""

    @final
    def value(self, outputs: npt.ArrayLike, targets: npt.ArrayLike, *, weights: npt.ArrayLike | None = None) -> float:
        """The mean of the samples' values; with weights, sum_i w_i value_i / N: N is the number of samples.

        Args:
            outputs: (samples, features), or (features,) of a single sample.
            targets: labels (samples,) or rows (samples, features); for a single sample one label or one row.
            weights: (samples,), at least 0, by default all 1.

        Raises:
            TypeError: an array that is not numeric, labels that are not integers.
            ValueError: arrays that do not fit together, are not finite, or hold labels out of range; weights that are
                negative or all zero.

        >>> from minigrad.objectives import MeanSquaredError
        >>> MeanSquaredError().value([[1.0], [2.0]], [[0.0], [0.0]], weights=[4.0, 0.5])
        3.0
        """
        rows, prepared, _ = self._checked(outputs, targets)
        values = self.sample_values(rows, prepared)
        self._require("sample_values", values, rows.shape[:-1])
        return float(mean_over_samples(values, _checked_weights(weights, rows)))

    @final
    def gradient(
        self, outputs: npt.ArrayLike, targets: npt.ArrayLike, *, weights: npt.ArrayLike | None = None
    ) -> FloatArray:
        """The derivative of :meth:`value` with respect to ``outputs``, with their shape and dtype; same arguments."""
        rows, prepared, shape = self._checked(outputs, targets)
        gradients = self.sample_gradients(rows, prepared)
        self._require("sample_gradients", gradients, rows.shape)
        return scaled_gradients(gradients, rows, _checked_weights(weights, rows)).reshape(shape)

    @final
    def prepare(self, targets: npt.ArrayLike, outputs_shape: Shape) -> Targets:
        """``targets``, checked against outputs of this shape, in the form that the other methods take.

        For many evaluations, prepare once and then call :meth:`mean_values` and :meth:`mean_gradients`.
        """
        return prepare_targets(self.target_kind, targets, as_shape("outputs_shape", outputs_shape))

    @final
    def mean_values(self, outputs: FloatArray, prepared: Targets, *, weights: FloatArray | None = None) -> Float64Array:
        """The means over samples (...) for outputs (..., samples, features), prepared targets and weights (samples,),
        unchecked.

        float32 values are added up in float64, which keeps the rounding error of a mean of many samples small.
        """
        return self._mean_of(self.sample_values(outputs, prepared), outputs, weights)

    @final
    def mean(self, values: FloatArray, *, weights: FloatArray | None = None) -> Float64Array:
        """The means (...) of the samples' values (..., samples), with weights (samples,).

        >>> from minigrad.objectives import MeanSquaredError
        >>> MeanSquaredError().mean(np.array([[1.0, 3.0], [2.0, 8.0]]))
        array([2., 5.])
        """
        require_array("values", values)
        if values.size == 0:
            raise ValueError(f"`values` must have shape (..., samples) with one sample at least, got {values.shape}")
        return mean_over_samples(values, weights)

    @final
    def mean_gradients(
        self, outputs: FloatArray, prepared: Targets, *, weights: FloatArray | None = None
    ) -> FloatArray:
        """The derivatives of :meth:`mean_values`, with the shape and dtype of ``outputs``."""
        return self._scale(self.sample_gradients(outputs, prepared), outputs, weights)

    @final
    def mean_values_and_gradients(
        self, outputs: FloatArray, prepared: Targets, *, weights: FloatArray | None = None
    ) -> tuple[Float64Array, FloatArray]:
        """:meth:`mean_values` and :meth:`mean_gradients`, with the work that they share done once where the class has
        a method for that (:mod:`minigrad.objectives.together`)."""
        both = both_of(self)
        if both is None:
            values, gradients = self.sample_values(outputs, prepared), self.sample_gradients(outputs, prepared)
        else:
            values, gradients = both(outputs, prepared)
        return self._mean_of(values, outputs, weights), self._scale(gradients, outputs, weights)

    @final
    def _mean_of(self, values: FloatArray, outputs: FloatArray, weights: FloatArray | None) -> Float64Array:
        if type(values) is not np.ndarray or values.shape != outputs.shape[:-1]:
            self._require("sample_values", values, outputs.shape[:-1])
        return mean_over_samples(values, weights)

    @final
    def _scale(self, gradients: FloatArray, outputs: FloatArray, weights: FloatArray | None) -> FloatArray:
        if type(gradients) is not np.ndarray or gradients.shape != outputs.shape:
            self._require("sample_gradients", gradients, outputs.shape)
        return scaled_gradients(gradients, outputs, weights)

    @final
    def _checked(self, outputs: npt.ArrayLike, targets: npt.ArrayLike) -> tuple[FloatArray, Targets, Shape]:
        array = as_float_array("outputs", outputs)
        if array.ndim not in (1, 2):
            raise ValueError(f"`outputs` must have shape (features,) or (samples, features), got {array.shape}")
        return np.atleast_2d(array), self.prepare(targets, array.shape), array.shape

    @final
    def _require(self, method: str, given: object, shape: Shape) -> None:
        """Raise unless a method of a subclass returned an array of real numbers of this shape."""
        what = f"{type(self).__name__}.{method} must return an array of shape {shape}"
        if not isinstance(given, np.ndarray) or given.dtype.kind not in "fiu":
            raise TypeError(f"{what} of real numbers, got {shown(given)}")
        if is_masked(given):
            raise ValueError(f"{what} without masked entries, got {shown(given)}")
        if given.shape != shape:
            raise ValueError(f"{what}, got {given.shape}")


def _checked_weights(weights: npt.ArrayLike | None, rows: FloatArray) -> FloatArray | None:
    return None if weights is None else as_sample_weight("weights", weights, len(rows))
