"""Coordinates, robots and unit vectors."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import column, transposed

LINKS = np.array([1.0, 0.8, 0.5])
EQUATOR, FLATTENED = 6378137.0, 6.69437999014e-3
"""Radius in metres and squared eccentricity of the ellipsoid WGS 84."""


def _arm(x: Inexact) -> Inexact:
    """Where the hand of a planar robot is, from the angles of three joints."""
    angles = np.cumsum(x)
    return np.array([np.sum(LINKS * np.cos(angles)), np.sum(LINKS * np.sin(angles))])


def _arm_jac(x: Inexact) -> Inexact:
    angles = np.cumsum(x)
    rows = [-LINKS * np.sin(angles), LINKS * np.cos(angles)]
    return np.stack([np.cumsum(row[::-1])[::-1] for row in rows])


def _arm_own_link(x: Inexact) -> Inexact:
    angles = np.cumsum(x)
    return np.stack([-LINKS * np.sin(angles), LINKS * np.cos(angles)])


def _spherical(x: Inexact) -> Inexact:
    r, theta, phi = x
    return np.array([r * np.sin(theta) * np.cos(phi), r * np.sin(theta) * np.sin(phi), r * np.cos(theta)])


def _spherical_jac(x: Inexact) -> Inexact:
    r, (st, sp), (ct, cp) = x[0], np.sin(x[1:]), np.cos(x[1:])
    return np.array([[st * cp, r * ct * cp, -r * st * sp], [st * sp, r * ct * sp, r * st * cp], [ct, -r * st, 0.0]])


def _earth(x: Inexact) -> Inexact:
    """Latitude and longitude in degrees and height in metres, as metres from the centre of the earth."""
    (sin_lat, sin_lon), (cos_lat, cos_lon) = np.sin(x[:2] * np.pi / 180.0), np.cos(x[:2] * np.pi / 180.0)
    n = EQUATOR / np.sqrt(1.0 - FLATTENED * sin_lat**2)
    across = (n + x[2]) * cos_lat
    return np.array([across * cos_lon, across * sin_lon, (n * (1.0 - FLATTENED) + x[2]) * sin_lat])


def _earth_per_radian(x: Inexact) -> Inexact:
    (sin_lat, sin_lon), (cos_lat, cos_lon) = np.sin(x[:2] * np.pi / 180.0), np.cos(x[:2] * np.pi / 180.0)
    w = np.sqrt(1.0 - FLATTENED * sin_lat**2)
    north, east = EQUATOR * (1.0 - FLATTENED) / w**3 + x[2], (EQUATOR / w + x[2]) * cos_lat
    return np.array(
        [
            [-north * sin_lat * cos_lon, -east * sin_lon, cos_lat * cos_lon],
            [-north * sin_lat * sin_lon, east * cos_lon, cos_lat * sin_lon],
            [north * cos_lat, 0.0, sin_lat],
        ]
    )


def _earth_jac(x: Inexact) -> Inexact:
    return np.asarray(_earth_per_radian(x) * np.array([np.pi / 180.0, np.pi / 180.0, 1.0]))


def _earth_as_sphere(x: Inexact) -> Inexact:
    """The radius of curvature across the meridian taken along it too."""
    jac, w2 = np.array(_earth_jac(x)), 1.0 - FLATTENED * np.sin(x[0] * np.pi / 180.0) ** 2
    jac[:, 0] *= w2 / (1.0 - FLATTENED)
    return jac


def _normalised(x: Inexact) -> Inexact:
    return np.asarray(x / np.sqrt(np.sum(x**2)))


def _normalised_jac(x: Inexact) -> Inexact:
    length = np.sqrt(np.sum(x**2))
    return np.asarray((np.eye(x.size) - np.outer(x, x) / length**2) / length)


def _length_as_constant(x: Inexact) -> Inexact:
    return np.asarray(np.eye(x.size) / np.sqrt(np.sum(x**2)))


PROBLEMS = (
    JacobianProblem(
        "robot arm",
        _arm,
        np.array([0.3, -0.8, 1.1]),
        {"right": _arm_jac, "each joint moves its own link only": _arm_own_link},
        products={"right as products": product(_arm_jac)},
    ),
    JacobianProblem(
        "spherical coordinates",
        _spherical,
        np.array([2.0, 0.7, -1.9]),
        {
            "right, in float32": in_form(_spherical_jac, "float32"),
            "right": _spherical_jac,
            "transposed": transposed(_spherical_jac),
        },
    ),
    JacobianProblem(
        "place on the earth",
        _earth,
        np.array([48.2, 16.4, 180.0]),
        {
            "right": _earth_jac,
            "per radian": _earth_per_radian,
            "radius of the wrong curvature": _earth_as_sphere,
            "the column of the height off by 1e-4": column(_earth_jac, 2, 1.0001),
        },
        products={"right as products": product(_earth_jac)},
    ),
    JacobianProblem(
        "unit vector",
        _normalised,
        np.array([0.6, -1.2, 0.4, 2.0]),
        {"right": _normalised_jac, "the length taken as constant": _length_as_constant},
    ),
)
