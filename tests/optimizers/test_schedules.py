from __future__ import annotations

import pickle
from dataclasses import dataclass
from math import isfinite
from typing import final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.optimizers import LinearDecay, OneCycle, Schedule, WarmUp
from tests.registry import SCHEDULES


@final
@dataclass(frozen=True)
class Inverse(Schedule):
    """A user's, in five lines; a whole number at first."""

    @override
    def factor(self, step: int) -> float:
        return 1 / (1 + step) if step else 1


@pytest.mark.each("schedule", SCHEDULES)
def test_gives_a_factor_at_every_step_and_the_same_one_again(schedule: Schedule) -> None:
    factors = [schedule.factor(step) for step in range(300)]
    assert all(type(factor) is float and isfinite(factor) and 0.0 <= factor <= 1.0 for factor in factors)
    assert factors == [pickle.loads(pickle.dumps(schedule)).factor(step) for step in range(300)]
    assert isfinite(schedule.factor(10**9))
    assert hash(schedule) == hash(pickle.loads(pickle.dumps(schedule)))


def test_warming_up_takes_so_many_steps_and_then_the_other_schedule_begins() -> None:
    after = LinearDecay(8)
    factors = [WarmUp(after, steps=4).factor(step) for step in range(12)]
    np.testing.assert_allclose(factors[:4], [0.2, 0.4, 0.6, 0.8], rtol=1e-15)
    assert factors[4:] == [after.factor(step) for step in range(8)]
    np.testing.assert_allclose(WarmUp(OneCycle(10, start=0.5), steps=1).factor(0), 0.25, rtol=1e-15)


def test_a_cycle_without_a_rise_begins_at_the_top() -> None:
    assert OneCycle(5, rise=0.0).factor(0) == 1.0
    assert OneCycle(5, rise=0.2).factor(0) == 1.0
    assert [OneCycle(1).factor(step) for step in (0, 1)] == [4e-6, 4e-6]


def test_a_users_schedule_moves_by_its_own_factors() -> None:
    rule, theta = mg.Scheduled(mg.GradientDescent(learning_rate=1.0), Inverse()), np.zeros(1)
    result = mg.minimize(lambda x: -float(x[0]), theta, rule, steps=3)
    np.testing.assert_allclose(result.path[:, 0], [0.0, 1.0, 1.5, 1.5 + 1 / 3], rtol=1e-9)
