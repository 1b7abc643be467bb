"""Optimizers: their constructors, ``init`` and ``step``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    BELOW_ONE,
    COUNT,
    KIND,
    NO_OPTIMIZER,
    POSITIVE,
    SHORT_COUNT,
    SHORT_POSITIVE,
    SHORT_REALS,
    VALUE,
    all_of,
    frozen,
)

POINT = np.array([1.0, -2.0])
LAYOUT = mg.ParameterLayout(("weight", "bias"), ((1,), (1,)))
NAMES = all_of(KIND, 3, [1, 2], [None], b"bias", mg.Adam) + all_of(VALUE, "biases", ["weight", "dense.*"])
NEGATIVE = [row for row in SHORT_POSITIVE if row[1] != 0.0]
HANDED_ON = SHORT_REALS[:2] + SHORT_REALS[-1:]  # step is called by programs: a few kinds are enough


def step(rule: mg.Optimizer[mg.NoState], theta: object, gradient: object) -> object:
    """One step from a fresh state for two numbers."""
    return call(rule.step, theta, gradient, rule.init(POINT))


def second(rule: object, slope: object) -> object:
    """The second point, from 1 along a constant slope."""
    assert isinstance(rule, mg.Optimizer)
    theta = np.array([1.0])
    state = rule.init(theta)
    for _ in range(2):
        theta, state = rule.step(theta, np.full(1, slope), state)
    return theta


RULES: list[Bad] = [
    *each(POSITIVE, "learning_rate", mg.GradientDescent, HOLE),
    *each(SHORT_POSITIVE, "learning_rate", mg.Momentum, learning_rate=HOLE),
    *each(BELOW_ONE, "momentum", mg.Momentum, momentum=HOLE),
    *each(SHORT_POSITIVE, "learning_rate", mg.Adam, HOLE),
    *each(BELOW_ONE, "beta1", mg.Adam, beta1=HOLE),
    *each(BELOW_ONE[:8], "beta2", mg.Adam, beta2=HOLE),
    *each(SHORT_POSITIVE, "epsilon", mg.Adam, epsilon=HOLE),
    *each(SHORT_POSITIVE, "learning_rate", mg.Nesterov, HOLE),
    *each(BELOW_ONE[:8], "momentum", mg.Nesterov, momentum=HOLE),
    *each(SHORT_POSITIVE, "learning_rate", mg.AdaGrad, HOLE),
    *each(SHORT_POSITIVE, "epsilon", mg.AdaGrad, epsilon=HOLE),
    *each(SHORT_POSITIVE, "learning_rate", mg.RMSprop, HOLE),
    *each(BELOW_ONE, "decay", mg.RMSprop, decay=HOLE),
    *each(SHORT_POSITIVE, "epsilon", mg.RMSprop, epsilon=HOLE),
    *each(SHORT_POSITIVE, "learning_rate", mg.AdamW, HOLE),
    *each(BELOW_ONE[:8], "beta1", mg.AdamW, beta1=HOLE),
    *each(BELOW_ONE[:8], "beta2", mg.AdamW, beta2=HOLE),
    *each(SHORT_POSITIVE, "epsilon", mg.AdamW, epsilon=HOLE),
    *each(NEGATIVE, "weight_decay", mg.AdamW, weight_decay=HOLE),
    bad(("layout", "decayed"), VALUE, mg.AdamW, layout=LAYOUT),
    bad(("layout", "decayed"), VALUE, mg.AdamW, decayed="*.weight"),
    *each(NAMES, "decayed", mg.AdamW, layout=LAYOUT, decayed=HOLE),
    *each(all_of(KIND, "dense", LAYOUT.names, mg.SimpleNet()), "layout", mg.AdamW, layout=HOLE, decayed="bias"),
    *each(POSITIVE, "max_norm", mg.Clipped, mg.Adam(), max_norm=HOLE),
    *each(NO_OPTIMIZER, "optimizer", mg.Clipped, HOLE, max_norm=1.0),
    bad(("max_norm",), KIND, mg.Clipped, mg.Adam()),
    *each(NO_OPTIMIZER, "optimizer", mg.Frozen, HOLE, LAYOUT, "bias"),
    *each(all_of(KIND, None, "dense", LAYOUT.names, mg.SimpleNet()), "layout", mg.Frozen, mg.Adam(), HOLE, "bias"),
    *each([*NAMES, (KIND, None)], "names", mg.Frozen, mg.Adam(), LAYOUT, HOLE),
    *each(NO_OPTIMIZER, "optimizer", mg.Scheduled, HOLE, mg.CosineDecay(10)),
    *each(all_of(KIND, None, 0.5, "cosine", mg.CosineDecay, abs, mg.Adam()), "schedule", mg.Scheduled, mg.Adam(), HOLE),
    bad(("rate",), KIND, mg.Adam, rate=0.1),
    bad(("beta_1",), KIND, mg.Adam, beta_1=0.1),
    bad(("learning_rate",), AttributeError, setattr, mg.Adam(), "learning_rate", 0.5),
    bad(("rate",), (AttributeError, TypeError), setattr, mg.Adam(), "rate", 0.5),
    bad(("Optimizer",), KIND, mg.Optimizer),
    *each(COUNT, "history", mg.LBFGS, HOLE),
    *each(SHORT_REALS, "theta", mg.LBFGS().init, HOLE),
    bad(("Method",), KIND, mg.Method),
]


@dataclass(frozen=True)
class Told(mg.Schedule):
    """A schedule that returns what it is told to."""

    result: object

    @override
    def factor(self, step: int) -> object:  # type: ignore[override]  # wrong on purpose
        return self.result


def scheduled(factor: object) -> object:
    return step(mg.Scheduled(mg.GradientDescent(), Told(factor)), POINT, POINT)  # type: ignore[arg-type]  # its state is another


SCHEDULES: list[Bad] = [
    bad(("Schedule",), KIND, mg.Schedule),
    *[bad((").factor(0)",), kinds, scheduled, value) for kinds, value in NEGATIVE if value is not True],
    *each(COUNT, "every", mg.StepDecay, HOLE),
    *each(SHORT_POSITIVE, "rate", mg.StepDecay, 10, rate=HOLE),
    *each(SHORT_COUNT, "every", mg.ExponentialDecay, HOLE, rate=0.5),
    *each(SHORT_POSITIVE, "rate", mg.ExponentialDecay, rate=HOLE),
    *each(SHORT_COUNT, "steps", mg.CosineDecay, HOLE),
    *each(NEGATIVE, "end", mg.CosineDecay, 10, end=HOLE),
    *each(SHORT_COUNT, "steps", mg.LinearDecay, HOLE),
    *each(NEGATIVE, "end", mg.LinearDecay, 10, end=HOLE),
    *each(SHORT_COUNT, "steps", mg.OneCycle, HOLE),
    *each(BELOW_ONE, "rise", mg.OneCycle, 10, rise=HOLE),
    *each(NEGATIVE, "start", mg.OneCycle, 10, start=HOLE),
    *each(NEGATIVE, "end", mg.OneCycle, 10, end=HOLE),
    *each(SHORT_COUNT, "steps", mg.WarmUp, steps=HOLE),
    *each(all_of(KIND, 10, "cosine", mg.CosineDecay), "schedule", mg.WarmUp, HOLE, steps=3),
]

STEPS: list[Bad] = [
    row
    for rule in (
        mg.GradientDescent(),
        mg.Momentum(),
        mg.Nesterov(),
        mg.AdaGrad(),
        mg.RMSprop(),
        mg.Adam(),
        mg.AdamW(),
        mg.Clipped(mg.Adam(), max_norm=1.0),
        mg.Frozen(mg.Adam(), LAYOUT, "bias"),
        mg.Scheduled(mg.Adam(), mg.CosineDecay(10)),
    )
    for row in (
        *each(HANDED_ON, "gradient", step, rule, POINT, HOLE),
        *each(HANDED_ON, "theta", step, rule, HOLE, POINT),
        bad("gradient", VALUE, step, rule, POINT, np.ones(3)),
        bad("gradient", VALUE, step, rule, POINT, np.ones((2, 1))),
        bad("gradient", KIND, step, rule, POINT, np.float64(1.0)),
        bad("gradient", VALUE, step, rule, np.ones((2, 2)), POINT),
    )
] + [
    *each(SHORT_REALS, "theta", mg.Adam().init, HOLE),
    bad("state", (TypeError, ValueError), mg.Adam().step, POINT, POINT, mg.NoState()),
    bad("state", (TypeError, ValueError), mg.Adam().step, POINT, POINT, None),
    bad("state", (TypeError, ValueError), mg.Momentum().step, POINT, POINT, mg.NoState()),
    bad("state", (TypeError, ValueError), mg.Nesterov().step, POINT, POINT, mg.MomentumState(np.zeros(2))),
    bad("state", (TypeError, ValueError), mg.Nesterov().step, POINT, POINT, mg.NesterovState(np.zeros(1))),
    bad("state", (TypeError, ValueError), mg.AdaGrad().step, POINT, POINT, mg.AdaGradState(np.zeros(1))),
    bad("state", (TypeError, ValueError), mg.RMSprop().step, POINT, POINT, mg.RMSpropState(np.zeros(1))),
    bad("state", (TypeError, ValueError), mg.AdamW().step, POINT, POINT, mg.NoState()),
    bad("state", KIND, mg.Scheduled(mg.Adam(), mg.CosineDecay(10)).step, POINT, POINT, mg.Adam().init(POINT)),
    bad("theta", VALUE, mg.AdamW(layout=LAYOUT, decayed="bias").step, np.ones(3), np.ones(3), mg.NoState()),
    bad("state", (TypeError, ValueError), mg.Momentum().step, POINT, POINT, mg.MomentumState(np.zeros(3))),
    bad("state", (TypeError, ValueError), mg.Momentum().step, POINT, POINT, mg.MomentumState(np.zeros(1))),
    bad("state", (TypeError, ValueError), mg.Adam().step, POINT, POINT, mg.AdamState(0, np.zeros(3), np.zeros(3))),
    bad("state", (TypeError, ValueError), mg.Adam().step, POINT, POINT, mg.Adam().init(np.zeros((2, 1)))),
]

FINE: list[Good] = [
    good([0.9], second, call(mg.GradientDescent, np.float32(0.05)), 1.0, within=1e-7),
    good([0.9], second, call(mg.GradientDescent, np.array(0.05)), 1.0),
    good([0.0], second, call(mg.GradientDescent, np.int64(1)), 0.5),
    good([0.75], second, mg.Momentum(0.1, momentum=0.5), 1.0),
    good([0.8], second, mg.Momentum(0.1, momentum=0), 1.0),
    good([0.8], second, mg.Adam(0.1, epsilon=1e-300), 7.0),
    good([0.8], second, mg.Adam(0.1, beta1=0, beta2=0, epsilon=1e-300), 7.0),
    good([0.8], second, mg.Clipped(mg.GradientDescent(0.1), max_norm=np.float64(1.0)), 7.0),
    good(
        [0.8, -1.8],
        lambda rule: rule.step(frozen(1.0, -2.0), frozen(2.0, -2.0), mg.NoState())[0],
        mg.GradientDescent(0.1),
    ),
]


@pytest.mark.parametrize("group", rows(RULES))
def test_rules(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(SCHEDULES))
def test_schedules(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(STEPS))
def test_steps(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
