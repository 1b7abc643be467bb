"""A quantity as the target: squared errors of what is standardised, judged in the quantity's own units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.cli.train.task import Prepared, Task
from minigrad.cli.usage import UsageError
from minigrad.datasets import Fold, Standardizer, k_fold_indices, train_test_split
from minigrad.objectives import MeanSquaredError, Objective, Targets, as_labels
from minigrad.scores import RegressionReport, regression_report


@final
@dataclass(frozen=True)
class Regression(Task):
    """One output for the number in the column ``target``, which is standardised for training."""

    name: ClassVar[str] = "regression"

    target: str

    @property
    @override
    def objective(self) -> Objective:
        return MeanSquaredError()

    @property
    @override
    def n_outputs(self) -> int:
        return 1

    @property
    @override
    def classes(self) -> tuple[str, ...]:
        return ()

    @override
    def described(self, t: Targets) -> str:
        return f'"{self.target}" from {t.min():.4g} to {t.max():.4g}'

    @override
    def held_out(self, t: Targets, seed: int) -> Fold:
        if len(t) < 2:
            raise UsageError("there is a single sample; at least two are needed, one to train on and one to hold out")
        rows = np.arange(len(t))
        split = train_test_split(rows, rows, stratify=False, rng=seed)
        return Fold(as_labels(split.t_train), as_labels(split.t_test))

    @override
    def folds(self, t: Targets, k: int, seed: int) -> tuple[Fold, ...]:
        return k_fold_indices(len(t), k, rng=seed)

    @override
    def prepare(self, t: Targets, train: IntArray) -> Prepared:
        column = t[:, np.newaxis]
        standardizer = Standardizer.fit(column[train], [self.target])
        return Prepared(standardizer.transform(column), standardizer, float(standardizer.mean[0]))

    @override
    def score(self, outputs: FloatArray, t: Targets, guess: float | None) -> RegressionReport:
        return regression_report(outputs, t, guess=guess)
