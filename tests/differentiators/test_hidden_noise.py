"""The noise that sets in at longer steps, as `RobustDifference` measures it.

What is tested is the size of a measurement, from closed forms, which no estimate shows: one that is off by a factor of
ten still gives right verdicts on most functions. Hence the imports from inside of the method."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.differentiators.robust.hidden_noise import hidden_noise
from minigrad.differentiators.robust.quotients import ladder_at
from minigrad.probes.problems import gradient_probe
from minigrad.probes.sampler import Sampler


def _hidden(fun: Callable[[float], float], x: float, known: float, stands: bool = False) -> float:
    probe, _ = gradient_probe(lambda v: fun(float(v[0])), [x], None)
    sampler = Sampler(probe, np.array([0]))
    ladder = ladder_at(sampler, 8e-16 * x * 3.21 ** np.arange(28.0)[np.newaxis])
    return float(hidden_noise(sampler, ladder, np.array([known]), np.array([stands]))[0])


@pytest.mark.parametrize("seed", range(5))
def test_noise_that_sets_in_at_longer_steps_is_measured(seed: int) -> None:
    """1 + x is rounded to multiples of 2.2e-16, which is noise of 2.2e-16 / sqrt(12), here a million times."""
    x = 0.3 * float(np.random.default_rng(seed).uniform(1e-9, 2e-9))
    seen = _hidden(lambda v: 1e6 * ((1.0 + v) - 1.0) + 1e-3 * v, x, 1e-19)
    assert 0.3 < seen / (1e6 * 2.0**-52 / np.sqrt(12)) < 3.0


def test_the_first_move_of_what_stands_still_is_half_of_its_rounding() -> None:
    """Rounded to multiples of 1e-3: the first move is one multiple."""
    assert _hidden(lambda v: round(v, 3), 0.3001, 0.0, stands=True) == pytest.approx(0.5e-3, rel=1e-9)


def test_a_unit_that_is_switched_off_has_no_rounding() -> None:
    assert _hidden(lambda v: max(0.0, v - 0.30003), 0.3, 0.0, stands=True) == 0.0


SMOOTH: dict[str, Callable[[float], float]] = {
    "smooth": lambda x: float(np.sin(x)),
    "ripple": lambda x: x**2 + 1e-4 * float(np.sin(1e4 * x)),
    "kinks on both sides": lambda x: min(max(x, 0.3 - 1e-7), 0.3 + 1e-7),
    "jump on one side": lambda x: x + 1e-3 * (x > 0.3 + 1e-7),
    "jumps of different kinds": lambda x: x + 1e-3 * (x > 0.3 + 1e-7) + 1e-7 * (x > 0.3 - 1e-7),
}


@pytest.mark.parametrize("name", SMOOTH)
def test_features_of_a_function_are_not_noise(name: str) -> None:
    assert _hidden(SMOOTH[name], 0.3, 5e-17) == 5e-17
