"""The estimate in the making: what each line has come to, filled in as lines are finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.adaptive.choice import Choice
from minigrad.differentiators.estimate import Estimate, Status, StatusArray

PRECISE: Final = 1e-8
"""A relative error that counts as converged, whatever it is due to."""
VAGUE: Final = 0.1
"""A relative error of the formula beyond which nothing is resolved."""


@final
@dataclass(frozen=True)
class Outcome:
    """The arrays of an :class:`Estimate`, and for each line the side on which alone f exists, 1 or -1, else 0."""

    value: Float64Array
    error: Float64Array
    step: Float64Array
    status: StatusArray
    side: Float64Array

    @staticmethod
    def unknown(n: int) -> Outcome:
        """Nothing is known of n lines: NaN, with an infinite bound."""
        status = np.full(n, Status.NOT_RESOLVED, np.int8)
        return Outcome(np.full(n, np.nan), np.full(n, np.inf), np.zeros(n), status, np.zeros(n))

    def keep(self, line: IntArray, choice: Choice, step: Float64Array, calm: BoolArray, *, two_sided: bool) -> None:
        """Remember the choice for each of these lines, where its bound is less than the one there is.

        Two bounds that do not meet cannot both hold. Then the shorter step counts, and the bound reaches to the other value.
        """
        old = self.error[line]
        apart = np.abs(choice.value - self.value[line])
        apart = np.where(apart > choice.error + old, apart, 0.0)
        new = np.where(apart > 0, step < self.step[line], choice.error < old)
        self.error[line] = np.where(new, choice.error, old) + apart
        line, part, apart = line[new], choice.take(new), apart[new]
        self.value[line] = part.value
        self.step[line] = step[new]
        wide = part._replace(truncation=part.truncation + apart, error=part.error + apart)
        self.status[line] = _status(wide, calm[new], two_sided)

    def fix(self, line: IntArray, value: Float64Array, error: Float64Array, step: Float64Array) -> None:
        """f has a kink at x: nothing else that was kept for these lines counts."""
        self.value[line], self.error[line], self.step[line] = value, error, step
        self.status[line] = _NOT_RESOLVED

    def doubt(self, line: IntArray, error: Float64Array) -> None:
        """What was kept for these lines has turned out to be less certain: by ``error``, or wrong altogether where that is inf."""
        total = self.error[line] + error
        self.error[line] = total
        self.value[line] = np.where(np.isfinite(total), self.value[line], np.nan)
        vague = ~(total <= VAGUE * np.abs(self.value[line]))
        self.status[line] = np.where(vague, _NOT_RESOLVED, _LIMITED_BY_NOISE)

    def estimate(self, evaluations: int) -> Estimate:
        """The finished estimate."""
        return Estimate(self.value, self.error, self.step, self.status, evaluations)


def _status(choice: Choice, calm: BoolArray, two_sided: bool) -> StatusArray:
    good = _CONVERGED if two_sided else _ONE_SIDED
    size, error = np.abs(choice.value), choice.error
    status = np.where(error > VAGUE * size, _NOT_RESOLVED, good)
    status = np.where(choice.noise > choice.truncation, _LIMITED_BY_NOISE, status)
    # Every value of f was the same, or f is even about x. If f moved further away, it may also be quantised.
    exact = (size == 0) & (choice.truncation == 0) & calm
    return np.where((error <= PRECISE * size) | exact, good, status)


_CONVERGED, _LIMITED_BY_NOISE = np.int8(Status.CONVERGED), np.int8(Status.LIMITED_BY_NOISE)
_ONE_SIDED, _NOT_RESOLVED = np.int8(Status.ONE_SIDED), np.int8(Status.NOT_RESOLVED)
