"""All that a trainer is between two batches, as one value."""

from __future__ import annotations

from typing import Generic, NamedTuple

from minigrad.optimizers.base import State
from minigrad.training.callbacks.active import ActiveCallback, Moment
from minigrad.training.recording.history import History
from minigrad.training.resuming.bit_states import BitState
from minigrad.training.resuming.data_identity import DataIdentity
from minigrad.training.resuming.fit_identity import FitIdentity
from minigrad.training.resuming.stored_callback import StoredCallback
from minigrad.training.weights import Weights


class UnfinishedEpoch(NamedTuple):
    """An epoch of which some batches are done."""

    data: DataIdentity
    batch_size: int | None
    batches: int
    """How many batches are done."""

    def goes_on(self, fit: FitIdentity) -> bool:
        """Whether an epoch of this fit goes on where this one was left.

        Raises:
            ValueError: it does not, and this one comes from a file.
        """
        differences = [f"`{name}`" for name in self.data.differences(fit.data)]
        differences += ["`batch_size`"] if self.batch_size != fit.batch_size else []
        if differences and self.data.from_file:
            raise ValueError(
                f"{', '.join(differences)} must be what the unfinished epoch began with, of which {self.batches} "
                "batches are done in the file; pass the same again"
            )
        return not differences


class UnfinishedFit(NamedTuple):
    """A fit that has begun and not yet ended."""

    first: int
    """How many epochs the history had when it began."""
    identity: FitIdentity
    callbacks: tuple[ActiveCallback, ...] = ()
    due: Moment | None = None
    """What the callbacks have still to be asked, after the last batch or epoch."""
    stored: tuple[StoredCallback, ...] = ()
    """Instead of callbacks, where the run was read from a file."""

    def taken_up(self, callbacks: tuple[ActiveCallback, ...]) -> tuple[ActiveCallback, ...] | None:
        """The same callbacks with what these remember; None if they are others."""
        mine = self.stored or tuple(StoredCallback(each.name, each.stored()) for each in self.callbacks)
        if [each.name for each in mine] != [each.name for each in callbacks]:
            return None
        return tuple(each.restored(kept.state) for each, kept in zip(callbacks, mine, strict=True))


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

    def after(
        self, weights: Weights, optimizer: State, epoch: UnfinishedEpoch | None, fit: UnfinishedFit | None
    ) -> RunState[State]:
        """The run after one more batch."""
        number = self.batches_seen + 1
        return RunState(weights, optimizer, self.rng, self.root, self.history, number, epoch, fit, self.stop_reason)
