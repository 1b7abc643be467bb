"""Some lines of another probe."""

from __future__ import annotations

from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray
from minigrad.probes.function_types import Catch
from minigrad.probes.probe import Probe


@final
class LineSubset(Probe):
    """Some lines of another probe, which does the work and the counting.

    Args:
        probe: the other one.
        lines: (m,) which of its lines.
        catch: exceptions of f away from x that become NaN, whether the differentiator asks for that or not. Values at
            complex points are apart from that: an exception there tells a differentiator that f takes none.
    """

    def __init__(self, probe: Probe, lines: IntArray, *, catch: Catch = ()) -> None:
        super().__init__(probe.geometry.take(lines))
        self.moved: IntArray = probe.moved[lines]
        self.shared: IntArray = probe.shared[lines]
        self.output: IntArray = probe.output[lines]
        self._probe = probe
        self._lines = lines
        self._catch = catch
        self._adopt()

    def _adopt(self) -> None:
        self.evaluations: int = self._probe.evaluations
        self.value_epsilon: float = self._probe.value_epsilon

    @override
    def count(self, evaluations: int) -> None:
        self._probe.count(evaluations)
        self._adopt()

    @override
    def base(self) -> Float64Array:
        values = self._probe.base()[self._lines]
        self._adopt()
        return values

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        always = () if np.iscomplexobj(step) else self._catch
        values = self._probe.values(self._lines[line], step, catch=(*catch, *always))
        self._adopt()
        return values

    @override
    def name(self, line: int) -> str:
        return self._probe.name(int(self._lines[line]))
