"""The estimate while it is computed: the best that is known of each line so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray, anywhere, everywhere, filled
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.extrapolation.best_entry import Bounded
from minigrad.differentiators.estimate import Estimate, Status, StatusArray


@final
@dataclass(frozen=True)
class RunningEstimate:
    """The arrays of an :class:`Estimate`, and for each line the side on which alone f exists, 1 or -1, else 0."""

    value: Float64Array
    error: Float64Array
    step: Float64Array
    status: StatusArray
    side: Float64Array

    @staticmethod
    def unknown(n: int) -> RunningEstimate:
        """Nothing is known of n lines: NaN, with an infinite bound."""
        return RunningEstimate(filled(n, np.nan), filled(n, np.inf), np.zeros(n), _NOT_RESOLVED.repeat(n), np.zeros(n))

    def improve(
        self, line: IntArray, found: Bounded, step: Float64Array, undisputed: BoolArray, *, two_sided: bool
    ) -> None:
        """Take what was found for each of these lines, where its bound is less than the one there is.

        Two bounds that do not meet cannot both hold. Then the shorter step counts, and its bound is extended to the
        other value.

        Args:
            line: (n,) their numbers.
            found: the derivatives with their bounds.
            step: (n,) the windows.
            undisputed: (n,) whether no longer window has shown anything else.
            two_sided: whether f was evaluated on both sides of x.
        """
        error, old = found.error, self.error[line]
        apart = np.abs(found.value - self.value[line])
        disjoint = apart > error + old
        better = error < old
        if anywhere(disjoint):
            better = np.where(disjoint, step < self.step[line], better)
            apart = np.where(disjoint, apart, 0.0)
            self.error[line] = old + apart
            error, found = error + apart, found._replace(truncation=found.truncation + apart)
        if not everywhere(better):
            line, found, error, step = line[better], found.take(better), error[better], step[better]
            undisputed = undisputed[better]
        self.value[line], self.error[line], self.step[line] = found.value, error, step
        self.status[line] = _status(found, error, undisputed, two_sided)

    def replace(self, line: IntArray, value: Float64Array, error: Float64Array) -> None:
        """Less is known of these lines than was thought: this, or nothing where that is not finite."""
        self.value[line] = np.where(np.isfinite(error), value, np.nan)
        self.error[line] = error
        self.status[line] = np.where(error <= SETTINGS.vague * np.abs(value), _LIMITED_BY_NOISE, _NOT_RESOLVED)

    def estimate(self, evaluations: int) -> Estimate:
        """The finished estimate."""
        return Estimate(self.value, self.error, self.step, self.status, evaluations)


def _status(found: Bounded, error: Float64Array, undisputed: BoolArray, two_sided: bool) -> StatusArray:
    good = _CONVERGED if two_sided else _ONE_SIDED
    size = np.abs(found.value)
    # 0 +- noise: every value of f was the same, or f is even about x. If f moved further away, it may be quantised.
    zero = (size == 0) & (found.truncation == 0) & undisputed
    converged = (error <= SETTINGS.precise * size) | zero
    if everywhere(converged):
        return good.repeat(size.size)
    status = np.where(error > SETTINGS.vague * size, _NOT_RESOLVED, good)
    return np.where(converged, good, np.where(found.noise > found.truncation, _LIMITED_BY_NOISE, status))


_CONVERGED, _LIMITED_BY_NOISE = np.int8(Status.CONVERGED), np.int8(Status.LIMITED_BY_NOISE)
_ONE_SIDED, _NOT_RESOLVED = np.int8(Status.ONE_SIDED), np.int8(Status.NOT_RESOLVED)
