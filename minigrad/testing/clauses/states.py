"""The arrays and numbers in the state of an optimizer."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.optimizers.base import State, StateValue
from minigrad.testing.clauses.comparing import same


def copied(state: State) -> State:
    """A state with the same numbers in new arrays.

    Raises:
        TypeError: it holds something other than arrays, numbers and states.
    """
    return tuple.__new__(type(state), tuple(_copies(state)))


def _copies(values: tuple[StateValue, ...]) -> Iterator[StateValue]:
    for part in values:
        if isinstance(part, np.ndarray):
            yield part.copy()
        elif isinstance(part, tuple):
            yield copied(part)
        elif isinstance(part, (int, float, np.number)):
            yield part
        else:
            raise TypeError(f"a state must hold arrays, numbers and states, got {type(part).__name__}")


def leaves(state: tuple[StateValue, ...], name: str = "state") -> Iterator[tuple[str, FloatArray | float]]:
    """The arrays and numbers in a state, with their names."""
    fields: tuple[str, ...] = getattr(state, "_fields", tuple(map(str, range(len(state)))))
    for field, part in zip(fields, state, strict=True):
        if isinstance(part, tuple):
            yield from leaves(part, f"{name}.{field}")
        else:
            yield f"{name}.{field}", part


def shares_memory(part: FloatArray | float, *arrays: FloatArray) -> bool:
    """Whether a part of a state is one of these arrays, or a view of one."""
    return isinstance(part, np.ndarray) and any(np.shares_memory(part, array) for array in arrays)


def values_in(state: tuple[StateValue, ...]) -> list[FloatArray | float]:
    """The arrays and numbers in a state."""
    return [part for _, part in leaves(state)]


def changed_value(part: FloatArray | float, old: FloatArray | float) -> str | None:
    """How a part of a state differs from its former value, or None."""
    return same("", np.asarray(part), np.asarray(old))


def kind_of(part: FloatArray | float) -> str:
    """The type and shape of a part of a state as a text."""
    return f"{part.dtype} of shape {part.shape}" if isinstance(part, np.ndarray) else "a number"
