"""``Clipped``: an optimizer whose gradients are scaled down to a maximal norm."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import final

from typing_extensions import override

from minigrad.arguments import require_array, require_instance, require_positive
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.norm import euclidean_norm
from minigrad.optimizers.wrappers.scaled_rate import scaled_rate, with_field


@final
@dataclass(frozen=True)
class Clipped(Optimizer[State]):
    """``optimizer`` with g replaced by g * max_norm / ||g|| wherever ||g|| > max_norm: the direction stays.

    Args:
        optimizer: the rule for the step; the state is its state.
        max_norm: positive, in the units of the gradient.

    Raises:
        TypeError, ValueError: ``optimizer`` is not one, or ``max_norm`` is not a positive finite number.

    >>> import numpy as np
    >>> from minigrad.optimizers import GradientDescent
    >>> rule, theta = Clipped(GradientDescent(learning_rate=1.0), max_norm=1.0), np.zeros(2)
    >>> rule.step(theta, np.array([3.0, -4.0]), rule.init(theta))[0]
    array([-0.6,  0.8])

    Source: Pascanu, Mikolov and Bengio (2013), On the difficulty of training recurrent neural networks, Algorithm 1.
    """

    optimizer: Optimizer[State]
    _: KW_ONLY
    max_norm: float

    def __post_init__(self) -> None:
        require_instance("optimizer", self.optimizer, Optimizer)
        object.__setattr__(self, "max_norm", require_positive("max_norm", self.max_norm))

    @override
    def init(self, theta: FloatArray) -> State:
        return self.optimizer.init(theta)

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: State) -> tuple[FloatArray, State]:
        require_array("gradient", gradient)
        norm = euclidean_norm(gradient)
        clipped = gradient * (self.max_norm / norm) if norm > self.max_norm else gradient
        return self.optimizer.step(theta, clipped, state)

    def with_scaled_rate(self, factor: float) -> Clipped[State]:
        """With the learning rate of ``optimizer`` multiplied by ``factor``."""
        return with_field(self, "optimizer", scaled_rate(self.optimizer, factor))
