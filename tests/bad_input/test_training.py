"""The trainer: its constructor, ``fit`` and the other methods; a refused call changes nothing."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.trainers import SHAPES, TARGETS, T, X, fresh, trainer, untouched
from .rows.values import (
    COUNT,
    COUNT_OR_NONE,
    EITHER,
    KIND,
    LABELS,
    NO_DIFFERENTIATOR,
    NO_FUNCTION,
    NO_NETWORK,
    NO_OBJECTIVE,
    NO_OPTIMIZER,
    NO_POINT,
    RNG,
    VALUE,
    Plain,
    all_of,
    frozen,
    masked,
    without_none,
)


def fit(**changes: object) -> object:
    given: dict[str, object] = {"x": X, "t": T, "epochs": 1}
    given |= changes
    return untouched("fit", given.pop("x"), given.pop("t"), **given)


def regression(t: object) -> object:
    return call(fresh(objective=mg.MeanSquaredError()).fit, X, t)


PAIRS = all_of(KIND, 3, "ab", X, Plain(), {"x": X, "t": T}, 0.2, True)
PAIRS += all_of(
    EITHER,
    (),
    (X,),
    (X, T, T),
    [X],
    (X[:, :1], T),
    (X, T[:3]),
    (X, T + 5),
    (X, T - 1),
    (X, T.astype(float)),
    (None, T),
    (X, None),
)
PAIRS += all_of(
    EITHER,
    (X * np.nan, T),
    (X[:0], T[:0]),
    ("a", "b"),
    (masked(X.ravel(), 1).reshape(4, 2), T),
    (X, np.ma.MaskedArray(T, T == 2)),
)


class Wrong(mg.Optimizer[mg.NoState]):
    """A rule whose steps are what it is told."""

    def __init__(self, result: object) -> None:
        self.result = result

    @override
    def init(self, theta: object) -> mg.NoState:
        return mg.NoState()

    @override
    def step(self, theta: object, gradient: object, state: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.result


THETA = np.zeros(6)
STEPS: tuple[object, ...] = (
    None,
    THETA,
    (THETA,),
    (None, mg.NoState()),
    ("ab", mg.NoState()),
    (1j * THETA, mg.NoState()),
    (masked(THETA, 0), mg.NoState()),
    (THETA[:1], mg.NoState()),
)


def fit_with(step: object) -> object:
    return call(fresh(optimizer=Wrong(step)).fit, X, T)


MAKERS: list[Bad] = [
    *each(NO_NETWORK, "network", trainer, network=HOLE),
    *each(NO_OBJECTIVE, "objective", trainer, objective=HOLE),
    *each(NO_OPTIMIZER, "optimizer", trainer, optimizer=HOLE),
    *each(NO_DIFFERENTIATOR, "differentiator", trainer, differentiator=HOLE),
    *each(
        all_of(EITHER, None, "Analytic", "backprop", "", 3, True, [], mg.CentralDifference(), Plain(), b"numeric"),
        "gradient",
        trainer,
        gradient=HOLE,
    ),
    *each(COUNT_OR_NONE, "verify_every", trainer, verify_every=HOLE),
    *each(RNG, "rng", trainer, rng=HOLE),
    bad(("lr",), KIND, trainer, lr=0.1),
    bad(("epochs",), KIND, trainer, epochs=3),
    bad(("optimizer",), KIND, mg.Trainer, mg.SimpleNet(), mg.SoftmaxCrossEntropy()),
    *[
        bad((name,), AttributeError, setattr, fresh(), name, 3)
        for name in (
            "learning_rate",
            "epochs",
            "network",
            "optimizer",
            "objective",
            "history",
            "state",
            "differentiator",
            "gradient",
            "rng",
            "lr",
        )
    ],
]

FITS: list[Bad] = [
    *each(NO_POINT, "x", fit, x=HOLE),
    *each([*SHAPES[:2], *SHAPES[3:]], "x", fit, x=HOLE),
    *each(LABELS + TARGETS, "t", fit, t=HOLE),
    *each(
        all_of(
            EITHER,
            None,
            "a",
            np.ones(4),
            np.ones((4, 2)),
            np.ones((3, 3)),
            1j * np.ones((4, 3)),
            np.nan * np.ones((4, 3)),
            masked(range(12), 5).reshape(4, 3),
            T,
        ),
        "t",
        regression,
        HOLE,
    ),
    *[bad(("Wrong.step",), EITHER, fit_with, step) for step in STEPS],
    *each(COUNT, "epochs", fit, epochs=HOLE),
    *each(COUNT_OR_NONE, "batch_size", fit, batch_size=HOLE),
    *each(PAIRS, "validation_data", fit, validation_data=HOLE),
    *each(without_none(NO_FUNCTION), "callback", fit, callback=HOLE),
    bad("t", VALUE, fit, x=X[:3]),
    bad(("epoch",), KIND, fit, epoch=3),
    bad(("batchsize",), KIND, fit, batchsize=3),
    bad(("verbose",), KIND, fit, verbose=True),
]


def last_loss(x: object, t: object, **options: object) -> object:
    """The loss after one step of length 0 almost, from weights of zero: log 3."""
    made = fresh(network=mg.SimpleNet(2, 3, scale=1e-300, rng=0), optimizer=mg.GradientDescent(1e-300))
    history = call(made.fit, x, t, **options)
    assert isinstance(history, mg.History)
    return history.loss[-1]


LOG3 = math.log(3.0)
FINE: list[Good] = [
    *[
        good(LOG3, last_loss, x, T)
        for x in (
            X.tolist(),
            tuple(map(tuple, X)),
            X.astype(">f8"),
            np.asfortranarray(X),
            X[::-1],
            np.ones((4, 2), "u1"),
        )
    ],
    *[
        good(LOG3, last_loss, X, t)
        for t in (T.tolist(), tuple(T), T.astype("u1"), T.astype(">i8"), np.eye(3)[T], T[::-1])
    ],
    good(LOG3, last_loss, X, np.full((4, 3), 1 / 3)),
    good(LOG3, last_loss, X, T, batch_size=1000),
    good(LOG3, last_loss, X, T, batch_size=None, epochs=np.int64(2)),
    good(LOG3, last_loss, X, T, batch_size=np.uint8(3)),
    good(LOG3, last_loss, X, T, validation_data=[X[:1], T[:1]]),
    good(LOG3, last_loss, X, T, validation_data=(X[:1].tolist(), [2])),
    good(LOG3, last_loss, X.astype(np.float16), T),
    good(LOG3, lambda: fresh(network=mg.SimpleNet(2, 3, scale=1e-300, rng=0)).evaluate(X, T).loss),
    good(True, lambda: fresh(rng=np.random.default_rng(1)).verify_gradient(X, T).passed),
    good(True, lambda: fresh(rng=[1, 2]).verify_gradient(frozen(*X.ravel()).reshape(4, 2), T).passed),
    good((4, 3), lambda: fresh().predict(X.tolist()).shape),
]


@pytest.mark.parametrize("group", rows(MAKERS))
def test_constructor(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FITS))
def test_fit(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)


def test_a_loss_that_overflows_is_no_mismatch() -> None:
    """(1e160)^2 is infinite and the gradient is not: a spot check has nothing to compare with."""
    made = fresh(objective=mg.MeanSquaredError(), optimizer=mg.GradientDescent(1e-160), verify_every=1)
    with pytest.raises(mg.TrainingError, match="the loss became infinite"):
        made.fit(X, np.full((4, 3), 1e160), epochs=1)


def test_a_learning_rate_without_measure_is_a_divergence() -> None:
    made = fresh(optimizer=mg.GradientDescent(learning_rate=1e300))
    before = copy.copy(made.network.theta)
    with pytest.raises(mg.TrainingError, match="learning_rate"):
        made.fit(X, T, epochs=3)
    assert np.isfinite(made.network.theta).all()
    assert made.network.theta.shape == before.shape
