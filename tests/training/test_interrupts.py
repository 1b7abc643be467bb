"""An interrupt, wherever it comes, leaves a trainer that goes on as if nothing had happened."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeAlias

import numpy as np
import pytest

import minigrad.training
from minigrad.networks import Network, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam, AdamState
from minigrad.training import Trainer
from tests.failures import Failures
from tests.training.helpers import CLASSES, FEATURES, digits, make_data

X, T = make_data(n=7)
EPOCHS = 2
Trace: TypeAlias = "Callable[[FrameType, str, object], Trace | None]"
FOLDER = minigrad.training.__path__[0]


@contextmanager
def interrupted(at: int) -> Iterator[list[int]]:
    """Raises a KeyboardInterrupt at this line, counted over all lines of minigrad/training that the block runs."""
    count = [0]

    def trace(frame: FrameType, event: str, argument: object) -> Trace | None:
        del argument
        if not frame.f_code.co_filename.startswith(FOLDER):
            return None
        if event == "line":
            count[0] += 1
            if count[0] == at:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield count
    finally:
        sys.settrace(before)


def _trainer() -> Trainer[AdamState]:
    network = TwoLayerNet(FEATURES, 2, CLASSES, rng=0)
    return Trainer(network, SoftmaxCrossEntropy(), Adam(0.1), rng=np.random.default_rng(0))


def _all_of(trainer: Trainer[AdamState]) -> tuple[object, ...]:
    state = trainer.state
    arrays = trainer.network.theta, state.first_moment, state.second_moment
    return state.steps, digits(trainer.history), *(array.tobytes() for array in arrays)


def _thetas() -> set[bytes]:
    """Every theta of a run without interrupts."""
    network, seen = TwoLayerNet(FEATURES, 2, CLASSES, rng=0), list[bytes]()
    optimizer = Adam(0.1)
    state, order = optimizer.init(network.theta), np.random.default_rng(0)
    seen.append(network.theta.tobytes())
    for _ in range(EPOCHS):
        rows = order.permutation(len(X))
        for start in range(0, len(X), 5):
            part = rows[start : start + 5]
            gradient = minigrad.EmpiricalRisk(network, SoftmaxCrossEntropy(), X[part], T[part]).gradient(network.theta)
            network.theta, state = optimizer.step(network.theta, gradient, state)
            seen.append(network.theta.tobytes())
    return set(seen)


def _goes_on(at: int, expected: tuple[object, ...], thetas: set[bytes]) -> bool:
    """Interrupts a run at a line, and finishes it; whether it was interrupted."""
    trainer = _trainer()
    network: Network = trainer.network
    try:
        with interrupted(at):
            trainer.fit(X, T, epochs=EPOCHS, batch_size=5)
        stopped = False
    except KeyboardInterrupt:
        stopped = True
    assert network.theta.tobytes() in thetas
    left = EPOCHS - len(trainer.history)
    if left:
        trainer.fit(X, T, epochs=left, batch_size=5)
    assert _all_of(trainer) == expected
    return stopped


def test_a_run_that_is_interrupted_at_any_line_ends_like_one_that_is_not() -> None:
    whole, thetas, failures = _trainer(), _thetas(), Failures()
    with interrupted(0) as count:
        whole.fit(X, T, epochs=EPOCHS, batch_size=5)
    stops = []
    for at in range(1, count[0] + 1):
        with failures.of(f"interrupted at line {at}"):
            stops.append(_goes_on(at, _all_of(whole), thetas))
    failures.report()
    assert sum(stops) == count[0] > 100


def test_an_unfinished_epoch_is_finished_on_the_same_data_only() -> None:
    """On others a new epoch begins, of all their batches; 7 samples make two of 5 and 2."""
    for x, size, steps in ((X, 5, 2), (X + 1.0, 5, 3), (X, 4, 3), (X[:6], 5, 3)):
        trainer = _trainer()
        _interrupt_after_the_first_batch(trainer)
        trainer.fit(x, T[: len(x)], batch_size=size)
        assert (trainer.state.steps, len(trainer.history)) == (steps, 1)


def _interrupt_after_the_first_batch(trainer: Trainer[AdamState]) -> None:
    at = 0
    while trainer.state.steps == 0:
        at += 10
        with pytest.raises(KeyboardInterrupt), interrupted(at):
            trainer.fit(X, T, batch_size=5)
