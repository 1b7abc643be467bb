"""The Hessian of an objective, and its product with a vector, for a trust-region method.

The objective is half the sum of squares of Rosenbrock's residuals in four dimensions. Gauss and Newton leave the
curvature of the residuals out, which is right where these are zero and nowhere else: ``check_hessian`` compares with
differences of the gradient, which it checks first, and names the entries that miss something. scipy's "trust-exact"
takes the matrix, "trust-krylov" the product; the checks do not need scipy.
"""

from __future__ import annotations

from importlib import import_module

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

START = np.array([1.3, 0.7, 0.8, 1.9])


def residuals(x: FloatArray) -> Float64Array:
    """10 (x1 - x0^2), ..., and 1 - x0, ...: three of each."""
    return np.concatenate([10.0 * (x[1:] - x[:-1] ** 2), 1.0 - x[:-1]])


def objective(x: FloatArray) -> float:
    """Half the sum of their squares."""
    return float(0.5 * np.sum(residuals(x) ** 2))


def jacobian(x: FloatArray) -> Float64Array:
    """Of the residuals, (6, 4)."""
    before, after = np.eye(3, 4), np.eye(3, 4, 1)
    return np.concatenate([10.0 * (after - 2.0 * x[:-1, np.newaxis] * before), -before])


def gradient(x: FloatArray) -> Float64Array:
    """J' r."""
    return np.asarray(jacobian(x).T @ residuals(x))


def gauss_newton(x: FloatArray) -> Float64Array:
    """J' J, in which the curvature of the residuals is left out."""
    return np.asarray(jacobian(x).T @ jacobian(x))


def hessian(x: FloatArray) -> Float64Array:
    """J' J + sum_i r_i H_i, where residual i has -20 as its only second derivative."""
    return gauss_newton(x) + np.diag([*(-20.0 * residuals(x)[:3]), 0.0])


def product(x: FloatArray, v: FloatArray) -> Float64Array:
    """H v, without the matrix H."""
    curved = np.append(-20.0 * residuals(x)[:3] * v[:-1], 0.0)
    return np.asarray(jacobian(x).T @ (jacobian(x) @ v) + curved)


def main() -> None:
    """Check the gradient with each Hessian, and minimise with the right ones."""
    print("full:", mg.check_hessian(gradient, hessian, START, fun=objective, rng=0, order=False))
    print("product:", mg.check_hessian(gradient, product, START, fun=objective, rng=0, order=False))
    print("Gauss-Newton:", mg.check_hessian(gradient, gauss_newton, START, fun=objective, rng=0, order=False))
    solution = np.ones(4)
    print("at the solution:", mg.check_hessian(gradient, gauss_newton, solution, rng=0).verdict.name)
    try:
        minimize = import_module("scipy.optimize").minimize
    except ImportError:
        print('scipy is not installed; run `pip install ".[peers]"` in minigrad\'s folder, and this again')
    else:
        exact = minimize(objective, START, jac=gradient, hess=hessian, method="trust-exact")
        krylov = minimize(objective, START, jac=gradient, hessp=product, method="trust-krylov")
        print("found by scipy:", exact.x.round(4), "by trust-exact,", krylov.x.round(4), "by trust-krylov")


if __name__ == "__main__":
    main()
