"""``k_fold_indices``: the samples in k parts, each of which is held out once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import as_generator, require_count
from minigrad.arrays import IntArray, Rng
from minigrad.datasets.dataset import as_labels


class Fold(NamedTuple):
    """The samples to train on and those that are held out: their indices, in increasing order."""

    train: IntArray
    test: IntArray

    @override
    def __repr__(self) -> str:
        return f"<Fold: {len(self.train)} samples to train on, {len(self.test)} to test on>"


def k_fold_indices(n: int, k: int, *, stratify: npt.ArrayLike | None = None, rng: Rng = None) -> tuple[Fold, ...]:
    """Divide n samples at random into k parts of equal size, up to one; each fold holds one of them out.

    Args:
        n: the number of samples.
        k: the number of folds, from 2 to n.
        stratify: (n,) integer labels; each part has the classes in the same proportion, up to one sample of each.
        rng: a seed or generator; the same seed gives the same folds.

    Returns:
        k folds; every sample is in ``test`` of exactly one.

    Raises:
        TypeError: ``n`` or ``k`` is no whole number, or the labels are not integers.
        ValueError: ``k`` is out of range, or a class has a single sample, which would be tested without training.

    >>> folds = k_fold_indices(6, 3, stratify=[0, 0, 0, 1, 1, 1], rng=0)
    >>> [fold.test.tolist() for fold in folds]
    [[2, 3], [0, 5], [1, 4]]
    """
    size, parts = require_count("n", n), require_count("k", k, minimum=2)
    if parts > size:
        raise ValueError(f"`k` must be at most the number of samples, {size}, got {parts}")
    order = as_generator("rng", rng).permutation(size)
    if stratify is not None:
        labels = as_labels("stratify", stratify)
        _require_pairs(labels, size)
        order = order[np.argsort(labels[order], kind="stable")]
    part_of = np.empty(size, dtype=np.int64)
    part_of[order] = np.arange(size) % parts  # class after class, so that parts and classes in them differ by one
    return tuple(Fold(np.flatnonzero(part_of != part), np.flatnonzero(part_of == part)) for part in range(parts))


def _require_pairs(labels: IntArray, n: int) -> None:
    if len(labels) != n:
        raise ValueError(f"`stratify` must have one label for each of the {n} samples, got {len(labels)}")
    classes, counts = np.unique(labels, return_counts=True)
    if int(counts.min()) < 2:
        raise ValueError(
            "`stratify` must have at least 2 samples of each class, one to train on when the other is held out, got 1 "
            f"of label {int(classes[counts.argmin()])}; add samples of it, or leave `stratify` out"
        )
