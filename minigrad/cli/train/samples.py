"""All samples of a data set, and the parts to train on and to hold out, prepared for a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, FloatArray, FloatType
from minigrad.cli.train.task import Score, Task
from minigrad.datasets import Fold, Standardizer
from minigrad.datasets.csv import fill_with_mean
from minigrad.objectives import Targets


@final
@dataclass(frozen=True, eq=False)
class Samples:
    """What is to be learned, as it was read.

    Attributes:
        x: (n, d).
        t: (n,) labels, or numbers.
        feature_names: d names.
        task: what ``t`` is.
        notes: how the file was read.
        missing: (n, d) the cells of ``x`` that had no value; None if there are none.
        scaled: whether the features need no standardisation.
        n_held_out: how many samples, the last ones, came as a test part; 0 if the parts are drawn.
        image: rows and columns of a sample that is an image.
        recognised: what shows that the task is the one that it is; empty where nothing had to be recognised.
    """

    x: FloatArray
    t: Targets
    feature_names: tuple[str, ...]
    task: Task
    notes: tuple[str, ...] = ()
    missing: BoolArray | None = None
    scaled: bool = False
    n_held_out: int = 0
    image: tuple[int, int] | None = None
    recognised: str = ""

    @property
    def dtype(self) -> FloatType:
        """The type that the network computes in: float32 if the samples were read so."""
        return np.float32 if self.x.dtype == np.float32 else np.float64

    def held_out(self, seed: int) -> Fold:
        """The samples to train on, and those to hold out."""
        if self.n_held_out:
            rows = np.arange(len(self.x))
            return Fold(rows[: -self.n_held_out], rows[-self.n_held_out :])
        return self.task.held_out(self.t, seed)

    def parts(self, fold: Fold) -> Parts:
        """The two parts as a network takes them. What is filled in, and what all is standardised by, comes from the
        training part alone."""
        x, prepared = self.x, self.task.prepare(self.t, fold.train)
        if self.missing is not None:
            x = fill_with_mean(x.astype(np.float64), self.missing, fold.train, self.feature_names)
        x_train, x_test = x[fold.train], x[fold.test]
        standardizer = None if self.scaled else Standardizer.fit(x_train, self.feature_names)
        if standardizer is not None:
            x_train, x_test = standardizer.transform(x_train), standardizer.transform(x_test)
        targets = prepared.targets
        scales = Scales(standardizer, prepared.standardizer)
        return Parts(
            x_train, x_test, targets[fold.train], targets[fold.test], self.t[fold.test], scales, prepared.guess
        )


class Scales(NamedTuple):
    """The standardizers of features and of a quantity, where there are any."""

    features: Standardizer | None
    target: Standardizer | None

    def in_units(self, outputs: FloatArray) -> FloatArray:
        """Outputs of the network in the units of the target."""
        return outputs if self.target is None else self.target.inverse(outputs)


class Parts(NamedTuple):
    """Features and targets to train on and held out, the held-out targets as they were read, and what a guess names."""

    x_train: FloatArray
    x_test: FloatArray
    t_train: Targets
    t_test: Targets
    true: Targets
    scales: Scales
    guess: float

    def score(self, task: Task, outputs: FloatArray) -> Score:
        """The quality of a network's outputs for ``x_test``."""
        return task.score(self.scales.in_units(outputs), self.true, self.guess)
