"""The risk of a network in the hands of another library's optimiser.

An ``EmpiricalRisk`` is a pure function of the weights, with a gradient: all that any optimiser asks for. (The article's
``lambda w: net.loss(x, t)`` ignores its argument, and every other library finds a gradient of zero.) Here scipy's
L-BFGS-B fits multinomial logistic regression to the iris flowers, if scipy is installed; minigrad does not need it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol

from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray


class Found(Protocol):
    """What is used of scipy's answer."""

    x: Float64Array
    nfev: int


class Minimize(Protocol):
    """What is used of ``scipy.optimize.minimize``; said here, so that types are checked with or without scipy."""

    def __call__(self, fun: mg.EmpiricalRisk, x0: FloatArray, *, jac: Callable[[FloatArray], FloatArray]) -> Found: ...


class Outcome(NamedTuple):
    """The loss at the start and at the end (NaN where scipy is missing), and what happened, in words."""

    start: float
    end: float
    message: str

    @override
    def __str__(self) -> str:
        return self.message


def main() -> Outcome:
    iris = mg.load_iris()
    net = mg.SimpleNet(4, 3, bias=True, rng=0)
    risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), mg.standardize(iris.x)[0], iris.t)
    start = risk(net.theta)
    try:
        minimize: Minimize = import_module("scipy.optimize").minimize
    except ImportError:
        return Outcome(start, float("nan"), "scipy is not installed; `pip install scipy` and run this again")
    found = minimize(risk, net.theta, jac=risk.gradient)
    end = risk(found.x)
    return Outcome(start, end, f"scipy lowered the loss from {start:.4f} to {end:.4f} in {found.nfev} evaluations")


if __name__ == "__main__":
    print(main())
