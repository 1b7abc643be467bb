"""The activations of one layer, from which columns are read, and copied with one column replaced.

A column is what the samples have in one place of their first axis: the numbers of one feature, or the images of one
channel. Where a layer has made features of channels, several features move together.
"""

from __future__ import annotations

from typing import final

import numpy as np

from minigrad.arrays import FloatArray, IntArray


@final
class ColumnStore:
    """Activations of which columns are read; samples come last in memory, so that each column is one block.

    Args:
        values: (samples, features), or (samples, channels, ...).
    """

    def __init__(self, values: FloatArray) -> None:
        self.values = values
        self._stored: FloatArray = np.ascontiguousarray(np.moveaxis(values, 0, -1))
        self._addend: FloatArray = np.moveaxis(self._stored, -1, 0)

    def read(self, column: IntArray) -> FloatArray:
        """The columns (k,), or groups of columns (k, width): (k, samples, ...), or (k, samples, width)."""
        block: FloatArray = self._stored[column]
        return block if block.ndim == 2 else np.moveaxis(block, -1, 1)

    def added_to(self, stack: FloatArray) -> FloatArray:
        """``stack`` (k, samples, ...) with the activations added to each copy, in place."""
        stack += self._addend
        return stack

    def replaced(self, column: IntArray, contents: FloatArray) -> FloatArray:
        """Copies with some columns of each replaced by ``contents``: (k, samples, ...)."""
        if self._stored.ndim > 2:
            images: FloatArray = np.repeat(self._stored[np.newaxis], len(column), axis=0)
            images[np.arange(len(column)), column] = np.moveaxis(contents, 1, -1)
            return np.moveaxis(images, -1, 1)
        stack: FloatArray = np.repeat(self._stored[:, np.newaxis, :], len(column), axis=1)  # features first in memory
        copy = np.arange(len(column)).reshape(-1, *[1] * (column.ndim - 1))
        stack[column, copy] = np.moveaxis(contents, 1, -1)
        return stack.transpose(1, 2, 0)
