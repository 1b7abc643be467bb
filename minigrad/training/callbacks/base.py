"""The abstract ``Callback``: a rule that is asked at certain moments of training, with its memory in the open.

Like an optimizer, a callback is frozen configuration, and what it remembers is passed in and returned. So a run can be
saved with its callbacks and resumed exactly.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic

from typing_extensions import TypeVar, override

from minigrad.optimizers.base import NoState, StateValue
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.weights import Weights

CallbackState = TypeVar("CallbackState", bound=tuple[StateValue, ...], default=NoState)
"""What a callback remembers: a NamedTuple of arrays, numbers and such tuples; :class:`~minigrad.NoState` is none."""


class AnyCallback(ABC):
    """A callback, whatever it remembers; subclass :class:`Callback` instead."""

    @abstractmethod
    def init(self) -> tuple[StateValue, ...]:
        """The first state."""


class Callback(AnyCallback, Generic[CallbackState]):
    """What happens besides training, and when training ends.

    A subclass writes :meth:`init` and the moments that it needs. Each gets the run and the state, and returns the next
    state; the run goes on from there. Where the run was interrupted in between, the moment is repeated, so what is
    written to a file should replace what stood there.

    >>> from dataclasses import dataclass
    >>> import minigrad as mg
    >>> @dataclass(frozen=True)
    ... class StopAt(mg.Callback):
    ...     loss: float
    ...
    ...     def init(self) -> mg.NoState:
    ...         return mg.NoState()
    ...
    ...     def stop_reason(self, run: mg.TrainingRun, state: mg.NoState) -> str | None:
    ...         low = run.record is not None and run.record.loss <= self.loss
    ...         return f"the loss is below {self.loss}" if low else None
    >>> trainer = mg.Trainer(mg.SimpleNet(2, 2, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
    >>> history = trainer.fit([[0.0, 1.0], [1.0, 0.0]], [0, 1], epochs=100, callbacks=[StopAt(0.5)])
    >>> len(history) < 100, trainer.stop_reason
    (True, 'the loss is below 0.5')
    """

    @override
    @abstractmethod
    def init(self) -> CallbackState:
        """The state before a fit begins; one with the same data and options as a fit that was interrupted goes on with
        the state from there."""

    def on_train_begin(self, run: TrainingRun, state: CallbackState) -> CallbackState:
        """A fit begins, or goes on in another process."""
        del run
        return state

    def on_batch_end(self, run: TrainingRun, state: CallbackState) -> CallbackState:
        """A batch has been used."""
        del run
        return state

    def on_epoch_end(self, run: TrainingRun, state: CallbackState) -> CallbackState:
        """An epoch has been entered in the history."""
        del run
        return state

    def on_train_end(self, run: TrainingRun, state: CallbackState) -> CallbackState:
        """All epochs are done, or a callback has ended the fit; not after an exception."""
        del run
        return state

    def stop_reason(self, run: TrainingRun, state: CallbackState) -> str | None:
        """Why training shall end now; None to go on. Asked after each epoch, and after each batch if the class has an
        :meth:`on_batch_end`."""
        del run, state
        return None

    def final_weights(self, state: CallbackState) -> Weights | None:
        """What the network ends the fit with, instead of the last ones; None for the last ones."""
        del state
        return None
