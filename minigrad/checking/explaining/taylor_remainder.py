"""Does the remainder of Taylor's formula shrink with the square of the step, as it must when the gradient is right?

|f(x + h v) - f(x) - h g.v| is c h^2 + ... for the right gradient g and b h + ... for a wrong one. The bare slope of
this curve in a log-log plot is unreliable (a sign change or an accident bends it), so b itself is fitted, with its
uncertainty.

Source: the Taylor remainder test, e.g. Farrell et al. (2013), SIAM Journal on Scientific Computing 35, C369-C393,
section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.question import Question
from minigrad.checking.direction_lengths import direction_lengths
from minigrad.checking.explaining.explaining_settings import EXPLAINING
from minigrad.plain_data import PlainData
from minigrad.probes.evaluators import Serial
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.lines import DirectionLine
from minigrad.probes.returned_values import read_number
from minigrad.probes.sampler import Sampler

STEPS: Final[Float64Array] = np.asarray(EXPLAINING.longest * EXPLAINING.ratio ** -np.arange(EXPLAINING.steps))
"""The steps h, falling."""


@final
@dataclass(frozen=True)
class OrderEvidence(PlainData):
    """Taylor remainders along one random direction v.

    Attributes:
        steps: h, falling.
        remainders: |f(x + h v) - f(x) - h g.v| at each.
        floor: what rounding of f alone contributes to each remainder.
        promised: g.v, the slope that the gradient promises along v.
        coefficient: fitted b in b h + c h^2 + d h^3: what the promise is off by; 0 for a right gradient.
        uncertainty: two standard errors of ``coefficient``.
        order: the observed order of the remainder, near 2 for a right gradient and near 1 for a wrong one; NaN where
            all remainders are rounding (a linear function).
    """

    steps: Float64Array
    remainders: Float64Array
    floor: float
    promised: float
    coefficient: float
    uncertainty: float
    order: float

    @property
    def first_order(self) -> bool:
        """Whether a first-order part is visible, so that the gradient is wrong along v."""
        return abs(self.coefficient) > EXPLAINING.doubts * self.uncertainty + EXPLAINING.negligible * abs(self.promised)

    @override
    def __repr__(self) -> str:
        return f"<OrderEvidence: observed order {self.order:.2f}, {len(self.steps)} steps>"

    @override
    def __str__(self) -> str:
        head = (
            f"remainder |f(x + h v) - f(x) - h g.v|, observed order {self.order:.2f}; "
            f"first-order part {self.coefficient:.2e} +- {self.uncertainty:.1e} of g.v = {self.promised:.4g}"
        )
        return "\n".join([head, *_picture(self)])


def measure_order(question: Question, noise: Float64Array) -> OrderEvidence | None:
    """Remainders along a random direction scaled to the lengths of the coordinates; None where too few are finite.

    Args:
        question: the gradient and its function.
        noise: (k n,) standard deviation of the noise of f, for each entry.
    """
    origin, analytic = question.watch.origin, question.combined(question.analytic)
    unit = question.terms.rng.normal(size=analytic.size)
    direction = unit / float(np.linalg.norm(unit)) * direction_lengths(question.watch.subject.lines.geometry())
    v = direction.reshape(origin.x.shape)
    probe = LineProbe(DirectionLine(origin, v), Serial(question.number_function, read_number))
    sampler = Sampler(probe, np.zeros(1, dtype=np.int64))
    values = sampler.values(STEPS[np.newaxis, :])[0]
    base = float(sampler.base()[0, 0])
    promised = float(analytic @ direction)
    signed = values - base - STEPS * promised
    known = np.isfinite(signed)
    question.probe.count(probe.evaluations)
    if known.sum() < 4:
        return None
    epsilon = max(probe.value_epsilon, question.probe.value_epsilon)
    floor = max(_combined_noise(question, noise), epsilon * abs(base)) * EXPLAINING.noises
    steps, signed = STEPS[known], signed[known]
    first_order, remainders = _first_order(steps, signed, floor), np.abs(signed)
    return OrderEvidence(steps, remainders, floor, promised, *first_order, _order(steps, remainders, floor))


def _combined_noise(question: Question, noise: Float64Array) -> float:
    """The standard deviation of the noise of the combined outputs: of each, that of its entry in the middle."""
    output = question.probe.output
    entries = np.lexsort((noise, output))
    first = np.searchsorted(output[entries], np.arange(question.value.size))
    count = np.bincount(output, minlength=question.value.size)
    middle = np.append(noise[entries], 0.0)[np.where(count > 0, first + count // 2, -1)]
    return float(np.linalg.norm(question.combination * middle))


def _first_order(steps: Float64Array, signed: Float64Array, floor: float) -> tuple[float, float]:
    """Weighted least squares for b h + c h^2 + d h^3 on the shorter steps, where higher terms matter least."""
    used = steps <= steps[0] * EXPLAINING.fitted
    size = float(np.abs(signed).max())
    if size == 0.0:
        return 0.0, 0.0
    floor = max(floor / size, 2.0**-52)
    h, r = steps[used], signed[used] / size
    spread = np.hypot(floor, EXPLAINING.misfit * np.abs(r) * (h / h[0]))
    design = np.stack([h, h**2, h**3], axis=1)[:, : max(1, min(3, h.size - 1))] / spread[:, np.newaxis]
    scales = np.linalg.norm(design, axis=0)
    if not (np.isfinite(scales).all() and (scales > 0.0).all()):
        return 0.0, float("inf")  # f overflows along v, or noise swamps everything
    inverse = np.linalg.pinv(design / scales)
    solution = inverse @ (r / spread)
    left = r / spread - design / scales @ solution
    freedom = max(1, h.size - design.shape[1])
    sigma = max(1.0, float(np.sqrt(left @ left / freedom)))
    uncertainty = 2.0 * sigma * float(np.linalg.norm(inverse[0])) / float(scales[0])
    return size * float(solution[0] / scales[0]), size * uncertainty


def _order(steps: Float64Array, remainders: Float64Array, floor: float) -> float:
    """The slope of the log-log curve over the steps at which the remainder stands clear of rounding."""
    clear = remainders > EXPLAINING.clear * floor
    if clear.sum() < 3:
        return float("nan")
    slope = np.polyfit(np.log(steps[clear][-5:]), np.log(remainders[clear][-5:]), 1)
    return float(slope[0])


def _picture(evidence: OrderEvidence) -> list[str]:
    """One bar for each step, on a logarithmic scale, with the floor marked."""
    size = np.log10(np.maximum(evidence.remainders, max(evidence.floor * 1e-2, 1e-300)))
    low = float(np.log10(max(evidence.floor * 1e-1, 1e-300)))
    bars = np.round(24 * (size - low) / max(float(size.max()) - low, 1e-9))
    return [
        f"  h = {h:8.1e}  {remainder:8.1e} {'#' * int(bar)}{' (rounding)' if remainder <= evidence.floor else ''}"
        for h, remainder, bar in zip(evidence.steps, evidence.remainders, bars, strict=True)
    ]
