"""What the values in one window say: a derivative, its error, and which window would be better.

The coefficients of a smooth function fall until they are lost in noise; the last ones show how large that is, or how
much is missing. The series is cut where noise and what is left out are least together:

    error = 6 t sqrt(sum_{k <= d} D_k^2) + t D_(d+1) + 4 sum_{k > d} max(|c_k| - t, 0) D_k

with t the size of the last coefficients and D_k the n-th derivative of T_k at x, over W^n.
"""

from __future__ import annotations

from math import isfinite, log10, sqrt
from typing import NamedTuple

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.high_orders.grid import Grid
from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER

SMALLEST = 1e-300


class Window(NamedTuple):
    """The series in one window.

    Attributes:
        points: where f was evaluated.
        width: W.
        series: (N + 1,) its coefficients.
        floor: what the last coefficients show: noise, or what is missing.
        last: the last coefficient that is more than that.
        loud: whether they are more than roundings and known noise can explain.
        value, noise, left_out: the derivative, and the two parts of its error.
        rounding, height: of the values: eps max|f|, and by how much f varies.
    """

    points: Grid
    width: float
    series: Float64Array
    floor: float
    last: int
    loud: bool
    value: float
    noise: float
    left_out: float
    rounding: float
    height: float

    @property
    def error(self) -> float:
        """The bound on the error of the derivative."""
        return self.noise + self.left_out

    @property
    def sigma(self) -> float:
        """The noise of one value."""
        return self.floor * sqrt(self.points.degree / 2)

    @property
    def is_two_sided(self) -> bool:
        """Whether there are points on both sides of x."""
        return bool(self.points.steps.real.min() < 0.0 < self.points.steps.real.max())

    @property
    def is_flat(self) -> bool:
        """Whether the series ends well before its last coefficients, which are noise then, or ripples."""
        return self.last <= self.points.degree - HIGH_ORDER.tail - 2

    @property
    def falls(self) -> bool:
        """Whether the coefficients fall so far that the series represents f."""
        return bool(self.floor <= 10.0**-HIGH_ORDER.resolved * np.abs(self.series[1:]).max())

    @property
    def is_resolved(self) -> bool:
        """Whether the series represents f."""
        return isfinite(self.error) and (not self.loud or (self.falls and not self.is_flat))

    @property
    def is_telling(self) -> bool:
        """Whether enough coefficients are known for :meth:`best_factor` to be about right."""
        return self.last >= HIGH_ORDER.telling

    def predicted(self, steps: Float64Array) -> Float64Array:
        """f at these steps from x, by the series."""
        return self.points.values(self.series, steps / self.width)

    @property
    def _least_floor(self) -> float:
        """The size of coefficients that are noise."""
        roundings = HIGH_ORDER.least_noise * self.rounding * sqrt(2 / self.points.degree)
        return self.floor if self.is_flat else min(self.floor, roundings)

    def best_factor(self) -> float:
        """By which factor the window should change, so that the last coefficient of a fine series is lost in noise.

        Where the nearest pole of f is at x +- R, coefficients fall as r^-k with W / R = 2 / (r + 1 / r). r comes from
        the largest one and the last one that is more than noise.

        Source: Trefethen (2013), Approximation Theory and Approximation Practice, theorem 8.1.
        """
        if self.last <= 1:
            return HIGH_ORDER.grow
        sizes = np.abs(self.series)
        top = 1 + int(np.argmax(sizes[1 : self.last + 1]))
        floor, last, highest = (
            log10(max(size, SMALLEST)) for size in (self._least_floor, *sizes[[self.last, top]].tolist())
        )
        digits = (highest - last) / (self.last - top) if self.last > top else last - floor
        wanted = (highest - floor) / (HIGH_ORDER.fine - top)
        return min(_pole(digits) / _pole(wanted), HIGH_ORDER.grow)


def _pole(digits: float) -> float:
    """R / W, where coefficients lose this many digits from one to the next."""
    ratio = float(10.0 ** min(digits, 100.0))
    return (ratio + 1 / ratio) / 2


def read_window(
    points: Grid, width: float, values: Float64Array, epsilon: float, position: float, known: float
) -> Window:
    """The series of these values, and its derivative.

    Args:
        points: where they were taken.
        width: W.
        values: (N + 1,) of f.
        epsilon: of the type of the values.
        position: |x|, which is rounded as well.
        known: the noise of a value that has been measured.
    """
    series, rounding = points.series(values), epsilon * float(np.abs(values).max())
    height = float(np.abs(values - values[0]).max())
    unit = sqrt(2 / points.degree)  # what white noise of size 1 is in a coefficient
    tail = float(np.abs(series[-HIGH_ORDER.tail :]).max())
    floor, last = _floor(np.abs(series), max(tail, unit * max(HIGH_ORDER.least_noise * rounding, known)))
    explained = HIGH_ORDER.loud * rounding + 8 * np.finfo(np.float64).eps * position * height / width
    loud = tail > unit * max(explained, HIGH_ORDER.above * known)
    value, noise, left_out = _cut(points, series, floor)
    scale = float(np.float64(width) ** -float(points.derivative))  # infinite rather than an error
    return Window(
        points, width, series, floor, last, loud, value * scale, noise * scale, left_out * scale, rounding, height
    )


def _floor(sizes: Float64Array, tail: float) -> tuple[float, int]:
    """The size of coefficients that are noise, and the last one that is not."""
    above = np.flatnonzero(sizes > HIGH_ORDER.above * tail)
    last = int(above[-1]) if above.size else 0
    return max(tail, float(sizes[last + 1 :].max(initial=0.0))), last


def _cut(points: Grid, series: Float64Array, floor: float) -> tuple[float, float, float]:
    """The derivative of the series where it is best cut, and the two parts of its error; times W^n."""
    gain = np.abs(points.gain)
    ahead = np.maximum(
        np.append(gain[1:], gain[-1]), np.append(gain[2:], [gain[-1]] * 2)
    )  # one of them is 0 in the middle
    noise = floor * (HIGH_ORDER.noise * np.sqrt(np.cumsum(gain**2)) + HIGH_ORDER.next_term * ahead)
    over = np.maximum(np.abs(series) - floor, 0.0) * gain
    left_out = HIGH_ORDER.left_out * np.maximum(over.sum() - np.cumsum(over), 0.0)
    end = points.derivative + int(np.argmin((noise + left_out)[points.derivative :]))
    return float(series[: end + 1] @ points.gain[: end + 1]), float(noise[end]), float(left_out[end])
