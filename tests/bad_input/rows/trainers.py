"""Trainers that bad arguments are given to, and bad data for them."""

from __future__ import annotations

import numpy as np

import minigrad as mg

from .table import call
from .values import (
    EITHER,
    all_of,
)

X = np.array([[0.6, 0.9], [0.1, 0.2], [0.5, -0.5], [1.0, 0.0]])
T = np.array([2, 0, 1, 0])


def trainer(**changes: object) -> object:
    given: dict[str, object] = {
        "network": mg.SimpleNet(2, 3, rng=0),
        "objective": mg.SoftmaxCrossEntropy(),
        "optimizer": mg.Adam(),
        "rng": 0,
    }
    return call(mg.Trainer, **(given | changes))


def fresh(**changes: object) -> mg.Trainer[mg.AdamState]:
    made = trainer(**changes)
    assert isinstance(made, mg.Trainer)
    return made


def untouched(method: str, *arguments: object, **options: object) -> object:
    """A method of a fresh trainer, which must be as it was if the call is refused."""
    made = fresh()
    before = made.network.theta.copy(), repr(made.state), made.history
    try:
        return call(getattr(made, method), *arguments, **options)
    except Exception:
        after = made.network.theta, repr(made.state), made.history
        if not np.array_equal(before[0], after[0]) or before[1:] != after[1:]:
            raise AssertionError("the trainer was changed all the same") from None
        raise


SHAPES = all_of(EITHER, 1.0, [1.0], [1.0, 2.0], X[:, :1], np.ones((4, 3)), X[np.newaxis], X[:0], X.T)
TARGETS = all_of(
    EITHER, 1, [0], [0, 1, 2], [0, 1, 2, 0, 1], [], T[:, np.newaxis], [[0, 1, 0]] * 3, [[0.5, 0.6, 0]] * 4, [[1, 0]] * 4
)
TARGETS += all_of(
    EITHER, [[np.nan, 0, 1]] * 4, [[-1, 2, 0]] * 4, T.astype(float), [0, 1, 2, 3], [0, 1, 2, -1], [0, 1, 2, 2**70]
)
TARGETS += all_of(EITHER, np.ma.MaskedArray(T, T == 1), T.astype(str), T.astype(object), T * 1j)
