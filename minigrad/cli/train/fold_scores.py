"""``--folds``: what each fold of a cross-validation reached, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.cli.train.samples import Parts, Samples
from minigrad.cli.train.task import Score, figures
from minigrad.cli.usage import user_mistakes
from minigrad.datasets import CrossValidation, Fold
from minigrad.plain_data.json_values import JsonObject


@final
@dataclass(frozen=True)
class FoldScores:
    """The score of each fold, and that of all samples, each judged by the network that did not see it.

    Attributes:
        each: one score for each fold.
        together: the score of the outputs of all folds.
        outputs: (n, outputs) for all samples, in the units of the target.
    """

    each: tuple[Score, ...]
    together: Score
    outputs: FloatArray

    @property
    def compared(self) -> dict[str, CrossValidation]:
        """Each figure over the folds."""
        rows = [figures(score) for score in self.each]
        return {name: CrossValidation(np.array([row[name] for row in rows])) for name in rows[0]}

    @override
    def __str__(self) -> str:
        parts = [f"{name} {scores.mean:.4g} +- {scores.spread:.2g}" for name, scores in self.compared.items()]
        return f"{', '.join(parts)} (mean and standard deviation of {len(self.each)} folds)"

    def to_dict(self) -> JsonObject:
        """Plain data: each figure with its values, mean and spread, and the report of all samples."""
        compared: JsonObject = {name: scores.to_dict() for name, scores in self.compared.items()}
        return {"number": len(self.each), "figures": compared, "together": self.together.to_dict()}


def run_folds(
    samples: Samples,
    folds: Sequence[Fold],
    train: Callable[[int, Parts], FloatArray],
    tell: Callable[[str], None],
) -> FoldScores:
    """Train once for each fold.

    Args:
        samples: all of them.
        folds: which are held out, in turn.
        train: trains for the fold of this number, from 1, and returns its outputs for ``x_test``.
        tell: is given a line about each fold.
    """
    scores = list[Score]()
    outputs = np.zeros((len(samples.x), samples.task.n_outputs))
    for number, fold in enumerate(folds, start=1):
        with user_mistakes(ValueError):  # a column without a value in this part, say
            parts = samples.parts(fold)
        raw = train(number, parts)
        scores.append(parts.score(samples.task, raw))
        outputs[fold.test] = parts.scales.in_units(raw)
        reached = ", ".join(f"{name} {value:.4g}" for name, value in figures(scores[-1]).items())
        tell(f"fold {number:<5} {reached} ({len(fold.test)} sample{'s'[: len(fold.test) != 1]})")
    return FoldScores(tuple(scores), samples.task.score(outputs, samples.t, None), outputs)
