"""All that a trainer is between two batches, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeAlias

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import State
from minigrad.training.history import History

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
        mine = self.data
        return batch_size == self.batch_size and (
            data is mine or (np.array_equal(data.x, mine.x) and np.array_equal(data.targets, mine.targets))
        )


class RunState(NamedTuple, Generic[State]):
    """A run after some batch. It is never changed: each batch makes a new one."""

    theta: FloatArray
    optimizer: State
    rng: BitState
    """The generator as it was before it drew the order of the samples in the unfinished epoch, or will draw it in the
    next one."""
    history: History = History()
    batches_seen: int = 0
    """In all epochs."""
    unfinished: UnfinishedEpoch | None = None
