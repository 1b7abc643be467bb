"""The abstract ``Method``: a rule for the next point that asks for values and gradients itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

from minigrad.arrays import FloatArray

StateValue: TypeAlias = "FloatArray | float | tuple[StateValue, ...]"
"""What a state may hold: arrays, numbers, and the states of wrapped optimizers. Nothing else, so that every state can
be saved."""

State = TypeVar("State", bound=tuple[StateValue, ...])
"""The state of an optimizer: a NamedTuple of :data:`StateValue`."""

ValueAndGradient: TypeAlias = Callable[[FloatArray], tuple[float, FloatArray]]
"""The function that is minimised: theta -> its value there, and its gradient in theta's shape."""


class Method(ABC, Generic[State]):
    """A rule for the next point, from a function, a point and a state.

    An :class:`~minigrad.Optimizer` is a method that asks once, at the present point. A method such as
    :class:`~minigrad.LBFGS` asks as often as its line search needs; the function must then be the same each time, so in
    a Trainer all samples are one batch (``batch_size=None``).

    >>> from dataclasses import dataclass
    >>> import minigrad as mg
    >>> @dataclass(frozen=True)
    ... class Halving(Method[mg.NoState]):
    ...     def init(self, theta: FloatArray) -> mg.NoState:
    ...         return mg.NoState()
    ...
    ...     def advance(
    ...         self, function: ValueAndGradient, theta: FloatArray, state: mg.NoState
    ...     ) -> tuple[FloatArray, mg.NoState]:
    ...         value, gradient = function(theta)
    ...         lengths = (2.0**-k for k in range(50))
    ...         points = (theta - length * gradient for length in lengths)
    ...         return next((point for point in points if function(point)[0] < value), theta.copy()), state
    >>> mg.minimize(lambda x: (x[0] ** 2 + x[1] ** 2) / 2, [-3.0, 4.0], Halving(), steps=1).x.round(9) + 0.0
    array([0., 0.])
    """

    @abstractmethod
    def init(self, theta: FloatArray) -> State:
        """The state before the first step, at ``theta``."""

    @abstractmethod
    def advance(self, function: ValueAndGradient, theta: FloatArray, state: State) -> tuple[FloatArray, State]:
        """The next point and the next state.

        Args:
            function: theta -> value and gradient; pure, and NaN or infinite where it is not defined.
            theta: the present point, (P,).
            state: what the last step (or :meth:`init`) returned.

        Returns:
            The next point, with the shape and dtype of theta, and the next state. Both are new arrays. The same point
            again means that the method finds no better one.
        """
