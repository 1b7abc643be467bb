"""One step of an optimizer or method that may be the caller's own, with a check of what it returns."""

from __future__ import annotations

import numpy as np

from minigrad.arguments import require_instance, shown
from minigrad.arrays import FloatArray, as_array, require_shape
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.method import Method, ValueAndGradient


def require_method(name: str, value: object) -> None:
    """Raise a ``TypeError`` unless ``value`` is an optimizer, or a method that asks for gradients itself.

    >>> require_method("optimizer", "adam")
    Traceback (most recent call last):
        ...
    TypeError: `optimizer` must be of class Optimizer, got 'adam'
    """
    if not isinstance(value, Method):
        require_instance(name, value, Optimizer)


def take_step(
    optimizer: Optimizer[State], theta: FloatArray, gradient: FloatArray, state: State
) -> tuple[FloatArray, State]:
    """What ``optimizer.step`` returns: the next point, in the type of ``theta``, and the next state.

    Raises:
        TypeError: the result is no tuple of two, or the point does not hold real numbers.
        ValueError: the point has another shape than ``theta``, or masked entries.
    """
    return _checked(optimizer.step(theta, gradient, state), "step", optimizer, theta)


def take_advance(
    method: Method[State], function: ValueAndGradient, theta: FloatArray, state: State
) -> tuple[FloatArray, State]:
    """What ``method.advance`` returns, as :func:`take_step`."""
    return _checked(method.advance(function, theta, state), "advance", method, theta)


def _checked(
    given: tuple[FloatArray, State], name: str, method: Method[State], theta: FloatArray
) -> tuple[FloatArray, State]:
    if type(given) is tuple and len(given) == 2:  # the usual case
        following, after = given
        if type(following) is np.ndarray and following.dtype is theta.dtype and following.shape == theta.shape:
            return following, after
    return _read(given, f"{type(method).__name__}.{name}", theta)


def _read(given: object, step: str, theta: FloatArray) -> tuple[FloatArray, State]:
    """The same, with checks; ``step`` is what returned it."""
    if not isinstance(given, tuple) or len(given) != 2:
        raise TypeError(f"{step} must return a tuple of theta and a state, got {shown(given)}")
    point = as_array(f"theta from {step}", given[0])
    if point.dtype.kind not in "fiu":
        raise TypeError(f"`theta from {step}` must hold real numbers, got {shown(given[0])}")
    require_shape(f"theta from {step}", point, theta.shape)
    following: FloatArray = point.astype(theta.dtype, copy=False)
    return following, given[1]
