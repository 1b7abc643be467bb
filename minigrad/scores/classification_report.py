"""``ClassificationReport``: precision, recall and F1 of each class, beside a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import as_names, require_integer
from minigrad.arrays import Float64Array, IntArray
from minigrad.plain_data import PlainData
from minigrad.scores.confusion_matrix import confusion_matrix
from minigrad.tables import text_table

_SHOWN: Final = 12
"""How many classes a printed report lists."""

_FIGURES: Final = ("precision", "recall", "f1", "samples")


@final
@dataclass(frozen=True, eq=False)
class ClassificationReport(PlainData):
    """What a classifier got right and wrong, class by class; made by :func:`~minigrad.classification_report`.

    Printed, it has one line for each class, at most 12: those with the lowest F1.

    Attributes:
        counts: the :func:`~minigrad.confusion_matrix` as rows of numbers.
        target_names: the name of each class.
        guess: the class that is named by one who never looks at the inputs.

    Source: C. J. van Rijsbergen (1979), Information Retrieval, chapter 7.
    """

    derived: ClassVar[tuple[str, ...]] = (
        "accuracy",
        "guess_accuracy",
        "balanced_accuracy",
        "precision",
        "recall",
        "f1",
        "samples",
    )

    counts: tuple[tuple[int, ...], ...]
    target_names: tuple[str, ...]
    guess: int

    @property
    def matrix(self) -> IntArray:
        """The counts as an array (classes, classes)."""
        return np.array(self.counts, dtype=np.int64)

    @property
    def samples(self) -> tuple[int, ...]:
        """How many samples each class has."""
        return tuple(map(sum, self.counts))

    @property
    def right(self) -> int:
        """How many samples were taken for their own class."""
        return int(np.trace(self.matrix))

    @property
    def accuracy(self) -> float:
        """The share of samples that were taken for their own class."""
        return self.right / sum(self.samples)

    @property
    def guess_accuracy(self) -> float:
        """The accuracy of always naming the class ``guess``."""
        return self.samples[self.guess] / sum(self.samples)

    @property
    def balanced_accuracy(self) -> float:
        """The mean recall of the classes that have samples: of a guess it is 1 / classes, however rare a class is."""
        return float(np.nanmean(self.recall))

    @property
    def precision(self) -> Float64Array:
        """Of the samples that were taken for each class, the share that belongs to it; NaN where there are none."""
        return _shares(self.matrix, self.matrix.sum(axis=0))

    @property
    def recall(self) -> Float64Array:
        """Of the samples of each class, the share that was taken for it; NaN where there are none."""
        return _shares(self.matrix, self.matrix.sum(axis=1))

    @property
    def f1(self) -> Float64Array:
        """The harmonic mean of precision and recall, 0 where nothing is right; NaN for a class that neither the targets
        nor the outputs name."""
        return _shares(2 * self.matrix, self.matrix.sum(axis=0) + self.matrix.sum(axis=1))

    @override
    def __str__(self) -> str:
        return f"{self.summary()}\n{self.table()}"

    def summary(self) -> str:
        """The accuracy, that of a guess, and the balanced accuracy, in one line."""
        guess = f'always guessing "{self.target_names[self.guess]}"'
        return (
            f"accuracy {self.accuracy:.3f} ({self.right} of {sum(self.samples)} right; {guess}: "
            f"{self.guess_accuracy:.3f}), balanced accuracy {self.balanced_accuracy:.3f}"
        )

    def table(self) -> str:
        """The figures of each class, and for which others its samples were taken."""
        worst_first = np.argsort(np.nan_to_num(self.f1, nan=2.0), kind="stable")
        shown = sorted(worst_first[:_SHOWN].tolist())
        text = text_table(("class", *_FIGURES, "taken for"), [self._row(label) for label in shown], _FIGURES)
        hidden = len(self.counts) - len(shown)
        return f"{text}\n... and {hidden} more classes, whose f1 is not lower" if hidden else text

    def _row(self, label: int) -> tuple[str, ...]:
        figures = (f"{values[label]:.3f}" for values in (self.precision, self.recall, self.f1))
        wrong = [(count, other) for other, count in enumerate(self.counts[label]) if count and other != label]
        most_first = sorted(wrong, key=lambda each: (-each[0], each[1]))
        taken = ", ".join(f"{self.target_names[other]} ({count})" for count, other in most_first[:3])
        more = ", ..." if len(wrong) > 3 else ""
        shown = ("-" if figure == "nan" else figure for figure in figures)
        return self.target_names[label], *shown, str(self.samples[label]), taken + more


def classification_report(
    outputs: npt.ArrayLike, targets: npt.ArrayLike, *, target_names: Sequence[str] = (), guess: int | None = None
) -> ClassificationReport:
    """Precision, recall and F1 of each class, and the accuracy beside that of a guess.

    A high accuracy says little where one class is rare: what always naming the largest class reaches stands beside it.

    Args:
        outputs: (samples, classes): logits or probabilities; a sample is taken for the class of its largest output.
        targets: labels (samples,), or one-hot rows (samples, classes).
        target_names: a name for each class; by default their numbers.
        guess: the class that a guess always names, such as the largest in the training part; by default the largest in
            ``targets``.

    Raises:
        TypeError, ValueError: as :func:`~minigrad.confusion_matrix`; also for names or a guess that fit no class.

    >>> print(classification_report([[2, 1], [3, 1], [2, 0], [2, 1]], [0, 0, 0, 1], target_names=["well", "ill"]))
    accuracy 0.750 (3 of 4 right; always guessing "well": 0.750), balanced accuracy 0.500
    class  precision  recall     f1  samples  taken for
    well       0.750   1.000  0.857        3
    ill            -   0.000  0.000        1  well (1)
    """
    counts = confusion_matrix(outputs, targets)
    names = as_names("target_names", target_names) or tuple(map(str, range(len(counts))))
    if len(names) != len(counts):
        raise ValueError(f"`target_names` must have {len(counts)} names, one per class, got {len(names)}")
    label = int(counts.sum(axis=1).argmax()) if guess is None else require_integer("guess", guess)
    if not 0 <= label < len(counts):
        raise ValueError(f"`guess` must be a class in [0, {len(counts)}), got {label}")
    return ClassificationReport(tuple(tuple(row) for row in counts.tolist()), names, label)


def _shares(counts: IntArray, totals: IntArray) -> Float64Array:
    """The diagonal of ``counts`` divided by ``totals``, NaN where these are 0."""
    nowhere = np.full(len(totals), np.nan)
    shares: Float64Array = np.divide(np.diagonal(counts), totals, out=nowhere, where=totals > 0)
    return shares
