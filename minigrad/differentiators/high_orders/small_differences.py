"""How noisy f is, from values so close to x that it cannot move."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.high_orders.high_order_settings import HIGH_ORDER
from minigrad.differentiators.high_orders.window import Window

PLACES = np.array([-7.41, -1.0, 1.13, 6.87])
"""Where f is evaluated, in units of the step; unevenly, since rounded values at even ones may lie on a line, and far
apart, since numbers that are rounded inside f may be the same at neighbouring points."""


def small_step(window: Window, spacing: float) -> float:
    """The step: as short as f, if it is as steep as in this window, still moves."""
    visible = HIGH_ORDER.visible * window.rounding / window.height
    return max(HIGH_ORDER.tiny * window.width, HIGH_ORDER.spacings * spacing, visible * window.width)


def small_noise(moves: Float64Array, places: Float64Array, window: Window) -> float:
    """The noise of one value, from by how much f is off a straight line there; 0 where it is not noisy.

    Args:
        moves: f at these places and at x, less f(x).
        places: the places, and x, which is the last.
        window: what is seen from further away; where f does not move at all, it is rounded as it seems to be there.
    """
    if not moves.any():
        return window.sigma
    line = np.polyval(np.polyfit(places, moves, 1), places)
    noise = float(np.linalg.norm(moves - line) / np.sqrt(moves.size - 2))
    same_side = np.abs(moves[:-1:2] - moves[1::2])
    jumps = moves.size > 3 and bool((same_side < noise / 8).all())
    return 0.0 if jumps or noise <= 10 * window.rounding else 1.5 * noise
