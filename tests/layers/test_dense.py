"""Dense: the book's numbers by hand, and what it says to inputs that do not fit."""

from __future__ import annotations

import re

import numpy as np
import pytest

from minigrad.layers import Dense, HeNormal, Normal


def test_forward_and_pullback_by_hand() -> None:
    params = {"weight": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), "bias": np.array([10.0, 20.0, 30.0])}
    outputs, pullback = Dense(2, 3).forward(params, np.array([[1.0, 0.0], [2.0, -1.0]]))
    np.testing.assert_array_equal(outputs, [[11.0, 22.0, 33.0], [8.0, 19.0, 30.0]])
    d_params, d_inputs = pullback(np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]))
    np.testing.assert_array_equal(d_params["weight"], [[1.0, 0.0, 2.0], [0.0, 0.0, -1.0]])
    np.testing.assert_array_equal(d_params["bias"], [1.0, 0.0, 1.0])
    np.testing.assert_array_equal(d_inputs, [[1.0, 4.0], [3.0, 6.0]])


def test_bias_starts_at_zero_and_may_be_left_out() -> None:
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(Dense(2, 3).initialize(rng)["bias"], np.zeros(3))
    assert list(Dense(2, 3, bias=False).initialize(rng)) == ["weight"]


def test_the_initializer_draws_the_weight() -> None:
    drawn = Dense(50, 40, initializer=Normal(3.0)).initialize(np.random.default_rng(0))["weight"]
    assert float(drawn.std()) == pytest.approx(3.0, rel=0.05)  # 2000 draws: standard error 1.6 %


def test_inputs_shared_by_stacked_weights_collect_all_derivatives() -> None:
    weight = np.array([[[1.0], [2.0]], [[10.0], [20.0]]])  # (2 copies, 2, 1)
    _, pullback = Dense(2, 1, bias=False).forward({"weight": weight}, np.ones((1, 2)))
    d_params, d_inputs = pullback(np.ones((2, 1, 1)))
    np.testing.assert_array_equal(d_inputs, [[11.0, 22.0]])
    np.testing.assert_array_equal(d_params["weight"], np.ones((2, 2, 1)))


@pytest.mark.parametrize("shape", [(5, 3), (2,), (4, 5, 1)])
def test_inputs_that_do_not_fit_are_refused_by_name(shape: tuple[int, ...]) -> None:
    message = f"`inputs` of Dense(2, 1) must have shape (..., samples, 2), got {shape}"
    with pytest.raises(ValueError, match=re.escape(message)):
        Dense(2, 1, bias=False).forward({"weight": np.ones((2, 1))}, np.ones(shape))


def test_widths_are_checked() -> None:
    with pytest.raises(ValueError, match="`n_outputs` must be a whole number of at least 1, got 0"):
        Dense(2, 0)


def test_the_initializer_is_checked() -> None:
    with pytest.raises(
        TypeError, match=r"`initializer` must be of class Initializer, got <class .*>; call it: HeNormal\(...\)"
    ):
        Dense(2, 3, initializer=HeNormal)  # type: ignore[arg-type]  # what the test is about
