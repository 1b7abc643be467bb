"""The windows of one line, one after the other, until one is good."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.high_orders.bracket import Bracket
from minigrad.differentiators.high_orders.grid import Grid
from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER
from minigrad.differentiators.high_orders.line import Line
from minigrad.differentiators.high_orders.small_differences import PLACES, small_noise, small_step
from minigrad.differentiators.high_orders.window import Window, read_window
from minigrad.probes.probe import Probe

R = TypeVar("R")

Asking: TypeAlias = Generator[Float64Array, Float64Array, R]
"""Asks for values of f at steps from x, gets them, and returns what was found in the end."""


Grids: TypeAlias = Callable[[int, int], Grid]
"""The points of a window for a degree, and the place of x in the window."""


@final
class WindowSearch:
    """Looks for the window in which a derivative is known best.

    Args:
        probe: knows how exactly f has been computed so far.
        line: what is known of the line.
        grids: makes the points of a window, for a degree and the place of x in the window.
        budget: how many evaluations the search may take.
        witness: W; how far from x a series is compared with f.
    """

    def __init__(self, probe: Probe, line: Line, grids: Grids, budget: int, witness: float) -> None:
        self._probe, self._line, self._grids = probe, line, grids
        self._budget, self._witness = budget, witness
        self.place: int = line.place
        self._bracket = Bracket(line.longest(self.place))
        self._noise: float | None = None
        self._turned = False
        self._coarse: dict[float, Float64Array] = {}

    def windows(self) -> Asking[list[Window]]:
        """All windows in which f is resolved."""
        found: list[Window] = []
        following: tuple[float, int] | None = (self._first(), HIGH_ORDER.coarse)
        while following and (degree := self._affordable(*following)):
            width = following[0]
            window = yield from self._window(width, degree)
            following = self._bracket.after(window) if window else self._not_finite(width)
            if window and window.is_resolved:
                found.append(window)
        found = [window for window in found if window.is_two_sided == (self.place == 0)]
        return found + (yield from self._finer(found))

    def _finer(self, found: list[Window]) -> Asking[list[Window]]:
        """The best window with more points, if it has few and the budget allows it."""
        best = min(found, key=lambda window: window.error, default=None)
        if not best or best.points.degree > HIGH_ORDER.coarse or self._budget < HIGH_ORDER.coarse + 2:
            return []
        window = yield from self._window(best.width, HIGH_ORDER.fine)
        return [window] if window and window.is_resolved else []

    def ask(self, steps: Float64Array) -> Asking[Float64Array]:
        """f at these steps, which the budget pays for."""
        self._budget -= steps.size
        return (yield steps)

    def _first(self) -> float:
        return min(self._line.first, self._line.longest(self.place))

    def _affordable(self, width: float, degree: int) -> int:
        """This degree, or a lower one that the budget allows, or 0."""
        known = HIGH_ORDER.coarse if width in self._coarse else 0
        budget = self._budget + known - 2  # for the comparison at the end
        return next((each for each in (degree, HIGH_ORDER.coarse) if known < each <= budget), 0)

    def _window(self, width: float, degree: int) -> Asking[Window | None]:
        """The window, or None where f is not finite in all of it."""
        points = self._grids(degree, self.place)
        values = yield from self._values(points, width)
        if not np.isfinite(values).all():
            self._turn(points, width, values)
            return None
        window = self._read(points, width, values)
        if window.loud and window.is_flat and self._noise is None:
            yield from self._measure_noise(window)
            window = self._read(points, width, values)
        return window

    def affords(self, evaluations: int) -> bool:
        """Whether the budget pays for so many more."""
        return evaluations <= self._budget

    def contradiction(self, window: Window) -> Asking[tuple[float, float] | None]:
        """What the series says of f at a point that it was not made from, and what f is there, where these differ."""
        steps = self._witness * window.width * (np.array([-float(self.place)]) if self.place else np.array([1.0, -1.0]))
        values, predicted = (yield from self.ask(steps)), window.predicted(steps)
        worst = int(np.argmax(np.where(np.isfinite(values), np.abs(values - predicted), np.inf)))
        agrees = bool(abs(values[worst] - predicted[worst]) <= HIGH_ORDER.deviation * window.sigma)
        return None if agrees else (float(predicted[worst]), float(values[worst]))

    def _values(self, points: Grid, width: float) -> Asking[Float64Array]:
        """f at all points, of which those of a coarse grid may be known."""
        values, missing = np.full(points.steps.shape, np.nan, points.steps.dtype), points.others
        if points.own is not None:
            values[points.own] = self._line.base
        if width in self._coarse:
            values[::2], missing = self._coarse[width], np.arange(1, values.size, 2)
        values[missing] = yield from self.ask(width * points.steps[missing])
        if points.degree == HIGH_ORDER.coarse:
            self._coarse[width] = values
        return values

    def _read(self, points: Grid, width: float, values: Float64Array) -> Window:
        return read_window(points, width, values, self._probe.value_epsilon, self._line.position, self._noise or 0.0)

    def _measure_noise(self, window: Window) -> Asking[None]:
        """Noise that does not go away next to x; what does is a fast component of f."""
        self._noise = 0.0
        step = small_step(window, float(np.spacing(self._line.position)))
        if step < window.width / 100 and self._budget >= PLACES.size + 2:
            places = step * (PLACES[PLACES * self.place <= 0] if self.place else PLACES)
            moves = (yield from self.ask(places)) - self._line.base
            if np.isfinite(moves).all():
                self._noise = small_noise(np.append(moves, 0.0), np.append(places, 0.0) / step, window)

    def _not_finite(self, width: float) -> tuple[float, int] | None:
        if self._turned:
            self._turned = False
            return self._first(), HIGH_ORDER.coarse
        return self._bracket.below(width, HIGH_ORDER.shrink_outside)

    def _turn(self, points: Grid, width: float, values: Float64Array) -> None:
        """To one side, where the other one is outside the domain even next to x."""
        if self.place or points.own is None or width > HIGH_ORDER.edge * self._line.first:
            return
        finite = np.isfinite(values)
        for place in (-1, 1):
            if finite[points.steps * place <= 0].all():
                self.place, self._bracket, self._turned = place, Bracket(self._line.longest(place)), True
                self._coarse.clear()
                return
