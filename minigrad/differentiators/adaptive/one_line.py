"""The short way for one line that is plain, as most are: three pairs, a look, two more pairs, a reading, and that is
all.

It is ``scale.look`` and ``climb.climb`` in Python's own numbers, which for a single line are several times faster than
arrays of length one. Whatever is unusual, a division by zero too, is left to the search, with the slopes that were
seen.
"""

from __future__ import annotations

from math import hypot, isfinite, pow, sqrt, ulp

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.best_entry import IRREGULAR, NOISE_FACTOR, TRUNCATION_FACTOR, WITNESS_FACTOR
from minigrad.differentiators.adaptive.ladder import COARSE, OFFSETS, RUNGS, SENTINEL, SLOTS
from minigrad.differentiators.adaptive.reading import PAYS
from minigrad.differentiators.adaptive.results import PRECISE
from minigrad.differentiators.adaptive.richardson_table import BETTER, ENTRIES, TOP, Setting
from minigrad.differentiators.adaptive.sentinel_noise import ROUNDING, of_steps
from minigrad.differentiators.adaptive.start import SMALLEST, START
from minigrad.differentiators.adaptive.window import BEST_CHANGE, GOAL, LARGEST_CHANGE, LOUD, WIDE
from minigrad.differentiators.estimate import Estimate, Status
from minigrad.probes.probe import Probe


def settle(probe: Probe, setting: Setting) -> tuple[Estimate | None, Float64Array]:
    """The first derivative on the only line of ``probe``, if that is plain; and the slopes (SLOTS, 2, 1) that were
    seen."""
    line = Line(probe, setting)
    if line.ordinary:
        line.evaluate([*range(RUNGS)[COARSE], SENTINEL])
        try:
            if line.fits():
                line.evaluate([1, 3])
                return line.read(), line.slopes
        except (ZeroDivisionError, OverflowError):
            pass
    return None, line.slopes


