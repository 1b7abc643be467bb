"""What softmax, its logarithm, the logistic function and one-hot rows are for any numbers."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import minigrad as mg
from minigrad.arrays import Float64Array, IntArray

LOGITS = arrays.arrays(np.float64, arrays.array_shapes(max_dims=3, max_side=4), elements=st.floats(-800.0, 800.0))
NUMBERS = st.floats(-700.0, 700.0)
EPSILON = 2.0**-52


@given(LOGITS)
def test_softmax_is_a_probability(logits: Float64Array) -> None:
    shares = mg.softmax(logits)
    assert ((shares >= 0.0) & (shares <= 1.0)).all()
    np.testing.assert_allclose(shares.sum(axis=-1), 1.0, rtol=4 * EPSILON)


@given(LOGITS, st.integers(-1000, 1000))
def test_softmax_depends_on_differences_alone(logits: Float64Array, shift: int) -> None:
    whole = np.round(logits)  # so that the sums are exact
    np.testing.assert_array_equal(mg.softmax(whole + shift), mg.softmax(whole))
    np.testing.assert_array_equal(mg.log_softmax(whole + shift), mg.log_softmax(whole))


@given(LOGITS)
def test_softmax_keeps_ratios(logits: Float64Array) -> None:
    """p_i / p_0 = exp(z_i - z_0), and its logarithm for shares that are too small for a float."""
    logarithms = mg.log_softmax(logits)
    differences = logits - logits[..., :1]
    np.testing.assert_allclose(logarithms - logarithms[..., :1], differences, rtol=1e-14, atol=1e-12)
    np.testing.assert_allclose(np.exp(logarithms), mg.softmax(logits), rtol=1e-12, atol=1e-300)


@given(st.data(), LOGITS)
def test_softmax_follows_a_permutation(data: st.DataObject, logits: Float64Array) -> None:
    order = data.draw(st.permutations(range(logits.shape[-1])))
    np.testing.assert_allclose(mg.softmax(logits[..., order]), mg.softmax(logits)[..., order], rtol=4 * EPSILON)


@given(NUMBERS)
def test_sigmoid_is_the_logistic_function(x: float) -> None:
    expected = 1.0 / (1.0 + math.exp(-x)) if x >= 0.0 else math.exp(x) / (1.0 + math.exp(x))
    assert math.isclose(float(mg.sigmoid(x)), expected, rel_tol=4 * EPSILON)


@given(NUMBERS)
def test_sigmoid_is_the_softmax_of_two_classes_and_a_shifted_tanh(x: float) -> None:
    value = float(mg.sigmoid(x))
    assert math.isclose(value, float(mg.softmax([x, 0.0])[0]), rel_tol=4 * EPSILON)
    assert math.isclose(value, 0.5 * (1.0 + math.tanh(0.5 * x)), abs_tol=4 * EPSILON)
    assert math.isclose(value + float(mg.sigmoid(-x)), 1.0, rel_tol=4 * EPSILON)


@given(st.floats(), st.floats())
def test_sigmoid_rises(first: float, second: float) -> None:
    if not (math.isfinite(first) and math.isfinite(second)):
        return
    low, high = sorted([first, second])
    assert 0.0 <= float(mg.sigmoid(low)) <= float(mg.sigmoid(high)) <= 1.0


@given(arrays.arrays(np.int64, arrays.array_shapes(max_dims=3, max_side=4), elements=st.integers(0, 4)))
def test_one_hot_rows_name_their_label(labels: IntArray) -> None:
    rows = mg.one_hot(labels, 5)
    assert rows.shape == (*labels.shape, 5)
    np.testing.assert_array_equal(rows @ np.arange(5.0), labels)
    np.testing.assert_array_equal(rows.sum(axis=-1), 1.0)
    np.testing.assert_array_equal(rows, rows**2)
    np.testing.assert_array_equal(mg.as_labels(labels) if labels.ndim == 1 else labels, rows.argmax(axis=-1))
