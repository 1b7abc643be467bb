from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.differentiators.adaptive.best_entry import Choice
from minigrad.differentiators.adaptive.results import Outcome


def outcome_of(
    value: float, truncation: float, noise: float, *, calm: bool = True, two_sided: bool = True
) -> mg.Estimate:
    outcome = Outcome.unknown(1)
    parts = (np.array([number]) for number in (value, truncation, noise))
    outcome.keep(np.array([0]), Choice(*parts), np.array([0.1]), np.array([calm]), two_sided=two_sided)
    return outcome.estimate(7)


@pytest.mark.parametrize(
    ("value", "truncation", "noise", "status"),
    [
        (1.0, 1e-12, 1e-14, mg.Status.CONVERGED),
        (1.0, 1e-14, 1e-12, mg.Status.CONVERGED),
        (1.0, 1e-7, 1e-6, mg.Status.LIMITED_BY_NOISE),
        (1.0, 1e-6, 1e-7, mg.Status.CONVERGED),
        (1.0, 0.5, 0.1, mg.Status.NOT_RESOLVED),
        (1.0, 0.1, 0.5, mg.Status.LIMITED_BY_NOISE),
        (0.0, 0.0, 1e-16, mg.Status.CONVERGED),
        (0.0, 1e-17, 1e-16, mg.Status.LIMITED_BY_NOISE),
    ],
)
def test_what_the_error_is_due_to_decides_the_status(
    value: float, truncation: float, noise: float, status: mg.Status
) -> None:
    estimate = outcome_of(value, truncation, noise)
    assert int(estimate.status[0]) == status
    assert estimate.error[0] == truncation + noise


def test_a_good_one_sided_value_says_that_it_is_one_sided() -> None:
    assert int(outcome_of(1.0, 1e-12, 0.0, two_sided=False).status[0]) == mg.Status.ONE_SIDED


def test_a_zero_near_which_f_moves_may_be_quantised() -> None:
    assert int(outcome_of(0.0, 0.0, 1e-16, calm=False).status[0]) == mg.Status.LIMITED_BY_NOISE


def test_nothing_is_known_before_and_after() -> None:
    outcome = Outcome.unknown(2)
    outcome.keep(np.array([1]), Choice(*(np.ones(1) for _ in range(3))), np.ones(1), np.array([True]), two_sided=True)
    outcome.fix(np.array([1]), np.ones(1), np.array([np.inf]))
    estimate = outcome.estimate(0)
    assert np.isnan(estimate.value).all()
    assert np.isinf(estimate.error).all()
    assert (estimate.status == mg.Status.NOT_RESOLVED).all()


def test_less_may_be_known_of_a_line_than_was_kept() -> None:
    outcome = Outcome.unknown(1)
    keep(outcome, 2.0, 0.01, 1.0)
    outcome.fix(np.array([0]), np.array([2.0]), np.array([0.03]))
    estimate = outcome.estimate(0)
    assert (estimate.value == 2.0).all()
    assert estimate.error == pytest.approx([0.03])
    assert (estimate.status == mg.Status.LIMITED_BY_NOISE).all()
    outcome.fix(np.array([0]), np.array([2.0]), np.array([1.0]))
    assert (outcome.estimate(0).status == mg.Status.NOT_RESOLVED).all()


def keep(outcome: Outcome, value: float, error: float, step: float) -> None:
    choice = Choice(np.array([value]), np.array([error]), np.zeros(1))
    outcome.keep(np.array([0]), choice, np.array([step]), np.array([True]), two_sided=True)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_bounds_that_meet_the_smaller_one_counts(order: tuple[int, int]) -> None:
    outcome, bounds = Outcome.unknown(1), [(2.0, 0.2, 1.0), (2.1, 0.01, 4.0)]
    for k in order:
        keep(outcome, *bounds[k])
    assert (outcome.value[0], outcome.error[0], outcome.step[0]) == (2.1, 0.01, 4.0)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_bounds_that_do_not_meet_the_shorter_step_counts_and_its_bound_reaches_to_the_other_value(
    order: tuple[int, int],
) -> None:
    outcome, bounds = Outcome.unknown(1), [(2.0, 0.25, 1.0), (3.0, 0.5, 4.0)]
    for k in order:
        keep(outcome, *bounds[k])
    assert (outcome.value[0], outcome.error[0], outcome.step[0]) == (2.0, 1.25, 1.0)
