"""``AdaGrad``: a step length for each coordinate, from the sum of its squared gradients so far."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, matched, require_state, zeros
from minigrad.optimizers.root_mean_square import step_over_root


class AdaGradState(NamedTuple):
    """What has been summed so far."""

    squares: FloatArray
    """The sum of all squared gradients, of the shape and dtype of theta."""


@final
@dataclass(frozen=True)
class AdaGrad(Optimizer[AdaGradState]):
    """squares <- squares + g^2, then theta <- theta - learning_rate * g / (sqrt(squares) + epsilon), elementwise.

    The first step has length learning_rate in every coordinate. Since the sum never shrinks, steps become shorter all
    the time, like 1 / sqrt(t) under gradients of constant size; :class:`~minigrad.RMSprop` forgets old gradients.
    PyTorch's ``Adagrad`` takes the same path; Keras starts the sum at 0.1 and adds epsilon below the root.

    Args:
        learning_rate: positive; the length of a coordinate's first step.
        epsilon: positive; gradients far below it give shorter steps.

    Raises:
        TypeError, ValueError: a field is not a positive finite number.

    >>> rule, theta = AdaGrad(learning_rate=0.1), np.array([-3.0, 4.0])
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))
    (array([-2.9,  3.9]), AdaGradState(squares=array([36., 64.])))

    Source: Duchi, Hazan and Singer (2011), Adaptive subgradient methods, Journal of Machine Learning Research 12,
    2121-2159, equation 1 with diagonal matrices; Saitoh (2016), Deep Learning from Scratch, equations 6.5 and 6.6.
    """

    learning_rate: float = 0.01
    _: KW_ONLY
    epsilon: float = 1e-10

    def __post_init__(self) -> None:
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))

    @override
    def init(self, theta: FloatArray) -> AdaGradState:
        return AdaGradState(squares=zeros(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: AdaGradState) -> tuple[FloatArray, AdaGradState]:
        g = matched(gradient, theta)
        if type(state) is not AdaGradState or state.squares.shape != g.shape:
            require_state(state, AdaGradState, theta)
        squares: FloatArray = np.square(g)
        squares += state.squares
        return step_over_root(theta, g, squares, self.learning_rate, self.epsilon), AdaGradState(squares)
