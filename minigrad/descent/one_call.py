"""Functions that return their value and their gradient: one call for both at a point."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsFloat, TypeAlias, TypeVarTuple, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array
from minigrad.probes.signatures.pairs import as_pair

Ts = TypeVarTuple("Ts")

PairFunction: TypeAlias = Callable[[Float64Array], tuple[SupportsFloat, npt.ArrayLike]]
"""From x to (value, gradient), as scipy.optimize takes them with ``jac=True``."""

PairFunctionOf: TypeAlias = Callable[[Float64Array, *Ts], tuple[SupportsFloat, npt.ArrayLike]]
"""The same of x and ``args``."""


@final
class OneCall:
    """Keeps what ``both`` returned at the last point.

    >>> both = OneCall(lambda x: (x @ x, 2.0 * x))
    >>> both.value(np.array([3.0])), both.gradient(np.array([3.0])), both.calls
    (np.float64(9.0), array([6.]), 1)
    """

    def __init__(self, both: PairFunction) -> None:
        self._both = both
        self._last: tuple[Float64Array, SupportsFloat, npt.ArrayLike] | None = None
        self.calls: int = 0

    def value(self, x: Float64Array) -> SupportsFloat:
        """The first of the two at x."""
        return self._at(x)[0]

    def gradient(self, x: Float64Array) -> npt.ArrayLike:
        """The second of the two at x."""
        return self._at(x)[1]

    def _at(self, x: Float64Array) -> tuple[SupportsFloat, npt.ArrayLike]:
        if self._last is None or not np.array_equal(self._last[0], x):
            point = x.copy()
            self.calls += 1
            value, gradient = as_pair(self._both(x))
            self._last = point, value, np.array(gradient)
        return self._last[1:]
