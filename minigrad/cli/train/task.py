"""What a network is to learn: classes, or a quantity; how its targets are prepared and its outputs judged."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, NamedTuple, TypeAlias

from minigrad.arrays import FloatArray, IntArray
from minigrad.datasets import Fold, Standardizer
from minigrad.objectives import Objective, Targets
from minigrad.scores import ClassificationReport, RegressionReport

Score: TypeAlias = ClassificationReport | RegressionReport


class Prepared(NamedTuple):
    """All targets as the network learns them; the standardizer of a quantity; what a guess always names."""

    targets: Targets
    standardizer: Standardizer | None
    guess: float


class Task(ABC):
    """A kind of target; ``t`` (n,) holds labels or numbers, as they were read."""

    name: ClassVar[str]

    @property
    @abstractmethod
    def objective(self) -> Objective:
        """What training minimises."""

    @property
    @abstractmethod
    def n_outputs(self) -> int:
        """Outputs of the network."""

    @property
    @abstractmethod
    def classes(self) -> tuple[str, ...]:
        """The names of the classes, if there are any."""

    @abstractmethod
    def described(self, t: Targets) -> str:
        """The targets in a few words."""

    @abstractmethod
    def held_out(self, t: Targets, seed: int) -> Fold:
        """Four fifths to train on and one fifth held out, each in random order."""

    @abstractmethod
    def folds(self, t: Targets, k: int, seed: int) -> tuple[Fold, ...]:
        """k parts, each held out once."""

    @abstractmethod
    def prepare(self, t: Targets, train: IntArray) -> Prepared:
        """All targets, by what the samples ``train`` are like."""

    @abstractmethod
    def score(self, outputs: FloatArray, t: Targets, guess: float | None) -> Score:
        """The quality of outputs (n, outputs) in the units of ``t`` (n,)."""


def figures(score: Score) -> dict[str, float]:
    """The figures that folds are compared by."""
    if isinstance(score, ClassificationReport):
        return {"accuracy": score.accuracy, "balanced accuracy": score.balanced_accuracy}
    return {"R2": score.r2, "mean absolute error": score.mean_absolute_error, "RMS error": score.rms_error}
