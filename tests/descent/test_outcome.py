"""Each kind of ending is reached by a run of its own, and says the same as ``success`` and the message."""

from __future__ import annotations

import pytest

from minigrad.arrays import FloatArray
from minigrad.descent import DescentOutcome, DescentResult, DescentStep, minimize
from minigrad.optimizers import GradientDescent
from tests.descent.test_divergence import LITERAL
from tests.descent.test_minimize import START, bowl, bowl_gradient


def _stop(step: DescentStep) -> None:
    del step
    raise StopIteration


def _run(learning_rate: float, steps: int = 100) -> DescentResult:
    rule = GradientDescent(learning_rate=learning_rate)
    return minimize(bowl, START, rule, jac=bowl_gradient, steps=steps, divergence="return")


def _saddle() -> DescentResult:
    return minimize(lambda x: x[0] ** 2 - x[1] ** 2, [1.0, 0.0], GradientDescent(learning_rate=0.1))


def _stopped() -> DescentResult:
    return minimize(bowl, START, GradientDescent(learning_rate=0.1), callback=_stop)


def _frozen() -> DescentResult:
    return minimize(bowl, START, GradientDescent(learning_rate=10.0), differentiator=LITERAL, divergence="ignore")


def _frozen_in_one_coordinate() -> DescentResult:
    return minimize(bowl, [1e13, 1.0], GradientDescent(learning_rate=0.1), differentiator=LITERAL)


def _risen() -> DescentResult:
    def uphill(x: FloatArray) -> FloatArray:
        return -bowl_gradient(x)

    return minimize(bowl, START, GradientDescent(learning_rate=0.01), jac=uphill)


ENDS = {
    "converged": (_run(0.1), DescentOutcome.CONVERGED),
    "saddle": (_saddle(), DescentOutcome.NO_MINIMUM),
    "too few steps": (_run(0.1, steps=5), DescentOutcome.NOT_CONVERGED),
    "risen": (_risen(), DescentOutcome.NOT_CONVERGED),
    "hardly moved": (_run(1e-10), DescentOutcome.HARDLY_MOVED),
    "stopped": (_stopped(), DescentOutcome.STOPPED),
    "diverged": (_run(10.0), DescentOutcome.DIVERGED),
    "frozen": (_frozen(), DescentOutcome.FROZEN),
    "frozen in one coordinate": (_frozen_in_one_coordinate(), DescentOutcome.FROZEN),
}


@pytest.mark.parametrize(("result", "outcome"), ENDS.values(), ids=ENDS.keys())
def test_each_ending_has_its_outcome(result: DescentResult, outcome: DescentOutcome) -> None:
    assert result.outcome is outcome
    assert result.success is (outcome is DescentOutcome.CONVERGED) is result.to_dict()["success"]


def test_every_outcome_is_reached() -> None:
    assert {outcome for _, outcome in ENDS.values()} == set(DescentOutcome)


@pytest.mark.parametrize("end", ["converged", "too few steps", "hardly moved", "stopped", "diverged", "frozen"])
def test_the_message_begins_with_the_outcomes_word(end: str) -> None:
    result, outcome = ENDS[end]
    assert result.message.startswith(outcome.value)
