"""Directions in the space of a network's parameters along which large weights and small ones change in proportion."""

from __future__ import annotations

from math import prod

import numpy as np

from minigrad.arguments import as_generator
from minigrad.arrays import Float64Array, IntArray, Rng
from minigrad.layout import Layout
from minigrad.plotting.drawing.plane import Plane


def filter_plane(layout: Layout, theta: Float64Array, rng: Rng) -> Plane:
    """The plane through ``theta`` of two random directions that are filter-normalised, and orthogonal in each filter.

    The numbers of both directions are drawn from the standard normal distribution. In each filter, the second is made
    orthogonal to the first, and both are scaled to the norm that the filter has in theta. A filter of one number, where
    nothing is orthogonal to the first direction, does not move along the second.

    Raises:
        ValueError: there is one parameter only, or the second direction is zero, since theta is.

    Source: Li, Xu, Taylor, Studer and Goldstein (2018), Visualizing the loss landscape of neural nets, section 4.
    """
    if layout.size < 2:
        raise ValueError("`risk` must have a network of at least two parameters, whose plane can be drawn, got one")
    numbers = filter_numbers(layout)
    first, second = as_generator("rng", rng).standard_normal((2, layout.size))
    second -= first * _products(numbers, first, second) / _products(numbers, first, first)
    second[np.bincount(numbers)[numbers] == 1] = 0.0
    first, second = (_scaled(numbers, direction, theta) for direction in (first, second))
    if not second.any():
        raise ValueError(
            "`theta` must have weights other than zero, to which random directions are in proportion; train the "
            "network or draw its weights first"
        )
    return Plane(theta, first, second)


def filter_numbers(layout: Layout) -> IntArray:
    """The number of the filter that each element of theta belongs to.

    A filter is what leads to one unit, a column of an array (n_inputs, n_units). Where there is one input, or an array
    has one axis as a bias has, the array as a whole is a filter. Arrays of a single number are one filter together.

    >>> filter_numbers(Layout(("weight", "bias"), ((2, 3), (3,)))).tolist()
    [0, 1, 2, 0, 1, 2, 3, 3, 3]
    >>> filter_numbers(Layout(("weight", "bias"), ((1, 1), (1,)))).tolist()
    [2, 2]
    """
    parts: list[IntArray] = []
    count = 0
    for shape in layout.shapes:
        columns = shape[-1] if prod(shape[:-1]) > 1 else 1
        parts.append(count + np.arange(prod(shape)) % columns)
        count += columns
    numbers = np.concatenate(parts)
    return np.where(np.bincount(numbers)[numbers] == 1, count, numbers)


def _scaled(numbers: IntArray, direction: Float64Array, theta: Float64Array) -> Float64Array:
    """``direction`` with each filter's norm as in theta."""
    own, goal = _products(numbers, direction, direction), _products(numbers, theta, theta)
    return direction * np.sqrt(np.divide(goal, own, out=np.zeros_like(own), where=own > 0.0))


def _products(numbers: IntArray, left: Float64Array, right: Float64Array) -> Float64Array:
    """The scalar product over the filter of each element."""
    sums: Float64Array = np.bincount(numbers, left * right).astype(np.float64)
    return sums[numbers]
