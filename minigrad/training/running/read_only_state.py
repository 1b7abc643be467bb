"""A copy of an optimizer's state to look at."""

from __future__ import annotations

from copy import deepcopy

import numpy as np

from minigrad.optimizers.base import State, StateValue


def read_only_copy(state: State) -> State:
    """A copy whose arrays are read-only."""
    copy = deepcopy(state)
    _make_read_only(copy)
    return copy


def _make_read_only(value: StateValue) -> None:
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif isinstance(value, tuple):
        for part in value:
            _make_read_only(part)
