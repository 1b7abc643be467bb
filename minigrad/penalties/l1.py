"""``L1``: the absolute values, which makes many of them zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_non_negative
from minigrad.arrays import FloatArray
from minigrad.penalties.base import Penalty


@final
@dataclass(frozen=True)
class L1(Penalty):
    """strength times the sum of absolute values. Derivative: strength times the sign.

    There is a kink at 0, where the derivative here is 0: one of the subgradients.

    Args:
        strength: at least 0.

    Raises:
        TypeError, ValueError: ``strength`` is not in its range.

    >>> L1(0.1).element_values(np.array([3.0, -2.0])), L1(0.1).element_slopes(np.array([3.0, -2.0, 0.0]))
    (array([0.3, 0.2]), array([ 0.1, -0.1,  0. ]))

    Source: Tibshirani (1996), Regression shrinkage and selection via the lasso, Journal of the Royal Statistical
    Society B 58, equation 1.
    """

    strength: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "strength", require_non_negative("strength", self.strength))

    @override
    def element_values(self, theta: FloatArray) -> FloatArray:
        values: FloatArray = self.strength * np.abs(theta)
        return values

    @override
    def element_slopes(self, theta: FloatArray) -> FloatArray:
        return self.strength * np.sign(theta)
