"""``noise=``: what the caller knows of the noise of fun, which values near x may not show."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray

X = np.array([0.5, 2.0, 3.0])
RIPPLES = 1e-6


def rippled(x: FloatArray) -> float:
    """x^2 as a solver leaves it that stops at 1e-6: smooth next to x, and wrong there."""
    return float(np.sum(x**2)) + RIPPLES * float(np.sin(1e7 * x.sum()))


def gradient(x: FloatArray) -> FloatArray:
    return 2.0 * x


def test_a_noise_that_is_given_bounds_what_values_show() -> None:
    assert mg.check_gradient(rippled, gradient, X).verdict is mg.Verdict.FAIL
    told = mg.check_gradient(rippled, gradient, X, noise=RIPPLES)
    assert told.passed
    assert not told.findings
    for entry in told.worst:
        assert entry.bound >= RIPPLES / (np.sqrt(2.0) * entry.step)
        assert abs(entry.numeric - entry.analytic) <= entry.bound
    wrong = mg.check_gradient(rippled, lambda x: 2.01 * x, X, noise=RIPPLES)
    assert wrong.counts == (0, 3, 0)
    assert mg.check_gradient(rippled, gradient, X, noise=0.1).counts == (0, 0, 3)
    assert mg.check_gradient(lambda x: rippled(x) ** 1, gradient, X[:1], noise=RIPPLES).passed
    jacobian = mg.check_jacobian(
        lambda x: np.array([rippled(x), 2 * rippled(x)]), lambda x: np.stack([2 * x, 4 * x]), X, noise=2e-6
    )
    assert jacobian.passed


def test_noise_that_contradicts_what_is_given_is_said() -> None:
    rng = np.random.default_rng(0)

    def random(x: FloatArray) -> float:
        return float(np.sum(x**2)) + 1e-4 * float(rng.normal())

    def bits(x: FloatArray) -> float:
        return float(np.sum(x**2)) + 1e-5 * (int.from_bytes(x.tobytes(), "little") % 1009 / 1009.0 - 0.5)

    expected = mg.check_gradient(random, gradient, X, noise=1e-4).findings
    assert [str(finding.kind) for finding in expected] == ["fun is not deterministic"]
    assert expected[0].message.endswith("(standard deviation), where a `noise` of 0.0001 is given")
    (more,) = mg.check_gradient(random, gradient, X, noise=1e-7).findings
    assert "far more than the `noise` of 1e-07 that is given; what was measured counts" in more.message
    (hidden,) = mg.check_gradient(bits, gradient, X, noise=1e-8).findings
    assert str(hidden).startswith("fun is noisier than said: its noise is about")
    assert not mg.check_gradient(bits, gradient, X, noise=1e-5).findings


def test_what_cannot_be_a_noise_is_refused() -> None:
    with pytest.raises(ValueError, match="`noise` must be a finite number, at least 0, got -1"):
        mg.check_gradient(rippled, gradient, X, noise=-1.0)
    with pytest.raises(ValueError, match="`noise` must be None with a `differentiator`"):
        mg.check_gradient(rippled, gradient, X, noise=1.0, differentiator=mg.CentralDifference())
    with pytest.raises(ValueError, match='`noise` must be None with mode="screen"'):
        mg.check_gradient(rippled, gradient, X, noise=1.0, mode="screen")
