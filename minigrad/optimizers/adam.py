"""``Adam``: step lengths for each coordinate, from running means of the gradient and of its square."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_fraction, require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, matched, require_state, zeros


class AdamState(NamedTuple):
    """The paper's t, m and v; m and v have the shape and dtype of theta, before bias correction."""

    steps: int
    """t, the number of steps taken."""
    first_moment: FloatArray
    """m, the running mean of the gradient."""
    second_moment: FloatArray
    """v, the running mean of the squared gradient."""


@final
@dataclass(frozen=True)
class Adam(Optimizer[AdamState]):
    """Algorithm 1 of the paper, with g the gradient and t counted from 1::

        m <- beta1 m + (1 - beta1) g             m_hat = m / (1 - beta1^t)
        v <- beta2 v + (1 - beta2) g^2           v_hat = v / (1 - beta2^t)
        theta <- theta - learning_rate * m_hat / (sqrt(v_hat) + epsilon)

    The bias corrections compensate that m and v start at zero, so the first step has length learning_rate in every
    coordinate. epsilon is added to the root of the *corrected* v, as in Algorithm 1; the shorter form in section 2 of
    the paper adds it to the uncorrected one, which differs in early steps.

    Args:
        learning_rate: positive; the paper's alpha, about the longest step of a coordinate.
        beta1: the decay rate of m, in [0, 1).
        beta2: the decay rate of v, in [0, 1).
        epsilon: positive; gradients far below it give shorter steps.

    Raises:
        TypeError, ValueError: a field is not a number in its range.

    >>> rule, theta = Adam(learning_rate=0.1), np.array([-3.0, 4.0])
    >>> theta, state = rule.step(theta, 2.0 * theta, rule.init(theta))
    >>> theta.round(6), state.steps
    (array([-2.9,  3.9]), 1)

    Source: Kingma and Ba (2015), Adam: a method for stochastic optimization, ICLR, Algorithm 1.
    """

    learning_rate: float = 0.001
    _: KW_ONLY
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))
        object.__setattr__(self, "beta1", require_fraction("beta1", self.beta1))
        object.__setattr__(self, "beta2", require_fraction("beta2", self.beta2))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))

    @override
    def init(self, theta: FloatArray) -> AdamState:
        return AdamState(0, zeros(theta), zeros(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: AdamState) -> tuple[FloatArray, AdamState]:
        g = matched(gradient, theta)
        if type(state) is not AdamState or not state.first_moment.shape == state.second_moment.shape == g.shape:
            require_state(state, AdamState, theta)
        t = state.steps + 1
        m: FloatArray = self.beta1 * state.first_moment + (1.0 - self.beta1) * g
        v: FloatArray = self.beta2 * state.second_moment + (1.0 - self.beta2) * g**2
        m_hat: FloatArray = m / (1.0 - self.beta1**t)
        v_hat: FloatArray = v / (1.0 - self.beta2**t)
        following: FloatArray = theta - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return following, AdamState(t, m, v)
