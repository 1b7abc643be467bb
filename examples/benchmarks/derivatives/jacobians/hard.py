"""Functions of which values show less: float32 inside, offsets, noise, edges of a domain, very different sizes."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Vector
from examples.benchmarks.derivatives.forms import product
from examples.benchmarks.derivatives.jacobians.problem import JacobianProblem
from examples.benchmarks.derivatives.mistakes import at, column, times, transposed
from examples.benchmarks.noise_of_bits import noise_of_bits

MIX = np.array([[0.8, -0.3, 0.5], [0.2, 1.1, -0.7], [-0.4, 0.6, 0.9]])
POINT = np.array([0.7, -0.4, 1.2])


def _mixed(x: Inexact) -> Inexact:
    return np.asarray(np.tanh(np.dot(MIX, x)) + 0.1 * x**3)


def _mixed_jac(x: Inexact) -> Inexact:
    return np.asarray((1.0 - np.tanh(np.dot(MIX, x)) ** 2)[:, np.newaxis] * MIX + np.diag(0.3 * x**2))


def _single(x: Inexact) -> Inexact:
    """The same, computed in float32 all through."""
    y, mix = np.asarray(x, dtype=np.float32), MIX.astype(np.float32)
    return np.asarray(np.tanh(np.dot(mix, y)) + np.float32(0.1) * y**3, dtype=np.float32)


def _single_jac(x: Inexact) -> Inexact:
    return np.asarray(_mixed_jac(np.asarray(x, dtype=np.float32)), dtype=np.float32)


def _noisy(x: Inexact) -> Inexact:
    """Each output with noise of 1e-9 of its size, as from an iterative solver."""
    noise = [noise_of_bits(np.asarray(np.real(x) + shift, dtype=np.float64)) for shift in (0.0, 1.0, 2.0)]
    return np.asarray(_mixed(x) * (1.0 + 1e-9 * np.array(noise)))


def _pressure(x: Inexact) -> Inexact:
    """A pressure in pascal: small changes on top of 1e5."""
    return np.asarray(101325.0 + _mixed(x))


def _rooted(x: Inexact) -> Inexact:
    return np.array([np.sqrt(x[0]) + x[1], np.log(x[0]) * x[1]])


def _rooted_jac(x: Inexact) -> Inexact:
    return np.array([[0.5 / np.sqrt(x[0]), 1.0], [x[1] / x[0], np.log(x[0])]])


def _sizes(x: Inexact) -> Inexact:
    """Outputs of the sizes 1e-12, 1 and 1e12, from inputs of the sizes 1e6, 1 and 1e-6."""
    y = x * np.array([1e-6, 1.0, 1e6])
    return np.asarray(np.array([1e-12, 1.0, 1e12]) * _mixed(y))


def _sizes_jac(x: Inexact) -> Inexact:
    y = x * np.array([1e-6, 1.0, 1e6])
    return np.asarray(np.array([[1e-12], [1.0], [1e12]]) * _mixed_jac(y) * np.array([1e-6, 1.0, 1e6]))


def _idle(x: Inexact) -> Inexact:
    """A constant output, and an input that nothing depends on."""
    return np.array([x[0] * np.sin(x[2]), 0.0 * x[0] + 7.0, np.exp(x[0] - x[2])])


def _idle_jac(x: Inexact) -> Inexact:
    e = np.exp(x[0] - x[2])
    return np.array([[np.sin(x[2]), 0.0, x[0] * np.cos(x[2])], [0.0, 0.0, 0.0], [e, 0.0, -e]])


def _idle_entry(x: Inexact) -> Inexact:
    jac = np.array(_idle_jac(x))
    jac[1, 1] = 1e-3
    return jac


def _equilibrium(x: Inexact) -> Inexact:
    """Logarithms of concentrations: a dissociation constant of 1e-5 and two balances."""
    c = np.exp(x)
    return np.array([x[0] + x[1] - x[2] - np.log(1.8e-5), c[1] + c[2] - 0.1, c[0] - c[1] - 1e-14 / c[0]])


def _equilibrium_jac(x: Inexact) -> Inexact:
    c = np.exp(x)
    return np.array([[1.0, 1.0, -1.0], [0.0, c[1], c[2]], [c[0] + 1e-14 / c[0], -c[1], 0.0]])


def _equilibrium_of_concentrations(x: Inexact) -> Inexact:
    return np.asarray(_equilibrium_jac(x) / np.exp(x))


def _shifted(x: Inexact) -> Inexact:
    return np.asarray(np.concatenate([_mixed(x), _mixed(x) - 3.0]))


def _shifted_jac(x: Inexact) -> Inexact:
    return np.concatenate([_mixed_jac(x), _mixed_jac(x)])


def _half_of(jac: Vector) -> Vector:
    return lambda x: np.asarray(np.asarray(jac(x)).astype(np.float16), dtype=np.float64)


PROBLEMS = (
    JacobianProblem(
        "float32 inside",
        _mixed,
        POINT.astype(np.float32).astype(np.float64),
        {"right": _mixed_jac, "transposed": transposed(_mixed_jac), "a column 1.1": column(_mixed_jac, 1, 1.1)},
        products={
            "right as products": product(_mixed_jac),
            "products of the transpose": product(transposed(_mixed_jac)),
        },
        fun=_single,
    ),
    JacobianProblem(
        "float32 in jac alone",
        _mixed,
        POINT,
        {"right": _single_jac, "half precision": _half_of(_mixed_jac)},
        products={"right as products": product(_single_jac)},
        precision=1e-6,
    ),
    JacobianProblem(
        "noise of 1e-9",
        _mixed,
        POINT,
        {"right": _mixed_jac, "an entry 1.01": at(_mixed_jac, (2, 1), 1.01), "twice": times(_mixed_jac, 2.0)},
        products={"right as products": product(_mixed_jac), "half as products": product(times(_mixed_jac, 0.5))},
        fun=_noisy,
    ),
    JacobianProblem(
        "pressure on 1e5 pascal",
        _pressure,
        POINT,
        {"right": _mixed_jac, "an entry 1.001": at(_mixed_jac, (0, 1), 1.001)},
        products={
            "right as products": product(_mixed_jac),
            "a column 1.01 in products": product(column(_mixed_jac, 0, 1.01)),
        },
    ),
    JacobianProblem(
        "near the edge of root and logarithm",
        _rooted,
        np.array([1e-6, 0.5]),
        {"right": _rooted_jac, "a half is missing": at(_rooted_jac, (0, 0), 2.0)},
        products={"right as products": product(_rooted_jac)},
    ),
    JacobianProblem(
        "outputs and inputs of all sizes",
        _sizes,
        np.array([0.7e6, -0.4, 1.2e-6]),
        {
            "right": _sizes_jac,
            "one entry of the smallest row": at(_sizes_jac, (0, 2), 1.01),
            "units of the inputs forgotten": lambda x: _sizes_jac(x) / np.array([1e-6, 1.0, 1e6]),
        },
        products={"right as products": product(_sizes_jac), "half as products": product(times(_sizes_jac, 0.5))},
    ),
    JacobianProblem(
        "a constant output and an idle input",
        _idle,
        POINT,
        {"right": _idle_jac, "a number where there is nothing": _idle_entry},
        products={"right as products": product(_idle_jac)},
    ),
    JacobianProblem(
        "chemical equilibrium",
        _equilibrium,
        np.log(np.array([1.3e-3, 1.3e-3, 0.0987])),
        {"right": _equilibrium_jac, "of the concentrations": _equilibrium_of_concentrations},
        products={"right as products": product(_equilibrium_jac)},
    ),
    JacobianProblem(
        "two copies of three outputs",
        _shifted,
        POINT,
        {"right": _shifted_jac, "the second copy stays zero": at(_shifted_jac, slice(3, 6), 0.0)},
    ),
)
