"""Risks whose values a network computes together, against the same values one by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.differentiators import CentralDifference, Differentiator
from minigrad.networks import EmpiricalRisk
from minigrad.objectives import Objective, TargetKind, Targets
from tests.numeric import read_only

X = read_only(np.random.default_rng(0).normal(size=(6, 4)))
LABELS = np.array([0, 2, 1, 1, 0, 2])
SOFT = np.random.default_rng(1).dirichlet(np.ones(3), size=6)
METHOD = CentralDifference()


def targets(objective: Objective) -> Targets:
    return LABELS if objective.target_kind is TargetKind.CLASSES else SOFT


def one_by_one(risk: EmpiricalRisk) -> Callable[[FloatArray], float]:
    """The same function, about which nothing is known."""
    return lambda theta: risk(theta)


def require_equal(
    risk: EmpiricalRisk, theta: FloatArray | None = None, method: Differentiator = METHOD, *, vectorized: bool = True
) -> None:
    point = read_only(risk.network.theta if theta is None else theta)
    expected = method.estimate(one_by_one(risk), point)
    got = method.estimate(risk, point)
    answers = [got.value, method.gradient(risk, point)]
    if vectorized:
        answers.append(method.gradient(risk.values, point, vectorized=True))
    # The losses agree to rounding, and a difference divides that by the step.
    atol = 4e-15 * max(1.0, abs(risk(point))) / float(expected.step.min())
    for answer in answers:
        np.testing.assert_allclose(answer, expected.value, rtol=1e-12, atol=atol)
    np.testing.assert_array_equal(got.step, expected.step)
    arrays = len(risk.parameter_names)
    assert (
        expected.evaluations <= got.evaluations <= expected.evaluations + 2 * (1 + 25 * arrays)
    )  # two requests, see SampleComparison
