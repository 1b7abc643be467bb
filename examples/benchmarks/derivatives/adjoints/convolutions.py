"""Convolutions with their boundaries, differences and sums."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.adjoints.problem import AdjointProblem
from examples.benchmarks.derivatives.case import Inexact

N = 9
KERNEL = np.array([0.2, 0.5, -0.3, 0.1, 0.7])


def _full(x: Inexact) -> Inexact:
    return np.convolve(x, KERNEL)


def _full_adjoint(y: Inexact) -> Inexact:
    return np.convolve(y, KERNEL[::-1], mode="valid")


def _same(x: Inexact) -> Inexact:
    return np.convolve(x, KERNEL, mode="same")


def _same_adjoint(y: Inexact) -> Inexact:
    return np.convolve(y, KERNEL[::-1], mode="same")


def _valid(x: Inexact) -> Inexact:
    return np.convolve(x, KERNEL, mode="valid")


def _valid_adjoint(y: Inexact) -> Inexact:
    return np.convolve(y, KERNEL[::-1])


def _valid_moved(y: Inexact) -> Inexact:
    return np.roll(_valid_adjoint(y), 1)


def _mirrored(x: Inexact) -> Inexact:
    """A moving average of three with the ends reflected: x[-1] is x[0]."""
    padded = np.pad(x, 1, mode="symmetric")
    return np.asarray((padded[:-2] + padded[1:-1] + padded[2:]) / 3.0)


def _mirrored_adjoint(y: Inexact) -> Inexact:
    inner = np.convolve(y, np.ones(3))
    inner[1] += inner[0]
    inner[-2] += inner[-1]
    return np.asarray(inner[1:-1] / 3.0)


def _mirrored_zeros(y: Inexact) -> Inexact:
    return np.asarray(np.convolve(y, np.ones(3), mode="same") / 3.0)


def _differences(x: Inexact) -> Inexact:
    return np.diff(x)


def _differences_adjoint(y: Inexact) -> Inexact:
    return np.concatenate([-y[:1], y[:-1] - y[1:], y[-1:]])


def _no_last_row(y: Inexact) -> Inexact:
    return np.concatenate([-y[:1], y[:-1] - y[1:], [0.0]])


def _running(x: Inexact) -> Inexact:
    return np.cumsum(x)


def _running_adjoint(y: Inexact) -> Inexact:
    return np.cumsum(y[::-1])[::-1]


PROBLEMS = (
    AdjointProblem(
        "full convolution",
        _full,
        (N,),
        (N + 4,),
        {"right": _full_adjoint, "not reversed": lambda y: np.convolve(y, KERNEL, mode="valid")},
    ),
    AdjointProblem(
        "same convolution",
        _same,
        (N,),
        (N,),
        {
            "right": _same_adjoint,
            "not reversed": _same,
            "all of it off by 1e-4": lambda y: _same(y[::-1])[::-1] * 1.0001,
        },
    ),
    AdjointProblem(
        "valid convolution", _valid, (N,), (N - 4,), {"right": _valid_adjoint, "one place off": _valid_moved}
    ),
    AdjointProblem(
        "moving average, mirrored at the ends",
        _mirrored,
        (N,),
        (N,),
        {"right": _mirrored_adjoint, "as with zeros at the ends": _mirrored_zeros},
    ),
    AdjointProblem(
        "differences",
        _differences,
        (N,),
        (N - 1,),
        {
            "right": _differences_adjoint,
            "the last row is missing": _no_last_row,
            "the sign": lambda y: -_differences_adjoint(y),
        },
    ),
    AdjointProblem(
        "running sum",
        _running,
        (N,),
        (N,),
        {
            "right": _running_adjoint,
            "forward again": _running,
            "differences, the inverse": lambda y: np.diff(y, prepend=0.0),
        },
    ),
)
