"""The article's defects that differentiators mend: each test shows the fault in the article's code, and that it is
gone.

The numbers are those of the list in the article's README; the others are tested where they belong.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import pytest

from minigrad import CentralDifference, ForwardDifference
from minigrad.arrays import Float64Array, FloatArray
from minigrad.errors import StepLostError
from tests import article_code as article
from tests.differentiators.cases import Recorder


def _plane(x: FloatArray) -> float:
    return float(np.sum(x**2))


# --- 3: integers -----------------------------------------------------------------------------------------------------


def test_defect_3_integers_are_differentiated_into_garbage() -> None:
    """x[0] = 3 + 1e-4 is stored as 3, x[0] = 3 - 1e-4 as 2: (9 - 4) / 2e-4 = 25000 instead of 6."""
    x = np.array([3, 4])
    garbage = article.numerical_gradient_1d(_plane, cast("FloatArray", x))  # the article's readers are not warned
    assert garbage.tolist() == pytest.approx([25000, 35000], abs=1)
    np.testing.assert_allclose(CentralDifference(abs_step=1e-4).gradient(_plane, x), [6.0, 8.0], rtol=1e-9)
    np.testing.assert_allclose(CentralDifference().gradient(_plane, x), [6.0, 8.0], rtol=1e-9)
    assert x.tolist() == [3, 4]
    assert x.dtype == np.int64


def test_defect_3_integer_weights() -> None:
    """The loss of a softmax layer with W = ones: (y - t) x, which is (1/3, 1/3, -2/3) times 0.6 and 0.9."""
    w = np.ones((2, 3), dtype=np.int64)
    x = np.array([0.6, 0.9])

    def loss(w: FloatArray) -> float:
        logits = x @ w
        return float(np.log(np.sum(np.exp(logits))) - logits[2])

    garbage = article.numerical_gradient(loss, cast("FloatArray", w))
    assert float(np.abs(garbage).max()) > 1000.0
    truth = np.outer(x, [1.0 / 3.0, 1.0 / 3.0, -2.0 / 3.0])
    np.testing.assert_allclose(CentralDifference().gradient(loss, w), truth, rtol=1e-8)


# --- 4: exceptions ---------------------------------------------------------------------------------------------------


def _breaks_at_once(x: FloatArray) -> float:
    if x[1] > 4.0:
        raise OverflowError("too much")
    return _plane(x)


def test_defect_4_an_exception_leaves_x_perturbed() -> None:
    x = np.array([3.0, 4.0])
    with pytest.raises(OverflowError, match="too much"):
        article.numerical_gradient(_breaks_at_once, x)
    assert x.tolist() == [3.0, 4.0001]
    x = np.array([3.0, 4.0])
    with pytest.raises(OverflowError, match="too much"):
        CentralDifference(abs_step=1e-4).gradient(_breaks_at_once, x)
    assert x.tolist() == [3.0, 4.0]


# --- 7: steps that vanish --------------------------------------------------------------------------------------------


def test_defect_7_a_vanished_step_gives_a_gradient_of_zero() -> None:
    x = np.array([-2.58983747e13, -1.29524862e12])
    assert article.numerical_gradient(_plane, x.copy()).tolist() == [0.0, 0.0]
    with pytest.raises(StepLostError, match=r"the step 0.0001 is lost to rounding at \|x\[0\]\| = 25898374700000.0"):
        CentralDifference(abs_step=1e-4).gradient(_plane, x)
    np.testing.assert_allclose(CentralDifference().gradient(_plane, x), 2.0 * x, rtol=1e-8)
    frozen = CentralDifference(abs_step=1e-4, exact_steps=False)
    assert frozen.gradient(_plane, x).tolist() == [0.0, 0.0], "on request, the article's run to the letter"


# --- 8: one step for all ---------------------------------------------------------------------------------------------


def test_defect_8_the_step_is_too_long_for_fast_functions() -> None:
    """sin(1e4 x) at 0: the article sees sin(1) / 1e-4 = 8415, not 10000, and does not say so."""
    assert article.numerical_diff(lambda x: math.sin(1e4 * x), 0.0) == pytest.approx(1e4 * math.sin(1.0), rel=1e-9)
    estimate = CentralDifference().estimate_derivative(lambda x: math.sin(1e4 * x), 0.0)
    assert float(estimate.value) == pytest.approx(1e4, rel=1e-3)
    assert abs(float(estimate.value) - 1e4) <= float(estimate.error)
    fixed = CentralDifference(abs_step=1e-4).estimate_derivative(lambda x: math.sin(1e4 * x), 0.0)
    assert abs(float(fixed.value) - 1e4) <= float(fixed.error), "with the article's step the bound at least tells"
    sixth = CentralDifference(order=6, abs_step=1e-5).derivative(lambda x: math.sin(1e4 * x), 0.0)
    assert sixth == pytest.approx(1e4, rel=1e-7)


def test_defect_8_the_step_is_too_short_far_out() -> None:
    """At 1e9 doubles are 1.2e-7 apart: the step is 839 of them, 1.7e-4 more than 1e-4, and so is the slope."""
    x = 1e9
    assert abs(article.numerical_diff(lambda x: x * x, x) / (2.0 * x) - 1.0) > 1e-4
    assert CentralDifference().derivative(lambda x: x * x, x) == pytest.approx(2.0 * x, rel=1e-9)
    assert abs(article.numerical_diff(lambda x: 5.0 * x, x) / 5.0 - 1.0) > 1e-4
    assert CentralDifference().derivative(lambda x: 5.0 * x, x) == pytest.approx(5.0, rel=1e-9)


def test_defect_8_forward_differences_lose_half_of_the_digits() -> None:
    error = abs(article.numerical_diff_forward(math.exp, 1.0) - math.e)
    assert 1e-5 < error < 2e-5  # e h / 2
    assert abs(ForwardDifference().derivative(math.exp, 1.0) - math.e) < error / 100.0
    assert abs(CentralDifference(order=8).derivative(math.exp, 1.0) - math.e) < 1e-12


# --- 10: the cost of a gradient --------------------------------------------------------------------------------------


def test_defect_10_two_passes_for_each_weight() -> None:
    """A 2-layer network in small: the article calls f twice for each weight; here a stack of weights goes in one
    call."""
    theta = np.linspace(-1.0, 1.0, 60)
    recorder = Recorder(lambda t: float(np.sum(np.sin(t))))
    article.numerical_gradient(lambda t: recorder(t.astype(np.float64)), theta.copy())
    assert len(recorder.points) == 2 * 60
    calls: list[int] = []

    def stack(thetas: Float64Array) -> Float64Array:
        calls.append(len(thetas))
        values: Float64Array = np.sum(np.sin(thetas), axis=1)
        return values

    value = CentralDifference().gradient(stack, theta, vectorized=True)
    assert calls == [2 * 60]
    np.testing.assert_allclose(value, np.cos(theta), rtol=1e-9)
    recorder.points.clear()
    ForwardDifference().gradient(recorder, theta)
    assert len(recorder.points) == 60 + 1, "half of the passes, for half of the digits"
