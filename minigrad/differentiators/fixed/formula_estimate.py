"""The derivative by a fixed formula on every line of a probe: choose h, fit it between the bounds, evaluate, weigh."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array, filled
from minigrad.differentiators.estimate import Estimate, Status, StatusArray
from minigrad.differentiators.fixed.fixed_settings import FIXED
from minigrad.differentiators.fixed.formula_error import FormulaError, formula_error
from minigrad.differentiators.fixed.formula_values import evaluate_formula
from minigrad.differentiators.fixed.stencil_choice import choices_for, choose
from minigrad.differentiators.fixed.step_length import Step, realised_steps
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.probe import Probe


def estimate_by_formula(probe: Probe, stencil: Stencil, step: Step, *, with_error: bool) -> Estimate:
    """The derivative by ``stencil`` on every line of ``probe``, turned one-sided where a bound is in the way.

    With E = |D(h) - D(2h)| for what the formula leaves out, twice that for order 1, where it is no larger than the
    error itself; R = (4 eps max|f| + eps |x| max|f'|) sum|w| / h^d for rounding; and U for what
    :mod:`minigrad.differentiators.fixed.formula_error`
    finds closer to x and neither can explain, the bound is max(E, U) + U + R. Where U > E + R, the status is
    NOT_RESOLVED. All of this costs evaluations of its own, so it is only done ``with_error``.

    Raises:
        StepLostError: x + h == x on some line.
        NonFiniteError: f is NaN or infinite at one of the points of D(h).
    """
    geometry, choices = probe.geometry, choices_for(stencil)
    choice, h = choose(geometry, choices, step.lengths(geometry, stencil))
    reach = choices.reach[choice] if geometry.bounded else stencil.reach
    h, lost = realised_steps(probe, h, reach, exact=step.exact)
    formula = evaluate_formula(probe, choices, choice, h)
    status = np.zeros(h.size, np.int8)  # CONVERGED
    if geometry.bounded:
        status[choice > 0] = Status.ONE_SIDED
    error = filled(h.size, np.inf)
    if with_error:
        found = formula_error(probe, formula)
        error = _judge(found, status)
        if formula.derivative > 2:
            _compare_steps(found, formula.value, error, status)
    if lost is not None:
        error[lost], status[lost] = np.inf, Status.STEP_LOST
    return Estimate(formula.value, error, h, status, probe.evaluations)


def _judge(error: FormulaError, status: StatusArray) -> Float64Array:
    """The error bounds; writes into ``status`` what they mean."""
    bound = error.truncation + error.rounding
    status[(status == Status.CONVERGED) & (error.rounding > error.truncation)] = Status.LIMITED_BY_NOISE
    status[~((error.unexplained <= bound) & np.isfinite(bound))] = Status.NOT_RESOLVED
    return np.maximum(error.truncation, error.unexplained) + error.unexplained + error.rounding


def _compare_steps(error: FormulaError, value: Float64Array, bound: Float64Array, status: StatusArray) -> None:
    """Nothing is resolved where another step gives another derivative, and nothing known where it gives any.

    The check next to x cannot show that for third and higher derivatives, which rounding hides there.
    """
    apart = np.maximum(error.truncation, error.unexplained)
    status[apart > np.maximum(FIXED.vague * np.abs(value), error.rounding)] = Status.NOT_RESOLVED
    bound[apart > np.maximum(FIXED.unknown * np.abs(value), error.rounding)] = np.inf
