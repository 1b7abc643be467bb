"""``Adam``: step lengths for each coordinate, from running means of the gradient and of its square."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from math import sqrt
from typing import NamedTuple, Protocol, final

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


class Moments(Protocol):
    """The fields of a rule with Adam's running means."""

    @property
    def learning_rate(self) -> float:
        """The paper's alpha."""

    @property
    def beta1(self) -> float:
        """The decay rate of m."""

    @property
    def beta2(self) -> float:
        """The decay rate of v."""

    @property
    def epsilon(self) -> float:
        """What is added to the root of the corrected v."""


@final
@dataclass(frozen=True)
class Adam(Optimizer[AdamState]):
    """Algorithm 1 of the paper, with g the gradient and t counted from 1::

        m <- beta1 m + (1 - beta1) g             m_hat = m / (1 - beta1^t)
        v <- beta2 v + (1 - beta2) g^2           v_hat = v / (1 - beta2^t)
        theta <- theta - learning_rate * m_hat / (sqrt(v_hat) + epsilon)

    The bias corrections compensate that m and v start at zero, so the first step has length learning_rate in every
    coordinate. epsilon is added to the root of the *corrected* v, as in Algorithm 1 and in PyTorch; the shorter form in
    section 2 of the paper, and Keras, add it to the uncorrected one, which differs in early steps.

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
        return adam_step(self, theta, gradient, state)


def adam_step(rule: Moments, theta: FloatArray, gradient: FloatArray, state: AdamState) -> tuple[FloatArray, AdamState]:
    """The step of :class:`Adam`, for rules that have its fields.

    The bias corrections are numbers and not arrays: with c = sqrt(1 - beta2^t), m_hat / (sqrt(v_hat) + epsilon) is
    c / (1 - beta1^t) * m / (sqrt(v) + c epsilon), the paper's faster order at the end of its section 2.
    """
    g = matched(gradient, theta)
    if type(state) is not AdamState or not state.first_moment.shape == state.second_moment.shape == g.shape:
        require_state(state, AdamState, theta)
    t = state.steps + 1
    work: FloatArray = (1.0 - rule.beta1) * g
    m: FloatArray = rule.beta1 * state.first_moment
    m += work
    np.square(g, out=work)
    work *= 1.0 - rule.beta2
    v: FloatArray = rule.beta2 * state.second_moment
    v += work
    correction = sqrt(1.0 - rule.beta2**t)
    np.sqrt(v, out=work)
    work += correction * rule.epsilon
    np.divide(m, work, out=work)
    work *= rule.learning_rate * correction / (1.0 - rule.beta1**t)
    np.subtract(theta, work, out=work)
    return work, AdamState(t, m, v)
