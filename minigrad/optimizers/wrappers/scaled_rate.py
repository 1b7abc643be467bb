"""The same optimizer with its learning rate multiplied by a factor, whatever it is wrapped in."""

from __future__ import annotations

from copy import copy
from typing import Protocol, TypeVar, runtime_checkable

import numpy as np

from minigrad.optimizers.base import Optimizer, State
from minigrad.quantities import named

Rule = TypeVar("Rule")


@runtime_checkable
class ScalesItsRate(Protocol[State]):
    """An optional method of an optimizer: how a factor reaches its learning rate.

    An optimizer with a field ``learning_rate`` does without, unless it computes something from that field beforehand.
    """

    def with_scaled_rate(self, factor: float) -> Optimizer[State]:
        """This optimizer with its learning rate multiplied by ``factor``, which is not negative, and may be 0."""


def scaled_rate(optimizer: Optimizer[State], factor: float) -> Optimizer[State]:
    """``optimizer`` with its learning rate multiplied by ``factor``; the state belongs to both.

    Raises:
        TypeError: it has no learning rate.

    >>> from minigrad.optimizers import Adam, Clipped
    >>> scaled_rate(Clipped(Adam(learning_rate=0.1), max_norm=1.0), 0.5).optimizer.learning_rate
    0.05
    """
    if isinstance(optimizer, ScalesItsRate):
        scaled: Optimizer[State] = optimizer.with_scaled_rate(factor)
        return scaled
    rate: object = getattr(optimizer, "learning_rate", None)
    if isinstance(rate, (float, int, np.number)):
        return with_field(optimizer, "learning_rate", float(rate) * factor)
    raise TypeError(
        f"`optimizer` must have a learning rate that a schedule can multiply, got {named(optimizer)}: give it a field "
        "`learning_rate`, or a method `with_scaled_rate(factor)` that returns another optimizer"
    )


def with_field(rule: Rule, name: str, value: object) -> Rule:
    """A copy of a frozen ``rule`` in which one field has another value.

    The constructor, which would refuse a learning rate of 0, does not run, and what a rule has computed from its other
    fields stays.
    """
    changed = copy(rule)
    object.__setattr__(changed, name, value)
    return changed
