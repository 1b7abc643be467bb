"""The abstract ``Optimizer``: a rule for the next point, from a point, a gradient and a state.

The rule is frozen configuration; the state is passed in and returned, so that a run can be saved, compared and resumed.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, shown
from minigrad.arrays import FloatArray, require_shape
from minigrad.optimizers.method import Method, ValueAndGradient
from minigrad.optimizers.method import State as State
from minigrad.optimizers.method import StateValue as StateValue


class Optimizer(Method[State]):
    """A rule for the next point that needs one gradient, as two pure functions.

    The same arguments give the same result; theta, gradient and state are never written to. theta is one vector, (P,);
    the optimizers here work elementwise, so any shape with at least one axis will do.

    A subclass has a state (:class:`NoState` if there is nothing to remember) and two methods:

    >>> from dataclasses import dataclass
    >>> import numpy as np
    >>> @dataclass(frozen=True)
    ... class SignDescent(Optimizer[NoState]):
    ...     learning_rate: float = 0.01
    ...
    ...     def init(self, theta: FloatArray) -> NoState:
    ...         return NoState()
    ...
    ...     def step(self, theta: FloatArray, gradient: FloatArray, state: NoState) -> tuple[FloatArray, NoState]:
    ...         return theta - self.learning_rate * np.sign(matched(gradient, theta)), state
    >>> rule = SignDescent(learning_rate=0.5)
    >>> theta = np.array([1.0, -2.0])
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))
    (array([ 0.5, -1.5]), NoState())
    """

    @abstractmethod
    def step(self, theta: FloatArray, gradient: FloatArray, state: State) -> tuple[FloatArray, State]:
        """The next point and the next state.

        Args:
            theta: the present point, (P,).
            gradient: of the function that is minimised, at theta; of theta's shape.
            state: what the last step (or :meth:`init`) returned.

        Returns:
            The next point, with the shape and dtype of theta, and the next state. Both are new arrays.

        Raises:
            ValueError: the shape of ``gradient`` is not that of ``theta``.
        """

    @final
    @override
    def advance(self, function: ValueAndGradient, theta: FloatArray, state: State) -> tuple[FloatArray, State]:
        """One :meth:`step` with the gradient at ``theta``."""
        return self.step(theta, function(theta)[1], state)


class NoState(NamedTuple):
    """The state of an optimizer that has nothing to remember."""


def matched(gradient: FloatArray, theta: FloatArray) -> FloatArray:
    """``gradient`` in the dtype of ``theta``, so that float32 stays float32; raises if the shapes differ, which
    broadcasting would hide."""
    if type(theta) is type(gradient) is np.ndarray and theta.dtype is gradient.dtype and theta.dtype.char in "fd":
        if theta.shape == gradient.shape:  # the usual case
            return gradient
    require_array("theta", theta)
    require_array("gradient", gradient)
    require_shape("gradient", gradient, theta.shape)
    result: FloatArray = gradient.astype(theta.dtype, copy=False)
    return result


def require_state(state: object, kind: type[tuple[StateValue, ...]], theta: FloatArray) -> None:
    """Raise unless ``state`` is of this kind, with arrays of the shape of ``theta``; others might broadcast."""
    if not isinstance(state, kind):
        raise TypeError(f"`state` must be a {kind.__name__}, as `init` and `step` return it, got {shown(state)}")
    for part in state:
        if isinstance(part, np.ndarray) and part.shape != theta.shape:
            raise ValueError(f"`state` must hold arrays of shape {theta.shape}, that of `theta`, got {part.shape}")


def zeros(theta: FloatArray) -> FloatArray:
    """Zeros in the shape and dtype of ``theta``."""
    require_array("theta", theta)
    return np.zeros_like(theta)
