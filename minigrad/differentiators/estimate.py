"""What a differentiator returns: the derivative, how wrong it may be, and what it cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice
from typing import Annotated, Self, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray, Shape
from minigrad.plain_data import PlainData
from minigrad.quantities import shown
from minigrad.tables import html_table

SHOWN = 20
"""Coordinates that are printed, or shown in a notebook."""

StatusArray = npt.NDArray[np.int8]


class Status(IntEnum):
    """How one coordinate of an :class:`Estimate` came about. Compares with the numbers in ``Estimate.status``."""

    CONVERGED = 0
    """The formula's own error decides; the value is as good as its bound says."""
    LIMITED_BY_NOISE = 1
    """Rounding or noise in ``fun`` decides; a better formula would not help."""
    ONE_SIDED = 2
    """A bound or a domain edge lies within reach, so all points were taken on one side."""
    NOT_RESOLVED = 3
    """No step gave a trustworthy value; the bound says how little is known."""
    STEP_LOST = 4
    """``x + h == x``: the step vanished in rounding."""
    KINK = 5
    """The slopes on the two sides of x differ: ``Estimate.left`` and ``right``; ``value`` is their mean, and the bound
    holds both."""
    JUMP = 6
    """``fun`` does not tend to f(x), or its slopes have no limit: there is no derivative, and the bound is infinite."""
    QUANTISED = 7
    """``fun`` moves in steps coarser than those of float32; the bound allows for their height."""
    UNCHECKED = 8
    """Not looked at, since a budget of evaluations was used up; checks report it, differentiators do not."""


@final
@dataclass(frozen=True, eq=False)
class Estimate(PlainData):
    """A derivative with a bound on its error, coordinate by coordinate. Compare its arrays; it only equals itself.

    As plain data (``to_dict``) the statuses are written as their names, and an infinite bound as ``"inf"``.

    Attributes:
        value: the derivative; same shape as what was differentiated (``x.shape`` for a gradient).
        error: bound on ``|value - truth|``, same shape; infinite where nothing is known.
        step: the step h that ``value`` was taken with, in units of x, same shape.
        status: a :class:`Status` code for each coordinate, same shape.
        evaluations: number of points at which ``fun`` was evaluated, in all.
        left, right: the slopes on the two sides of x, same shape, NaN where they were not told apart; None where the
            method does not look at the two sides.

    >>> import minigrad as mg
    >>> estimate = mg.CentralDifference().estimate(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0])
    >>> estimate.value.round(6), estimate.evaluations
    (array([6., 8.]), 17)
    >>> bool((abs(estimate.value - [6.0, 8.0]) <= estimate.error).all())
    True
    """

    value: Float64Array
    error: Float64Array
    step: Float64Array
    status: Annotated[StatusArray, Status]
    evaluations: int
    left: Float64Array | None = None
    right: Float64Array | None = None

    def reshape(self, shape: Shape) -> Self:
        """The same estimate with every array brought into ``shape``."""
        if self.value.shape == shape:
            return self
        try:
            return self._each(lambda array: array.reshape(shape), self.status.reshape(shape))
        except (TypeError, ValueError) as reason:
            raise type(reason)(f"`shape` must be that of {self.value.size} numbers, got {shown(shape)}") from reason

    def take(self, index: IntArray) -> Self:
        """The estimate of some coordinates of a flat one."""
        return self._each(lambda array: array[index], self.status[index])

    def replaced(self, index: IntArray, other: Self) -> Self:
        """A flat estimate with ``other`` for some of its coordinates; ``other`` was made last and counts all
        evaluations."""
        left, right = self.left, self.right
        if left is None and right is None and (other.left is not None or other.right is not None):
            left = right = np.full(self.value.shape, np.nan)
        result = replace(self, left=left, right=right)._each(np.copy, self.status.copy())
        pairs = zip(result._floats(), other._floats(), strict=True)
        for mine, theirs in pairs:
            if mine is not None:
                mine[index] = np.nan if theirs is None else theirs
        result.status[index] = other.status
        return replace(result, evaluations=other.evaluations)

    def _floats(self) -> tuple[Float64Array | None, ...]:
        return self.value, self.error, self.step, self.left, self.right

    def _each(self, change: Callable[[Float64Array], Float64Array], status: StatusArray) -> Self:
        """The same change made to every array of numbers."""
        sides = (None if side is None else change(side) for side in (self.left, self.right))
        value, error, step = (change(array) for array in (self.value, self.error, self.step))
        return type(self)(value, error, step, status, self.evaluations, *sides)

    @override
    def __repr__(self) -> str:
        largest = float(self.error.max(initial=0.0))
        return f"<Estimate of shape {self.value.shape}: errors up to {largest:.2g}, {self.evaluations} evaluations>"

    @override
    def __str__(self) -> str:
        lines = [
            f"{v:>24}  {e:>9}  {h:>9}  {status}"
            for v, e, h, status in [("value", "error", "step", "status"), *self._rows()]
        ]
        return "\n".join([*lines, *self._more(), f"{self.evaluations} evaluations"])

    def _repr_html_(self) -> str:
        places = [", ".join(map(str, index)) for index in islice(np.ndindex(self.value.shape), SHOWN)]
        rows = [(place, *row) for place, row in zip(places, self._rows(), strict=True)]
        rows += [(more, "", "", "", "") for more in self._more()]
        return html_table(("index", "value", "error bound", "step", "status"), rows, f"{self.evaluations} evaluations")

    def _rows(self) -> list[tuple[str, str, str, str]]:
        """The first coordinates, as text."""
        parts = [array.reshape(-1)[:SHOWN].tolist() for array in (self.value, self.error, self.step, self.status)]
        return [(f"{v:.16g}", f"{e:.2g}", f"{h:.2g}", Status(s).name) for v, e, h, s in zip(*parts, strict=True)]

    def _more(self) -> list[str]:
        return [f"... and {self.value.size - SHOWN} more"] if self.value.size > SHOWN else []
