"""scipy.integrate and scipy.odr: Jacobians of differential equations, boundary conditions and models of regression.

The equations are those of scipy's tests, which are installed with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, box, jacobian, normal
from examples.benchmarks.in_the_wild.given import given
from examples.benchmarks.in_the_wild.scipy_parts.optional_modules import present
from minigrad.arrays import Float64Array

TIMES = np.linspace(0.1, 0.9, 3)


def cases() -> Iterator[Case]:
    """Initial values, boundary values, regression."""
    yield from _polynomials(import_module("scipy.integrate"))
    for name, table in (
        ("scipy.integrate._ivp.tests.test_ivp", _initial_values),
        ("scipy.integrate.tests.test_integrate", _oscillators),
        ("scipy.integrate.tests.test_bvp", _boundary_values),
        ("scipy.odr", _models),
    ):
        for module in present(name):
            yield from table(module)


def _initial_values(tests: ModuleType) -> Iterator[Case]:
    at = box("initial values", 0.3, 2.0, (2,))
    yield jacobian(
        "tests: jac_rational", lambda y: tests.fun_rational(1.7, y), lambda y: tests.jac_rational(1.7, y), at
    )
    yield jacobian(
        "tests: jac_rational_sparse",
        lambda y: tests.fun_rational(1.7, y),
        lambda y: tests.jac_rational_sparse(1.7, y),
        at,
    )
    yield jacobian("tests: jac_linear", lambda y: tests.fun_linear(0.5, y), lambda y: tests.jac_linear(), at)


def _oscillators(tests: ModuleType) -> Iterator[Case]:
    at = normal("oscillators", 2)
    yield jacobian("tests: jac", lambda x: tests.f(0.1, x), lambda x: tests.jac(0.1, x), at)
    yield jacobian("tests: jac1", lambda x: tests.f1(0.1, x, 1.3), lambda x: tests.jac1(0.1, x, 1.3), at)
    yield jacobian("tests: jac2", lambda x: tests.f2(0.1, x, 1.3, 0.4), lambda x: tests.jac2(0.1, x, 1.3, 0.4), at)
    yield jacobian("tests: jacv", lambda x: tests.fv(0.1, x, [1.3, 0.4]), lambda x: tests.jacv(0.1, x, [1.3, 0.4]), at)
    decay = tests.CoupledDecay()
    banded = np.array([[0, 0, 1, 1, 2], [0, 1, 1, 2, 2]])  # columns and rows of the band, as scipy stores it
    yield jacobian(
        "tests: CoupledDecay.jac",
        lambda x: decay.f(x, 0.1),
        lambda x: _unpacked(decay.jac(x, 0.1), banded),
        normal("decay", 3),
    )


def _unpacked(bands: Float64Array, places: npt.NDArray[np.int64]) -> Float64Array:
    whole = np.zeros((3, 3))
    for column, row in places.T:
        whole[row, column] = bands[row - column, column]
    return whole


def _boundary_values(tests: ModuleType) -> Iterator[Case]:
    at, parameters = normal("boundary values", 2, TIMES.size), np.array([1.3, 0.7])
    for name in ("exp", "emden"):
        fun, jac = getattr(tests, f"{name}_fun"), getattr(tests, f"{name}_fun_jac")
        yield jacobian(
            f"tests: {name}_fun_jac",
            given(lambda y, f: f(TIMES, y), fun),
            given(lambda y, j: _spread(j(TIMES, y)), jac),
            at,
        )
    for name, size in (("sl_fun", 2), ("big_fun_with_parameters", 8)):
        fun, jac = getattr(tests, name), getattr(tests, f"{name}_jac")
        states = normal(name, size, TIMES.size)
        yield jacobian(
            f"tests: {name}_jac, y",
            given(lambda y, f: f(TIMES, y, parameters), fun),
            given(lambda y, j: _spread(j(TIMES, y, parameters)[0]), jac),
            states,
        )
        many = parameters[: 1 if name == "sl_fun" else 2].size
        yield jacobian(
            f"tests: {name}_jac, p",
            given(lambda p, f, y: f(TIMES, y, p), fun, states[0]),
            given(lambda p, j, y: np.moveaxis(j(TIMES, y, p)[1], 1, 2), jac, states[0]),
            box(name, 0.3, 2.0, (many,)),
        )
    yield from _conditions(tests)


def _conditions(tests: ModuleType) -> Iterator[Case]:
    parameters = np.array([1.3, 0.7])
    for name, size, extra in (
        ("exp_bc", 2, ()),
        ("emden_bc", 2, ()),
        ("sl_bc", 2, (parameters,)),
        ("big_bc_with_parameters", 8, (parameters,)),
    ):
        condition, jac = getattr(tests, name), getattr(tests, f"{name}_jac")
        at, other = normal(name, size), np.linspace(0.5, 1.5, size)
        yield jacobian(
            f"tests: {name}_jac, ya",
            given(lambda a, f, e, o: f(a, o, *e), condition, extra, other),
            given(lambda a, j, e, o: j(a, o, *e)[0], jac, extra, other),
            at,
        )
        yield jacobian(
            f"tests: {name}_jac, yb",
            given(lambda b, f, e, o: f(o, b, *e), condition, extra, other),
            given(lambda b, j, e, o: j(o, b, *e)[1], jac, extra, other),
            at,
        )


def _spread(blocks: Float64Array) -> Float64Array:
    """Of (n, n, m) slopes at m times: (n, m, n, m), where a time depends on itself only."""
    n, _, m = blocks.shape
    whole = np.zeros((n, m, n, m))
    for k in range(m):
        whole[:, k, :, k] = blocks[:, :, k]
    return whole


def _polynomials(integrate: ModuleType) -> Iterator[Case]:
    """A Runge-Kutta method's dense output, and its derivative: the polynomial is exact, the solution is not asked."""
    solution = integrate.solve_ivp(lambda t, y: [y[1], -y[0]], (0.0, 3.0), [1.0, 0.0], dense_output=True).sol
    pieces = solution.interpolants
    chosen = pieces[len(pieces) // 2]
    powers = np.arange(1, chosen.Q.shape[1] + 1)

    def slope(t: Float64Array) -> Float64Array:
        share = (float(t) - chosen.t_old) / chosen.h
        return np.asarray(chosen.Q @ (powers * share ** (powers - 1.0)))

    yield jacobian(
        "RkDenseOutput", lambda t: chosen(float(t)), slope, box("RkDenseOutput", chosen.t_old, chosen.t_old + chosen.h)
    )


def _models(odr: ModuleType) -> Iterator[Case]:
    places = np.array([0.4, 1.1, 1.9])
    models = {
        "exponential": (odr.exponential, 2),
        "unilinear": (odr.unilinear, 2),
        "quadratic": (odr.quadratic, 3),
        "polynomial(3)": (odr.polynomial(3), 4),
    }
    for name, (model, size) in models.items():
        extra = model.extra_args or ()
        at = normal(name, size)
        yield jacobian(
            f"odr.{name}, fjacb",
            given(lambda b, m, e: m.fcn(b, places, *e), model, extra),
            given(lambda b, m, e: m.fjacb(b, places, *e).T, model, extra),
            at,
        )
        yield jacobian(
            f"odr.{name}, fjacd",
            given(lambda x, m, e, b: m.fcn(b, x, *e), model, extra, at[0]),
            given(lambda x, m, e, b: np.diag(m.fjacd(b, x, *e)), model, extra, at[0]),
            box(name, 0.3, 2.0, (3,)),
        )
    plane = np.array([[0.4, 1.1, 1.9], [-0.3, 0.8, 0.2]])
    yield jacobian(
        "odr.multilinear, fjacb",
        lambda b: odr.multilinear.fcn(b, plane),
        lambda b: odr.multilinear.fjacb(b, plane).T,
        normal("multilinear", 3),
    )
