"""How accurate the formulas are with their default steps."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference
from tests.differentiators.cases import CASES, CLASSES_AND_ORDERS, DIFFERENCES, Difference, DifferenceClass

EPS = 2.0**-52


# --- accuracy ------------------------------------------------------------------------------------------------------

GENTLE = [
    c for c in CASES if c.name in ("exp 1", "sin 1", "cos 1", "sqrt 2", "atan", "x sin x", "sinh", "log1p", "erf")
]


@pytest.mark.each("method", DIFFERENCES)
def test_default_accuracy_is_what_theory_promises(method: Difference) -> None:
    """The best possible error is of size eps^(p / (p + 1)); on gentle functions all orders are near it."""
    promise = EPS ** (method.order / (method.order + 1.0))
    errors = [abs(method.derivative(c.fun, c.x) - c.first) / max(1.0, abs(c.first)) for c in GENTLE]
    assert len(errors) == 9
    assert max(errors) < 60.0 * promise
    assert float(np.median(errors)) < 10.0 * promise


WORST = {
    (ForwardDifference, 1): 1e-6,
    (ForwardDifference, 2): 1e-8,
    (ForwardDifference, 3): 1e-8,
    (ForwardDifference, 4): 3e-8,
    (BackwardDifference, 1): 1e-6,
    (BackwardDifference, 2): 1e-8,
    (BackwardDifference, 3): 1e-8,
    (BackwardDifference, 4): 3e-8,
    (CentralDifference, 2): 1e-8,
    (CentralDifference, 4): 1e-8,
    (CentralDifference, 6): 1e-7,
    (CentralDifference, 8): 2e-6,
}
"""Bounds on |error| / max(1, |f'|) over all cases, sin(10 x) among them, on which long steps are no help."""


@pytest.mark.each(("kind", "order"), CLASSES_AND_ORDERS)
def test_worst_accuracy_over_all_cases(kind: DifferenceClass, order: int) -> None:
    errors = [abs(kind(order=order).derivative(c.fun, c.x) - c.first) / max(1.0, abs(c.first)) for c in CASES]
    assert max(errors) < WORST[kind, order]


def _median_error(method: Difference) -> float:
    errors = [abs(method.derivative(c.fun, c.x) - c.first) / max(1.0, abs(c.first)) for c in GENTLE]
    return float(np.median(errors))


def test_central_beats_forward_and_a_higher_order_beats_a_lower_one() -> None:
    forward, central = _median_error(ForwardDifference()), _median_error(CentralDifference())
    assert central < forward / 100.0
    assert _median_error(CentralDifference(order=4)) < central / 10.0
    assert _median_error(ForwardDifference(order=2)) < forward / 10.0
