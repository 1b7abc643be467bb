"""Splitting, standardising and reading tables: no sample is lost, and each is what it was."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import minigrad as mg
from minigrad.arrays import Float64Array

SEEDS = st.integers(0, 2**32 - 1)
FRACTIONS = st.floats(0.01, 0.99)
LABELS = st.lists(st.integers(-3, 3), min_size=2, max_size=30)
NUMBERS = st.floats(-1e6, 1e6)


@given(LABELS, FRACTIONS, SEEDS)
def test_a_split_puts_every_sample_into_one_part_with_its_label(labels: list[int], fraction: float, seed: int) -> None:
    rows = np.arange(len(labels))[:, np.newaxis]
    split = mg.train_test_split(rows, labels, test_fraction=fraction, stratify=False, rng=seed)
    places = np.concatenate([split.x_train, split.x_test]).ravel().astype(int)
    assert sorted(places) == list(range(len(labels)))
    np.testing.assert_array_equal(np.concatenate([split.t_train, split.t_test]), np.array(labels)[places])
    assert 1 <= len(split.t_test) <= len(labels) - 1


@given(LABELS, FRACTIONS, SEEDS)
def test_a_stratified_split_keeps_the_shares_of_the_classes(labels: list[int], fraction: float, seed: int) -> None:
    doubled = np.array(labels * 2)  # at least two samples of each class
    split = mg.train_test_split(np.arange(doubled.size), doubled, test_fraction=fraction, rng=seed)
    assert sorted(np.concatenate([split.x_train, split.x_test])) == list(range(doubled.size))
    np.testing.assert_array_equal(doubled[split.x_test.astype(int)], split.t_test)
    classes = len(set(labels))
    for label in set(labels):
        share = len(split.t_test) * float(np.mean(doubled == label))
        assert abs(int(np.sum(split.t_test == label)) - share) < max(classes, 1.0 + 1e-9)


@given(LABELS, FRACTIONS, SEEDS, st.booleans())
def test_the_same_seed_gives_the_same_split(labels: list[int], fraction: float, seed: int, stratify: bool) -> None:
    doubled = labels * 2
    first, second = (
        mg.train_test_split(np.arange(len(doubled)), doubled, test_fraction=fraction, stratify=stratify, rng=rng)
        for rng in (seed, np.random.default_rng(seed))
    )
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


@st.composite
def tables(draw: st.DrawFn) -> Float64Array:
    """(n, d) numbers of up to 6 digits, each column of its own size."""
    shape = draw(st.tuples(st.integers(1, 8), st.integers(1, 4)))
    digits = draw(arrays.arrays(np.int64, shape, elements=st.integers(-(10**6), 10**6)))
    sizes = draw(arrays.arrays(np.int64, shape[1], elements=st.integers(-9, 9)))
    return np.asarray(digits * 10.0**sizes)


@given(tables())
def test_standardised_columns_have_mean_0_and_deviation_1(x: Float64Array) -> None:
    z = mg.Standardizer.fit(x).transform(x)
    constant = (x == x[0]).all(axis=0)
    np.testing.assert_allclose(z.mean(axis=0), 0.0, atol=1e-9)
    np.testing.assert_allclose(z.std(axis=0), np.where(constant, 0.0, 1.0), rtol=1e-9, atol=1e-12)


@given(tables())
def test_standardising_is_undone_by_its_inverse(x: Float64Array) -> None:
    standardizer = mg.Standardizer.fit(x)
    size = np.abs(x).max(axis=0)
    assert (np.abs(standardizer.inverse(standardizer.transform(x)) - x) <= 1e-14 * (size + 1e-300)).all()


@given(tables(), st.floats(0.1, 10.0), st.floats(-5.0, 5.0))
def test_standardising_does_not_depend_on_units(x: Float64Array, unit: float, origin: float) -> None:
    size = float(np.abs(x).max())
    moved = x * unit + origin * size
    far = (np.ptp(x, axis=0) > 1e-3 * size) | (np.ptp(x, axis=0) == 0.0)  # others lose digits in the sum
    first, second = (mg.standardize(table)[0] for table in (x, moved))
    np.testing.assert_allclose(first[:, far], second[:, far], atol=1e-9)


WORDS = st.lists(st.sampled_from("abc ,;|\t\"'\n"), max_size=6).map(lambda letters: f"w{''.join(letters)}w")


@given(st.data(), tables(), st.sampled_from([",", ";", "\t", "|"]))
def test_a_table_that_was_written_by_the_csv_module_is_read_as_it_was(
    data: st.DataObject, x: Float64Array, delimiter: str
) -> None:
    names = data.draw(st.lists(WORDS, min_size=x.shape[1], max_size=x.shape[1], unique=True))
    classes = [*data.draw(st.lists(WORDS, min_size=len(x), max_size=len(x))), *["another"] * len(x)]
    x = np.concatenate([x, -x])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow([*names, "target"])
            writer.writerows([*row, label] for row, label in zip(x.tolist(), classes, strict=True))
        table = mg.load_csv(path, target="target", delimiter=delimiter)
    assert table.feature_names == tuple(names)
    np.testing.assert_array_equal(table.x, x)
    assert [table.target_names[label] for label in table.t] == classes
    assert table.target_names == tuple(sorted(set(classes)))
