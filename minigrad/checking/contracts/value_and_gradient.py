"""A function that returns its value together with its gradient, as those of ``scipy.optimize`` with ``jac=True``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy.typing as npt

from minigrad.arguments import shown
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking.contracts.matrices import Jacobian, Matrix
from minigrad.probes.function_types import ArrayFunction

Pair: TypeAlias = tuple[npt.ArrayLike, Matrix]
"""A value and the derivative that is claimed for it."""

PairFunction: TypeAlias = Callable[[FloatArray], Pair]
"""From x to both."""


@final
@dataclass(frozen=True)
class ValueOf:
    """The first of the two; it can be pickled if ``both`` can."""

    both: PairFunction

    def __call__(self, x: Float64Array) -> npt.ArrayLike:
        """The value at x."""
        return _pair(self.both(x))[0]


@final
@dataclass(frozen=True)
class GradientOf:
    """The second of the two."""

    both: PairFunction

    def __call__(self, x: FloatArray) -> Matrix:
        """The claimed derivative at x."""
        return _pair(self.both(x))[1]


def split(both: PairFunction) -> tuple[ArrayFunction, Jacobian]:
    """The value and the claimed derivative as two functions.

    >>> value, gradient = split(lambda x: (x @ x, 2.0 * x))
    >>> import numpy as np
    >>> value(np.array([3.0])), gradient(np.array([3.0]))
    (np.float64(9.0), array([6.]))
    """
    return ValueOf(both), GradientOf(both)


def _pair(returned: object) -> Pair:
    if isinstance(returned, tuple | list) and len(returned) == 2:
        value, gradient = returned
        return value, gradient
    raise TypeError(f"`fun` must return (value, gradient) with jac=True, got {shown(returned)}")
