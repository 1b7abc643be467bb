"""``GradientDescent``: a step against the gradient, scaled by the learning rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import NoState, Optimizer, matched


@final
@dataclass(frozen=True)
class GradientDescent(Optimizer[NoState]):
    """The article's rule: theta <- theta - learning_rate * gradient.

    On a quadratic with largest curvature lambda it converges for learning rates below 2 / lambda and diverges above.

    Args:
        learning_rate: positive.

    Raises:
        TypeError, ValueError: ``learning_rate`` is not a positive finite number.

    >>> rule, theta = GradientDescent(learning_rate=0.1), np.array([-3.0, 4.0])
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))
    (array([-2.4,  3.2]), NoState())

    Source: Cauchy (1847), Comptes Rendus 25, 536; Saitoh (2016), Deep Learning from Scratch, equation 4.7.
    """

    learning_rate: float = 0.01

    def __post_init__(self) -> None:
        # a numpy float64 here would turn float32 parameters into float64
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))

    @override
    def init(self, theta: FloatArray) -> NoState:
        del theta
        return NoState()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: NoState) -> tuple[FloatArray, NoState]:
        following: FloatArray = self.learning_rate * matched(gradient, theta)
        np.subtract(theta, following, out=following)
        return following, state
