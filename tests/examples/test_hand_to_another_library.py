from __future__ import annotations

import sys

import numpy as np
import pytest

import minigrad as mg
from examples.hand_to_another_library import main


def _smallest_loss_by_newton() -> float:
    """Multinomial logistic regression on iris by Newton's method, with the formulas of Bishop (2006), section 4.3.4.

    Columns of the flowers are taken as they are, since scaling them changes the weights and not the loss. The first class
    has weights of zero, which makes the Hessian invertible.
    """
    iris = mg.load_iris()
    design = np.column_stack([np.ones(150), iris.x])
    hot, weight = np.eye(3)[iris.t], np.zeros((5, 3))
    p = np.full((150, 3), 1.0 / 3.0)
    for _ in range(25):
        slope = (design.T @ (p - hot))[:, 1:]
        spread = p[:, :, np.newaxis] * (np.eye(3) - p[:, np.newaxis, :])
        curvature = np.einsum("ni,nj,nkl->kilj", design, design, spread)[1:, :, 1:, :].reshape(10, 10)
        weight[:, 1:] -= np.linalg.solve(curvature, slope.T.ravel()).reshape(2, 5).T
        odds = np.exp(design @ weight)
        p = odds / odds.sum(axis=1, keepdims=True)
    return float(-np.log(p[hot == 1.0]).mean())


def test_scipy_finds_the_minimum() -> None:
    pytest.importorskip("scipy")
    outcome = main()
    assert outcome.start > 0.5
    assert outcome.end == pytest.approx(_smallest_loss_by_newton(), abs=1e-5)
    assert "scipy lowered the loss" in outcome.message


def test_without_scipy_the_example_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    outcome = main()
    assert outcome.start > 0.5
    assert outcome.end != outcome.end
    assert "scipy is not installed" in outcome.message
