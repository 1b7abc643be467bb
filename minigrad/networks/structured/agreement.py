"""Whether what a network's layers say about their structure is what they compute: samples of it, with every request."""

from __future__ import annotations

import math
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.networks.structured.perturbed import MovedNetwork, Place
from minigrad.networks.structured.plan import MANY, MOST_SAMPLES, Structure
from minigrad.probes.evaluators import Evaluator
from minigrad.probes.lines import CoordinateLines

ROUNDING = 1e-10
"""How far two ways of computing one loss may lie apart, relative to the largest activation."""

VISIBLE = 1e3 * ROUNDING
"""How far losses must lie apart for their agreement to say anything about slopes."""

LONG_MOVE = 1e-3
"""How far an element is moved, relative to itself or 1, where the steps of a request are too short to say anything."""

TURN = (math.sqrt(5.0) - 1.0) / 2.0
"""Multiples of the golden ratio, less their whole part, spread over [0, 1) most evenly, wherever one stops."""


@final
class Agreement:
    """Compares losses that were computed from the structure with those of the whole network.

    For each parameter array two losses are candidates: the one that moved most, and one that is another each time. A
    short request has them compared in turns; a long one has the first, and some more with one element moved by a
    thousandth, which are others each time. That is done too where the loss in question moved too little to say
    anything.

    Args:
        structure, moved: the network, and the same at x.
        fallback: evaluates the whole network.
        lines: what is differentiated.
        turn: the number of this request.

    Attributes:
        evaluations: how many losses it took.
    """

    def __init__(
        self, structure: Structure, moved: MovedNetwork, fallback: Evaluator, lines: CoordinateLines, turn: int
    ) -> None:
        self._structure = structure
        self._moved = moved
        self._fallback = fallback
        self._lines = lines
        self._turn = turn
        self.evaluations: int = 0

    def holds(self, place: Place, line: IntArray, step: Float64Array, losses: Float64Array, base: float) -> bool:
        """Whether ``losses``, with elements of one parameter array moved, are right; False where overflow tells them
        apart.

        Raises:
            ValueError: a layer or the objective says something about its structure that is not so.
        """
        with np.errstate(invalid="ignore"):
            moves = np.abs(losses - base)
        most, other = int(moves.argmax()), self._chosen(0, line.size)
        sample = most if line.size >= MANY or self._turn % 2 or not math.isfinite(moves[most]) else other
        own, number = float(losses[sample]), int(line[sample])
        loss = self._loss(line[sample : sample + 1], step[sample : sample + 1])
        if math.isfinite(own) != math.isfinite(loss):
            return False  # what overflows in one order of sums, and not in another, is nobody's mistake
        self._require_close(place, own, loss, number)
        visible = moves[sample] > VISIBLE * self._moved.scale
        if visible:
            self._structure.settle(place)
        for number in range(max(self._structure.samples(place, line.size), int(not visible))):
            chosen = self._chosen(number, line.size)
            self._compare_far(place, line[[chosen, chosen - 1]], float(np.sign(step[chosen])))
        return True

    def _chosen(self, number: int, size: int) -> int:
        """Which of ``size`` elements is the next sample: far from the last ones, in this request and in those
        before."""
        return int((self._turn * MOST_SAMPLES + number) * TURN % 1.0 * size)

    def _loss(self, line: IntArray, step: Float64Array) -> float:
        """The loss of the whole network at one point."""
        self.evaluations += 1
        return float(self._fallback(self._lines, line, step, ())[0])

    def _compare_far(self, place: Place, line: IntArray, sign: float) -> None:
        """Compare the loss with one element moved far, inside the bounds. It is the first of two, as one is no stack
        yet."""
        line = line[: self._structure.sizes[place]]  # where a stack of two takes too much memory, none is made
        x, coordinate = self._lines.origin.x.reshape(-1), self._lines.coordinates[line]
        step = sign * LONG_MOVE * np.maximum(1.0, np.abs(x[coordinate]))
        move = self._lines.ends(line, step) - x[coordinate]
        self.evaluations += line.size
        try:
            with np.errstate(all="ignore"):
                own = float(self._moved.losses(place, place.index(coordinate), move)[0])
                loss = self._loss(line[:1], step[:1])
        except Exception:  # nobody asked for a loss out there, so nobody is told that there is none
            return
        if math.isfinite(own) and math.isfinite(loss):
            self._require_close(place, own, loss, int(line[0]))

    def _require_close(self, place: Place, own: float, loss: float, line: int) -> None:
        if not math.isfinite(own) or math.isclose(own, loss, rel_tol=ROUNDING, abs_tol=ROUNDING * self._moved.scale):
            return
        name = self._lines.name(line)
        raise ValueError(
            f"{self._structure.complaint(place)}, but with {name} moved the loss becomes {loss!r}, not {own!r}"
        )
