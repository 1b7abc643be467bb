"""The same optimizer with its learning rate multiplied by a factor, whatever it is wrapped in."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import TypeVar

import numpy as np

from minigrad.optimizers.base import Optimizer, State
from minigrad.quantities import named

Rule = TypeVar("Rule")


def scaled_rate(optimizer: Optimizer[State], factor: float) -> Optimizer[State]:
    """``optimizer`` with its learning rate multiplied by ``factor``, which may be 0; the state belongs to both.

    An optimizer may say how by a method ``with_scaled_rate(factor)``, as wrappers do; else a field ``learning_rate`` is
    multiplied.

    Raises:
        TypeError: it has no learning rate.

    >>> from minigrad.optimizers import Adam, Clipped
    >>> scaled_rate(Clipped(Adam(learning_rate=0.1), max_norm=1.0), 0.5).optimizer.learning_rate
    0.05
    """
    own: Callable[[float], Optimizer[State]] | None = getattr(optimizer, "with_scaled_rate", None)
    if own is not None:
        return own(factor)
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
