"""Cameras, rotations and directions."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Numbers, Vector
from examples.benchmarks.derivatives.forms import product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, times

WORLD = np.array([[0.3, -0.2, 4.0], [-0.5, 0.4, 5.0], [0.1, 0.6, 3.5]])
PIVOT = np.array([0.4, -1.0, 0.7])


def _camera(x: Inexact) -> Inexact:
    """Three points of the world, (3, 2) pixels: focal length, radial distortion, and the camera's place."""
    seen = WORLD + x[2:]
    image = seen[:, :2] / seen[:, 2:]
    square = np.sum(image**2, axis=1, keepdims=True)
    return np.asarray(x[0] * (1.0 + x[1] * square) * image)


def _camera_jac(x: Inexact) -> Inexact:
    return _camera_by(x, 2.0 * x[1])


def _camera_without_distortion(x: Inexact) -> Inexact:
    return _camera_by(x, 0.0)


def _camera_by(x: Inexact, twice: float) -> Inexact:
    """``twice`` is the derivative of the distortion with respect to half the square of the radius."""
    seen = WORLD + x[2:]
    image = seen[:, :2] / seen[:, 2:]
    square = np.sum(image**2, axis=1)
    gain = 1.0 + x[1] * square
    jac = np.zeros((3, 2, 5))
    jac[:, :, 0] = gain[:, np.newaxis] * image
    jac[:, :, 1] = x[0] * square[:, np.newaxis] * image
    inner = gain[:, np.newaxis, np.newaxis] * np.eye(2) + twice * image[:, :, np.newaxis] * image[:, np.newaxis, :]
    moved = np.zeros((3, 2, 3))
    moved[:, 0, 0] = moved[:, 1, 1] = 1.0 / seen[:, 2]
    moved[:, :, 2] = -image / seen[:, 2:]
    jac[:, :, 2:] = x[0] * inner @ moved
    return jac


def _rotated(q: Inexact) -> Inexact:
    """A vector turned by a quaternion (w, x, y, z) that need not have length one."""
    w, u = q[0], q[1:]
    return np.asarray((w**2 - np.sum(u**2)) * PIVOT + 2.0 * np.sum(u * PIVOT) * u + 2.0 * w * np.cross(u, PIVOT))


def _rotated_jac(q: Inexact) -> Inexact:
    w, u = q[0], q[1:]
    jac = np.zeros((3, 4))
    jac[:, 0] = 2.0 * (w * PIVOT + np.cross(u, PIVOT))
    jac[:, 1:] = 2.0 * (np.dot(u, PIVOT) * np.eye(3) + np.outer(u, PIVOT) - np.outer(PIVOT, u) - w * _cross(PIVOT))
    return jac


def _rotated_other_side(q: Inexact) -> Inexact:
    """The cross product the other way round."""
    jac = np.array(_rotated_jac(q))
    jac[:, 1:] += 4.0 * q[0] * _cross(PIVOT)
    return jac


def _cross(v: Inexact) -> Inexact:
    return np.array([[0.0, -v[2], v[1]], [v[2], 0.0, -v[0]], [-v[1], v[0], 0.0]])


def _turns(a: complex) -> Numbers:
    return np.array([[np.cos(a), -np.sin(a), 0.0], [np.sin(a), np.cos(a), 0.0], [0.0, 0.0, 1.0]], dtype=np.complex128)


def _euler(x: Inexact) -> Inexact:
    """The (3, 3) matrix of the angles about z, y and z."""
    matrix = _turns(x[0]) @ _turns(x[1])[[0, 2, 1]][:, [0, 2, 1]].T @ _turns(x[2])
    return matrix if np.iscomplexobj(x) else np.real(matrix)


def _euler_jac(x: Inexact) -> Inexact:
    parts = [np.real(_turns(x[0])), np.real(_turns(x[1]))[[0, 2, 1]][:, [0, 2, 1]].T, np.real(_turns(x[2]))]
    about_z, about_y = np.zeros((3, 3)), np.zeros((3, 3))
    about_z[0, 1], about_z[1, 0], about_y[0, 2], about_y[2, 0] = -1.0, 1.0, 1.0, -1.0
    first = about_z @ parts[0] @ parts[1] @ parts[2]
    second = parts[0] @ about_y @ parts[1] @ parts[2]
    return np.stack([first, second, parts[0] @ parts[1] @ about_z @ parts[2]], axis=-1)


def _axes_turned(jac: Vector) -> Vector:
    return lambda x: np.swapaxes(np.asarray(jac(x)), 0, 1)


CAMERA = np.array([520.0, -0.2, 0.05, -0.1, 0.3])
PROBLEMS = (
    JacobianProblem(
        "camera",
        _camera,
        CAMERA,
        {
            "right": _camera_jac,
            "distortion taken as constant": _camera_without_distortion,
            "sign of the depth of one point": at(_camera_jac, (1, slice(None), 4), -1.0),
        },
        products={"right as products": product(_camera_jac)},
    ),
    JacobianProblem(
        "turned by a quaternion",
        _rotated,
        np.array([0.8, 0.3, -0.4, 0.2]),
        {
            "right": _rotated_jac,
            "cross product the other way round": _rotated_other_side,
            "half of it": times(_rotated_jac, 0.5),
        },
    ),
    JacobianProblem(
        "matrix of three angles",
        _euler,
        np.array([0.4, 1.0, -0.6]),
        {"right": _euler_jac, "of the inverse rotation": _axes_turned(_euler_jac)},
        products={"right as products": product(_euler_jac)},
    ),
)
