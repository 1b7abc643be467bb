"""``k_fold_indices``: every sample is held out once, and parts and their classes have equal sizes."""

from __future__ import annotations

import re

import numpy as np
import pytest

import minigrad as mg


@pytest.mark.each(
    ("n", "k", "labels"),
    [
        (10, 3, None),
        (7, 7, None),
        (2, 2, None),
        (23, 5, [0] * 15 + [1] * 6 + [2] * 2),
        (12, 4, [5, 5, -1] * 4),
        (9, 2, [0] * 2 + [1] * 7),
    ],
)
def test_parts_are_disjoint_equal_and_alike(n: int, k: int, labels: list[int] | None) -> None:
    folds = mg.k_fold_indices(n, k, stratify=labels, rng=1)
    assert len(folds) == k
    assert sorted(np.concatenate([fold.test for fold in folds]).tolist()) == list(range(n))
    for fold in folds:
        assert sorted([*fold.train.tolist(), *fold.test.tolist()]) == list(range(n))
        assert len(fold.test) in (n // k, -(-n // k))
        for label, count in zip(*np.unique(labels or [0] * n, return_counts=True), strict=True):
            held_out = int(np.count_nonzero(np.array(labels or [0] * n)[fold.test] == label))
            assert held_out in (count // k, -(-count // k))


def test_the_order_is_random_and_repeatable() -> None:
    one, same, other = (mg.k_fold_indices(50, 5, rng=seed) for seed in (0, 0, 1))
    assert [fold.test.tolist() for fold in one] == [fold.test.tolist() for fold in same]
    assert [fold.test.tolist() for fold in one] != [fold.test.tolist() for fold in other]
    assert repr(one[0]) == "<Fold: 40 samples to train on, 10 to test on>"


def test_wrong_arguments() -> None:
    for arguments, labels, message in (
        ((5, 1), None, "`k` must be a whole number of at least 2, got 1"),
        ((5, 6), None, "`k` must be at most the number of samples, 5, got 6"),
        ((0, 2), None, "`n` must be a whole number of at least 1, got 0"),
        ((4, 2), [0, 1], "`stratify` must have one label for each of the 4 samples, got 2"),
        (
            (4, 2),
            [0, 1, 0, 0],
            "one to train on when the other is held out, got 1 of label 1; add samples",
        ),
    ):
        with pytest.raises(ValueError, match=re.escape(message)):
            mg.k_fold_indices(*arguments, stratify=labels)
    with pytest.raises(TypeError, match="`stratify` must hold integer labels, got dtype float64"):
        mg.k_fold_indices(2, 2, stratify=[0.5, 1.0])
