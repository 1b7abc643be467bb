"""``DescentResult``, and the step that a callback gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, final

import numpy as np
from typing_extensions import TypeVar, override

from minigrad.arrays import Float64Array, FloatArray
from minigrad.descent.outcome import DescentOutcome
from minigrad.plain_data import PlainData
from minigrad.tables import html_table

X = TypeVar("X", default=FloatArray)
"""An array, or a structure of arrays."""


@final
@dataclass(frozen=True, eq=False, repr=False)
class DescentResult(PlainData):
    """Where a descent went and how it ended.

    Attributes:
        x: the last point.
        fun: the value there.
        jac: the gradient there; NaN where the run ended before it was computed.
        path: every point from x0 to x, (nit + 1, *x.shape).
        values: the value at each of them, (nit + 1,).
        nfev: how many times ``fun`` was evaluated, for numeric gradients too.
        njev: how many gradients were computed.
        nit: how many steps were made.
        outcome: how the run ended.
        message: the same as a sentence with numbers.
    """

    x: FloatArray
    fun: float
    jac: FloatArray
    path: FloatArray
    values: Float64Array
    nfev: int
    njev: int
    nit: int
    outcome: DescentOutcome
    message: str

    derived: ClassVar[tuple[str, ...]] = ("success",)

    @property
    def success(self) -> bool:
        """Whether the run converged, as :class:`~minigrad.DescentOutcome` defines it."""
        return self.outcome is DescentOutcome.CONVERGED

    @override
    def __repr__(self) -> str:
        return (
            f"<DescentResult {self.outcome.value}: fun = {self.fun:.6g} after {self.nit} steps, x of shape "
            f"{self.x.shape}>"
        )

    @override
    def __str__(self) -> str:
        return "\n".join(f"{name:>8}: {text}" for name, text in self._rows())

    def _repr_html_(self) -> str:
        return html_table(("", ""), self._rows(), f"{self.nit} steps")

    def _rows(self) -> list[tuple[str, str]]:
        return [
            ("message", self.message),
            ("success", str(self.success)),
            ("x", short(self.x)),
            ("fun", f"{self.fun:.9g} ({float(self.values[0]):.9g} at the start)"),
            ("jac", short(self.jac)),
            ("cost", f"{self.nit} steps, {self.nfev} evaluations (nfev), {self.njev} gradients (njev)"),
        ]


@final
@dataclass(frozen=True, eq=False)
class DescentStep(Generic[X]):
    """What a callback gets after each step; the array, or the structure of arrays, is a copy.

    Attributes:
        x: the present point.
        fun: the value there.
        nit: how many steps have been made.
    """

    x: X
    fun: float
    nit: int

    @override
    def __repr__(self) -> str:
        what = f"x of shape {self.x.shape}" if isinstance(self.x, np.ndarray) else f"x of class {type(self.x).__name__}"
        return f"<DescentStep {self.nit}: fun = {self.fun:.6g}, {what}>"


def short(array: FloatArray) -> str:
    """``array`` on a few lines, shortened where it is large."""
    return np.array2string(array, threshold=20, edgeitems=2, prefix=" " * 10)
