"""The data on which a network is evaluated after each epoch, and not trained."""

from __future__ import annotations

from typing import TypeAlias

import numpy.typing as npt

ValidationData: TypeAlias = tuple[npt.ArrayLike, npt.ArrayLike]
"""Samples and their targets, as ``x`` and ``t`` of :meth:`minigrad.Trainer.fit`."""


def as_validation_pair(validation_data: ValidationData) -> ValidationData:
    """The samples and their targets; a ``TypeError`` unless there are two things."""
    given: object = validation_data
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        what = f"{len(given)} things" if isinstance(given, (tuple, list)) else f"one {type(given).__name__}"
        raise TypeError(f"`validation_data` must be a tuple (x, t) of samples and their targets, got {what}")
    return validation_data
