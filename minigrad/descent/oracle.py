"""What a descent knows of the function: its value and its gradient at a point, and what they have cost."""

from __future__ import annotations

from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, FloatArray, as_float_array, require_shape
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Status
from minigrad.differentiators.ignored_argument import warn_if_ignored
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.probes.problems import gradient_probe
from minigrad.probes.returned_values import read_number


class Slope(NamedTuple):
    """A gradient, and which of its entries are zero only because the step of the difference was lost to rounding."""

    gradient: FloatArray
    lost: BoolArray
    step: FloatArray

    @property
    def largest(self) -> float:
        """The largest absolute entry."""
        return float(np.abs(self.gradient).max())


@final
class Oracle:
    """Values and gradients of ``fun``, counted. ``fun`` and the gradient always get a float64 array of their own."""

    def __init__(self, fun: ScalarFunction, gradient: ArrayFunction | Differentiator) -> None:
        self._fun = fun
        self._gradient = gradient
        self.nfev: int = 0
        self.njev: int = 0

    def value(self, x: FloatArray) -> float:
        """f(x); NaN and infinities are for the caller to judge."""
        self.nfev += 1
        return float(read_number(self._fun(x.astype(np.float64))))

    def slope(self, x: FloatArray, nit: int) -> Slope:
        """The gradient at x; what goes wrong on the way says after how many steps it did."""
        self.njev += 1
        try:
            return self._slope(x)
        except Exception as error:  # whatever it is goes on its way, with a note
            error.add_note(f"The gradient was wanted after step {nit} of the descent.")
            raise

    def _slope(self, x: FloatArray) -> Slope:
        if not isinstance(self._gradient, Differentiator):
            gradient = as_float_array("jac(x)", self._gradient(x.astype(np.float64)))
            require_shape("jac(x)", gradient, x.shape)
            return Slope(gradient.astype(x.dtype), np.zeros(x.shape, np.bool_), np.zeros(x.shape))
        probe, shape = gradient_probe(self._fun, x, bounds=None, vectorized=False)
        estimate = self._gradient.differentiate(probe, with_error=False).reshape(shape)
        if self.njev == 1:
            estimate = warn_if_ignored(probe, estimate)
        self.nfev += estimate.evaluations
        return Slope(estimate.value.astype(x.dtype), estimate.status == Status.STEP_LOST, estimate.step)
