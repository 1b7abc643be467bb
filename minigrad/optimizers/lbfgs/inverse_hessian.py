"""The inverse Hessian that the last steps show, times a vector (two-loop recursion)."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import FloatArray


def inverse_hessian_times(vector: FloatArray, steps: FloatArray, changes: FloatArray) -> FloatArray:
    """H ``vector``, with H the inverse Hessian by the BFGS formula from these steps, begun with a multiple of 1.

    Args:
        vector: (P,).
        steps: (k, P) the steps s, oldest first.
        changes: (k, P) the changes y of the gradient over them, with s . y > 0.

    Returns:
        (P,); the vector itself, as a new array, for k = 0.

    >>> curvatures = np.diag([2.0, 8.0])
    >>> steps = np.eye(2)
    >>> inverse_hessian_times(np.array([4.0, 4.0]), steps, steps @ curvatures)
    array([2. , 0.5])

    Source: Nocedal and Wright (2006), Numerical Optimization, Algorithm 7.4 and equation 7.20.
    """
    result = vector.copy()
    if not len(steps):
        return result
    products = [float(np.dot(s, y)) for s, y in zip(steps, changes, strict=True)]
    parts: list[float] = []
    for s, y, product in zip(steps[::-1], changes[::-1], products[::-1], strict=True):
        parts.append(float(np.dot(s, result)) / product)
        result -= parts[-1] * y
    result *= products[-1] / float(np.dot(changes[-1], changes[-1]))
    for s, y, product, part in zip(steps, changes, products, parts[::-1], strict=True):
        result += (part - float(np.dot(y, result)) / product) * s
    return result
