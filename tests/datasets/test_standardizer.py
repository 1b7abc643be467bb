"""Standardising: fitted on the training part alone, the same affine map everywhere, never a NaN."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.datasets import Standardizer, load_digits, load_iris, standardize, train_test_split


def sample(seed: int) -> tuple[Float64Array, Float64Array]:
    rng = np.random.default_rng(seed)
    size, place = 10.0 ** rng.uniform(-6, 6, size=5), rng.normal(size=5)
    x_train: Float64Array = rng.normal(size=(40, 5)) * size + place * size * 10
    x_test: Float64Array = rng.normal(size=(7, 5)) * size + place * size * 10
    return x_train, x_test


@pytest.mark.each("seed", range(20))
def test_the_training_part_gets_mean_0_and_standard_deviation_1(seed: int) -> None:
    x_train, x_test = sample(seed)
    z_train, _ = standardize(x_train, x_test)
    np.testing.assert_allclose(z_train.mean(axis=0), 0.0, atol=1e-13)
    np.testing.assert_allclose(z_train.std(axis=0), 1.0, rtol=1e-13)


@pytest.mark.each("seed", range(20))
def test_the_test_part_goes_through_the_very_same_map(seed: int) -> None:
    x_train, x_test = sample(seed)
    z_train, z_test = standardize(x_train, x_test)
    # An affine map is known from two of its points.
    low, high = x_train.argmin(axis=0), x_train.argmax(axis=0)
    columns = np.arange(5)
    slope = (z_train[high, columns] - z_train[low, columns]) / (x_train[high, columns] - x_train[low, columns])
    np.testing.assert_allclose(z_test, z_train[low, columns] + slope * (x_test - x_train[low, columns]), atol=1e-12)
    # Whatever is standardised beside it, a row is mapped alike.
    np.testing.assert_array_equal(standardize(x_train, x_train)[1], z_train)
    np.testing.assert_array_equal(standardize(x_train, x_test[:1] * 9, x_test[2])[2], z_test[2])


def test_mean_and_scale_agree_with_their_definitions() -> None:
    x_train, _ = sample(3)
    standardizer = Standardizer.fit(x_train)
    np.testing.assert_allclose(standardizer.mean, x_train.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(standardizer.scale, x_train.std(axis=0), rtol=1e-14)


def test_inverse_is_the_way_back() -> None:
    x_train, x_test = sample(4)
    standardizer = Standardizer.fit(x_train)
    np.testing.assert_allclose(standardizer.inverse(standardizer.transform(x_test)), x_test, rtol=1e-12)


def test_the_blank_pixels_of_the_digits_stay_zero() -> None:
    digits = load_digits()
    split = train_test_split(digits.x, digits.t, rng=0)
    z_train, z_test = standardize(split.x_train, split.x_test)
    assert np.isfinite(z_train).all()
    assert np.isfinite(z_test).all()
    for column in (0, 32, 39):
        assert not z_train[:, column].any()
        assert not z_test[:, column].any()


def test_a_constant_feature_has_scale_1_however_its_mean_rounds() -> None:
    x = np.column_stack([np.full(7, 0.1), np.full(7, 1e300), np.arange(7.0)])
    standardizer = Standardizer.fit(x)
    assert standardizer.mean[:2].tolist() == [0.1, 1e300]
    assert standardizer.scale[:2].tolist() == [1.0, 1.0]
    assert standardizer.transform([0.6, 1e300, 3.0]).tolist() == [0.5, 0.0, 0.0]


@pytest.mark.each("size", [1e-200, 1e200])
def test_features_whose_squares_leave_the_range(size: float) -> None:
    (z,) = standardize(np.array([[1.0], [3.0]]) * size)
    np.testing.assert_allclose(z, [[-1.0], [1.0]], rtol=1e-14)


def test_a_single_row_is_all_constant() -> None:
    z_train, z_test = standardize([[3.0, 4.0]], [[4.0, 4.0]])
    assert z_train.tolist() == [[0.0, 0.0]]
    assert z_test.tolist() == [[1.0, 0.0]]


def test_float32_stays_float32_and_integers_are_promoted() -> None:
    x = np.array([[1.0, 2.0], [3.0, 5.0]], dtype=np.float32)
    standardizer = Standardizer.fit(x)
    assert standardizer.mean.dtype == np.float64
    assert standardizer.transform(x).dtype == standardizer.inverse(x).dtype == np.float32
    assert standardize([[1], [3]])[0].dtype == np.float64


def test_nothing_is_written_to_or_shared() -> None:
    iris = load_iris()  # read-only: writing would raise
    (z,) = standardize(iris.x)
    assert z.flags.writeable
    assert not np.shares_memory(z, iris.x)
    mean = np.zeros(2)
    standardizer = Standardizer(mean, np.ones(2))
    mean[0] = 5.0
    assert standardizer.mean.tolist() == [0.0, 0.0]
    with pytest.raises(ValueError, match="read-only"):
        standardizer.mean[0] = 1.0
    assert repr(standardizer) == "Standardizer(2 features)"


def test_arguments_that_do_not_fit() -> None:
    standardizer = Standardizer(np.zeros(4), np.ones(4))
    with pytest.raises(ValueError, match=r"`x` must have 4 features on its last axis, got shape \(3,\)"):
        standardizer.transform(np.zeros(3))
    with pytest.raises(ValueError, match=r"`z` must have 4 features on its last axis, got shape \(\)"):
        standardizer.inverse(1.0)
    with pytest.raises(ValueError, match=r"`others\[1\]` must have 2 features on its last axis, got shape \(1, 3\)"):
        standardize(np.eye(2), np.eye(2), np.zeros((1, 3)))
    with pytest.raises(ValueError, match=r"`x_train` must have shape \(n_samples, n_features\), got \(3,\)"):
        standardize(np.zeros(3))
    with pytest.raises(ValueError, match="`x_train` must be finite, got inf"):
        standardize([[np.inf], [1.0]])
    with pytest.raises(ValueError, match=r"`scale` must be positive, got 0.0 at index 1"):
        Standardizer(np.zeros(2), np.array([1.0, 0.0]))
    with pytest.raises(ValueError, match=r"`scale` must have shape \(2,\), got \(3,\)"):
        Standardizer(np.zeros(2), np.ones(3))
    with pytest.raises(ValueError, match=r"`mean` must have shape \(n_features,\), got \(1, 2\)"):
        Standardizer(np.zeros((1, 2)), np.ones((1, 2)))


def test_values_too_far_apart_name_their_feature() -> None:
    x = np.array([[1.0, 1e308], [2.0, -1e308]])
    advice = r"; correct it, rescale it \(to its logarithm, say\) or leave it out"
    with pytest.raises(ValueError, match=r"`x_train`: feature 1 has values too far apart to be standardised" + advice):
        standardize(x)
    with pytest.raises(
        ValueError, match=r'`x_train`: feature "flow" has values too far apart to be standardised' + advice
    ):
        Standardizer.fit(x, ("size", "flow"))
    standardizer = Standardizer.fit([[1.0, 0.1], [2.0, 0.2]], ["size", "flow"])
    with pytest.raises(
        ValueError, match=r'`x`: feature "flow" has a value too far from the mean to be standardised' + advice
    ):
        standardizer.transform([0.0, 1e308])
    with pytest.raises(ValueError, match="`feature_names` must have 2 names, got 1"):
        Standardizer(np.zeros(2), np.ones(2), ("a",))


def test_a_spread_of_the_smallest_float_has_a_scale() -> None:
    standardizer = Standardizer.fit([[0.0], [5e-324]])
    assert standardizer.scale.tolist() == [5e-324]
    assert standardizer.transform([[0.0], [5e-324]]).tolist() == [[0.0], [1.0]]
