"""scipy.optimize: Rosenbrock's function, losses of least_squares, transformations, and the functions of its tests.

The tests of scipy are installed with it; where they are not, or pytest is not, their functions are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import (
    Case,
    box,
    derivative,
    gradient,
    hessian,
    hessian_product,
    jacobian,
    normal,
)
from examples.benchmarks.in_the_wild.given import given
from examples.benchmarks.in_the_wild.scipy_parts.optional_modules import present
from minigrad.arrays import Float64Array

Loss = Callable[[Float64Array, Float64Array, bool], None]


def cases() -> Iterator[Case]:
    """What is public first."""
    optimize = import_module("scipy.optimize")
    for n in (2, 5):
        at = normal(f"rosen, {n}", n)
        yield gradient(f"rosen_der, {n}", optimize.rosen, optimize.rosen_der, at)
        yield hessian(f"rosen_hess, {n}", optimize.rosen_der, optimize.rosen_hess, at)
        yield hessian_product(f"rosen_hess_prod, {n}", optimize.rosen_der, optimize.rosen_hess_prod, at)
    yield from _losses()
    yield from _transformations()
    tests = "scipy.optimize.tests.test_"
    for name, table in (
        ("minimize_constrained", _constrained),
        ("least_squares", _residuals),
        ("optimize", _small),
        ("minpack", _pipes),
        ("tnc", _of_tnc),
        ("slsqp", _of_slsqp),
        ("differentiable_functions", _differentiable),
    ):
        for module in present(f"{tests}{name}"):
            yield from table(module)


def _losses() -> Iterator[Case]:
    """rho, rho' and rho'' of the robust losses, at squared residuals."""
    losses = import_module("scipy.optimize._lsq.least_squares").IMPLEMENTED_LOSSES
    for name, loss in losses.items():
        if loss is None:
            continue

        def rho(z: float, k: int, loss: Loss = loss) -> float:
            rows = np.empty((3, 1))
            loss(np.array([z]), rows, False)
            return float(rows[k, 0])

        for k in (0, 1):
            yield derivative(
                f"least_squares, {name}, rho{k * chr(39)}",
                given(lambda z, k, f: f(z, k), k, rho),
                given(lambda z, k, f: f(z, k + 1), k, rho),
                0.1,
                4.0,
            )


def _transformations() -> Iterator[Case]:
    common = import_module("scipy.optimize._lsq.common")
    low, high = np.array([-1.0, -np.inf, -np.inf, 0.0]), np.array([1.0, 2.0, np.inf, np.inf])
    at = normal("reflective_transformation", 4, scale=2.0)
    yield jacobian(
        "reflective_transformation",
        lambda y: common.reflective_transformation(y, low, high)[0],
        lambda y: np.diag(common.reflective_transformation(y, low, high)[1]),
        at,
    )
    slopes = np.array([0.5, -1.0, 2.0, 1.0])
    inside = box("CL_scaling_vector", [-0.9, -3.0, -3.0, 0.1], [0.9, 1.9, 3.0, 3.0], (4,))
    yield jacobian(
        "CL_scaling_vector",
        lambda x: common.CL_scaling_vector(x, slopes, low, high)[0],
        lambda x: np.diag(common.CL_scaling_vector(x, slopes, low, high)[1]),
        inside,
    )


def _constrained(tests: ModuleType) -> Iterator[Case]:
    problems = {
        "Maratos": tests.Maratos(),
        "HyperbolicIneq": tests.HyperbolicIneq(),
        "Rosenbrock": tests.Rosenbrock(),
        "IneqRosenbrock": tests.IneqRosenbrock(),
        "EqIneqRosenbrock": tests.EqIneqRosenbrock(),
        "Elec": tests.Elec(n_electrons=4),
    }
    for name, problem in problems.items():
        at = box(name, 0.1, 1.5, (np.size(problem.x0),))
        yield gradient(f"tests: {name}.grad", problem.fun, problem.grad, at)
        yield hessian(f"tests: {name}.hess", problem.grad, problem.hess, at)
        constraint = problem.constr
        if hasattr(constraint, "fun"):
            yield jacobian(
                f"tests: {name}.constr.jac",
                given(lambda x, c: np.atleast_1d(c.fun(x)), constraint),
                given(lambda x, c: c.jac(x), constraint),
                at,
            )
            weights = np.linspace(0.5, 1.5, np.size(constraint.fun(at[0])))
            yield hessian(
                f"tests: {name}.constr.hess",
                given(lambda x, c, v: v @ np.atleast_2d(_dense(c.jac(x))), constraint, weights),
                given(lambda x, c, v: _dense(c.hess(x, v)), constraint, weights),
                at,
            )


