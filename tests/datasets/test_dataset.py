"""A dataset owns its arrays, checks that its parts fit, and prints short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from minigrad.datasets import Dataset, load_digits, load_iris


def small() -> Dataset:
    return Dataset(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0, 1]), ("a", "b"), ("no", "yes"), "Two rows.")


def test_arrays_are_read_only_copies() -> None:
    x, t = np.array([[1.0], [2.0]]), np.array([0, 1])
    dataset = Dataset(x, t, ("a",), ("no", "yes"))
    x[0, 0], t[0] = 9.0, 1
    assert dataset.x.tolist() == [[1.0], [2.0]]
    assert dataset.t.tolist() == [0, 1]
    with pytest.raises(ValueError, match="read-only"):
        dataset.x[0, 0] = 5.0
    with pytest.raises(ValueError, match="read-only"):
        dataset.t[0] = 1


def test_an_array_that_nobody_can_write_to_is_shared() -> None:
    fixed, view = np.eye(2), np.eye(2)[:]
    for array in (fixed, view):
        array.setflags(write=False)
        data = Dataset(array, np.array([0, 1]), ("a", "b"), ("x", "y"))
        assert np.shares_memory(data.x, array) == (array is fixed)
    broken = np.array([[np.nan]])
    broken.setflags(write=False)
    with pytest.raises(ValueError, match=r"`x` must be finite, got nan at index \(0, 0\)"):
        Dataset(broken, np.array([0]), ("a",), ("x",))


def test_loaded_arrays_are_read_only_and_each_load_is_its_own() -> None:
    for dataset, again in ((load_iris(), load_iris()), (load_digits(), load_digits())):
        assert not dataset.x.flags.writeable
        assert not dataset.t.flags.writeable
        assert not np.shares_memory(dataset.x, again.x)


def test_fields_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(small(), "description", "another")


def test_integers_become_floats_and_small_labels_int64() -> None:
    dataset = Dataset(np.ones((2, 1), dtype=np.float64), np.array([0, 1], dtype=np.int64), ("a",), ("no", "yes"))
    narrow = replace(dataset, t=np.array([1, 0], dtype=np.int64))
    assert dataset.x.dtype == np.float64
    assert narrow.t.dtype == np.int64


def test_counts() -> None:
    dataset = replace(small(), target_names=("no", "yes", "never"))
    assert (dataset.n_samples, dataset.n_features, dataset.n_classes) == (2, 2, 3)
    assert dataset.class_counts == (1, 1, 0)


def test_repr_is_short_and_str_lists_features_and_classes() -> None:
    assert repr(load_iris()) == "Dataset(150 samples, 4 features, 3 classes)"
    lines = str(load_iris()).splitlines()
    assert lines[1] == "150 samples, 4 features, 3 classes"
    assert lines[3].split() == ["sepal_length_cm", "4.3", "5.843", "7.9"]
    assert lines[-1].split() == ["virginica", "50"]


def test_str_of_a_wide_dataset_stays_on_one_screen() -> None:
    text = str(load_digits())
    assert "... and 56 more" in text
    assert "... and 2 more" in text
    assert len(text.splitlines()) <= 24


@pytest.mark.each(
    ("build", "message"),
    [
        (lambda d: replace(d, x=np.zeros(2)), r"`x` must have shape \(n_samples, n_features\), got \(2,\)"),
        (lambda d: replace(d, x=np.zeros((3, 2))), r"same number of samples, got shapes \(3, 2\) and \(2,\)"),
        (lambda d: replace(d, x=np.full((2, 2), np.nan)), r"`x` must be finite, got nan at index \(0, 0\)"),
        (lambda d: replace(d, t=np.array([0, 2])), r"`t` must lie in \[0, 2\).* got 0 to 2"),
        (lambda d: replace(d, t=np.array([-1, 0])), r"`t` must lie in \[0, 2\).* got -1 to 0"),
        (lambda d: replace(d, t=np.array([[0, 1]])), r"`t` must be one row of labels, got shape \(1, 2\)"),
        (lambda d: replace(d, t=np.array([], dtype=np.int64)), r"`t` must not be empty"),
        (lambda d: replace(d, feature_names=("a",)), r"`feature_names` must have 2 names, .* got 1"),
    ],
)
def test_parts_that_do_not_fit_are_refused(build: Callable[[Dataset], Dataset], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build(small())


def test_labels_that_are_no_integers_are_refused() -> None:
    labels = np.array([False, True])
    with pytest.raises(TypeError, match="`t` must hold integer labels, got dtype bool"):
        replace(small(), t=labels)
