"""How a descent ended, in a few words for a small picture."""

from __future__ import annotations

from minigrad.descent import DescentOutcome, DescentResult
from minigrad.descent.endings import last_change


def ending_of(result: DescentResult) -> str:
    """The outcome with its step, and the last value.

    >>> from minigrad.descent import minimize
    >>> from minigrad.optimizers import GradientDescent
    >>> ending_of(minimize(lambda x: x[0] ** 2, [1.0], GradientDescent(learning_rate=10.0), divergence="return"))
    'diverged at step 4, fun = 1.7e+10'
    """
    return f"{_when(result)}, fun = {result.fun:.3g}"


def _when(result: DescentResult) -> str:
    word, steps = result.outcome.value, f"{result.nit} step{'s' if result.nit != 1 else ''}"
    match result.outcome:
        case DescentOutcome.DIVERGED:
            return f"{word} at step {result.nit}"
        case DescentOutcome.FROZEN:
            still = last_change(list(result.path))
            return f"{word} after step {still}" if still < result.nit else f"{word} in part at step {still}"
        case DescentOutcome.NOT_CONVERGED if result.fun > result.values[0]:
            return f"rose in {steps}"
        case DescentOutcome.NO_MINIMUM | DescentOutcome.STOPPED:
            return f"{word} after {steps}"
        case _:
            return f"{word} in {steps}"
