"""The estimate in the making: what each line has come to, filled in as lines are finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray, anywhere, everywhere, filled
from minigrad.differentiators.adaptive.best_entry import Choice
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
        return Outcome(filled(n, np.nan), filled(n, np.inf), np.zeros(n), _NOT_RESOLVED.repeat(n), np.zeros(n))

    def keep(self, line: IntArray, choice: Choice, step: Float64Array, calm: BoolArray, *, two_sided: bool) -> None:
        """Remember the choice for each of these lines, where its bound is less than the one there is.

        Two bounds that do not meet cannot both hold. Then the shorter step counts, and the bound reaches to the other
        value.

        Args:
            calm: whether no longer step has shown anything else.
        """
        error, old = choice.error, self.error[line]
        apart = np.abs(choice.value - self.value[line])
        disjoint = apart > error + old
        new = error < old
        if anywhere(disjoint):
            new = np.where(disjoint, step < self.step[line], new)
            apart = np.where(disjoint, apart, 0.0)
            self.error[line] = old + apart
            error, choice = error + apart, choice._replace(truncation=choice.truncation + apart)
        if not everywhere(new):
            line, choice, error, step, calm = line[new], choice.take(new), error[new], step[new], calm[new]
        self.value[line], self.error[line], self.step[line] = choice.value, error, step
        self.status[line] = _status(choice, error, calm, two_sided)

    def fix(self, line: IntArray, value: Float64Array, error: Float64Array) -> None:
        """Less is known of these lines than what was kept: this, or nothing where that is not finite."""
        self.value[line] = np.where(np.isfinite(error), value, np.nan)
        self.error[line] = error
        self.status[line] = np.where(error <= VAGUE * np.abs(value), _LIMITED_BY_NOISE, _NOT_RESOLVED)

    def estimate(self, evaluations: int) -> Estimate:
        """The finished estimate."""
        return Estimate(self.value, self.error, self.step, self.status, evaluations)


def _status(choice: Choice, error: Float64Array, calm: BoolArray, two_sided: bool) -> StatusArray:
    good = _CONVERGED if two_sided else _ONE_SIDED
    size = np.abs(choice.value)
    # Every value of f was the same, or f is even about x. If f moved further away, it may also be quantised.
    converged = (error <= PRECISE * size) | ((size == 0) & (choice.truncation == 0) & calm)
    if everywhere(converged):
        return good.repeat(size.size)
    status = np.where(error > VAGUE * size, _NOT_RESOLVED, good)
    return np.where(converged, good, np.where(choice.noise > choice.truncation, _LIMITED_BY_NOISE, status))


_CONVERGED, _LIMITED_BY_NOISE = np.int8(Status.CONVERGED), np.int8(Status.LIMITED_BY_NOISE)
_ONE_SIDED, _NOT_RESOLVED = np.int8(Status.ONE_SIDED), np.int8(Status.NOT_RESOLVED)
