"""A callback together with what it remembers at some moment of a run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from inspect import isroutine
from typing import Generic, Literal, TypeAlias, cast, final

from typing_extensions import override

from minigrad.arguments import as_items, require_instance, shown
from minigrad.quantities import named
from minigrad.training.callbacks.base import Callback, CallbackState
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.resuming.stored_state import StoredState, rebuilt, stored
from minigrad.training.weights import Weights

Moment: TypeAlias = Literal["on_train_begin", "on_batch_end", "on_epoch_end", "on_train_end"]


class ActiveCallback(ABC):
    """A callback and its state, whatever the type of the state."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The callback with its configuration."""

    @abstractmethod
    def stored(self) -> StoredState:
        """What the callback remembers, as plain data and arrays."""

    @abstractmethod
    def restored(self, state: StoredState) -> ActiveCallback:
        """The same callback with what it remembered once."""

    @abstractmethod
    def after(self, moment: Moment, run: TrainingRun) -> ActiveCallback:
        """The same callback with what it remembers after this moment."""

    @abstractmethod
    def waits_for(self, moment: Moment) -> bool:
        """Whether the callback has something to do at this moment."""

    @abstractmethod
    def stop_reason(self, run: TrainingRun) -> str | None:
        """Why it ends the training, if it does."""

    @abstractmethod
    def final_weights(self) -> Weights | None:
        """What the network ends with, if it says so."""


@final
@dataclass(frozen=True)
class _Active(ActiveCallback, Generic[CallbackState]):
    callback: Callback[CallbackState]
    memory: CallbackState

    @property
    @override
    def name(self) -> str:
        return named(self.callback)

    @override
    def stored(self) -> StoredState:
        return stored(self.memory)

    @override
    def restored(self, state: StoredState) -> ActiveCallback:
        return _Active(self.callback, rebuilt(self.callback.init(), state, shapes=False))

    @override
    def after(self, moment: Moment, run: TrainingRun) -> ActiveCallback:
        callback = self.callback
        asked = {
            "on_train_begin": callback.on_train_begin,
            "on_batch_end": callback.on_batch_end,
            "on_epoch_end": callback.on_epoch_end,
            "on_train_end": callback.on_train_end,
        }
        memory = asked[moment](run, self.memory)
        if type(memory) is not type(self.memory):
            kind = type(self.memory).__name__
            raise TypeError(f"{type(callback).__name__}.{moment} must return a {kind}, got {shown(memory)}")
        return _Active(callback, memory)

    @override
    def waits_for(self, moment: Moment) -> bool:
        return getattr(type(self.callback), moment) is not getattr(Callback, moment)

    @override
    def stop_reason(self, run: TrainingRun) -> str | None:
        reason: object = self.callback.stop_reason(run, self.memory)
        if reason is None or isinstance(reason, str):
            return reason
        raise TypeError(f"{type(self.callback).__name__}.stop_reason must return a text or None, got {shown(reason)}")

    @override
    def final_weights(self) -> Weights | None:
        weights: object = self.callback.final_weights(self.memory)
        if weights is None or isinstance(weights, Weights):
            return weights
        raise TypeError(
            f"{type(self.callback).__name__}.final_weights must return Weights or None, got {shown(weights)}"
        )


def activated(callbacks: object) -> tuple[ActiveCallback, ...]:
    """Each callback of a sequence, with its first state.

    Raises:
        TypeError: something is not a callback, or its first state is no tuple.
    """
    items = as_items("callbacks", callbacks, "callbacks")
    for index, item in enumerate(items):
        if isroutine(item):
            raise TypeError(f"`callbacks[{index}]` must be of class Callback, got {shown(item)}; pass it as `callback`")
        require_instance(f"callbacks[{index}]", item, Callback)
    return tuple(_activated(cast("Callback", item)) for item in items)


def _activated(callback: Callback[CallbackState]) -> ActiveCallback:
    state: object = callback.init()
    if not isinstance(state, tuple):
        raise TypeError(f"{type(callback).__name__}.init must return a NamedTuple, got {shown(state)}")
    return _Active(callback, callback.init())
