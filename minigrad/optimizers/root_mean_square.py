"""The step of rules that divide a gradient by the root of a sum or mean of its squares."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import FloatArray


def step_over_root(
    theta: FloatArray, gradient: FloatArray, squares: FloatArray, learning_rate: float, epsilon: float
) -> FloatArray:
    """theta - learning_rate * gradient / (sqrt(squares) + epsilon), elementwise, in one new array.

    >>> step_over_root(np.array([1.0]), np.array([3.0]), np.array([9.0]), 0.1, 1e-8)
    array([0.9])
    """
    following: FloatArray = np.sqrt(squares)
    following += epsilon
    np.divide(gradient, following, out=following)
    following *= learning_rate
    np.subtract(theta, following, out=following)
    return following
