"""How many evaluations the published formulas need, and a map with a Jacobian in closed form."""

from __future__ import annotations

import math

import numpy as np

from minigrad.arrays import Float64Array
from tests.differentiators.cases import (
    Difference,
)


def counting(method: Difference, derivative: int) -> int:
    """Evaluations of one line, f(x) left out: what the published stencils need."""
    return sum(offset != 0 for offset in method.stencil(derivative).offsets)


def with_error(method: Difference, derivative: int) -> int:
    """With an error bound the stencil is repeated with another step, and f is looked at in four points closer to x."""
    return 2 * counting(method, derivative) + 4


def needs_base(method: Difference, derivative: int) -> int:
    return int(0.0 in method.stencil(derivative).offsets)


# --- jacobian --------------------------------------------------------------------------------------------------------


def polar(x: Float64Array) -> Float64Array:
    return np.array([x[0] * np.cos(x[1]), x[0] * np.sin(x[1]), x[0] ** 2])


def polar_jacobian(r: float, a: float) -> Float64Array:
    return np.array([[math.cos(a), -r * math.sin(a)], [math.sin(a), r * math.cos(a)], [2.0 * r, 0.0]])
