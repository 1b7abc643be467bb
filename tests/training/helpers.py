"""What the tests of the trainer share: small data, a softmax classifier written out by hand, and objectives that
watch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import Float64Array, FloatArray, IntArray
from minigrad.layers import Dense, Tanh
from minigrad.networks import Network, Sequential, SimpleNet, TwoLayerNet
from minigrad.objectives import Objective, SoftmaxCrossEntropy, TargetKind, Targets
from minigrad.optimizers import Adam, AdamState, Clipped, GradientDescent, Momentum, MomentumState, NoState
from minigrad.training import Callback, History, Trainer, TrainingRun

N, FEATURES, CLASSES = 22, 4, 3  # 22 samples: batches of 5 leave a last one of 2

AnyTrainer: TypeAlias = Trainer[NoState] | Trainer[MomentumState] | Trainer[AdamState]


Change: TypeAlias = Callable[[FloatArray], FloatArray]
"""What a mistake makes of a right gradient."""


class Data(NamedTuple):
    """Read-only, so that whoever writes to them is found out."""

    x: FloatArray
    t: IntArray


def make_data(seed: int = 0, n: int = N) -> Data:
    """Three overlapping clouds."""
    rng = np.random.default_rng(seed)
    t = np.asarray(rng.integers(CLASSES, size=n), dtype=np.int64)
    x: FloatArray = rng.normal(size=(n, FEATURES)) + np.eye(CLASSES, FEATURES)[t]
    x.setflags(write=False)
    t.setflags(write=False)
    return Data(x, t)


NETWORKS: dict[str, Callable[[], Network]] = {
    "SimpleNet": lambda: SimpleNet(FEATURES, CLASSES, rng=1),
    "SimpleNet with bias": lambda: SimpleNet(FEATURES, CLASSES, bias=True, rng=2),
    "TwoLayerNet": lambda: TwoLayerNet(FEATURES, 5, CLASSES, rng=3),
    "TwoLayerNet in float32": lambda: TwoLayerNet(FEATURES, 5, CLASSES, rng=3, dtype=np.float32),
    "Sequential": lambda: Sequential([Dense(FEATURES, 6), Tanh(), Dense(6, 5), Tanh(), Dense(5, CLASSES)], rng=4),
}

TRAINERS: dict[str, Callable[[Network, int], AnyTrainer]] = {
    "GradientDescent": lambda net, seed: Trainer(
        net, SoftmaxCrossEntropy(), GradientDescent(learning_rate=0.3), rng=seed
    ),
    "Momentum": lambda net, seed: Trainer(net, SoftmaxCrossEntropy(), Momentum(learning_rate=0.1), rng=seed),
    "Adam": lambda net, seed: Trainer(net, SoftmaxCrossEntropy(), Adam(learning_rate=0.05), rng=seed),
    "Clipped": lambda net, seed: Trainer(net, SoftmaxCrossEntropy(), Clipped(Adam(0.05), max_norm=0.2), rng=seed),
}


def digits(history: History) -> str:
    """All numbers of a history to the last bit; unlike the numbers, NaN is equal to NaN here."""
    return repr([tuple(record) for record in history.records])


def softmax_by_hand(logits: Float64Array) -> Float64Array:
    """exp(z) / sum exp(z), row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Float64Array = powers / powers.sum(axis=1, keepdims=True)
    return result


def loss_by_hand(logits: FloatArray, labels: IntArray) -> float:
    """The mean of -log p(right class)."""
    p = softmax_by_hand(logits.astype(np.float64))
    return float(-np.log(p[np.arange(len(labels)), labels]).mean())


def weight_gradient_by_hand(weight: Float64Array, x: FloatArray, labels: IntArray) -> Float64Array:
    """d loss / d weight of logits = x @ weight, for the mean over just these samples."""
    d_logits = softmax_by_hand(x @ weight)
    d_logits[np.arange(len(labels)), labels] -= 1.0
    result: Float64Array = x.T @ d_logits / len(labels)
    return result


@final
class Watching(Objective):
    """Half the squared distance to rows whose first column is a serial number; notes which rows it was asked about.

    The serial number takes no part in the value, so it can be any.
    """

    target_kind: ClassVar[TargetKind] = TargetKind.ROWS

    def __init__(self) -> None:
        self.evaluated: list[list[int]] = []
        self.differentiated: list[list[int]] = []

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        self.evaluated.append(serial_numbers(targets))
        values: FloatArray = 0.5 * np.square(outputs[..., 1:] - targets[:, 1:]).sum(axis=-1)
        return values

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        self.differentiated.append(serial_numbers(targets))
        gradients: FloatArray = outputs - targets
        gradients[..., 0] = 0.0
        return gradients


def serial_numbers(targets: Targets) -> list[int]:
    """The first column."""
    return [int(number) for number in targets[:, 0]]


def numbered_rows(n: int = N, first: int = 0) -> Float64Array:
    """Targets for :class:`Watching`."""
    rows = np.random.default_rng(5).normal(size=(n, CLASSES))
    rows[:, 0] = np.arange(first, first + n)
    return rows


@final
class Broken(Objective):
    """Softmax cross-entropy whose gradient somebody got wrong."""

    target_kind: ClassVar[TargetKind] = TargetKind.CLASSES

    def __init__(self, change: Change) -> None:
        self._right = SoftmaxCrossEntropy()
        self._change = change

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return self._right.sample_values(outputs, targets)

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return self._change(self._right.sample_gradients(outputs, targets))


@final
@dataclass(frozen=True)
class StopAfter(Callback):
    """Ends the fit after so many batches."""

    batches: int

    @override
    def init(self) -> NoState:
        return NoState()

    @override
    def on_batch_end(self, run: TrainingRun, state: NoState) -> NoState:
        return state

    @override
    def stop_reason(self, run: TrainingRun, state: NoState) -> str | None:
        return f"{self.batches} batches" if run.batches_seen >= self.batches else None
