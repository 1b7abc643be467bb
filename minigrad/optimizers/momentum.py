"""``Momentum``: a step along a running sum of past gradients (Polyak's heavy ball)."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_fraction, require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, matched, require_state, zeros


class MomentumState(NamedTuple):
    """The last step taken."""

    velocity: FloatArray
    """Of the shape and dtype of theta."""


@final
@dataclass(frozen=True)
class Momentum(Optimizer[MomentumState]):
    """Polyak's heavy ball: v <- momentum * v - learning_rate * gradient, then theta <- theta + v.

    The learning rate is *inside* the velocity (Polyak's and the book's convention), so a change acts on later gradients
    only. In PyTorch's ``SGD(momentum)``, u <- momentum * u + gradient and theta <- theta - learning_rate * u, it acts
    on all; the path is the same for a constant learning rate. Under a constant gradient the step tends to
    learning_rate / (1 - momentum) times it. On a quadratic with largest curvature lambda it converges for learning
    rates below 2 (1 + momentum) / lambda.

    Args:
        learning_rate: positive.
        momentum: the fraction of the velocity that is kept, in [0, 1); 0 is gradient descent.

    Raises:
        TypeError, ValueError: a field is not a number in its range.

    >>> rule, theta = Momentum(learning_rate=0.1, momentum=0.5), np.array([1.0])
    >>> theta, state = rule.step(theta, 2.0 * theta, rule.init(theta))
    >>> theta, state
    (array([0.8]), MomentumState(velocity=array([-0.2])))
    >>> rule.step(theta, 2.0 * theta, state)[0].round(12)
    array([0.54])

    Source: Polyak (1964), USSR Computational Mathematics and Mathematical Physics 4(5), 1-17, equation 9;
    Saitoh (2016), Deep Learning from Scratch, equations 6.3 and 6.4.
    """

    learning_rate: float = 0.01
    _: KW_ONLY
    momentum: float = 0.9

    def __post_init__(self) -> None:
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))
        object.__setattr__(self, "momentum", require_fraction("momentum", self.momentum))

    @override
    def init(self, theta: FloatArray) -> MomentumState:
        return MomentumState(velocity=zeros(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: MomentumState) -> tuple[FloatArray, MomentumState]:
        g = matched(gradient, theta)
        if type(state) is not MomentumState or state.velocity.shape != g.shape:
            require_state(state, MomentumState, theta)
        following: FloatArray = self.learning_rate * g
        velocity: FloatArray = self.momentum * state.velocity
        velocity -= following
        np.add(theta, velocity, out=following)
        return following, MomentumState(velocity)
