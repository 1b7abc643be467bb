"""Pairs of numbers that must be equal: what each of the two maps says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray, filled
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Judgement


@final
@dataclass(frozen=True)
class Compared:
    """Numbers of both maps side by side.

    Attributes:
        names: of each pair of numbers.
        adjoint, forward: (n,) what each of the two maps says.
        bound: (n,) by how much rounding may have moved them.
        size: (n,) what a relative error is relative to.
        rtol: (n,) the part of it that they may differ by in any case.
    """

    names: tuple[str, ...]
    adjoint: Float64Array
    forward: Float64Array
    bound: Float64Array
    size: Float64Array
    rtol: Float64Array

    @property
    def gap(self) -> Float64Array:
        """(n,) how far apart the two numbers are."""
        return np.asarray(np.abs(self.adjoint - self.forward))

    @property
    def suspicious(self) -> bool:
        """Whether rounding does not explain a difference."""
        return bool((self.gap > CHECK.inside * self.bound + self.rtol * self.size).any())

    @property
    def refuted(self) -> Float64Array:
        """(n,) the difference from which on there is an error."""
        return np.asarray(CHECK.outside * self.bound + self.rtol * self.size)

    def judge(self) -> Judgement:
        """Where they agree, and where they do not; neither where rounding is as large as the numbers."""
        agree = self.gap <= CHECK.inside * self.bound + self.rtol * self.size
        narrow = self.bound <= np.maximum(CHECK.resolved, self.rtol) * self.size
        return Judgement(agree & narrow, self.gap > self.refuted)

    def take(self, which: IntArray) -> Compared:
        """Some of them."""
        return Compared(tuple(self.names[i] for i in which), *(column[which] for column in self._columns))

    def joined(self, others: Compared) -> Compared:
        """These and others."""
        pairs = zip(self._columns, others._columns, strict=True)
        return Compared((*self.names, *others.names), *(np.concatenate(pair) for pair in pairs))

    @property
    def _columns(self) -> tuple[Float64Array, ...]:
        return (self.adjoint, self.forward, self.bound, self.size, self.rtol)

    @staticmethod
    def of(
        names: tuple[str, ...],
        adjoint: Float64Array,
        forward: Float64Array,
        bound: Float64Array,
        size: Float64Array,
        rtol: float,
    ) -> Compared:
        """With one relative tolerance for all."""
        return Compared(names, adjoint, forward, bound, size, filled(len(names), rtol))