class Line:
    """The one line, with the names that ``Front`` has for what is known of it."""

    def __init__(self, probe: Probe, setting: Setting) -> None:
        geometry = probe.geometry
        self._probe, self._setting = probe, setting
        self.slopes: Float64Array = np.full((SLOTS, 2, 1), np.nan)
        magnitude = geometry.magnitude.item()
        self.position: float = abs(geometry.position.item())
        largest = max(magnitude, self.position)
        self.ordinary: bool = not geometry.bounded and SMALLEST < magnitude and largest < 1 / SMALLEST
        self.window: float = START[True] * magnitude
        self.base: float = probe.base().item()

    def evaluate(self, slots: list[int]) -> None:
        """Fill these slots."""
        spacing = ulp(self.position + self.window)
        lengths = [max(round(offset * self.window / spacing), 1) * spacing for offset in OFFSETS[slots].tolist()]
        steps = lengths + [-length for length in lengths]
        values = self._probe.values(np.zeros(len(steps), np.int64), np.array(steps), catch=self._setting.domain_errors)
        slopes = [(value - self.base) / step for value, step in zip(values.tolist(), steps, strict=True)]
        seen = [slope if isfinite(slope) else np.inf for slope in slopes]
        self.slopes[slots, :, 0] = np.array(seen).reshape(2, -1).T

    @np.errstate(all="ignore")
    def fits(self) -> bool:
        """Whether the window is right: it resolves f, with no more than rounding errors, and has a good length
        (``growth``)."""
        taylor: list[float] = (self._setting.tableau.coarse @ self.slopes[COARSE].reshape(4)).tolist()
        slope, bent = abs(taylor[0]) + abs(taylor[1]), abs(taylor[2]) + abs(taylor[3])
        epsilon, sentinel = self._probe.value_epsilon, OFFSETS.item(SENTINEL) * self.window
        rounding = epsilon * (abs(self.base) + slope * self.window)
        deviation = max(abs(residual) for residual in self._residuals(taylor))
        usual = bent * sentinel / 4 + 8 * rounding + 8 * epsilon * self.position * slope
        return (
            deviation <= usual
            and bent <= LARGEST_CHANGE * slope
            and self._close(bent / slope, rounding, slope * self.window)
        )

    def _close(self, change: float, rounding: float, variation: float) -> bool:
        """Whether a better window would not be much longer or shorter."""
        relative = rounding / 4 / variation
        q = max(change, 10 * relative, 1e-30)
        best = min(BEST_CHANGE * max(1.0, pow(relative * sqrt(q / BEST_CHANGE) * 2.5e14, 2 / 9)), 0.4)
        pays = min(50 * relative / max(GOAL, self._setting.rtol), 4 * abs(self.base) / variation)
        return 1 / WIDE < min(sqrt(best / q), max(1.0, pays)) < WIDE

    def _residuals(self, taylor: list[float]) -> tuple[float, float]:
        (above, below), u = self.slopes[SENTINEL, :, 0].tolist(), OFFSETS.item(SENTINEL)
        odd, even = u * (taylor[1] + u * u * taylor[3]), taylor[0] + u * u * taylor[2]
        return (above - even - odd) * u * self.window, (even - odd - below) * u * self.window

    @np.errstate(all="ignore")
    def read(self) -> Estimate | None:
        """The best entry of the table, if there is no more than rounding and nothing that a shorter ladder would
        better."""
        tableau, n = self._setting.tableau, len(ENTRIES)
        product: list[float] = (tableau.rows @ self.slopes[:RUNGS].reshape(2 * RUNGS)).tolist()
        gap = [abs(difference) for difference in product[n : 2 * n]]
        one = 4 * gap[TOP - 2] / gap[TOP - 3]
        rate = min(max(4 * gap[TOP - 1] / gap[TOP - 2], 4 * one), 1.0)
        gap[TOP] = max(gap[TOP - 1], gap[TOP - 2] * min(one, 1.0)) * rate
        level = self._noise(product[2 * n : 2 * n + 6], rate) / self.window
        floor = [NOISE_FACTOR * level * gain for gain in tableau.gain[:, 0].tolist()]
        left_out = [
            TRUNCATION_FACTOR * max(gap[i], gap[better] - floor[better]) for i, better in enumerate(BETTER.tolist())
        ]
        best = min(range(n), key=lambda i: left_out[i] + floor[i])
        value, error = product[best], left_out[best] + floor[best]
        before, after, unheard = gap[ENTRIES.index((2, 1))] / 16, gap[TOP - 2], floor[TOP - 2]
        regular = max(after, before) <= IRREGULAR * min(after, before) + unheard
        enough = left_out[best] <= PAYS * floor[best] or error <= max(GOAL, self._setting.rtol) * abs(value)
        if not (regular and enough and error <= PRECISE * abs(value)) or self._witnessed(
            product[2 * n + 6 :], value, level
        ):
            return None
        status = np.array([Status.CONVERGED], np.int8)
        return Estimate(np.array([value]), np.array([error]), np.array([self.window]), status, self._probe.evaluations)

    def _noise(self, rows: list[float], rate: float) -> float:
        """The noise of a value of f at the end of the window; infinite where it is more than roundings explain."""
        epsilon, sentinel, base = self._probe.value_epsilon, OFFSETS.item(SENTINEL) * self.window, abs(self.base)
        size, steepness = base + np.abs(self.slopes[0]).max().item() * self.window, abs(rows[2])
        above, below = self._residuals(rows[2:])
        odd = max(abs(above - below) - 2 * abs(rows[0]) * rate * sentinel, 0.0)
        near = max(hypot(odd / 2, (above + below) / sqrt(12.0)), ROUNDING * epsilon * size)
        samples = [row / gain for row, gain in zip(rows, self._setting.tableau.last_gain[:, 0].tolist(), strict=False)]
        grown = min(near * size / (base + steepness * sentinel), 5 * hypot(*samples))
        loud = near > LOUD * epsilon * size + 8 * epsilon * self.position * steepness
        return np.inf if loud else max(near, grown) + of_steps(self.position, abs(rows[4]))

    def _witnessed(self, rows: list[float], value: float, level: float) -> bool:
        """Whether there may be a kink or a joint at x."""
        for k, gain in enumerate(self._setting.tableau.witness_gain[:, 0].tolist()):
            doubt = abs(rows[6 + k])
            if k % 3 == 2:
                doubt *= min(abs(rows[5 + k] / rows[4 + k]), 0.5)
            if abs(rows[k] - value * (k > 2)) > doubt + WITNESS_FACTOR * level * gain:
                return True
        return False
