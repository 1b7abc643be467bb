"""All that a trainer is between two batches, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeAlias

import numpy as np

from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import State
from minigrad.training.callbacks.active import ActiveCallback, Moment
from minigrad.training.recording.history import History
from minigrad.training.weights import Weights

BitState: TypeAlias = Mapping[str, object]
"""The state of a bit generator, as ``rng.bit_generator.state`` returns it."""


class UnfinishedEpoch(NamedTuple):
    """An epoch of which some batches are done."""

    data: EmpiricalRisk
    batch_size: int | None
    batches: int
    """How many batches are done."""

    def is_of(self, data: EmpiricalRisk, batch_size: int | None) -> bool:
        """Whether an epoch of these data in batches of this size goes on where this one was left."""
        return batch_size == self.batch_size and (data is self.data or _same(data, self.data))


def _same(one: EmpiricalRisk, other: EmpiricalRisk) -> bool:
    pairs = ((one.x, other.x), (one.targets, other.targets), (one.sample_weight, other.sample_weight))
    return all(
        mine is its or (mine is not None and its is not None and np.array_equal(mine, its)) for mine, its in pairs
    )


class UnfinishedFit(NamedTuple):
    """A fit that has begun and not yet ended."""

    first: int
    """How many epochs the history had when it began."""
    callbacks: tuple[ActiveCallback, ...] = ()
    due: Moment | None = None
    """What the callbacks have still to be asked, after the last batch or epoch."""


class RunState(NamedTuple, Generic[State]):
    """A run after some batch. It is never changed: each batch makes a new one."""

    weights: Weights
    optimizer: State
    rng: BitState
    """The generator as it was before it drew the order of the samples in the unfinished epoch, or will draw it in the
    next one."""
    root: int
    """From it and the number of a batch comes the key for everything random in that batch's layers."""
    history: History = History()
    batches_seen: int = 0
    """In all epochs."""
    epoch: UnfinishedEpoch | None = None
    fit: UnfinishedFit | None = None
    stop_reason: str | None = None
    """Why the last fit ended before its last epoch."""
