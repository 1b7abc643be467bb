"""Functions with complex values: their real and imaginary parts are two real outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array, FloatArray
from minigrad.checking.contracts.matrices import Jacobian, as_matrix
from minigrad.probes.function_types import ArrayFunction, ScalarFunction


@final
@dataclass(frozen=True)
class RealParts:
    """x -> the real and imaginary parts of fun(x), in a last axis of length 2.

    >>> RealParts(lambda x: x[0] + 2j * x[1])(np.array([3.0, 4.0]))
    array([3., 8.])
    """

    fun: ArrayFunction | ScalarFunction

    def __call__(self, x: Float64Array) -> npt.ArrayLike:
        """The parts at x."""
        value = np.asarray(self.fun(x))
        return np.stack([value.real, value.imag], axis=-1)


@final
@dataclass(frozen=True)
class JacobianParts:
    """x -> the derivatives of the real and of the imaginary part, stacked behind the axes of what fun returns.

    Attributes:
        jac: the derivative of a function with complex values.
        axes: how many axes these values have.
    """

    jac: Jacobian
    axes: int

    def __call__(self, x: FloatArray) -> AnyArray:
        """The parts at x; as it is where it has too few axes to be a derivative."""
        claimed = as_matrix("jac(x)", self.jac(x))
        if claimed.ndim < self.axes or claimed.dtype.kind not in "fiuc":
            return claimed
        return np.stack([claimed.real, claimed.imag], axis=self.axes)
