"""What an objective may tell about its structure, so that numeric gradients need not compute everything again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np

from minigrad.arrays import FloatArray, IntArray
from minigrad.objectives.targets import Targets

ColumnValues: TypeAlias = Callable[[IntArray, FloatArray], FloatArray]
"""From columns (k,) and their new contents (k, samples) to the samples' values (k, samples)."""


@runtime_checkable
class RespondsToOneColumn(Protocol):
    """An objective that can be updated when one column of the outputs changes."""

    def column_values(self, outputs: FloatArray, targets: Targets) -> ColumnValues:
        """A function that gives the values of all samples when one column of ``outputs`` is replaced.

        Args:
            outputs: (samples, features).
            targets: prepared.
        """
