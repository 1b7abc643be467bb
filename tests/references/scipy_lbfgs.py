"""Writes ``scipy_lbfgs.json``: the minima that scipy's L-BFGS-B finds, and how many evaluations it takes.

``python -m tests.references.scipy_lbfgs`` needs scipy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray

PATH = Path(__file__).with_suffix(".json")
LARGEST_SLOPE = 1e-9
"""Where both methods stop: the largest entry of the gradient."""


class Problem(NamedTuple):
    """What is minimised, and from where."""

    fun: Callable[[FloatArray], float]
    jac: Callable[[FloatArray], FloatArray]
    x0: FloatArray


class Found(Protocol):
    """What is used of scipy's result."""

    x: FloatArray
    fun: float
    nfev: int


class Minimize(Protocol):
    """What is used of ``scipy.optimize.minimize``."""

    def __call__(
        self,
        fun: Callable[[FloatArray], float],
        x0: FloatArray,
        *,
        jac: Callable[[FloatArray], FloatArray],
        method: str,
        options: dict[str, float],
    ) -> Found: ...


def rosenbrock(x: FloatArray) -> float:
    """The sum of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2 over all pairs of neighbours."""
    return float((100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2).sum())


def rosenbrock_gradient(x: FloatArray) -> FloatArray:
    """Its gradient."""
    valley = 200.0 * (x[1:] - x[:-1] ** 2)
    gradient: FloatArray = np.append(0.0, valley)
    gradient[:-1] -= 2.0 * x[:-1] * valley + 2.0 * (1.0 - x[:-1])
    return gradient


def problems() -> dict[str, Problem]:
    """Two valleys, and logistic regression on iris with a penalty, without which it has no minimum."""
    iris = mg.load_iris()
    x = mg.Standardizer.fit(iris.x).transform(iris.x)
    network = mg.SimpleNet(4, 3, bias=True, rng=0)
    risk = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, iris.t, penalty={"*": mg.L2(0.05)})
    return {
        "Rosenbrock, 2 numbers": Problem(rosenbrock, rosenbrock_gradient, np.array([-1.2, 1.0])),
        "Rosenbrock, 10 numbers": Problem(rosenbrock, rosenbrock_gradient, np.tile([-1.2, 1.0], 5)),
        "iris": Problem(risk, risk.gradient, np.zeros(network.layout.size)),
    }


def main() -> None:
    """Minimise each, and write what was found."""
    minimize: Minimize = import_module("scipy.optimize").minimize
    found: dict[str, object] = {}
    for name, (fun, jac, x0) in problems().items():
        options = {"maxcor": 10, "ftol": 0.0, "gtol": LARGEST_SLOPE}
        result = minimize(fun, x0, jac=jac, method="L-BFGS-B", options=options)
        if np.abs(jac(result.x)).max() > LARGEST_SLOPE:
            raise RuntimeError(f"{name}: scipy stopped early: {result}")
        found[name] = {"x": result.x.tolist(), "fun": float(result.fun), "nfev": result.nfev}
    PATH.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
