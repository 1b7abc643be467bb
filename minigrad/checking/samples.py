"""An objective sample by sample: each sample's own value against its own gradient, in its own units.

In the mean of many samples the large ones hide the small ones, and rounding hides those that are next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import BoolArray, Float64Array, FloatArray, IntArray
from minigrad.checking.budget import Purse
from minigrad.checking.claim import Claim
from minigrad.checking.measure import measure
from minigrad.checking.slopes import Slopes
from minigrad.checking.steps import lengths
from minigrad.checking.verdict import DEFAULT_RTOL, Judgement, Tolerance, judge
from minigrad.differentiators.evaluators import Catch
from minigrad.differentiators.lines import CoordinateLines
from minigrad.differentiators.probe import Probe
from minigrad.differentiators.problems import as_origin
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets

NEGLIGIBLE = 1e-9
"""Slopes of this part of the largest one are rounded away in a saturated sample: it computes with numbers of size 1."""

SHORT = 1e-3
"""A step, in units of the length, over which no slope changes by more than its digits."""

MOST_ROWS = 2**16
"""So many samples are evaluated at once; more would take too much memory."""


@final
class SampleProbe(Probe):
    """Line s k + j moves output j of sample s, of k outputs, and gives that sample's own value."""

    def __init__(self, objective: Objective, outputs: Float64Array, targets: Targets) -> None:
        self._lines = CoordinateLines.all(as_origin(outputs, None))
        super().__init__(self._lines.geometry())
        self._objective = objective
        self._outputs = outputs
        self._targets = targets

    @override
    def base(self) -> Float64Array:
        return np.repeat(self._objective.sample_values(self._outputs, self._targets), self._outputs.shape[1])

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        del catch  # outputs of any size are in an objective's domain
        parts = [slice(start, start + MOST_ROWS) for start in range(0, line.size, MOST_ROWS)]
        return np.concatenate([np.zeros(0), *(self._moved(line[part], step[part]) for part in parts)])

    @override
    def name(self, line: int) -> str:
        return self._lines.name(line)

    def _moved(self, line: IntArray, step: Float64Array) -> Float64Array:
        sample, output = np.divmod(line, self._outputs.shape[1])
        rows = self._outputs[sample]
        rows[np.arange(line.size), output] += step
        return self.accept(self._objective.sample_values(rows, self._targets[sample]))


@final
@dataclass(frozen=True)
class SampleEvidence:
    """What the values of single samples say about an objective's gradient, in C order of (2 samples, features).

    Attributes:
        claimed: the objective's own slopes.
        slopes: what values show.
        judgement: what passes and what fails.
    """

    claimed: Float64Array
    slopes: Slopes
    judgement: Judgement


def examine_samples(objective: Objective, outputs: FloatArray, targets: Targets) -> SampleEvidence:
    """Check ``objective.sample_gradients`` sample by sample.

    A sample that is saturated, as -log p at p = 1 - 1e-20, has a slope that is negligible beside those that values show
    further away, and passes as that. So the objective is looked at where nothing is saturated too: at the same outputs,
    brought down to 1 where they are larger. Those make the second half.

    Args:
        outputs: (samples, features), finite.
        targets: as ``objective.prepare`` returns them.
    """
    rows = outputs.astype(np.float64)
    both = np.concatenate([rows, rows / np.maximum(1.0, np.abs(rows).max(axis=1, keepdims=True))])
    twice: Targets = np.concatenate([targets, targets])
    claimed = np.asarray(objective.sample_gradients(both, twice), dtype=np.float64).reshape(-1)
    probe = SampleProbe(objective, both, twice)
    length = lengths(probe.geometry)
    zero_scale = float(np.max(np.abs(claimed) * length, initial=0.0)) / length
    tolerance = Tolerance(DEFAULT_RTOL, np.zeros(claimed.size), zero_scale)
    with np.errstate(all="ignore"):
        slopes = measure(Claim(probe, claimed, tolerance), Purse(None), np.random.default_rng(0))
        judged, negligible = judge(claimed, slopes, tolerance), _negligible(probe, claimed, zero_scale, length)
    return SampleEvidence(claimed, slopes, Judgement(judged.passed | negligible, judged.failed & ~negligible))


def _negligible(probe: Probe, claimed: Float64Array, zero_scale: Float64Array, length: Float64Array) -> BoolArray:
    """(n,) where both the claim and what values show over a short step are next to nothing beside other slopes."""
    lines, step = np.arange(probe.size), SHORT * length
    shown = np.abs(probe.values(lines, step) - probe.values(lines, -step)) / (2.0 * step)
    return np.asarray(np.maximum(np.abs(claimed), shown) <= NEGLIGIBLE * zero_scale)
