"""The split loses nothing, repeats nothing, keeps the proportions, and is the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import IntArray, Rng
from minigrad.datasets import TrainTestSplit, load_digits, load_iris, train_test_split

SEEDS = range(40)


def numbered(labels: IntArray) -> IntArray:
    """Samples that tell their own row and label: column 0 is the row, column 1 the label."""
    return np.stack([np.arange(len(labels)), labels], axis=1)


def random_labels(rng: np.random.Generator) -> IntArray:
    counts = rng.integers(2, 30, size=int(rng.integers(1, 7)))
    labels = np.repeat(np.arange(len(counts)) * 3 - 4, counts)
    return rng.permutation(labels).astype(np.int64)


@pytest.mark.each("stratify", [True, False])
@pytest.mark.each("seed", SEEDS)
def test_every_sample_goes_into_exactly_one_part_with_its_label(seed: int, stratify: bool) -> None:
    rng = np.random.default_rng(seed)
    labels = random_labels(rng)
    split = train_test_split(
        numbered(labels), labels, test_fraction=float(rng.uniform(0.01, 0.99)), stratify=stratify, rng=rng
    )
    rows = np.concatenate([split.x_train[:, 0], split.x_test[:, 0]])
    assert sorted(rows.tolist()) == list(range(len(labels)))
    np.testing.assert_array_equal(split.x_train[:, 1], split.t_train)
    np.testing.assert_array_equal(split.x_test[:, 1], split.t_test)
    assert split.t_train.dtype == split.t_test.dtype == np.int64


@pytest.mark.each("seed", SEEDS)
def test_each_class_gets_its_share_and_is_in_both_parts_where_possible(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = random_labels(rng)
    fraction = float(rng.uniform(0.01, 0.99))
    split = train_test_split(numbered(labels), labels, test_fraction=fraction, rng=rng)
    n, n_test = len(labels), len(split.t_test)
    assert abs(n_test - fraction * n) <= 0.5 or n_test in (1, n - 1)
    classes, counts = np.unique(labels, return_counts=True)
    for label, count in zip(classes, counts, strict=True):
        got = int(np.sum(split.t_test == label))
        quota = n_test * int(count) / n
        if n_test >= len(classes):
            assert got >= 1
        if n - n_test >= len(classes):
            assert got <= int(count) - 1
        # Several classes held at their least or most push the others further than the rounding of one share.
        assert abs(got - quota) < len(classes)


def test_iris_is_split_ten_of_each() -> None:
    iris = load_iris()
    for seed in SEEDS:
        split = train_test_split(iris.x, iris.t, rng=seed)
        assert split.x_train.shape == (120, 4)
        assert split.x_test.shape == (30, 4)
        assert np.bincount(split.t_test).tolist() == [10, 10, 10]
        assert np.bincount(split.t_train).tolist() == [40, 40, 40]


def test_digits_are_split_by_largest_remainders() -> None:
    digits = load_digits()
    split = train_test_split(digits.x, digits.t, rng=0)
    # 359 places; quotas 35.56 36.36 35.36 36.56 36.16 36.36 36.16 35.76 34.76 35.96: the five largest remainders round
    # up.
    assert np.bincount(split.t_test).tolist() == [36, 36, 35, 37, 36, 36, 36, 36, 35, 36]


def test_small_classes_are_not_left_out() -> None:
    labels = np.repeat(np.arange(3), [96, 2, 2])
    split = train_test_split(numbered(labels), labels, test_fraction=0.05, rng=1)
    assert np.bincount(split.t_test).tolist() == [3, 1, 1]
    split = train_test_split(numbered(labels), labels, test_fraction=0.95, rng=1)
    assert np.bincount(split.t_train).tolist() == [3, 1, 1]


def test_a_part_with_fewer_places_than_classes_is_filled_by_size() -> None:
    labels = np.repeat(np.arange(3), [2, 6, 4])
    split = train_test_split(numbered(labels), labels, test_fraction=0.1, rng=0)
    assert split.t_test.tolist() == [1]


def test_the_same_seed_gives_the_same_split_and_another_seed_another() -> None:
    iris = load_iris()
    seeds: list[Rng] = [7, np.random.default_rng(7), np.random.SeedSequence(7), np.random.PCG64(7)]
    splits = [train_test_split(iris.x, iris.t, rng=seed) for seed in seeds]
    for split in splits[1:]:
        for one, other in zip(splits[0], split, strict=True):
            np.testing.assert_array_equal(one, other)
    assert not np.array_equal(splits[0].x_test, train_test_split(iris.x, iris.t, rng=8).x_test)


def test_the_global_generator_plays_no_part() -> None:
    iris = load_iris()
    splits: list[TrainTestSplit] = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002 (the generator that must not matter)
        splits.append(train_test_split(iris.x, iris.t, rng=0))
    np.testing.assert_array_equal(splits[0].x_test, splits[1].x_test)


def test_both_parts_are_shuffled() -> None:
    iris = load_iris()
    split = train_test_split(iris.x, iris.t, rng=0)
    for labels in (split.t_train, split.t_test):
        # Sorted by class there would be two changes of label; a random order of three classes has about 2/3 n.
        assert int(np.count_nonzero(np.diff(labels))) > len(labels) // 2


def test_each_sample_is_tested_equally_often() -> None:
    labels = np.repeat(np.arange(2), [6, 4])
    times = np.zeros(10)
    for seed in range(2000):
        split = train_test_split(numbered(labels), labels, test_fraction=0.5, rng=seed)
        times[split.x_test[:, 0].astype(np.int64)] += 1
    # Binomial(2000, 1/2) has standard deviation 22.
    assert float(np.abs(times - 1000).max()) < 5 * 22.4


def test_samples_keep_their_shape_and_float_type_and_nothing_is_shared() -> None:
    images = np.arange(40, dtype=np.float32).reshape(10, 2, 2)
    labels = np.array([0, 1] * 5)
    images.setflags(write=False)
    labels.setflags(write=False)
    split = train_test_split(images, labels, test_fraction=0.4, rng=0)
    assert split.x_train.shape == (6, 2, 2)
    assert split.x_test.shape == (4, 2, 2)
    assert split.x_train.dtype == np.float32
    assert not np.shares_memory(split.x_train, images)
    assert split.x_train.flags.writeable


def test_order_of_the_parts() -> None:
    assert TrainTestSplit._fields == ("x_train", "x_test", "t_train", "t_test")


@pytest.mark.each(
    ("fraction", "message"),
    [
        (0.0, "`test_fraction` must be a positive finite number, got 0.0"),
        (-0.1, "`test_fraction` must be a positive finite number, got -0.1"),
        (1.0, "`test_fraction` must lie strictly between 0 and 1, got 1.0"),
        (30, "`test_fraction` must lie strictly between 0 and 1, got 30"),
        (float("nan"), "`test_fraction` must be a positive finite number, got nan"),
    ],
)
def test_fractions_out_of_range(fraction: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        train_test_split([[1.0], [2.0]], [0, 1], test_fraction=fraction, stratify=False)


def test_a_class_of_one_is_named() -> None:
    with pytest.raises(ValueError, match="stratified") as caught:
        train_test_split(np.zeros((5, 1)), [0, 0, 7, 1, 1])
    assert str(caught.value) == (
        "`t` must have at least 2 samples of each class to be stratified, got 1 of label 7;"
        " add samples of it, or pass stratify=False"
    )
    assert len(train_test_split(np.zeros((5, 1)), [0, 0, 7, 1, 1], stratify=False, rng=0).t_test) == 1


def test_arguments_that_do_not_fit() -> None:
    with pytest.raises(
        ValueError, match=r"`x` and `t` must have the same number of samples, got shapes \(3, 1\) and \(2,\)"
    ):
        train_test_split(np.zeros((3, 1)), [0, 1])
    with pytest.raises(ValueError, match="`x` must have at least 2 samples to be split, got 1"):
        train_test_split([[1.0]], [0])
    with pytest.raises(ValueError, match=r"one-hot rows into labels with .argmax\(axis=-1\)"):
        train_test_split(np.zeros((2, 1)), np.eye(2, dtype=np.int64))
    with pytest.raises(TypeError, match="labels to be stratified, got dtype float64; pass stratify=False for numbers"):
        train_test_split(np.zeros((2, 1)), [0.0, 1.0])
    with pytest.raises(ValueError, match="`t` must be finite, got nan at index 0"):
        train_test_split(np.zeros((2, 1)), [np.nan, 1.0], stratify=False)


@pytest.mark.parametrize("columns", [(), (2,)], ids=str)
def test_numbers_and_rows_stay_with_their_samples(columns: tuple[int, ...]) -> None:
    x = np.arange(9.0)[:, np.newaxis]
    t = np.full((9, *columns), 0.5) + np.arange(9.0).reshape(9, *(1 for _ in columns))
    split = train_test_split(x, t, stratify=False, rng=0)
    assert (split.t_train.shape, split.t_test.shape) == ((7, *columns), (2, *columns))
    assert sorted([*split.x_train[:, 0], *split.x_test[:, 0]]) == list(range(9))
    for part, targets in ((split.x_train, split.t_train), (split.x_test, split.t_test)):
        np.testing.assert_array_equal(targets, t[part[:, 0].astype(int)])