def _dense(matrix: object) -> Float64Array:
    made = getattr(matrix, "toarray", None)
    return np.asarray(matrix if made is None else made(), dtype=np.float64)


def _residuals(tests: ModuleType) -> Iterator[Case]:
    yield jacobian("tests: jac_rosenbrock", tests.fun_rosenbrock, tests.jac_rosenbrock, normal("jac_rosenbrock", 2))
    yield jacobian("tests: jac_2d_trivial", tests.fun_2d_trivial, tests.jac_2d_trivial, normal("jac_2d_trivial", 2))
    broyden = tests.BroydenTridiagonal(n=8, mode="dense")
    yield jacobian("tests: BroydenTridiagonal.jac", broyden.fun, broyden.jac, normal("Broyden", 8))
    fit = tests.ExponentialFittingProblem(1.0, 2.0, 0.1, rng=0)
    yield jacobian("tests: ExponentialFittingProblem.jac", fit.fun, fit.jac, normal("exponential fit", 2))
    for k in (0, 1):
        yield derivative(
            f"tests: cubic_soft_l1, rho{k * chr(39)}",
            given(lambda z, k: tests.cubic_soft_l1(np.array([z]))[k], k),
            given(lambda z, k: tests.cubic_soft_l1(np.array([z]))[k + 1], k),
            0.1,
            4.0,
        )


def _small(tests: ModuleType) -> Iterator[Case]:
    at = normal("himmelblau", 2, scale=2.0)
    yield gradient("tests: himmelblau_grad", tests.himmelblau, tests.himmelblau_grad, at)
    yield hessian("tests: himmelblau_hess", tests.himmelblau_grad, tests.himmelblau_hess, at)
    entropy = tests.CheckOptimize()
    entropy.setup_method()
    yield gradient("tests: CheckOptimize.grad", entropy.func, entropy.grad, normal("entropy", 3))
    yield hessian("tests: CheckOptimize.hess", entropy.grad, entropy.hess, normal("entropy", 3))
    bounded = tests.TestLBFGSBBounds()
    yield gradient("tests: TestLBFGSBBounds.jac", bounded.fun, bounded.jac, box("bounded", 0.2, 2.0, (2,)))


def _pipes(tests: ModuleType) -> Iterator[Case]:
    pipes = np.array([0.5, 0.7, 0.4, 1.2])
    yield jacobian(
        "tests: pressure_network_jacobian",
        lambda q: tests.pressure_network(q, 4.0, pipes),
        lambda q: tests.pressure_network_jacobian(q, 4.0, pipes),
        box("pipes", 0.2, 2.0, (4,)),
    )


def _of_tnc(module: ModuleType) -> Iterator[Case]:
    tests = module.TestTnc()
    for number, size in ((1, 2), (3, 2), (4, 2), (5, 2), (38, 4), (45, 5)):
        yield gradient(
            f"tests: TNC, g{number}",
            getattr(tests, f"f{number}"),
            getattr(tests, f"g{number}"),
            normal(f"TNC {number}", size),
        )


def _of_slsqp(module: ModuleType) -> Iterator[Case]:
    tests = module.TestSLSQP()
    for fun, jac in (
        ("fun", "jac"),
        ("f_eqcon", "fprime_eqcon"),
        ("f_ieqcon", "fprime_ieqcon"),
        ("f_ieqcon2", "fprime_ieqcon2"),
    ):
        made = gradient if fun == "fun" else jacobian
        yield made(f"tests: SLSQP, {jac}", getattr(tests, fun), getattr(tests, jac), normal("SLSQP", 2))


def _differentiable(tests: ModuleType) -> Iterator[Case]:
    at = normal("differentiable", 2)
    one, several = tests.ExScalarFunction(), tests.ExVectorialFunction()
    weights = np.array([0.7, -1.2])
    yield gradient("tests: ExScalarFunction.grad", one.fun, one.grad, at)
    yield hessian("tests: ExScalarFunction.hess", one.grad, one.hess, at)
    yield jacobian("tests: ExVectorialFunction.jac", several.fun, several.jac, at)
    yield hessian(
        "tests: ExVectorialFunction.hess", lambda x: weights @ several.jac(x), lambda x: several.hess(x, weights), at
    )
