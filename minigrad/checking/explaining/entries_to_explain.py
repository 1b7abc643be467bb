"""Claimed and measured entries of a gradient, some of which are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray


@final
@dataclass(frozen=True)
class Entries:
    """Some entries of a gradient: claimed a, measured d (NaN where unknown), the point x, and what is allowed between a
    and d."""

    a: Float64Array
    d: Float64Array
    x: Float64Array
    allowed: Float64Array

    def take(self, where: IntArray) -> Entries:
        """Some of them."""
        return Entries(self.a[where], self.d[where], self.x[where], self.allowed[where])

    @property
    def gap(self) -> Float64Array:
        """(n,) what the claim is off by, NaN where the slope is unknown."""
        return self.a - self.d

    @property
    def wrong(self) -> BoolArray:
        """(n,) where the claim is wrong."""
        return np.asarray(np.abs(self.gap) > self.allowed)

    def best_known(self, values: Float64Array, weight: Float64Array) -> float:
        """The one of the values of wrong entries that is known best, NaN if there is none: they are to be all the same.

        Args:
            values: (n,) numbers that are off by about ``allowed`` over ``weight``.
            weight: (n,) at least 0.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            doubt = np.where(self.wrong & np.isfinite(values), self.allowed / weight, np.inf)
        best = int(np.argmin(doubt)) if doubt.size else 0
        return float(values[best]) if doubt.size and np.isfinite(doubt[best]) else float("nan")
