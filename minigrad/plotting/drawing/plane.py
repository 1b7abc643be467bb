"""A plane in a space of many dimensions: what can be shown of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array, FloatArray


class Plane(NamedTuple):
    """The points origin + a * first + b * second; ``first`` and ``second`` are orthogonal."""

    origin: Float64Array  # (d,)
    first: Float64Array
    second: Float64Array

    def at(self, coordinates: Float64Array) -> Float64Array:
        """The points (n, d) that have the coordinates (a, b) in the rows of an array (n, 2)."""
        return self.origin + coordinates @ np.stack([self.first, self.second])

    def project(self, points: FloatArray) -> Float64Array:
        """The coordinates (n, 2) of the points of the plane that are nearest to ``points`` (n, d).

        >>> plane = Plane(np.ones(3), np.array([2.0, 0, 0]), np.array([0, 0, 1.0]))
        >>> plane.project(np.array([[5.0, 6.0, 7.0]])).tolist()
        [[2.0, 6.0]]
        """
        axes = np.stack([self.first, self.second], axis=-1)
        projected: Float64Array = (points - self.origin) @ axes / np.square(axes).sum(axis=0)
        return projected


class PrincipalPlane(NamedTuple):
    """The plane through a point that lies nearest to others, and the share of their squared distances along each
    axis."""

    plane: Plane
    shares: tuple[float, float]


def principal_plane(points: FloatArray, origin: FloatArray) -> PrincipalPlane | None:
    """The plane through ``origin`` (d,) along the first two principal components of ``points - origin``, (n, d).

    Of the two directions of each component, that in which its largest entry is positive.

    Returns:
        None where the points and the origin lie on one line, so that there is no such plane.

    >>> plane, shares = principal_plane(np.array([[3.0, 0, 0], [0, 0, -1.0]]), np.zeros(3))
    >>> plane.first.tolist(), plane.second.tolist(), shares
    ([1.0, 0.0, 0.0], [0.0, 0.0, 1.0], (0.9, 0.1))
    """
    moved = (points - origin).astype(np.float64)
    _, sizes, components = np.linalg.svd(moved, full_matrices=False)
    if len(sizes) < 2 or sizes[1] <= max(moved.shape) * np.finfo(np.float64).eps * sizes[0]:
        return None
    first, second = (axis * np.sign(axis[np.abs(axis).argmax()]) + 0.0 for axis in components[:2])
    parts = np.square(sizes) / np.square(sizes).sum()
    return PrincipalPlane(Plane(origin.astype(np.float64), first, second), (float(parts[0]), float(parts[1])))
