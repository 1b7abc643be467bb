"""The gradient of one mini-batch: how it is computed, and how it is verified before a step uses it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, spot_check
from minigrad.differentiators.base import Differentiator
from minigrad.errors import NonFiniteError
from minigrad.networks.risk import EmpiricalRisk
from minigrad.networks.risk_terms import Slope
from minigrad.training.verifying.mismatch import GradientMismatchError, Mismatch
from minigrad.training.verifying.verification import spot_check_numeric

GradientKind: TypeAlias = Literal["analytic", "numeric"]


@final
@dataclass(frozen=True)
class BatchGradient:
    """How a trainer computes and verifies the gradient of a batch.

    Attributes:
        kind: "analytic" for the hand-written derivatives, "numeric" for differences of values of the loss.
        differentiator: computes the numeric gradient.
        verify_every: the gradient is verified at every so many batches; None for never.
    """

    kind: GradientKind
    differentiator: Differentiator
    verify_every: int | None

    def compute(self, batch: EmpiricalRisk, theta: FloatArray, *, value: bool = False) -> Slope:
        """The gradient of the batch at theta (P,), what layers remember afterwards, and, if asked for, the loss."""
        if self.kind == "analytic":
            return batch.slope(theta, value=value)
        gradient = self.differentiator.gradient(batch, theta)
        state = batch.slope(theta, value=False).state if batch.network.state.size else batch.network.state
        return Slope(batch(theta) if value else np.nan, gradient, state)

    def verify(self, batch: EmpiricalRisk, gradient: FloatArray, number: int, place: str) -> None:
        """Verify the gradient, if it is due at this batch.

        Args:
            batch: the batch's loss as a function of theta.
            gradient: that of :meth:`compute`.
            number: how many batches the trainer has seen, this one included. It also seeds the random direction, so
                that verifying does not change the order of the samples.
            place: epoch and batch, for the message.

        Raises:
            GradientMismatchError: the gradient is not that of the batch's loss.
        """
        if self.verify_every is None or number % self.verify_every:
            return
        report = self._mismatch_report(batch, gradient, number)
        if report is not None:
            mismatch = Mismatch(batch.network.theta.astype(np.float64), batch.x, batch.targets)
            raise GradientMismatchError(place, report, mismatch, _saved(mismatch))

    def _mismatch_report(self, batch: EmpiricalRisk, gradient: FloatArray, seed: int) -> GradientReport | None:
        """The report on a wrong gradient; None if it agrees with the loss, or if the loss is not finite, which the step
        reports as divergence."""
        theta = batch.network.theta.astype(np.float64)
        if not np.isfinite(gradient).all() and not np.isfinite(batch(theta)):
            return None
        if self.kind == "numeric":
            numeric = gradient.astype(np.float64, copy=False)
            return spot_check_numeric(batch, batch.network.theta, self.differentiator, numeric)
        try:
            return spot_check(batch, batch.gradient, theta, names=batch.network.layout, rng=seed)
        except NonFiniteError:
            return None


def _saved(mismatch: Mismatch) -> Path | None:
    """The file with the parameters and the batch; None where the disk is full or read-only, so that the mismatch is
    reported all the same."""
    try:
        return mismatch.save()
    except OSError:
        return None
