"""The pieces of `RobustDifference`, each on data with a known answer.

They are imported from inside of the method because their answers have closed forms, and an estimate, which is made of
all of them, does not: a rule that is off by a factor still gives right estimates of most functions.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators.robust.lepski import Choice, choose
from minigrad.differentiators.robust.noise import measured_noise
from minigrad.differentiators.robust.quotients import Estimates, Ladder, central, extrapolate, ladder_at, slope_jump
from minigrad.probes.problems import gradient_probe
from minigrad.probes.sampler import Sampler


def ladder(up: Float64Array, value: float, above: Float64Array, below: Float64Array) -> Ladder:
    return Ladder(up, up, above, below, np.array([[value]]))


H = np.array([[0.01, 0.03, 0.1]])


def chosen(value: Float64Array, noise: Float64Array) -> Choice:
    """By Lepski's rule, where ``noise`` is one standard deviation."""
    estimates = Estimates(value, noise)
    return choose([estimates], np.ones_like(value), estimates)


def test_lepski_prefers_the_last_step_that_contradicts_none() -> None:
    truth, steps = 1.0, np.geomspace(1e-8, 1.0, 9)[np.newaxis, :]
    choice = chosen(truth + 0.3 * steps**2, 3e-10 / steps)
    assert abs(choice.value[0] - truth) <= choice.bound[0]
    assert choice.bound[0] < 1e-4


def test_lepski_without_any_estimate_knows_nothing() -> None:
    choice = chosen(np.full((1, 4), np.nan), np.ones((1, 4)))
    assert np.isnan(choice.value[0])
    assert np.isinf(choice.bound[0])
    assert choice.last[0] == -1


def test_lepski_stops_at_a_gap() -> None:
    choice = chosen(np.array([[1.0, 1.0, np.nan, 1.0]]), np.ones((1, 4)))
    assert choice.last[0] == 1


def test_steps_of_the_compared_formula_that_disagree_below_the_last_one_are_a_doubt() -> None:
    """The formula drifts by 5 standard deviations a rung, so the rungs below the last are 10 apart, of which 2 * 4 are
    noise."""
    one = np.ones((1, 4))
    steady, drifting = Estimates(0.0 * one, one), Estimates(np.array([[0.0, 5.0, 10.0, 15.0]]), one)
    assert choose([steady], one, drifting).doubt[0] == pytest.approx(2.0)
    assert choose([steady], one, steady).doubt[0] == 0.0


def test_central_slopes_are_exact_for_parabolas_with_unequal_steps() -> None:
    up, down = np.array([[0.1]]), np.array([[0.13]])
    parabola = Ladder(up, down, 3 * up + up**2, -3 * down + down**2, np.zeros((1, 1)))
    assert central(parabola).value[0, 0] == pytest.approx(3.0, abs=1e-14)


def test_extrapolation_removes_the_square() -> None:
    cubic = central(ladder(H, 0.0, 2 * H + H**3, -2 * H - H**3))
    assert extrapolate(cubic, H, 1, 2).value[0, 1:] == pytest.approx([2.0, 2.0], abs=1e-13)
    assert np.isnan(extrapolate(cubic, H, 1, 2).value[0, 0])


def test_extrapolation_knows_its_noise() -> None:
    rng = np.random.default_rng(0)
    wide = np.repeat(H, 20000, axis=0)
    plain = Estimates(rng.normal(size=wide.shape) / wide, 1.0 / wide)
    finer = extrapolate(plain, wide, 1, 2)
    assert finer.value[:, 1].std() == pytest.approx(finer.gain[0, 1], rel=0.03)


def test_the_slope_jump_of_a_kink_is_constant() -> None:
    assert slope_jump(ladder(H, 0.0, H, H)).value == pytest.approx(np.full((1, 3), 2.0))


def measured(fun: Callable[[float], float], floor: float = 0.0) -> float:
    """The noise that the shortest steps around 1 show."""
    probe, _ = gradient_probe(lambda x: fun(float(x[0])), [1.0], None, False)
    sampler = Sampler(probe, np.array([0]))
    return float(
        measured_noise(sampler, ladder_at(sampler, np.geomspace(1e-12, 0.1, 12)[np.newaxis]), np.full(1, floor))[0]
    )


@pytest.mark.parametrize("level", [1e-12, 1e-9, 1e-6])
def test_noise_is_measured_within_a_factor_of_three(level: float) -> None:
    rng = np.random.default_rng(3)
    assert level / 3 < measured(lambda x: float(np.sin(x) + level * rng.standard_normal())) < level * 3


def test_a_smooth_function_has_no_noise_beyond_rounding() -> None:
    assert measured(lambda x: float(np.sin(x)), 1e-17) < 1e-15


def test_a_kink_on_one_side_is_no_noise() -> None:
    assert measured(lambda x: float(np.sin(x)) + max(0.0, x - 1.0 - 5e-12), 1e-17) < 1e-15
