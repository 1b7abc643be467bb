"""Compares losses that rely on what layers declare with losses of the whole network, on samples in each request."""

from __future__ import annotations

import math
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.networks.structured.parameter_arrays import ParameterArray
from minigrad.networks.structured.perturbed_network import PerturbedNetwork
from minigrad.networks.structured.plan import PerturbationPlan
from minigrad.networks.structured.sample_schedule import spread_sample
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.probes.evaluators import Evaluator
from minigrad.probes.lines import CoordinateLines


@final
class SampleComparison:
    """Compares losses that were computed from the structure with those of the whole network.

    For each parameter array two losses are candidates: the one that moved most, and one that is another each time. A
    short request has them compared in turns; a long one has the first, and some more with one element moved by a
    thousandth, which are others each time. That is done too where the loss in question moved too little to be
    conclusive.

    Args:
        plan, perturbed: the network, and the same at x.
        fallback: evaluates the whole network.
        lines: what is differentiated.
        turn: the number of this request.

    Attributes:
        evaluations: how many losses it took.
    """

    def __init__(
        self,
        plan: PerturbationPlan,
        perturbed: PerturbedNetwork,
        fallback: Evaluator,
        lines: CoordinateLines,
        turn: int,
    ) -> None:
        self._plan = plan
        self._perturbed = perturbed
        self._fallback = fallback
        self._lines = lines
        self._turn = turn
        self.evaluations: int = 0

    def holds(
        self, array: ParameterArray, line: IntArray, step: Float64Array, losses: Float64Array, base: float
    ) -> bool:
        """Whether ``losses``, with elements of one parameter array moved, are right; False where only one of the
        two ways overflows.

        Raises:
            ValueError: a layer or the objective declares something wrong about its structure.
        """
        with np.errstate(invalid="ignore"):
            moves = np.abs(losses - base)
        most, other = int(moves.argmax()), spread_sample(self._turn, 0, line.size)
        sample = (
            most if line.size >= STRUCTURED.long_request or self._turn % 2 or not math.isfinite(moves[most]) else other
        )
        own, number = float(losses[sample]), int(line[sample])
        loss = self._loss(line[sample : sample + 1], step[sample : sample + 1])
        if math.isfinite(own) != math.isfinite(loss):
            return False  # overflow in one order of sums, and not in another, is no mistake
        self._require_close(array, own, loss, number)
        visible = moves[sample] > STRUCTURED.visible * self._perturbed.scale
        if visible:
            self._plan.samples.note_agreement(array)
        for number in range(max(self._plan.samples.more_samples(array, line.size), int(not visible))):
            chosen = spread_sample(self._turn, number, line.size)
            self._compare_far(array, line[[chosen, chosen - 1]], float(np.sign(step[chosen])))
        return True

    def _loss(self, line: IntArray, step: Float64Array) -> float:
        """The loss of the whole network at one point."""
        self.evaluations += 1
        return float(self._fallback(self._lines, line, step, ())[0])

    def _compare_far(self, array: ParameterArray, line: IntArray, sign: float) -> None:
        """Compare the loss with one element moved far, inside the bounds. It is the first of two, as one is no stack
        yet."""
        line = line[: self._plan.sizes[array]]  # where a stack of two takes too much memory, none is made
        x, coordinate = self._lines.origin.x.reshape(-1), self._lines.coordinates[line]
        step = sign * STRUCTURED.long_move * np.maximum(1.0, np.abs(x[coordinate]))
        move = self._lines.ends(line, step) - x[coordinate]
        self.evaluations += line.size
        try:
            with np.errstate(all="ignore"):
                own = float(self._perturbed.losses(array, coordinate, move)[0])
                loss = self._loss(line[:1], step[:1])
        except Exception:  # the caller did not ask for a loss out there
            return
        if math.isfinite(own) and math.isfinite(loss):
            self._require_close(array, own, loss, int(line[0]))

    def _require_close(self, array: ParameterArray, own: float, loss: float, line: int) -> None:
        if not math.isfinite(own) or math.isclose(
            own, loss, rel_tol=STRUCTURED.agreement, abs_tol=STRUCTURED.agreement * self._perturbed.scale
        ):
            return
        name = self._lines.name(line)
        raise ValueError(f"{self._plan.complaint(array)}, but with {name} moved the loss becomes {loss!r}, not {own!r}")
