"""Whether the pullback of a layer is the derivative of its forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from minigrad.arrays import FloatArray
from minigrad.checking.answer import Mode
from minigrad.checking.components import verify_layer
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.layers.stages import TakesSymbols
from minigrad.testing.clauses.comparing import judged
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.contract import NotRun


@final
@dataclass(frozen=True)
class Derivatives:
    """The checks of a pullback."""

    trial: LayerTrial

    @property
    def entries(self) -> int:
        """The number of derivatives of the layer."""
        return self.trial.inputs.size + sum(array.size for array in self.trial.params.values())

    def right(self) -> str | None:
        """Also for one sample alone, and for large inputs unless the user chose the inputs; an inconclusive result
        there is ignored."""
        found = judged(self._report(self.trial.inputs))
        others = {} if self.trial.layer.mixes_samples else {"for one sample alone": self.trial.inputs[:1]}
        if self.trial.given is None and not isinstance(self.trial.layer, TakesSymbols):
            others["at inputs ten times as large"] = 10.0 * self.trial.inputs
        reports = ((where, self._report(rows)) for where, rows in others.items() if found is None)
        return found or next(
            (f"{where}: {report}" for where, report in reports if report.verdict is Verdict.FAIL), None
        )

    def _report(self, inputs: FloatArray) -> GradientReport:
        mode: Mode = "screen" if self.entries > SCREENING.many else "full"
        return verify_layer(
            self.trial.layer, inputs, params={**self.trial.params, **self.trial.state}, mode=mode, rng=self.trial.seed
        )

    def each(self) -> str | None:
        """Reports that single entries of a large layer are not checked."""
        raise NotRun(
            f"{self.entries} are too many to look at one by one: random directions were checked; for each entry check "
            "a smaller layer, or call verify_layer"
        )
