"""The pieces of the verdict, each on data with a known answer."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.checking import noise
from minigrad.checking.lepski import choose
from minigrad.checking.sampler import Sampler
from minigrad.checking.tableau import Estimates, Ladder, central, extrapolate, slope_jump
from minigrad.differentiators.problems import gradient_probe


def ladder(up: Float64Array, value: float, above: Float64Array, below: Float64Array) -> Ladder:
    return Ladder(up, up, above, below, np.array([[value]]))


H = np.array([[0.01, 0.03, 0.1]])


def test_lepski_prefers_the_last_step_that_contradicts_none() -> None:
    truth, steps = 1.0, np.geomspace(1e-8, 1.0, 9)[np.newaxis, :]
    width = 1e-9 / steps
    choice = choose(truth + 0.3 * steps**2, width)
    assert abs(choice.value[0] - truth) <= choice.bound[0]
    assert choice.bound[0] < 1e-4


def test_lepski_without_any_estimate_knows_nothing() -> None:
    choice = choose(np.full((1, 4), np.nan), np.ones((1, 4)))
    assert np.isnan(choice.value[0]) and np.isinf(choice.bound[0]) and choice.last[0] == -1


def test_lepski_stops_at_a_gap() -> None:
    choice = choose(np.array([[1.0, 1.0, np.nan, 1.0]]), np.ones((1, 4)))
    assert choice.last[0] == 1


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


@pytest.mark.parametrize("level", [1e-12, 1e-9, 1e-6])
def test_noise_is_measured_within_a_factor_of_three(level: float) -> None:
    rng = np.random.default_rng(3)
    probe, _ = gradient_probe(lambda x: float(np.sin(x[0]) + level * rng.standard_normal()), [1.0], None, False)
    found = noise.measure(Sampler(probe, np.array([0])), np.array([[1e-8, 3e-8]]), np.zeros(1))
    assert level / 3 < found[0] < level * 3


def test_a_smooth_function_has_no_noise_beyond_rounding() -> None:
    probe, _ = gradient_probe(lambda x: float(np.sin(x[0])), [1.0], None, False)
    found = noise.measure(Sampler(probe, np.array([0])), np.array([[1e-8, 3e-8]]), np.full(1, 1e-17))
    assert found[0] < 1e-15


def test_the_sampler_does_not_step_out_of_bounds_or_of_the_domain() -> None:
    probe, _ = gradient_probe(lambda x: float(np.sqrt(x[0])), [1.0], (-5.0, 2.0), False)
    values = Sampler(probe, np.array([0])).values(np.array([[-2.0, -0.5, 0.5, 3.0]]))
    assert np.isnan(values).tolist() == [[True, False, False, True]]
    assert probe.evaluations == 3
