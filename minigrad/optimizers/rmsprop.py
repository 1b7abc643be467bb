"""``RMSprop``: a step length for each coordinate, from a running mean of its squared gradients."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_fraction, require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, matched, require_state, zeros
from minigrad.optimizers.root_mean_square import step_over_root


class RMSpropState(NamedTuple):
    """What RMSprop remembers of past gradients."""

    mean_square: FloatArray
    """The running mean of the squared gradient, of the shape and dtype of theta; it starts at zero."""


@final
@dataclass(frozen=True)
class RMSprop(Optimizer[RMSpropState]):
    """AdaGrad with a running mean in place of the sum, elementwise::

        mean_square <- decay * mean_square + (1 - decay) * g^2
        theta <- theta - learning_rate * g / (sqrt(mean_square) + epsilon)

    The mean starts at zero and is not corrected for that, unlike Adam's: the first step has length
    learning_rate / sqrt(1 - decay) in every coordinate. PyTorch's ``RMSprop`` takes the same path; Keras adds epsilon
    below the root, and its decay is 0.9 by default, as in the lecture.

    Args:
        learning_rate: positive; about the step of a coordinate whose gradient keeps its size.
        decay: the fraction of the mean that is kept, in [0, 1).
        epsilon: positive; gradients far below it give shorter steps.

    Raises:
        TypeError, ValueError: a field is not a number in its range.

    >>> rule, theta = RMSprop(learning_rate=0.1, decay=0.75), np.array([-3.0, 4.0])
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))
    (array([-2.8,  3.8]), RMSpropState(mean_square=array([ 9., 16.])))

    Source: Tieleman and Hinton (2012), Neural networks for machine learning, lecture 6.5, slide 29.
    """

    learning_rate: float = 0.01
    _: KW_ONLY
    decay: float = 0.99
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))
        object.__setattr__(self, "decay", require_fraction("decay", self.decay))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))

    @override
    def init(self, theta: FloatArray) -> RMSpropState:
        return RMSpropState(mean_square=zeros(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: RMSpropState) -> tuple[FloatArray, RMSpropState]:
        g = matched(gradient, theta)
        if type(state) is not RMSpropState or state.mean_square.shape != g.shape:
            require_state(state, RMSpropState, theta)
        mean_square: FloatArray = np.square(g)
        mean_square *= 1.0 - self.decay
        mean_square += self.decay * state.mean_square
        following = step_over_root(theta, g, mean_square, self.learning_rate, self.epsilon)
        return following, RMSpropState(mean_square)
