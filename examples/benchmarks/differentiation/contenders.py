"""The differentiators that the benchmark compares: ours, and those of other packages where they are installed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import final

import numpy as np

import minigrad as mg
from examples.benchmarks.differentiation import other_packages
from examples.benchmarks.differentiation.answers import Answer, Counter, Elementwise


@final
@dataclass(frozen=True)
class Contender:
    """A method by name, and how it is asked; ``ours`` marks those of minigrad."""

    name: str
    answer: Callable[[Elementwise, float], Answer]
    ours: bool = False


def contenders() -> list[Contender]:
    """Ours, then every peer that is installed."""
    found = [
        Contender("minigrad AdaptiveDifference", _ours(mg.AdaptiveDifference()), ours=True),
        Contender("minigrad ComplexStep", _ours(mg.ComplexStep()), ours=True),
        Contender("minigrad Richardson(Central, 3)", _ours(mg.Richardson(mg.CentralDifference(), 3)), ours=True),
        Contender("minigrad CentralDifference", _ours(mg.CentralDifference()), ours=True),
        Contender("minigrad CentralDifference(order=4)", _ours(mg.CentralDifference(order=4)), ours=True),
        Contender("minigrad ForwardDifference", _ours(mg.ForwardDifference()), ours=True),
        Contender("the article, central, h = 1e-4", _ours(mg.CentralDifference(abs_step=1e-4))),
    ]
    if find_spec("scipy") is not None:
        found += [Contender("scipy.differentiate.derivative", other_packages.scipy_derivative)]
        found += [Contender("scipy approx_derivative 3-point", other_packages.scipy_three_point)]
    if find_spec("numdifftools") is not None:
        found += [Contender("numdifftools.Derivative", other_packages.numdifftools)]
    if find_spec("jacobi") is not None:
        found += [Contender("jacobi.jacobi", other_packages.jacobi)]
    if find_spec("derivkit") is not None:
        found += [
            Contender("derivkit adaptive", other_packages.derivkit_adaptive),
            Contender("derivkit default", other_packages.derivkit_default),
        ]
    return found


def _ours(method: mg.Differentiator) -> Callable[[Elementwise, float], Answer]:
    def answer(fun: Elementwise, x: float) -> Answer:
        counter = Counter(fun)
        estimate = method.estimate_derivative(lambda t: counter(np.array(t))[()], x)
        status = int(estimate.status)
        resolved, succeeded = status in (mg.Status.CONVERGED, mg.Status.ONE_SIDED), status != mg.Status.NOT_RESOLVED
        return Answer(float(estimate.value), float(estimate.error), succeeded, counter.points, resolved)

    return answer


def ask(contender: Contender, fun: Elementwise, x: float) -> Answer:
    """The answer; a method that raises has failed, and has said so."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return contender.answer(fun, x)
        except (ArithmeticError, TypeError, ValueError):
            return Answer(float("nan"), float("inf"), False, 0, False)
