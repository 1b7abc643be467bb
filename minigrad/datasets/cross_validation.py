"""``cross_validate``: the same training on several folds, and how far its scores lie apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_items, require_callable, shown
from minigrad.arrays import Float64Array
from minigrad.datasets.folds import Fold
from minigrad.plain_data import PlainData
from minigrad.quantities import as_number


@final
@dataclass(frozen=True, eq=False)
class CrossValidation(PlainData):
    """The score of each fold; made by :func:`~minigrad.cross_validate`.

    Attributes:
        scores: (k,) in the order of the folds.
    """

    derived: ClassVar[tuple[str, ...]] = ("mean", "spread")

    scores: Float64Array

    @property
    def mean(self) -> float:
        """The mean of the scores."""
        return float(self.scores.mean())

    @property
    def spread(self) -> float:
        """The standard deviation of the scores (divisor k - 1): how far one fold may lie from the mean.

        The error of the mean is smaller, but not by a known factor, since the folds share samples to train on.
        """
        return float(self.scores.std(ddof=1))

    @override
    def __str__(self) -> str:
        return f"{self.mean:.4g} +- {self.spread:.2g} (mean and standard deviation of {len(self.scores)} folds)"


def cross_validate(score: Callable[[Fold], float], folds: Sequence[Fold]) -> CrossValidation:
    """Call ``score`` for each fold, in order.

    What is learned from data, the standardisation too, must come from ``fold.train`` alone.

    Args:
        score: trains a new network on the samples ``fold.train``, and returns what it reaches on ``fold.test``.
        folds: at least two, such as those of :func:`~minigrad.k_fold_indices`.

    Returns:
        the scores, with their mean and spread.

    Raises:
        TypeError: ``score`` is no function or returns no number, or an item is no Fold.
        ValueError: there are fewer than two folds.

    >>> import minigrad as mg
    >>> iris = mg.load_iris()
    >>> def accuracy(fold: mg.Fold) -> float:
    ...     x_train, x_test = mg.standardize(iris.x[fold.train], iris.x[fold.test])
    ...     trainer = mg.Trainer(mg.SimpleNet(4, 3, bias=True, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
    ...     trainer.fit(x_train, iris.t[fold.train], epochs=20)
    ...     return trainer.evaluate(x_test, iris.t[fold.test]).accuracy
    >>> print(cross_validate(accuracy, mg.k_fold_indices(150, 3, stratify=iris.t, rng=0)))
    0.94 +- 0.04 (mean and standard deviation of 3 folds)
    """
    require_callable("score", score)
    parts = tuple(as_items("folds", folds, "folds"))
    if len(parts) < 2:
        raise ValueError(f"`folds` must be at least two, got {len(parts)}")
    scores = list[float]()
    for index, part in enumerate(parts):
        if not isinstance(part, Fold):
            raise TypeError(f"`folds[{index}]` must be of class Fold, got {shown(part)}")
        scores.append(as_number("score(fold)", score(part)))
    return CrossValidation(np.array(scores))
