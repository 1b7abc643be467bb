"""The fast path for one line on which nothing is unusual, as on most: three pairs of points, a check, two more pairs,
and the table.

It computes what ``quartic_fit`` and ``ladder_reading`` compute, in Python's own numbers, which for a single line are
several times faster than arrays of length one. Whatever is unusual, a division by zero too, is left to the search,
together with the slopes that are known by then.
"""

from __future__ import annotations

from math import hypot, isfinite, pow, sqrt, ulp

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.adaptive_settings import SETTINGS
from minigrad.differentiators.adaptive.extrapolation.table_matrices import BETTER, ENTRIES, TOP
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, RUNGS, SENTINEL, SLOTS
from minigrad.differentiators.adaptive.options import Options
from minigrad.differentiators.adaptive.windows.sentinel_noise import noise_of_steps
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.probes.probe import Probe


def differentiate_one_line(probe: Probe, options: Options) -> tuple[Estimate | None, Float64Array]:
    """The first derivative on the only line of ``probe``, or None if something is unusual.

    Returns:
        It, and the slopes (SLOTS, 2, 1) that are known.
    """
    line = OneLine(probe, options)
    if line.usual:
        line.evaluate([*range(RUNGS)[COARSE], SENTINEL])
        try:
            if line.window_fits():
                line.evaluate([1, 3])
                return line.read_ladder(), line.slopes
        except (ZeroDivisionError, OverflowError):
            pass
    return None, line.slopes


