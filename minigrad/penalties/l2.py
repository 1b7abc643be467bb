"""``L2``: half the squares, which keeps parameters small."""

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
class L2(Penalty):
    """strength / 2 times the sum of squares. Derivative: strength times the parameter.

    With plain gradient descent this is weight decay. Keras leaves the 1/2 out; PyTorch's ``weight_decay`` adds the same
    gradient, but to the optimizer and not to the loss that is reported.

    Args:
        strength: at least 0; the lambda of the book.

    Raises:
        TypeError, ValueError: ``strength`` is not in its range.

    >>> L2(0.1).element_values(np.array([3.0, -2.0])), L2(0.1).element_slopes(np.array([3.0, -2.0]))
    (array([0.45, 0.2 ]), array([ 0.3, -0.2]))

    Source: Saitoh (2016), Deep Learning from Scratch, section 6.4.2.
    """

    strength: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "strength", require_non_negative("strength", self.strength))

    @override
    def element_values(self, theta: FloatArray) -> FloatArray:
        values: FloatArray = 0.5 * self.strength * np.square(theta)
        return values

    @override
    def element_slopes(self, theta: FloatArray) -> FloatArray:
        return self.strength * theta
