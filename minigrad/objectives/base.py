"""What an objective is: one number for each sample, and the derivative of that number by the sample's outputs.

The author of an objective writes those two; the checks, the mean over samples and its 1/N are done here, once, for all.
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


class Objective(ABC):
    """The mean over samples of a number that says how far a sample's outputs are from its target.

    A subclass writes ``sample_values`` and ``sample_gradients``, both over the last axis and for any leading axes.
    Where targets may be class labels, it says so with ``target_kind``. Both methods get targets that :meth:`prepare`
    has checked.

    A whole objective, the mean absolute error:

    >>> class MeanAbsoluteError(Objective):
    ...     def sample_values(self, outputs, targets):
    ...         return abs(outputs - targets).mean(axis=-1)
    ...     def sample_gradients(self, outputs, targets):
    ...         return np.sign(outputs - targets) / outputs.shape[-1]
    >>> MeanAbsoluteError().value([[1.0, 2.0]], [[0.0, 5.0]])
    2.0
    >>> MeanAbsoluteError().gradient([[1.0, 2.0]], [[0.0, 5.0]])
    array([[ 0.5, -0.5]])
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
        """The derivative of each sample's own value by its own outputs, without any 1/N: (..., samples, features)."""

    @final
    def value(self, outputs: npt.ArrayLike, targets: npt.ArrayLike) -> float:
        """The mean of the samples' values.

        Args:
            outputs: (samples, features), or (features,) of a single sample.
            targets: labels (samples,) or rows (samples, features); for a single sample one label or one row.

        Raises:
            TypeError: an array that is not numeric, labels that are not integers.
            ValueError: arrays that do not fit together, are not finite, or hold labels out of range.
        """
        rows, prepared, _ = self._checked(outputs, targets)
        values = self.sample_values(rows, prepared)
        self._require("sample_values", values, rows.shape[:-1])
        return float(_mean(values))

    @final
    def gradient(self, outputs: npt.ArrayLike, targets: npt.ArrayLike) -> FloatArray:
        """The derivative of :meth:`value` by ``outputs``, with their shape and dtype. Arguments as there."""
        rows, prepared, shape = self._checked(outputs, targets)
        gradients = self.sample_gradients(rows, prepared)
        self._require("sample_gradients", gradients, rows.shape)
        return _scaled(gradients, rows).reshape(shape)

    @final
    def prepare(self, targets: npt.ArrayLike, outputs_shape: Shape) -> Targets:
        """Check ``targets`` against outputs of this shape and bring them into the form that the other methods take.

        Whoever evaluates often prepares once and then calls :meth:`mean_values` and :meth:`mean_gradients`.
        """
        return prepare_targets(self.target_kind, targets, as_shape("outputs_shape", outputs_shape))

    @final
    def mean_values(self, outputs: FloatArray, prepared: Targets) -> Float64Array:
        """The means over samples (...) for outputs (..., samples, features) and prepared targets, without checking
        them.

        float32 values are added up in float64, so that the mean of many samples keeps its digits.
        """
        values = self.sample_values(outputs, prepared)
        if type(values) is not np.ndarray or values.shape != outputs.shape[:-1]:
            self._require("sample_values", values, outputs.shape[:-1])
        return _mean(values)

    @final
    def mean(self, values: FloatArray) -> Float64Array:
        """The means (...) of the samples' values (..., samples): what an objective makes of them.

        >>> from minigrad.objectives import MeanSquaredError
        >>> MeanSquaredError().mean(np.array([[1.0, 3.0], [2.0, 8.0]]))
        array([2., 5.])
        """
        require_array("values", values)
        if values.size == 0:
            raise ValueError(f"`values` must have shape (..., samples) with one sample at least, got {values.shape}")
        return _mean(values)

    @final
    def mean_gradients(self, outputs: FloatArray, prepared: Targets) -> FloatArray:
        """The derivatives of :meth:`mean_values`, with the shape and dtype of ``outputs``."""
        gradients = self.sample_gradients(outputs, prepared)
        if type(gradients) is not np.ndarray or gradients.shape != outputs.shape:
            self._require("sample_gradients", gradients, outputs.shape)
        return _scaled(gradients, outputs)

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


def _mean(values: FloatArray) -> Float64Array:
    means: Float64Array = np.add.reduce(values, axis=-1, dtype=np.float64) / values.shape[-1]
    return means


def _scaled(gradients: FloatArray, outputs: FloatArray) -> FloatArray:
    scaled: FloatArray = gradients / outputs.shape[-2]
    return scaled.astype(outputs.dtype, copy=False)
