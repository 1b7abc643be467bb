"""``Nesterov``: momentum whose gradient is taken where the velocity leads (Nesterov's accelerated gradient)."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_fraction, require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, matched, require_state, zeros


class NesterovState(NamedTuple):
    """The running sum of past gradients."""

    velocity: FloatArray
    """Of the shape and dtype of theta."""


@final
@dataclass(frozen=True)
class Nesterov(Optimizer[NesterovState]):
    """v <- momentum * v - learning_rate * gradient, then theta <- theta + momentum * v - learning_rate * gradient.

    Nesterov takes the gradient at w + momentum * v, where the velocity leads from w, and then moves w by the new v.
    Here theta is that place, w + momentum * v, so the gradient is needed at theta only (Bengio and others 2013). The
    two tend to the same point, since v tends to zero. For a constant learning rate PyTorch's ``SGD(nesterov=True)``
    takes the same path; there the learning rate multiplies the velocity, so a change of it acts on past gradients too.

    Args:
        learning_rate: positive.
        momentum: the fraction of the velocity that is kept, in [0, 1); 0 is gradient descent.

    Raises:
        TypeError, ValueError: a field is not a number in its range.

    >>> rule, theta = Nesterov(learning_rate=0.1, momentum=0.5), np.array([1.0])
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))
    (array([0.7]), NesterovState(velocity=array([-0.2])))

    Source: Nesterov (1983), Soviet Mathematics Doklady 27(2), 372-376; Sutskever, Martens, Dahl and Hinton (2013), On
    the importance of initialization and momentum in deep learning, ICML, equations 3 and 4.
    """

    learning_rate: float = 0.01
    _: KW_ONLY
    momentum: float = 0.9

    def __post_init__(self) -> None:
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))
        object.__setattr__(self, "momentum", require_fraction("momentum", self.momentum))

    @override
    def init(self, theta: FloatArray) -> NesterovState:
        return NesterovState(velocity=zeros(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: NesterovState) -> tuple[FloatArray, NesterovState]:
        g = matched(gradient, theta)
        if type(state) is not NesterovState or state.velocity.shape != g.shape:
            require_state(state, NesterovState, theta)
        following: FloatArray = self.learning_rate * g
        velocity: FloatArray = self.momentum * state.velocity
        velocity -= following
        np.subtract(theta, following, out=following)
        following += self.momentum * velocity
        return following, NesterovState(velocity)
