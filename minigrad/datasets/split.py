"""``train_test_split``: some samples are kept for the test of a trained network.

``x_train, x_test, t_train, t_test = train_test_split(iris.x, iris.t, rng=0)``
"""

from __future__ import annotations

import math
from typing import Generic, Literal, NamedTuple, TypeAlias, overload

import numpy as np
import numpy.typing as npt
from typing_extensions import TypeVar, override

from minigrad.arguments import as_generator, require_flag, require_positive
from minigrad.arrays import BoolArray, FloatArray, IntArray, Rng, as_array, as_float_array, as_int_array
from minigrad.datasets.dataset import as_labels, require_same_length

AnyTargets: TypeAlias = IntArray | FloatArray
"""Labels, numbers, or rows of them."""
TargetsT_co = TypeVar("TargetsT_co", bound=AnyTargets, default=IntArray, covariant=True)
"""Labels, unless something else is said."""


class TrainTestSplit(NamedTuple, Generic[TargetsT_co]):
    """Two disjoint parts of the samples, each in random order."""

    x_train: FloatArray
    x_test: FloatArray
    t_train: TargetsT_co
    t_test: TargetsT_co

    @override
    def __repr__(self) -> str:
        return f"<TrainTestSplit: {len(self.x_train)} samples to train on, {len(self.x_test)} to test on>"


@overload
def train_test_split(
    x: npt.ArrayLike, t: npt.ArrayLike, *, test_fraction: float = 0.2, stratify: Literal[True] = True, rng: Rng = None
) -> TrainTestSplit: ...


@overload
def train_test_split(
    x: npt.ArrayLike, t: npt.ArrayLike, *, test_fraction: float = 0.2, stratify: bool, rng: Rng = None
) -> TrainTestSplit[AnyTargets]: ...


def train_test_split(
    x: npt.ArrayLike, t: npt.ArrayLike, *, test_fraction: float = 0.2, stratify: bool = True, rng: Rng = None
) -> TrainTestSplit[AnyTargets]:
    """Divide samples at random into a training part and a test part.

    The test part has ``test_fraction * n`` samples, rounded, at least 1 and at most n - 1. Stratified, each class gets
    its share of them by largest remainders, and has a sample in both parts if the parts are large enough.

    Args:
        x: (n, ...) samples.
        t: (n,) integer labels; with ``stratify=False`` also numbers or rows, (n, ...).
        test_fraction: the share of the test part, strictly between 0 and 1.
        stratify: whether both parts have the classes in the same proportion.
        rng: a seed or generator; the same seed gives the same split.

    Returns:
        ``(x_train, x_test, t_train, t_test)``, copies.

    Raises:
        TypeError: ``x`` or ``t`` is not real, or ``t`` not integer, to be stratified.
        ValueError: lengths differ, ``test_fraction`` is out of range, or a class to stratify has a single sample.

    >>> x = [[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]]
    >>> split = train_test_split(x, [0, 0, 0, 1, 1, 1], test_fraction=1 / 3, rng=0)
    >>> split.x_train.shape, split.x_test.shape
    ((4, 1), (2, 1))
    >>> sorted(split.t_test.tolist())
    [0, 1]
    """
    require_flag("stratify", stratify)
    samples, targets = as_float_array("x", x), _targets(t, stratify)
    require_same_length(samples, targets)
    n_test = _test_size(len(samples), test_fraction)
    order = as_generator("rng", rng).permutation(len(samples))
    in_test = _stratified(as_labels("t", targets[order]), n_test) if stratify else np.arange(len(samples)) < n_test
    train, test = order[~in_test], order[in_test]
    return TrainTestSplit(samples[train], samples[test], targets[train], targets[test])


def _targets(t: npt.ArrayLike, stratify: bool) -> AnyTargets:
    array = as_array("t", t)
    if array.dtype.kind == "f" and stratify:
        raise TypeError(
            f"`t` must hold integer labels to be stratified, got dtype {array.dtype}; pass stratify=False for numbers"
        )
    if stratify:
        return as_labels("t", array)
    return as_float_array("t", array) if array.dtype.kind == "f" else as_int_array("t", array)


def _test_size(n_samples: int, test_fraction: float) -> int:
    test_fraction = require_positive("test_fraction", test_fraction)
    if test_fraction >= 1.0:
        raise ValueError(f"`test_fraction` must lie strictly between 0 and 1, got {test_fraction!r}")
    if n_samples < 2:
        raise ValueError(f"`x` must have at least 2 samples to be split, got {n_samples}")
    return min(max(math.floor(test_fraction * n_samples + 0.5), 1), n_samples - 1)


def _stratified(labels: IntArray, n_test: int) -> BoolArray:
    """Mark the first samples of each class, as many as its share of the ``n_test``."""
    classes, counts = np.unique(labels, return_counts=True)
    if int(counts.min()) < 2:
        raise ValueError(
            "`t` must have at least 2 samples of each class to be stratified, got 1 of label "
            f"{int(classes[counts.argmin()])}; add samples of it, or pass stratify=False"
        )
    in_test = np.zeros(len(labels), dtype=np.bool_)
    for label, share in zip(classes, _shares([int(count) for count in counts], n_test), strict=True):
        in_test[np.flatnonzero(labels == label)[:share]] = True
    return in_test


def _shares(counts: list[int], n_test: int) -> list[int]:
    """Largest remainders: whole numbers that add up to ``n_test``, nearest to ``n_test * counts / sum(counts)``.

    Each share leaves at least one sample of its class for either part, unless a part has fewer places than classes.

    >>> _shares([10, 6, 4], 5)
    [3, 1, 1]
    """
    total = sum(counts)
    smallest = 1 if n_test >= len(counts) else 0
    kept = 1 if total - n_test >= len(counts) else 0
    shares = [min(max(n_test * count // total, smallest), count - kept) for count in counts]

    def missing(index: int) -> int:
        # The remainder of the class times the total: whole numbers, so that ties are exact.
        return n_test * counts[index] - shares[index] * total

    while sum(shares) < n_test:
        shares[max((i for i in range(len(counts)) if shares[i] < counts[i] - kept), key=missing)] += 1
    while sum(shares) > n_test:
        shares[min((i for i in range(len(counts)) if shares[i] > smallest), key=missing)] -= 1
    return shares
