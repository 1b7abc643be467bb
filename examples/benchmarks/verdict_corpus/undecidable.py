"""Gradients on which nothing can be said: on kinks, on jumps, of quantised or random functions."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.noise_of_bits import noise_of_bits
from examples.benchmarks.verdict_corpus.case import Case, Fun, Problem, unknown
from examples.benchmarks.verdict_corpus.formulas import formulas
from examples.benchmarks.verdict_corpus.kinks import kinks


def _rounded(problem: Problem, digits: int) -> Fun:
    return lambda x: round(problem.fun(x), digits)


def _jumps() -> list[Case]:
    cases = [
        unknown(
            "heaviside at 0",
            "jump",
            lambda x: float(np.sum(np.heaviside(x, 0.5))),
            lambda x: np.zeros_like(x),
            [0.0, 1.0],
        ),
        unknown("floor at 2", "jump", lambda x: float(np.sum(np.floor(x) + x)), lambda x: np.ones_like(x), [2.0, 0.5]),
        unknown(
            "sign at 0", "jump", lambda x: float(np.sum(np.sign(x) + 3.0 * x)), lambda x: np.full_like(x, 3.0), [0.0]
        ),
        unknown("sawtooth", "jump", lambda x: float(np.sum(x - np.floor(x))), lambda x: np.ones_like(x), [1.0]),
        unknown(
            "branch", "jump", lambda x: float(x[0] ** 2 if x[0] < 1.0 else x[0] + 1.0), lambda x: np.array([1.0]), [1.0]
        ),
        unknown("accuracy", "jump", lambda x: float(np.mean(x > 0.5)), lambda x: np.full_like(x, 0.5), [0.5, 0.2]),
    ]
    return cases


def _quantised() -> list[Case]:
    base = formulas()[0]
    rational = formulas()[4]
    return [
        *(unknown(f"rounded to {d} digits", "quantised", _rounded(base, d), base.gradient, base.x) for d in (1, 2, 3)),
        unknown(
            "steps of 1/64",
            "quantised",
            lambda x: float(np.floor(64.0 * rational.fun(x)) / 64.0),
            rational.gradient,
            rational.x,
        ),
        unknown("x on a grid of 1e-3", "quantised", lambda x: base.fun(np.round(x, 3)), base.gradient, base.x),
        unknown(
            "half precision", "quantised", lambda x: float(np.float16(rational.fun(x))), rational.gradient, rational.x
        ),
        unknown(
            "8-bit weights",
            "quantised",
            lambda x: base.fun(np.asarray(np.round(x * 127.0) / 127.0)),
            base.gradient,
            base.x,
        ),
    ]


def _random() -> list[Case]:
    rng = np.random.default_rng(1)
    base = formulas()[0]
    cases = [
        unknown(
            "white noise", "random", lambda x: float(rng.standard_normal()), lambda x: np.zeros_like(x), [1.0, 2.0]
        ),
        unknown(
            "white noise on a slope",
            "random",
            lambda x: float(np.sum(x) + rng.standard_normal()),
            lambda x: np.ones_like(x),
            [1.0, 2.0],
        ),
        unknown(
            "dropout",
            "random",
            lambda x: float(np.sum(x**2 * (rng.random(x.size) < 0.5) * 2.0)),
            lambda x: 2.0 * x,
            [1.0, 2.0, 3.0],
        ),
        unknown(
            "noise of a tenth", "random", lambda x: base.fun(x) * (1.0 + 0.1 * noise_of_bits(x)), base.gradient, base.x
        ),
        unknown("hash", "random", noise_of_bits, lambda x: np.zeros_like(x), [0.3, 0.4]),
        unknown("mini-batch", "random", lambda x: float((x[0] - rng.normal()) ** 2), lambda x: 2.0 * x, [0.7]),
        unknown(
            "fractal",
            "rough",
            lambda x: float(np.sum([0.6**k * np.cos(7.0**k * x[0]) for k in range(30)])),
            lambda x: np.zeros_like(x),
            [0.3],
        ),
    ]
    return cases


def undecidable_cases() -> list[Case]:
    """All of them."""
    return kinks() + _jumps() + _quantised() + _random()
