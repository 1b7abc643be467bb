"""Gradients on which nothing can be said: on kinks, on jumps, of quantised or random functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, Label, Problem
from examples.benchmarks.verdict_corpus.formulas import formulas
from examples.benchmarks.verdict_corpus.hard import _hash_noise
from examples.benchmarks.verdict_corpus.places import near_first_kink, relu_network, relu_network_gradient


def unknown(
    name: str,
    kind: str,
    fun: Callable[[AnyFloats], float],
    jac: Callable[[AnyFloats], AnyFloats],
    x: Sequence[float] | AnyFloats,
) -> Case:
    """A case without a truth."""
    return Case(name, kind, Label.UNDECIDABLE, fun, jac, np.asarray(x, dtype=np.float64), kind)


def _relu(x: AnyFloats) -> float:
    return float(np.sum(np.maximum(x, 0.0)))


def _switch(at_zero: float) -> Callable[[AnyFloats], AnyFloats]:
    return lambda x: np.heaviside(x, at_zero)


def _rounded(problem: Problem, digits: int) -> Callable[[AnyFloats], float]:
    return lambda x: round(problem.fun(x), digits)


def _kinks() -> list[Case]:
    heaviside = [unknown(f"relu'(0) = {v:g}", "kink", _relu, _switch(v), [0.0, 1.0]) for v in (0.0, 0.5, 1.0)]
    return [
        *heaviside,
        unknown("|x| at 0", "kink", lambda x: float(np.sum(np.abs(x))), np.sign, [0.0, 2.0]),
        unknown(
            "|x - 3| at 3",
            "kink",
            lambda x: float(np.sum(np.abs(x - 3.0) + x)),
            lambda x: np.sign(x - 3.0) + 1.0,
            [3.0],
        ),
        unknown(
            "max of equals", "kink", lambda x: float(np.max(x)), lambda x: np.eye(3)[int(np.argmax(x))], [1.0, 1.0, 0.0]
        ),
        unknown(
            "min of equals, shared",
            "kink",
            lambda x: float(np.min(x)),
            lambda x: np.array([0.5, 0.5, 0.0]),
            [1.0, 1.0, 2.0],
        ),
        unknown(
            "hinge at margin 1",
            "kink",
            lambda x: float(np.sum(np.maximum(0.0, 1.0 - x))),
            lambda x: -1.0 * (x < 1.0),
            [1.0, 0.0],
        ),
        unknown(
            "leaky relu at 0",
            "kink",
            lambda x: float(np.sum(np.where(x > 0, x, 0.01 * x))),
            lambda x: np.where(x > 0, 1.0, 0.01),
            [0.0, -1.0],
        ),
        unknown(
            "clip at its border",
            "kink",
            lambda x: float(np.sum(np.clip(x, -1.0, 1.0) ** 3)),
            lambda x: 3.0 * x**2 * (np.abs(x) <= 1.0),
            [1.0, 0.5],
        ),
        unknown(
            "lasso with a zero",
            "kink",
            lambda x: float(np.sum((x - 1.0) ** 2) + 0.1 * np.sum(np.abs(x))),
            lambda x: 2.0 * (x - 1.0) + 0.1 * np.sign(x),
            [0.0, 0.7, -0.2],
        ),
        unknown("relu network on a kink", "kink", relu_network, relu_network_gradient, _on_kink()),
        unknown(
            "exp(-|x|) at 0",
            "kink",
            lambda x: float(np.sum(np.exp(-np.abs(x)))),
            lambda x: -np.sign(x) * np.exp(-np.abs(x)),
            [0.0],
        ),
        unknown(
            "small kink on a slope",
            "kink",
            lambda x: float(np.sum(5.0 * x + 0.05 * np.abs(x - 1.0))),
            lambda x: 5.0 + 0.05 * np.sign(x - 1.0),
            [1.0, 2.0],
        ),
        unknown(
            "sqrt(|x|) at 0", "cusp", lambda x: float(np.sum(np.sqrt(np.abs(x)))), lambda x: np.zeros_like(x), [0.0]
        ),
        unknown("norm at 0", "kink", lambda x: float(np.linalg.norm(x)), lambda x: np.zeros_like(x), [0.0, 0.0]),
    ]


def _on_kink() -> AnyFloats:
    theta = near_first_kink(0.0)
    weights = theta[:12].reshape(3, 4)
    weights[:, 0] = 0.0
    return theta


def _jumps() -> list[Case]:
    return [
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
    return [
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
            "noise of a tenth", "random", lambda x: base.fun(x) * (1.0 + 0.1 * _hash_noise(x)), base.gradient, base.x
        ),
        unknown("hash", "random", _hash_noise, lambda x: np.zeros_like(x), [0.3, 0.4]),
        unknown("mini-batch", "random", lambda x: float((x[0] - rng.normal()) ** 2), lambda x: 2.0 * x, [0.7]),
        unknown(
            "fractal",
            "rough",
            lambda x: float(np.sum([0.6**k * np.cos(7.0**k * x[0]) for k in range(30)])),
            lambda x: np.zeros_like(x),
            [0.3],
        ),
    ]


def undecidable_cases() -> list[Case]:
    """All of them."""
    return _kinks() + _jumps() + _quantised() + _random()
