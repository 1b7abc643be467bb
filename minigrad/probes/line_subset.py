"""Some lines of another probe."""

from __future__ import annotations

from typing import final

from typing_extensions import override

from minigrad.arrays import Float64Array, IntArray
from minigrad.probes.function_types import Catch
from minigrad.probes.probe import Probe


@final
class LineSubset(Probe):
    """Some lines of another probe, which does the work and the counting."""

    def __init__(self, probe: Probe, lines: IntArray) -> None:
        super().__init__(probe.geometry.take(lines))
        self._probe = probe
        self._lines = lines
        self._adopt()

    def _adopt(self) -> None:
        self.evaluations: int = self._probe.evaluations
        self.value_epsilon: float = self._probe.value_epsilon

    @override
    def base(self) -> Float64Array:
        values = self._probe.base()[self._lines]
        self._adopt()
        return values

    @override
    def values(self, line: IntArray, step: Float64Array, *, catch: Catch = ()) -> Float64Array:
        values = self._probe.values(self._lines[line], step, catch=catch)
        self._adopt()
        return values

    @override
    def name(self, line: int) -> str:
        return self._probe.name(int(self._lines[line]))
