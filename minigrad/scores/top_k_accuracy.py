"""``TopKAccuracy``: the share of samples whose class is among the k most likely ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_count
from minigrad.scores.accuracy import true_classes


@final
@dataclass(frozen=True)
class TopKAccuracy:
    """The share of samples for which the target's output is one of the k largest.

    Of equal outputs, those of lower classes count as larger, as for :func:`~minigrad.accuracy`, which is k = 1.

    Args:
        k: at least 1.

    >>> outputs, labels = [[0.5, 0.3, 0.2], [0.5, 0.3, 0.2], [0.5, 0.3, 0.2]], [0, 1, 2]
    >>> round(TopKAccuracy(2)(outputs, labels), 4)
    0.6667
    """

    k: int = 5

    def __post_init__(self) -> None:
        object.__setattr__(self, "k", require_count("k", self.k))

    @property
    def name(self) -> str:
        """The name in a history, such as ``"top_5_accuracy"``."""
        return f"top_{self.k}_accuracy"

    def __call__(self, outputs: npt.ArrayLike, targets: npt.ArrayLike) -> float:
        """The share, in [0, 1].

        Args:
            outputs: (samples, classes): logits or probabilities.
            targets: labels (samples,), or one-hot rows (samples, classes).

        Raises:
            TypeError, ValueError: arrays that do not fit, or targets that do not name one class for each sample.
        """
        rows, labels = true_classes(outputs, targets)
        own = np.take_along_axis(rows, labels[:, np.newaxis], axis=1)
        earlier = np.arange(rows.shape[1]) < labels[:, np.newaxis]
        ahead = ((rows > own) | ((rows == own) & earlier)).sum(axis=1)
        return float(np.mean(ahead < self.k))
