"""Which plane of parameters a picture of a loss shows, how far, and the values of the loss on it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray, Rng, as_float_array, require_shape
from minigrad.networks.risk import EmpiricalRisk
from minigrad.plotting.drawing.plane import Plane, principal_plane
from minigrad.plotting.parameters.filters import filter_plane

BATCH = 2**16
"""Numbers in the largest activations of a stack of networks: 512 kB, which stay in a processor's cache."""


class LandscapeView(NamedTuple):
    """A plane of parameters, the coordinates of a grid on it, and the names of its axes."""

    plane: Plane
    a: Float64Array
    b: Float64Array
    labels: tuple[str, str]

    def risks(self, risk: EmpiricalRisk) -> Float64Array:
        """The risk at the points of the grid, (len(b), len(a)), some points at a time; infinite or NaN where it
        overflows."""
        grid = np.stack(np.meshgrid(self.a, self.b), axis=-1).reshape(-1, 2)
        size = max(1, BATCH // _numbers_of_one(risk))
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            values = [risk.values(self.plane.at(grid[start : start + size])) for start in range(0, len(grid), size)]
        return np.concatenate(values).reshape(self.b.size, self.a.size)


def _numbers_of_one(risk: EmpiricalRisk) -> int:
    """Parameters, and activations of the widest layer, of one network in a stack."""
    network = risk.network
    rows: FloatArray = risk.x[:2].astype(np.float64)
    widths: list[int] = [rows.shape[-1]]
    for layer, own in zip(network.layers, network.split(network.theta.astype(np.float64)), strict=True):
        rows, _ = layer.forward(own, rows)
        widths.append(rows.shape[-1])
    return network.layout.size + len(risk.x) * max(widths)


def view_around(risk: EmpiricalRisk, theta: npt.ArrayLike | None, reach: float, points: int, rng: Rng) -> LandscapeView:
    """Random directions through ``theta``, or through the network's own parameters."""
    center = as_float_array("theta", risk.network.theta if theta is None else theta).astype(np.float64)
    require_shape("theta", center, (risk.network.layout.size,))
    side = np.linspace(-reach, reach, points)
    labels = ("direction 1 (1 = the norm of each unit's weights)", "direction 2 (1 = the norm of each unit's weights)")
    return LandscapeView(filter_plane(risk.network.layout, center, rng), side, side, labels)


def view_along(risk: EmpiricalRisk, path: npt.ArrayLike, reach: float, points: int) -> LandscapeView:
    """The principal components of a path (k, P) about its last point."""
    thetas = as_float_array("path", path).astype(np.float64)
    if thetas.ndim != 2 or thetas.shape[1] != risk.network.layout.size:
        raise ValueError(f"`path` must have shape (k, {risk.network.layout.size}), got {thetas.shape}")
    found = principal_plane(thetas, thetas[-1])
    if found is None:
        raise ValueError(
            f"`path` must have three points or more that do not lie on one line, got {len(thetas)} that do"
        )
    labels = [
        f"principal component {number} ({share:.1%} of the movement)" for number, share in enumerate(found.shares, 1)
    ]
    a, b = (_beyond(places, reach, points) for places in found.plane.project(thetas).T)
    return LandscapeView(found.plane, a, b, (labels[0], labels[1]))


def _beyond(places: Float64Array, reach: float, points: int) -> Float64Array:
    margin = reach * float(np.ptp(places)) / 2
    return np.linspace(places.min() - margin, places.max() + margin, points)
