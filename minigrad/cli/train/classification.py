"""Classes as targets: cross entropy, stratified parts, and figures for each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, IntArray
from minigrad.cli.train.task import Prepared, Task
from minigrad.cli.usage import UsageError
from minigrad.datasets import Fold, k_fold_indices, train_test_split
from minigrad.objectives import Objective, SoftmaxCrossEntropy, Targets, as_labels
from minigrad.scores import ClassificationReport, classification_report


@final
@dataclass(frozen=True)
class Classification(Task):
    """One output for each class."""

    name: ClassVar[str] = "classification"

    target_names: tuple[str, ...]

    @property
    @override
    def objective(self) -> Objective:
        return SoftmaxCrossEntropy()

    @property
    @override
    def n_outputs(self) -> int:
        return len(self.target_names)

    @property
    @override
    def classes(self) -> tuple[str, ...]:
        return self.target_names

    @override
    def described(self, t: Targets) -> str:
        return f"{self.n_outputs} classes"

    @override
    def held_out(self, t: Targets, seed: int) -> Fold:
        self._require_pairs(t)
        rows = train_test_split(np.arange(len(t)), t, rng=seed)
        return Fold(rows.x_train.astype(np.int64), rows.x_test.astype(np.int64))

    @override
    def folds(self, t: Targets, k: int, seed: int) -> tuple[Fold, ...]:
        self._require_pairs(t)
        return k_fold_indices(len(t), k, stratify=t, rng=seed)

    @override
    def prepare(self, t: Targets, train: IntArray) -> Prepared:
        return Prepared(t, None, float(np.bincount(as_labels(t[train])).argmax()))

    @override
    def score(self, outputs: FloatArray, t: Targets, guess: float | None) -> ClassificationReport:
        label = None if guess is None else int(guess)
        return classification_report(outputs, t, target_names=self.target_names, guess=label)

    def _require_pairs(self, t: Targets) -> None:
        lonely = np.flatnonzero(np.bincount(as_labels(t)) == 1)
        if lonely.size:
            name = self.target_names[int(lonely[0])]
            raise UsageError(
                f'class "{name}" has a single sample; each class needs two, one to train on '
                "and one to hold out (for prices and other quantities: --task regression)"
            )