class OneLine:
    """The line, with the names that ``State`` has for what is known of it."""

    def __init__(self, probe: Probe, options: Options) -> None:
        geometry, smallest = probe.geometry, SETTINGS.smallest_scale
        self._probe, self._options = probe, options
        self.slopes: Float64Array = np.full((SLOTS, 2, 1), np.nan)
        magnitude = geometry.magnitude.item()
        self.position: float = abs(geometry.position.item())
        largest = max(magnitude, self.position)
        self.usual: bool = not geometry.bounded and smallest < magnitude and largest < 1 / smallest
        self.window: float = SETTINGS.first_window * magnitude
        self.base: float = probe.base().item()

    def evaluate(self, slots: list[int]) -> None:
        """Fill these slots."""
        spacing = ulp(self.position + self.window)
        lengths = [max(round(offset * self.window / spacing), 1) * spacing for offset in OFFSETS[slots].tolist()]
        steps = lengths + [-length for length in lengths]
        values = self._probe.values(np.zeros(len(steps), np.int64), np.array(steps), catch=self._options.domain_errors)
        slopes = [(value - self.base) / step for value, step in zip(values.tolist(), steps, strict=True)]
        finite = [slope if isfinite(slope) else np.inf for slope in slopes]
        self.slopes[slots, :, 0] = np.array(finite).reshape(2, -1).T

    @np.errstate(all="ignore")
    def window_fits(self) -> bool:
        """Whether the window resolves f, f has no more than rounding errors, and no other window would be much
        better."""
        taylor: list[float] = (self._options.matrices.coarse @ self.slopes[COARSE].reshape(4)).tolist()
        steepness, curvature = abs(taylor[0]) + abs(taylor[1]), abs(taylor[2]) + abs(taylor[3])
        epsilon, sentinel, margin = self._probe.value_epsilon, self._sentinel(), SETTINGS.rounding_margin
        rounding = epsilon * (abs(self.base) + steepness * self.window)
        largest = max(abs(deviation) for deviation in self._deviations(taylor))
        explained = curvature * sentinel / SETTINGS.quartic_error + margin * rounding
        return (
            largest <= explained + margin * epsilon * self.position * steepness
            and curvature <= SETTINGS.largest_change * steepness
            and self._near_best(curvature / steepness, rounding, steepness * self.window)
        )

    def _near_best(self, change: float, rounding: float, variation: float) -> bool:
        """Whether a better window would not be much longer or shorter; ``quartic_fit.growth_factor`` for no noise."""
        relative, best_change = SETTINGS.average_rounding * rounding / variation, SETTINGS.best_change
        q = max(change, SETTINGS.change_of_noise * relative, 1e-30)
        grown = pow(relative * sqrt(q / best_change) * SETTINGS.noise_of_best_change, 2 / 9)
        best = min(best_change * max(1.0, grown), SETTINGS.largest_best_change)
        error = SETTINGS.error_of_noise * relative / max(SETTINGS.goal, self._options.rtol)
        pays = max(1.0, min(error, SETTINGS.variation * abs(self.base) / variation))
        return 1 / SETTINGS.window_tolerance < min(sqrt(best / q), pays) < SETTINGS.window_tolerance

    def _sentinel(self) -> float:
        step: float = OFFSETS.item(SENTINEL) * self.window
        return step

    def _deviations(self, taylor: list[float]) -> tuple[float, float]:
        """The sentinel's deviations from the quartic with these coefficients, above and below."""
        (above, below), u = self.slopes[SENTINEL, :, 0].tolist(), OFFSETS.item(SENTINEL)
        odd, even = u * (taylor[1] + u * u * taylor[3]), taylor[0] + u * u * taylor[2]
        return (above - even - odd) * u * self.window, (even - odd - below) * u * self.window

    @np.errstate(all="ignore")
    def read_ladder(self) -> Estimate | None:
        """The best entry of the table, if nothing but rounding limits it and a shorter ladder would not be better."""
        matrices, n = self._options.matrices, len(ENTRIES)
        product: list[float] = (matrices.rows @ self.slopes[:RUNGS].reshape(2 * RUNGS)).tolist()
        gap, rate = _gaps(product[n : 2 * n])
        noise = self._noise(product[2 * n : 2 * n + 6], rate) / self.window
        floor = [SETTINGS.noise_factor * noise * gain for gain in matrices.gain[:, 0].tolist()]
        factor = SETTINGS.truncation_factor
        truncation = [factor * max(gap[i], gap[better] - floor[better]) for i, better in enumerate(BETTER.tolist())]
        best = min(range(n), key=lambda i: truncation[i] + floor[i])
        value, error = product[best], truncation[best] + floor[best]
        goal = max(SETTINGS.goal, self._options.rtol)
        enough = truncation[best] <= SETTINGS.pays * floor[best] or error <= goal * abs(value)
        if not (_regular(gap, floor) and enough and error <= SETTINGS.precise * abs(value)):
            return None
        if self._maybe_nonsmooth(product[2 * n + 6 :], value, noise):
            return None
        status = np.array([Status.CONVERGED], np.int8)
        return Estimate(np.array([value]), np.array([error]), np.array([self.window]), status, self._probe.evaluations)

    def _noise(self, rows: list[float], rate: float) -> float:
        """The noise of a value of f at the end of the window; infinite where it is more than roundings explain."""
        epsilon, sentinel, base = self._probe.value_epsilon, self._sentinel(), abs(self.base)
        size, slope = base + np.abs(self.slopes[0]).max().item() * self.window, abs(rows[2])
        above, below = self._deviations(rows[2:])
        odd = max(abs(above - below) - 2 * abs(rows[0]) * rate * sentinel, 0.0)
        near = max(hypot(odd / 2, (above + below) / sqrt(12.0)), SETTINGS.rounding_noise * epsilon * size)
        samples = [row / gain for row, gain in zip(rows, self._options.matrices.last_gain[:, 0].tolist(), strict=False)]
        grown = min(near * size / (base + slope * sentinel), SETTINGS.grown_noise * hypot(*samples))
        rounding_of_x = SETTINGS.rounding_margin * epsilon * self.position * slope
        loud = near > SETTINGS.loud * epsilon * size + rounding_of_x
        return np.inf if loud else max(near, grown) + noise_of_steps(self.position, abs(rows[4]))

    def _maybe_nonsmooth(self, rows: list[float], value: float, noise: float) -> bool:
        """Whether there may be a kink or a jump of f'' at x."""
        threshold = SETTINGS.nonsmooth_factor * noise
        for k, gain in enumerate(self._options.matrices.nonsmooth_gain[:, 0].tolist()):
            error = abs(rows[6 + k])
            if k % 3 == 2:
                error *= min(abs(rows[5 + k] / rows[4 + k]), 0.5)
            if abs(rows[k] - value * (k > 2)) > error + threshold * gain:
                return True
        return False


def _gaps(differences: list[float]) -> tuple[list[float], float]:
    """The gaps of the table, and the rate at which the last ones shrink; see ``richardson_table.read_table``."""
    gap = [abs(difference) for difference in differences]
    first_rate = 4 * gap[TOP - 2] / gap[TOP - 3]
    rate = min(max(4 * gap[TOP - 1] / gap[TOP - 2], 4 * first_rate), 1.0)
    gap[TOP] = max(gap[TOP - 1], gap[TOP - 2] * min(first_rate, 1.0)) * rate
    return gap, rate


def _regular(gap: list[float], floor: list[float]) -> bool:
    """Whether the second column converges at its proper rate."""
    expected, found, noise = gap[ENTRIES.index((2, 1))] / 16, gap[TOP - 2], floor[TOP - 2]
    return max(found, expected) <= SETTINGS.irregular * min(found, expected) + noise
