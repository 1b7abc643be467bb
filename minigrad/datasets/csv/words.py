"""A column of words as numbers: each word once, and for each row the position of its word."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import final

import numpy as np

from minigrad.arrays import IntArray

NO_WORD = -1
"""Position of a cell without a value."""


@final
class Words:
    """The distinct words of a column in the order in which they come, and which of them each row has.

    >>> words = Words()
    >>> for word in ("wet", "dry", "", "wet"):
    ...     words.add(word)
    >>> list(words.positions), words.rows.tolist()
    (['wet', 'dry'], [0, 1, -1, 0])
    """

    def __init__(self) -> None:
        self.positions: dict[str, int] = {}
        self._rows = array("q")

    def add(self, word: str) -> None:
        """One more row; the empty word stands for a cell without a value."""
        self._rows.append(self.positions.setdefault(word, len(self.positions)) if word else NO_WORD)

    def extend(self, cells: Sequence[str], words: Mapping[str, str]) -> None:
        """Many rows, each with a value: ``words`` has the word of each of the different ``cells``."""
        positions = {cell: self.positions.setdefault(word, len(self.positions)) for cell, word in words.items()}
        self._rows.extend(map(positions.__getitem__, cells))

    @property
    def are_truth_values(self) -> bool:
        """Whether the words are True and False, in capitals or not."""
        return {word.lower() for word in self.positions} <= {"true", "false"}

    @property
    def rows(self) -> IntArray:
        """Position of the word of each row (n,)."""
        return np.frombuffer(self._rows, dtype=np.int64)
