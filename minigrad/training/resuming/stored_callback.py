"""What a callback remembered, until the callback itself is passed again."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.training.resuming.stored_state import StoredState


class StoredCallback(NamedTuple):
    """A callback of a run that was read from a file."""

    name: str
    """The callback with its configuration."""
    state: StoredState
