"""The benchmark of screening: its networks have right gradients, and it counts what it says."""

from __future__ import annotations

import numpy as np
import pytest

from examples.benchmarks.screening.__main__ import main
from examples.benchmarks.screening.screened_networks import network_of
from minigrad.checking import Verdict, check_gradient
from tests.numeric import numeric_derivative


@pytest.mark.parametrize("seed", [5, 7, 11])
def test_a_gradient_of_the_benchmark_is_what_fixed_differences_measure(seed: int) -> None:
    case = network_of(seed)
    assert "float32" not in case.kind
    gradient = case.jac(case.theta)
    np.testing.assert_allclose(
        numeric_derivative(case.fun, case.theta, step=1e-6), gradient, atol=3e-3 * float(np.abs(gradient).max())
    )


def test_a_small_run_counts_every_network(capsys: pytest.CaptureFixture[str]) -> None:
    scores = main(first=0, seeds=4)
    assert scores.right["fail"] == 0
    assert sum(scores.right.values()) == 4
    assert scores.spot_fails == 0
    assert len(scores.spot_evaluations) == 4
    assert "screen, right gradients:" in capsys.readouterr().out


@pytest.mark.parametrize("seed", [293, 751, 1369])
def test_a_loss_saturated_in_single_precision_does_not_fail(seed: int) -> None:
    """These three failed as long as a loss near 0 was taken to be rounded like a number near 0."""
    case = network_of(seed)
    assert "trained float32" in case.kind
    report = check_gradient(case.fun, case.jac, case.theta, names=case.name, mode="screen", rng=seed)
    assert report.verdict is not Verdict.FAIL
