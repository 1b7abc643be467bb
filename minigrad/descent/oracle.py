"""The function of a descent: its values and gradients, counted."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import BoolArray, FloatArray, as_real_array, require_finite, require_shape
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.ignored_argument import warn_if_ignored
from minigrad.errors import NonFiniteError
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.probes.problems import gradient_probe
from minigrad.probes.returned_values import read_number


class Slope(NamedTuple):
    """A gradient, and which of its entries are zero because the step of the difference was lost to rounding."""

    gradient: FloatArray
    lost: BoolArray
    step: FloatArray

    @property
    def largest(self) -> float:
        """The largest absolute entry."""
        return float(np.abs(self.gradient).max())


@final
class Oracle:
    """Values and gradients of ``fun``, counted. ``fun`` and the gradient get a new float64 array at each call."""

    def __init__(
        self, fun: ScalarFunction, gradient: ArrayFunction | Differentiator, *, gradient_name: str = "jac(x)"
    ) -> None:
        self._fun = fun
        self._gradient = gradient
        self._name = gradient_name
        self.nfev: int = 0
        self.njev: int = 0
        self._asked: deque[tuple[FloatArray, float, Slope]] = deque(maxlen=2)

    def value(self, x: FloatArray) -> float:
        """f(x), which may be NaN or infinite."""
        for point, value, _ in self._asked:
            if np.array_equal(point, x):
                return value
        self.nfev += 1
        return float(read_number(self._fun(x.astype(np.float64))))

    def ask(self, x: FloatArray, nit: int) -> tuple[float, FloatArray]:
        """Value and gradient for a method that asks itself, computed once for its last two points; the gradient is NaN
        where value or gradient are not finite."""
        value, unknown = self.value(x), np.full_like(x, np.nan)
        if not np.isfinite(value):
            return value, unknown
        try:
            slope = self.slope(x, nit)
        except NonFiniteError:
            return value, unknown
        self._asked.append((x.copy(), value, slope))
        return value, slope.gradient.copy()

    def slope(self, x: FloatArray, nit: int) -> Slope:
        """The gradient at x; an exception gets a note that says after which step it was raised."""
        for point, _, slope in self._asked:
            if np.array_equal(point, x):
                return slope
        self.njev += 1
        try:
            return self._slope(x)
        except Exception as error:  # raised again, with a note
            error.add_note(f"The gradient was computed after step {nit} of the descent.")
            raise

    def _slope(self, x: FloatArray) -> Slope:
        if not isinstance(self._gradient, Differentiator):
            gradient = _read_gradient(self._name, self._gradient(x.astype(np.float64)), x)
            return Slope(gradient, np.zeros(x.shape, np.bool_), np.zeros(x.shape))
        probe, shape = gradient_probe(self._fun, x, bounds=None, vectorized=False)
        estimate = self._gradient.differentiate(probe, with_error=False).reshape(shape)
        if self.njev == 1:
            estimate = warn_if_ignored(probe, estimate)
        self.nfev += estimate.evaluations
        return Slope(estimate.value.astype(x.dtype), estimate.status == Status.STEP_LOST, estimate.step)


def _read_gradient(name: str, returned: npt.ArrayLike, x: FloatArray) -> FloatArray:
    """What ``jac`` returned at x, checked."""
    array = as_real_array(name, returned)
    require_shape(name, array, x.shape)
    gradient: FloatArray = array.astype(x.dtype)
    try:
        require_finite(name, gradient)
    except ValueError as error:
        raise NonFiniteError(str(error)) from None
    return gradient
